//! Charts in every layout, built from facts that were read elsewhere: every row comes back.

use super::{ChartOptions, read};
use crate::import::names::Names;
use crate::import::table;
use crate::import::{ActOf, ImportRow, Proposal, RowProblem, RowsRead};
use crate::law::{Actor, Corpus, EventKind};
use crate::load::embedded;
use crate::time::MONTHS;

fn corpus() -> Corpus {
    embedded(None).unwrap()
}

fn read_text(text: &str, corpus: &Corpus, options: &ChartOptions) -> Result<RowsRead, RowProblem> {
    let tables = table::read(text.as_bytes(), "chart").unwrap();
    read(&tables, &Names::of(corpus), options)
}

fn of(instrument: &str) -> ChartOptions {
    ChartOptions { instrument: Some(instrument.to_owned()), create_states: true }
}

/// `AT signature 2001-11-23; ...`, or the code of what is wrong.
fn said(row: &ImportRow) -> String {
    match &row.says {
        Err(problem) => problem.code.to_owned(),
        Ok(says) => says.iter().map(shown).collect::<Vec<String>>().join("; "),
    }
}

fn shown(proposal: &Proposal) -> String {
    let Proposal::Record(record) = proposal else { panic!("{proposal:?}") };
    assert!(matches!(record.act, ActOf::Known(_)));
    let words = record.entry.values().map(|value| value.as_str().unwrap());
    std::iter::once(record.state.as_str()).chain(words).collect::<Vec<&str>>().join(" ")
}

fn codes(row: &ImportRow) -> Vec<&'static str> {
    row.warnings.iter().map(|warning| warning.code).collect()
}

#[test]
fn a_saved_page_of_the_council_of_europe() {
    let page = "<html><head><title>Chart</title></head><body><h2>Chart of signatures and ratifications of Treaty 185</h2>
        <p>Convention on Cybercrime (ETS No. 185)</p><p>Status as of 27/08/2026</p>
        <table><thead><tr><th></th><th>Signature</th><th>Ratification</th><th>Entry into Force</th><th>Notes</th><th>R.</th>
        <th>D.</th><th>A.</th><th>T.</th><th>C.</th><th>O.</th></tr></thead><tbody>
        <tr><td colspan=11>Members of the Council of Europe</td></tr>
        <tr><td>Austria</td><td>23/11/2001</td><td>13/06/2012</td><td>01/10/2012</td><td></td><td>R.</td><td>D.</td><td>A.</td><td/><td/><td/></tr>
        <tr><td>Andorra</td><td>23/04/2013 s</td><td></td><td>01/03/2017</td><td></td><td/><td/><td/><td/><td/><td/></tr>
        <tr><td>Serbia</td><td>07/04/2005</td><td>14/04/2009</td><td>01/08/2009</td><td>55</td><td/><td/><td/><td/><td/><td/></tr>
        <tr><td>Monaco</td><td></td><td></td><td></td><td></td><td/><td/><td/><td/><td/><td/></tr>
        <tr><td colspan=11>Non-members of the Council of Europe</td></tr>
        <tr><td>Australia</td><td></td><td>30/11/2012 a</td><td>01/03/2013</td><td></td><td>R.</td><td/><td/><td/><td/><td/></tr>
        <tr><td>Montenegro</td><td>03/06/2006 r</td><td>03/03/2010 su</td><td>06/06/2006</td><td></td><td/><td/><td/><td/><td/><td/></tr>
        <tr><td>Chile</td><td>13/31/2001</td><td></td><td></td><td></td><td/><td/><td/><td/><td/><td/></tr>
        </tbody><tfoot><tr><td colspan=2>Total number of signatures not followed by ratifications:</td><td>3</td></tr>
        <tr><td>(55) Date of signature by the state union of Serbia and Montenegro.</td></tr></tfoot></table></body></html>";
    let corpus = corpus();
    let found = read_text(page, &corpus, &ChartOptions { instrument: None, create_states: true }).unwrap();
    let rows: Vec<String> = found.rows.iter().map(said).collect();
    assert_eq!(
        rows,
        [
            "AT signature 2001-11-23; AT ratification 2012-06-13; AT in-force-for-state 2012-10-01",
            "AD signature 2013-04-23; AD ratification definitive-signature 2013-04-23; AD in-force-for-state 2017-03-01",
            "RS signature 2005-04-07; RS ratification 2009-04-14; RS in-force-for-state 2009-08-01",
            "",
            "AU ratification accession 2012-11-30; AU in-force-for-state 2013-03-01",
            "ME signature 2006-06-03; ME ratification succession 2006-06-06 2010-03-03",
            "not-a-date",
        ]
    );
    assert_eq!(codes(&found.rows[0]), ["reservation-without-day", "reservation-without-day"]);
    assert_eq!(codes(&found.rows[2]), ["note-not-read"]);
    assert_eq!((codes(&found.rows[3]).len(), found.rows[3].says.as_deref()), (0, Ok(&[][..])));
    assert_eq!(codes(&found.rows[5]), ["signature-ad-referendum"]);
    let states: Vec<&str> = found.states.iter().map(|state| state.code.as_str()).collect();
    assert_eq!(states, ["AD", "AU", "MC", "ME", "RS"]);
    assert_eq!(found.through.as_deref(), Some("2026-08-27"));
    // without leave to add states, each row of one is refused; another treaty's chart is refused as a whole
    let kept = read_text(page, &corpus, &ChartOptions::default()).unwrap();
    assert_eq!(kept.rows.iter().filter(|row| said(row) == "unknown-party").count(), 5);
    assert_eq!(said(&kept.rows[3]), "", "Monaco did nothing");
    assert!(kept.states.is_empty());
    assert_eq!(read_text(page, &corpus, &of("cets-197")).unwrap_err().code, "other-treaty");
    let unknown = page.replace("185", "005");
    assert_eq!(read_text(&unknown, &corpus, &ChartOptions::default()).unwrap_err().code, "unknown-treaty");
}

#[test]
fn the_service_of_the_council_of_europe() {
    let text = r#"[[{"LibPaysOrga": "Austria", "CodePays": "AUT", "DateSignature": "2001-11-23T00:00:00", "DateConsentement":
        "2012-06-13T00:00:00", "DateEntreeVigueur": "2012-10-01T00:00:00", "DateDenonciation": null, "Reserves": true,
        "Declarations": false}, {"LibPaysOrga": "Germany", "DateSignature": "2001-11-23T00:00:00", "DateConsentement":
        "2009-03-09T00:00:00", "DateDenonciation": "2020-01-01T00:00:00", "DateEffetDenonciation": "2020-05-01T00:00:00"}],
        [{"LibPaysOrga": "Canada", "DateConsentement": "2015-07-08T00:00:00", "DateDenonciation": "2020-01-01T00:00:00"},
        {"LibPaysOrga": "Japan", "DateConsentement": "2012-07-03T00:00:00"}], []]"#;
    let corpus = corpus();
    assert_eq!(read_text(text, &corpus, &ChartOptions::default()).unwrap_err().code, "no-treaty");
    let found = read_text(text, &corpus, &of("budapest")).unwrap();
    let rows: Vec<String> = found.rows.iter().map(said).collect();
    assert_eq!(
        rows,
        [
            "AT signature 2001-11-23; AT ratification 2012-06-13; AT in-force-for-state 2012-10-01",
            "DE signature 2001-11-23; DE ratification 2009-03-09; DE denunciation 2020-05-01",
            "denunciation-without-day",
            "JP ratification 2012-07-03",
        ]
    );
    assert_eq!(codes(&found.rows[0]), ["reservation-without-day"]);
    assert_eq!(found.through.as_deref(), Some("2012-07-03"));
}

#[test]
fn a_csv_of_the_council_of_europe() {
    let csv = "Country,Signature,Ratification,Remarks\nAustria,23/11/2001,13/06/2012,Declaration\n\
        Germany,,09/03/2009,\nAustralia,,30/11/2012 a,\nAndorra,23/04/2013 s,,\nChad,,,\nChile,,,R 1 Jan 2001\n";
    let corpus = corpus();
    let found = read_text(csv, &corpus, &of("budapest")).unwrap();
    let rows: Vec<String> = found.rows.iter().map(said).collect();
    assert_eq!(
        rows,
        [
            "AT signature 2001-11-23; AT ratification 2012-06-13",
            "DE ratification 2009-03-09",
            "AU ratification accession 2012-11-30",
            "AD signature 2013-04-23; AD ratification definitive-signature 2013-04-23",
            "",
            "",
        ]
    );
    let kept = ChartOptions { create_states: false, ..of("budapest") };
    let kept = read_text(csv, &corpus, &kept).unwrap();
    let rows: Vec<String> = kept.rows.iter().skip(2).map(said).collect();
    assert_eq!(rows, ["unknown-party", "unknown-party", "", "unknown-party"]);
    let accession = csv.replace("Ratification", "Accession");
    let found = read_text(&accession, &corpus, &of("budapest")).unwrap();
    assert_eq!(said(&found.rows[1]), "DE ratification accession 2009-03-09");
}

#[test]
fn the_united_nations() {
    let csv = "Participant,Signature,\"Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)\"\r\n\
        Austria,12 Dec 2000,15 Sep 2005\r\nBahrain,,7 Jun 2004 a\r\nEuropean Union,12 Dec 2000,6 Sep 2006 AA\r\n\
        \"Netherlands (Kingdom of the) 7\",12 Dec 2000,27 Jul 2005A\r\nNamibia,13 Dec 2000,16 Aug 2002\r\nNA,13 Dec 2000,\r\n\
        Montenegro,,23 Oct 2006 d\r\nUnited States of America,22 Apr 2016,[20 Jan 2021 A]\r\nJapan,9 Dec 2002,5 May 2011 x\r\n\
        Kenya,,1001-01-01\r\nBolivia (Plurinational State of),,18 May 2106\r\n";
    let corpus = corpus();
    let found = read_text(csv, &corpus, &of("budapest")).unwrap();
    let rows: Vec<String> = found.rows.iter().map(said).collect();
    assert_eq!(
        rows,
        [
            "AT signature 2000-12-12; AT ratification ratification 2005-09-15",
            "BH ratification accession 2004-06-07",
            "EU signature 2000-12-12; EU ratification approval 2006-09-06",
            "NL signature 2000-12-12; NL ratification acceptance 2005-07-27",
            "NA signature 2000-12-13; NA ratification ratification 2002-08-16",
            "",
            "succession-without-day",
            "bracketed-day",
            "unknown-mark",
            "placeholder-date",
            "day-out-of-range",
        ]
    );
    let more =
        "Participant,Signature,Provisional application(n),Ratification\nKenya,,7 May 1982 n,\nAustria,,,15 Sep 2005\n";
    let found = read_text(more, &corpus, &of("budapest")).unwrap();
    assert_eq!(found.rows.iter().map(codes).collect::<Vec<_>>(), [vec!["column-not-read"], vec![]]);
    let mended = "Participant,Signature,\"Accession(a), Succession(d)\",Succession effective\nMontenegro,,23 Oct 2006 d,3 Jun 2006\n";
    let found = read_text(mended, &corpus, &of("budapest")).unwrap();
    assert_eq!(said(&found.rows[0]), "ME ratification succession 2006-06-03 2006-10-23");
    let xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Treaties><Treaty><Header><Name>CHAPTER XVIII 12. a</Name></Header>\
        <Participants><Table><TGroup><Thead><Row><Entry>Participant</Entry><Entry>Signature</Entry><Entry>Definitive \
        signature(s), Acceptance(A), Ratification</Entry></Row></Thead><Tbody><Rows><Row><Entry>China&lt;superscript&gt;3&lt;/superscript&gt;\
        </Entry><Entry>12 Dec\t 2000 </Entry><Entry>8 Feb\t 2010 A</Entry></Row><Row><Entry>C&#244;te d'Ivoire</Entry><Entry/>\
        <Entry>25 Oct 2012 s</Entry></Row></Rows></Tbody></TGroup></Table></Participants></Treaty></Treaties>";
    let found = read_text(xml, &corpus, &of("budapest")).unwrap();
    let rows: Vec<String> = found.rows.iter().map(said).collect();
    assert_eq!(
        rows,
        [
            "CN signature 2000-12-12; CN ratification acceptance 2010-02-08",
            "CI signature 2012-10-25; CI ratification definitive-signature 2012-10-25",
        ]
    );
}

#[test]
fn wipo() {
    let csv = "Contracting Party,Status,Entry into Force,Signature,Instrument\nAustria,In Force,\"March 14, 2010\",\"December 20, 1996\",\
        \"Ratification: December 14, 2009\"\nAlbania,In Force,\"August 6, 2005\",,\"Accession : May 6, 2005\"\nBolivia (Plurinational \
        State of),Signatory,,\"December 20, 1996\",\nFiji,In Force,\"October 10, 1970\",,\"Declaration of Continued Application: \
        December 1, 1971\"\nGermany,Denounced,\"March 14, 2010\",,\"Accession: May 6, 2005\"\n";
    let corpus = corpus();
    let found = read_text(csv, &corpus, &of("budapest")).unwrap();
    let rows: Vec<String> = found.rows.iter().map(said).collect();
    assert_eq!(
        rows,
        [
            "AT signature 1996-12-20; AT ratification ratification 2009-12-14; AT in-force-for-state 2010-03-14",
            "AL ratification accession 2005-05-06; AL in-force-for-state 2005-08-06",
            "BO signature 1996-12-20",
            "FJ ratification succession 1970-10-10 1971-12-01",
            "denunciation-without-day",
        ]
    );
}

/// What is on record of the treaties in the data, written as a chart in each layout, and read again.
#[test]
fn every_row_of_a_chart_built_from_the_data_comes_back() {
    let corpus = corpus();
    let mut count = 0;
    for treaty in ["budapest", "cets-197", "cets-224", "ets-073", "eu-mla-2000"] {
        let facts = facts(&corpus, treaty);
        for layout in [page, united_nations, wipo_rows] {
            let found = read_text(&layout(&facts), &corpus, &of(treaty)).unwrap();
            let (rows, expected): (Vec<String>, Vec<String>) =
                (found.rows.iter().map(said).collect(), facts.iter().map(Fact::said).collect());
            // a chart of the Council of Europe does not say in which form
            let rows: Vec<String> =
                rows.iter().map(|row| row.replace("ratification ratification", "ratification")).collect();
            assert_eq!(rows.len(), expected.len());
            for (row, expected) in rows.iter().zip(&expected) {
                // the chart of the United Nations has no days in force
                assert!(
                    row == expected || expected.starts_with(row) && expected.contains("in-force"),
                    "{row} / {expected}"
                );
            }
            count += rows.len();
        }
    }
    assert!(count > 300, "{count}");
}

/// The days of one state under one treaty.
struct Fact {
    state: String,
    name: String,
    signed: Option<String>,
    bound: Option<String>,
    in_force: Option<String>,
}

impl Fact {
    fn said(&self) -> String {
        let named =
            [("signature", &self.signed), ("ratification", &self.bound), ("in-force-for-state", &self.in_force)];
        let given =
            named.iter().filter_map(|(event, day)| day.as_ref().map(|day| format!("{} {event} {day}", self.state)));
        given.collect::<Vec<String>>().join("; ")
    }
}

fn facts(corpus: &Corpus, treaty: &str) -> Vec<Fact> {
    let ix = corpus.find_instrument(treaty).unwrap();
    let states = corpus.actors.iter().filter(|actor| !actor.is_institution());
    let day = |actor: &Actor, kind: EventKind| {
        let records =
            actor.records_of(ix).iter().filter(|record| record.event.kind() == kind && record.retracted.is_none());
        records.filter_map(|record| record.on.exact()).next().map(|day| day.to_string())
    };
    let fact = |actor: &Actor| Fact {
        state: actor.code.to_string(),
        name: actor.names.first().unwrap_or(&actor.name).to_string(),
        signed: day(actor, EventKind::Signature),
        bound: day(actor, EventKind::Ratification),
        in_force: day(actor, EventKind::InForceForState),
    };
    states.map(fact).collect()
}

/// `2001-11-23` with the words of another form.
fn as_written(day: Option<&String>, form: fn(&str, &str, &str) -> String) -> String {
    let parts = |day: &String| day.split('-').map(str::to_owned).collect::<Vec<String>>();
    day.map(parts).map(|parts| form(&parts[0], &parts[1], &parts[2])).unwrap_or_default()
}

fn month(number: &str) -> &'static str {
    MONTHS[number.parse::<usize>().unwrap() - 1]
}

fn page(facts: &[Fact]) -> String {
    let form = |year: &str, month: &str, day: &str| format!("{day}/{month}/{year}");
    let row = |fact: &Fact| {
        let days = [&fact.signed, &fact.bound, &fact.in_force].map(|day| as_written(day.as_ref(), form));
        format!("<tr><td>{}</td><td>{}</td></tr>", fact.name, days.join("</td><td>"))
    };
    let rows: String = facts.iter().map(row).collect();
    format!("<table><tr><th></th><th>Signature</th><th>Ratification</th><th>Entry into Force</th></tr>{rows}</table>")
}

fn united_nations(facts: &[Fact]) -> String {
    let form =
        |year: &str, number: &str, day: &str| format!("{} {} {year}", day.trim_start_matches('0'), &month(number)[..3]);
    let row = |fact: &Fact| {
        let days = [&fact.signed, &fact.bound].map(|day| as_written(day.as_ref(), form));
        format!("\"{} 3\",{}\n", fact.name, days.join(","))
    };
    let rows: String = facts.iter().map(row).collect();
    format!("Participant,Signature,\"Accession(a), Succession(d), Ratification\"\n{rows}")
}

fn wipo_rows(facts: &[Fact]) -> String {
    let form =
        |year: &str, number: &str, day: &str| format!("{} {}, {year}", month(number), day.trim_start_matches('0'));
    let row = |fact: &Fact| {
        let [signed, bound, in_force] =
            [&fact.signed, &fact.bound, &fact.in_force].map(|day| as_written(day.as_ref(), form));
        let bound = if bound.is_empty() { bound } else { format!("Ratification : {bound}") };
        format!("{}\t{signed}\t{bound}\t{in_force}\n", fact.name)
    };
    let rows: String = facts.iter().map(row).collect();
    format!("Contracting Parties/Signatories\tSignature\tInstrument\tIn Force\n{rows}")
}

#[test]
fn a_party_in_two_rows_is_believed_where_they_agree() {
    let chart = "Party,Signature,Ratification,Entry into force,Reservations\n\
        Austria,23/11/2001,13/06/2012,01/10/2012,\n\
        Chile,,20/04/2017,01/08/2017,\n\
        Austria,,,,01/02/2013\n\
        Austria,23/11/2001,,,02/02/2013\n\
        Austria,23/11/2001,14/06/2012,,\n\
        Chile,,20/04/2017 a,,\n";
    let found = read_text(chart, &corpus(), &of("budapest")).unwrap();
    let rows: Vec<String> = found.rows.iter().map(said).collect();
    assert_eq!(
        rows,
        [
            "AT signature 2001-11-23; AT ratification 2012-06-13; AT in-force-for-state 2012-10-01",
            "CL ratification 2017-04-20; CL in-force-for-state 2017-08-01",
            "AT reservation 2013-02-01",
            "AT reservation 2013-02-02",
            "party-twice",
            "party-twice",
        ]
    );
    assert_eq!(codes(&found.rows[3]), ["duplicate-row"]);
    let problem = found.rows[4].says.as_ref().unwrap_err();
    assert_eq!(problem.message, "AT stands in row 2 too, with another ratification");
}
