//! The states named on the command line, for a reader without script: what is asked of them on the day, and why it is judged so.

use crate::report::dossier::StateData;

use super::code::{CellCode, MET, UNKNOWN};
use super::shown::{DutyRow, ShownDossier};
use super::words::{PageWords, day};

/// A state and what is asked of it.
#[derive(Debug)]
pub(super) struct NamedState<'a> {
    /// The state.
    pub state: &'a StateData,
    /// What was due and when it was done, as a picture.
    pub picture: &'a str,
    /// Duties in play, the gravest first, those of which nothing is known last.
    pub rows: Vec<ReasonRow<'a>>,
}

/// Duties of an act of which the same is said.
#[derive(Debug)]
pub(super) struct ReasonRow<'a> {
    /// The act.
    pub act: &'a str,
    /// The duties.
    pub duties: Vec<&'a str>,
    /// The verdict on them.
    pub code: CellCode,
    /// Letter.
    pub letter: &'a str,
    /// Word.
    pub word: String,
    /// The reasons.
    pub because: String,
}

/// A state that the page is to show to a reader without script.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct StateInPage {
    /// The number of the state in the dossier.
    pub number: usize,
    /// What was due and when it was done, as SVG.
    pub picture: String,
}

/// A state that was named; nothing where there is none of its number.
pub(super) fn named_state<'a>(
    shown: &ShownDossier<'a>,
    words: &'a PageWords,
    StateInPage { number, picture }: &'a StateInPage,
) -> Option<NamedState<'a>> {
    let number = *number;
    let state = shown.dossier.states.get(number)?;
    let mut rows: Vec<ReasonRow> = Vec::new();
    for row in shown.duties().filter_map(|duty| reason_row(shown, words, number, duty)) {
        let is_same = |one: &&mut ReasonRow| (one.act, one.code, &one.because) == (row.act, row.code, &row.because);
        match rows.iter_mut().find(is_same) {
            Some(known) => known.duties.extend(row.duties),
            None => rows.push(row),
        }
    }
    rows.sort_by_key(|row| (row.code.verdict() == UNKNOWN, row.code.verdict()));
    Some(NamedState { state, picture, rows })
}

/// Nothing where the duty is not in play.
fn reason_row<'a>(
    shown: &ShownDossier<'a>,
    words: &'a PageWords,
    state: usize,
    duty: DutyRow<'a>,
) -> Option<ReasonRow<'a>> {
    let code = shown.code(state, duty.number);
    let ground = shown.ground(state, duty.number).filter(|_| code.is_in_play())?;
    // The gravest reason alone, where nothing is wrong or nothing is known: the others say the same of each duty.
    let most = if matches!(code.verdict(), UNKNOWN..=MET) { 1 } else { usize::MAX };
    let texts = ground.7.iter().take(most).filter_map(|text| shown.dossier.texts.get(*text));
    let on = day(shown.on()).to_string();
    let texts: Vec<String> = texts.map(|text| text.replace("{on}", &on)).collect();
    Some(ReasonRow {
        act: &duty.act.name,
        duties: vec![&duty.data.label],
        code,
        letter: words.letter(code),
        word: words.verdict(code),
        because: texts.join("; "),
    })
}
