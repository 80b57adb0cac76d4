//! A clock that cannot be right: what is written into data or a baseline would be wrong for good, so nothing is.

use super::writers::{self, Writer};
use super::{ended, shim};

/// 1970-01-01 and 2101-01-01, in seconds from 1970.
const CLOCKS: [(&str, i64); 2] = [("1970", 0), ("2101", 47_847 * 86_400)];

/// Is nothing written, with this clock?
fn is_refused(writer: &Writer, year: &str) -> bool {
    match writer.words.first().copied() {
        Some("init" | "new" | "validate") => false,
        Some("record" | "source" | "import" | "check") => true,
        // a report by a clock that is behind has a warning
        _ => year == "2101",
    }
}

#[test]
fn a_clock_in_1970_or_2101_is_written_nowhere() {
    for (writer, undisturbed) in writers::most() {
        for (year, seconds) in CLOCKS {
            let room = writer.room();
            let mut command = writer.by_clock(room.0.path(), &[]);
            shim::by_clock(&mut command, seconds);
            let (code, said) = ended(writer.name, &command.output().unwrap());
            if is_refused(writer, year) {
                assert_eq!(code, Some(2), "{} in {year}: {said}", writer.name);
                // a document that is published later than today is refused before the data are read
                let is_said = said.contains("the clock says ") || said.contains("cannot be cited on 1970-01-01");
                assert!(is_said && said.contains("--as-of DATE"), "{} in {year}: {said}", writer.name);
                assert!(room.files() == writer.before(), "{} in {year} wrote something", writer.name);
                continue;
            }
            assert!(undisturbed.codes.contains(&code.unwrap()), "{} in {year}: {said}", writer.name);
            assert!(room.files() != writer.before(), "{} in {year} wrote nothing", writer.name);
            let asks_no_clock = writer.day.is_empty();
            assert_eq!(said.contains("warning: the clock says "), !asks_no_clock, "{} in {year}: {said}", writer.name);
            assert!(!asks_no_clock || room.files() == undisturbed.after[0], "{} in {year}", writer.name);
        }
    }
}
