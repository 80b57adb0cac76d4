//! Same input, same bytes: the order of files and records, the time zone, the language and repetition change nothing.

use acquis::engine::{Engine, Selection};
use acquis::load;
use acquis::report::{Comparison, Grouping, Report, Run};
use proptest::prelude::*;
use serde_json::Value;
use std::sync::LazyLock;

use crate::support::{command, day, files, rules, tables};

/// Everything that is said about all states on a day.
fn report(files: Vec<(String, Vec<u8>)>) -> String {
    let loaded = load::texts(files);
    assert!(!loaded.has_errors());
    let engine = Engine { corpus: &loaded.corpus, rules: rules(), known_as_of: None };
    let run = Run { engine, as_of: day("2011-11-25"), rules_digest: &tables().digest };
    let comparison = Comparison::new(run, &Selection::default(), Grouping::Instrument, true);
    let mut data = serde_json::to_value(comparison.data()).unwrap();
    data["corpus"]["digest"] = Value::Null;
    data.to_string()
}

fn shuffled_records(files: &mut [(String, Vec<u8>)], seed: u64) {
    for (path, bytes) in files.iter_mut().filter(|(path, _)| path.starts_with("member-states")) {
        let mut value: Value = serde_json::from_slice(bytes).unwrap_or_else(|error| panic!("{path}: {error}"));
        let records = value["records"].as_array_mut().unwrap();
        let mut state = seed | 1;
        for place in (1..records.len()).rev() {
            state = state.wrapping_mul(6364136223846793005).wrapping_add(1442695040888963407);
            records.swap(place, (state >> 33) as usize % (place + 1));
        }
        *bytes = value.to_string().into_bytes();
    }
}

proptest! {
    #![proptest_config(crate::support::kept(4))]

    #[test]
    fn the_order_of_files_and_records_does_not_matter(seed in any::<u64>()) {
        static PLAIN: LazyLock<String> = LazyLock::new(|| report(files()));
        let mut other = files();
        let by = seed as usize % other.len();
        other.rotate_left(by);
        shuffled_records(&mut other, seed);
        prop_assert_eq!(&*PLAIN, &report(other));
    }
}

fn run(envs: &[(&str, &str)], arguments: &[&str]) -> Vec<u8> {
    let output = command(arguments).envs(envs.iter().copied()).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stdout.len() > 1000);
    output.stdout
}

#[test]
fn time_zone_language_and_repetition_change_no_byte() {
    for arguments in [
        &["compare", "--as-of", "2011-11-25", "--format", "json"][..],
        &["gaps", "DE", "--as-of", "2010-03-02", "--known-as-of", "2010-03-02", "--all", "--format", "csv"],
        &["history", "SE", "--as-of", "2014-04-08", "--format", "md"],
    ] {
        let plain = run(&[("TZ", "UTC"), ("LANG", "C")], arguments);
        assert_eq!(plain, run(&[("TZ", "UTC"), ("LANG", "C")], arguments));
        assert_eq!(
            plain,
            run(&[("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")], arguments)
        );
        assert_eq!(plain, run(&[("TZ", "America/Los_Angeles"), ("LANG", "de_DE.UTF-8")], arguments));
    }
}
