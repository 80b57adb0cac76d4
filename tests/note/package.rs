//! A DOCX taken apart: its files, none of them compressed, and the days on which the archive says that they were written.

use std::collections::BTreeMap;

use quick_xml::Reader;
use quick_xml::events::Event;

/// A file of the archive.
pub struct Entry {
    pub bytes: Vec<u8>,
    /// Day and time as the archive has them.
    pub written: (u16, u16),
}

/// The files of an archive by name, from its central directory (APPNOTE 6.3.10, 4.3.12 and 4.3.16).
pub fn entries(archive: &[u8]) -> BTreeMap<String, Entry> {
    let half = |at: usize| u16::from_le_bytes(archive[at..at + 2].try_into().unwrap());
    let word = |at: usize| u32::from_le_bytes(archive[at..at + 4].try_into().unwrap()) as usize;
    let end = archive.windows(4).rposition(|bytes| bytes == b"PK\x05\x06").expect("no end of the archive");
    let mut at = word(end + 16);
    let mut found = BTreeMap::new();
    for _ in 0..half(end + 10) {
        assert_eq!(&archive[at..at + 4], b"PK\x01\x02");
        let (method, size, local) = (half(at + 10), word(at + 24), word(at + 42));
        let (name, extra, comment) = (half(at + 28) as usize, half(at + 30) as usize, half(at + 32) as usize);
        let text = String::from_utf8(archive[at + 46..at + 46 + name].to_vec()).unwrap();
        assert!(method == 0 || size == 0, "{text} is compressed");
        let start = local + 30 + half(local + 26) as usize + half(local + 28) as usize;
        let bytes = archive[start..start + size].to_vec();
        found.insert(text, Entry { bytes, written: (half(at + 14), half(at + 12)) });
        at += 46 + name + extra + comment;
    }
    found
}

/// The text of a part, which must be well-formed XML.
pub fn part(archive: &[u8], name: &str) -> String {
    let mut entries = entries(archive);
    let entry = entries.remove(name).unwrap_or_else(|| panic!("no {name}"));
    let text = String::from_utf8(entry.bytes).unwrap();
    assert_well_formed(name, &text);
    text
}

/// Reads XML to its end.
pub fn assert_well_formed(name: &str, text: &str) {
    let mut reader = Reader::from_str(text);
    reader.config_mut().check_end_names = true;
    let mut depth = 0_i32;
    loop {
        match reader.read_event().unwrap_or_else(|error| panic!("{name}: {error}")) {
            Event::Start(_) => depth += 1,
            Event::End(_) => depth -= 1,
            Event::Eof => break,
            _ => {}
        }
    }
    assert_eq!(depth, 0, "{name}");
}
