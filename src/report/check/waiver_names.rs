//! Which waivers name a finding, found by its id: many waivers and many findings are not compared one by one.

use crate::load::Waiver;
use crate::report::survey::{BinaryForm, Digest};
use crate::time::Day;
use std::collections::{BTreeMap, BTreeSet};

/// What stands for any word.
const ANY: &str = "*";

/// Which words of an id a waiver leaves open: state, instrument, obligation.
type OpenWords = [bool; 3];

/// The waivers of a run, by what they name.
pub struct WaiverNames<'a> {
    /// In the order of the file.
    pub waivers: &'a [Waiver],
    /// Places of the waivers by the three words that they name, open ones as `*`.
    by_name: BTreeMap<String, Vec<usize>>,
    open_words: BTreeSet<OpenWords>,
}

impl<'a> WaiverNames<'a> {
    /// Of these waivers.
    pub fn new(waivers: &'a [Waiver]) -> WaiverNames<'a> {
        let mut names = WaiverNames { waivers, by_name: BTreeMap::new(), open_words: BTreeSet::new() };
        for (place, waiver) in waivers.iter().enumerate() {
            let mut words = waiver.finding.split('/');
            // what is left out at the end stands for any word
            let named = [(); 3].map(|()| words.next().unwrap_or(ANY));
            // an id has three words
            if words.next().is_none() {
                names.open_words.insert(named.map(|word| word == ANY));
                names.by_name.entry(named.join("/")).or_default().push(place);
            }
        }
        names
    }

    /// The places of the waivers that name a finding, in no order.
    pub fn naming(&self, id: &str) -> impl Iterator<Item = usize> {
        let mut words = id.split('/');
        let words = [(); 3].map(|()| words.next().unwrap_or_default());
        self.open_words.iter().flat_map(move |open| {
            let mut name = words;
            name.iter_mut().zip(open).filter(|(_, open)| **open).for_each(|(word, _)| *word = ANY);
            self.by_name.get(&name.join("/")).into_iter().flatten().copied()
        })
    }

    /// The waiver that takes a finding out of the count on a day: the first of the file that names it and has not run out.
    pub fn waiver(&self, id: &str, on: Day) -> Option<&'a Waiver> {
        let naming = self.naming(id).filter(|place| self.waivers.get(*place).is_some_and(|one| !one.has_run_out(on)));
        naming.min().and_then(|place| self.waivers.get(place))
    }

    /// The first day after a day on which another waiver names the finding, or none.
    pub fn next_change(&self, id: &str, on: Day) -> Option<Day> {
        let ends = self.naming(id).filter_map(|place| self.waivers.get(place)?.until);
        ends.map(Day::next).filter(|end| *end > on).min()
    }

    /// Digest of all that the waivers say.
    pub fn digest(&self) -> Digest {
        let mut form = BinaryForm::default();
        form.list(self.waivers, |form, Waiver { finding, reason, owner, until, line: _, names_nothing: _ }| {
            [finding, reason, owner].into_iter().for_each(|text| form.text(text));
            form.maybe_day(*until);
        });
        form.digest()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_waiver_is_found_by_the_ids_that_it_names() {
        let waiver = |finding: &str| Waiver {
            finding: finding.into(),
            reason: "r".into(),
            owner: "o".into(),
            until: None,
            line: 1,
            names_nothing: None,
        };
        let findings =
            ["AT/prum/*", "*/prum/dna", "AT", "*", "AT/prum", "AT/prum/dna", "AT/prum/dna/more", "a-t/prum/dna", ""];
        let waivers = findings.map(waiver);
        let names = WaiverNames::new(&waivers);
        for id in
            ["AT/prum/dna", "AT/prum/dna-contact-point", "BE/prum/dna", "AT/budapest/ratification", "a-t/prum/dna"]
        {
            let mut found: Vec<usize> = names.naming(id).collect();
            found.sort_unstable();
            let plainly: Vec<usize> = (0..waivers.len()).filter(|place| waivers[*place].names(id)).collect();
            assert_eq!(found, plainly, "{id}");
        }
    }
}
