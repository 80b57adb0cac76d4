//! `acquis.toml`: found in the working directory or named, read within bounds, every mistake reported with line and column.
//! Paths in it count from its own directory.

use super::keys::KEYS;
use super::layer::{Layer, Origin, Setting};
use crate::cli::exit::{Failure, plain};
use crate::cli::names::nearest;
use crate::cli::streams::stderr::Log;
use crate::load::{self, Problem, ProblemSeverity, listed, problem_at};
use crate::report::FailOn;
use crate::text::{is_blank, without_mark};
use std::fs::{self, File};
use std::io::{self, Read};
use std::ops::Range;
use std::path::{Path, PathBuf};
use toml::Spanned;
use toml::de::{DeTable, DeValue};

/// The file looked for in the working directory.
const NAME: &str = "acquis.toml";
/// Largest file that is read: 1 MiB.
const LARGEST: u64 = 1024 * 1024;

/// A file of settings, and what it says.
#[derive(Debug, Default)]
pub struct ConfigFile {
    /// Where it is, as it was named.
    pub path: PathBuf,
    /// What it says.
    pub layer: Layer,
    text: String,
    /// Each name of a state or instrument, and its bytes.
    names: Vec<(String, Range<usize>)>,
}

/// The file that was named: it must be there.
///
/// # Errors
/// It cannot be read, or says what cannot be; every problem has been reported.
pub fn read_named(named: &Setting<PathBuf>, log: Log) -> Result<ConfigFile, Failure> {
    let (path, by) = (&named.value, &named.origin);
    let text = read_text(path).map_err(|error| error.into_failure(path, &format!(" ({by})"), log))?;
    ConfigFile::read(path, text, log)
}

/// The file of the working directory, if there is one.
///
/// # Errors
/// It cannot be read, or says what cannot be; every problem has been reported.
pub fn find(log: Log) -> Result<Option<ConfigFile>, Failure> {
    let path = Path::new(NAME);
    match fs::symlink_metadata(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(None),
        Ok(_) if fs::metadata(path).is_ok_and(|found| !found.is_file()) => {
            return Err(Unread::Io(io::Error::other("it is no regular file")).into_failure(path, "", log));
        }
        _ => {}
    }
    let text = read_text(path).map_err(|error| error.into_failure(path, "", log))?;
    ConfigFile::read(path, text, log).map(Some)
}

/// Why a file gives no text.
enum Unread {
    Io(io::Error),
    /// What could be read of it, up to the byte that is no UTF-8.
    NoText(String, usize),
}

impl Unread {
    fn into_failure(self, path: &Path, by: &str, log: Log) -> Failure {
        let shown = path.display().to_string();
        match self {
            Unread::Io(error) => {
                Failure::usage(format!("cannot read the settings in {shown}{by}: {}", plain(&error)), None)
            }
            Unread::NoText(text, at) => refuse(&[not_utf_8(&shown, &text, at)], log),
        }
    }
}

fn read_text(path: &Path) -> Result<String, Unread> {
    let mut bytes = Vec::new();
    let file = File::open(path).map_err(Unread::Io)?;
    file.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Unread::Io)?;
    if bytes.len() as u64 > LARGEST {
        return Err(Unread::Io(io::Error::other(format!("it is larger than {} KiB", LARGEST / 1024))));
    }
    text_in(bytes).map_err(|(text, at)| Unread::NoText(text, at))
}

/// The text; or what can be read of it, and the byte that is no UTF-8.
fn text_in(bytes: Vec<u8>) -> Result<String, (String, usize)> {
    String::from_utf8(without_mark(bytes)).map_err(|error| {
        let valid = error.utf8_error().valid_up_to();
        (String::from_utf8_lossy(error.as_bytes()).into_owned(), valid)
    })
}

fn not_utf_8(shown: &str, text: &str, at: usize) -> Problem {
    problem_at((shown, text), at..at + 1, "not-utf-8", "this is no UTF-8".to_owned())
}

impl ConfigFile {
    fn read(path: &Path, text: String, log: Log) -> Result<ConfigFile, Failure> {
        ConfigFile::parse(path, text).map_err(|problems| refuse(&problems, log))
    }

    /// What the bytes of a file at this path say.
    ///
    /// # Errors
    /// Everything that is wrong with it.
    pub fn of_bytes(path: &Path, bytes: Vec<u8>) -> Result<ConfigFile, Vec<Problem>> {
        match text_in(bytes) {
            Ok(text) => ConfigFile::parse(path, text),
            Err((text, at)) => Err(vec![not_utf_8(&path.display().to_string(), &text, at)]),
        }
    }

    fn parse(path: &Path, text: String) -> Result<ConfigFile, Vec<Problem>> {
        let (table, errors) = DeTable::parse_recoverable(&text);
        let mut reader = Reader { path, text: &text, layer: Layer::default(), names: Vec::new(), wrong: Vec::new() };
        if errors.is_empty() {
            table.get_ref().iter().for_each(|(key, value)| reader.key(key.get_ref(), key.span(), value));
        }
        for error in errors {
            let message = error.message().replace('\n', ", ");
            let _: Option<()> = reader.wrong(error.span().unwrap_or_default(), "not-toml", message, None);
        }
        let Reader { layer, names, mut wrong, .. } = reader;
        wrong.sort_by_key(|wrong| wrong.at.start);
        let shown = path.display().to_string();
        let place =
            |Wrong { at, code, message, help }| Problem { help, ..problem_at((&shown, &text), at, code, message) };
        if wrong.is_empty() {
            Ok(ConfigFile { path: path.to_owned(), layer, names, text })
        } else {
            Err(listed(wrong, place))
        }
    }

    /// The problem of a name that means nothing, at its place.
    pub fn wrong_name(&self, name: &str, message: String, help: Option<String>) -> Option<Problem> {
        let (_, bytes) = self.names.iter().find(|(known, _)| known == name)?;
        let shown = self.path.display().to_string();
        Some(Problem { help, ..problem_at((&shown, &self.text), bytes.clone(), "unknown-name", message) })
    }
}

/// What is read, key by key, with everything that is wrong.
struct Reader<'a> {
    path: &'a Path,
    text: &'a str,
    layer: Layer,
    names: Vec<(String, Range<usize>)>,
    wrong: Vec<Wrong>,
}

/// What is wrong, and its bytes.
struct Wrong {
    at: Range<usize>,
    code: &'static str,
    message: String,
    help: Option<String>,
}

type TomlValue<'a> = Spanned<DeValue<'a>>;

impl Reader<'_> {
    fn key(&mut self, key: &str, at: Range<usize>, value: &TomlValue) {
        match key {
            "data" => self.layer.data = self.path(key, value),
            "rules" => self.layer.rules = self.path(key, value),
            "states" => self.layer.states = self.list(key, value),
            "instruments" => self.layer.instruments = self.list(key, value),
            "families" => self.layer.families = self.list(key, value),
            "fail-on" => self.layer.fail_on = self.level(key, value),
            "strict" => self.layer.strict = self.switch(key, value),
            "waivers" => self.layer.waivers = self.path(key, value),
            "baseline" => self.layer.baseline = self.path(key, value),
            _ => {
                let help = suggest_key(key);
                let _: Option<()> = self.wrong(at, "unknown-key", format!("unknown key \"{key}\""), Some(help));
            }
        }
    }

    fn path(&mut self, key: &str, value: &TomlValue) -> Option<Setting<PathBuf>> {
        let text = self.text_of(key, value)?;
        let base = self.path.parent().unwrap_or(Path::new(""));
        self.set(value, base.join(text))
    }

    fn level(&mut self, key: &str, value: &TomlValue) -> Option<Setting<FailOn>> {
        let text = self.text_of(key, value)?;
        let known: Vec<&str> = FailOn::ALL.iter().map(|(_, word)| *word).collect();
        match FailOn::ALL.iter().find(|(_, word)| *word == text) {
            Some((level, _)) => self.set(value, *level),
            None => {
                let help = nearest(&text, &known).unwrap_or_else(|| format!("the levels are {}", known.join(", ")));
                self.wrong(value.span(), "unknown-level", format!("unknown level \"{text}\""), Some(help))
            }
        }
    }

    fn switch(&mut self, key: &str, value: &TomlValue) -> Option<Setting<bool>> {
        match value.get_ref() {
            DeValue::Boolean(on) => self.set(value, *on),
            other => self.wrong_type(value, format!("\"{key}\" takes true or false, and not {}", kind(other))),
        }
    }

    fn list(&mut self, key: &str, value: &TomlValue) -> Option<Setting<Vec<String>>> {
        let DeValue::Array(items) = value.get_ref() else {
            let kind = kind(value.get_ref());
            return self.wrong_type(value, format!("\"{key}\" takes a list of texts, [\"...\"], and not {kind}"));
        };
        let mut list = Vec::new();
        for item in items.iter() {
            let name = self.text_of(key, item)?;
            self.names.push((name.clone(), item.span()));
            list.push(name);
        }
        self.set(value, list)
    }

    /// A text that says something.
    fn text_of(&mut self, key: &str, value: &TomlValue) -> Option<String> {
        match value.get_ref() {
            DeValue::String(text) if is_blank(text) => {
                self.wrong(value.span(), "empty-text", "this says nothing".to_owned(), None)
            }
            DeValue::String(text) => Some(text.to_string()),
            other => self.wrong_type(value, format!("\"{key}\" takes text in quotes, and not {}", kind(other))),
        }
    }

    fn set<T>(&self, value: &TomlValue, read: T) -> Option<Setting<T>> {
        let file = self.path.display().to_string();
        let line = problem_at((&file, self.text), value.span(), "", String::new()).line;
        Some(Setting { value: read, origin: Origin::File { file, line } })
    }

    fn wrong_type<T>(&mut self, value: &TomlValue, message: String) -> Option<T> {
        self.wrong(value.span(), "wrong-type", message, None)
    }

    fn wrong<T>(&mut self, at: Range<usize>, code: &'static str, message: String, help: Option<String>) -> Option<T> {
        self.wrong.push(Wrong { at, code, message, help });
        None
    }
}

fn kind(value: &DeValue) -> &'static str {
    match value {
        DeValue::String(_) => "a text",
        DeValue::Integer(_) | DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "true or false",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}

fn suggest_key(key: &str) -> String {
    if let Some(known) = KEYS.iter().find(|known| known.name == key) {
        return format!("it is no key of the file: set it with {} or {}", known.flag, known.variable);
    }
    let names: Vec<&str> = KEYS.iter().filter(|key| key.in_file).map(|key| key.name).collect();
    nearest(key, &names).unwrap_or_else(|| format!("the keys are {}", names.join(", ")))
}

/// Reports what is wrong with the file: it is a usage error, because what it says could have been typed.
pub(super) fn refuse(problems: &[Problem], log: Log) -> Failure {
    log.report_all(problems);
    let errors = load::count(problems, ProblemSeverity::Error);
    let noun = if errors == 1 { "error" } else { "errors" };
    Failure::usage(format!("{errors} {noun} in the settings: nothing was evaluated"), None)
}
