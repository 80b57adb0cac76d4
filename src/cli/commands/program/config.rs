//! `acquis config`: the settings in force, and where each comes from.

use std::path::Path;

use serde::Serialize;
use serde_json::{Value, json};

use crate::cli::exit::{Exit, Outcome};
use crate::cli::session::Session;
use crate::cli::settings::{KEYS, Key, Origin, Setting, Settings};
use crate::render::Report;
use crate::report::FailOn;
use crate::report::{Block, Cell, Page, Sheet};

/// Prints every setting. Names of states and instruments are printed as they are set: what they mean depends on the data.
///
/// # Errors
/// The result cannot be written.
pub fn run(session: &Session) -> Outcome {
    let settings = KEYS.iter().map(|key| Row::new(key, &session.settings)).collect();
    let file = session.settings.file().map(|(path, by)| ReadFile {
        path: path.display().to_string(),
        named_by: match by {
            Origin::Default => "found in the working directory".to_owned(),
            named => named.to_string(),
        },
    });
    let tool = json!({"name": "acquis", "version": env!("CARGO_PKG_VERSION")});
    session.output.report(&Configuration { schema: "acquis/config/1", tool, file, settings })?;
    Ok(Exit::Evaluated)
}

#[derive(Serialize)]
struct Configuration {
    schema: &'static str,
    tool: Value,
    file: Option<ReadFile>,
    settings: Vec<Row>,
}

#[derive(Serialize)]
struct ReadFile {
    path: String,
    named_by: String,
}

/// One setting in force.
#[derive(Serialize)]
struct Row {
    key: &'static str,
    /// `None` where nobody said anything.
    value: Value,
    /// What the value is, in words, the default too.
    means: String,
    origin: &'static str,
    /// The flag, the variable, or the line.
    from: String,
    flag: &'static str,
    variable: &'static str,
}

impl Row {
    fn new(key: &Key, settings: &Settings) -> Row {
        let (value, origin) = said(key.name, settings).unwrap_or((Value::Null, Origin::Default));
        let means = match &value {
            Value::Null => key.default.to_owned(),
            Value::Array(names) if names.is_empty() => key.default.to_owned(),
            Value::Array(names) => names.iter().filter_map(Value::as_str).collect::<Vec<_>>().join(", "),
            Value::Bool(on) => if *on { "yes" } else { "no" }.to_owned(),
            Value::Number(number) if number.as_u64() == Some(0) => key.default.to_owned(),
            Value::String(text) => text.clone(),
            other => other.to_string(),
        };
        let (kind, from) = (origin.kind(), origin.to_string());
        Row { key: key.name, value, means, origin: kind, from, flag: key.flag, variable: key.variable }
    }
}

/// The value of a setting and where it comes from, if anybody said anything.
fn said(key: &str, settings: &Settings) -> Option<(Value, Origin)> {
    fn of<T>(setting: &Option<Setting<T>>, as_json: impl Fn(&T) -> Value) -> Option<(Value, Origin)> {
        setting.as_ref().map(|setting| (as_json(&setting.value), setting.origin.clone()))
    }
    let path = |path: &std::path::PathBuf| json!(Path::display(path).to_string());
    let level = |level: &FailOn| json!(FailOn::ALL.iter().find(|(known, _)| known == level).map(|(_, name)| *name));
    let layer = settings.layer();
    match key {
        "data" => of(&layer.data, path),
        "rules" => of(&layer.rules, path),
        "states" => of(&layer.states, |names| json!(names)),
        "instruments" => of(&layer.instruments, |names| json!(names)),
        "fail-on" => of(&layer.fail_on, level),
        "strict" => of(&layer.strict, |on| json!(on)),
        "waivers" => of(&settings.waivers(None), path),
        "baseline" => of(&settings.baseline(None), path),
        "jobs" => of(&layer.jobs, |jobs| json!(jobs)),
        "log-format" => of(&layer.log_format, |form| json!(form.name())),
        _ => None,
    }
}

impl Configuration {
    fn file_in_words(&self) -> String {
        match &self.file {
            None => "no acquis.toml in the working directory, and no other file is named".to_owned(),
            Some(file) => format!("{} ({})", file.path, file.named_by),
        }
    }
}

impl Report for Configuration {
    fn page(&self) -> Page {
        let mut table = Sheet::with(&["setting", "value", "from"]);
        let cells = |row: &Row| [row.key.to_owned(), row.means.clone(), row.from.clone()].map(Cell::plain).to_vec();
        table.rows = self.settings.iter().map(cells).collect();
        let file = vec![("file".to_owned(), Cell::plain(self.file_in_words()))];
        let version = Cell::plain(format!("acquis {}", env!("CARGO_PKG_VERSION")));
        let blocks = vec![Block::Facts(file), Block::Table(table), Block::Text(version)];
        Page { title: "the settings in force".to_owned(), blocks }
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::with(&["setting", "value", "origin", "from", "flag", "variable"]);
        let cells = |row: &Row| {
            let texts = [row.key, &row.means, row.origin, &row.from, row.flag, row.variable];
            texts.map(|text| Cell::plain(text.to_owned())).to_vec()
        };
        sheet.rows = self.settings.iter().map(cells).collect();
        sheet
    }

    fn data(&self) -> impl Serialize {
        self
    }
}
