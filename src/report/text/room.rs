//! Texts cut to the room that there is, and the room that they need.

/// The text, or as many of its words as there is room for; no bracket is left open.
pub fn short(text: &str, most: usize) -> String {
    if text.chars().count() <= most {
        return text.to_owned();
    }
    let cut: String = text.chars().take(most.saturating_sub(1)).collect();
    let whole = cut.rsplit_once(' ').map_or(cut.as_str(), |(words, _)| words);
    let open = whole.matches('(').count().saturating_sub(whole.matches(')').count());
    format!("{whole} …{}", ")".repeat(open))
}

/// Into how many lines a text is broken, word by word.
pub fn wrapped(text: &str, width: usize) -> usize {
    let (mut lines, mut used) = (1, 0);
    for word in text.split(' ').map(|word| word.chars().count()) {
        if used > 0 && used + 1 + word > width {
            (lines, used) = (lines + 1, 0);
        }
        lines += word.saturating_sub(1) / width;
        used += usize::from(used > 0) + word;
    }
    lines
}
