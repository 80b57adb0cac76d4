//! Every reader is tried on 20,000 inputs made of real ones, the same in every run. More, or others:
//! `ACQUIS_FUZZ_RUNS=1000000 ACQUIS_FUZZ_SEED=7 cargo test fuzzing::`; much faster in `fuzz/` (see its README).

mod campaign;
mod mutate;
mod targets;

/// A number of the environment, for runs by hand.
fn asked(name: &str, usual: u64) -> u64 {
    std::env::var(name).map_or(usual, |text| text.parse().unwrap_or_else(|_| panic!("{name} is no number: {text}")))
}

fn try_target(name: &str) {
    let runs = asked("ACQUIS_FUZZ_RUNS", 20_000) as usize;
    let tried = campaign::run(targets::named(name), runs, asked("ACQUIS_FUZZ_SEED", 20_111_125));
    // a target that refuses everything tries little, and one that refuses nothing has no promise to break
    let least = runs / 400;
    assert!(tried.accepted >= least && tried.refused >= least && least > 0, "{name}: {tried:?}");
}

macro_rules! tried {
    ($($name:ident)*) => {
        $(#[test] fn $name() { try_target(stringify!($name)); })*

        #[test]
        fn every_target_has_a_test() {
            let tried = [$(stringify!($name)),*];
            assert_eq!(targets::ALL.map(|target| target.name).to_vec(), tried);
        }
    };
}

tried! {
    instrument state seed lines rule_table rule_cases dated_cases waivers settings baseline report command_line days names
    assumption table workbook treaty_chart national_measures acts infringements records
}
