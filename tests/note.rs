//! The country note: what it says, in which order, that each fact names its source, that it has two pages; its DOCX as a word
//! processor reads it; that nothing in the data can break it.

pub mod package;

use std::collections::BTreeSet;
use std::io::Write;
use std::process::Command;

use acquis::engine::{Engine, Selection};
use acquis::law::Corpus;
use acquis::render::{self, Format, Look};
use acquis::report::{
    Detail, Document, DocumentPart, Editions, Gaps, Grid, JhaLayout, Note, Phrase, Report, Run, Sentence,
};
use acquis::rules::Verdict;

use crate::support::{corpus, day, five_acts, printed, refused, rules, run};
use package::{assert_well_formed, entries, part};

const DAYS: [&str; 6] = ["2005-01-01", "2008-06-01", "2011-11-25", "2013-10-17", "2020-06-01", "2026-11-28"];

fn run_on<'c>(corpus: &'c Corpus, on: &str) -> Run<'c> {
    let engine = Engine { corpus, rules: rules(), known_as_of: Some(day(on)) };
    Run { engine, as_of: day(on), rules_digest: "" }
}

fn note_of<'c>(corpus: &'c Corpus, code: &str, on: &str) -> Note<'c> {
    Note::new(run_on(corpus, on), corpus.find_actor(code).unwrap(), &Selection::default())
}

/// Of the five acts for which these notes were worked out on paper.
fn note_of_five(code: &str, on: &str) -> Note<'static> {
    let asked = Selection { instruments: five_acts(), ..Selection::default() };
    Note::new(run_on(corpus(), on), corpus().find_actor(code).unwrap(), &asked)
}

fn note(code: &str, on: &str) -> Document {
    note_of(corpus(), code, on).document()
}

fn written(document: &Document, format: Format) -> Vec<u8> {
    let mut out = Vec::new();
    render::write_document(document, format, &mut out).unwrap();
    out
}

fn text_in(document: &Document, format: Format) -> String {
    String::from_utf8(written(document, format)).unwrap()
}

fn words(sentence: &Sentence) -> String {
    let word = |phrase: &Phrase| match phrase {
        Phrase::Words(cell) => cell.text.clone(),
        Phrase::Cited(number) => format!("[{number}]"),
    };
    sentence.iter().map(word).collect()
}

fn sentences(document: &Document) -> Vec<&Sentence> {
    let mut found = Vec::new();
    for part in &document.parts {
        match part {
            DocumentPart::Answer(one) | DocumentPart::Paragraph(one) => found.push(one),
            DocumentPart::Points(points) => found.extend(points),
            DocumentPart::Grid(grid) => found.extend(grid.rows.iter().flatten().flatten()),
            DocumentPart::Heading(_) => {}
        }
    }
    found
}

fn headings(document: &Document) -> Vec<&str> {
    let mut found = Vec::new();
    for part in &document.parts {
        if let DocumentPart::Heading(text) = part {
            found.push(text.split(" (").next().unwrap());
        }
    }
    found
}

fn grids(document: &Document) -> Vec<&Grid> {
    document
        .parts
        .iter()
        .filter_map(|part| if let DocumentPart::Grid(grid) = part { Some(grid) } else { None })
        .collect()
}

fn names(grid: &Grid) -> Vec<&str> {
    grid.columns.iter().map(|(name, _)| name.as_str()).collect()
}

#[test]
fn the_order_is_that_of_the_questions() {
    for (code, on) in [("SE", "2011-11-25"), ("IE", "2026-11-28"), ("COM", "2026-11-28")] {
        let note = note(code, on);
        assert!(matches!(note.parts[0], DocumentPart::Answer(_)), "{code}");
        assert_eq!(headings(&note), ["Where it stands", "Next steps", "Open cases", "Not known"], "{code}");
        let grids = grids(&note);
        let asked = ["Act and duties", "Bound", "Due", "What was done", "Gap and exposure", "Basis"];
        assert_eq!(names(grids[0]), asked, "{code}");
        assert_eq!(names(grids[1]), ["Step", "By whom", "By when", "Urged by"], "{code}");
        let text = text_in(&note, Format::Markdown);
        let places: Vec<usize> =
            ["\n## Where it stands", "\n## Next steps", "\n## Open cases", "\n## Not known", "\n## Sources"]
                .map(|heading| text.find(heading).unwrap_or_else(|| panic!("{heading}: {text}")))
                .to_vec();
        assert!(places.is_sorted(), "{code}: {places:?}");
    }
}

#[test]
fn the_answer_counts_gaps_then_what_is_urged_then_what_is_not_known() {
    let note = note_of_five("SE", "2011-11-25");
    let count = |verdicts: &[Verdict]| {
        note.findings().iter().filter(|finding| verdicts.contains(&finding.judgement.verdict)).count()
    };
    let outside = count(&[Verdict::NotBound, Verdict::NotInForce, Verdict::Ended]);
    let (in_play, gaps) = (note.findings().len() - outside, count(&[Verdict::Overdue, Verdict::Partial]));
    let unknown = count(&[Verdict::Unknown]);
    assert!(gaps > 0 && unknown > 0);
    let document = note.document();
    let answer = words(sentences(&document)[0]);
    let parts = [
        format!("{gaps} gaps among the {in_play} duties in play"),
        "1 of 1 encouragement is not followed (Budapest Convention)".to_owned(),
        format!("{unknown} of the {in_play} are not known."),
    ];
    let places: Vec<usize> =
        parts.iter().map(|part| answer.find(part.as_str()).unwrap_or_else(|| panic!("{part}: {answer}"))).collect();
    assert!(places.is_sorted(), "{answer}");
}

#[test]
fn no_gap_is_claimed_where_the_evidence_leaves_it_open() {
    let answer = words(sentences(&note_of_five("BE", "2026-11-28").document())[0]);
    assert!(answer.contains("no certain gap") && answer.contains("2 possible gaps"), "{answer}");
    let nobody = words(sentences(&note("CONSIL", "2005-01-01"))[0]);
    assert!(!nobody.contains("no known gap"), "nothing evaluated is no compliance: {nobody}");
}

#[test]
fn every_number_leads_to_a_note_and_every_note_is_cited() {
    for (code, on) in [("SE", "2011-11-25"), ("RO", "2011-11-25"), ("DE", "2026-11-28"), ("IE", "2026-11-28")] {
        let note = note(code, on);
        let cited: BTreeSet<usize> = sentences(&note)
            .iter()
            .flat_map(|sentence| sentence.iter())
            .filter_map(|phrase| if let Phrase::Cited(number) = phrase { Some(*number) } else { None })
            .collect();
        assert_eq!(cited, (1..=note.notes.len()).collect(), "{code} on {on}");
        for source in &note.notes {
            assert!(source.address.is_some() || source.text.contains("Monitorul"), "{}", source.text);
        }
    }
}

/// What was done, found or decided is said by somebody: each such line carries a number.
#[test]
fn each_fact_names_its_source() {
    let mut seen = 0;
    for (code, on) in [("SE", "2011-11-25"), ("RO", "2011-11-25"), ("DE", "2026-11-28")] {
        let note = note(code, on);
        let facts = grids(&note)[0].rows.iter().flat_map(|row| &row[3]).map(words);
        let is_of_nobody = |fact: &String| fact.starts_with("no source") || fact.starts_with("and ");
        let said: Vec<String> = facts.filter(|fact| !is_of_nobody(fact) && !fact.contains("last confirmed")).collect();
        seen += said.len();
        for fact in said {
            assert!(fact.ends_with(']'), "{code} on {on}: {fact}");
        }
        let points =
            note.parts.iter().filter_map(|part| if let DocumentPart::Points(all) = part { Some(all) } else { None });
        let cases = points.flatten().map(words).filter(|point| point.starts_with("INFR"));
        assert!(
            cases.clone().count() > 0 && cases.clone().all(|case| case.ends_with(']')),
            "{:?}",
            cases.collect::<Vec<_>>()
        );
    }
    assert!(seen > 1, "of Sweden and Romania in 2011 sources show gaps; nothing is on record of Germany in 2026");
}

#[test]
fn gaps_come_first_and_steps_are_cut_at_five() {
    let note = note_of_five("RO", "2011-11-25").document();
    let grids = grids(&note);
    assert!(words(&grids[0].rows[0][4][0]).starts_with("overdue"), "{:?}", grids[0].rows[0]);
    assert_eq!(grids[1].rows.len(), 5);
    assert!(sentences(&note).iter().any(|sentence| words(sentence) == "and 7 more steps"));
    assert_eq!(words(&grids[1].rows[2][2][0]), "2011-12-27", "the reply is due on the day that the register has");
}

#[test]
fn head_and_foot_say_when_and_by_what() {
    let both = printed(&["report", "IE", "--format", "md", "--on", "2011-11-25"]);
    assert!(
        both.starts_with("# Ireland (IE)\n\nCountry note as of 25 November 2011, known as of 25 November 2011\n"),
        "{both}"
    );
    let one = printed(&["report", "IE", "--format", "md", "--as-of", "2011-11-25"]);
    assert!(one.contains("as of 25 November 2011, known as of: no limit"), "{one}");
    for text in [both, one] {
        let foot = text.rsplit("---").next().unwrap();
        assert!(foot.contains(&format!("acquis {}, data ", env!("CARGO_PKG_VERSION"))), "{foot}");
        assert!(foot.contains(", rules ") && foot.contains("No legal advice"), "{foot}");
    }
}

#[test]
fn a_note_is_about_one_state() {
    for states in [&[][..], &["IE", "SE"]] {
        let message = refused(2, &[&["report", "--format", "md"], states].concat());
        assert!(message.contains("a note is about one state"), "{message}");
    }
    let message = refused(2, &["report", "IE", "--note", "--format", "xlsx"]);
    assert!(!message.is_empty());
    assert_eq!(run(&["report", "--state", "IE", "--format", "md", "--on", "2011-11-25"]).code, 0);
    assert!(printed(&["report", "COM", "--format", "md"]).starts_with("# European Commission (COM)"));
}

#[test]
fn what_is_assumed_is_said() {
    let assume = ["--assume", "SE budapest ratification 2005-01-01"];
    let text = printed(&[&["report", "SE", "--format", "md", "--as-of", "2011-11-25"], &assume[..]].concat());
    assert!(text.contains("Assumed for this note: "), "{text}");
}

#[test]
fn a_word_processor_finds_styles_headings_and_a_repeated_row() {
    let docx = written(&note("SE", "2011-11-25"), Format::Docx);
    let (document, styles) = (part(&docx, "word/document.xml"), part(&docx, "word/styles.xml"));
    for style in ["Title", "Subtitle", "Answer", "Heading1", "ListBullet", "TableText", "TableHead", "SourceNote"] {
        assert!(document.contains(&format!("<w:pStyle w:val=\"{style}\" />")), "{style}");
    }
    let used = document.split("Style w:val=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    for style in used.collect::<BTreeSet<_>>() {
        assert!(styles.contains(&format!("w:styleId=\"{style}\"")), "{style} is no style of the file");
    }
    assert!(styles.contains("<w:name w:val=\"heading 1\"/>") && styles.contains("<w:outlineLvl w:val=\"0\"/>"));
    assert!(styles.contains("<w:lang w:val=\"en-GB\""));
    assert_eq!(document.matches("<w:tblHeader />").count(), document.matches("<w:tbl>").count());
    assert!(!document.contains("w:trHeight"));
    assert!(document.contains("w:w=\"11906\" w:h=\"16838\""), "A4");
    let footer = part(&docx, "word/footer1.xml");
    assert!(footer.contains("NUMPAGES") && footer.contains("No legal advice"), "{footer}");
    assert!(!document.contains("w:instrText"), "no field but the numbers of the pages");
}

#[test]
fn every_part_is_well_formed_and_of_a_fixed_day() {
    let docx = written(&note("DE", "2026-11-28"), Format::Docx);
    let all = entries(&docx);
    for (name, entry) in &all {
        // 1 January 1980, the first day that an archive can say
        assert_eq!(entry.written, (0x21, 0), "{name}");
        if name.ends_with(".xml") || name.ends_with(".rels") {
            assert_well_formed(name, std::str::from_utf8(&entry.bytes).unwrap());
        }
    }
    assert!(part(&docx, "docProps/core.xml").contains("2000-01-01T00:00:00Z"));
    assert!(part(&docx, "docProps/core.xml").contains("<dc:title>Germany (DE)</dc:title>"));
}

#[test]
fn a_note_has_the_same_bytes_each_time() {
    for format in render::DOCUMENT_FORMATS {
        let first = written(&note("DE", "2026-11-28"), format);
        assert!(first == written(&note("DE", "2026-11-28"), format), "{format:?}");
        let elsewhere = std::thread::spawn(move || written(&note("DE", "2026-11-28"), format)).join().unwrap();
        assert!(first == elsewhere, "{format:?}");
    }
}

#[test]
fn the_page_asks_nothing_of_a_network_and_runs_nothing() {
    let html = text_in(&note("SE", "2011-11-25"), Format::Html);
    assert!(html.contains("default-src 'none'; style-src 'sha256-"), "{html}");
    for tag in ["<script", "<img", "<link", "<iframe", "<form", "src=", "@import", "url("] {
        assert!(!html.contains(tag), "{tag}");
    }
    let style = html.split("<style>").nth(1).unwrap().split("</style>").next().unwrap();
    let digest = html.split("'sha256-").nth(1).unwrap().split('\'').next().unwrap();
    use base64::Engine as _;
    use sha2::Digest as _;
    assert_eq!(digest, base64::engine::general_purpose::STANDARD.encode(sha2::Sha256::digest(style)));
    assert!(html.contains("lang=\"en-GB\"") && html.contains("@page { size: A4"));
}

/// What nobody would write, and somebody will.
fn hostile() -> Vec<String> {
    let mut all = vec![
        "<script>alert(1)</script>".to_owned(),
        "]]><w:p/>".to_owned(),
        "=cmd()|' /C calc'!A0".to_owned(),
        "\u{202e}thgir\u{2066} \u{200b}\u{1b}[2J\u{0}\u{b}\u{fffe}".to_owned(),
        "\u{1f469}\u{200d}\u{2696}\u{fe0f} \u{1f1ea}\u{1f1fa}".to_owned(),
        "__proto__".to_owned(),
        "{ DDEAUTO c:\\\\windows cmd }\" onmouseover=\"x".to_owned(),
    ];
    all.push("long ".repeat(2_000));
    all.push("x".repeat(10_000));
    all
}

/// Characters that turn, hide or clear what a reader sees.
const DECEIVING: [char; 3] = ['\u{202e}', '\u{200b}', '\u{1b}'];

fn corpus_of(word: &str) -> Corpus {
    let mut corpus = corpus().clone();
    corpus.actors.iter_mut().for_each(|actor| actor.name = word.into());
    for act in &mut corpus.instruments {
        act.title = word.into();
        act.short_title = word.into();
        act.family = Some(word.into());
        act.obligations.iter_mut().for_each(|duty| duty.title = word.into());
    }
    for source in &mut corpus.sources {
        source.title = word.into();
        source.reference = Some(word.into());
        source.address.official = Some(format!("javascript:{word}").into());
    }
    corpus
}

#[test]
fn hostile_words_stay_words() {
    for word in hostile() {
        let corpus = corpus_of(&word);
        let run = run_on(&corpus, "2011-11-25");
        let documents = [
            note_of(&corpus, "SE", "2011-11-25").document(),
            Gaps::new(run, corpus.find_actor("RO").unwrap(), &Selection::default(), Detail::Brief).document().unwrap(),
            table2(run),
        ];
        for document in &documents {
            let docx = written(document, Format::Docx);
            for (name, entry) in entries(&docx) {
                if name.ends_with(".xml") || name.ends_with(".rels") {
                    let text = std::str::from_utf8(&entry.bytes).unwrap();
                    assert_well_formed(&name, text);
                    assert!(!text.contains("<script") && !text.contains("]]>"), "{name}");
                    assert!(!text.contains(DECEIVING), "{name}");
                }
            }
            let links = part(&docx, "word/_rels/document.xml.rels");
            assert!(!links.contains("hyperlink"), "only pages of the web are led to: {links}");
            let (html, markdown) = (text_in(document, Format::Html), text_in(document, Format::Markdown));
            assert!(
                !html.contains("<script") && !html.contains("\" onmouseover") && !html.contains("href=\"javascript")
            );
            assert!(
                !markdown.contains("<script")
                    && !markdown.contains("](javascript")
                    && !markdown.contains("<javascript")
            );
            for text in [html, markdown] {
                assert!(!text.contains(DECEIVING));
            }
        }
    }
}

fn table2(run: Run) -> Document {
    let now = Editions::new(run.as_of, run.as_of, None);
    JhaLayout::new(run, &Selection::default(), now, false).document().unwrap()
}

#[test]
fn the_layout_table2_is_a_document_for_a_working_party() {
    let document = table2(run_on(corpus(), "2011-11-25"));
    assert!(document.is_landscape);
    let heads = ["Instrument", "Deadline", "Reports", "Communication of national measures", "Application"];
    assert_eq!(names(grids(&document)[0]), heads);
    assert!(sentences(&document).iter().any(|sentence| words(sentence).starts_with("Method: ")));
    assert!(document.notes.iter().any(|note| note.text.contains("Directive 2011/36/EU")));
    let docx = written(&document, Format::Docx);
    assert!(part(&docx, "word/document.xml").contains("w:orient=\"landscape\""));
}

#[test]
fn reports_with_a_document_have_docx_and_others_say_so() {
    let gaps = |detail| {
        Gaps::new(run_on(corpus(), "2011-11-25"), corpus().find_actor("SE").unwrap(), &Selection::default(), detail)
    };
    for detail in [Detail::Brief, Detail::Usual, Detail::All] {
        assert!(render::has(&gaps(detail), Format::Docx), "{detail:?}");
    }
    let mut out = Vec::new();
    let look = Look { width: 80, colour: false, strict: false, compact: false, to_file: true };
    render::write(&gaps(Detail::Brief), Format::Docx, look, &mut out).unwrap();
    assert!(part(&out, "word/document.xml").contains("Open cases"));
    let directory = tempfile::tempdir().unwrap();
    let file = directory.path().join("x.docx");
    let message = refused(2, &["compare", "-o", file.to_str().unwrap()]);
    assert!(message.contains("no format docx"), "{message}");
}

/// Says so where the harness does not swallow it.
fn skipped(why: &str) {
    std::io::stderr().write_all(format!("skipped: {why}\n").as_bytes()).unwrap();
}

fn is_there(program: &str) -> bool {
    Command::new(program).arg("--version").output().is_ok() || Command::new(program).arg("-v").output().is_ok()
}

#[test]
fn a_word_processor_prints_at_most_two_pages() {
    if !is_there("soffice") || !is_there("pdfinfo") {
        skipped("no soffice or no pdfinfo here, so the pages were not counted on paper");
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let mut files = Vec::new();
    for on in DAYS {
        for code in ["RO", "SE", "DE"] {
            let file = directory.path().join(format!("{code}-{on}.docx"));
            std::fs::write(&file, written(&note(code, on), Format::Docx)).unwrap();
            files.push(file);
        }
    }
    let profile = format!("-env:UserInstallation=file://{}", directory.path().join("profile").display());
    let converted = Command::new("soffice")
        .args([&profile, "--headless", "--convert-to", "pdf", "--outdir", directory.path().to_str().unwrap()])
        .args(&files)
        .output()
        .unwrap();
    let mut counted = 0;
    for file in &files {
        let pdf = file.with_extension("pdf");
        if !pdf.exists() {
            continue;
        }
        let said = String::from_utf8(Command::new("pdfinfo").arg(&pdf).output().unwrap().stdout).unwrap();
        let pages = said.lines().find_map(|line| line.strip_prefix("Pages:")).unwrap().trim();
        assert!(pages == "1" || pages == "2", "{}: {pages}", pdf.display());
        counted += 1;
    }
    if counted == 0 {
        skipped(&format!("soffice converts no DOCX here: {}", String::from_utf8_lossy(&converted.stderr)));
    } else {
        assert_eq!(counted, files.len());
    }
}
