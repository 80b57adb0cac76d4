//! A document as a page of HTML that asks nothing of a network and runs no script; printed, it is A4.

use super::web_address;
use crate::report::{Document, DocumentPart, Phrase, Tone};
use askama::Template;
use base64::Engine as _;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};
use std::collections::BTreeSet;
use std::io::{self, Write};

/// How it looks.
const STYLE: &str = include_str!("document.css");

/// The page.
#[derive(Template)]
#[template(path = "document/document.html")]
struct DocumentPage<'d> {
    document: &'d Document,
    style: String,
    /// The digest by which alone a style is taken.
    digest: String,
}

/// Writes a document.
pub(super) fn write(document: &Document, out: &mut dyn Write) -> io::Result<()> {
    let style = format!("{STYLE}{}", shares(document));
    let digest = STANDARD.encode(Sha256::digest(&style));
    let page = DocumentPage { document, style, digest };
    writeln!(out, "{}", page.render().map_err(io::Error::other)?)
}

/// The widths of the columns: the policy lets no element have a style of its own.
fn shares(document: &Document) -> String {
    let grids = document.parts.iter().filter_map(|part| match part {
        DocumentPart::Grid(grid) => Some(grid),
        _ => None,
    });
    let shares: BTreeSet<usize> = grids.flat_map(|grid| &grid.columns).map(|(_, share)| *share).collect();
    shares.iter().map(|share| format!(".share-{share} {{ width: {share}%; }}\n")).collect()
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
