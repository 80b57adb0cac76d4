//! A page as Markdown, with tables as GitHub reads them. No text can break out of its cell or bring in HTML.

use std::io::{self, Write};

use crate::report::{Block, Cell, Page, Sheet, Tone};
use crate::text::harmless;

/// Writes a page.
pub(super) fn write(page: &Page, out: &mut dyn Write) -> io::Result<()> {
    writeln!(out, "# {}", escape(&page.title))?;
    for block in &page.blocks {
        writeln!(out)?;
        match block {
            Block::Heading(text) => writeln!(out, "## {}", escape(text))?,
            Block::Text(cell) => writeln!(out, "{}", at_line_start(cell))?,
            Block::Facts(facts) => {
                for (label, value) in facts {
                    writeln!(out, "- **{}:** {}", escape(label), toned(value))?;
                }
            }
            Block::List(items) => {
                for item in items {
                    writeln!(out, "- {}", at_line_start(item))?;
                }
            }
            Block::Table(sheet) => write_table(sheet, out)?,
        }
    }
    Ok(())
}

fn write_table(sheet: &Sheet, out: &mut dyn Write) -> io::Result<()> {
    let names: Vec<String> = sheet.columns.iter().map(|name| escape(name)).collect();
    writeln!(out, "| {} |", names.join(" | "))?;
    writeln!(out, "|{}", " --- |".repeat(names.len()))?;
    for row in &sheet.rows {
        let cells: Vec<String> = row.iter().map(toned).collect();
        writeln!(out, "| {} |", cells.join(" | "))?;
    }
    Ok(())
}

/// A cell with its tone: what is a gap, or is to be noticed, in bold.
pub(super) fn toned(cell: &Cell) -> String {
    let text = escape(&cell.text);
    match cell.tone {
        Tone::Bad | Tone::Strong if !text.is_empty() => format!("**{text}**"),
        _ => text,
    }
}

/// A cell where a line begins: what would start a list, a heading or a quotation is taken as it stands.
pub(super) fn at_line_start(cell: &Cell) -> String {
    let text = toned(cell);
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    match text.split_at_checked(digits) {
        Some((number, rest)) if digits > 0 && rest.starts_with(['.', ')']) => format!("{number}\\{rest}"),
        _ if text.starts_with(['-', '+', '#', '=']) => format!("\\{text}"),
        _ => text,
    }
}

/// Text in which nothing is markup.
pub(super) fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len());
    let harmless = harmless(text);
    let text = harmless.trim();
    for (at, char) in text.char_indices() {
        let (before, rest) = text.split_at_checked(at).unwrap_or_default();
        match char {
            '@' | '#' if notifies(before.chars().next_back(), rest) => {
                safe.push(char);
                safe.push_str(APART);
            }
            ':' if rest.starts_with("://") => safe.push_str("&#58;"),
            '.' if before.to_lowercase().ends_with("www") => safe.push_str("&#46;"),
            '&' => safe.push_str("&amp;"),
            '<' => safe.push_str("&lt;"),
            '>' => safe.push_str("&gt;"),
            '\\' | '|' | '`' | '*' | '_' | '[' | ']' | '~' | '$' => {
                safe.push('\\');
                safe.push(char);
            }
            _ => safe.push(char),
        }
    }
    safe
}

/// A space without width, so that GitHub and GitLab neither notify `@name` nor link `#12` or `name@host.eu`: of these, a
/// sign that is written as an entity is recognised all the same.
const APART: &str = "&#8203;";

/// Would the sign that begins `rest` call a person, an issue or a mailbox, after the character before it?
fn notifies(before: Option<char>, rest: &str) -> bool {
    let mut signs = rest.chars();
    let (sign, after) = (signs.next(), signs.next().unwrap_or(' '));
    let begins = !before.is_some_and(|before| before.is_alphanumeric() || "/_-.?=".contains(before));
    match sign {
        Some('@') => after.is_ascii_alphanumeric(),
        _ => begins && after.is_ascii_digit(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(blocks: Vec<Block>) -> String {
        let mut out = Vec::new();
        write(&Page { title: "T".into(), blocks }, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn a_table_has_its_rule_and_bold_gaps() {
        let mut sheet = Sheet::with(&["state", "verdict"]);
        sheet.rows.push(vec![Cell::plain("AT"), Cell::toned("overdue", Tone::Bad)]);
        let text = written(vec![Block::Table(sheet)]);
        assert_eq!(text, "# T\n\n| state | verdict |\n| --- | --- |\n| AT | **overdue** |\n");
    }

    #[test]
    fn no_text_breaks_out_of_its_cell() {
        let mut sheet = Sheet::with(&["x"]);
        sheet.rows.push(vec![Cell::plain("a|b\n| c | <script>alert(1)</script> [x](javascript:y) `z` \\")]);
        let text = written(vec![Block::Table(sheet)]);
        let row = text.lines().last().unwrap();
        assert_eq!(row, "| a\\|b \\| c \\| &lt;script&gt;alert(1)&lt;/script&gt; \\[x\\](javascript:y) \\`z\\` \\\\ |");
    }

    #[test]
    fn a_line_that_looks_like_a_list_is_no_list() {
        let text = written(vec![Block::Text(Cell::plain("1. not a list")), Block::List(vec![Cell::plain("# no")])]);
        assert_eq!(text, "# T\n\n1\\. not a list\n\n- \\# no\n");
    }

    #[test]
    fn nobody_is_called() {
        let call = written(vec![Block::Text(Cell::plain("see @octo/team, #12 and a@b.eu, x/#12"))]);
        assert!(call.contains("see @&#8203;octo/team, #&#8203;12 and a@&#8203;b.eu, x/#12"), "{call}");
    }

    #[test]
    fn no_bare_address_becomes_a_link() {
        // The extended autolinks of GFM (6.9): www., http://, https://, ftp://, mailto:, xmpp: and addresses of mail.
        for (text, safe) in [
            ("http://evil.example/x", "http&#58;//evil.example/x"),
            ("(HTTPS://evil.example)", "(HTTPS&#58;//evil.example)"),
            ("ftp://evil.example", "ftp&#58;//evil.example"),
            ("www.evil.example", "www&#46;evil.example"),
            ("see WWW.evil.example", "see WWW&#46;evil.example"),
            ("mailto:a.b-c@evil.example", "mailto:a.b-c@&#8203;evil.example"),
            ("xmpp:a@evil.example/x", "xmpp:a@&#8203;evil.example/x"),
            ("as of: 2011-11-25, Art. 4: a // b", "as of: 2011-11-25, Art. 4: a // b"),
        ] {
            assert_eq!(escape(text), safe);
        }
    }
}
