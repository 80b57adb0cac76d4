//! A site: its files and its feed, what it refuses and what it removes; and what `report` says of mistakes.

use std::fs;
use std::path::Path;

use quick_xml::Reader;
use quick_xml::events::Event;

use crate::support::{printed, refused};

const ON: [&str; 2] = ["--on", "2011-11-25"];

/// The files below a directory, with `/`.
fn files(directory: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![directory.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap() {
            let path = entry.unwrap().path();
            if path.is_dir() {
                open.push(path);
            } else {
                found.push(path.strip_prefix(directory).unwrap().to_str().unwrap().replace('\\', "/"));
            }
        }
    }
    found.sort();
    found
}

fn site(directory: &Path, more: &[&str]) {
    let arguments = [&["report", "--act", "budapest", "--site", directory.to_str().unwrap()], more, &ON[..]].concat();
    let said = printed(&arguments);
    assert!(said.contains(directory.join("index.html").to_str().unwrap()), "{said}");
}

#[test]
fn a_site_is_an_index_a_page_per_state_and_act_and_a_feed_whose_links_lead_to_its_pages() {
    let directory = tempfile::tempdir().unwrap();
    let place = directory.path().join("public");
    site(&place, &["SE", "DE", "--base-url", "https://example.org/acquis"]);
    let expected = ["acts/budapest.html", "feed.xml", "index.html", "pages.txt", "states/DE.html", "states/SE.html"];
    assert_eq!(files(&place), expected);
    let index = fs::read_to_string(place.join("index.html")).unwrap();
    assert!(index.contains("href=\"states/SE.html\"") && index.contains("href=\"acts/budapest.html\""));
    let state = fs::read_to_string(place.join("states/SE.html")).unwrap();
    assert!(state.contains("href=\"../index.html\"") && state.contains("href=\"../states/DE.html\""));
    let feed = fs::read_to_string(place.join("feed.xml")).unwrap();
    assert!(feed.contains("<updated>2011-11-25T00:00:00Z</updated>"), "the day of the run, and no clock");
    let mut reader = Reader::from_str(&feed);
    loop {
        let tag = match reader.read_event().unwrap() {
            Event::Eof => break,
            Event::Empty(tag) if tag.name().as_ref() == "link" => tag,
            _ => continue,
        };
        let href = tag.try_get_attribute("href").unwrap().unwrap();
        let href = href.value.into_owned();
        let page = href.strip_prefix("https://example.org/acquis/").unwrap().split('#').next().unwrap().to_owned();
        assert!(expected.contains(&page.as_str()), "{page}");
    }
}

#[test]
fn a_later_run_replaces_its_own_pages_and_removes_those_no_longer_made() {
    let directory = tempfile::tempdir().unwrap();
    let beside = directory.path().join("states/mine.txt");
    site(directory.path(), &["SE", "DE"]);
    let first = fs::read(directory.path().join("states/SE.html")).unwrap();
    fs::write(&beside, "mine").unwrap();
    site(directory.path(), &["SE", "DE"]);
    assert!(fs::read(directory.path().join("states/SE.html")).unwrap() == first, "the same question, the same bytes");
    site(directory.path(), &["SE"]);
    let left = files(directory.path());
    assert!(!left.contains(&"states/DE.html".to_owned()) && left.contains(&"states/SE.html".to_owned()), "{left:?}");
    assert_eq!(fs::read_to_string(beside).unwrap(), "mine", "what no list names is left alone");
}

#[test]
fn a_directory_that_holds_something_else_is_left_alone() {
    let directory = tempfile::tempdir().unwrap();
    let mine = directory.path().join("thesis.txt");
    fs::write(&mine, "mine").unwrap();
    let place = directory.path().to_str().unwrap();
    let message = refused(2, &["report", "--site", place]);
    assert!(message.contains("nothing was written") && message.contains("new or empty directory"), "{message}");
    let message = refused(2, &["report", "--site", mine.to_str().unwrap()]);
    assert!(message.contains("not a directory"), "{message}");
    assert_eq!(files(directory.path()), ["thesis.txt"]);
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
    assert_eq!(files(directory.path()), Vec::<String>::new(), "nothing was written");
    assert!(printed(&["report", "IE", "--act", "budapest", "--format", "md"]).starts_with("# Ireland (IE)"));
}
