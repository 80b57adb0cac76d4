//! The page says what it was made with: what is assumed, what was known by which day, whom it shows.

use std::fs;

use crate::support::{printed, refused};

/// The page that these arguments ask for.
fn page(arguments: &[&str]) -> String {
    printed(&[&["report"], arguments, &["--format", "html"]].concat())
}

/// What stands between two texts, the first of which occurs once.
fn between<'p>(page: &'p str, from: &str, to: &str) -> &'p str {
    page.split(from).nth(1).unwrap_or_else(|| panic!("no {from}")).split(to).next().unwrap()
}

#[test]
fn what_is_assumed_stands_above_everything_and_in_the_data() {
    let fact = "IE budapest ratification 2011-01-15";
    let page = page(&["IE", "--act", "budapest", "--on", "2011-11-25", "--assume", fact]);
    let said = between(&page, "<p class=\"assumed data\">", "</p>");
    assert!(said.contains("in no source") && said.contains("ratification"), "{said}");
    assert!(between(&page, "\"assumed\":[", "]").contains("ratification"));
    assert!(!self::page(&["IE", "--act", "budapest", "--on", "2011-11-25"]).contains("class=\"assumed"));
}

#[test]
fn a_page_of_another_knowledge_date_says_which() {
    let page = page(&["DE", "--act", "prum", "--as-of", "2011-11-25", "--known-as-of", "2013-01-01"]);
    let foot = between(&page, "id=\"foot-dates\">", "</p>");
    assert_eq!(foot, "As of 2011-11-25, known as of: 2013-01-01");
    let note = between(&page, "id=\"clock-note\">", "</p>");
    assert!(note.contains("1 January 2013"), "{note}");
    // the script says the same words
    assert!(page.contains("\"no.limit\":\"2013-01-01\"") && page.contains("as known on 1 January 2013"));
    assert!(!page.contains("All sources, later ones too"));
}

#[test]
fn a_page_and_a_picture_show_states() {
    let out = tempfile::tempdir().unwrap();
    let file = |name: &str| out.path().join(name).to_str().unwrap().to_owned();
    for arguments in [
        vec!["report", "COM", "-o", &file("x.html")],
        vec!["report", "COM", "--site", &file("site")],
        vec!["chart", "country", "COM", "-o", &file("x.svg")],
    ] {
        let said = refused(2, &arguments);
        assert!(said.contains("COM is no state"), "{arguments:?}: {said}");
    }
    assert!(fs::read_dir(out.path()).unwrap().next().is_none());
    assert!(printed(&["report", "COM", "--on", "2011-11-25", "--format", "md"]).starts_with("# "));
}

#[test]
fn a_page_has_the_name_of_what_it_is_about() {
    let title = |arguments: &[&str]| between(&page(arguments), "<title>", "</title>").to_owned();
    assert_eq!(title(&["SE", "--act", "prum", "--on", "2011-11-25"]), "Sweden · acquis dossier");
    assert_eq!(title(&["SE", "FI", "--act", "prum", "--on", "2011-11-25"]), "Prüm Decisions · acquis dossier");
}

#[cfg(unix)]
#[test]
fn a_site_follows_no_link_out_of_its_directory() {
    let (out, victim) = (tempfile::tempdir().unwrap(), tempfile::tempdir().unwrap());
    let site = out.path().to_str().unwrap();
    let ask = ["report", "SE", "--act", "prum", "--on", "2011-11-25", "--site", site];
    printed(&ask);
    fs::remove_dir_all(out.path().join("acts")).unwrap();
    std::os::unix::fs::symlink(victim.path(), out.path().join("acts")).unwrap();
    assert!(refused(2, &ask).contains("leads out of the site"));
    assert!(fs::read_dir(victim.path()).unwrap().next().is_none());
}
