//! Families of acts, systems and commitments, relations between acts: how they are asked for, and what pages of many acts
//! leave out.

use std::collections::BTreeSet;

use serde_json::Value;

use crate::support::{json, own_corpus, printed, run};

const DAY: [&str; 2] = ["--on", "2011-11-25"];

fn texts<'v>(list: &'v Value, key: &str) -> BTreeSet<&'v str> {
    list.as_array().unwrap().iter().map(|one| one[key].as_str().unwrap()).collect()
}

#[test]
fn a_family_selects_its_acts_in_any_spelling_and_beside_instruments() {
    let asked = |more: &[&str]| {
        let report = json(&[&["compare", "AT"], &DAY[..], more].concat());
        let acts: BTreeSet<String> = texts(&report["findings"], "instrument").into_iter().map(str::to_owned).collect();
        acts
    };
    let trafficking = asked(&["--family", "trafficking"]);
    let expected = ["anti-trafficking", "cets-197", "trafficking-2002"];
    assert_eq!(trafficking.iter().map(String::as_str).collect::<Vec<_>>(), expected);
    assert_eq!(asked(&["--family", "Trafficking"]), trafficking);
    assert_eq!(asked(&["--family", "money laundering"]), asked(&["--family", "money-laundering"]));
    let more = asked(&["--family", "trafficking", "--instrument", "prum/dna"]);
    assert_eq!(more.len(), 4);
    let both = asked(&["--family", "trafficking", "--family", "drugs"]);
    assert!(both.contains("drugs-2017") && both.contains("cets-197"), "{both:?}");
}

#[test]
fn an_unknown_family_is_a_usage_error_with_the_nearest_one() {
    let near = run(&["compare", "--family", "traficking"]);
    assert_eq!(near.code, 2);
    assert!(near.stderr.contains("did you mean \"trafficking\"?"), "{}", near.stderr);
    let far = run(&["compare", "--family", "zzz"]);
    assert!(far.code == 2 && far.stderr.contains("the families are assets, borders"), "{}", far.stderr);
}

#[test]
fn the_families_are_those_of_the_data() {
    let corpus = own_corpus();
    let path = corpus.path().to_str().unwrap();
    let file = corpus.path().join("instruments/prum.json");
    let text = std::fs::read_to_string(&file).unwrap();
    std::fs::write(&file, text.replace("\"family\": \"information-exchange\"", "\"family\": \"data-of-police\""))
        .unwrap();
    let ran = run(&["compare", "AT", "--family", "data of police", "--data", path, "--on", "2011-11-25"]);
    assert!(ran.code == 0 && ran.stdout.contains("prum") && !ran.stdout.contains("cets"), "{}", ran.stdout);
    let page = printed(&["compare", "--by", "family", "--data", path, "--on", "2011-11-25", "--format", "md"]);
    assert!(page.contains("Data of police") && page.contains("Child protection"), "{page}");
}

#[test]
fn columns_under_which_nobody_owes_anything_are_counted_and_not_shown_unless_named() {
    let page = printed(&[&["compare"], &DAY[..], &["--format", "md"]].concat());
    assert!(page.contains("left out: ") && !page.contains("nis2/transposition"), "{page}");
    let named = printed(
        &[&["compare", "--instrument", "nis2", "--instrument", "prum"], &DAY[..], &["--format", "md"]].concat(),
    );
    assert!(named.contains("nis2/transposition") && !named.contains("left out: "), "{named}");
    let all = json(&[&["compare"], &DAY[..]].concat());
    assert!(texts(&all["findings"], "instrument").contains("nis2"), "the data are whole");
}

#[test]
fn the_page_of_one_country_lists_many_acts_by_family() {
    let page = printed(&["gaps", "AT", "--on", "2026-11-28", "--format", "md"]);
    for heading in ["## Money laundering", "## Cybersecurity", "## Critical infrastructure"] {
        assert!(page.contains(heading), "{heading}");
    }
    assert!(!page.contains("Data Retention Directive") && page.contains("acts ask nothing on the day"), "{page}");
    let few = printed(&["gaps", "AT", "--on", "2026-11-28", "--family", "cybersecurity", "--format", "md"]);
    assert!(!few.contains("## Cybersecurity"), "a short list needs no headings: {few}");
}

/// The thirty-one systems and commitments of the two reports, and GRECO; of SIENA all twenty-seven were connected, of the
/// Policy Cycle nothing is public.
#[test]
fn systems_are_listed_with_what_is_known_or_why_not() {
    let listed = json(&["list", "systems", "--on", "2014-06-30"]);
    let systems = listed["systems"].as_array().unwrap();
    let one = |id: &str| systems.iter().find(|one| one["id"] == id).unwrap();
    assert_eq!(systems.len(), 31);
    assert!(systems.iter().all(|one| one["addressee"].is_string()));
    // a system that has ended is asked of nobody any more
    let is_judged = |one: &Value| one["duties"] != 0 && one["states_asked"] != 0;
    assert!(systems.iter().all(|one| one["why_not_judged"].is_null() == is_judged(one)));
    assert!(one("eurosur")["why_not_judged"].as_str().unwrap().contains("took its place"));
    assert_eq!((&one("siena")["states_known"], &one("siena")["states_asked"]), (&27.into(), &28.into()));
    assert!(one("policy-cycle")["why_not_judged"].as_str().unwrap().contains("not public"));
    assert!(!texts(&listed["systems"], "id").contains("nis2"));
}

#[test]
fn a_system_is_found_by_the_acts_behind_it_and_relations_are_shown_in_both_directions() {
    for name in ["sis-2", "SIS II", "32006R1987", "Regulation (EC) No 1987/2006"] {
        assert_eq!(json(&["show", name])["id"], "sis-2", "{name}");
    }
    let relations = |id: &str| {
        let shown = json(&["show", id]);
        let list = shown["relations"].as_array().unwrap().clone();
        list.into_iter()
            .map(|one| format!("{} {}", one["relation"], one["instrument"]).replace('"', ""))
            .collect::<Vec<_>>()
    };
    assert_eq!(relations("sis-2"), ["replaces sis"]);
    assert_eq!(relations("sis"), ["replaced by sis-2"]);
    assert_eq!(relations("prum"), ["amended by prum-2"]);
    assert!(relations("nis2").contains(&"builds on national-certs".to_owned()));
    assert!(relations("national-certs").contains(&"basis of nis2".to_owned()));
    let page = printed(&["show", "policy-cycle"]);
    assert!(page.contains("addressee") && page.contains("not modelled"), "{page}");
}

#[test]
fn the_list_of_instruments_says_how_much_is_known() {
    let listed = json(&["list", "instruments", "--on", "2026-11-28"]);
    let one = |id: &str| listed["instruments"].as_array().unwrap().iter().find(|one| one["id"] == id).unwrap().clone();
    let nis2 = one("nis2");
    assert!(nis2["records"].as_u64().unwrap() > 100 && nis2["read"].as_u64() <= nis2["records"].as_u64(), "{nis2}");
    assert_eq!((&nis2["states_asked"], &nis2["states_without_record"]), (&27.into(), &Value::Array(Vec::new())));
    let none = one("prum-2");
    assert_eq!((&none["records"], &none["newest_evidence"]), (&0.into(), &Value::Null));
    assert_eq!(none["states_without_record"].as_array().unwrap().len() as u64, none["states_asked"].as_u64().unwrap());
}
