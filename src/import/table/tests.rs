//! Files of every kind, whole, damaged and random: none makes the reader panic.

use std::fmt::Write as _;

use proptest::prelude::*;
use rust_xlsxwriter::{Format, Workbook};

use super::read;

fn samples() -> Vec<Vec<u8>> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "state").unwrap();
    sheet.merge_range(1, 0, 2, 1, "AT", &Format::new()).unwrap();
    sheet.write_with_format(3, 0, 41_370, &Format::new().set_num_format("yyyy-mm-dd")).unwrap();
    let xml = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Table><Row><Entry>a</Entry><Entry>b&#244;</Entry></Row></Table>";
    vec![
        workbook.save_to_buffer().unwrap(),
        b"state;\"day of\nsignature\"\r\nAT;2013-04-06\r\n".to_vec(),
        "\u{feff}state\tday\n\u{d6}\t1".encode_utf16().flat_map(u16::to_le_bytes).collect(),
        b"<html><table><tr><td rowspan=2>a<td colspan=3>b</tr><tr><td>c<sup>1</sup></table>".to_vec(),
        xml.as_bytes().to_vec(),
        b"[[{\"a\": 1, \"b\": {\"c\": [1, \"x\"]}}], [{\"a\": null}]]".to_vec(),
    ]
}

#[test]
fn every_kind_is_recognised_by_its_content() {
    for sample in samples() {
        let tables = read(&sample, "file").unwrap();
        assert!(!tables.is_empty() && tables[0].rows.len() >= 2 || tables[0].rows[0].cells == ["a", "bô"]);
    }
    for (bytes, code) in [
        (b"".as_slice(), "empty-file"),
        (b"\xEF\xBB\xBF\r\n", "empty-file"),
        (b"%PDF-1.7", "unreadable-file"),
        (b"\xD0\xCF\x11\xE0\xA1\xB1", "unreadable-file"),
        (b"PK\x03\x04", "invalid-workbook"),
        (b"{\"a\": ", "invalid-json"),
        (b"<a><b>", "invalid-xml"),
        (b"\x00\x01\x02", "binary-file"),
    ] {
        assert_eq!(read(bytes, "file").unwrap_err().code, code, "{bytes:?}");
    }
}

#[test]
fn an_archive_that_is_no_workbook_is_named() {
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    writer.start_file("a.txt", zip::write::SimpleFileOptions::default()).unwrap();
    let bytes = writer.finish().unwrap().into_inner();
    assert_eq!(read(&bytes, "a.zip").unwrap_err().message, "a.zip is an archive, and no workbook");
}

#[test]
fn places_that_are_none_do_not_make_the_reader_panic() {
    for place in ["A1", "A0", "1", "ZZZZZZZZZZ9999999999", "", "A4294967295", "XFD1048577"] {
        let sheet =
            format!("<worksheet><sheetData><row><c r=\"{place}\" t=\"s\"><v>7</v></c></row></sheetData></worksheet>");
        let _ = read(&workbook(&sheet), "file");
    }
}

#[test]
fn a_place_that_no_sheet_has_is_refused_and_not_taken_for_another() {
    let cells = |row: &str, cell: &str, merged: &str| {
        format!(
            "<worksheet><dimension ref=\"A1:B3\"/><sheetData><row r=\"{row}\"><c r=\"{cell}\" t=\"inlineStr\"><is><t>x</t></is></c></row></sheetData>\
             <mergeCells><mergeCell ref=\"{merged}\"/></mergeCells></worksheet>"
        )
    };
    let read = |row: &str, cell: &str, merged: &str| read(&workbook(&cells(row, cell, merged)), "file");
    assert_eq!(read("1", "A1", "A1:B1").unwrap()[0].rows[0].cells, ["x", "x"]);
    // 2^32 and 26 letters wrap to places that there are
    for (row, cell, merged) in [
        ("1", "A4294967297", "A1:B1"),
        ("1", "XFE1", "A1:B1"),
        ("4294967297", "A1", "A1:B1"),
        ("1", "A1", "A1:B4294967297"),
        ("1", "A1", "B1:A1"),
        ("1", "MWLQKWV1", "A1:B1"),
    ] {
        let problem = read(row, cell, merged).unwrap_err();
        assert_eq!(problem.code, "invalid-workbook");
        assert!(problem.message.contains("no sheet has the place"), "{row} {cell} {merged}: {}", problem.message);
    }
}

#[test]
fn a_merged_region_without_end_is_refused() {
    let sheet = "<worksheet><sheetData><row r=\"1\"><c r=\"A1\"><v>1</v></c></row></sheetData>\
                 <mergeCells><mergeCell ref=\"A1:ZZ1048576\"/></mergeCells></worksheet>";
    assert_eq!(read(&workbook(sheet), "file").unwrap_err().code, "file-too-large");
    let sheet = sheet.replace("A1:ZZ1048576", "A1:B2");
    assert_eq!(read(&workbook(&sheet), "file").unwrap()[0].rows[1].cells, ["1", "1"]);
}

/// The least workbook around one sheet.
fn workbook(sheet: &str) -> Vec<u8> {
    use std::io::Write as _;
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let mut related = String::new();
    write!(related, "<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}/").unwrap();
    let files = [
        ("[Content_Types].xml", "<Types/>".to_owned()),
        ("_rels/.rels", format!("{related}officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>")),
        (
            "xl/_rels/workbook.xml.rels",
            format!("{related}worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>"),
        ),
        (
            "xl/workbook.xml",
            format!(
                "<workbook xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
            ),
        ),
        ("xl/worksheets/sheet1.xml", sheet.to_owned()),
    ];
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    for (name, text) in files {
        writer.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        writer.write_all(text.as_bytes()).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(128))]

    #[test]
    fn random_bytes_never_panic(bytes in proptest::collection::vec(any::<u8>(), 0..400)) {
        let _ = read(&bytes, "file");
    }

    #[test]
    fn random_markup_never_panics(text in "[<>/a-t\"'=&;#0-9 \n!\\[\\]{}:,-]{0,200}") {
        for start in ["", "<table>", "<?xml version=\"1.0\"?><Row>", "[{", "<sparql>", "a,\"b"] {
            let _ = read(format!("{start}{text}").as_bytes(), "file");
        }
    }

    #[test]
    fn damaged_files_never_panic(kind in 0..6_usize, changes in proptest::collection::vec((any::<prop::sample::Index>(), any::<u8>()), 1..6)) {
        let mut bytes = samples().swap_remove(kind);
        for (at, byte) in changes {
            let place = at.index(bytes.len());
            bytes[place] = byte;
        }
        let _ = read(&bytes, "file");
    }

    #[test]
    fn damaged_sheets_never_panic(changes in proptest::collection::vec((any::<prop::sample::Index>(), "[<>/a-z0-9\"= A-Z:]"), 1..6)) {
        let sheet = "<worksheet><dimension ref=\"A1:B3\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c>\
                     <c r=\"B2\" s=\"1\"><v>41370</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>";
        let mut sheet: Vec<String> = sheet.chars().map(String::from).collect();
        for (at, with) in changes {
            let place = at.index(sheet.len());
            sheet[place] = with;
        }
        let _ = read(&workbook(&sheet.concat()), "file");
    }
}
