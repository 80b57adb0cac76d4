//! Short digests of what a finding was computed from, so that two reports can be compared without the corpora behind
//! them. They cover what judges and leave out what only explains: a title or a note may change without a trace here.

use crate::engine::{Question, is_known, registers};
use crate::law::{Actor, CaseKind, Event, Exception, Instrument, Kind, Obligation, Record, SourceIx};
use crate::rules::{RuleRow, Rules, Table, TableOutcome};
use crate::time::Day;
use sha2::{Digest, Sha256};
use std::collections::BTreeMap;
use std::fmt::Debug;

/// Which way of reckoning the digests it is. Digests of different ways are not comparable; whoever changes what is
/// hashed raises it, and a test with a fixed sample notices.
pub const WAY: u32 = 3;

/// Sixteen hexadecimal digits of SHA-256 over the parts as `Debug` writes them.
fn of(parts: &[&dyn Debug]) -> String {
    let mut hash = Sha256::new();
    for part in parts {
        hash.update(format!("{part:?}").as_bytes());
        // or ("ab", "c") and ("a", "bc") would have one digest
        hash.update([0]);
    }
    hash.finalize().iter().take(8).map(|byte| format!("{byte:02x}")).collect()
}

/// What the instrument asks and for how long it stands, as known on the knowledge date; the states aside.
pub fn law(instrument: &Instrument, obligation: &Obligation, known_as_of: Option<Day>) -> String {
    let known = |day: Option<Day>| known_as_of.is_none_or(|known| day.is_none_or(|day| day <= known));
    let ended = instrument.ended.iter().filter(|end| known(end.known_from));
    let ended: Vec<_> = ended.map(|end| (end.how, end.from, end.effect, end.effects_until)).collect();
    // the closing of a case proves nothing from then on, whoever asks and on whatever knowledge
    let settled: Vec<_> = instrument.ended.iter().map(|end| end.known_from.unwrap_or(end.from)).collect();
    let corrected: Vec<_> = obligation.corrected.iter().filter(|one| known(Some(one.known_from))).collect();
    let changed: Vec<_> = obligation.changed.iter().filter(|one| known(Some(one.known_from))).collect();
    let changed: Vec<_> = changed.iter().map(|one| (one.by, one.known_from)).collect();
    let Obligation { kind, duty, deadline, from, owed_by, fulfilled_by, undone_by, .. } = obligation;
    let Obligation { communicates, implied_by, .. } = obligation;
    let group = instrument.binds_of(obligation).group;
    let act = (instrument.adopted, instrument.published, instrument.in_force, &instrument.nature, group);
    let ends = (&ended, &settled);
    let moves: [&dyn Debug; 4] = [deadline, &corrected, &changed, from];
    of(&[&act, &ends, &moves, kind, duty, owed_by, fulfilled_by, undone_by, communicates, implied_by])
}

/// Several digests as one: that of a duty, followed by those of the duties that imply it.
pub fn together(digests: &[String]) -> String {
    match digests {
        // a duty that nothing implies keeps the digest that it has alone
        [only] => only.clone(),
        all => of(&[&all]),
    }
}

/// By which events it is fulfilled or undone, and whether steps of cases speak to it: other records do not.
pub fn answers(obligation: &Obligation) -> String {
    // steps of a case that name no duty speak to those to transpose and to communicate
    let of_cases = obligation.kind == Kind::Transpose || obligation.communicates;
    of(&[&obligation.fulfilled_by, &obligation.undone_by, &of_cases])
}

/// What makes the state one of those that are bound: its membership, the exceptions and the ends that name it.
pub fn bond(question: &Question) -> String {
    let Actor { code, membership, .. } = question.actor;
    let membership: Vec<_> = membership.iter().map(|one| (one.during, one.union_law_to)).collect();
    let binds = question.instrument.binds_of(question.obligation);
    let own = |list: &[Exception]| -> Vec<_> {
        let mine = list.iter().filter(|one| one.state == *code);
        mine.map(|one| (one.during, one.own_period.clone())).collect()
    };
    let spared: Vec<_> = question.instrument.ended.iter().filter(|end| !end.concerns(code)).collect();
    let spared: Vec<_> = spared.iter().map(|end| (end.how, end.from)).collect();
    of(&[&membership, &own(&binds.except), &own(&binds.also), &spared])
}

/// The registers whose silence counts, and those that show the cases as open; how far each reaches. Empty where silence
/// says nothing.
pub fn silence(question: &Question) -> String {
    let id = |source: SourceIx| question.corpus.source(source).map(|source| &source.id);
    let lists: Vec<_> = registers(question).filter_map(|(source, through)| Some((id(source)?, through))).collect();
    let mut cases: Vec<_> =
        case_registers(question).filter_map(|(source, through)| Some((id(source)?, through))).collect();
    // one register is cited by many steps
    cases.sort_unstable();
    cases.dedup();
    match (lists.is_empty(), cases.is_empty()) {
        (true, true) => String::new(),
        (_, true) => of(&[&lists]),
        (_, false) => of(&[&lists, &cases]),
    }
}

/// The registers that steps of non-communication cases cite, each with the last day on which it shows a case as open.
fn case_registers<'a>(question: &Question<'a>) -> impl Iterator<Item = (SourceIx, Day)> + use<'a> {
    let question = *question;
    let records = question.actor.records_of(question.instrument_ix).iter();
    let speaks = move |record: &&Record| {
        matches!(&record.event, Event::Procedural(_, step) if step.kind == CaseKind::NonCommunication)
            && record.concerns(question.obligation_ix, question.obligation)
            && is_known(&question, record)
    };
    records.filter(speaks).filter_map(move |record| {
        let through = question.corpus.source(record.source).filter(|source| source.continuous)?.through?;
        // on the knowledge date nobody knew what the register shows later
        Some((record.source, question.known_as_of.map_or(through, |known| through.min(known))))
    })
}

/// What a record says and who says so. Not here: where in the source it stands, what the measure is called, and the
/// day of a retraction to come, for none of them judges.
pub fn record(question: &Question, record: &Record) -> String {
    let Record { event, on, confidence, amends, .. } = record;
    let source = question.corpus.source(record.source).map(|source| &source.id);
    let named = record.obligations.as_ref().map(|list| {
        list.iter()
            .filter_map(|ix| question.corpus.obligation(record.instrument, *ix))
            .map(|one| &one.id)
            .collect::<Vec<_>>()
    });
    let days = (on.first(), on.last());
    of(&[&untitled(event), &days, &source, &named, confidence, amends])
}

/// The event without what measures are called, which may be corrected without a change of any finding.
fn untitled(event: &Event) -> Event {
    match event {
        Event::Measure { extent, .. } => Event::Measure { extent: *extent, title: None, adopted_on: None },
        other => other.clone(),
    }
}

/// Each row that gives verdicts or severities, as `verdict/ROW`.
pub fn rows(rules: &Rules) -> BTreeMap<String, String> {
    let mut rows = BTreeMap::new();
    of_table(&rules.verdict, &mut rows);
    of_table(&rules.severity, &mut rows);
    rows
}

fn of_table<O: TableOutcome + Debug>(table: &Table<O>, rows: &mut BTreeMap<String, String>) {
    let one = |row: &RuleRow<O>| (format!("{}/{}", table.name(), row.id), of(&[&row.when, &row.then]));
    rows.extend(table.rows().iter().map(one));
}
