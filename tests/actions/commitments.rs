//! What the Commission committed itself to: delivered, late, dropped, on the days of the documents and the days before,
//! on both clocks; and that it is never measured by what the states did.

use super::{asked, entry, play, programme, run};
use serde_json::{Value, json};
use std::path::Path;

use crate::support::{change, printed};

/// COM(2012) 85 of 12.3.2012; COM(2013) 172 and 173 of 27.3.2013; no strategy for financial investigation was identified;
/// the agreement with the US was concluded on 26.4.2012, that with Canada by a decision of 2025 after the consent of
/// 12.3.2025; Directive (EU) 2016/681 of 27.4.2016; COM(2013) 941 of 15.1.2014; COM(2012) 140 of 28.3.2012; SWD(2012) 143
/// of 31.5.2012; COM(2013) 842 of 27.11.2013; the conference of 29.1.2013; COM(2016) 826 of 21.12.2016.
#[test]
fn commitments_on_their_days_and_the_days_before() {
    for (id, days) in [
        ("iss-2011/1/com-1", vec![("2012-03-11", "open"), ("2012-03-12", "delivered"), ("2020-01-01", "delivered")]),
        ("iss-2011/1/com-2", vec![("2012-12-31", "open"), ("2013-01-01", "late"), ("2013-03-26", "late")]),
        ("iss-2011/1/com-2", vec![("2013-03-27", "delivered-late")]),
        ("iss-2011/1/com-4", vec![("2012-04-25", "open"), ("2012-04-26", "partly"), ("2025-03-11", "partly")]),
        ("iss-2011/1/com-4", vec![("2025-03-12", "unknown"), ("2025-12-31", "delivered-late")]),
        ("iss-2011/1/com-5", vec![("2014-06-30", "late"), ("2016-04-27", "delivered-late")]),
        ("iss-2011/1/com-7", vec![("2012-12-31", "open"), ("2013-01-01", "unknown")]),
        ("iss-2011/2/com-1", vec![("2012-12-31", "open"), ("2013-01-28", "late"), ("2013-01-29", "delivered-late")]),
        ("iss-2011/2/com-2", vec![("2012-12-31", "open"), ("2014-01-14", "unknown"), ("2014-01-15", "partly")]),
        ("iss-2011/2/com-5", vec![("2012-06-30", "unknown"), ("2012-12-31", "delivered")]),
        ("iss-2011/2/com-6", vec![("2013-11-26", "late"), ("2013-11-27", "delivered-late")]),
        ("iss-2011/2/com-7", vec![("2012-05-30", "open"), ("2012-05-31", "delivered")]),
        ("iss-2011/3/com-2", vec![("2012-03-27", "open"), ("2012-03-28", "delivered")]),
        ("iss-2014/1/com-5", vec![("2016-12-20", "open"), ("2016-12-21", "delivered")]),
        ("iss-2014/1/com-4", vec![("2014-06-30", "open"), ("2015-05-19", "open"), ("2015-05-20", "delivered")]),
        ("iss-2014/4/com-3", vec![("2014-06-30", "delivered")]),
    ] {
        for (day, expected) in days {
            assert_eq!(play(day, "", id), expected, "{id} on {day}");
        }
    }
}

/// The promises of the annex: reports on corruption from 2013 (COM(2014) 38 of 3.2.2014), EUROSUR in December 2011
/// (COM(2011) 873 of 12.12.2011) and in 2013 (2.12.2013), health (COM(2011) 866 of 8.12.2011) and civil protection
/// (COM(2011) 934 of 20.12.2011) by the end of 2011, mutual recognition in 2012 (COM(2016) 819 of 21.12.2016), GRECO
/// without a day (COM(2012) 604 of 19 or 23.10.2012; observer on 10.7.2019), industry (COM(2012) 417 of July 2012).
#[test]
fn the_promises_of_the_annex_on_their_days() {
    for (id, days) in [
        ("annex-1/com-1", vec![("2013-12-31", "open"), ("2014-02-02", "late"), ("2014-02-03", "delivered-late")]),
        ("annex-1/com-3", vec![("2012-10-18", "open"), ("2012-10-23", "partly"), ("2019-07-10", "partly")]),
        ("annex-1/com-4", vec![("2012-03-11", "open"), ("2012-03-12", "partly"), ("2016-12-20", "partly")]),
        ("annex-1/com-4", vec![("2016-12-21", "delivered-late")]),
        ("annex-2/com-1", vec![("2012-05-30", "open"), ("2012-05-31", "delivered")]),
        ("annex-4/com-1", vec![("2011-12-11", "open"), ("2011-12-12", "delivered")]),
        ("annex-4/com-2", vec![("2013-12-01", "open"), ("2013-12-02", "delivered")]),
        ("annex-5/com-1", vec![("2011-12-07", "open"), ("2011-12-08", "delivered")]),
        ("annex-5/com-2", vec![("2011-12-19", "open"), ("2011-12-20", "delivered")]),
        ("annex-5/com-3", vec![("2011-12-31", "not-evaluable")]),
        ("annex-x/com-1", vec![("2012-07-25", "open"), ("2012-07-26", "unknown"), ("2012-07-30", "delivered")]),
        ("concl/com-1", vec![("2013-04-09", "open"), ("2013-04-10", "delivered")]),
    ] {
        for (day, expected) in days {
            assert_eq!(play(day, "", &format!("iss-2011/{id}")), expected, "{id} on {day}");
        }
    }
}

/// COM(2015) 185 of 28.4.2015; consultation to 3.10.2014; conference by 30.9.2014.
#[test]
fn the_next_steps_of_2014() {
    for (id, days) in [
        ("com-1", vec![("2015-04-27", "open"), ("2015-04-28", "delivered")]),
        ("com-2", vec![("2014-10-02", "open"), ("2014-10-03", "delivered")]),
        ("com-3", vec![("2014-06-30", "open"), ("2014-09-29", "unknown"), ("2014-09-30", "delivered")]),
        ("com-4", vec![("2015-04-27", "open"), ("2015-04-28", "partly")]),
        ("com-6", vec![("2026-11-28", "not-evaluable")]),
    ] {
        for (day, expected) in days {
            assert_eq!(play(day, "", &format!("iss-2014/next/{id}")), expected, "{id} on {day}");
        }
    }
}

#[test]
fn what_was_delivered_counts_only_once_it_is_known() {
    assert_eq!(play("2014-06-30", "2013-03-26", "iss-2011/1/com-2"), "unknown", "nobody lists what was not delivered");
    assert_eq!(play("2014-06-30", "2013-03-27", "iss-2011/1/com-2"), "delivered-late");
    assert_eq!(play("2015-05-20", "2015-06-04", "iss-2014/1/com-4"), "open", "printed on 5 June 2015");
    assert_eq!(play("2015-05-20", "2015-06-05", "iss-2014/1/com-4"), "delivered");
    assert_eq!(play("2014-10-30", "2014-10-30", "iss-2014/4/com-3"), "open", "the study came out in October 2014");
    assert_eq!(play("2014-10-30", "2014-10-31", "iss-2014/4/com-3"), "delivered");
}

/// The letter of 25 January 2017: no second report on corruption; known from the article of 2 February 2017. Due by the
/// report of 2011 in 2015, by that of 2014 in 2016.
#[test]
fn a_commitment_given_up_is_dropped_from_its_day_on_both_clocks() {
    for (id, due) in [("iss-2011/annex-1/com-2", "2015-12-31"), ("iss-2014/1/com-3", "2016-12-31")] {
        assert_eq!(play(due, "", id), "open", "{id}");
        assert_eq!(play("2017-01-24", "", id), "late", "{id}: known today that none had come");
        assert_eq!((play("2017-01-25", "", id), play("2026-11-28", "", id)), ("dropped".into(), "dropped".into()));
        assert_eq!(play("2017-01-25", "2017-02-01", id), "unknown", "{id}: the letter was not public");
        assert_eq!(play("2017-01-25", "2017-02-02", id), "dropped", "{id}");
        let dropped = entry(&programme("2017-01-25"), id);
        assert_eq!(dropped["because"], format!("due {due}; dropped 2017-01-25"));
        assert_eq!((&dropped["delivered"], &dropped["dropped"][0]["on"]), (&json!([]), &json!("2017-01-25")));
    }
    let (_, page) = run(&["--as-of", "2017-01-25", "--addressee", "COM", "--format", "md"]);
    assert!(page.contains("2 dropped") && page.contains("dropped by letter of 25 January 2017"), "{page}");
}

/// The roadmap of 25 October 2016 still plans to appraise whether an act on freezing assets is needed: none had been proposed
/// by then, four years after the day it was due. After that day nothing is known, and nothing was given up.
#[test]
fn a_source_that_says_that_nothing_came_makes_a_commitment_late() {
    let id = "iss-2011/2/com-3";
    assert_eq!((play("2012-12-31", "", id), play("2013-01-01", "", id)), ("open".into(), "late".into()));
    assert_eq!(play("2026-11-28", "", id), "late");
    assert_eq!(
        (play("2016-10-25", "2016-10-24", id), play("2016-10-25", "2016-10-25", id)),
        ("unknown".into(), "late".into())
    );
    let because = "due 2012-12-31; not delivered by 2016-10-25, says DG HOME, roadmap of 25 October 2016";
    assert_eq!(entry(&programme("2013-01-01"), id)["because"], because);
}

/// A part given up does not hide the part that came: the Registered Traveller Programme (COM(2016) 196 of 6.4.2016) beside
/// the Entry/Exit System (30.11.2017); Canada (Opinion 1/15 of 26.7.2017) beside the United States.
#[test]
fn a_part_given_up_is_listed_beside_the_part_that_came() {
    let because = |day: &str, id: &str| entry(&programme(day), id)["because"].as_str().unwrap().to_owned();
    let borders = "iss-2014/4/com-1";
    assert_eq!((play("2016-04-05", "", borders), play("2017-11-29", "", borders)), ("open".into(), "open".into()));
    assert_eq!(because("2016-04-06", borders), "no day is set; a part was dropped 2016-04-06");
    assert_eq!(play("2017-11-30", "", borders), "partly");
    assert_eq!(because("2017-11-30", borders), "a part was delivered; a part was dropped 2016-04-06");
    let passengers = "iss-2011/1/com-4";
    assert_eq!(because("2017-07-25", passengers), "due 2012-12-31; a part was delivered");
    assert_eq!(
        because("2017-07-26", passengers),
        "due 2012-12-31; a part was delivered; a part was dropped 2017-07-26"
    );
    assert_eq!(play("2017-07-26", "", passengers), "partly");
    assert_eq!(play("2025-12-31", "", passengers), "delivered-late", "what comes after all was not given up for good");
}

/// Of the 24 bullets of 2011 on 30 June 2014. In time: 1/1, 1/6, 1/9, 2/4, 2/5, 2/7, 3/2, 5/3. Late: 1/2, 1/3, 1/8, 2/1,
/// 2/6, 3/1, 4/1, 5/1. In part: 1/4, 2/2. Not yet: 1/5, 2/3. No document: 1/7, 4/2. Not evaluable: 3/3, 5/2. Of the twelve
/// promises: seven delivered (next report, land transport, EUROSUR twice, health, civil protection, industry), the first
/// report on corruption late, GRECO and confiscation in part, the second report not due, classified information not judged.
#[test]
fn the_commission_s_programme_of_2012_as_it_stood_in_june_2014() {
    let programme = asked("2014-06-30", "", &["--addressee", "COM"]);
    let entries = programme["entries"].as_array().unwrap();
    let of_2011 = || entries.iter().filter(|entry| entry["source"] == "iss-report-2011");
    let count = |word: &str| of_2011().filter(|entry| entry["state_of_play"] == word).count();
    assert_eq!(of_2011().count(), 24 + 12);
    let words = ["delivered", "delivered-late", "partly", "late", "dropped", "open", "unknown", "not-evaluable"];
    assert_eq!(words.map(count), [8 + 7, 8 + 1, 2 + 2, 2, 0, 1, 2, 2 + 1]);
    let delivered = of_2011().flat_map(|entry| entry["delivered"].as_array().unwrap());
    assert!(delivered.clone().all(|one| one["confidence"] == "read" && one["source"].is_string()));
    assert_eq!(delivered.count(), 20 + 10, "two documents for 1/2 and for 4/1, one for each of the others");
    let (_, page) = run(&["--as-of", "2015-12-31", "--addressee", "COM", "--format", "md"]);
    assert!(page.contains("COM(2012) 85: proposal") && page.contains("(recalled)"), "{page}");
}

/// The directive on trafficking was transposed by nearly all states in 2014 and the Budapest Convention ratified by 23:
/// that says nothing of what the Commission did about either.
#[test]
fn a_commitment_of_the_commission_is_never_scored_by_what_the_states_did() {
    for day in ["2014-06-30", "2020-01-01", "2026-11-28"] {
        for id in ["iss-2014/1/com-7", "iss-2014/3/com-5"] {
            let entry = entry(&programme(day), id);
            assert_eq!((&entry["state_of_play"], &entry["judged_by"]), (&json!("not-evaluable"), &json!("nothing")));
            assert_eq!((&entry["states"], &entry["obligations"]), (&Value::Null, &json!([])), "{id} on {day}");
        }
    }
}

/// The shipped data with one more commitment of the Commission.
fn with_commitment(directory: &Path, links: &[&str], more: Value) {
    printed(&["init", directory.to_str().unwrap()]);
    let mut urging =
        json!({"id": "test/com", "addressee": "COM", "locator": "test", "text": "test", "obligations": links});
    urging.as_object_mut().unwrap().extend(more.as_object().unwrap().clone());
    change(directory, "seeds/iss-report-2011.json", |source| source["urges"].as_array_mut().unwrap().push(urging));
}

/// The evaluation of Article 14 of Directive 2006/24/EC was due on 15 September 2010; COM(2011) 225 came on 18 April 2011.
#[test]
fn a_commitment_is_judged_by_the_duties_of_its_addressee_alone() {
    let temporary = tempfile::tempdir().unwrap();
    let directory = temporary.path().join("theirs");
    let data = directory.to_str().unwrap();
    with_commitment(&directory, &["anti-trafficking/transposition"], json!({"not_evaluable": "theirs, not its own"}));
    let theirs = entry(&asked("2014-06-30", "", &["--data", data]), "test/com");
    assert_eq!((&theirs["state_of_play"], &theirs["states"]), (&json!("not-evaluable"), &Value::Null));
    let links = ["anti-trafficking/transposition", "data-retention/evaluation"];
    let directory = directory.with_file_name("own");
    let data = directory.to_str().unwrap();
    with_commitment(&directory, &links, json!({}));
    let own = entry(&asked("2012-01-01", "2012-01-01", &["--data", data]), "test/com");
    assert_eq!((&own["state_of_play"], &own["judged_by"]), (&json!("delivered-late"), &json!("obligations")));
    assert_eq!(
        (&own["because"], &own["states"]),
        (&json!("data-retention/evaluation: met-late, due 2010-09-15"), &Value::Null)
    );
}
