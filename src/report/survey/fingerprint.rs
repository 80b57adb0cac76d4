//! Short digests of what a finding was computed from, so that two reports can be compared without the corpora behind
//! them. They cover what judges and leave out what only explains: a title or a note may change without a trace here.
//! Every type is taken apart by its fields, so that whoever adds one decides here whether it judges.

use super::digest::{BinaryForm, Digest};
use crate::engine::{Question, is_known, registers};
use crate::law::{
    Actor, CaseKind, Deadline, End, Event, EventKind, Exception, Instrument, Kind, Membership, Nature, Obligation,
    OwnPeriod, Record, SourceIx, Step,
};
use crate::rules::{Condition, RuleRow, Rules, Span, Table, TableOutcome, WantedFact};
use crate::time::{Day, Interval, Period, TreatyClause};
use std::collections::BTreeMap;

/// Which way of reckoning the digests it is. Digests of different ways are not comparable; whoever changes what is
/// hashed raises it, and a test with a fixed sample notices.
pub const WAY: u32 = 4;

/// The digest of what is written.
fn of(write: impl FnOnce(&mut BinaryForm)) -> Digest {
    let mut form = BinaryForm::default();
    write(&mut form);
    form.digest()
}

/// What the instrument asks and for how long it stands, as known on the knowledge date; the states aside.
pub fn law(instrument: &Instrument, obligation: &Obligation, known_as_of: Option<Day>) -> Digest {
    let known = |day: Day| known_as_of.is_none_or(|known| day <= known);
    let ended: Vec<&End> = instrument.ended.iter().filter(|end| end.known_from.is_none_or(known)).collect();
    let corrected: Vec<_> = obligation.corrected.iter().filter(|one| known(one.known_from)).collect();
    let changed: Vec<_> = obligation.changed.iter().filter(|one| known(one.known_from)).collect();
    of(|form| {
        form.day(instrument.adopted);
        form.maybe_day(instrument.published);
        form.maybe_day(instrument.in_force);
        nature(form, &instrument.nature);
        form.text(instrument.binds_of(obligation).group.as_str());
        form.list(&ended, |form, end| {
            form.text(end.how.as_str());
            form.day(end.from);
            form.text(end.effect.as_str());
            form.maybe_day(end.effects_until);
        });
        // the closing of a case proves nothing from then on, whoever asks and on whatever knowledge
        form.list(&instrument.ended, |form, end| form.day(end.known_from.unwrap_or(end.from)));
        form.maybe(obligation.deadline.as_ref(), deadline);
        form.list(&corrected, |form, one| {
            deadline(form, &one.deadline);
            form.day(one.known_from);
        });
        form.list(&changed, |form, one| {
            form.day(one.by);
            form.day(one.known_from);
        });
        form.maybe_day(obligation.from);
        form.text(obligation.kind.as_str());
        form.text(obligation.duty.as_str());
        form.list(&obligation.owed_by, |form, code| form.text(code));
        form.list(&obligation.fulfilled_by, kind);
        form.list(&obligation.undone_by, kind);
        form.yes(obligation.communicates);
        form.list(&obligation.implied_by, |form, duty| form.text(duty));
    })
}

fn nature(form: &mut BinaryForm, nature: &Nature) {
    match nature {
        Nature::UnionAct { enforceable_from } => {
            form.text("act");
            form.maybe_day(*enforceable_from);
        }
        Nature::Treaty { clause } => {
            form.text("treaty");
            form.maybe(clause.as_ref(), treaty_clause);
        }
    }
}

fn treaty_clause(form: &mut BinaryForm, clause: &TreatyClause) {
    match *clause {
        TreatyClause::MonthsThenFirstOfNextMonth { months, month_end } => {
            form.text("months-then-first");
            form.number(months);
            form.text(month_end.as_str());
        }
        TreatyClause::Days { days } => {
            form.text("days");
            form.number(days);
        }
        TreatyClause::MonthsPlusDays { months, month_end, days } => {
            form.text("months-plus-days");
            form.number(months);
            form.text(month_end.as_str());
            form.number(days);
        }
    }
}

fn deadline(form: &mut BinaryForm, deadline: &Deadline) {
    let dated = |form: &mut BinaryForm, how: &str, day: Day| {
        form.text(how);
        form.day(day);
    };
    match deadline {
        Deadline::By(day) => dated(form, "by", *day),
        Deadline::Before(day) => dated(form, "before", *day),
        Deadline::PassedBy(day) => dated(form, "passed-by", *day),
        Deadline::Within(Period { years, months, weeks, days }, start) => {
            form.text("within");
            [years, months, weeks, days].into_iter().for_each(|count| form.number(*count));
            form.text(start.as_str());
        }
        Deadline::AtEntryIntoForceForState => form.text("at"),
    }
}

fn kind(form: &mut BinaryForm, kind: &EventKind) {
    form.text(kind.as_str());
}

/// By which events it is fulfilled or undone, and whether steps of cases speak to it: other records do not.
pub fn answers(obligation: &Obligation) -> Digest {
    of(|form| {
        form.list(&obligation.fulfilled_by, kind);
        form.list(&obligation.undone_by, kind);
        // steps of a case that name no duty speak to those to transpose and to communicate
        form.yes(obligation.kind == Kind::Transpose || obligation.communicates);
    })
}

/// The times for which an actor is a member, and for which Union acts bind it.
pub fn membership(actor: &Actor) -> Digest {
    of(|form| {
        form.list(&actor.membership, |form, Membership { during, union_law_to, basis: _ }| {
            interval(form, during);
            form.maybe_day(*union_law_to);
        });
    })
}

/// What makes the state one of those that are bound: its `membership`, the exceptions and the ends that name it.
pub fn bond(question: &Question, membership: Digest) -> Digest {
    let code = &*question.actor.code;
    let binds = question.instrument.binds_of(question.obligation);
    let own = |form: &mut BinaryForm, list: &[Exception]| {
        let mine: Vec<&Exception> = list.iter().filter(|one| *one.state == *code).collect();
        form.list(&mine, |form, one| exception(form, one));
    };
    let spared: Vec<&End> = question.instrument.ended.iter().filter(|end| !end.concerns(code)).collect();
    of(|form| {
        form.digest_of(membership);
        own(form, &binds.except);
        own(form, &binds.also);
        form.list(&spared, |form, end| {
            form.text(end.how.as_str());
            form.day(end.from);
        });
    })
}

fn interval(form: &mut BinaryForm, during: &Interval) {
    form.day(during.from());
    form.maybe_day(during.to());
}

fn exception(form: &mut BinaryForm, one: &Exception) {
    let Exception { state: _, during, basis: _, source: _, own_period, international_law: _ } = one;
    interval(form, during);
    form.maybe(own_period.as_ref(), |form, own| match own {
        OwnPeriod::Open => form.text("open"),
        OwnPeriod::Known(own) => deadline(form, own),
    });
}

/// The registers whose silence counts, and those that show the cases as open; how far each reaches. `NONE` where silence
/// says nothing.
pub fn silence(question: &Question) -> Digest {
    let id = |source: SourceIx| question.corpus.source(source).map(|source| &source.id);
    let lists: Vec<_> = registers(question).filter_map(|(source, through)| Some((id(source)?, through))).collect();
    let mut cases: Vec<_> =
        case_registers(question).filter_map(|(source, through)| Some((id(source)?, through))).collect();
    // one register is cited by many steps
    cases.sort_unstable();
    cases.dedup();
    if lists.is_empty() && cases.is_empty() {
        return Digest::NONE;
    }
    of(|form| {
        for list in [&lists, &cases] {
            form.list(list, |form, (id, through)| {
                form.text(id);
                form.day(*through);
            });
        }
    })
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
pub fn record(question: &Question, record: &Record) -> Digest {
    let Record { event, on, confidence, amends, .. } = record;
    of(|form| {
        self::event(form, event);
        form.day(on.first());
        form.day(on.last());
        let source = question.corpus.source(record.source);
        form.maybe(source, |form, source| form.text(&source.id));
        form.maybe(record.obligations.as_ref(), |form, named| {
            form.list(named, |form, ix| {
                let duty = question.corpus.obligation(record.instrument, *ix);
                form.maybe(duty, |form, duty| form.text(&duty.id));
            });
        });
        form.text(confidence.as_str());
        form.yes(*amends);
    })
}

/// The event without what measures are called, which may be corrected without a change of any finding.
fn event(form: &mut BinaryForm, event: &Event) {
    kind(form, &event.kind());
    match event {
        Event::Ratification { consent, succeeds_on } => {
            form.text(consent.as_str());
            form.maybe_day(*succeeds_on);
        }
        Event::Notified(extent) | Event::Measure { extent, title: _, adopted_on: _ } => form.text(extent.as_str()),
        Event::Deferral(until) => form.day(*until),
        Event::Observed { found, pending } => {
            form.text(found.as_str());
            form.yes(*pending);
        }
        Event::Procedural(_, step) => self::step(form, step),
        Event::Ended { withdrawn: _, step, outcome } => {
            self::step(form, step);
            form.text(outcome.as_str());
        }
        Event::Signature
        | Event::InForceForState
        | Event::Reservation
        | Event::Declaration
        | Event::Denunciation
        | Event::AnnulledNationally
        | Event::RepealedNationally
        | Event::Operational
        | Event::Authorised
        | Event::Suspended
        | Event::Designated
        | Event::Reported => {}
    }
}

fn step(form: &mut BinaryForm, Step { case, procedure, kind, department: _, until }: &Step) {
    form.maybe(case.as_ref(), |form, case| form.text(case));
    form.maybe(*procedure, |form, procedure| form.text(procedure.as_str()));
    form.text(kind.as_str());
    form.maybe_day(*until);
}

/// Each row that gives verdicts or severities, as `verdict/ROW`.
pub fn rows(rules: &Rules) -> BTreeMap<String, String> {
    let mut rows = BTreeMap::new();
    of_table(&rules.verdict, &mut rows);
    of_table(&rules.severity, &mut rows);
    rows
}

fn of_table<O: TableOutcome + Into<&'static str>>(table: &Table<O>, rows: &mut BTreeMap<String, String>) {
    let one = |row: &RuleRow<O>| (format!("{}/{}", table.name(), row.id), self::row(row).to_string());
    rows.extend(table.rows().iter().map(one));
}

fn row<O: TableOutcome + Into<&'static str>>(row: &RuleRow<O>) -> Digest {
    of(|form| {
        form.list(&row.when, |form, Condition { fact, wanted }| {
            form.text(fact);
            match wanted {
                WantedFact::OneOf(words) => form.list(words, |form, word| form.text(word)),
                WantedFact::Days(Span { min, max }) => {
                    form.text("days");
                    form.days(*min);
                    form.days(*max);
                }
            }
        });
        form.text(row.then.into());
    })
}
