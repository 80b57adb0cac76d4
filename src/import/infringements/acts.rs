//! The acts to which decisions can belong: those of the data, by CELEX number and by the number in a title; and those that the
//! register names besides, of which stubs can be made.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use crate::import::stub::{FirstSteps, stub};
use crate::import::{ActOf, NewAct};
use crate::law::names::{ActName, ActNumber, Celex, Order, numbers_of};
use crate::law::{CaseKind, Corpus, Instrument, InstrumentKind, Kind};
use crate::time::Day;

/// Why a decision is attributed to no act.
pub(super) type Why = String;

/// What is known of the act that a row names.
#[derive(Debug, Clone, Copy)]
pub(super) struct ActMeant<'a> {
    /// The act, where the data have it.
    pub(super) known: Option<&'a Instrument>,
    /// Year of its number, and the year before: that of an adoption in its last weeks.
    pub(super) year: u16,
    /// The kind that its number shows, or that the data say.
    pub(super) kind: InstrumentKind,
}

impl ActMeant<'_> {
    /// Does an act of this kind have a duty to which steps about measures not communicated speak?
    pub(super) fn has_measures_to_communicate(&self) -> bool {
        match self.known {
            Some(act) if !(act.stub && act.obligations.is_empty()) => {
                act.obligations.iter().any(|duty| duty.kind == Kind::Transpose || duty.communicates)
            }
            // the first letter gives a stub of metadata its duty
            _ => matches!(self.kind, InstrumentKind::Directive | InstrumentKind::FrameworkDecision),
        }
    }

    /// Was the act adopted after this day?
    pub(super) fn is_adopted_after(&self, day: Day) -> bool {
        match self.known {
            Some(act) => day < act.adopted,
            None => day.year() < i32::from(self.year) - 1,
        }
    }

    /// Is a case with a number of this year older than the act? One on the merits may go on under the act that codified the
    /// one it began with; only an act that there was not yet cannot be meant.
    pub(super) fn is_later_than_case(&self, case_year: u16) -> bool {
        case_year < self.year && self.known.is_none_or(|act| i32::from(case_year) < act.adopted.year())
    }
}

/// The acts of the data, found by number.
pub(super) struct Acts<'a> {
    corpus: &'a Corpus,
    by_celex: HashMap<String, &'a Instrument>,
    numbers: Vec<(&'a Instrument, Vec<ActNumber>)>,
    /// Of each case and state the acts under which it is on record.
    on_record: HashMap<(&'a str, &'a str), BTreeSet<&'a str>>,
}

impl<'a> Acts<'a> {
    /// Reads the numbers of the acts of the data, and the cases on record.
    pub(super) fn new(corpus: &'a Corpus) -> Acts<'a> {
        let acts = corpus.instruments.iter();
        let by_celex =
            acts.clone().flat_map(|act| act.celex.iter().map(move |celex| (celex.to_ascii_uppercase(), act)));
        let mut on_record: HashMap<(&str, &str), BTreeSet<&str>> = HashMap::new();
        for actor in &corpus.actors {
            // what proved wrong is no record of the case
            for record in actor.records().iter().filter(|record| record.retracted.is_none()) {
                let case = record.step().and_then(|step| step.case.as_deref());
                if let (Some(case), Some(act)) = (case, corpus.instrument(record.instrument)) {
                    on_record.entry((&*actor.code, case)).or_default().insert(&*act.id);
                }
            }
        }
        Acts {
            corpus,
            by_celex: by_celex.collect(),
            numbers: acts.map(|act| (act, numbers_of(act))).collect(),
            on_record,
        }
    }

    /// The one act under which a case of a state is on record.
    pub(super) fn of_case(&self, state: &str, case: &str) -> Option<&'a Instrument> {
        let acts = self.on_record.get(&(state, case)).filter(|acts| acts.len() == 1)?;
        let id = acts.first()?;
        self.corpus.find_instrument(id).and_then(|ix| self.corpus.instrument(ix))
    }

    /// The act of a CELEX number.
    pub(super) fn of_celex(&self, celex: &str) -> Option<(ActOf, ActMeant<'a>)> {
        let celex = celex.to_ascii_uppercase();
        if let Some(act) = self.by_celex.get(&celex) {
            return Some((ActOf::Known(act.id.to_string()), ActMeant::of(act)));
        }
        let number = Celex::read(&celex)?;
        let kind = number.kind()?;
        stub(&celex, None, None)?;
        Some((ActOf::New(celex), ActMeant { known: None, year: number.year, kind }))
    }

    /// What is known of an act.
    pub(super) fn meant(&self, act: &ActOf) -> Option<ActMeant<'a>> {
        match act {
            ActOf::Known(id) => {
                let ix = self.corpus.find_instrument(id)?;
                self.corpus.instrument(ix).map(ActMeant::of)
            }
            ActOf::New(celex) => self.of_celex(celex).map(|(_, meant)| meant),
        }
    }

    /// The act that the title of a case names, if it names one and says its kind.
    pub(super) fn in_title(&self, title: &str, case_year: u16) -> Result<Option<(ActOf, ActMeant<'a>)>, Why> {
        let name = ActName::read(title);
        if name.numbers.is_empty() {
            return Ok(None);
        }
        let is_repeated = |numbers: &[ActNumber]| numbers.iter().any(|one| name.numbers.iter().any(|own| own.is(*one)));
        if name.further.iter().any(|(_, numbers)| !is_repeated(numbers)) {
            return Err("the title names more than one act".to_owned());
        }
        // `2006/2004` can be of either year; an act of after the case cannot be meant
        let in_time = |number: &&ActNumber| matches!(number, ActNumber::Union { year, .. } if *year <= case_year);
        // directives and framework decisions have always been written year first: a case that is older is about another act
        let is_year_first = matches!(name.kind, Some(InstrumentKind::Directive | InstrumentKind::FrameworkDecision));
        let is_of_kind = |number: &&ActNumber| {
            !is_year_first || !matches!(number, ActNumber::Union { order: Some(Order::NumberFirst), .. })
        };
        let numbers: Vec<&ActNumber> = name.numbers.iter().filter(is_of_kind).filter(in_time).collect();
        let fits = |(act, own): &&(&'a Instrument, Vec<ActNumber>)| {
            own.iter().any(|own| numbers.iter().any(|number| number.is(*own)))
                && name.kind.is_none_or(|kind| kind == act.kind)
        };
        let found: Vec<&'a Instrument> = self.numbers.iter().filter(fits).map(|(act, _)| *act).collect();
        match (found.as_slice(), numbers.as_slice(), name.kind) {
            ([act], ..) if name.kind.is_some() || numbers.len() == 1 => {
                Ok(Some((ActOf::Known(act.id.to_string()), ActMeant::of(act))))
            }
            ([], [ActNumber::Union { year, number, .. }], Some(kind)) => {
                let celex = letter_of(kind).map(|letter| format!("3{year}{letter}{number:04}"));
                Ok(celex.and_then(|celex| self.of_celex(&celex)))
            }
            (_, [], _) => Err("the act that the title names is later than the case".to_owned()),
            _ => Err("the number in the title can mean more than one act".to_owned()),
        }
    }
}

impl<'a> ActMeant<'a> {
    pub(super) fn of(act: &'a Instrument) -> ActMeant<'a> {
        let year = act.celex.first().and_then(|celex| Celex::read(celex)).map(|celex| celex.year);
        let adopted = u16::try_from(act.adopted.year()).unwrap_or(u16::MAX);
        ActMeant { known: Some(act), year: year.unwrap_or(adopted), kind: act.kind }
    }
}

fn letter_of(kind: InstrumentKind) -> Option<char> {
    match kind {
        InstrumentKind::Directive => Some('L'),
        InstrumentKind::Regulation => Some('R'),
        InstrumentKind::Decision => Some('D'),
        InstrumentKind::FrameworkDecision => Some('F'),
        _ => None,
    }
}

/// The first letters under the acts that the data do not have.
#[derive(Debug, Default)]
pub(super) struct ActLetters {
    of_act: BTreeMap<String, FirstSteps>,
}

impl ActLetters {
    /// Counts a step under an act; `is_letter` says whether it is a letter of formal notice under Art. 258.
    pub(super) fn add(&mut self, celex: &str, day: Day, kind: CaseKind, is_letter: bool) {
        self.of_act.entry(celex.to_owned()).or_default().note(day, is_letter, kind);
    }

    /// A stub of each act, with the deadline that its first letter proves.
    pub(super) fn stubs(&self) -> Vec<NewAct> {
        self.of_act.iter().filter_map(|(celex, first)| stub(celex, None, first.passed_by())).collect()
    }
}
