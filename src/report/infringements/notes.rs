//! What a reader must know of a count: what exactly is counted, what it leaves out, and how far the registers reach.

use super::{CaseGrouping, CaseMeasure, Infringements};
use crate::report::text::labels::counted;

impl Infringements<'_> {
    /// What is counted, in one line.
    pub(super) fn title(&self) -> String {
        let kind = self.query.kind.map_or(String::new(), |kind| format!("{kind} "));
        let of = if self.query.departments.is_empty() {
            String::new()
        } else {
            format!(" of {}", self.query.departments.join(", ").to_uppercase())
        };
        let by = self.by.column();
        match self.query.measure {
            CaseMeasure::Opened(year) => format!(
                "{kind}cases{of} opened in {year}, by {by}: the first letter of formal notice under Art. 258 TFEU is of that year"
            ),
            CaseMeasure::OpenOn(day) => format!(
                "{kind}cases{of} open on {day}, by {by}: a first letter of formal notice under Art. 258 TFEU by that day, and \
                 neither a closing nor a withdrawal by it"
            ),
            CaseMeasure::Yearly => format!(
                "{kind}cases{of} by year: new (the first letter of formal notice under Art. 258 TFEU is of the year), and open \
                 on its last day (a first letter, and neither a closing nor a withdrawal by then)"
            ),
        }
    }

    /// How many cases are counted, and how many of them are attributed to an act.
    pub(super) fn sum(&self) -> String {
        let total = self.total();
        let unattributed = self.counted().filter(|one| one.acts.is_empty()).count();
        let attributed = total - unattributed;
        let cases = counted(total, "case", "cases");
        format!("{cases}: {attributed} under acts of the data, {unattributed} attributed to no act")
    }

    /// The registers, each with the days that it covers.
    pub(super) fn registers(&self) -> Option<String> {
        let each = self
            .periods
            .iter()
            .map(|one| format!("{} ({}), {} to {}", one.source.name(), one.source.id, one.from, one.through));
        let each: Vec<String> = each.collect();
        (!each.is_empty()).then(|| format!("register: {}", each.join("; ")))
    }

    /// What the count leaves out, or why its rows add up to more than the total.
    pub(super) fn remarks(&self) -> Vec<String> {
        let mut remarks = Vec::new();
        let without = self.without_letter();
        if without > 0 {
            let cases = counted(without, "case", "cases");
            remarks
                .push(format!("{cases} without a first letter in the data: neither new nor open by this definition"));
        }
        if !self.selection.instruments.is_all() {
            remarks.push("only cases under the acts selected: what is attributed to no act is left out".to_owned());
        }
        if self.by == CaseGrouping::Act && self.counted().any(|one| one.acts.len() > 1) {
            remarks.push("a case under several acts is in the row of each, and counts once in the total".to_owned());
        }
        remarks
    }

    /// Why the figures may be too low, and zero is no proof that there was no case.
    pub fn warnings(&self) -> Vec<String> {
        if self.periods.is_empty() {
            let text = "the data have no register of cases: what is counted are the cases on record, and 0 does not mean that \
                        there was none";
            return vec![text.to_owned()];
        }
        let mut warnings = Vec::new();
        if !self.query.departments.is_empty() && self.cases.is_empty() {
            let departments = self.query.departments.join(", ").to_uppercase();
            warnings.push(format!(
                "no case of {departments} is in the data: is the department written as the register does?"
            ));
        }
        if !self.has_unattributed {
            let acts = counted(self.run.engine.corpus.instruments.len(), "act", "acts");
            warnings.push(format!(
                "the data hold cases under their {acts} alone: cases under other acts, and those that name none, are not counted"
            ));
        }
        if let Some(part) = self.periods.iter().find(|one| self.parts.contains(&*one.source.id)) {
            let text = format!("only a part of {} was imported: the count can be too low", part.source.id);
            warnings.push(text);
        } else if !self.is_covered() {
            warnings.push(self.uncovered());
        }
        warnings
    }

    fn uncovered(&self) -> String {
        let days: Vec<String> = self.periods.iter().map(|one| format!("{} to {}", one.from, one.through)).collect();
        let what = match self.query.measure {
            CaseMeasure::Opened(year) if self.end_of(year) == self.run.as_of => {
                format!("{year}, of which {} is the last day counted,", self.run.as_of)
            }
            CaseMeasure::Opened(year) => year.to_string(),
            CaseMeasure::OpenOn(day) => day.to_string(),
            CaseMeasure::Yearly => "each year that is marked".to_owned(),
        };
        format!(
            "{what} is not wholly covered by a register ({}): the count can be too low or too high",
            days.join("; ")
        )
    }
}
