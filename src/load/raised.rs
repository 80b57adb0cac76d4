//! Defects as they are found, before anybody has looked up their lines: a way through the JSON instead of a position.
//! `read::position` turns them into problems.

use super::problem::Severity;

/// One step on the way from the top of a file to a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Step {
    /// The value of a key.
    Key(String),
    /// An item of an array.
    Item(usize),
}

/// The way from the top of a file to a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Place(pub(crate) Vec<Step>);

impl Place {
    /// The file's outermost value.
    pub(crate) fn top() -> Place {
        Place::default()
    }

    /// One step further.
    pub(crate) fn then(mut self, step: Step) -> Place {
        self.0.push(step);
        self
    }

    /// The value of a key of this object.
    pub(crate) fn key(&self, name: &str) -> Place {
        self.clone().then(Step::Key(name.to_owned()))
    }

    /// An item of this array.
    pub(crate) fn item(&self, number: usize) -> Place {
        self.clone().then(Step::Item(number))
    }

    /// Reads a JSON Pointer (RFC 6901). Digits are taken for items: no key of ours is a number.
    pub(crate) fn from_pointer(pointer: &str) -> Place {
        let steps = pointer.split('/').skip(1).map(|part| match part.parse() {
            Ok(number) => Step::Item(number),
            Err(_) => Step::Key(part.replace("~1", "/").replace("~0", "~")),
        });
        Place(steps.collect())
    }

    /// The last key on the way.
    pub(crate) fn last_key(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|step| match step {
            Step::Key(name) => Some(name.as_str()),
            Step::Item(_) => None,
        })
    }
}

/// What exactly a defect points at.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Spot {
    /// A value.
    Value(Place),
    /// A key, not its value.
    Key(Place),
    /// A byte of the text.
    Byte(usize),
}

/// A defect found in one file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Raised {
    pub(crate) severity: Severity,
    pub(crate) code: &'static str,
    pub(crate) spot: Spot,
    pub(crate) message: String,
    pub(crate) help: Option<String>,
    pub(crate) also: Option<(Spot, String)>,
    pub(crate) elsewhere: Option<Elsewhere>,
}

/// A second place that lies in another file.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Elsewhere {
    /// Path of the file, as in `instruments/prum.json`.
    pub(crate) file: String,
    /// What stands there.
    pub(crate) spot: Spot,
    /// What it is.
    pub(crate) label: String,
}

impl Raised {
    /// An error at a value.
    pub(crate) fn error(code: &'static str, place: &Place, message: impl Into<String>) -> Raised {
        Raised::error_at(code, Spot::Value(place.clone()), message)
    }

    /// An error at a spot.
    pub(crate) fn error_at(code: &'static str, spot: Spot, message: impl Into<String>) -> Raised {
        let message = message.into();
        Raised { severity: Severity::Error, code, spot, message, help: None, also: None, elsewhere: None }
    }

    /// A warning at a value.
    pub(crate) fn warning(code: &'static str, place: &Place, message: impl Into<String>) -> Raised {
        Raised { severity: Severity::Warning, ..Raised::error(code, place, message) }
    }

    /// Adds advice.
    pub(crate) fn help(mut self, text: impl Into<String>) -> Raised {
        self.help = Some(text.into());
        self
    }

    /// Adds advice, if there is any.
    pub(crate) fn maybe_help(mut self, text: Option<String>) -> Raised {
        self.help = text.or(self.help);
        self
    }

    /// Adds a second place.
    pub(crate) fn also(mut self, spot: Spot, label: impl Into<String>) -> Raised {
        self.also = Some((spot, label.into()));
        self
    }

    /// Adds a second place in another file.
    pub(crate) fn elsewhere(mut self, file: impl Into<String>, spot: Spot, label: impl Into<String>) -> Raised {
        self.elsewhere = Some(Elsewhere { file: file.into(), spot, label: label.into() });
        self
    }
}

/// The defects found so far in one file.
#[derive(Debug, Default)]
pub(crate) struct Desk {
    pub(crate) raised: Vec<Raised>,
}

impl Desk {
    /// Notes a defect.
    pub(crate) fn raise(&mut self, raised: Raised) {
        self.raised.push(raised);
    }

    /// Notes an error at a value.
    pub(crate) fn error(&mut self, code: &'static str, place: &Place, message: impl Into<String>) {
        self.raise(Raised::error(code, place, message));
    }

    /// Is there an error among what was noted?
    pub(crate) fn has_errors(&self) -> bool {
        self.raised.iter().any(|raised| raised.severity == Severity::Error)
    }
}
