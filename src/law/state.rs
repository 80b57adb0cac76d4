//! Who acts: Member States, associated states and the institutions that owe duties, each with its record.

use crate::law::{InstrumentIx, Obligation, Record};
use crate::time::{Day, Interval};

/// One uninterrupted time of membership.
#[derive(Debug, Clone)]
pub struct Membership {
    /// Half-open: `to` is the first day outside.
    pub during: Interval,
    /// Until when Union acts bind (exclusive), where that is later (Withdrawal Agreement, Art. 126-127).
    pub union_law_to: Option<Day>,
    /// Legal ground.
    pub basis: Box<str>,
}

/// A state or an institution.
#[derive(Debug, Clone)]
pub struct Actor {
    /// EU code (EL, UK), or COM, CONSIL.
    pub code: Box<str>,
    /// ISO 3166-1 alpha-2, where it has one.
    pub iso: Option<Box<str>>,
    /// ISO 3166-1 alpha-3.
    pub iso3: Option<Box<str>>,
    /// Name in English.
    pub name: Box<str>,
    /// Other names under which documents list it, as treaty offices print them.
    pub names: Vec<Box<str>>,
    /// Times of membership; empty for associates and institutions.
    pub membership: Vec<Membership>,
    /// What happened, in the order of instruments, then of the file.
    records: Vec<Record>,
}

impl Actor {
    /// An actor with its records; they are put in the order of instruments here.
    pub fn new(code: Box<str>, name: Box<str>, membership: Vec<Membership>, mut records: Vec<Record>) -> Actor {
        records.sort_by_key(|record| record.instrument);
        Actor { code, iso: None, iso3: None, name, names: Vec::new(), membership, records }
    }

    /// Gives the actor these records in the place of its own; they are put in the order of instruments here.
    #[must_use]
    pub fn with_records(mut self, mut records: Vec<Record>) -> Actor {
        records.sort_by_key(|record| record.instrument);
        self.records = records;
        self
    }

    /// Does the actor owe this obligation, where the instrument binds it? An institution owes only what names it.
    pub fn owes(&self, obligation: &Obligation) -> bool {
        // acts address the Member States unless they name an institution (decision 3)
        if obligation.owed_by.is_empty() { !self.is_institution() } else { obligation.owed_by.contains(&self.code) }
    }

    /// The codes of the actor: in the Union, in ISO 3166.
    pub fn codes(&self) -> impl Iterator<Item = &str> {
        [Some(&self.code), self.iso.as_ref(), self.iso3.as_ref()].into_iter().flatten().map(|code| &**code)
    }

    /// The names of the actor, as the data have them.
    pub fn known_as(&self) -> impl Iterator<Item = &str> {
        std::iter::once(&self.name).chain(&self.names).map(|name| &**name)
    }

    /// Is the actor an institution rather than a state?
    pub fn is_institution(&self) -> bool {
        matches!(&*self.code, "COM" | "CONSIL")
    }

    /// Is the actor a Member State on this day?
    pub fn is_member(&self, on: Day) -> bool {
        self.membership.iter().any(|membership| membership.during.contains(on))
    }

    /// Is the actor a Member State on this day, or a former one that Union law still binds (Withdrawal Agreement,
    /// Art. 126-127)?
    ///
    /// ```
    /// use acquis::law::{Actor, Membership};
    /// use acquis::time::{Day, Interval};
    /// let day = |text| Day::parse(text).unwrap();
    /// let during = Interval::new(day("1973-01-01"), Some(day("2020-02-01"))).unwrap();
    /// let membership = Membership { during, union_law_to: Some(day("2021-01-01")), basis: "accession".into() };
    /// let uk = Actor::new("UK".into(), "United Kingdom".into(), vec![membership], Vec::new());
    /// // in 2020 it was no member any more, and Union law bound it still
    /// assert!(!uk.is_member(day("2020-06-01")) && uk.is_under_union_law(day("2020-12-31")));
    /// assert!(!uk.is_under_union_law(day("2021-01-01")));
    /// ```
    pub fn is_under_union_law(&self, on: Day) -> bool {
        // the Withdrawal Agreement ends the bond, not the membership: from 1 February 2020 the United Kingdom was no member
        let still_bound = |one: &Membership| one.during.from() <= on && one.union_law_to.is_some_and(|to| on < to);
        self.is_member(on) || self.membership.iter().any(still_bound)
    }

    /// Days on which it can change whether the actor is a Member State, or bound by Union law.
    pub fn days_of_membership(&self) -> impl Iterator<Item = Day> {
        let days = |one: &Membership| [Some(one.during.from()), one.during.to(), one.union_law_to];
        self.membership.iter().flat_map(days).flatten()
    }

    /// Everything that is recorded of the actor.
    pub fn records(&self) -> &[Record] {
        &self.records
    }

    /// The place among all records of the first one about an instrument.
    pub fn first_record_of(&self, instrument: InstrumentIx) -> usize {
        self.records.partition_point(|record| record.instrument < instrument)
    }

    /// What is recorded about one instrument.
    pub fn records_of(&self, instrument: InstrumentIx) -> &[Record] {
        let start = self.first_record_of(instrument);
        let end = self.records.partition_point(|record| record.instrument <= instrument);
        self.records.get(start..end).unwrap_or_default()
    }
}
