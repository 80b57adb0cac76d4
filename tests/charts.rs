//! Pictures: they are whole whatever the data say, they count what `compare` counts, and the README shows the present one.

use std::collections::BTreeMap;

use acquis::engine::Selection;
use acquis::report::chart::{ActChart, CountryChart, GapsChart, MatrixChart};
use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::json;

use crate::support::{assert_current, change, corpus, own_corpus, printed, refused, run_of};

/// What a picture holds: its elements, and the texts in them, in order.
#[derive(Default)]
struct Drawing {
    elements: Vec<(String, BTreeMap<String, String>)>,
    /// Name of the element and its own text.
    texts: Vec<(String, String)>,
}

impl Drawing {
    fn read(xml: &str) -> Drawing {
        let mut reader = Reader::from_str(xml);
        let (mut drawing, mut open) = (Drawing::default(), Vec::<(String, String)>::new());
        loop {
            match reader.read_event().unwrap_or_else(|error| panic!("{error}: {xml}")) {
                Event::Start(start) => {
                    drawing.add(&start);
                    open.push((start.name().as_ref().to_owned(), String::new()));
                }
                Event::Empty(start) => drawing.add(&start),
                Event::Text(text) => open.iter_mut().last().into_iter().for_each(|(_, own)| own.push_str(&text)),
                Event::GeneralRef(name) => {
                    let letter = quick_xml::escape::unescape(&format!("&{};", &*name)).unwrap().into_owned();
                    open.last_mut().unwrap().1.push_str(&letter);
                }
                Event::End(_) => drawing.texts.push(open.pop().unwrap()),
                Event::Eof => break,
                other => panic!("a picture has no {other:?}"),
            }
        }
        assert!(open.is_empty());
        drawing
    }

    fn add(&mut self, start: &quick_xml::events::BytesStart) {
        let attributes = start.attributes().map(|one| {
            let one = one.unwrap();
            let value = quick_xml::escape::unescape(&one.value).unwrap().into_owned();
            (one.key.as_ref().to_owned(), value)
        });
        self.elements.push((start.name().as_ref().to_owned(), attributes.collect()));
    }

    /// The texts of elements of a name.
    fn of(&self, name: &str) -> Vec<&str> {
        self.texts.iter().filter(|(own, _)| own == name).map(|(_, text)| text.as_str()).collect()
    }
}

fn drawn(arguments: &[&str]) -> String {
    printed(&[&["chart"], arguments].concat())
}

/// The letters of `compare`, and in how many states.
fn compared(dates: &[&str]) -> (BTreeMap<String, usize>, usize, usize) {
    let csv = printed(&[&["compare", "--format", "csv", "--layout", "matrix"], dates].concat());
    let (mut letters, mut states, mut with_gaps) = (BTreeMap::new(), 0, 0);
    for line in csv.lines().skip(1) {
        let cells: Vec<&str> = line.split(',').collect();
        let own = &cells[1..cells.len() - 2];
        let letter = |cell: &&str| cell.trim_matches(['"', '\'']).chars().take(1).collect::<String>();
        states += 1;
        with_gaps += usize::from(own.iter().map(letter).any(|one| ["O", "P"].contains(&&*one)));
        own.iter().map(letter).for_each(|one| *letters.entry(one).or_default() += 1);
    }
    (letters, states, with_gaps)
}

#[test]
fn the_sentence_of_the_matrix_counts_what_compare_counts() {
    let cases: [&[&str]; 4] =
        [&["--on", "2011-11-25"], &["--as-of", "2011-11-25"], &["--on", "2013-10-17"], &["--on", "2026-11-28"]];
    for dates in cases {
        let (letters, states, with_gaps) = compared(dates);
        let of = |letter: &str| letters.get(letter).copied().unwrap_or_default();
        let drawing = Drawing::read(&drawn(&[&["matrix"], dates].concat()));
        let title = drawing.of("title")[0];
        let gaps = of("O") + of("P");
        if gaps == 0 {
            assert!(title.contains(&format!("none of {states} states")), "{dates:?}: {title}");
        } else {
            let noun = if gaps == 1 { "gap" } else { "gaps" };
            assert!(title.contains(&format!("{with_gaps} of {states} states")), "{dates:?}: {title}");
            assert!(title.contains(&format!(" {gaps} {noun}")), "{dates:?}: {title}");
        }
        if of("O") > 0 && of("P") > 0 {
            assert!(title.contains(&format!("({} overdue, {} in part)", of("O"), of("P"))), "{dates:?}: {title}");
        }
        let judged: usize = ["O", "P", "G", "W", "E", "?", "L", "M", "m"].into_iter().map(of).sum();
        assert!(title.contains(&format!("Of {judged} duties in play, ")), "{dates:?}: {title}");
        assert!(title.contains(&format!(" and {} ", of("?"))), "{dates:?}: {title}");
    }
}

#[test]
fn nine_states_had_not_ratified_the_budapest_convention_when_the_strategy_was_reported_on() {
    let drawing = Drawing::read(&drawn(&["matrix", "--on", "2011-11-25"]));
    let mut urged: Vec<&str> = drawing.of("title");
    urged.retain(|title| title.ends_with("Budapest Convention: encouraged"));
    let states: Vec<&str> = urged.iter().map(|title| title.split(',').next().unwrap()).collect();
    let named = ["Belgium", "Czechia", "Ireland", "Greece", "Luxembourg", "Malta", "Austria", "Poland", "Sweden"];
    assert_eq!(states, named, "in protocol order");
    assert!(drawing.of("title")[0].contains("9 of 27 had not ratified the Budapest Convention"));
}

/// Names and titles that try to be something else than text.
const HOSTILE: &str = "</title><script>alert(1)</script>]]>&amp;=cmd()\u{202e}\u{200f}👩‍⚖️\u{7}__proto__\" onload=\"x";

#[test]
fn pictures_of_hostile_data_are_whole_and_hold_text_alone() {
    let corpus = own_corpus();
    let long = format!("{HOSTILE}{}", "Übereinkommen ".repeat(10_000 / 14));
    for act in ["prum", "budapest"] {
        change(corpus.path(), &format!("instruments/{act}.json"), |act| {
            act["title"] = json!("__proto__");
            act["short_title"] = json!(long);
            act["obligations"].as_array_mut().unwrap().iter_mut().for_each(|duty| duty["title"] = json!(long));
        });
    }
    change(corpus.path(), "instruments/swedish-initiative.json", |act| act["short_title"] = json!("__proto__"));
    change(corpus.path(), "member-states/EL.json", |state| state["name"] = json!("__proto__"));
    change(corpus.path(), "member-states/SE.json", |state| state["name"] = json!(long));
    let data = corpus.path().to_str().unwrap();
    for (asked, name) in
        [("matrix", None), ("act", Some("prum")), ("country", Some("SE")), ("country", Some("EL")), ("gaps", None)]
    {
        let arguments: Vec<&str> = [Some(asked), name].into_iter().flatten().collect();
        let xml = drawn(&[&arguments[..], &["--on", "2011-11-25", "--data", data]].concat());
        let drawing = Drawing::read(&xml);
        let known = ["svg", "title", "desc", "defs", "pattern", "g", "rect", "line", "path", "circle", "text", "tspan"];
        for (element, attributes) in &drawing.elements {
            assert!(known.contains(&element.as_str()), "{arguments:?}: {element}");
            for (key, value) in attributes {
                assert!(!key.starts_with("on") && key != "href" && key != "style", "{arguments:?}: {key}={value}");
            }
        }
        assert!(!xml.contains(['\u{202e}', '\u{200f}', '\u{7}']), "{arguments:?}");
        assert!(xml.contains("&lt;script&gt;") || name == Some("EL"), "{arguments:?}: the text is shown as text");
        assert!(
            drawing.texts.iter().all(|(_, text)| text.chars().count() < 2_000),
            "{arguments:?}: long texts are cut"
        );
        assert!(xml.len() < 400_000, "{arguments:?}: {} bytes", xml.len());
    }
}

#[test]
fn every_picture_says_what_it_shows_and_nothing_is_too_small_to_print() {
    for arguments in [&["matrix"][..], &["act", "prum"], &["act", "prum/dna"], &["country", "BE"], &["gaps"]] {
        let asked = [arguments, &["--on", "2011-11-25"]].concat();
        let xml = drawn(&asked);
        assert_eq!(xml, drawn(&asked), "the same bytes");
        let drawing = Drawing::read(&xml);
        let (name, root) = &drawing.elements[0];
        assert_eq!((name.as_str(), root["role"].as_str()), ("svg", "img"), "{arguments:?}");
        let described: Vec<&str> = root["aria-labelledby"].split(' ').collect();
        for id in described {
            assert!(drawing.elements.iter().any(|(_, own)| own.get("id").is_some_and(|one| one == id)), "{id}");
        }
        let sizes = drawing.elements.iter().filter_map(|(_, own)| own.get("font-size"));
        let smallest = sizes.map(|size| size.parse::<f64>().unwrap()).reduce(f64::min);
        assert!(smallest.is_some_and(|size| size >= 9.0), "{arguments:?}: {smallest:?}");
        let shown = drawing.texts.iter().map(|(_, text)| text.as_str()).collect::<String>();
        for said in ["As of 2011-11-25, known as of: 2011-11-25", "data ", "rules ", "No legal advice"] {
            assert!(shown.contains(said), "{arguments:?}: {said}");
        }
        assert!(
            !xml.contains("http") || xml.matches("http").count() == 1,
            "{arguments:?}: nothing is asked of a network"
        );
    }
}

#[test]
fn strips_are_in_the_order_of_the_time_in_gap() {
    for (on, known) in [("2026-11-28", None), ("2013-10-17", Some("2013-10-17"))] {
        let run = run_of(on, known);
        let selection = Selection {
            instruments: acquis::Choice::one("prum"),
            obligations: acquis::Choice::one("prum/dna"),
            ..Selection::default()
        };
        let (_, found) = run.survey(&selection, false);
        let chart = ActChart::new(&run, &selection, false, &found).unwrap();
        let days: Vec<i32> = chart.panels[0].strips.iter().map(|one| one.days_in_gap).collect();
        assert!(days.is_sorted() && days.last() > Some(&0), "{days:?}");
        assert_eq!(chart.panels[0].due.unwrap().to_string(), "2011-08-26");
        for finding in &found {
            let own = chart.panels[0].strips.iter().find(|one| *one.state.code == *finding.actor.code);
            let letter = own.and_then(|one| one.letter).map(|letter| letter.verdict);
            assert!(letter.is_none_or(|verdict| verdict == finding.judgement.verdict), "{}", finding.id());
        }
    }
}

#[test]
fn the_curve_has_on_each_day_the_gaps_of_the_matrix_of_that_day() {
    let selection = Selection::default();
    let curve = |known: Option<&str>| {
        let run = run_of("2026-11-28", known);
        GapsChart::new(&run, &selection, false, &run.survey(&selection, false).1)
    };
    let (today, then) = (curve(None), curve(Some("2026-11-28")));
    assert_eq!((today.chosen.label.as_str(), then.chosen.label.as_str()), ("known today", "known then"));
    for day in ["2005-01-01", "2007-09-16", "2010-12-30", "2011-11-25", "2013-10-17", "2016-02-29", "2020-06-01"] {
        for (curve, known) in [(&today.chosen, None), (&then.chosen, Some(day)), (&today.other, Some(day))] {
            let run = run_of(day, known);
            let found = run.survey(&selection, false).1;
            let actors = run.actors(&selection.actors, false);
            let matrix = MatrixChart::new(&run, &selection, &actors, &found);
            let all: usize = matrix.gaps.iter().sum();
            assert_eq!(curve.on(crate::support::day(day)), all, "{day} {known:?}");
        }
    }
}

#[test]
fn the_course_of_a_state_shows_steps_of_procedures_with_their_letters() {
    let run = run_of("2011-11-25", Some("2011-11-25"));
    let sweden = corpus().find_actor("SE").unwrap();
    let found = run.findings(&Selection::default().about("SE"));
    let chart = CountryChart::new(&run, sweden, &found);
    let duties = chart.acts.iter().flat_map(|act| &act.duties);
    let telephony = duties.clone().find(|one| one.label == "Telephony").unwrap();
    let signs: Vec<&str> = telephony.steps.iter().map(|step| step.sign).collect();
    for sign in ["F", "R", "C", "J"] {
        assert!(signs.contains(&sign), "{signs:?}");
    }
    assert_eq!(telephony.due.unwrap().to_string(), "2007-09-15");
    assert!(telephony.steps.iter().all(|step| step.is_faint || step.on <= run.as_of));
}

#[test]
fn what_is_no_picture_is_refused_and_said() {
    assert!(refused(2, &["chart", "matrix", "-o", "x.csv"]).contains(".svg"));
    assert!(refused(2, &["chart", "matrix", "AT"]).contains("takes no name"));
    assert!(refused(2, &["chart", "act"]).contains("no act is named"));
    assert!(refused(2, &["chart", "country"]).contains("acquis chart country AT"));
    assert!(refused(2, &["chart", "act", "prum/nothing"]).contains("prum"));
    assert!(refused(2, &["gaps", "AT", "-o", "x.png"]).contains("no format png"));
}

#[cfg(not(feature = "png"))]
#[test]
fn without_the_feature_png_a_picture_in_pixels_is_refused_with_the_way_out() {
    for named in [["-o", "x.png"], ["--format", "png"]] {
        let said = refused(2, &[&["chart", "matrix"], &named[..]].concat());
        assert!(said.contains("without the feature png") && said.contains("--features png"), "{said}");
        assert!(said.contains(".svg"), "{said}");
    }
}

/// The chunk IHDR is the first: width and height, four bytes each.
#[cfg(feature = "png")]
#[test]
fn a_picture_in_pixels_has_twice_the_size_and_the_same_bytes_each_time() {
    let directory = tempfile::tempdir().unwrap();
    for what in [&["matrix"][..], &["act", "prum/dna"], &["country", "SE"], &["gaps"]] {
        let arguments = [what, &["--on", "2011-11-25"]].concat();
        let root = Drawing::read(&drawn(&arguments)).elements.swap_remove(0).1;
        let write = |name: &str| {
            let file = directory.path().join(name);
            drawn(&[&arguments[..], &["-o", file.to_str().unwrap()]].concat());
            std::fs::read(file).unwrap()
        };
        let png = write("one.png");
        assert!(png == write("two.PNG"), "{what:?}");
        assert_eq!(&png[..8], b"\x89PNG\r\n\x1a\n");
        let number = |at: usize| f64::from(u32::from_be_bytes(png[at..at + 4].try_into().unwrap()));
        for (at, side) in [(16, "width"), (20, "height")] {
            let wanted = 2.0 * root[side].parse::<f64>().unwrap();
            assert!((number(at) - wanted).abs() <= 2.0, "{what:?}: {side} {} {wanted}", number(at));
        }
    }
}

#[test]
fn the_readme_shows_the_present_matrix() {
    const COMMAND: &str = "acquis chart matrix --on 2011-11-25 -o docs/matrix.svg";
    let readme = std::fs::read_to_string("README.md").unwrap();
    assert!(
        readme.contains("(docs/matrix.svg)") && readme.contains(COMMAND),
        "the README shows it and says how it is made"
    );
    assert_current("docs/matrix.svg", &drawn(&["matrix", "--on", "2011-11-25"]));
}
