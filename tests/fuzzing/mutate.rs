//! Inputs made of real ones: bytes, lines and JSON are changed by chance, from a seed, so that every run tries the same.

use std::collections::BTreeSet;

use acquis::load;
use serde_json::{Value, json};

/// A sequence of numbers that looks like chance (splitmix64).
pub struct Chance(u64);

impl Chance {
    pub fn new(seed: u64) -> Chance {
        Chance(seed)
    }

    fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    /// A number below this one, 0 where there is none.
    fn below(&mut self, end: usize) -> usize {
        (self.next() % (end.max(1) as u64)) as usize
    }

    fn one_in(&mut self, count: usize) -> bool {
        self.below(count) == 0
    }

    fn pick<'t, T>(&mut self, list: &'t [T]) -> &'t T {
        &list[self.below(list.len())]
    }
}

/// The words that the schemas know, days at every bound, and texts that have broken readers.
pub struct Dictionary {
    words: Vec<String>,
    values: Vec<Value>,
}

const DAYS: &str = "1949-12-31|1950-01-01|2100-12-31|2101-01-01|9999-12-31|1001-01-01|2012-02-29|2011-02-29|2013-07|2008|2100|1950|P1Y|\
                    P0D|P99999Y|0000-00-00|2011-11-25T00:00:00|31/12/2100|29/02/2000|1 Jan 1950|31 December 2100";
const TEXTS: &str = "|?|*|'|\"|\\|/|#|&|<|>|]]>|-->|<!--|&#0;|&lt;|=1+1|@SUM(A1)|\u{0}|\u{1b}[2J|\u{1f}|\u{7f}|\u{85}|\u{a0}|\u{200b}|\u{202e}|\u{2028}|\
                     \u{feff}|\u{fffe}|\u{e000}|\u{10ffff}|é|e\u{301}|İ|ß|ﬁ|Σ|１|\u{1f468}\u{200d}\u{2696}|null|true|false|NaN|1e999|-0|1.0|\
                     18446744073709551616|-1|{}|[]|{|}|[|]|,|:|;|\t|\r|\n|\r\n| |  |%|$schema|AT|EL|GR|DK|HR|act|treaty|journal|report|chart|\
                     INFR(2013)0204|C-293/12|32010L0001|2010/1/EU|http://a|https://a.b/c?d=e&f#g|\\u0000|\\ud800|\\u202e";

impl Dictionary {
    pub fn new() -> Dictionary {
        let mut known = BTreeSet::new();
        for name in load::schema_names() {
            collect(&serde_json::from_str(load::schema(name).unwrap()).unwrap(), &mut known);
        }
        let written = [DAYS, TEXTS].into_iter().flat_map(|list| list.split('|')).map(str::to_owned);
        let mut words: Vec<String> = written.collect();
        // what breaks readers as often as what they know
        words.extend(words.clone());
        words.extend(known);
        words.push("a".repeat(300));
        words.push("[".repeat(200));
        let atoms = [
            json!(null),
            json!(true),
            json!(0),
            json!(-1),
            json!(1.5),
            json!(u64::MAX),
            json!([]),
            json!({}),
            json!(""),
        ];
        let values = atoms.into_iter().chain([
            json!({"after": "2011-01-01", "by": "2012-12-31"}),
            json!({"after": "2100-12-31"}),
            json!({"by": "1950-01-01"}),
            json!([["a"], {"b": null}]),
        ]);
        Dictionary { values: values.collect(), words }
    }

    fn word(&self, chance: &mut Chance) -> &str {
        chance.pick::<String>(&self.words)
    }

    fn value(&self, chance: &mut Chance) -> Value {
        match chance.below(3) {
            0 => chance.pick(&self.values).clone(),
            1 => json!([self.word(chance)]),
            _ => json!(self.word(chance)),
        }
    }
}

/// The keys of a schema, and the words of its closed lists.
fn collect(schema: &Value, known: &mut BTreeSet<String>) {
    match schema {
        Value::Object(map) => map.iter().for_each(|(key, inner)| {
            match (key.as_str(), inner) {
                ("enum", Value::Array(list)) => known.extend(list.iter().filter_map(Value::as_str).map(str::to_owned)),
                ("const", Value::String(word)) => drop(known.insert(word.clone())),
                ("properties", Value::Object(of)) => known.extend(of.keys().cloned()),
                _ => {}
            }
            collect(inner, known);
        }),
        Value::Array(list) => list.iter().for_each(|inner| collect(inner, known)),
        _ => {}
    }
}

/// A real input, and the JSON that it is.
pub struct RealInput {
    pub bytes: Vec<u8>,
    value: Option<Value>,
}

impl From<Vec<u8>> for RealInput {
    fn from(bytes: Vec<u8>) -> RealInput {
        RealInput { value: serde_json::from_slice(&bytes).ok(), bytes }
    }
}

/// What is known of the JSON in an input while it is changed.
enum Known<'i> {
    Real(&'i RealInput),
    Written(Value),
    Nothing,
}

impl Known<'_> {
    fn value(self, bytes: &[u8]) -> Option<Value> {
        match self {
            Known::Real(real) => real.value.clone(),
            Known::Written(value) => Some(value),
            Known::Nothing => serde_json::from_slice(bytes).ok(),
        }
    }
}

/// One of the inputs, changed in up to four places, and cut at this length.
pub fn changed(inputs: &[RealInput], dictionary: &Dictionary, chance: &mut Chance, longest: usize) -> Vec<u8> {
    let real = chance.pick(inputs);
    let (mut input, mut known) = (real.bytes.clone(), Known::Real(real));
    for _ in 0..chance.below(4) + 1 {
        let value = if chance.one_in(4) { None } else { known.value(&input) };
        known = Known::Nothing;
        match value {
            Some(mut value) => {
                let other = chance.pick::<RealInput>(inputs).value.as_ref();
                in_structure(&mut value, other, dictionary, chance);
                (input, known) = written(value, chance);
            }
            None if chance.one_in(3) => in_lines(&mut input, chance),
            None => in_bytes(&mut input, inputs, dictionary, chance),
        }
    }
    input.truncate(longest);
    input
}

/// The text of a value: on several lines, or with a key that stands twice, or as it is.
fn written(value: Value, chance: &mut Chance) -> (Vec<u8>, Known<'static>) {
    let text = match chance.below(6) {
        0 => format!("{value:#}\n"),
        1 => return (value.to_string().replacen('{', "{\"id\":\"act\",", 1).into_bytes(), Known::Nothing),
        _ => value.to_string(),
    };
    (text.into_bytes(), Known::Written(value))
}

fn in_structure(value: &mut Value, other: Option<&Value>, dictionary: &Dictionary, chance: &mut Chance) {
    let count = count(value);
    let place = pointer(value, chance.below(count));
    let from = pointer(value, chance.below(count));
    let moved = value.pointer(&from).cloned().unwrap_or_default();
    let key = dictionary.word(chance).to_owned();
    let Some(found) = value.pointer_mut(&place) else { return };
    match (chance.below(8), &mut *found) {
        (0, Value::Object(map)) if !map.is_empty() => {
            let key = map.keys().nth(chance.below(map.len())).cloned();
            key.and_then(|key| map.shift_remove(&key));
        }
        (1, Value::Object(map)) => drop(map.insert(key, dictionary.value(chance))),
        (0, Value::Array(list)) if !list.is_empty() => drop(list.remove(chance.below(list.len()))),
        (1, Value::Array(list)) if !list.is_empty() => list.push(chance.pick(list).clone()),
        (2, Value::Array(list)) if list.len() > 1 => {
            let other = chance.below(list.len());
            list.swap(0, other);
        }
        (0..=4, Value::String(text)) => in_text(text, dictionary, chance),
        (2, Value::Number(number)) => *found = json!(number.as_i64().unwrap_or(0) + chance.below(3) as i64 - 1),
        (5, _) => *found = moved,
        (6, _) => *found = other.and_then(|other| other.pointer(&place).cloned()).unwrap_or_default(),
        _ => *found = dictionary.value(chance),
    }
}

fn in_text(text: &mut String, dictionary: &Dictionary, chance: &mut Chance) {
    let mut letters: Vec<char> = text.chars().collect();
    let at = chance.below(letters.len() + 1);
    match chance.below(4) {
        0 => *text = dictionary.word(chance).to_owned(),
        1 => {
            let (before, after): (String, String) = (letters[..at].iter().collect(), letters[at..].iter().collect());
            *text = before + dictionary.word(chance) + &after;
        }
        2 if at < letters.len() => {
            letters.remove(at);
            *text = letters.into_iter().collect();
        }
        _ => {
            if let Some(letter) = letters.get_mut(at) {
                *letter = char::from(b' ' + chance.below(95) as u8);
            }
            *text = letters.into_iter().collect();
        }
    }
}

/// How many values there are, those inside others counted.
fn count(value: &Value) -> usize {
    1 + match value {
        Value::Array(list) => list.iter().map(count).sum(),
        Value::Object(map) => map.values().map(count).sum(),
        _ => 0,
    }
}

/// The pointer to the value of this number, where each comes after those inside it.
fn pointer(mut value: &Value, mut number: usize) -> String {
    let mut at = String::new();
    'inside: loop {
        let keys: &mut dyn Iterator<Item = (String, &Value)> = match value {
            Value::Array(list) => &mut list.iter().enumerate().map(|(number, one)| (number.to_string(), one)),
            Value::Object(map) => &mut map.iter().map(|(key, one)| (key.replace('~', "~0").replace('/', "~1"), one)),
            _ => return at,
        };
        for (key, one) in keys {
            let of_one = count(one);
            if number < of_one {
                (at, value) = (format!("{at}/{key}"), one);
                continue 'inside;
            }
            number -= of_one;
        }
        return at;
    }
}

fn in_lines(input: &mut Vec<u8>, chance: &mut Chance) {
    let mut lines: Vec<&[u8]> = input.split_inclusive(|byte| *byte == b'\n').collect();
    if lines.len() < 2 {
        return flip(input, chance);
    }
    let (one, other) = (chance.below(lines.len()), chance.below(lines.len()));
    match chance.below(4) {
        0 => drop(lines.remove(one)),
        1 => lines.insert(one, lines[other]),
        2 => lines.swap(one, other),
        _ => lines.insert(one, b"\n"),
    }
    *input = lines.concat();
}

fn flip(input: &mut [u8], chance: &mut Chance) {
    let at = chance.below(input.len());
    if let Some(byte) = input.get_mut(at) {
        *byte ^= 1 << chance.below(8);
    }
}

fn in_bytes(input: &mut Vec<u8>, inputs: &[RealInput], dictionary: &Dictionary, chance: &mut Chance) {
    let start = chance.below(input.len() + 1);
    let end = (start + 1 + chance.below(12)).min(input.len());
    match chance.below(9) {
        0 => flip(input, chance),
        1 => drop(input.drain(start..end)),
        2 => {
            let part = input[start..end].to_vec();
            input.splice(end..end, part);
        }
        3 | 4 => drop(input.splice(start..start, dictionary.word(chance).bytes())),
        5 => drop(input.splice(start..end, dictionary.word(chance).bytes())),
        6 => {
            let other = &chance.pick(inputs).bytes;
            let from = chance.below(other.len() + 1);
            input.truncate(start);
            input.extend_from_slice(&other[from..]);
        }
        7 if chance.one_in(4) => input.truncate(start),
        _ => {
            if let Some(byte) = input.get_mut(start) {
                *byte = if byte.is_ascii_digit() { b'0' + chance.below(10) as u8 } else { chance.next() as u8 };
            }
        }
    }
}
