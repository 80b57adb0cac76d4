//! The bench at which one file is built: its defects so far, and what it may refer to. Each method answers `None` and
//! notes why, so that one bad value does not hide the next.

use super::dates;
use super::links::{Links, Refused};
use super::words::Words;
use crate::law::SourceIx;
use crate::load::build::way::Way;
use crate::load::raised::{Desk, Raised};
use crate::load::raw::RawWhen;
use crate::load::suggest;
use crate::time::{DateError, Day, Interval, UncertainDay};

/// One file being built.
pub(crate) struct Bench<'a> {
    pub(crate) desk: Desk,
    pub(crate) links: &'a Links<'a>,
}

impl<'a> Bench<'a> {
    /// An empty bench.
    pub(crate) fn new(links: &'a Links<'a>) -> Bench<'a> {
        Bench { desk: Desk::default(), links }
    }

    /// The exact day that a text names.
    pub(super) fn day(&mut self, way: &Way, text: &str) -> Option<Day> {
        self.read(way, Day::parse(text))
    }

    /// The exact day that an optional key names.
    pub(super) fn maybe_day(&mut self, way: &Way, text: Option<&str>) -> Option<Day> {
        text.and_then(|text| self.day(way, text))
    }

    /// The possible days that a date names.
    pub(super) fn when(&mut self, way: &Way, raw: &RawWhen) -> Option<UncertainDay> {
        match raw {
            RawWhen::Text(text) => self.read(way, UncertainDay::parse(text)),
            RawWhen::Bounds { after, by } => {
                let days = (
                    self.maybe_day(&way.key("after"), after.as_deref()),
                    self.maybe_day(&way.key("by"), by.as_deref()),
                );
                let both_read = days.0.is_some() == after.is_some() && days.1.is_some() == by.is_some();
                both_read.then(|| UncertainDay::between(days.0, days.1)).and_then(|found| self.read(way, found))
            }
        }
    }

    /// The interval between two optional days; a missing start is the beginning of time.
    pub(super) fn interval(&mut self, way: &Way, from: Option<&str>, to: Option<&str>) -> Option<Interval> {
        let days = (self.maybe_day(&way.key("from"), from), self.maybe_day(&way.key("to"), to));
        if days.0.is_some() != from.is_some() || days.1.is_some() != to.is_some() {
            return None;
        }
        self.read(&way.key("to"), Interval::new(days.0.unwrap_or(Day::MIN), days.1))
    }

    /// The value that a word of a closed list stands for.
    pub(super) fn word<T: Copy + Into<&'static str>>(
        &mut self,
        way: &Way,
        words: Words<T>,
        written: &str,
    ) -> Option<T> {
        let spelt = |value: &T| -> &'static str { (*value).into() };
        let found = words.iter().find(|value| spelt(value) == written);
        if found.is_none() {
            let raised =
                Raised::error("unknown-value", &way.place(), format!("\"{written}\" is not one of the known values"));
            self.desk.raise(raised.maybe_help(suggest::did_you_mean(written, words.iter().map(spelt))));
        }
        found.copied()
    }

    /// The value of an optional word, or its default.
    pub(super) fn word_or<T: Copy + Into<&'static str>>(
        &mut self,
        way: &Way,
        words: Words<T>,
        written: (Option<&str>, T),
    ) -> Option<T> {
        match written {
            (Some(word), _) => self.word(way, words, word),
            (None, default) => Some(default),
        }
    }

    /// The source of this id.
    pub(super) fn source(&mut self, way: &Way, id: &str) -> Option<SourceIx> {
        let found = self.links.source(way, id);
        self.linked(found)
    }

    /// The target of a link; a defect is noted unless the target's own file is broken.
    pub(super) fn linked<T>(&mut self, found: Result<T, Refused>) -> Option<T> {
        found.map_err(|raised| raised.into_iter().for_each(|one| self.desk.raise(*one))).ok()
    }

    /// Notes a state that nobody knows.
    pub(super) fn state(&mut self, way: &Way, code: &str) {
        self.desk.raised.extend(self.links.unknown_state(way, code));
    }

    fn read<T>(&mut self, way: &Way, found: Result<T, DateError>) -> Option<T> {
        found.map_err(|error| self.desk.raise(dates::defect(&way.place(), &error))).ok()
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
