//! The numbers of acts, as they are written. Not here: the instrument to which a number leads (`find`).

use super::vocabulary::{Domain, is_number_word, kind};
use crate::law::InstrumentKind;

/// Which of its two numbers an act is written with first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// `2011/36/EU`: directives, framework decisions, decisions published by title; since 2015 all.
    YearFirst,
    /// `No 243/2012/EU`: until 2014 regulations, and decisions of Parliament and Council.
    NumberFirst,
}

/// The number of an act. Until 2014 each kind had a series of its own.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum ActNumber {
    /// Of an act of the institutions.
    Union {
        /// Year, in four digits.
        year: u16,
        /// Number within it.
        number: u32,
        /// How it was written; `None` where the form has one order for all, as CELEX.
        order: Option<Order>,
    },
    /// In the Council of Europe's treaty series (CETS, ETS, STCE, STE).
    Treaty(u32),
}

impl ActNumber {
    /// Are the two the same number, in whatever order each was written?
    pub fn is(self, other: ActNumber) -> bool {
        match (self, other) {
            (ActNumber::Union { year, number, .. }, ActNumber::Union { year: of, number: other, .. }) => {
                (year, number) == (of, other)
            }
            _ => self == other,
        }
    }

    /// Does its form show in which order it is written?
    pub fn has_order(self) -> bool {
        matches!(self, ActNumber::Union { order: Some(_), .. })
    }

    /// Were the two written in different orders?
    pub fn is_in_other_order(self, other: ActNumber) -> bool {
        match (self, other) {
            (ActNumber::Union { order: Some(one), .. }, ActNumber::Union { order: Some(other), .. }) => one != other,
            _ => false,
        }
    }
}

/// `2011/36`, `2011/36/eu`, `no243/2012`: the numbers that it can be, and the letters at its end.
pub(super) fn number(token: &str) -> Option<(Vec<ActNumber>, Option<Domain>)> {
    let bare = ["no", "nr", "n"].iter().find_map(|word| token.strip_prefix(word)).unwrap_or(token);
    let mut parts = bare.split('/');
    let (first, second, letters, end) = (parts.next()?, parts.next()?, parts.next(), parts.next());
    let domain = match letters {
        Some(letters) => Some(Domain::read(letters)?),
        None => None,
    };
    let turned = [(first, second, Order::YearFirst), (second, first, Order::NumberFirst)];
    let read = |(year, number, order)| {
        Some(ActNumber::Union { year: self::year(year)?, number: digits(number)?, order: Some(order) })
    };
    let numbers: Vec<ActNumber> = turned.into_iter().filter_map(read).collect();
    (end.is_none() && !numbers.is_empty()).then_some((numbers, domain))
}

/// A year of the Communities or the Union. Two digits were in use until 1998: `95/46/EC`.
pub(super) fn year(text: &str) -> Option<u16> {
    let year = u16::try_from(digits(text)?).ok()?;
    match text.len() {
        2 if (52..=98).contains(&year) => Some(1900 + year),
        4 if (1952..=2100).contains(&year) => Some(year),
        _ => None,
    }
}

pub(super) fn digits(text: &str) -> Option<u32> {
    let is_number = (1..=5).contains(&text.len()) && text.bytes().all(|char| char.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten().filter(|number| *number > 0)
}

/// The number of a treaty: `cets185`, or `cets` with its number after it.
pub(super) fn treaty<'a>(token: &str, rest: &mut (impl Iterator<Item = &'a str> + Clone)) -> Option<u32> {
    // also by its number alone: `Convention No. 185`, `Council of Europe Treaty Series No. 185`
    if kind(token) == Some(InstrumentKind::Convention) {
        let mut ahead = rest.clone();
        let number = ahead.find(|word| !is_number_word(word) && *word != "series")?;
        let number = digits(number).filter(|_| number.len() <= 3)?;
        *rest = ahead;
        return Some(number);
    }
    /// The treaty series under its names in English, French and German, the older ones too; longest first.
    const SERIES: [&str; 5] = ["cets", "stce", "ets", "ste", "sev"];
    let after = SERIES.iter().find_map(|series| token.strip_prefix(series))?;
    let after = after.strip_prefix("no").or_else(|| after.strip_prefix("nr")).unwrap_or(after);
    if !after.is_empty() {
        return digits(after);
    }
    let mut ahead = rest.clone();
    let number = ahead.find(|word| !is_number_word(word)).and_then(digits)?;
    *rest = ahead;
    Some(number)
}
