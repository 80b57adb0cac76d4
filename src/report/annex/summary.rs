//! How many duties of each state stand how: the headline duties, which represent their acts, and all of them.

use crate::engine::Finding;
use crate::law::Actor;
use crate::report::run::Counts;
use crate::report::text::labels::{counted, is_headline};
use crate::report::text::marks::LETTERS;
use crate::report::workbook::{ColumnKind, WorkCell, WorkSheet};
use crate::rules::Verdict;

/// A row per state: its headline duties by verdict, and how many of all its duties are gaps or unknown.
pub fn summary(findings: &[Finding]) -> WorkSheet {
    let headline: Vec<&Finding> = findings.iter().filter(|finding| is_headline(finding)).collect();
    let mut occurs: Vec<Verdict> = LETTERS.iter().map(|letter| letter.verdict).collect();
    occurs.dedup();
    occurs.retain(|verdict| headline.iter().any(|finding| finding.judgement.verdict == *verdict));
    let holds = format!(
        "a row per state: its headline duties, each with one verdict ({} in all), then all its duties ({})",
        counted(headline.len(), "finding", "findings"),
        counted(findings.len(), "finding", "findings"),
    );
    let mut sheet = WorkSheet::new("summary", holds, 2)
        .column("state", ColumnKind::Text, 7)
        .column("name", ColumnKind::Text, 18)
        .column("headline duties", ColumnKind::Number, 16)
        .column("gaps", ColumnKind::Number, 8);
    for verdict in &occurs {
        sheet = sheet.column(verdict.as_str(), ColumnKind::Number, 12);
    }
    for (name, width) in [("all duties", 12), ("gaps among all", 16), ("unknown among all", 19)] {
        sheet = sheet.column(name, ColumnKind::Number, width);
    }
    let mut actors: Vec<&Actor> = findings.iter().map(|finding| finding.actor).collect();
    actors.dedup_by_key(|actor| &actor.code);
    for actor in actors {
        let own = |finding: &&Finding| finding.actor.code == actor.code;
        let headline = Counts::of(headline.iter().copied().filter(own));
        let all = Counts::of(findings.iter().filter(own));
        let head = [WorkCell::text(&*actor.code), WorkCell::text(&*actor.name)];
        sheet.rows.push(head.into_iter().chain(counts(&headline, &all, &occurs)).collect());
    }
    let head = [WorkCell::Strong("all".to_owned()), WorkCell::Empty];
    let all = counts(&Counts::of(headline.iter().copied()), &Counts::of(findings), &occurs);
    sheet.totals.push(head.into_iter().chain(all).collect());
    sheet
}

fn counts(headline: &Counts, all: &Counts, occurs: &[Verdict]) -> Vec<WorkCell> {
    let of = |counts: &Counts, wanted: &dyn Fn(Verdict) -> bool| {
        let wanted = counts.each().filter(|(verdict, _)| wanted(*verdict));
        WorkCell::count(wanted.map(|(_, count)| count).sum())
    };
    let mut cells = vec![WorkCell::count(headline.total()), of(headline, &Verdict::is_gap)];
    cells.extend(occurs.iter().map(|one| of(headline, &|verdict| verdict == *one)));
    cells.extend([
        WorkCell::count(all.total()),
        of(all, &Verdict::is_gap),
        of(all, &|verdict| verdict == Verdict::Unknown),
    ]);
    cells
}
