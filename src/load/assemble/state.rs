//! A state from its file, and from the lines of records beside it (`member-states/AT.jsonl`): both together are what is known
//! of it. A record on a line is checked as one in the file is; what is wrong with it is noted at its line.

use std::collections::BTreeMap;

use crate::law::names::eu_code;
use crate::law::{Actor, Corpus, Record, link_closings};
use crate::load::accept::{raw, raw_with_numbers};
use crate::load::build::{self, Builder, Links};
use crate::load::data_file::{Checking, DataFile, FIRST_ON_LINES, Folder};
use crate::load::defect::{Defect, DefectLocation, Defects, Elsewhere};
use crate::load::json_path::{JsonPath, PathRef, PathStep};
use crate::load::raw::{RawActor, RawActorAlone, RawRecord};
use crate::load::{plausible, salvage};

/// The state that these files describe: its own, and one for each line of the file of records beside it.
pub(super) fn build_state(files: &mut [DataFile], checking: Checking, links: &Links) -> Option<Actor> {
    let has_own = files.first().is_some_and(|file| Folder::of_lines(file.path).is_none());
    let (own, lines) = files.split_at_mut(usize::from(has_own));
    let on_lines: Vec<(usize, Record)> = match checking {
        Checking::WithoutRecords => Vec::new(),
        Checking::Full | Checking::Trusted => lines.iter_mut().filter_map(|line| read_record(line, links)).collect(),
    };
    let Some(file) = own.first_mut() else {
        lines.first_mut().into_iter().for_each(|line| without_state(line, links));
        return None;
    };
    let (actor, mut records) = read_actor(file, checking, links)?;
    records.extend(on_lines);
    if checking == Checking::Full {
        let mut defects = Defects::default();
        let is_whole = !file.defects.has_errors() && !lines.iter().any(|line| line.defects.has_errors());
        plausible::actor(&plausible::CheckedState { actor: &actor, records: &records, links, is_whole }, &mut defects);
        note(defects.list, file, lines);
    }
    let records = records.into_iter().map(|(_, record)| record).collect();
    file.check_name(&actor.code, "code");
    Some(actor.with_records(in_order(records, links.corpus)))
}

fn read_actor(file: &mut DataFile, checking: Checking, links: &Links) -> Option<(Actor, Vec<(usize, Record)>)> {
    let mut builder = Builder::new(links);
    let (raw, numbers) = match checking {
        Checking::WithoutRecords => (file.raw::<RawActorAlone>().map(|raw| raw.map(RawActor::from)), None),
        Checking::Full | Checking::Trusted => raw_with_numbers::<RawActor>(file),
    };
    let built = builder.defects.take(raw).map(|raw| build::actor(raw, numbers, &mut builder));
    let defects = builder.defects;
    salvage::add_new(&mut file.defects, defects.list);
    built
}

/// The record on a line, with its place among those of the state.
fn read_record(line: &mut DataFile, links: &Links) -> Option<(usize, Record)> {
    let number = FIRST_ON_LINES + line.line?.number;
    let mut builder = Builder::new(links);
    let raw = raw::<RawRecord>(line);
    let built = builder.defects.take(raw).and_then(|raw| build::record(&raw, &PathRef::Top, &mut builder));
    let defects = builder.defects;
    salvage::add_new(&mut line.defects, defects.list);
    Some((number, Record { place: u32::try_from(number).ok(), ..built? }))
}

/// Records of a state that nobody describes, as far as their file is named rightly.
fn without_state(line: &mut DataFile, links: &Links) {
    let (code, folder) = (line.stem, Folder::MemberStates.name());
    let states = links.stems.iter().filter_map(|stem| stem.strip_prefix(folder)?.strip_prefix('/'));
    let meant = states.filter(|other| *other != code).find(|other| other.eq_ignore_ascii_case(code)).or(eu_code(code));
    let message = format!("these are records of {code}, but there is no file {folder}/{code}.json");
    let help = match meant {
        Some(meant) => format!("did you mean \"{meant}.jsonl\"?"),
        None => format!("describe the state there: acquis new state {code} writes what must be known"),
    };
    line.defects.add(Defect::error("records-without-state", &JsonPath::top(), message).help(help));
}

/// Notes each defect where it is: in the file of the state or at one of the lines beside it.
fn note(defects: Vec<Defect>, file: &mut DataFile, lines: &mut [DataFile]) {
    let (path, mut of_file, mut of_lines) = (file.path, Vec::new(), BTreeMap::<usize, Vec<Defect>>::new());
    for defect in defects {
        let (line, location) = on_line(defect.location);
        let second = defect.also.map(|(location, label)| (on_line(location), label));
        let path_of = |line: Option<usize>| line.and_then(|at| lines.get(at)).map_or(path, |line| line.path).to_owned();
        let mut here = Defect { location, also: None, ..defect };
        match second {
            Some(((second, location), label)) if second == line && line.is_none() => {
                here.also = Some((location, label))
            }
            Some(((second, location), label)) => {
                here.elsewhere = Some(Elsewhere { file: path_of(second), line: second, location, label });
            }
            None => {}
        }
        match line {
            Some(line) => of_lines.entry(line).or_default().push(here),
            None => of_file.push(here),
        }
    }
    salvage::add_new(&mut file.defects, of_file);
    for (line, list) in of_lines {
        if let Some(line) = lines.get_mut(line) {
            salvage::add_new(&mut line.defects, list);
        }
    }
}

/// The line on which a record stands, and the place on it; `None` and the place as it is for one in the file of the state.
fn on_line(location: DefectLocation) -> (Option<usize>, DefectLocation) {
    let (DefectLocation::Value(JsonPath(steps)) | DefectLocation::Key(JsonPath(steps))) = &location else {
        return (None, location);
    };
    let [PathStep::Key(list), PathStep::Item(place), rest @ ..] = steps.as_slice() else { return (None, location) };
    let Some(line) = place.checked_sub(FIRST_ON_LINES).filter(|_| list == "records") else { return (None, location) };
    let rest = JsonPath(rest.to_vec());
    let inside = match location {
        DefectLocation::Key(_) => DefectLocation::Key(rest),
        DefectLocation::Value(_) | DefectLocation::Byte(_) => DefectLocation::Value(rest),
    };
    (Some(line), inside)
}

/// Records in an order that does not depend on the file: by instrument, day and event, then by everything else; each
/// closing linked to the duties of its case.
pub(in crate::load) fn in_order(mut records: Vec<Record>, corpus: &Corpus) -> Vec<Record> {
    fn key(record: &Record) -> impl Ord + '_ {
        let days = (record.on.first(), record.on.last());
        let what = (record.event.kind(), &record.obligations, record.source);
        (record.instrument, days, what, &record.locator, &record.note)
    }
    // the texts last, and only among records alike in all else: writing them takes far longer than comparing
    records.sort_by(|a, b| key(a).cmp(&key(b)).then_with(|| written(a).cmp(&written(b))));
    link_closings(&mut records, &corpus.instruments);
    records
}

fn written(record: &Record) -> String {
    format!("{:?}{:?}{:?}", record.event, record.confidence, record.retracted)
}
