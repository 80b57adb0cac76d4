//! `acquis report --site`: every page is there and found from every other, what is not ours is left alone, and the feed is
//! one that readers accept.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};

use quick_xml::Reader;
use quick_xml::events::Event;
use serde_json::json;

use crate::support::five::{printed, refused};
use crate::support::{change, own_corpus};

/// A site of three states.
fn write(directory: &Path, more: &[&str]) {
    let site = directory.to_str().unwrap();
    let ask = ["report", "AT", "SE", "UK", "--on", "2013-06-30", "--site", site];
    printed(&[&ask[..], more].concat());
}

fn files(directory: &Path) -> BTreeSet<String> {
    let mut found = BTreeSet::new();
    let mut folders = vec![PathBuf::from(directory)];
    while let Some(folder) = folders.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                folders.push(path);
            } else {
                found.insert(path.strip_prefix(directory).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found
}

/// The addresses of a page's links, without what follows `#`.
fn links(page: &str) -> BTreeSet<String> {
    let addresses = page.split("href=\"").skip(1).map(|rest| rest.split('"').next().unwrap());
    let local = addresses.filter(|address| !address.starts_with("http") && !address.starts_with('#'));
    local.map(|address| address.split('#').next().unwrap().to_owned()).collect()
}

#[test]
fn every_page_is_there_and_leads_to_every_other() {
    let out = tempfile::tempdir().unwrap();
    write(out.path(), &[]);
    let acts = ["anti-trafficking", "budapest", "data-retention", "prum", "swedish-initiative"];
    let expected: BTreeSet<String> = ["index.html", "feed.xml", "pages.txt"]
        .map(str::to_owned)
        .into_iter()
        .chain(["AT", "SE", "UK"].map(|code| format!("states/{code}.html")))
        .chain(acts.map(|act| format!("acts/{act}.html")))
        .collect();
    assert_eq!(files(out.path()), expected);
    let pages: Vec<&String> = expected.iter().filter(|name| name.ends_with(".html")).collect();
    for page in &pages {
        let folder = out.path().join(page).parent().unwrap().to_owned();
        let reached: BTreeSet<PathBuf> = links(&fs::read_to_string(out.path().join(page)).unwrap())
            .iter()
            .map(|address| folder.join(address).canonicalize().unwrap_or_else(|_| panic!("{page}: {address}")))
            .collect();
        for other in pages.iter().filter(|other| other != &page) {
            assert!(reached.contains(&out.path().join(other).canonicalize().unwrap()), "{page} to {other}");
        }
    }
    let index = fs::read_to_string(out.path().join("states/SE.html")).unwrap();
    assert!(index.contains("Content-Security-Policy"));
}

#[test]
fn the_same_input_gives_the_same_site_and_pages_that_are_no_longer_made_go() {
    let out = tempfile::tempdir().unwrap();
    write(out.path(), &[]);
    let read = |name: &str| fs::read(out.path().join(name)).unwrap();
    let first: Vec<Vec<u8>> = files(out.path()).iter().map(|name| read(name)).collect();
    write(out.path(), &["--jobs", "1"]);
    assert_eq!(files(out.path()).iter().map(|name| read(name)).collect::<Vec<_>>(), first);
    fs::write(out.path().join("states/mine.txt"), "mine").unwrap();
    let site = out.path().to_str().unwrap();
    printed(&["report", "SE", "--act", "prum", "--on", "2013-06-30", "--site", site]);
    let left: Vec<String> = files(out.path()).into_iter().collect();
    assert_eq!(left, ["acts/prum.html", "feed.xml", "index.html", "pages.txt", "states/SE.html", "states/mine.txt"]);
}

#[test]
fn a_directory_that_holds_something_else_is_left_alone() {
    let out = tempfile::tempdir().unwrap();
    fs::write(out.path().join("thesis.txt"), "mine").unwrap();
    let site = out.path().to_str().unwrap();
    let said = refused(2, &["report", "SE", "--on", "2013-06-30", "--site", site]);
    assert!(said.contains("no site"), "{said}");
    assert_eq!(files(out.path()).into_iter().collect::<Vec<_>>(), ["thesis.txt"]);
    // a list of pages that names what is not a page removes nothing
    fs::write(out.path().join("pages.txt"), "thesis.txt\n../outside.html\nstates/../thesis.txt\n").unwrap();
    write(out.path(), &[]);
    assert!(files(out.path()).contains("thesis.txt"));
    for url in ["example.org", "ftp://example.org/", "https://example.org/?x=1", "https://exa mple.org/"] {
        let said = refused(2, &["report", "SE", "--on", "2013-06-30", "--site", site, "--base-url", url]);
        assert!(said.contains("no address of a site"), "{url}: {said}");
    }
}

/// An element's texts, in the order of the document.
fn texts(feed: &str, element: &str) -> Vec<String> {
    let mut reader = Reader::from_str(feed);
    let (mut inside, mut found) = (false, Vec::new());
    loop {
        match reader.read_event().unwrap() {
            Event::Start(start) => {
                inside = start.name().as_ref() == element;
                if inside {
                    found.push(String::new());
                }
            }
            Event::Text(text) if inside => found.last_mut().unwrap().push_str(&text),
            Event::GeneralRef(name) if inside => {
                let letter = quick_xml::escape::unescape(&format!("&{};", &*name)).unwrap().into_owned();
                found.last_mut().unwrap().push_str(&letter);
            }
            Event::End(_) => inside = false,
            Event::Eof => return found,
            _ => {}
        }
    }
}

#[test]
fn the_feed_has_each_change_of_the_year_once_on_its_day() {
    let out = tempfile::tempdir().unwrap();
    write(out.path(), &["--base-url", "https://example.org/acquis"]);
    let feed = fs::read_to_string(out.path().join("feed.xml")).unwrap();
    let ids = texts(&feed, "id");
    assert_eq!(ids.iter().collect::<BTreeSet<_>>().len(), ids.len(), "no id stands for two things");
    let days = texts(&feed, "updated");
    assert_eq!(days[0], "2013-06-30T00:00:00Z");
    assert!(days.len() > 10, "Croatia accedes, and evidence grows old: {days:?}");
    assert!(days[1..].iter().all(|day| ("2012-07-01"..="2013-06-30T00:00:00Z").contains(&day.as_str())), "{days:?}");
    assert!(days[1..].is_sorted_by(|one, next| one >= next), "the latest first");
    // the deadline of Directive 2011/36/EU was 6 April 2013: Sweden was late from the 7th on
    let titles = texts(&feed, "title");
    let is_late = |title: &String| title.starts_with("Sweden: Anti-Trafficking") && title.contains("after pending");
    let late = titles.iter().position(is_late).unwrap_or_else(|| panic!("{titles:?}"));
    assert_eq!(days[late], "2013-04-07T00:00:00Z");
    let link = "https://example.org/acquis/states/SE.html#d=2013-04-07&amp;k=then&amp;v=country&amp;s=SE";
    assert!(feed.contains(link), "an entry opens its state on its day");
}

#[test]
fn hostile_names_are_text_in_feed_and_pages() {
    let evil = "<script>alert(1)</script>]]>&\u{202e}\u{1f600}=cmd()";
    let corpus = own_corpus();
    change(corpus.path(), "member-states/SE.json", |one| one["name"] = json!(evil));
    change(corpus.path(), "instruments/anti-trafficking.json", |one| {
        one["short_title"] = json!("__proto__");
        one["title"] = json!(evil.repeat(200));
    });
    let out = tempfile::tempdir().unwrap();
    let (data, site) = (corpus.path().to_str().unwrap(), out.path().to_str().unwrap());
    printed(&["report", "SE", "--on", "2013-06-30", "--data", data, "--site", site]);
    let feed = fs::read_to_string(out.path().join("feed.xml")).unwrap();
    assert!(!feed.contains("<script"), "markup of data in the feed");
    let titles = texts(&feed, "title");
    assert!(titles.iter().any(|title| title.contains("<script>alert(1)</script>]]>&") && title.contains("__proto__")));
    assert!(!feed.contains('\u{202e}'));
    let pages: Vec<String> = files(out.path()).into_iter().filter(|name| name.ends_with(".html")).collect();
    // the index, the state that was asked for, and each act
    assert!(pages.len() > 3, "{pages:?}");
    for name in &pages {
        let page = fs::read_to_string(out.path().join(name)).unwrap();
        assert!(!page.contains("<script>alert"), "{name}");
        assert!(!page.contains('\u{202e}'), "{name}");
    }
}

#[test]
fn what_a_report_cannot_be_is_said_with_what_to_write_instead() {
    let directory = tempfile::tempdir().unwrap();
    let file = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
    for (arguments, said, instead) in [
        (vec!["report"], "a report is a file", "-o dossier.html"),
        (vec!["report", "IE", "--note"], "a note is a file", "-o note.docx"),
        (vec!["report", "-o", &file("x.csv")], "a report has no format csv", "dossier.xlsx"),
        (vec!["report", "IE", "--note", "-o", &file("x.xlsx")], "a note has no format xlsx", "note.docx"),
        (vec!["report", "IE", "SE", "-o", &file("x.docx")], "a note is about one state", "a page (.html)"),
        (vec!["report", "--base-url", "https://example.org/", "-o", &file("x.html")], "no site", "--site DIR"),
        (vec!["report", "--site", &file("s"), "--base-url", "example.org"], "no address of a site", "https://"),
        (vec!["report", "--site", &file("s"), "-o", &file("x.html")], "--site", "--output"),
        (vec!["report", "--site", &file("s"), "--format", "xlsx"], "--site", "--format"),
        (vec!["chart", "gaps", "prum", "-o", &file("x.svg")], "takes no name", "chart act ACT"),
    ] {
        let message = refused(2, &arguments);
        assert!(message.contains(said) && message.contains(instead), "{arguments:?}: {message}");
    }
    assert_eq!(files(directory.path()), BTreeSet::new(), "nothing was written");
    assert!(printed(&["report", "IE", "--act", "budapest", "--format", "md"]).starts_with("# Ireland (IE)"));
}
