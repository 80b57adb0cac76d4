//! The page of a dossier read back: its data block is the dossier, and the matrix and the tables of states say what the JSON of
//! the same run says.

use std::collections::BTreeMap;

use acquis::engine::Selection;
use acquis::render;
use acquis::report::chart::{CountryChart, Picture};
use acquis::report::dossier::{Dossier, DossierQuery};
use acquis::report::{Comparison, Grouping, Report, Run};
use acquis::time::Day;
use serde_json::{Value, json};

use super::commands;
use super::forms::{assert_plain, shown};
use super::html::Node;

/// Verdicts in the order of the data block, each with its letter in a cell.
const VERDICTS: [(&str, &str); 11] = [
    ("overdue", "O"),
    ("partial", "P"),
    ("possible-gap", "G"),
    ("encouraged", "E"),
    ("pending", "W"),
    ("unknown", "?"),
    ("met-late", "L"),
    ("met", "M"),
    ("not-bound", "–"),
    ("not-in-force", "·"),
    ("ended", "×"),
];

/// The elements of which a page is made.
const ELEMENTS: &str = "a aside b body button circle defs desc div footer g h1 h2 h3 head header html input label li line main meta \
    nav option p path pattern polygon rect script section select span strong style svg table tbody td text th thead title tr tspan ul";

/// Is it an attribute by which an element runs, loads or asks for something?
fn is_active((name, value): &(String, String)) -> bool {
    let leads_away = name.ends_with("href") && !value.starts_with('#');
    name.starts_with("on")
        || ["style", "src", "srcset", "srcdoc", "action", "formaction"].contains(&&**name)
        || leads_away
}

/// The dossier of all states, and its page with the duties of each.
fn page(run: Run) -> (Dossier, String) {
    let all = Selection::default();
    let query = DossierQuery { selection: all.clone(), all_states: true, today: run.as_of, view: None, state: None };
    let dossier = Dossier::new(&run, &query);
    let named = dossier.states.iter().enumerate().map(|(number, state)| {
        let actor = run.engine.corpus.find_actor(&state.code).unwrap();
        let picture = Picture::Country(CountryChart::new(&run, actor, &run.findings(&all)));
        let picture = String::from_utf8(render::write_picture(&picture, render::Format::Svg).unwrap()).unwrap();
        render::StateInPage { number, picture }
    });
    let named: Vec<_> = named.collect();
    let page = render::dossier_page(&dossier, &named, &[]).unwrap();
    (dossier, page)
}

/// The page says what the JSON says.
pub fn assert_dossier(run: Run) {
    let (dossier, text) = page(run);
    assert_plain("dossier", &text);
    let page = Node::read(&text);
    for node in page.all() {
        let is_known = node.name.is_empty() || ELEMENTS.split(' ').any(|known| known == node.name);
        assert!(is_known && !node.attributes.iter().any(is_active), "<{} {:?}>", node.name, node.attributes);
    }
    assert_eq!(page.found(|node| node.name == "script").len(), 2);
    let block: Value = serde_json::from_str(&page.of_id("data").text()).unwrap();
    for (key, said) in serde_json::to_value(&dossier).unwrap().as_object().unwrap() {
        assert!(block[key] == as_shown(said), "{key}: {:#}\n{said:#}", block[key]);
    }
    let findings = serde_json::to_value(Comparison::new(run, &Selection::default(), Grouping::Obligation, true).data());
    let findings = findings.unwrap()["findings"].take();
    let findings: BTreeMap<String, &Value> =
        findings.as_array().unwrap().iter().map(|one| (one["id"].as_str().unwrap().to_owned(), one)).collect();
    assert!(!findings.is_empty());
    let read = PageOfRun { run, block: &block, findings };
    read.assert_block();
    read.assert_matrix(page.of_id("matrix"));
    read.assert_states(&page);
    commands::note("report", render::Format::Html);
}

/// What a page was made from.
struct PageOfRun<'p> {
    run: Run<'p>,
    block: &'p Value,
    findings: BTreeMap<String, &'p Value>,
}

impl PageOfRun<'_> {
    fn states(&self) -> impl Iterator<Item = (usize, &str)> {
        self.block["states"].as_array().unwrap().iter().map(|one| one["code"].as_str().unwrap()).enumerate()
    }

    fn duties(&self) -> impl Iterator<Item = (usize, &Value)> {
        self.block["duties"].as_array().unwrap().iter().enumerate()
    }

    fn act(&self, duty: &Value) -> &Value {
        &self.block["acts"][place(&duty["act"])]
    }

    /// The finding of the JSON; none where the duty does not concern the state.
    fn finding(&self, state: &str, duty: &Value) -> Option<&Value> {
        let act = self.act(duty)["id"].as_str().unwrap();
        self.findings.get(&format!("{state}/{act}/{}", duty["id"].as_str().unwrap())).copied()
    }

    /// The letter of a cell after the JSON.
    fn letter(&self, state: &str, duty: &Value) -> &'static str {
        let verdict = self.finding(state, duty).map_or("not-in-force", |one| one["verdict"].as_str().unwrap());
        let is_unsure = self.finding(state, duty).is_some_and(|one| one["when"] == "unsure");
        let letter = VERDICTS.iter().find(|(known, _)| *known == verdict).unwrap().1;
        if letter == "M" && is_unsure { "m" } else { letter }
    }

    /// On the day of the run each line of the block has verdict and deadline of the JSON.
    fn assert_block(&self) {
        let clock = self.block["open"]["clock"].as_str().unwrap();
        let mut seen = 0;
        for (state, code) in self.states() {
            for (number, duty) in self.duties() {
                let line = self.block[clock][state * self.block["duties"].as_array().unwrap().len() + number].as_i64();
                let line = usize::try_from(line.unwrap()).ok().map(|line| self.block["lines"][line].as_str().unwrap());
                let ground = line.and_then(|line| ground_on(line, number_of(self.run.as_of)));
                let ground = ground.map(|ground| &self.block["grounds"][ground]);
                let verdict = ground.map_or("not-in-force", |ground| VERDICTS[place(&ground[0])].0);
                let finding = self.finding(code, duty);
                let said = finding.map_or("not-in-force", |finding| finding["verdict"].as_str().unwrap());
                assert_eq!(verdict, said, "{code} {duty}");
                if let (Some(ground), Some(finding)) = (ground, finding) {
                    let due = finding["due"].as_str().map(|day| number_of(Day::parse(day).unwrap()));
                    assert_eq!(ground[1], json!(due), "{finding}");
                    seen += 1;
                }
            }
        }
        let is_early = self.run.as_of < Day::parse("2010-01-21").unwrap();
        assert!(seen > 0 || is_early, "the act is in force, and no line holds on {}", self.run.as_of);
    }

    /// A column per state, a line per headline duty, a letter per finding.
    fn assert_matrix(&self, matrix: &Node) {
        let heads = matrix.found(|node| node.attribute("role") == "columnheader" && node.has_class("ch"));
        let names = self.block["states"].as_array().unwrap().iter().map(|state| state["name"].as_str().unwrap());
        let codes = self.states().map(|(_, code)| code.to_owned());
        let read = heads.iter().map(|head| (head.text(), head.attribute("title")));
        assert_eq!(read.collect::<Vec<_>>(), codes.zip(names).collect::<Vec<_>>());
        let headlines = self.duties().filter(|(_, duty)| duty["headline"] == true).count();
        let mut lines = 0;
        for line in matrix.found(|node| node.has_class("duty")) {
            let head = line.found(|node| node.attribute("role") == "rowheader")[0];
            let duty = &self.block["duties"][head.attribute("data-duty").parse::<usize>().unwrap()];
            let name = if head.has_class("strong") { &self.act(duty)["name"] } else { &duty["label"] };
            assert_eq!(
                (head.text().as_str(), head.attribute("title")),
                (name.as_str().unwrap(), name.as_str().unwrap())
            );
            let cells = line.found(|node| node.attribute("role") == "gridcell" && node.has_class("c"));
            let letters: Vec<String> = cells.iter().map(|cell| cell.text()).collect();
            let said: Vec<&str> = self.states().map(|(_, code)| self.letter(code, duty)).collect();
            assert_eq!(letters, said, "{duty}");
            assert!(cells.iter().all(|cell| cell.attribute("aria-label").starts_with(&format!("{} ", cell.text()))));
            lines += 1;
        }
        assert_eq!(lines, headlines, "a line for each headline duty");
    }

    /// The duties in play of each state, under their acts and verdicts.
    fn assert_states(&self, page: &Node) {
        let sections = page.found(|node| node.has_class("plain-view"));
        assert_eq!(sections.len(), self.states().count());
        for ((state, code), section) in self.states().zip(sections) {
            let name = section.found(|node| node.name == "h2")[0].text();
            assert_eq!(name, self.block["states"][state]["name"].as_str().unwrap());
            let mut read: BTreeMap<(String, String), Vec<char>> = BTreeMap::new();
            for row in section.found(|node| node.name == "tr").into_iter().skip(1) {
                let [head, verdict, because] = &row.children[..] else { panic!("{row:?}") };
                let [act, duties] = &head.children[..] else { panic!("{head:?}") };
                let letter = verdict.found(|node| node.has_class("c"))[0].text();
                read.entry((act.text(), letter)).or_default().extend(letters(&duties.text()));
                assert!(!because.text().is_empty(), "{row:?}");
            }
            let mut said: BTreeMap<(String, String), Vec<char>> = BTreeMap::new();
            for (_, duty) in self.duties() {
                let letter = self.letter(code, duty);
                if !["–", "·", "×"].contains(&letter) {
                    let act = self.act(duty)["name"].as_str().unwrap().to_owned();
                    let label = letters(duty["label"].as_str().unwrap());
                    said.entry((act, letter.to_owned())).or_default().extend(label);
                }
            }
            read.values_mut().chain(said.values_mut()).for_each(|letters| letters.sort_unstable());
            assert_eq!(read, said, "{code}");
        }
    }
}

/// The letters of a list of labels, whatever is between them.
fn letters(text: &str) -> impl Iterator<Item = char> {
    text.chars().filter(|char| !matches!(char, ',' | ' ')).collect::<Vec<_>>().into_iter()
}

fn place(number: &Value) -> usize {
    usize::try_from(number.as_u64().unwrap()).unwrap()
}

/// Days from 2001-01-01.
fn number_of(on: Day) -> i64 {
    i64::from(on.minus(Day::parse("2001-01-01").unwrap()))
}

/// The ground that a line has on a day: pairs in base 36, of steps from day to day and of grounds.
fn ground_on(line: &str, on: i64) -> Option<usize> {
    let numbers: Vec<i64> = line.split_whitespace().map(|one| i64::from_str_radix(one, 36).unwrap()).collect();
    let mut day = 0;
    let pairs = numbers.chunks(2).map(|pair| {
        day += pair[0];
        (day, usize::try_from(pair[1]).unwrap())
    });
    pairs.take_while(|(from, _)| *from <= on).last().map(|(_, ground)| ground)
}

/// A value with its texts as they are shown.
fn as_shown(value: &Value) -> Value {
    match value {
        Value::String(text) => json!(shown(text)),
        Value::Array(list) => list.iter().map(as_shown).collect(),
        Value::Object(map) => map.iter().map(|(key, value)| (key.clone(), as_shown(value))).collect(),
        other => other.clone(),
    }
}
