//! Elements of a picture, and how they are written: names and places are ours, every text and attribute is escaped by the
//! writer of XML, and characters that could deceive a reader are replaced before.

use crate::text::harmless;
use quick_xml::Writer;
use quick_xml::events::{BytesEnd, BytesStart, BytesText, Event};
use std::io;

/// An element.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct SvgNode {
    name: &'static str,
    attributes: Vec<(&'static str, String)>,
    children: Vec<SvgNode>,
    text: Option<String>,
}

impl SvgNode {
    pub(super) fn new(name: &'static str) -> SvgNode {
        SvgNode { name, attributes: Vec::new(), children: Vec::new(), text: None }
    }

    /// With an attribute; one that it has is replaced.
    pub(super) fn set(mut self, key: &'static str, value: impl AsRef<str>) -> SvgNode {
        self.attributes.retain(|(own, _)| *own != key);
        self.attributes.push((key, harmless(value.as_ref()).into_owned()));
        self
    }

    /// With a number as an attribute.
    pub(super) fn at(self, key: &'static str, value: f64) -> SvgNode {
        let number = number(value);
        self.set(key, number)
    }

    /// With a text inside, untrusted.
    pub(super) fn saying(mut self, text: &str) -> SvgNode {
        self.text = Some(harmless(text).into_owned());
        self
    }

    /// With elements inside.
    pub(super) fn with(mut self, children: impl IntoIterator<Item = SvgNode>) -> SvgNode {
        self.children.extend(children);
        self
    }

    /// The text as XML, a line per element where white space means nothing.
    pub(super) fn to_xml(&self) -> io::Result<Vec<u8>> {
        let mut writer = Writer::new(Vec::new());
        self.write(&mut writer)?;
        let mut written = writer.into_inner();
        written.push(b'\n');
        Ok(written)
    }

    fn write(&self, writer: &mut Writer<Vec<u8>>) -> io::Result<()> {
        let mut start = BytesStart::new(self.name);
        for (key, value) in &self.attributes {
            start.push_attribute((*key, value.as_str()));
        }
        if self.children.is_empty() && self.text.is_none() {
            return writer.write_event(Event::Empty(start));
        }
        writer.write_event(Event::Start(start))?;
        if let Some(text) = &self.text {
            writer.write_event(Event::Text(BytesText::new(text)))?;
        }
        let is_of_lines = matches!(self.name, "svg" | "defs");
        for child in &self.children {
            if is_of_lines {
                writer.get_mut().push(b'\n');
            }
            child.write(writer)?;
        }
        if is_of_lines {
            writer.get_mut().push(b'\n');
        }
        writer.write_event(Event::End(BytesEnd::new(self.name)))
    }
}

/// A number with one decimal at most.
pub(super) fn number(value: f64) -> String {
    let text = format!("{:.1}", if value.abs() < 0.05 { 0.0 } else { value });
    text.strip_suffix(".0").map_or(text.clone(), str::to_owned)
}

/// A group.
pub(super) fn group() -> SvgNode {
    SvgNode::new("g")
}

/// A box.
pub(super) fn rect(x: f64, y: f64, width: f64, height: f64) -> SvgNode {
    SvgNode::new("rect").at("x", x).at("y", y).at("width", width).at("height", height)
}

/// A straight line.
pub(super) fn line(from: (f64, f64), to: (f64, f64), colour: &str) -> SvgNode {
    let places = SvgNode::new("line").at("x1", from.0).at("y1", from.1).at("x2", to.0).at("y2", to.1);
    places.set("stroke", colour)
}

/// A filled path.
pub(super) fn path(course: impl AsRef<str>, colour: &str) -> SvgNode {
    SvgNode::new("path").set("d", course).set("fill", colour)
}

/// What is said of an element where the pointer rests, and to those who do not see it.
pub(super) fn title(text: &str) -> SvgNode {
    SvgNode::new("title").saying(text)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_short_and_never_minus_nothing() {
        let written = [0.0, -0.04, 1.0, 1.25, -2.5, 1234.56].map(number);
        assert_eq!(written, ["0", "0", "1", "1.2", "-2.5", "1234.6"]);
    }

    #[test]
    fn texts_and_attributes_stay_inside_their_element() {
        let node = SvgNode::new("text").set("fill", "\"/><script>").saying("</text><script>]]>\u{202e}&\u{0}");
        let xml = String::from_utf8(node.to_xml().unwrap()).unwrap();
        assert!(!xml.contains("<script"), "{xml}");
        assert!(!xml.contains(['\u{202e}', '\u{0}']), "{xml}");
        assert!(!xml.contains("]]>"), "{xml}");
    }
}
