//! The rows: acts under their headings, and their duties.

use super::code::{number_if_named, plain};
use super::data::{ActData, DutyData};
use super::query::DossierQuery;
use crate::engine::{Question, common_limit};
use crate::law::{Duty, Effect, End, Instrument, InstrumentIx, Kind, Obligation, ObligationIx};
use crate::report::run::Run;
use crate::report::text::citation::address;
use crate::report::text::labels;
use crate::report::text::reasons::ended;
use crate::time::Day;

/// What stands over acts without objective and family.
const OTHERS: &str = "Further acts";

/// One duty, by its places.
#[derive(Clone, Copy)]
pub(super) struct RowKey<'a> {
    pub(super) instrument_ix: InstrumentIx,
    pub(super) instrument: &'a Instrument,
    pub(super) obligation_ix: ObligationIx,
    pub(super) obligation: &'a Obligation,
}

/// The rows, in order.
pub(super) struct Rows<'a> {
    pub(super) groups: Vec<String>,
    /// Each with its heading.
    pub(super) acts: Vec<(&'a Instrument, usize)>,
    /// Each with its act.
    pub(super) duties: Vec<(RowKey<'a>, usize)>,
}

impl<'a> Rows<'a> {
    /// The acts selected and what they ask of states: by objective, then family, then adoption.
    pub(super) fn new(run: &Run<'a>, query: &DossierQuery) -> Rows<'a> {
        let mut acts: Vec<(InstrumentIx, &Instrument)> =
            (0..).map(InstrumentIx).zip(&run.engine.corpus.instruments).collect();
        acts.retain(|(_, act)| query.selection.instruments.takes(&act.id));
        acts.sort_by_key(|(_, act)| (heading_rank(act), act.adopted, &act.id));
        let mut rows = Rows { groups: Vec::new(), acts: Vec::new(), duties: Vec::new() };
        for (ix, act) in acts {
            rows.add(ix, act, query);
        }
        rows
    }

    fn add(&mut self, instrument_ix: InstrumentIx, instrument: &'a Instrument, query: &DossierQuery) {
        let selection = &query.selection.obligations;
        let is_row = |duty: &Obligation| {
            duty.owed_by.is_empty() && selection.takes_named(|| format!("{}/{}", instrument.id, duty.id))
        };
        let act = self.acts.len();
        for (obligation_ix, obligation) in (0..).map(ObligationIx).zip(&instrument.obligations) {
            if is_row(obligation) {
                self.duties.push((RowKey { instrument_ix, instrument, obligation_ix, obligation }, act));
            }
        }
        if self.duties.last().is_none_or(|(_, last)| *last != act) {
            return;
        }
        let heading = heading(instrument);
        let group = self.groups.iter().position(|known| *known == heading).unwrap_or_else(|| {
            self.groups.push(heading);
            self.groups.len() - 1
        });
        self.acts.push((instrument, group));
    }

    /// The place of an act among those shown.
    pub(super) fn act_of(&self, instrument: &Instrument) -> Option<usize> {
        self.acts.iter().position(|(act, _)| act.id == instrument.id)
    }

    /// The place of a duty among the rows, by `instrument/obligation`.
    pub(super) fn duty_of(&self, link: &str) -> Option<usize> {
        let (act, duty) = link.split_once('/')?;
        self.duties.iter().position(|(key, _)| *key.instrument.id == *act && *key.obligation.id == *duty)
    }
}

fn heading_rank(act: &Instrument) -> (u8, bool, Option<&str>) {
    (act.objective.unwrap_or(u8::MAX), act.family.is_none(), act.family.as_deref().filter(|_| act.objective.is_none()))
}

fn heading(act: &Instrument) -> String {
    match (act.objective, &act.family) {
        (Some(number), _) => labels::objective(number),
        (None, Some(family)) => plain(&labels::capitalised(&family.replace('-', " "))),
        (None, None) => OTHERS.to_owned(),
    }
}

/// An act.
pub(super) fn act(run: &Run, instrument: &Instrument, group: usize, known_as_of: Option<Day>) -> ActData {
    ActData {
        id: plain(&instrument.id),
        name: plain(&instrument.short_title),
        title: plain(&instrument.title),
        group,
        number: plain(&number(instrument)),
        link: link(run, instrument).map(|link| plain(&link)),
        remark: plain(&remark(instrument, known_as_of)),
    }
}

/// `2008/615/JHA`; `CETS 185`; else the CELEX number.
fn number(act: &Instrument) -> String {
    let cets = act.cets.as_ref().map(|number| format!("CETS {}", number.trim_start_matches("CETS ")));
    let is_number = |alias: &&str| alias.contains('/') && alias.starts_with(|first: char| first.is_ascii_digit());
    let series = |alias: &&str| alias.starts_with("CETS ");
    let aliases = || act.aliases.iter().map(|alias| &**alias);
    let own = cets.or_else(|| aliases().find(is_number).or_else(|| aliases().find(series)).map(str::to_owned));
    own.or_else(|| act.celex.first().map(|celex| celex.to_string())).unwrap_or_default()
}

fn link(run: &Run, act: &Instrument) -> Option<String> {
    let celex =
        act.celex.first().map(|celex| format!("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:{celex}"));
    let sources = || act.sources.iter().filter_map(|ix| run.engine.corpus.source(*ix));
    celex.or_else(|| sources().find_map(address))
}

/// That the act ended only in hindsight, as far as is known today.
fn remark(act: &Instrument, known_as_of: Option<Day>) -> String {
    let is_known = |end: &&End| known_as_of.is_none_or(|known| end.known_from.is_some_and(|from| from <= known));
    let void = act.ended.iter().filter(|end| end.effect == Effect::ExTunc && end.known_from.is_some()).find(is_known);
    void.map_or(String::new(), |end| {
        format!("Ended only in hindsight: {}. Known today it never bound anyone; known then it did.", ended(end))
    })
}

/// A duty; `question` is that of any state.
pub(super) fn duty(key: &RowKey, act: usize, question: Option<&Question>) -> DutyData {
    let (instrument, duty) = (key.instrument, key.obligation);
    let is_urged = duty.duty == Duty::Encouraged;
    let words = |text: String| if is_urged { plain(&text) } else { String::new() };
    DutyData {
        id: plain(&duty.id),
        act,
        label: plain(&labels::duty_label(duty)),
        title: plain(&duty.title),
        article: plain(&duty.article),
        headline: instrument.headline_duties().iter().any(|one| one.id == duty.id),
        binding: !is_urged,
        due: question.and_then(common_limit).and_then(|limit| number_if_named(limit.0)),
        did: words(format!("{} the {}", participle(duty.kind), instrument.short_title)),
        undone: words(format!("not {}", participle(duty.kind).trim_end_matches(" under"))),
    }
}

/// What a state did that did what is urged.
fn participle(kind: Kind) -> &'static str {
    match kind {
        Kind::Transpose => "transposed",
        Kind::Notify => "notified measures under",
        Kind::Implement => "implemented",
        Kind::Operate => "joined the exchange under",
        Kind::Designate => "named an authority under",
        Kind::Ratify => "ratified",
        Kind::Report => "reported under",
    }
}
