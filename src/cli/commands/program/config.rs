//! `acquis config`: the settings in force, and where each comes from.

use crate::cli::exit::{CommandResult, Exit};
use crate::cli::session::Session;
use crate::cli::settings::{KEYS, Key, Origin, Setting, Settings};
use crate::report::{Configuration, FailOn, SettingRow, SettingsFile, Tool};
use serde_json::{Value, json};
use std::path::Path;

/// Prints every setting. Names of states and instruments are printed as they are set: what they mean depends on the data.
///
/// # Errors
/// The result cannot be written.
pub fn run(session: &Session) -> CommandResult {
    let settings = KEYS.iter().map(|key| row(key, &session.settings)).collect();
    let file = session.settings.file().map(|(path, by)| SettingsFile {
        path: path.display().to_string(),
        named_by: match by {
            Origin::Default => "found in the working directory".to_owned(),
            named => named.to_string(),
        },
    });
    session.output.report(&Configuration { schema: "acquis/config/1", tool: Tool::this(), file, settings })?;
    Ok(Exit::Evaluated)
}

/// One setting in force.
fn row(key: &Key, settings: &Settings) -> SettingRow {
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
    SettingRow { key: key.name, value, means, origin: kind, from, flag: key.flag, variable: key.variable }
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
        "families" => of(&layer.families, |names| json!(names)),
        "fail-on" => of(&layer.fail_on, level),
        "strict" => of(&layer.strict, |on| json!(on)),
        "waivers" => of(&settings.waivers(None), path),
        "baseline" => of(&settings.baseline(None), path),
        "jobs" => of(&layer.jobs, |jobs| json!(jobs)),
        "limits" => of(&layer.limits, |limits| json!(limits.to_string())),
        "log-format" => of(&layer.log_format, |form| json!(form.name())),
        _ => None,
    }
}
