//! What stands around the matrix: the sentence that answers, the map, the states with most gaps, the captions of curves.

use std::cmp::Reverse;

use crate::report::dossier::StateData;

use super::code::{
    CellCode, ENDED, NOT_YET, OUTSIDE, OVERDUE, PARTIAL, PENDING, POSSIBLE, UNKNOWN, URGED, VerdictCounts,
};
use super::matrix::{RowWords, one_decimal, share, urged};
use super::shown::{DutyRow, ShownDossier};
use super::words::{Filler, MarkedText, PageWords};

/// More states than these are only counted.
const MOST_LISTED: usize = 14;
/// The list's boxes fit in so much.
const LIST_WIDTH: f64 = 132.0;
/// From one box to the next, where there is room.
const LIST_STEP: f64 = 23.0;

/// A state on the map.
#[derive(Debug)]
pub(super) struct Tile<'a> {
    /// Number.
    pub state: usize,
    /// Code.
    pub code: &'a str,
    /// Column.
    pub x: u8,
    /// Row.
    pub y: u8,
    /// Class.
    pub class: String,
    /// What is in it.
    pub text: String,
    /// What is said of it.
    pub label: String,
}

/// A state with gaps.
#[derive(Debug)]
pub(super) struct ListedState<'a> {
    /// Itself.
    pub state: &'a StateData,
    /// How many.
    pub gaps: usize,
    /// One box per gap.
    pub boxes: Vec<ListBox>,
}

/// A box of the list.
#[derive(Debug)]
pub(super) struct ListBox {
    /// Class.
    pub class: &'static str,
    /// Where it begins.
    pub x: String,
    /// How wide it is.
    pub width: String,
    /// How round its corners are.
    pub rx: u8,
}

/// The states by verdict on each headline duty.
pub(super) type HeadlineCounts<'a> = Vec<(DutyRow<'a>, VerdictCounts)>;

/// The sentence that answers: gaps first, then what is only urged, then how much is known.
pub(super) fn sentence(shown: &ShownDossier, words: &PageWords, counts: &HeadlineCounts) -> Vec<MarkedText> {
    let all = counts.iter().fold(VerdictCounts::default(), |sum, (_, counts)| sum.plus(*counts));
    let duties = all.in_play();
    let in_gap = shown.states().filter(|(state, _)| shown.counts_of_state(*state).gaps() > 0).count();
    let date = words.long_date(shown.on());
    let places: Vec<&DutyRow> =
        counts.iter().filter(|(_, counts)| counts.of(URGED) > 0).map(|(duty, _)| duty).collect();
    let did = places.first().map_or("", |duty| &duty.data.did);
    let values = [
        ("date", Filler::Text(&date)),
        ("tense", Filler::Count(shown.tense())),
        ("n", Filler::Count(shown.states().filter(|(_, state)| shown.is_member(state)).count())),
        ("gaps", Filler::Count(all.gaps())),
        ("overdue", Filler::Count(all.of(OVERDUE))),
        ("partial", Filler::Count(all.of(PARTIAL))),
        ("states", Filler::Count(in_gap)),
        ("duties", Filler::Count(duties)),
        ("unknown", Filler::Count(all.of(UNKNOWN))),
        ("possible", Filler::Count(all.of(POSSIBLE))),
        ("known", Filler::Count(duties.saturating_sub(all.of(UNKNOWN) + all.of(POSSIBLE)))),
        ("urged", Filler::Count(all.of(URGED))),
        ("acts", Filler::Count(places.len())),
        ("did", Filler::Text(did)),
    ];
    let keys = keys_of_sentence(&all, places.len() == 1 && !did.is_empty());
    keys.into_iter().flat_map(|key| words.phrase(key, &values)).collect()
}

/// The templates that make the sentence.
fn keys_of_sentence(all: &VerdictCounts, is_one_duty_urged: bool) -> Vec<&'static str> {
    if all.in_play() == 0 {
        return vec!["h.nothing"];
    }
    let mut keys = vec![if all.gaps() > 0 { "h.gaps" } else { "h.no.gaps" }];
    if all.of(PARTIAL) > 0 {
        keys.push(if all.of(OVERDUE) > 0 { "h.both" } else { "h.only.partial" });
    }
    if all.of(URGED) > 0 {
        keys.push(if is_one_duty_urged { "h.urged.one" } else { "h.urged.more" });
    }
    keys.push("h.end");
    keys.push(if all.of(POSSIBLE) > 0 { "h.known.possible" } else { "h.known" });
    keys
}

/// What a curve shows on the day, in full words.
pub(super) fn caption(words: &PageWords, counts: &VerdictCounts, duty: &DutyRow) -> RowWords {
    let counted = |key: &str, count: usize| (count > 0).then(|| words.say(key, &[("n", Filler::Count(count))]));
    let said = [
        counted("caption.possible", counts.of(POSSIBLE)),
        (counts.of(URGED) > 0).then(|| urged(words, counts, duty)),
        counted("row.pending", counts.of(PENDING)),
        counted("row.met", counts.met()),
        counted("caption.unknown", counts.of(UNKNOWN)),
    ];
    let mut parts: Vec<String> = said.into_iter().flatten().collect();
    if counts.gaps() == 0 {
        if parts.is_empty() {
            let verdict = [ENDED, NOT_YET].into_iter().find(|verdict| counts.of(*verdict) > 0).unwrap_or(OUTSIDE);
            parts.push(words.verdict(CellCode::of_verdict(verdict)));
        }
        return RowWords { gaps: String::new(), rest: parts.join(" · ") };
    }
    let rest = parts.iter().map(|part| format!(" · {part}")).collect();
    RowWords { gaps: words.say("row.gaps", &[("n", Filler::Count(counts.gaps()))]), rest }
}

/// The map: the states that have a place on it.
pub(super) fn tiles<'a>(shown: &ShownDossier<'a>, words: &PageWords) -> Vec<Tile<'a>> {
    let placed = shown.states().filter_map(|(number, state)| Some((number, state, state.at?)));
    let tile = |(number, state, (x, y)): (usize, &'a StateData, (u8, u8))| {
        let (class, text, said) = look(shown, words, number, state);
        let parted = if text.is_empty() { String::new() } else { format!("{text} ") };
        let label = format!("{} {parted}{said}, {}", state.code, state.name);
        Tile { state: number, code: &state.code, x, y, class, text, label }
    };
    placed.map(tile).collect()
}

/// Class, text and words of a state on the map.
fn look(shown: &ShownDossier, words: &PageWords, number: usize, state: &StateData) -> (String, String, String) {
    let as_is = |class: &str, text: &str, key: &str| (class.to_owned(), text.to_owned(), words.word(key).to_owned());
    if !shown.is_member(state) {
        return as_is("absent", "", "no.member");
    }
    let counts = shown.counts_of_state(number);
    if counts.in_play() == 0 {
        return as_is("absent", words.letter(CellCode::of_verdict(OUTSIDE)), "nothing.asked");
    }
    if counts.in_play() == counts.of(UNKNOWN) {
        return as_is("nothing", "?", "nothing.known");
    }
    let gaps = counts.gaps();
    (format!("g{}", gaps.min(4)), gaps.to_string(), words.say("gaps.word", &[("n", Filler::Count(gaps))]))
}

/// The states with most gaps, and how many more there are.
pub(super) fn most_gaps<'a>(shown: &ShownDossier<'a>) -> (Vec<ListedState<'a>>, usize) {
    let mut found: Vec<(&'a StateData, VerdictCounts)> = shown
        .states()
        .map(|(number, state)| (state, shown.counts_of_state(number)))
        .filter(|(_, counts)| counts.gaps() > 0)
        .collect();
    // stable: equal ones stay in the order of columns
    found.sort_by_key(|(_, counts)| Reverse(counts.gaps()));
    let most = found.first().map_or(1, |(_, counts)| counts.gaps());
    let step = LIST_STEP.min(LIST_WIDTH * share(1, most));
    let more = found.len().saturating_sub(MOST_LISTED);
    let listed = found.into_iter().take(MOST_LISTED);
    let listed = listed.map(|(state, counts)| ListedState { state, gaps: counts.gaps(), boxes: boxes(&counts, step) });
    (listed.collect(), more)
}

/// Overdue ones first.
fn boxes(counts: &VerdictCounts, step: f64) -> Vec<ListBox> {
    let between = if step > 4.0 { 2.0 } else { 0.0 };
    let width = one_decimal((step - between).max(1.0));
    let full = counts.of(OVERDUE);
    let one = |number: usize| ListBox {
        class: if number < full { "overdue" } else { "partial" },
        x: one_decimal(share(number, 1) * step),
        width: width.clone(),
        rx: if step > 6.0 { 2 } else { 0 },
    };
    (0..counts.gaps()).map(one).collect()
}
