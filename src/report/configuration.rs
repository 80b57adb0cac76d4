//! The settings in force as a report. Deliberately not here: how settings are read (`cli`).

use super::contract::Tool;
use super::output::Report;
use super::page::{Block, Cell, Page, Sheet};
use serde::Serialize;
use serde_json::Value;

/// The settings in force, and where each comes from.
#[derive(Serialize)]
pub struct Configuration {
    /// Name and version of the contract.
    pub schema: &'static str,
    /// The program.
    pub tool: Tool,
    /// The settings file that was read.
    pub file: Option<SettingsFile>,
    /// Each setting.
    pub settings: Vec<SettingRow>,
}

/// A settings file that was read.
#[derive(Serialize)]
pub struct SettingsFile {
    /// The path of the file.
    pub path: String,
    /// Who named it.
    pub named_by: String,
}

/// One setting in force.
#[derive(Serialize)]
pub struct SettingRow {
    /// The name in the settings file.
    pub key: &'static str,
    /// `None` where nobody said anything.
    pub value: Value,
    /// What the value is, in words, the default too.
    pub means: String,
    /// What sort of place it comes from.
    pub origin: &'static str,
    /// The flag, the variable, or the line.
    pub from: String,
    /// The flag that sets it.
    pub flag: &'static str,
    /// The variable that sets it.
    pub variable: &'static str,
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
        let cells =
            |row: &SettingRow| [row.key.to_owned(), row.means.clone(), row.from.clone()].map(Cell::plain).to_vec();
        table.rows = self.settings.iter().map(cells).collect();
        let file = vec![("file".to_owned(), Cell::plain(self.file_in_words()))];
        let version = Cell::plain(format!("acquis {}", env!("CARGO_PKG_VERSION")));
        let blocks = vec![Block::Facts(file), Block::Table(table), Block::Text(version)];
        Page { title: "the settings in force".to_owned(), blocks }
    }

    fn sheet(&self) -> Sheet {
        let mut sheet = Sheet::with(&["setting", "value", "origin", "from", "flag", "variable"]);
        let cells = |row: &SettingRow| {
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
