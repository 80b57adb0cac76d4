//! Paths to values in a JSON file: owned ([`JsonPath`]), and as a chain on the stack that costs nothing until something
//! is wrong ([`PathRef`]). Where in the text a path leads is found in `read::position`.

/// One step on the path from the top of a file to a value.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum PathStep {
    /// The value of a key.
    Key(String),
    /// An item of an array.
    Item(usize),
}

/// The path from the top of a file to a value.
#[derive(Debug, Clone, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct JsonPath(pub(crate) Vec<PathStep>);

impl JsonPath {
    /// The file's outermost value.
    pub(crate) fn top() -> JsonPath {
        JsonPath::default()
    }

    /// One step further.
    pub(crate) fn then(mut self, step: PathStep) -> JsonPath {
        self.0.push(step);
        self
    }

    /// The value of a key of this object.
    pub(crate) fn key(&self, name: &str) -> JsonPath {
        self.clone().then(PathStep::Key(name.to_owned()))
    }

    /// An item of this array.
    pub(crate) fn item(&self, number: usize) -> JsonPath {
        self.clone().then(PathStep::Item(number))
    }

    /// Reads a JSON Pointer (RFC 6901). Digits are taken for items: no key of ours is a number.
    pub(crate) fn from_pointer(pointer: &str) -> JsonPath {
        let steps = pointer.split('/').skip(1).map(|part| match part.parse() {
            Ok(number) => PathStep::Item(number),
            Err(_) => PathStep::Key(part.replace("~1", "/").replace("~0", "~")),
        });
        JsonPath(steps.collect())
    }

    /// The last key on the path.
    pub(crate) fn last_key(&self) -> Option<&str> {
        self.0.iter().rev().find_map(|step| match step {
            PathStep::Key(name) => Some(name.as_str()),
            PathStep::Item(_) => None,
        })
    }
}

/// A path that borrows its parent, as it is while a file is built.
#[derive(Debug, Clone, Copy)]
pub(crate) enum PathRef<'a> {
    /// At the file's outermost value.
    Top,
    /// At the value of a key.
    Key(&'a PathRef<'a>, &'a str),
    /// At an item of an array.
    Item(&'a PathRef<'a>, usize),
}

impl PathRef<'_> {
    /// The value of a key of this object.
    pub(crate) fn key<'b>(&'b self, name: &'b str) -> PathRef<'b> {
        PathRef::Key(self, name)
    }

    /// An item of this array.
    pub(crate) fn item(&self, number: usize) -> PathRef<'_> {
        PathRef::Item(self, number)
    }

    /// The path with all its steps.
    pub(crate) fn to_path(self) -> JsonPath {
        match self {
            PathRef::Top => JsonPath::top(),
            PathRef::Key(parent, name) => parent.to_path().then(PathStep::Key(name.to_owned())),
            PathRef::Item(parent, number) => parent.to_path().then(PathStep::Item(number)),
        }
    }
}
