//! `docs/wanted.md`: of each duty that is not known of some state, the document that would say it. Which document it is
//! follows from the sort of act and of duty: a treaty has a chart of its depositary, a directive a list of the measures
//! communicated, a duty to designate or to report its notifications.

use std::collections::BTreeMap;
use std::fmt::Write;

use acquis::engine::Finding;
use acquis::law::{Instrument, InstrumentKind, Kind, Obligation};
use acquis::rules::Verdict;

use super::{COMMAND, findings};
use crate::support::{assert_current, corpus};

/// The days asked about: the two reports and today. Of each duty the last of them on which it was owed counts.
const DAYS: [&str; 3] = ["2011-11-25", "2014-06-30", "2026-11-28"];

/// More states than these are not named one by one.
const NAMED: usize = 12;

/// A document, and where it is published.
struct Document {
    what: String,
    place: String,
}

fn celex(act: &Instrument) -> Option<&str> {
    act.celex.first().map(|number| &**number)
}

/// `Article 9` or nothing.
fn article(duty: &Obligation) -> String {
    if duty.article.is_empty() { String::new() } else { format!(" under Article {}", duty.article) }
}

fn chart(act: &Instrument) -> Document {
    let number = act.cets.as_deref().map(|cets| cets.trim_start_matches(|one: char| !one.is_ascii_digit()).to_owned());
    let number = number.filter(|number| !number.is_empty()).or_else(|| {
        let mut names = act.aliases.iter().filter_map(|name| name.strip_prefix("CETS ").or(name.strip_prefix("ETS ")));
        names.find(|name| name.chars().all(|one| one.is_ascii_digit())).map(str::to_owned)
    });
    match number {
        Some(number) => Document {
            what: format!(
                "chart of signatures and ratifications of Treaty {number}, with reservations and declarations"
            ),
            place: format!(
                "https://www.coe.int/en/web/conventions/full-list?module=signatures-by-treaty&treatynum={number}"
            ),
        },
        None => Document {
            what: "ratification details with declarations, kept by the General Secretariat as depositary".to_owned(),
            place: "https://www.consilium.europa.eu/en/documents-publications/treaties-agreements/".to_owned(),
        },
    }
}

/// The CELEX number of a directive that added a duty: `32024L1712` of `Directive (EU) 2024/1712, Article 2(1)`.
fn directive(cited: &str) -> Option<String> {
    let (year, rest) = cited.strip_prefix("Directive (EU) ")?.split_once('/')?;
    let number: String = rest.chars().take_while(char::is_ascii_digit).collect();
    Some(format!("3{year}L{number:0>4}"))
}

/// The document that would say what was done under a duty.
fn document(act: &Instrument, duty: &Obligation) -> Document {
    let own = duty.added_by.as_deref().and_then(directive);
    let known = own.as_deref().or(celex(act));
    let number = known.unwrap_or(&act.short_title);
    let all_documents = || match known {
        Some(celex) => format!("https://eur-lex.europa.eu/legal-content/EN/ALL/?uri=CELEX:{celex}"),
        None => "its sources, named by `acquis show`".to_owned(),
    };
    match (act.kind, duty.kind) {
        (InstrumentKind::Convention | InstrumentKind::Protocol, Kind::Ratify | Kind::Designate | Kind::Notify) => {
            chart(act)
        }
        (InstrumentKind::Convention | InstrumentKind::Protocol, _) => Document {
            what: format!("national law{}, and the reports of the body that monitors the treaty", article(duty)),
            place: "the gazette of the state".to_owned(),
        },
        (InstrumentKind::System | InstrumentKind::Commitment, _) => Document {
            what: "a statement of the authority that runs it, or a list of those who take part".to_owned(),
            place: all_documents(),
        },
        (InstrumentKind::Directive, Kind::Transpose | Kind::Notify | Kind::Implement) => Document {
            what: format!("national measures communicated under {number}"),
            place: format!("https://eur-lex.europa.eu/legal-content/EN/NIM/?uri=CELEX:{number}"),
        },
        (InstrumentKind::FrameworkDecision, Kind::Transpose | Kind::Notify | Kind::Implement) => Document {
            what: format!("reports of the Commission on the implementation of {number}, with their annexes by state"),
            place: all_documents(),
        },
        (_, Kind::Designate) => Document {
            what: format!("designations notified{}, as the Commission or the Council publishes them", article(duty)),
            place: all_documents(),
        },
        (_, Kind::Report | Kind::Notify) => Document {
            what: format!("what the state sent{}", article(duty)),
            place: "register of documents of the Commission, and the state itself".to_owned(),
        },
        _ => Document {
            what: format!("reports on the application of {number}{}", article(duty)),
            place: all_documents(),
        },
    }
}

/// A duty of which something is not known: on which day, of which states, of how many.
struct WhiteSpot {
    on: &'static str,
    states: Vec<String>,
    /// Those of which it is known.
    known: Vec<String>,
    asked: usize,
}

/// The white spots by act and duty.
fn white_spots() -> BTreeMap<(String, String), WhiteSpot> {
    let mut spots = BTreeMap::new();
    for on in DAYS {
        let mut asked: BTreeMap<(String, String), Vec<(String, bool)>> = BTreeMap::new();
        for finding in findings(on, None) {
            if let Some(is_known) = is_known(&finding) {
                let duty = (finding.instrument.id.to_string(), finding.obligation.id.to_string());
                asked.entry(duty).or_default().push((finding.actor.code.to_string(), is_known));
            }
        }
        for (duty, all) in asked {
            let asked = all.len();
            let (known, states): (Vec<_>, Vec<_>) = all.into_iter().partition(|(_, is_known)| *is_known);
            let codes = |list: Vec<(String, bool)>| list.into_iter().map(|(code, _)| code).collect();
            spots.insert(duty, WhiteSpot { on, states: codes(states), known: codes(known), asked });
        }
    }
    spots.retain(|_, spot: &mut WhiteSpot| !spot.states.is_empty());
    spots
}

/// Is it known whether the duty was done? `None` where it is not owed, or not yet.
fn is_known(finding: &Finding) -> Option<bool> {
    match finding.judgement.verdict {
        Verdict::NotBound | Verdict::NotInForce | Verdict::Ended | Verdict::Pending => None,
        Verdict::Unknown | Verdict::PossibleGap => Some(false),
        _ => Some(true),
    }
}

fn who(spot: &WhiteSpot) -> String {
    let (missing, asked) = (spot.states.len(), spot.asked);
    match missing {
        all if all == asked => format!("all {asked}"),
        few if few <= NAMED || few * 2 <= asked => format!("{} ({few} of {asked})", spot.states.join(" ")),
        _ => format!("all but {} ({missing} of {asked})", spot.known.join(" ")),
    }
}

/// A text inside a cell.
fn in_cell(text: &str) -> String {
    text.replace('|', "\\|").replace('\n', " ")
}

fn page() -> String {
    let mut page = format!(
        "# Wanted: documents that would close the white spots

Written by `{COMMAND}` for {};
the same test fails while this page is old.

Of each duty: the states of which it is not known, or only perhaps known, whether it was done, on the last of these days on
which it was owed; and the document that would say it. Which document that is follows from the sort of act and of duty; it was
not read for this page. Who has it adds its source in `seeds/` and a record in `member-states/`, and `acquis validate` checks both
([CONTRIBUTING](../CONTRIBUTING.md)). Below each act: what it asks and is not judged, and why.
",
        DAYS.join(", ")
    );
    let spots = white_spots();
    for act in &corpus().instruments {
        let own: Vec<_> = act
            .obligations
            .iter()
            .filter_map(|duty| Some((duty, spots.get(&(act.id.to_string(), duty.id.to_string()))?)))
            .collect();
        if own.is_empty() && act.not_modelled.is_empty() {
            continue;
        }
        write!(page, "\n## {} ({})\n", act.short_title, act.id).unwrap();
        if !own.is_empty() {
            page += "\n| duty | not known of | on | document | where |\n|---|---|---|---|---|\n";
        }
        for (duty, spot) in own {
            let Document { what, place } = document(act, duty);
            let cells = [&*duty.id, &who(spot), spot.on, &what, &place].map(in_cell);
            writeln!(page, "| {} |", cells.join(" | ")).unwrap();
        }
        if !act.not_modelled.is_empty() {
            page += "\nNot judged:\n\n";
        }
        for part in &act.not_modelled {
            let article = part.article.as_deref().map_or(String::new(), |article| format!("Article {article}: "));
            let why = part.reason.as_deref().map_or(String::new(), |why| format!(" — {why}"));
            let line = format!("- {article}{}{why}", part.text);
            writeln!(page, "{}", line.replace('\n', " ")).unwrap();
        }
    }
    page
}

#[test]
fn the_list_of_documents_is_current() {
    assert_current("docs/wanted.md", &page());
}

#[test]
fn every_white_spot_has_its_document() {
    for ((act, id), spot) in white_spots() {
        let act = corpus().instruments.iter().find(|one| *one.id == *act).unwrap();
        let duty = act.obligations.iter().find(|one| *one.id == *id).unwrap();
        let Document { what, place } = document(act, duty);
        assert!(!what.is_empty() && !place.is_empty() && spot.states.len() <= spot.asked, "{}/{id}", act.id);
    }
}
