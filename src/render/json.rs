//! A report as JSON: indented by two spaces or, if asked for, on one line, with a newline at the end, the same bytes for the
//! same report. A list that may be long is written in parts, on all processors.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::ser::{CompactFormatter, Formatter, PrettyFormatter, Serializer};

use crate::report::{DataWriter, PartWriter, Report, Streamed};
use crate::text::is_harmful;

/// Writes a report's data.
pub(super) fn report(report: &impl Report, form: JsonForm, out: &mut dyn Write) -> io::Result<()> {
    report.write_data(ReportWriter { form, out })
}

/// Writes anything serialisable, indented.
pub(super) fn write<T: Serialize>(value: &T, out: &mut dyn Write) -> io::Result<()> {
    JsonForm::Indented.write_to(value, 0, &mut *out)?;
    out.write_all(b"\n")
}

/// How JSON is laid out; what it says is the same.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum JsonForm {
    /// One value per line, each two spaces deeper than what it is in.
    Indented,
    /// On one line, without spaces.
    Compact,
}

impl JsonForm {
    /// Writes a value as it stands inside so many others.
    fn write_to<T: Serialize, W: Write>(self, value: &T, depth: usize, out: W) -> io::Result<()> {
        match self {
            JsonForm::Compact => value.serialize(&mut Serializer::with_formatter(out, Harmless(CompactFormatter))),
            JsonForm::Indented => {
                let mut formatter = PrettyFormatter::new();
                // the formatter counts by itself how deep it is
                (0..depth).try_for_each(|_| formatter.begin_array(&mut io::sink()))?;
                value.serialize(&mut Serializer::with_formatter(out, Harmless(formatter)))
            }
        }
        .map_err(io::Error::from)
    }

    /// What comes before a key or an item so deep.
    fn break_at(self, depth: usize) -> String {
        match self {
            JsonForm::Compact => String::new(),
            JsonForm::Indented => format!("\n{}", "  ".repeat(depth)),
        }
    }

    /// An object without its brackets, from the first key to the end of the last value.
    fn inside<T: Serialize>(self, object: &T) -> io::Result<Vec<u8>> {
        let mut bytes = Vec::new();
        self.write_to(object, 0, &mut bytes)?;
        let inside = bytes.strip_prefix(b"{").and_then(|rest| rest.strip_suffix(b"}"));
        let inside = inside.ok_or_else(|| io::Error::other("the data of a report are an object"))?;
        Ok(inside.trim_ascii_end().to_vec())
    }
}

/// Writes the data of a report as they are handed over.
struct ReportWriter<'o> {
    form: JsonForm,
    out: &'o mut dyn Write,
}

impl DataWriter for ReportWriter<'_> {
    fn whole(self, data: &impl Serialize) -> io::Result<()> {
        self.form.write_to(data, 0, &mut *self.out)?;
        self.out.write_all(b"\n")
    }

    fn begin(self) -> io::Result<impl PartWriter> {
        let ReportWriter { form, out } = self;
        out.write_all(b"{")?;
        Ok(ObjectWriter { form, out, is_empty: true })
    }
}

/// Writes an object key by key.
struct ObjectWriter<'o> {
    form: JsonForm,
    out: &'o mut dyn Write,
    is_empty: bool,
}

impl ObjectWriter<'_> {
    /// What separates a key from the one before it.
    fn comma(&mut self) -> &'static str {
        if std::mem::take(&mut self.is_empty) { "" } else { "," }
    }
}

impl PartWriter for ObjectWriter<'_> {
    fn keys(&mut self, object: &impl Serialize) -> io::Result<()> {
        let keys = self.form.inside(object)?;
        if keys.is_empty() {
            return Ok(());
        }
        let comma = self.comma();
        self.out.write_all(comma.as_bytes())?;
        self.out.write_all(&keys)
    }

    fn list<'l, T: Sync, R: Serialize + Send>(
        &mut self,
        key: &'static str,
        list: Streamed<'l, T, impl Fn(&'l T) -> R + Sync>,
    ) -> io::Result<()> {
        let form = self.form;
        let (outer, inner) = (form.break_at(1), form.break_at(2));
        let colon = if form == JsonForm::Indented { ": " } else { ":" };
        let comma = self.comma();
        write!(self.out, "{comma}{outer}\"{key}\"{colon}[")?;
        let mut is_first = true;
        let write_item = |item: R, to: &mut Vec<u8>| {
            to.push(b',');
            to.extend(inner.bytes());
            form.write_to(&item, 2, to)
        };
        list.each_written(write_item, |items| {
            // the first item follows the bracket
            let items = if is_first { items.strip_prefix(b",").unwrap_or(items) } else { items };
            is_first = false;
            self.out.write_all(items)
        })?;
        write!(self.out, "{}]", if is_first { "" } else { &outer })
    }

    fn end(self) -> io::Result<()> {
        let last = if self.is_empty { String::new() } else { self.form.break_at(0) };
        writeln!(self.out, "{last}}}")
    }
}

/// Anything serialisable on one line, with the newline at its end, for `jsonl` and for lines of a log.
///
/// # Errors
/// It cannot be written as JSON.
pub fn line<T: Serialize>(value: &T) -> io::Result<Vec<u8>> {
    let mut out = Vec::with_capacity(1_024);
    write_line(value, &mut out)?;
    Ok(out)
}

/// Adds anything serialisable as one line.
pub(super) fn write_line<T: Serialize>(value: &T, out: &mut Vec<u8>) -> io::Result<()> {
    JsonForm::Compact.write_to(value, 0, &mut *out)?;
    out.push(b'\n');
    Ok(())
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
        // of ASCII only the last character is left: what is below the space has been escaped already, and is in no fragment
        if fragment.is_ascii() && !fragment.as_bytes().contains(&0x7f) {
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

    /// So many items between two other keys, in parts and as a whole.
    fn both_ways(items: usize, form: JsonForm) -> [String; 2] {
        let (before, after) = (serde_json::json!({"a": [1]}), serde_json::json!({"z": {}}));
        let list: Vec<serde_json::Value> = (0..items).map(|item| serde_json::json!({"item": [item, "ü"]})).collect();
        let (mut parts, mut whole) = (Vec::new(), Vec::new());
        let streamed = Streamed::new(&list, |item| item);
        let mut object = ReportWriter { form, out: &mut parts }.begin().unwrap();
        object.keys(&before).unwrap();
        object.keys(&serde_json::json!({})).unwrap();
        object.list("list", streamed).unwrap();
        object.list("more", Streamed::new(&list[..items.min(2)], |item| item)).unwrap();
        object.keys(&after).unwrap();
        object.end().unwrap();
        let more = &list[..items.min(2)];
        let data = serde_json::json!({"a": [1], "list": list, "more": more, "z": {}});
        ReportWriter { form, out: &mut whole }.whole(&data).unwrap();
        [parts, whole].map(|bytes| String::from_utf8(bytes).unwrap())
    }

    #[test]
    fn a_list_in_parts_has_the_bytes_of_the_whole() {
        for form in [JsonForm::Indented, JsonForm::Compact] {
            for items in [0, 1, 2, 65, 5_000] {
                let [parts, whole] = both_ways(items, form);
                assert!(parts == whole, "{items} items, {form:?}");
            }
        }
        assert_eq!(
            both_ways(1, JsonForm::Compact)[0],
            "{\"a\":[1],\"list\":[{\"item\":[0,\"ü\"]}],\"more\":[{\"item\":[0,\"ü\"]}],\"z\":{}}\n"
        );
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
