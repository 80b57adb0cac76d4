//! What falls due: cases worked out on paper (`deadlines/*.json`), deadlines that move, uncertain days, and the calendar
//! read by a parser that is not ours.

pub mod calendar;

use acquis::engine::{Choice, Selection};
use acquis::law::Corpus;
use acquis::report::{Calendar, Deadlines, Report, Within};
use calendar::Entry;
use serde::Deserialize;
use serde_json::{Value, json};
use std::collections::{BTreeMap, BTreeSet};

use crate::support::{self, change, own_corpus};

/// A file of cases.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Theme {
    theme: String,
    cases: Vec<Case>,
}

/// What is asked, and every entry of the answer, as far as the case names its keys.
#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    name: String,
    ask: Vec<String>,
    expect: Vec<Value>,
    because: String,
}

/// What the program prints.
fn printed(ask: &[&str]) -> String {
    support::printed(&[&["deadlines"], ask].concat())
}

fn read_report(ask: &[&str]) -> Value {
    support::json(&[&["deadlines"], ask].concat())
}

fn deadlines(ask: &[&str]) -> Vec<Value> {
    read_report(ask)["deadlines"].as_array().unwrap().clone()
}

fn is_as_expected(got: &[Value], expected: &[Value]) -> bool {
    let agrees =
        |got: &Value, expected: &Value| expected.as_object().unwrap().iter().all(|(key, one)| &got[key] == one);
    got.len() == expected.len() && got.iter().zip(expected).all(|(got, expected)| agrees(got, expected))
}

#[test]
fn the_cases_on_paper_hold() {
    let theme: Theme = serde_json::from_str(include_str!("deadlines/shipped.json")).unwrap();
    let mut wrong = Vec::new();
    for case in &theme.cases {
        let ask: Vec<&str> = case.ask.iter().map(String::as_str).collect();
        let got = deadlines(&ask);
        if !is_as_expected(&got, &case.expect) {
            let (name, expect, because) = (&case.name, json!(case.expect), &case.because);
            wrong.push(format!(
                "{}: {name}\n  ask {ask:?}\n  expected {expect}\n  got {}\n  because {because}",
                theme.theme,
                json!(got)
            ));
        }
    }
    assert!(wrong.is_empty(), "{} of {}:\n{}", wrong.len(), theme.cases.len(), wrong.join("\n\n"));
}

/// The member of a list whose keys have these values.
fn find<'v>(list: &'v mut Value, keys: &[(&str, &str)]) -> &'v mut Value {
    let has = |one: &&mut Value| keys.iter().all(|(key, value)| one[*key] == *value);
    list.as_array_mut().unwrap().iter_mut().find(has).unwrap()
}

#[test]
fn a_letter_of_an_uncertain_day_is_answered_from_its_last_possible_day() {
    let corpus = own_corpus();
    change(corpus.path(), "member-states/DE.json", |state| {
        let keys = [("instrument", "data-retention"), ("event", "reasoned-opinion"), ("on", "2011-10-27")];
        let letter = find(&mut state["records"], &keys);
        letter["on"] = json!("2011-10");
        letter.as_object_mut().unwrap().remove("until");
    });
    let data = corpus.path().to_str().unwrap();
    let on = |day: &'static str| {
        deadlines(&["DE", "--as-of", day, "--known-as-of", day, "--instrument", "data-retention", "--data", data])
    };
    // 31 October + 2 months = 31 December. On the 30th it is not certain yet that there is a letter.
    let got = on("2011-10-31");
    assert_eq!((&got[0]["on"], &got[0]["certainty"], got.len()), (&json!("2011-12-31"), &json!("usual"), 1));
    assert!(got[0]["because"].to_string().contains("counted from the last possible one, 2011-10-31"), "{got:?}");
    assert_eq!(got[0]["uid"], "DE.data-retention.reply.INFR(2011)2091@acquis");
    assert!(on("2011-10-30").is_empty());
}

#[test]
fn a_deposit_of_an_uncertain_day_is_warned_of_on_each_day_that_is_possible() {
    let corpus = own_corpus();
    change(corpus.path(), "member-states/AT.json", |state| {
        let records = state["records"].as_array_mut().unwrap();
        records.retain(|record| record["instrument"] != "budapest" || record["event"] != "in-force-for-state");
        let keys = [("instrument", "budapest"), ("event", "ratification")];
        find(&mut state["records"], &keys)["on"] = json!({"after": "2012-06-29", "by": "2012-07-01"});
    });
    let data = corpus.path().to_str().unwrap();
    let got = deadlines(&["AT", "--as-of", "2012-07-02", "--instrument", "budapest/production-order", "--data", data]);
    // 30 June gives 1 October; 1 July gives 1 November.
    let days: Vec<_> = got.iter().map(|one| (&one["on"], &one["kind"], &one["certainty"])).collect();
    let [first, second, due, enters, unsure] =
        [json!("2012-10-01"), json!("2012-11-01"), json!("due"), json!("in-force"), json!("uncertain")];
    assert_eq!(days, [(&first, &due, &unsure), (&first, &enters, &unsure), (&second, &due, &unsure)], "{got:#?}");
    assert_ne!(got[0]["uid"], got[2]["uid"]);
}

#[test]
fn a_deadline_that_moves_keeps_its_entry() {
    let corpus = own_corpus();
    let ask = ["EL", "--as-of", "2011-03-01", "--within", "1y", "--instrument", "prum/dna"];
    let before = deadlines(&ask);
    change(corpus.path(), "instruments/prum.json", |act| {
        find(&mut act["obligations"], &[("id", "dna")])["deadline"]["by"] = json!("2011-12-31");
    });
    let after = deadlines(&[&ask[..], &["--data", corpus.path().to_str().unwrap()]].concat());
    assert_eq!((&before[0]["on"], &after[0]["on"]), (&json!("2011-08-26"), &json!("2011-12-31")));
    assert_eq!(before[0]["uid"], after[0]["uid"]);
}

#[test]
fn every_entry_is_known_by_a_name_of_its_own_and_in_order() {
    for (as_of, within) in [("2004-01-01", "20y"), ("2006-12-29", "30y"), ("2013-06-30", "10y"), ("2020-01-31", "5y")] {
        let got = deadlines(&["--all-states", "--as-of", as_of, "--within", within]);
        let names: BTreeSet<&str> = got.iter().map(|one| one["uid"].as_str().unwrap()).collect();
        assert_eq!(names.len(), got.len(), "{as_of}");
        let place = |one: &Value| ["on", "state", "instrument"].map(|key| one[key].as_str().unwrap().to_owned());
        // in five years at least the evidence of a year is to be read again
        assert!(got.len() > 1, "{as_of}");
        assert!(got.windows(2).all(|pair| place(&pair[0]) <= place(&pair[1])), "{as_of}");
        assert!(got.iter().all(|one| !one["because"].as_array().unwrap().is_empty()), "{as_of}");
    }
}

#[test]
fn what_gaps_shows_as_due_next_is_what_falls_due() {
    let as_of = ["--as-of", "2013-01-15"];
    let gaps = support::json(&[&["gaps", "SE"][..], &as_of].concat());
    let pending = gaps["findings"].as_array().unwrap().iter().filter(|one| one["verdict"] == "pending");
    let expected: BTreeSet<(&str, &str)> =
        pending.map(|one| (one["id"].as_str().unwrap(), one["due"].as_str().unwrap())).collect();
    let got = deadlines(&["SE", as_of[0], as_of[1], "--within", "5y"]);
    let due = got.iter().filter(|one| one["kind"] == "due");
    let due: BTreeSet<(&str, &str)> =
        due.map(|one| (one["findings"][0].as_str().unwrap(), one["on"].as_str().unwrap())).collect();
    assert!(!expected.is_empty());
    assert_eq!(expected.difference(&due).collect::<Vec<_>>(), Vec::<&(&str, &str)>::new());
}

fn calendar(ask: &[&str]) -> Vec<Entry> {
    Entry::read(printed(&[ask, &["--format", "ics"]].concat()).as_bytes())
}

#[test]
fn the_calendar_says_what_the_json_says() {
    let ask = ["--all-states", "--as-of", "2024-06-30", "--within", "12y"];
    let (expected, read) = (deadlines(&ask), calendar(&ask));
    assert!(expected.len() > 100 && read.len() < expected.len(), "{} of {}", read.len(), expected.len());
    for expected in &expected {
        let own: Vec<&Entry> = read.iter().filter(|entry| entry.is_about(expected)).collect();
        assert_eq!(own.len(), 1, "{expected}");
        own[0].agrees_with(expected);
    }
    assert!(read.iter().all(|entry| expected.iter().any(|expected| entry.is_about(expected))));
    let one = ["EL", "--as-of", "2011-03-01", "--within", "1y"];
    let names =
        |entries: &[Value]| entries.iter().map(|one| one["uid"].as_str().unwrap().to_owned()).collect::<Vec<_>>();
    let read: Vec<String> = calendar(&one).iter().map(|entry| entry.text("UID")).collect();
    assert_eq!(read, names(&deadlines(&one)), "one state: the names of the JSON");
}

#[test]
fn what_many_states_owe_is_one_entry() {
    let ask = |as_of: &'static str, more: &[&str]| {
        let ask = ["--as-of", as_of, "--within", "2y", "--instrument", "anti-trafficking/transposition"];
        let read = calendar(&[&ask[..], more].concat());
        let due = read.into_iter().filter(|entry| entry.text("CATEGORIES").contains(",due,"));
        due.collect::<Vec<_>>()
    };
    // 27 members in November 2011, of which Denmark is not bound.
    let before = ask("2011-11-25", &[]);
    assert_eq!((before.len(), before[0].text("UID")), (1, "anti-trafficking.transposition.due@acquis".to_owned()));
    assert!(before[0].text("SUMMARY").starts_with("26 states due: "), "{}", before[0].text("SUMMARY"));
    let description = before[0].text("DESCRIPTION");
    for state in ["Austria", "United Kingdom", "AT/anti-trafficking/transposition", "UK/anti-trafficking/transposition"]
    {
        assert!(description.contains(state), "{state}: {description}");
    }
    assert!(!description.contains("DK/") && before[0].text("CATEGORIES").contains(",AT,"));
    // Whoever has transposed leaves it; those who stay keep its name.
    let done = "AT anti-trafficking/transposition measure 2012-01-01 extent=full";
    let after = ask("2013-04-01", &["--assume", done]);
    assert_eq!((after.len(), after[0].text("UID")), (1, before[0].text("UID")));
    assert!(after[0].text("SUMMARY").starts_with("25 states due: ") && !after[0].text("CATEGORIES").contains(",AT,"));
    // A state whose day differs has an entry of its own.
    let corpus = own_corpus();
    change(corpus.path(), "member-states/AT.json", |state| {
        let deferral = json!({"instrument": "anti-trafficking", "obligations": ["transposition"], "event": "deferral",
            "on": "2011-06-01", "until": "2013-08-01", "source": "directive-2011-36", "confidence": "recalled"});
        state["records"].as_array_mut().unwrap().push(deferral);
    });
    let data = corpus.path().to_str().unwrap();
    let ask =
        ["--as-of", "2011-11-25", "--within", "2y", "--instrument", "anti-trafficking/transposition", "--data", data];
    let read = calendar(&ask);
    let names: Vec<(String, String)> =
        read.iter().map(|entry| (entry.text("UID"), entry.text("DTSTART;VALUE=DATE"))).collect();
    let own = ("AT.anti-trafficking.transposition.due@acquis".to_owned(), "20130801".to_owned());
    assert_eq!(names, [(before[0].text("UID"), "20130406".to_owned()), own]);
    assert!(read[0].text("SUMMARY").starts_with("25 states due: "));
}

/// Calendars of the shipped data, one after the other without starting the program.
struct Shipped {
    corpus: &'static Corpus,
}

impl Shipped {
    fn new() -> Shipped {
        Shipped { corpus: support::corpus() }
    }

    /// Of these states, or of all.
    fn calendar(&self, states: &[&str], as_of: &str) -> Calendar {
        let run = support::run_of(as_of, None);
        let actors = states.iter().map(|code| (*code).to_owned()).collect();
        let selection = Selection { actors: Choice::unless_none(actors), ..Selection::default() };
        Deadlines::new(run, &selection, Within::parse("1y").unwrap(), states.is_empty()).calendar().unwrap()
    }

    /// Does the law move the deadline of the duty that this name is of?
    fn is_moved(&self, uid: &str) -> bool {
        self.corpus.instruments.iter().any(|act| {
            let mut duties = act.obligations.iter();
            duties.any(|duty| {
                let is_moved = !duty.changed.is_empty() || !duty.corrected.is_empty();
                is_moved && uid.contains(&format!("{}.{}.due", act.id, duty.id))
            })
        })
    }
}

#[test]
fn an_entry_stands_at_one_day_whatever_else_is_to_come_and_whoever_is_shown() {
    let shipped = Shipped::new();
    let mut days: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for month in (0..12 * 21).step_by(23) {
        let as_of = format!("{}-{:02}-07", 2006 + month / 12, month % 12 + 1);
        let all = shipped.calendar(&[], &as_of);
        let names: BTreeSet<&str> = all.events.iter().map(|event| &*event.uid).collect();
        assert_eq!(names.len(), all.events.len(), "{as_of}: a name is of one entry");
        if month % 5 == 0 {
            let few = shipped.calendar(&["HR", "IE", "UK"], &as_of);
            let known = |uid: &str| names.contains(uid) || uid.ends_with("nothing-due@acquis");
            assert!(few.events.iter().all(|event| known(&event.uid)), "{as_of}: {:?}", few.events);
        }
        for event in all.events {
            days.entry(event.uid).or_default().insert(event.on.to_string());
        }
    }
    // A letter is followed by the next one in its case, evidence is confirmed again: their entries go along with the day.
    days.retain(|uid, _| ![".reply", ".review", "nothing-due"].iter().any(|kind| uid.contains(kind)));
    assert!(days.keys().filter(|uid| uid.contains(".due")).count() > 100, "{}", days.len());
    let jumps: Vec<_> = days.iter().filter(|(uid, days)| days.len() > 1 && !shipped.is_moved(uid)).collect();
    assert!(jumps.is_empty(), "{jumps:#?}");
}

#[test]
fn who_came_later_has_an_entry_of_its_own_when_nobody_else_has_one() {
    let shipped = Shipped::new();
    let named = |as_of: &str| {
        let events = shipped.calendar(&[], as_of).events.into_iter();
        let of_duty = events.filter(|event| event.uid.contains("anti-trafficking.child-victims.due"));
        of_duty.map(|event| (event.uid, event.on.to_string())).collect::<Vec<_>>()
    };
    let [common, own] = ["", "HR."].map(|state| format!("{state}anti-trafficking.child-victims.due@acquis"));
    let (common, own) = ((common, "2013-04-06".to_owned()), (own, "2013-07-01".to_owned()));
    assert_eq!(named("2013-04-06"), [common, own.clone()]);
    assert_eq!(named("2013-04-07"), [own]);
}

#[test]
fn a_calendar_to_which_nothing_comes_says_so() {
    for (ask, summary, name) in [
        (&["MT", "--as-of", "2000-01-01", "--within", "1d"][..], "MT: nothing falls due through 2000-01-02", "MT."),
        (&["--as-of", "1955-01-01"], "no state: nothing falls due through 1955-06-30", ""),
    ] {
        let read = calendar(ask);
        assert_eq!((read.len(), read[0].text("SUMMARY")), (1, summary.to_owned()));
        assert_eq!(read[0].text("UID"), format!("{name}nothing-due@acquis"));
        assert_eq!(read[0].text("TRANSP"), "TRANSPARENT");
        assert!(read[0].text("DESCRIPTION").starts_with("no deadline within "), "{}", read[0].text("DESCRIPTION"));
        assert_eq!(
            read[0].text("DTSTART;VALUE=DATE"),
            ask[ask.iter().position(|one| *one == "--as-of").unwrap() + 1].replace('-', "")
        );
    }
}

#[test]
fn an_alarm_is_for_a_calendar_and_counts_days() {
    let ask = ["EL", "--as-of", "2011-03-01", "--instrument", "prum/dna"];
    assert!(calendar(&ask)[0].alarms().is_empty());
    for (length, trigger) in [("14d", "-P14D"), ("2w", "-P14D"), ("0d", "PT0S")] {
        let read = calendar(&[&ask[..], &["--alarm", length]].concat());
        let [alarm] = read[0].alarms() else { panic!("{length}") };
        let text = |name: &str| alarm.iter().find(|(known, _)| known == name).map(|(_, value)| value.clone());
        assert_eq!((text("ACTION").unwrap(), text("TRIGGER").unwrap()), ("DISPLAY".to_owned(), trigger.to_owned()));
        assert_eq!(text("DESCRIPTION"), Some(read[0].text("SUMMARY")));
    }
    let refused = |more: &[&str]| support::refused(2, &[&["deadlines"], more].concat());
    for wrong in ["14", "1m", "1y", "-1d", "d", "3651d", "99999999999w", ""] {
        assert!(refused(&[&format!("--alarm={wrong}"), "--format", "ics"]).contains("write 14d or 2w"), "{wrong}");
    }
    assert!(refused(&["--alarm", "14d", "--format", "json"]).contains("--alarm is for a calendar alone"));
}

#[test]
fn a_later_edition_supersedes_an_earlier_one() {
    let edition = |as_of| {
        let read = calendar(&["EL", "--as-of", as_of, "--instrument", "prum/dna"]);
        (read[0].text("UID"), read[0].text("DTSTAMP"), read[0].text("SEQUENCE").parse::<u32>().unwrap())
    };
    let (first, second) = (edition("2011-03-01"), edition("2011-03-02"));
    assert_eq!((first.0.as_str(), first.1.as_str()), ("EL.prum.dna.due@acquis", "20110301T000000Z"));
    assert_eq!((&second.0, second.2), (&first.0, first.2 + 1));
    assert!(second.1 > first.1);
    // Who knows more supersedes who knew less.
    let known = |day| {
        let ask = ["EL", "--as-of", "2011-03-01", "--known-as-of", day, "--instrument", "prum/dna"];
        calendar(&ask)[0].text("SEQUENCE").parse::<u32>().unwrap()
    };
    assert_eq!((known("2011-02-01"), known("2011-03-03")), (first.2, first.2 + 2));
}

#[test]
fn hostile_texts_stay_inside_their_entry() {
    let corpus = own_corpus();
    let hostile = "Prüm 🏛️👩‍⚖️; a, b\\n\r\nEND:VEVENT\r\nBEGIN:VEVENT\u{7}\u{1b}[2J\u{202e}\u{2028}über";
    change(corpus.path(), "instruments/prum.json", |act| {
        act["short_title"] = json!(hostile.repeat(3));
        find(&mut act["obligations"], &[("id", "dna")])["title"] = json!(hostile.repeat(5));
    });
    change(corpus.path(), "member-states/EL.json", |state| {
        state["name"] = json!("Ελλάδα, \"Hellas\"; \\ Ελληνική Δημοκρατία");
    });
    let data = corpus.path().to_str().unwrap();
    let read = calendar(&["EL", "--as-of", "2011-03-01", "--instrument", "prum/dna", "--data", data]);
    assert_eq!(read.len(), 1);
    let text = "Prüm 🏛️👩‍⚖️; a, b\\n\nEND:VEVENT\nBEGIN:VEVENT[2J\nüber".repeat(5);
    let description = read[0].text("DESCRIPTION");
    assert!(description.starts_with(&format!("Ελλάδα, \"Hellas\"; \\ Ελληνική Δημοκρατία: {text}\n")), "{description}");
    assert!(!read[0].text("SUMMARY").contains('\u{1b}'));
}

#[test]
fn wrong_windows_are_refused_and_exit_codes_are_those_of_every_command() {
    let code = |ask: &[&str]| {
        let ran = support::run(&[&["deadlines"], ask].concat());
        (ran.code, ran.stderr)
    };
    for wrong in ["180", "d", "1.5y", "-1d", "+1d", "6M", "101y", "99999999999d", ""] {
        let (exit, message) = code(&[&format!("--within={wrong}")]);
        assert!(exit == 2 && message.contains("--within"), "{wrong}: {exit} {message}");
    }
    let asked = ["DE", "--as-of", "2011-11-25", "--known-as-of", "2011-11-25"];
    let with = |more: &[&str]| code(&[&asked[..], more].concat()).0;
    assert_eq!((with(&[]), with(&["--fail-on", "overdue"]), with(&["--strict"])), (0, 1, 4));
}

#[test]
fn only_deadlines_are_a_calendar() {
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("gaps.ics");
    let ways =
        [(vec!["--format", "ics"], "table, json, csv, md"), (vec!["-o", file.to_str().unwrap()], "table|json|csv|md")];
    for (way, offered) in ways {
        let message = support::refused(2, &[vec!["gaps", "DE"], way].concat());
        assert!(message.contains("ics") && message.contains(offered), "{message}");
    }
    assert!(!file.exists());
    let kept = directory.path().join("kept.ics");
    std::fs::write(&kept, "as it was").unwrap();
    let name = kept.to_str().unwrap();
    assert_eq!(support::run(&["list", "states", "-o", name]).code, 2);
    assert_eq!(std::fs::read_to_string(&kept).unwrap(), "as it was");
    support::printed(&["deadlines", "DE", "-o", name]);
    assert!(std::fs::read(&kept).unwrap().starts_with(b"BEGIN:VCALENDAR\r\n"));
}

/// The United Kingdom left on 1 February 2020, and Union law bound it to the end of 2020; before, both could still change.
#[test]
fn that_a_state_leaves_is_foreseen_once_it_has_left() {
    let ends = |day: &str| {
        let all = deadlines(&["UK", "--on", day, "--within", "15y", "--instrument", "anti-trafficking"]);
        all.iter().filter(|one| one["kind"] == "end" && one["on"] == "2021-01-01").count()
    };
    assert_eq!((ends("2011-11-25"), ends("2020-01-31"), ends("2020-02-01")), (0, 0, 1));
}

/// Directive (EU) 2024/1712 of 13 June 2024 was published on 24 June 2024 and is in force since 14 July 2024; before, nobody
/// could expect the duties that it adds.
#[test]
fn what_a_later_act_adds_or_ends_is_foreseen_from_its_publication_on() {
    let begun = |day: &str| {
        let all = deadlines(&["SE", "--on", day, "--within", "15y", "--instrument", "anti-trafficking"]);
        all.iter().filter(|one| one["kind"] == "in-force" && one["on"] == "2024-07-14").count()
    };
    // Directive (EU) 2023/977, published on 22 May 2023, replaced the Framework Decision from 12 December 2024 on
    let ended = |day: &str| {
        let all = deadlines(&["SE", "--on", day, "--within", "15y", "--instrument", "swedish-initiative"]);
        all.iter().filter(|one| one["kind"] == "end" && one["on"] == "2024-12-12").count()
    };
    assert_eq!((ended("2011-11-25"), ended("2023-05-21"), ended("2023-05-22")), (0, 0, 1));
    assert_eq!(begun("2011-11-25"), 0);
    assert_eq!(begun("2024-06-23"), 0);
    assert!(begun("2024-06-24") > 0);
}
