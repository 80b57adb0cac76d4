//! Sources of which only the month or the year of publication is known, although records rest on them that name a day:
//! the second clock counts such a source from the last possible day.

use std::collections::BTreeMap;

use crate::law::{Corpus, Source, SourceIx};
use crate::load::data_file::{DataFile, Folder};
use crate::load::defect::{Defect, Defects};
use crate::load::json_path::JsonPath;
use crate::load::salvage;

/// How many such sources have a line of their own.
const MOST_LINES: usize = 3;
/// How many a line for all names.
const MOST_NAMED: usize = 8;

/// One warning for each such source; where there are many, one for all, at the one on which most rests.
pub(super) fn inexact(corpus: &Corpus, files: &mut [DataFile]) {
    let found = cited_for_a_day(corpus);
    if found.len() <= MOST_LINES {
        for (source, count) in found {
            let message = format!("published {}: {} on the day by which it is known", source.published, rest(count));
            add_warning(source, message, "look up the day", files);
        }
        return;
    }
    let total: usize = found.iter().map(|(_, count)| count).sum();
    let most = found.iter().max_by_key(|(source, count)| (*count, std::cmp::Reverse(&source.id)));
    if let Some((source, count)) = most {
        let message = format!(
            "{} sources have no exact day of publication, and {} on the days by which they are known ({count} on this one)",
            found.len(),
            rest(total)
        );
        let others = found.iter().map(|(other, _)| &*other.id).filter(|other| *other != &*source.id);
        let mut named: Vec<&str> = others.clone().take(MOST_NAMED).collect();
        named.extend((others.count() > MOST_NAMED).then_some("others"));
        add_warning(source, message, &format!("look up the day, here and of {}", named.join(", ")), files);
    }
}

fn rest(count: usize) -> String {
    match count {
        1 => "1 record with a day rests".to_owned(),
        many => format!("{many} records with a day rest"),
    }
}

/// The sources with a publication of more than one possible day, each with the number of its records that name a day. A
/// register kept up day by day is known from the days of its records.
fn cited_for_a_day(corpus: &Corpus) -> Vec<(&Source, usize)> {
    let mut counts: BTreeMap<SourceIx, usize> = BTreeMap::new();
    for actor in &corpus.actors {
        for record in actor.records() {
            if record.retracted.is_none() && record.on.exact().is_some() {
                *counts.entry(record.source).or_default() += 1;
            }
        }
    }
    let cited = counts.into_iter().filter_map(|(ix, count)| Some((corpus.source(ix)?, count)));
    cited.filter(|(source, _)| is_open(source)).collect()
}

/// Is the publication a whole month or year, without a note on why? Any other bounds show that somebody looked it up.
fn is_open(source: &Source) -> bool {
    let (first, last) = (source.published.first(), source.published.last());
    let is_span = first != last && [first, last.next()].iter().all(|day| day.to_string().ends_with("-01"));
    let says_why = source.note.as_ref().is_some_and(|note| note.contains("publish") || note.contains("publication"));
    !source.continuous && is_span && !says_why
}

fn add_warning(source: &Source, message: String, help: &str, files: &mut [DataFile]) {
    let own = files.iter_mut().find(|file| file.folder == Folder::Seeds && *file.stem == *source.id);
    let Some(file) = own else { return };
    let mut defects = Defects::default();
    let defect = Defect::warning("inexact-publication", &JsonPath::top().key("published"), message);
    defects.add(defect.help(format!("{help}, or say in \"note\" why the day of publication is not known")));
    salvage::add_new(&mut file.defects, defects.list);
}
