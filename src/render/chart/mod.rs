//! Pictures as SVG, and as PNG made from it: drawn from data that `report::chart` holds, self-contained and the same bytes for the same picture.
//! Whatever the data say is text, and long texts are cut; not here: what is counted and in which words.

mod act;
mod country;
mod frame;
mod gaps;
mod key;
mod matrix;
mod measure;
pub(super) mod palette;
#[cfg(feature = "png")]
mod png;
mod svg;
mod time;

use crate::render::Format;
use crate::report::chart::Picture;
use std::io;

/// The formats that pictures have.
pub const PICTURE_FORMATS: [Format; 2] = [Format::Svg, Format::Png];

/// The picture as a file.
///
/// # Errors
/// `Unsupported` for a format that pictures do not have, or that the program was built without; it is too large for PNG.
pub fn write_picture(picture: &Picture, format: Format) -> io::Result<Vec<u8>> {
    match format {
        Format::Svg => svg(picture),
        #[cfg(feature = "png")]
        Format::Png => png::from_svg(&svg(picture)?),
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}

fn svg(picture: &Picture) -> io::Result<Vec<u8>> {
    let drawn = match picture {
        Picture::Matrix(chart) => matrix::draw(chart),
        Picture::Act(chart) => act::draw(chart),
        Picture::Country(chart) => country::draw(chart),
        Picture::Gaps(chart) => gaps::draw(chart),
    };
    drawn.to_xml()
}
