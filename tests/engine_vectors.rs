//! The dated examples of `vectors/engine.csv` that ask for more than reckoning days: who is bound, by when, what the
//! Commission had done, and sets of states that official texts counted. Each is run against the shipped corpus, or its
//! rule or act is named below with the reason why it cannot be; the counts must add up, so that none drops out.

mod checks;
mod corpus;
mod scoreboard;

use std::collections::BTreeMap;

use corpus::Shipped;

/// One line of the table.
pub struct Vector {
    rule: String,
    input: BTreeMap<String, String>,
    expected: String,
}

impl Vector {
    /// What the input says under a key.
    pub fn get(&self, key: &str) -> Option<&str> {
        self.input.get(key).map(String::as_str)
    }

    /// The act or treaty, as the shipped corpus calls it; `None` for any other.
    pub fn instrument(&self) -> Option<&'static str> {
        match self.get("act").or(self.get("treaty"))? {
            "2006/24" | "2006/24/EC" => Some("data-retention"),
            "2006/960" => Some("swedish-initiative"),
            "2008/615" => Some("prum"),
            "2011/36" | "2011/36/EU" => Some("anti-trafficking"),
            "CETS 185" => Some("budapest"),
            _ => None,
        }
    }

    /// Is it a rule on acts of a kind, or on any act?
    fn is_general(&self) -> bool {
        let act = self.get("act").or(self.get("defect")).unwrap_or_default();
        act.starts_with("any") || act == "non-conformity"
    }
}

/// What becomes of a vector.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Fate {
    /// Run here, against the shipped corpus.
    Run,
    /// About an act or treaty that the corpus does not have.
    AnotherAct,
    /// A rule of the scoreboard, run on model acts or on the figures that were published.
    Scoreboard,
    /// A figure of the Single Market Scoreboard over all its directives or states.
    AllDirectives,
    /// Numbers of acts that the corpus does not have.
    Identifier,
}

/// How many vectors have which fate, and why those that are not run cannot be.
const FATES: &[(Fate, usize, &str)] = &[
    (Fate::Run, 43, "run against the shipped corpus"),
    (Fate::AnotherAct, 49, "the corpus has five instruments; this act or treaty is not among them"),
    (Fate::Scoreboard, 23, "run: lights, snapshots, and published deficits against the list of those above the target"),
    (Fate::AllDirectives, 16, "an average or a count that needs all Single Market directives, or each state's figure"),
    (Fate::Identifier, 1, "the number of another act as it was misprinted"),
];

fn vectors() -> Vec<Vector> {
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/vectors/engine.csv");
    let mut reader = csv::Reader::from_path(path).unwrap();
    assert_eq!(reader.headers().unwrap(), vec!["rule", "input", "expected"]);
    reader.records().map(|record| vector(&record.unwrap())).collect()
}

fn vector(record: &csv::StringRecord) -> Vector {
    let pairs = record[1].split(';').map(|pair| pair.split_once('=').unwrap_or_else(|| panic!("{pair}")));
    let input = pairs.map(|(key, value)| (key.to_owned(), value.to_owned())).collect();
    Vector { rule: record[0].to_owned(), input, expected: record[2].to_owned() }
}

fn fate(vector: &Vector) -> Fate {
    match vector.rule.as_str() {
        "scoreboard.light" | "scoreboard.snapshot" | "scoreboard.snapshot.logic" => Fate::Scoreboard,
        "scoreboard" if matches!(vector.get("indicator"), Some("deficit" | "states-above-1.0")) => Fate::Scoreboard,
        "scoreboard" => Fate::AllDirectives,
        "identifier.alias" => Fate::Identifier,
        "membership.count" => Fate::Run,
        _ if vector.instrument().is_some() || vector.is_general() => Fate::Run,
        _ => Fate::AnotherAct,
    }
}

#[test]
fn every_vector_about_the_five_instruments_holds() {
    let shipped = Shipped::load();
    for vector in vectors().iter().filter(|vector| fate(vector) == Fate::Run) {
        checks::check(&shipped, vector);
    }
}

#[test]
fn every_vector_about_rules_of_the_scoreboard_holds() {
    let vectors = vectors();
    for vector in vectors.iter().filter(|vector| fate(vector) == Fate::Scoreboard) {
        scoreboard::check(vector, &vectors);
    }
}

#[test]
fn the_counts_add_up() {
    let vectors = vectors();
    let mut counted: BTreeMap<Fate, usize> = BTreeMap::new();
    for vector in &vectors {
        *counted.entry(fate(vector)).or_default() += 1;
    }
    let stated: BTreeMap<Fate, usize> = FATES.iter().map(|(fate, count, _)| (*fate, *count)).collect();
    assert_eq!(counted, stated);
    assert_eq!(vectors.len(), 132);
}
