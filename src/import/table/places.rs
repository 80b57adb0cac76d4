//! The places that the parts of a workbook name: a sheet has 1,048,576 rows and 16,384 columns. What reads the cells reckons
//! with 32 bits, and takes a row beyond them for another one.

use std::io::BufRead;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

/// Rows of a sheet.
const MOST_ROWS: u32 = 1 << 20;
/// Columns of a sheet.
const MOST_COLUMNS: u32 = 1 << 14;

/// The first place in a part that no sheet has. What is no XML has none.
pub(super) fn impossible(part: impl BufRead) -> Option<String> {
    let mut reader = Reader::from_reader(part);
    reader.config_mut().check_end_names = false;
    let mut buffer = Vec::new();
    loop {
        buffer.clear();
        match reader.read_event_into(&mut buffer) {
            Ok(Event::Start(element) | Event::Empty(element)) => {
                if let Some(place) = impossible_in(&element) {
                    return Some(place);
                }
            }
            Ok(Event::Eof) | Err(_) => return None,
            Ok(_) => {}
        }
    }
}

fn impossible_in(element: &BytesStart) -> Option<String> {
    let wanted = match element.local_name().as_ref() {
        "row" | "c" => "r",
        "dimension" | "mergeCell" => "ref",
        _ => return None,
    };
    let mut attributes = element.attributes();
    let mut places = attributes.with_checks(false).flatten().filter(|one| one.key.as_ref() == wanted);
    places.find(|one| !is_possible(&one.value)).map(|one| one.value.into_owned())
}

/// Is it a cell, a row, or a region that does not end before it begins? What is written otherwise is not judged here.
fn is_possible(written: &str) -> bool {
    let Some((first, last)) = written.split_once(':') else { return place(written).is_some() };
    place(first).zip(place(last)).is_some_and(|(first, last)| first.0 <= last.0 && first.1 <= last.1)
}

/// Row and column of a place, from 1, each 0 if it is not said; `None` beyond the last ones.
fn place(written: &str) -> Option<(u32, u32)> {
    let letters = written.bytes().take_while(u8::is_ascii_alphabetic);
    let digits = written.bytes().skip_while(u8::is_ascii_alphabetic).take_while(u8::is_ascii_digit);
    let column = number(letters.map(|letter| letter.to_ascii_uppercase() - (b'A' - 1)), 26, MOST_COLUMNS)?;
    let row = number(digits.map(|digit| digit - b'0'), 10, MOST_ROWS)?;
    Some((row, column))
}

/// The number that digits of a base make; `None` above this one.
fn number(mut digits: impl Iterator<Item = u8>, base: u32, most: u32) -> Option<u32> {
    digits.try_fold(0, |sum, digit| Some(sum * base + u32::from(digit)).filter(|sum| *sum <= most))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn places_of_a_sheet_end_with_its_last_row_and_column() {
        for written in ["A1", "XFD1048576", "xfd1", "1048576", "A1:B2", "A1:A1", "", "7", "A", "$A$1"] {
            assert!(is_possible(written), "{written}");
        }
        for written in
            ["A1048577", "XFE1", "A4294967297", "ZZZZZZZZ1", "B2:A1", "A2:B1", "A1:A4294967297", "AAAAAAAAAAAA"]
        {
            assert!(!is_possible(written), "{written}");
        }
    }

    #[test]
    fn the_first_impossible_place_is_named() {
        let found = |text: &str| impossible(text.as_bytes());
        assert_eq!(found("<x:c a='1' r='A4294967297'><v>1</v></x:c>").as_deref(), Some("A4294967297"));
        assert_eq!(found("<row r=\"1048577\"/>").as_deref(), Some("1048577"));
        assert_eq!(found("<mergeCell ref=\"A2:A1\"/>").as_deref(), Some("A2:A1"));
        assert_eq!(found("<t r='A4294967297'>r=\"A4294967297\"</t><c r='A1'/>"), None);
        assert_eq!(found("\u{0}\u{1}<c r"), None);
    }
}
