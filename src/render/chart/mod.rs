//! Pictures as SVG: drawn from data that `report::chart` holds, self-contained and the same bytes for the same picture.
//! Whatever the data say is text, and long texts are cut; not here: what is counted and in which words.

mod act;
mod country;
mod frame;
mod gaps;
mod key;
mod matrix;
mod measure;
mod palette;
mod svg;
mod time;

use crate::report::chart::Picture;
use std::io;

/// The picture as an SVG file.
///
/// # Errors
/// The writer of XML refuses.
pub fn svg(picture: &Picture) -> io::Result<Vec<u8>> {
    let drawn = match picture {
        Picture::Matrix(chart) => matrix::draw(chart),
        Picture::Act(chart) => act::draw(chart),
        Picture::Country(chart) => country::draw(chart),
        Picture::Gaps(chart) => gaps::draw(chart),
    };
    drawn.to_xml()
}
