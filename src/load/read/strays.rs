//! What lies in a directory and is not read although somebody may think so: a folder or file whose name is nearly right, a
//! file with a wrong ending. Where something would vanish unnoticed it is an error.

use std::path::Path;

use super::disk;
use crate::load::problem::Problem;

/// How many letters of a folder's name may be wrong for it to be meant.
const NEAR: usize = 2;

/// Entries of these folders that are no JSON files, and entries beside them that are named nearly like a folder that is known. Whatever else lies beside them is nobody's business.
pub(crate) fn strays(root: &Path, known: &[&str], folders: &[&str]) -> Vec<Problem> {
    let names = disk::all_names_in(root).unwrap_or_default();
    let mut strays: Vec<Problem> = names.iter().filter_map(|name| misnamed(name, known, &names)).collect();
    folders.iter().for_each(|folder| strays.extend(unread_in(root, folder)));
    strays
}

/// Warnings about entries of a folder that are no JSON files.
pub(crate) fn unread_in(root: &Path, folder: &str) -> Vec<Problem> {
    let path = root.join(folder);
    // what cannot be listed, or is a link, was told when it was to be read
    let is_folder = std::fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir());
    let names = if is_folder { disk::names_in(&path).unwrap_or_default() } else { Vec::new() };
    let ordinary = names.iter().filter(|name| meant(&path, name, &names).is_none());
    ordinary.filter_map(|name| unread(&path, (folder, name))).collect()
}

/// The name that a file was most likely meant to have: it is hidden, has the ending in capital letters or nearly right, or
/// one more that a file manager hides, or is a folder of this name. Where the right name is taken nothing vanishes, and
/// what an editor leaves (`AT.json~`, `.AT.json.swp`, `._AT.json`, `.#AT.json`) is no file of data.
pub(super) fn meant(folder: &Path, name: &str, names: &[String]) -> Option<String> {
    const HIDDEN: [&str; 2] = [".txt", ".icloud"];
    if name.ends_with(".json") && !name.starts_with('.') && !folder.join(name).is_dir() {
        return None;
    }
    let plain = name.trim_matches(['.', ' ']);
    let lower = plain.to_lowercase();
    let hidden = HIDDEN.iter().find_map(|ending| lower.strip_suffix(ending)).filter(|rest| rest.contains('.'));
    let plain = hidden.and_then(|rest| plain.get(..rest.len())).unwrap_or(plain);
    let (stem, ending) = plain.rsplit_once('.')?;
    let is_word = |text: &str| !text.is_empty() && text.chars().all(|char| char.is_alphanumeric());
    let is_id = stem.trim().split(['-', '_']).all(is_word);
    let is_near = is_word(ending) && strsim::osa_distance(&ending.to_lowercase(), "json") <= 1;
    let meant = format!("{}.json", stem.trim());
    let is_taken = names.iter().any(|other| other != name && other.eq_ignore_ascii_case(&meant));
    (is_id && is_near && !is_taken).then_some(meant)
}

/// A folder named nearly like one of a corpus. Where that one is not there and only case, a dot or a separator is wrong,
/// what it holds would vanish.
fn misnamed(name: &str, folders: &[&str], names: &[String]) -> Option<Problem> {
    if folders.contains(&name) {
        return None;
    }
    let plain = name.trim_matches(['.', ' ']).to_lowercase().replace(['_', ' '], "-");
    let near = |folder: &&&str| strsim::osa_distance(&plain, folder) <= NEAR;
    let meant = folders.iter().find(|folder| plain == **folder).or_else(|| folders.iter().find(near))?;
    let vanishes = plain == *meant && !names.iter().any(|other| other == meant);
    if name.starts_with('.') && !vanishes {
        return None;
    }
    let message = format!("\"{name}\" is not read: no folder of a corpus is called so");
    let problem = if vanishes { Problem::of_file } else { Problem::warning_of_file }("stray-entry", name, message);
    Some(problem.with_help(format!("did you mean \"{meant}\"?")))
}

fn unread(path: &Path, (folder, name): (&str, &str)) -> Option<Problem> {
    let (file, shown) = (path.join(name), format!("{folder}/{name}"));
    let warning = |message: String| Problem::warning_of_file("stray-entry", &shown, message);
    if file.is_dir() {
        let help = format!("put its files directly into {folder}");
        return Some(warning(format!("the folder \"{name}\" is not read")).with_help(help));
    }
    let explains = ["README", "LICENSE"].iter().any(|known| name.to_uppercase().starts_with(known));
    if name.ends_with(".json") || explains {
        return None;
    }
    let stem = name.rsplit_once('.').map_or(name, |(stem, _)| stem);
    let help = format!("if it holds data, name it \"{stem}.json\"");
    Some(warning(format!("\"{name}\" is not read: data files end with \".json\"")).with_help(help))
}
