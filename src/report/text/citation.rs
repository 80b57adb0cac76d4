//! How an article and a source are cited, alone and behind a text. What the run assumes is no document: the text says so
//! itself.

use super::labels::author;
use crate::law::{Corpus, Source, SourceIx};
use crate::report::workbook::WorkCell;

/// `Art. 22`, also where the data say "Art. 22" themselves.
pub fn article_of(article: &str) -> String {
    if article.starts_with(|first: char| first.is_ascii_digit()) {
        format!("Art. {article}")
    } else {
        article.to_owned()
    }
}

/// Number or title, publication and place of a source.
pub fn cite(source: &Source, locator: Option<&str>) -> String {
    if source.is_assumed() {
        return source.title.to_string();
    }
    let name = source.reference.as_deref().unwrap_or(&source.title);
    let locator = locator.map_or(String::new(), |locator| format!(", {locator}"));
    format!("{name} ({}){locator}", source.published)
}

/// Where a source can be opened: its official address, else where it was read.
pub fn address(source: &Source) -> Option<String> {
    source.address.official.as_ref().or(source.address.read_at.as_ref()).map(|text| text.to_string())
}

/// The source as it is cited, leading to where it can be opened.
pub fn linked(source: &Source, locator: Option<&str>) -> WorkCell {
    WorkCell::link(cite(source, locator), address(source))
}

/// Two cells: the first of these sources, leading to where it can be opened, and the ids of the others.
pub fn first_and_others(corpus: &Corpus, sources: &[SourceIx]) -> [WorkCell; 2] {
    let mut ids: Vec<&str> = Vec::new();
    let mut first = WorkCell::Empty;
    for source in sources.iter().filter_map(|ix| corpus.source(*ix)) {
        if first == WorkCell::Empty {
            first = linked(source, None);
        } else if !ids.contains(&&*source.id) {
            ids.push(&source.id);
        }
    }
    [first, WorkCell::text(ids.join(" "))]
}

/// ` (com-2012-732, iss-2013)`: the ids of the sources, as a tag behind a text; nothing where no document is cited.
pub fn ids_behind(corpus: &Corpus, sources: &[SourceIx]) -> String {
    let mut ids: Vec<&str> = documents(corpus, sources).map(|source| &*source.id).collect();
    ids.dedup();
    if ids.is_empty() { String::new() } else { format!(" ({})", ids.join(", ")) }
}

/// ` (Commission, com-2012-732; register, nim-2011-36)`: the ids with who speaks in each.
pub fn authors_behind(corpus: &Corpus, sources: &[SourceIx]) -> String {
    let names = documents(corpus, sources).map(|source| format!("{}, {}", author(source.kind), source.id));
    let names: Vec<String> = names.collect();
    if names.is_empty() { String::new() } else { format!(" ({})", names.join("; ")) }
}

/// ` [COM(2012) 732 (2012-12-07); ...]`: number or title and publication of each.
pub fn titles_behind(corpus: &Corpus, sources: &[SourceIx]) -> String {
    let titles: Vec<String> = documents(corpus, sources).map(|source| cite(source, None)).collect();
    if titles.is_empty() { String::new() } else { format!(" [{}]", titles.join("; ")) }
}

/// ` [COM(2012) 732; ...]`: number or title of each that the text does not name itself.
pub fn names_behind(corpus: &Corpus, sources: &[SourceIx], text: &str) -> String {
    let named = documents(corpus, sources).map(Source::name).filter(|name| !text.contains(name));
    let mut names: Vec<&str> = named.collect();
    names.dedup();
    if names.is_empty() { String::new() } else { format!(" [{}]", names.join("; ")) }
}

fn documents<'a>(corpus: &'a Corpus, sources: &'a [SourceIx]) -> impl Iterator<Item = &'a Source> {
    sources.iter().filter_map(|ix| corpus.source(*ix)).filter(|source| !source.is_assumed())
}
