//! Whom an instrument or an obligation addresses: a group of states, those left out, those added.

use crate::law::{Deadline, SourceIx};
use crate::time::Interval;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// The states that a duty addresses before exceptions.
    Group, "group of addressees" {
        /// States that are members of the Union on the day.
        MemberStates = "member-states",
        /// States for which the treaty is in force on the day, members or not.
        Parties = "parties",
    }
}

/// One state left out of (`except`) or added to (`also`) a group for a time, and on what legal ground.
#[derive(Debug, Clone)]
pub struct Exception {
    /// EU code of the state.
    pub state: Box<str>,
    /// Half-open `[from, to)`; a missing `from` is the beginning of time.
    pub during: Interval,
    /// The legal ground, for the reader.
    pub basis: Box<str>,
    /// Where it was read.
    pub source: Option<SourceIx>,
    /// A period of the state's own, in the place of the act's deadline for every duty that has one; `None` keeps the act's.
    pub own_period: Option<OwnPeriod>,
    /// Is the state added bound under international law alone (Protocol (No 22), Art. 4(1); before Lisbon Art. 5(1))? Then
    /// Art. 258 to 260 TFEU do not reach it.
    pub international_law: bool,
}

/// The period of an associate or a late addressee.
#[derive(Debug, Clone, PartialEq)]
pub enum OwnPeriod {
    /// There is a period, but it is not known: no deadline passes.
    Open,
    /// The period is known.
    Known(Deadline),
}

/// Whom a duty binds. An exception takes precedence over an addition; membership alone decides for everybody else.
#[derive(Debug, Clone)]
pub struct Binds {
    /// The group addressed.
    pub group: Group,
    /// States left out, each for a time.
    pub except: Vec<Exception>,
    /// States added, each for a time.
    pub also: Vec<Exception>,
}
