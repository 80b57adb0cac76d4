//! One reason and what it rests on.

use crate::engine::Finding;
use crate::law::{InstrumentIx, SourceIx};
use crate::report::run::Run;
use crate::report::text::citation::ids_behind;
use crate::time::Day;

/// What stands for the day asked for in a text that holds for several days.
pub const ON: &str = "{on}";

/// Stands for [`ON`] while a text is put together: data cannot hold it.
const PLACE: &str = "\u{FFFF}";

/// What a reason is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Topic {
    /// Whether the act stands and binds.
    Bond,
    /// By when.
    Deadline,
    /// A record that binds the state or moves its deadline.
    Ground,
    /// What was done, and what proves it.
    Conduct,
    /// The stage of an infringement case.
    Procedure,
    /// How far the source of that stage reaches.
    Reach,
    /// The rule that decided.
    Rule,
}

/// One reason and what it rests on.
#[derive(Debug, Clone)]
pub struct Reason {
    /// What it is about.
    pub topic: Topic,
    /// In words.
    pub text: String,
    /// The text for every day on which the reason holds, with [`ON`] in the place of the day asked for; `None` where the
    /// text holds for all of them.
    any_day: Option<String>,
    /// The sources.
    pub sources: Vec<SourceIx>,
    /// The record of what was done that it tells, whichever duty it speaks of.
    pub record: Option<RecordOf>,
}

/// A record of the state: its act, its place among the records of that act, and whether it speaks of the duty itself.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct RecordOf {
    /// The act.
    pub instrument: InstrumentIx,
    /// The place.
    pub place: usize,
    /// Of the duty itself, not of one that implies it?
    pub is_own: bool,
}

impl Reason {
    /// A reason that cites nothing yet.
    pub fn new(topic: Topic, text: String) -> Reason {
        Reason { topic, text, any_day: None, sources: Vec::new(), record: None }
    }

    /// A reason whose text names the day asked for, and cites nothing yet.
    pub fn on_day(topic: Topic, day: Day, text: impl Fn(&str) -> String) -> Reason {
        Reason { any_day: Some(text(PLACE)), ..Reason::new(topic, text(&day.to_string())) }
    }

    /// The reason with a text in the place of its own that holds for several days.
    #[must_use]
    pub fn lasting(self, text: String) -> Reason {
        Reason { any_day: Some(text), ..self }
    }

    /// The text for every day on which the reason holds: [`ON`] stands for the day asked for, and nowhere else.
    pub fn for_any_day(&self) -> String {
        // what stands in the data is no place to be filled
        let plain = |text: &str| text.replace(ON, "{ on }");
        self.any_day.as_ref().map_or_else(|| plain(&self.text), |text| plain(text).replace(PLACE, ON))
    }

    /// The reason with the record that it words.
    #[must_use]
    pub fn telling(self, instrument: InstrumentIx, place: usize, is_own: bool) -> Reason {
        Reason { record: Some(RecordOf { instrument, place, is_own }), ..self }
    }

    /// The reason with further sources.
    #[must_use]
    pub fn citing(mut self, sources: impl IntoIterator<Item = SourceIx>) -> Reason {
        self.sources.extend(sources);
        self
    }

    /// The reason, and, where it is about what was done or a case, the sources that say so.
    pub fn with_ids(&self, run: &Run) -> String {
        let ids = if self.is_fact() { ids_behind(run.engine.corpus, &self.sources) } else { String::new() };
        format!("{}{ids}", self.text)
    }

    /// As [`Reason::with_ids`], of a reason that is needed no more.
    pub fn into_text_with_ids(self, run: &Run) -> String {
        let ids = if self.is_fact() { ids_behind(run.engine.corpus, &self.sources) } else { String::new() };
        let mut text = self.text;
        text.push_str(&ids);
        text
    }

    /// Is it about what was done, or about a case?
    pub fn is_fact(&self) -> bool {
        matches!(self.topic, Topic::Conduct | Topic::Procedure)
    }
}

/// The act's own text among its sources.
pub fn own_text<'a>(run: &Run<'a>, finding: &Finding<'a>) -> impl Iterator<Item = SourceIx> + use<'a> {
    let (corpus, instrument) = (run.engine.corpus, finding.instrument);
    instrument.sources.iter().copied().filter(move |ix| {
        let published = corpus.source(*ix).and_then(|source| source.published.exact());
        published.is_some() && published == instrument.published
    })
}

#[cfg(test)]
#[allow(clippy::unwrap_used, reason = "a test may stop at a wrong constant")]
mod tests {
    use super::*;

    #[test]
    fn what_the_data_say_is_no_place_for_the_day() {
        let day = Day::parse("2011-11-25").unwrap();
        let reason = Reason::on_day(Topic::Bond, day, |on| format!("{{on}} is no Member State on {on}"));
        assert_eq!(reason.text, "{on} is no Member State on 2011-11-25");
        assert_eq!(reason.for_any_day(), "{ on } is no Member State on {on}");
        let fixed = Reason::new(Topic::Conduct, "found done 2011-11-25 {on}".to_owned());
        assert_eq!(fixed.for_any_day(), "found done 2011-11-25 { on }");
    }
}
