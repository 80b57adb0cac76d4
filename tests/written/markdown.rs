//! Markdown read back as GitHub reads it (GFM 4.10, 6.1): lines to blocks, rows to cells, escapes to characters. Whatever is
//! markup and was not written as such stops the test.

use acquis::report::{Block, Cell, Page, Sheet};

use super::forms::shown;

/// Everything on the page, in its order, and nothing besides.
pub fn assert_page(name: &str, text: &str, page: &Page) {
    let mut lines = text.lines();
    let mut next = |what: &str| lines.next().unwrap_or_else(|| panic!("{name} ends before {what}: {text}"));
    assert_eq!(plain(next("its title").strip_prefix("# ").unwrap()), as_read(&page.title), "{name}");
    for block in &page.blocks {
        assert_eq!(next("a block"), "", "{name}: {block:?}");
        match block {
            Block::Heading(said) => {
                assert_eq!(plain(next("a heading").strip_prefix("## ").unwrap()), as_read(said), "{name}");
            }
            Block::Text(said) => assert_eq!(paragraph(next("a text")), as_read(&said.text), "{name}"),
            Block::Facts(facts) => {
                for (label, value) in facts {
                    let fact = plain(next("a fact").strip_prefix("- ").unwrap());
                    assert_eq!(fact.trim(), format!("{}: {}", as_read(label), as_read(&value.text)).trim(), "{name}");
                }
            }
            Block::List(items) => {
                for item in items {
                    assert_eq!(paragraph(next("an item").strip_prefix("- ").unwrap()), as_read(&item.text), "{name}");
                }
            }
            Block::Table(sheet) => {
                let read: Vec<Vec<String>> = (0..sheet.rows.len() + 2).map(|_| cells(next("a row"))).collect();
                assert_table(name, &read, sheet);
            }
        }
    }
    assert_eq!(lines.next(), None, "{name}: {text}");
}

fn assert_table(name: &str, read: &[Vec<String>], sheet: &Sheet) {
    let said = |texts: Vec<&str>| texts.into_iter().map(as_read).collect::<Vec<_>>();
    assert_eq!(read[0], said(sheet.columns.iter().map(String::as_str).collect()), "{name}");
    assert!(read[1].len() == sheet.columns.len() && read[1].iter().all(|rule| rule == "---"), "{name}: {:?}", read[1]);
    for (read, row) in read[2..].iter().zip(&sheet.rows) {
        assert_eq!(*read, said(row.iter().map(|cell: &Cell| cell.text.as_str()).collect()), "{name}");
    }
}

/// A text as a reader of the page sees it.
fn as_read(text: &str) -> String {
    shown(text).trim().to_owned()
}

/// The cells of a row: what is between the bars that no backslash stands before.
pub fn cells(line: &str) -> Vec<String> {
    let inside = line.strip_prefix('|').and_then(|rest| rest.strip_suffix('|'));
    let inside = inside.unwrap_or_else(|| panic!("no row of a table: {line}"));
    let (mut cells, mut is_escaped) = (vec![String::new()], false);
    for char in inside.chars() {
        match char {
            '|' if !is_escaped => cells.push(String::new()),
            char => cells.last_mut().unwrap().push(char),
        }
        is_escaped = char == '\\' && !is_escaped;
    }
    assert!(!is_escaped, "the last bar of a row is escaped: {line}");
    // of a bar that is escaped the table takes the backslash, before the text is read
    cells.iter().map(|cell| plain(&cell.replace("\\|", "|"))).collect()
}

/// A paragraph: nothing at its start makes anything else of the line.
pub fn paragraph(line: &str) -> String {
    let digits = line.trim_start_matches(|char: char| char.is_ascii_digit());
    let is_numbered = digits.len() < line.len() && digits.starts_with(['.', ')']);
    let is_other = line.starts_with(['-', '+', '#', '=', '>', '|', ' ', '\t', ':']) || line.starts_with("* ");
    assert!(!is_numbered && !is_other, "no paragraph: {line}");
    plain(line)
}

/// The text of a line, in which nothing is markup but what is bold, the number of a footnote (`[^1]`, read as `[1]`) and an
/// address (`<https://example.org>`).
pub fn plain(line: &str) -> String {
    let (mut text, mut rest) = (String::new(), line.trim());
    while let Some(char) = rest.chars().next() {
        let after = &rest[char.len_utf8()..];
        rest = match char {
            '\\' => {
                let escaped = after.chars().next().filter(char::is_ascii_punctuation);
                let escaped = escaped.unwrap_or_else(|| panic!("a backslash alone: {line}"));
                text.push(escaped);
                &after[1..]
            }
            '&' => {
                let (entity, behind) = after.split_once(';').unwrap_or_else(|| panic!("no entity: {line}"));
                text.push_str(reference(entity));
                behind
            }
            '*' => after.strip_prefix('*').unwrap_or_else(|| panic!("a star alone: {line}")),
            '[' => {
                let cited = after.strip_prefix('^').and_then(|rest| rest.split_once(']'));
                let (number, behind) = cited.unwrap_or_else(|| panic!("a link in {line}"));
                text.push_str(&format!("[{}]", number.parse::<usize>().unwrap()));
                behind
            }
            '<' => {
                let link = after.split_once('>').filter(|(link, _)| link.starts_with("http"));
                let (link, behind) = link.unwrap_or_else(|| panic!("an element in {line}"));
                text.push_str(link);
                behind
            }
            '`' | ']' | '>' | '~' | '_' | '$' => panic!("markup in {line}"),
            _ => {
                text.push(char);
                after
            }
        };
    }
    text.trim().to_owned()
}

/// What a reference of HTML stands for; the space without width keeps signs apart and says nothing.
fn reference(name: &str) -> &'static str {
    match name {
        "amp" => "&",
        "lt" => "<",
        "gt" => ">",
        "#58" => ":",
        "#46" => ".",
        "#8203" => "",
        other => panic!("&{other};"),
    }
}

#[test]
fn rows_are_read_as_github_reads_them() {
    assert_eq!(cells(r"| a\|b | **c** | \\ |"), ["a|b", "c", "\\"]);
    assert_eq!(cells(r"| \\\| | &lt;b&gt; |  |"), ["\\|", "<b>", ""]);
    for wrong in [r"| a \|", "| <b> |", "| `a` |", "| &copy; |", "| *a* |", "a | b"] {
        assert!(std::panic::catch_unwind(|| cells(wrong)).is_err(), "{wrong}");
    }
}
