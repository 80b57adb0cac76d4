//! The words of registers of infringement cases: which step a decision is, and what is reproached. A word that is not known
//! is kept as it stands and never guessed.

use crate::law::{CaseKind, EventKind, Procedure};

/// The step that a decision is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct StageRead {
    /// The event.
    pub event: EventKind,
    /// Under which paragraph, where the register says so: not of closings and withdrawals.
    pub procedure: Option<Procedure>,
    /// Is it a further step of its kind: an additional letter, an additional opinion?
    pub is_additional: bool,
}

/// Codes of steps: those of the register of 2002 to 2020, and those of the Commission's own lists.
const CODES: [(&str, EventKind, Option<Procedure>); 13] = [
    ("LFN258", EventKind::FormalNotice, Some(Procedure::Art258)),
    ("FN258", EventKind::FormalNotice, Some(Procedure::Art258)),
    ("RO258", EventKind::ReasonedOpinion, Some(Procedure::Art258)),
    ("RF258", EventKind::Referral, Some(Procedure::Art258)),
    ("RTC258", EventKind::Referral, Some(Procedure::Art258)),
    ("LFN260", EventKind::FormalNotice, Some(Procedure::Art260_2)),
    ("FN260", EventKind::FormalNotice, Some(Procedure::Art260_2)),
    ("RO260", EventKind::ReasonedOpinion, Some(Procedure::Art260_2)),
    ("RF260", EventKind::Referral, Some(Procedure::Art260_2)),
    ("RTC260", EventKind::Referral, Some(Procedure::Art260_2)),
    ("C", EventKind::Closed, None),
    ("CLOSING_OF_THE_CASE", EventKind::Closed, None),
    ("W", EventKind::Withdrawn, None),
];

/// Words with which a decision is no step of its name: a referral that was suspended was not made.
const TURNED: [&str; 9] = ["suspen", "postpon", "not ", "cancel", "revo", "execution", "corrig", "reopen", "draft"];

/// The step that a code or the words of a register mean: `LFN258`, `Formal notice Art. 258 TFEU`, `Closing of the case`.
/// `None` for what is not known here.
///
/// ```
/// use acquis::import::infringements::read_stage;
/// use acquis::law::{EventKind, Procedure};
/// let stage = read_stage("Additional reasoned opinion Art. 226 EC").unwrap();
/// assert_eq!((stage.event, stage.procedure), (EventKind::ReasonedOpinion, Some(Procedure::Art258)));
/// assert!(stage.is_additional);
/// assert!(read_stage("Suspended referral to Court").is_none());
/// ```
pub fn read_stage(written: &str) -> Option<StageRead> {
    let written = written.trim();
    let coded = CODES.iter().find(|(code, ..)| code.eq_ignore_ascii_case(written));
    if let Some((_, event, procedure)) = coded {
        return Some(StageRead { event: *event, procedure: *procedure, is_additional: false });
    }
    let lower = written.to_lowercase().replace(['\u{a0}', '\u{2011}', '\u{2013}'], " ");
    let has = |words: &[&str]| words.iter().any(|word| lower.contains(word));
    if has(&TURNED) {
        return None;
    }
    let event = if has(&["withdraw"]) {
        // what was withdrawn may be the step before alone
        let ends_case = lower == "withdrawal" || has(&["court", "case", "referral"]);
        ends_case.then_some(EventKind::Withdrawn)?
    } else if has(&["closing", "closure", "closed"]) {
        EventKind::Closed
    } else if has(&["formal notice"]) {
        EventKind::FormalNotice
    } else if has(&["reasoned opinion"]) {
        EventKind::ReasonedOpinion
    } else {
        let refers = has(&["referral", "refer to", "reference to", "application to the court"]);
        refers.then_some(EventKind::Referral)?
    };
    let ends = matches!(event, EventKind::Closed | EventKind::Withdrawn);
    let procedure = procedure(&lower, event).filter(|_| !ends);
    let is_additional = has(&["additional", "complementary", "supplementary", "further"]);
    Some(StageRead { event, procedure, is_additional })
}

/// The paragraph in its number of today: Art. 226 and 228 EC, 169 and 171 EEC are those of the treaties before, Art. 141 and
/// 143 those of Euratom.
fn procedure(lower: &str, event: EventKind) -> Option<Procedure> {
    let bare: String = lower.chars().filter(|char| !char.is_whitespace()).collect();
    // with a referral the Commission may ask for sanctions at once
    if event == EventKind::Referral && ["260(3)", "260.3", "260§3", "260par.3"].iter().any(|form| bare.contains(form))
    {
        return Some(Procedure::Art260_3);
    }
    let mut numbers = bare.split(|char: char| !char.is_ascii_digit());
    numbers.find_map(|number| match number {
        "258" | "226" | "169" | "141" => Some(Procedure::Art258),
        "260" | "228" | "171" | "143" => Some(Procedure::Art260_2),
        _ => None,
    })
}

/// What a register reproaches: `noncommunication`, `Non-conformity`, `Bad application`. `None` for other words: a reproach
/// under a treaty or a regulation is no kind of case about an act that is transposed.
pub fn read_kind(written: &str) -> Option<CaseKind> {
    let letters: String = written.chars().filter(|char| char.is_alphabetic()).flat_map(char::to_lowercase).collect();
    match letters.as_str() {
        "noncommunication" | "noncommunicationcase" | "nonnotification" | "ncm" => Some(CaseKind::NonCommunication),
        "nonconformity" | "incorrecttransposition" => Some(CaseKind::NonConformity),
        "badapplication" | "incorrectapplication" => Some(CaseKind::BadApplication),
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_and_words_of_both_layouts_are_read() {
        use EventKind as K;
        let (of_258, of_260) = (Some(Procedure::Art258), Some(Procedure::Art260_2));
        for (written, event, procedure, is_additional) in [
            ("LFN258", K::FormalNotice, of_258, false),
            ("lfn260", K::FormalNotice, of_260, false),
            ("RTC258", K::Referral, of_258, false),
            ("C", K::Closed, None, false),
            ("W", K::Withdrawn, None, false),
            ("letter of formal notice (258)", K::FormalNotice, of_258, false),
            ("Formal notice Art. 258 TFEU", K::FormalNotice, of_258, false),
            ("Formal notice Art.\u{a0}258 TFEU (ex 226 EC)", K::FormalNotice, of_258, false),
            ("Additional formal notice Art. 258 TFEU", K::FormalNotice, of_258, true),
            ("Formal notice Art. 228 EC", K::FormalNotice, of_260, false),
            ("Letter of formal notice Art. 260", K::FormalNotice, of_260, false),
            ("Reasoned opinion Art. 258 TFEU", K::ReasonedOpinion, of_258, false),
            ("Referral to Court Art. 258 TFEU", K::Referral, of_258, false),
            ("Referral to Court Art. 258 & 260(3) TFEU", K::Referral, Some(Procedure::Art260_3), false),
            ("Referral to the Court Art. 260(2) TFEU", K::Referral, of_260, false),
            ("Formal notice", K::FormalNotice, None, false),
            ("Closing of the case", K::Closed, None, false),
            ("Withdrawal from Court Art. 258 TFEU", K::Withdrawn, None, false),
            ("withdrawal", K::Withdrawn, None, false),
        ] {
            assert_eq!(read_stage(written), Some(StageRead { event, procedure, is_additional }), "{written}");
        }
        for written in
            ["", "Suspended referral to Court", "Withdrawal of the formal notice", "Decision not to refer", "EU Pilot"]
        {
            assert_eq!(read_stage(written), None, "{written}");
        }
    }

    #[test]
    fn a_reproach_is_known_or_kept() {
        for (written, kind) in [
            ("noncommunication", Some(CaseKind::NonCommunication)),
            ("Non-communication", Some(CaseKind::NonCommunication)),
            ("nonconformity", Some(CaseKind::NonConformity)),
            ("Bad application", Some(CaseKind::BadApplication)),
            ("Infringement of treaty provisions", None),
            ("", None),
        ] {
            assert_eq!(read_kind(written), kind, "{written}");
        }
    }
}
