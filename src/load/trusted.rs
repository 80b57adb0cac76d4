//! The corpus inside the binary, read the fast way: the tests and `acquis validate` have checked it. It is read in its compact
//! form where that is there, else built from JSON. Deliberately not here: the full check (`check`), which everything that is
//! not embedded goes through.

use super::assemble;
use super::data_file::{Checking, DataFile};
use super::digest::digest;
use super::embedded as files;
use super::packed;
use super::problem::{Problem, Rejected};
use super::read::position;
use crate::law::Corpus;
use std::collections::BTreeSet;

/// The corpus inside the binary: all law and sources, and the states of these codes (`None`: every one).
///
/// Neither schema nor plausibility is run.
///
/// # Errors
/// The program was built from broken data.
pub fn embedded(select: Option<&[&str]>) -> Result<Corpus, Rejected> {
    let corpus = match files::packed() {
        Some(text) => from_packed(text, select)?,
        None => from_json(select)?,
    };
    Ok(Corpus { digest: files::DATA_DIGEST.to_owned(), ..corpus })
}

/// The corpus in its packed form.
fn from_packed(text: &str, select: Option<&[&str]>) -> Result<Corpus, Rejected> {
    packed::corpus(text, select).map_err(|packed::Damaged| {
        let message = "the embedded data are damaged".to_owned();
        let data = vec![Problem::of_file("embedded-damaged", "embedded.bin", message)];
        Rejected { data, ..Rejected::default() }
    })
}

/// The corpus that the embedded JSON files describe.
fn from_json(select: Option<&[&str]>) -> Result<Corpus, Rejected> {
    let mut files = files::files(select);
    let corpus = assemble::corpus(&mut files, BTreeSet::new(), Checking::Trusted);
    let data = problems(files);
    if data.iter().any(Problem::is_error) { Err(Rejected { data, ..Rejected::default() }) } else { Ok(corpus) }
}

/// What the file of the packed form must hold: what it is made from, the digest of the rest, and the rest, the data.
///
/// # Errors
/// The program was built from broken data.
pub fn packed_file() -> Result<String, Rejected> {
    let body = packed::pack(&from_json(None)?);
    Ok(format!("{}{}{body}", files::PACKED_FROM, digest(&[("", body.as_bytes())])))
}

/// What was found wrong with the files, each with its place.
fn problems(files: Vec<DataFile>) -> Vec<Problem> {
    let mut found = Vec::new();
    for file in files.into_iter().filter(|file| !file.defects.list.is_empty()) {
        found.extend(position::locate(file.path, files::text(file.path).unwrap_or_default(), file.defects.list));
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_unpacked_is_what_was_built() {
        let built = from_json(None).unwrap();
        let text = packed::pack(&built);
        let read = from_packed(&text, None).unwrap();
        assert_eq!(format!("{read:?}"), format!("{built:?}"));
        // what Debug leaves out is in the packed form too
        assert!(packed::pack(&read) == text);
        let some = from_packed(&text, Some(&["AT", "UK"])).unwrap();
        let same = from_json(Some(&["AT", "UK"])).unwrap();
        assert_eq!(format!("{some:?}"), format!("{same:?}"));
        assert_eq!(some.actors.len(), 2);
    }

    #[test]
    fn a_packed_form_that_is_cut_short_or_goes_on_is_refused() {
        let text = packed::pack(&from_json(None).unwrap());
        let ends = (0..text.len()).step_by(text.len() / 97).chain([text.len() - 1]);
        for end in ends.filter(|end| text.is_char_boundary(*end)) {
            assert!(from_packed(&text[..end], None).is_err(), "{end} of {}", text.len());
        }
        let problems = from_packed(&format!("{text}\0"), None).unwrap_err();
        assert_eq!(problems.data[0].code, "embedded-damaged");
    }

    #[test]
    fn no_wrong_character_of_a_packed_form_stops_the_program() {
        let mut built = from_json(Some(&["AT"])).unwrap();
        built.sources.truncate(40);
        built.instruments.truncate(3);
        let text = packed::pack(&built);
        let mut refused = 0;
        for place in (0..text.len()).step_by(7) {
            for bit in [0x01, 0x40] {
                let mut bytes = text.clone().into_bytes();
                bytes[place] ^= bit;
                // among the letters of a text a wrong one is read; the digest of the file shows it
                let read = String::from_utf8(bytes).map(|text| from_packed(&text, None).is_ok());
                refused += usize::from(!read.unwrap_or_default());
            }
        }
        assert!(refused > 1000, "{refused}");
    }
}
