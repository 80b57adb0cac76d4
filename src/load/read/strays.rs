//! What lies in a directory and is not read although somebody may think so: a folder whose name is nearly right, a file
//! with a wrong ending.

use std::path::Path;

use super::disk;
use crate::load::problem::Problem;

/// How many letters of a folder's name may be wrong for it to be meant.
const NEAR: usize = 2;

/// Warnings about entries of these folders that are no JSON files, and about entries beside them that are named nearly
/// like one of them. Whatever else lies beside them is nobody's business.
pub(crate) fn strays(root: &Path, folders: &[&str]) -> Vec<Problem> {
    let beside = disk::names_in(root).unwrap_or_default().into_iter();
    let mut strays: Vec<Problem> = beside.filter_map(|name| misnamed(&name, folders)).collect();
    folders.iter().for_each(|folder| strays.extend(unread_in(root, folder)));
    strays
}

/// Warnings about entries of a folder that are no JSON files.
pub(crate) fn unread_in(root: &Path, folder: &str) -> Vec<Problem> {
    let path = root.join(folder);
    // what cannot be listed, or is a link, was told when it was to be read
    let is_folder = std::fs::symlink_metadata(&path).is_ok_and(|found| found.is_dir());
    let names = if is_folder { disk::names_in(&path).unwrap_or_default() } else { Vec::new() };
    names.iter().filter_map(|name| unread(&path, (folder, name))).collect()
}

fn misnamed(name: &str, folders: &[&str]) -> Option<Problem> {
    if folders.contains(&name) {
        return None;
    }
    let plain = name.to_lowercase().replace(['_', ' '], "-");
    let meant = folders.iter().find(|folder| strsim::osa_distance(&plain, folder) <= NEAR)?;
    let message = format!("\"{name}\" is not read: no folder of a corpus is called so");
    let problem = Problem::warning_of_file("stray-entry", name, message);
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
