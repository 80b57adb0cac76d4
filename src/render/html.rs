//! Text in HTML: how every template escapes what it shows, as `askama.toml` says.
//!
//! Deliberately not here: text inside a script, which no template writes (`dossier/block`).

use std::fmt::{self, Write};

use askama::filters::{Escaper, Html};

use crate::text::harmless;

/// Text for HTML, in an element or in an attribute between quotes: nothing in it is markup, and no character in it can deceive
/// a reader.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct HtmlText;

impl Escaper for HtmlText {
    fn write_escaped_str<W: Write>(&self, dest: W, text: &str) -> fmt::Result {
        Html.write_escaped_str(dest, &harmless(text))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_is_markup_and_nothing_deceives() {
        let mut out = String::new();
        HtmlText.write_escaped_str(&mut out, "</p>\"'&\u{202e}\u{1b}\u{2028}é👩‍⚖️").unwrap();
        assert_eq!(out, "&#60;/p&#62;&#34;&#39;&#38;\u{fffd}\u{fffd} é👩‍⚖️");
    }
}
