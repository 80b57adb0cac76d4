//! A feed as Atom (RFC 4287). Its ids depend on what changed and when, not on where the feed stands, so that a reader sees no
//! entry twice; its times are the days of the changes, and no clock is asked.

use crate::report::{Feed, FeedEntry};
use crate::text::harmless;
use crate::time::Day;
use quick_xml::Writer;
use quick_xml::events::{BytesDecl, BytesEnd, BytesStart, BytesText, Event};
use sha2::{Digest, Sha256};
use std::fmt::Write as _;
use std::io::{self, Write};

/// Writes a feed; `base` is the address of its site, which ends with a slash, `link` the address of an entry's page in the
/// site.
///
/// # Errors
/// Those of the writer.
pub fn write(
    feed: &Feed,
    base: Option<&str>,
    link: impl Fn(&FeedEntry) -> String,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut xml = Writer::new_with_indent(&mut *out, b' ', 2);
    xml.write_event(Event::Decl(BytesDecl::new("1.0", Some("UTF-8"), None)))?;
    let mut root = BytesStart::new("feed");
    root.push_attribute(("xmlns", "http://www.w3.org/2005/Atom"));
    root.push_attribute(("xml:lang", "en"));
    xml.write_event(Event::Start(root))?;
    write_text(&mut xml, "title", &feed.title)?;
    write_text(&mut xml, "id", &urn(&[base.unwrap_or_default(), feed.clock, &feed.scope]))?;
    write_text(&mut xml, "updated", &midnight(feed.updated))?;
    let base = base.unwrap_or_default();
    write_link(&mut xml, "alternate", &format!("{base}index.html"))?;
    if !base.is_empty() {
        write_link(&mut xml, "self", &format!("{base}feed.xml"))?;
    }
    xml.write_event(Event::Start(BytesStart::new("author")))?;
    write_text(&mut xml, "name", "acquis")?;
    xml.write_event(Event::End(BytesEnd::new("author")))?;
    for entry in &feed.entries {
        xml.write_event(Event::Start(BytesStart::new("entry")))?;
        write_text(&mut xml, "title", &entry.title)?;
        write_text(&mut xml, "id", &urn(&[feed.clock, &entry.finding, &entry.on.to_string()]))?;
        write_text(&mut xml, "updated", &midnight(entry.on))?;
        write_link(&mut xml, "alternate", &format!("{base}{}", link(entry)))?;
        write_text(&mut xml, "summary", &entry.because.join("; "))?;
        xml.write_event(Event::End(BytesEnd::new("entry")))?;
    }
    xml.write_event(Event::End(BytesEnd::new("feed")))?;
    drop(xml);
    out.write_all(b"\n")
}

fn write_text<W: Write>(xml: &mut Writer<W>, element: &str, text: &str) -> io::Result<()> {
    xml.write_event(Event::Start(BytesStart::new(element)))?;
    xml.write_event(Event::Text(BytesText::new(&harmless(text))))?;
    xml.write_event(Event::End(BytesEnd::new(element)))
}

fn write_link<W: Write>(xml: &mut Writer<W>, relation: &str, address: &str) -> io::Result<()> {
    let mut link = BytesStart::new("link");
    link.push_attribute(("rel", relation));
    link.push_attribute(("href", harmless(address).as_ref()));
    xml.write_event(Event::Empty(link))
}

/// The beginning of a day (RFC 3339).
fn midnight(day: Day) -> String {
    format!("{day}T00:00:00Z")
}

/// An id made of what it names, as a UUID of version 8 (RFC 9562, section 5.8).
fn urn(parts: &[&str]) -> String {
    let mut hash = Sha256::new();
    hash.update(b"acquis feed");
    for part in parts {
        hash.update(b"\n");
        hash.update(part.as_bytes());
    }
    let mut bytes: Vec<u8> = hash.finalize().iter().copied().take(16).collect();
    for (place, keep, set) in [(6, 0x0f, 0x80), (8, 0x3f, 0x80)] {
        if let Some(byte) = bytes.get_mut(place) {
            *byte = (*byte & keep) | set;
        }
    }
    let mut urn = String::from("urn:uuid:");
    for (place, byte) in bytes.iter().enumerate() {
        if [4, 6, 8, 10].contains(&place) {
            urn.push('-');
        }
        // writing into a text cannot fail
        let _ = write!(urn, "{byte:02x}");
    }
    urn
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_id_has_the_form_of_a_uuid_and_depends_on_each_part() {
        let one = urn(&["then", "AT/budapest/ratification", "2012-06-13"]);
        let parts: Vec<usize> = one.trim_start_matches("urn:uuid:").split('-').map(str::len).collect();
        assert_eq!(parts, [8, 4, 4, 4, 12]);
        assert_eq!(&one[23..24], "8", "version");
        assert!(one != urn(&["today", "AT/budapest/ratification", "2012-06-13"]));
        assert!(urn(&["a", "b"]) != urn(&["ab", ""]));
    }
}
