//! A report as JSON: indented by two spaces, with a newline at the end, the same bytes for the same report.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::text::is_harmful;

/// Writes anything serialisable.
pub(super) fn write<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    let mut serializer = Serializer::with_formatter(&mut *out, Harmless(PrettyFormatter::new()));
    value.serialize(&mut serializer).map_err(io::Error::from)?;
    out.write_all(b"\n")
}

/// Anything serialisable on one line, with the newline at its end, for `jsonl` and for lines of a log.
///
/// # Errors
/// It cannot be written as JSON.
pub fn line<T: Serialize>(value: &T) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(1_024);
    value.serialize(&mut Serializer::with_formatter(&mut out, Harmless(CompactFormatter))).map_err(io::Error::from)?;
    out.push(b'\n');
    Ok(out)
}

/// Indents as usual and writes characters that a terminal must not see as `\u` escapes, which read back as the same.
struct Harmless<F>(F);

/// Hands a method of [`Formatter`] on.
macro_rules! as_usual {
    ($($method:ident($($argument:ident: $kind:ty)?)),+ $(,)?) => {
        $(fn $method<W: ?Sized + Write>(&mut self, out: &mut W $(, $argument: $kind)?) -> io::Result<()> {
            self.0.$method(out $(, $argument)?)
        })+
    };
}

impl<F: Formatter> Formatter for Harmless<F> {
    as_usual!(
        begin_array(),
        end_array(),
        begin_array_value(first: bool),
        end_array_value(),
        begin_object(),
        end_object(),
        begin_object_key(first: bool),
        begin_object_value(),
        end_object_value(),
    );

    fn write_string_fragment<W: ?Sized + Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        if fragment.bytes().all(|byte| matches!(byte, b' '..=b'~')) {
            return out.write_all(fragment.as_bytes());
        }
        let mut rest = fragment;
        while let Some((at, harmful)) = rest.char_indices().find(|(_, char)| is_harmful(*char)) {
            let (before, after) = rest.split_at(at);
            out.write_all(before.as_bytes())?;
            for unit in harmful.encode_utf16(&mut [0; 2]) {
                write!(out, "\\u{unit:04x}")?;
            }
            rest = after.get(harmful.len_utf8()..).unwrap_or_default();
        }
        out.write_all(rest.as_bytes())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn written(value: &serde_json::Value) -> String {
        let mut out = Vec::new();
        write(value, &mut out).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn json_is_indented_and_ends_with_a_newline() {
        let value = serde_json::json!({"findings": [], "summary": {"met": 1}});
        assert_eq!(written(&value), "{\n  \"findings\": [],\n  \"summary\": {\n    \"met\": 1\n  }\n}\n");
    }

    #[test]
    fn what_a_terminal_must_not_see_is_escaped_and_reads_back() {
        let value = serde_json::json!("a\u{1b}[2J\u{9b}\u{202e}\u{e0041}ü");
        let text = written(&value);
        assert_eq!(text, "\"a\\u001b[2J\\u009b\\u202e\\udb40\\udc41ü\"\n");
        assert_eq!(serde_json::from_str::<serde_json::Value>(&text).unwrap(), value);
    }
}
