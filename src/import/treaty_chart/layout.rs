//! The columns of treaty charts: of the Council of Europe (page, CSV, JSON), the United Nations (CSV, XML) and WIPO (CSV),
//! and what the letters beside a day mean in each. Not here: what a row says (`row`).

use crate::import::RowProblem;
use crate::import::days::DayOrder;
use crate::import::table::{Columns, RawRow, RawTable, Wanted};
use crate::law::Consent;
use crate::law::names::normalize;

/// Whose layout a chart has.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Depositary {
    /// `23/11/2001`, letters a, s, su, r; marks R. and D.
    CouncilOfEurope,
    /// `12 Dec 2000 a`; the heading says what each letter means.
    UnitedNations,
    /// `Accession: June 4, 2001`.
    Wipo,
}

/// A chart's columns, and what its letters mean.
#[derive(Debug)]
pub(super) struct ChartLayout {
    pub(super) depositary: Depositary,
    pub(super) columns: Columns,
    letters: Vec<(String, Consent)>,
    bare: Option<Consent>,
}

pub(super) const PARTY: &str = "party";
pub(super) const SIGNATURE: &str = "signature";
pub(super) const CONSENT: &str = "consent";
pub(super) const IN_FORCE: &str = "entry into force";
pub(super) const RESERVATIONS: &str = "reservations";
pub(super) const DECLARATIONS: &str = "declarations";
pub(super) const DENOUNCED: &str = "denunciation";
pub(super) const DENUNCIATION_EFFECT: &str = "effect of denunciation";
pub(super) const SUCCEEDS: &str = "succeeds on";
pub(super) const SUSPENSION: &str = "suspension";
pub(super) const NOTES: &str = "notes";
pub(super) const STATUS: &str = "status";

const WANTED: [Wanted; 12] = [
    Wanted::optional(
        PARTY,
        &[
            "participant",
            "participants",
            "country",
            "state",
            "states",
            "state or organisation",
            "contracting party",
            "contracting parties",
            "contracting parties/signatories",
            "libpaysorga",
            "parties",
            "member state",
        ],
    ),
    Wanted::optional(SIGNATURE, &["date of signature", "datesignature", "signed"]),
    Wanted::optional(
        CONSENT,
        &["dateconsentement", "instrument", "instrument type", "ratification or accession", "ratified", "deposit"],
    ),
    Wanted::optional(IN_FORCE, &["dateentreevigueur", "in force", "date of entry into force", "in force for state"]),
    Wanted::optional(RESERVATIONS, &["r", "reserves", "reservation", "date of reservation"]),
    Wanted::optional(DECLARATIONS, &["d", "declaration", "date of declaration"]),
    Wanted::optional(DENOUNCED, &["datedenonciation", "withdrawal", "renunciation", "denounced"]),
    Wanted::optional(
        DENUNCIATION_EFFECT,
        &["dateeffetdenonciation", "denunciation effective", "effective date of denunciation", "termination"],
    ),
    Wanted::optional(SUCCEEDS, &["succession effective", "effect of succession"]),
    Wanted::optional(SUSPENSION, &["datesuspension"]),
    Wanted::optional(NOTES, &["note"]),
    Wanted::optional(STATUS, &[]),
];

/// The forms of consent as headings name them; longer names first.
const FORMS: [(&str, Consent); 8] = [
    ("formalconfirmation", Consent::FormalConfirmation),
    ("definitivesignature", Consent::DefinitiveSignature),
    ("acceptance", Consent::Acceptance),
    ("accession", Consent::Accession),
    ("approval", Consent::Approval),
    ("succession", Consent::Succession),
    ("ratification", Consent::Ratification),
    ("consenttobebound", Consent::Ratification),
];

impl ChartLayout {
    /// The layout of this table.
    ///
    /// # Errors
    /// The table is no chart.
    pub(super) fn find(table: &RawTable) -> Result<ChartLayout, RowProblem> {
        let columns = Columns::find_by(table, &WANTED, &name_of)?;
        let has_days = columns.has(SIGNATURE) || columns.has(CONSENT);
        // the first column of a chart of the Council of Europe has no heading
        let is_unnamed = columns.header().first().is_some_and(|first| name_of(first).is_none());
        if !has_days || !(columns.has(PARTY) || is_unnamed) {
            let shown: Vec<&str> = columns.header().iter().map(String::as_str).collect();
            let message = format!("the table is no treaty chart; it has the columns {}", shown.join(", "));
            return Err(
                RowProblem::new("no-chart", message).help("expected: a column of parties, Signature, Ratification")
            );
        }
        let heading = columns.header().iter().find(|cell| name_of(cell) == Some(CONSENT)).map_or("", String::as_str);
        let depositary = depositary(&columns, heading);
        let (letters, bare) = letters(heading, depositary);
        Ok(ChartLayout { depositary, columns, letters, bare })
    }

    /// In which order the chart prints days in figures.
    pub(super) fn order(&self) -> DayOrder {
        match self.depositary {
            Depositary::CouncilOfEurope => DayOrder::DayFirst,
            Depositary::UnitedNations | Depositary::Wipo => DayOrder::Named,
        }
    }

    /// The headings of columns that are not read, and have a day in this row.
    pub(super) fn unread<'a>(&'a self, row: &'a RawRow) -> impl Iterator<Item = &'a str> {
        let is_year = |part: &str| part.len() == 4 && part.bytes().all(|byte| byte.is_ascii_digit());
        let has_day = move |cell: &String| cell.split(|char: char| !char.is_ascii_digit()).any(is_year);
        let columns = self.columns.header().iter().zip(&row.cells).skip(1);
        let unread = columns.filter(move |(heading, cell)| name_of(heading).is_none() && has_day(cell));
        unread.map(|(heading, _)| heading.as_str())
    }

    /// The form of consent that a mark beside a day means; `None` for a mark that the chart does not explain.
    pub(super) fn form(&self, mark: &str) -> Option<Consent> {
        if mark.is_empty() {
            return self.bare;
        }
        // a and A differ: accession, acceptance
        let lettered = self.letters.iter().find(|(letter, _)| letter == mark).map(|(_, form)| *form);
        let word = normalize(mark);
        let named = FORMS.iter().find(|(name, _)| *name == word).map(|(_, form)| *form);
        // a state that became independent declares that the treaty continues to apply (WIPO)
        let continued = word.starts_with("declarationofcontinued").then_some(Consent::Succession);
        lettered.or(named).or(continued)
    }
}

/// The column that a heading names. The headings of the United Nations list the forms of consent in any order.
fn name_of(cell: &str) -> Option<&'static str> {
    let key = normalize(cell);
    if key.is_empty() || cell.len() > 200 {
        return None;
    }
    let is_called = |one: &&Wanted| std::iter::once(&one.name).chain(one.also).any(|name| normalize(name) == key);
    if let Some(known) = WANTED.iter().find(is_called) {
        return Some(known.name);
    }
    let parts: Vec<(String, Option<&str>)> = cell.split(',').map(part).collect();
    let is_form = |(word, _): &(String, Option<&str>)| FORMS.iter().any(|(name, _)| name == word);
    if parts.iter().all(is_form) {
        return Some(CONSENT);
    }
    // `Signature, Succession to signature(d)`
    let is_signature = |(word, _): &(String, Option<&str>)| word == "signature" || word == "successiontosignature";
    if parts.iter().all(is_signature) {
        return Some(SIGNATURE);
    }
    // a signature that can be definitive stands in one column with the other forms
    parts.iter().all(|part| is_form(part) || part.0 == "signature").then_some(CONSENT)
}

/// One part of a heading: `Accession(a)`.
fn part(text: &str) -> (String, Option<&str>) {
    let text = text.trim();
    match text.strip_suffix(')').and_then(|rest| rest.rsplit_once('(')) {
        Some((word, letter)) => (normalize(word), Some(letter)),
        None => (normalize(text), None),
    }
}

fn depositary(columns: &Columns, consent: &str) -> Depositary {
    let header: Vec<String> = columns.header().iter().map(|cell| normalize(cell)).collect();
    let has = |name: &str| header.iter().any(|cell| cell.starts_with(name));
    if has("contractingpart") || has("instrument") {
        return Depositary::Wipo;
    }
    if has("participant") || consent.contains('(') {
        return Depositary::UnitedNations;
    }
    Depositary::CouncilOfEurope
}

/// What the letters mean, and a day without a letter.
fn letters(heading: &str, depositary: Depositary) -> (Vec<(String, Consent)>, Option<Consent>) {
    let form = |word: &str| FORMS.iter().find(|(name, _)| *name == word).map(|(_, form)| *form);
    let parts: Vec<(String, Option<&str>)> = heading.split(',').map(part).collect();
    let explained = parts.iter().filter_map(|(word, letter)| Some(((*letter)?.to_owned(), form(word)?)));
    let mut known: Vec<(String, Consent)> = explained.collect();
    // the legend of the charts of the Council of Europe; usual letters of the United Nations, where a heading names none
    let usual: &[(&str, Consent)] = match depositary {
        Depositary::CouncilOfEurope => &[
            ("a", Consent::Accession),
            ("s", Consent::DefinitiveSignature),
            ("su", Consent::Succession),
            ("A", Consent::Acceptance),
            ("AA", Consent::Approval),
        ],
        Depositary::UnitedNations => &[
            ("a", Consent::Accession),
            ("A", Consent::Acceptance),
            ("AA", Consent::Approval),
            ("d", Consent::Succession),
            ("s", Consent::DefinitiveSignature),
            ("c", Consent::FormalConfirmation),
            ("P", Consent::Ratification),
        ],
        Depositary::Wipo => &[],
    };
    for (letter, form) in usual {
        if !known.iter().any(|(own, _)| own == letter) {
            known.push(((*letter).to_owned(), *form));
        }
    }
    let plain = parts.iter().filter(|(_, letter)| letter.is_none()).find_map(|(word, _)| form(word));
    let only = if parts.len() == 1 { parts.first().and_then(|(word, _)| form(word)) } else { None };
    // where a heading explains letters alone, a day without one is not explained
    let usual = parts.iter().all(|(_, letter)| letter.is_none()).then_some(Consent::Ratification);
    (known, plain.or(only).or(usual))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_of_the_united_nations_are_read_in_any_order() {
        for (heading, letter, form) in [
            ("Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)", "", Consent::Ratification),
            ("Accession(a), Succession(d), Ratification", "d", Consent::Succession),
            (
                "Approval(AA), Formal confirmation(c), Acceptance(A), Accession(a), Ratification",
                "c",
                Consent::FormalConfirmation,
            ),
            ("Definitive signature(s), Acceptance(A)", "s", Consent::DefinitiveSignature),
            ("Consent to be bound(P)", "P", Consent::Ratification),
            ("Accession(a)", "", Consent::Accession),
            ("Acceptance", "", Consent::Acceptance),
            ("Ratification, Accession(A)", "A", Consent::Accession),
            ("Ratification", "", Consent::Ratification),
        ] {
            assert_eq!(name_of(heading), Some(CONSENT), "{heading}");
            let (letters, bare) = letters(heading, Depositary::UnitedNations);
            let layout =
                ChartLayout { depositary: Depositary::UnitedNations, columns: Columns::default(), letters, bare };
            assert_eq!(layout.form(letter), Some(form), "{heading}");
            assert_eq!(layout.form("x"), None);
        }
        // the heading does not say what a day without a letter is
        assert_eq!(letters("Accession(a), Succession(d)", Depositary::UnitedNations).1, None);
        assert_eq!(name_of("Signature, Succession to signature(d)"), Some(SIGNATURE));
        assert_eq!(name_of("Ratification of amendments"), None);
    }
}
