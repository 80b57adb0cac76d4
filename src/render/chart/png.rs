//! A picture in pixels. Its letters are those that the program brings along, so that it is the same on every machine: no font of
//! the system is looked for. They have the European scripts; what they lack is left out or shown as a box.

use resvg::tiny_skia::{Color, Pixmap, Transform};
use resvg::usvg::fontdb::{Database, Source};
use resvg::usvg::{ImageHrefResolver, Options, Tree};
use std::io;
use std::sync::Arc;

const FONTS: [&[u8]; 2] = [include_bytes!("fonts/DejaVuSans.ttf"), include_bytes!("fonts/DejaVuSans-Bold.ttf")];
/// Pixels of the file for each of the picture.
const SCALE: f32 = 2.0;
/// Four bytes each while it is drawn.
const MOST_PIXELS: f64 = 100_000_000.0;

/// The picture that an SVG file holds.
///
/// # Errors
/// It has more pixels than can be drawn, or is no picture.
pub(super) fn from_svg(svg: &[u8]) -> io::Result<Vec<u8>> {
    let tree = Tree::from_data(svg, &options()).map_err(io::Error::other)?;
    let size = tree.size().to_int_size().scale_by(SCALE).filter(|size| {
        let (width, height) = size.dimensions();
        f64::from(width) * f64::from(height) <= MOST_PIXELS
    });
    let mut pixels = size.and_then(|size| Pixmap::new(size.width(), size.height())).ok_or_else(too_large)?;
    pixels.fill(Color::WHITE);
    resvg::render(&tree, Transform::from_scale(SCALE, SCALE), &mut pixels.as_mut());
    pixels.encode_png().map_err(io::Error::other)
}

fn too_large() -> io::Error {
    io::Error::new(io::ErrorKind::FileTooLarge, "it is too large for png; name a file that ends in .svg")
}

/// Nothing but the fonts of the program, and no file that a picture may name.
fn options() -> Options<'static> {
    let mut fonts = Database::new();
    for font in FONTS {
        fonts.load_font_source(Source::Binary(Arc::new(font)));
    }
    let no_file = ImageHrefResolver { resolve_string: Box::new(|_, _| None), ..ImageHrefResolver::default() };
    Options { fontdb: Arc::new(fonts), image_href_resolver: no_file, ..Options::default() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::render::chart::measure::{bold_width, width};

    const ROOT: &str = "<svg xmlns='http://www.w3.org/2000/svg' width='200' height='40' font-size='20' \
                        font-family='Inter, DejaVu Sans, Arial'";

    fn drawn(body: &str) -> Pixmap {
        let svg = format!("{ROOT}>{body}</svg>");
        let png = from_svg(svg.as_bytes()).unwrap();
        Pixmap::decode_png(&png).unwrap()
    }

    fn text(said: &str) -> Pixmap {
        drawn(&format!("<text x='5' y='30'>{said}</text>"))
    }

    #[test]
    fn letters_are_drawn_at_twice_the_size() {
        let (bare, plain) = (drawn(""), text("Åland"));
        assert_eq!((plain.width(), plain.height()), (400, 80));
        assert_ne!(plain.data(), bare.data());
        let dark = |pixels: &Pixmap| pixels.pixels().iter().filter(|pixel| pixel.red() < 128).count();
        let bold = drawn("<text x='5' y='30' font-weight='600'>Åland</text>");
        assert!(dark(&bold) > dark(&plain) && dark(&plain) > 100, "{} {}", dark(&bold), dark(&plain));
    }

    #[test]
    fn texts_are_no_wider_than_estimated() {
        const SAID: [&str; 4] = [
            "On 25 November 2011, 6 of 27 states had 11 gaps (10 overdue, 1 in part); 9 of 27 had not ratified",
            "216 findings: 49 met, 36 met-late, 26 pending, 1 partial, 10 overdue, 11 possible-gap, 9 encouraged",
            "DATA RETENTION DIRECTIVE, OBJECTIVE 1: MEMBER STATES",
            "Übereinkommen über Computerkriminalität; Prüm: système d’échange",
        ];
        for said in SAID {
            for (weight, estimated) in [("400", width(said, 20.0)), ("700", bold_width(said, 20.0))] {
                let svg = format!("{ROOT} font-weight='{weight}'><text x='0' y='30'>{said}</text></svg>");
                let tree = Tree::from_data(svg.as_bytes(), &options()).unwrap();
                let drawn = f64::from(tree.root().bounding_box().right());
                assert!(drawn <= estimated && estimated < 1.15 * drawn, "{weight} {drawn} {estimated}: {said}");
            }
        }
    }

    #[test]
    fn the_letters_of_all_official_languages_and_the_signs_of_pictures_are_there() {
        let missing = text("\u{e000}");
        let letters = "aßøşžłőřťčğįȚħΔλέώЖъїѝ–—…×·•→←↑↓≤≥≈€§№▲▼●○■□✓✗“”„‘’«»";
        let boxes: String =
            letters.chars().filter(|letter| text(&letter.to_string()).data() == missing.data()).collect();
        assert_eq!(boxes, "");
    }

    #[test]
    fn what_a_picture_names_is_not_read_and_what_is_too_large_is_said() {
        let image = drawn("<image href='tests/x.svg' width='9' height='9'/>");
        assert_eq!(image.data(), drawn("").data());
        let large = "<svg xmlns='http://www.w3.org/2000/svg' width='20000' height='20000'/>";
        assert!(from_svg(large.as_bytes()).unwrap_err().to_string().contains(".svg"));
        assert!(from_svg(b"no picture").is_err());
    }
}
