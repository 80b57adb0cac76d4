//! Files that no office wrote, or that were damaged on the way: read without loss, or refused with what is wrong. Nothing is
//! ever imported in part.

use std::fs::{self, File};
use std::io::Write;

use zip::ZipWriter;
use zip::write::SimpleFileOptions;

use super::{CHART, Office, REGISTER, counts, noticed};
use crate::support::{ran, run};

const MORE: [&str; 5] = ["--source", "chart", "--instrument", "treaty", "--create-states"];
const ROWS: [&str; 2] = ["C\u{f4}te d'Ivoire,2001-11-23,,,,", "Belgium,2001-11-23,2012-08-20,2012-12-01,,"];
const SAID: [&str; 3] = ["signature 2001-11-23", "ratification 2012-08-20", "in-force-for-state 2012-12-01"];

/// What is on record after this file: the same, however it is written.
fn assert_read(name: &str, bytes: &[u8]) {
    let office = Office::small();
    office.put(name, bytes);
    let report = office.import("treaty-chart", &[name], &MORE);
    assert_eq!(counts(&report)[..2], [2, 2], "{name}: {report:#}");
    assert_eq!(office.records("CI", "treaty"), SAID[..1], "{name}");
    assert_eq!(office.records("BE", "treaty"), SAID, "{name}");
}

#[test]
fn every_encoding_is_read_without_loss() {
    let text = super::csv(CHART, &ROWS);
    let wide: Vec<u16> = text.encode_utf16().collect();
    let little: Vec<u8> = wide.iter().flat_map(|unit| unit.to_le_bytes()).collect();
    let big: Vec<u8> = wide.iter().flat_map(|unit| unit.to_be_bytes()).collect();
    let latin: Vec<u8> = text.chars().map(|char| u8::try_from(u32::from(char)).unwrap()).collect();
    for (name, bytes) in [
        ("utf-8.csv", text.as_bytes().to_vec()),
        ("utf-8-mark.csv", [b"\xEF\xBB\xBF", text.as_bytes()].concat()),
        ("utf-16-le.csv", [b"\xFF\xFE", little.as_slice()].concat()),
        ("utf-16-be.csv", [b"\xFE\xFF", big.as_slice()].concat()),
        ("utf-16-le-bare.csv", little),
        ("windows-1252.csv", latin),
        ("crlf.csv", text.replace('\n', "\r\n").into_bytes()),
        ("cr.csv", text.replace('\n', "\r").into_bytes()),
        ("semicolon.csv", text.replace(',', ";").into_bytes()),
        ("tabs.txt", text.replace(',', "\t").into_bytes()),
    ] {
        assert_read(name, &bytes);
    }
}

#[test]
fn titles_second_header_lines_totals_and_ragged_rows() {
    let head = "Party,Signature,Ratification,Entry into force,Succession effective,Denunciation effective";
    for (name, lines) in [
        ("title.csv", vec!["Chart of the treaty,,,,,", "as of today,,,,,", "", head, ROWS[0], ROWS[1]]),
        ("again.csv", vec![head, ROWS[0], head, ROWS[1]]),
        ("total.csv", vec![head, ROWS[0], ROWS[1], "Total,2,1,1,,"]),
        (
            "wide.csv",
            vec![
                "Party,Signature,Ratification,Entry into force,Succession effective,Denunciation effective,,",
                "C\u{f4}te d'Ivoire,2001-11-23,,,,,,",
                "Belgium,2001-11-23,2012-08-20,2012-12-01,,,,",
            ],
        ),
        ("two.csv", vec!["Party,Date of,,Entry,,", ",signature,Ratification,into force,,", ROWS[0], ROWS[1]]),
    ] {
        assert_read(name, lines.iter().map(|line| format!("{line}\n")).collect::<String>().as_bytes());
    }
    let office = Office::small();
    let ragged = ["Belgium,2001-11-23", "Bulgaria,2001-11-23,,,,,surplus", "Cyprus"];
    let report = office.import_text("treaty-chart", CHART, &ragged, &MORE);
    assert_eq!(counts(&report)[0], 3);
    assert_eq!(noticed(&report), ["2 warned too-few-cells", "3 warned too-many-cells", "4 warned too-few-cells"]);
}

#[test]
fn merged_cells_and_a_title_in_a_workbook() {
    let mut book = rust_xlsxwriter::Workbook::new();
    let sheet = book.add_worksheet();
    let bold = rust_xlsxwriter::Format::new();
    sheet.merge_range(0, 0, 0, 5, "Chart of the treaty", &bold).unwrap();
    for (at, name) in ["Party", "Signature", "Ratification", "Entry into force"].into_iter().enumerate() {
        sheet.write(1, u16::try_from(at).unwrap(), name).unwrap();
    }
    // one day for both, as somebody merged it; a day as a day, and one as a text
    sheet.merge_range(2, 1, 3, 1, "23 Nov 2001", &bold).unwrap();
    sheet.write(2, 0, "C\u{f4}te d'Ivoire").unwrap();
    sheet.write(3, 0, "Belgium").unwrap();
    sheet.write(3, 2, "20 Aug 2012").unwrap();
    let day = rust_xlsxwriter::ExcelDateTime::from_ymd(2012, 12, 1).unwrap();
    sheet.write_datetime_with_format(3, 3, &day, &rust_xlsxwriter::Format::new().set_num_format("d mmm yyyy")).unwrap();
    assert_read("chart.xlsx", &book.save_to_buffer().unwrap());
}

/// A file that is refused as a whole, with exit code 3 (or 2) and what is wrong.
fn assert_refused(office: &Office, kind: &str, name: &str, says: &str) {
    let before = office.files();
    let ran = office.try_import(kind, &[name], &["--source", "chart"]);
    assert_eq!((ran.code, ran.stdout.as_str()), (3, ""), "{name}: {}", ran.stderr);
    assert!(ran.stderr.contains(says) && ran.stderr.contains("nothing was written"), "{name}: {}", ran.stderr);
    assert!(office.files() == before && !office.has(&format!("{name}.refused.csv")), "{name}");
}

#[test]
fn what_is_no_table_is_refused_with_its_reason() {
    let office = Office::small();
    let long = format!("{REGISTER}\nx,\"{}", "never closed\n".repeat(40_000));
    let deep = format!("{}{}", "[".repeat(100_000), "]".repeat(100_000));
    for (name, bytes, says) in [
        ("quote.csv", long.into_bytes(), "quote"),
        ("quote-short.csv", format!("{REGISTER}\nx,\"AT,HOME\n").into_bytes(), "quote"),
        ("missing.csv", REGISTER.replace("decision_date,", "").into_bytes(), "missing-column"),
        (
            "renamed.csv",
            format!("{}\nx\n", REGISTER.replace("decision_date", "decided")).into_bytes(),
            "missing-column",
        ),
        ("empty.csv", Vec::new(), "empty"),
        ("blank.csv", b"\n \n\n".to_vec(), "empty-file"),
        ("zeros.csv", vec![0; 4096], "zero bytes"),
        ("deep.json", deep.into_bytes(), "nothing was written"),
        ("cut.json", b"{\"results\": {\"bindings\": [{\"nim\"".to_vec(), "nothing was written"),
        ("cut.xml", b"<?xml version=\"1.0\"?><sparql><results><result>".to_vec(), "nothing was written"),
        ("cut.xlsx", b"PK\x03\x04 and no more".to_vec(), "invalid-workbook"),
        ("old.xls", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec(), "nothing was written"),
        ("paper.pdf", b"%PDF-1.7\n".to_vec(), "nothing was written"),
        (
            "mixed.csv",
            [REGISTER.as_bytes(), "\n\u{e4}\u{e4}\u{e4}\u{e4},\n".as_bytes(), b"\xE4\n"].concat(),
            "mixed-encoding",
        ),
        ("half.csv", b"\xFF\xFEa".to_vec(), "broken-encoding"),
    ] {
        office.put(name, bytes);
        assert_refused(&office, "infringements", name, says);
    }
}

#[test]
fn entities_and_bombs_are_refused_before_they_unfold() {
    let office = Office::small();
    let entities = "<?xml version=\"1.0\"?><!DOCTYPE t [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY f SYSTEM \
                    \"file:///etc/passwd\">]><Treaties><Row><Entry>&b;&f;</Entry></Row></Treaties>";
    office.put("entities.xml", entities);
    assert_refused(&office, "treaty-chart", "entities.xml", "xml-entity");
    let mut archive = ZipWriter::new(File::create(office.work.path().join("bomb.xlsx")).unwrap());
    for name in ["[Content_Types].xml", "xl/workbook.xml", "xl/worksheets/sheet1.xml"] {
        archive.start_file(name, SimpleFileOptions::default()).unwrap();
        let spaces = vec![b' '; 1 << 20];
        let size = if name.ends_with("sheet1.xml") { 300 } else { 0 };
        (0..size).for_each(|_| archive.write_all(&spaces).unwrap());
    }
    archive.finish().unwrap();
    assert!(fs::metadata(office.work.path().join("bomb.xlsx")).unwrap().len() < 1 << 20);
    assert_refused(&office, "infringements", "bomb.xlsx", "file-too-large");
}

#[test]
fn what_is_no_file_or_too_large_is_a_usage_error() {
    let office = Office::small();
    let before = office.files();
    let large = File::create(office.work.path().join("large.csv")).unwrap();
    // of zeros that take no room: to read a tebibyte would not end
    large.set_len(1 << 40).unwrap();
    fs::create_dir(office.work.path().join("folder")).unwrap();
    for (name, says) in [
        ("large.csv", "large.csv is too large: at most 256 MiB are read"),
        ("folder", "folder is a directory"),
        ("absent.csv", "cannot read absent.csv"),
    ] {
        let ran = office.try_import("infringements", &[name], &[]);
        assert_eq!((ran.code, ran.stdout.as_str()), (2, ""), "{name}: {}", ran.stderr);
        assert!(ran.stderr.contains(says), "{name}: {}", ran.stderr);
    }
    let nowhere = run(&["import", "infringements", "x.csv"]);
    assert!(nowhere.code == 2 && nowhere.stderr.contains("the embedded data cannot be changed"), "{}", nowhere.stderr);
    assert!(office.files() == before);
}

#[test]
fn stdin_is_read_and_its_refused_rows_go_into_a_file() {
    let office = Office::small();
    let rows = super::csv(CHART, &[ROWS[1], "Atlantis,2001-11-23,,,,"]);
    let arguments = [&["import", "treaty-chart", "-", "--into", office.data()], &MORE[..]].concat();
    let mut command: assert_cmd::Command = office.command(&arguments).into();
    let ran = ran(command.write_stdin(rows).output().unwrap());
    assert_eq!(ran.code, 1, "{}", ran.stderr);
    assert!(ran.stdout.starts_with("stdin: 2 rows read, 1 accepted"), "{}", ran.stdout);
    assert!(office.read("stdin.refused.csv").contains("Atlantis"));
    assert_eq!(office.json_of("imports/chart.json")["files"][0]["file"], "stdin");
}

#[test]
fn names_and_cells_that_reach_a_terminal_are_harmless() {
    let office = Office::small();
    let name = "a\u{1b}[31mb.csv";
    office.put(name, super::csv(CHART, &["\u{1b}]0;title\u{7}Atlantis,2001-11-23,,,,"]));
    for format in ["table", "md", "json", "csv"] {
        let ran = office.try_import("treaty-chart", &[name], &[&MORE[..], &["--format", format]].concat());
        assert_eq!(ran.code, 1, "{}", ran.stderr);
        let harm = |text: &str| text.contains('\u{1b}') || text.contains('\u{7}');
        assert!(!harm(&ran.stdout) && !harm(&ran.stderr), "{format}: {:?}{:?}", ran.stdout, ran.stderr);
    }
}
