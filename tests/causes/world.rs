//! A corpus with its rules, surveyed on a day; and how a signed case is tried.

use std::sync::Arc;

use acquis::engine::{Choice, Engine, Selection};
use acquis::law::Corpus;
use acquis::load::{self, RuleTexts};
use acquis::report::Run;
use acquis::report::change::changes;
use acquis::report::survey::{Snapshot, Survey};
use acquis::rules::Rules;
use acquis::time::Day;
use serde_json::Value;

pub use crate::support::{day, files as shipped_files};
use crate::support::{parsed, tables};

/// Files by path.
pub type Files = Vec<(String, Vec<u8>)>;

pub struct World {
    pub corpus: Corpus,
    pub rules: Arc<Rules>,
    rules_digest: String,
}

/// A day, and until when what is known was known.
#[derive(Debug, Clone, Copy)]
pub struct On(pub &'static str, pub Option<&'static str>);

/// A case that a jurist could sign: what is compared, what comes of it, and the causes in their order, each by its kind
/// and a part of its text. No cause means that nothing changes.
pub struct Case {
    pub id: &'static str,
    pub from: On,
    pub to: On,
    pub expect: [&'static str; 2],
    pub causes: &'static [(&'static str, &'static str)],
    pub because: &'static str,
}

impl World {
    pub fn new(files: Files, texts: &RuleTexts) -> World {
        let loaded = load::texts(files);
        assert!(!loaded.has_errors(), "{:#?}", loaded.problems);
        World { corpus: loaded.corpus, rules: parsed(texts), rules_digest: texts.digest.clone() }
    }

    pub fn shipped() -> World {
        World::new(shipped_files(), tables())
    }

    pub fn run(&self, as_of: Day, known_as_of: Option<Day>) -> Run<'_> {
        let engine = Engine { corpus: &self.corpus, rules: &self.rules, known_as_of };
        Run { engine, as_of, rules_digest: &self.rules_digest }
    }

    /// Every finding of every state.
    pub fn survey(&self, as_of: Day, known_as_of: Option<Day>) -> Survey {
        self.survey_of(as_of, known_as_of, &[], true)
    }

    pub fn survey_of(&self, as_of: Day, known_as_of: Option<Day>, states: &[&str], all: bool) -> Survey {
        let run = self.run(as_of, known_as_of);
        let actors = states.iter().map(|code| (*code).to_owned()).collect();
        let (scope, findings) =
            run.survey(&Selection { actors: Choice::unless_none(actors), ..Selection::default() }, all);
        Survey::new(&run, scope, &findings)
    }

    /// One finding, by its id.
    pub fn snapshot(&self, as_of: Day, known_as_of: Option<Day>, id: &str) -> Option<Snapshot> {
        let run = self.run(as_of, known_as_of);
        let (state, duty) = id.split_once('/')?;
        let selection =
            Selection { actors: Choice::one(state), obligations: Choice::one(duty), ..Selection::default() };
        let (scope, findings) = run.survey(&selection, true);
        Survey::new(&run, scope, &findings).findings.pop()
    }

    /// Every finding of these states, or of all.
    pub fn survey_on(&self, On(as_of, known): On, states: &[&str]) -> Survey {
        self.survey_of(day(as_of), known.map(day), states, true)
    }
}

/// These files with one of them edited.
pub fn edited(mut files: Files, path: &str, edit: impl FnOnce(&mut Value)) -> Files {
    let (_, text) = files.iter_mut().find(|(name, _)| name == path).unwrap();
    let mut value: Value = serde_json::from_slice(text).unwrap();
    edit(&mut value);
    *text = serde_json::to_vec(&value).unwrap();
    files
}

/// The embedded rules with one row of a table edited.
pub fn rules_with(table: &str, row: &str, edit: impl FnOnce(&mut Value)) -> RuleTexts {
    regraded(load::embedded_rules(), table, row, edit)
}

/// These rules with one row of a table edited.
pub fn regraded(mut texts: RuleTexts, table: &str, row: &str, edit: impl FnOnce(&mut Value)) -> RuleTexts {
    let text = texts.tables.get_mut(table).unwrap();
    let mut value: Value = serde_json::from_str(&text.text).unwrap();
    edit(value["rows"].as_array_mut().unwrap().iter_mut().find(|one| one["id"] == row).unwrap());
    text.text = value.to_string();
    texts.digest = format!("{} {row}", texts.digest);
    texts
}

/// What the causes of a change of this finding are: its verdicts, and kinds and texts in their order.
pub fn causes_of(before: &Survey, after: &Survey, id: &str) -> Vec<(String, String)> {
    let all = changes(before, after);
    let change = all.iter().find(|change| change.id == id);
    let causes = change.map(|change| change.causes.clone()).unwrap_or_default();
    causes.into_iter().map(|cause| (cause.kind.to_string(), cause.text)).collect()
}

pub fn try_case(before: &World, after: &World, case: &Case) {
    let (state, _) = case.id.split_once('/').unwrap();
    // a state that only one of them has would be one that the other was not asked about
    let is_known = [before, after].iter().all(|world| world.corpus.find_actor(state).is_some());
    let states: &[&str] = if is_known { &[state] } else { &[] };
    let (before, after) = (before.survey_on(case.from, states), after.survey_on(case.to, states));
    let place = format!("{} from {:?} to {:?}: {}", case.id, case.from, case.to, case.because);
    let verdicts = [&before, &after].map(|survey| survey.find(case.id).map_or("none", |one| one.verdict.as_str()));
    let causes = causes_of(&before, &after, case.id);
    assert_eq!(verdicts, case.expect, "{place}\n{causes:#?}");
    let is_as_signed = causes.len() == case.causes.len()
        && causes.iter().zip(case.causes).all(|((kind, text), (wanted, part))| kind == wanted && text.contains(part));
    assert!(is_as_signed, "{place}\nexpected {:#?}\nfound {causes:#?}", case.causes);
}
