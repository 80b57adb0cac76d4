//! A calendar as another program reads it: the parser of the crate `icalendar`, and the rules of RFC 5545 that it
//! forgives.

use icalendar::parser::{read_calendar, unfold};
use serde_json::Value;

/// One entry: its properties in order, texts unescaped, and its alarms.
pub struct Entry {
    properties: Vec<(String, String)>,
    alarms: Vec<Vec<(String, String)>>,
}

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
            assert_eq!(component.name.as_str(), "VEVENT");
            let alarms = component.components.iter().map(|alarm| {
                assert_eq!((alarm.name.as_str(), alarm.components.len()), ("VALARM", 0));
                alarm.properties.iter().map(property).collect()
            });
            Entry { properties: component.properties.iter().map(property).collect(), alarms: alarms.collect() }
        };
        let entries: Vec<Entry> = calendar.components.iter().map(entry).collect();
        assert!(!entries.is_empty(), "RFC 5545, 3.6: a calendar has at least one component");
        let names: std::collections::BTreeSet<String> = entries.iter().map(|one| one.text("UID")).collect();
        assert_eq!(names.len(), entries.len(), "a UID is of one entry alone");
        entries
    }

    /// The alarms, each with its properties.
    pub fn alarms(&self) -> &[Vec<(String, String)>] {
        &self.alarms
    }

    /// Is it about this entry of the JSON?
    pub fn is_about(&self, deadline: &Value) -> bool {
        let categories = self.text("CATEGORIES");
        let has = |key: &str| categories.split(',').any(|one| one == deadline[key].as_str().unwrap());
        let findings = self.text("DESCRIPTION");
        let findings = findings.lines().find_map(|line| line.strip_prefix("Findings: ")).unwrap_or_default();
        let own = deadline["findings"].as_array().unwrap().iter().map(|one| one.as_str().unwrap());
        has("kind")
            && has("state")
            && self.text("DTSTART;VALUE=DATE") == deadline["on"].as_str().unwrap().replace('-', "")
            && own.into_iter().all(|id| findings.split(", ").any(|one| one == id))
            && deadline["case"].as_str().is_none_or(|case| self.text("SUMMARY").contains(case))
    }

    /// The one property of this name.
    pub fn text(&self, name: &str) -> String {
        let found: Vec<&String> =
            self.properties.iter().filter(|(known, _)| known == name).map(|(_, value)| value).collect();
        assert_eq!(found.len(), 1, "{name}: {:?}", self.properties);
        found[0].clone()
    }

    /// Does it say what the JSON says?
    pub fn agrees_with(&self, deadline: &Value) {
        let word = |key: &str| deadline[key].as_str().unwrap();
        let day = acquis::time::Day::parse(word("on")).unwrap();
        let digits = |day: acquis::time::Day| day.to_string().replace('-', "");
        assert_eq!(self.text("DTSTART;VALUE=DATE"), digits(day));
        assert_eq!(self.text("DTEND;VALUE=DATE"), digits(day.next()));
        assert_eq!(self.text("TRANSP"), "TRANSPARENT");
        let status = if word("certainty") == "exact" { "CONFIRMED" } else { "TENTATIVE" };
        assert_eq!(self.text("STATUS"), status);
        let categories = self.text("CATEGORIES");
        let categories: Vec<&str> = categories.split(',').collect();
        let [first, kind, states @ .., instrument] = categories.as_slice() else { panic!("{categories:?}") };
        assert_eq!((*first, *kind, *instrument), ("acquis", word("kind"), word("instrument")));
        let shown = if states.len() > 5 { format!("{} states", states.len()) } else { states.join(" ") };
        assert!(self.text("SUMMARY").starts_with(&format!("{shown} {}: ", word("kind"))));
        if let [state] = states {
            let common = word("uid").strip_prefix(&format!("{state}.")).unwrap().to_owned();
            assert!([word("uid"), &common].contains(&self.text("UID").as_str()));
        }
        let description = self.text("DESCRIPTION");
        let list = |key: &str| deadline[key].as_array().unwrap().iter().map(|one| one.as_str().unwrap());
        for said in list("because").chain(list("findings")).chain(deadline["article"].as_str()) {
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
