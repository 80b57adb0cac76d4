//! Of which acts the figures are shares. A register of cases makes stubs of the acts that it names, and it names only acts that
//! gave rise to a case: a share of these says nothing about all acts in force.

use std::collections::BTreeSet;

use serde::Serialize;

use super::acts::ActScore;
use crate::engine::Engine;
use crate::law::InstrumentIx;
use crate::report::text::labels::counted;

/// The acts that count for at least one state.
#[derive(Debug, Clone, PartialEq, Eq, Serialize)]
pub struct Denominator {
    /// All of them.
    pub acts: usize,
    /// Of these, stubs.
    pub stubs: usize,
    /// Of the stubs, those with at least one case on record.
    pub stubs_with_case: usize,
    /// What they are, in words.
    pub meaning: String,
}

impl Denominator {
    /// The acts of these scores. A case counts that any state has under the act, whenever it was opened.
    pub fn of(scores: &[ActScore], engine: &Engine) -> Denominator {
        let acts: BTreeSet<&str> = scores.iter().map(|score| &*score.instrument.id).collect();
        let stubs = scores.iter().map(|score| score.instrument).filter(|act| act.stub);
        let stubs: BTreeSet<&str> = stubs.map(|act| &*act.id).collect();
        let with_case = cases(engine);
        let has_case = |id: &&&str| engine.corpus.find_instrument(id).is_some_and(|ix| with_case.contains(&ix));
        let stubs_with_case = stubs.iter().filter(has_case).count();
        let meaning = meaning(acts.len(), stubs.len(), stubs_with_case);
        Denominator { acts: acts.len(), stubs: stubs.len(), stubs_with_case, meaning }
    }

    /// What a reader must know before comparing the figures; nothing where no stub counts.
    pub fn sentence(&self) -> Option<String> {
        let stubs = (self.stubs > 0).then(|| counted(self.acts, "act", "acts"))?;
        let are = if self.stubs == 1 { "is a stub" } else { "are stubs" };
        Some(format!("{} of {stubs} counted {are}; denominator: {}", self.stubs, self.meaning))
    }
}

/// The acts under which any state has a case on record.
fn cases(engine: &Engine) -> BTreeSet<InstrumentIx> {
    let records = engine.corpus.actors.iter().flat_map(|actor| actor.records());
    // what proved wrong is no record of a case
    let steps = records.filter(|record| record.retracted.is_none() && record.step().is_some());
    steps.map(|record| record.instrument).collect()
}

fn meaning(acts: usize, stubs: usize, with_case: usize) -> String {
    let no_all = ", which is not all acts in force";
    match (stubs, with_case) {
        (0, _) => "acts in the data whose deadline has passed".to_owned(),
        (_, 0) => "acts in the data whose deadline has passed, stubs from metadata among them".to_owned(),
        _ if with_case == acts => format!("acts with at least one case{no_all}"),
        _ => {
            let others = counted(acts - with_case, "other", "others");
            format!("acts with at least one case ({with_case}) and {others} in the data{no_all}")
        }
    }
}

#[cfg(test)]
mod tests {
    use super::meaning;

    #[test]
    fn acts_of_a_register_are_no_sample_of_all_acts() {
        assert_eq!(meaning(3, 0, 0), "acts in the data whose deadline has passed");
        assert_eq!(meaning(3, 3, 3), "acts with at least one case, which is not all acts in force");
        assert!(meaning(5, 3, 2).starts_with("acts with at least one case (2) and 3 others"));
        assert!(meaning(5, 3, 0).contains("stubs from metadata"));
    }
}
