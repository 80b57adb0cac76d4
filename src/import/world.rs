//! The states of the world, beside those that [`state_of`] knows: their codes, and the names by which depositaries print
//! them. Not here: what a corpus says of them.

use std::collections::HashMap;
use std::sync::OnceLock;

use crate::import::NewState;
use crate::law::names::{eu_code, state_keys, state_names, state_of};

/// One state a line: `AF AFG: Afghanistan; Islamic Republic of Afghanistan`.
const LIST: &str = include_str!("world.txt");

/// ISO 3166-1 alpha-3 of the states that the list of the Union's states has, by their code there.
const OF_THE_UNION: &str = "AT AUT BE BEL BG BGR CH CHE CY CYP CZ CZE DE DEU DK DNK EE EST EL GRC ES ESP FI FIN FR FRA HR HRV \
                            HU HUN IE IRL IS ISL IT ITA LI LIE LT LTU LU LUX LV LVA MT MLT NL NLD NO NOR PL POL PT PRT \
                            RO ROU SE SWE SI SVN SK SVK UK GBR";

/// The state that is meant by a code or a name, with what its file would say of it.
///
/// ```
/// use acquis::import::world::world_state;
/// let code = |written| world_state(written).map(|state| state.code);
/// assert_eq!(code("Bolivia (Plurinational State of)").as_deref(), Some("BO"));
/// assert_eq!(code("GRC").as_deref(), Some("EL"));
/// // Namibia, and not "not available"
/// assert_eq!(code("NA").as_deref(), Some("NA"));
/// assert_eq!(code("n/a"), None);
/// ```
pub fn world_state(written: &str) -> Option<NewState> {
    let written = written.trim();
    let list = list();
    if let Some(code) = list.by_code.get(written) {
        return list.new_state(code);
    }
    if let Some(code) = state_of(written) {
        return list.new_state(code);
    }
    let keys = state_keys(written);
    let code = keys.iter().find_map(|key| list.by_key.get(key))?;
    list.new_state(code)
}

/// One state of the list.
struct WorldLine {
    iso3: Option<&'static str>,
    name: &'static str,
}

/// The list, made for look-ups.
struct WorldList {
    lines: HashMap<&'static str, WorldLine>,
    by_code: HashMap<&'static str, &'static str>,
    by_key: HashMap<String, &'static str>,
}

impl WorldList {
    fn new_state(&self, code: &str) -> Option<NewState> {
        let line = self.lines.get(code)?;
        let iso = match code {
            "EL" => Some("GR"),
            "UK" => Some("GB"),
            // what has no alpha-3 code has no alpha-2 code either: former states, organisations
            _ => Some(code).filter(|_| line.iso3.is_some()),
        };
        Some(NewState {
            code: code.to_owned(),
            iso: iso.map(str::to_owned),
            iso3: line.iso3.map(str::to_owned),
            name: line.name.to_owned(),
            names: Vec::new(),
        })
    }
}

fn list() -> &'static WorldList {
    static WORLD: OnceLock<WorldList> = OnceLock::new();
    WORLD.get_or_init(|| {
        let mut world = WorldList { lines: HashMap::new(), by_code: HashMap::new(), by_key: HashMap::new() };
        for (code, iso3, names) in entries() {
            add(&mut world, code, iso3, names);
        }
        let mut union = OF_THE_UNION.split_whitespace();
        while let (Some(code), Some(iso3)) = (union.next(), union.next()) {
            let name = state_names().find(|(known, _)| *known == code).map_or(code, |(_, name)| name);
            world.lines.insert(code, WorldLine { iso3: Some(iso3), name });
            world.by_code.extend([(code, code), (iso3, code)]);
        }
        world.by_code.extend(["GR", "GB"].into_iter().filter_map(|iso| Some((iso, eu_code(iso)?))));
        world
    })
}

fn add(world: &mut WorldList, code: &'static str, iso3: Option<&'static str>, names: &'static str) {
    let name = names.split("; ").next().unwrap_or(code);
    world.lines.insert(code, WorldLine { iso3, name });
    world.by_code.insert(code, code);
    world.by_code.extend(iso3.map(|iso3| (iso3, code)));
    let keys = names.split("; ").flat_map(state_keys).filter(|key| !key.is_empty());
    world.by_key.extend(keys.map(|key| (key, code)));
}

fn entries() -> impl Iterator<Item = (&'static str, Option<&'static str>, &'static str)> {
    let lines = LIST.lines().filter(|line| !line.starts_with('#'));
    lines.filter_map(|line| {
        let (codes, names) = line.split_once(": ")?;
        let (code, iso3) = codes.split_once(' ')?;
        Some((code, Some(iso3).filter(|iso3| *iso3 != "-"), names))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_name_means_one_state() {
        let mut by_key = HashMap::<String, &str>::new();
        let mut count = 0;
        for (code, iso3, names) in entries() {
            for written in names.split("; ").chain([code]).chain(iso3) {
                assert_eq!(world_state(written).unwrap().code, code, "{written}");
                for key in state_keys(written).into_iter().filter(|key| written.len() > 4 && !key.is_empty()) {
                    assert_eq!(*by_key.entry(key).or_insert(code), code, "{written}");
                }
            }
            count += 1;
        }
        assert!(count > 220 && LIST.lines().filter(|line| !line.starts_with('#')).count() == count, "{count}");
    }

    #[test]
    fn states_of_the_union_have_their_codes() {
        let found = world_state("Greece").unwrap();
        let codes = (found.code.as_str(), found.iso.as_deref(), found.iso3.as_deref());
        assert_eq!(codes, ("EL", Some("GR"), Some("GRC")));
        assert_eq!(world_state("GBR").unwrap().code, "UK");
        assert_eq!(world_state("SVK").unwrap().name, "Slovakia");
        // the code of the Commission is also that of the Comoros
        assert_eq!(world_state("COM").unwrap().code, "KM");
        assert_eq!(world_state("European Commission"), None);
    }
}
