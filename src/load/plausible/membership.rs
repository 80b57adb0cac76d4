//! Times of membership that overlap.

use crate::law::Actor;
use crate::load::raised::{Desk, Place, Raised, Spot};

/// Two times of membership that share a day.
pub(super) fn overlapping(actor: &Actor, desk: &mut Desk) {
    let place = |number| Place::top().key("membership").item(number);
    for (number, later) in actor.membership.iter().enumerate() {
        let earlier = actor.membership.iter().take(number);
        let clash = earlier.enumerate().find(|(_, earlier)| {
            let (a, b) = (earlier.during, later.during);
            b.to().is_none_or(|to| a.from() < to) && a.to().is_none_or(|to| b.from() < to)
        });
        if let Some((first, _)) = clash {
            let message = "two times of membership overlap";
            let raised = Raised::error("overlapping-membership", &place(number), message);
            desk.raise(raised.also(Spot::Value(place(first)), "the other one"));
        }
    }
}
