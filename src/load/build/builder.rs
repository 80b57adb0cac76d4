//! Reads the values of one file: dates, words of closed lists, links. Each method answers `None` and notes
//! why, so that one bad value does not hide the next.

use super::links::{Links, Refused};
use crate::law::SourceIx;
use crate::load::defect::{Defect, Defects};
use crate::load::json_path::PathRef;
use crate::load::raw::RawWhen;
use crate::load::suggest;
use crate::time::{DateError, Day, Interval, UncertainDay};

/// One file being built.
pub(crate) struct Builder<'a> {
    pub(crate) defects: Defects,
    pub(crate) links: &'a Links<'a>,
}

impl<'a> Builder<'a> {
    /// A builder without defects.
    pub(crate) fn new(links: &'a Links<'a>) -> Builder<'a> {
        Builder { defects: Defects::default(), links }
    }

    /// The exact day that a text names.
    pub(super) fn day(&mut self, path: &PathRef, text: &str) -> Option<Day> {
        self.read(path, Day::parse(text))
    }

    /// The exact day that an optional key names.
    pub(super) fn maybe_day(&mut self, path: &PathRef, text: Option<&str>) -> Option<Day> {
        text.and_then(|text| self.day(path, text))
    }

    /// The possible days that a date names.
    pub(super) fn when(&mut self, path: &PathRef, raw: &RawWhen) -> Option<UncertainDay> {
        match raw {
            RawWhen::Text(text) => self.read(path, UncertainDay::parse(text)),
            RawWhen::Bounds { after, by } => {
                let days = (
                    self.maybe_day(&path.key("after"), after.as_deref()),
                    self.maybe_day(&path.key("by"), by.as_deref()),
                );
                let both_read = days.0.is_some() == after.is_some() && days.1.is_some() == by.is_some();
                both_read.then(|| UncertainDay::between(days.0, days.1)).and_then(|found| self.read(path, found))
            }
        }
    }

    /// The interval between two optional days; a missing start is the beginning of time.
    pub(super) fn interval(&mut self, path: &PathRef, from: Option<&str>, to: Option<&str>) -> Option<Interval> {
        let days = (self.maybe_day(&path.key("from"), from), self.maybe_day(&path.key("to"), to));
        if days.0.is_some() != from.is_some() || days.1.is_some() != to.is_some() {
            return None;
        }
        self.read(&path.key("to"), Interval::new(days.0.unwrap_or(Day::MIN), days.1))
    }

    /// The value that a word of a closed list stands for.
    pub(super) fn word<T: Copy + Into<&'static str>>(
        &mut self,
        path: &PathRef,
        words: &[T],
        written: &str,
    ) -> Option<T> {
        let spelling = |value: &T| -> &'static str { (*value).into() };
        let found = words.iter().find(|value| spelling(value) == written);
        if found.is_none() {
            let defect = Defect::error(
                "unknown-value",
                &path.to_path(),
                format!("\"{written}\" is not one of the known values"),
            );
            self.defects.add(defect.maybe_help(suggest::did_you_mean(written, words.iter().map(spelling))));
        }
        found.copied()
    }

    /// The value of an optional word, or its default.
    pub(super) fn word_or<T: Copy + Into<&'static str>>(
        &mut self,
        path: &PathRef,
        words: &[T],
        written: (Option<&str>, T),
    ) -> Option<T> {
        match written {
            (Some(word), _) => self.word(path, words, word),
            (None, default) => Some(default),
        }
    }

    /// The source of this id.
    pub(super) fn source(&mut self, path: &PathRef, id: &str) -> Option<SourceIx> {
        let found = self.links.source(path, id);
        self.linked(found)
    }

    /// The target of a link; a defect is noted unless the target's own file is broken.
    pub(super) fn linked<T>(&mut self, found: Result<T, Refused>) -> Option<T> {
        found.map_err(|defect| defect.into_iter().for_each(|one| self.defects.add(*one))).ok()
    }

    /// Notes a state that the corpus does not have.
    pub(super) fn state(&mut self, path: &PathRef, code: &str) {
        self.defects.list.extend(self.links.unknown_state(path, code));
    }

    fn read<T>(&mut self, path: &PathRef, found: Result<T, DateError>) -> Option<T> {
        found.map_err(|error| self.defects.add(Defect::of_date(&path.to_path(), &error))).ok()
    }
}

/// An optional text as the model keeps it.
pub(super) fn kept(text: Option<impl AsRef<str>>) -> Option<Box<str>> {
    text.map(|text| text.as_ref().into())
}

/// Texts as the model keeps them.
pub(super) fn all_kept(texts: Vec<String>) -> Vec<Box<str>> {
    texts.into_iter().map(String::into_boxed_str).collect()
}
