//! The page of the report in a real browser. Where Node, Chromium or the packages of `tests/page` are not installed, a line
//! says so; `.ci/run page` installs them and runs more.

use std::io::Write;
use std::path::Path;
use std::process::{Command, Stdio};

use crate::support::{five, printed};

const CHECKS: &str = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/page");

fn chromium() -> String {
    std::env::var("CHROMIUM").unwrap_or_else(|_| "/usr/bin/chromium".to_owned())
}

/// What is missing for the checks; nothing where they can be run.
fn missing() -> Option<String> {
    for program in ["node".to_owned(), chromium()] {
        let started = Command::new(&program).arg("--version").stdout(Stdio::null()).stderr(Stdio::null()).status();
        if !started.is_ok_and(|status| status.success()) {
            return Some(format!("{program} cannot be run"));
        }
    }
    let packages = Path::new(CHECKS).join("node_modules");
    (!packages.is_dir()).then(|| format!("{CHECKS} has no packages: npm ci installs them"))
}

fn node(arguments: &[&str]) {
    let ran = Command::new("node").args(arguments).current_dir(CHECKS).env("CHROMIUM", chromium()).output().unwrap();
    let said = String::from_utf8_lossy(&ran.stdout);
    let wrong: Vec<&str> = said.lines().filter(|line| line.starts_with("not ok")).collect();
    assert!(ran.status.success(), "{}\n{}", wrong.join("\n"), String::from_utf8_lossy(&ran.stderr));
}

#[test]
fn the_page_holds_what_it_promises_in_a_browser() {
    if let Some(missing) = missing() {
        // past the capture of the test
        std::io::stderr().write_all(format!("skipped: the page in a browser: {missing}\n").as_bytes()).unwrap();
        return;
    }
    let directory = tempfile::tempdir().unwrap();
    let made = |name: &str| directory.path().join(name).to_str().unwrap().to_owned();
    let page = made("page.html");
    let named = made("named.html");
    let whole = made("whole.html");
    assert_eq!(five::run(&["report", "--on", "2011-11-25", "-o", &page]).code, 0);
    printed(&["report", "--on", "2011-11-25", "-o", &whole]);
    printed(&["report", "SE", "--on", "2011-11-25", "-o", &named]);
    node(&["variants.mjs", &page, directory.path().to_str().unwrap()]);
    let parts = "firstView,slider,reasons,keyboard,addresses,hostile,named,whole";
    let pages = ["--hostile", &made("hostile.html"), "--named", &named, "--whole", &whole];
    node(&[&["run.mjs", &page][..], &pages, &["--only", parts]].concat());
}
