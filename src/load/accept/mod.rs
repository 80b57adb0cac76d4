//! Files in their typed form. Foreign data are accepted by that form alone (`conform`); the schema is run on a file that is
//! refused, to say what is wrong with it, and what can still be checked of it is kept.

mod conform;

use conform::Conform;
use serde::Deserialize;

use super::data_file::{Body, DataFile};
use super::defect::Defect;
use super::raw::ObjectOf;

/// A file in its typed form, or why it has none; `None` where nothing of it can be read.
type Typed<T> = Option<Result<T, Box<Defect>>>;

/// The file in its typed form; `None` where nothing of it can be read. A failure means that the schema accepts
/// what cannot be read.
pub(super) fn raw<'b, 't: 'b, T>(file: &'b mut DataFile<'t>) -> Typed<T>
where
    T: Deserialize<'b> + Conform,
{
    raw_with_numbers(file).0
}

/// The file in its typed form, and the places of the records that are left where some were taken out.
pub(super) fn raw_with_numbers<'b, 't: 'b, T>(file: &'b mut DataFile<'t>) -> (Typed<T>, Option<&'b [usize]>)
where
    T: Deserialize<'b> + Conform,
{
    if let Body::Unasked(text) = file.body {
        match serde_json::from_str::<ObjectOf<T>>(text) {
            Ok(ObjectOf(raw)) if raw.conforms() => return (Some(Ok(raw)), None),
            _ => explain(file, text),
        }
    }
    (file.raw(), file.numbers())
}

/// Notes what is wrong with the file, and keeps what can be built of it.
#[cfg(feature = "check")]
fn explain<'t>(file: &mut DataFile<'t>, text: &'t str) {
    use super::read::json;
    use super::{salvage, schema};

    file.body = match json::value(text, &mut file.defects) {
        Some(value)
            if !schema::open::check(schema::name_of(file.folder, file.is_record()), &value, &mut file.defects) =>
        {
            salvage::body(file.folder, value, text, &file.defects)
        }
        _ => Body::Broken,
    };
}

#[cfg(not(feature = "check"))]
fn explain<'t>(file: &mut DataFile<'t>, text: &'t str) {
    file.body = Body::Text(text);
}
