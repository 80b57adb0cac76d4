//! Which instrument or state of a corpus a name or a number means. Whatever the name of an act says of kind and pillar must
//! be true of it: until 2014 a directive and a decision could have one number.

use super::act::ActName;
use super::normalize::normalize;
use super::number::ActNumber;
use super::state::{state_keys, state_of};
use crate::law::{Actor, Corpus, Instrument, InstrumentKind};

/// What a name means among the instruments of a corpus.
#[derive(Debug, Clone)]
pub enum NameMatch<'a> {
    /// This one.
    One(&'a Instrument),
    /// Any of these: the number or the name fits all of them.
    Several(Vec<&'a Instrument>),
    /// The number or the name is that of these, but they are of another kind, or of another pillar, than is written.
    OtherKind(Vec<&'a Instrument>, ActName),
    /// An act that amends these: its number and kind as the data write them.
    Amending(&'a str, Vec<&'a Instrument>),
    /// The number of such an act, with another kind.
    AmendingOfOtherKind(&'a str, Vec<&'a Instrument>),
    /// An act that brought these to an end, and is not among the instruments itself.
    Ending(&'a str, Vec<&'a Instrument>),
    /// Another document of the number that these have.
    OtherDocument(Vec<&'a Instrument>),
    /// Nothing.
    Unknown,
}

/// The instrument of this name: id, CELEX, ELI, number in any form, CETS or ETS number, alias or title.
pub fn find_instrument<'a>(corpus: &'a Corpus, written: &str) -> NameMatch<'a> {
    if let Some(exact) = exact(corpus, written) {
        return NameMatch::One(exact);
    }
    let name = ActName::read(written);
    let all = corpus.instruments.iter();
    let numbered: Vec<&Instrument> = all.filter(|one| has_number(one, &name.numbers)).collect();
    let named: Vec<&Instrument> = match name.numbers.is_empty() {
        true => of_words(corpus, &name.words),
        false => numbered.iter().copied().filter(|one| knows(one, &name.words)).collect(),
    };
    if named.is_empty() {
        return match further(corpus, &name) {
            more if numbered.is_empty() || more.is_empty() => beside(corpus, &name),
            more => NameMatch::Several([numbered, more].concat()),
        };
    }
    if named.iter().any(|one| is_another_too(one, &name)) {
        return NameMatch::Several(named);
    }
    if named.iter().all(|one| is_other_document(one, &name)) {
        return NameMatch::OtherDocument(named);
    }
    let agreeing = named.iter().copied().filter(|one| agrees(one, &name)).collect();
    match in_order_written(agreeing, &name).as_slice() {
        [] => NameMatch::OtherKind(named, name),
        [one] => NameMatch::One(one),
        several => NameMatch::Several(several.to_vec()),
    }
}

/// The state or institution of this name: its codes in the Union and in ISO 3166, a name that the data give it, or one of
/// those that all the world gives it; or several of these at once, as in `Austria (AT)` and `Greece (Hellenic Republic)`.
pub fn find_state<'a>(corpus: &'a Corpus, written: &str) -> Option<&'a Actor> {
    let parts = written.split(['(', ')', '[', ']', '/']).filter(|part| !part.trim().is_empty());
    let parts: Vec<Option<&Actor>> = parts.map(|part| called(corpus, part)).collect();
    let first = parts.iter().flatten().next();
    match parts.iter().flatten().all(|one| first.is_some_and(|first| one.code == first.code)) {
        true => called(corpus, written).or(first.copied().filter(|_| parts.iter().all(Option::is_some))),
        false => None,
    }
}

fn called<'a>(corpus: &'a Corpus, written: &str) -> Option<&'a Actor> {
    let wanted = state_keys(written);
    let [joined, _] = &wanted;
    if joined.is_empty() {
        return None;
    }
    let has_key = |name: &str| state_keys(name).iter().any(|key| !key.is_empty() && wanted.contains(key));
    let is_coded = |actor: &&Actor| actor.codes().any(|code| normalize(code) == *joined);
    let is_named = |actor: &&Actor| actor.known_as().any(has_key);
    let is_just_so = |actor: &&Actor| actor.known_as().any(|name| normalize(name) == *joined);
    let all = corpus.actors.iter();
    let of_world = || corpus.find_actor(state_of(written)?);
    let of_data = || all.clone().find(is_just_so).or_else(|| all.clone().find(is_named));
    all.clone().find(is_coded).or_else(of_world).or_else(of_data)
}

/// Every name and number of an instrument as it stands in the data.
pub fn spellings(instrument: &Instrument) -> impl Iterator<Item = &str> {
    let names = [&*instrument.id, &*instrument.short_title, &*instrument.title].into_iter();
    let lists = [&instrument.aliases, &instrument.celex, &instrument.eli].into_iter().flatten();
    names.chain(lists.map(|text| &**text))
}

/// The numbers under which an instrument is counted.
pub fn numbers_of(instrument: &Instrument) -> Vec<ActNumber> {
    let lists = [&instrument.celex, &instrument.eli, &instrument.aliases].into_iter().flatten();
    let mut numbers: Vec<ActNumber> = lists.flat_map(|text| ActName::read(text).numbers).collect();
    let cets = instrument.cets.iter().flat_map(|cets| ActName::read(&format!("CETS {cets}")).numbers);
    numbers.extend(cets);
    numbers
}

/// The one instrument of which this is an id, a name or a number as it stands in the data, but for case, accents and
/// spaces. It takes precedence over those that the number alone would fit.
fn exact<'a>(corpus: &'a Corpus, written: &str) -> Option<&'a Instrument> {
    if let Some(found) = corpus.find_instrument(written).and_then(|ix| corpus.instrument(ix)) {
        return Some(found);
    }
    let wanted = normalize(written);
    let is_named = |one: &&Instrument| spellings(one).any(|spelling| normalize(spelling) == wanted);
    let mut found = corpus.instruments.iter().filter(is_named);
    found.next().filter(|_| !wanted.is_empty() && found.next().is_none())
}

fn has_number(instrument: &Instrument, numbers: &[ActNumber]) -> bool {
    let own = numbers_of(instrument);
    numbers.iter().any(|number| own.iter().any(|known| known.is(*number)))
}

/// The instruments of the numbers that are named after the first.
fn further<'a>(corpus: &'a Corpus, name: &ActName) -> Vec<&'a Instrument> {
    let is_named = |one: &&Instrument| name.further.iter().any(|(_, numbers)| has_number(one, numbers));
    corpus.instruments.iter().filter(is_named).collect()
}

/// Is a number of this instrument named once more, as that of an act of another kind?
fn is_another_too(instrument: &Instrument, name: &ActName) -> bool {
    let is_of_kind = |kind: Option<InstrumentKind>| {
        // the word before "decision" that makes a framework decision of it is not kept
        let is_framework = instrument.kind == InstrumentKind::FrameworkDecision;
        kind.is_none_or(|kind| kind == instrument.kind || (is_framework && kind == InstrumentKind::Decision))
    };
    name.further.iter().any(|(kind, numbers)| !is_of_kind(*kind) && has_number(instrument, numbers))
}

/// Does the number say which of several documents it means, and is this instrument another of them?
fn is_other_document(instrument: &Instrument, name: &ActName) -> bool {
    let of_one_number = |own: &ActName| name.numbers.iter().any(|number| own.numbers.iter().any(|own| own.is(*number)));
    let own = spellings(instrument).map(ActName::read).filter(of_one_number);
    let own: Vec<u32> = own.filter_map(|own| own.serial).collect();
    name.serial.is_some_and(|serial| if own.is_empty() { serial > 0 } else { !own.contains(&serial) })
}

/// Is the act of the kind that is written, and of the pillar for which the letters stand? Letters that the data themselves
/// give the act are its own.
fn agrees(instrument: &Instrument, name: &ActName) -> bool {
    let is_own = |domain| spellings(instrument).any(|own| ActName::read(own).domain == Some(domain));
    [name.kind, name.numbered_as].into_iter().flatten().all(|kind| kind == instrument.kind)
        && !is_other_document(instrument, name)
        && name.domain.is_none_or(|domain| domain.agrees(instrument) || is_own(domain))
}

/// Where a number fits several, those that are written in its order: `Decision 2008/70/EC` and `Decision No 70/2008/EC`
/// are two acts.
fn in_order_written<'a>(mut found: Vec<&'a Instrument>, name: &ActName) -> Vec<&'a Instrument> {
    let is_turned = |one: &Instrument| {
        let own = numbers_of(one);
        let same = name.numbers.iter().flat_map(|number| {
            own.iter().filter(|known| known.is(*number)).map(|known| (known.is_turned(*number), known.has_order()))
        });
        let ordered: Vec<bool> = same.filter(|(_, has_order)| *has_order).map(|(is_turned, _)| is_turned).collect();
        !ordered.is_empty() && ordered.iter().all(|is_turned| *is_turned)
    };
    if found.len() > 1 && !found.iter().all(|one| is_turned(one)) {
        found.retain(|one| !is_turned(one));
    }
    found
}

/// Is every word one of this instrument's, and every further number its own?
fn knows(instrument: &Instrument, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let known: Vec<String> = spellings(instrument).flat_map(|name| ActName::read(name).words).collect();
    words.iter().all(|word| known.contains(word) || has_number(instrument, &ActName::read(word).numbers))
}

/// The instruments that are called so; else those that are described: every word is theirs, and a whole name of theirs is
/// among them, as in `Budapest Convention on Cybercrime`.
fn of_words<'a>(corpus: &'a Corpus, words: &[String]) -> Vec<&'a Instrument> {
    if words.is_empty() {
        return Vec::new();
    }
    let joined = words.concat();
    let names = |one: &Instrument| spellings(one).map(|name| ActName::read(name).words).collect::<Vec<_>>();
    let is_called = |one: &&Instrument| names(one).iter().any(|name| name.concat() == joined);
    let called: Vec<&Instrument> = corpus.instruments.iter().filter(is_called).collect();
    if !called.is_empty() {
        return called;
    }
    let is_said =
        |name: &Vec<String>| !name.is_empty() && words.windows(name.len()).any(|part| part == name.as_slice());
    let is_described = |one: &&Instrument| knows(one, words) && names(one).iter().any(is_said);
    corpus.instruments.iter().filter(is_described).collect()
}

/// Acts that are no instruments of the corpus and of which its instruments tell.
fn beside<'a>(corpus: &'a Corpus, name: &ActName) -> NameMatch<'a> {
    let is_meant = |act: &&str| {
        let told = ActName::read(own_part(act));
        name.numbers.iter().any(|number| told.numbers.iter().any(|known| known.is(*number)))
            && name.words.iter().all(|word| ActName::read(act).words.contains(word))
    };
    let told_by = |acts: fn(&'a Corpus, &'a Instrument) -> Vec<&'a str>| {
        let each = corpus.instruments.iter();
        each.filter_map(move |one| Some((acts(corpus, one).into_iter().find(is_meant)?, one))).collect::<Vec<_>>()
    };
    let is_of_kind = |act: &str| name.kind.is_none() || name.kind == ActName::read(act).kind;
    let all = |found: Vec<(&'a str, &'a Instrument)>| {
        Some((own_part(found.first()?.0), found.into_iter().map(|(_, one)| one).collect::<Vec<_>>()))
    };
    match (all(told_by(amending)), all(told_by(ending))) {
        (Some((act, amended)), _) if is_of_kind(act) => NameMatch::Amending(act, amended),
        (Some((act, amended)), _) => NameMatch::AmendingOfOtherKind(act, amended),
        (None, Some((act, ended))) => NameMatch::Ending(act, ended),
        (None, None) => NameMatch::Unknown,
    }
}

/// The acts and judgments that brought an instrument to its end.
fn ending<'a>(_: &'a Corpus, instrument: &'a Instrument) -> Vec<&'a str> {
    instrument.ended.iter().filter_map(|end| end.by.as_deref()).collect()
}

/// The acts that amend an instrument, as its duties name them and as its sources are called.
fn amending<'a>(corpus: &'a Corpus, instrument: &'a Instrument) -> Vec<&'a str> {
    let duties = instrument.obligations.iter();
    let named = duties.flat_map(|duty| duty.added_by.iter().chain(duty.changed.iter().map(|change| &change.act)));
    let mut acts: Vec<&str> = named.map(|act| &**act).collect();
    let titles = instrument.sources.iter().filter_map(|ix| Some(&*corpus.source(*ix)?.title));
    acts.extend(titles.filter(|title| {
        let amended = title.split_once(AMENDING).map(|(_, amended)| amended);
        let mut words = amended.into_iter().flat_map(str::split_whitespace);
        words.any(|word| has_number(instrument, &ActName::read(word).numbers))
    }));
    acts
}

const AMENDING: &str = " amending ";

/// Kind and number at the beginning of what an act is called: up to its day, its article or its subject.
fn own_part(act: &str) -> &str {
    let ends = [", ", " of ", " on ", AMENDING].into_iter().filter_map(|end| act.find(end));
    ends.min().and_then(|end| act.get(..end)).unwrap_or(act)
}
