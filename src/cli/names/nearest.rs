//! The nearest right word for a wrong one.

use crate::law::names::normalize;
use crate::load;

/// "Did you mean": the nearest of the words that would have been right, if one is near enough to be meant.
pub fn nearest<T: AsRef<str>>(written: &str, known: &[T]) -> Option<String> {
    near(written, known.iter().map(|word| (word.as_ref(), word.as_ref())))
        .map(|word| format!("did you mean \"{word}\"?"))
}

/// The nearest of these ids: also another form of the same word, `ratified` for `ratification`.
pub fn nearest_id<'a>(written: &str, known: &[&'a str]) -> Option<&'a str> {
    let near = near(written, known.iter().map(|id| (*id, *id)));
    near.or_else(|| load::nearest_word(written, known.iter().copied()))
}

/// The value of the nearest spelling: one that what was written begins, or with at most a third of its letters wrong.
pub fn near<'a, V>(written: &str, known: impl Iterator<Item = (&'a str, V)>) -> Option<V> {
    let written = normalize(written);
    let length = written.chars().count();
    let most = (length / 3).min(4);
    let mut nearest: Option<(usize, V)> = None;
    for (word, value) in known {
        let word = normalize(word);
        let is_begun = length > 2 && word.starts_with(&written);
        let distance = if is_begun { 1 } else { strsim::osa_distance(&written, &word) };
        if distance <= most && nearest.as_ref().is_none_or(|(least, _)| distance < *least) {
            nearest = Some((distance, value));
        }
    }
    nearest.map(|(_, value)| value)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("budapset", &["prum", "budapest"]).as_deref(), Some("did you mean \"budapest\"?"));
        assert_eq!(nearest("austri", &["Austria", "Australia"]).as_deref(), Some("did you mean \"Austria\"?"));
        assert_eq!(nearest("xx", &["AT", "BE"]), None);
        assert_eq!(nearest("", &["AT"]), None);
        let ids = ["notification", "ratification", "transposition"];
        for (written, meant) in
            [("ratified", ids[1]), ("notified", ids[0]), ("transpose", ids[2]), ("transpsition", ids[2])]
        {
            assert_eq!(nearest_id(written, &ids), Some(meant), "{written}");
        }
        assert_eq!(nearest_id("fingerprints", &ids), None);
    }
}
