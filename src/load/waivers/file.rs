//! Files beside a corpus that `check` reads: waivers, and earlier reports as they come.

use std::collections::HashMap;
use std::fs::File;
use std::io::BufReader;
use std::path::Path;

use serde::Deserialize;

use super::Waiver;
use crate::load::defect::{Defect, DefectLocation, Defects};
use crate::load::json_path::JsonPath;
use crate::load::problem::Problem;
use crate::load::read::{disk, json, position, text};
use crate::load::schema;
use crate::time::Day;

/// Largest file of waivers: 16 MiB.
const LARGEST_WAIVERS: u64 = 16 * 1024 * 1024;
/// Largest earlier report: 4 GiB.
const LARGEST_REPORT: u64 = 4 * 1024 * 1024 * 1024;

#[derive(Deserialize)]
struct RawWaivers {
    waivers: Vec<RawWaiver>,
}

#[derive(Deserialize)]
struct RawWaiver {
    finding: String,
    reason: String,
    owner: String,
    until: Option<String>,
}

/// The waivers of a file, in its order.
///
/// # Errors
/// The file cannot be read, is no strict JSON, or one of them lacks its reason or owner, names a day that does not
/// exist, or stands there twice.
pub fn waivers(path: &Path) -> Result<Vec<Waiver>, Vec<Problem>> {
    let bytes = disk::one(path, LARGEST_WAIVERS).map_err(|problem| vec![*problem])?;
    waivers_in(&path.display().to_string(), bytes)
}

/// The waivers in the bytes of a file at this path.
///
/// # Errors
/// Those of [`waivers`], but that the file cannot be read.
pub fn waivers_in(path: &str, bytes: Vec<u8>) -> Result<Vec<Waiver>, Vec<Problem>> {
    let mut defects = Defects::default();
    let (text, readable) = text::text(bytes, &mut defects);
    let value = if readable { json::value(&text, &mut defects) } else { None };
    if let Some(value) = &value {
        schema::check_by("waivers", value, &mut defects);
    }
    let raw =
        value.filter(|_| !defects.has_errors()).and_then(|value| serde_json::from_value::<RawWaivers>(value).ok());
    let lines = || -> Vec<usize> { position::items(&text, "waivers").iter().map(|(_, region)| region.line).collect() };
    let built = raw.map(|raw| built(raw.waivers, &lines(), &mut defects));
    match built {
        Some(waivers) if !defects.has_errors() => Ok(waivers),
        _ => Err(position::locate(path, &text, defects.list)),
    }
}

fn built(raw: Vec<RawWaiver>, lines: &[usize], defects: &mut Defects) -> Vec<Waiver> {
    let mut waivers: Vec<Waiver> = Vec::new();
    let mut seen: HashMap<String, usize> = HashMap::new();
    for (number, raw) in raw.into_iter().enumerate() {
        let place = JsonPath::top().key("waivers").item(number);
        let until = raw.until.as_deref().map(Day::parse);
        if let Some(Err(error)) = &until {
            defects.add(Defect::error("invalid-date", &place.key("until"), error.to_string()));
        }
        let line = lines.get(number).copied().unwrap_or(1);
        if let Some(twin) = seen.get(&raw.finding) {
            let message = format!("\"{}\" is waived on line {twin} already", raw.finding);
            let defect = Defect::error_at("repeated-waiver", DefectLocation::Value(place.key("finding")), message);
            defects.add(defect.help("keep one of the two"));
        }
        seen.entry(raw.finding.clone()).or_insert(line);
        waivers.push(Waiver {
            finding: raw.finding,
            reason: raw.reason,
            owner: raw.owner,
            until: until.and_then(Result::ok),
            line,
            names_nothing: None,
        });
    }
    waivers
}

/// An earlier report, opened to be read as it comes.
///
/// # Errors
/// The file cannot be read, or is too large.
pub fn report(path: &Path) -> Result<BufReader<File>, Box<Problem>> {
    disk::open(path, LARGEST_REPORT).map(BufReader::new)
}
