//! The limits of spreadsheets, at the boundary and one beyond.

use super::cells::{is_web_address, serial, shortened};
use super::{MOST_ROWS, check_size, free_name, write};
use crate::report::{ColumnKind, WorkCell, WorkSheet, Workbook};
use crate::time::Day;
use std::collections::BTreeSet;
use std::io::Read;

fn book(sheets: Vec<WorkSheet>) -> Workbook {
    let day = Day::from_ymd(2011, 11, 25).unwrap();
    Workbook { title: "title".to_owned(), day, foot: "foot & foot".to_owned(), sheets }
}

fn sheet(cells: Vec<WorkCell>, kind: ColumnKind) -> WorkSheet {
    let mut sheet = WorkSheet::new("one", "", 0).column("column", kind, 10);
    sheet.rows = cells.into_iter().map(|cell| vec![cell]).collect();
    sheet
}

fn bytes(workbook: &Workbook) -> Vec<u8> {
    let mut out = Vec::new();
    write(workbook, &mut out).unwrap();
    out
}

fn part(bytes: Vec<u8>, name: &str) -> String {
    let mut archive = zip::ZipArchive::new(std::io::Cursor::new(bytes)).unwrap();
    let mut text = String::new();
    archive.by_name(name).unwrap().read_to_string(&mut text).unwrap();
    text
}

fn link(address: &str) -> WorkCell {
    WorkCell::Link { text: "text".to_owned(), address: address.to_owned() }
}

#[test]
fn a_text_that_is_too_long_is_cut_with_a_mark() {
    let fits = "a".repeat(32_767);
    assert_eq!(shortened(&fits, 32_767), fits);
    let cut = shortened(&"a".repeat(32_768), 32_767);
    assert!(cut.len() < 32_770 && cut.ends_with("a […]") && cut.encode_utf16().count() == 32_767, "{}", cut.len());
    // an emoji takes two units, and is not cut in the middle
    let cut = shortened(&"\u{1F600}".repeat(20_000), 32_767);
    assert!(cut.encode_utf16().count() == 32_766 && cut.ends_with("\u{1F600} […]"), "{}", cut.encode_utf16().count());
    let written = part(
        bytes(&book(vec![sheet(vec![WorkCell::text("x".repeat(40_000))], ColumnKind::Text)])),
        "xl/sharedStrings.xml",
    );
    assert!(written.contains("x […]"));
}

#[test]
fn days_are_numbered_as_spreadsheets_do_and_those_before_they_can_stay_texts() {
    let serial = |year, month, day| serial(Day::from_ymd(year, month, day).unwrap());
    assert_eq!(serial(1900, 3, 1), Some(61.0));
    assert_eq!(serial(2011, 11, 25), Some(40_872.0));
    assert_eq!(serial(9999, 12, 31), Some(2_958_465.0));
    assert_eq!(serial(1900, 2, 28), None);
    let old = book(vec![sheet(vec![WorkCell::Day(Day::from_ymd(1834, 1, 1).unwrap())], ColumnKind::Day)]);
    assert!(part(bytes(&old), "xl/sharedStrings.xml").contains("1834-01-01"));
}

#[test]
fn only_addresses_of_the_web_are_links() {
    let longest = format!("https://example.org/{}", "a".repeat(2_079 - 20));
    for address in
        ["https://eur-lex.europa.eu/eli/dec/2008/615/oj#d1e32", "http://example.org:8080/a%20b?c=d", &longest]
    {
        assert!(is_web_address(address), "{address}");
    }
    let too_long = format!("{longest}a");
    for address in [
        "javascript:alert(1)",
        "file:///etc/passwd",
        "internal:Sheet1!A1",
        "mailto:a@example.org",
        "https://",
        "https:///path",
        "https://user@example.org/",
        "https://example.org/a b",
        "https://example.org/\"><f>1</f>",
        "https://example.org/\u{202E}",
        "https://ex\u{e4}mple.org/",
        "//example.org",
        "HTTPS://example.org",
        &too_long,
    ] {
        assert!(!is_web_address(address), "{address}");
        let written = bytes(&book(vec![sheet(vec![link(address)], ColumnKind::Link)]));
        let page = part(written, "xl/worksheets/sheet1.xml");
        assert!(page.contains("t=\"s\"") && !page.contains("hyperlink"), "{address} stays a text");
    }
}

#[test]
fn beyond_so_many_links_there_is_text() {
    let cells = (0..65_532).map(|_| link("https://example.org/")).collect();
    let page = part(bytes(&book(vec![sheet(cells, ColumnKind::Link)])), "xl/worksheets/sheet1.xml");
    assert_eq!(page.matches("<hyperlink ").count(), 65_530);
    assert_eq!(page.matches("<row ").count(), 65_533);
}

#[test]
fn names_of_sheets_are_lawful_and_of_their_own() {
    let mut taken = BTreeSet::new();
    let mut name = |wanted: &str| free_name(wanted, &mut taken);
    assert_eq!(name("findings"), "findings");
    assert_eq!(name("Findings"), "Findings 2");
    assert_eq!(name("a/b:c*[d]'\\?"), "a b c  d");
    assert_eq!(name("''"), "sheet");
    assert_eq!(name(""), "sheet 2");
    let long = [name(&"long ".repeat(20)), name(&"long ".repeat(20))];
    assert!(long[0] != long[1], "{long:?}");
    for name in taken {
        assert!(rust_xlsxwriter::utility::check_sheet_name(&name).is_ok(), "{name}");
    }
}

#[test]
fn more_rows_than_a_sheet_holds_are_refused_before_anything_is_written() {
    let mut full = WorkSheet::new("findings", "", 0);
    full.rows = vec![Vec::new(); MOST_ROWS - 1];
    assert!(check_size(&full).is_ok());
    full.rows.push(Vec::new());
    let mut out = Vec::new();
    let message = write(&book(vec![full]), &mut out).unwrap_err().to_string();
    assert!(out.is_empty() && message.contains("findings") && message.contains("1048577 rows"), "{message}");
}

#[test]
fn formulas_stay_texts_and_are_marked_as_such() {
    let cells = ["=1+1", "+1", "-1", "@SUM(1)", "plain", "\t=1"].map(WorkCell::text).to_vec();
    let written = bytes(&book(vec![sheet(cells, ColumnKind::Text)]));
    let page = part(written.clone(), "xl/worksheets/sheet1.xml");
    assert!(!page.contains("<f") && page.matches("t=\"s\"").count() == 7, "{page}");
    assert!(part(written, "xl/styles.xml").contains("quotePrefix=\"1\""));
}

#[test]
fn every_thread_writes_the_same_bytes() {
    let workbook = book((0..6).map(|_| sheet(vec![link("https://example.org/"); 300], ColumnKind::Link)).collect());
    let first = bytes(&workbook);
    let again: Vec<Vec<u8>> = std::thread::scope(|scope| {
        let threads: Vec<_> = (0..4).map(|_| scope.spawn(|| bytes(&workbook))).collect();
        threads.into_iter().map(|thread| thread.join().unwrap()).collect()
    });
    assert!(again.iter().all(|one| *one == first));
    let core = part(first, "docProps/core.xml");
    assert!(core.matches("2011-11-25T00:00:00Z").count() == 2, "{core}");
}
