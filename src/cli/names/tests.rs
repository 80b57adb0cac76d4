//! Every actor and every act of the embedded data in the forms that people write: what must be found, and what must be
//! refused with a hint.

use super::{Act, act, actor, find};
use crate::cli::exit::Failure;
use crate::law::names::{Celex, state_names};
use crate::law::{Corpus, Instrument, InstrumentKind, Pillar};

fn embedded() -> Corpus {
    crate::load::embedded(None).unwrap()
}

/// The id that a name means.
fn meant(corpus: &Corpus, typed: &str) -> Result<String, String> {
    let Act { instrument, obligation, .. } = act(corpus, typed).map_err(said)?;
    Ok(obligation.map_or(instrument.id.to_string(), |one| format!("{}/{}", instrument.id, one.id)))
}

fn said(failure: Failure) -> String {
    match failure {
        Failure::Usage { message, help } => format!("{message}\n{}", help.unwrap_or_default()),
        other => panic!("{other:?}"),
    }
}

#[test]
fn every_actor_is_found_by_what_data_and_the_world_call_it() {
    let corpus = embedded();
    assert_eq!(corpus.actors.len(), 34);
    for one in &corpus.actors {
        for name in one.codes().chain(one.known_as()) {
            let forms = [name.to_owned(), name.to_lowercase(), format!(" {name} "), name.to_uppercase()];
            for form in forms {
                assert_eq!(actor(&corpus, &form).map(|found| &*found.code).ok(), Some(&*one.code), "{form}");
            }
        }
    }
    for (code, name) in state_names() {
        for form in [name.to_owned(), format!("the {name}"), name.replace(' ', "\u{a0}"), name.replace('-', "\u{2011}")]
        {
            assert_eq!(find(&corpus, &form).map(|found| &*found.code), Some(code), "{form}");
        }
    }
}

/// The formal names of ISO 3166-1, those of two parts.
const FORMAL: [(&str, &str, &str); 29] = [
    ("AT", "Republic of", "Austria"),
    ("BE", "Kingdom of", "Belgium"),
    ("BG", "Republic of", "Bulgaria"),
    ("CY", "Republic of", "Cyprus"),
    ("DE", "Federal Republic of", "Germany"),
    ("DK", "Kingdom of", "Denmark"),
    ("EE", "Republic of", "Estonia"),
    ("ES", "Kingdom of", "Spain"),
    ("FI", "Republic of", "Finland"),
    ("HR", "Republic of", "Croatia"),
    ("IS", "Republic of", "Iceland"),
    ("LI", "Principality of", "Liechtenstein"),
    ("LT", "Republic of", "Lithuania"),
    ("LU", "Grand Duchy of", "Luxembourg"),
    ("LV", "Republic of", "Latvia"),
    ("MT", "Republic of", "Malta"),
    ("NL", "Kingdom of the", "Netherlands"),
    ("NO", "Kingdom of", "Norway"),
    ("PL", "Republic of", "Poland"),
    ("SE", "Kingdom of", "Sweden"),
    ("SI", "Republic of", "Slovenia"),
    ("CH", "Swiss", "Confederation"),
    ("CZ", "Czech", "Republic"),
    ("EL", "Hellenic", "Republic"),
    ("FR", "French", "Republic"),
    ("IT", "Italian", "Republic"),
    ("PT", "Portuguese", "Republic"),
    ("SK", "Slovak", "Republic"),
    ("UK", "United Kingdom of Great Britain and", "Northern Ireland"),
];

/// However a formal name is turned.
#[test]
fn official_names_are_found_however_they_are_turned() {
    let corpus = embedded();
    let found = |form: &str| find(&corpus, form).map(|found| found.code.to_string());
    for (code, what, name) in FORMAL {
        for form in [
            format!("{what} {name}"),
            format!("The {what} {name}"),
            format!("{name} ({what})"),
            format!("{name}, {what}"),
            format!("{name} [{what}]*"),
            format!("{what}  {name}").to_uppercase(),
        ] {
            assert_eq!(found(&form).as_deref(), Some(code), "{form}");
        }
    }
}

/// How the United Nations, WIPO, the Council of Europe and the OECD print names.
#[test]
fn names_as_international_bodies_print_them_are_found() {
    let corpus = embedded();
    let found = |form: &str| find(&corpus, form).map(|found| found.code.to_string());
    for (code, form) in [
        ("IE", "Ireland"),
        ("IE", "Éire/Ireland"),
        ("HU", "Hungary"),
        ("RO", "Romania"),
        ("UK", "United Kingdom of Great Britain and Northern Ireland (the)"),
        ("UK", "United Kingdom (Great Britain and Northern Ireland)"),
        ("UK", "U.K."),
        ("NL", "Netherlands (the)"),
        ("UK", "UK of Great Britain and Northern Ireland"),
        ("UK", "Great Britain and Northern Ireland"),
        ("NL", "Netherlands (European part)"),
        ("NL", "Netherlands, in Europe"),
        ("NL", "Kingdom of the Netherlands (European part)"),
        ("NL", "KINGDOM OF THE NETHERLANDS (THE)"),
        ("CZ", "Czech Rep."),
        ("SK", "Slovak Rep."),
        ("BE", "Belgique/België"),
        ("EL", "ΕΛΛΗΝΙΚΗ ΔΗΜΟΚΡΑΤΙΑ"),
        ("BG", "Република България"),
        ("AT", "Austria (AT)"),
        ("AT", "Oesterreich"),
        ("DK", "Koenigreich Daenemark"),
        ("EL", "Greece (Hellenic Republic)"),
        ("FI", "Suomi/Finland"),
        ("NL", "Netherlands (Holland)"),
        ("CH", "Suisse/Schweiz/Svizzera/Svizra"),
        ("COM", "the Commission"),
        ("CONSIL", "Council of the European Union"),
    ] {
        assert_eq!(found(form).as_deref(), Some(code), "{form}");
    }
    for form in [
        "Northern Ireland",
        "Austria (DE)",
        "AT/BE",
        "Ireland (Northern)",
        "Great Britain and Ireland",
        "Republic of",
        "European Council",
        "Council of Europe",
    ] {
        assert_eq!(found(form), None, "{form}");
    }
    for (wrong, hint) in [("Nederlnd", "\"NL\""), ("Kingdom of teh Netherlands", "\"NL\""), ("Deutschlnd", "\"DE\"")] {
        assert!(said(actor(&corpus, wrong).err().unwrap()).contains(hint), "{wrong}");
    }
}

/// Words for the kinds in languages of the Union.
const KINDS: [(InstrumentKind, &[&str]); 4] = [
    (
        InstrumentKind::Directive,
        &["Directive", "Dir.", "Richtlinie", "directiva", "direttiva", "richtlijn", "dyrektywa", "Οδηγία", "irányelv"],
    ),
    (
        InstrumentKind::Regulation,
        &["Regulation", "règlement", "regolamento", "Verordnung", "reglamento", "rozporządzenie", "uredba", "nařízení"],
    ),
    (
        InstrumentKind::Decision,
        &["Decision", "décision", "Beschluss", "decisione", "decisión", "besluit", "decyzja", "rozhodnutí", "Решение"],
    ),
    (
        InstrumentKind::FrameworkDecision,
        &[
            "Framework Decision",
            "Council Framework Decision",
            "Rahmenbeschluss",
            "décision-cadre",
            "décision‑cadre",
            "decisione quadro",
            "decisión marco",
            "kaderbesluit",
            "decyzja ramowa",
            "rámcové rozhodnutí",
        ],
    ),
];

/// CELEX letter, letters in an ELI, letters after the number; of an act that is cited as one.
fn letters(one: &Instrument) -> Option<(char, &'static str, [&'static str; 3])> {
    let domains = match one.pillar {
        Pillar::Third => ["JHA", "JI", "GAI"],
        Pillar::First => ["EC", "EG", "CE"],
        Pillar::Union | Pillar::None => ["EU", "UE", "ΕΕ"],
    };
    let (letter, eli) = match one.kind {
        InstrumentKind::FrameworkDecision => ('F', "dec_framw"),
        InstrumentKind::Decision => ('D', "dec"),
        InstrumentKind::Regulation => ('R', "reg"),
        InstrumentKind::Directive => ('L', "dir"),
        _ => return None,
    };
    Some((letter, eli, domains))
}

#[test]
fn every_act_is_found_by_its_number_in_every_form_and_no_other_kind_is() {
    let corpus = embedded();
    let mut count = 0;
    for (place, one) in corpus.instruments.iter().enumerate().filter(|(_, one)| !one.celex.is_empty()) {
        let Some((letter, eli, domains)) = letters(one) else { continue };
        for celex in one.celex.iter().map(|celex| Celex::read(celex).unwrap()) {
            let (year, number) = (celex.year, celex.number);
            let mut forms = vec![
                format!("{year}/{number}"),
                format!("{year} / {number}"),
                format!("3{year}{letter}{number:04}"),
                format!("celex: 3{year}{letter}{number:04}"),
                format!("3{year}{letter}{number:04}R(01)"),
                format!("0{year}{letter}{number:04}-20240714"),
                format!("0{year}{letter}{number:04}\u{2013}20240714"),
                format!("7{year}{letter}{number:04}AUT_202200123"),
                format!("https://eur-lex.europa.eu/legal-content/DE/NIM/?uri=CELEX:7{year}{letter}{number:04}AUT_1"),
                format!(
                    "https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX%3A0{year}{letter}{number:04}-20240714"
                ),
                format!("eli/{eli}/{year}/{number}"),
                format!("http://data.europa.eu/eli/{eli}/{year}/{number}/oj"),
            ];
            forms.extend(
                domains
                    .iter()
                    .flat_map(|domain| [format!("{year}/{number}/{domain}"), format!("({domain}) {year}/{number}")]),
            );
            // one form and one language of the letters for each word, and the words for other kinds, by turns
            let words = KINDS.iter().flat_map(|(kind, words)| words.iter().map(move |word| (*kind, *word))).enumerate();
            for (turn, (kind, word)) in words.filter(|(turn, (kind, _))| *kind == one.kind || turn % 9 == place % 9) {
                let domain = domains[turn % 3];
                let form = match turn % 4 {
                    0 => format!("{word} {year}/{number}/{domain}"),
                    1 => format!("{word} ({domain}) {year}/{number}"),
                    2 => format!("{word} n° {year}/{number}/{domain}"),
                    _ => format!("{word}\u{a0}Nr. {number}/{year}/{domain}").to_uppercase(),
                };
                if kind == one.kind {
                    forms.push(form);
                    continue;
                }
                let answer = meant(&corpus, &form).unwrap_err();
                assert!(answer.starts_with("unknown instrument"), "{form}: {answer}");
                assert!(answer.contains(&format!("did you mean \"{}\"", one.id)), "{form}: {answer}");
                count += 1;
            }
            for form in forms {
                assert_eq!(meant(&corpus, &form).as_deref(), Ok(&*one.id), "{form}");
                count += 1;
            }
            for form in [format!("{year}/{number}"), format!("3{year}{letter}{number:04}")] {
                let wide: String = form.chars().map(wide).collect();
                assert_eq!(meant(&corpus, &wide).as_deref(), Ok(&*one.id), "{wide}");
            }
        }
    }
    assert!(count > 200, "{count}");
}

/// A letter or digit as East Asian keyboards write it.
fn wide(char: char) -> char {
    char::from_u32(char as u32 + 0xFEE0).filter(|_| char.is_ascii_graphic()).unwrap_or(char)
}

#[test]
fn what_is_written_must_be_true_of_the_act() {
    let corpus = embedded();
    for (typed, hint) in [
        ("Decision 2011/36/EU", "\"anti-trafficking\" (Anti-Trafficking Directive)? it is a directive"),
        ("Framework Decision 2011/36/JHA", "it is a directive"),
        ("32011D0036", "\"anti-trafficking\""),
        ("72011R0036AUT_1", "\"anti-trafficking\""),
        ("eli/reg/2011/36", "\"anti-trafficking\""),
        ("2011/36/JHA", "it is no act under JHA"),
        ("2006/960/EC", "it is no act of the Community"),
        ("Decision 2006/960/JHA", "it is a framework decision"),
        ("Data Retention Regulation", "\"data-retention\""),
        ("Prüm Convention", "it is a decision"),
        ("Regulation (EU) 2024/1712", "did you mean Directive (EU) 2024/1712, which amends anti-trafficking?"),
        ("Regulation (EU) 2018/1727", "it brought eurojust-2002 and eurojust-2009 to an end"),
        ("Prüm Decisions 2008/615/JHA and 2009/1/JHA", "unknown instrument"),
        (
            "32011L0036(01)",
            "did you mean \"anti-trafficking\" (Anti-Trafficking Directive)? \"32011L0036(01)\" is a different",
        ),
        ("32011L0036(02)", "a different document with the same number"),
        ("32008D0615(01)", "did you mean \"prum\""),
        ("eli/dec/2008/615(1)/oj", "a different document with the same number"),
        ("https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32008D0615%2801%29", "a different document"),
        ("Decision http://data.europa.eu/eli/dir/2011/36/oj", "it is a directive"),
        ("Directive 32011D0036", "it is a directive"),
        ("Decision 32011L0036", "it is a directive"),
        ("Decision implementing Directive 2011/36/EU", "it is a directive"),
        ("Regulation implementing Directive 2011/36/EU", "it is a directive"),
        ("Decision implementing the Anti-Trafficking Directive", "it is a directive"),
        ("2011/36/Euratom", "it is no act of Euratom"),
        ("Directive 2011/36/ECSC", "it is no act of the ECSC"),
        ("2006/24/EEC", "it is no act of the EEC"),
        ("2011/36/EWG", "it is no act of the EEC"),
        ("2006/24/Gusp", "it is no act under CFSP"),
        ("Council of Europe Treaty No. 186", "unknown instrument"),
        ("2011/37/EU", "unknown instrument \"2011/37/EU\""),
        ("CETS 186", "unknown instrument"),
        ("Protocol CETS 185", "it is a convention"),
    ] {
        let answer = meant(&corpus, typed).unwrap_err();
        assert!(answer.starts_with("unknown instrument") && answer.contains(hint), "{typed}: {answer}");
    }
}

#[test]
fn a_full_citation_leads_to_its_act() {
    let corpus = embedded();
    for (typed, id) in [
        ("Council of Europe Convention on Cybercrime", "budapest"),
        ("Convention on Cybercrime (ETS No. 185)", "budapest"),
        ("STCE nº 185", "budapest"),
        ("ETS185/ratification", "budapest/ratification"),
        ("Prüm Decisions 2008/615/JHA and 2008/616/JHA", "prum"),
        ("Richtlinie 2011/36/EU des Europäischen Parlaments und des Rates", "anti-trafficking"),
        ("Directive 2011/36/EU of 5 April 2011", "anti-trafficking"),
        ("Directive 2011/36/EU of 5 April 2011 (OJ L 101, 15.4.2011, p. 1)", "anti-trafficking"),
        ("směrnice Evropského parlamentu a Rady 2011/36/EU ze dne 5. dubna 2011", "anti-trafficking"),
        ("2011/36/EU irányelv (2011. április 5.)", "anti-trafficking"),
        ("direktiivi 2011/36/EU, 5 päivänä huhtikuuta 2011", "anti-trafficking"),
        ("directive 2011/36/UE du 1er avril 2011", "anti-trafficking"),
        ("Directive http://data.europa.eu/eli/dir/2011/36/oj", "anti-trafficking"),
        ("Directive 32011L0036R(01)", "anti-trafficking"),
        ("dir/2011/36", "anti-trafficking"),
        ("eli/dir/2011/36/transposition", "anti-trafficking/transposition"),
        ("dir/2011/36/transposition", "anti-trafficking/transposition"),
        ("2011/36/EU (OJ L 101)", "anti-trafficking"),
        ("Directive 2011/36/EU replacing Council Framework Decision 2002/629/JHA", "anti-trafficking"),
        ("Convention No. 185", "budapest"),
        ("Council of Europe Treaty No. 185", "budapest"),
        ("Council of Europe Treaty Series No. 185", "budapest"),
        ("Council Framework Decision 2006/960/JHA of 18 December 2006 (OJ L 386)", "swedish-initiative"),
        ("Directive 2011/36/EU/transposition", "anti-trafficking/transposition"),
        ("32011L0036/transposition", "anti-trafficking/transposition"),
    ] {
        assert_eq!(meant(&corpus, typed).as_deref(), Ok(id), "{typed}");
    }
}

#[test]
fn two_acts_in_one_name_are_refused() {
    let corpus = embedded();
    for typed in [
        "Directive 2011/36/EU and Decision 2011/36/EU",
        "Directive 2011/36/EU and Directive 2006/24/EC",
        "Directive 2011/36/EU (OJ L 101) and Decision 2008/615/JHA",
        "32011L0036 and 32006L0024",
    ] {
        let answer = meant(&corpus, typed).unwrap_err();
        assert!(answer.starts_with(&format!("\"{typed}\" names several instruments")), "{answer}");
    }
}

#[test]
fn the_letters_of_a_framework_decision_do_not_hang_on_its_pillar() {
    let act = include_str!("../../../tests/problems/_base/instruments/act.json");
    let act =
        act.replace("\"id\"", "\"celex\": [\"32010F0001\"], \"id\"").replace("\"directive\"", "\"framework-decision\"");
    let file = ("instruments/act.json".to_owned(), act.replace("Directive on", "Framework Decision on").into_bytes());
    let corpus = crate::load::texts(vec![file]).corpus;
    assert_ne!(corpus.instruments[0].pillar, crate::law::Pillar::Third);
    assert_eq!(meant(&corpus, "2010/1/JHA").as_deref(), Ok("act"));
    assert!(meant(&corpus, "2010/1/EC").is_err());
}

#[test]
fn the_number_of_a_further_document_leads_to_it_where_the_data_hold_it() {
    let corpus = two_of_one_number("\"celex\": [\"32010L0001(01)\"]", "\"celex\": [\"32010D0001\"]");
    assert_eq!(meant(&corpus, "32010L0001(01)").as_deref(), Ok("act"));
    assert_eq!(meant(&corpus, "eli/dir/2010/1(1)/oj").as_deref(), Ok("act"));
    assert_eq!(meant(&corpus, "2010/1/EU directive").as_deref(), Ok("act"));
    for other in ["32010L0001", "32010L0001(02)", "32010D0001(01)"] {
        assert!(meant(&corpus, other).unwrap_err().starts_with("unknown instrument"), "{other}");
    }
}

#[test]
fn an_amending_act_leads_to_the_act_and_says_so() {
    let corpus = embedded();
    for typed in ["Directive (EU) 2024/1712", "2024/1712", "32024L1712", "dir 2024/1712/UE", "2024/1712/statistics"] {
        let found = act(&corpus, typed).unwrap_or_else(|failure| panic!("{typed}: {}", said(failure)));
        assert_eq!(&*found.instrument.id, "anti-trafficking", "{typed}");
        assert!(found.remark.unwrap().starts_with("Directive (EU) 2024/1712 amends anti-trafficking"), "{typed}");
    }
    assert!(act(&corpus, "2011/36/EU").unwrap().remark.is_none());
}

/// A directive and a decision with one number, each with further keys.
fn two_of_one_number(directive: &str, decision: &str) -> Corpus {
    let act = include_str!("../../../tests/problems/_base/instruments/act.json");
    let other = act.replace("\"id\": \"act\"", &format!("\"id\": \"other\", {decision}"));
    let other = other.replace("\"directive\"", "\"decision\"").replace("Directive on", "Decision on");
    let act = act.replace("\"kind\"", &format!("{directive}, \"kind\""));
    let files = [("instruments/act.json", act), ("instruments/other.json", other)];
    crate::load::texts(files.map(|(path, text)| (path.to_owned(), text.into_bytes())).to_vec()).corpus
}

#[test]
fn a_number_of_two_acts_names_both_until_the_kind_is_said() {
    let corpus = two_of_one_number("\"celex\": [\"32010L0001\"]", "\"celex\": [\"32010D0001\"]");
    for typed in ["2010/1", "2010/1/EU", "(EU) 2010/1"] {
        let answer = meant(&corpus, typed).unwrap_err();
        assert!(answer.starts_with(&format!("\"{typed}\" names several instruments")), "{answer}");
        assert!(answer.contains("act (directive") && answer.contains("other (decision"), "{answer}");
    }
    assert_eq!(
        meant(&corpus, "2010/1/transposition").unwrap_err().lines().next(),
        Some("\"2010/1\" names several instruments")
    );
    for (typed, id) in [
        ("Directive 2010/1/EU", "act"),
        ("Beschluss 2010/1/EU", "other"),
        ("72010D0001AUT_1", "other"),
        ("Directive 2010/1/transposition", "act/transposition"),
    ] {
        assert_eq!(meant(&corpus, typed).as_deref(), Ok(id), "{typed}");
    }
}

#[test]
fn a_name_as_it_stands_wins_over_a_number_that_fits_two() {
    let corpus =
        two_of_one_number("\"celex\": [\"32010L0001\"], \"aliases\": [\"2010/1/EU\"]", "\"celex\": [\"32010D0001\"]");
    for typed in ["2010/1/EU", "2010/1/eu"] {
        assert_eq!(meant(&corpus, typed).as_deref(), Ok("act"), "{typed}");
    }
    assert!(meant(&corpus, "2010/1").is_err());
    assert_eq!(meant(&corpus, "Decision 2010/1/EU").as_deref(), Ok("other"));
}

#[test]
fn the_order_of_year_and_number_distinguishes_decisions() {
    let files = [("act", "32008D0070(01)", "2008/70/EC"), ("other", "32008D0070", "No 70/2008/EC")];
    let files = files.map(|(id, celex, alias)| {
        let act = include_str!("../../../tests/problems/_base/instruments/act.json");
        let keys = format!("\"id\": \"{id}\", \"celex\": [\"{celex}\"], \"aliases\": [\"{alias}\"]");
        let act = act.replace("\"id\": \"act\"", &keys).replace("\"directive\"", "\"decision\"");
        (format!("instruments/{id}.json"), act.replace("Directive on", "Decision on").into_bytes())
    });
    let corpus = crate::load::texts(files.to_vec()).corpus;
    assert_eq!(meant(&corpus, "Commission Decision 2008/70/EC").as_deref(), Ok("act"));
    assert_eq!(meant(&corpus, "Decision No 70/2008/EC").as_deref(), Ok("other"));
}
