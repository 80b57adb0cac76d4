//! How an article and a source are cited.

use crate::law::Source;

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
