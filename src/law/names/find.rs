//! Which instrument or state of a corpus a name or a number means. What the name of an act says about kind and pillar must
//! be true of the instrument: until 2014 a directive and a decision could have one number (decision 15).

use super::act::ActName;
use super::normalize::normalize;
use super::number::ActNumber;
use super::state::{state_keys, state_of};
use crate::law::{Actor, Corpus, Instrument, InstrumentKind};

/// What a name means among the instruments of a corpus.
#[derive(Debug, Clone)]
pub enum NameMatch<'a> {
    /// This instrument.
    One(&'a Instrument),
    /// Any of these: the number or the name fits all of them.
    Several(Vec<&'a Instrument>),
    /// The number or the name is that of these, but they are of another kind, or of another pillar, than is written.
    OtherKind(Vec<&'a Instrument>, ActName),
    /// An act that amends these: its number and kind as the data write them.
    Amending(&'a str, Vec<&'a Instrument>),
    /// The number of such an act, with another kind.
    AmendingOfOtherKind(&'a str, Vec<&'a Instrument>),
    /// An act that brought these to an end, and is not an instrument of the corpus itself.
    Ending(&'a str, Vec<&'a Instrument>),
    /// Another document of the number that these have.
    OtherDocument(Vec<&'a Instrument>),
    /// Nothing.
    Unknown,
}

/// The instrument of this name: id, CELEX, ELI, number in any form, CETS or ETS number, alias or title.
pub fn find_instrument<'a>(corpus: &'a Corpus, written: &str) -> NameMatch<'a> {
    if let Some(exact) = find_exact(corpus, written) {
        return NameMatch::One(exact);
    }
    let name = ActName::read(written);
    let all = corpus.instruments.iter();
    let numbered: Vec<&Instrument> = all.filter(|one| has_number(one, &name.numbers)).collect();
    let named: Vec<&Instrument> = if name.numbers.is_empty() {
        find_by_words(corpus, &name.words)
    } else {
        numbered.iter().copied().filter(|one| has_words(one, &name.words)).collect()
    };
    if named.is_empty() {
        // the words fit no instrument, but the numbers fit several: the name can be about each of them
        return match further_instruments(corpus, &name) {
            more if numbered.is_empty() || more.is_empty() => find_changing_act(corpus, &name),
            more => NameMatch::Several([numbered, more].concat()),
        };
    }
    // one number, named once for each of two kinds: which of the acts is meant cannot be decided
    if named.iter().any(|one| is_named_as_other_kind(one, &name)) {
        return NameMatch::Several(named);
    }
    // a serial such as `(01)` means a different document of the number: none of these is the answer
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

/// The state or institution of this name: its codes in the Union and in ISO 3166, a name in the data, or a name in the list
/// of states; or several of these at once, as in `Austria (AT)` and `Greece (Hellenic Republic)`.
pub fn find_state<'a>(corpus: &'a Corpus, written: &str) -> Option<&'a Actor> {
    let parts = written.split(['(', ')', '[', ']', '/']).filter(|part| !part.trim().is_empty());
    let parts: Vec<Option<&Actor>> = parts.map(|part| find_called(corpus, part)).collect();
    let known: Vec<&Actor> = parts.iter().copied().flatten().collect();
    let first = known.first();
    // `Ireland and Northern Ireland (UK)` names two: then no state is meant
    if known.iter().any(|one| first.is_some_and(|first| one.code != first.code)) {
        return None;
    }
    let all_parts = first.copied().filter(|_| known.len() == parts.len());
    find_called(corpus, written).or(all_parts)
}

/// The state or institution of exactly this name, with nothing beside it: by a code, by a name in the list of states, by a
/// name in the data letter by letter, by a name in the data in any order of its words.
fn find_called<'a>(corpus: &'a Corpus, written: &str) -> Option<&'a Actor> {
    let wanted = state_keys(written);
    let [joined, _] = &wanted;
    // punctuation alone names nobody
    if joined.is_empty() {
        return None;
    }
    if let Some(coded) = corpus.actors.iter().find(|one| one.codes().any(|code| normalize(code) == *joined)) {
        return Some(coded);
    }
    if let Some(listed) = state_of(written).and_then(|code| corpus.find_actor(code)) {
        return Some(listed);
    }
    let has_key = |name: &str| state_keys(name).iter().any(|key| !key.is_empty() && wanted.contains(key));
    let exact = corpus.actors.iter().find(|one| one.known_as().any(|name| normalize(name) == *joined));
    exact.or_else(|| corpus.actors.iter().find(|one| one.known_as().any(has_key)))
}

/// Every name and number of an instrument as it stands in the data.
pub fn spellings(instrument: &Instrument) -> impl Iterator<Item = &str> {
    let names = [&*instrument.id, &*instrument.short_title, &*instrument.title].into_iter();
    let lists = [&instrument.aliases, &instrument.celex, &instrument.eli].into_iter().flatten();
    names.chain(lists.map(|text| &**text))
}

/// Every number of an instrument, as CELEX, ELI, CETS and aliases give it.
pub fn numbers_of(instrument: &Instrument) -> Vec<ActNumber> {
    let lists = [&instrument.celex, &instrument.eli, &instrument.aliases].into_iter().flatten();
    let mut numbers: Vec<ActNumber> = lists.flat_map(|text| ActName::read(text).numbers).collect();
    let cets = instrument.cets.iter().flat_map(|cets| ActName::read(&format!("CETS {cets}")).numbers);
    numbers.extend(cets);
    numbers
}

/// The one instrument of which this is an id, a name or a number as it stands in the data, but for case, accents and
/// spaces. It takes precedence over those that the number alone would fit.
fn find_exact<'a>(corpus: &'a Corpus, written: &str) -> Option<&'a Instrument> {
    if let Some(found) = corpus.find_instrument(written).and_then(|ix| corpus.instrument(ix)) {
        return Some(found);
    }
    let wanted = normalize(written);
    let is_named = |one: &&Instrument| spellings(one).any(|spelling| normalize(spelling) == wanted);
    let mut found = corpus.instruments.iter().filter(is_named);
    // two instruments of one spelling: the number and the kind have to decide
    found.next().filter(|_| !wanted.is_empty() && found.next().is_none())
}

fn has_number(instrument: &Instrument, numbers: &[ActNumber]) -> bool {
    let own = numbers_of(instrument);
    numbers.iter().any(|number| own.iter().any(|known| known.is(*number)))
}

/// The instruments whose numbers are named after the first one.
fn further_instruments<'a>(corpus: &'a Corpus, name: &ActName) -> Vec<&'a Instrument> {
    let is_named = |one: &&Instrument| name.further.iter().any(|(_, numbers)| has_number(one, numbers));
    corpus.instruments.iter().filter(is_named).collect()
}

/// Is a number of this instrument named again, as that of an act of a different kind?
fn is_named_as_other_kind(instrument: &Instrument, name: &ActName) -> bool {
    let is_of_kind = |kind: Option<InstrumentKind>| {
        // the word before "decision" that makes a framework decision of it is not kept
        let is_framework = instrument.kind == InstrumentKind::FrameworkDecision;
        kind.is_none_or(|kind| is_named_by(instrument, kind) || (is_framework && kind == InstrumentKind::Decision))
    };
    name.further.iter().any(|(kind, numbers)| !is_of_kind(*kind) && has_number(instrument, numbers))
}

/// May the instrument be called by this kind? A system is found by the acts behind it, whatever their kind.
fn is_named_by(instrument: &Instrument, kind: InstrumentKind) -> bool {
    kind == instrument.kind || instrument.kind.is_system_or_commitment()
}

/// Does the number say which of several documents it means, and is this instrument not the one?
fn is_other_document(instrument: &Instrument, name: &ActName) -> bool {
    let of_one_number = |own: &ActName| name.numbers.iter().any(|number| own.numbers.iter().any(|own| own.is(*number)));
    let own = spellings(instrument).map(ActName::read).filter(of_one_number);
    let own: Vec<u32> = own.filter_map(|own| own.serial).collect();
    // data that show no serial describe the first document of the number
    name.serial.is_some_and(|serial| if own.is_empty() { serial > 0 } else { !own.contains(&serial) })
}

/// Is the act of the kind that is written, and of the pillar for which the letters stand? Letters that the data give the
/// act itself are always right.
fn agrees(instrument: &Instrument, name: &ActName) -> bool {
    let is_own = |domain| spellings(instrument).any(|own| ActName::read(own).domain == Some(domain));
    [name.kind, name.numbered_as].into_iter().flatten().all(|kind| is_named_by(instrument, kind))
        && !is_other_document(instrument, name)
        && name.domain.is_none_or(|domain| domain.agrees(instrument) || is_own(domain))
}

/// The instruments whose number is written in the order of the name, where a number fits several: `Decision 2008/70/EC`
/// and `Decision No 70/2008/EC` are two acts.
fn in_order_written<'a>(mut found: Vec<&'a Instrument>, name: &ActName) -> Vec<&'a Instrument> {
    // if no act is written in this order the order is a slip, and all remain
    if found.len() > 1 && !found.iter().all(|one| is_in_other_order(one, name)) {
        found.retain(|one| !is_in_other_order(one, name));
    }
    found
}

/// Has every number of this instrument that fits, and whose form shows its order, year and number the other way round?
fn is_in_other_order(instrument: &Instrument, name: &ActName) -> bool {
    let own = numbers_of(instrument);
    // a number whose form shows no order, such as CELEX, decides nothing
    let mut has_any = false;
    for number in &name.numbers {
        for known in own.iter().filter(|known| known.is(*number) && known.has_order()) {
            if !known.is_in_other_order(*number) {
                return false;
            }
            has_any = true;
        }
    }
    has_any
}

/// Does every word occur in a name of this instrument, or is it one of its numbers?
fn has_words(instrument: &Instrument, words: &[String]) -> bool {
    if words.is_empty() {
        return true;
    }
    let known: Vec<String> = spellings(instrument).flat_map(|name| ActName::read(name).words).collect();
    words.iter().all(|word| known.contains(word) || has_number(instrument, &ActName::read(word).numbers))
}

/// The instruments with a name of exactly these words; else those that the words describe: every word occurs in a name of
/// the instrument, and one of its names occurs as a whole, as in `Budapest Convention on Cybercrime`.
fn find_by_words<'a>(corpus: &'a Corpus, words: &[String]) -> Vec<&'a Instrument> {
    if words.is_empty() {
        return Vec::new();
    }
    let joined = words.concat();
    let is_called = |one: &&Instrument| names_of(one).iter().any(|name| name.concat() == joined);
    let called: Vec<&Instrument> = corpus.instruments.iter().filter(is_called).collect();
    if !called.is_empty() {
        return called;
    }
    let is_part =
        |name: &Vec<String>| !name.is_empty() && words.windows(name.len()).any(|part| part == name.as_slice());
    let described = corpus.instruments.iter().filter(|one| has_words(one, words) && names_of(one).iter().any(is_part));
    described.collect()
}

/// The words of each name of an instrument.
fn names_of(instrument: &Instrument) -> Vec<Vec<String>> {
    spellings(instrument).map(|name| ActName::read(name).words).collect()
}

/// The act that amends or ends instruments of the corpus, where the name means one that is no instrument itself.
fn find_changing_act<'a>(corpus: &'a Corpus, name: &ActName) -> NameMatch<'a> {
    if let Some((act, amended)) = changing(corpus, name, amending) {
        let is_of_kind = name.kind.is_none() || name.kind == ActName::read(act).kind;
        return if is_of_kind {
            NameMatch::Amending(act, amended)
        } else {
            NameMatch::AmendingOfOtherKind(act, amended)
        };
    }
    match changing(corpus, name, ending) {
        Some((act, ended)) => NameMatch::Ending(act, ended),
        None => NameMatch::Unknown,
    }
}

/// The act that is meant, as the data of the first instrument that it changes write it, and all instruments that it
/// changes.
fn changing<'a>(
    corpus: &'a Corpus,
    name: &ActName,
    acts: fn(&'a Corpus, &'a Instrument) -> Vec<&'a str>,
) -> Option<(&'a str, Vec<&'a Instrument>)> {
    let mut found = None;
    let mut changed = Vec::new();
    for instrument in &corpus.instruments {
        if let Some(act) = acts(corpus, instrument).into_iter().find(|act| is_meant(act, name)) {
            found.get_or_insert(own_part(act));
            changed.push(instrument);
        }
    }
    found.map(|act| (act, changed))
}

/// Does a name mean this act: one of its numbers, and no word that the act does not have?
fn is_meant(act: &str, name: &ActName) -> bool {
    let own = ActName::read(own_part(act));
    let whole = ActName::read(act);
    name.numbers.iter().any(|number| own.numbers.iter().any(|known| known.is(*number)))
        && name.words.iter().all(|word| whole.words.contains(word))
}

/// The acts and judgments that brought an instrument to its end.
fn ending<'a>(_: &'a Corpus, instrument: &'a Instrument) -> Vec<&'a str> {
    instrument.ended.iter().filter_map(|end| end.by.as_deref()).collect()
}

/// The acts that amend an instrument, as its duties name them and as the titles of its sources do.
fn amending<'a>(corpus: &'a Corpus, instrument: &'a Instrument) -> Vec<&'a str> {
    let duties = instrument.obligations.iter();
    let named = duties.flat_map(|duty| duty.added_by.iter().chain(duty.changed.iter().map(|change| &change.act)));
    let mut acts: Vec<&str> = named.map(|act| &**act).collect();
    let titles = instrument.sources.iter().filter_map(|ix| Some(&*corpus.source(*ix)?.title));
    acts.extend(titles.filter(|title| is_amending(title, instrument)));
    acts
}

/// Does the title say that the act amends this instrument? Sources of an instrument can be acts that amend others.
fn is_amending(title: &str, instrument: &Instrument) -> bool {
    let Some((_, amended)) = title.split_once(AMENDING) else { return false };
    amended.split_whitespace().any(|word| has_number(instrument, &ActName::read(word).numbers))
}

const AMENDING: &str = " amending ";

/// Kind and number at the beginning of the title of an act: up to its day, its article or its subject.
fn own_part(act: &str) -> &str {
    let ends = [", ", " of ", " on ", AMENDING].into_iter().filter_map(|end| act.find(end));
    ends.min().and_then(|end| act.get(..end)).unwrap_or(act)
}
