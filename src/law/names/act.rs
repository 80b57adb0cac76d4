//! What a name or number of an act says, taken apart: the kind, what it belongs to, the number, and the words that are left.

use super::celex::{Celex, eli, in_address};
use super::spelling::{fold, plain};
use super::vocabulary::{Domain, is_framework, is_number_word, is_telling, kind};
use crate::law::InstrumentKind;

/// Which of its two numbers an act is written with first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Order {
    /// `2011/36/EU`: directives, framework decisions, decisions published by title; since 2015 all.
    YearFirst,
    /// `No 243/2012/EU`: until 2014 regulations, and decisions of Parliament and Council.
    NumberFirst,
}

/// The number under which an act is counted. Until 2014 each kind had a series of its own.
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
    /// Is it the same number, in whatever order it was written?
    pub fn is(self, other: ActNumber) -> bool {
        match (self, other) {
            (ActNumber::Union { year, number, .. }, ActNumber::Union { year: of, number: other, .. }) => {
                (year, number) == (of, other)
            }
            _ => self == other,
        }
    }

    /// Does its form tell in which order it is written?
    pub fn has_order(self) -> bool {
        matches!(self, ActNumber::Union { order: Some(_), .. })
    }

    /// Were the two written in different orders?
    pub fn is_turned(self, other: ActNumber) -> bool {
        match (self, other) {
            (ActNumber::Union { order: Some(one), .. }, ActNumber::Union { order: Some(other), .. }) => one != other,
            _ => false,
        }
    }
}

/// What a name of an act says.
///
/// ```
/// use acquis::law::{InstrumentKind, names::ActName};
/// let name = ActName::read("Council Decision No 243/2012/EU");
/// assert_eq!(name.kind, Some(InstrumentKind::Decision));
/// assert!(name.numbers.iter().any(|number| number.is(ActName::read("2012/243").numbers[0])));
/// assert!(name.words.is_empty());
/// // a name without a number keeps its words
/// assert_eq!(ActName::read("the Data Retention Directive").words, ["data", "retention"]);
/// ```
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ActName {
    /// The kind that is written.
    pub kind: Option<InstrumentKind>,
    /// What the letters beside the number say.
    pub domain: Option<Domain>,
    /// Every number that can be meant: `2006/2004` is one of 2006 or one of 2004. Empty for a name alone.
    pub numbers: Vec<ActNumber>,
    /// The words that tell one act from another, folded: neither kind nor number, nor who adopted it.
    pub words: Vec<String>,
}

impl ActName {
    /// Takes a name apart. Whatever it is, it can be read; what nobody calls an act is all words.
    pub fn read(written: &str) -> ActName {
        if let Some(celex) = in_address(written).or_else(|| Celex::read(written)) {
            return of_celex(&celex);
        }
        if let Some((kind, year, number)) = eli(written) {
            let number = ActNumber::Union { year, number, order: None };
            return ActName { kind: Some(kind), numbers: vec![number], ..ActName::default() };
        }
        let tokens = tokens(written);
        let mut reading = Reading::default();
        let mut rest = tokens.iter().map(String::as_str);
        while let Some(token) = rest.next() {
            reading.take(token, &mut rest);
        }
        reading.name()
    }

    /// Does it say nothing but a number: neither kind nor words?
    pub fn is_bare(&self) -> bool {
        self.kind.is_none() && self.words.is_empty()
    }
}

fn of_celex(celex: &Celex) -> ActName {
    let number = ActNumber::Union { year: celex.year, number: celex.number, order: None };
    // a letter of another kind is no act that has one of our kinds, and says so
    let words = if celex.kind().is_some() { Vec::new() } else { vec![celex.letter.to_string()] };
    ActName { kind: celex.kind(), numbers: vec![number], words, ..ActName::default() }
}

/// The name of an act while it is read, word by word.
#[derive(Default)]
struct Reading {
    name: ActName,
    is_framework: bool,
    /// Letters such as EU that stand before the number, in brackets.
    ahead: Option<Domain>,
    /// Was the word before this one the number?
    is_after_number: bool,
}

impl Reading {
    fn take<'a>(&mut self, token: &'a str, rest: &mut (impl Iterator<Item = &'a str> + Clone)) {
        let after_number = std::mem::take(&mut self.is_after_number);
        if self.name.numbers.is_empty() {
            if let Some((numbers, domain)) = number(token) {
                self.name.numbers = numbers;
                self.name.domain = domain.or(self.ahead);
                self.is_after_number = domain.is_none();
                return;
            }
            if let Some(treaty) = treaty(token, rest) {
                self.name.numbers = vec![ActNumber::Treaty(treaty)];
                return;
            }
            if let Some(celex) = Celex::read(token) {
                let of_celex = of_celex(&celex);
                self.name.numbers = of_celex.numbers;
                self.name.kind = self.name.kind.or(of_celex.kind);
                self.name.words.extend(of_celex.words);
                return;
            }
        }
        let domain = Domain::read(token);
        if domain.is_some() && (after_number || is_ahead_of_number(rest.clone())) {
            if after_number {
                self.name.domain = self.name.domain.or(domain);
            } else {
                self.ahead = domain;
            }
            return;
        }
        self.word(token);
    }

    fn word(&mut self, word: &str) {
        match kind(word) {
            // the kind of the act itself stands before its number, or last in a name
            Some(kind) if self.name.numbers.is_empty() || self.name.kind.is_none() => self.name.kind = Some(kind),
            Some(_) => {}
            None if is_framework(word) && self.name.numbers.is_empty() => self.is_framework = true,
            None if is_number_word(word) => {}
            None if is_telling(word) => self.name.words.push(word.to_owned()),
            None => {}
        }
    }

    fn name(self) -> ActName {
        let mut name = self.name;
        if self.is_framework && name.kind == Some(InstrumentKind::Decision) {
            name.kind = Some(InstrumentKind::FrameworkDecision);
        }
        name
    }
}

/// The words of a name; a number with its strokes is one, and so is a CELEX number with its brackets.
fn tokens(written: &str) -> Vec<String> {
    let mut plain = plain(written).replace(['°', 'º', '№'], " ");
    for (spaced, close) in [(" /", "/"), ("/ ", "/")] {
        while plain.contains(spaced) {
            plain = plain.replace(spaced, close);
        }
    }
    let chunks = plain.split(|char: char| char.is_whitespace() || ",;:\"[]".contains(char));
    let mut tokens = Vec::new();
    for chunk in chunks.filter(|chunk| !chunk.is_empty()) {
        if Celex::read(chunk).is_some() {
            tokens.push(chunk.to_owned());
            continue;
        }
        let parts = chunk.split(|char: char| "()-'.".contains(char)).map(fold);
        tokens.extend(parts.map(|part| part.trim_matches('/').to_owned()).filter(|part| !part.is_empty()));
    }
    tokens
}

/// Is the next word that tells something a number?
fn is_ahead_of_number<'a>(rest: impl Iterator<Item = &'a str>) -> bool {
    let mut telling = rest.filter(|word| !is_number_word(word) && Domain::read(word).is_none());
    telling.next().is_some_and(|word| number(word).is_some())
}

/// `2011/36`, `2011/36/eu`, `no243/2012`: the numbers that it can be, and the letters at its end.
fn number(token: &str) -> Option<(Vec<ActNumber>, Option<Domain>)> {
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
fn year(text: &str) -> Option<u16> {
    let year = u16::try_from(digits(text)?).ok()?;
    match text.len() {
        2 if (52..=98).contains(&year) => Some(1900 + year),
        4 if (1952..=2100).contains(&year) => Some(year),
        _ => None,
    }
}

fn digits(text: &str) -> Option<u32> {
    let is_number = (1..=5).contains(&text.len()) && text.bytes().all(|char| char.is_ascii_digit());
    is_number.then(|| text.parse().ok()).flatten().filter(|number| *number > 0)
}

/// `cets185`, or `cets` with its number after it.
fn treaty<'a>(token: &str, rest: &mut (impl Iterator<Item = &'a str> + Clone)) -> Option<u32> {
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

#[cfg(test)]
mod tests {
    use super::*;
    use InstrumentKind::{Convention, Decision, Directive, FrameworkDecision, Regulation};

    /// Kind, domain, readings of the number as year and number, words that are left.
    type Said = (Option<InstrumentKind>, Option<Domain>, Vec<(u16, u32)>, String);

    fn said(written: &str) -> Said {
        let name = ActName::read(written);
        let numbers = name.numbers.iter().map(|number| match *number {
            ActNumber::Union { year, number, .. } => (year, number),
            ActNumber::Treaty(number) => (0, number),
        });
        (name.kind, name.domain, numbers.collect(), name.words.join(" "))
    }

    #[test]
    fn a_number_is_read_in_every_form() {
        let (eu, ec, jha) = (Some(Domain::Union), Some(Domain::Community), Some(Domain::JusticeAndHomeAffairs));
        for (written, kind, domain, number) in [
            ("2011/36", None, None, (2011, 36)),
            ("2011/36/EU", None, eu, (2011, 36)),
            ("Directive 2011/36/EU", Some(Directive), eu, (2011, 36)),
            ("DIRECTIVE\u{a0}2011/36/EU", Some(Directive), eu, (2011, 36)),
            ("Directive (EU) 2011/36", Some(Directive), eu, (2011, 36)),
            ("directive no. 2011 / 36 / eu", Some(Directive), eu, (2011, 36)),
            ("２０１１／３６／ＥＵ", None, eu, (2011, 36)),
            ("Richtlinie 2011/36/EU des Europäischen Parlaments und des Rates", Some(Directive), eu, (2011, 36)),
            ("(EU) 2016/1148", None, eu, (2016, 1148)),
            ("dir 2019/790/UE", Some(Directive), eu, (2019, 790)),
            ("Dir. 2019/790/UE", Some(Directive), eu, (2019, 790)),
            ("RL 2011/36/EU", Some(Directive), eu, (2011, 36)),
            ("regolamento 2016/679", Some(Regulation), None, (2016, 679)),
            ("Verordnung (EU) 2016/679", Some(Regulation), eu, (2016, 679)),
            ("règlement (UE) n° 1231/2010", Some(Regulation), eu, (2010, 1231)),
            ("Reglamento (CE) nº 1907/2006", Some(Regulation), ec, (2006, 1907)),
            ("Regulation (EC) No 1907/2006", Some(Regulation), ec, (2006, 1907)),
            ("Regulation (EU, Euratom) 2018/1046", Some(Regulation), ec, (2018, 1046)),
            ("Decision No 243/2012/EU", Some(Decision), eu, (2012, 243)),
            ("Decision №243/2012/EU", Some(Decision), eu, (2012, 243)),
            ("décision n°243/2012/UE", Some(Decision), eu, (2012, 243)),
            ("95/46/EC", None, ec, (1995, 46)),
            ("91/414/EEC", None, ec, (1991, 414)),
            ("Regulation (EEC) No 1612/68", Some(Regulation), ec, (1968, 1612)),
            ("2005/212/JHA", None, jha, (2005, 212)),
            ("Framework Decision 2005/212/JHA", Some(FrameworkDecision), jha, (2005, 212)),
            ("Council Framework Decision 2006/960/JHA", Some(FrameworkDecision), jha, (2006, 960)),
            ("FD 2006/960/JHA", Some(FrameworkDecision), jha, (2006, 960)),
            ("Rahmenbeschluss 2006/960/JI", Some(FrameworkDecision), jha, (2006, 960)),
            ("Rahmenbeschluß 2006/960/JI des Rates", Some(FrameworkDecision), jha, (2006, 960)),
            ("décision‑cadre 2006/960/JAI du Conseil", Some(FrameworkDecision), jha, (2006, 960)),
            ("décision-cadre du Conseil 2006/960/JAI", Some(FrameworkDecision), jha, (2006, 960)),
            ("decisione quadro 2006/960/GAI", Some(FrameworkDecision), jha, (2006, 960)),
            ("Decisión Marco 2006/960/JAI", Some(FrameworkDecision), jha, (2006, 960)),
            ("decyzja ramowa 2006/960/WSiSW", Some(FrameworkDecision), jha, (2006, 960)),
            ("Απόφαση-πλαίσιο 2006/960/ΔΕΥ", Some(FrameworkDecision), jha, (2006, 960)),
            ("Beschluss 2008/615/JI", Some(Decision), jha, (2008, 615)),
            ("2006/24/ΕΚ", None, ec, (2006, 24)),
            ("Директива 2006/24/ЕО", Some(Directive), ec, (2006, 24)),
            ("směrnice 2006/24/ES", Some(Directive), eu, (2006, 24)),
            ("32011L0036", Some(Directive), None, (2011, 36)),
            ("CELEX: 32011L0036", Some(Directive), None, (2011, 36)),
            ("CELEX number 32006F0960R(01)", Some(FrameworkDecision), None, (2006, 960)),
            ("eli/dir/2011/36/oj", Some(Directive), None, (2011, 36)),
            ("CETS 185", None, None, (0, 185)),
            ("cets185", None, None, (0, 185)),
            ("ETS No. 185", None, None, (0, 185)),
            ("STE n° 005", None, None, (0, 5)),
            ("Convention STCE 185", Some(Convention), None, (0, 185)),
        ] {
            assert_eq!(said(written), (kind, domain, vec![number], String::new()), "{written}");
        }
    }

    #[test]
    fn a_number_that_can_be_two_is_both() {
        assert_eq!(said("2006/2004").2, [(2006, 2004), (2004, 2006)]);
        assert_eq!(said("95/96/EC").2, [(1995, 96), (1996, 95)]);
    }

    #[test]
    fn what_has_no_number_keeps_its_words() {
        for (written, kind, words) in [
            ("Prüm Decisions", Some(Decision), "prum"),
            ("Convention on Cybercrime", Some(Convention), "cybercrime"),
            ("Council of Europe Convention on Cybercrime", Some(Convention), "cybercrime"),
            ("Swedish Framework Decision", Some(FrameworkDecision), "swedish"),
            ("prum/dna", None, "prum/dna"),
            ("example-directive/transposition", None, "example directive/transposition"),
            ("2011/36/transposition", None, "2011/36/transposition"),
            ("2011/36/EU/transposition", None, "2011/36/eu/transposition"),
            ("20130204", None, "20130204"),
            ("1/2", None, "1/2"),
            ("2011/0", None, "2011/0"),
            ("52011DC0790", None, "52011dc0790"),
            ("", None, ""),
        ] {
            assert_eq!(said(written), (kind, None, Vec::new(), words.to_owned()), "{written}");
        }
    }

    #[test]
    fn a_title_has_the_kind_of_its_first_number() {
        let (kind, domain, numbers, words) =
            said("Directive 2011/36/EU of 5 April 2011 replacing Council Framework Decision 2002/629/JHA");
        assert_eq!((kind, domain), (Some(Directive), Some(Domain::Union)));
        assert_eq!(numbers, [(2011, 36)]);
        assert_eq!(words, "5 april 2011 replacing framework 2002/629/jha");
        assert_eq!(said("2011/36 directive").0, Some(Directive));
    }
}
