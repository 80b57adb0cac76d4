//! Random records about the directive `act` and the treaty `pact`.

use super::*;
use proptest::sample::select;

/// One record about the directive or the treaty.
pub fn record() -> impl Strategy<Value = Value> {
    let record = prop_oneof![
        4 => of_the_act("cases", law_record()),
        3 => of_the_act("late", finding()),
        4 => step_record(),
        1 => of_the_act("late", operation()),
        3 => pact_record(),
    ];
    record.prop_map(|mut record| {
        record["confidence"] = json!("read");
        record
    })
}

/// A record of the directive on any day, from any source.
fn of_the_act(register: &'static str, record: impl Strategy<Value = Value>) -> impl Strategy<Value = Value> {
    (record, on(), source(register)).prop_map(|(mut record, on, source)| {
        record["instrument"] = json!("act");
        record["on"] = on;
        record["source"] = json!(source);
        record
    })
}

fn source(register: &'static str) -> impl Strategy<Value = &'static str> {
    select(vec!["early", "late", "chart", "late", register])
}

/// The obligations of which a record speaks: mostly left out.
fn about(record: impl Strategy<Value = Value>, named: Vec<Value>) -> impl Strategy<Value = Value> {
    (record, prop::option::weighted(0.25, select(named))).prop_map(|(mut record, named)| {
        if let Some(named) = named {
            record["obligations"] = named;
        }
        record
    })
}

/// A national law or its notification, and what undoes it.
fn law_record() -> impl Strategy<Value = Value> {
    let extent = select(vec!["full", "full", "full", "partial", "unsaid"]);
    let act = (select(vec!["notified", "measure"]), extent, prop::bool::weighted(0.2));
    let act = act.prop_map(|(event, extent, amends)| {
        let mut act = json!({"event": event, "extent": extent});
        if amends {
            act["amends"] = json!(true);
        }
        act
    });
    let record = prop_oneof![4 => act, 1 => Just(json!({"event": "annulled-nationally"}))];
    about(record, vec![json!(["whole"]), json!(["whole", "reported"])])
}

fn operation() -> impl Strategy<Value = Value> {
    select(vec![json!({"event": "operational"}), json!({"event": "authorised"}), json!({"event": "suspended"})])
}

fn finding() -> impl Strategy<Value = Value> {
    let finding =
        select(vec![("done", false), ("partly", false), ("not-done", false), ("not-done", true), ("partly", true)]);
    let finding = finding.prop_map(|(status, pending)| {
        let mut finding = json!({"event": "observed", "status": status});
        if pending {
            finding["pending"] = json!(true);
        }
        finding
    });
    about(finding, vec![json!(["whole"]), json!(["proved"]), json!(["later", "reported"])])
}

/// A step or the closing of one of four cases; a case without a number is one of them.
fn step_record() -> impl Strategy<Value = Value> {
    let event = select(vec![
        "formal-notice",
        "formal-notice",
        "reasoned-opinion",
        "reasoned-opinion",
        "referral",
        "judgment",
        "penalty",
        "closed",
        "closed",
        "withdrawn",
    ]);
    let case = select(vec![
        (Some("INFR(2009)0001"), "non-communication"),
        (Some("INFR(2009)0001"), "non-communication"),
        (Some("INFR(2010)0204"), "non-communication"),
        (None, "non-communication"),
        (Some("INFR(2011)2001"), "non-conformity"),
    ]);
    let procedure = select(vec!["258", "258", "260(3)", "260(2)"]);
    let outcome = select(vec!["complied", "moot", "unsaid"]);
    let step = (event, case, procedure, outcome, prop::option::weighted(0.3, 1i64..200));
    let step = (step, on(), source("cases")).prop_map(|((event, (case, kind), procedure, outcome, days), on, source)| {
        let mut step = json!({"instrument": "act", "event": event, "kind": kind, "procedure": procedure, "on": on, "source": source});
        if let Some(case) = case {
            step["case"] = json!(case);
        }
        if event == "closed" || event == "withdrawn" {
            step["outcome"] = json!(outcome);
        }
        if let Some(until) = days.and_then(|days| until(event, procedure, &step, days)) {
            step["until"] = until;
        }
        step
    });
    about(step, vec![json!(["whole"]), json!(["reported", "proved"])])
}

/// The last day to comply is after the letter, the last day of the failure before the judgment.
fn until(event: &str, procedure: &str, step: &Value, days: i64) -> Option<Value> {
    let on: NaiveDate = step["on"].as_str().filter(|_| is_exact(step))?.parse().unwrap();
    let day = match event {
        "reasoned-opinion" => on + chrono::Duration::days(days),
        "formal-notice" if procedure == "260(2)" => on + chrono::Duration::days(days),
        "judgment" | "penalty" => on - chrono::Duration::days(days),
        _ => return None,
    };
    Some(json!(day.to_string()))
}

/// Consent in its forms, entry into force as recorded, denunciation; a contact point.
fn pact_record() -> impl Strategy<Value = Value> {
    let uncertain = select(vec![
        json!({"event": "ratification"}),
        json!({"event": "ratification", "consent": "approval"}),
        json!({"event": "ratification", "consent": "definitive-signature"}),
        json!({"event": "ratification", "consent": "formal-confirmation"}),
        json!({"event": "designated"}),
        json!({"event": "designated"}),
        json!({"event": "signature"}),
    ]);
    let uncertain = (uncertain, on()).prop_map(|(mut record, on)| {
        record["on"] = on;
        record
    });
    let succession = (on(), exact()).prop_map(
        |(on, from)| json!({"event": "ratification", "consent": "succession", "on": on, "succeeds_on": from}),
    );
    let certain = (select(vec!["in-force-for-state", "denunciation"]), exact())
        .prop_map(|(event, on)| json!({"event": event, "on": on}));
    (prop_oneof![6 => uncertain, 1 => succession, 1 => certain], source("chart")).prop_map(|(mut record, source)| {
        record["instrument"] = json!("pact");
        record["source"] = json!(source);
        record
    })
}

pub(super) fn deferral() -> impl Strategy<Value = Value> {
    (exact(), 1u64..900).prop_map(|(on, length)| {
        let from: NaiveDate = on.as_str().unwrap().parse().unwrap();
        json!({"instrument": "act", "event": "deferral", "on": on, "until": (from + Days::new(length)).to_string(),
               "source": "late", "confidence": "read"})
    })
}
