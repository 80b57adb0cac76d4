//! What states are encouraged to do, against cases that a jurist can sign (`tests/recommendations/*.json`, each the whole
//! list for one state, worked out from the facts and the bullets of the report of 2011), and at the days on which
//! exposure and urging change.

use std::collections::HashMap;
use std::fs;
use std::path::PathBuf;

use acquis::engine::{Choice, Engine, Selection};
use acquis::law::Corpus;
use acquis::load;
use acquis::report::{Recommendation, RecommendationList, Run};
use serde::Deserialize;

use crate::support::{self, corpus, day, five_acts, package, rules, run_of};

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct Case {
    state: String,
    as_of: String,
    known_as_of: String,
    given: String,
    because: String,
    recommendations: Vec<Expected>,
}

#[derive(Debug, Deserialize, PartialEq, Eq, PartialOrd, Ord)]
#[serde(deny_unknown_fields)]
struct Expected {
    remedy: String,
    text: String,
    #[serde(rename = "for")]
    answers: Vec<String>,
    urgency: String,
    exposure: Option<String>,
    objective: Option<u8>,
    source: Option<String>,
    locator: Option<String>,
    because: String,
}

/// A corpus, judged by the shipped tables, and the acts that are asked about.
struct World<'c> {
    corpus: &'c Corpus,
    acts: Choice,
}

fn shipped() -> World<'static> {
    World { corpus: corpus(), acts: Choice::All }
}

/// The five acts for which the lists were worked out on paper.
fn of_five() -> World<'static> {
    World { acts: five_acts(), ..shipped() }
}

impl World<'_> {
    fn to(&self, state: &str, as_of: &str, known_as_of: Option<&str>) -> Vec<Recommendation<'_>> {
        let engine = Engine { corpus: self.corpus, rules: rules(), known_as_of: known_as_of.map(day) };
        let run = Run { engine, as_of: day(as_of), rules_digest: "" };
        let selection =
            Selection { actors: Choice::one(state), instruments: self.acts.clone(), ..Selection::default() };
        RecommendationList::new(run, &selection, false).recommendations().to_vec()
    }

    /// The recommendation of a remedy under an instrument.
    fn one(&self, ask: (&str, &str, &str), as_of: &str, known_as_of: Option<&str>) -> Option<Recommendation<'_>> {
        let (state, instrument, remedy) = ask;
        let all = self.to(state, as_of, known_as_of);
        all.into_iter().find(|one| one.instrument == instrument && one.remedy == remedy)
    }
}

fn cases() -> Vec<Case> {
    let folder = package().join("tests/recommendations");
    let mut files: Vec<PathBuf> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files.iter().map(|file| serde_json::from_slice(&fs::read(file).unwrap()).unwrap()).collect()
}

/// As a case would state it; its reason is the case's own.
fn summarize(one: &Recommendation, state: &str) -> Expected {
    let short = |id: &String| id.strip_prefix(&format!("{state}/")).unwrap().to_owned();
    Expected {
        remedy: one.remedy.to_owned(),
        text: one.text.clone(),
        answers: one.answers.iter().map(short).collect(),
        urgency: one.urgency.to_owned(),
        exposure: one.exposure.map(str::to_owned),
        objective: one.objective,
        source: one.source.clone(),
        locator: one.locator.clone(),
        because: String::new(),
    }
}

#[test]
fn six_states_on_the_day_of_the_report_get_their_full_lists() {
    let world = of_five();
    let cases = cases();
    let states: Vec<&str> = cases.iter().map(|case| case.state.as_str()).collect();
    assert_eq!(states, ["AT", "DE", "IE", "IT", "RO", "SE"]);
    for mut case in cases {
        assert!(!case.given.is_empty() && !case.because.is_empty());
        for expected in &mut case.recommendations {
            assert!(!std::mem::take(&mut expected.because).is_empty());
        }
        let given = world.to(&case.state, &case.as_of, Some(&case.known_as_of));
        let mut given: Vec<Expected> = given.iter().map(|one| summarize(one, &case.state)).collect();
        given.sort();
        case.recommendations.sort();
        assert_eq!(given, case.recommendations, "{}", case.state);
    }
}

#[test]
fn the_most_urgent_comes_first() {
    let world = shipped();
    let rank = |one: &Recommendation| acquis::rules::Urgency::parse(one.urgency).unwrap();
    for state in ["AT", "DE", "RO"] {
        let all = world.to(state, "2011-11-25", Some("2011-11-25"));
        // a failure that is open for long comes before what may be made known some day
        assert!(all.len() > 1, "{state}");
        assert!(all.windows(2).all(|pair| rank(&pair[0]) >= rank(&pair[1])), "{state}");
    }
}

#[test]
fn three_missing_data_categories_are_one_recommendation() {
    let world = shipped();
    let connect = world.one(("IE", "prum", "connect"), "2016-12-01", None).unwrap();
    assert_eq!(
        connect.text,
        "put into operation what is missing under the Prüm Decisions (Art. 2-6, 8-11, 12): open the DNA files to automated \
         search by the other states; open the fingerprint data to automated search by the other states; open vehicle \
         registration data to automated search"
    );
    assert_eq!(connect.answers, ["IE/prum/dna", "IE/prum/fingerprints", "IE/prum/vehicle-registration"]);
}

/// Protocol (No 22), Art. 4(1): an obligation under international law; Art. 258 to 260 TFEU do not reach Denmark. Art. 260(3)
/// TFEU is for measures that were not notified; the letter to Austria of 2019 is about what they say.
#[test]
fn proceedings_are_named_where_they_are_available_alone() {
    let exposure = |what: (&str, &str, &str)| shipped().one(what, "2026-11-28", None).unwrap().exposure;
    assert_eq!(exposure(("DK", "information-exchange-2023", "transpose")), None);
    assert_eq!(exposure(("DK", "aml6", "transpose")), Some("260(3)"));
    assert_eq!(exposure(("AT", "child-sexual-abuse", "reply")), Some("258"));
}

/// Italy on 28 November 2026: DNA last found missing on 24 March 2022, vehicle data on 15 July 2021; the Council authorised
/// fingerprints on 9 April 2022, recalled, with the contact point that this presupposes. Luxembourg: the law of 22
/// February 2018 leaves open whether it is all that data protection and the first phase ask for.
#[test]
fn what_is_to_be_confirmed_is_grouped_by_reason() {
    let world = shipped();
    let prum = |state: &str| -> Vec<(String, String)> {
        let all = world.to(state, "2026-11-28", None).into_iter();
        all.filter(|one| one.instrument == "prum" && one.remedy == "confirm")
            .map(|one| (one.text, one.answers.join(" ")))
            .collect()
    };
    let confirmed = |text: &str, ids: &str| (text.to_owned(), ids.to_owned());
    let recalled = "confirm from its source a record about the Prüm Decisions that is only recalled (Art. 8-11, 11(1))";
    let stale = "confirm what is in place under the Prüm Decisions (Art. 2-6, 12): the last evidence that it is missing is \
                 1710 to 1962 days old";
    let unclear = "confirm whether all that is owed under the Prüm Decisions (Art. 24-32, 36(1)) is in place, and since \
                   when: the records leave it open";
    assert_eq!(
        prum("IT"),
        [
            confirmed(recalled, "IT/prum/fingerprint-contact-point IT/prum/fingerprints"),
            confirmed(stale, "IT/prum/dna IT/prum/vehicle-registration"),
        ]
    );
    assert_eq!(
        prum("LU"),
        [
            confirmed(recalled, "LU/prum/fingerprint-contact-point LU/prum/fingerprints"),
            confirmed(unclear, "LU/prum/data-protection LU/prum/first-phase"),
        ]
    );
}

/// The words of a recommendation are those of a row that fits each finding it answers.
#[test]
fn no_finding_is_described_in_the_words_of_another() {
    let table = &rules().recommendation;
    let text = |row: &acquis::rules::RuleRow<acquis::rules::Remedy>| row.wording.as_ref().map(|one| one.text.clone());
    let mut joined = 0;
    for on in ["2009-12-01", "2013-10-17", "2026-11-28"] {
        let run = run_of(on, None);
        let advice = RecommendationList::new(run, &Selection::default(), false);
        let findings: HashMap<String, _> = advice.findings().iter().map(|one| (one.id(), one)).collect();
        for one in advice.recommendations() {
            let row = table.rows().iter().find(|row| one.rule == format!("recommendation/{}", row.id)).unwrap();
            for id in &one.answers {
                let outlook = run.engine.outlook(findings[id]);
                assert!(table.hits(&outlook).any(|fits| text(fits) == text(row)), "{on}: {id}: {}", one.text);
            }
            joined += usize::from(one.answers.len() > 1);
        }
    }
    assert!(joined > 100, "only {joined} answer several findings");
}

#[test]
fn the_former_third_pillar_is_exposed_from_the_first_of_december_2014() {
    let world = shipped();
    let exposure = |day: &str| world.one(("IE", "prum", "connect"), day, None).unwrap().exposure;
    assert_eq!((exposure("2014-11-30"), exposure("2014-12-01")), (None, Some("258")));
}

/// From 1 February 2020 the United Kingdom was no Member State, and until 31 December 2020 Union law bound it: the Commission
/// kept its powers (Withdrawal Agreement, Article 127 and Article 131).
#[test]
fn the_united_kingdom_is_exposed_until_union_law_ends() {
    let world = shipped();
    let exposure = |day: &str| {
        let all = world.to("UK", day, None);
        all.iter().filter(|one| one.instrument == "eio").find_map(|one| one.exposure)
    };
    assert_eq!((exposure("2020-01-31"), exposure("2020-02-01")), (Some("260(3)"), Some("260(3)")));
    assert_eq!((exposure("2020-12-31"), exposure("2021-01-01")), (Some("260(3)"), None));
}

/// Romania's law was struck down on 8 October 2009, and no case was open: from the Treaty of Lisbon on the Commission could
/// ask for a sanction in the first action.
#[test]
fn a_legislative_directive_is_exposed_to_sanctions_from_lisbon_on() {
    let world = shipped();
    let exposure =
        |day: &str| world.one(("RO", "data-retention", "re-enact"), day, Some("2011-11-25")).unwrap().exposure;
    assert_eq!((exposure("2009-11-30"), exposure("2009-12-01")), (Some("258"), Some("260(3)")));
}

/// The cases of Sweden and Austria had been before the Court since 14 April 2009, without a sanction asked for: Article
/// 260(3) TFEU is for when the case is brought, so it cannot be added; after the judgment there is Article 260(2).
#[test]
fn a_case_before_the_court_without_a_sanction_stays_so_until_the_judgment() {
    let world = shipped();
    let exposure = |state: &str, remedy: &str, day: &str| {
        world.one((state, "data-retention", remedy), day, Some("2011-11-25")).unwrap().exposure
    };
    let sweden = |day: &str| exposure("SE", "transpose", day);
    assert_eq!((sweden("2009-11-30"), sweden("2009-12-01")), (Some("258"), Some("258")));
    assert_eq!((sweden("2010-02-03"), sweden("2010-02-04")), (Some("258"), Some("260(2)")));
    let austria = |day: &str| exposure("AT", "transpose", day);
    assert_eq!((austria("2010-07-28"), austria("2010-07-29")), (Some("258"), Some("260(2)")));
    // A case over measures not communicated speaks of the duties to transpose; that an authority watches over the data
    // (Article 9) is a question to the state, and no judgment stands behind it.
    let world = &world;
    let asked = |remedy: &str| world.one(("AT", "data-retention", remedy), "2010-07-29", Some("2011-11-25"));
    assert!(asked("designate").is_none());
    let question = asked("clarify").unwrap();
    assert!(question.answers.iter().any(|id| id == "AT/data-retention/supervisory-authority"));
    assert_eq!(question.exposure, Some("258"));
}

/// On 17 October 2013 eighteen states had notified all that the directive of 2011 asks for; that Directive (EU) 2024/1712
/// added a notification of its own, due in 2026, does not expose them to Article 260(3) TFEU. Spain had notified nothing.
#[test]
fn a_notification_added_later_says_nothing_of_the_first_one() {
    let world = shipped();
    let exposure = |state: &str| world.one((state, "anti-trafficking", "reply"), "2013-10-17", None).unwrap().exposure;
    assert_eq!((exposure("AT"), exposure("IE"), exposure("ES")), (Some("258"), Some("258"), Some("260(3)")));
}

/// C-270/11: the law stood since 1 May 2012, the lump sum was imposed on 30 May 2013, the case closed on 20 November.
#[test]
fn what_the_court_imposed_is_to_be_paid_until_the_case_is_closed() {
    let world = shipped();
    let pay = |day: &str| world.one(("SE", "data-retention", "pay"), day, Some("2014-01-01")).map(|one| one.urgency);
    assert_eq!((pay("2013-05-29"), pay("2013-05-30")), (None, Some("at-once")));
    assert_eq!((pay("2013-11-19"), pay("2013-11-20")), (Some("at-once"), None));
}

/// In the data every bullet of the report that lists states is judged by a duty; where a bullet is not, it is named.
#[test]
fn what_is_urged_beyond_the_obligations_is_named() {
    let shipped = support::json(&["recommend", "IE", "--as-of", "2011-11-25"]);
    assert_eq!(shipped["urged_beyond"], serde_json::json!([]));
    let corpus = support::own_corpus();
    support::change(corpus.path(), "seeds/iss-report-2011.json", |source| {
        let mut urges = source["urges"].as_array_mut().unwrap().iter_mut();
        let offices = urges.find(|one| one["id"] == "iss-2011/1/ms-3").unwrap().as_object_mut().unwrap();
        offices.remove("obligations");
        offices.remove("covers");
    });
    let data = corpus.path().to_str().unwrap();
    let asked = ["recommend", "IE", "--as-of", "2011-11-25", "--data", data];
    assert_eq!(support::json(&asked)["urged_beyond"], serde_json::json!(["iss-2011/1/ms-3"]));
    let page = support::printed(&[&asked[..], &["--format", "md"]].concat());
    assert!(page.contains("urged too, but judged from statements alone: iss-2011/1/ms-3"), "{page}");
    let before = ["recommend", "IE", "--as-of", "2011-11-24", "--data", data, "--format", "md"];
    let before = support::printed(&before);
    assert!(!before.contains("urged too"), "the report was not yet written");
}

#[test]
fn nobody_is_urged_by_a_report_that_is_still_to_be_written() {
    let world = shipped();
    let source =
        |as_of: &str, known: Option<&str>| world.one(("AT", "budapest", "ratify"), as_of, known).unwrap().source;
    assert_eq!(source("2011-11-24", None), None);
    assert_eq!(source("2011-11-25", Some("2011-11-24")), None);
    assert_eq!(source("2011-11-25", None).as_deref(), Some("iss-report-2011"));
}

#[test]
fn what_ended_or_is_done_is_not_recommended() {
    let world = of_five();
    // before either was over, both were recommended
    let before = world.to("AT", "2011-11-25", None);
    assert!(before.iter().any(|one| one.instrument == "budapest" && one.remedy == "ratify"));
    let today = world.to("AT", "2016-01-01", None);
    assert!(!today.is_empty(), "what nobody knows of is still to be made known");
    assert!(today.iter().all(|one| one.instrument != "data-retention"), "the directive is void");
    assert!(today.iter().all(|one| one.remedy != "ratify"), "the Convention was ratified on 13 June 2012");
}

#[test]
fn a_passage_names_the_findings_that_it_covers() {
    let world = shipped();
    let all = world.to("AT", "2011-11-25", Some("2011-11-25"));
    let urged: Vec<_> = all.iter().filter(|one| !one.urged_by.is_empty()).collect();
    assert!(!urged.is_empty());
    for one in urged {
        for passage in &one.urged_by {
            assert!(!passage.covers.is_empty() && passage.covers.iter().all(|id| one.answers.contains(id)), "{one:?}");
        }
    }
    let ratify = world.one(("AT", "budapest", "ratify"), "2011-11-25", None).unwrap();
    assert_eq!(ratify.urged_by[0].covers, ["AT/budapest/ratification"]);
}

#[test]
fn a_title_with_braces_is_not_filled_again() {
    let mut corpus = load::embedded(None).unwrap();
    let act = corpus.instruments.iter_mut().find(|one| &*one.id == "budapest").unwrap();
    act.short_title = "X {act} {what} }{".into();
    let world = World { corpus: &corpus, acts: Choice::All };
    let ratify = world.one(("AT", "budapest", "ratify"), "2011-11-25", None).unwrap();
    assert_eq!(ratify.text, "ratify the X {act} {what} }{ (Art. 36)");
}
