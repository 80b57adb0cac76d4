//! Floor 8: the door of the library. A dataset is opened, asked for findings, timelines and changes, and gives reasons in
//! words and as data; whatever goes wrong is one [`Error`].
//!
//! Deliberately not here: names in other forms than ids, formats and files to write (the command line has them), and the
//! reports for a reader ([`report`](crate::report)).

mod answer;
mod as_of;
mod error;
mod id;
mod lookup;
#[cfg(feature = "check")]
mod what_if;

#[cfg(feature = "check")]
use std::path::Path;

pub use answer::{Answer, CitedReason};
pub use as_of::AsOf;
pub use error::Error;
pub use id::FindingId;

use crate::engine::{Engine, Question, Selection, Timeline};
use crate::law::Corpus;
use crate::load::Problem;
use crate::open::{Opened, Unchecked};
use crate::report::Run;
use crate::report::change::{Cause, Direction, changes};
use crate::report::survey::{Snapshot, Survey};
use crate::rules::Rules;
use crate::time::Day;

/// Law, states, sources and the decision tables that judge them, ready to be asked.
///
/// ```
/// use acquis::{Dataset, time::Day};
/// # fn main() -> Result<(), acquis::Error> {
/// let dataset = Dataset::embedded()?;
/// let last_day: Day = "2013-04-06".parse()?; // Art. 22(1) of Directive 2011/36/EU
/// let id = "LU/anti-trafficking/transposition";
/// assert_eq!(dataset.finding(id, last_day)?.days_overdue(), None); // the last good day is still in time
/// assert_eq!(dataset.finding(id, last_day.next())?.days_overdue(), Some(1));
/// # Ok(())
/// # }
/// ```
#[derive(Debug, Clone)]
pub struct Dataset {
    opened: Opened,
    remarks: Vec<String>,
}

/// A finding that differs between two days, and why.
#[derive(Debug, Clone)]
pub struct ChangedFinding {
    /// `AT/budapest/ratification`.
    pub id: String,
    /// Did it become worse, better, new ...?
    pub direction: Direction,
    /// What held on the first day; `None` if there was no such finding.
    pub before: Option<Snapshot>,
    /// What holds on the second day; `None` if there is no such finding any more.
    pub after: Option<Snapshot>,
    /// Why, the weightiest first; never empty.
    pub causes: Vec<Cause>,
}

impl Dataset {
    /// The data and tables inside the library.
    ///
    /// # Errors
    /// The library was built from broken data.
    pub fn embedded() -> Result<Dataset, Error> {
        Ok(Unchecked::embedded(None).check()?.into())
    }

    /// The data of a directory, laid out as `acquis init` writes it; the decision tables that it does not hold are the
    /// embedded ones.
    ///
    /// ```
    /// # use acquis::Dataset;
    /// let error = Dataset::open("no/such/directory").unwrap_err();
    /// let places: Vec<String> = error.problems().map(|problem| problem.place()).collect();
    /// assert_eq!(places, ["no/such/directory:1:1"]);
    /// ```
    ///
    /// # Errors
    /// Something cannot be read, or is invalid: every problem of all files, with its place.
    #[cfg(feature = "check")]
    pub fn open(directory: impl AsRef<Path>) -> Result<Dataset, Error> {
        Ok(Unchecked::directory(directory.as_ref()).check()?.into())
    }

    /// What is unusual about the data, though they can be evaluated.
    #[must_use]
    pub fn warnings(&self) -> &[Problem] {
        &self.opened.warnings
    }

    /// What holds for a state and an obligation on a day, and why. An id is a text, as `AT/budapest/ratification`, or a
    /// [`FindingId`]; a [`Day`] stands for that day with no limit of what is known.
    ///
    /// # Errors
    /// The id names nothing, or the duty is not owed by the one named.
    pub fn finding(
        &self,
        id: impl TryInto<FindingId, Error: Into<Error>>,
        as_of: impl Into<AsOf>,
    ) -> Result<Answer<'_>, Error> {
        let id = id.try_into().map_err(Into::into)?;
        let run = self.run(as_of.into());
        let question = self.question(&id, run.engine.known_as_of)?;
        let timeline = Timeline::new(&question, run.engine.rules);
        let finding = run.engine.finding(&question, &timeline, run.as_of);
        let finding = finding.ok_or_else(|| lookup::unknown("finding", &id.to_string(), None))?;
        Ok(Answer::one(run, finding))
    }

    /// Every finding of a selection on a day, in the order of state, instrument, obligation. Without states named: those
    /// that are members on the day, and former members while Union law binds them.
    ///
    /// # Errors
    /// An id of the selection names nothing.
    pub fn findings(&self, selection: &Selection, as_of: impl Into<AsOf>) -> Result<Vec<Answer<'_>>, Error> {
        lookup::check(&self.opened.corpus, selection)?;
        let run = self.run(as_of.into());
        let (_, findings) = run.survey(selection, false);
        Ok(Answer::all(run, findings))
    }

    /// Every change of a finding, from the beginning of time on, as all sources together show it.
    ///
    /// ```
    /// # use acquis::{Dataset, rules::Verdict};
    /// # fn main() -> Result<(), acquis::Error> {
    /// let timeline = Dataset::embedded()?.timeline("AT/budapest/ratification")?;
    /// let met = timeline.segments().iter().find(|one| one.judgement.verdict == Verdict::Met);
    /// assert_eq!(met.map(|one| one.from.to_string()).as_deref(), Some("2012-06-13")); // the deposit
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// The id names nothing, or the duty is not owed by the one named.
    pub fn timeline(&self, id: impl TryInto<FindingId, Error: Into<Error>>) -> Result<Timeline, Error> {
        self.timeline_of(&id.try_into().map_err(Into::into)?, None)
    }

    /// Every change of a finding, as sources published by a day show it.
    ///
    /// # Errors
    /// The id names nothing, or the duty is not owed by the one named.
    pub fn timeline_known_as_of(
        &self,
        id: impl TryInto<FindingId, Error: Into<Error>>,
        known_as_of: Day,
    ) -> Result<Timeline, Error> {
        self.timeline_of(&id.try_into().map_err(Into::into)?, Some(known_as_of))
    }

    fn timeline_of(&self, id: &FindingId, known_as_of: Option<Day>) -> Result<Timeline, Error> {
        Ok(Timeline::new(&self.question(id, known_as_of)?, &self.opened.rules))
    }

    /// Which findings differ between two days, and why: what a state did, a deadline that passed, a source that came to be
    /// known. Each side has both clocks.
    ///
    /// ```
    /// # use acquis::{Dataset, engine::Selection, report::change::CauseKind, time::Day};
    /// # fn main() -> Result<(), acquis::Error> {
    /// let dataset = Dataset::embedded()?;
    /// let austria = Selection::default().about("AT");
    /// let (eve, day) = (Day::parse("2012-06-12")?, Day::parse("2012-06-13")?);
    /// let changes = dataset.compare(&austria, eve, day)?;
    /// let ratified = changes.iter().find(|change| change.id == "AT/budapest/ratification");
    /// assert_eq!(ratified.map(|change| change.causes[0].kind), Some(CauseKind::StateActed));
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// An id of the selection names nothing, or the first day is after the second.
    pub fn compare(
        &self,
        selection: &Selection,
        before: impl Into<AsOf>,
        after: impl Into<AsOf>,
    ) -> Result<Vec<ChangedFinding>, Error> {
        let (before, after) = (before.into(), after.into());
        if before.day() > after.day() {
            return Err(Error::Order { first: before.day(), second: after.day() });
        }
        lookup::check(&self.opened.corpus, selection)?;
        let (before, after) = (self.survey(selection, before), self.survey(selection, after));
        let changed = changes(&before, &after).into_iter().map(|change| ChangedFinding {
            id: change.id.to_owned(),
            direction: change.direction,
            before: change.before.cloned(),
            after: change.after.cloned(),
            causes: change.causes,
        });
        Ok(changed.collect())
    }

    fn survey(&self, selection: &Selection, as_of: AsOf) -> Survey {
        let run = self.run(as_of);
        let (scope, findings) = run.survey(selection, false);
        Survey::new(&run, scope, &findings)
    }

    /// What is unusual about the facts assumed or left out, though they are accepted.
    #[must_use]
    pub fn remarks(&self) -> &[String] {
        &self.remarks
    }

    /// Law, states and sources.
    #[must_use]
    pub fn corpus(&self) -> &Corpus {
        &self.opened.corpus
    }

    /// The decision tables.
    #[must_use]
    pub fn rules(&self) -> &Rules {
        &self.opened.rules
    }

    /// A run on this dataset, of which the reports are made.
    #[must_use]
    pub fn run(&self, as_of: AsOf) -> Run<'_> {
        let Opened { corpus, rules, rules_digest, .. } = &self.opened;
        let engine = Engine { corpus, rules, known_as_of: as_of.known_as_of() };
        Run { engine, as_of: as_of.day(), rules_digest }
    }

    fn question(&self, id: &FindingId, known_as_of: Option<Day>) -> Result<Question<'_>, Error> {
        let (corpus, rules) = (&self.opened.corpus, &self.opened.rules);
        lookup::duty(corpus, (id.state(), id.instrument()), Some(id.obligation()))?;
        let question = Engine { corpus, rules, known_as_of }.question(id.state(), id.instrument(), id.obligation());
        question.ok_or_else(|| lookup::unknown("finding", &id.to_string(), None))
    }
}

impl From<Opened> for Dataset {
    fn from(opened: Opened) -> Dataset {
        Dataset { opened, remarks: Vec::new() }
    }
}
