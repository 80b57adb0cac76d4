//! "Did you mean": the nearest of the words that would have been right.

/// How many letters may be wrong in the longest word.
const FARTHEST: usize = 4;

/// A hint that names the nearest known word, if one is near enough to be meant.
pub(crate) fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, known).map(|word| format!("did you mean \"{word}\"?"))
}

/// The nearest known word: equal but for case and separators, in another grammatical form (`ratified`), another word
/// for the same thing, or with at most a third of its letters wrong.
pub(crate) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = plain(written);
    let known: Vec<&str> = known.into_iter().collect();
    let near: Vec<_> = known
        .iter()
        .filter(|word| plain.len().abs_diff(word.len()) <= 3 * FARTHEST)
        .map(|word| (strsim::osa_distance(&plain, &self::plain(word)), *word))
        .filter(|(distance, word)| *distance <= (word.len().max(3) / 3).min(FARTHEST))
        .collect();
    let misspelt = |most: usize| near.iter().filter(|(distance, _)| *distance <= most).min_by_key(|(away, _)| *away);
    let misspelt = |most: usize| misspelt(most).map(|(_, word)| *word);
    misspelt(1)
        .or_else(|| of_one_stem(&plain, &known))
        .or_else(|| of_other_name(&plain, &known))
        .or_else(|| misspelt(FARTHEST))
}

/// The word with which the longest beginning is shared, at least four letters and half of the shorter one.
fn of_one_stem<'a>(plain: &str, known: &[&'a str]) -> Option<&'a str> {
    let shared = |word: &str| plain.bytes().zip(word.bytes()).take_while(|(one, other)| one == other).count();
    let is_stem = |word: &str, shared: usize| shared >= 4 && shared * 2 >= plain.len().min(word.len());
    let alike = known.iter().map(|word| (shared(word), *word)).filter(|(shared, word)| is_stem(word, *shared));
    // of two that share as much, the first in the list
    alike.rev().max_by_key(|(shared, _)| *shared).map(|(_, word)| word)
}

/// The word that the data have for what is called otherwise elsewhere; by its beginning.
fn of_other_name<'a>(plain: &str, known: &[&'a str]) -> Option<&'a str> {
    const OTHER_NAMES: [(&str, &str); 15] = [
        ("acced", "ratification"),
        ("access", "ratification"),
        ("accept", "ratification"),
        ("approv", "ratification"),
        ("deposit", "ratification"),
        ("denounc", "denunciation"),
        ("transpos", "measure"),
        ("implement", "measure"),
        ("enact", "measure"),
        ("communicat", "notified"),
        ("postpon", "deferral"),
        ("fine", "penalty"),
        ("letter", "formal-notice"),
        ("opinion", "reasoned-opinion"),
        ("court", "referral"),
    ];
    let meant = OTHER_NAMES.iter().find(|(beginning, _)| plain.starts_with(beginning)).map(|(_, word)| *word)?;
    known.iter().find(|word| **word == meant).copied()
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace(['_', ' '], "-")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::law::EventKind;

    #[test]
    fn another_form_of_a_word_leads_to_it() {
        let events = EventKind::WORDS;
        for (written, meant) in [
            ("ratified", "ratification"),
            ("ratify", "ratification"),
            ("signed", "signature"),
            ("notify", "notified"),
            ("notification", "notified"),
            ("deferred", "deferral"),
            ("denounced", "denunciation"),
            ("reserved", "reservation"),
            ("declared", "declaration"),
            ("designation", "designated"),
            ("suspension", "suspended"),
            ("authorization", "authorised"),
            ("closing", "closed"),
            ("withdrawal", "withdrawn"),
            ("referred", "referral"),
            ("judgement", "judgment"),
            ("penalised", "penalty"),
            ("observation", "observed"),
            ("reporting", "reported"),
            ("annulled", "annulled-nationally"),
            ("repealed", "repealed-nationally"),
            ("in-force", "in-force-for-state"),
            ("Formal Notice", "formal-notice"),
            ("operating", "operational"),
            ("acceded", "ratification"),
            ("transposed", "measure"),
            ("letter", "formal-notice"),
        ] {
            assert_eq!(nearest(written, events), Some(meant), "{written}");
        }
        for written in ["", "xyz", "reads", "sign", "2027-01-15"] {
            let expected = (written == "sign").then_some("signature");
            assert_eq!(nearest(written, events), expected, "{written}");
        }
    }
}
