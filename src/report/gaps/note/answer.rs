//! The sentence that answers: gaps first, then what is urged, then what is not known; each count with its denominator.

use crate::engine::Finding;
use crate::law::{Actor, Duty};
use crate::report::document::{Phrase, Sentence};
use crate::report::gaps::Gaps;
use crate::report::page::Tone;
use crate::report::text::dates::long_date;
use crate::report::text::labels::counted;
use crate::report::text::room::short;
use crate::rules::Verdict;

/// Is the state concerned by the duty at all on the day?
pub fn is_in_play(finding: &Finding) -> bool {
    !finding.judgement.verdict.is_outside()
}

/// `Sweden has 8 gaps among the 50 duties in play ...`.
pub fn answer(gaps: &Gaps) -> Sentence {
    let in_play: Vec<&Finding> = gaps.findings.iter().filter(|one| is_in_play(one)).collect();
    let (day, name, total) = (long_date(gaps.run.as_of), in_text(gaps.actor), in_play.len());
    if total == 0 {
        let text = format!("On {day} no duty that is looked at binds {name}: {} evaluated.", gaps.findings.len());
        return vec![Phrase::plain(text)];
    }
    let of = |verdict: Verdict| in_play.iter().filter(|one| one.judgement.verdict == verdict).count();
    let (overdue, partial) = (of(Verdict::Overdue), of(Verdict::Partial));
    let among =
        if total == 1 { " in the one duty in play".to_owned() } else { format!(" among the {total} duties in play") };
    let mut sentence = vec![Phrase::plain(format!("As of {day}, {name} has "))];
    let possible = of(Verdict::PossibleGap);
    if overdue + partial == 0 {
        let none = if possible == 0 { "no known gap" } else { "no certain gap" };
        sentence.extend([Phrase::strong(none), Phrase::plain(among)]);
    } else {
        let kinds = [(overdue, "overdue"), (partial, "in part")].into_iter().filter(|(count, _)| *count > 0);
        let kinds: Vec<String> = kinds.map(|(count, word)| format!("{count} {word}")).collect();
        sentence.push(Phrase::toned(counted(overdue + partial, "gap", "gaps"), Tone::Bad));
        sentence.push(Phrase::plain(format!("{among} ({})", kinds.join(", "))));
    }
    if possible > 0 {
        sentence.push(Phrase::plain(" and "));
        sentence.push(Phrase::toned(counted(possible, "possible gap", "possible gaps"), Tone::Open));
    }
    sentence.extend(urged(&in_play));
    let (ahead, unknown) = (of(Verdict::Pending), of(Verdict::Unknown));
    if ahead > 0 {
        let ahead =
            if total == 1 { "; it is".to_owned() } else { format!("; {ahead} of the {total} {}", is_or_are(ahead)) };
        sentence.push(Phrase::plain(format!("{ahead} not due yet")));
    }
    let text = match (total, unknown) {
        (1, 0) => ".".to_owned(),
        (1, _) => "; it is not known.".to_owned(),
        _ => format!("; {unknown} of the {total} {} not known.", is_or_are(unknown)),
    };
    sentence.push(Phrase::toned(text, Tone::Unknown));
    sentence
}

/// What is not done of what is only urged, by act.
fn urged(in_play: &[&Finding]) -> Vec<Phrase> {
    let all = in_play.iter().filter(|one| one.obligation.duty == Duty::Encouraged).count();
    let open: Vec<&&Finding> = in_play.iter().filter(|one| one.judgement.verdict == Verdict::Encouraged).collect();
    if open.is_empty() {
        return Vec::new();
    }
    let mut acts: Vec<&str> = open.iter().map(|one| &*one.instrument.short_title).collect();
    acts.dedup();
    let named = if acts.len() <= 2 { format!(" ({})", acts.join(", ")) } else { String::new() };
    let noun = if all == 1 { "encouragement is" } else { "encouragements are" };
    let count = Phrase::strong(format!("{} of {all}", open.len()));
    vec![Phrase::plain("; "), count, Phrase::plain(short(&format!(" {noun} not followed{named}"), 140))]
}

fn is_or_are(count: usize) -> &'static str {
    if count == 1 { "is" } else { "are" }
}

/// The name inside a sentence.
fn in_text(actor: &Actor) -> String {
    let has_article = actor.is_institution() || ["Netherlands", "United Kingdom"].contains(&&*actor.name);
    let name = short(&actor.name, super::NAME);
    if has_article { format!("the {name}") } else { name }
}
