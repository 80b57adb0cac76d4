//! The parts of a DOCX that the library does not write as we need them: styles with the language, properties with title and
//! a fixed day, relationships in order, rows that are repeated.

use crate::text::harmless;
use docx_rs::{Docx, HeightRule, TableRow};
use quick_xml::escape::escape;
use std::io::{self, Cursor, Write};

/// The styles of the file.
const STYLES: &[u8] = include_bytes!("styles.xml");

/// The day of creation in every file: the same document has the same bytes.
const CREATED: &str = "2000-01-01T00:00:00Z";

/// How the library writes the height that [`repeated`] gives, and what is to stand there.
const HEIGHT: &str = r#"<w:trHeight w:val="1" w:hRule="atLeast" />"#;
const REPEATED: &str = "<w:tblHeader />";

/// A row that is repeated on each page of its table. The library has no word for it: a height that no other row has marks
/// the place.
pub(super) fn repeated(row: TableRow) -> TableRow {
    row.cant_split().row_height(1.0).height_rule(HeightRule::AtLeast)
}

/// Writes the file.
pub(super) fn write(docx: Docx, title: &str, out: &mut dyn Write) -> io::Result<()> {
    let mut parts = docx.build();
    parts.styles = STYLES.to_vec();
    parts.doc_props.core = core(title).into_bytes();
    parts.document = replaced(&parts.document, HEIGHT, REPEATED);
    parts.document_rels = in_order(&parts.document_rels);
    let mut file = Cursor::new(Vec::new());
    parts.pack(&mut file).map_err(io::Error::other)?;
    out.write_all(file.get_ref())
}

fn core(title: &str) -> String {
    let title = harmless(title);
    format!(
        r#"<?xml version="1.0" encoding="UTF-8" standalone="yes"?><cp:coreProperties xmlns:cp="http://schemas.openxmlformats.org/package/2006/metadata/core-properties" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"><dc:title>{}</dc:title><dc:creator>acquis</dc:creator><dc:language>en-GB</dc:language><dcterms:created xsi:type="dcterms:W3CDTF">{CREATED}</dcterms:created><dcterms:modified xsi:type="dcterms:W3CDTF">{CREATED}</dcterms:modified></cp:coreProperties>"#,
        escape(title)
    )
}

fn replaced(part: &[u8], old: &str, new: &str) -> Vec<u8> {
    String::from_utf8_lossy(part).replace(old, new).into_bytes()
}

/// The relationships in the order of their names: the library has those of addresses in the order of a hash.
fn in_order(part: &[u8]) -> Vec<u8> {
    const EACH: &str = "<Relationship ";
    const END: &str = "</Relationships>";
    let text = String::from_utf8_lossy(part);
    let mut pieces = text.strip_suffix(END).unwrap_or(&text).split(EACH);
    let head = pieces.next().unwrap_or_default();
    let mut each: Vec<&str> = pieces.collect();
    each.sort_unstable();
    let each: String = each.iter().map(|one| format!("{EACH}{one}")).collect();
    format!("{head}{each}{END}").into_bytes()
}
