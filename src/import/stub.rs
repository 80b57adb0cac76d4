//! Instruments that are made from a number: stubs. A stub has one duty, to transpose or to apply the act, with the deadline that
//! metadata print, or with the day of a first letter as its upper bound. What else the act asks, whom it does not bind and how
//! it is worded stays for a person to write.

use serde_json::{Map, Value, json};

use super::NewAct;
use super::days::{DayOrder, read_day};
use crate::law::names::Celex;
use crate::law::{CaseKind, InstrumentKind};
use crate::time::Day;

/// By when the duty of a stub falls due.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum StubDeadline {
    /// The last good day, as metadata print it.
    By(Day),
    /// A day by which it had passed: that of a first letter.
    PassedBy(Day),
}

/// What is known of an act that the data do not have.
#[derive(Debug, Clone, Copy, Default)]
pub struct StubFacts<'a> {
    /// The title, as the Official Journal prints it.
    pub title: Option<&'a str>,
    /// The day of its adoption; without it the title may say the day, or else the number says the year.
    pub adopted: Option<Day>,
    /// Entry into force, or taking effect.
    pub in_force: Option<Day>,
    /// By when its duty falls due. Without it the stub has no duty.
    pub deadline: Option<StubDeadline>,
    /// The first day on which it no longer stands, and the act that ended it.
    pub ended: Option<(Day, Option<&'a str>)>,
}

/// The first days of the steps of cases under one act.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct FirstSteps {
    /// Of letters about measures not communicated.
    of_communication: Option<Day>,
    /// Of letters about anything.
    of_letters: Option<Day>,
    /// Of any step, in a register that begins after the letter.
    of_steps: Option<Day>,
}

impl FirstSteps {
    /// Notes a step; `is_letter` says whether it is a letter of formal notice under Art. 258.
    pub(super) fn note(&mut self, day: Day, is_letter: bool, kind: CaseKind) {
        let earlier = |known: &mut Option<Day>| *known = Some(known.map_or(day, |known| known.min(day)));
        earlier(&mut self.of_steps);
        if is_letter {
            earlier(&mut self.of_letters);
        }
        if is_letter && kind == CaseKind::NonCommunication {
            earlier(&mut self.of_communication);
        }
    }

    /// The day by which the deadline had passed: that of the first letter about measures not communicated, or, where there is
    /// none, of the first letter of any kind.
    pub(super) fn passed_by(&self) -> Option<Day> {
        self.of_communication.or(self.of_letters).or(self.of_steps)
    }
}

/// The stub of an act whose deadline is known from the first letter alone. `None` for a number of no act with a kind here.
///
/// ```
/// use acquis::import::stub::stub;
/// use acquis::time::Day;
/// let act = stub("32004L0038", None, Day::parse("2006-06-01").ok()).unwrap();
/// assert_eq!((act.id.as_str(), act.file["short_title"].as_str()), ("32004l0038", Some("Directive 2004/38")));
/// // only the year of the number is known of its adoption, and no day is made of it
/// assert_eq!(act.file["adopted"], "2004");
/// assert!(stub("62012CJ0293", None, None).is_none());
/// ```
pub fn stub(celex: &str, title: Option<&str>, first_letter: Option<Day>) -> Option<NewAct> {
    let deadline = first_letter.map(StubDeadline::PassedBy);
    stub_with(celex, &StubFacts { title, deadline, ..StubFacts::default() })
}

/// The stub of an act of which this is known. `None` for a number of no act with a kind here.
pub fn stub_with(celex: &str, facts: &StubFacts) -> Option<NewAct> {
    let celex = celex.trim().to_ascii_uppercase();
    let number = Celex::read(&celex).filter(|number| celex.starts_with('3') && number.serial == Some(0))?;
    // a corrigendum is no act
    let kind = number.kind().filter(|_| celex.len() == "32004L0038".len())?;
    let short_title = short_title(kind, &number);
    let year = number.year.to_string();
    let adopted = facts.adopted.or_else(|| day_in_title(facts.title?, &number));
    let mut file = Map::new();
    let mut put = |key: &str, value: Value| file.insert(key.to_owned(), value);
    let id = celex.to_ascii_lowercase();
    put("$schema", json!("../schemas/instrument.schema.json"));
    put("id", json!(id));
    put("celex", json!([celex]));
    put("kind", json!(kind.as_str()));
    put("stub", json!(true));
    put("title", json!(facts.title.unwrap_or(&short_title)));
    put("short_title", json!(short_title));
    put("pillar", json!(pillar(kind, adopted, &number)));
    put("adopted", json!(adopted.map_or(year, |day| day.to_string())));
    if let Some(day) = facts.in_force {
        put("in_force", json!(day.to_string()));
    }
    put("binds", json!({ "group": "member-states" }));
    if kind == InstrumentKind::FrameworkDecision {
        // until then nobody brought proceedings over acts of the former third pillar (Protocol 36, Art. 10)
        put("enforceable_from", json!("2014-12-01"));
    }
    if let Some((from, by)) = facts.ended {
        put("ended", ended(from, by));
    }
    put("obligations", facts.deadline.map_or(json!([]), |deadline| json!([duty(kind, deadline)])));
    put("not_modelled", not_modelled(facts.deadline.is_some()));
    Some(NewAct { celex, id, file })
}

/// An end of which metadata say no more than the day and, perhaps, the act.
fn ended(from: Day, by: Option<&str>) -> Value {
    let mut end = json!({ "how": "repealed", "from": from.to_string() });
    if let (Some(by), Some(end)) = (by, end.as_object_mut()) {
        end.insert("by".to_owned(), json!(by));
    }
    json!([end])
}

fn duty(kind: InstrumentKind, deadline: StubDeadline) -> Value {
    // steps of cases of non-communication speak to duties to transpose; a regulation has nothing to communicate
    let (id, does, title) = match kind {
        InstrumentKind::Directive => {
            ("transposition", "transpose", "Transpose the directive and communicate the measures")
        }
        InstrumentKind::FrameworkDecision => {
            ("transposition", "transpose", "Transpose the framework decision and communicate the measures")
        }
        InstrumentKind::Regulation => ("implementation", "implement", "Apply the regulation"),
        _ => ("implementation", "implement", "Carry out the decision"),
    };
    let deadline = match deadline {
        StubDeadline::By(day) => json!({ "by": day.to_string() }),
        StubDeadline::PassedBy(day) => json!({ "passed_by": day.to_string() }),
    };
    json!({
        "id": id,
        "kind": does,
        "duty": "binding",
        "title": title,
        "headline": true,
        "deadline": deadline,
        "fulfilled_by": ["notified", "measure"],
        "undone_by": ["annulled-nationally", "repealed-nationally"],
        "silence": { "means": "unknown" },
    })
}

fn not_modelled(has_duty: bool) -> Value {
    let text = if has_duty {
        "The single duties of the act, the states that it does not bind, and its own deadline for each"
    } else {
        "All duties of the act"
    };
    json!([{ "text": text, "reason": "the act is a stub, made from a register of cases or from metadata" }])
}

/// Acts since the Treaty of Lisbon are the Union's; framework decisions are of the former third pillar.
fn pillar(kind: InstrumentKind, adopted: Option<Day>, number: &Celex) -> &'static str {
    let lisbon = Day::from_ymd(2009, 12, 1);
    let is_of_union = adopted.map_or(number.year > 2009, |day| lisbon.is_some_and(|lisbon| day >= lisbon));
    match kind {
        InstrumentKind::FrameworkDecision => "third",
        _ if is_of_union => "union",
        _ => "first",
    }
}

/// The kind and the number as the Official Journal prints it, without the letters of the treaty, which the CELEX number does
/// not show: years in two digits up to 1998; until 2014 regulations with the number first; since 2015 one series for all.
fn short_title(kind: InstrumentKind, celex: &Celex) -> String {
    let (year, number) = (celex.year, celex.number);
    let printed_year = if year < 1999 { format!("{:02}", year % 100) } else { year.to_string() };
    let word = match kind {
        InstrumentKind::Directive => "Directive",
        InstrumentKind::FrameworkDecision => "Framework Decision",
        InstrumentKind::Regulation if year < 2015 => return format!("Regulation {number}/{printed_year}"),
        InstrumentKind::Regulation => "Regulation",
        _ => "Decision",
    };
    format!("{word} {printed_year}/{number}")
}

/// The day after the first `of` that a day follows, where it fits the number: an act of the last weeks of a year may have a
/// number of the next one.
fn day_in_title(title: &str, celex: &Celex) -> Option<Day> {
    let fits = |day: &Day| [0, 1].contains(&(i32::from(celex.year) - day.year()));
    let after_of = title.split(" of ").skip(1);
    let first = after_of.filter_map(|rest| {
        let words: Vec<&str> = rest.split_whitespace().take(3).collect();
        read_day(words.join(" ").trim_end_matches([',', ';', ':']), DayOrder::Named).ok()
    });
    // a later day is that of an act that this one amends
    first.take(1).find(fits)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn day(text: &str) -> Day {
        Day::parse(text).unwrap()
    }

    #[test]
    fn the_number_is_printed_as_in_its_time() {
        for (celex, short) in [
            ("31979L0409", "Directive 79/409"),
            ("31999L0031", "Directive 1999/31"),
            ("32015L0849", "Directive 2015/849"),
            ("31968R1612", "Regulation 1612/68"),
            ("32006R1907", "Regulation 1907/2006"),
            ("32016R0679", "Regulation 2016/679"),
            ("32008D0615", "Decision 2008/615"),
            ("32006F0960", "Framework Decision 2006/960"),
        ] {
            let act = stub(celex, None, None).unwrap();
            assert_eq!(act.file["short_title"], short);
            assert_eq!(
                act.file["obligations"],
                json!([]),
                "without any deadline there is no duty that could be judged"
            );
        }
        for celex in ["32012L0001R(01)", "32012C0001", "31998F0428", "02011L0036", "", "32008D0615(01)"] {
            assert!(stub(celex, None, None).is_none(), "{celex}");
        }
    }

    #[test]
    fn a_title_says_the_day_of_its_own_act() {
        let long = "Directive 2004/38/EC of the European Parliament and of the Council of 29 April 2004 on the right of \
                    citizens, amending Regulation (EEC) No 1612/68 of 15 October 1968";
        let act = stub("32004L0038", Some(long), Some(day("2006-06-01"))).unwrap();
        assert_eq!((&act.file["adopted"], &act.file["title"]), (&json!("2004-04-29"), &json!(long)));
        assert_eq!(act.file["obligations"][0]["deadline"], json!({"passed_by": "2006-06-01"}));
        let of_another = "Directive amending the directive of 15 October 1968";
        assert_eq!(stub("32004L0038", Some(of_another), None).unwrap().file["adopted"], "2004");
        let december = "Directive (EU) 2019/1 of the European Parliament and of the Council of 11 December 2018";
        assert_eq!(stub("32019L0001", Some(december), None).unwrap().file["adopted"], "2018-12-11");
    }

    #[test]
    fn a_regulation_is_applied_and_a_framework_decision_transposed() {
        let duty = |celex: &str| stub(celex, None, Some(day("2016-01-28"))).unwrap().file["obligations"][0].clone();
        assert_eq!(
            (&duty("32016R0679")["id"], &duty("32016R0679")["kind"]),
            (&json!("implementation"), &json!("implement"))
        );
        assert_eq!(duty("32006F0960")["kind"], "transpose");
        let framework = stub("32006F0960", None, None).unwrap().file;
        assert_eq!((&framework["pillar"], &framework["enforceable_from"]), (&json!("third"), &json!("2014-12-01")));
        let (before, after) = (stub("32009L0140", None, None).unwrap(), stub("32010L0001", None, None).unwrap());
        assert_eq!((&before.file["pillar"], &after.file["pillar"]), (&json!("first"), &json!("union")));
    }

    #[test]
    fn metadata_give_the_printed_deadline_and_the_end() {
        let facts = StubFacts {
            title: Some("Directive on examples"),
            adopted: Some(day("2011-04-05")),
            in_force: Some(day("2011-04-15")),
            deadline: Some(StubDeadline::By(day("2013-04-06"))),
            ended: Some((day("2020-01-01"), Some("32019L0001"))),
        };
        let file = stub_with("32011L0036", &facts).unwrap().file;
        assert_eq!(file["obligations"][0]["deadline"], json!({"by": "2013-04-06"}));
        assert_eq!(file["ended"], json!([{"how": "repealed", "from": "2020-01-01", "by": "32019L0001"}]));
        assert_eq!((&file["adopted"], &file["in_force"]), (&json!("2011-04-05"), &json!("2011-04-15")));
    }
}
