//! What an act's numbers and title say about it, compared with the rest of its file: letter and year of the CELEX number,
//! the kind, the number and the day in the title. Only what is certain is refused; treaties have no such numbers.

use super::wording;
use crate::law::names::{self, ActName};
use crate::law::{Instrument, InstrumentKind};
use crate::load::defect::{Defect, Defects};
use crate::load::json_path::JsonPath;
use crate::time::Day;

/// The parts of a CELEX number of sector 3: `32011L0036`.
struct CelexParts<'a> {
    written: &'a str,
    year: i32,
    letter: char,
    number: u32,
}

/// The first word of a title that names its kind, longest first; with the letter in CELEX.
const KINDS: [(&str, InstrumentKind, char); 4] = [
    ("framework decision", InstrumentKind::FrameworkDecision, 'F'),
    ("directive", InstrumentKind::Directive, 'L'),
    ("regulation", InstrumentKind::Regulation, 'R'),
    ("decision", InstrumentKind::Decision, 'D'),
];

/// Looks through the numbers and the title of a Union act.
pub(super) fn act(act: &Instrument, defects: &mut Defects) {
    let Some((noun, _, letter)) = KINDS.iter().find(|(_, kind, _)| *kind == act.kind) else {
        return directive_of_treaty(act, defects);
    };
    for (place, celex) in numbers(act) {
        kind(&celex, (noun, *letter), &place, defects);
        year(&celex, act, &place, defects);
    }
    of_other_sector(act, noun, defects);
    aliases(act, noun, defects);
    title(act, noun, defects);
}

/// The CELEX numbers of sector 3 with their places.
fn numbers(act: &Instrument) -> impl Iterator<Item = (JsonPath, CelexParts<'_>)> {
    let each = act.celex.iter().enumerate();
    each.filter_map(|(at, written)| Some((JsonPath::top().key("celex").item(at), CelexParts::read(written)?)))
}

impl CelexParts<'_> {
    fn read(written: &str) -> Option<CelexParts<'_>> {
        let celex = names::Celex::read(written).filter(|_| written.starts_with('3'))?;
        Some(CelexParts { written, year: celex.year.into(), letter: celex.letter, number: celex.number })
    }
}

/// An alias that is a number with a different kind: a user who types it means a different act.
fn aliases(act: &Instrument, noun: &str, defects: &mut Defects) {
    for (at, alias) in act.aliases.iter().enumerate() {
        let name = ActName::read(alias);
        let other = name.kind.filter(|kind| *kind != act.kind && !name.numbers.is_empty() && name.words.is_empty());
        let Some(other) = other else { continue };
        let means = KINDS.iter().find(|(_, kind, _)| *kind == other).map_or("treaty", |(means, ..)| means);
        let place = JsonPath::top().key("aliases").item(at);
        let message = format!("\"{alias}\" names a {means}, \"kind\" says {noun}");
        defects.add(Defect::error("alias-of-other-kind", &place, message).help("each kind has numbers of its own"));
    }
}

/// The letter of another kind. Before the Treaty of Amsterdam (1999) F stood for joint actions, which have no kind here.
fn kind(celex: &CelexParts, (noun, letter): (&str, char), place: &JsonPath, defects: &mut Defects) {
    let is_joint_action = celex.letter == 'F' && celex.year < 1999;
    if celex.letter == letter || is_joint_action {
        return;
    }
    let means = KINDS.iter().find(|(.., known)| *known == celex.letter).map(|(noun, ..)| *noun);
    let means = means.map_or("no such act".to_owned(), |means| format!("a {means}"));
    let message = format!("the letter {} of {} stands for {means}, not for a {noun}", celex.letter, celex.written);
    let defect = Defect::error("celex-of-other-kind", place, message);
    defects.add(defect.help(format!("the number of a {noun} has the letter {letter}; check number and \"kind\"")));
}

/// A year in which the act was not adopted. An act of the last weeks of a year may be numbered in the next one, as
/// Directive (EU) 2019/1 of 11 December 2018.
fn year(celex: &CelexParts, act: &Instrument, place: &JsonPath, defects: &mut Defects) {
    let adopted = act.adopted.year();
    if celex.year != adopted && celex.year != adopted + 1 {
        let message =
            format!("{} is a number of {}, but adopted {}", celex.written, celex.year, act.adoption_in_words());
        defects.add(Defect::error("celex-of-other-year", place, message).help("check the number and \"adopted\""));
    }
}

/// Sector 3 is legislation; decisions of the Member States' representatives stand in sector 4.
fn of_other_sector(act: &Instrument, noun: &str, defects: &mut Defects) {
    let sectors: &[char] = if act.kind == InstrumentKind::Decision { &['3', '4', 'E'] } else { &['3', 'E'] };
    for (at, written) in act.celex.iter().enumerate().filter(|(_, written)| !written.starts_with(sectors)) {
        let message = format!("{written} is not a number of sector 3, in which a {noun} stands");
        defects.error("celex-of-other-kind", &JsonPath::top().key("celex").item(at), message);
    }
}

fn directive_of_treaty(act: &Instrument, defects: &mut Defects) {
    for (place, celex) in numbers(act).filter(|(_, celex)| act.is_treaty() && celex.letter == 'L') {
        let message = format!("{} is the number of a directive, not of a treaty", celex.written);
        defects.error("celex-of-other-kind", &place, message);
    }
}

/// What the title says about the act before its subject: kind, number and day of adoption.
fn title(act: &Instrument, noun: &str, defects: &mut Defects) {
    let place = JsonPath::top().key("title");
    let lower = act.title.to_lowercase();
    let first = KINDS.iter().filter_map(|(word, ..)| Some((lower.find(word)?, *word))).min_by_key(|(at, _)| *at);
    let Some((at, named)) = first else { return };
    if named != noun {
        let message = format!("the title names a {named}, \"kind\" says {noun}");
        return defects.error("title-of-other-kind", &place, message);
    }
    let own = own_part(&lower);
    let number = own.get(at + named.len()..).and_then(slashed);
    let fits = |celex: &CelexParts| number.is_none_or(|pair| is_number_of(pair, celex));
    let mut known = numbers(act).peekable();
    if let Some((one, other)) = number.filter(|_| known.peek().is_some() && !known.any(|(_, celex)| fits(&celex))) {
        let message = format!("the title has the number {one}/{other}, which is not that of \"celex\"");
        return defects.error("title-of-other-number", &place, message);
    }
    let day = wording::days(own).map(|(_, day)| day).next();
    let is_of_year = |day: &Day| act.adopted_in_year && day.year() == act.adopted.year();
    if let Some(day) = day.filter(|day| *day != act.adopted && !is_of_year(day)) {
        let message = format!("the title says {day}, \"adopted\" says {}", act.adoption());
        defects.error("title-of-other-day", &place, message);
    }
}

/// The title up to the first word after which it names its subject or other acts.
fn own_part(title: &str) -> &str {
    const TURNS: [&str; 9] = [
        " on ",
        " amending ",
        " repealing ",
        " replacing ",
        " implementing ",
        " supplementing ",
        " concerning ",
        " laying down ",
        " establishing ",
    ];
    let end = TURNS.iter().filter_map(|turn| title.find(turn)).min();
    end.and_then(|end| title.get(..end)).unwrap_or(title)
}

/// The first two numbers with a stroke between them, before any day.
fn slashed(text: &str) -> Option<(u32, u32)> {
    let head = text.split(" of ").next()?;
    let token =
        head.split_whitespace().find(|token| token.contains('/') && token.starts_with(|c: char| c.is_ascii_digit()))?;
    let mut parts = token.split('/').map(|part| part.parse::<u32>());
    Some((parts.next()?.ok()?, parts.next()?.ok()?))
}

/// Both orders were in use (2011/36, 1907/2006), and years of two digits (91/414).
fn is_number_of((one, other): (u32, u32), celex: &CelexParts) -> bool {
    let is_year = |year: u32| i32::try_from(year).is_ok_and(|year| year == celex.year || year + 1900 == celex.year);
    (is_year(one) && other == celex.number) || (is_year(other) && one == celex.number)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_is_the_acts_in_either_order_and_with_a_short_year() {
        let celex = |year, number| CelexParts { written: "", year, letter: 'L', number };
        for (number, celex, expected) in [
            ((2011, 36), celex(2011, 36), true),
            ((36, 2011), celex(2011, 36), true),
            ((1907, 2006), celex(2006, 1907), true),
            ((91, 414), celex(1991, 414), true),
            ((414, 91), celex(1991, 414), true),
            ((2012, 36), celex(2011, 36), false),
            ((36, 2012), celex(2011, 36), false),
            ((2011, 37), celex(2011, 36), false),
            ((37, 2011), celex(2011, 36), false),
            ((11, 36), celex(2011, 36), false),
        ] {
            assert_eq!(is_number_of(number, &celex), expected, "{number:?} {}/{}", celex.year, celex.number);
        }
    }
}
