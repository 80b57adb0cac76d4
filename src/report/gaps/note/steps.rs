//! What comes next: which step, by whom, by when, and which source urges it; before it the next day on which anything falls
//! due.

use super::{NoteRoom, more};
use crate::engine::Finding;
use crate::report::contract::Recommendation;
use crate::report::deadlines::reply_day;
use crate::report::document::{DocumentPart, Grid, Phrase, Sentence};
use crate::report::gaps::Gaps;
use crate::report::gaps::brief::next_in_words;
use crate::report::page::Tone;
use crate::report::recommend::part;
use crate::report::text::notes::Notes;
use crate::report::text::record::ASSUMED;
use crate::report::text::room::short;
use crate::rules::{Remedy, Urgency};

/// The columns and their shares of the width.
const COLUMNS: [(&str, usize); 4] = [("Step", 48), ("By whom", 14), ("By when", 16), ("Urged by", 22)];

/// The next steps.
pub fn parts<'a>(
    gaps: &Gaps<'a>,
    recommended: &[Recommendation],
    room: NoteRoom,
    notes: &mut Notes<'a>,
) -> Vec<DocumentPart> {
    let shown = recommended.len().min(room.steps);
    let heading = match shown {
        0 => "Next steps".to_owned(),
        shown if shown == recommended.len() => format!("Next steps ({shown})"),
        shown => format!("Next steps ({shown} of {})", recommended.len()),
    };
    let next = vec![Phrase::strong("Falls due next: "), Phrase::plain(short(&next_in_words(gaps), room.step))];
    let mut parts = vec![DocumentPart::Heading(heading), DocumentPart::Paragraph(next)];
    if recommended.is_empty() {
        parts.push(DocumentPart::Paragraph(vec![Phrase::plain("Nothing is recommended.")]));
        return parts;
    }
    let rows = recommended.iter().take(room.steps).map(|one| row(gaps, one, room, notes)).collect();
    let columns = COLUMNS.iter().map(|(name, share)| ((*name).to_owned(), *share)).collect();
    parts.push(DocumentPart::Grid(Grid { columns, rows }));
    parts.extend(more(recommended.len() - shown, "step", "steps").map(DocumentPart::Paragraph));
    parts
}

fn row<'a>(gaps: &Gaps<'a>, one: &Recommendation, room: NoteRoom, notes: &mut Notes<'a>) -> Vec<Vec<Sentence>> {
    let assumed = if one.assumed { ASSUMED } else { "" };
    let step = one.marks_shown().behind(&format!("{}{assumed}", short(&one.text, room.step)));
    vec![
        vec![vec![Phrase::plain(step)]],
        vec![vec![Phrase::plain(by_whom(gaps, one))]],
        vec![vec![by_when(gaps, one)]],
        vec![urged_by(one, room, notes)],
    ]
}

/// The state; or, where a record is only to be confirmed from its source, whoever keeps the data.
fn by_whom(gaps: &Gaps, one: &Recommendation) -> String {
    let name = short(&gaps.actor.name, super::NAME);
    match Remedy::parse(one.remedy) {
        Some(Remedy::Confirm) if one.recalled => "whoever keeps these data".to_owned(),
        Some(Remedy::Reply) => format!("{name}, to the Commission"),
        _ => name,
    }
}

/// `at once`; the last good day ahead; the last day for a reply.
fn by_when(gaps: &Gaps, one: &Recommendation) -> Phrase {
    let answered: Vec<&Finding> = gaps.findings.iter().filter(|finding| one.answers.contains(&finding.id())).collect();
    if Remedy::parse(one.remedy) == Some(Remedy::Reply) {
        return reply_by(gaps, &answered);
    }
    match Urgency::parse(one.urgency) {
        Some(Urgency::AtOnce) => Phrase::toned("at once", Tone::Bad),
        Some(Urgency::Soon) => Phrase::strong("soon"),
        Some(Urgency::InTime) => Phrase::plain(last_days(gaps, &answered)),
        _ => Phrase::plain("when convenient"),
    }
}

/// The last good days ahead of the findings, with the days to the first.
fn last_days(gaps: &Gaps, answered: &[&Finding]) -> String {
    let mut limits: Vec<_> = answered.iter().filter_map(|finding| finding.judgement.limit).collect();
    limits.sort_unstable();
    match limits.as_slice() {
        [] => "in time".to_owned(),
        [first, ..] => {
            let days = crate::report::text::labels::days(first.0.minus(gaps.run.as_of));
            let last =
                limits.last().filter(|last| *last != first).map_or(String::new(), |last| format!(" to {}", last.0));
            format!("{}{last}, in {days}", first.0)
        }
    }
}

fn reply_by(gaps: &Gaps, answered: &[&Finding]) -> Phrase {
    match answered.iter().filter_map(|finding| reply_day(finding)).min() {
        Some((day, is_set)) => {
            let usual = if is_set { "" } else { ", as usual: the letter sets the day" };
            let passed = if day < gaps.run.as_of { "at once: was due " } else { "" };
            Phrase::toned(format!("{passed}{day}{usual}"), Tone::Bad)
        }
        None => Phrase::toned("at once", Tone::Bad),
    }
}

/// `COM(2011) 790, II.1, Member States, bullet 4`, with the number of its note.
fn urged_by<'a>(one: &Recommendation, room: NoteRoom, notes: &mut Notes<'a>) -> Sentence {
    let cited = one.source.as_deref().and_then(|id| notes.cite_by_id(id));
    let (Some((name, numbers)), Some(locator)) = (cited, &one.locator) else {
        return vec![Phrase::plain("no source")];
    };
    let mut sentence = vec![Phrase::plain(short(&format!("{name}, {locator}{}", part(one)), room.fact))];
    sentence.extend(numbers);
    sentence
}
