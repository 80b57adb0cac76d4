//! Real inputs for each target, made when they are asked for: files of the tests and of the shipped data, cut to what is small.
//! Those of imports are in `rows`.

use std::path::Path;

use acquis::engine::{Choice, Selection};
use acquis::load;
use acquis::render;
use acquis::report::survey::Survey;
use acquis::report::{Comparison, Grouping, Report, Run};
use acquis::time::Day;
use serde_json::{Value, json};

use super::base;

/// The largest input from which mutations start.
const LARGEST: usize = 1_400;

pub fn bytes(texts: impl IntoIterator<Item = impl Into<String>>) -> Vec<Vec<u8>> {
    texts.into_iter().map(|text| text.into().into_bytes()).collect()
}

/// Where the files of the package are.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR")).ancestors().find(|path| path.join("schemas").is_dir()).unwrap()
}

/// The files of a folder anywhere below another one, as far as they are small.
fn below(folder: &str, holder: &str) -> Vec<Vec<u8>> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(path) = open.pop() {
        if path.is_dir() {
            open.extend(std::fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        } else if path.parent().is_some_and(|parent| parent.ends_with(holder)) {
            let text = std::fs::read(&path).unwrap();
            found.extend(Some((path, text)).filter(|(_, text)| text.len() < LARGEST));
        }
    }
    found.sort();
    found.into_iter().map(|(_, text)| text).collect()
}

/// Files of a folder of data: those of the tests, those with every key, and the smallest that are shipped.
fn of_data(folder: &str, full: &str) -> Vec<Vec<u8>> {
    let full: Vec<Value> = serde_json::from_str(full).unwrap();
    let mut all = [below("tests/problems", folder), below("tests/lawful", folder)].concat();
    all.extend(full.iter().map(|file| file.to_string().into_bytes()));
    let shipped = std::fs::read_dir(root().join(folder)).unwrap().map(|entry| entry.unwrap().path());
    let mut shipped: Vec<Vec<u8>> = shipped.map(|path| cut(&std::fs::read(path).unwrap())).collect();
    shipped.retain(|file| file.len() < LARGEST);
    shipped.sort();
    all.extend(shipped.into_iter().step_by(9));
    all
}

/// A file with a few of its longest lists' items.
fn cut(file: &[u8]) -> Vec<u8> {
    let Ok(mut value) = serde_json::from_slice::<Value>(file) else { return file.to_vec() };
    for list in ["records", "states", "urges", "obligations", "cases", "rows", "indicators"] {
        if let Some(Value::Array(items)) = value.get_mut(list) {
            items.truncate(3);
        }
    }
    value.to_string().into_bytes()
}

const FULL_STATES: &str = include_str!("../../../src/load/accept/conform/full/member-states.json");
const FULL_INSTRUMENTS: &str = include_str!("../../../src/load/accept/conform/full/instruments.json");
const FULL_SEEDS: &str = include_str!("../../../src/load/accept/conform/full/seeds.json");

pub fn instruments() -> Vec<Vec<u8>> {
    of_data("instruments", FULL_INSTRUMENTS)
}

pub fn states() -> Vec<Vec<u8>> {
    of_data("member-states", FULL_STATES)
}

pub fn seeds() -> Vec<Vec<u8>> {
    of_data("seeds", FULL_SEEDS)
}

pub fn lines() -> Vec<Vec<u8>> {
    let records = |files: Vec<Value>| -> Vec<Value> {
        files.iter().filter_map(|file| file["records"].as_array()).flatten().cloned().collect()
    };
    let of_tests = states().iter().filter_map(|file| serde_json::from_slice(file).ok()).collect();
    let each: Vec<String> = records(of_tests).iter().map(Value::to_string).collect();
    let mut all: Vec<String> = each.chunks(2).map(|pair| pair.join("\n") + "\n").collect();
    all.extend(each.chunks(3).map(|three| three.join("\r\n\r\n")));
    for (letter, files) in [('I', below("tests/lawful", "instruments")), ('S', below("tests/lawful", "seeds"))] {
        let values = files.iter().filter_map(|file| serde_json::from_slice::<Value>(file).ok());
        let lines: Vec<String> = values.map(|value| value.to_string()).collect();
        all.extend(lines.iter().map(|line| format!("{letter}{line}\n")));
        all.push(format!("{letter}{}", lines.iter().take(2).cloned().collect::<Vec<_>>().join("\n")));
    }
    bytes(all)
}

pub fn rule_tables() -> Vec<Vec<u8>> {
    let shipped = load::embedded_rules();
    let whole: Vec<Value> = shipped.tables.values().map(|table| serde_json::from_str(&table.text).unwrap()).collect();
    let mut all = Vec::new();
    for table in whole {
        let key = if table.get("rows").is_some() { "rows" } else { "indicators" };
        let rows = table[key].as_array().unwrap();
        // without their notes, which are only read
        for few in rows.chunks(4) {
            let mut small = table.clone();
            small["note"] = json!("x");
            small[key] = json!(few);
            all.push(small.to_string());
        }
    }
    bytes(all)
}

pub fn rule_cases() -> Vec<Vec<u8>> {
    let mut all = Vec::new();
    for name in ["verdict", "severity", "recommendation"] {
        let text = std::fs::read_to_string(root().join(format!("rules/cases/{name}.json"))).unwrap();
        let file: Value = serde_json::from_str(&text).unwrap();
        for few in file["cases"].as_array().unwrap().chunks(2).step_by(5) {
            let mut small = file.clone();
            small["cases"] = json!(few);
            all.push(small.to_string());
        }
    }
    bytes(all)
}

pub fn dated_cases() -> Vec<Vec<u8>> {
    let cases = [
        json!({"name": "a", "given": "g", "ask": "AT/act/transposition", "as_of": "2013-01-01", "expect": {"verdict": "met"}, "because": "b"}),
        json!({"name": "b", "given": "g", "ask": "*/act/transposition", "as_of": "2100-12-31", "known_as_of": "2012-01-01", "expect": {"states": {"overdue": ["AT"]}}, "because": "b"}),
        json!({"name": "c", "given": "g", "ask": "HR/treaty/ratification", "as_of": "1950-01-01", "expect": {"verdict": "unknown", "due": null, "since": "2012-01-01", "presumed": false}, "because": "b"}),
    ];
    let schema = "../schemas/cases.schema.json";
    let mut all: Vec<String> = Vec::new();
    for few in cases.windows(2) {
        all.push(json!({"$schema": schema, "theme": "theme", "cases": few}).to_string());
    }
    let read = |folder: &str| -> Vec<Value> {
        let files = base::FILES.iter().filter(|(path, _)| path.starts_with(folder));
        files.map(|(_, text)| serde_json::from_str(text).unwrap()).collect()
    };
    let corpus = json!({"instruments": read("instruments").first(), "member-states": read("member-states").first(), "seeds": read("seeds")});
    let corpus = json!({"instruments": [corpus["instruments"]], "member-states": [corpus["member-states"]], "seeds": corpus["seeds"]});
    all.push(json!({"$schema": schema, "theme": "theme", "corpus": corpus, "cases": [cases[0]]}).to_string());
    for file in ["cases/nis.json", "cases/deadlines.json"] {
        all.extend(String::from_utf8(cut(&std::fs::read(root().join(file)).unwrap())));
    }
    all.retain(|text| text.len() < 2 * LARGEST);
    bytes(all)
}

pub fn waivers() -> Vec<Vec<u8>> {
    let waiver = |finding: &str, until: Value| {
        let mut one = json!({"finding": finding, "reason": "A bill is before parliament", "owner": "J. Doe"});
        if until.is_string() {
            one["until"] = until;
        }
        one
    };
    let none = || Value::Null;
    let lists = [
        vec![],
        vec![waiver("AT/prum/dna", none())],
        vec![waiver("*/budapest", json!("2100-12-31")), waiver("AT/*/*", json!("1950-01-01"))],
        vec![waiver("SE/data-retention/internet", json!("2012-05-01")), waiver("EL", none())],
    ];
    let texts = lists.into_iter().map(|list| json!({"$schema": "waivers.schema.json", "waivers": list}));
    bytes(texts.flat_map(|value| [value.to_string(), format!("\u{feff}{value:#}\n")]))
}

pub fn settings() -> Vec<Vec<u8>> {
    let texts = [
        "data = \"law\"\nrules = 'our-rules'\nstates = [\"AT\", \"Greece\"]\ninstruments = [\"prum\", \"2011/36/EU\"]\n",
        "fail-on = \"overdue\"\nstrict = true\nwaivers = \"waivers.json\"\nbaseline = \"../baseline.json\"\n",
        "# nothing\n\nfamilies = [\n  \"prum\",\n  \"é\", # more\n]\r\nstrict = false",
        "\u{feff}\"fail-on\" = \"\"\"\nhigh\"\"\"\n[jobs]\na.b = 1979-05-27T07:32:00Z\nc = [0x1F, 1e6, inf]\n",
    ];
    bytes(texts)
}

/// The survey of the small corpus on a day.
fn surveyed(as_of: &str, known_as_of: Option<&str>, act: &str) -> (Survey, String) {
    let day = |text| Day::parse(text).unwrap();
    let engine = acquis::engine::Engine { known_as_of: known_as_of.map(day), ..base::engine(base::corpus()) };
    let run = Run { engine, as_of: day(as_of), rules_digest: "rules" };
    let selection = Selection { actors: Choice::one("AT"), instruments: Choice::one(act), ..Selection::default() };
    let (scope, findings) = run.survey(&selection, true);
    let comparison = Comparison::new(run, &selection, Grouping::Instrument, true);
    (Survey::new(&run, scope, &findings), serde_json::to_string(&comparison.data()).unwrap())
}

fn surveys() -> Vec<(Survey, String)> {
    vec![
        surveyed("2012-01-01", None, "act"),
        surveyed("2013-10-17", Some("2013-10-17"), "treaty"),
        surveyed("2100-12-31", None, "treaty"),
        surveyed("1950-01-01", Some("1950-01-01"), "treaty"),
    ]
}

pub fn baselines() -> Vec<Vec<u8>> {
    let written = |survey: &Survey| {
        let mut bytes = Vec::new();
        render::baseline(survey, &mut bytes).unwrap();
        bytes
    };
    let mut all: Vec<Vec<u8>> = surveys().iter().map(|(survey, _)| written(survey)).collect();
    // as a version wrote it that did not say what it holds: then a change is not found by the digest
    let read = |bytes: &Vec<u8>| serde_json::from_slice::<Value>(bytes).unwrap();
    let old = all.iter().map(read).map(|mut value| {
        value.as_object_mut().unwrap().shift_remove("content");
        value.to_string().into_bytes()
    });
    let old: Vec<Vec<u8>> = old.collect();
    all.extend(old);
    all
}

pub fn reports() -> Vec<Vec<u8>> {
    let mut all: Vec<String> = surveys().into_iter().map(|(_, report)| report).collect();
    let one = all.first().and_then(|report| serde_json::from_str::<Value>(report).ok());
    all.extend(one.map(|value| format!("{value:#}")));
    bytes(all)
}

pub fn command_lines() -> Vec<Vec<u8>> {
    let lines = [
        "gaps AT --on 2011-11-25 --brief --fail-on high --strict",
        "compare DE FR Poland --by obligation --as-of 2013-04-07 --known-as-of 2012-01-01 --format csv",
        "check --baseline b.json --update-baseline --new-only --waivers w.json --jobs 4",
        "diff --from 2013-04-06 --to 2013-04-07 --assume IE_budapest -o x.md",
        "deadlines --within 26w --alarm 14d --instrument prum --color never",
        "scoreboard --as-of 2013-10-31 --notified-by 2013-11-10 --layout table2",
        "timelines --shard 3/8 -o out.parquet --limits cells=10",
        "infringements --opened 2015 --kind non-communication --by department --log-format json",
        "import records a.csv --into d --dry-run --source s --create-states",
        "list records AT --family prum --all-states --quiet",
        "actions --objective 3 --addressee member-states",
        "record IE budapest ratification 2027-01-15 --source cets-185 confidence=read --into my-corpus",
        "chart act prum/dna -o dna.svg",
        "help gaps",
        "--version",
    ];
    bytes(lines.map(|line| line.replace(' ', "\n")))
}

pub fn days() -> Vec<Vec<u8>> {
    let texts = "2011-11-25|1950-01-01|2100-12-31|9999-12-31|1001-01-01|2012-02-29|2013-07|2008|P18M|P1Y6M10D|P3W|P90D|180d|26w|\
                 6m|100y|36525d|3/8|4294967295/4294967295|12 Dec 2000|December 12, 2000|04/03/2001|31.12.2100|2000-12-12T00:00:00|\
                 1 January 1950|23-Nov-2001|29 Feb 2100|1/1/50";
    bytes(texts.split('|'))
}

pub fn names() -> Vec<Vec<u8>> {
    let texts = "AT|Greece|GR|GBR|Česko|Austria (AT)|Czech Republic|United Kingdom of Great Britain and Northern Ireland|prum/dna|\
                 2011/36/EU|Directive 2011/36/EU|32011L0036|CETS 185|ETS No. 185|Framework Decision 2008/977/JHA|\
                 http://data.europa.eu/eli/dir/2011/36/oj|https://eur-lex.europa.eu/legal-content/EN/TXT/?uri=CELEX:32011L0036|\
                 Regulation (EU) No 1234/2012|AT/budapest/ratification|Österreich/2011/36/EU/transposition|budapest/ratification|\
                 iss-report-2011|INFR(2013)0204|infr 2013/204|2013/0204|C-293/12|Bolivia (Plurinational State of)|32008D0615(01)|\
                 Council Decision 2008/615/JHA of 23 June 2008|data retention|Ιρλανδία|EU:C:2014:238|COM";
    bytes(texts.split('|'))
}

pub fn assumptions() -> Vec<Vec<u8>> {
    let texts = [
        "IE budapest/ratification ratification 2027-01-15",
        "IE budapest ratification 2027-01-15 consent=accession",
        "\"Czech Republic\" prum/dna notified 2013-07 extent=partial title=\"Act 3 of 2012\"",
        "AT act notified 2012-01-01 extent=full",
        "AT act/transposition measure 2008 extent=unsaid title=Act 3",
        "AT act formal-notice after=2012-01-01 by=2012-12-31 case=infr (2012) 2001 kind=non-communication",
        "AT treaty signature 2001-11-23",
        "HR treaty ratification 2012-06-13 note=a=b",
        "DE 2011/36/EU closed 2012 case=INFR(2012)2001 outcome=moot procedure=258",
        "AT act closed 2012-05-05 case=INFR(2012)0001 outcome=complied",
    ];
    bytes(texts)
}
