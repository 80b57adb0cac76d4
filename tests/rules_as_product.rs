//! Rules as a product: cases beside them, single tables replaced, a manual generated from them. The added rule of
//! `tests/overlays/unchallenged-notification` is the worked example of ARCHITECTURE.md.

mod reach;

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use acquis::engine::{Engine, Selection};
use acquis::load;
use acquis::report::Rulebook;
use acquis::rules::{RuleCases, Rules};

use crate::support::{
    self, Ran, assert_current, command, corpus, day, package, parsed, printed, ran, refused, run, tables,
};

fn overlay() -> PathBuf {
    package().join("tests/overlays/unchallenged-notification")
}

/// The embedded rules with a table changed.
fn with(table: &str, old: &str, new: &str) -> Rules {
    let mut texts = load::embedded_rules();
    let text = texts.tables.get_mut(table).unwrap();
    assert!(text.text.contains(old), "{old} is not in {table}");
    text.text = text.text.replacen(old, new, 1);
    Rules::parse(|name| texts.get(name)).unwrap_or_else(|errors| panic!("{errors:#?}"))
}

/// The problems of the embedded recommendations with a text changed.
fn refusal(old: &str, new: &str) -> String {
    let texts = tables();
    let text = texts.get("recommendation").unwrap();
    assert!(text.contains(old), "{old} is not there");
    let changed = text.replacen(old, new, 1);
    let parsed = Rules::parse(|name| if name == "recommendation" { Some(&changed) } else { texts.get(name) });
    parsed.err().unwrap_or_default().iter().map(|error| format!("{error}\n")).collect()
}

/// Verdicts of every state, associates and institutions too, on one day as known on it.
fn verdicts(rules: &Rules) -> BTreeMap<String, &'static str> {
    let day = day("2011-11-25");
    let engine = Engine { corpus: corpus(), rules, known_as_of: Some(day) };
    let findings = engine.findings(&Selection::default(), day);
    findings.iter().map(|finding| (finding.id(), finding.judgement.verdict.as_str())).collect()
}

#[test]
fn an_added_rule_changes_one_verdict_and_nothing_else() {
    // Belgium notified a part of its measures in 2007 (list of national measures); on 25 November 2011 the deadline of
    // 15 September 2007 is 1532 days back, and no case over the notification was known. The added row says: after four
    // years (1461 days) without a case, whether anything is missing is open. No other partial notification is that old
    // and without a case: those of Germany and Romania are the object of reasoned opinions.
    let texts = load::rules_in(&overlay()).unwrap();
    let (before, after) = (verdicts(support::rules()), verdicts(&parsed(&texts)));
    assert_eq!(before.len(), after.len());
    let changed: Vec<(&str, &str, &str)> = before
        .iter()
        .filter(|(id, verdict)| after[*id] != **verdict)
        .map(|(id, verdict)| (id.as_str(), *verdict, after[id]))
        .collect();
    assert_eq!(changed, [("BE/data-retention/notification", "partial", "possible-gap")]);
}

#[test]
fn an_overlay_of_one_table_keeps_the_others_and_changes_the_digest() {
    let (own, embedded) = (load::rules_in(&overlay()).unwrap(), tables());
    assert!(!own.embedded && own.digest != embedded.digest);
    assert_eq!(own.tables.keys().collect::<Vec<_>>(), embedded.tables.keys().collect::<Vec<_>>());
    assert_eq!(own.get("severity"), embedded.get("severity"));
    assert_ne!(own.get("verdict"), embedded.get("verdict"));
    let data = tempfile::tempdir().unwrap();
    load::write_embedded(&data.path().join("mine")).unwrap();
    let rules = data.path().join("mine/rules");
    std::fs::remove_file(rules.join("severity.json")).unwrap();
    let loaded = load::directory(&data.path().join("mine"));
    assert_eq!((loaded.problems.len(), loaded.rules_texts.digest), (0, embedded.digest.clone()));
}

#[test]
fn a_misspelt_table_is_refused_and_not_passed_over() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::write(directory.path().join("verdcit.json"), "{}").unwrap();
    let said = refused(3, &["gaps", "AT", "--rules", directory.path().to_str().unwrap()]);
    assert!(said.contains("there is no decision table") && said.contains("verdict"), "{said}");
}

#[test]
fn the_cases_beside_the_rules_hold_and_reach_every_remedy() {
    let rules = support::rules();
    let mut reached = BTreeSet::new();
    let mut expected = BTreeSet::new();
    for (name, text) in load::rule_cases(&[]).unwrap() {
        let cases = RuleCases::read(&text.text).unwrap_or_else(|errors| panic!("{name}: {errors:?}"));
        assert_eq!(cases.table, name, "a file of cases is named after its table");
        for (case, trial) in cases.cases.iter().zip(rules.trials(&cases).unwrap()) {
            assert!(trial.holds, "{name}: {}: {:?}", case.name, trial.answers);
            expected.extend(case.rows.iter().map(|row| format!("{name}/{row}")));
            reached.extend(
                trial.answers.into_iter().flat_map(|(outcomes, _)| outcomes).filter(|_| name == "recommendation"),
            );
        }
    }
    assert_eq!(reached.len(), acquis::rules::Remedy::ALL.len(), "{reached:?}");
    assert_eq!(load::rule_cases(&[]).unwrap().len(), Rules::TABLES.len());
    let verdict = rules.verdict.rows().iter().map(|row| format!("verdict/{}", row.id));
    let severity = rules.severity.rows().iter().map(|row| format!("severity/{}", row.id));
    let recommendation = rules.recommendation.rows().iter().map(|row| format!("recommendation/{}", row.id));
    let silent: Vec<String> =
        verdict.chain(severity).chain(recommendation).filter(|row| !expected.contains(row)).collect();
    assert!(silent.is_empty(), "no case expects {silent:?} by name");
}

#[test]
fn a_row_or_a_threshold_that_changes_fails_a_case() {
    let files = load::rule_cases(&[]).unwrap();
    let hold = |table: &str, changed: String| {
        let mut texts = load::embedded_rules();
        texts.tables.get_mut(table).unwrap().text = changed;
        let Ok(rules) = Rules::parse(|name| texts.get(name)) else { return false };
        let cases = RuleCases::read(&files[table].text).unwrap();
        rules.trials(&cases).unwrap().iter().all(|trial| trial.holds)
    };
    let other = |table: &str, then: &str| match (table, then) {
        ("verdict", "overdue") => "met",
        ("verdict", _) => "overdue",
        ("severity", "critical") => "info",
        ("severity", _) => "critical",
        (_, "report") => "designate",
        _ => "report",
    };
    for table in Rules::TABLES {
        let shipped: serde_json::Value = serde_json::from_str(tables().get(table).unwrap()).unwrap();
        let text = shipped.to_string();
        assert!(hold(table, text.clone()));
        for (place, row) in
            shipped["rows"].as_array().unwrap().iter().enumerate().filter(|(_, row)| row["then"] != "nothing")
        {
            let mut changed = shipped.clone();
            changed["rows"][place]["then"] = other(table, row["then"].as_str().unwrap()).into();
            assert!(!hold(table, changed.to_string()), "{table}/{} may answer anything", row["id"]);
        }
        for (old, new) in
            [("183", "184"), ("730", "731"), ("1095", "1096"), ("\":2}", "\":3}"), ("\":2}", "\":1}"), ("730", "729")]
        {
            let changed = text.replace(old, new);
            assert!(changed == text || !hold(table, changed), "{table}: {old} may be {new}");
        }
    }
}

#[test]
fn rules_test_reports_what_fails_and_exits_with_1() {
    let own = overlay();
    assert!(printed(&["rules", "test", own.to_str().unwrap()]).contains("119 of 119 cases hold"));
    let directory = tempfile::tempdir().unwrap();
    std::fs::create_dir(directory.path().join("cases")).unwrap();
    let file = directory.path().join("cases/mine.json");
    let case = r#"{"table": "verdict", "cases": [{"name": "silence", "given": {"force": "in-force", "bound": "yes",
        "duty": "binding", "due": "passed", "done": "unknown"}, "expect": "overdue", "because": "it is late"}]}"#;
    std::fs::write(&file, case).unwrap();
    let test = ["rules", "test", directory.path().to_str().unwrap()];
    let Ran { code, stdout: said, .. } = run(&test);
    assert_eq!(code, 1);
    assert!(said.contains("117 of 118 cases hold"), "{said}");
    let printed = run(&[&test[..], &["--format", "json"]].concat()).stdout;
    let report: serde_json::Value = serde_json::from_str(&printed).unwrap();
    assert_eq!(report["failures"][0]["answers"], serde_json::json!(["unknown by deadline-passed-no-evidence"]));
    for (old, new, message) in [
        ("\"overdue\"", "[]", "one at least"),
        ("\"expect\"", "\"rows\": [], \"expect\"", "one at least"),
        ("\"expect\"", "\"rows\": [\"nope\"], \"expect\"", "has no row `nope`"),
        ("\"verdict\"", "\"indicators\"", "the indicators give figures and no outcomes, so they have no cases"),
        ("\"overdue\"", "\"overdu\"", "did you mean `overdue`?"),
        ("\"duty\"", "\"dty\"", "did you mean `duty`?"),
        ("\"verdict\"", "\"verdit\"", "there is no table `verdit`, did you mean `verdict`?"),
        ("\"it is late\"", "\" \"", "must say something"),
    ] {
        std::fs::write(&file, case.replacen(old, new, 1)).unwrap();
        let Ran { code, stderr: said, .. } = run(&test);
        assert_eq!(code, 3, "{said}");
        assert!(said.contains(&format!("{}:", file.display())) && said.contains(message), "{said}");
        assert!(said.contains("in the cases of the tables"), "{said}");
    }
    for broken in ["[]", "{", "3"] {
        std::fs::write(&file, broken).unwrap();
        let said = run(&test).stderr;
        assert!(said.contains("mine.json:1:") && said.contains("1 error in the cases"), "{said}");
        assert!(!said.contains("Raw") && !said.contains("invalid length"), "{said}");
    }
}

#[test]
fn flags_that_a_command_passes_over_are_named() {
    let Ran { code, stdout, stderr: said } =
        run(&["rules", "show", "verdict", "--as-of", "2011-11-25", "--state", "AT"]);
    assert_eq!(code, 0);
    assert!(said.contains("not used by this command, and ignored: --as-of, --state"), "{said}");
    assert_eq!(stdout, printed(&["rules", "show", "verdict"]));
    assert!(run(&["rules", "verify", "--rules", overlay().to_str().unwrap()]).stderr.is_empty());
}

#[test]
fn rules_test_in_csv_has_the_same_columns_whether_cases_hold_or_not() {
    let directory = tempfile::tempdir().unwrap();
    std::fs::create_dir(directory.path().join("cases")).unwrap();
    let case = r#"{"table": "verdict", "cases": [{"name": "void", "given": {"force": "not-adopted"}, "expect": "met",
        "because": "it is wrong"}]}"#;
    std::fs::write(directory.path().join("cases/mine.json"), case).unwrap();
    std::fs::write(directory.path().join("cases/more.txt"), case).unwrap();
    let Ran { stdout: csv, stderr: beside, .. } =
        run(&["rules", "test", directory.path().to_str().unwrap(), "--format", "csv"]);
    assert!(csv.contains(",verdict,void,no,met,,not-in-force by act-not-yet-adopted,it is wrong"), "{csv}");
    let holding = printed(&["rules", "test", "--format", "csv"]);
    assert_eq!(csv.lines().next(), holding.lines().next());
    assert_eq!(csv.lines().count(), holding.lines().count() + 1);
    assert!(beside.contains("cases/more.txt") && beside.contains("is not read"), "{beside}");
}

#[test]
fn tables_of_rules_override_those_of_data_and_these_the_embedded_ones() {
    let data = tempfile::tempdir().unwrap();
    let mine = data.path().join("mine");
    load::write_embedded(&mine).unwrap();
    let severity = std::fs::read_to_string(mine.join("rules/severity.json")).unwrap();
    let (old, new) = ("\"id\": \"only-urged\"", "\"id\": \"merely-urged\"");
    std::fs::write(mine.join("rules/severity.json"), severity.replace(old, new)).unwrap();
    std::fs::remove_dir_all(mine.join("rules/cases")).unwrap();
    let own = overlay();
    let both = ["--data", mine.to_str().unwrap(), "--rules", own.to_str().unwrap()];
    for command in [&["list", "rules"][..], &["rules", "show"]] {
        let listed = printed(&[command, &both[..], &["--format", "csv"]].concat());
        for part in ["merely-urged", "partial-notification-never-challenged"] {
            assert!(listed.contains(part), "{command:?}: {part} is missing");
        }
    }
    assert!(printed(&[&["validate"], &both[..]].concat()).contains("cases         2"));
}

#[test]
fn a_message_about_a_table_names_a_path_that_can_be_opened() {
    let directory = tempfile::tempdir().unwrap();
    let inner = directory.path().join("ind/mine");
    std::fs::create_dir_all(&inner).unwrap();
    let table = tables().get("indicators").unwrap().replacen("\"over\": 1.0", "\"over\": 2.0", 1);
    std::fs::write(inner.join("indicators.json"), table).unwrap();
    let stderr = |typed: &str| {
        let mut command = command(&["rules", "verify", "--rules", typed]);
        ran(command.current_dir(directory.path()).output().unwrap()).stderr
    };
    for (typed, path) in
        [("ind/mine", "ind/mine/indicators.json:22:"), ("./ind/mine", "./ind/mine/indicators.json:22:")]
    {
        assert!(stderr(typed).contains(path), "{typed}: {}", stderr(typed));
    }
    // Two rows that give one remedy are reported at the second.
    let text = tables().get("recommendation").unwrap().to_owned();
    let clash = text.replacen("\"at-most\": 1095", "\"at-most\": 1096", 1);
    std::fs::remove_file(inner.join("indicators.json")).unwrap();
    std::fs::write(inner.join("recommendation.json"), &clash).unwrap();
    let line = clash.lines().position(|line| line.contains("\"formal-notice-long-ago\"")).unwrap() + 1;
    let said = stderr("ind/mine");
    assert!(said.contains(&format!("ind/mine/recommendation.json:{line}:")) && said.contains("same remedy"), "{said}");
}

#[test]
fn a_case_leaves_open_what_it_does_not_name() {
    let rules = support::rules();
    let case = r#"{"table": "verdict", "cases": [{"name": "n", "given": {"force": "in-force", "bound": "yes", "duty":
        "binding", "due": "passed", "done": "no"}, "expect": "overdue", "because": "b"}]}"#;
    let trial = rules.trials(&RuleCases::read(case).unwrap()).unwrap().remove(0);
    let outcomes: Vec<String> = trial.answers.iter().flat_map(|(outcomes, _)| outcomes.clone()).collect();
    assert_eq!(
        (trial.holds, outcomes),
        (false, ["possible-gap", "possible-gap", "overdue"].map(str::to_owned).to_vec())
    );
}

#[test]
fn broken_recommendations_are_refused_by_name() {
    for (old, new, message) in [
        (
            "\"then\": \"ratify\",\n      \"text\"",
            "\"then\": \"ratify\",\n      \"source\": \"s\",\n      \"text\"",
            "duplicate field",
        ),
        ("\"id\": \"", "\"id\": \"No Id ", "is no id: write lower-case letters, digits and hyphens"),
        ("ratify the {act}", "ratify the {akt}", "unknown placeholder `akt`, did you mean `act`?"),
        ("\"urgency\": \"soon\"", "\"urgency\": \"son\"", "unknown urgency `son`, did you mean `soon`?"),
        ("\"urgency\": \"soon\",\n", "", "`urgency` is missing"),
        ("\"text\": \"ratify the {act} ({article})\"", "\"text\": \" \"", "`text` is empty"),
        ("\"then\": \"nothing\",", "\"then\": \"nothing\", \"urgency\": \"soon\",", "do not belong here"),
        (
            "\"verdict\": [\"not-bound\", \"not-in-force\", \"ended\"]",
            "\"verdict\": [\"not-bound\", \"ended\"]",
            "no row answers when verdict is not-in-force",
        ),
        (
            "\"verdict\": [\"not-bound\", \"not-in-force\", \"ended\"]",
            "\"verdict\": [\"not-bound\", \"not-in-force\", \"ended\", \"unknown\"]",
            "one says that there is nothing to do",
        ),
        (
            "\"evidence_age_days\": { \"at-most\": 1095 }",
            "\"evidence_age_days\": { \"at-most\": 1096 }",
            "they give the same remedy",
        ),
        ("\"hit_policy\": \"collect\"", "\"hit_policy\": \"unique\"", "`unique` allows one"),
    ] {
        let said = refusal(old, new);
        assert!(said.contains(message), "{message}:\n{said}");
    }
}

#[test]
fn rows_out_of_reach_are_named_by_the_proof() {
    assert_eq!(support::rules().unreachable(), []);
    let split = with(
        "recommendation",
        "\"when\": { \"verdict\": \"encouraged\", \"kind\": \"ratify\" },\n      \"then\": \"ratify\",",
        "\"when\": { \"verdict\": \"encouraged\", \"kind\": \"ratify\", \"duty\": \"encouraged\" },\n      \"then\": \"ratify\",\n      \"text\": \"t\", \"urgency\": \"soon\", \"because\": \"b\"\n    },\n    {\n      \"id\": \"never\",\n      \"when\": { \"verdict\": \"encouraged\", \"kind\": \"ratify\", \"duty\": \"binding\" },\n      \"then\": \"ratify\",",
    );
    let said: Vec<String> = split.unreachable().iter().map(ToString::to_string).collect();
    let row = "rules/recommendation.json: row `never`: no finding reaches it: there is none when verdict is \
               encouraged, kind is ratify, duty is binding";
    assert_eq!(said, [row]);
    for (when, reached) in [
        (r#"{"verdict": "overdue", "days_to_due": {"over": 5}}"#, false),
        (r#"{"verdict": "possible-gap", "days_to_due": {"over": 5}}"#, true),
        (r#"{"verdict": "pending", "days_overdue": {"over": 1}}"#, false),
        (r#"{"verdict": "overdue", "days_overdue": {"under": 1}}"#, false),
        (r#"{"verdict": "overdue", "days_overdue": {"at-most": 1}}"#, true),
        (r#"{"verdict": "unknown", "days_overdue": {"at-least": 1}}"#, false),
        (r#"{"verdict": "unknown", "enforcement": "none", "evidence_age_days": {"at-least": 1}}"#, false),
        (r#"{"verdict": "met", "enforcement": "none", "evidence_age_days": {"at-least": 1}}"#, false),
        (r#"{"verdict": "met", "enforcement": "formal-notice", "evidence_age_days": {"at-least": 1}}"#, true),
        (r#"{"verdict": "overdue", "evidence_age_days": {"over": 1095}}"#, false),
        (r#"{"verdict": "overdue", "regressions": {"at-least": 1}}"#, false),
        (r#"{"verdict": "pending", "exposure": "260(3)", "enforcement": "none"}"#, false),
        (r#"{"verdict": "pending", "exposure": "260(3)", "enforcement": "formal-notice"}"#, true),
        (r#"{"verdict": "encouraged", "exposure": "258"}"#, false),
    ] {
        let row = format!(
            "\"rows\": [{{\"id\": \"never\", \"when\": {when}, \"then\": \"designate\", \"text\": \"t\", \"urgency\": \
             \"soon\", \"because\": \"b\"}},"
        );
        // As a row of its own it may meet others; here only reach is asked.
        let text = tables().get("recommendation").unwrap().replacen("\"rows\": [", &row, 1);
        let mut all = support::rules().clone();
        all.recommendation = acquis::rules::Table::read(&text).unwrap();
        assert_eq!(all.unreachable().is_empty(), reached, "{when}");
    }
    let without = with("recommendation", "\"then\": \"clarify\"", "\"then\": \"confirm\"");
    let said: Vec<String> = without.unreachable().iter().map(ToString::to_string).collect();
    assert_eq!(said, ["rules/recommendation.json: no row gives `clarify`: it can never be reached"]);
}

#[test]
fn every_table_is_shown_alone() {
    for table in Rules::TABLES {
        let shown = printed(&["rules", "show", table, "--format", "json"]);
        let shown: serde_json::Value = serde_json::from_str(&shown).unwrap();
        assert!(shown[table].as_array().unwrap().len() > 10, "{table}");
        assert!(Rules::TABLES.iter().all(|other| *other == table || shown[*other].is_null()));
    }
}

#[test]
fn the_indicators_are_a_table_like_the_others() {
    let shown = printed(&["rules", "show", "indicators"]);
    for part in ["100 x outstanding / known", "green: at most 1, red: over 1", "at most 0.5 (proposed in the Single"] {
        assert!(shown.split_whitespace().collect::<Vec<_>>().join(" ").contains(part), "{part}:\n{shown}");
    }
    let json: serde_json::Value =
        serde_json::from_str(&printed(&["rules", "show", "indicators", "--format", "json"])).unwrap();
    let long = json["indicators"].as_array().unwrap().iter().find(|one| one["id"] == "long-overdue").unwrap();
    assert_eq!(long["lights"], serde_json::json!(["green: at most 0", "red: at least 1"]));
    assert!(json["indicators_long_overdue"].as_str().unwrap().starts_with("24 months: two years by the calendar"));
    assert!(json["verdict"].is_null());
    let csv = printed(&["rules", "show", "indicators", "--format", "csv"]);
    assert!(csv.starts_with("id,label,title,formula,lights,targets,source,because\n"), "{csv}");
    assert_eq!(csv.lines().count(), json["indicators"].as_array().unwrap().len() + 1);
    assert!(printed(&["rules", "show", "indicators", "--format", "md"]).contains("| transposition-deficit |"));
    assert!(printed(&["rules", "verify"]).contains("indicators"));
    assert!(printed(&["rules", "verify", "--format", "csv"]).contains("\nindicators,,,,,6,7,3\n"));
    assert!(
        printed(&["list", "rules", "--format", "csv"])
            .contains("\nindicators/average-delay,months-overdue / outstanding,")
    );
    let all = printed(&["rules", "show", "--format", "csv"]);
    assert!(
        all.starts_with("table,id,when,then,source,because,text,urgency,label,title,formula,lights,targets\n"),
        "{all}"
    );
    for table in Rulebook::names() {
        assert!(all.contains(&format!("\n{table},")), "{table} is missing");
    }
}

/// `ACQUIS_BLESS=1 cargo test rules_as_product::` writes the manual anew.
#[test]
fn the_manual_of_the_rules_is_what_the_tables_say() {
    assert_current("docs/rules.md", &printed(&["rules", "show", "--format", "md"]));
}
