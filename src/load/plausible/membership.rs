//! Times of membership that overlap.

use crate::law::Actor;
use crate::load::defect::{Defect, DefectLocation, Defects};
use crate::load::json_path::JsonPath;

/// Two times of membership that share a day.
pub(super) fn overlapping(actor: &Actor, defects: &mut Defects) {
    let place = |number| JsonPath::top().key("membership").item(number);
    for (number, later) in actor.membership.iter().enumerate() {
        let earlier = actor.membership.iter().take(number);
        let clash = earlier.enumerate().find(|(_, earlier)| {
            let (a, b) = (earlier.during, later.during);
            b.to().is_none_or(|to| a.from() < to) && a.to().is_none_or(|to| b.from() < to)
        });
        if let Some((first, _)) = clash {
            let message = "two times of membership overlap";
            let defect = Defect::error("overlapping-membership", &place(number), message);
            defects.add(defect.also(DefectLocation::Value(place(first)), "the other one"));
        }
    }
}
