//! "Did you mean": the nearest of the words that would have been right.

/// How many letters may be wrong in the longest word.
const FARTHEST: usize = 4;

/// Advice that names the nearest known word, if one is near enough to be meant.
pub(crate) fn did_you_mean<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<String> {
    nearest(written, known).map(|word| format!("did you mean \"{word}\"?"))
}

/// The nearest known word: equal but for case and separators, or with at most a third of its letters wrong.
pub(crate) fn nearest<'a>(written: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let plain = plain(written);
    known
        .into_iter()
        .filter(|word| plain.len().abs_diff(word.len()) <= 3 * FARTHEST)
        .map(|word| (strsim::osa_distance(&plain, &self::plain(word)), word))
        .filter(|(distance, word)| *distance <= (word.len().max(3) / 3).min(FARTHEST))
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, word)| word)
}

fn plain(word: &str) -> String {
    word.to_lowercase().replace(['_', ' '], "-")
}
