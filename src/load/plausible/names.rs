//! Names that mean two things: an alias or a number of two instruments, a code or a name of two states. Whoever types
//! it gets one of the two, or neither.

use std::collections::BTreeMap;

use crate::law::{Actor, Corpus, Instrument};
use crate::load::mend;
use crate::load::piece::{Folder, Piece};
use crate::load::raised::{Desk, Place, Raised, Spot};

/// A name as it stands in a file, and its comparable form.
struct Name<'a> {
    key: String,
    written: &'a str,
    place: Place,
    sort: Sort,
}

/// What sort of name it is. Titles may be alike, and may be what another file is called.
#[derive(Clone, Copy, PartialEq)]
enum Sort {
    Id,
    /// An alias or a number: it is there to be typed.
    Alias,
    Title,
}

/// The treaty series of the Council of Europe under its names in English and French, the older ones too.
const SERIES: [&str; 4] = ["cets", "ets", "stce", "ste"];

/// Every name of every instrument by its comparable form, in the order of the ids of the instruments.
pub(super) struct Names<'a>(BTreeMap<String, Vec<(&'a Instrument, Name<'a>)>>);

impl<'a> Names<'a> {
    /// The names of a corpus.
    pub(super) fn of(corpus: &'a Corpus) -> Names<'a> {
        let mut all: BTreeMap<String, Vec<(&Instrument, Name)>> = BTreeMap::new();
        for act in &corpus.instruments {
            for name in names(act) {
                all.entry(name.key.clone()).or_default().push((act, name));
            }
        }
        Names(all)
    }

    /// The instrument before this one that has its name, and where.
    fn before(&self, act: &Instrument, name: &Name) -> Option<(&'a Instrument, &Name<'a>)> {
        let alike = self.0.get(&name.key)?.iter().take_while(|(other, _)| other.id != act.id);
        let mut clashing = alike.filter(|(_, one)| one.sort == Sort::Alias || name.sort == Sort::Alias);
        clashing.next().map(|(other, one)| (*other, one))
    }
}

/// A name of this instrument that one before it has.
pub(super) fn instrument(act: &Instrument, all: &Names, desk: &mut Desk) {
    for name in names(act) {
        let Some((other, same)) = all.before(act, &name) else { continue };
        let message = format!("\"{}\" already means {}", name.written, other.id);
        let raised = Raised::error("name-of-two-instruments", &name.place, message);
        let file = format!("{}/{}.json", Folder::Instruments.name(), other.id);
        let raised = raised.help("a name means one act: keep it in one of the two files");
        desk.raise(raised.elsewhere(file, Spot::Value(same.place.clone()), "it stands here too"));
    }
}

fn names(act: &Instrument) -> Vec<Name<'_>> {
    let top = Place::top();
    let plain = |written, place, sort| Name { key: key(written), written, place, sort };
    let mut all = vec![plain(&*act.id, top.key("id"), Sort::Id)];
    for (list, texts) in [("aliases", &act.aliases), ("celex", &act.celex), ("eli", &act.eli)] {
        let each = texts.iter().enumerate();
        all.extend(each.map(|(number, text)| plain(&**text, top.key(list).item(number), Sort::Alias)));
    }
    if let Some(cets) = &act.cets {
        all.push(Name { key: key(&format!("cets{cets}")), written: cets, place: top.key("cets"), sort: Sort::Alias });
    }
    all.push(plain(&*act.short_title, top.key("short_title"), Sort::Title));
    all.push(plain(&*act.title, top.key("title"), Sort::Title));
    all.retain(|name| !name.key.is_empty());
    all
}

/// A name without what does not count: case, spaces, hyphens; `ETS No. 185` is `CETS 185`.
fn key(written: &str) -> String {
    let folded: String =
        written.to_lowercase().chars().filter(|letter| letter.is_alphanumeric() || *letter == '/').collect();
    let number = SERIES.iter().find_map(|series| folded.strip_prefix(series)).unwrap_or_default();
    let number = number.strip_prefix("no").unwrap_or(number).trim_start_matches('0');
    match !number.is_empty() && number.bytes().all(|letter| letter.is_ascii_digit()) {
        true => format!("cets{number}"),
        false => folded,
    }
}

/// Codes and names that two states have. The later file in the order of codes is blamed, and the other one shown.
pub(super) fn actors(actors: &[Actor], pieces: &mut [Piece]) {
    let mut seen: BTreeMap<(&str, String), (&Actor, &str)> = BTreeMap::new();
    for actor in actors {
        let mut desk = Desk::default();
        for (sort, key, written) in codes(actor) {
            let (other, other_key) = *seen.entry((sort, written.to_lowercase())).or_insert((actor, key));
            if other.code != actor.code {
                let message = format!("\"{written}\" already stands for {} ({})", other.name, other.code);
                let raised = Raised::error("code-of-two-states", &Place::top().key(key), message);
                let file = format!("{}/{}.json", Folder::MemberStates.name(), other.code);
                let there = Spot::Value(Place::top().key(other_key));
                desk.raise(raised.elsewhere(file, there, "it stands here too"));
            }
        }
        if desk.raised.is_empty() {
            continue;
        }
        let own = pieces.iter_mut().find(|piece| piece.folder == Folder::MemberStates && *piece.stem == *actor.code);
        own.into_iter().for_each(|piece| mend::add_new(&mut piece.desk, desk.raised.clone()));
    }
}

/// What a state is called, each with what sort of name it is and its key; codes of two letters are one sort.
fn codes(actor: &Actor) -> Vec<(&'static str, &'static str, &str)> {
    let mut all = vec![("code", "code", &*actor.code)];
    all.extend(actor.iso.as_deref().map(|iso| ("code", "iso", iso)));
    all.extend(actor.iso3.as_deref().map(|iso3| ("iso3", "iso3", iso3)));
    all.push(("name", "name", &*actor.name));
    all
}
