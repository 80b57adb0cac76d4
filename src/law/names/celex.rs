//! CELEX numbers and European Legislation Identifiers, alone or in an address, and the act to which they lead.

use super::normalize::plain;
use crate::law::InstrumentKind;

/// A CELEX number that leads to an act of the institutions.
///
/// ```
/// use acquis::law::names::Celex;
/// // the act, its consolidated text and a national measure that transposes it
/// for written in ["32011L0036", "02011L0036-20240714", "72011L0036AUT_123456", "CELEX:32011L0036"] {
///     let celex = Celex::read(written).unwrap();
///     assert_eq!((celex.year, celex.letter, celex.number), (2011, 'L', 36), "{written}");
/// }
/// assert!(Celex::read("62012CJ0293").is_none());
/// ```
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Celex {
    /// Year of the number.
    pub year: u16,
    /// Letter of the kind: L, R, D, F and others.
    pub letter: char,
    /// Number within the year.
    pub number: u32,
    /// Which of the documents that have this number: 0 for the first, 1 for `(01)`. `None` where the form does not show it,
    /// as for consolidated texts and national measures.
    pub serial: Option<u32>,
}

impl Celex {
    /// The number in any of its three sectors: 3 (the act itself, a corrigendum too), 0 (a consolidated text), 7 (a
    /// national measure). `None` for what is no CELEX number, and for other sectors.
    pub fn read(written: &str) -> Option<Celex> {
        let upper = plain(written).trim().to_ascii_uppercase();
        let bare = upper.strip_prefix("CELEX").unwrap_or(&upper);
        let bare = bare.trim_start_matches([':', ' ']);
        let (sector, rest) = bare.split_at_checked(1)?;
        let (year, rest) = rest.split_at_checked(4)?;
        let letter = rest.chars().next().filter(char::is_ascii_alphabetic)?;
        let digits = rest.get(1..)?;
        let end = digits.find(|char: char| !char.is_ascii_digit()).unwrap_or(digits.len());
        let (number, tail) = digits.split_at_checked(end)?;
        let (serial, tail) = match sector {
            // only the act itself shows its serial; consolidated texts and national measures leave it open
            "3" => (Some(serial(tail).unwrap_or(0)), after_serial(tail)),
            _ => (None, tail),
        };
        let is_known = match sector {
            // what is left is a corrigendum
            "3" => tail.is_empty() || tail.strip_prefix('R').is_some_and(|tail| after_serial(tail) != tail),
            // a consolidated text may end with the day of its state
            "0" => tail.is_empty() || tail.strip_prefix('-').is_some_and(|day| day.len() == 8 && is_digits(day)),
            // a national measure may end with the state, as ISO 3166 alpha-3, and a number
            "7" => tail.is_empty() || tail.get(..3).is_some_and(|state| state.bytes().all(|c| c.is_ascii_uppercase())),
            _ => false,
        };
        (is_known && is_digits(year) && (4..=5).contains(&number.len())).then_some(())?;
        Some(Celex { year: year.parse().ok()?, letter, number: number.parse().ok()?, serial })
    }

    /// The kind for which the letter stands; `None` where it is none of ours.
    pub fn kind(&self) -> Option<InstrumentKind> {
        match self.letter {
            'L' => Some(InstrumentKind::Directive),
            'R' => Some(InstrumentKind::Regulation),
            'D' => Some(InstrumentKind::Decision),
            // before the Treaty of Amsterdam F stood for joint actions
            'F' if self.year >= 1999 => Some(InstrumentKind::FrameworkDecision),
            _ => None,
        }
    }
}

/// `(01)` at the beginning: the number of a further document.
fn serial(tail: &str) -> Option<u32> {
    let (number, _) = tail.strip_prefix('(')?.split_once(')')?;
    is_digits(number).then(|| number.parse().ok()).flatten()
}

/// The rest after the number of a further document; everything where there is none.
fn after_serial(tail: &str) -> &str {
    let after = serial(tail).and_then(|_| tail.split_once(')'));
    after.map_or(tail, |(_, after)| after)
}

/// Kind, year, number and serial of an ELI, alone or in an address: `eli/dir/2011/36/oj`, `dir/2011/36`.
pub(super) fn eli(written: &str) -> Option<(InstrumentKind, u16, u32, u32)> {
    let lower = plain(written).trim().to_ascii_lowercase();
    // `eli/` inside a word is no identifier: `deli/dir/2011/36`
    let at = lower.find("eli/").filter(|at| *at == 0 || lower.get(..*at).is_some_and(|before| before.ends_with('/')));
    let mut parts = lower.get(at.map_or(0, |at| at + "eli/".len())..)?.split('/');
    let kind = match parts.next()?.split('_').collect::<Vec<_>>().as_slice() {
        ["dir", ..] => InstrumentKind::Directive,
        ["reg", ..] => InstrumentKind::Regulation,
        ["dec", "framw"] => InstrumentKind::FrameworkDecision,
        ["dec", ..] => InstrumentKind::Decision,
        _ => return None,
    };
    let year = parts.next().filter(|year| year.len() == 4)?.parse().ok()?;
    let number = parts.next()?;
    let (number, tail) = number.split_at_checked(number.find('(').unwrap_or(number.len()))?;
    // whatever else follows is an obligation, not a part of the identifier
    let is_part = |part: &str| {
        let is_named = ["oj", "corrigendum", "art_", "anx_", "rct_"].iter().any(|known| part.starts_with(known));
        is_named || part.is_empty() || part.starts_with(|char: char| char.is_ascii_digit())
    };
    parts.next().is_none_or(is_part).then_some(())?;
    Some((kind, year, number.parse().ok()?, serial(tail).unwrap_or(0)))
}

/// The CELEX number in an address; `None` for what is no address with one.
pub(super) fn in_address(written: &str) -> Option<Celex> {
    let upper = plain(written).to_ascii_uppercase().replace("%28", "(").replace("%29", ")");
    let at = upper.find("CELEX").filter(|_| upper.contains("://") || upper.contains("%3A"))?;
    let after = upper.get(at + "CELEX".len()..)?.trim_start_matches("%3A");
    let number = after.trim_start_matches(|char: char| !char.is_ascii_alphanumeric());
    let end = number.find(|char: char| !(char.is_ascii_alphanumeric() || "-_()".contains(char)));
    Celex::read(number.get(..end.unwrap_or(number.len()))?)
}

fn is_digits(text: &str) -> bool {
    !text.is_empty() && text.bytes().all(|char| char.is_ascii_digit())
}

#[cfg(test)]
mod tests {
    use super::*;
    use InstrumentKind::{Decision, Directive, FrameworkDecision, Regulation};

    #[test]
    fn every_sector_leads_to_its_act() {
        for (written, expected) in [
            ("32011L0036", (2011, 'L', 36)),
            ("32011l0036", (2011, 'L', 36)),
            ("celex 32006F0960", (2006, 'F', 960)),
            ("32006F0960R(01)", (2006, 'F', 960)),
            ("32008D0615(01)", (2008, 'D', 615)),
            ("02011L0036", (2011, 'L', 36)),
            ("02011L0036\u{2013}20240714", (2011, 'L', 36)),
            ("72006L0024DEU", (2006, 'L', 24)),
            ("72011L0036AUT_202200123", (2011, 'L', 36)),
            ("３２０１１Ｌ００３６", (2011, 'L', 36)),
        ] {
            let celex = Celex::read(written).map(|celex| (celex.year, celex.letter, celex.number));
            assert_eq!(celex, Some(expected), "{written}");
        }
        for written in [
            "",
            "02011L0036X20240714",
            "02011L0036-2024071",
            "32011L0036X",
            "32011L0036R",
            "72011L0036A1T",
            "3",
            "32011L",
            "32011L36",
            "62012CJ0293",
            "52011DC0790",
            "32011L0036X",
            "32011L0036(",
            "32011L0036(X)",
            "32011L0036R",
            "02011L0036-2024",
            "x32011L0036",
        ] {
            assert_eq!(Celex::read(written), None, "{written}");
        }
    }

    /// Framework decisions came with the Treaty of Amsterdam, in force on 1 May 1999; before that F stood for joint actions.
    #[test]
    fn letters_stand_for_kinds() {
        for (written, expected) in [
            ("32011L0036", Some(Directive)),
            ("32016R0679", Some(Regulation)),
            ("32008D0615", Some(Decision)),
            ("31999F0001", Some(FrameworkDecision)),
            ("31998F0733", None),
            ("32011X0036", None),
        ] {
            assert_eq!(Celex::read(written).and_then(|celex| celex.kind()), expected, "{written}");
        }
    }

    #[test]
    fn addresses_lead_to_their_act() {
        for (written, expected) in [
            ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32011L0036&from=EN", (2011, 'L', 36)),
            ("https://eur-lex.europa.eu/legal-content/DE/ALL/?uri=CELEX:02011L0036-20240714", (2011, 'L', 36)),
            ("https://eur-lex.europa.eu/legal-content/DE/NIM/?uri=CELEX:72006L0024AUT_1", (2006, 'L', 24)),
            ("http://publications.europa.eu/resource/celex/32008D0615.ENG", (2008, 'D', 615)),
        ] {
            let celex = in_address(written).map(|celex| (celex.year, celex.letter, celex.number));
            assert_eq!(celex, Some(expected), "{written}");
        }
        for no_address in ["32011L0036", "CELEX 32011L0036", "CELEX:32011L0036"] {
            assert_eq!(in_address(no_address).map(|celex| celex.number), None, "{no_address}");
        }
        for (written, serial) in [
            ("32011L0036", Some(0)),
            ("32011L0036R(01)", Some(0)),
            ("32011L0036(01)", Some(1)),
            ("32011L0036(02)R(03)", Some(2)),
            ("02011L0036-20240714", None),
            ("72011L0036AUT_1", None),
        ] {
            assert_eq!(Celex::read(written).map(|celex| celex.serial), Some(serial), "{written}");
        }
        let further = in_address("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32011L0036%2801%29");
        assert_eq!(further.and_then(|celex| celex.serial), Some(1));
        for (written, expected) in [
            ("eli/dir/2011/36", (Directive, 2011, 36, 0)),
            ("dir/2011/36", (Directive, 2011, 36, 0)),
            ("http://data.europa.eu/eli/dir/2011/36/oj", (Directive, 2011, 36, 0)),
            ("https://eur-lex.europa.eu/eli/dir/2011/36/2024-07-14/eng", (Directive, 2011, 36, 0)),
            ("eli/dec_framw/2006/960/oj", (FrameworkDecision, 2006, 960, 0)),
            ("eli/dec/2008/615(1)/oj", (Decision, 2008, 615, 1)),
            ("eli/dec_impl/2017/945", (Decision, 2017, 945, 0)),
            ("ELI/REG/2016/679", (Regulation, 2016, 679, 0)),
        ] {
            assert_eq!(eli(written), Some(expected), "{written}");
        }
        for written in
            ["Éliás", "deli/dir/2011/36", "eli/", "eli/oj/2011/36", "eli/dir/11/36", "eli/dir/2011/36/transposition"]
        {
            assert_eq!(eli(written), None, "{written}");
        }
    }
}
