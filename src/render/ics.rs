//! A calendar as iCalendar (RFC 5545, published as in RFC 5546): all-day entries, no time zone, an alarm where asked for.
//!
//! One calendar always gives the same bytes: the day on which it was written is the as-of day or a later knowledge date, not
//! the clock's. An entry keeps its UID when its day moves (`report::Calendar` says by what it is known); SEQUENCE and DTSTAMP rise with the day of writing, so that
//! programs that compare them take the later edition, whatever changed in it.
// OPEN: two editions of one day, from data that were changed in between, have the same SEQUENCE.

use std::io::{self, Write};

use crate::report::{Calendar, CalendarEvent};
use crate::text::is_harmful;
use crate::time::Day;

/// Octets in a line, its end not counted (RFC 5545, 3.1).
const MOST_OCTETS: usize = 75;

/// Writes a calendar.
pub(super) fn write(calendar: &Calendar, out: &mut dyn Write) -> io::Result<()> {
    let version = env!("CARGO_PKG_VERSION");
    write_line(out, "BEGIN", "VCALENDAR")?;
    write_line(out, "VERSION", "2.0")?;
    write_line(out, "PRODID", &format!("-//acquis//acquis {version}//EN"))?;
    write_line(out, "CALSCALE", "GREGORIAN")?;
    write_line(out, "METHOD", "PUBLISH")?;
    write_line(out, "X-WR-CALNAME", &escape(&calendar.name))?;
    write_line(out, "X-WR-CALDESC", &escape(&calendar.about))?;
    for event in &calendar.events {
        write_entry(event, calendar.written_on, out)?;
    }
    write_line(out, "END", "VCALENDAR")
}

fn write_entry(event: &CalendarEvent, written_on: Day, out: &mut dyn Write) -> io::Result<()> {
    let epoch = Day::from_ymd(1970, 1, 1).unwrap_or(written_on);
    let categories: Vec<String> = event.categories.iter().map(|word| escape(word)).collect();
    write_line(out, "BEGIN", "VEVENT")?;
    write_line(out, "UID", &escape(&event.uid))?;
    write_line(out, "DTSTAMP", &format!("{}T000000Z", digits(written_on)))?;
    write_line(out, "SEQUENCE", &written_on.minus(epoch).max(0).to_string())?;
    write_line(out, "DTSTART;VALUE=DATE", &digits(event.on))?;
    write_line(out, "DTEND;VALUE=DATE", &digits(event.on.next()))?;
    write_line(out, "SUMMARY", &escape(&event.summary.replace(['\r', '\n'], " ")))?;
    write_line(out, "DESCRIPTION", &escape(&event.description))?;
    write_line(out, "CATEGORIES", &categories.join(","))?;
    write_line(out, "STATUS", if event.is_tentative { "TENTATIVE" } else { "CONFIRMED" })?;
    write_line(out, "TRANSP", "TRANSPARENT")?;
    if let Some(days) = event.alarm {
        write_line(out, "BEGIN", "VALARM")?;
        write_line(out, "ACTION", "DISPLAY")?;
        write_line(out, "DESCRIPTION", &escape(&event.summary.replace(['\r', '\n'], " ")))?;
        write_line(out, "TRIGGER", &if days == 0 { "PT0S".to_owned() } else { format!("-P{days}D") })?;
        write_line(out, "END", "VALARM")?;
    }
    write_line(out, "END", "VEVENT")
}

/// A day as eight digits.
fn digits(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// A text as RFC 5545, 3.3.11 wants it. Ends of line become `\n`, tabs spaces; control characters, overrides of
/// direction and invisible characters go.
fn escape(text: &str) -> String {
    let mut safe = String::with_capacity(text.len() + 16);
    for char in text.replace("\r\n", "\n").chars() {
        match char {
            '\\' | ';' | ',' => safe.extend(['\\', char]),
            '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}' => safe.push_str("\\n"),
            '\t' => safe.push(' '),
            char if is_harmful(char) => {}
            char => safe.push(char),
        }
    }
    safe
}

/// A property on its line, folded between characters: every line after the first begins with a space.
fn write_line(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
    let mut used = 0;
    for char in name.chars().chain([':']).chain(value.chars()) {
        let octets = char.len_utf8();
        if used + octets > MOST_OCTETS {
            out.write_all(b"\r\n ")?;
            used = 1;
        }
        out.write_all(char.encode_utf8(&mut [0; 4]).as_bytes())?;
        used += octets;
    }
    out.write_all(b"\r\n")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folded(value: &str) -> String {
        let mut out = Vec::new();
        write_line(&mut out, "SUMMARY", value).unwrap();
        String::from_utf8(out).unwrap()
    }

    #[test]
    fn lines_hold_75_octets_and_unfold_to_what_they_were() {
        for unit in ["a", "ü", "Ω", "€", "🏛", "👩‍⚖️"] {
            for count in 0..80 {
                let value = unit.repeat(count);
                let text = folded(&value);
                assert!(text.ends_with("\r\n") && text.split("\r\n").all(|line| line.len() <= 75), "{text:?}");
                assert_eq!(text.replace("\r\n ", ""), format!("SUMMARY:{value}\r\n"));
            }
        }
        assert_eq!(folded(&"x".repeat(67)).matches("\r\n").count(), 1, "75 octets are one line");
        assert_eq!(folded(&"x".repeat(68)).matches("\r\n").count(), 2, "76 are two");
    }

    #[test]
    fn texts_are_escaped_and_what_controls_is_gone() {
        assert_eq!(escape("a;b,c\\d:e\"f"), "a\\;b\\,c\\\\d:e\"f");
        assert_eq!(escape("one\ntwo\r\nthree\rfour\u{2028}five"), "one\\ntwo\\nthree\\nfour\\nfive");
        assert_eq!(escape("a\u{0}b\u{1b}[2Jc\u{7f}\u{9b}d\u{202e}e\tf"), "ab[2Jcde f");
        assert_eq!(escape("\r\nEND:VEVENT\r\n"), "\\nEND:VEVENT\\n");
    }
}
