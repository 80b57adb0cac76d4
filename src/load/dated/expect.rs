//! What a case may expect: keys of one finding, or the states of each verdict.

use std::collections::BTreeMap;

use super::case::DatedCase;
use crate::load::defect::{Defect, Defects};
use crate::load::json_path::JsonPath;

/// The keys of a finding that a case may expect.
pub const KEYS: [&str; 9] =
    ["verdict", "due", "when", "days_overdue", "since", "until", "enforcement", "contested", "severity"];

/// What may be marked beside them, true or false.
pub const MARKS: [&str; 4] = ["presumed", "approximate", "at_least", "due_open"];

/// Notes what the schema cannot say: a set of states is asked with a star and expected alone, one finding by its verdict.
pub(super) fn look_through(case: &DatedCase, place: &JsonPath, defects: &mut Defects) {
    let has = |key: &str| case.expect.contains_key(key);
    if case.is_about_a_set() {
        if has("states") && case.expect.len() == 1 {
            return sets(case, place, defects);
        }
        let message = "a case that asks with * expects \"states\" and nothing else";
        return defects.error("wrong-expectation", place, message);
    }
    if has("states") {
        let [_, instrument, obligation] = case.asked();
        let defect = Defect::error("wrong-expectation", &place.key("states"), "\"states\" are asked with a *");
        defects.add(defect.help(format!("ask \"*/{instrument}/{obligation}\"")));
    } else if !has("verdict") {
        defects.error("wrong-expectation", place, "\"verdict\" is missing");
    }
}

fn sets(case: &DatedCase, place: &JsonPath, defects: &mut Defects) {
    let lists = case.expect.get("states").cloned().map(serde_json::from_value::<BTreeMap<String, Vec<String>>>);
    for (verdict, states) in lists.and_then(Result::ok).into_iter().flatten() {
        if !states.is_sorted() {
            let place = place.key("states").key(&verdict);
            defects.error("states-out-of-order", &place, format!("the states under \"{verdict}\" are not in order"));
        }
    }
}
