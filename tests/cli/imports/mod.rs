//! `acquis import`, as somebody who has official files meets it: what each row comes to, what a later file changes, what stays
//! when something goes wrong. Most of it on a corpus of two acts and a treaty, which is read quickly.

mod acts;
mod again;
mod charts;
mod hostile;
mod interrupted;
mod lines;
mod parts;
mod plausibility;
mod refused;
mod registers;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::{Value, json};
use tempfile::TempDir;

use super::record::files;
use crate::support::{Ran, assert_valid, change, command, own_corpus, ran, small_corpus};

/// Header of the register of 2002 to 2020.
pub const REGISTER: &str = "infr,member_state_code,department_code,case_type,directive_number,celex,decision_stage_code,\
                            decision_stage,decision_date,stage_additional,press_release";
pub const CHART: &str = "Party,Signature,Ratification,Entry into force,Succession effective,Denunciation effective";
pub const MEASURES: &str = "nim,celex,country,title,notified,adopted,in_force";
pub const RECORDS: &str =
    "state,instrument,obligations,event,on,extent,consent,case,procedure,kind,outcome,source,confidence";
pub const ACTS: &str = "celex,title,adopted,in_force,deadline,end_of_validity";

/// A corpus to import into, and the directory in which the program runs.
pub struct Office {
    pub data: TempDir,
    pub work: TempDir,
}

impl Office {
    /// The base of `tests/problems`: a directive of 2010 that does not bind Denmark, a treaty with its chart, a register of
    /// cases from 2012 on; Austria, Denmark and Croatia.
    pub fn small() -> Office {
        let data = small_corpus();
        let root = data.path();
        change(root, "instruments/act.json", |act| act["celex"] = json!(["32010L0001"]));
        let denmark = json!({"$schema": "../schemas/member-state.schema.json", "code": "DK", "name": "Denmark",
            "membership": [{"from": "1973-01-01"}]});
        fs::write(root.join("member-states/DK.json"), denmark.to_string()).unwrap();
        let register = json!({"$schema": "../schemas/seed.schema.json", "id": "register", "title": "Register",
            "kind": "register", "published": "2015-07-01", "continuous": true, "through": "2015-06-30",
            "states": [{"id": "register/all", "locator": "all", "text": "Lists all decisions.", "cases_from": "2012-01-01"}]});
        fs::write(root.join("seeds/register.json"), register.to_string()).unwrap();
        let measures = json!({"$schema": "../schemas/seed.schema.json", "id": "measures", "title": "National measures",
            "kind": "register", "published": "2015-07-01", "continuous": true});
        fs::write(root.join("seeds/measures.json"), measures.to_string()).unwrap();
        let office = Office { data, work: tempfile::tempdir().unwrap() };
        let fixed = office.run(&["validate", office.data(), "--fix"]);
        assert_eq!(fixed.code, 0, "{}", fixed.stderr);
        office
    }

    /// The shipped data in a directory of one's own.
    pub fn shipped() -> Office {
        Office { data: own_corpus(), work: tempfile::tempdir().unwrap() }
    }

    pub fn data(&self) -> &str {
        self.data.path().to_str().unwrap()
    }

    /// The program, to be started in the working directory.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = command(arguments);
        command.current_dir(self.work.path());
        command
    }

    /// A run that never panics, however it ends.
    pub fn run(&self, arguments: &[&str]) -> Ran {
        let ran = ran(self.command(arguments).output().unwrap());
        assert!(!ran.stderr.contains("panicked"), "{arguments:?}: {}", ran.stderr);
        ran
    }

    pub fn put(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.work.path().join(name);
        fs::write(&path, bytes).unwrap();
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.work.path().join(name)).unwrap()
    }

    pub fn has(&self, name: &str) -> bool {
        self.work.path().join(name).exists()
    }

    /// Imports files of the working directory; the report, whose counts add up.
    pub fn import(&self, kind: &str, names: &[&str], more: &[&str]) -> Value {
        let ran = self.try_import(kind, names, &[more, &["--format", "json"]].concat());
        let report: Value =
            serde_json::from_str(&ran.stdout).unwrap_or_else(|error| panic!("{error}: {}{}", ran.stdout, ran.stderr));
        assert_valid("import", &report);
        let count = |key: &str| report["rows"][key].as_u64().unwrap();
        assert_eq!(count("read"), count("accepted") + count("warned") + count("refused"), "{report:#}");
        let of_files = report["files"].as_array().unwrap().iter().map(|file| file["rows"].as_u64().unwrap());
        assert_eq!(count("read"), of_files.sum::<u64>(), "{report:#}");
        assert_eq!(ran.code, i32::from(count("refused") > 0), "{}", ran.stderr);
        report
    }

    pub fn try_import(&self, kind: &str, names: &[&str], more: &[&str]) -> Ran {
        self.run(&[&["import", kind], names, &["--into", self.data()], more].concat())
    }

    /// Imports a text, as a file of the name `rows.csv`.
    pub fn import_text(&self, kind: &str, header: &str, rows: &[&str], more: &[&str]) -> Value {
        self.put("rows.csv", csv(header, rows));
        self.import(kind, &["rows.csv"], more)
    }

    /// Every file of the data.
    pub fn files(&self) -> BTreeMap<String, Vec<u8>> {
        files(self.data.path())
    }

    /// What the digest of the corpus covers, and the steps without an act.
    pub fn law_and_data(&self) -> BTreeMap<String, Vec<u8>> {
        self.files().into_iter().filter(|(path, _)| !path.starts_with("imports/")).collect()
    }

    pub fn json_of(&self, path: &str) -> Value {
        serde_json::from_slice(&fs::read(self.data.path().join(path)).unwrap()).unwrap()
    }

    /// `ratification 2012-06-13`, with `-` before what is retracted: the records of a state under an act.
    pub fn records(&self, state: &str, act: &str) -> Vec<String> {
        let file = self.json_of(&format!("member-states/{state}.json"));
        let own = file["records"].as_array().into_iter().flatten().filter(|record| record["instrument"] == act);
        let said = own.map(|record| {
            let mark = if record.get("retracted").is_some() { "-" } else { "" };
            format!("{mark}{} {}", record["event"].as_str().unwrap(), record["on"].as_str().unwrap_or("uncertain"))
        });
        said.collect()
    }

    /// These data with everything on lines: instruments, sources and the records of each state.
    pub fn on_lines(self) -> Office {
        put_on_lines(self.data.path());
        self.is_valid();
        self
    }

    /// The lines of a file.
    pub fn lines(&self, path: &str) -> Vec<String> {
        let text = fs::read_to_string(self.data.path().join(path)).unwrap_or_default();
        text.lines().map(str::to_owned).collect()
    }

    pub fn is_valid(&self) {
        let validated = self.run(&["validate", self.data()]);
        assert_eq!(validated.code, 0, "{}{}", validated.stdout, validated.stderr);
    }

    pub fn digest(&self) -> String {
        let found = self.run(&["validate", self.data(), "--format", "json"]);
        let value: Value = serde_json::from_str(&found.stdout).unwrap();
        value.pointer("/corpus/digest").or_else(|| value.get("digest")).unwrap().as_str().unwrap().to_owned()
    }
}

/// Moves the instruments, the sources and the records of a corpus onto lines, canonical ones of which some have more room.
pub fn put_on_lines(root: &Path) {
    for (folder, file) in [("instruments", "stubs.jsonl"), ("seeds", "sources.jsonl")] {
        let mut names = names_in(&root.join(folder));
        // by ids: "a-b" comes after "a", although "a-b.json" comes before "a.json"
        names.sort_by_key(|name| name.trim_end_matches(".json").to_owned());
        let lines = names.iter().map(|name| {
            let text = fs::read_to_string(root.join(folder).join(name)).unwrap();
            fs::remove_file(root.join(folder).join(name)).unwrap();
            serde_json::from_str::<Value>(&text).unwrap().to_string() + "\n"
        });
        let text: String = lines.collect();
        fs::write(root.join(folder).join(file), text).unwrap();
    }
    for name in names_in(&root.join("member-states")) {
        let path = root.join("member-states").join(&name);
        let mut file: Value = serde_json::from_slice(&fs::read(&path).unwrap()).unwrap();
        let records = file.as_object_mut().unwrap().shift_remove("records").unwrap_or_default();
        let records = records.as_array().cloned().unwrap_or_default();
        let lines: String = records.iter().map(|record| format!("{record}\n")).collect();
        fs::write(&path, serde_json::to_string_pretty(&file).unwrap() + "\n").unwrap();
        fs::write(root.join("member-states").join(format!("{name}l")), lines).unwrap();
    }
}

/// A header and rows as CSV.
pub fn csv(header: &str, rows: &[&str]) -> String {
    std::iter::once(header).chain(rows.iter().copied()).map(|line| format!("{line}\n")).collect()
}

/// `refused unknown-state`: of each row that was not simply accepted, its line, what it came to and why.
pub fn noticed(report: &Value) -> Vec<String> {
    let rows = report["problems"].as_array().unwrap().iter();
    rows.map(|row| format!("{} {} {}", row["line"], row["verdict"].as_str().unwrap(), row["code"].as_str().unwrap()))
        .collect()
}

pub fn counts(report: &Value) -> [u64; 4] {
    ["read", "accepted", "warned", "refused"].map(|key| report["rows"][key].as_u64().unwrap())
}

pub fn list<'v>(report: &'v Value, pointer: &str) -> Vec<&'v str> {
    report.pointer(pointer).unwrap().as_array().unwrap().iter().map(|one| one.as_str().unwrap()).collect()
}

pub fn names_in(folder: &Path) -> Vec<String> {
    let mut names: Vec<String> =
        fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
    names.sort();
    names
}
