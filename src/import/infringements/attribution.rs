//! To which act a decision belongs. Only proof counts: a number of an act that fits the case and the day, or other decisions of
//! the same case. Whatever is not proven is kept with the reason.

use std::collections::{BTreeSet, HashMap};

use super::acts::{ActMeant, Acts, Why};
use super::decision::Decision;
use crate::import::{ActOf, RowProblem};
use crate::law::CaseKind;

/// Where a register names an act in words alone.
pub(super) const NAMES_NO_ACT: &str = "the register names no act";

/// What a decision says about its act.
#[derive(Debug, Clone)]
pub(super) enum ActSaid {
    /// This act, and it can be.
    Proven(ActOf),
    /// This act; it is not in the data, and no stub is wanted.
    NotInData(String),
    /// None.
    Nothing,
    /// One that cannot be meant.
    Refuted(Why),
}

impl ActSaid {
    /// What is said of a row that names an act which cannot be meant: the case is older than it, for instance.
    pub(super) fn refuted(&self) -> Option<RowProblem> {
        let ActSaid::Refuted(why) = self else { return None };
        Some(
            RowProblem::new("act-cannot-be", why.clone())
                .help("the step is kept without an act; check the number of it"),
        )
    }
}

/// What the row itself proves.
pub(super) fn said_by_row(decision: &Decision, acts: &Acts, creates: bool) -> ActSaid {
    let case_year = decision.case_year();
    let found = if decision.celex.is_empty() {
        match case_year.map_or(Ok(None), |year| acts.in_title(decision.title, year)) {
            Ok(found) => found,
            Err(why) => return ActSaid::Refuted(why),
        }
    } else {
        let found = acts.of_celex(decision.celex);
        if found.is_none() {
            return ActSaid::Refuted(format!("{} is no number of an act of a kind that is known here", decision.celex));
        }
        found
    };
    let Some((act, meant)) = found else { return ActSaid::Nothing };
    if let Some(why) = refuted(decision, &act, &meant) {
        return ActSaid::Refuted(why);
    }
    match act {
        ActOf::New(celex) if !creates => ActSaid::NotInData(celex),
        act => ActSaid::Proven(act),
    }
}

/// Why a decision cannot be about an act. A register whose column of acts was added later can be wrong for old cases.
fn refuted(decision: &Decision, act: &ActOf, meant: &ActMeant) -> Option<Why> {
    let (ActOf::Known(id) | ActOf::New(id)) = act;
    // as the register writes it: the same reason whether the act is in the data yet or not
    let name = if decision.celex.is_empty() { id } else { decision.celex };
    let case_year = decision.case_year()?;
    if meant.is_later_than_case(case_year) {
        return Some(format!("case of {case_year}, before {name}"));
    }
    if meant.is_adopted_after(decision.day) {
        return Some(format!("decision of {}, before the adoption of {name}", decision.day));
    }
    if decision.kind == Some(CaseKind::NonCommunication) && !meant.has_measures_to_communicate() {
        return Some(format!("{name} has no measures to communicate"));
    }
    None
}

/// The acts of whole cases: what some decisions of a case prove holds for all of them.
pub(super) struct CaseActs<'a, 'r> {
    acts: &'r Acts<'a>,
    of_case: HashMap<(&'r str, &'r str), BTreeSet<ActOf>>,
}

impl<'a, 'r> CaseActs<'a, 'r> {
    /// Collects what each decision proves by itself.
    pub(super) fn new<'d: 'r>(
        acts: &'r Acts<'a>,
        decisions: impl Iterator<Item = (&'r Decision<'d>, &'r ActSaid)>,
    ) -> CaseActs<'a, 'r>
    where
        'a: 'r,
    {
        let mut of_case: HashMap<(&str, &str), BTreeSet<ActOf>> = HashMap::new();
        for (decision, said) in decisions {
            if let ActSaid::Proven(act) = said {
                of_case.entry((decision.state, &decision.case)).or_default().insert(act.clone());
            }
        }
        CaseActs { acts, of_case }
    }

    /// The act of a decision.
    ///
    /// # Errors
    /// It is not proven, with the reason.
    pub(super) fn attribute(&self, decision: &Decision, said: &ActSaid) -> Result<ActOf, Why> {
        let recorded = self.acts.of_case(decision.state, &decision.case);
        match (said, recorded) {
            (ActSaid::Proven(ActOf::Known(id)), Some(recorded)) if *id == *recorded.id => Ok(ActOf::Known(id.clone())),
            (ActSaid::Proven(ActOf::Known(name) | ActOf::New(name)), Some(recorded)) => {
                Err(format!("the case is on record under {}, the register names {name}", recorded.id))
            }
            (ActSaid::Proven(act), None) => Ok(act.clone()),
            (ActSaid::NotInData(celex), _) => Err(format!("{celex} is not in the data")),
            (ActSaid::Refuted(why), None) => self.of_other_rows(decision).unwrap_or_else(|_| Err(why.clone())),
            (ActSaid::Nothing | ActSaid::Refuted(_), Some(recorded)) => {
                let act = ActOf::Known(recorded.id.to_string());
                refuted(decision, &act, &ActMeant::of(recorded)).map_or(Ok(act), Err)
            }
            (ActSaid::Nothing, None) => self.of_other_rows(decision).unwrap_or_else(Err),
        }
    }

    /// The one act that other decisions of the case name, or why this one cannot be about it: as it is once they are on
    /// record.
    ///
    /// # Errors
    /// They name none, or several.
    fn of_other_rows(&self, decision: &Decision) -> Result<Result<ActOf, Why>, Why> {
        let none = || NAMES_NO_ACT.to_owned();
        // decisions without a number share no case
        let case = Some(&decision.case).filter(|case| !case.is_empty()).ok_or_else(none)?;
        let acts = self.of_case.get(&(decision.state, case.as_str())).ok_or_else(none)?;
        match acts.first().filter(|_| acts.len() == 1) {
            Some(act) => {
                let why = self.acts.meant(act).and_then(|meant| refuted(decision, act, &meant));
                Ok(why.map_or_else(|| Ok(act.clone()), Err))
            }
            None => Err("other decisions of the case name more than one act".to_owned()),
        }
    }
}
