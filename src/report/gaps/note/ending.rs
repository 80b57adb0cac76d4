//! The open cases, and what is not known.

use super::standing::label;
use super::{NAME, NoteRoom, more};
use crate::report::document::{DocumentPart, Phrase, Sentence};
use crate::report::gaps::Gaps;
use crate::report::gaps::cases::cases as open_cases;
use crate::report::gaps::status::acts;
use crate::report::hindsight;
use crate::report::page::{Block, Tone};
use crate::report::text::labels::counted;
use crate::report::text::notes::Notes;
use crate::report::text::room::short;
use crate::rules::Verdict;

/// The open cases, the furthest first.
pub fn cases<'a>(gaps: &Gaps<'a>, room: NoteRoom, notes: &mut Notes<'a>) -> Vec<DocumentPart> {
    let all = open_cases(&gaps.run, &gaps.findings.iter().collect::<Vec<_>>());
    let mut parts = vec![DocumentPart::Heading(format!("Open cases ({})", all.len()))];
    if all.is_empty() {
        parts.push(DocumentPart::Paragraph(vec![Phrase::plain("None on record.")]));
        return parts;
    }
    let mut points: Vec<Sentence> = Vec::new();
    for case in all.iter().take(room.cases) {
        let number = short(case.number.unwrap_or("no number"), NAME);
        let act = short(&case.instrument.short_title, NAME);
        let text = format!(", {act}, {}: {}", counted(case.duties, "duty", "duties"), case.sentence());
        let mut sentence = vec![Phrase::strong(number), Phrase::plain(text)];
        sentence.extend(notes.cite(&[case.record.source]));
        points.push(sentence);
    }
    points.extend(more(all.len().saturating_sub(room.cases), "case", "cases"));
    parts.push(DocumentPart::Points(points));
    parts
}

/// What is not known, act by act, and what was not known then.
pub fn unknown(gaps: &Gaps, room: NoteRoom) -> Vec<DocumentPart> {
    let total = gaps.of(&[Verdict::Unknown]).len();
    let of_all = gaps.findings.iter().filter(|one| super::answer::is_in_play(one)).count();
    let mut parts = vec![DocumentPart::Heading(format!("Not known ({total} of {of_all})"))];
    let acts = acts(&gaps.findings);
    let unknown: Vec<_> = acts.iter().filter_map(|act| Some((act, act.unknown()?))).collect();
    let mut points: Vec<Sentence> = unknown
        .iter()
        .take(room.acts)
        .map(|(act, why)| {
            let names: Vec<String> = act.names_unknown().into_iter().map(label).collect();
            let text = format!(": {why} ({})", names.join(", "));
            vec![Phrase::strong(short(&act.instrument.short_title, NAME)), Phrase::plain(short(&text, 2 * room.fact))]
        })
        .collect();
    points.extend(more(unknown.len().saturating_sub(room.acts), "act", "acts"));
    if points.is_empty() {
        parts.push(DocumentPart::Paragraph(vec![Phrase::plain("Every duty in play could be judged.")]));
    } else {
        parts.push(DocumentPart::Points(points));
    }
    parts.extend(hindsight(gaps, room));
    parts
}

/// The acts of which nothing was known yet, or which have ended only in hindsight.
fn hindsight(gaps: &Gaps, room: NoteRoom) -> Vec<DocumentPart> {
    let texts = hindsight::note(&gaps.run, &gaps.findings).into_iter().filter_map(|block| match block {
        Block::Text(cell) => Some(vec![Phrase::toned(short(&cell.text, 2 * room.fact), Tone::Open)]),
        _ => None,
    });
    texts.take(room.acts).map(DocumentPart::Paragraph).collect()
}
