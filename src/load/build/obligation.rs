//! Builds obligations and their deadlines.

use super::bench::{Bench, all_kept, kept};
use super::words::{self, Words};
use crate::law::{Change, Correction, Deadline, EventKind, Obligation, Register, Silence, Start};
use crate::load::build::way::Way;
use crate::load::raised::Raised;
use crate::load::raw::{RawChange, RawCorrection, RawDeadline, RawObligation, RawSilence};
use crate::load::suggest;
use crate::time::Period;
use crate::vocabulary::vocabulary;

vocabulary! {
    /// What the data say that the lack of a record means.
    SilenceMeaning, "meaning of silence" {
        /// Not done, as far as the registers reach.
        NotDone = "not-done",
        /// Nothing.
        Unknown = "unknown",
    }
}

/// The obligations of an instrument, in the order of the file.
pub(super) fn all(instrument: &str, list: Vec<RawObligation>, bench: &mut Bench) -> Vec<Obligation> {
    let (top, each) = (Way::Top, list.into_iter().enumerate());
    let way = top.key("obligations");
    each.filter_map(|(number, raw)| obligation(instrument, raw, &way.item(number), bench)).collect()
}

fn obligation(instrument: &str, raw: RawObligation, way: &Way, bench: &mut Bench) -> Option<Obligation> {
    let kind = bench.word(&way.key("kind"), words::KINDS, &raw.kind);
    let duty = bench.word(&way.key("duty"), words::DUTIES, &raw.duty);
    let from = bench.maybe_day(&way.key("from"), raw.from.as_deref());
    let bound = raw.binds.as_ref().and_then(|binds| super::instrument::binds(binds, &way.key("binds"), bench));
    let deadline = raw.deadline.as_ref().and_then(|raw| deadline(raw, words::STARTS, &way.key("deadline"), bench));
    let corrected = corrections(&raw, way, bench);
    let changed = changes(&raw, &way.key("deadline").key("changed"), bench);
    let fulfilled_by = events(&raw.fulfilled_by, &way.key("fulfilled_by"), bench);
    let undone_by = events(&raw.undone_by, &way.key("undone_by"), bench);
    let silence = silence(raw.silence.as_ref(), &way.key("silence"), bench);
    let implied_by = raw.implied_by.iter().map(|link| full_link(instrument, link)).collect();
    let (wording, deadline_article) = raw.deadline.map_or((None, None), |raw| (raw.wording, raw.article));
    Some(Obligation {
        id: raw.id.into(),
        article: raw.article.map_or_else(Default::default, |article| article.0.into()),
        kind: kind?,
        duty: duty?,
        title: raw.title.into(),
        deadline,
        wording: kept(wording),
        deadline_article: kept(deadline_article.map(|article| article.0)),
        corrected,
        changed,
        from,
        added_by: kept(raw.added_by),
        headline: raw.headline,
        communicates: raw.communicates,
        implied_by,
        binds: bound,
        owed_by: all_kept(raw.owed_by.0),
        fulfilled_by,
        undone_by,
        silence: silence?,
    })
}

/// `instrument/obligation`, where an obligation of the same instrument may be named by its own id.
fn full_link(instrument: &str, link: &str) -> Box<str> {
    if link.contains('/') { link.into() } else { format!("{instrument}/{link}").into() }
}

/// When something falls due, in one of the ways to say it.
pub(super) fn deadline(raw: &RawDeadline, starts: Words<Start>, way: &Way, bench: &mut Bench) -> Option<Deadline> {
    match (&raw.by, &raw.before, &raw.within, &raw.at) {
        _ if raw.passed_by.is_some() => passed_by(raw, way, bench),
        (Some(by), None, None, None) => bench.day(&way.key("by"), by).map(Deadline::By),
        (None, Some(before), None, None) => bench.day(&way.key("before"), before).map(Deadline::Before),
        (None, None, Some(within), None) => {
            let period = period(within, &way.key("within"), bench);
            let Some(from) = &raw.from else {
                bench.desk.error("missing-key", &way.place(), "\"from\" is missing: a period runs from something");
                return None;
            };
            let start = bench.word(&way.key("from"), starts, from);
            Some(Deadline::Within(period?, start?))
        }
        (None, None, None, Some(at)) if at == "in-force-for-state" => Some(Deadline::AtEntryIntoForceForState),
        _ => {
            let help = "write one of by, before, passed_by, within (with from), at";
            let message = "a deadline is said in exactly one way";
            bench.desk.raise(Raised::error("unclear-deadline", &way.place(), message).help(help));
            None
        }
    }
}

fn passed_by(raw: &RawDeadline, way: &Way, bench: &mut Bench) -> Option<Deadline> {
    let others = [&raw.by, &raw.before, &raw.within, &raw.at];
    if others.iter().any(|other| other.is_some()) {
        let message = "\"passed_by\" is an upper bound where the day is not known: it stands alone";
        bench.desk.raise(Raised::error("unclear-deadline", &way.place(), message));
        return None;
    }
    bench.maybe_day(&way.key("passed_by"), raw.passed_by.as_deref()).map(Deadline::PassedBy)
}

fn period(text: &str, way: &Way, bench: &mut Bench) -> Option<Period> {
    let found = Period::parse(text);
    found.map_err(|error| bench.desk.raise(super::dates::defect(&way.place(), &error))).ok()
}

/// Corrigenda, in the order in which they became known; they may stand in the deadline or beside it.
fn corrections(raw: &RawObligation, way: &Way, bench: &mut Bench) -> Vec<Correction> {
    let inner = raw.deadline.as_ref().map_or(&[][..], |deadline| &deadline.corrected);
    let mut all = correction_list(inner, &way.key("deadline").key("corrected"), bench);
    all.extend(correction_list(&raw.corrected, &way.key("corrected"), bench));
    all.sort_by_key(|correction| correction.known_from);
    all
}

/// Acts that moved the deadline, in the order in which they did.
fn changes(raw: &RawObligation, way: &Way, bench: &mut Bench) -> Vec<Change> {
    let list = raw.deadline.as_ref().map_or(&[][..], |deadline| &deadline.changed);
    let each = list.iter().enumerate();
    let mut all: Vec<Change> = each.filter_map(|(number, raw)| change(raw, &way.item(number), bench)).collect();
    all.sort_by_key(|change| change.known_from);
    all
}

fn change(raw: &RawChange, way: &Way, bench: &mut Bench) -> Option<Change> {
    let by = bench.day(&way.key("by"), &raw.by);
    let known_from = bench.day(&way.key("known_from"), &raw.known_from);
    Some(Change { by: by?, known_from: known_from?, act: raw.act.as_str().into() })
}

fn correction_list(list: &[RawCorrection], way: &Way, bench: &mut Bench) -> Vec<Correction> {
    let each = list.iter().enumerate();
    each.filter_map(|(number, raw)| correction(raw, &way.item(number), bench)).collect()
}

fn correction(raw: &RawCorrection, way: &Way, bench: &mut Bench) -> Option<Correction> {
    let known_from = bench.day(&way.key("known_from"), &raw.known_from);
    if let Some(id) = &raw.source {
        bench.source(&way.key("source"), id);
    }
    let deadline = match (&raw.by, &raw.before) {
        (Some(by), None) => bench.day(&way.key("by"), by).map(Deadline::By),
        (None, Some(before)) => bench.day(&way.key("before"), before).map(Deadline::Before),
        _ => {
            bench.desk.error(
                "unclear-deadline",
                &way.place(),
                "a corrected deadline is either \"by\" or \"before\" a day",
            );
            None
        }
    };
    Some(Correction { deadline: deadline?, known_from: known_from? })
}

fn events(names: &[String], way: &Way, bench: &mut Bench) -> Vec<EventKind> {
    let each = names.iter().enumerate();
    each.filter_map(|(number, name)| event_kind(name, &way.item(number), bench)).collect()
}

/// The event of this name, or a defect that names the nearest one.
pub(super) fn event_kind(name: &str, way: &Way, bench: &mut Bench) -> Option<EventKind> {
    let found = EventKind::parse(name);
    if found.is_none() {
        let raised = Raised::error("unknown-event", &way.place(), format!("there is no event \"{name}\""));
        let known = EventKind::WORDS;
        bench.desk.raise(raised.maybe_help(suggest::did_you_mean(name, known)));
    }
    found
}

fn silence(raw: Option<&RawSilence>, way: &Way, bench: &mut Bench) -> Option<Silence> {
    let Some(raw) = raw else { return Some(Silence::Unknown) };
    match bench.word(&way.key("means"), &SilenceMeaning::ALL, &raw.means)? {
        SilenceMeaning::Unknown => return Some(Silence::Unknown),
        SilenceMeaning::NotDone => {}
    }
    let registers = way.key("registers");
    let mut list = Vec::new();
    for (number, raw) in raw.registers.iter().enumerate() {
        let way = registers.item(number);
        let source = bench.source(&way.key("source"), &raw.source);
        let through = bench.day(&way.key("through"), &raw.through);
        list.extend(source.zip(through).map(|(source, through)| Register { source, through }));
    }
    Some(Silence::NotDone(list))
}
