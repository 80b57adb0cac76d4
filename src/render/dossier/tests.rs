//! The page as its reader opens it: what stands in it, and that nothing from data is more than text.

use std::io::Read;

use base64::Engine;
use base64::engine::general_purpose::STANDARD;
use sha2::{Digest, Sha256};

use super::{StateInPage, page};
use crate::report::dossier::{
    ActData, Dossier, DossierVersions, DutyData, GroundData, Open, Recommended, RecordData, SourceData, StateData,
};

const HOSTILE: [&str; 7] = [
    "</script><script>document.title='taken'</script>",
    "\"><img src=x onerror=alert(1)>",
    "<!-- ]]> {{ words }} {% if %}",
    "__proto__",
    "=cmd()|' /C calc'!A0",
    "\u{202e}turned\u{2028}\u{1b}[2J\u{e0041}",
    "👩‍⚖️ {n} **strong** !!red!! ~~grey~~",
];

/// Two states and an act of two headline duties, on a day on which both are bound: `BE` overdue since day 100 and met, `UK` of
/// whom nothing is known, and partial.
fn dossier(text: &str) -> Dossier {
    let state = |code: &str, at| StateData {
        code: code.to_owned(),
        name: format!("{code} {text}"),
        in_text: code.to_owned(),
        at: Some(at),
        member: vec![(-10_000, None)],
    };
    let ground = |verdict, texts| GroundData(verdict, Some(99), None, 1, 0, 0, 0, texts, vec![(0, 1)]);
    Dossier {
        schema: "acquis/dossier/1",
        open: Open {
            on: 200,
            clock: "then",
            known: None,
            assumed: Vec::new(),
            today: 9_000,
            from: 0,
            to: 9_500,
            view: None,
            state: None,
        },
        about: DossierVersions { program: "acquis 0".to_owned(), data: "d".to_owned(), rules: "r".to_owned() },
        severities: vec!["info"],
        stages: vec!["none"],
        states: vec![state("BE", (2, 3)), state("UK", (1, 2))],
        groups: vec![format!("Group {text}")],
        acts: vec![act(text)],
        duties: vec![duty("one", text), duty("two", text)],
        texts: vec![format!("on {{on}} {text}")],
        grounds: vec![ground(0, vec![0]), ground(7, vec![]), ground(5, vec![0]), ground(1, vec![0])],
        // BE: not in force, then overdue from day 100 on; met from day 50 on; UK: unknown; partial
        lines: ["2s 0", "1e 1", "1e 2", "2s 3"].map(str::to_owned).to_vec(),
        then: vec![0, 1, 2, 3],
        today: vec![-1, 1, -1, 1],
        sources: vec![source(text)],
        records: vec![record(text)],
        record_lists: vec!["0".to_owned()],
        records_of: vec![0, 0, 0, 0],
        recommendations: Vec::new(),
        recommendation_lists: Vec::new(),
        recommended: Recommended::default(),
        dues: Vec::new(),
        programme: Vec::new(),
        plays: Vec::new(),
        marks: Vec::new(),
    }
}

fn act(text: &str) -> ActData {
    ActData {
        id: format!("act {text}"),
        name: format!("Act {text}"),
        title: text.to_owned(),
        group: 0,
        number: text.to_owned(),
        link: None,
        remark: text.to_owned(),
    }
}

/// States by their numbers, with a picture.
fn named(numbers: &[usize]) -> Vec<StateInPage> {
    let picture = || "<svg></svg>".to_owned();
    numbers.iter().map(|number| StateInPage { number: *number, picture: picture() }).collect()
}

fn duty(id: &str, text: &str) -> DutyData {
    DutyData {
        id: format!("{id}{text}"),
        act: 0,
        label: format!("Duty {id} {text}"),
        title: text.to_owned(),
        article: text.to_owned(),
        headline: true,
        binding: true,
        due: Some(99),
        did: text.to_owned(),
        undone: text.to_owned(),
    }
}

fn source(text: &str) -> SourceData {
    SourceData {
        id: text.to_owned(),
        reference: text.to_owned(),
        title: text.to_owned(),
        kind: text.to_owned(),
        published: Some(1),
        continuous: false,
        published_text: text.to_owned(),
        link: None,
        acts: vec![0],
    }
}

fn record(text: &str) -> RecordData {
    RecordData {
        first: None,
        last: None,
        known: None,
        on: text.to_owned(),
        text: text.to_owned(),
        step: "F",
        source: 0,
        locator: text.to_owned(),
        note: text.to_owned(),
        recalled: false,
    }
}

fn between<'a>(page: &'a str, before: &str, after: &str) -> &'a str {
    page.split_once(before).unwrap().1.split_once(after).unwrap().0
}

/// The markup alone.
fn markup(page: &str) -> String {
    let (mut rest, mut markup) = (page, String::new());
    while let Some((before, after)) = rest.split_once("<script") {
        markup.push_str(before);
        rest = after.split_once("</script>").unwrap().1;
    }
    markup + rest
}

/// The text of the markup, without what is in its tags.
fn text_of(markup: &str) -> String {
    markup.split('<').map(|part| part.split_once('>').map_or(part, |(_, text)| text)).collect()
}

#[test]
fn the_first_view_stands_without_script() {
    let page = page(&dossier("x"), &named(&[1]), &[]).unwrap();
    let markup = markup(&page);
    let sentence = text_of(between(&markup, "id=\"sentence\">", "</h1>"));
    assert_eq!(
        sentence,
        "On 20 July 2001, 2 of 2 states had 2 gaps (1 overdue, 1 in part). \
         Of 4 duties in play, 3 were known and 1 were not."
    );
    let matrix = between(&markup, "id=\"matrix\"", "<ul class=\"key\">");
    let cells: Vec<&str> = matrix.split("role=\"gridcell\" class=\"c ").skip(1).collect();
    let letters: Vec<String> =
        cells.iter().map(|cell| text_of(&format!("<{}", cell.split_once('<').unwrap().0))).collect();
    assert_eq!(letters, ["O", "?", "M", "P"]);
    assert!(matrix.contains("<b class=\"red\">1 gap</b>, 1 ?"), "{matrix}");
    let named = between(&markup, "<section class=\"plain-view", "</section>");
    assert!(named.contains("on 2001-07-20 x") && named.matches("<tr>").count() == 3, "{named}");
    assert!(!markup.contains(" style=") && !markup.contains("http:") && !markup.contains("https:"));
}

#[test]
fn known_today_shows_what_is_known_today() {
    let mut dossier = dossier("x");
    dossier.open.clock = "today";
    let page = page(&dossier, &named(&[]), &[]).unwrap();
    assert!(between(&page, "id=\"sentence\">", "</h1>").contains("<b>none of 2 states</b> had a known gap"));
    assert!(between(&page, "id=\"foot-dates\">", "</p>").ends_with("known as of: no limit"));
}

#[test]
fn what_comes_from_data_is_text() {
    for hostile in HOSTILE {
        let page = page(&dossier(hostile), &named(&[0, 1]), &[]).unwrap();
        assert_eq!(page.matches("<script").count(), 2, "{hostile}");
        assert_eq!(page.matches("</script>").count(), 2, "{hostile}");
        let markup = markup(&page);
        for forbidden in ["<img", "<!--", "onerror=alert(1)>", "\u{202e}", "\u{2028}", "\u{1b}", "\u{e0041}"] {
            assert!(!markup.contains(forbidden), "{forbidden} of {hostile}");
        }
        let data: serde_json::Value = serde_json::from_str(between(&page, "id=\"data\">", "</script>")).unwrap();
        let clean = crate::text::harmless(hostile);
        assert_eq!(data["acts"][0]["title"], *clean);
        let escaped = clean.replace('&', "&#38;").replace('<', "&#60;").replace('>', "&#62;");
        let escaped = escaped.replace('"', "&#34;").replace('\'', "&#39;");
        assert!(markup.contains(&format!("title=\"Act {escaped}\"")), "{hostile}");
    }
}

#[test]
fn the_policy_admits_style_and_script_and_nothing_else() {
    let page = page(&dossier("x"), &named(&[]), &[]).unwrap();
    let hash = |text: &str| format!("'sha256-{}'", STANDARD.encode(Sha256::digest(text.as_bytes())));
    let script = page.rsplit_once("<script>").unwrap().1.split_once("</script>").unwrap().0;
    let wanted = format!(
        "default-src 'none'; script-src {}; style-src {}; base-uri 'none'; form-action 'none'",
        hash(script),
        hash(between(&page, "<style>", "</style>"))
    );
    assert_eq!(between(&page, "http-equiv=\"Content-Security-Policy\" content=\"", "\""), wanted);
    assert!(script.lines().all(|line| !line.starts_with("//") && !line.starts_with("/**\n") && !line.is_empty()
        || line.is_empty() && script.starts_with(line)));
}

#[test]
fn a_large_block_is_compressed_to_the_same_bytes() {
    let long = "long title ".repeat(60_000);
    let [first, second] = [(); 2].map(|()| page(&dossier(&long), &named(&[]), &[]).unwrap());
    assert_eq!(first, second);
    let packed = STANDARD.decode(between(&first, "id=\"data\" data-encoding=\"gzip\">", "</script>")).unwrap();
    assert_eq!(packed[4..8], [0; 4], "no time of writing");
    let mut text = String::new();
    flate2::read::GzDecoder::new(&packed[..]).read_to_string(&mut text).unwrap();
    let data: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(data["acts"][0]["title"], *long);
    assert_eq!(data["words"]["duty"], "Duty");
    assert_eq!(data["monthsShort"][11], "Dec");
    assert_eq!(data["verdicts"].as_array().unwrap().len(), 12);
}

#[test]
fn an_empty_dossier_is_a_page() {
    let mut empty = dossier("x");
    empty.states.clear();
    empty.acts.clear();
    empty.duties.clear();
    let page = page(&empty, &named(&[7]), &[]).unwrap();
    assert!(page.contains("none of these duties was in force"), "{}", between(&page, "id=\"sentence\">", "</h1>"));
}
