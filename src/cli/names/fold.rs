//! Spellings made comparable: case, accents, spaces and hyphens do not count, and the nearest right word is found for a
//! wrong one.

/// Words that say what sort of thing is meant, not which one.
const NOISE: [&str; 35] = [
    "the",
    "council",
    "commission",
    "framework",
    "directive",
    "decision",
    "decisions",
    "regulation",
    "implementing",
    "act",
    "convention",
    "no",
    "nr",
    "n",
    "number",
    "of",
    "celex",
    "eu",
    "ec",
    "eec",
    "jha",
    "jai",
    "euratom",
    "fd",
    "ue",
    "ce",
    "eg",
    "richtlinie",
    "rahmenbeschluss",
    "beschluss",
    "verordnung",
    "directiva",
    "direttiva",
    "decisioncadre",
    "reglement",
];

/// What follows the number of an act in the languages of the Union: `2006/24/EG`, `2011/36/UE`, `2006/960/JI`.
const ENDINGS: [&str; 37] = [
    "eu", "ue", "es", "el", "ae", "ec", "ce", "eg", "ef", "ek", "eb", "ey", "eo", "ez", "ke", "we", "eec", "cee",
    "ewg", "euratom", "jha", "jai", "ji", "gai", "jbz", "ria", "rif", "yos", "wsisw", "svv", "pnz", "ib", "ti", "tvr",
    "jsk", "pup", "jvr",
];

/// The spelling without case, accents and anything but letters, digits and slashes.
pub fn fold(text: &str) -> String {
    text.chars().flat_map(char::to_lowercase).flat_map(|char| plain(char).chars()).collect()
}

/// The same without the words that only say what sort of thing is meant: `Council Decision 2008/615/JHA` is `2008/615`.
pub fn gist(text: &str) -> String {
    telling_words(text).collect()
}

/// The words of a name, each made comparable, without those that only say what sort of thing is meant.
pub fn telling_words(text: &str) -> impl Iterator<Item = String> + '_ {
    let words = text.split(|char: char| char.is_whitespace() || "(),;:".contains(char));
    words.filter_map(|word| {
        let mut parts: Vec<String> = word.split('/').map(|part| fold(part.trim_matches('.'))).collect();
        parts.retain(|part| !part.is_empty() && !NOISE.contains(&part.as_str()));
        let is_number = |part: &String| part.chars().all(|char| char.is_ascii_digit());
        let has_number = parts.len() == 3 && parts.iter().take(2).all(is_number);
        if has_number && parts.last().is_some_and(|ending| ENDINGS.contains(&ending.as_str())) {
            parts.pop();
        }
        (!parts.is_empty()).then(|| parts.join("/"))
    })
}

/// "Did you mean": the nearest of the words that would have been right, if one is near enough to be meant.
pub fn nearest<T: AsRef<str>>(written: &str, known: &[T]) -> Option<String> {
    near(written, known.iter().map(|word| (word.as_ref(), word.as_ref())))
        .map(|word| format!("did you mean \"{word}\"?"))
}

/// The value of the nearest spelling: one that what was written begins, or with at most a third of its letters wrong.
pub fn near<'a, V>(written: &str, known: impl Iterator<Item = (&'a str, V)>) -> Option<V> {
    let written = fold(written);
    let length = written.chars().count();
    let away = |word: &str| match fold(word) {
        word if length > 2 && word.starts_with(&written) => 1,
        word => strsim::osa_distance(&written, &word),
    };
    let measured = known.map(|(word, value)| (away(word), value)).filter(|(away, _)| *away <= (length / 3).min(4));
    measured.min_by_key(|(away, _)| *away).map(|(_, value)| value)
}

/// What a letter is without its accent; nothing for what does not count.
fn plain(char: char) -> &'static str {
    const LETTERS: &str = "abcdefghijklmnopqrstuvwxyz0123456789/";
    const ACCENTED: [(&str, &str); 14] = [
        ("áàâäãåāąă", "a"),
        ("çćč", "c"),
        ("ďđ", "d"),
        ("éèêëēęěė", "e"),
        ("íìîïīį", "i"),
        ("łľĺ", "l"),
        ("ñńň", "n"),
        ("óòôöõøő", "o"),
        ("řŕ", "r"),
        ("śšșş", "s"),
        ("ťțţ", "t"),
        ("úùûüūůűų", "u"),
        ("ýÿ", "y"),
        ("źžż", "z"),
    ];
    if let Some(at) = LETTERS.find(char) {
        return LETTERS.get(at..at + 1).unwrap_or_default();
    }
    ACCENTED.iter().find(|(accented, _)| accented.contains(char)).map_or("", |(_, plain)| plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_accents_and_hyphens_do_not_count() {
        assert_eq!(fold("Prüm Decisions"), "prumdecisions");
        assert_eq!(fold("anti-trafficking"), fold("Anti Trafficking"));
    }

    #[test]
    fn the_gist_is_the_number_or_the_name() {
        for form in
            ["2011/36", "2011/36/EU", "Directive 2011/36/EU", "directive (EU) 2011/36", "Directive No. 2011/36/eu"]
        {
            assert_eq!(gist(form), "2011/36", "{form}");
        }
        for form in ["2006/24/EG", "2006/24/CE", "2006/24/EK", "2006/24/ΕΚ", "Richtlinie 2006/24/EG", "2006/24/WE"] {
            assert_eq!(gist(form), "2006/24", "{form}");
        }
        for form in ["2006/960/JI", "2006/960/JAI", "2006/960/WSiSW", "FD 2006/960/JHA", "décision-cadre 2006/960/JAI"]
        {
            assert_eq!(gist(form), "2006/960", "{form}");
        }
        assert_eq!(gist("Data Retention Directive"), "dataretention");
        assert_eq!(gist("CETS No. 185"), "cets185");
        assert_eq!(gist("the Council"), "");
    }

    #[test]
    fn near_words_are_found_and_far_ones_are_not() {
        assert_eq!(nearest("budapset", &["prum", "budapest"]).as_deref(), Some("did you mean \"budapest\"?"));
        assert_eq!(nearest("austri", &["Austria", "Australia"]).as_deref(), Some("did you mean \"Austria\"?"));
        assert_eq!(nearest("xx", &["AT", "BE"]), None);
        assert_eq!(nearest("", &["AT"]), None);
    }
}
