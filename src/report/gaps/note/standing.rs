//! Where the state stands, duty by duty: bound? due when? what was done? gap and exposure? on what basis? Duties that stand
//! alike are one row, the gravest first; those outside the duty are named in one line.

use super::answer::is_in_play;
use super::{NAME, NoteRoom};
use crate::engine::Finding;
use crate::law::{Duty, SourceIx};
use crate::report::document::{DocumentPart, Grid, Phrase, Sentence};
use crate::report::gaps::Gaps;
use crate::report::gaps::rows::{GapRow, rows};
use crate::report::gaps::status::counted;
use crate::report::page::Tone;
use crate::report::recommend::proceedings;
use crate::report::remedies::articles_of;
use crate::report::run::{Counts, Run};
use crate::report::text::facts::{FoundFact, NO_SOURCE};
use crate::report::text::labels;
use crate::report::text::marks::Marks;
use crate::report::text::notes::Notes;
use crate::report::text::reasons::{Topic, because, is_bound, is_bound_in_words, own_text, provisions, rule};
use crate::report::text::room::short;
use crate::rules::{Exposure, Verdict};
use std::collections::BTreeMap;

/// The columns, in the order of the questions, and their shares of the width.
const COLUMNS: [(&str, usize); 6] = [
    ("Act and duties", 18),
    ("Bound", 17),
    ("Due", 12),
    ("What was done", 22),
    ("Gap and exposure", 16),
    ("Basis", 15),
];

/// What is shown duty by duty, the gravest first.
const SECTIONS: [&[Verdict]; 4] =
    [&[Verdict::Overdue, Verdict::Partial], &[Verdict::PossibleGap], &[Verdict::Encouraged], &[Verdict::Pending]];

/// So many duties are named one by one.
const NAMED: usize = 4;

/// The table, what did not fit, what is outside the duty, and what it rests on.
pub fn parts<'a>(gaps: &Gaps<'a>, room: NoteRoom, notes: &mut Notes<'a>) -> Vec<DocumentPart> {
    let all = all_rows(gaps);
    let in_play = gaps.findings.iter().filter(|one| is_in_play(one)).count();
    let mut parts =
        vec![DocumentPart::Heading(format!("Where it stands ({})", labels::counted(in_play, "duty", "duties")))];
    let shown = all.iter().take(room.rows).map(|row| cells(gaps, row, room, notes)).collect();
    let columns = COLUMNS.iter().map(|(name, share)| ((*name).to_owned(), *share)).collect();
    if !all.is_empty() {
        parts.push(DocumentPart::Grid(Grid { columns, rows: shown }));
    }
    let rest: Vec<&Finding> = all.iter().skip(room.rows).flat_map(|row| row.findings.iter().copied()).collect();
    if !rest.is_empty() {
        let counts = counted(&Counts::of(rest.iter().copied()));
        let text = format!("and {} more: {counts}", labels::counted(rest.len(), "duty", "duties"));
        parts.push(DocumentPart::Paragraph(vec![Phrase::toned(text, Tone::Faint)]));
    }
    parts.extend(outside(gaps, room).map(DocumentPart::Paragraph));
    parts.extend(basis(gaps).map(DocumentPart::Paragraph));
    parts
}

fn all_rows<'f, 'a>(gaps: &'f Gaps<'a>) -> Vec<GapRow<'f, 'a>> {
    let mut all: Vec<GapRow> = SECTIONS.iter().flat_map(|verdicts| rows(&gaps.run, gaps.of(verdicts))).collect();
    let done = gaps.of(&[Verdict::Met, Verdict::MetLate]);
    let of_acts = done.chunk_by(|one, other| one.instrument.id == other.instrument.id);
    all.extend(of_acts.map(|own| GapRow::joined(&gaps.run, own.to_vec())));
    all
}

/// The cells of a row.
fn cells<'a>(gaps: &Gaps<'a>, row: &GapRow<'_, 'a>, room: NoteRoom, notes: &mut Notes<'a>) -> Vec<Vec<Sentence>> {
    let Some(first) = row.findings.first() else { return vec![Vec::new(); COLUMNS.len()] };
    let run = &gaps.run;
    vec![
        act(run, row, first, notes),
        bound(first, room, notes),
        vec![vec![Phrase::plain(due(row, first))]],
        done(run, row, first, room, notes),
        gap(run, row, first),
        row_basis(run, row, first, room),
    ]
}

/// The act, with its own text among the sources, and the duties.
fn act<'a>(run: &Run<'a>, row: &GapRow, first: &Finding<'a>, notes: &mut Notes<'a>) -> Vec<Sentence> {
    let mut title = vec![Phrase::strong(short(&first.instrument.short_title, NAME))];
    title.extend(notes.cite(&text_of(run, first)));
    let ids: Vec<String> = row.ids().iter().map(|id| label(id)).collect();
    let named = match ids.as_slice() {
        few if few.len() <= NAMED => few.join(", "),
        many => format!("{} and {} more", label(row.headline().unwrap_or_default()), many.len() - 1),
    };
    vec![title, vec![Phrase::plain(short(&named, 2 * NAME))]]
}

/// The act's own text; where no source is of the day of its publication, the first that it names.
fn text_of(run: &Run, finding: &Finding) -> Vec<SourceIx> {
    let own: Vec<SourceIx> = own_text(run, finding).collect();
    if own.is_empty() { finding.instrument.sources.first().copied().into_iter().collect() } else { own }
}

/// `retention-period` as words.
pub fn label(id: &str) -> String {
    id.replace('-', " ")
}

fn bound<'a>(first: &Finding<'a>, room: NoteRoom, notes: &mut Notes<'a>) -> Vec<Sentence> {
    if first.obligation.duty == Duty::Encouraged {
        return vec![vec![Phrase::plain("no: urged only")]];
    }
    let reasons = is_bound(first).into_iter().map(|reason| {
        let answer = is_bound_in_words(first);
        let mut sentence = vec![Phrase::plain(format!("{answer}: {}", short(&reason.text, room.fact.min(110))))];
        sentence.extend(notes.cite(&reason.sources));
        sentence
    });
    reasons.collect()
}

fn due(row: &GapRow, first: &Finding) -> String {
    match row.due() {
        known if !known.is_empty() => known,
        _ if first.judgement.open => "not known".to_owned(),
        _ => "no deadline".to_owned(),
    }
}

/// What was done, or that it was not: the facts without those about cases, which have a section of their own. Where cases
/// alone prove it, what the rule says, with their sources.
fn done<'a>(run: &Run<'a>, row: &GapRow, first: &Finding<'a>, room: NoteRoom, notes: &mut Notes<'a>) -> Vec<Sentence> {
    let facts = row.facts_found(false);
    let (of_cases, own): (Vec<_>, Vec<_>) = facts.into_iter().partition(|(_, fact)| fact.topic == Topic::Procedure);
    if own.is_empty() {
        let mut sentence = vec![Phrase::plain(short(&rule(run, first), room.fact))];
        for (_, fact) in &of_cases {
            sentence.extend(notes.cite(&fact.sources));
        }
        return vec![sentence];
    }
    let mut sentences: Vec<Sentence> = own.iter().take(room.facts).map(|one| fact(run, one, room, notes)).collect();
    sentences.extend(super::more(own.len().saturating_sub(room.facts), "fact", "facts"));
    sentences
}

fn fact<'a>(run: &Run<'a>, (whose, fact): &(String, &FoundFact), room: NoteRoom, notes: &mut Notes<'a>) -> Sentence {
    let text = if fact.text == NO_SOURCE { "no source says what was done".to_owned() } else { by_name(run, fact) };
    let mut sentence = vec![Phrase::plain(short(&format!("{}{text}", label(whose)), room.fact))];
    sentence.extend(notes.cite(&fact.sources));
    sentence
}

/// The fact with the duty of which it speaks by name, where it is not the one asked about: `prum/dna: authorised` is said of the contact
/// point.
fn by_name(run: &Run, fact: &FoundFact) -> String {
    let named = fact.text.split_once(": ").and_then(|(id, rest)| {
        let (act, duty) = id.split_once('/')?;
        let corpus = run.engine.corpus;
        let instrument = corpus.instrument(corpus.find_instrument(act)?)?;
        let duty = instrument.obligations.iter().find(|one| *one.id == *duty)?;
        Some(format!("{} ({}): {rest}", label(&duty.id), instrument.short_title))
    });
    named.unwrap_or_else(|| fact.text.clone())
}

/// The verdict, how severe it is, how far a case has come, and which proceedings are available.
fn gap(run: &Run, row: &GapRow, first: &Finding) -> Vec<Sentence> {
    let verdict = first.judgement.verdict;
    if matches!(verdict, Verdict::Met | Verdict::MetLate) {
        let mut sentences =
            vec![vec![Phrase::plain(format!("none: {}", counted(&Counts::of(row.findings.iter().copied()))))]];
        sentences.extend(exposed(run, row));
        return sentences;
    }
    let days = row.days();
    let days = if days.is_empty() { String::new() } else { format!(", day {days}") };
    let words =
        if verdict == Verdict::Encouraged { "not done, urged only".to_owned() } else { label(verdict.as_str()) };
    let mut sentences = vec![vec![Phrase::toned(format!("{words}{days}"), Tone::from(verdict))]];
    if matches!(verdict, Verdict::Overdue | Verdict::Partial | Verdict::PossibleGap) {
        sentences.push(vec![Phrase::plain(format!("severity: {}", severities(row)))]);
    }
    sentences.extend(exposed(run, row));
    sentences
}

/// The severities of the row, the gravest first.
fn severities(row: &GapRow) -> String {
    let mut all: Vec<_> = row.findings.iter().map(|finding| finding.judgement.severity).collect();
    all.sort_unstable();
    all.dedup();
    all.iter().rev().map(|one| one.as_str()).collect::<Vec<_>>().join(", ")
}

/// How far a case has come, and the sharpest proceedings that are available.
fn exposed(run: &Run, row: &GapRow) -> Option<Sentence> {
    let reached = row.findings.iter().filter_map(|finding| finding.judgement.enforcement).max();
    let case = reached.map(|reached| format!("case open: {}", label(labels::stage(reached))));
    let sharpest = row.findings.iter().map(|finding| run.engine.outlook(finding).exposure).max();
    let sharpest = sharpest.filter(|one| *one > Exposure::None);
    let open_to = sharpest.map(|one| format!("open to {}", proceedings(Some(one.as_str()), run.as_of)));
    let parts: Vec<String> = [case, open_to].into_iter().flatten().collect();
    (!parts.is_empty()).then(|| vec![Phrase::plain(parts.join("; "))])
}

/// Articles, the provisions that the rule cites, and what a reader should know of the records.
fn row_basis(run: &Run, row: &GapRow, first: &Finding, room: NoteRoom) -> Vec<Sentence> {
    let articles = articles_of(row.findings.iter().map(|finding| &*finding.obligation.article));
    let decided = first.judgement.rule.and_then(|row| run.engine.rules.verdict.row(row.into()));
    let cited = decided.and_then(|decided| provisions(run, first, decided.source.as_deref()?));
    let marks = Marks::on_all("", &row.findings);
    let marks = marks.trim_start_matches(", ").to_owned();
    let parts = [Some(short(&articles, 60)), cited, Some(marks).filter(|marks| !marks.is_empty())];
    parts.into_iter().flatten().map(|part| vec![Phrase::plain(short(&part, room.fact))]).collect()
}

/// `Outside the duty: Budapest Convention, 15 duties: the treaty is not in force for Sweden on 2011-11-25`.
fn outside(gaps: &Gaps, room: NoteRoom) -> Option<Sentence> {
    let mut groups: Vec<(&str, String, usize)> = Vec::new();
    let mut places: BTreeMap<(&str, String), usize> = BTreeMap::new();
    for finding in gaps.findings.iter().filter(|one| !is_in_play(one)) {
        let why = because(&gaps.run, finding).into_iter().find(|reason| reason.topic == Topic::Bond);
        let why = why.map_or_else(|| label(finding.judgement.verdict.as_str()), |reason| reason.text);
        let title = &*finding.instrument.short_title;
        let place = *places.entry((title, why.clone())).or_insert(groups.len());
        match groups.get_mut(place) {
            Some((_, _, count)) => *count += 1,
            None => groups.push((title, why, 1)),
        }
    }
    let part = |(title, why, count): &(&str, String, usize)| {
        let why = short(why, room.fact);
        format!("{}, {}: {why}", short(title, NAME), labels::counted(*count, "duty", "duties"))
    };
    let shown: Vec<String> = groups.iter().take(room.acts).map(part).collect();
    let more: usize = groups.iter().skip(room.acts).map(|(_, _, count)| count).sum();
    let more = if more > 0 { format!("; and {} more", labels::counted(more, "duty", "duties")) } else { String::new() };
    let text = || format!("{}{more}", shown.join("; "));
    (!shown.is_empty()).then(|| vec![Phrase::strong("Outside the duty: "), Phrase::plain(text())])
}

/// Of the duties in play: how many verdicts rest on records that were read, and how many do not.
fn basis(gaps: &Gaps) -> Option<Sentence> {
    let in_play: Vec<&Finding> = gaps.findings.iter().filter(|one| is_in_play(one)).collect();
    let (total, counts) = (in_play.len(), Counts::of(in_play.iter().copied()));
    let is_known = |one: &&&Finding| one.judgement.verdict != Verdict::Unknown && !one.grounds.recalled;
    let read = in_play.iter().filter(is_known).count();
    let unknown = in_play.iter().filter(|one| one.judgement.verdict == Verdict::Unknown).count();
    let assumed =
        gaps.run.resting_on_assumed(&counts).map_or(String::new(), |count| format!(", {count} on what is assumed"));
    let text = format!(
        "of {}: {read} judged from sources that were read, {} from a record not read in its source, {} done only if a \
         presumption holds{assumed}; {unknown} not known{}",
        labels::counted(total, "duty", "duties"),
        counts.recalled,
        counts.presumed,
        gaps.run.engine.known_as_of.map_or("", |_| "; registers kept up day by day count as known")
    );
    (total > 0).then(|| vec![Phrase::strong("What this rests on: "), Phrase::plain(text)])
}
