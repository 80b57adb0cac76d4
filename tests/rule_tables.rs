//! The rule tables as shipped: proved, compared with the order that the law gives, and each row reached by a case that
//! a jurist could sign. Broken tables are refused, with the combination of facts that breaks them.

use std::collections::BTreeSet;

use acquis::load::position_of;
use acquis::rules::{
    Bill, Bound, DayCount, Done, Due, Duty, Enforcement, Facts, Force, HitPolicy, Judged, Kind, Outlook, Remedy,
    RuleError, RuleLocation, Rules, Severity, TableInput, Urgency, Verdict, When, verify,
};

const VERDICT: &str = include_str!("../rules/verdict.json");
const SEVERITY: &str = include_str!("../rules/severity.json");
const RECOMMENDATION: &str = include_str!("../rules/recommendation.json");
const SCHEMA: &str = include_str!("../schemas/rules.schema.json");

/// A binding directive in force, not done a day after its deadline.
const LATE: Facts = Facts {
    force: Force::InForce,
    bound: Bound::Yes,
    duty: Duty::Binding,
    kind: Kind::Transpose,
    due: Due::Passed,
    done: Done::No,
    when: When::None,
    enforcement: Enforcement::None,
    bill: Bill::No,
    days_overdue: 1,
    days_to_due: 0,
    evidence_age_days: 0,
    regressions: 0,
};

fn read(verdict: &str, severity: &str) -> Result<Rules, Vec<RuleError>> {
    Rules::parse(|name| match name {
        "verdict" => Some(verdict),
        "severity" => Some(severity),
        "recommendation" => Some(RECOMMENDATION),
        _ => None,
    })
}

fn rules() -> Rules {
    read(VERDICT, SEVERITY).unwrap_or_else(|errors| panic!("{errors:?}"))
}

/// What is said when a table is refused.
fn refusal(verdict: &str, severity: &str) -> String {
    let errors = read(verdict, severity).err().unwrap_or_default();
    errors.iter().map(|error| format!("{error}\n")).collect()
}

/// A start reads the tables and proves them not again; what is read is what is proved here.
#[test]
fn the_embedded_tables_are_those_that_are_proved() {
    let texts = acquis::load::embedded_rules();
    assert!(texts.embedded);
    assert_eq!([VERDICT, SEVERITY, RECOMMENDATION].map(Some), Rules::TABLES.map(|name| texts.get(name)));
    let (proved, read) = (rules(), Rules::proved_before(|name| texts.get(name)).unwrap());
    assert!(proved.proofs.is_some() && read.proofs.is_none());
    let of = |rules: &Rules| format!("{:?} {:?} {:?}", rules.verdict, rules.severity, rules.recommendation);
    assert_eq!(of(&proved), of(&read));
    let opened = acquis::open::Unchecked::embedded(None);
    assert!(opened.check().unwrap().rules.proofs.is_none(), "proved once, and not at each start");
    let mut opened = acquis::open::Unchecked::embedded(None);
    opened.rules.as_mut().unwrap().embedded = false;
    assert!(opened.check().unwrap().rules.proofs.is_some(), "tables from elsewhere are proved when they are read");
}

#[test]
fn the_tables_are_proved() {
    let rules = rules();
    let verdict = verify(&rules.verdict).unwrap();
    assert_eq!((verdict.rows, verdict.combinations), (27, 403_200 * 3));
    let severity = verify(&rules.severity).unwrap();
    assert_eq!((severity.rows, severity.combinations), (20, 403_200 * 11 * 3 * 2));
    assert_eq!((rules.verdict.hit_policy(), rules.severity.hit_policy()), (HitPolicy::First, HitPolicy::Unique));
    assert!(rules.verdict.note().is_some());
}

/// The verdict as design and law order it, written a second time, without a table.
fn expected(facts: &Facts) -> Verdict {
    match (facts.force, facts.bound) {
        (Force::NotAdopted, _) => return Verdict::NotInForce,
        (_, bound) if bound != Bound::Yes => return Verdict::NotBound,
        (Force::Void | Force::Ended, _) => return Verdict::Ended,
        (Force::NotInForce | Force::NotAdded, _) => return Verdict::NotInForce,
        (Force::InForce, _) => {}
    }
    match (facts.duty, facts.done, facts.due) {
        (Duty::Encouraged, Done::Yes, _) => Verdict::Met,
        (Duty::Encouraged, Done::Unknown, _) => Verdict::Unknown,
        (Duty::Encouraged, ..) => Verdict::Encouraged,
        (Duty::Binding, Done::Yes, _) if facts.when == When::Late => Verdict::MetLate,
        (Duty::Binding, Done::Yes, _) => Verdict::Met,
        (Duty::Binding, _, Due::Ahead) => Verdict::Pending,
        (Duty::Binding, _, Due::None | Due::Open) | (Duty::Binding, Done::Unknown, _) => Verdict::Unknown,
        _ if facts.evidence_age_days > if facts.bill == Bill::Yes { 365 } else { 1095 } => Verdict::PossibleGap,
        (Duty::Binding, Done::Partly, _) => Verdict::Partial,
        (Duty::Binding, ..) => Verdict::Overdue,
    }
}

/// Every combination of the words that matter to a verdict.
fn every_case() -> Vec<Facts> {
    let mut cases = vec![LATE];
    cases = cases.into_iter().flat_map(|f| Force::ALL.map(|force| Facts { force, ..f })).collect();
    cases = cases.into_iter().flat_map(|f| Bound::ALL.map(|bound| Facts { bound, ..f })).collect();
    cases = cases.into_iter().flat_map(|f| Duty::ALL.map(|duty| Facts { duty, ..f })).collect();
    cases = cases.into_iter().flat_map(|f| Due::ALL.map(|due| Facts { due, ..f })).collect();
    cases = cases.into_iter().flat_map(|f| Done::ALL.map(|done| Facts { done, ..f })).collect();
    cases = cases.into_iter().flat_map(|f| When::ALL.map(|when| Facts { when, ..f })).collect();
    cases = cases.into_iter().flat_map(|f| Bill::ALL.map(|bill| Facts { bill, ..f })).collect();
    cases = cases.into_iter().flat_map(|f| Enforcement::ALL.map(|enforcement| Facts { enforcement, ..f })).collect();
    cases.into_iter().flat_map(|f| Kind::ALL.map(|kind| Facts { kind, ..f })).collect()
}

#[test]
fn every_combination_gets_the_verdict_that_the_law_orders() {
    let (rules, mut reached) = (rules(), BTreeSet::new());
    let cases = every_case();
    assert_eq!(cases.len(), 403_200);
    for facts in cases {
        for evidence_age_days in [i32::MIN, 0, 365, 366, 1095, 1096, i32::MAX] {
            let facts = Facts { evidence_age_days, ..facts };
            let (verdict, row) = rules.judge(&facts);
            assert_eq!(verdict, expected(&facts), "{facts:?} by {}", rules.verdict.row(row).unwrap().id);
            reached.insert(row);
        }
    }
    assert_eq!(reached.len(), rules.verdict.rows().len());
}

/// One case for each row of the verdict table.
#[rustfmt::skip]
fn named_cases() -> Vec<(&'static str, Verdict, Facts)> {
    let urged = Facts { duty: Duty::Encouraged, kind: Kind::Ratify, ..LATE };
    let done = Facts { done: Done::Yes, days_overdue: 0, ..LATE };
    vec![
        ("act-not-yet-adopted", Verdict::NotInForce, Facts { force: Force::NotAdopted, bound: Bound::NotMember, ..LATE }),
        ("not-a-member-state", Verdict::NotBound, Facts { bound: Bound::NotMember, force: Force::Void, ..LATE }),
        ("not-an-addressee", Verdict::NotBound, Facts { bound: Bound::NotAddressed, ..LATE }),
        ("opted-out", Verdict::NotBound, Facts { bound: Bound::OptedOut, ..LATE }),
        ("not-a-party", Verdict::NotBound, Facts { bound: Bound::NotParty, force: Force::NotInForce, ..LATE }),
        ("act-declared-void", Verdict::Ended, Facts { force: Force::Void, ..LATE }),
        ("act-not-yet-in-force", Verdict::NotInForce, Facts { force: Force::NotInForce, ..done }),
        ("duty-not-yet-added", Verdict::NotInForce, Facts { force: Force::NotAdded, ..done }),
        ("act-repealed-or-replaced", Verdict::Ended, Facts { force: Force::Ended, ..LATE }),
        ("urged-and-done", Verdict::Met, Facts { done: Done::Yes, when: When::Late, ..urged }),
        ("urged-and-no-evidence", Verdict::Unknown, Facts { done: Done::Unknown, ..urged }),
        ("urged-but-partly-done", Verdict::Encouraged, Facts { done: Done::Partly, ..urged }),
        ("urged-but-undone", Verdict::Encouraged, Facts { done: Done::Undone, ..urged }),
        ("urged-but-not-done", Verdict::Encouraged, Facts { evidence_age_days: 9000, ..urged }),
        ("done-after-deadline", Verdict::MetLate, Facts { when: When::Late, ..done }),
        ("done-in-time", Verdict::Met, Facts { when: When::InTime, due: Due::Ahead, ..done }),
        ("done-on-an-unknown-day", Verdict::Met, Facts { when: When::Unsure, ..done }),
        ("done-with-no-day-to-measure-against", Verdict::Met, Facts { due: Due::None, ..done }),
        ("deadline-still-ahead", Verdict::Pending, Facts { due: Due::Ahead, done: Done::Undone, evidence_age_days: 2000, ..LATE }),
        ("deadline-not-known", Verdict::Unknown, Facts { due: Due::Open, ..LATE }),
        ("deadline-not-on-record", Verdict::Unknown, Facts { due: Due::None, ..LATE }),
        ("evidence-too-old", Verdict::PossibleGap, Facts { evidence_age_days: 1096, ..LATE }),
        ("draft-too-old", Verdict::PossibleGap, Facts { bill: Bill::Yes, evidence_age_days: 366, ..LATE }),
        ("deadline-passed-not-done", Verdict::Overdue, LATE),
        ("deadline-passed-undone", Verdict::Overdue, Facts { done: Done::Undone, ..LATE }),
        ("deadline-passed-partly-done", Verdict::Partial, Facts { done: Done::Partly, ..LATE }),
        ("deadline-passed-no-evidence", Verdict::Unknown, Facts { done: Done::Unknown, evidence_age_days: 2000, ..LATE }),
    ]
}

#[test]
fn each_verdict_row_is_reached_by_its_named_case() {
    let rules = rules();
    let cases = named_cases();
    for (id, verdict, facts) in &cases {
        let (given, row) = rules.judge(facts);
        assert_eq!((rules.verdict.row(row).unwrap().id.as_str(), given), (*id, *verdict));
    }
    let named: Vec<&str> = cases.iter().map(|(id, ..)| *id).collect();
    let rows: Vec<&str> = rules.verdict.rows().iter().map(|row| row.id.as_str()).collect();
    assert_eq!(named, rows);
}

type Graded = (&'static str, Verdict, Enforcement, Kind, [i32; 2], Severity);

/// One case for each row of the severity table: verdict, enforcement, kind, days and undoings, grade.
#[rustfmt::skip]
const GRADES: [Graded; 20] = [
    ("done", Verdict::MetLate, Enforcement::None, Kind::Transpose, [0, 0], Severity::Info),
    ("time-remains", Verdict::Pending, Enforcement::None, Kind::Transpose, [0, 0], Severity::Info),
    ("only-urged", Verdict::Encouraged, Enforcement::None, Kind::Ratify, [900, 0], Severity::Info),
    ("outside-the-duty", Verdict::Ended, Enforcement::Penalty, Kind::Transpose, [900, 0], Severity::Info),
    ("no-evidence", Verdict::Unknown, Enforcement::None, Kind::Operate, [900, 0], Severity::Info),
    ("gap-not-established", Verdict::PossibleGap, Enforcement::None, Kind::Operate, [900, 0], Severity::Low),
    ("gap-not-established-with-procedure-open", Verdict::PossibleGap, Enforcement::Referral, Kind::Operate, [900, 0], Severity::Medium),
    ("penalty-imposed", Verdict::Overdue, Enforcement::Penalty, Kind::Transpose, [1, 0], Severity::Critical),
    ("failure-found-by-the-court", Verdict::Overdue, Enforcement::Judgment, Kind::Report, [1, 0], Severity::Critical),
    ("referred-to-the-court", Verdict::Partial, Enforcement::Referral, Kind::Notify, [1, 0], Severity::Critical),
    ("long-overdue-with-procedure-open", Verdict::Overdue, Enforcement::FormalNotice, Kind::Transpose, [730, 0], Severity::Critical),
    ("reasoned-opinion-sent", Verdict::Overdue, Enforcement::ReasonedOpinion, Kind::Transpose, [729, 0], Severity::High),
    ("formal-notice-sent", Verdict::Partial, Enforcement::FormalNotice, Kind::Notify, [1, 0], Severity::High),
    ("report-long-overdue", Verdict::Overdue, Enforcement::None, Kind::Report, [730, 0], Severity::Medium),
    ("report-overdue", Verdict::Overdue, Enforcement::None, Kind::Report, [729, 0], Severity::Low),
    ("long-overdue", Verdict::Overdue, Enforcement::None, Kind::Operate, [730, 0], Severity::High),
    ("overdue-for-months", Verdict::Partial, Enforcement::None, Kind::Implement, [183, 1], Severity::Medium),
    ("undone-again-for-months", Verdict::Overdue, Enforcement::None, Kind::Transpose, [183, 2], Severity::High),
    ("newly-overdue", Verdict::Overdue, Enforcement::None, Kind::Designate, [182, 1], Severity::Low),
    ("undone-again", Verdict::Partial, Enforcement::None, Kind::Operate, [182, 2], Severity::Medium),
];

#[test]
fn each_severity_row_is_reached_by_its_named_case() {
    let rules = rules();
    for (id, verdict, enforcement, kind, [days_overdue, regressions], grade) in GRADES {
        let facts = Facts { enforcement, kind, days_overdue, regressions, ..LATE };
        let row = rules.severity.hit(&Judged { facts, verdict }).unwrap();
        assert_eq!((row.id.as_str(), row.then), (id, grade));
        assert_eq!(rules.severity(&facts, verdict), grade);
    }
    let rows: Vec<&str> = rules.severity.rows().iter().map(|row| row.id.as_str()).collect();
    assert_eq!(GRADES.map(|grade| grade.0).as_slice(), rows);
}

#[test]
fn severity_never_falls_with_delay_stage_or_undoing_and_only_gaps_pass_medium() {
    let rules = rules();
    let delays = [0, 1, 182, 183, 729, 730, 9000];
    for (verdict, kind) in Verdict::ALL.into_iter().flat_map(|verdict| Kind::ALL.map(|kind| (verdict, kind))) {
        let grade = |enforcement, days_overdue, regressions| {
            rules.severity(&Facts { kind, enforcement, days_overdue, regressions, ..LATE }, verdict)
        };
        for (stage, days) in Enforcement::ALL.into_iter().flat_map(|stage| delays.map(|days| (stage, days))) {
            let worse = Enforcement::ALL.into_iter().filter(|other| *other >= stage);
            assert!(worse.into_iter().all(|other| grade(stage, days, 0) <= grade(other, days, 0)));
            assert!(
                delays
                    .iter()
                    .filter(|later| **later >= days)
                    .all(|later| grade(stage, days, 0) <= grade(stage, *later, 0))
            );
            for pair in [0, 1, 2, 9].windows(2) {
                assert!(grade(stage, days, pair[0]) <= grade(stage, days, pair[1]));
            }
            let doubted = verdict == Verdict::PossibleGap && stage != Enforcement::None;
            let most = if doubted { Severity::Medium } else { Severity::Low };
            assert!(verdict.is_gap() || grade(stage, days, 9) <= most);
            assert!(!verdict.is_gap() || grade(stage, days, 0) >= Severity::Low);
        }
    }
}

#[test]
fn the_answer_changes_on_a_threshold_and_not_the_day_before() {
    let rules = rules();
    assert_eq!(rules.verdict.thresholds(DayCount::EvidenceAgeDays), [366, 1096]);
    assert_eq!(rules.verdict.thresholds(DayCount::DaysOverdue), [0; 0]);
    assert_eq!(rules.severity.thresholds(DayCount::DaysOverdue), [183, 730]);
    assert_eq!(rules.severity.thresholds(DayCount::Regressions), [2]);
    assert_eq!(rules.verdict.thresholds(DayCount::Regressions), [0; 0]);
    let aged = |evidence_age_days| rules.judge(&Facts { evidence_age_days, ..LATE }).0;
    assert_eq!((aged(1095), aged(1096)), (Verdict::Overdue, Verdict::PossibleGap));
    let grade = |days_overdue| rules.severity(&Facts { days_overdue, ..LATE }, Verdict::Overdue);
    assert_eq!((grade(182), grade(183)), (Severity::Low, Severity::Medium));
    assert_eq!((grade(729), grade(730)), (Severity::Medium, Severity::High));
}

/// At each threshold of delay and on the day before: by kind of duty, stage and number of undoings.
#[test]
fn each_grade_changes_on_its_threshold_and_not_the_day_before() {
    use Severity::{Critical, High, Low, Medium};
    let rules = rules();
    let grades = |kind, enforcement, regressions| {
        [1, 182, 183, 729, 730].map(|days_overdue| {
            let facts = Facts { kind, enforcement, days_overdue, regressions, ..LATE };
            let grade = rules.severity(&facts, Verdict::Overdue);
            assert_eq!(grade, rules.severity(&facts, Verdict::Partial), "in part is graded as in full");
            grade
        })
    };
    for kind in Kind::ALL {
        for regressions in [0, 1, 2, 3] {
            let alone = match (kind == Kind::Report, regressions > 1) {
                (true, _) => [Low, Low, Low, Low, Medium],
                (false, false) => [Low, Low, Medium, Medium, High],
                (false, true) => [Medium, Medium, High, High, High],
            };
            assert_eq!(grades(kind, Enforcement::None, regressions), alone, "{kind} undone {regressions} times");
            for opened in [Enforcement::FormalNotice, Enforcement::ReasonedOpinion] {
                assert_eq!(grades(kind, opened, regressions), [High, High, High, High, Critical], "{kind} {opened}");
            }
            for before_the_court in [Enforcement::Referral, Enforcement::Judgment, Enforcement::Penalty] {
                assert_eq!(grades(kind, before_the_court, regressions), [Critical; 5], "{kind} {before_the_court}");
            }
        }
    }
}

#[test]
fn a_table_with_a_hole_is_refused_with_the_combination() {
    let broken = VERDICT.replace(
        r#""done": "undone" },
      "then": "overdue""#,
        r#""done": "no" },
      "then": "overdue""#,
    );
    assert_ne!(broken, VERDICT);
    let said = refusal(&broken, SEVERITY);
    let hole = "no row answers when force is in-force, bound is yes, duty is binding, due is passed, done is undone, \
                evidence_age_days is 365 or fewer\n";
    assert!(said.contains(hole), "{said}");
    let dead = "row `deadline-passed-undone`: is never reached: all that it fits is answered before it, by \
                `deadline-passed-not-done`\n";
    assert!(said.contains(dead), "{said}");
}

#[test]
fn a_table_of_before_open_deadlines_and_added_duties_is_refused_with_the_rows_to_add() {
    let without = |id: &str, table: &str| {
        let from = table.find(&format!("    {{\n      \"id\": \"{id}\"")).unwrap();
        let to = from + table[from..].find("    },\n").unwrap() + "    },\n".len();
        format!("{}{}", &table[..from], &table[to..])
    };
    let old = without("duty-not-yet-added", &without("deadline-not-known", VERDICT));
    let said = refusal(&old, SEVERITY);
    for row in [
        r#"{"id": "duty-not-yet-added", "when": {"force": "not-added"}, "then": "not-in-force", "because": "..."}"#,
        r#"add {"id": "deadline-not-known", "when": {"due": "open", "done": ["no", "partly", "undone", "unknown"]}"#,
    ] {
        assert!(said.contains(row), "{said}");
    }
}

#[test]
fn two_hits_under_unique_are_refused_with_the_combination() {
    let said = refusal(&VERDICT.replace(r#""hit_policy": "first""#, r#""hit_policy": "unique""#), SEVERITY);
    let pair =
        "`act-not-yet-adopted` and `not-a-member-state` both answer when force is not-adopted, bound is not-member";
    assert!(said.contains(pair), "{said}");
    let said = refusal(VERDICT, &SEVERITY.replace(r#"{ "under": 183 }"#, r#"{ "at-most": 183 }"#));
    assert!(said.contains("`overdue-for-months` and `newly-overdue` both answer when"), "{said}");
    assert!(said.contains("days_overdue is 183, regressions is 1 or fewer;"), "{said}");
}

#[test]
fn a_dead_row_is_refused_with_what_shadows_it() {
    let broken =
        VERDICT.replace(r#""when": { "force": "not-adopted" }"#, r#""when": { "force": ["not-adopted", "void"] }"#);
    let said = refusal(&broken, SEVERITY);
    assert!(said.contains("row `act-declared-void`: is never reached: all that it fits is answered before it, by `act-not-yet-adopted`"), "{said}");
    let errors = read(&broken, SEVERITY).unwrap_err();
    let RuleLocation::Value(pointer) = &errors[0].location else { panic!("{said}") };
    let line = broken.lines().nth(position_of(&broken, pointer).0 - 1).unwrap();
    assert!(line.contains("\"id\": \"act-declared-void\""), "{line}");
}

#[test]
fn unknown_facts_of_both_tables_are_reported_at_once() {
    let (verdict, severity) =
        (VERDICT.replacen("\"force\"", "\"farce\"", 1), SEVERITY.replacen("\"info\"", "\"inof\"", 1));
    let errors = read(&verdict, &severity).unwrap_err();
    let said: Vec<String> = errors.iter().map(ToString::to_string).collect();
    assert_eq!(
        said,
        [
            "rules/verdict.json: row `act-not-yet-adopted`: unknown fact `farce`, did you mean `force`?",
            "rules/severity.json: row `done`: unknown outcome `inof`, did you mean `info`?",
        ]
    );
    assert_eq!(errors[0].location, RuleLocation::Key("/rows/0/when/farce".to_owned()));
    assert_eq!(errors[1].location, RuleLocation::Value("/rows/0/then".to_owned()));
    assert_eq!(position_of(&verdict, "/rows/0/when/farce").0, 9);
    assert_eq!(position_of(&severity, "/rows/0/then").0, 10);
}

#[test]
fn the_schema_knows_the_same_words() {
    let schema: serde_json::Value = serde_json::from_str(SCHEMA).unwrap();
    let words = |name: &str| serde_json::from_value::<Vec<String>>(schema["$defs"][name]["enum"].clone()).unwrap();
    for column in Judged::COLUMNS.iter().chain(Outlook::COLUMNS) {
        assert_eq!(words(column.name), column.words, "{}", column.name);
    }
    assert_eq!(words("severity"), Severity::WORDS);
    assert_eq!(words("remedy"), Remedy::WORDS);
    assert_eq!(words("urgency"), Urgency::WORDS);
    let facts = schema["$defs"]["when-all"]["properties"].as_object().unwrap();
    let known: BTreeSet<&str> =
        Judged::COLUMNS.iter().chain(Outlook::COLUMNS).map(|column| column.name).chain(DayCount::WORDS).collect();
    assert_eq!(facts.keys().map(String::as_str).collect::<BTreeSet<_>>(), known);
}

/// What `rules/possible.rs` takes for granted when it looks for rows out of reach.
#[test]
fn facts_of_the_shipped_data_go_together_as_the_proof_of_reach_says() {
    let (rules, corpus) = (rules(), acquis::load::embedded(None).unwrap());
    let engine = acquis::engine::Engine { corpus: &corpus, rules: &rules, known_as_of: None };
    for day in ["2006-06-01", "2009-12-01", "2011-11-25", "2013-10-31", "2014-12-01", "2019-03-01", "2025-01-01"] {
        let on = acquis::time::Day::parse(day).unwrap();
        for finding in engine.findings(&acquis::engine::Selection::default(), on) {
            let Judged { facts, verdict } = finding.graded.unwrap();
            let wanting = matches!(facts.done, Done::No | Done::Partly | Done::Undone);
            let id = || format!("{} on {day}: {facts:?}", finding.id());
            assert!(facts.when == When::None || facts.done == Done::Yes, "{}", id());
            assert_eq!(facts.days_overdue > 0, facts.due == Due::Passed && wanting, "{}", id());
            assert!(facts.due == Due::Ahead || facts.days_to_due == 0, "{}", id());
            assert!(wanting || facts.evidence_age_days == 0, "{}", id());
            assert!(DayCount::ALL.iter().all(|count| facts.days(*count) >= 0), "{}", id());
            let seen = engine.outlook(&finding);
            let outside = matches!(verdict, Verdict::NotBound | Verdict::NotInForce | Verdict::Ended);
            assert_eq!(seen.days_overdue > 0, verdict.is_gap(), "{}: {seen:?}", id());
            assert!(seen.days_to_due == 0 || !(verdict.is_gap() || outside), "{}: {seen:?}", id());
            let is_contrary = !matches!(verdict, Verdict::Met | Verdict::MetLate | Verdict::Unknown);
            let ages = !outside && (is_contrary || seen.enforcement != Enforcement::None);
            assert!(seen.evidence_age_days == 0 || ages, "{}: {seen:?}", id());
            let is_exposed = seen.exposure != acquis::rules::Exposure::None;
            let with_case = matches!(verdict, Verdict::Met | Verdict::MetLate | Verdict::Pending);
            assert!(!is_exposed || !(outside || verdict == Verdict::Encouraged), "{}: {seen:?}", id());
            assert!(!is_exposed || !with_case || seen.enforcement != Enforcement::None, "{}: {seen:?}", id());
        }
    }
}
