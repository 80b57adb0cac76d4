//! The words of the page: templates of `words.json`, filled in as the script fills them, and the words of verdicts and months.
//! How templates are written: `README.md`.

use serde::Serialize;
use serde_json::{Map, Value};

use crate::report::dossier::DayNumber;
use crate::report::text::dates::{MONTHS_SHORT, long_date};
use crate::report::text::marks::{GRAVEST_FIRST, LETTERS, UNSURE};
use crate::rules::Verdict;
use crate::time::{Day, MONTHS};

use super::code::CellCode;

/// The templates.
const TEMPLATES: &str = include_str!("words.json");

/// A verdict as the page writes it.
#[derive(Debug, Serialize)]
pub(super) struct VerdictWord {
    /// In a cell.
    pub letter: &'static str,
    /// In words.
    pub word: String,
}

/// All words of the page, as the script too reads them.
#[derive(Debug, Serialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct PageWords {
    words: Map<String, Value>,
    months: [&'static str; 12],
    months_short: [&'static str; 12],
    verdicts: Vec<VerdictWord>,
}

/// A part of a filled template.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum MarkedText {
    /// As the text around it.
    Plain(String),
    /// `**…**`
    Strong(String),
    /// `!!…!!`, strong and red.
    Gap(String),
    /// `~~…~~`
    Grey(String),
}

/// What a template is filled with: names and values.
pub(super) type Filling<'a> = &'a [(&'static str, Filler<'a>)];

/// A value in a template.
#[derive(Debug, Clone, Copy)]
pub(super) enum Filler<'a> {
    /// A text, inserted as it is.
    Text(&'a str),
    /// A number, by which words are chosen too.
    Count(usize),
}

impl PageWords {
    /// Reads the templates.
    ///
    /// # Errors
    /// They are no JSON object.
    pub(super) fn new() -> serde_json::Result<PageWords> {
        let verdicts = GRAVEST_FIRST.into_iter().map(verdict_word).chain([unsure_word()]).collect();
        Ok(PageWords { words: serde_json::from_str(TEMPLATES)?, months: MONTHS, months_short: MONTHS_SHORT, verdicts })
    }

    /// The words of a page whose clock "today" knows what was known by a day, and no more.
    pub(super) fn limited_to(mut self, known: Option<DayNumber>) -> PageWords {
        let Some(known) = known else { return self };
        let date = self.long_date(known);
        for (key, limited) in [
            ("as.known.today", "limited.as.known"),
            ("known.today.axis", "limited.axis"),
            ("clock.note.today", "limited.note"),
            ("page.today", "limited.clock"),
        ] {
            let text = self.say(limited, &[("date", Filler::Text(&date))]);
            self.words.insert(key.to_owned(), Value::String(text));
        }
        self.words.insert("no.limit".to_owned(), Value::String(day(known).to_string()));
        self
    }

    /// A text without values; the key, where it has none.
    pub(super) fn word<'a>(&'a self, key: &'a str) -> &'a str {
        self.words.get(key).and_then(Value::as_str).unwrap_or(key)
    }

    /// A filled template as plain text.
    pub(super) fn say(&self, key: &str, values: Filling) -> String {
        pieces(self.word(key)).map(|piece| filled(piece, values)).collect()
    }

    /// A filled template with its marks.
    pub(super) fn phrase(&self, key: &str, values: Filling) -> Vec<MarkedText> {
        let mut phrases = Vec::new();
        let (mut text, mut mark) = (String::new(), None);
        for piece in pieces(self.word(key)) {
            if !is_mark(piece) {
                text.push_str(&filled(piece, values));
                continue;
            }
            phrases.push(marked(mark, std::mem::take(&mut text)));
            mark = if mark.is_some() { None } else { Some(piece) };
        }
        phrases.push(marked(mark, text));
        phrases.retain(|phrase| *phrase != MarkedText::Plain(String::new()));
        phrases
    }

    /// The letter of a cell.
    pub(super) fn letter(&self, code: CellCode) -> &str {
        self.verdicts.get(usize::from(code.word())).map_or("", |verdict| verdict.letter)
    }

    /// The word of a cell.
    pub(super) fn verdict(&self, code: CellCode) -> String {
        let word_at = |number: u8| self.verdicts.get(usize::from(number)).map_or("", |verdict| verdict.word.as_str());
        if code.is_mixed() {
            self.say("mixed", &[("what", Filler::Text(word_at(code.verdict())))])
        } else {
            word_at(code.word()).to_owned()
        }
    }

    /// "25 November 2011"
    pub(super) fn long_date(&self, number: DayNumber) -> String {
        long_date(day(number))
    }
}

/// The day with this number.
pub(super) fn day(number: DayNumber) -> Day {
    Day::from_ymd(2001, 1, 1).map_or(Day::MIN, |first| first.plus_days(number))
}

/// The number of a day.
pub(super) fn number_of(day: Day) -> DayNumber {
    Day::from_ymd(2001, 1, 1).map_or(0, |first| day.minus(first))
}

/// Letters and words are those of tables; what is outside of a duty is drawn with signs that weigh less than letters.
fn verdict_word(verdict: Verdict) -> VerdictWord {
    let letter = LETTERS.iter().find(|one| one.verdict == verdict && **one != UNSURE).map_or("", |one| one.drawn());
    VerdictWord { letter, word: verdict.as_str().replace('-', " ") }
}

fn unsure_word() -> VerdictWord {
    VerdictWord { letter: UNSURE.sign, word: "met, day not known".to_owned() }
}

/// The pieces of a template: values in braces, marks, and the text between them.
fn pieces(template: &str) -> impl Iterator<Item = &str> {
    let mut rest = template;
    std::iter::from_fn(move || {
        let length = first_piece(rest);
        let (piece, after) = rest.split_at_checked(length).filter(|(piece, _)| !piece.is_empty())?;
        rest = after;
        Some(piece)
    })
}

/// The length of the first piece.
fn first_piece(text: &str) -> usize {
    let starts_at = |at: usize| text.get(at..).and_then(special).map(|length| (at, length));
    match text.char_indices().find_map(|(at, _)| starts_at(at)) {
        Some((0, length)) => length,
        Some((at, _)) => at,
        None => text.len(),
    }
}

/// The length of the value or the mark with which the text begins.
fn special(text: &str) -> Option<usize> {
    if text.starts_with('{') {
        return text.find('}').map(|end| end + 1);
    }
    ["**", "!!", "~~"].iter().any(|mark| text.starts_with(mark)).then_some(2)
}

fn is_mark(piece: &str) -> bool {
    matches!(piece, "**" | "!!" | "~~")
}

fn marked(mark: Option<&str>, text: String) -> MarkedText {
    match mark {
        Some("~~") => MarkedText::Grey(text),
        Some("!!") => MarkedText::Gap(text),
        Some(_) => MarkedText::Strong(text),
        None => MarkedText::Plain(text),
    }
}

/// A piece with its value. Values are never read as templates.
fn filled(piece: &str, values: Filling) -> String {
    if is_mark(piece) {
        return String::new();
    }
    let Some(inside) = piece.strip_prefix('{').and_then(|piece| piece.strip_suffix('}')) else {
        return piece.to_owned();
    };
    let name_end = inside.find(['|', '#']).unwrap_or(inside.len());
    let (name, choices) = inside.split_at_checked(name_end).unwrap_or((inside, ""));
    let value = values.iter().find(|(known, _)| *known == name).map(|(_, value)| *value);
    match (value, choices.get(..1)) {
        (Some(Filler::Text(text)), None) => text.to_owned(),
        (Some(Filler::Count(count)), None) => count.to_string(),
        (Some(Filler::Count(count)), Some(by)) => {
            let mut words = choices.get(1..).unwrap_or_default().split('|');
            let first = words.next().unwrap_or_default();
            let chosen = match by {
                "#" if count > 0 => words.nth(count - 1),
                "|" if count != 1 => words.next_back(),
                _ => None,
            };
            chosen.unwrap_or(first).to_owned()
        }
        _ => piece.to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn filled_with(template: &str, values: Filling) -> String {
        pieces(template).map(|piece| filled(piece, values)).collect()
    }

    #[test]
    fn templates_are_filled_and_values_are_not_read_again() {
        let one = [("n", Filler::Count(1)), ("what", Filler::Text("{n} **x** !!"))];
        assert_eq!(filled_with("{n} {n|gap|gaps}, {what}", &one), "1 gap, {n} **x** !!");
        assert_eq!(filled_with("{n} {n|gap|gaps}", &[("n", Filler::Count(0))]), "0 gaps");
        let tense = |count| filled_with("{t#had|have|will have}", &[("t", Filler::Count(count))]);
        assert_eq!([tense(0), tense(1), tense(2)], ["had", "have", "will have"]);
        assert_eq!(filled_with("a ~~b~~ {", &[]), "a b {");
    }

    #[test]
    fn marks_become_parts() {
        let mut words = PageWords::new().unwrap();
        words.words.insert("test".to_owned(), "On {day}, **{n} of 27** had !!gaps!!.".into());
        let made = words.phrase("test", &[("day", Filler::Text("**today**")), ("n", Filler::Count(2))]);
        let plain = |text: &str| MarkedText::Plain(text.to_owned());
        let strong = MarkedText::Strong("2 of 27".to_owned());
        let gap = MarkedText::Gap("gaps".to_owned());
        assert_eq!(made, [plain("On **today**, "), strong, plain(" had "), gap, plain(".")]);
    }

    #[test]
    fn letters_and_words_are_those_of_tables() {
        let words = PageWords::new().unwrap();
        let letters: String = words.verdicts.iter().map(|verdict| verdict.letter).collect();
        assert_eq!(letters, "OPGEW?LM–·×m");
        assert_eq!(words.verdict(CellCode::of_verdict(9)), "not in force");
        assert_eq!(words.long_date(3980), "25 November 2011");
        assert_eq!(words.long_date(-1), "31 December 2000");
        assert_eq!(words.word("__proto__"), "__proto__");
    }
}
