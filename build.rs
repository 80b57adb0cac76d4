//! Embeds the corpus: lists every JSON file of the data directories in a Rust table and computes their digests, and that of the
//! program's own source. The packed form (`embedded.bin`) is embedded only where it was made from these files.
//! Whether the files are right is not asked here: the tests and `acquis validate` do.

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::{env, fs, io};

#[path = "src/load/digest.rs"]
mod digest;

const DATA: [&str; 3] = ["instruments", "member-states", "seeds"];
const OTHER: [&str; 4] = ["rules", "rules/cases", "schemas", "cases"];
/// The packed form, and what writes and reads it.
const PACKED: &str = "embedded.bin";
const CODEC: &str = "src/load/packed";

fn main() -> io::Result<()> {
    let root = PathBuf::from(env::var("CARGO_MANIFEST_DIR").map_err(io::Error::other)?);
    let out = PathBuf::from(env::var("OUT_DIR").map_err(io::Error::other)?);
    let mut code = String::from("/// Every embedded file, in the order of paths: relative path and text.\n");
    code.push_str("pub static FILES: &[(&str, &str)] = &[\n");
    let mut files = Vec::new();
    for folder in DATA.iter().chain(&OTHER) {
        println!("cargo::rerun-if-changed={folder}");
        files.extend(json_files(&root, folder)?);
    }
    files.sort();
    for path in &files {
        let line = format!("    ({path:?}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/\", {path:?}))),\n");
        code.push_str(&line);
    }
    code.push_str("];\n");
    for (name, folders) in [("DATA_DIGEST", &DATA[..]), ("RULES_DIGEST", &OTHER[..1])] {
        let digest = digest_of(&root, &files, folders)?;
        let _ = write!(code, "/// SHA-256 over {folders:?}.\npub static {name}: &str = {digest:?};\n");
    }
    println!("cargo::rerun-if-changed=src");
    let mut sources = Vec::new();
    source_files(&root, Path::new("src"), &mut sources)?;
    let digest = digest_of_files(&root, sources.iter().map(String::as_str))?;
    let _ = write!(code, "/// SHA-256 over the source of the program.\npub static SOURCE_DIGEST: &str = {digest:?};\n");
    let codec: Vec<String> = sources.into_iter().filter(|path| path.starts_with(CODEC)).collect();
    code.push_str(&packed(&root, &files, &codec)?);
    fs::write(out.join("embedded.rs"), code)
}

/// The packed form, if it is there, whole, and made by this codec from these files.
fn packed(root: &Path, files: &[String], codec: &[String]) -> io::Result<String> {
    println!("cargo::rerun-if-changed={PACKED}");
    let codec = digest_of_files(root, codec.iter().map(String::as_str))?;
    let origin = format!("{}{codec}", digest_of(root, files, &DATA)?);
    let whole = |text: String| {
        let rest = text.strip_prefix(&origin)?;
        let (written, body) = rest.split_at_checked(codec.len())?;
        (written == digest::digest(&[("", body.as_bytes())])).then_some(origin.len() + written.len())
    };
    let body = fs::read_to_string(root.join(PACKED)).ok().and_then(whole);
    if body.is_none() {
        println!("cargo::warning={PACKED} is old, and the data are read from JSON: ACQUIS_BLESS=1 cargo test packed::");
    }
    let text = match body {
        Some(head) => format!("Some(({head}, include_str!(concat!(env!(\"CARGO_MANIFEST_DIR\"), \"/{PACKED}\"))))"),
        None => "None".to_owned(),
    };
    Ok(format!(
        "/// What the packed form must be made from: the digests of the data and of its codec.\n\
         pub static PACKED_FROM: &str = {origin:?};\n\
         /// The embedded data in the packed form, and where it begins in its file; without it the JSON is read.\n\
         pub static PACKED: Option<(usize, &str)> = {text};\n"
    ))
}

/// The files of a folder and of those in it, as paths relative to the package.
fn source_files(root: &Path, folder: &Path, files: &mut Vec<String>) -> io::Result<()> {
    for entry in fs::read_dir(root.join(folder))? {
        let entry = entry?;
        let path = folder.join(entry.file_name());
        if entry.file_type()?.is_dir() {
            source_files(root, &path, files)?;
        } else {
            // the same on systems that separate names otherwise
            files.push(path.iter().map(|part| part.to_string_lossy()).collect::<Vec<_>>().join("/"));
        }
    }
    Ok(())
}

/// The JSON files directly in a folder, as paths relative to the package.
fn json_files(root: &Path, folder: &str) -> io::Result<Vec<String>> {
    let Ok(entries) = fs::read_dir(root.join(folder)) else { return Ok(Vec::new()) };
    let mut files = Vec::new();
    for entry in entries {
        let name = entry?.file_name();
        let name = name.to_string_lossy();
        if name.ends_with(".json") && !name.starts_with('.') {
            files.push(format!("{folder}/{name}"));
        }
    }
    Ok(files)
}

fn digest_of(root: &Path, files: &[String], folders: &[&str]) -> io::Result<String> {
    let chosen = files
        .iter()
        .filter(|path| folders.iter().any(|folder| path.rsplit_once('/').is_some_and(|(own, _)| own == *folder)));
    digest_of_files(root, chosen.map(String::as_str))
}

fn digest_of_files<'p>(root: &Path, files: impl Iterator<Item = &'p str>) -> io::Result<String> {
    let read: Vec<(&str, Vec<u8>)> =
        files.map(|path| Ok((path, fs::read(root.join(path))?))).collect::<io::Result<_>>()?;
    let parts: Vec<(&str, &[u8])> = read.iter().map(|(path, bytes)| (*path, bytes.as_slice())).collect();
    Ok(digest::digest(&parts))
}
