//! The text of a recommendation with its placeholders filled: act, articles, obligations, days.

use super::answered::AnsweredGroup;
use crate::report::text::labels::inside;

/// So many obligations are named one by one; of more, the articles say enough.
const NAMED: usize = 4;

/// The text of a row for a group of findings. What is filled in is never itself looked through for placeholders.
pub(super) fn filled(text: &str, group: &AnsweredGroup) -> String {
    let articles = articles(group);
    // what no act asks for has no article
    let text = if articles.is_empty() { &text.replace(" ({article})", "") } else { text };
    let is_act = |one: &AnsweredGroup| one.first().is_none_or(|first| first.finding.instrument.addressee.is_none());
    // a system or a commitment is named, an act is cited
    let text = if is_act(group) { text } else { &text.replace("the {act}", "{act}") };
    let mut parts = text.split('{');
    let mut filled = parts.next().unwrap_or_default().to_owned();
    for part in parts {
        let (name, rest) = part.split_once('}').unwrap_or((part, ""));
        filled += &match name {
            "act" => group.first().map_or(String::new(), |first| first.finding.instrument.short_title.to_string()),
            "article" => articles.clone(),
            "what" => what(group),
            "due" => due(group),
            "age" => age(group),
            "proved" => proved(group),
            // Reading the table has refused every other.
            other => format!("{{{other}}}"),
        };
        filled += rest;
    }
    filled
}

/// `Art. 3, 5, 15(1)`: each article once, in the order of numbers; nothing where there is none.
pub(super) fn articles(group: &AnsweredGroup) -> String {
    articles_of(group.iter().map(|one| &*one.finding.obligation.article))
}

/// `Art. 3, 5, 15(1)`, from the articles of several obligations.
pub fn articles_of<'a>(articles: impl Iterator<Item = &'a str>) -> String {
    let mut parts: Vec<&str> = articles.flat_map(split).collect();
    parts.sort_by_key(|part| (number(part), *part));
    parts.dedup();
    if parts.is_empty() { String::new() } else { format!("Art. {}", parts.join(", ")) }
}

/// `74(1), (4)-(6), 75`: the articles, each with its paragraphs.
fn split(articles: &str) -> Vec<&str> {
    let begins = articles.match_indices(", ").filter(|(at, _)| {
        let next = articles.get(at + 2..).and_then(|rest| rest.chars().next());
        next.is_none_or(|next| next != '(')
    });
    let mut parts = Vec::new();
    let mut from = 0;
    for (at, separator) in begins {
        parts.extend(articles.get(from..at));
        from = at + separator.len();
    }
    parts.extend(articles.get(from..).filter(|last| !last.is_empty()));
    parts
}

/// The number with which an article begins; without one it stands last.
fn number(article: &str) -> u32 {
    let digits: String = article.chars().take_while(char::is_ascii_digit).collect();
    digits.parse().unwrap_or(u32::MAX)
}

/// What the obligations ask for, each by its title; of many, how many.
fn what(group: &AnsweredGroup) -> String {
    match group.len() {
        many if many > NAMED => format!("{many} duties"),
        _ => group.iter().map(|one| inside(&one.finding.obligation.title)).collect::<Vec<_>>().join("; "),
    }
}

fn due(group: &AnsweredGroup) -> String {
    let mut days: Vec<_> = group.iter().filter_map(|one| one.finding.judgement.limit).map(|limit| limit.0).collect();
    days.sort_unstable();
    days.dedup();
    days.iter().map(ToString::to_string).collect::<Vec<_>>().join(" and ")
}

/// The text as it is true for as long as the same findings hold: with the day of the evidence in the place of its age.
/// `None` where the text names no age.
pub(super) fn lasting(text: &str, group: &AnsweredGroup) -> Option<String> {
    const AGE: &str = "{age} days old";
    let days = group.iter().all(|one| one.outlook.evidence_age_days > 0);
    let text = text.contains("{age}").then(|| if days { text.replace(AGE, "of {proved}") } else { text.to_owned() })?;
    Some(filled(&text.replace("{age}", "at least {age}"), group))
}

/// The last day on which evidence speaks for a gap: `2011-05-03`; where it differs `2010-01-01 to 2011-05-03`.
fn proved(group: &AnsweredGroup) -> String {
    let days = || group.iter().map(|one| one.finding.on.plus_days(-one.outlook.evidence_age_days));
    match (days().min(), days().max()) {
        (Some(first), Some(last)) if first < last => format!("{first} to {last}"),
        (first, _) => first.map_or(String::new(), |day| day.to_string()),
    }
}

/// How old the evidence is: `1710`; where it differs among the findings `1710 to 1962`.
fn age(group: &AnsweredGroup) -> String {
    let ages = || group.iter().map(|one| one.outlook.evidence_age_days);
    match (ages().min().unwrap_or(0), ages().max().unwrap_or(0)) {
        (least, most) if least == most => least.to_string(),
        (least, most) => format!("{least} to {most}"),
    }
}
