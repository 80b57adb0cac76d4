//! `acquis report --site DIR`: an index, a page per state and act, a feed of what changed; every link is relative.
//!
//! All pages are made before the first is written, and each takes its place as a whole. A directory that holds something
//! else is left alone; of an earlier site the pages that are no longer made are removed. The list of pages is the first file
//! and names those of before too until they are removed: a later run knows again what a killed one left.

use super::page::{self, Opening};
use super::selection;
use crate::cli::arguments::ReportArguments;
use crate::cli::exit::{CommandResult, Failure, plain};
use crate::cli::output::replace;
use crate::cli::session::Session;
use crate::engine::{Choice, Selection};
use crate::load;
use crate::render::{self, PageLink};
use crate::report::{Feed, FeedEntry, Run};
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// The file that names the pages of a site, one in a line: by it a later run knows its own.
const MANIFEST: &str = "pages.txt";
/// The feed.
const FEED: &str = "feed.xml";
/// No list of pages is longer.
const LONGEST_MANIFEST: u64 = 1 << 20;

/// A file of the site: its name with `/`, and what is in it.
type SiteFile = (String, Vec<u8>);

/// Writes the site.
///
/// # Errors
/// A name means nothing, the data are invalid, the directory holds something else, or a file cannot be written.
pub fn run(session: &Session, arguments: &ReportArguments, directory: &Path) -> CommandResult {
    let base = arguments.base_url.as_deref().map(base_url).transpose()?;
    let earlier = earlier_pages(directory)?;
    for name in ["index.html", FEED, MANIFEST, "states/AT.html", "acts/prum.html"] {
        session.inputs().refuse(&directory.join(name), "the site")?;
    }
    let opened = session.open()?;
    let selection = selection(session, &opened.corpus, arguments)?;
    page::states_only(&opened.corpus, &selection)?;
    let run = session.run(&opened);
    let mut files = pages(session, &run, &selection)?;
    files.push((FEED.to_owned(), feed(session, &run, &selection, base.as_deref())?));
    write(directory, &files, &earlier)?;
    // and the list of them
    let count = files.len() + 1;
    let index = directory.join("index.html");
    session.confirm(&format!("{count} files written to {}; open {}", directory.display(), index.display()));
    let (_, findings) = run.survey(&selection, session.common.all_states);
    Ok(session.judge(&findings))
}

/// The index, a page per state, a page per act, each with links to the others.
fn pages(session: &Session, run: &Run, selection: &Selection) -> Result<Vec<SiteFile>, Failure> {
    let actors = run.states(&selection.actors, session.common.all_states);
    let acts: Vec<_> =
        run.engine.corpus.instruments.iter().filter(|act| selection.instruments.takes(&act.id)).collect();
    let mut places = vec![("index.html".to_owned(), "Overview", selection.clone(), Opening::Overview)];
    for actor in actors {
        let only = Selection { actors: Choice::one(&*actor.code), ..selection.clone() };
        places.push((format!("states/{}.html", actor.code), &actor.name, only, Opening::State(&actor.code)));
    }
    for act in acts {
        let only = Selection { instruments: Choice::one(&*act.id), ..selection.clone() };
        places.push((format!("acts/{}.html", act.id), &act.short_title, only, Opening::Act));
    }
    let names: Vec<(String, &str)> = places.iter().map(|(file, name, ..)| (file.clone(), *name)).collect();
    let mut files = Vec::with_capacity(places.len());
    for (file, _, only, opening) in &places {
        let links = links(file, &names);
        files.push((file.clone(), page::text(session, run, only, *opening, &links)?.into_bytes()));
    }
    Ok(files)
}

/// From a page to all others, relative to it.
fn links(from: &str, names: &[(String, &str)]) -> Vec<PageLink> {
    let up = if from.contains('/') { "../" } else { "" };
    let others = names.iter().filter(|(file, _)| file != from);
    others.map(|(file, name)| PageLink { text: (*name).to_owned(), address: format!("{up}{file}") }).collect()
}

fn feed(session: &Session, run: &Run, selection: &Selection, base: Option<&str>) -> Result<Vec<u8>, Failure> {
    let feed = Feed::new(run, selection, session.common.all_states);
    let link = |entry: &FeedEntry| {
        let FeedEntry { state, duty, on, .. } = entry;
        format!("states/{state}.html#d={on}&k={}&v=country&s={state}&o={duty}", feed.clock)
    };
    let mut text = Vec::new();
    render::write_feed(&feed, base, link, &mut text)
        .map_err(|error| Failure::Output(format!("cannot write the feed: {}", plain(&error))))?;
    Ok(text)
}

/// The address of the site with a slash at its end.
fn base_url(typed: &str) -> Result<String, Failure> {
    let host = typed.strip_prefix("https://").or_else(|| typed.strip_prefix("http://"));
    let is_plain = |char: char| char.is_ascii_graphic() && !"\"'<>`{}|\\^#?".contains(char);
    match host {
        Some(host) if !host.is_empty() && !host.starts_with('/') && host.chars().all(is_plain) => {
            Ok(format!("{}/", typed.trim_end_matches('/')))
        }
        _ => Err(Failure::usage(
            format!("\"{typed}\" is no address of a site"),
            "write it as https://example.org/acquis/".to_owned(),
        )),
    }
}

/// The pages of the site that the directory holds; none where it does not exist, or is empty.
fn earlier_pages(directory: &Path) -> Result<Vec<String>, Failure> {
    let shown = directory.display();
    let mut entries = match fs::read_dir(directory) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(Vec::new()),
        Err(error) => return Err(Failure::Output(format!("cannot write into {shown}: {}", plain(&error)))),
    };
    let mut text = String::new();
    match fs::File::open(directory.join(MANIFEST)) {
        Ok(file) => {
            let read = file.take(LONGEST_MANIFEST).read_to_string(&mut text);
            read.map_err(|error| Failure::Output(format!("cannot read {shown}/{MANIFEST}: {}", plain(&error))))?;
        }
        // nothing, or what a run left that was killed before the list was there
        Err(_) if entries.all(|entry| entry.is_ok_and(|entry| is_left(&entry))) => return Ok(Vec::new()),
        Err(_) => {
            let help = format!("name a new or empty directory, or that of an earlier site (with its {MANIFEST})");
            return Err(Failure::usage(format!("{shown} holds something that is no site: nothing was written"), help));
        }
    }
    Ok(text.lines().filter(|name| is_page(name)).map(str::to_owned).collect())
}

/// Is it a draft of a file? The run that writes there removes it.
fn is_left(entry: &fs::DirEntry) -> bool {
    entry.file_name().to_str().is_some_and(load::is_draft) && entry.file_type().is_ok_and(|kind| kind.is_file())
}

/// May a list of pages name this? Nothing outside the folders of a site is removed, whatever the list says.
fn is_page(name: &str) -> bool {
    let Some((folder, file)) = name.split_once('/') else { return false };
    let stem = file.strip_suffix(".html").unwrap_or_default();
    let is_id = !stem.is_empty() && stem.chars().all(|char| char.is_ascii_alphanumeric() || char == '-');
    ["states", "acts"].contains(&folder) && is_id
}

fn write(directory: &Path, files: &[SiteFile], earlier: &[String]) -> Result<(), Failure> {
    let folders = ["states", "acts"].map(|folder| directory.join(folder));
    if let Some(link) = folders.iter().find(|path| fs::symlink_metadata(path).is_ok_and(|found| found.is_symlink())) {
        let help = "remove it, or name another directory".to_owned();
        return Err(Failure::usage(format!("{} leads out of the site", link.display()), help));
    }
    let is_made = |name: &String| files.iter().any(|(made, _)| made == name);
    let no_longer_made: Vec<&String> = earlier.iter().filter(|name| !is_made(name)).collect();
    let made = || files.iter().map(|(name, _)| name);
    make(directory)?;
    write_list(directory, made().chain(no_longer_made.iter().copied()))?;
    folders.iter().try_for_each(|folder| make(folder))?;
    for (name, text) in files {
        replace(&directory.join(name), |out| out.write_all(text))?;
    }
    if no_longer_made.is_empty() {
        return Ok(());
    }
    no_longer_made.iter().try_for_each(|name| remove(&directory.join(name)))?;
    write_list(directory, made())
}

fn write_list<'n>(directory: &Path, names: impl Iterator<Item = &'n String>) -> Result<(), Failure> {
    let names: String = names.map(|name| format!("{name}\n")).collect();
    replace(&directory.join(MANIFEST), |out| out.write_all(names.as_bytes()))
}

fn make(folder: &Path) -> Result<(), Failure> {
    fs::create_dir_all(folder)
        .map_err(|error| Failure::Output(format!("cannot make {}: {}", folder.display(), plain(&error))))
}

fn remove(page: &Path) -> Result<(), Failure> {
    match fs::remove_file(page) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => {
            Err(Failure::Output(format!("cannot remove {}: {}", page.display(), plain(&error))))
        }
        _ => Ok(()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_list_of_pages_leads_nowhere_else() {
        for page in ["states/AT.html", "acts/data-retention.html", "acts/constructor.html"] {
            assert!(is_page(page), "{page}");
        }
        for other in [
            "",
            "index.html",
            "/etc/passwd",
            "states/../../x.html",
            "states/",
            "states/.html",
            "acts/a/b.html",
            "..",
            "states/AT",
            "other/AT.html",
            "states/\u{202e}AT.html",
        ] {
            assert!(!is_page(other), "{other}");
        }
    }

    #[test]
    fn an_address_of_a_site_is_one_of_the_web_without_query() {
        assert_eq!(base_url("https://example.org/acquis"), Ok("https://example.org/acquis/".to_owned()));
        assert_eq!(base_url("http://intranet/"), Ok("http://intranet/".to_owned()));
        for wrong in [
            "",
            "example.org",
            "ftp://example.org",
            "https://",
            "https:///x",
            "javascript:alert(1)",
            "https://a b",
            "https://a/?x",
            "https://a/\"x",
        ] {
            assert!(base_url(wrong).is_err(), "{wrong}");
        }
    }
}
