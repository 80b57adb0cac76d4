//! One row for each rule of plausibility: what it comes to, by its name, and that all rows are counted.

use super::{ACTS, CHART, MEASURES, Office, RECORDS, REGISTER, counts, noticed};

/// A row, and how it is noticed: `refused unknown-state`; nothing where it is simply accepted.
type Rule = (&'static str, &'static [&'static str]);

/// Imports all rows as one file, each from line 2 on.
fn assert_noticed(office: &Office, kind: &str, header: &str, rules: &[Rule], more: &[&str]) {
    let rows: Vec<&str> = rules.iter().map(|(row, _)| *row).collect();
    let report = office.import_text(kind, header, &rows, more);
    let expected = rules
        .iter()
        .enumerate()
        .flat_map(|(at, (_, codes))| codes.iter().map(move |code| format!("{} {code}", at + 2)));
    assert_eq!(noticed(&report), expected.collect::<Vec<String>>());
    assert_eq!(counts(&report)[0], rules.len() as u64);
    office.is_valid();
}

#[test]
fn charts() {
    let office = Office::small();
    let rules: &[Rule] = &[
        ("Belgium,,2012-08-20 a,2012-12-01,,", &[]),
        ("Bulgaria,2000-01-01,,,,", &["refused record-before-act"]),
        ("Cyprus,2001-11-23,2001-11-22,,,", &["refused ratification-before-opening"]),
        ("Czechia,2001-11-23,2012-08-20,2012-08-01,,", &["refused entry-into-force-before-consent"]),
        ("Estonia,,2012-08-20 a,2013-02-01,,", &["warned entry-into-force-mismatch"]),
        // who succeeds is bound before the deposit
        ("Montenegro,,2010-03-03 succession,,2006-06-06,", &[]),
        ("Serbia,,2010-03-03 succession,,,", &["refused succession-without-day"]),
        ("Finland,1001-01-01,,,,", &["refused placeholder-date"]),
        ("France,,9999-12-31,,,", &["refused placeholder-date"]),
        ("Germany,23/11/2001 q,,,,", &["refused unknown-mark"]),
        ("Greece,2001-11-23 q,,,,", &["refused unknown-mark"]),
        ("Hungary,18 May 2106,,,,", &["refused day-out-of-range"]),
        ("Ireland,2099-01-01,,,,", &["warned day-ahead"]),
        ("Italy,2001-11-23,2012-08-20,2012-12-01,,2012-01-01", &["refused denunciation-without-force"]),
        ("Atlantis,2001-11-23,,,,", &["refused unknown-state"]),
    ];
    let more = ["--source", "chart", "--instrument", "treaty", "--create-states"];
    assert_noticed(&office, "treaty-chart", CHART, rules, &more);
}

#[test]
fn cases() {
    let office = Office::small();
    let rules: &[Rule] = &[
        ("INFR(2013)0201,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0", &[]),
        ("INFR(2013)0201,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0", &["warned duplicate-row"]),
        // the case is older than the act, and the decision too
        ("INFR(2009)0202,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0", &["warned act-cannot-be"]),
        (
            "INFR(2013)0203,AT,HOME,noncommunication,,32011L0036,LFN258,x,2009-05-29,0,0",
            &["warned step-before-case", "warned act-cannot-be"],
        ),
        ("INFR(2014)0204,AT,HOME,badapplication,,,LFN258,x,2013-05-29,0,0", &["warned step-before-case"]),
        ("INFR(2013)0205,AT,HOME,noncommunication,,32011R0036,LFN258,x,2013-05-29,0,0", &["warned act-cannot-be"]),
        ("INFR(2013)0206,AT,HOME,noncommunication,,32011L0036,XX9,strange,2013-05-29,0,0", &["warned unknown-stage"]),
        ("INFR(2013)0207,AT,HOME,weird,,32011L0036,LFN258,x,2013-05-29,0,0", &["warned unknown-kind"]),
        (
            "INFR(2013)0208,HR,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0",
            &["warned not-a-member", "warned record-before-accession"],
        ),
        ("INFR(2013)0209,ZZ,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0", &["refused unknown-state"]),
        ("INFR(2013)0210,AT,HOME,noncommunication,,32011L0036,LFN258,x,1001-01-01,0,0", &["refused placeholder-date"]),
        ("INFR(2013)0211,AT,HOME,noncommunication,,32011L0036,LFN258,x,,0,0", &["refused no-day"]),
        ("INFR(2013)0212,AT,HOME,noncommunication,,32011L0036,LFN258,x,2099-01-01,0,0", &["warned day-ahead"]),
        // the act does not bind Denmark: the step is kept and not judged
        (
            "INFR(2013)0213,DK,HOME,noncommunication,,32010L0001,LFN258,x,2013-05-29,0,0",
            &["warned record-of-state-never-bound"],
        ),
        ("INFR(2013)0214,AT,HOME,noncommunication,,,LFN258,x,2013-05-29,0,0", &[]),
    ];
    assert_noticed(&office, "infringements", REGISTER, rules, &["--create-instruments"]);
    // a digit too much in one row makes no register complete until then
    assert_eq!(office.json_of("seeds/register.json")["through"], "2015-06-30");
    let kept = std::fs::read_to_string(office.data.path().join("procedures/unattributed.jsonl")).unwrap();
    for (case, why) in [("0202", "case of 2009, before 32011L0036"), ("0214", "the register names no act")] {
        assert!(kept.lines().any(|line| line.contains(case) && line.contains(why)), "{case}: {kept}");
    }
}

#[test]
fn measures() {
    let office = Office::small();
    let rules: &[Rule] = &[
        ("72010L0001AUT_1,32010L0001,AUT,T,2013-01-01,2012-01-01,2012-02-01", &[]),
        ("72010L0001AUT_1,32010L0001,AUT,T,2013-01-01,2012-01-01,2012-02-01", &["warned duplicate-row"]),
        ("72010L0001AUT_2,32010L0001,AUT,T,2009-01-01,,", &["refused event-before-act"]),
        (
            "72010L0001AUT_3,32010L0001,AUT,T,1001-01-01,2012-01-01,9999-12-31",
            &["warned placeholder-date", "warned placeholder-date"],
        ),
        ("72010L0001AUT_4,32010L0001,AUT,T,1001-01-01,,9999-12-31", &["refused no-day"]),
        ("72010L0001XXX_5,32010L0001,,T,2013-01-01,,", &["refused unknown-state"]),
        // one text can implement several acts; this one is not in the data
        ("72010L0001AUT_6,32010L0002,AUT,T,2013-01-01,,", &["refused unknown-act"]),
        ("72009L0009AUT_6,32010L0001,AUT,T,2013-01-01,,", &["warned other-act"]),
        ("72010L0001AUT_7,32010L0001,HRV,T,2013-01-01,,", &["warned other-state"]),
        ("72099L0001AUT_8,32099L0001,AUT,T,2013-01-01,,", &["refused unknown-act"]),
        ("measure 9,32010L0001,AUT,T,2013-01-01,,", &["refused not-a-measure-number"]),
        ("72010L0001DNK_10,32010L0001,DNK,T,2013-01-01,,", &["warned record-of-state-never-bound"]),
    ];
    assert_noticed(&office, "national-measures", MEASURES, rules, &["--source", "measures"]);
    let file = office.json_of("member-states/AT.json");
    let measures: Vec<&serde_json::Value> =
        file["records"].as_array().unwrap().iter().filter(|record| record["source"] == "measures").collect();
    assert!(!measures.is_empty(), "the rows of AUT that were not refused");
    assert!(measures.iter().all(|one| one["extent"] == "unsaid"), "a list does not say how much a measure covers");
    // two measures that were communicated on one day are two
    let on_one_day = measures.iter().filter(|one| one["on"] == "2013-01-01");
    assert_eq!(on_one_day.count(), 3, "{measures:#?}");
}

#[test]
fn records() {
    let office = Office::small();
    let rules: &[Rule] = &[
        ("AT,act,,notified,2012-02-01,full,,,,,,report,read", &[]),
        ("DK,act,,notified,2012-02-01,full,,,,,,report,read", &["warned record-of-state-never-bound"]),
        ("AT,treaty,,ratification,2013-06-13,,,,,,,report,read", &["refused contradiction"]),
        ("AT,act,,notified,2009-02-01,full,,,,,,report,read", &["refused record-before-act"]),
        ("AT,act,,annulled,2013-02-01,full,,,,,,report,read", &["refused unknown-event"]),
        ("AT,act,nothing,notified,2013-02-01,full,,,,,,report,read", &["refused unknown-obligation"]),
        ("AT,act,,notified,2013-02-01,full,,,,,,nowhere,read", &["refused unknown-source"]),
        ("AT,act,,notified,2013-02-30,full,,,,,,report,read", &["refused not-a-date"]),
        ("QQ,act,,notified,2013-02-01,full,,,,,,report,read", &["refused unknown-state"]),
    ];
    assert_noticed(&office, "records", RECORDS, rules, &[]);
}

#[test]
fn metadata_of_acts() {
    let office = Office::small();
    let rules: &[Rule] = &[
        ("32004L0038,Directive 2004/38/EC,2004-04-29,2004-04-30,2006-04-30,9999-12-31", &[]),
        ("32004L0038,Directive 2004/38/EC,2004-04-29,2004-04-30,2006-04-30,2020-12-31", &["warned further-row"]),
        ("62012CJ0293,,,,,", &["refused not-an-act"]),
        ("32003L0003,,2003-01-06,1001-01-01,2002-01-01,", &["warned placeholder-date", "warned date-before-act"]),
        ("32005L0005,,yesterday,,,", &["refused not-a-date"]),
        ("32010L0001,Directive on examples,2010-01-02,2010-01-21,2012-01-21,", &["warned other-adoption"]),
    ];
    assert_noticed(&office, "acts", ACTS, rules, &["--source", "journal"]);
}

#[test]
fn of_two_sources_the_better_one_is_believed() {
    let office = Office::small();
    // the depositary knows better than a report of the Commission
    let row = "AT,2001-11-23,2012-06-20,2012-10-01,,";
    let report = office.import_text("treaty-chart", CHART, &[row], &["--source", "report", "--instrument", "treaty"]);
    assert_eq!(noticed(&report), ["2 refused contradiction"]);
    let said = &report["problems"][0];
    assert!(said["message"].as_str().unwrap().contains("contradicts chart: AT treaty ratification 2012-06-13"));
    assert!(said["help"].as_str().unwrap().contains("--replaces ratification@2012-06-13"));
    // a report was read first; then comes the depositary
    let first = "DK,2003-04-22,2005-06-22,2005-10-01,,";
    let by = |source: &'static str| ["--source", source, "--instrument", "treaty"];
    office.import_text("treaty-chart", CHART, &[first], &by("report"));
    let better = "DK,2003-04-22,2005-06-21,2005-10-01,,";
    let report = office.import_text("treaty-chart", CHART, &[better], &by("chart"));
    assert_eq!(super::list(&report, "/changes/corrected"), ["DK treaty ratification 2005-06-22"]);
    assert_eq!(
        office.records("DK", "treaty"),
        [
            "signature 2003-04-22",
            "ratification 2005-06-21",
            "-ratification 2005-06-22",
            "in-force-for-state 2005-10-01"
        ]
    );
}
