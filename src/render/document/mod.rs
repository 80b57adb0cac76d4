//! A document as a file: DOCX to be edited, Markdown with footnotes, a page of HTML that asks nothing of a network.

mod docx;
mod html;
mod markdown;
mod package;

use super::Format;
use crate::report::Document;
use std::io::{self, Write};

/// The formats of a document.
pub const DOCUMENT_FORMATS: [Format; 3] = [Format::Docx, Format::Markdown, Format::Html];

/// Writes a document. The same document gives the same bytes.
///
/// # Errors
/// Whatever the writer refuses; `Unsupported` for a format that documents do not have.
pub fn write_document(document: &Document, format: Format, out: &mut dyn Write) -> io::Result<()> {
    match format {
        Format::Docx => docx::write(document, out),
        Format::Markdown => markdown::write(document, out),
        Format::Html => html::write(document, out),
        _ => Err(io::ErrorKind::Unsupported.into()),
    }
}

/// The address, if a reader may be led to it: a page of the web, and nothing in it that could end a link.
fn web_address(address: &str) -> Option<&str> {
    let has_scheme = ["http://", "https://"].iter().any(|scheme| address.to_ascii_lowercase().starts_with(scheme));
    let is_plain = |char: char| char.is_ascii_graphic() && !"<>\"'`\\^{|}".contains(char);
    (has_scheme && address.chars().all(is_plain)).then_some(address)
}

#[cfg(test)]
mod tests {
    use super::web_address;

    #[test]
    fn only_pages_of_the_web_are_led_to() {
        assert!(web_address("https://eur-lex.europa.eu/eli/dir/2006/24/oj?x=1#a").is_some());
        for bad in
            ["javascript:alert(1)", "file:///etc/passwd", "https://a b", "https://a>b", "https://a\u{202e}b", "x"]
        {
            assert_eq!(web_address(bad), None, "{bad}");
        }
    }
}
