//! The page of a dossier: one HTML file that asks nothing of a network. Its first view is written here, through a template;
//! a script moves the data block through time. What its parts promise each other: `README.md`.
//!
//! Deliberately not here: what is true on which day (`report::dossier`).

mod assets;
mod block;
mod code;
mod curves;
mod matrix;
mod named;
mod overview;
mod shown;
#[cfg(test)]
mod tests;
mod words;

use std::io;

use askama::Template;

use crate::report::dossier::Dossier;

use assets::HashedText;
use block::EmbeddedData;
use code::{CellCode, ENDED, LATE, MET, NOT_YET, OUTSIDE, OVERDUE, PARTIAL, PENDING, POSSIBLE, UNKNOWN, UNSURE, URGED};
use matrix::{MatrixRow, RowWords};
pub use named::StateInPage;
use named::{NamedState, named_state};
use overview::{HeadlineCounts, ListedState, Tile};
use shown::{DutyRow, ShownDossier};
use words::{Filler, MarkedText, PageWords, day};

/// The verdicts in the key of the matrix.
const KEY: [u8; 12] = [OVERDUE, PARTIAL, POSSIBLE, URGED, PENDING, MET, LATE, UNKNOWN, OUTSIDE, NOT_YET, ENDED, UNSURE];
/// The verdicts in the key of the curves.
const CURVE_KEY: [u8; 8] = [MET, LATE, OVERDUE, PARTIAL, POSSIBLE, PENDING, URGED, UNKNOWN];
/// With more curves than these, only the script draws them, as far as they are on the screen.
const MOST_CURVES: usize = 200;

/// The template and what it shows.
#[derive(Template)]
#[template(path = "dossier/page.html")]
struct PageTemplate<'a> {
    links: &'a [PageLink],
    style: HashedText,
    script: HashedText,
    data: EmbeddedData,
    words: &'a PageWords,
    dossier: &'a Dossier,
    many: bool,
    known_then: bool,
    date_long: String,
    assumed: Option<String>,
    title: String,
    foot_dates: String,
    about: String,
    sentence: Vec<MarkedText>,
    states_count: String,
    lines: Vec<MatrixRow<'a>>,
    gaps_per_state: Vec<usize>,
    key: Vec<KeyEntry<'a>>,
    curve_key: Vec<KeyEntry<'a>>,
    curves: Vec<CurveCard<'a>>,
    tiles: Vec<Tile<'a>>,
    most_gaps: Vec<ListedState<'a>>,
    more_states: Option<String>,
    named: Vec<NamedState<'a>>,
}

/// A verdict in a key.
struct KeyEntry<'a> {
    class: &'static str,
    letter: &'a str,
    word: String,
}

/// A duty and how it was met.
struct CurveCard<'a> {
    duty: DutyRow<'a>,
    caption: RowWords,
    svg: String,
}

/// A link to another page of a site.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct PageLink {
    /// What it leads to.
    pub text: String,
    /// Where, relative to the page.
    pub address: String,
}

/// The page of a dossier. `named` are the states whose duties stand in it for a reader without script, `links`
/// the other pages of its site.
///
/// # Errors
/// The data cannot be written as JSON.
pub fn page(dossier: &Dossier, named: &[StateInPage], links: &[PageLink]) -> io::Result<String> {
    let words = PageWords::new()?.limited_to(dossier.open.known);
    let shown = ShownDossier::new(dossier);
    let data = block::embedded(dossier, &words)?;
    let template = PageTemplate { links, ..template(&shown, &words, named, data) };
    template.render().map_err(io::Error::other)
}

fn template<'a>(
    shown: &ShownDossier<'a>,
    words: &'a PageWords,
    named: &'a [StateInPage],
    data: EmbeddedData,
) -> PageTemplate<'a> {
    let dossier = shown.dossier;
    let counts: HeadlineCounts =
        shown.headlines.iter().map(|duty| (*duty, shown.counts_of_duty(duty.number))).collect();
    let (most_gaps, more) = overview::most_gaps(shown);
    let more_states = (more > 0).then(|| words.say("and.more.states", &[("n", Filler::Count(more))]));
    PageTemplate {
        links: &[],
        style: assets::style(),
        script: assets::script(),
        data,
        words,
        dossier,
        many: shown.is_folded(),
        known_then: shown.is_known_then(),
        date_long: words.long_date(shown.on()),
        assumed: (!dossier.open.assumed.is_empty())
            .then(|| words.say("page.assuming", &[("what", Filler::Text(&dossier.open.assumed.join("; ")))])),
        title: title(dossier, words),
        foot_dates: foot_dates(shown, words),
        about: about(dossier, words),
        sentence: overview::sentence(shown, words, &counts),
        states_count: words.say("states.count", &[("n", Filler::Count(dossier.states.len()))]),
        lines: matrix::lines(shown, words),
        gaps_per_state: shown.states().map(|(state, _)| shown.counts_of_state(state).gaps()).collect(),
        key: key(words, &KEY),
        curve_key: key(words, &CURVE_KEY),
        curves: curves(shown, words, &counts),
        tiles: overview::tiles(shown, words),
        most_gaps,
        more_states,
        named: named.iter().filter_map(|state| named_state(shown, words, state)).collect(),
    }
}

/// Both dates.
fn foot_dates(shown: &ShownDossier, words: &PageWords) -> String {
    let on = day(shown.on()).to_string();
    let until = day(shown.on().min(shown.dossier.open.today)).to_string();
    let known = if shown.is_known_then() { &until } else { words.word("no.limit") };
    words.say("foot.dates", &[("on", Filler::Text(&on)), ("known", Filler::Text(known))])
}

/// What the page is opened on, and the program.
fn title(dossier: &Dossier, words: &PageWords) -> String {
    let state = dossier.states.iter().find(|state| dossier.open.state.as_ref() == Some(&state.code));
    let act = dossier.acts.first().filter(|_| dossier.open.view == Some("act"));
    let subject = state.map(|state| &state.name).or(act.map(|act| &act.name));
    subject.map_or_else(|| words.word("title").to_owned(), |name| format!("{name} · {}", words.word("title")))
}

/// The versions.
fn about(dossier: &Dossier, words: &PageWords) -> String {
    let about = &dossier.about;
    let values = [("program", &about.program), ("data", &about.data), ("rules", &about.rules)];
    words.say("page.about", &values.map(|(name, value)| (name, Filler::Text(value))))
}

fn key<'a>(words: &'a PageWords, verdicts: &[u8]) -> Vec<KeyEntry<'a>> {
    let codes = verdicts.iter().map(|verdict| CellCode::of_verdict(*verdict));
    codes.map(|code| KeyEntry { class: code.class(), letter: words.letter(code), word: words.verdict(code) }).collect()
}

fn curves<'a>(shown: &ShownDossier<'a>, words: &PageWords, counts: &HeadlineCounts<'a>) -> Vec<CurveCard<'a>> {
    let are_drawn = counts.len() <= MOST_CURVES;
    let card = |(duty, counts): &(DutyRow<'a>, _)| CurveCard {
        duty: *duty,
        caption: overview::caption(words, counts, duty),
        svg: if are_drawn { curves::curve(shown, duty.number, duty.data.due) } else { String::new() },
    };
    counts.iter().map(card).collect()
}
