//! The way to a value while it is being read: a chain on the stack that costs nothing until something is wrong.

use crate::load::raised::{Place, Step};

/// Where the reader stands.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Way<'a> {
    /// At the file's outermost value.
    Top,
    /// At the value of a key.
    Key(&'a Way<'a>, &'a str),
    /// At an item of an array.
    Item(&'a Way<'a>, usize),
}

impl Way<'_> {
    /// The value of a key of this object.
    pub(crate) fn key<'b>(&'b self, name: &'b str) -> Way<'b> {
        Way::Key(self, name)
    }

    /// An item of this array.
    pub(crate) fn item(&self, number: usize) -> Way<'_> {
        Way::Item(self, number)
    }

    /// The way, written down.
    pub(crate) fn place(&self) -> Place {
        match self {
            Way::Top => Place::top(),
            Way::Key(parent, name) => parent.place().then(Step::Key((*name).to_owned())),
            Way::Item(parent, number) => parent.place().then(Step::Item(*number)),
        }
    }
}
