//! The file of refused rows: what stands in it, that it can be corrected and imported again, and that it does no harm.

use std::fs;

use super::{CHART, Office, REGISTER, counts, list, names_in, noticed};

const GOOD: &str = "INFR(2013)0201,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0";
const BAD: &str = "INFR(2013)0202,Atlantis,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0";

#[test]
fn refused_rows_are_corrected_and_imported_again() {
    let office = Office::small();
    office.put("register.csv", super::csv(REGISTER, &[GOOD, BAD]));
    let report = office.import("infringements", &["register.csv"], &["--create-instruments"]);
    assert_eq!((counts(&report), list(&report, "/refused_files")), ([2, 1, 0, 1], vec!["register.csv.refused.csv"]));
    let text = office.read("register.csv.refused.csv");
    let lines: Vec<&str> = text.lines().collect();
    assert_eq!(lines[0], format!("{REGISTER},refused_because"));
    assert_eq!(lines.len(), 2);
    assert!(
        lines[1].replace('\'', "").starts_with(BAD) && lines[1].contains("line 3: ") && lines[1].contains("Atlantis"),
        "{text}"
    );
    // as it stands it comes to the same, into the same file
    let again = office.import("infringements", &["register.csv.refused.csv"], &["--create-instruments"]);
    assert_eq!((counts(&again), office.read("register.csv.refused.csv").lines().count()), ([1, 0, 0, 1], 2));
    office
        .put("register.csv.refused.csv", text.replace("Atlantis,HOME", "HR,HOME").replace("2013-05-29", "2013-09-29"));
    let corrected = office.import("infringements", &["register.csv.refused.csv"], &["--create-instruments"]);
    assert_eq!(counts(&corrected), [1, 1, 0, 0]);
    assert!(!office.has("register.csv.refused.csv"), "nothing is left to correct");
    assert_eq!(office.records("HR", "32011l0036"), ["formal-notice 2013-09-29"]);
    office.is_valid();
}

#[test]
fn cells_that_a_program_would_run_are_harmless_there_and_come_back() {
    let office = Office::small();
    let row = "\"=HYPERLINK(\"\"http://x\"\")\",2001-11-23,2012-08-20,,,";
    let escape = "\"\u{1b}[2JBelgium\",2001-11-23,+1,,,";
    office.put("chart.csv", super::csv(CHART, &[row, escape, "@SUM(A1),2001-11-23,,,,", "-2+3,2001-11-23,,,,"]));
    let more = ["--source", "chart", "--instrument", "treaty", "--create-states"];
    let report = office.import("treaty-chart", &["chart.csv"], &more);
    assert_eq!(counts(&report), [4, 0, 0, 4]);
    let text = office.read("chart.csv.refused.csv");
    assert!(!text.contains('\u{1b}'), "{text:?}");
    for line in text.lines().skip(1) {
        let cell = line.trim_start_matches('"');
        assert!(!cell.starts_with(['=', '+', '-', '@']), "{line}");
    }
    let printed = office.try_import("treaty-chart", &["chart.csv"], &more);
    assert!(!printed.stdout.contains('\u{1b}') && !printed.stderr.contains('\u{1b}'));
    // the guard is taken off again
    office.put("chart.csv.refused.csv", text.replace("'@SUM(A1)", "Belgium"));
    let again = office.import("treaty-chart", &["chart.csv.refused.csv"], &more);
    assert_eq!(counts(&again), [4, 1, 0, 3]);
    assert_eq!(office.records("BE", "treaty"), ["signature 2001-11-23"]);
    assert!(office.read("chart.csv.refused.csv").contains("'=HYPERLINK"), "no guard before a guard");
}

#[test]
fn one_file_each_and_none_for_what_was_not_imported() {
    let office = Office::small();
    office.put("a.csv", super::csv(REGISTER, &[BAD]));
    office.put("b.csv", super::csv(REGISTER, &[GOOD, BAD]));
    let both = office.try_import("infringements", &["a.csv", "b.csv"], &["--refused", "left.csv"]);
    assert_eq!(both.code, 2);
    assert!(both.stderr.contains("the refused rows of several files would go into left.csv"), "{}", both.stderr);
    fs::create_dir(office.work.path().join("old")).unwrap();
    office.put("old/a.csv", super::csv(REGISTER, &[BAD]));
    assert_eq!(office.try_import("infringements", &["a.csv", "old/a.csv"], &[]).code, 2);
    assert_eq!(names_in(office.work.path()), ["a.csv", "b.csv", "old"]);
    let report = office.import("infringements", &["a.csv", "b.csv"], &["--create-instruments"]);
    assert_eq!(list(&report, "/refused_files"), ["a.csv.refused.csv", "b.csv.refused.csv"]);
    assert_eq!(noticed(&report), ["2 refused unknown-state", "3 refused unknown-state"]);
    let elsewhere = office.import("infringements", &["b.csv"], &["--refused", "old/left.csv"]);
    assert_eq!(list(&elsewhere, "/refused_files"), ["old/left.csv"]);
    // a file that says what would happen leaves nothing
    fs::remove_file(office.work.path().join("a.csv.refused.csv")).unwrap();
    office.import("infringements", &["a.csv"], &["--dry-run"]);
    assert!(!office.has("a.csv.refused.csv"));
}

#[test]
fn several_files_are_imported_all_or_none() {
    let office = Office::small();
    office.put("good.csv", super::csv(REGISTER, &[GOOD, BAD]));
    let before = office.files();
    for (name, bytes, code) in [
        ("broken.csv", b"infr,member_state_code\nx,\"never closed\n".to_vec(), 3),
        ("other.csv", b"a,b\n1,2\n".to_vec(), 3),
        ("picture.csv", b"\x89PNG\r\n\x1a\n".to_vec(), 3),
        ("empty.csv", Vec::new(), 3),
    ] {
        office.put(name, bytes);
        for names in [["good.csv", name], [name, "good.csv"]] {
            let ran = office.try_import("infringements", &names, &["--create-instruments"]);
            assert_eq!((ran.code, ran.stdout.as_str()), (code, ""), "{names:?}: {}", ran.stderr);
            assert!(ran.stderr.contains(name) && ran.stderr.contains("nothing was written"), "{}", ran.stderr);
        }
        assert!(!office.has("good.csv.refused.csv"), "{name}");
    }
    assert_eq!(office.try_import("infringements", &["good.csv", "absent.csv"], &[]).code, 2);
    assert!(office.files() == before && !office.has("good.csv.refused.csv"));
}

#[test]
fn what_somebody_began_to_correct_is_not_replaced() {
    let office = Office::small();
    let row = "INFR(2013)0204,Atlantis,HOME,noncommunication,,32010L0001,LFN258,letter,2013-05-29,0,0";
    office.put("register.csv", format!("{REGISTER}\n{row}\n"));
    let import = || office.import("infringements", &["register.csv"], &[]);
    assert_eq!(list(&import(), "/refused_files"), ["register.csv.refused.csv"]);
    assert_eq!(list(&import(), "/refused_files"), ["register.csv.refused.csv"], "the same rows are the same file");
    let half = office.read("register.csv.refused.csv").replace("Atlantis", "A");
    office.put("register.csv.refused.csv", &half);
    assert_eq!(list(&import(), "/refused_files"), ["register.csv.2.refused.csv"]);
    assert_eq!(office.read("register.csv.refused.csv"), half);
}

/// A file of refused rows is a part: what it does not have is on record from the file that it comes from.
#[test]
fn corrected_rows_take_nothing_back() {
    let office = Office::small();
    let rows = [
        "INFR(2013)0204,AT,HOME,noncommunication,,32010L0001,LFN258,letter,2013-05-2x,0,0",
        "INFR(2013)0204,AT,HOME,noncommunication,,32010L0001,RO258,opinion,2013-11-21,0,0",
        "INFR(2013)0204,AT,HOME,noncommunication,,32010L0001,C,closing,2014-03-28,0,0",
    ];
    office.put("register.csv", format!("{REGISTER}\n{}\n", rows.join("\n")));
    assert_eq!(counts(&office.import("infringements", &["register.csv"], &[])), [3, 2, 0, 1]);
    office.put("register.csv.refused.csv", office.read("register.csv.refused.csv").replace("05-2x", "05-29"));
    let corrected = office.import("infringements", &["register.csv.refused.csv"], &[]);
    assert_eq!(corrected["changes"]["withdrawn"], serde_json::json!([]));
    let steps = office.records("AT", "act").split_off(1);
    assert_eq!(steps, ["formal-notice 2013-05-29", "reasoned-opinion 2013-11-21", "closed 2014-03-28"]);
    // a row that cannot be read is not a row that is missing
    let broken = rows.join("\n").replace("05-2x", "05-29").replace("2014-03-28", "2014-03-38");
    office.put("later.csv", format!("{REGISTER}\n{broken}\n"));
    let later = office.import("infringements", &["later.csv"], &[]);
    assert_eq!((counts(&later), &later["changes"]["withdrawn"]), ([3, 2, 0, 1], &serde_json::json!([])));
}
