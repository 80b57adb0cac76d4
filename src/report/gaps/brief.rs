//! One country on one page, for somebody who has a minute: counts, open cases, the next day, the newest evidence, three
//! things to do. What there is no room for is counted; no text runs on, so that the page has at most 45 lines of 80
//! columns.

use super::Gaps;
use super::cases::{OpenCaseFact, cases};
use super::status::{acts, counted};
use crate::engine::{Choice, Finding, Relevance};
use crate::law::Record;
use crate::report::contract::Recommendation;
use crate::report::deadlines::next;
use crate::report::hindsight::{unknown_acts, worth_saying};
use crate::report::page::{Block, Cell, Page, Tone};
use crate::report::recommend::{exposure, urged};
use crate::report::remedies::recommendations;
use crate::report::run::Counts;
use crate::report::text::citation::authors_behind;
use crate::report::text::facts::facts;
use crate::report::text::labels;
use crate::report::text::marks::Marks;
use crate::report::text::record::{ASSUMED, event_in_words, mark};
use crate::report::text::room::{short, wrapped};
use crate::rules::{Urgency, Verdict};
use crate::time::Day;
use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

/// The page has no more lines than this, of this many columns.
const LINES: usize = 45;
pub const COLUMNS: usize = 80;

/// How much there is room for.
#[derive(Clone, Copy)]
struct Room {
    /// So many acts, cases and things to do are shown one by one.
    acts: usize,
    cases: usize,
    things: usize,
    /// Most characters of a value beside its label, of a thing to do, and of a reason for it.
    value: usize,
    thing: usize,
    part: usize,
}

/// From the most to the least.
const ROOMS: [Room; 8] = [
    Room { acts: 8, cases: 4, things: 3, value: 130, thing: 200, part: 120 },
    Room { acts: 6, cases: 3, things: 3, value: 110, thing: 150, part: 100 },
    Room { acts: 5, cases: 2, things: 3, value: 100, thing: 110, part: 80 },
    Room { acts: 5, cases: 1, things: 3, value: 100, thing: 110, part: 60 },
    Room { acts: 3, cases: 1, things: 3, value: 80, thing: 110, part: 60 },
    Room { acts: 3, cases: 1, things: 3, value: 80, thing: 80, part: 60 },
    Room { acts: 2, cases: 1, things: 3, value: 80, thing: 80, part: 45 },
    Room { acts: 1, cases: 1, things: 3, value: 60, thing: 60, part: 30 },
];

/// Most characters of a label.
const LABEL: usize = 30;

/// A deadline further ahead than this many days is not among the first things to do.
const FAR: i32 = 365;

/// The page, with as much as there is room for.
pub fn page(gaps: &Gaps) -> Page {
    let recommended = in_order(gaps);
    let mut pages = ROOMS.iter().map(|room| with(gaps, &recommended, *room));
    let least = pages.next_back().unwrap_or_default();
    pages.find(|page| lines(page).max(lines_of_markdown(page)) <= LINES).unwrap_or(least)
}

/// What to do, the most urgent first; of what is as urgent, what an open case concerns first; what falls due only later than
/// [`FAR`] last.
pub fn in_order<'a>(gaps: &Gaps<'a>) -> Vec<Recommendation<'a>> {
    let mut recommended = recommendations(&gaps.run, &gaps.findings);
    let by_id: BTreeMap<String, &Finding> = gaps.findings.iter().map(|finding| (finding.id(), finding)).collect();
    recommended.sort_by_cached_key(|one| {
        let answered = || one.answers.iter().filter_map(|id| by_id.get(id));
        let limits = answered().filter_map(|finding| finding.judgement.limit);
        let is_in_time = one.urgency == Urgency::InTime.as_str();
        let is_far = is_in_time && limits.min().is_some_and(|limit| limit.0.minus(gaps.run.as_of) > FAR);
        let has_case = answered().any(|finding| finding.judgement.enforcement.is_some());
        (is_far, Reverse(Urgency::parse(one.urgency)), !has_case)
    });
    recommended
}

fn with(gaps: &Gaps, recommended: &[Recommendation], room: Room) -> Page {
    let run = &gaps.run;
    let mut blocks = vec![Block::Text(Cell::toned(short(&counts(gaps), 3 * COLUMNS), Tone::Strong))];
    blocks.extend(status(gaps, room));
    blocks.extend(hindsight(gaps));
    blocks.extend(open(gaps, room));
    blocks.push(Block::Facts(vec![next_day(gaps, room), newest(gaps, room)]));
    blocks.extend(things(gaps, recommended, room));
    let marks =
        recommended.iter().take(room.things).map(Recommendation::marks_shown).fold(Marks::default(), Marks::and);
    blocks.extend(marks.legend());
    let closing = format!("{}. Computed by acquis, not legal advice.", short(&run.sentence(), 3 * COLUMNS));
    blocks.push(Block::Text(Cell::toned(closing, Tone::Faint)));
    Page { title: short(&gaps.title(), COLUMNS), blocks }
}

/// How many lines the page has at most, blank ones between blocks included.
fn lines(page: &Page) -> usize {
    let of_block = |block: &Block| match block {
        Block::Heading(text) => wrapped(text, COLUMNS),
        Block::Text(cell) => 1 + wrapped(&cell.text, COLUMNS),
        Block::List(items) => items.iter().map(|item| wrapped(&item.text, COLUMNS - 2)).sum(),
        Block::Facts(facts) => {
            let label = facts.iter().map(|(label, _)| label.chars().count()).max().unwrap_or(0);
            1 + facts.iter().map(|(_, value)| wrapped(&value.text, COLUMNS - 2 - label)).sum::<usize>()
        }
        Block::Table(sheet) => sheet.rows.len(),
    };
    let after_heading =
        page.blocks.windows(2).filter(|pair| matches!(pair, [Block::Heading(_), Block::Facts(_)])).count();
    let headings = page.blocks.iter().filter(|block| matches!(block, Block::Heading(_))).count();
    1 + headings + page.blocks.iter().map(of_block).sum::<usize>() - after_heading
}

/// How many lines the page has at most as Markdown source, where a reader breaks lines at spaces.
fn lines_of_markdown(page: &Page) -> usize {
    let toned = |cell: &Cell| match cell.tone {
        Tone::Bad | Tone::Strong => format!("**{}**", cell.text),
        _ => cell.text.clone(),
    };
    let of_block = |block: &Block| match block {
        Block::Heading(text) => escaped_lines(&format!("## {text}")),
        Block::Text(cell) => escaped_lines(&toned(cell)),
        Block::List(items) => items.iter().map(|item| escaped_lines(&format!("- {}", item.text))).sum(),
        Block::Facts(facts) => {
            facts.iter().map(|(label, value)| escaped_lines(&format!("- **{label}:** {}", toned(value)))).sum()
        }
        Block::Table(sheet) => sheet.rows.len(),
    };
    escaped_lines(&format!("# {}", page.title)) + page.blocks.iter().map(|block| 1 + of_block(block)).sum::<usize>()
}

/// How many lines a text has at most with every character of markup escaped.
fn escaped_lines(text: &str) -> usize {
    let escaped = text.replace(['*', '_', '[', ']', '~', '$', '|', '`', '\\'], "__").replace(['&', '<', '>'], "_____");
    wrapped(&escaped, COLUMNS - 1)
}

/// `73 duties under 5 acts: 8 gaps, 14 pending ...; 3 of 73 rest on recalled records, 0 on what is presumed`.
fn counts(gaps: &Gaps) -> String {
    let counts = Counts::of(&gaps.findings);
    let total = counts.total();
    if total == 0 {
        return counts.sentence();
    }
    let acts = acts(&gaps.findings).len();
    let assumed = gaps.run.resting_on_assumed(&counts);
    let assumed = assumed.map_or(String::new(), |count| format!(", {count} on what is assumed"));
    format!(
        "{} under {}: {}; {} of {total} rest on recalled records, {} on what is presumed{assumed}",
        labels::counted(total, "duty", "duties"),
        labels::counted(acts, "act", "acts"),
        counted(&counts),
        counts.recalled,
        counts.presumed
    )
}

fn status(gaps: &Gaps, room: Room) -> Option<Block> {
    let acts = acts(&gaps.findings);
    let mut lines: Vec<(String, Cell)> = acts
        .iter()
        .take(room.acts)
        .map(|act| {
            let status = act.status(&gaps.run);
            (short(&act.instrument.short_title, LABEL), Cell { text: short(&status.text, room.value), ..status })
        })
        .collect();
    lines.extend(beyond(acts.len(), room.acts, "act", "acts"));
    (!lines.is_empty()).then_some(Block::Facts(lines))
}

/// How many more there are than are shown.
fn beyond(all: usize, shown: usize, one: &str, plural: &str) -> Option<(String, Cell)> {
    let more = all.checked_sub(shown).filter(|more| *more > 0)?;
    Some((format!("and {}", labels::counted(more, one, plural)), Cell::plain("more")))
}

/// The acts of which nothing was known yet; without a knowledge date those that have ended only in hindsight: on the day
/// itself they stood.
fn hindsight(gaps: &Gaps) -> Option<Block> {
    let (day, known) = (gaps.run.as_of, gaps.run.engine.known_as_of);
    let ends = |finding: &Finding| {
        finding.judgement.verdict == Verdict::Ended
            && finding.instrument.ended.iter().any(|end| end.known_from.is_some_and(|known| known > day))
    };
    let mut unknown = unknown_acts(gaps.run.engine.corpus, &Choice::All, known);
    let asked: BTreeSet<&str> = gaps.findings.iter().map(|finding| &*finding.instrument.id).collect();
    unknown.retain(|one| asked.contains(&*one.instrument));
    let unknown = worth_saying(unknown, day);
    let is_named = |finding: &&Finding| match known {
        Some(_) => unknown.iter().any(|one| *one.instrument == *finding.instrument.id),
        None => ends(finding),
    };
    let mut titles: Vec<&str> =
        gaps.findings.iter().filter(is_named).map(|finding| &*finding.instrument.short_title).collect();
    titles.dedup();
    let titles = Some(titles.join(", ")).filter(|titles| !titles.is_empty())?;
    let text = match known {
        Some(known) => format!("nothing was known by {known} of: {titles}"),
        None => format!("ended only in hindsight: {titles}; --on {day} shows what was known then"),
    };
    Some(Block::Text(Cell::toned(short(&text, 2 * COLUMNS), Tone::Open)))
}

fn open(gaps: &Gaps, room: Room) -> Vec<Block> {
    let all = cases(&gaps.run, &gaps.findings.iter().collect::<Vec<_>>());
    if all.is_empty() {
        return vec![Block::Text(Cell::plain("Open cases: none on record"))];
    }
    let line = |case: &OpenCaseFact| {
        let (act, cited) =
            (&case.instrument.short_title, authors_behind(gaps.run.engine.corpus, &[case.record.source]));
        let text = format!("{}: {act}, {}", case.sentence(), labels::counted(case.duties, "duty", "duties"));
        let text = format!("{}{cited}", short(&text, room.value));
        (short(case.number.unwrap_or("no number"), LABEL), Cell::plain(text))
    };
    let mut lines: Vec<(String, Cell)> = all.iter().take(room.cases).map(line).collect();
    lines.extend(beyond(all.len(), room.cases, "case", "cases"));
    vec![Block::Heading(format!("Open cases ({})", all.len())), Block::Facts(lines)]
}

fn next_day(gaps: &Gaps, room: Room) -> (String, Cell) {
    ("Falls due next".to_owned(), Cell::plain(short(&next_in_words(gaps), room.value)))
}

/// The next day, and what falls due on it.
pub fn next_in_words(gaps: &Gaps) -> String {
    match next(&gaps.run, &gaps.selection) {
        None => "nothing is known to fall due".to_owned(),
        Some(next) => {
            let days = next.day.minus(gaps.run.as_of);
            format!("{}, in {}: {}", next.day, labels::days(days), next.what.join("; "))
        }
    }
}

/// The newest record on which a finding rests, and how old it is; where its day is not known, the one that is the newest at
/// the earliest possible day.
fn newest(gaps: &Gaps, room: Room) -> (String, Cell) {
    let corpus = gaps.run.engine.corpus;
    let all = gaps.findings.iter().flat_map(|finding| evidence(finding).map(move |record| (record, finding)));
    let newest = all.max_by_key(|(record, _)| (record.on.first(), Reverse(corpus.last_possible_day(record))));
    let text = newest.map(|(record, finding)| {
        let days = |day: Day| gaps.run.as_of.minus(day);
        let (least, most) = (days(corpus.last_possible_day(record)), days(record.on.first()));
        let age =
            if least == most { labels::days(least) } else { format!("between {least} and {}", labels::days(most)) };
        let (act, what) = (&finding.instrument.short_title, short(&event_in_words(&record.event), room.part));
        let cited = authors_behind(corpus, &[record.source]);
        format!("{}, {age} old: {act}, {what}{}{cited}", record.on, mark(record))
    });
    ("Newest evidence".to_owned(), Cell::plain(text.unwrap_or_else(|| "no finding rests on a record".to_owned())))
}

/// The records up to the day asked about that say what is done; what only binds says nothing of it.
fn evidence<'a>(finding: &Finding<'a>) -> impl Iterator<Item = &'a Record> {
    let says = |proof: Relevance| !matches!(proof, Relevance::Binds | Relevance::Defers);
    let records = finding.actor.records_of(finding.question.instrument_ix);
    let own = finding.grounds.records.iter().filter(move |(_, proof)| says(*proof));
    let own = own.filter_map(move |(place, _)| records.get(*place));
    let implied = finding.grounds.implied.iter().filter(move |one| says(one.proof));
    let (actor, day, corpus): (_, Day, _) = (finding.actor, finding.on, finding.question.corpus);
    let implied = implied.filter_map(move |one| actor.records_of(one.instrument_ix).get(one.record));
    let all: Vec<&'a Record> = own.chain(implied).filter(|one| corpus.last_possible_day(one) <= day).collect();
    all.into_iter()
}

fn things(gaps: &Gaps, recommended: &[Recommendation], room: Room) -> Vec<Block> {
    if recommended.is_empty() {
        return vec![Block::Text(Cell::plain("Nothing is recommended."))];
    }
    let shown = recommended.len().min(room.things);
    let list = recommended.iter().take(room.things).map(|one| Cell::plain(thing(gaps, one, room))).collect();
    vec![Block::Heading(format!("To do first ({shown} of {})", recommended.len())), Block::List(list)]
}

/// `at once: notify ... (Art. 15(1)). Because: ... Urged by: ... Proceedings: ...`.
fn thing(gaps: &Gaps, one: &Recommendation, room: Room) -> String {
    let text = if one.text.contains(one.act) { one.text.clone() } else { format!("{}: {}", one.act, one.text) };
    let text = one.marks_shown().behind(&short(&text, room.thing));
    let answered = gaps.findings.iter().find(|finding| one.answers.contains(&finding.id()));
    let cited = answered.and_then(|finding| facts(&gaps.run, finding).into_iter().rfind(|fact| !fact.cited.is_empty()));
    let because = cited.map(|fact| format!("Because: {}{}", short(&fact.text, room.part), fact.cited));
    let assumed = if one.assumed { ASSUMED } else { "" };
    let urged = if one.urged_by.is_empty() {
        "No source urges it".to_owned()
    } else {
        format!("Urged by: {}", short(&urged(one), room.part))
    };
    let proceedings = format!("Proceedings: {}", exposure(one, gaps.run.as_of));
    let first = format!("{}: {text}{assumed}", one.urgency);
    [Some(first), because, Some(urged), Some(proceedings)].into_iter().flatten().collect::<Vec<_>>().join(". ")
}
