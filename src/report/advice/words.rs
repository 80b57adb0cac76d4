//! The text of a recommendation with its placeholders filled: act, articles, obligations, days.

use super::{Answered, Group};

/// The text of a row for a group of findings.
pub(super) fn filled(text: &str, group: &Group) -> String {
    let act = group.first().map_or("", |first| &*first.finding.instrument.short_title);
    let filled = text.replace("{act}", act).replace("{article}", &articles(group)).replace("{what}", &what(group));
    filled.replace("{due}", &due(group)).replace("{age}", &age(group))
}

/// `Art. 3, 5, 15(1)`: each article once, in the order of numbers.
pub(super) fn articles(group: &Group) -> String {
    let mut parts: Vec<&str> = group.iter().flat_map(|one| one.finding.obligation.article.split(", ")).collect();
    parts.sort_by_key(|part| (number(part), *part));
    parts.dedup();
    format!("Art. {}", parts.join(", "))
}

/// The number with which an article begins; without one it stands last.
fn number(article: &str) -> u32 {
    let digits: String = article.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(u32::MAX)
}

fn what(group: &Group) -> String {
    let names: Vec<String> = group.iter().map(|one| one.finding.obligation.id.replace('-', " ")).collect();
    names.join(", ")
}

fn due(group: &Group) -> String {
    let mut days: Vec<_> = group.iter().filter_map(|one| one.finding.judgement.limit).map(|limit| limit.0).collect();
    days.sort_unstable();
    days.dedup();
    days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
}

/// The age of the freshest evidence.
fn age(group: &Group) -> String {
    let age = |one: &Answered| one.outlook.evidence_age_days;
    group.iter().map(age).min().unwrap_or(0).to_string()
}
