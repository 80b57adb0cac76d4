//! A calendar as another program reads it: the parser of the crate `icalendar`, and the rules of RFC 5545 that it
//! forgives.

use icalendar::parser::{read_calendar, unfold};
use serde_json::Value;

/// One entry: its properties in order, texts unescaped.
pub struct Entry(Vec<(String, String)>);

impl Entry {
    /// Every entry of a calendar that keeps to the form: lines of at most 75 octets, each ended by CR LF.
    pub fn read(bytes: &[u8]) -> Vec<Entry> {
        let text = std::str::from_utf8(bytes).unwrap();
        assert!(text.ends_with("END:VCALENDAR\r\n"));
        for line in text.strip_suffix("\r\n").unwrap().split("\r\n") {
            assert!(line.len() <= 75 && !line.is_empty(), "{line:?}");
            assert!(!line.contains(|char: char| char.is_control()), "{line:?}");
        }
        let unfolded = unfold(text);
        let calendar = read_calendar(&unfolded).unwrap();
        let head: Vec<(&str, &str)> =
            calendar.properties.iter().map(|one| (one.name.as_str(), one.val.as_str())).collect();
        for needed in [("VERSION", "2.0"), ("METHOD", "PUBLISH"), ("CALSCALE", "GREGORIAN")] {
            assert!(head.contains(&needed), "{head:?}");
        }
        assert!(["PRODID", "X-WR-CALNAME"].iter().all(|name| head.iter().any(|(known, _)| known == name)), "{head:?}");
        let entry = |component: &icalendar::parser::Component| {
            assert_eq!((component.name.as_str(), component.components.len()), ("VEVENT", 0));
            Entry(component.properties.iter().map(property).collect())
        };
        calendar.components.iter().map(entry).collect()
    }

    /// The one property of this name.
    pub fn text(&self, name: &str) -> String {
        let found: Vec<&String> = self.0.iter().filter(|(known, _)| known == name).map(|(_, value)| value).collect();
        assert_eq!(found.len(), 1, "{name}: {:?}", self.0);
        found[0].clone()
    }

    /// Does it say what the JSON says?
    pub fn agrees_with(&self, told: &Value) {
        let word = |key: &str| told[key].as_str().unwrap();
        let day = acquis::time::Day::parse(word("on")).unwrap();
        let digits = |day: acquis::time::Day| day.to_string().replace('-', "");
        assert_eq!(self.text("UID"), word("uid"));
        assert_eq!(self.text("DTSTART;VALUE=DATE"), digits(day));
        assert_eq!(self.text("DTEND;VALUE=DATE"), digits(day.next()));
        assert_eq!(self.text("TRANSP"), "TRANSPARENT");
        let status = if word("certainty") == "exact" { "CONFIRMED" } else { "TENTATIVE" };
        assert_eq!(self.text("STATUS"), status);
        let categories = ["acquis", word("kind"), word("state"), word("instrument")].join(",");
        assert_eq!(self.text("CATEGORIES"), categories);
        assert!(self.text("SUMMARY").starts_with(&format!("{} {}: ", word("state"), word("kind"))));
        let description = self.text("DESCRIPTION");
        let list = |key: &str| told[key].as_array().unwrap().iter().map(|one| one.as_str().unwrap());
        for said in list("because").chain(list("findings")).chain(told["article"].as_str()) {
            assert!(description.contains(said), "{said} is missing in {description}");
        }
        assert!(description.contains("\nComputed by acquis, not legal advice.\nas of 2"), "{description}");
    }
}

/// Name with parameters, and value.
fn property(property: &icalendar::parser::Property) -> (String, String) {
    let parameter = |one: &icalendar::parser::Parameter| {
        format!(";{}={}", one.key.as_str(), one.val.as_ref().map_or("", |value| value.as_str()))
    };
    let name: String = property.params.iter().map(parameter).collect();
    (format!("{}{name}", property.name.as_str()), property.val.as_str().to_owned())
}
