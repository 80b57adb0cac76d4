//! A calendar as iCalendar (RFC 5545, published as in RFC 5546): all-day entries, no time zone, an alarm where asked for.
//!
//! The same calendar gives the same bytes: the day on which it was written is the as-of day or a later knowledge date, not
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
    line(out, "BEGIN", "VCALENDAR")?;
    line(out, "VERSION", "2.0")?;
    line(out, "PRODID", &format!("-//acquis//acquis {version}//EN"))?;
    line(out, "CALSCALE", "GREGORIAN")?;
    line(out, "METHOD", "PUBLISH")?;
    line(out, "X-WR-CALNAME", &escaped(&calendar.name))?;
    line(out, "X-WR-CALDESC", &escaped(&calendar.about))?;
    for event in &calendar.events {
        entry(event, calendar.written_on, out)?;
    }
    line(out, "END", "VCALENDAR")
}

fn entry(event: &CalendarEvent, written_on: Day, out: &mut dyn Write) -> io::Result<()> {
    let epoch = Day::from_ymd(1970, 1, 1).unwrap_or(written_on);
    let categories: Vec<String> = event.categories.iter().map(|word| escaped(word)).collect();
    line(out, "BEGIN", "VEVENT")?;
    line(out, "UID", &escaped(&event.uid))?;
    line(out, "DTSTAMP", &format!("{}T000000Z", digits(written_on)))?;
    line(out, "SEQUENCE", &written_on.minus(epoch).max(0).to_string())?;
    line(out, "DTSTART;VALUE=DATE", &digits(event.on))?;
    line(out, "DTEND;VALUE=DATE", &digits(event.on.next()))?;
    line(out, "SUMMARY", &escaped(&event.summary.replace(['\r', '\n'], " ")))?;
    line(out, "DESCRIPTION", &escaped(&event.description))?;
    line(out, "CATEGORIES", &categories.join(","))?;
    line(out, "STATUS", if event.is_tentative { "TENTATIVE" } else { "CONFIRMED" })?;
    line(out, "TRANSP", "TRANSPARENT")?;
    if let Some(days) = event.alarm {
        line(out, "BEGIN", "VALARM")?;
        line(out, "ACTION", "DISPLAY")?;
        line(out, "DESCRIPTION", &escaped(&event.summary.replace(['\r', '\n'], " ")))?;
        line(out, "TRIGGER", &if days == 0 { "PT0S".to_owned() } else { format!("-P{days}D") })?;
        line(out, "END", "VALARM")?;
    }
    line(out, "END", "VEVENT")
}

/// A day as eight digits.
fn digits(day: Day) -> String {
    day.to_string().replace('-', "")
}

/// A text as RFC 5545, 3.3.11 wants it. Ends of line become `\n`, tabs spaces; control characters, overrides of
/// direction and invisible characters go.
fn escaped(text: &str) -> String {
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
fn line(out: &mut dyn Write, name: &str, value: &str) -> io::Result<()> {
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
        line(&mut out, "SUMMARY", value).unwrap();
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
        assert_eq!(escaped("a;b,c\\d:e\"f"), "a\\;b\\,c\\\\d:e\"f");
        assert_eq!(escaped("one\ntwo\r\nthree\rfour\u{2028}five"), "one\\ntwo\\nthree\\nfour\\nfive");
        assert_eq!(escaped("a\u{0}b\u{1b}[2Jc\u{7f}\u{9b}d\u{202e}e\tf"), "ab[2Jcde f");
        assert_eq!(escaped("\r\nEND:VEVENT\r\n"), "\\nEND:VEVENT\\n");
    }
}
