//! Source documents: what every record and rule rests on, what some of them urge, and what came of it.

use crate::law::Extent;
use crate::time::{Day, UncertainDay};
use crate::vocabulary::vocabulary;

/// Place of a source in the corpus (in order of id).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct SourceIx(pub u32);

vocabulary! {
    /// How a fact came into the data. It changes no verdict, only what is reported about it.
    Confidence, "confidence" {
        /// Found in the cited source.
        Read = "read",
        /// Not yet read there.
        Recalled = "recalled",
        /// Found nowhere: assumed for one run. Data cannot say so.
        Assumed = "assumed",
    }
}

vocabulary! {
    /// What sort of document a source is, best first: this is also the order of trust.
    SourceKind, "kind of source" {
        /// The Official Journal of the European Union.
        OfficialJournal = "official-journal",
        /// A court, national ones included.
        Court = "court",
        /// The depositary of a treaty.
        Depositary = "depositary",
        /// A register kept by an institution.
        Register = "register",
        /// The Commission.
        Commission = "commission",
        /// The Council.
        Council = "council",
        /// An official gazette of a state.
        NationalGazette = "national-gazette",
        /// A parliament.
        Parliament = "parliament",
        /// An agency of the Union.
        Agency = "agency",
        /// Academic work.
        Academic = "academic",
        /// The press.
        Press = "press",
    }
}

/// Something a source states, or a register it keeps.
#[derive(Debug, Clone)]
pub struct Statement {
    /// Identifier, such as `iss-2011/fn-10`.
    pub id: Box<str>,
    /// Where in the document.
    pub locator: Box<str>,
    /// What it says, in our words.
    pub text: Box<str>,
    /// The obligation (`instrument/obligation`) for which it is a register.
    pub register: Option<Box<str>>,
    /// Objective 1-5 of the Internal Security Strategy.
    pub objective: Option<u8>,
    /// Whom it concerns: `member-states`, `COM` ...
    pub addressee: Option<Box<str>>,
    /// Why nothing here rests on it.
    pub not_evaluable: Option<Box<str>>,
    /// Of a list of all decisions in infringement cases: its first day; the last is the one that the source covers.
    pub cases_from: Option<Day>,
    /// Which states had done what is urged.
    pub tells: Tells,
}

/// What a statement says about things urged that are no obligation here.
#[derive(Debug, Clone, Default)]
pub struct Tells {
    /// The urgings, by id.
    pub about: Vec<Box<str>>,
    /// The day for which it says so; without one, the source's publication.
    pub on: Option<UncertainDay>,
    /// The states that had done it by that day.
    pub done_by: Vec<Box<str>>,
    /// Had every other state not done it?
    pub complete: bool,
    /// The figure that the source gives.
    pub count: Option<Tally>,
}

/// How many of how many.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Tally {
    /// How many had done it.
    pub done: u16,
    /// How many there were.
    pub of: u16,
}

/// Something a source encourages its addressees to do.
#[derive(Debug, Clone)]
pub struct Urging {
    /// Identifier, such as `iss-2011/3/ms-3`.
    pub id: Box<str>,
    /// Objective 1-5 of the Internal Security Strategy.
    pub objective: Option<u8>,
    /// Who is urged: `member-states`, `COM` ...
    pub addressee: Box<str>,
    /// Where in the document.
    pub locator: Box<str>,
    /// What it urges, in our words.
    pub text: Box<str>,
    /// Where else in the document it is: the same bullet under other objectives.
    pub also: Vec<Passage>,
    /// The last good day of a commitment.
    pub due: Option<Day>,
    /// The obligations (`instrument/obligation`) that answer it, and by which it is judged.
    pub obligations: Vec<Box<str>>,
    /// Further obligations that it urges too, by which it is not judged.
    pub covers: Vec<Box<str>>,
    /// What was delivered or given up, and when.
    pub outcomes: Vec<Delivery>,
    /// Why it, or a part of it, cannot be judged.
    pub not_evaluable: Option<Box<str>>,
}

impl Urging {
    /// Is the urging addressed to the Member States? One that is not is a commitment of its addressee, for which the states
    /// are not judged.
    pub fn is_to_states(&self) -> bool {
        // an institution that is addressed owes a commitment of its own (decision 8)
        &*self.addressee == "member-states"
    }

    /// Does the urging name this obligation, as one by which it is judged or as a further one?
    pub fn urges(&self, link: &str) -> bool {
        self.obligations.iter().chain(&self.covers).any(|one| **one == *link)
    }
}

/// A further place in which a document urges the same.
#[derive(Debug, Clone)]
pub struct Passage {
    /// Objective 1-5 of the Internal Security Strategy.
    pub objective: u8,
    /// Where in the document.
    pub locator: Box<str>,
}

/// What was delivered of a commitment, or that it was given up.
#[derive(Debug, Clone)]
pub struct Delivery {
    /// When: the set of its possible days.
    pub on: UncertainDay,
    /// Nothing was delivered: the commitment, or the part of it that `extent` says, was dropped.
    pub dropped: bool,
    /// What it is, or what says so.
    pub title: Box<str>,
    /// The document that proves it, where it is one of ours.
    pub source: Option<Box<str>>,
    /// Number by which it is cited.
    pub reference: Box<str>,
    /// All of the commitment, or part of it.
    pub extent: Extent,
    /// Read or recalled.
    pub confidence: Confidence,
    /// What a reader should know.
    pub note: Option<Box<str>>,
}

/// Where a document can be opened.
#[derive(Debug, Clone, Default)]
pub struct Address {
    /// The document's own address.
    pub official: Option<Box<str>>,
    /// The page where the fact was read, where the two differ.
    pub read_at: Option<Box<str>>,
    /// The day of reading.
    pub read_on: Option<Day>,
}

/// One document.
#[derive(Debug, Clone)]
pub struct Source {
    /// Identifier = file name.
    pub id: Box<str>,
    /// Title, as it stands on the document.
    pub title: Box<str>,
    /// Number of the document.
    pub reference: Option<Box<str>>,
    /// Sort and rank.
    pub kind: SourceKind,
    /// Publication. An uncertain day counts as known from its last possible day.
    pub published: UncertainDay,
    /// Kept up day by day (treaty charts, the infringement register).
    pub continuous: bool,
    /// The last day that a register kept up day by day covers, where it ends.
    pub through: Option<Day>,
    /// Where to open it.
    pub address: Address,
    /// What a reader should know about it.
    pub note: Option<Box<str>>,
    /// What it urges.
    pub urges: Vec<Urging>,
    /// What it states.
    pub states: Vec<Statement>,
}

impl Source {
    /// The id that stands where an assumption is cited; no document can have it.
    pub const ASSUMED: &str = "assumed";

    /// Is the source no document, but what a run assumes?
    pub fn is_assumed(&self) -> bool {
        &*self.id == Self::ASSUMED
    }

    /// The first and the last day whose decisions in infringement cases the source lists, if it is such a register and says
    /// where it ends.
    pub fn cases(&self) -> Option<(Day, Day)> {
        // a list without a last day could be incomplete on any day, so its silence shows nothing
        let from = self.states.iter().find_map(|statement| statement.cases_from)?;
        self.through.map(|through| (from, through))
    }

    /// Those days, as far as the list was known on a day (`None`: no limit). One that is kept up day by day said on it what had
    /// been decided by then; any other is known from its publication.
    pub fn cases_known(&self, known_as_of: Option<Day>) -> Option<(Day, Day)> {
        let (from, through) = self.cases()?;
        match known_as_of {
            Some(known) if self.continuous => Some((from, through.min(known))),
            Some(known) if self.published.last() > known => None,
            _ => Some((from, through)),
        }
    }

    /// What to call the source: its number, or else its title.
    pub fn name(&self) -> &str {
        self.reference.as_deref().unwrap_or(&self.title)
    }
}
