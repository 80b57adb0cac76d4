//! Legal instruments and their obligations.

use crate::law::{Binds, Change, Correction, Deadline, Duty, EventKind, Kind, SourceIx};
use crate::time::{Day, TreatyClause};
use crate::vocabulary::vocabulary;

/// Place of an instrument in the corpus (in order of id).
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct InstrumentIx(pub u32);

/// Place of an obligation in its instrument.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct ObligationIx(pub u16);

vocabulary! {
    /// Which sort of legal instrument an instrument is.
    InstrumentKind, "kind of instrument" {
        /// Binding as to the result to be achieved, upon each state addressed (Art. 288 TFEU).
        Directive = "directive",
        /// As a directive, without direct effect (Art. 34(2)(b) TEU before Lisbon).
        FrameworkDecision = "framework-decision",
        /// Binding in its entirety upon those whom it addresses (Art. 288 TFEU; Art. 34(2)(c) TEU before Lisbon).
        Decision = "decision",
        /// Binding in its entirety and directly applicable (Art. 288 TFEU).
        Regulation = "regulation",
        /// A treaty.
        Convention = "convention",
        /// A treaty that supplements an earlier one.
        Protocol = "protocol",
        /// Something that states run together or each for itself, whatever acts stand behind it.
        System = "system",
        /// What institutions or states have undertaken or urged without an act that binds.
        Commitment = "commitment",
    }
}

impl InstrumentKind {
    /// Is it no act and no treaty, but what acts, communications and conclusions ask for together?
    pub fn is_system_or_commitment(self) -> bool {
        matches!(self, InstrumentKind::System | InstrumentKind::Commitment)
    }
}

vocabulary! {
    /// How an instrument relates to an earlier one.
    RelationKind, "relation between instruments" {
        /// The text of the other one changes, and stays.
        Amends = "amends",
        /// The place of the other one is taken, for all states or for some.
        Replaces = "replaces",
        /// The other one is presupposed.
        BuildsOn = "builds-on",
    }
}

/// What an instrument does to an earlier one.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Relation {
    /// What it does.
    pub kind: RelationKind,
    /// The id of the other instrument.
    pub instrument: Box<str>,
}

vocabulary! {
    /// The pillar under which an instrument was adopted; decides who may enforce it.
    Pillar, "pillar" {
        /// European Community.
        First = "first",
        /// Title VI TEU before Lisbon: no infringement proceedings until 2014-12-01 (Protocol 36, Art. 10).
        Third = "third",
        /// After Lisbon.
        Union = "union",
        /// International law.
        None = "none",
    }
}

/// What is particular to Union acts and to treaties.
#[derive(Debug, Clone)]
pub enum Nature {
    /// An act of the institutions.
    UnionAct {
        /// First day on which the Commission may bring proceedings.
        enforceable_from: Option<Day>,
    },
    /// A treaty, in force state by state.
    Treaty {
        /// How the day of entry into force for a state follows from its deposit.
        clause: Option<TreatyClause>,
    },
}

vocabulary! {
    /// How an instrument came to its end.
    Ending, "way in which an instrument ends" {
        /// A later act repealed it.
        Repealed = "repealed",
        /// A later act took its place.
        Replaced = "replaced",
        /// The Court declared it void or invalid (Art. 264 and 267 TFEU).
        Void = "void",
    }
}

vocabulary! {
    /// From when a void act is void.
    Effect, "effect of an end" {
        /// From the day named on.
        ExNunc = "ex-nunc",
        /// From the beginning: the act never was (Art. 264, 267 TFEU, unless effects are maintained).
        ExTunc = "ex-tunc",
    }
}

/// One end of an instrument, for all states or for some.
#[derive(Debug, Clone)]
pub struct End {
    /// How.
    pub how: Ending,
    /// First day on which it no longer stands.
    pub from: Day,
    /// By which act or judgment.
    pub by: Option<Box<str>>,
    /// Since when it is void.
    pub effect: Effect,
    /// The day from which anybody could know.
    pub known_from: Option<Day>,
    /// First day on which maintained effects no longer stand.
    pub effects_until: Option<Day>,
    /// States for which the instrument stays in force.
    pub except: Vec<Box<str>>,
    /// The states for which alone it ends; empty: all.
    pub only: Vec<Box<str>>,
}

impl End {
    /// Does the instrument end for this state? An exception takes precedence over the list of those for which alone it
    /// ends.
    pub fn concerns(&self, state: &str) -> bool {
        let names = |list: &[Box<str>]| list.iter().any(|one| **one == *state);
        // an act that is replaced between those taking part stays for those that do not (Protocols (No 21) and (No 22))
        (self.only.is_empty() || names(&self.only)) && !names(&self.except)
    }
}

/// An official list whose silence is evidence.
#[derive(Debug, Clone)]
pub struct Register {
    /// The list.
    pub source: SourceIx,
    /// The last day for which it is complete.
    pub through: Day,
}

/// What the lack of a record means.
#[derive(Debug, Clone)]
pub enum Silence {
    /// Nothing: neither a breach nor compliance.
    Unknown,
    /// Not done, as far as these registers reach.
    NotDone(Vec<Register>),
}

/// A provision that is not judged, and why.
#[derive(Debug, Clone)]
pub struct NotModelled {
    /// Article.
    pub article: Option<Box<str>>,
    /// What it asks.
    pub text: Box<str>,
    /// Why it is not judged.
    pub reason: Option<Box<str>>,
}

/// One duty, or one thing encouraged.
#[derive(Debug, Clone)]
pub struct Obligation {
    /// Identifier within the instrument.
    pub id: Box<str>,
    /// Article.
    pub article: Box<str>,
    /// Kind of duty.
    pub kind: Kind,
    /// Binding or encouraged.
    pub duty: Duty,
    /// What is asked, in our words.
    pub title: Box<str>,
    /// When it falls due; `None` only for what is encouraged.
    pub deadline: Option<Deadline>,
    /// How the deadline is worded.
    pub wording: Option<Box<str>>,
    /// Article of the deadline.
    pub deadline_article: Option<Box<str>>,
    /// Corrigenda to the deadline.
    pub corrected: Vec<Correction>,
    /// Acts that moved the deadline.
    pub changed: Vec<Change>,
    /// First day on which the duty exists, where an amending act brought it later than the instrument.
    pub from: Option<Day>,
    /// The act that added it.
    pub added_by: Option<Box<str>>,
    /// Does the obligation represent the act in a matrix?
    pub headline: bool,
    /// Is the obligation the duty to communicate the transposing measures?
    pub communicates: bool,
    /// Duties whose fulfilment proves this one by the same day, each `instrument/obligation`.
    pub implied_by: Vec<Box<str>>,
    /// Addressees of the obligation, where they differ from the instrument's.
    pub binds: Option<Binds>,
    /// Institutions that owe it; empty means the states that `binds` names.
    pub owed_by: Vec<Box<str>>,
    /// Events that fulfil it.
    pub fulfilled_by: Vec<EventKind>,
    /// Events that undo it.
    pub undone_by: Vec<EventKind>,
    /// What the lack of a record means.
    pub silence: Silence,
}

/// A legal instrument.
#[derive(Debug, Clone)]
pub struct Instrument {
    /// Identifier = file name.
    pub id: Box<str>,
    /// CELEX numbers.
    pub celex: Vec<Box<str>>,
    /// European Legislation Identifiers.
    pub eli: Vec<Box<str>>,
    /// Number in the Council of Europe's series.
    pub cets: Option<Box<str>>,
    /// Other names and numbers.
    pub aliases: Vec<Box<str>>,
    /// Sort of instrument.
    pub kind: InstrumentKind,
    /// Is it known from a register of cases or from metadata alone? Then what it asks, whom it binds and the deadline that it
    /// prints are not modelled.
    pub stub: bool,
    /// Full title.
    pub title: Box<str>,
    /// Short title.
    pub short_title: Box<str>,
    /// Family of instruments, for grouping.
    pub family: Option<Box<str>>,
    /// Objective 1-5 of the Internal Security Strategy.
    pub objective: Option<u8>,
    /// Whom a system or a commitment addresses, in words; `None` for acts and treaties, which say it by `binds`.
    pub addressee: Option<Box<str>>,
    /// Legal base.
    pub legal_base: Option<Box<str>>,
    /// Pillar.
    pub pillar: Pillar,
    /// Adoption; for a treaty the day it was opened for signature, for a commitment the day from which it is asked.
    pub adopted: Day,
    /// Is only the year of the adoption known, as of some stubs? Then `adopted` is its first day, which nobody may print.
    pub adopted_in_year: bool,
    /// Publication.
    pub published: Option<Day>,
    /// Where it was published.
    pub published_in: Option<Box<str>>,
    /// Entry into force (taking effect); `None` while a treaty is not in force.
    pub in_force: Option<Day>,
    /// What only Union acts or only treaties have.
    pub nature: Nature,
    /// Addressees.
    pub binds: Binds,
    /// How it ended.
    pub ended: Vec<End>,
    /// What it does to other instruments.
    pub relations: Vec<Relation>,
    /// What it asks.
    pub obligations: Vec<Obligation>,
    /// What it asks and is not judged.
    pub not_modelled: Vec<NotModelled>,
    /// Where it was read.
    pub sources: Vec<SourceIx>,
}

impl Instrument {
    /// Is the instrument a treaty?
    pub fn is_treaty(&self) -> bool {
        matches!(self.nature, Nature::Treaty { .. })
    }

    /// The adoption as it is printed: the day, or the year where nothing else is known.
    pub fn adoption(&self) -> String {
        if self.adopted_in_year { self.adopted.year().to_string() } else { self.adopted.to_string() }
    }

    /// The adoption within a sentence: `on 2011-04-05`, `in 2004`.
    pub fn adoption_in_words(&self) -> String {
        format!("{} {}", if self.adopted_in_year { "in" } else { "on" }, self.adoption())
    }

    /// Does the act stand from its adoption on, whether or not its entry into force is known? A stub without that day may be
    /// in force at any time from then on; up to the upper bound of its deadline nothing follows from it.
    pub fn may_be_in_force_from_adoption(&self) -> bool {
        self.stub && self.in_force.is_none()
    }

    /// The duties that represent the act in a matrix: those marked so, else the first to transpose, ratify or implement.
    pub fn headline_duties(&self) -> Vec<&Obligation> {
        let marked: Vec<&Obligation> = self.obligations.iter().filter(|one| one.headline).collect();
        if !marked.is_empty() {
            return marked;
        }
        // the first of these is the purpose of the act; notifying, reporting and designating serve it
        let is_purpose = |one: &&Obligation| matches!(one.kind, Kind::Transpose | Kind::Ratify | Kind::Implement);
        self.obligations.iter().find(is_purpose).into_iter().collect()
    }

    /// Whom this obligation binds: its own addressees, or else those of the instrument.
    pub fn binds_of<'a>(&'a self, obligation: &'a Obligation) -> &'a Binds {
        obligation.binds.as_ref().unwrap_or(&self.binds)
    }
}
