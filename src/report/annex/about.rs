//! The last sheet of every workbook: both dates, versions and digests, what each sheet holds and counts, what the letters
//! mean, and what the figures are not.

use crate::engine::Finding;
use crate::report::contract::Digests;
use crate::report::hindsight;
use crate::report::page::Block;
use crate::report::run::{Counts, Run};
use crate::report::text::marks::{CELL_MARKS, LETTERS};
use crate::report::workbook::{ColumnKind, WorkCell, WorkSheet, Workbook};

/// A workbook of these sheets about these findings, with a last sheet that says what they are.
pub fn workbook(run: &Run, title: String, findings: &[Finding], sheets: Vec<WorkSheet>) -> Workbook {
    let about = about(run, &title, findings, &sheets);
    let foot = format!("{}. Computed by acquis, not legal advice.", run.sentence());
    let sheets = sheets.into_iter().chain([about]).collect();
    Workbook { title, day: run.as_of, foot, sheets }
}

fn about(run: &Run, title: &str, findings: &[Finding], sheets: &[WorkSheet]) -> WorkSheet {
    let mut about = WorkSheet { is_text: true, ..WorkSheet::new("about", "", 0) }
        .column("what", ColumnKind::Text, 24)
        .column("is", ColumnKind::Prose, 110);
    let mut say = |what: &str, is: WorkCell| about.rows.push(vec![WorkCell::Strong(what.to_owned()), is]);
    say("title", WorkCell::text(title));
    say("as of", WorkCell::Day(run.as_of));
    match run.engine.known_as_of {
        Some(day) => say("known as of", WorkCell::Day(day)),
        None => say("known as of", WorkCell::text("no limit: what became known after the as-of day counts")),
    }
    say("known", WorkCell::text(KNOWN));
    say("program", WorkCell::text(format!("acquis {}", env!("CARGO_PKG_VERSION"))));
    let digests = Digests::of(run);
    say("digest of the data", WorkCell::text(digests.of_data()));
    say("digest of the rules", WorkCell::text(&*digests.rules_digest));
    run.assumed().iter().for_each(|one| say("assumed", WorkCell::text(one.as_str())));
    say("findings", WorkCell::text(Counts::of(findings).sentence()));
    for block in hindsight::note(run, findings) {
        if let Block::Text(cell) = block {
            say("note", WorkCell::text(cell.text));
        }
    }
    sheets.iter().for_each(|sheet| say(&format!("sheet {}", sheet.name), WorkCell::text(sheet.holds.as_str())));
    for letter in LETTERS {
        say(&format!("letter {}", letter.sign), WorkCell::text(letter.meaning));
    }
    for (sign, meaning, _) in CELL_MARKS {
        say(&format!("{sign} behind a letter"), WorkCell::text(meaning));
    }
    say("unknown", WorkCell::text(UNKNOWN));
    say("no legal advice", WorkCell::text(NO_ADVICE));
    about
}

const KNOWN: &str = "a record counts as known from the publication of its source; of registers that are kept up day by day, \
    such as treaty charts, every entry counts as known from its own day, though the copy that was read is later";

const UNKNOWN: &str = "unknown is not no: nothing that was read says whether it was done, and it counts neither as done nor \
    as a gap";

const NO_ADVICE: &str =
    "computed by acquis from public sources; only a court finds a breach, these sheets speak of gaps";
