//! What the row of one party says, as events.

use serde_json::{Map, Value};

use super::cell::{self, MarkedDay};
use super::layout::{
    CONSENT, ChartLayout, DECLARATIONS, DENOUNCED, DENUNCIATION_EFFECT, Depositary, IN_FORCE, NOTES, PARTY,
    RESERVATIONS, SIGNATURE, STATUS, SUCCEEDS, SUSPENSION,
};
use crate::import::names::{Names, StateMatch, unknown_state};
use crate::import::table::RawRow;
use crate::import::{ActOf, NewState, Proposal, ProposedRecord, RowProblem};
use crate::law::{Consent, EventKind};
use crate::time::Day;

/// The party of a row.
pub(super) enum ChartParty {
    /// One of the data.
    Known(String),
    /// One that is added.
    New(Box<NewState>),
}

impl ChartParty {
    /// The party that a cell names.
    pub(super) fn find(written: &str, names: &Names, create_states: bool) -> Result<ChartParty, RowProblem> {
        match names.state(written) {
            StateMatch::Known(code) => Ok(ChartParty::Known(code)),
            StateMatch::New(state) if create_states => Ok(ChartParty::New(Box::new(state))),
            StateMatch::New(state) => {
                let message = format!("the data have no file for {} ({})", state.name, state.code);
                Err(RowProblem::new("unknown-party", message).help("--create-states adds it"))
            }
            StateMatch::Unknown => Err(unknown_state(written)),
        }
    }

    /// Code of its file.
    pub(super) fn code(&self) -> &str {
        match self {
            ChartParty::Known(code) => code,
            ChartParty::New(state) => &state.code,
        }
    }
}

/// The cell that names the party; the column has no heading in charts of the Council of Europe.
pub(super) fn party_cell<'a>(row: &'a RawRow, layout: &'a ChartLayout) -> &'a str {
    if layout.columns.has(PARTY) {
        layout.columns.get(row, PARTY)
    } else {
        row.cells.first().map_or("", String::as_str)
    }
}

/// Did the party of this row do nothing yet? No cell that is read has a day, and none that is not.
pub(super) fn is_idle(row: &RawRow, layout: &ChartLayout) -> bool {
    let says_nothing = events(row, layout, &mut Vec::new()).is_ok_and(|events| events.is_empty());
    says_nothing && layout.unread(row).next().is_none()
}

/// Does the cell name a state, known or not?
pub(super) fn is_state(written: &str, names: &Names) -> bool {
    names.state(written) != StateMatch::Unknown
}

/// One thing that a party did, or that happened to it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct ChartEvent {
    kind: EventKind,
    on: Day,
    consent: Option<Consent>,
    succeeds_on: Option<Day>,
}

impl ChartEvent {
    fn new(kind: EventKind, on: Day) -> ChartEvent {
        ChartEvent { kind, on, consent: None, succeeds_on: None }
    }

    fn consent(form: Option<Consent>, on: Day) -> ChartEvent {
        ChartEvent { consent: form, ..ChartEvent::new(EventKind::Ratification, on) }
    }

    /// The day up to which the chart shows what happened; an entry into force or an end can lie ahead.
    pub(super) fn day(&self) -> Option<Day> {
        (!matches!(self.kind, EventKind::InForceForState | EventKind::Denunciation)).then_some(self.on)
    }

    /// The record of this party under this treaty.
    pub(super) fn into_proposal(self, state: &str, treaty: &str) -> Proposal {
        let mut entry = Map::new();
        let mut put = |key: &str, value: String| entry.insert(key.to_owned(), Value::String(value));
        put("event", self.kind.to_string());
        self.consent.map(|form| put("consent", form.to_string()));
        self.succeeds_on.map(|day| put("succeeds_on", day.to_string()));
        put("on", self.on.to_string());
        let act = ActOf::Known(treaty.to_owned());
        Proposal::Record(ProposedRecord { state: state.to_owned(), act, entry, otherwise: None })
    }
}

/// Everything that a row says of its party.
///
/// # Errors
/// A cell is no day; a mark is not explained; a succession or a denunciation has no day of effect.
pub(super) fn events(
    row: &RawRow,
    layout: &ChartLayout,
    warnings: &mut Vec<RowProblem>,
) -> Result<Vec<ChartEvent>, RowProblem> {
    let day = |column: &str| {
        cell::read(layout.columns.get(row, column), layout.order()).map_err(|problem| in_column(problem, column))
    };
    let (signed, in_force) = (day(SIGNATURE)?, day(IN_FORCE)?.map(|found| found.on));
    let mut events = signature(signed.as_ref(), warnings)?;
    let consent = day(CONSENT)?;
    if let Some(consent) = &consent {
        let form = form(consent, layout)?;
        events.extend(consents(form, consent.on, day(SUCCEEDS)?.map(|found| found.on).or(in_force), signed.is_none())?);
    }
    let is_succession = events.iter().any(|event| event.consent == Some(Consent::Succession));
    // of a succession the day is that on which the state takes the place of another, and stands in its record
    events.extend(in_force.filter(|_| !is_succession).map(|on| ChartEvent::new(EventKind::InForceForState, on)));
    events.extend(denunciation(row, layout, &day)?);
    for (column, kind) in [(RESERVATIONS, EventKind::Reservation), (DECLARATIONS, EventKind::Declaration)] {
        events.extend(declared(layout.columns.get(row, column), kind, layout, warnings)?);
    }
    if !layout.columns.get(row, SUSPENSION).is_empty() {
        warnings
            .push(RowProblem::new("suspension-not-kept", "the chart shows a suspension, for which there is no event"));
    }
    let note = layout.columns.get(row, NOTES);
    if !note.is_empty() {
        let message = format!("the chart has a note here, which was not read: {note}");
        warnings
            .push(RowProblem::new("note-not-read", message).help("read the note below the chart: it can change a day"));
    }
    warnings.extend(layout.unread(row).map(|heading| {
        let message = format!("the column \"{heading}\" has a day, and is not read");
        RowProblem::new("column-not-read", message).help("add by hand what it says: acquis record")
    }));
    Ok(events)
}

fn in_column(problem: RowProblem, column: &str) -> RowProblem {
    RowProblem { message: format!("{column}: {}", problem.message), ..problem }
}

/// A signature; one without reservation as to ratification is also the consent (VCLT, Art. 12).
fn signature(signed: Option<&MarkedDay>, warnings: &mut Vec<RowProblem>) -> Result<Vec<ChartEvent>, RowProblem> {
    let Some(signed) = signed else { return Ok(Vec::new()) };
    let mut events = vec![ChartEvent::new(EventKind::Signature, signed.on)];
    match signed.mark.as_str() {
        "" => {}
        "s" | "S" => events.push(ChartEvent::consent(Some(Consent::DefinitiveSignature), signed.on)),
        // ad referendum: a full signature once the state confirms it (VCLT, Art. 12(2)(b))
        "r" | "R" => {
            warnings.push(RowProblem::new("signature-ad-referendum", "the signature is subject to confirmation"))
        }
        // to the signature of a predecessor
        "d" => {
            warnings.push(RowProblem::new("succession-to-signature", "the state succeeded to a signature on this day"))
        }
        mark => return Err(unknown_mark(mark)),
    }
    Ok(events)
}

/// The form of a consent; none where the chart does not say which it was.
fn form(consent: &MarkedDay, layout: &ChartLayout) -> Result<Option<Consent>, RowProblem> {
    let form = layout.form(&consent.mark).ok_or_else(|| unknown_mark(&consent.mark))?;
    // the Council of Europe prints ratification, acceptance and approval alike
    let is_open = layout.depositary == Depositary::CouncilOfEurope && consent.mark.is_empty();
    Ok(Some(form).filter(|form| !(is_open && *form == Consent::Ratification)))
}

fn unknown_mark(mark: &str) -> RowProblem {
    let message = match mark {
        "" => "the heading does not say what a day without a mark means".to_owned(),
        mark => format!("the mark \"{mark}\" beside a day is not known"),
    };
    RowProblem::new("unknown-mark", message)
        .help("known: a, A, AA, c, d, P, s, su where the chart explains them, or the form in words")
}

fn consents(
    form: Option<Consent>,
    on: Day,
    succeeds_on: Option<Day>,
    is_unsigned: bool,
) -> Result<Vec<ChartEvent>, RowProblem> {
    let consent = ChartEvent::consent(form, on);
    match form {
        Some(Consent::Succession) if succeeds_on.is_none() => {
            let message =
                format!("the chart prints the deposit of a succession ({on}), and not the day from which it counts");
            let help = "add a column \"Succession effective\" with the day from which the state takes the place of its \
                        predecessor, usually its independence";
            Err(RowProblem::new("succession-without-day", message).help(help))
        }
        Some(Consent::Succession) => Ok(vec![ChartEvent { succeeds_on, ..consent }]),
        Some(Consent::DefinitiveSignature) if is_unsigned => {
            Ok(vec![ChartEvent::new(EventKind::Signature, on), consent])
        }
        _ => Ok(vec![consent]),
    }
}

/// The end for this party: on its day of effect, never on that of the notice.
fn denunciation(
    row: &RawRow,
    layout: &ChartLayout,
    day: &dyn Fn(&str) -> Result<Option<MarkedDay>, RowProblem>,
) -> Result<Option<ChartEvent>, RowProblem> {
    if let Some(effect) = day(DENUNCIATION_EFFECT)? {
        return Ok(Some(ChartEvent::new(EventKind::Denunciation, effect.on)));
    }
    let notice = layout.columns.get(row, DENOUNCED);
    let status = layout.columns.get(row, STATUS).to_lowercase();
    let has_left = ["denounc", "withdr", "terminat", "not in force since"].iter().any(|word| status.contains(word));
    if has_left || !notice.is_empty() {
        let message = "the party has left the treaty, and the chart does not print from which day";
        let help = "add a column \"Denunciation effective\" with the first day on which the treaty no longer binds it";
        return Err(RowProblem::new("denunciation-without-day", message).help(help));
    }
    Ok(None)
}

/// A reservation or a declaration that has a day; a mark without one is reported, and no day is made up.
fn declared(
    text: &str,
    kind: EventKind,
    layout: &ChartLayout,
    warnings: &mut Vec<RowProblem>,
) -> Result<Option<ChartEvent>, RowProblem> {
    if ["", "-", "no", "false", "0"].contains(&text.to_lowercase().as_str()) {
        return Ok(None);
    }
    if text.bytes().filter(u8::is_ascii_digit).count() >= 4 {
        let found = cell::read(text, layout.order()).map_err(|problem| in_column(problem, kind.as_str()))?;
        return Ok(found.map(|found| ChartEvent::new(kind, found.on)));
    }
    // in charts of the Council of Europe D. stands for declarations, denunciations and derogations
    let is_broad = kind == EventKind::Declaration && layout.depositary == Depositary::CouncilOfEurope;
    let what = if is_broad { "declaration, denunciation or derogation" } else { kind.as_str() };
    let help = "the depositary's list of reservations and declarations has the day: add it with acquis record";
    warnings.push(
        RowProblem::new("reservation-without-day", format!("the chart marks a {what} without its day")).help(help),
    );
    Ok(None)
}
