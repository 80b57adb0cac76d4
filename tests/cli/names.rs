//! Every common form of a name is accepted, the canonical one is printed, a misspelt one is answered.

use crate::support::{own_corpus, printed, refused, run};

fn first_line(arguments: &[&str]) -> String {
    printed(arguments).lines().next().unwrap().to_owned()
}

#[test]
fn states() {
    for (code, forms) in [
        ("EL", &["EL", "el", "GR", "gr", "GRC", "Greece", "GREECE", " greece "][..]),
        ("UK", &["UK", "GB", "gb", "GBR", "United Kingdom", "united-kingdom", "Great Britain"]),
        ("CZ", &["CZ", "CZE", "Czechia", "Czech Republic", "the czech republic"]),
        ("NL", &["NL", "NLD", "Netherlands", "The Netherlands", "Netherlands (Kingdom of the)"]),
        ("COM", &["COM", "com", "European Commission"]),
    ] {
        for form in forms {
            let line = first_line(&["gaps", form, "--as-of", "2011-11-25"]);
            assert!(line.contains(&format!("({code})")), "{form}: {line}");
        }
    }
}

#[test]
fn instruments() {
    for (id, forms) in [
        (
            "anti-trafficking",
            &[
                "anti-trafficking",
                "Anti-Trafficking Directive",
                "32011L0036",
                "32011l0036",
                "CELEX:32011L0036",
                "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A32011L0036",
                "http://data.europa.eu/eli/dir/2011/36/oj",
                "eli/dir/2011/36",
                "2011/36/EU",
                "2011/36/eu",
                "2011/36",
                "Directive 2011/36/EU",
                "2011/36/UE",
                "directive (UE) 2011/36",
            ][..],
        ),
        (
            "budapest",
            &[
                "Budapest",
                "CETS 185",
                "CETS185",
                "CETS No. 185",
                "cets 185",
                "ETS 185",
                "ETS No 185",
                "Convention on Cybercrime",
                "Budapest Convention on Cybercrime",
                "STE 185",
                "STE n° 185",
                "STCE 185",
            ],
        ),
        (
            "prum",
            &[
                "prum",
                "Prüm",
                "Prüm Decisions",
                "2008/615/JHA",
                "2008/615",
                "2008/616",
                "32008D0615",
                "Council Decision 2008/615/JHA",
                "Decision 2008/615/JHA",
                "2008/615/JAI",
                "2008/615/JI",
                "Prüm Decision 2008/615/JHA",
            ],
        ),
        (
            "swedish-initiative",
            &[
                "Swedish Initiative",
                "2006/960/JHA",
                "2006/960/JI",
                "FD 2006/960/JHA",
                "Framework Decision 2006/960/JHA",
                "Rahmenbeschluss 2006/960/JI",
                "32006F0960",
            ],
        ),
        (
            "data-retention",
            &[
                "data-retention",
                "Data Retention Directive",
                "2006/24/EC",
                "2006/24/EG",
                "2006/24/CE",
                "Directive 2006/24/EC",
                "Directive 2006/24/EC on data retention",
                "32006L0024",
            ],
        ),
    ] {
        for form in forms {
            let line = first_line(&["show", form]);
            assert!(line.contains(&format!("({id})")), "{form}: {line}");
        }
    }
}

#[test]
fn obligations_and_findings() {
    for form in [
        "AT/budapest/ratification",
        "Austria/CETS 185/Ratification",
        "aut/ets185/ratification",
        "AT/Budapest Convention/ratification",
    ] {
        assert_eq!(first_line(&["explain", form]), "AT/budapest/ratification", "{form}");
    }
    assert_eq!(first_line(&["explain", "GR", "2011/36/EU", "transposition"]), "EL/anti-trafficking/transposition");
    assert_eq!(first_line(&["explain", "GB/2008/615/JHA/first-phase"]), "UK/prum/first-phase");
    assert!(first_line(&["show", "2008/615/JHA/first-phase"]).contains("(prum/first-phase)"));
}

#[test]
fn selections() {
    let ids = printed(&["list", "obligations", "--instrument", "CETS 185", "--format", "csv"]);
    assert!(ids.lines().count() > 1 && ids.lines().skip(1).all(|line| line.starts_with("budapest/")), "{ids}");
    let one = printed(&["list", "obligations", "--instrument", "2011/36/EU/transposition", "--format", "csv"]);
    assert_eq!(one.lines().count(), 2, "{one}");
    let two = printed(&["list", "states", "--state", "GR", "--state", "Croatia", "--format", "csv"]);
    assert_eq!(two.lines().map(|line| &line[..2]).collect::<Vec<_>>(), ["co", "EL", "HR"]);
    let mixed = printed(&[
        "gaps",
        "AT",
        "--all",
        "--format",
        "csv",
        "--instrument",
        "prum/dna",
        "--instrument",
        "swedish-initiative",
    ]);
    assert!(mixed.contains("AT/prum/dna,") && mixed.contains("AT/swedish-initiative/transposition,"));
    assert!(!mixed.contains("AT/prum/fingerprints"));
}

#[test]
fn a_treaty_is_listed_with_its_number() {
    let list = printed(&["list", "instruments", "--instrument", "STE 185", "--format", "csv"]);
    assert!(list.contains("budapest,convention,CETS 185,"), "{list}");
}

#[test]
fn misspelt_names_are_answered() {
    for (wrong, answer) in [
        (&["gaps", "Austra"][..], "did you mean \"AT\" (Austria)?"),
        (&["gaps", "Greeec"], "did you mean \"EL\" (Greece)?"),
        (&["gaps", "XX"], "acquis list states"),
        (&["gaps"], "acquis gaps AT"),
        (&["history"], "acquis history AT"),
        (&["show", "Convention"], "nothing is called"),
        (&["show", "Prüm Decision 2009/1/JHA"], "unknown instrument"),
        (&["compare", "AT", "Sweeden"], "did you mean \"SE\" (Sweden)?"),
        (&["show", "budapset"], "did you mean \"budapest\"?"),
        (
            &["gaps", "AT", "--instrument", "swedish-initative"],
            "did you mean \"swedish-initiative\" (Swedish Initiative)?",
        ),
        (&["history", "SE", "data-retntion"], "did you mean \"data-retention\" (Data Retention Directive)?"),
        (&["explain", "AT/budapest/ratificaton"], "did you mean \"ratification\"?"),
        (&["explain", "AT/budapest"], "names an instrument, not one of its obligations"),
        (&["explain", "AT/2011/36/EU"], "acquis list obligations --instrument anti-trafficking names them"),
        (&["explain", "AT/budapest/ratified"], "did you mean \"ratification\"?"),
        (&["gaps", "AT", "--instrument", "budapest/ratified"], "did you mean \"ratification\"?"),
        (&["history", "AT", "2011/36/EU/notified"], "did you mean \"notification\"?"),
        (&["show", "anti-trafficking/transpose"], "did you mean \"transposition\"?"),
        (&["explain", "AT/prum/dna", "XX/prum/dna"], "unknown state \"XX\""),
        (&["explain", "AT/prum/dan", "XX/prum/dna"], "did you mean \"dna\"?"),
        (&["explain", "AT/prum/dna", "ratified"], "\"ratified\" names no finding"),
        (&["explain", "AT"], "STATE/INSTRUMENT/OBLIGATION"),
        (&["explain", "AT/budapest/ratification", "BE/budapest/ratificaton"], "did you mean \"ratification\"?"),
        (&["gaps", "AT", "--instrument", "Decision 2011/36/EU"], "did you mean \"anti-trafficking\""),
        (&["gaps", "IE", "--assume", "IE budapest ratified 2027-01-15"], "did you mean \"ratification\"?"),
        (&["explain", "COM/anti-trafficking/transposition"], "is not owed by COM"),
        (&["show", "AT/budapest/ratification"], "acquis explain AT/budapest/ratification"),
        (&["gaps", "AT", "--format", "jsn"], "'json'"),
        (&["gasp", "AT"], "'gaps'"),
        (&["schema", "instrumnt"], "did you mean \"instrument\"?"),
        (&["rules", "show", "verdit"], "did you mean \"verdict\"?"),
        (&["man", "gap"], "did you mean \"gaps\"?"),
    ] {
        let message = refused(2, wrong);
        assert!(message.contains(answer), "{wrong:?}: {message}");
    }
}

#[test]
fn a_handful_of_obligations_are_named_at_once() {
    let corpus = own_corpus();
    let file = |name: &str| corpus.path().join("instruments").join(name);
    let text = std::fs::read_to_string(file("anti-trafficking.json")).unwrap();
    let mut act: serde_json::Value = serde_json::from_str(&text).unwrap();
    for (key, own) in [("id", "small"), ("title", "A small act"), ("short_title", "Small Act")] {
        act[key] = own.into();
    }
    for key in ["aliases", "celex", "eli", "relations"] {
        act.as_object_mut().unwrap().remove(key);
    }
    act["obligations"].as_array_mut().unwrap().truncate(1);
    std::fs::write(file("small.json"), act.to_string()).unwrap();
    let message = refused(2, &["explain", "AT/Small Act", "--data", corpus.path().to_str().unwrap()]);
    assert!(message.contains("its obligations are small/transposition"), "{message}");
}

#[test]
fn several_findings_are_explained_one_after_the_other() {
    let both = ["AT/budapest/ratification", "EL prum dna"].map(|typed| typed.split(' ').collect::<Vec<_>>()).concat();
    let asked = |more: &[&str]| printed(&[&["explain", "--as-of", "2012-01-01"], both.as_slice(), more].concat());
    let page = asked(&[]);
    let places: Vec<usize> =
        ["2 findings explained", "\nAT/budapest/ratification\n", "\nEL/prum/dna\n", "as of 2012-01-01"]
            .map(|text| page.find(text).unwrap_or_else(|| panic!("{text}: {page}")))
            .to_vec();
    assert!(places.is_sorted(), "{page}");
    assert_eq!(page.matches("as of 2012-01-01").count(), 1, "{page}");
    let json: serde_json::Value = serde_json::from_str(&asked(&["--format", "json"])).unwrap();
    let alone = printed(&["explain", "--as-of", "2012-01-01", "EL/prum/dna", "--format", "json"]);
    assert_eq!(json["explanations"][1], serde_json::from_str::<serde_json::Value>(&alone).unwrap());
    let ids = asked(&["--format", "csv"]).lines().skip(1).map(|line| line[..2].to_owned()).collect::<Vec<_>>();
    assert!(ids.contains(&"AT".to_owned()) && ids.is_sorted(), "{ids:?}");
}

#[test]
fn the_number_of_an_amending_act_is_answered_with_the_act_and_a_note() {
    let run = run(&["gaps", "AT", "--as-of", "2014-06-01", "--instrument", "Directive (EU) 2024/1712"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(
        run.stderr.matches("note: Directive (EU) 2024/1712 amends anti-trafficking").count(),
        1,
        "{}",
        run.stderr
    );
    assert!(run.stdout.contains("Anti-Trafficking Directive"), "{}", run.stdout);
}

/// No duty and no other name of the model act names the directive of 2003; the title of a source says what it amends.
#[test]
fn an_amending_act_is_found_by_the_title_of_a_source() {
    let corpus = own_corpus();
    let write = |path: &str, value: serde_json::Value| {
        std::fs::write(corpus.path().join(path), value.to_string()).unwrap();
    };
    write(
        "seeds/amendment.json",
        serde_json::json!({"$schema": "../schemas/seed.schema.json", "id": "amendment", "kind": "official-journal",
        "title": "Directive 2003/7/EC of 1 July 2003 amending Directive 2001/5/EC on examples", "published": "2003-07-02"}),
    );
    let mut act = model_act("2001-01-01", "32001L0005", "Directive 2001/5/EC on examples");
    act["sources"] = serde_json::json!(["amendment"]);
    write("instruments/model.json", act);
    let shown = run(&["show", "Directive 2003/7/EC", "--data", corpus.path().to_str().unwrap()]);
    assert!(shown.code == 0 && shown.stdout.contains("(model)"), "{}{}", shown.stdout, shown.stderr);
}

/// A directive of the data, as far as names need it.
fn model_act(adopted: &str, celex: &str, title: &str) -> serde_json::Value {
    serde_json::json!({"$schema": "../schemas/instrument.schema.json", "id": "model", "celex": [celex],
        "kind": "directive", "title": title, "pillar": "union", "adopted": adopted, "in_force": "2005-12-01",
        "binds": {"group": "member-states"}, "sources": ["agreement-2019-switzerland"], "obligations": [{
            "id": "transposition", "article": "1", "kind": "transpose", "duty": "binding", "title": "Do it",
            "deadline": {"by": "2008-12-31"}, "fulfilled_by": ["measure"], "undone_by": [], "silence": {"means": "unknown"}}]})
}

#[test]
fn one_case_in_two_spellings_is_closed_by_either() {
    let duty = "SE anti-trafficking/transposition";
    let enforcement = |facts: &[String]| {
        let mut asked = vec!["gaps", "SE", "--instrument", "anti-trafficking/transposition", "--as-of", "2014-07-01"];
        asked.extend(["--all", "--format", "json"]);
        asked.extend(facts.iter().flat_map(|fact| ["--assume", fact]));
        let report: serde_json::Value = serde_json::from_str(&printed(&asked)).unwrap();
        let assumed = report["assumed"].as_array().unwrap();
        assert_eq!(assumed.len(), facts.len());
        assert!(assumed.iter().all(|one| one.as_str().unwrap().ends_with("case=INFR(2014)0201")), "{assumed:?}");
        report["findings"][0]["enforcement"].clone()
    };
    let closed = format!("{duty} closed 2014-06-01 kind=bad-application case=INFR(2014)201");
    for case in ["INFR(2014)0201", "2014/0201", "2014/201", "20140201", "infr (2014) 201"] {
        let notice = format!("{duty} formal-notice 2014-03-01 kind=bad-application case={case}");
        assert_eq!(enforcement(std::slice::from_ref(&notice)), "formal-notice", "{case}");
        assert!(enforcement(&[notice, closed.clone()]).is_null(), "{case}");
    }
}

#[test]
fn a_name_moves_no_terminal() {
    let message = refused(2, &["gaps", "\u{1b}[2J\u{9b}"]);
    assert!(!message.contains('\u{1b}') && !message.contains('\u{9b}'), "{message:?}");
}

/// The Treaty on European Union renamed the Community on 1 November 1993.
#[test]
fn an_act_is_of_the_eec_until_the_treaty_of_maastricht() {
    let corpus = own_corpus();
    let data = corpus.path().to_str().unwrap();
    for (adopted, code) in [("1993-10-31", 0), ("1993-11-01", 2)] {
        let act = model_act(adopted, "31993L0121", "Directive 93/121 on examples");
        std::fs::write(corpus.path().join("instruments/model.json"), act.to_string()).unwrap();
        let shown = run(&["show", "93/121/EEC", "--data", data]);
        assert_eq!(shown.code, code, "{adopted}: {}{}", shown.stdout, shown.stderr);
    }
}
