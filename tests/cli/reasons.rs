//! What a reader learns about the facts behind a verdict: marks, bonds, deadlines, cases, reasons in words. Small corpora of
//! one act and one state; what a test does not say is as in `act` and `state`.

use crate::support::{own_corpus, printed};
use serde_json::{Value, json};
use tempfile::TempDir;

fn write(directory: &TempDir, path: &str, value: &Value) {
    let path = directory.path().join(path);
    std::fs::create_dir_all(path.parent().unwrap()).unwrap();
    std::fs::write(path, value.to_string()).unwrap();
}

fn act(deadline: Value) -> Value {
    let duty = |id: &str, kind: &str, events: &[&str]| {
        json!({"id": id, "article": "1", "kind": kind, "duty": "binding", "title": "Do it", "deadline": deadline,
            "fulfilled_by": events, "undone_by": [], "silence": {"means": "unknown"}})
    };
    let mut point = duty("point", "designate", &["designated"]);
    point["implied_by"] = json!(["running", "other/running"]);
    json!({"$schema": "../schemas/instrument.schema.json", "id": "act", "kind": "directive", "title": "A model act",
        "short_title": "Model act", "pillar": "union", "adopted": "2010-01-01", "in_force": "2010-02-01",
        "binds": {"group": "member-states"}, "sources": ["gazette"],
        "obligations": [duty("whole", "transpose", &["notified", "measure"]), point, duty("running", "operate", &["operational", "authorised"])]})
}

fn corpus(act: Value, records: &[Value]) -> TempDir {
    let directory = tempfile::tempdir().unwrap();
    let mut other = act.clone();
    other["id"] = json!("other");
    other["obligations"] = json!([other["obligations"][2]]);
    let filled = |record: &Value| {
        let mut whole = json!({"instrument": "act", "source": "gazette", "confidence": "read"});
        whole.as_object_mut().unwrap().extend(record.as_object().unwrap().clone());
        whole
    };
    let state = |code: &str, name: &str, membership: Value, records: Vec<Value>| json!({"$schema": "../schemas/member-state.schema.json", "code": code, "name": name, "membership": membership, "records": records});
    let member = json!([{"from": "1995-01-01", "basis": "accession"}]);
    write(&directory, "instruments/act.json", &act);
    write(&directory, "instruments/other.json", &other);
    write(&directory, "member-states/XA.json", &state("XA", "Exampland", member, records.iter().map(filled).collect()));
    write(&directory, "member-states/XC.json", &state("XC", "Associa", json!([]), Vec::new()));
    for (id, continuous) in [("gazette", false), ("cases", true)] {
        let mut seed = json!({"$schema": "../schemas/seed.schema.json", "id": id, "title": id, "kind": "register",
            "published": "2010-01-01", "continuous": continuous, "official": "https://example.org/"});
        if continuous {
            seed["through"] = json!("2015-12-31");
        }
        write(&directory, &format!("seeds/{id}.json"), &seed);
    }
    directory
}

fn due() -> Value {
    json!({"by": "2011-12-31"})
}

/// The finding of the contract.
fn finding(corpus: &TempDir, id: &str, on: &str) -> Value {
    let data = corpus.path().to_str().unwrap();
    let text = printed(&["explain", id, "--as-of", on, "--data", data, "--format", "json"]);
    serde_json::from_str::<Value>(&text).unwrap()["findings"][0].clone()
}

/// The page of a command, with every run of blanks as one.
fn page(corpus: &TempDir, arguments: &[&str]) -> String {
    let data = ["--data", corpus.path().to_str().unwrap(), "--format", "table"];
    let text = printed(&[arguments, &data].concat());
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn reasons(corpus: &TempDir, id: &str, on: &str) -> String {
    finding(corpus, id, on)["because"].to_string()
}

fn step(event: &str, on: &str) -> Value {
    json!({"event": event, "on": on, "kind": "non-communication", "procedure": "258", "case": "1", "source": "cases"})
}

#[test]
fn done_by_a_day_that_is_not_known_is_marked_and_not_shown_as_in_time() {
    let one = corpus(act(due()), &[json!({"event": "observed", "status": "done", "on": "2013-01-01"})]);
    let found = finding(&one, "XA/act/whole", "2013-01-01");
    assert_eq!(
        (&found["verdict"], &found["when"], &found["headline"]),
        (&json!("met"), &json!("unsure"), &json!(true))
    );
    let ask = ["--as-of", "2013-01-01", "--instrument", "act/whole"];
    let matrix = page(&one, &[&["compare", "XA"], &ask[..]].concat());
    assert!(matrix.contains("XA m ") && matrix.contains("m met, in time or late not known"), "{matrix}");
    let gaps = page(&one, &[&["gaps", "XA", "--all"], &ask[..]].concat());
    assert!(gaps.contains("met, unsure act/whole"), "{gaps}");
    let table =
        page(&one, &["scoreboard", "XA", "--as-of", "2013-01-01", "--instrument", "act/whole", "--layout", "table2"]);
    assert!(table.contains("1 of 1 done (1 m)") && table.contains("m: done, in time or late not known"), "{table}");
}

#[test]
fn what_is_presumed_is_marked_and_counted() {
    let mut closed = step("closed", "2013-02-01");
    closed["outcome"] = json!("unsaid");
    let one = corpus(act(due()), &[step("formal-notice", "2012-03-01"), closed]);
    let found = finding(&one, "XA/act/whole", "2013-02-01");
    assert_eq!((&found["verdict"], &found["evidence"]["presumed"]), (&json!("met-late"), &json!(true)));
    assert!(found["because"].to_string().contains("presumed done: the case was closed on 2013-02-01, no reason given"));
    assert!(finding(&one, "XA/act/whole", "2013-01-31")["evidence"].get("presumed").is_none(), "a gap is not presumed");
    let gaps = page(&one, &["gaps", "XA", "--all", "--as-of", "2013-02-01"]);
    assert!(gaps.contains("met-late, presumed") && gaps.contains("1 on what is presumed"), "{gaps}");
    let matrix = page(&one, &["compare", "XA", "--as-of", "2013-02-01", "--instrument", "act/whole"]);
    assert!(matrix.contains("XA L ~") && matrix.contains("~ is presumed"), "{matrix}");
    assert!(page(&one, &["explain", "XA/act/whole", "--as-of", "2013-02-01"]).contains("verdict met-late, presumed"));
}

#[test]
fn another_duty_proves_this_one_and_one_of_another_act_is_presumed() {
    let running = |act: &str| json!({"instrument": act, "event": "operational", "on": "2011-06-01"});
    let one = corpus(act(due()), &[running("act")]);
    let found = finding(&one, "XA/act/point", "2012-01-01");
    assert_eq!((&found["verdict"], found["evidence"].get("presumed")), (&json!("met"), None));
    assert!(found["because"].to_string().contains("act/running: operational 2011-06-01, which presupposes it"));
    let other = corpus(act(due()), &[running("other")]);
    let found = finding(&other, "XA/act/point", "2012-01-01");
    assert_eq!((&found["verdict"], &found["evidence"]["presumed"]), (&json!("met"), &json!(true)));
    let text =
        "other/running: operational 2011-06-01, which presupposes it; presumed, since it is done under another act";
    assert!(found["because"].to_string().contains(text), "{found}");
    let explained = page(&other, &["explain", "XA/act/point", "--as-of", "2012-01-01"]);
    assert!(explained.contains("other/running: operational decides"), "{explained}");
    let history = page(&one, &["history", "XA", "act/point"]);
    assert!(history.contains("which presupposes it"), "{history}");
    let mut contained = act(due());
    contained["obligations"][1]["implied_by"] = json!(["whole"]);
    let notified = json!({"event": "notified", "on": "2011-06-01", "extent": "full", "obligations": ["whole"]});
    let law = corpus(contained, &[notified]);
    let text = reasons(&law, "XA/act/point", "2012-01-01");
    assert!(text.contains("act/whole: notified 2011-06-01, which contains it"), "{text}");
    assert!(page(&law, &["history", "XA", "act/point"]).contains("which contains it"));
}

#[test]
fn a_judgment_shows_which_day_it_concerns() {
    let mut opinion = step("reasoned-opinion", "2012-06-01");
    let judgment = step("judgment", "2014-03-01");
    let set = "the Court found it not done at the end of the period set in the reasoned opinion, ";
    let text = |records: &[Value]| reasons(&corpus(act(due()), records), "XA/act/whole", "2012-07-01");
    assert!(text(&[opinion.clone(), judgment.clone()]).contains(&format!("{set}2012-08-01 (judgment 2014-03-01)")));
    opinion["until"] = json!("2012-07-15");
    assert!(text(&[opinion.clone(), judgment.clone()]).contains(&format!("{set}2012-07-15")));
    let mut lasting = judgment.clone();
    lasting["until"] = json!("2013-12-31");
    assert!(text(&[opinion, lasting]).contains("the Court found it not done up to 2013-12-31 (judgment 2014-03-01)"));
    let alone = reasons(&corpus(act(due()), &[judgment]), "XA/act/whole", "2012-01-01");
    assert!(alone.contains("the Court found it not done on 2012-01-01, the day after the deadline"), "{alone}");
}

#[test]
fn a_case_is_open_until_its_register_ended() {
    let one = corpus(act(due()), &[step("formal-notice", "2015-11-15")]);
    let on = |day: &str| reasons(&one, "XA/act/whole", day);
    assert!(on("2015-12-31").contains("open case 1 (Art. 258 TFEU): formal notice 2015-11-15"), "{}", on("2015-12-31"));
    let later = on("2016-01-01");
    assert!(
        later.contains("case 1 (Art. 258 TFEU), open when the register ended (2015-12-31): formal notice"),
        "{later}"
    );
    assert!(later.contains("the register shows the case as open until 2015-12-31"), "{later}");
    for command in [&["gaps", "XA"][..], &["explain", "XA/act/whole"], &["deadlines", "XA"], &["recommend", "XA"]] {
        let text = page(&one, &[command, &["--as-of", "2016-01-02"]].concat());
        assert!(text.contains("open when the register ended"), "{command:?}: {text}");
        assert!(!text.contains("open case"), "{command:?}: {text}");
    }
    let history = page(&one, &["history", "XA", "act/whole"]);
    assert!(
        history.contains("the register shows the case as open until 2015-12-31: the evidence has grown old"),
        "{history}"
    );
}

#[test]
fn texts_that_only_amend_and_extents_that_nobody_states_leave_it_open() {
    let law = |more: Value| {
        let mut law = json!({"event": "measure", "on": "2013-05-01", "extent": "full", "title": "Law 5"});
        law.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
        corpus(act(due()), &[law])
    };
    let amending = law(json!({"amends": true}));
    let before = finding(&amending, "XA/act/whole", "2013-04-30");
    assert_eq!(before["verdict"], "possible-gap");
    let amends = "the text only amends an earlier law of which nothing is recorded, so ";
    assert!(before["because"].to_string().contains(&format!("{amends}the days before stay open")), "{before}");
    assert!(before["because"].to_string().contains("if the law that is amended was there before, there is no gap"));
    let from = finding(&amending, "XA/act/whole", "2013-05-01");
    assert_eq!((&from["verdict"], &from["when"]), (&json!("met"), &json!("unsure")));
    assert!(from["because"].to_string().contains(&format!("{amends}since when it is done stays open")), "{from}");
    let unsaid = finding(&law(json!({"extent": "unsaid"})), "XA/act/whole", "2013-05-01");
    assert_eq!(unsaid["verdict"], "possible-gap");
    assert!(
        unsaid["because"].to_string().contains("2013-05-01; the source does not say whether it is all of it"),
        "{unsaid}"
    );
}

#[test]
fn a_later_decision_of_the_council_is_no_fault_of_the_state_alone() {
    let one = corpus(act(due()), &[json!({"event": "authorised", "on": "2013-05-21"})]);
    let text = reasons(&one, "XA/act/running", "2012-06-01");
    assert!(text.contains("not authorised before 2013-05-21; the day of the decision lies with the Council"), "{text}");
}

#[test]
fn deadlines_are_shown_corrected_moved_and_as_far_as_they_are_known() {
    let corrected =
        json!({"before": "2010-12-01", "corrected": [{"before": "2011-12-01", "known_from": "2010-05-05"}]});
    let right = "before 2011-12-01 (last good day 2011-11-30), as corrected by a corrigendum of 2010-05-05";
    let one = corpus(act(corrected), &[]);
    for command in [&["list", "obligations"][..], &["show", "act"], &["show", "act/whole"]] {
        let text = page(&one, &[command, &["--as-of", "2010-03-01"]].concat());
        assert!(text.replace("as Do it corrected", "as corrected").contains(right), "{command:?}: {text}");
    }
    let moved = json!({"by": "2011-12-31", "changed": [{"by": "2013-12-31", "known_from": "2011-10-01", "act": "Directive 2011/9"}]});
    let one = corpus(act(moved), &[]);
    let shown = page(&one, &["show", "act/whole"]);
    assert!(shown.contains("by 2011-12-31; from 2011-10-01 on by 2013-12-31, moved by Directive 2011/9"), "{shown}");
    let text = |day: &str| reasons(&one, "XA/act/whole", day);
    assert!(text("2011-09-30").contains("due 2011-12-31 (Art. 1"), "{}", text("2011-09-30"));
    assert!(text("2011-10-01").contains("due 2013-12-31, moved by Directive 2011/9 from 2011-10-01 on"));
}

#[test]
fn a_deadline_of_which_only_an_upper_bound_is_known_is_no_entry_and_marked() {
    let one = corpus(
        act(json!({"passed_by": "2011-12-31"})),
        &[json!({"event": "observed", "status": "not-done", "on": "2011-06-01"})],
    );
    let [before, after] = ["2011-12-31", "2012-01-01"].map(|day| finding(&one, "XA/act/whole", day));
    assert_eq!(
        (&before["verdict"], &before["due_open"], &before["at_least"]),
        (&json!("unknown"), &json!(true), &json!(true))
    );
    assert_eq!(
        (&after["verdict"], after.get("due_open"), &after["days_overdue"]),
        (&json!("overdue"), None, &json!(1))
    );
    assert!(
        after["because"].to_string().contains("due on a day that is not known; passed by 2011-12-31 at the latest")
    );
    assert!(page(&one, &["show", "act/whole"]).contains("not known; passed by 2011-12-31 at the latest"));
    let coming = page(&one, &["deadlines", "XA", "--as-of", "2011-10-01", "--within", "1y"]);
    assert!(coming.contains("no deadline within 1y"), "{coming}");
    let history = page(&one, &["history", "XA", "act/whole"]);
    assert!(history.contains("the deadline is not known, and had passed by 2011-12-31 at the latest"), "{history}");
}

#[test]
fn an_associate_is_bound_by_its_agreement_with_a_period_of_its_own() {
    let with = |deadline: Value| {
        let mut act = act(due());
        act["binds"]["also"] = json!([{"state": "XC", "from": "2010-02-01", "basis": "the agreement of association",
            "source": "gazette", "deadline": deadline}]);
        corpus(act, &[])
    };
    let open = with(Value::Null);
    let found = finding(&open, "XC/act/whole", "2020-01-01");
    assert_eq!((&found["verdict"], &found["due_open"], &found["due"]), (&json!("unknown"), &json!(true), &Value::Null));
    assert!(
        found["because"].to_string().contains("Associa has a period of its own, and no source tells it"),
        "{found}"
    );
    assert!(page(&open, &["show", "act"]).contains("not known"));
    let known = with(json!({"within": "P2Y", "from": "bound"}));
    let text = reasons(&known, "XC/act/whole", "2011-01-01");
    assert!(text.contains("due 2012-02-01: Associa has a period of its own, within 2 years from the day"), "{text}");
    let explained = page(&known, &["explain", "XC/act/whole", "--as-of", "2013-01-01"]);
    assert!(explained.contains("bound yes: the agreement of association [gazette (2010-01-01)]"), "{explained}");
    let path = known.path().join("member-states/XC.json");
    let mut state: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    state["records"] = json!([{"instrument": "act", "event": "observed", "status": "not-done", "on": "2013-01-01",
        "source": "gazette", "confidence": "read"}]);
    write(&known, "member-states/XC.json", &state);
    let explained = page(&known, &["explain", "XC/act/whole", "--as-of", "2013-01-01"]);
    assert!(explained.contains("verdict overdue") && explained.contains("it is not done [gazette]"), "{explained}");
    assert!(!explained.contains("288"), "{explained}");
}

#[test]
fn provisions_and_bonds_are_those_of_the_state() {
    let corpus = own_corpus();
    let rule = |id: &str, day: &str| {
        let text = page(&corpus, &["explain", id, "--as-of", day]);
        text.split_once(" severity ").unwrap().0.split_once(" rule ").unwrap().1.to_owned()
    };
    let third = rule("EL/prum/dna", "2012-01-01");
    assert!(third.ends_with("[Art. 34(2)(b) and (c) TEU before Lisbon, with Protocol (No 36), Art. 9]"), "{third}");
    let member = rule("DE/anti-trafficking/transposition", "2014-01-01");
    assert!(member.ends_with("[Art. 288 TFEU; Art. 4(3) TEU]"), "{member}");
    let party = rule("BG/budapest/extradition-authority", "2013-10-17");
    assert!(party.ends_with("[VCLT Art. 26]"), "{party}");
    let bound = |id: &str, day: &str| page(&corpus, &["explain", id, "--as-of", day]);
    assert!(
        bound("IE/anti-trafficking/transposition", "2013-10-17").contains("bound yes: Protocol (No 21), Article 3")
    );
    assert!(
        bound("UK/anti-trafficking/transposition", "2013-10-17").contains("bound yes: Protocol (No 21), Article 4")
    );
    assert!(bound("DK/anti-trafficking/transposition", "2013-10-17").contains("Protocol (No 22)"));
    assert!(bound("FR/anti-trafficking/transposition", "2013-10-17").contains("bound yes: Member State since 1958"));
}

/// Of a consent whose day is not known only the earliest day of entry into force is certain.
#[test]
fn a_party_without_an_exact_day_of_consent_is_perhaps_one() {
    let own = own_corpus();
    let path = own.path().join("member-states/LI.json");
    let mut state: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let mut bound = |deposit: Value, on: &str| {
        state["records"] = json!([{"instrument": "budapest", "event": "ratification", "on": deposit,
            "source": "coe-185-chart", "confidence": "read"}]);
        write(&own, "member-states/LI.json", &state);
        page(&own, &["explain", "LI/budapest/offences-against-systems", "--as-of", on])
    };
    let known = bound(json!("2010-01-15"), "2012-01-01");
    assert!(known.contains("bound yes: the treaty is in force for Liechtenstein since 2010-05-01"), "{known}");
    let span = json!({"after": "2010-01-10", "by": "2010-03-10"});
    let early = bound(span.clone(), "2010-05-31");
    let may_be = "bound perhaps: the treaty may be in force for Liechtenstein, since 2010-05-01 at the earliest";
    assert!(early.contains(may_be), "{early}");
    let later = bound(span.clone(), "2010-07-01");
    let by_then = "bound yes: the treaty is in force for Liechtenstein since a day from 2010-05-01 to 2010-07-01";
    assert!(later.contains(by_then), "{later}");
    assert!(bound(span, "2010-04-30").contains("bound no:"));
}

#[test]
fn a_duty_that_began_later_names_the_act_that_added_it() {
    let mut law = act(due());
    law["obligations"][0]["from"] = json!("2011-03-01");
    law["obligations"][0]["added_by"] = json!("Directive 2011/7, Article 2");
    let one = corpus(law, &[]);
    let text = reasons(&one, "XA/act/whole", "2011-02-28");
    assert!(text.contains("this duty exists only from 2011-03-01 on: added by Directive 2011/7, Article 2"), "{text}");
    let history = page(&one, &["history", "XA", "act/whole"]);
    assert!(history.contains("the duty begins: added by Directive 2011/7, Article 2"), "{history}");
}

#[test]
fn where_too_much_is_uncertain_it_is_said() {
    let law = |month: u32| json!({"event": "measure", "on": format!("2009-{month:02}"), "extent": "unsaid", "title": format!("Law {month}")});
    let one = corpus(act(due()), &(1..10).map(law).collect::<Vec<Value>>());
    let found = finding(&one, "XA/act/whole", "2012-06-01");
    assert_eq!((&found["verdict"], &found["evidence"]["approximate"]), (&json!("possible-gap"), &json!(true)));
    assert!(found["because"].to_string().contains("approximate: too many records are uncertain to try every order"));
}

#[test]
fn no_later_step_is_said_of_registers_alone_and_up_to_a_day() {
    let closed = json!({"event": "closed", "outcome": "unsaid", "on": "2014-06-01", "kind": "non-communication",
        "procedure": "258", "case": "1", "source": "cases"});
    let case = corpus(act(due()), &[step("formal-notice", "2012-03-01"), closed]);
    let text = |one: &TempDir, day: &str| reasons(one, "XA/act/whole", day);
    assert!(
        text(&case, "2013-01-01").contains("no later step by 2013-01-01 in cases\""),
        "{}",
        text(&case, "2013-01-01")
    );
    let open = corpus(act(due()), &[step("formal-notice", "2015-11-15")]);
    assert!(
        text(&open, "2016-02-01").contains("no later step by 2015-12-31 in cases\""),
        "{}",
        text(&open, "2016-02-01")
    );
    let mut judgment = step("judgment", "2013-05-01");
    judgment["source"] = json!("gazette");
    let judged = corpus(act(due()), &[step("referral", "2012-03-01"), judgment]);
    assert!(!text(&judged, "2013-06-01").contains("no later step"), "a judgment is no list of steps");
    let mut perhaps = step("reasoned-opinion", "");
    perhaps["on"] = json!({"after": "2013-04-30", "by": "2013-12-31"});
    let unsure = corpus(act(due()), &[step("formal-notice", "2012-03-01"), perhaps]);
    assert!(text(&unsure, "2013-04-30").contains("no later step by 2013-04-30"));
    assert!(!text(&unsure, "2013-05-01").contains("no later step"), "{}", text(&unsure, "2013-05-01"));
}

#[test]
fn one_step_at_most_began_the_gap_and_a_letter_only_reports_it() {
    let law = json!({"event": "measure", "on": "2011-05-01", "extent": "full", "title": "Law 5"});
    let annulled = json!({"event": "annulled-nationally", "on": "2012-05-01"});
    let undone = corpus(lawful(), &[law.clone(), annulled.clone()]);
    let text = reasons(&undone, "XA/act/whole", "2012-06-01");
    assert!(text.contains("the present gap began with: national law annulled 2012-05-01"), "{text}");
    // in some readings the law was no full one, and the gap is as old as the deadline
    let mut unsaid = law.clone();
    unsaid["extent"] = json!("unsaid");
    let letter = corpus(lawful(), &[unsaid.clone(), step("formal-notice", "2012-03-01")]);
    let found = finding(&letter, "XA/act/whole", "2012-03-01");
    let text = found["because"].to_string();
    assert!(!text.contains("began with"), "{text}");
    let certain = corpus(lawful(), &[law, json!({"event": "observed", "status": "not-done", "on": "2012-03-01"})]);
    let text = reasons(&certain, "XA/act/whole", "2012-03-01");
    assert!(text.contains("the present gap began not later than: found not done 2012-03-01"), "{text}");
    // it may still stand: no gap is claimed, and so none began
    let mut perhaps = annulled;
    perhaps["on"] = json!({"after": "2012-04-30", "by": "2012-07-31"});
    let maybe = corpus(lawful(), &[unsaid, perhaps]);
    for day in ["2012-06-01", "2012-08-01"] {
        let found = finding(&maybe, "XA/act/whole", day);
        let count = found["because"].to_string().matches("the present gap began").count();
        let is_gap = matches!(found["verdict"].as_str(), Some("partial" | "overdue"));
        assert_eq!(count, usize::from(is_gap), "{found}");
    }
}

/// The act, its transposition undone by what undoes a law.
fn lawful() -> Value {
    let mut law = act(due());
    law["obligations"][0]["undone_by"] = json!(["annulled-nationally"]);
    law
}

#[test]
fn a_successor_is_bound_by_its_succession_and_a_signature_needs_no_deposit() {
    let corpus = own_corpus();
    let path = corpus.path().join("member-states/CZ.json");
    let shipped: Value = serde_json::from_str(&std::fs::read_to_string(path).unwrap()).unwrap();
    let with = |more: Value| {
        let mut state = shipped.clone();
        let records = state["records"].as_array_mut().unwrap();
        records.retain(|one| one["instrument"] != "budapest" || one["event"] != "in-force-for-state");
        let consent = records.iter_mut().find(|one| one["event"] == "ratification" && one["instrument"] == "budapest");
        let consent = consent.unwrap().as_object_mut().unwrap();
        consent.extend(more.as_object().unwrap().clone());
        write(&corpus, "member-states/CZ.json", &state);
    };
    with(json!({"consent": "succession", "succeeds_on": "2011-01-01"}));
    for day in ["2012-01-01", "2014-01-01"] {
        let text = reasons(&corpus, "CZ/budapest/jurisdiction", day);
        assert!(text.contains("succession with effect from 2011-01-01 deposited 2013-08-22"), "{text}");
    }
    with(json!({"consent": "definitive-signature"}));
    let text = reasons(&corpus, "CZ/budapest/jurisdiction", "2014-01-01");
    assert!(text.contains("signed without reservation as to ratification 2013-08-22"), "{text}");
    assert!(!text.contains("deposited"), "{text}");
}

#[test]
fn one_day_is_one_day() {
    let one = corpus(act(due()), &[json!({"event": "observed", "status": "not-done", "on": "2013-01-01"})]);
    let text = |day: &str| reasons(&one, "XA/act/whole", day);
    assert!(text("2013-01-02").contains("last confirmed 2013-01-01, 1 day before"), "{}", text("2013-01-02"));
    assert!(text("2013-01-03").contains("last confirmed 2013-01-01, 2 days before"), "{}", text("2013-01-03"));
}
