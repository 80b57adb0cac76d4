//! Numbers of infringement cases in every spelling that documents use, and of the cases before the Court to which they
//! lead (`C-270/11`). Not here: which case a step belongs to (`record`).

use std::fmt;

use super::names::plain;

/// The number under which the Commission keeps an infringement case: the year of its registration and a number within
/// that year.
///
/// ```
/// use acquis::law::CaseNumber;
/// for written in ["INFR(2013)0204", "INFR(2013)204", "2013/0204", "2013/204", "20130204", "infr 2013/0204"] {
///     assert_eq!(CaseNumber::parse(written).unwrap().to_string(), "INFR(2013)0204");
/// }
/// // another court, another number; and a date is no case
/// assert!(CaseNumber::parse("C-270/11").is_none());
/// assert!(CaseNumber::parse("2013-02-04").is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct CaseNumber {
    year: u16,
    number: u16,
}

/// Words that may stand before the number: the register's own, that of press releases before 2010, and what people write.
const PREFIXES: [&str; 8] = ["INFRINGEMENT", "INFR", "NIF", "IN", "CASE", "PROCEDURE", "NUMBER", "NO"];

/// Words that may stand before the number of a case before a court, in the languages of its reports.
const CASE_WORDS: [&str; 6] = ["CASE", "AFFAIRE", "RECHTSSACHE", "RS", "NUMBER", "NO"];

/// What follows the number of a case before a court: appeal, review, revision and others.
const COURT_ENDINGS: [&str; 10] = ["P", "PPU", "R", "RX", "II", "REV", "OP", "DEP", "RENV", "INTP"];

impl CaseNumber {
    /// The infringement case of this number; `None` for any other text.
    pub fn parse(written: &str) -> Option<CaseNumber> {
        let upper = plain(written).to_ascii_uppercase();
        let mut tokens = tokens(&upper);
        let before = tokens.len();
        tokens.retain(|token| !PREFIXES.contains(token));
        // the prefix may stand without a space: `INFR20130204`
        let glued = PREFIXES.iter().find_map(|prefix| tokens.first()?.strip_prefix(prefix));
        if let (Some(glued), Some(first)) = (glued, tokens.first_mut()) {
            *first = glued;
        }
        let has_prefix = glued.is_some() || tokens.len() < before;
        // brackets without INFR belong to documents: (2013)0204 may be a COM, a SWD, a JOIN
        if !has_prefix && upper.contains(['(', ')']) {
            return None;
        }
        let (year, number) = match *tokens.as_slice() {
            [year, number] => (year, number),
            // the register prints four digits for the number, people often write three
            [whole] if (7..=8).contains(&whole.len()) => whole.split_at_checked(4)?,
            _ => return None,
        };
        let (year, number) = (digits(year, 4..=4)?, digits(number, 1..=4)?);
        // no case is older than the entry into force of the Treaty of Rome on 1 January 1958
        let is_year = (1958..=2100).contains(&year);
        (is_year && number > 0).then_some(CaseNumber { year, number })
    }

    /// The canonical spelling of a case: that of the register where it is a number of an infringement case, that of the
    /// Court where it is one of a case before it, else what was written.
    ///
    /// ```
    /// use acquis::law::CaseNumber;
    /// assert_eq!(CaseNumber::canonical("1999/5162"), "INFR(1999)5162");
    /// assert_eq!(CaseNumber::canonical("Case C-0270/11"), "C-270/11");
    /// ```
    pub fn canonical(written: &str) -> String {
        CaseNumber::known(written).unwrap_or_else(|| written.to_owned())
    }

    /// The canonical spelling of a case number; `None` for what is no number of a case in any form known here.
    pub fn known(written: &str) -> Option<String> {
        CaseNumber::parse(written).map(|case| case.to_string()).or_else(|| before_court(written))
    }

    /// The year in which the case was registered.
    pub fn year(self) -> u16 {
        self.year
    }
}

impl fmt::Display for CaseNumber {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(f, "INFR({}){:04}", self.year, self.number)
    }
}

/// The number of a case before the Court of Justice (C), the General Court (T), the Civil Service Tribunal (F) or the
/// EFTA Court (E) as its reports print it: `C-189/09`, `T-33/09 P`; until 1988 without a letter, `167/73`.
fn before_court(written: &str) -> Option<String> {
    let upper = plain(written).to_ascii_uppercase();
    let all = tokens(&upper);
    let mut all: &[&str] = all.as_slice();
    while let [word, rest @ ..] = all {
        if !CASE_WORDS.contains(word) {
            break;
        }
        all = rest;
    }
    let (first, rest) = all.split_first()?;
    let letter = first.chars().next().filter(|letter| "CTFE".contains(*letter));
    let (number, rest) = match first.get(1..).filter(|_| letter.is_some()) {
        Some("") => rest.split_first().map(|(number, rest)| (*number, rest))?,
        Some(glued) => (glued, rest),
        None => (*first, rest),
    };
    let (year, endings) = rest.split_first()?;
    let number = digits(number, 1..=4).filter(|number| *number > 0)?;
    let year = digits(year, 2..=2).or_else(|| digits(year, 4..=4).filter(|year| (1953..=2100).contains(year)))? % 100;
    let ending: String = endings.iter().map(|ending| format!(" {ending}")).collect();
    let is_known = endings.iter().all(|ending| COURT_ENDINGS.contains(ending));
    match letter {
        Some(letter) if is_known => Some(format!("{letter}-{number}/{year:02}{ending}")),
        // until the Court of First Instance began its work in 1989 there was one court, and numbers had no letter
        None if is_known && (53..=88).contains(&year) && number < 1000 => Some(format!("{number}/{year}{ending}")),
        _ => None,
    }
}

/// The words and numbers of a number of a case.
fn tokens(upper: &str) -> Vec<&str> {
    upper.split([' ', '/', '_', '-', '(', ')', '.', ':']).filter(|token| !token.is_empty()).collect()
}

fn digits(text: &str, lengths: std::ops::RangeInclusive<usize>) -> Option<u16> {
    let is_number = lengths.contains(&text.len()) && text.bytes().all(|letter| letter.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_spelling_is_one_case() {
        for written in [
            "INFR(2013)0204",
            "INFR(2013)204",
            "INFR (2013) 0204",
            "infr(2013)0204",
            "INFR/2013/0204",
            "INFR 2013/204",
            "NIF 2013/0204",
            "NIF2013/0204",
            "2013/0204",
            "2013/204",
            "2013_0204",
            "20130204",
            "INFR20130204",
            " 2013/0204 ",
            "INFR\u{a0}(2013)\u{a0}0204",
            "２０１３／０２０４",
            "2013-0204",
            "2013-204",
            "2013 0204",
            "2013204",
            "INFR2013204",
            "INFR 2013 0204",
            "INFR-2013-0204",
            "INFR(2013)_0204",
            "INFR(2013)-204",
            "INFR. (2013) 0204",
            "IN/2013/0204",
            "IN(2013)0204",
            "Infringement 2013/0204",
            "Infringement case INFR(2013)0204",
            "infringement procedure no. 2013/204",
        ] {
            assert_eq!(CaseNumber::parse(written), Some(CaseNumber { year: 2013, number: 204 }), "{written}");
        }
    }

    #[test]
    fn what_is_no_case_number_is_left_alone() {
        for written in [
            "",
            "1",
            "contested",
            "270/11",
            "2013",
            "INFR(2013)",
            "201324",
            "2013/0204/1",
            "COM/2013/0204",
            "EU Pilot 2013/0204",
            "C-/11",
            "C-0/11",
            "C-270",
            "C-12345/11",
            "C-270/02011",
            "12345/86",
            "C-270/11 X",
            "C-270/111",
            "X-270/11",
            "C-46/93 and C-48/93",
            "ECLI:EU:C:2010:455",
            "2013/",
            "2013/0000",
            "2013/12345",
            "1813/0204",
            "(2013)0204",
            "2013/0204(COD)",
            "2013-02-04",
            "COM(2013)0204",
            "ΝΦΡ(2013)0204",
            "2013020é",
        ] {
            assert_eq!(CaseNumber::parse(written), None, "{written}");
            assert_eq!(CaseNumber::canonical(written), written);
        }
    }

    #[test]
    fn a_case_before_a_court_is_one_in_every_spelling() {
        for written in [
            "C-189/09",
            "C-0189/09",
            "c-189/09",
            "C\u{2011}189/09",
            "C\u{2013}189/09",
            "Case C-189/09",
            "Rechtssache C-189/09",
            "C189/09",
            "C 189/09",
            "C-189/2009",
            " C-189 / 09 ",
        ] {
            assert_eq!(CaseNumber::canonical(written), "C-189/09", "{written}");
            assert_eq!(CaseNumber::parse(written), None, "{written}");
        }
        for (written, court) in
            [("T-033/09 p", "T-33/09 P"), ("E-10/14", "E-10/14"), ("Case 167/73", "167/73"), ("6/64", "6/64")]
        {
            assert_eq!(CaseNumber::canonical(written), court);
        }
    }
}
