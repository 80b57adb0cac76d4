//! Builds obligations and their deadlines.

use super::binds::binds;
use super::builder::{Builder, all_kept, kept};
use super::deadline::deadline;
use crate::law::{Change, Correction, Deadline, Duty, EventKind, Kind, Obligation, Register, Silence, Start};
use crate::load::defect::Defect;
use crate::load::json_path::PathRef;
use crate::load::raw::{RawChange, RawCorrection, RawObligation, RawSilence};
use crate::load::suggest;
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
pub(super) fn all(instrument: &str, list: Vec<RawObligation>, builder: &mut Builder) -> Vec<Obligation> {
    let (top, each) = (PathRef::Top, list.into_iter().enumerate());
    let path = top.key("obligations");
    each.filter_map(|(number, raw)| obligation(instrument, raw, &path.item(number), builder)).collect()
}

fn obligation(instrument: &str, raw: RawObligation, path: &PathRef, builder: &mut Builder) -> Option<Obligation> {
    let kind = builder.word(&path.key("kind"), &Kind::ALL, &raw.kind);
    let duty = builder.word(&path.key("duty"), &Duty::ALL, &raw.duty);
    let from = builder.maybe_day(&path.key("from"), raw.from.as_deref());
    let bound = raw.binds.as_ref().and_then(|raw| binds(raw, &path.key("binds"), builder));
    let deadline = raw.deadline.as_ref().and_then(|raw| {
        deadline(raw, &[Start::InForce, Start::Adopted, Start::Published], &path.key("deadline"), builder)
    });
    let corrected = corrections(&raw, path, builder);
    let changed = changes(&raw, &path.key("deadline").key("changed"), builder);
    let fulfilled_by = events(&raw.fulfilled_by, &path.key("fulfilled_by"), builder);
    let undone_by = events(&raw.undone_by, &path.key("undone_by"), builder);
    let silence = silence(raw.silence.as_ref(), &path.key("silence"), builder);
    let implied_by = raw.implied_by.iter().flatten().map(|link| full_link(instrument, link)).collect();
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
        headline: raw.headline.unwrap_or_default(),
        communicates: raw.communicates.unwrap_or_default(),
        implied_by,
        binds: bound,
        owed_by: all_kept(raw.owed_by.map_or_else(Vec::new, |list| list.0)),
        fulfilled_by,
        undone_by,
        silence: silence?,
    })
}

/// `instrument/obligation`, where an obligation of the same instrument may be named by its own id.
fn full_link(instrument: &str, link: &str) -> Box<str> {
    if link.contains('/') { link.into() } else { format!("{instrument}/{link}").into() }
}

/// Corrigenda, in the order in which they became known; they may stand in the deadline or beside it.
fn corrections(raw: &RawObligation, path: &PathRef, builder: &mut Builder) -> Vec<Correction> {
    let inner = raw.deadline.as_ref().and_then(|deadline| deadline.corrected.as_deref()).unwrap_or_default();
    let mut all = correction_list(inner, &path.key("deadline").key("corrected"), builder);
    all.extend(correction_list(&raw.corrected, &path.key("corrected"), builder));
    all.sort_by_key(|correction| correction.known_from);
    all
}

/// Acts that moved the deadline, in the order in which they did.
fn changes(raw: &RawObligation, path: &PathRef, builder: &mut Builder) -> Vec<Change> {
    let list = raw.deadline.as_ref().and_then(|deadline| deadline.changed.as_deref()).unwrap_or_default();
    let each = list.iter().enumerate();
    let mut all: Vec<Change> = each.filter_map(|(number, raw)| change(raw, &path.item(number), builder)).collect();
    all.sort_by_key(|change| change.known_from);
    all
}

fn change(raw: &RawChange, path: &PathRef, builder: &mut Builder) -> Option<Change> {
    let by = builder.day(&path.key("by"), &raw.by);
    let known_from = builder.day(&path.key("known_from"), &raw.known_from);
    Some(Change { by: by?, known_from: known_from?, act: raw.act.as_str().into() })
}

fn correction_list(list: &[RawCorrection], path: &PathRef, builder: &mut Builder) -> Vec<Correction> {
    let each = list.iter().enumerate();
    each.filter_map(|(number, raw)| correction(raw, &path.item(number), builder)).collect()
}

fn correction(raw: &RawCorrection, path: &PathRef, builder: &mut Builder) -> Option<Correction> {
    let known_from = builder.day(&path.key("known_from"), &raw.known_from);
    if let Some(id) = &raw.source {
        builder.source(&path.key("source"), id);
    }
    let deadline = match (&raw.by, &raw.before) {
        (Some(by), None) => builder.day(&path.key("by"), by).map(Deadline::By),
        (None, Some(before)) => builder.day(&path.key("before"), before).map(Deadline::Before),
        _ => {
            builder.defects.error(
                "unclear-deadline",
                &path.to_path(),
                "a corrected deadline is either \"by\" or \"before\" a day",
            );
            None
        }
    };
    Some(Correction { deadline: deadline?, known_from: known_from? })
}

fn events(names: &[String], path: &PathRef, builder: &mut Builder) -> Vec<EventKind> {
    let each = names.iter().enumerate();
    each.filter_map(|(number, name)| event_kind(name, &path.item(number), builder)).collect()
}

/// The event of this name, or a defect that names the nearest one.
pub(super) fn event_kind(name: &str, path: &PathRef, builder: &mut Builder) -> Option<EventKind> {
    let found = EventKind::parse(name);
    if found.is_none() {
        let defect = Defect::error("unknown-event", &path.to_path(), format!("there is no event \"{name}\""));
        let known = EventKind::WORDS;
        builder.defects.add(defect.maybe_help(suggest::did_you_mean(name, known)));
    }
    found
}

fn silence(raw: Option<&RawSilence>, path: &PathRef, builder: &mut Builder) -> Option<Silence> {
    // silence is no evidence unless the data name a complete list (decision 11)
    let Some(raw) = raw else { return Some(Silence::Unknown) };
    match builder.word(&path.key("means"), &SilenceMeaning::ALL, &raw.means)? {
        SilenceMeaning::Unknown => return Some(Silence::Unknown),
        SilenceMeaning::NotDone => {}
    }
    let registers = path.key("registers");
    let mut list = Vec::new();
    for (number, raw) in raw.registers.iter().flatten().enumerate() {
        let path = registers.item(number);
        let source = builder.source(&path.key("source"), &raw.source);
        let through = builder.day(&path.key("through"), &raw.through);
        list.extend(source.zip(through).map(|(source, through)| Register { source, through }));
    }
    Some(Silence::NotDone(list))
}
