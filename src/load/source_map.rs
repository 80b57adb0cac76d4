//! Where in its file a record or an obligation stands: file, line and column. Found from the text, and only when a report
//! asks: no finding waits for it.

use std::collections::BTreeMap;
use std::path::PathBuf;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::data_file::{FIRST_ON_LINES, Folder};
use super::defect::Defects;
use super::embedded;
use super::read::position::{self, SourceRegion};
use super::read::{disk, lines, text};
use crate::law::{Corpus, Record};

/// Where something stands in the data.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SourceLocation {
    /// Path relative to the corpus, with `/`: `member-states/AT.json`.
    pub file: String,
    /// Where in the file; `None` if the file no longer holds it.
    pub region: Option<SourceRegion>,
}

/// The files of a corpus as they are looked into. Each is read once.
#[derive(Debug, Default)]
pub struct SourceMap {
    directory: Option<PathBuf>,
    seen: Mutex<BTreeMap<String, Arc<ListItems>>>,
    lines: OnceLock<BTreeMap<String, (String, String, usize)>>,
}

/// The items of the one list that matters in a file: their ids, where they have any, and where they stand.
type ListItems = Vec<(Option<Box<str>>, SourceRegion)>;

impl SourceMap {
    /// The files that a corpus was read from: its directory, or else those in the binary.
    pub fn of(corpus: &Corpus) -> SourceMap {
        SourceMap { directory: corpus.directory.clone(), ..SourceMap::default() }
    }

    /// Where a record of this state or institution stands; `None` for one that stands in no file.
    pub fn record(&self, code: &str, record: &Record) -> Option<SourceLocation> {
        let place = usize::try_from(record.place?).ok()?;
        let file = format!("{}/{code}.json", Folder::MemberStates.name());
        if let Some(line) = place.checked_sub(FIRST_ON_LINES) {
            let file = file + "l";
            let region = self.looked_into(&file, line_regions).get(line).map(|(_, region)| *region);
            return Some(SourceLocation { file, region });
        }
        let region = self.items(&file, "records").get(place).map(|(_, region)| *region);
        Some(SourceLocation { file, region })
    }

    /// Where an obligation of this instrument stands.
    pub fn obligation(&self, instrument: &str, obligation: &str) -> SourceLocation {
        let file = format!("{}/{instrument}.json", Folder::Instruments.name());
        let region_in = |items: &ListItems| {
            items.iter().find(|(id, _)| id.as_deref() == Some(obligation)).map(|(_, region)| *region)
        };
        let region = region_in(&self.items(&file, "obligations"));
        if region.is_none()
            && let Some((file, items)) = self.on_a_line(instrument)
        {
            return SourceLocation { region: region_in(&items), file };
        }
        SourceLocation { region, file }
    }

    /// The file that holds an instrument on a line, with the duties on that line.
    fn on_a_line(&self, instrument: &str) -> Option<(String, Arc<ListItems>)> {
        let index = self.lines.get_or_init(|| self.indexed_lines());
        let (file, text, above) = index.get(instrument)?;
        let key = format!("{file}/{instrument}");
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        let items = seen.entry(key).or_insert_with(|| {
            let below = |(id, region): (Option<Box<str>>, SourceRegion)| {
                let (line, end_line) = (region.line + above, region.end_line + above);
                (id, SourceRegion { line, end_line, ..region })
            };
            Arc::new(position::items(text, "obligations").into_iter().map(below).collect())
        });
        Some((file.clone(), Arc::clone(items)))
    }

    /// The instruments that stand on lines, by id: file, text, and how many lines are above.
    fn indexed_lines(&self) -> BTreeMap<String, (String, String, usize)> {
        let mut index = BTreeMap::new();
        let files = self.directory.iter().flat_map(|root| disk::files_of_lines(root, Folder::Instruments));
        for file in files {
            let text = self.text(&file).unwrap_or_default();
            for (line, above) in lines::with_place(&text) {
                index.insert(lines::id_on(line.text).to_owned(), (file.clone(), line.text.to_owned(), above));
            }
        }
        index
    }

    fn items(&self, file: &str, list: &str) -> Arc<ListItems> {
        self.looked_into(file, |text| position::items(text, list))
    }

    fn looked_into(&self, file: &str, find: impl Fn(&str) -> ListItems) -> Arc<ListItems> {
        let mut seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        if let Some(items) = seen.get(file) {
            return Arc::clone(items);
        }
        let items = Arc::new(self.text(file).map_or_else(Vec::new, |text| find(&text)));
        seen.insert(file.to_owned(), Arc::clone(&items));
        items
    }

    fn text(&self, file: &str) -> Option<String> {
        match &self.directory {
            None => embedded::text(file).map(str::to_owned),
            Some(directory) => {
                let (text, is_whole) = text::text(disk::inside(directory, file).ok()?, &mut Defects::default());
                is_whole.then_some(text)
            }
        }
    }
}

/// Where the lines of a file of records stand.
fn line_regions(text: &str) -> ListItems {
    let each = lines::with_place(text).map(|(line, above)| {
        let indent = line.text.chars().take_while(|letter| letter.is_whitespace()).count();
        let length = line.text.trim_end().chars().count();
        let (line, end_line) = (above + 1, above + 1);
        (None, SourceRegion { line, column: indent + 1, end_line, end_column: length + 1 })
    });
    each.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lines_of_the_embedded_files_are_right() {
        let corpus = crate::load::embedded(None).unwrap();
        let sites = SourceMap::of(&corpus);
        let actor = corpus.find_actor("AT").unwrap();
        for record in actor.records() {
            let site = sites.record("AT", record).unwrap();
            let text = embedded::text(&site.file).unwrap();
            let region = site.region.unwrap();
            let lines: Vec<&str> = text.lines().skip(region.line - 1).take(region.end_line + 1 - region.line).collect();
            let object: serde_json::Value =
                serde_json::from_str(lines.join("\n").trim().trim_end_matches(',')).unwrap();
            assert_eq!(object["event"], record.event.kind().as_str());
            assert_eq!(object["source"], *corpus.source(record.source).unwrap().id);
        }
    }
}
