//! The files of cases: those of the shipped corpus (`cases/`) and those on small corpora (`tests/cases/`). How one is read
//! stands in the library, how it is answered in `doors`.

use std::path::{Path, PathBuf};

use acquis::load::Theme;

/// Reads one file, named after its theme `t`.
///
/// # Errors
/// What is wrong with it, each in one line.
pub fn read(text: &str) -> Result<Theme, String> {
    let lines = |problems: Vec<acquis::load::Problem>| {
        let told = problems
            .iter()
            .map(|one| format!("{}: {} {}", one.place(), one.message, one.help.as_deref().unwrap_or("")));
        told.collect::<Vec<_>>().join("\n")
    };
    Theme::read("cases/t.json", text.as_bytes().to_vec()).map_err(lines)
}

/// Every theme, in the order of names.
pub fn all() -> Vec<Theme> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let files = |folder: &str| std::fs::read_dir(root.join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut paths: Vec<PathBuf> = files("cases").chain(files("tests/cases")).collect();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "json"));
    paths.sort_by_key(|path| path.file_name().unwrap().to_owned());
    let read = |path: &PathBuf| {
        let theme = Theme::read(path.to_str().unwrap(), std::fs::read(path).unwrap());
        theme.unwrap_or_else(|problems| panic!("{problems:#?}"))
    };
    paths.iter().map(read).collect()
}
