//! A document as a page of HTML that asks nothing of a network and runs no script; printed, it is A4.

use super::web_address;
use crate::report::{Document, DocumentPart, Span, Tone};
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::io::{self, Write};

/// How it looks.
const STYLE: &str = include_str!("document.css");

/// The page.
#[derive(Template)]
#[template(path = "document/document.html")]
struct DocumentPage<'d> {
    document: &'d Document,
    style: &'static str,
    /// The digest by which alone a style is taken.
    digest: String,
}

/// Writes a document.
pub(super) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let digest = STANDARD.encode(Sha256::digest(STYLE));
    let page = DocumentPage { document, style: STYLE, digest };
    writeln!(out, "{}", page.render().map_err(io::Error::other)?)
}

/// The class of words with this tone.
fn class(tone: &Tone) -> &'static str {
    match tone {
        Tone::Plain | Tone::Good => "",
        Tone::Strong => "strong",
        Tone::Bad => "gap",
        Tone::Open => "open",
        Tone::Unknown | Tone::Faint => "faint",
    }
}

/// Where an address leads; nothing where it leads to no page of the web.
fn link(address: &Option<String>) -> Option<&str> {
    address.as_deref().and_then(web_address)
}
