//! Duties that other duties prove (`implied_by`): each must exist, and none may prove itself through others.

use std::collections::BTreeSet;

use crate::law::{Corpus, Instrument, Obligation};
use crate::load::build::Links;
use crate::load::defect::{Defect, Defects};
use crate::load::json_path::PathRef;
use crate::load::plausible::sources;

/// Looks through the links of one duty.
pub(super) fn links(act: &Instrument, (number, duty): (usize, &Obligation), links: &Links, defects: &mut Defects) {
    let top = PathRef::Top;
    let list = top.key("obligations");
    let own = list.item(number);
    let own = own.key("implied_by");
    let name = format!("{}/{}", act.id, duty.id);
    for (place, link) in duty.implied_by.iter().enumerate() {
        let path = own.item(place);
        sources::obligation(link, &path, links, defects);
        let Some(circle) = circle(&name, link, links.corpus) else { continue };
        let message = format!("{name} proves itself: {} is a circle", circle.join(" <- "));
        let defect = Defect::error("circle-of-implied-duties", &path.to_path(), message);
        defects.add(defect.help("the duty that is done first proves the others: take out the link back"));
    }
}

/// The way from a duty over this link back to it; `None` unless it is the first of the duties on the way, so that each
/// circle is reported once.
fn circle(name: &str, link: &str, corpus: &Corpus) -> Option<Vec<String>> {
    let mut seen: BTreeSet<&str> = BTreeSet::from([name]);
    let mut ways = vec![vec![link]];
    while let Some(path) = ways.pop() {
        let last = path.last().copied()?;
        if last == name {
            let is_first = path.iter().all(|one| name <= *one);
            let all = [name].into_iter().chain(path).map(str::to_owned);
            return is_first.then(|| all.collect());
        }
        // a duty reached twice leads nowhere new; without this a circle beside the way would be followed for ever
        if !seen.insert(last) {
            continue;
        }
        let next = implied_by(last, corpus).iter().map(|next| path.iter().copied().chain([&**next]).collect());
        ways.extend(next.collect::<Vec<Vec<&str>>>());
    }
    None
}

fn implied_by<'a>(link: &str, corpus: &'a Corpus) -> &'a [Box<str>] {
    let found = link.split_once('/').and_then(|(instrument, obligation)| {
        let ix = corpus.find_instrument(instrument)?;
        corpus.obligation(ix, corpus.find_obligation(ix, obligation)?)
    });
    found.map_or(&[], |duty| &duty.implied_by)
}
