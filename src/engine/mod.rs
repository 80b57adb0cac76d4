//! From facts to verdicts: a pure function of corpus, rules and dates. Each (state, obligation) is evaluated once into a
//! timeline; a query for a day is a look-up in it. No I/O, no clock, no words for a reader beyond reasons.
//!
//! The way: [`Question`] names state, obligation and knowledge date; `implied` adds the duties that prove it;
//! `evidence` picks the records that concern them; `worlds` lists the possible orders of uncertain days and readings
//! (`approximate` where they are too many); `assessment` goes through each: `applicability` says whether the state was
//! bound, `deadline` by when it had to act, `judgments` which day a judgment is about, `conduct` what was done when;
//! `timeline` lets the rules judge, `combine` combines worlds, `grounds` says what it rests on.

mod alternative;
mod applicability;
mod approximate;
mod assessment;
mod combine;
mod conduct;
mod enforcement;
mod evidence;
mod finding;
mod grounds;
mod implied;
mod infringements;
mod judgement;
mod question;
mod selection;
mod timeline;
mod worlds;

pub use applicability::{DeadlineOrigin, added, change_on, common_limit, correction, deadline_of, ends_on};
pub use conduct::{FailureEnd, judged_days};
pub use evidence::{fulfilling_event, is_known, registers, speaks_to};
pub use finding::{Engine, Finding};
pub use grounds::{Grounds, Implied, Relevance};
pub use implied::implying;
pub use infringements::{OpenInfringement, letters, open_cases};
pub use judgement::Judgement;
pub use question::Question;
pub use selection::{Choice, Selection};
pub use timeline::{BoundSince, Edition, KnownSegment, Segment, Timeline, editions, known_then};
pub use worlds::amends_the_unrecorded;
