//! Can the directory be read again with the files of a change in it? What they say is checked as data are (`check`); here is
//! asked what is looked at before: how large files are, how many, and the steps of cases beside the data.

use std::collections::BTreeMap;

use super::{CorpusDraft, DraftDefect};
use crate::load::data_file::Folder;
use crate::load::problem::Problem;
use crate::load::procedures::{UNATTRIBUTED, UnattributedStep, wrong_step, wrong_text};
use crate::load::read::{disk, limits::Limits};

impl CorpusDraft {
    /// What is wrong with a step that is attributed to no act, were it written.
    pub fn check_step(&self, step: &UnattributedStep) -> Option<DraftDefect> {
        let defect = wrong_step(step, &self.corpus)?;
        Some(DraftDefect {
            file: UNATTRIBUTED.to_owned(),
            object: UNATTRIBUTED.to_owned(),
            records: Vec::new(),
            severity: defect.severity,
            code: defect.code,
            message: defect.message,
            help: defect.help,
        })
    }

    /// Why the directory could not be read again with these files in it, path and text.
    pub fn unreadable(&self, changed: &BTreeMap<String, String>) -> Vec<DraftDefect> {
        let mut sizes: BTreeMap<&str, u64> =
            self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.len() as u64)).collect();
        let of_data = changed.iter().filter(|(path, _)| Folder::of(path).is_some());
        sizes.extend(of_data.clone().map(|(path, text)| (path.as_str(), text.len() as u64)));
        let total = sizes.values().sum();
        let mut found: Vec<Problem> =
            of_data.filter_map(|(path, text)| disk::too_large(path, text.len() as u64, total)).collect();
        if sizes.len() > Limits::in_force().files {
            found.push(disk::too_many());
        }
        let steps = changed.get(UNATTRIBUTED);
        found.extend(steps.into_iter().flat_map(|text| wrong_text(text, &self.corpus)));
        found.into_iter().map(of_problem).collect()
    }
}

fn of_problem(problem: Problem) -> DraftDefect {
    let Problem { severity, code, file, message, help, .. } = problem;
    DraftDefect { object: file.clone(), file, records: Vec::new(), severity, code, message, help }
}
