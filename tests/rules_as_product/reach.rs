//! Conditions that never come together under a table of severities, and files of cases that are refused.

use acquis::rules::RuleCases;

use crate::support::{self, tables};

#[test]
fn cases_of_one_name_or_without_an_expectation_are_refused() {
    let case = r#"{"name": "n", "given": {"done": "no"}, "expect": "overdue", "because": "b"}"#;
    let read = |second: &str| {
        let second = case.replace("\"n\"", second);
        RuleCases::read(&format!("{{\"table\": \"verdict\", \"cases\": [{case}, {second}]}}"))
    };
    assert!(read("\"m\"").is_ok());
    for (key, value) in
        [("expect", "[]"), ("expect", "5"), ("expect", "[\"overdue\", 5]"), ("rows", "[]"), ("rows", "{}")]
    {
        let case = case.replace("\"because\"", &format!("\"{key}\": {value}, \"because\""));
        let case = if key == "expect" { case.replacen("\"expect\": \"overdue\", ", "", 1) } else { case };
        let errors = RuleCases::read(&format!("{{\"table\": \"verdict\", \"cases\": [{case}]}}")).unwrap_err();
        let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
        let message = format!("`{key}` is a word or a list of words, one at least");
        assert!(said.len() == 1 && said[0].contains(&message), "{case}: {said:?}");
    }
    let said: Vec<String> = read("\"n\"").unwrap_err().iter().map(ToString::to_string).collect();
    assert!(said.len() == 1 && said[0].contains("two cases have this name"), "{said:?}");
}

#[test]
fn what_never_comes_together_is_known_to_the_proof_of_severity() {
    for (when, reached) in [
        (r#"{"when": "late", "done": "yes"}"#, true),
        (r#"{"when": "late", "done": ["no", "partly"]}"#, false),
        (r#"{"when": "in-time", "done": "undone"}"#, false),
        (r#"{"when": "unsure", "done": "unknown"}"#, false),
        (r#"{"done": "no", "due": "passed", "days_overdue": {"at-least": 1}}"#, true),
        (r#"{"done": "partly", "due": "passed", "days_overdue": {"at-least": 1}}"#, true),
        (r#"{"done": "undone", "due": "passed", "days_overdue": {"at-least": 1}}"#, true),
        // the first day after the deadline counts as one day overdue
        (r#"{"done": "undone", "due": "passed", "days_overdue": {"under": 1}}"#, false),
        (r#"{"done": "undone", "due": "ahead", "days_overdue": {"at-least": 1}}"#, false),
        (r#"{"done": "yes", "due": "passed", "days_overdue": {"at-least": 1}}"#, false),
        (r#"{"done": "unknown", "due": "passed", "days_overdue": {"at-least": 1}}"#, false),
        (r#"{"due": "ahead", "days_to_due": {"at-least": 1}}"#, true),
        (r#"{"due": "passed", "days_to_due": {"at-least": 1}}"#, false),
        (r#"{"due": "open", "days_to_due": {"at-least": 1}}"#, false),
        (r#"{"done": "undone", "evidence_age_days": {"at-least": 1}}"#, true),
        (r#"{"done": "yes", "evidence_age_days": {"at-least": 1}}"#, false),
        (r#"{"done": "unknown", "evidence_age_days": {"at-least": 1}}"#, false),
        (r#"{"verdict": "possible-gap", "done": "no", "due": "passed"}"#, true),
        (r#"{"verdict": "met", "done": "no", "due": "passed", "force": "in-force", "bound": "yes"}"#, false),
    ] {
        let row =
            format!("\"rows\": [{{\"id\": \"never\", \"when\": {when}, \"then\": \"high\", \"because\": \"b\"}},");
        let text = tables().get("severity").unwrap().replacen("\"rows\": [", &row, 1);
        let mut all = support::rules().clone();
        all.severity = acquis::rules::Table::read(&text).unwrap();
        let is_reached = !all.unreachable().iter().any(|error| error.to_string().contains("row `never`"));
        assert_eq!(is_reached, reached, "{when}");
    }
}
