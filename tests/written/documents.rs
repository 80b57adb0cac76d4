//! Documents read back: the same texts in the same order in the page, in Markdown and in the archive of a word processor.

use acquis::render::{self, Format};
use acquis::report::{Document, DocumentPart, Phrase, Sentence};
use quick_xml::Reader;
use quick_xml::escape::resolve_predefined_entity;
use quick_xml::events::Event;

use super::commands;
use super::forms::{assert_plain, elements, shown};
use super::html::Node;
use super::markdown;
use crate::note::package::entries;

/// A document in all its formats.
pub fn assert_document(name: &str, document: &Document) {
    let written = |format| {
        let mut out = Vec::new();
        render::write_document(document, format, &mut out).unwrap();
        out
    };
    for format in render::DOCUMENT_FORMATS {
        let bytes = written(format);
        match format {
            Format::Docx => assert_archive(name, &bytes, document),
            Format::Html => assert_page(name, &String::from_utf8(bytes).unwrap(), document),
            Format::Markdown => assert_markdown(name, &String::from_utf8(bytes).unwrap(), document),
            other => panic!("nothing reads a document as {} back", other.name()),
        }
        // a note is a report
        commands::note(if name == "note" { "report" } else { name }, format);
    }
}

/// What is said in the document, paragraph by paragraph, a cell of a table as one; without the sources and the foot.
fn said(document: &Document) -> Vec<String> {
    let mut said = vec![shown(&document.title)];
    said.extend(Some(shown(&document.subtitle)).filter(|text| !text.is_empty()));
    for part in &document.parts {
        match part {
            DocumentPart::Answer(sentence) | DocumentPart::Paragraph(sentence) => said.push(worded(sentence)),
            DocumentPart::Heading(text) => said.push(shown(text)),
            DocumentPart::Points(points) => said.extend(points.iter().map(worded)),
            DocumentPart::Grid(grid) => {
                said.extend(grid.columns.iter().map(|(name, _)| shown(name)));
                let cell = |cell: &Vec<Sentence>| cell.iter().map(worded).collect::<String>();
                said.extend(grid.rows.iter().flatten().map(cell));
            }
        }
    }
    said
}

fn worded(sentence: &Sentence) -> String {
    let phrase = |phrase: &Phrase| match phrase {
        Phrase::Words(cell) => shown(&cell.text),
        Phrase::Cited(number) => format!("[{number}]"),
    };
    sentence.iter().map(phrase).collect()
}

/// The sources: number, text and address.
fn sources(document: &Document) -> Vec<(usize, String)> {
    let note = |(place, note): (usize, &acquis::report::SourceNote)| {
        let address = note.address.as_ref().map_or(String::new(), |address| format!(", {}", shown(address)));
        (place + 1, shown(&note.text) + &address)
    };
    document.notes.iter().enumerate().map(note).collect()
}

fn assert_page(name: &str, text: &str, document: &Document) {
    assert_plain(name, text);
    let page = Node::read(text);
    let links = page.found(|node| node.name == "a").into_iter().map(|link| link.attribute("href"));
    assert!(links.into_iter().all(|link| link.starts_with("#source-") || link.starts_with("http")), "{name}: {text}");
    let is_unknown = |node: &&Node| {
        const KNOWN: &str = "html head meta title style body main h1 h2 p ul ol li div table colgroup col thead tbody tr th td \
            span sup a footer";
        !KNOWN.split(' ').any(|known| node.name == known || node.name.is_empty())
    };
    assert!(!page.all().iter().any(is_unknown), "{name}: {text}");
    let mut expected = said(document);
    if !document.notes.is_empty() {
        expected.push("Sources".to_owned());
    }
    expected.extend(sources(document).into_iter().map(|(_, text)| text));
    expected.extend([shown(&document.foot), shown(&document.warning)]);
    let mut read = Vec::new();
    add_texts(page.found(|node| node.name == "body")[0], &mut read);
    assert_eq!(read, expected, "{name}");
}

/// The paragraphs of a page, a cell of a table as one.
fn add_texts(node: &Node, texts: &mut Vec<String>) {
    match node.name.as_str() {
        "h1" | "h2" | "p" | "li" | "th" | "td" => texts.push(node.text()),
        _ => node.children.iter().for_each(|child| add_texts(child, texts)),
    }
}

fn assert_markdown(name: &str, text: &str, document: &Document) {
    assert_plain(name, text);
    let mut read: Vec<String> = Vec::new();
    for line in text.lines().filter(|line| !line.is_empty() && *line != "---") {
        if line.starts_with('|') {
            let is_rule = |cell: &String| cell == "---";
            let cells = markdown::cells(&line.replace("<br>", ""));
            read.extend(Some(cells).filter(|cells| !cells.iter().all(is_rule)).into_iter().flatten());
        } else if let Some(text) = ["# ", "## ", "- "].iter().find_map(|mark| line.strip_prefix(mark)) {
            read.push(markdown::plain(text));
        } else if let Some((number, text)) = line.strip_prefix("[^").and_then(|rest| rest.split_once("]: ")) {
            read.push(format!("{number} {}", markdown::plain(text)));
        } else {
            read.push(markdown::paragraph(line));
        }
    }
    let mut expected = said(document);
    if !document.notes.is_empty() {
        expected.push("Sources".to_owned());
    }
    expected.extend(sources(document).into_iter().map(|(number, text)| format!("{number} {text}")));
    expected.extend([shown(&document.foot), shown(&document.warning)].into_iter().filter(|last| !last.is_empty()));
    // of the spaces between words one is left
    let squeezed = |texts: &[String]| -> Vec<String> { texts.iter().map(|text| squeezed(text)).collect() };
    let is_empty = |text: &String| text.is_empty();
    let (read, expected) = (squeezed(&read), squeezed(&expected));
    let filled = |texts: Vec<String>| texts.into_iter().filter(|text| !is_empty(text)).collect::<Vec<_>>();
    assert_eq!(filled(read), filled(expected), "{name}: {text}");
}

fn squeezed(text: &str) -> String {
    text.chars().filter(|char| !char.is_whitespace()).collect()
}

fn assert_archive(name: &str, bytes: &[u8], document: &Document) {
    let mut body = String::new();
    for (part, entry) in entries(bytes) {
        if part.ends_with(".xml") || part.ends_with(".rels") {
            let text = String::from_utf8(entry.bytes).unwrap();
            assert_plain(&part, &text);
            elements(&part, &text);
            if part == "word/document.xml" {
                body = text;
            }
        }
    }
    let mut expected = said(document);
    if !document.notes.is_empty() {
        expected.push("Sources".to_owned());
    }
    expected.extend(sources(document).into_iter().map(|(number, text)| format!("[{number}]{text}")));
    assert_eq!(squeezed(&run_texts(&body)), squeezed(&expected.concat()), "{name}");
}

/// What stands in the runs of a document, `w:t`.
fn run_texts(xml: &str) -> String {
    let (mut reader, mut text, mut is_text) = (Reader::from_str(xml), String::new(), false);
    loop {
        match reader.read_event().unwrap() {
            Event::Start(one) if one.name().as_ref() == "w:t" => is_text = true,
            Event::End(one) if one.name().as_ref() == "w:t" => is_text = false,
            Event::Text(own) if is_text => text.push_str(&own),
            Event::GeneralRef(name) if is_text => match name.resolve_char_ref().unwrap() {
                Some(char) => text.push(char),
                None => text.push_str(resolve_predefined_entity(&name).unwrap()),
            },
            Event::Eof => return text,
            _ => {}
        }
    }
}
