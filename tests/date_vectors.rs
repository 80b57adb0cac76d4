//! Every dated example that was collected from acts, judgments, gazettes and treaty charts, run through `acquis::time`.
//!
//! `vectors/dates.csv` holds all 219. A class is either reckoned here or named in [`CLASSES`] with the floor that has
//! to answer it; those rows stand again in `vectors/engine.csv` (rule, input, expected), for the tests of that floor.
//! The counts are part of the table, so no class and no row can drop out unnoticed. Not here: properties of the
//! reckoning for any day at all (`date_vectors/properties.rs`).

mod properties;
mod reckoning;

use std::collections::BTreeMap;

use reckoning::Check;

/// Where a class of vectors is tested.
enum Tested {
    /// Reckoned in this test.
    Here(Check),
    /// Not a matter of time alone; the reason names who answers.
    Elsewhere(&'static str),
}
use Tested::{Elsewhere, Here};

const BOUND: &str = "who is bound needs memberships, protocols and the law's own dates: engine";
const LADDER: &str = "the infringement ladder and its articles: law, engine";
const DATA: &str = "a printed date is data and never recomputed: law";
const PARTY: &str = "signature, consent and the number of consents: law, engine";
const REPORT: &str = "published figures to compare with: report";

/// Each class, how many vectors it has, and where they are tested.
const CLASSES: &[(&str, usize, Tested)] = &[
    ("application_vs_eif", 3, Here(reckoning::application_is_later)),
    ("bound", 25, Elsewhere(BOUND)),
    ("date.before_exclusive", 1, Here(reckoning::printed_before)),
    ("date.before_vs_by", 1, Here(reckoning::before_or_by)),
    ("date.by_inclusive", 2, Here(reckoning::days_late)),
    ("date.no_weekend_extension", 3, Here(reckoning::printed_on_a_weekend)),
    ("deadline.accession", 3, Elsewhere("the later of accession and limit: engine")),
    ("deadline.corrigendum", 2, Elsewhere("versions of a deadline by knowledge date: law")),
    ("deadline.formula_trap", 3, Here(reckoning::formula_misses)),
    ("deadline.period_from_eif", 2, Here(reckoning::period_forwards)),
    ("deadline.printed", 14, Elsewhere(DATA)),
    ("eif.date_of_publication", 4, Here(reckoning::on_publication)),
    ("eif.pub_plus_20", 12, Here(reckoning::twentieth_day)),
    ("eif.pub_plus_20.leap", 1, Here(reckoning::twentieth_day)),
    ("eif.pub_plus_20.yearend", 1, Here(reckoning::twentieth_day)),
    ("eif.trap", 1, Here(reckoning::press_is_a_day_off)),
    ("end_of_validity.inclusive", 2, Here(reckoning::last_day_of_validity)),
    ("end_of_validity.void", 1, Here(reckoning::void_from_the_start)),
    ("enforcement", 11, Elsewhere(LADDER)),
    ("holdout.set", 22, Elsewhere("sets of states held out to check the engine's verdicts")),
    ("identifier.alias", 1, Elsewhere("names of acts: law")),
    ("membership.count", 9, Elsewhere("memberships are data: engine")),
    ("overdue.long", 2, Here(reckoning::overdue_for_long)),
    ("period.days", 1, Here(reckoning::period_forwards)),
    ("period.months", 1, Here(reckoning::period_forwards)),
    ("period.months.clamp", 2, Here(reckoning::period_forwards)),
    ("period.months.trap", 1, Here(reckoning::day_after_is_wrong)),
    ("period.third_party_oracle", 7, Here(reckoning::period_forwards)),
    ("period.weekend_extension", 1, Here(reckoning::period_extended)),
    ("period.weekend_extension.backwards", 1, Here(reckoning::period_backwards)),
    ("period.weeks", 5, Here(reckoning::period_forwards)),
    ("period.weeks.trap", 2, Here(reckoning::day_after_is_wrong)),
    ("period.years.clamp", 1, Here(reckoning::period_forwards)),
    ("scoreboard", 26, Elsewhere(REPORT)),
    ("scoreboard.light", 3, Elsewhere("thresholds of the indicators: rules")),
    ("scoreboard.snapshot", 8, Elsewhere(REPORT)),
    ("scoreboard.snapshot.logic", 2, Elsewhere("two cut-off days per edition: report")),
    ("treaty.cets185", 15, Here(reckoning::budapest)),
    ("treaty.cets185.edge", 3, Here(reckoning::budapest)),
    ("treaty.cets185.initial", 3, Here(reckoning::budapest)),
    ("treaty.ets073", 3, Here(reckoning::transfer_of_proceedings)),
    ("treaty.mla2000", 2, Here(reckoning::mutual_assistance)),
    ("treaty.mla2000.accession", 1, Elsewhere(PARTY)),
    ("treaty.mla2000.threshold", 1, Elsewhere(PARTY)),
    ("treaty.status", 3, Elsewhere(PARTY)),
    ("treaty.trap", 1, Elsewhere("the act that establishes a treaty is not the treaty: law")),
];

/// One line of `dates.csv`; no field holds a comma or a quotation mark.
struct Vector {
    rule: &'static str,
    input: &'static str,
    expected: &'static str,
}

fn vectors() -> Vec<Vector> {
    let mut lines = include_str!("vectors/dates.csv").lines();
    assert_eq!(lines.next(), Some("rule,input,expected,source,confidence"));
    lines
        .map(|line| match line.split(',').collect::<Vec<_>>().as_slice() {
            [rule, input, expected, source, confidence] => {
                assert!(!source.is_empty(), "{line}");
                let known = ["verified", "derived", "recalled", "conflict"];
                assert!(known.contains(confidence), "{line}");
                Vector { rule, input, expected }
            }
            _ => panic!("not five columns: {line}"),
        })
        .collect()
}

fn tested(rule: &str) -> &'static Tested {
    let found = CLASSES.iter().find(|(class, ..)| *class == rule);
    &found.unwrap_or_else(|| panic!("no class {rule}")).2
}

#[test]
fn every_class_is_placed_and_the_counts_add_up_to_219() {
    let mut counted: BTreeMap<&str, usize> = BTreeMap::new();
    for vector in vectors() {
        *counted.entry(vector.rule).or_default() += 1;
    }
    let placed: BTreeMap<&str, usize> = CLASSES.iter().map(|(class, count, _)| (*class, *count)).collect();
    assert_eq!(placed.len(), CLASSES.len(), "a class stands twice");
    assert_eq!(counted, placed);
    assert_eq!(placed.values().sum::<usize>(), 219);
}

#[test]
fn every_vector_of_this_floor_comes_out_as_expected() {
    let mut failures = Vec::new();
    let mut reckoned = 0;
    for vector in vectors() {
        if let Here(check) = tested(vector.rule) {
            reckoned += 1;
            if let Err(why) = check(vector.input, vector.expected) {
                failures.push(format!("{} {}: {why}", vector.rule, vector.input));
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
    assert_eq!(reckoned, 87);
}

#[test]
fn the_other_vectors_wait_in_engine_csv_with_a_reason() {
    let mut expected = String::from("rule,input,expected\n");
    let mut waiting = 0;
    for vector in vectors() {
        if let Elsewhere(reason) = tested(vector.rule) {
            assert!(!reason.is_empty(), "{}", vector.rule);
            waiting += 1;
            let Vector { rule, input, expected: answer } = vector;
            expected.push_str(&format!("{rule},{input},{answer}\n"));
        }
    }
    assert_eq!(include_str!("vectors/engine.csv"), expected);
    assert_eq!(waiting, 132);
}
