//! A corpus with its tables, put together from texts, and a check over it.

use std::collections::BTreeMap;
use std::sync::Arc;

use acquis::engine::{Engine, Selection};
use acquis::law::Corpus;
use acquis::load::{self, Waiver};
use acquis::render;
use acquis::report::survey::{self, Survey};
use acquis::report::{Check, CheckQuery, FailOn, Run};
use acquis::rules::{Rules, Verdict};
use acquis::time::Day;
use serde_json::Value;

pub use crate::support::day;
use crate::support::{package, parsed, texts_in};

pub type Files = BTreeMap<String, Value>;

/// Data and rules.
pub struct World {
    corpus: Corpus,
    rules: Arc<Rules>,
    rules_digest: String,
    /// What the nights are asked about.
    pub asked: Selection,
}

/// Every JSON file in these folders of the project.
pub fn files_of(folders: &[&str]) -> Files {
    let texts = texts_in(package(), folders).into_iter();
    texts.map(|(path, text)| (path, serde_json::from_slice(&text).unwrap())).collect()
}

impl World {
    /// The data and rules of the project.
    pub fn shipped() -> World {
        World::new(&files_of(&["instruments", "member-states", "seeds"]))
    }

    /// A corpus of these files.
    pub fn new(files: &Files) -> World {
        let texts = files.iter().map(|(path, value)| (path.clone(), value.to_string().into_bytes()));
        let loaded = load::texts(texts.collect());
        assert!(!loaded.has_errors(), "{:#?}", loaded.problems);
        let rules = parsed(&loaded.rules_texts);
        World {
            corpus: loaded.corpus,
            rules,
            rules_digest: loaded.rules_texts.digest.clone(),
            asked: Selection::default(),
        }
    }

    /// A run, whatever is known.
    pub fn run(&self, today: Day) -> Run<'_> {
        let engine = Engine { corpus: &self.corpus, rules: &self.rules, known_as_of: None };
        Run { engine, as_of: today, rules_digest: &self.rules_digest }
    }

    /// A check at the level `partial` over all members.
    pub fn check<'a>(&'a self, today: Day, known: Option<Day>, before: Option<&'a Survey>) -> Check<'a> {
        self.waived(today, known, before, None)
    }

    /// This world with waivers.
    pub fn waived<'a>(
        &'a self,
        today: Day,
        known: Option<Day>,
        before: Option<&'a Survey>,
        waivers: Option<&'a [Waiver]>,
    ) -> Check<'a> {
        let engine = Engine { corpus: &self.corpus, rules: &self.rules, known_as_of: known };
        let run = Run { engine, as_of: today, rules_digest: &self.rules_digest };
        let query = CheckQuery {
            level: FailOn::Verdict(Verdict::Partial),
            new_only: false,
            before,
            waivers,
            strict: false,
            is_kept: true,
        };
        Check::new(run, run.survey(&self.asked, false), query)
    }

    /// A check of some acts, whatever is known.
    pub fn narrowed<'a>(&'a self, today: Day, asked: &Selection, before: Option<&'a Survey>) -> Check<'a> {
        let run = self.run(today);
        let level = FailOn::Verdict(Verdict::Partial);
        let query = CheckQuery { level, new_only: false, before, waivers: None, strict: false, is_kept: true };
        Check::new(run, run.survey(asked, false), query)
    }

    /// The ids of its acts.
    pub fn acts(&self) -> Vec<String> {
        self.corpus.instruments.iter().map(|act| act.id.to_string()).collect()
    }

    /// The codes of all actors.
    pub fn actors(&self) -> Vec<String> {
        self.corpus.actors.iter().map(|actor| actor.code.to_string()).collect()
    }

    /// When a source was published.
    pub fn published(&self, source: &str) -> Option<Day> {
        let source = self.corpus.source(self.corpus.find_source(source)?)?;
        Some(source.published.last())
    }
}

/// A survey as the next night finds it: written to a file and read again.
pub fn round_tripped(survey: &Survey) -> Survey {
    let mut bytes = Vec::new();
    render::baseline(survey, &mut bytes).unwrap();
    let read = survey::read(std::str::from_utf8(&bytes).unwrap()).unwrap();
    assert_eq!(&read, survey, "a baseline says less than what was written into it");
    read
}
