//! Would the schema accept the file? Asked of its typed form, key by key as the schema has it, because that takes a
//! fiftieth of the time of the schema itself. The schema is run on what is refused here, to say what is wrong; tests hold
//! that the two agree, in both directions.

mod instrument;
mod obligation;
mod source;
mod state;
#[cfg(test)]
mod tests;
mod text;

use std::ops::Deref;

/// A file in its typed form.
pub(crate) trait Conform {
    /// Would the schema accept it?
    fn conforms(&self) -> bool;
}

/// Is the key left out, or its value good?
fn absent_or<T: Deref<Target = str>>(value: &Option<T>, is_good: impl FnOnce(&str) -> bool) -> bool {
    value.as_deref().is_none_or(is_good)
}

/// Is a key that says `true` left out, or `true`?
fn absent_or_true(value: Option<bool>) -> bool {
    value != Some(false)
}

/// Are all items good?
fn all<T: AsRef<str>>(items: &[T], is_good: impl Fn(&str) -> bool) -> bool {
    items.iter().all(|item| is_good(item.as_ref()))
}

/// Does no item stand twice?
fn are_unique<T: AsRef<str>>(items: &[T]) -> bool {
    let mut seen: Vec<&str> = items.iter().map(AsRef::as_ref).collect();
    seen.sort_unstable();
    seen.windows(2).all(|pair| pair.first() != pair.last())
}
