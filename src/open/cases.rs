//! What is wrong with the cases beside the decision tables, as problems with file, line and column. Finding it is the
//! business of `rules`.

use super::tables::text_location;
use crate::load::{self, CaseTexts, Problem, RuleText};
use crate::rules::{CaseError, RuleCases, Rules};
use std::path::Path;

/// Files of cases that could be read, and what is wrong with the form of the others.
#[derive(Debug)]
pub struct CaseFiles {
    /// Path and cases of each.
    pub files: Vec<(String, RuleCases)>,
    /// Everything wrong so far.
    pub problems: Vec<Problem>,
    texts: Vec<RuleText>,
}

impl CaseFiles {
    /// Reads the files.
    pub fn read(texts: CaseTexts) -> CaseFiles {
        let mut read = CaseFiles { files: Vec::new(), problems: Vec::new(), texts: Vec::new() };
        for text in texts.into_values() {
            match RuleCases::read(&text.text) {
                Ok(cases) => read.files.push((text.path.clone(), cases)),
                Err(errors) => read.problems.extend(placed(&text, &errors)),
            }
            read.texts.push(text);
        }
        read
    }

    /// Reads the files of the directories that the tables come from; without one, those inside the program.
    ///
    /// # Errors
    /// A file cannot be read, or is no strict JSON.
    pub fn of(directories: &[&Path]) -> Result<CaseFiles, Vec<Problem>> {
        let texts = match directories {
            [] => load::rule_cases(&[])?,
            directories => load::own_rule_cases(directories)?,
        };
        Ok(CaseFiles::read(texts))
    }

    /// How many cases there are.
    pub fn total(&self) -> usize {
        self.files.iter().map(|(_, cases)| cases.cases.len()).sum()
    }

    /// Everything wrong with the form, and cases that name what their table does not know.
    pub fn all_problems(&self, rules: &Rules) -> Vec<Problem> {
        let text = |path: &String| self.texts.iter().find(|text| text.path == *path);
        let tried = self.files.iter().filter_map(|(path, cases)| Some((text(path)?, rules.trials(cases).err()?)));
        self.problems.iter().cloned().chain(tried.flat_map(|(text, errors)| placed(text, &errors))).collect()
    }
}

/// Does a directory hold cases, and no table?
pub fn has_cases_alone(directory: &Path) -> bool {
    let has_cases = [directory.join("cases"), directory.join("rules/cases")].iter().any(|cases| cases.is_dir());
    let is_bare = |problems: &[Problem]| problems.iter().all(|problem| problem.code == "no-rules");
    has_cases && load::rules_in(directory).is_err_and(|problems| is_bare(&problems))
}

fn placed(text: &RuleText, errors: &[CaseError]) -> Vec<Problem> {
    let defects = errors.iter().map(|error| (text_location(&error.location), error.to_string()));
    text.problems("rule-case", defects.collect())
}
