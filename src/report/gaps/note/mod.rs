//! One country in a note of at most two pages, in the order in which a minister's office asks: the answer; bound, due, done,
//! gap and exposure, basis; the next steps, by whom and by when; open cases; what is not known; the sources as numbered
//! notes. What there is no room for is counted, gaps last.

mod answer;
mod ending;
mod pages;
mod standing;
mod steps;

use super::brief::in_order;
use super::{Detail, Gaps};
use crate::engine::{Finding, Selection};
use crate::law::Actor;
use crate::report::contract::Recommendation;
use crate::report::document::{Document, DocumentPart, Phrase, Sentence};
use crate::report::page::Tone;
use crate::report::run::Run;
use crate::report::text::dates::long_date;
use crate::report::text::notes::Notes;
use crate::report::text::room::short;

/// A note about one state or institution.
pub struct Note<'a> {
    gaps: Gaps<'a>,
}

/// How much there is room for.
#[derive(Debug, Clone, Copy)]
struct NoteRoom {
    /// Rows of the table, facts in a cell, steps, cases, acts of which something is not known.
    rows: usize,
    facts: usize,
    steps: usize,
    cases: usize,
    acts: usize,
    /// Most characters of a fact, of a step, and of the title of a source.
    fact: usize,
    step: usize,
    title: usize,
}

/// From the most to the least.
const ROOMS: [NoteRoom; 6] = [
    NoteRoom { rows: 16, facts: 3, steps: 5, cases: 8, acts: 10, fact: 180, step: 320, title: 200 },
    NoteRoom { rows: 12, facts: 2, steps: 5, cases: 6, acts: 8, fact: 150, step: 240, title: 150 },
    NoteRoom { rows: 9, facts: 2, steps: 5, cases: 5, acts: 8, fact: 120, step: 200, title: 110 },
    NoteRoom { rows: 7, facts: 1, steps: 5, cases: 4, acts: 6, fact: 110, step: 160, title: 90 },
    NoteRoom { rows: 5, facts: 1, steps: 5, cases: 3, acts: 5, fact: 90, step: 130, title: 70 },
    NoteRoom { rows: 3, facts: 1, steps: 4, cases: 2, acts: 3, fact: 80, step: 100, title: 50 },
];

/// Most characters of the title of an act, of a name.
const NAME: usize = 60;

impl<'a> Note<'a> {
    /// A note about where the actor stands; `selection` narrows the instruments.
    pub fn new(run: Run<'a>, actor: &'a Actor, selection: &Selection) -> Note<'a> {
        Note { gaps: Gaps::new(run, actor, selection, Detail::Usual) }
    }

    /// Everything evaluated.
    pub fn findings(&self) -> &[Finding<'a>] {
        &self.gaps.findings
    }

    /// The note, with as much as there is room for on two pages.
    pub fn document(&self) -> Document {
        let recommended = in_order(&self.gaps);
        let mut drafts = ROOMS.iter().map(|room| self.with(&recommended, *room));
        let least = drafts.next_back().unwrap_or_default();
        drafts.find(pages::fits).unwrap_or(least)
    }

    fn with(&self, recommended: &[Recommendation], room: NoteRoom) -> Document {
        let gaps = &self.gaps;
        let mut notes = Notes::new(gaps.run.engine.corpus);
        let mut parts = vec![DocumentPart::Answer(answer::answer(gaps))];
        parts.extend(assumed(&gaps.run));
        parts.extend(standing::parts(gaps, room, &mut notes));
        parts.extend(steps::parts(gaps, recommended, room, &mut notes));
        parts.extend(ending::cases(gaps, room, &mut notes));
        parts.extend(ending::unknown(gaps, room));
        Document {
            title: short(&format!("{} ({})", gaps.actor.name, gaps.actor.code), NAME),
            subtitle: format!("Country note as of {}, {}", long_date(gaps.run.as_of), known(&gaps.run)),
            is_landscape: false,
            parts,
            notes: notes.listed(room.title),
            foot: foot(&gaps.run),
            warning: "No legal advice. A court alone finds a breach; this note speaks of gaps, and of unknown where it does not \
                      know."
                .to_owned(),
        }
    }
}

fn known(run: &Run) -> String {
    match run.engine.known_as_of {
        None => "known as of: no limit".to_owned(),
        Some(day) => format!("known as of {}", long_date(day)),
    }
}

/// Dates, version and digests, without what is assumed, which stands above.
fn foot(run: &Run) -> String {
    let sentence = run.sentence();
    sentence.split("; assuming: ").next().unwrap_or_default().to_owned()
}

fn assumed(run: &Run) -> Option<DocumentPart> {
    let text = format!("Assumed for this note: {}", run.assumed().join("; "));
    let sentence = vec![Phrase::toned(short(&text, 400), Tone::Open)];
    (!run.assumed().is_empty()).then_some(DocumentPart::Paragraph(sentence))
}

/// How many more there are than are shown, as a sentence of its own.
fn more(count: usize, one: &str, several: &str) -> Option<Sentence> {
    let text = || format!("and {} more {}", count, if count == 1 { one } else { several });
    (count > 0).then(|| vec![Phrase::toned(text(), Tone::Faint)])
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::engine::Engine;
    use crate::load;
    use crate::rules::Rules;
    use crate::time::Day;

    const DAYS: [&str; 6] = ["2005-01-01", "2008-06-01", "2011-11-25", "2013-10-17", "2020-06-01", "2026-11-28"];

    #[test]
    fn every_note_has_room_on_two_pages() {
        let (corpus, texts) = (load::embedded(None).unwrap(), load::embedded_rules());
        let rules = Rules::parse(|name| texts.get(name)).unwrap();
        for (turn, on) in DAYS.iter().map(|on| Day::parse(on).unwrap()).enumerate() {
            let engine = Engine { corpus: &corpus, rules: &rules, known_as_of: Some(on) };
            let run = Run { engine, as_of: on, rules_digest: "" };
            for actor in corpus.actors.iter().skip(turn % 2).step_by(2) {
                let note = Note::new(run, actor, &Selection::default()).document();
                assert!(pages::fits(&note), "{} on {on}", actor.code);
            }
        }
    }
}
