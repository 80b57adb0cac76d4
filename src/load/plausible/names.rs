//! Names that mean two things: an alias or a number of two instruments, a code or a name of two states. A user who types
//! such a name would get one of the two, or neither.

use std::collections::{BTreeMap, HashMap};

use crate::law::names::{ActName, ActNumber, normalize, state_of, words};
use crate::law::{Actor, Corpus, Instrument};
use crate::load::data_file::{DataFile, Folder};
use crate::load::defect::{Defect, DefectLocation, Defects};
use crate::load::json_path::JsonPath;
use crate::load::salvage;
use crate::parallel::*;

/// A name as it stands in a file, and its comparable form.
struct Name<'a> {
    key: String,
    written: &'a str,
    place: JsonPath,
    sort: Sort,
}

/// The sort of a name. Titles may be alike, and may equal the id of a different file.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Id,
    /// An alias or a number: it is there to be typed.
    Alias,
    Title,
}

/// The names of all instruments, and those that more than one name may be meant by.
pub(super) struct NamesGiven<'a> {
    /// The names of each instrument, in the order of their ids.
    of: Vec<(&'a Instrument, Vec<Name<'a>>)>,
    /// By comparable form: whose names they are, and which of them, in the same order.
    alike: HashMap<String, Vec<(usize, usize)>>,
}

impl<'a> NamesGiven<'a> {
    /// The names of a corpus.
    pub(super) fn of(corpus: &'a Corpus) -> NamesGiven<'a> {
        let of: Vec<_> = corpus.instruments.par_iter().map(|act| (act, names(act))).collect();
        let mut alike: HashMap<String, Vec<(usize, usize)>> = HashMap::new();
        for (act, (_, names)) in of.iter().enumerate() {
            for (number, name) in names.iter().enumerate() {
                match alike.get_mut(&name.key) {
                    Some(places) => places.push((act, number)),
                    None => drop(alike.insert(name.key.clone(), vec![(act, number)])),
                }
            }
        }
        alike.retain(|_, places| places.len() > 1);
        NamesGiven { of, alike }
    }

    /// The names of an instrument.
    fn names(&self, act: &Instrument) -> &[Name<'a>] {
        let found = self.of.binary_search_by(|(other, _)| other.id.cmp(&act.id)).ok().and_then(|at| self.of.get(at));
        found.map_or(&[], |(_, names)| names)
    }

    /// The instrument before this one that has its name, and where.
    fn before(&self, act: &Instrument, name: &Name) -> Option<(&'a Instrument, &Name<'a>)> {
        let places = self.alike.get(&name.key)?.iter();
        let alike = places.filter_map(|(act, number)| {
            let (act, names) = self.of.get(*act)?;
            Some((*act, names.get(*number)?))
        });
        // titles are for reading: only a name that is there to be typed has to be unique
        let mut clashing = alike
            .take_while(|(other, _)| other.id != act.id)
            .filter(|(_, one)| one.sort == Sort::Alias || name.sort == Sort::Alias);
        clashing.next()
    }
}

/// A name of this instrument that one before it has.
pub(super) fn instrument(act: &Instrument, all: &NamesGiven, defects: &mut Defects) {
    for name in all.names(act) {
        let Some((other, same)) = all.before(act, name) else { continue };
        let message = format!("\"{}\" already means {}", name.written, other.id);
        let defect = Defect::error("name-of-two-instruments", &name.place, message);
        let file = format!("{}/{}.json", Folder::Instruments.name(), other.id);
        let defect = defect.help("a name means one act: keep it in one of the two files");
        defects.add(defect.elsewhere(file, DefectLocation::Value(same.place.clone()), "it stands here too"));
    }
}

fn names(act: &Instrument) -> Vec<Name<'_>> {
    let top = JsonPath::top();
    let plain = |written, place, sort| Name { key: key(written), written, place, sort };
    let mut all = vec![plain(&*act.id, top.key("id"), Sort::Id)];
    all.extend(act.aliases.iter().enumerate().map(|(at, text)| plain(text, top.key("aliases").item(at), Sort::Alias)));
    for (list, texts) in [("celex", &act.celex), ("eli", &act.eli)] {
        // `32008D0070` and `32008D0070(01)` are two acts
        let name = |(at, text)| {
            let (written, place): (&str, _) = (text, top.key(list).item(at));
            Name { key: normalize(written), written, place, sort: Sort::Alias }
        };
        all.extend(texts.iter().enumerate().map(|(at, text)| name((at, &**text))));
    }
    if let Some(cets) = &act.cets {
        all.push(Name { key: key(&format!("cets{cets}")), written: cets, place: top.key("cets"), sort: Sort::Alias });
    }
    all.push(plain(&*act.short_title, top.key("short_title"), Sort::Title));
    all.push(plain(&*act.title, top.key("title"), Sort::Title));
    all.retain(|name| !name.key.is_empty());
    all
}

/// A name without what does not count: case, accents, spaces, hyphens; `ETS No. 185` is `CETS 185`, and `Dir. 2011/36/EU`
/// is `Directive 2011/36`.
fn key(written: &str) -> String {
    let name = ActName::read(written);
    match name.numbers.as_slice() {
        [ActNumber::Treaty(number)] if name.is_bare() => format!("cets{number}"),
        [ActNumber::Union { year, number, .. }] if name.words.is_empty() => {
            name.kind.map_or_else(String::new, |kind| format!("{kind:?} ")) + &format!("{year}/{number}")
        }
        _ => normalize(written),
    }
}

/// Codes and names that two states have. The defect is reported in the later file in the order of codes; the other one is
/// shown.
pub(super) fn actors(actors: &[Actor], files: &mut [DataFile]) {
    let mut seen: BTreeMap<(&str, String), (&Actor, JsonPath)> = BTreeMap::new();
    for actor in actors {
        let mut defects = Defects::default();
        for (sort, key, place, written) in codes(actor) {
            let (other, there) = seen.entry((sort, key)).or_insert((actor, place.clone()));
            let message = |name: &str, code: &str| format!("\"{written}\" already stands for {name} ({code})");
            if other.code != actor.code {
                let defect = Defect::error("code-of-two-states", &place, message(&other.name, &other.code));
                let file = format!("{}/{}.json", Folder::MemberStates.name(), other.code);
                defects.add(defect.elsewhere(file, DefectLocation::Value(there.clone()), "it stands here too"));
            } else if let Some(other) = state_of(written).filter(|code| place.0.len() == 2 && **code != *actor.code) {
                defects.error("name-of-other-state", &place, format!("\"{written}\" is a name of {other}"));
            }
        }
        if defects.list.is_empty() {
            continue;
        }
        let own = files.iter_mut().find(|file| file.folder == Folder::MemberStates && *file.stem == *actor.code);
        own.into_iter().for_each(|file| salvage::add_new(&mut file.defects, defects.list.clone()));
    }
}

/// The names and codes of a state, each with its sort, its comparable form and its place; codes of two letters are one
/// sort, since a user can type either.
fn codes(actor: &Actor) -> Vec<(&'static str, String, JsonPath, &str)> {
    let top = JsonPath::top();
    let code = |sort, key: &str, written| (sort, normalize(written), top.key(key), written);
    let name = |place, written| {
        let mut words = words(written);
        words.retain(|word| !["the", "of", "and"].contains(&word.as_str()));
        words.sort_unstable();
        ("name", if words.is_empty() { normalize(written) } else { words.join(" ") }, place, written)
    };
    let mut all = vec![code("code", "code", &*actor.code)];
    all.extend(actor.iso.as_deref().map(|iso| code("code", "iso", iso)));
    all.extend(actor.iso3.as_deref().map(|iso3| code("iso3", "iso3", iso3)));
    all.push(name(top.key("name"), &*actor.name));
    let others = actor.names.iter().enumerate();
    all.extend(others.map(|(at, written)| name(top.key("names").item(at), &**written)));
    all
}
