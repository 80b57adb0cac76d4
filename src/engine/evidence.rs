//! Which records concern an obligation, and what each of them says about it. Signatures, reservations, declarations,
//! and letters of bad application say nothing about what was done and do not come through here.

use super::Question;
use crate::law::{
    CaseKind, Consent, Event, EventKind, Extent, FoundStatus, Group, InstrumentIx, Nature, Outcome, Record, Silence,
    SourceIx, Stage,
};
use crate::time::Day;

/// What a record says about an obligation.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Meaning {
    /// Sets the period of a procedure and says nothing about this obligation.
    SetsPeriod,
    /// The Commission closed a case: it found the duty done.
    Closed,
    /// What was done is undone.
    Undone,
    /// The duty is fulfilled, in full or in part.
    Fulfilled(Extent),
    /// A source found this.
    Found(FoundStatus),
    /// A step of a non-communication case: nothing, or nothing complete, was notified.
    NotCommunicated,
    /// The Court found that it was not (fully) done at the end of the period set in the procedure.
    Judged,
    /// From the day of a judgment on, its register shows the case as open.
    StillOpen,
    /// The fulfilment of another duty proves it done.
    Implied,
    /// The deadline is put off until this day.
    Deferred(Day),
    /// Consent to a treaty was deposited; entry into force follows from it.
    Deposited,
    /// A state took the place of another as a party, from this day on if it is recorded.
    Succeeded(Option<Day>),
}

impl Meaning {
    /// Order of what happens on one day: each counts as before the next. What the law leaves open is settled by what it
    /// says, never by the order of records in a file.
    pub fn rank(self) -> u8 {
        match self {
            Meaning::Deferred(_) | Meaning::Deposited | Meaning::Succeeded(_) | Meaning::SetsPeriod => 0,
            Meaning::Closed => 1,
            Meaning::Undone => 2,
            Meaning::Fulfilled(Extent::Partial | Extent::Unsaid) => 3,
            Meaning::Fulfilled(Extent::Full) => 4,
            // what follows from another duty gives way to a finding about this one
            Meaning::Implied => 5,
            Meaning::Found(FoundStatus::NotDone) => 6,
            Meaning::Found(FoundStatus::Partly) => 7,
            Meaning::Found(FoundStatus::Done) => 8,
            Meaning::NotCommunicated => 9,
            // the Court weighed all that was there at the end of the period
            Meaning::Judged => 10,
            Meaning::StillOpen => 11,
        }
    }

    /// Does the meaning say anything about what was done (rather than about the law)?
    pub fn is_about_conduct(self) -> bool {
        self.rank() > 0
    }
}

/// One piece of evidence: its possible days and what it says.
#[derive(Debug, Clone)]
pub struct EvidenceItem {
    /// First possible day.
    pub first: Day,
    /// Last possible day.
    pub last: Day,
    /// What it says.
    pub meaning: Meaning,
    /// Place among the actor's records of the instrument.
    pub record: usize,
    /// Further records of the same kind and days, which add nothing to it.
    pub alike: Vec<usize>,
    /// The duty that it concerns, by its place among those that count.
    pub duty: usize,
    /// The instrument of that duty.
    pub instrument: InstrumentIx,
    /// The text only amends an earlier one.
    pub amends: bool,
    /// A draft is on its way.
    pub pending: bool,
    /// Presumed, not proved.
    pub presumed: bool,
    /// The last step of a case that its register shows as open: until this day it does not become stale.
    pub open_until: Option<Day>,
}

impl EvidenceItem {
    /// Does the piece say the same as a second one, of the same days?
    fn is_like(&self, other: &EvidenceItem) -> bool {
        let what =
            |one: &EvidenceItem| (one.first, one.last, one.meaning, one.duty, one.amends, one.pending, one.presumed);
        what(self) == what(other)
    }

    /// The records that it stands for, by their places.
    pub fn records(&self) -> impl Iterator<Item = usize> {
        std::iter::once(self.record).chain(self.alike.iter().copied())
    }

    /// Is its day known exactly?
    pub fn is_exact(&self) -> bool {
        self.first == self.last
    }
}

/// Everything known at the knowledge date that concerns the obligation, in the order of the records. `duty` is its place
/// among the duties that count.
pub fn evidence(question: &Question, duty: usize) -> Vec<EvidenceItem> {
    let records = question.records();
    let mut all: Vec<EvidenceItem> = Vec::new();
    for (place, record) in records.iter().enumerate() {
        if !question.corpus.is_known(record, question.known_as_of) {
            continue;
        }
        let (first, last) = (record.on.first(), question.corpus.last_possible_day(record));
        for meaning in [bond(question, record), meaning(question, record)].into_iter().flatten() {
            add(
                &mut all,
                EvidenceItem {
                    first,
                    last,
                    meaning,
                    record: place,
                    alike: Vec::new(),
                    duty,
                    instrument: question.instrument_ix,
                    amends: record.amends,
                    pending: matches!(record.event, Event::Observed { pending: true, .. }),
                    presumed: matches!(record.event, Event::Ended { outcome: Outcome::Unsaid, .. }),
                    open_until: open_until(question, record),
                },
            );
        }
    }
    not_before_the_list_ends(question, &mut all);
    all
}

/// Records of one kind on one uncertain span are one: more of them would not make it more certain.
fn add(all: &mut Vec<EvidenceItem>, new: EvidenceItem) {
    // steps and deposits differ by their cases and entries into force, so they stay records of their own
    let is_act = matches!(new.meaning, Meaning::Fulfilled(_) | Meaning::Undone | Meaning::Found(_));
    match all.iter_mut().find(|known| is_act && !new.is_exact() && known.is_like(&new)) {
        Some(known) => known.alike.push(new.record),
        None => all.push(new),
    }
}

/// A complete list without the state, through a day, shows that it was not done by then: of a fulfilment on an uncertain
/// day, the days up to it fall away. Unless another act is wholly before: then the list is contradicted.
fn not_before_the_list_ends(question: &Question, all: &mut [EvidenceItem]) {
    let is_act = |piece: &EvidenceItem| matches!(piece.meaning, Meaning::Fulfilled(_) | Meaning::Undone);
    let contradicts = |through: &Day| all.iter().any(|piece| is_act(piece) && piece.last <= *through);
    let lists: Vec<Day> = registers(question).map(|(_, through)| through).filter(|day| !contradicts(day)).collect();
    let Some(through) = lists.into_iter().max() else { return };
    for piece in all.iter_mut().filter(|piece| matches!(piece.meaning, Meaning::Fulfilled(_))) {
        piece.first = piece.first.max(through.next());
    }
}

/// The last day for which the register that a step of a non-communication case cites shows the case as open: the earlier
/// of the register's last day (of the knowledge date) and the day before the case was closed. `None` for all but the last
/// step of a case.
fn open_until(question: &Question, record: &Record) -> Option<Day> {
    let Event::Procedural(_, step) = &record.event else { return None };
    let through = question.corpus.source(record.source).filter(|source| source.continuous)?.through?;
    if step.kind != CaseKind::NonCommunication {
        return None;
    }
    let own_day = question.corpus.last_possible_day(record);
    let mut until = through.min(question.known_as_of.unwrap_or(Day::MAX));
    for other in question.records() {
        let is_of_case = other.step().is_some_and(|other| other.case == step.case)
            && question.corpus.is_known(other, question.known_as_of)
            && other.concerns(question.obligation_ix, question.obligation);
        if !is_of_case || question.corpus.last_possible_day(other) <= own_day {
            continue;
        }
        match other.event {
            // the later step is what the register shows then
            Event::Procedural(..) => return None,
            Event::Ended { .. } => until = until.min(other.on.first().previous()),
            _ => {}
        }
    }
    Some(until)
}

/// Is a record known at the knowledge date? A successor's entry into force in a register kept up day by day is known from
/// the deposit of its succession, even where it takes effect on an earlier or a later day.
pub fn is_known(question: &Question, record: &Record) -> bool {
    let corpus = question.corpus;
    // a depositary registers a succession on its deposit, with an effect from an earlier day (design, section 3)
    let continuous = corpus.source(record.source).is_some_and(|source| source.continuous);
    let succeeds = |one: &&Record| matches!(one.event, Event::Ratification { consent: Consent::Succession, .. });
    let deposit = question.actor.records_of(record.instrument).iter().find(succeeds);
    match deposit.filter(|_| continuous && matches!(record.event, Event::InForceForState)) {
        Some(deposit) => corpus.is_known(&Record { on: deposit.on, ..record.clone() }, question.known_as_of),
        None => corpus.is_known(record, question.known_as_of),
    }
}

/// What a record says about who is party to a treaty.
fn bond(question: &Question, record: &Record) -> Option<Meaning> {
    let Event::Ratification { consent, succeeds_on } = record.event else { return None };
    if question.instrument.binds_of(question.obligation).group != Group::Parties {
        return None;
    }
    match (consent, &question.instrument.nature) {
        (Consent::Succession, Nature::Treaty { .. }) => Some(Meaning::Succeeded(succeeds_on)),
        (_, Nature::Treaty { clause: Some(_) }) => Some(Meaning::Deposited),
        _ => None,
    }
}

fn meaning(question: &Question, record: &Record) -> Option<Meaning> {
    if !record.concerns(question.obligation_ix, question.obligation) {
        // it fixes the day that a judgment about this duty concerns
        return sets_period(question, record).then_some(Meaning::SetsPeriod);
    }
    let kind = record.event.kind();
    if question.obligation.fulfilled_by.contains(&kind) {
        return Some(Meaning::Fulfilled(extent(&record.event)));
    }
    if question.obligation.undone_by.contains(&kind) {
        return Some(Meaning::Undone);
    }
    match &record.event {
        // what the source calls done is a finding, never an act of that day (decision 4)
        Event::Observed { found, .. } => Some(Meaning::Found(*found)),
        Event::Deferral(until) => Some(Meaning::Deferred(*until)),
        Event::Procedural(stage, step) if step.kind == CaseKind::NonCommunication => match stage {
            Stage::Judgment | Stage::Penalty => Some(Meaning::Judged),
            _ => Some(Meaning::NotCommunicated),
        },
        // the object fell away: nothing was found about what is done
        Event::Ended { step, outcome, .. } if step.kind == CaseKind::NonCommunication && *outcome != Outcome::Moot => {
            Some(Meaning::Closed)
        }
        _ => None,
    }
}

/// Does the record concern the obligation, or set the period of a judgment that does?
pub fn speaks_to(question: &Question, record: &Record) -> bool {
    record.concerns(question.obligation_ix, question.obligation) || sets_period(question, record)
}

/// A letter or opinion that sets the period of a judgment which concerns the obligation, without concerning the
/// obligation itself.
fn sets_period(question: &Question, record: &Record) -> bool {
    let Event::Procedural(Stage::FormalNotice | Stage::ReasonedOpinion, step) = &record.event else { return false };
    let judges = |other: &Record| {
        matches!(&other.event, Event::Procedural(Stage::Judgment | Stage::Penalty, judged) if judged.case == step.case)
            && other.concerns(question.obligation_ix, question.obligation)
    };
    step.kind == CaseKind::NonCommunication && question.records().iter().any(judges)
}

fn extent(event: &Event) -> Extent {
    match event {
        Event::Notified(extent) | Event::Measure { extent, .. } => *extent,
        _ => Extent::Full,
    }
}

/// From which day on does a closing no longer prove compliance, because the end of the act was known? Whatever the
/// knowledge date: what the Commission knew when it closed does not depend on who asks.
pub fn end_known_from(question: &Question) -> Option<Day> {
    let ended = question.instrument.ended.iter().filter(|end| end.concerns(&question.actor.code));
    ended.map(|end| end.known_from.unwrap_or(end.from)).min()
}

/// The registers that count at the knowledge date, each with the last day for which it says that nothing is recorded.
/// Before the act was adopted there was nothing to record under it.
pub fn registers(question: &Question) -> impl Iterator<Item = (SourceIx, Day)> {
    // nobody could look for records of an act that was not adopted yet
    let is_too_early = question.known_as_of.is_some_and(|known| known < question.instrument.adopted);
    let registers = match &question.obligation.silence {
        Silence::NotDone(registers) if !is_too_early => registers.as_slice(),
        Silence::NotDone(_) | Silence::Unknown => &[],
    };
    registers.iter().filter_map(|register| {
        let source = question.corpus.source(register.source)?;
        match question.known_as_of {
            None => Some((register.source, register.through)),
            // a register kept up day by day says at K what had happened by K, whenever our copy was made (design,
            // section 3)
            Some(known) if source.continuous => Some((register.source, register.through.min(known))),
            Some(known) => (source.published.last() <= known).then_some((register.source, register.through)),
        }
    })
}

/// The event that would fulfil, in full, an obligation whose list names this kind.
pub fn fulfilling_event(kind: EventKind) -> Option<Event> {
    match kind {
        EventKind::Ratification => Some(Event::Ratification { consent: Consent::Ratification, succeeds_on: None }),
        EventKind::InForceForState => Some(Event::InForceForState),
        EventKind::Notified => Some(Event::Notified(Extent::Full)),
        EventKind::Measure => Some(Event::Measure { extent: Extent::Full, title: None, adopted_on: None }),
        EventKind::Operational => Some(Event::Operational),
        EventKind::Authorised => Some(Event::Authorised),
        EventKind::Designated => Some(Event::Designated),
        EventKind::Reported => Some(Event::Reported),
        _ => None,
    }
}
