//! National implementing measures, as CELLAR and EUR-Lex list them: each row a measure of a state under an act, with a CELEX
//! number of sector 7 that consists of the act, the state and a number of its own.
//!
//! What such a list proves is that the state communicated the measure, on the day that the list gives for that. It does not say
//! whether the measure covers the whole act, alone or with others: the extent is always `unsaid`. It proves nothing about what
//! is not listed, and a measure that is listed can have been repealed since.

use std::collections::{BTreeMap, HashMap};

use serde_json::{Map, Value, json};

use super::days::{DayOrder, read_day};
use super::names::{Names, StateMatch};
use super::stub::stub;
use super::table::{Columns, RawRow, RawTable, Wanted};
use super::{ActOf, ImportRow, NewAct, Proposal, ProposedRecord, RowProblem, RowsRead};
use crate::law::Instrument;
use crate::time::Day;

/// The columns: variables of our own query first, then the names of the same things elsewhere.
const COLUMNS: [Wanted; 9] = [
    Wanted::required(
        "measure",
        &["nim", "nim_celex", "nimcelex", "measure_celex", "measurecelex", "celex number", "celex_nim"],
    ),
    Wanted::optional("celex", &["act", "act_celex", "directive", "directive_celex"]),
    Wanted::optional("country", &["member state", "state", "member_state"]),
    Wanted::optional("title", &["measure_title", "title of the measure"]),
    Wanted::optional(
        "notified",
        &["notification_date", "notificationdate", "date_notification", "date of notification"],
    ),
    Wanted::optional("adopted", &["document_date", "date_document", "docdate", "date of document", "date"]),
    Wanted::optional("published", &["date_publication", "official_journal_date", "date of publication"]),
    Wanted::optional("published_in", &["official_journal", "official_journal_name", "official publication"]),
    Wanted::optional("in_force", &["date_entry_into_force", "entrydate", "entry_into_force", "entry into force"]),
];

/// A number of sector 7, taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
struct MeasureNumber {
    /// CELEX number of the act.
    act: String,
    /// ISO 3166-1 alpha-3 of the state.
    iso3: String,
}

impl MeasureNumber {
    /// `72011L0036AUT_202304711`: the act `32011L0036`, the state `AUT`.
    fn read(written: &str) -> Option<MeasureNumber> {
        let (act, rest) = written.strip_prefix('7')?.split_at_checked("2011L0036".len())?;
        let (state, number) = rest.split_at_checked(3)?;
        let is_act = act
            .char_indices()
            .all(|(at, char)| if at == 4 { char.is_ascii_uppercase() } else { char.is_ascii_digit() });
        let is_state = state.bytes().all(|byte| byte.is_ascii_uppercase());
        let number = number.strip_prefix('_')?;
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_alphanumeric());
        (is_act && is_state && is_number).then(|| MeasureNumber { act: format!("3{act}"), iso3: state.to_owned() })
    }
}

/// The days of a measure, as far as they are known.
#[derive(Debug, Default, PartialEq, Eq)]
struct MeasureDays {
    notified: Option<Day>,
    adopted: Option<Day>,
    published: Option<Day>,
    in_force: Option<Day>,
}

/// Reads a list of national implementing measures.
///
/// # Errors
/// The file has no column with the numbers of the measures.
pub fn read(tables: &[RawTable], names: &Names, create_instruments: bool) -> Result<RowsRead, RowProblem> {
    let mut list = MeasureList { names, create_instruments, seen: HashMap::new(), acts: BTreeMap::new() };
    let mut read = RowsRead::default();
    let mut refused = RowProblem::new("no-table", "the file has no table");
    for table in tables {
        match Columns::find(table, &COLUMNS) {
            Ok(columns) => {
                if read.header.is_empty() {
                    read.header = columns.header().to_vec();
                }
                read.unread.extend(columns.unread().into_iter().map(str::to_owned));
                read.rows.extend(columns.rows(table).map(|row| list.row(row, &columns)));
            }
            Err(problem) => refused = problem,
        }
    }
    if read.header.is_empty() {
        return Err(refused);
    }
    read.acts = list.acts.into_values().collect();
    Ok(read)
}

/// A list while it is read.
struct MeasureList<'a, 'n> {
    names: &'n Names<'a>,
    create_instruments: bool,
    /// Of each measure under an act the line in which it was read and its days there.
    seen: HashMap<(String, String), (usize, MeasureDays)>,
    acts: BTreeMap<String, NewAct>,
}

impl MeasureList<'_, '_> {
    fn row(&mut self, row: &RawRow, columns: &Columns) -> ImportRow {
        let mut warnings: Vec<RowProblem> = columns.check_width(row).into_iter().collect();
        let says = self.says(row, columns, &mut warnings);
        ImportRow { line: row.line, cells: row.cells.as_slice().into(), says, warnings }
    }

    fn says(
        &mut self,
        row: &RawRow,
        columns: &Columns,
        warnings: &mut Vec<RowProblem>,
    ) -> Result<Vec<Proposal>, RowProblem> {
        let written = last_part(columns.get(row, "measure"));
        let number = MeasureNumber::read(written).ok_or_else(|| no_number(written))?;
        let state = self.state(&number, columns.get(row, "country"), warnings)?;
        let days = days(row, columns, warnings)?;
        let listed = listed_under(columns.get(row, "celex"), &number, written, warnings);
        let key = (written.to_owned(), listed.clone());
        if let Some((line, first)) = self.seen.get(&key) {
            let (line, is_same) = (*line, *first == days);
            warnings.push(repeated(line, is_same));
            return Ok(Vec::new());
        }
        let (act, known) = self.act(&listed)?;
        let entry = entry(written, (columns.get(row, "title"), columns.get(row, "published_in")), &days)?;
        before_act(&days, known)?;
        self.seen.insert(key, (row.line, days));
        Ok(vec![Proposal::Record(ProposedRecord { state, act, entry, otherwise: None })])
    }

    /// The state that the number names; the column of countries can only contradict it.
    fn state(
        &self,
        number: &MeasureNumber,
        country: &str,
        warnings: &mut Vec<RowProblem>,
    ) -> Result<String, RowProblem> {
        let StateMatch::Known(state) = self.names.state(&number.iso3) else {
            let message = format!("{} is no state of the data", number.iso3);
            return Err(RowProblem::new("unknown-state", message).help("measures are those of Member States"));
        };
        let country = last_part(country);
        let other = Some(country).filter(|country| !country.is_empty()).map(|country| self.names.state(country));
        if other.is_some_and(|other| other != StateMatch::Known(state.clone())) {
            let message = format!("the number is one of {}, the country is {country}", number.iso3);
            warnings.push(RowProblem::new("other-state", message).help("the number of the measure decides"));
        }
        Ok(state)
    }

    fn act(&mut self, celex: &str) -> Result<(ActOf, Option<&Instrument>), RowProblem> {
        if let Some(act) = self.names.celex(celex) {
            return Ok((ActOf::Known(act.id.to_string()), Some(act)));
        }
        let stub = stub(celex, None, None).filter(|_| self.create_instruments);
        let Some(stub) = stub else {
            let help = format!("import it first (acquis query acts {celex}), or add --create-instruments");
            return Err(RowProblem::new("unknown-act", format!("{celex} is not in the data")).help(help));
        };
        self.acts.entry(celex.to_owned()).or_insert(stub);
        Ok((ActOf::New(celex.to_owned()), None))
    }
}

/// The act under which a row lists a measure. One text can implement several acts: its number names the one under which it was
/// first communicated, the column the one that is meant.
fn listed_under(column: &str, number: &MeasureNumber, measure: &str, warnings: &mut Vec<RowProblem>) -> String {
    let listed = last_part(column).to_ascii_uppercase();
    if listed.is_empty() || listed == number.act {
        return number.act.clone();
    }
    let message = format!("{measure} is numbered under {}, and listed under {listed}", number.act);
    warnings.push(RowProblem::new("other-act", message).help("it is recorded under the act of the list"));
    listed
}

/// The last part of an address: what CELLAR names `.../country/AUT` and `.../celex/72011L0036AUT_1`.
fn last_part(written: &str) -> &str {
    let is_address = written.contains("://");
    written.rsplit('/').next().filter(|_| is_address).unwrap_or(written)
}

fn days(row: &RawRow, columns: &Columns, warnings: &mut Vec<RowProblem>) -> Result<MeasureDays, RowProblem> {
    let mut day = |name: &'static str| match columns.get(row, name) {
        "" => Ok(None),
        written => match read_day(written, DayOrder::DayFirst) {
            Ok(day) => Ok(Some(day)),
            // where the office knows no day it writes 1001-01-01 or 9999-12-31
            Err(problem) if problem.code == "placeholder-date" => {
                warnings.push(RowProblem::new(problem.code, format!("{name}: {}", problem.message)));
                Ok(None)
            }
            Err(problem) => Err(problem),
        },
    };
    Ok(MeasureDays {
        notified: day("notified")?,
        adopted: day("adopted")?,
        published: day("published")?,
        in_force: day("in_force")?,
    })
}

/// The measure as an entry of a state's file. Where the list says when it was communicated, that is what happened; else the
/// measure itself, on the day of its entry into force, or, where that is not known, not before it was adopted or published.
fn entry(number: &str, (title, place): (&str, &str), days: &MeasureDays) -> Result<Map<String, Value>, RowProblem> {
    let earliest = days.published.or(days.adopted);
    let (event, on) = match (days.notified, days.in_force, earliest) {
        (Some(day), ..) => ("notified", json!(day.to_string())),
        (None, Some(day), _) => ("measure", json!(day.to_string())),
        (None, None, Some(day)) => ("measure", json!({ "after": day.previous().to_string() })),
        (None, None, None) => {
            return Err(RowProblem::new("no-day", "the row has no day that is known")
                .help("write the day of notification, of entry into force, of publication or of the document"));
        }
    };
    let mut entry = Map::new();
    let mut put = |key: &str, value: Value| entry.insert(key.to_owned(), value);
    put("event", json!(event));
    put("extent", json!("unsaid"));
    put("on", on);
    if !title.is_empty() {
        put("title", json!(title));
    }
    if let Some(day) = days.adopted {
        put("adopted_on", json!(day.to_string()));
    }
    put("locator", json!(number));
    let published = days.published.map(|day| format!("published on {day}"));
    let place = Some(place).filter(|place| !place.is_empty()).map(|place| format!("published in {place}"));
    let in_force = days.in_force.filter(|_| event == "notified").map(|day| format!("in force from {day}"));
    let note: Vec<String> = [published, place, in_force].into_iter().flatten().collect();
    if !note.is_empty() {
        put("note", json!(note.join("; ")));
    }
    Ok(entry)
}

/// A measure communicated before there was the act. A law itself may be older than the act: it is communicated all the same.
fn before_act(days: &MeasureDays, act: Option<&Instrument>) -> Result<(), RowProblem> {
    let (Some(notified), Some(act)) = (days.notified, act) else { return Ok(()) };
    if notified >= act.adopted {
        return Ok(());
    }
    let message = format!("communicated on {notified}, but {} was adopted {}", act.id, act.adoption_in_words());
    Err(RowProblem::new("event-before-act", message).help("check the day of notification"))
}

fn repeated(line: usize, is_same: bool) -> RowProblem {
    if is_same {
        return RowProblem::new("duplicate-row", format!("the measure stands in line {line} already"))
            .help("it is counted once");
    }
    let message = format!("the measure stands in line {line} with other days, which count");
    RowProblem::new("duplicate-row", message).help("keep the row with the right days")
}

fn no_number(written: &str) -> RowProblem {
    let cut: String = written.chars().take(80).collect();
    RowProblem::new("not-a-measure-number", format!("\"{cut}\" is no CELEX number of a national measure"))
        .help("it is written 7, year, letter and number of the act, the state, _ and a number: 72011L0036AUT_202304711")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::load::embedded_checked;

    fn table(lines: &[&str]) -> RawTable {
        let rows = lines.iter().enumerate().map(|(at, line)| RawRow {
            line: at + 1,
            cells: line.split('|').map(|cell| cell.trim().to_owned()).collect(),
        });
        RawTable { title: String::new(), rows: rows.collect() }
    }

    const HEADER: &str = "celex | measure | country | title | notified | adopted | published | published_in | in_force";

    fn read_rows(rows: &[&str], create: bool) -> RowsRead {
        let corpus = embedded_checked().corpus;
        let lines: Vec<&str> = std::iter::once(HEADER).chain(rows.iter().copied()).collect();
        read(&[table(&lines)], &Names::of(&corpus), create).unwrap()
    }

    fn record(row: &ImportRow) -> (&ProposedRecord, Value) {
        let Ok([Proposal::Record(record)]) = row.says.as_deref() else { panic!("no record: {row:?}") };
        (record, Value::Object(record.entry.clone()))
    }

    #[test]
    fn what_was_communicated_is_recorded_on_its_day_and_never_as_full() {
        let read = read_rows(
            &[
                "32011L0036 | 72011L0036AUT_202304711 | http://publications.europa.eu/resource/authority/country/AUT | Gesetz | 2013-07-29 | 2013-07-25 | 2013-07-29 | Bundesgesetzblatt | 2013-08-01",
                "32011L0036 | 72011L0036GRC_1 | GRC | Nomos | 1001-01-01 | 2013-10-01 | | | 2013-10-09",
                "32011L0036 | 72011L0036GBR_2 | GBR | Act | | 2003-05-01 | | | ",
            ],
            false,
        );
        let (first, entry) = record(&read.rows[0]);
        assert_eq!((first.state.as_str(), &first.act), ("AT", &ActOf::Known("anti-trafficking".to_owned())));
        let expected = json!({"event": "notified", "extent": "unsaid", "on": "2013-07-29", "title": "Gesetz",
            "adopted_on": "2013-07-25", "locator": "72011L0036AUT_202304711",
            "note": "published on 2013-07-29; published in Bundesgesetzblatt; in force from 2013-08-01"});
        assert_eq!(entry, expected);
        let (second, entry) = record(&read.rows[1]);
        assert_eq!(
            (second.state.as_str(), &entry["event"], &entry["on"]),
            ("EL", &json!("measure"), &json!("2013-10-09"))
        );
        assert_eq!(read.rows[1].warnings[0].code, "placeholder-date");
        // a law may be older than the act; it was in force not before its adoption
        let (third, entry) = record(&read.rows[2]);
        assert_eq!((third.state.as_str(), &entry["on"]), ("UK", &json!({"after": "2003-04-30"})));
    }

    #[test]
    fn what_cannot_be_believed_is_refused_with_its_reason() {
        let read = read_rows(
            &[
                "32011L0036 | 7*EST_202103476 | EST | | 2013-07-29 | | | | ",
                "32011L0036 | 72011L0036AUT_3 | AUT | | 1001-01-01 | | | | 9999-12-31",
                "32004L0038 | 72004L0038AUT_4 | AUT | | 2006-07-29 | | | | ",
                "32011L0036 | 72011L0036AUT_5 | AUT | | 2010-01-01 | | | | ",
                "32011L0036 | 72011L0036XKX_6 | XKX | | 2013-01-01 | | | | ",
            ],
            false,
        );
        let codes: Vec<&str> = read.rows.iter().map(|row| row.says.as_ref().unwrap_err().code).collect();
        assert_eq!(codes, ["not-a-measure-number", "no-day", "unknown-act", "event-before-act", "unknown-state"]);
    }

    #[test]
    fn one_measure_under_several_acts_is_a_record_of_each() {
        let read = read_rows(
            &[
                "32011L0036 | 72011L0036AUT_7 | AUT | Law | 2013-07-29 | | | | ",
                "32004L0038 | 72004L0038AUT_7 | AUT | Law | 2013-07-29 | | | | ",
                "32004L0038 | 72004L0038AUT_7 | AUT | Law | 2013-07-29 | | | | ",
                "32004L0038 | 72004L0038AUT_7 | AUT | Law | 2013-07-30 | | | | ",
                "32004L0038 | 72011L0036BEL_8 | AUT | Law | 2013-07-30 | | | | ",
                "32011L0036 | 72011L0036BEL_8 | BEL | Law | 2013-07-30 | | | | ",
            ],
            true,
        );
        assert_eq!(record(&read.rows[1]).0.act, ActOf::New("32004L0038".to_owned()));
        assert_eq!((read.acts.len(), read.acts[0].id.as_str()), (1, "32004l0038"));
        for row in &read.rows[2..4] {
            assert_eq!((row.says.as_deref(), row.warnings[0].code), (Ok(&[][..]), "duplicate-row"));
        }
        let codes: Vec<&str> = read.rows[4].warnings.iter().map(|warning| warning.code).collect();
        assert_eq!(codes, ["other-state", "other-act"]);
        let acts: Vec<&ActOf> = read.rows[4..].iter().map(|row| &record(row).0.act).collect();
        assert_eq!(acts, [&ActOf::New("32004L0038".to_owned()), &ActOf::Known("anti-trafficking".to_owned())]);
    }
}
