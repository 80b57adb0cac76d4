//! What a name or number of an act says, taken apart: the kind, what it belongs to, the number, and the words that are
//! left.

use super::celex::{Celex, eli, in_address};
use super::normalize::{normalize, plain};
use super::number::{ActNumber, digits, number, treaty, year};
use super::vocabulary::{
    Domain, is_framework, is_in_journal, is_journal, is_number_word, is_significant, is_treaty, kind,
};
use crate::law::InstrumentKind;

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
    /// The kind that is written first: it is that of the act, `Decision implementing Directive 2011/36/EU` is a decision.
    pub kind: Option<InstrumentKind>,
    /// The kind that the number itself shows, as the letter of a CELEX number.
    pub numbered_as: Option<InstrumentKind>,
    /// Which of several documents of one number a CELEX number or an ELI means: 0 for the first.
    pub serial: Option<u32>,
    /// What the letters beside the number say.
    pub domain: Option<Domain>,
    /// Every number that can be meant: `2006/2004` is one of 2006 or one of 2004. Empty for a name alone.
    pub numbers: Vec<ActNumber>,
    /// The words that distinguish one act from the others, normalized: neither kind nor number, nor who adopted it and
    /// when.
    pub words: Vec<String>,
    /// Further numbers that are named, with the kind written before each.
    pub further: Vec<(Option<InstrumentKind>, Vec<ActNumber>)>,
}

impl ActName {
    /// Takes a name apart. Every text can be read; what is no name of an act consists of words alone.
    pub fn read(written: &str) -> ActName {
        let tokens = tokens(written);
        let mut reading = Reading::default();
        let mut rest = tokens.iter().map(String::as_str);
        while let Some(token) = rest.next() {
            reading.read(token, &mut rest);
        }
        reading.into_name()
    }

    /// Does the name consist of a number alone, with neither kind nor words?
    pub fn is_bare(&self) -> bool {
        self.kind.is_none() && self.words.is_empty()
    }
}

/// What a CELEX number or an ELI says, alone or in an address.
fn coded(written: &str) -> Option<ActName> {
    // most words are no number, and need not be read as one
    if !written.contains(|char: char| char.is_ascii_digit()) {
        return None;
    }
    let name = |year, number, kind| ActName {
        kind,
        numbered_as: kind,
        numbers: vec![ActNumber::Union { year, number, order: None }],
        ..ActName::default()
    };
    if let Some(celex) = in_address(written).or_else(|| Celex::read(written)) {
        // a letter of another kind is no act that has one of our kinds, and says so
        let words = if celex.kind().is_some() { Vec::new() } else { vec![celex.letter.to_string()] };
        return Some(ActName { serial: celex.serial, words, ..name(celex.year, celex.number, celex.kind()) });
    }
    let (kind, year, number, serial) = eli(written)?;
    Some(ActName { serial: Some(serial), ..name(year, number, Some(kind)) })
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
    /// Was the word before this one a kind?
    is_after_kind: bool,
    /// The kind that was written last after the number.
    further_kind: Option<InstrumentKind>,
    /// Is this the place in the official journal?
    is_in_journal: bool,
}

impl Reading {
    /// Reads one word of the name, and from `rest` the words that belong to it.
    fn read<'a>(&mut self, token: &'a str, rest: &mut (impl Iterator<Item = &'a str> + Clone)) {
        let after_number = std::mem::take(&mut self.is_after_number);
        let is_read = if self.name.numbers.is_empty() {
            self.read_number(token, rest)
        } else if self.read_further_number(token) {
            // the number stays a word too: an instrument is meant only if every word is one of its own (`find`)
            false
        } else {
            self.read_citation(token)
        };
        if !is_read && !self.read_domain(token, after_number, rest.clone()) {
            self.read_word(token);
        }
    }

    /// Is the word the number by which the act is counted? Then it is read.
    fn read_number<'a>(&mut self, token: &'a str, rest: &mut (impl Iterator<Item = &'a str> + Clone)) -> bool {
        if let Some((numbers, domain)) = number(token) {
            self.name.numbers = numbers;
            self.name.domain = domain.or(self.ahead);
            // only a number without letters can have them as a word after it: `2011/36 EU`
            self.is_after_number = domain.is_none();
            return true;
        }
        if let Some(treaty) = treaty(token, rest) {
            // the word "treaty" stands for conventions and protocols alike, so it decides no kind
            self.name.kind = self.name.kind.or_else(|| kind(token).filter(|_| !is_treaty(token)));
            self.name.numbers = vec![ActNumber::Treaty(treaty)];
            return true;
        }
        let Some(coded) = coded(token) else { return false };
        // a kind that is written takes precedence over the letter: where they differ, `find` refuses the name
        let (kind, mut words) = (self.name.kind.or(coded.kind), std::mem::take(&mut self.name.words));
        words.extend(coded.words.clone());
        self.name = ActName { kind, words, ..coded };
        true
    }

    /// Is the word a number after that of the act? Then it is noted with the kind written before it.
    fn read_further_number(&mut self, token: &str) -> bool {
        let numbers = number(token).map(|(numbers, _)| numbers).or_else(|| Some(coded(token)?.numbers));
        let Some(numbers) = numbers else { return false };
        self.name.further.push((self.further_kind.take(), numbers));
        true
    }

    /// Does the word belong to the place in the official journal, as in `(OJ L 101, 15.4.2011, p. 1)`?
    fn read_citation(&mut self, token: &str) -> bool {
        if self.is_in_journal && is_in_journal(token) {
            return true;
        }
        self.is_in_journal = is_journal(token);
        self.is_in_journal
    }

    /// Are these the letters of a treaty or a pillar, beside the number of the act? Then they are noted.
    fn read_domain<'a>(&mut self, token: &str, after_number: bool, rest: impl Iterator<Item = &'a str>) -> bool {
        let Some(domain) = Domain::read(token) else { return false };
        if after_number {
            self.name.domain = self.name.domain.or(Some(domain));
            return true;
        }
        // elsewhere in a name the letters are a word: `EU Pilot`
        if !is_ahead_of_number(rest) {
            return false;
        }
        // `(EU, Euratom) 2018/1046` belongs to the Union first
        self.ahead = self.ahead.filter(|_| domain.is_added()).or(Some(domain));
        true
    }

    fn read_word(&mut self, word: &str) {
        let after_kind = std::mem::take(&mut self.is_after_kind);
        match kind(word) {
            // of two kinds in a row before the number the second is that of the act
            Some(kind) if self.name.kind.is_none() || (after_kind && self.name.numbers.is_empty()) => {
                (self.name.kind, self.is_after_kind) = (Some(kind), true);
            }
            // after that it names the act whose number follows: `Decision implementing Directive 2011/36/EU`
            Some(kind) => self.further_kind = Some(kind),
            // whether it makes a framework decision is known only when the kind is read: `décision-cadre`
            None if is_framework(word) && self.name.numbers.is_empty() => self.is_framework = true,
            None if is_number_word(word) => {}
            None if is_significant(word) => self.name.words.push(word.to_owned()),
            None => {}
        }
    }

    fn into_name(self) -> ActName {
        let mut name = self.name;
        if self.is_framework && name.kind == Some(InstrumentKind::Decision) {
            name.kind = Some(InstrumentKind::FrameworkDecision);
        }
        if !name.numbers.is_empty() {
            name.words = without_days(&name.words);
        }
        name
    }
}

/// The words without those of a day, written in any language as day, month and year or the other way round.
fn without_days(words: &[String]) -> Vec<String> {
    let (mut kept, mut rest) = (Vec::new(), words);
    while let [word, after @ ..] = rest {
        // between day and year stands the month, in some languages with a small word on each side: `5 de abril de 2011`
        let end = after.iter().take(4).skip(1).position(|other| are_ends_of_date(word, other));
        rest = match end.and_then(|end| after.get(end + 2..)) {
            Some(after_date) => after_date,
            None => {
                kept.push(word.clone());
                after
            }
        };
    }
    kept
}

/// Is one of the words the day of a month, and the other a year?
fn are_ends_of_date(one: &str, other: &str) -> bool {
    let is_year = |word: &str| word.len() == 4 && year(word).is_some();
    (is_day(one) && is_year(other)) || (is_year(one) && is_day(other))
}

/// Is the word the day of a month? `5`, and also `1er` and `5th`.
fn is_day(word: &str) -> bool {
    let end = word.find(|char: char| !char.is_ascii_digit()).unwrap_or(word.len());
    let (day, letters) = word.split_at_checked(end).unwrap_or((word, ""));
    digits(day).is_some_and(|day| day <= 31) && letters.chars().count() <= 2
}

/// The words of a name; a number with its strokes is one, and so is a CELEX number with its brackets.
fn tokens(written: &str) -> Vec<String> {
    let mut plain = plain(written).replace(['°', 'º', '№'], " ");
    for (spaced, close) in [(" /", "/"), ("/ ", "/")] {
        while plain.contains(spaced) {
            plain = plain.replace(spaced, close);
        }
    }
    let mut tokens = Vec::new();
    let whole = plain.split_whitespace().flat_map(|word| match coded(word) {
        Some(_) => vec![word],
        None => word.split([',', ';', ':', '"', '[', ']']).filter(|chunk| !chunk.is_empty()).collect(),
    });
    for chunk in whole {
        if coded(chunk).is_some() {
            tokens.push(chunk.to_owned());
            continue;
        }
        let parts = chunk.split(|char: char| "()-'.".contains(char)).map(normalize);
        tokens.extend(parts.map(|part| part.trim_matches('/').to_owned()).filter(|part| !part.is_empty()));
    }
    tokens
}

/// Is the next word of significance a number?
fn is_ahead_of_number<'a>(rest: impl Iterator<Item = &'a str>) -> bool {
    let mut significant = rest.filter(|word| !is_number_word(word) && Domain::read(word).is_none());
    significant.next().is_some_and(|word| number(word).is_some())
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
    fn days_of_months_are_no_numbers_of_acts() {
        let is = |word: &str| is_day(word);
        assert!(["1", "5", "31", "1er", "5th"].into_iter().all(is));
        assert!(!["32", "99", "2011", "er", "5days", ""].into_iter().any(is));
    }

    #[test]
    fn a_number_is_read_in_every_form() {
        let eec = Some(Domain::Economic);
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
            ("Regulation (EU, Euratom) 2018/1046", Some(Regulation), eu, (2018, 1046)),
            ("Decision No 243/2012/EU", Some(Decision), eu, (2012, 243)),
            ("Decision №243/2012/EU", Some(Decision), eu, (2012, 243)),
            ("décision n°243/2012/UE", Some(Decision), eu, (2012, 243)),
            ("95/46/EC", None, ec, (1995, 46)),
            ("91/414/EEC", None, eec, (1991, 414)),
            ("Regulation (EEC) No 1612/68", Some(Regulation), eec, (1968, 1612)),
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
    fn a_citation_is_read_to_its_end() {
        let (eu, ec, eec) = (Some(Domain::Union), Some(Domain::Community), Some(Domain::Economic));
        for (written, kind, domain, number) in [
            ("Regulation (Euratom) 1908/2006", Some(Regulation), Some(Domain::Atomic), (2006, 1908)),
            ("Direktyva 95/46/EB", Some(Directive), ec, (1995, 46)),
            ("Direktyva 91/414/EEB", Some(Directive), eec, (1991, 414)),
            ("2012/243/Gusp", None, Some(Domain::ForeignPolicy), (2012, 243)),
            ("Directive 2011/36/EU (OJ L 101)", Some(Directive), eu, (2011, 36)),
            ("Directive 2011/36/EU (OJ L 101, 15.4.2011, p. 1)", Some(Directive), eu, (2011, 36)),
            ("směrnice Evropského parlamentu a Rady 2011/36/EU", Some(Directive), eu, (2011, 36)),
            ("az (EU) 2016/679 rendelet", Some(Regulation), eu, (2016, 679)),
            ("Council Decision 2012/243/EU of 8 March 2012", Some(Decision), eu, (2012, 243)),
            ("Council Decision 2012/243/EU of 2012-03-08", Some(Decision), eu, (2012, 243)),
            (
                "Regulation (EU) 2016/679 of the European Parliament and of the Council of 27 April 2016",
                Some(Regulation),
                eu,
                (2016, 679),
            ),
            (
                "Reglamento (UE) 2016/679 del Parlamento Europeo y del Consejo, de 27 de abril de 2016",
                Some(Regulation),
                eu,
                (2016, 679),
            ),
            ("dir/2011/36", Some(Directive), None, (2011, 36)),
            ("Decision http://data.europa.eu/eli/dir/2011/36/oj", Some(Decision), None, (2011, 36)),
            ("Decision implementing Directive 2011/36/EU", Some(Decision), eu, (2011, 36)),
            ("Convention No. 185", Some(Convention), None, (0, 185)),
            ("Council of Europe Treaty No. 185", None, None, (0, 185)),
            ("Council of Europe Treaty Series No. 185", None, None, (0, 185)),
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
        assert_eq!(words, "replacing framework 2002/629/jha");
        assert_eq!(said("2011/36 directive").0, Some(Directive));
    }
}
