//! Entries of a directory that are not read although a user may think so: a folder or file whose name is nearly right, a
//! file with a wrong ending. Where data would be ignored unnoticed it is an error.

use std::path::Path;

use super::entries::{FolderEntries, all_names_in, explains, names_in};
use crate::load::data_file::{CASES, Folder};
use crate::load::problem::Problem;

/// How many letters of a folder's name may be wrong for it to be meant.
const NEAR: usize = 2;

/// Entries of these folders that are no JSON files, and entries beside them that are named nearly like a folder that is
/// known. Other entries beside them are left alone: a directory may hold more than a corpus.
pub(crate) fn stray_entries(root: &Path, known: &[&str], folders: &[&str]) -> Vec<Problem> {
    let names = all_names_in(root).unwrap_or_default();
    let mut strays: Vec<Problem> = names.iter().filter_map(|name| misnamed(root, name, known, &names)).collect();
    strays.extend(misnamed_among_tables(root, Folder::Rules.name()));
    folders.iter().for_each(|folder| strays.extend(unread_in(root, folder)));
    strays
}

/// Folders among the decision tables that were most likely meant to be that of their cases.
pub(crate) fn misnamed_among_tables(root: &Path, folder: &str) -> Vec<Problem> {
    let path = root.join(folder);
    let is_folder = std::fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir());
    let names = if is_folder { all_names_in(&path).unwrap_or_default() } else { Vec::new() };
    let folders = names.iter().filter(|name| path.join(name).is_dir());
    let misnamed = folders.filter_map(|name| misnamed(&path, name, &[CASES], &names)).filter(Problem::is_error);
    misnamed.map(|problem| Problem { file: format!("{folder}/{}", problem.file), ..problem }).collect()
}

/// Warnings about entries of a folder that are no JSON files.
pub(crate) fn unread_in(root: &Path, folder: &str) -> Vec<Problem> {
    let path = root.join(folder);
    // what cannot be listed, or is a link, was reported when it was to be read
    let is_folder = std::fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir());
    let names = if is_folder { names_in(&path).unwrap_or_default() } else { Vec::new() };
    let entries = FolderEntries::new(path.clone(), folder, &names);
    let ordinary = names.iter().filter(|name| entries.meant(name).is_empty());
    ordinary.filter_map(|name| unread(&path, (folder, name))).collect()
}

/// A folder named nearly like one of a corpus. Where that one is not there and only case, a dot, a separator or one
/// letter is wrong, its data would be ignored unnoticed.
fn misnamed(root: &Path, name: &str, folders: &[&str], names: &[String]) -> Option<Problem> {
    if folders.contains(&name) {
        return None;
    }
    let plain = name.trim_matches(['.', ' ']).to_lowercase().replace(['_', ' '], "-");
    let near = |folder: &&&str| strsim::osa_distance(&plain, folder) <= NEAR;
    let meant = folders.iter().find(|folder| plain == **folder).or_else(|| folders.iter().find(near))?;
    let is_meant = || plain == *meant || (strsim::osa_distance(&plain, meant) <= 1 && root.join(name).is_dir());
    let vanishes = !names.iter().any(|other| other == meant) && is_meant();
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
    let is_of_lines = Folder::of_lines(&format!("{folder}/{name}")).is_some();
    if name.ends_with(".json") || is_of_lines || explains(name) {
        return None;
    }
    let right = format!("{}.json", name.split('.').next().unwrap_or(name));
    let help = if path.join(&right).exists() {
        format!("if it holds data that \"{right}\" does not, put them there")
    } else {
        format!("if it holds data, name it \"{right}\"")
    };
    Some(warning(format!("\"{name}\" is not read: data files end with \".json\"")).with_help(help))
}
