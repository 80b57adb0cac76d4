//! How large a zip archive is once it is unpacked, by what it declares and by unpacking it once, piece by piece, without
//! keeping anything. A few KiB can hold gigabytes of zeros.

use std::io::{self, BufReader, Cursor, Read};

use zip::ZipArchive;

use super::bounds::too_large;
use super::places;
use crate::import::RowProblem;

/// Bytes of all files in an archive.
const MOST_BYTES: u64 = 256 << 20;
/// Files in an archive.
const MOST_FILES: usize = 10_000;
/// How many times smaller a file of some size may be packed; text of a table rarely passes 50.
const MOST_PACKED: u64 = 200;
/// Files below this size are not suspected, however small they are packed.
const UNSUSPECTED: u64 = 4 << 20;

/// The names of the files of an archive that can be unpacked without harm.
///
/// # Errors
/// `invalid-workbook`, `file-too-large`.
pub(super) fn check(bytes: &[u8]) -> Result<Vec<String>, RowProblem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| invalid(&error.to_string()))?;
    if archive.len() > MOST_FILES {
        return Err(too_large(format!("the archive holds more than {MOST_FILES} files")));
    }
    let (mut names, mut left) = (Vec::new(), MOST_BYTES);
    for at in 0..archive.len() {
        let mut file = archive.by_index(at).map_err(|error| invalid(&error.to_string()))?;
        let (packed, declared) = (file.compressed_size().max(1), file.size());
        names.push(file.name().map_or_else(|_| String::new(), |name| name.into_owned()));
        // what is declared is cheap to check; what is there may be more
        let unpacked = if declared > left { declared } else { unpack(&mut file, left)? };
        if unpacked > left {
            return Err(too_large(format!("the archive unpacks to more than {} MiB", MOST_BYTES >> 20)));
        }
        if unpacked > UNSUSPECTED && unpacked / packed > MOST_PACKED {
            let name = names.last().map_or("", String::as_str);
            return Err(too_large(format!("{name} in the archive unpacks to {} times its size", unpacked / packed)));
        }
        left -= unpacked;
    }
    Ok(names)
}

/// Refuses a workbook of which a part names a place that no sheet has. Any part can be a sheet; that they can be unpacked is
/// known.
///
/// # Errors
/// `invalid-workbook`.
pub(super) fn check_places(bytes: &[u8]) -> Result<(), RowProblem> {
    let mut archive = ZipArchive::new(Cursor::new(bytes)).map_err(|error| invalid(&error.to_string()))?;
    for at in 0..archive.len() {
        let file = archive.by_index(at).map_err(|error| invalid(&error.to_string()))?;
        if let Some(place) = places::impossible(BufReader::new(file)) {
            let message = format!("the workbook cannot be read: no sheet has the place {place}");
            return Err(RowProblem::new("invalid-workbook", message)
                .help("open it in a spreadsheet and save it again as .xlsx, or as CSV"));
        }
    }
    Ok(())
}

/// The bytes that a file has when unpacked; one more than `most` if it has more.
fn unpack(file: &mut impl Read, most: u64) -> Result<u64, RowProblem> {
    io::copy(&mut file.take(most.saturating_add(1)), &mut io::sink()).map_err(|error| invalid(&error.to_string()))
}

fn invalid(error: &str) -> RowProblem {
    RowProblem::new("invalid-workbook", format!("the archive cannot be read: {error}"))
        .help("check that the file was downloaded completely")
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io::Write;
    use zip::ZipWriter;
    use zip::write::SimpleFileOptions;

    fn archive(files: &[(&str, usize)]) -> Vec<u8> {
        let mut writer = ZipWriter::new(Cursor::new(Vec::new()));
        for (name, size) in files {
            writer.start_file(*name, SimpleFileOptions::default()).unwrap();
            writer.write_all(&vec![b' '; *size]).unwrap();
        }
        writer.finish().unwrap().into_inner()
    }

    #[test]
    fn a_small_archive_of_large_files_is_refused() {
        assert_eq!(check(&archive(&[("a", 1_000), ("b", 3 << 20)])).unwrap(), ["a", "b"]);
        let bomb = archive(&[("xl/worksheets/sheet1.xml", 20 << 20)]);
        let problem = check(&bomb).unwrap_err();
        assert_eq!(problem.code, "file-too-large");
        assert!(problem.message.contains("sheet1.xml"), "{}", problem.message);
    }

    #[test]
    fn a_file_that_declares_less_than_it_holds_is_refused() {
        let mut bomb = archive(&[("a", 20 << 20)]);
        let size = (20_u32 << 20).to_le_bytes();
        let places: Vec<usize> = (0..bomb.len() - 4).filter(|at| bomb[*at..at + 4] == size).collect();
        assert!(!places.is_empty());
        for place in places {
            bomb[place..place + 4].copy_from_slice(&1_000_u32.to_le_bytes());
        }
        assert!(check(&bomb).is_err());
    }
}
