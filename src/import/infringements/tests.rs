//! Both layouts, on rows written for the purpose, over two acts of the shipped data.

use serde_json::{Value, json};

use super::{CaseOptions, read};
use crate::import::table::{RawRow, RawTable};
use crate::import::{ActOf, Proposal, RowsRead};
use crate::load::embedded_checked;

fn table(text: &str) -> RawTable {
    let rows = text
        .lines()
        .enumerate()
        .map(|(at, line)| RawRow { line: at + 1, cells: line.split('|').map(|cell| cell.trim().to_owned()).collect() });
    RawTable { title: String::new(), rows: rows.collect() }
}

fn read_text(text: &str, create_instruments: bool) -> RowsRead {
    let corpus = embedded_checked().corpus;
    read(&[table(text)], &corpus, CaseOptions { source: "register", create_instruments }).unwrap()
}

/// One word for what each row became.
fn outcomes(read: &RowsRead) -> Vec<String> {
    let each = read.rows.iter().map(|row| match &row.says {
        Err(problem) => format!("refused: {}", problem.code),
        Ok(all) => match all.as_slice() {
            [] => "nothing".to_owned(),
            [Proposal::Record(record)] => match &record.act {
                ActOf::Known(id) => format!("{} {id}", record.state),
                ActOf::New(celex) => format!("{} new {celex}", record.state),
            },
            [Proposal::Step(step)] => format!("kept: {}", step.why),
            _ => "more".to_owned(),
        },
    });
    each.collect()
}

fn codes(read: &RowsRead) -> Vec<Vec<&'static str>> {
    read.rows.iter().map(|row| row.warnings.iter().map(|warning| warning.code).collect()).collect()
}

const REGISTER: &str = "infr | member_state_code | department_code | case_type | celex | decision_stage_code | decision_stage | decision_date | stage_additional | press_release";

fn register(rows: &[&str]) -> String {
    let rows = rows.iter().map(|row| format!("{row}\n"));
    format!("{REGISTER}\n{}", rows.collect::<String>())
}

#[test]
fn rows_of_the_register_become_steps_of_their_act() {
    let text = register(&[
        "INFR(2013)0204 | AT | HOME | noncommunication | 32011L0036 | LFN258 | letter | 2013-05-29 | 0.0 | 0.0",
        "INFR(2013)0204 | AT | HOME | noncommunication | 32011L0036 | C | closing | 2014-01-23 | 1.0 | 1.0",
        "INFR(2013)9999 | AT | HOME | noncommunication | 32004L0038 | LFN258 | letter | 2013-05-29 | 0.0 | 0.0",
    ]);
    let read = read_text(&text, false);
    assert_eq!(outcomes(&read), ["AT anti-trafficking", "AT anti-trafficking", "kept: 32004L0038 is not in the data"]);
    let Ok([Proposal::Record(closing)]) = read.rows[1].says.as_deref() else { panic!("a record") };
    let expected = json!({"event": "closed", "on": "2014-01-23", "case": "INFR(2013)0204", "kind": "non-communication",
        "outcome": "unsaid", "department": "HOME", "note": "additional step of its kind; press release"});
    assert_eq!(Value::Object(closing.entry.clone()), expected);
    assert_eq!(closing.otherwise.as_ref().unwrap().celex.as_deref(), Some("32011L0036"));
    assert_eq!((read.through.as_deref(), read.acts.len()), (Some("2014-01-23"), 0));
}

/// What an import finds is what a second one finds, when the first rows are on record.
#[test]
fn a_row_with_a_wrong_number_belongs_to_the_act_of_its_case() {
    let text = register(&[
        "INFR(2013)0204 | AT | HOME | noncommunication | 32011L0036 | LFN258 | letter | 2013-05-29 | 0.0 | 0.0",
        "INFR(2013)0204 | AT | HOME | noncommunication | x32011L0036 | C | closing | 2014-01-23 | 1.0 | 1.0",
        "INFR(2013)0204 | AT | HOME | noncommunication | | RO258 | opinion | 1999-01-23 | 1.0 | 1.0",
    ]);
    let early = "kept: decision of 1999-01-23, before the adoption of anti-trafficking";
    assert_eq!(outcomes(&read_text(&text, false)), ["AT anti-trafficking", "AT anti-trafficking", early]);
}

#[test]
fn a_row_without_a_decision_is_refused() {
    let rows = ["INFR(2013)0204 | AT | HOME | noncommunication | 32011L0036 | | | 2013-05-29 | 0.0 | 0.0"];
    assert_eq!(outcomes(&read_text(&register(&rows), false)), ["refused: no-decision"]);
}

#[test]
fn stubs_take_the_first_letter_about_measures_not_communicated() {
    let text = register(&[
        "INFR(2005)0001 | AT | JUST | nonconformity | 32004L0038 | LFN258 | letter | 2005-01-01 | 0 | 0",
        "INFR(2006)0002 | BE | JUST | noncommunication | 32004L0038 | RO258 | opinion | 2006-05-01 | 0 | 0",
        "INFR(2006)0003 | FR | JUST | noncommunication | 32004L0038 | LFN258 | letter | 2006-06-01 | 0 | 0",
        "INFR(2008)0004 | FR | JUST | nonconformity | 32000L0043 | LFN258 | letter | 2008-06-02 | 0 | 0",
    ]);
    let read = read_text(&text, true);
    let deadline = |act: &crate::import::NewAct| act.file["obligations"][0]["deadline"]["passed_by"].clone();
    let acts: Vec<_> = read.acts.iter().map(|act| (act.celex.as_str(), deadline(act))).collect();
    assert_eq!(acts, [("32000L0043", json!("2008-06-02")), ("32004L0038", json!("2006-06-01"))]);
    assert_eq!(outcomes(&read)[3], "FR new 32000L0043");
}

#[test]
fn only_proof_attributes() {
    let text = register(&[
        // the column of acts was joined later, and the case is older than the act
        "INFR(2001)0001 | AT | JUST | noncommunication | 32004L0038 | LFN258 | letter | 2005-01-01 | 0 | 0",
        "INFR(2003)0001 | AT | JUST | noncommunication | 32004L0038 | LFN258 | letter | 2002-01-01 | 0 | 0",
        // on record under this act in the data
        "INFR(2013)0204 | AT | HOME | noncommunication | | LFN258 | letter | 2013-05-29 | 0 | 0",
        "INFR(2013)9999 | AT | HOME | noncommunication | | LFN258 | letter | 2013-05-29 | 0 | 0",
        "INFR(2014)8888 | AT | HOME | noncommunication | | LFN258 | letter | 2014-05-29 | 0 | 0",
        "INFR(2014)8888 | AT | HOME | noncommunication | 32011L0036 | RO258 | opinion | 2015-05-29 | 0 | 0",
        "INFR(2014)7777 | AT | HOME | noncommunication | 32016R0679 | RO258 | opinion | 2019-05-29 | 0 | 0",
        "INFR(2018)7778 | AT | HOME | noncommunication | 32016R0679 | RO258 | opinion | 2019-05-29 | 0 | 0",
        "INFR(2018)7779 | AT | HOME | noncommunication | 62016CJ0679 | RO258 | opinion | 2019-05-29 | 0 | 0",
    ]);
    let read = read_text(&text, true);
    let expected = [
        "kept: case of 2001, before 32004L0038",
        "kept: case of 2003, before 32004L0038",
        "AT anti-trafficking",
        "kept: the register names no act",
        "AT anti-trafficking",
        "AT anti-trafficking",
        "kept: case of 2014, before 32016R0679",
        "kept: 32016R0679 has no measures to communicate",
        "kept: 62016CJ0679 is no number of an act of a kind that is known here",
    ];
    assert_eq!(outcomes(&read), expected);
    assert_eq!(codes(&read)[1], ["step-before-case", "act-cannot-be"]);
}

#[test]
fn what_is_unusual_is_said_and_what_has_no_place_is_refused() {
    let text = register(&[
        "INFR(2013)0204 | XX | HOME | noncommunication | 32011L0036 | LFN258 | letter | 2013-05-29 | 0 | 0",
        "INFR(2013)0204 | AT | HOME | noncommunication | 32011L0036 | LFN258 | letter | 9999-12-31 | 0 | 0",
        "INFR(2013)0204 | AT | HOME | noncommunication | 32011L0036 | LFN258 | letter | | 0 | 0",
        "INFR(2013)0204 | AT | HOME | noncommunication | 32011L0036 | LFN999 | | 2013-05-29 | 0 | 0",
        "INFR(2013)0204 | AT | HOME | mistake | 32011L0036 | LFN258 | letter | 2013-05-29 | 0 | 0",
        "INFR(2013)0204 | AT | HOME | noncommunication | 32011L0036 | LFN258 | letter | 2013-05-29 | 0 | 0",
        "INFR(2013)0204 | AT | HOME | noncommunication | 32011L0036 | LFN258 | letter | 2013-05-29 | 0 | 1",
        "INFR(2013)0205 | HR | HOME | noncommunication | 32011L0036 | LFN258 | letter | 2013-05-29 | 0 | 0",
    ]);
    let read = read_text(&text, false);
    let expected = [
        "refused: unknown-state",
        "refused: placeholder-date",
        "refused: no-day",
        "kept: the register's word for the step is not known",
        "kept: the register does not say in a known word what is reproached",
        "AT anti-trafficking",
        "nothing",
        "HR anti-trafficking",
    ];
    assert_eq!(outcomes(&read), expected);
    let codes = codes(&read);
    assert_eq!(
        codes[3..],
        [vec!["unknown-stage"], vec!["unknown-kind"], vec![], vec!["duplicate-row"], vec!["not-a-member"]]
    );
    let Ok([Proposal::Step(step)]) = read.rows[3].says.as_deref() else { panic!("a step") };
    assert_eq!((step.event.as_deref(), step.stage.as_deref()), (None, Some("LFN999")));
    assert_eq!((step.celex.as_deref(), step.department.as_deref()), (Some("32011L0036"), Some("HOME")));
}

#[test]
fn the_layout_of_the_public_register_is_read() {
    let text = "Infringement decisions\n\
        Country | Infringement number | Title | Decision date | Decision type | Press release | Department | Case type | Non-communication case\n\
        Austria | INFR(2013)0204 | Transposition of Directive 2011/36/EU on trafficking | 29/05/2013 | Formal notice Art. 258 TFEU | | Home Affairs | | Yes\n\
        Greece | INFR(2017)0999 | Transposition of Directive (EU) 2015/2366 | 2/07/2018 | Reasoned opinion Art. 258 TFEU | IP/18/4 | Justice | Non-communication | Yes\n\
        Ireland | INFR(2017)0998 | Directives 2011/36/EU and 2004/38/EC | 2/07/2018 | Formal notice Art. 258 TFEU | | Justice | Non-conformity | No\n\
        Ireland | INFR(2017)0997 | Waste in Dublin | 2/07/2018 | Referral to Court Art. 258 TFEU | | Environment | Bad application | No\n\
        Ireland | INFR(2017)0996 | 2018/843/EU | 2/07/2017 | Formal notice Art. 258 TFEU | | Justice | Non-conformity | No\n";
    let read = read_text(text, true);
    let expected = [
        "AT anti-trafficking",
        "EL new 32015L2366",
        "kept: the title names more than one act",
        "kept: the register names no act",
        "kept: the act that the title names is later than the case",
    ];
    assert_eq!(outcomes(&read), expected);
    assert_eq!(read.header[0], "Country");
    let Ok([Proposal::Record(opinion)]) = read.rows[1].says.as_deref() else { panic!("a record") };
    assert_eq!((&opinion.entry["on"], &opinion.entry["procedure"]), (&json!("2018-07-02"), &json!("258")));
    assert_eq!(opinion.entry["note"], "press release IP/18/4; title: Transposition of Directive (EU) 2015/2366");
    let Ok([Proposal::Step(kept)]) = read.rows[3].says.as_deref() else { panic!("a step") };
    assert_eq!((kept.title.as_deref(), kept.kind.as_deref()), (Some("Waste in Dublin"), Some("bad-application")));
}

#[test]
fn a_table_of_something_else_is_refused_with_the_column_that_it_lacks() {
    let corpus = embedded_checked().corpus;
    let options = CaseOptions { source: "register", create_instruments: false };
    let lacks = |text: &str| read(&[table(text)], &corpus, options).unwrap_err().code;
    assert_eq!(
        lacks("country | infringement number | decision date\nAT | INFR(2013)0204 | 2013-05-29\n"),
        "missing-column"
    );
    assert_eq!(read(&[], &corpus, options).unwrap_err().code, "no-table");
}
