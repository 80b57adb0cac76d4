//! Numbers of infringement cases in every spelling that documents use. Which case a step belongs to is said in the
//! record; court cases (`C-270/11`) have numbers of their own and are not read here.

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

/// Words that may stand before the number: the register's own, and that of press releases before 2010.
const PREFIXES: [&str; 2] = ["INFR", "NIF"];

impl CaseNumber {
    /// The case of this number; `None` for whatever is no number of an infringement case.
    pub fn parse(written: &str) -> Option<CaseNumber> {
        let upper = plain(written).trim().to_ascii_uppercase();
        let bare = PREFIXES.iter().find_map(|prefix| upper.strip_prefix(prefix));
        let (year, number) = parts(bare.unwrap_or(&upper), bare.is_some())?;
        let (year, number) = (digits(year, 4..=4)?, digits(number, 1..=4)?);
        let is_year = (1958..=2100).contains(&year);
        (is_year && number > 0).then_some(CaseNumber { year, number })
    }

    /// The canonical spelling of a case: that of the register where it is a number of an infringement case, else what
    /// was written.
    ///
    /// ```
    /// use acquis::law::CaseNumber;
    /// assert_eq!(CaseNumber::canonical("1999/5162"), "INFR(1999)5162");
    /// assert_eq!(CaseNumber::canonical("C-270/11"), "C-270/11");
    /// ```
    pub fn canonical(written: &str) -> String {
        CaseNumber::parse(written).map_or_else(|| written.to_owned(), |case| case.to_string())
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

/// Year and number as they stand in `(2013)204`, `2013/204` and `20130204`; without a prefix the last needs both in
/// full.
fn parts(bare: &str, has_prefix: bool) -> Option<(&str, &str)> {
    let bare = bare.trim_start_matches([' ', '/', '_', '-']).trim_end();
    if let Some(inside) = bare.strip_prefix('(') {
        let (year, number) = inside.split_once(')')?;
        return has_prefix.then_some((year.trim(), number.trim()));
    }
    if let Some((year, number)) = bare.split_once(['/', '_']) {
        return Some((year.trim(), number.trim()));
    }
    (bare.len() == 8).then(|| bare.split_at_checked(4)).flatten()
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
            "C-270/11",
            "270/11",
            "T-33/09",
            "2013",
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
}
