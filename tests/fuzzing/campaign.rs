//! Many inputs for one target, from a seed; an input that breaks a promise is kept in a file and named.

use std::panic::{AssertUnwindSafe, catch_unwind};

use super::mutate::{Chance, Dictionary, RealInput, changed};
use super::targets::{Outcome, Target, thoroughly};

/// How many inputs were accepted, and how many refused.
#[derive(Debug, Default, Clone, Copy)]
pub struct Tried {
    pub accepted: usize,
    pub refused: usize,
}

/// Tries the real inputs, then as many changed ones; every 16th twice. All on one thread: a small input is not worth several.
pub fn run(target: &Target, runs: usize, seed: u64) -> Tried {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().unwrap();
    pool.install(|| run_here(target, runs, seed))
}

fn run_here(target: &Target, runs: usize, seed: u64) -> Tried {
    let inputs: Vec<RealInput> = (target.inputs)().into_iter().map(RealInput::from).collect();
    let dictionary = Dictionary::new();
    assert!(inputs.len() > 2, "{} has hardly an input", target.name);
    let of_target = target.name.bytes().fold(seed, |hash, byte| hash.wrapping_mul(31).wrapping_add(u64::from(byte)));
    let mut chance = Chance::new(of_target);
    let mut tried = Tried::default();
    for number in 0..runs {
        let real = inputs.get(number);
        let made = || changed(&inputs, &dictionary, &mut chance, target.longest);
        let input = real.map_or_else(made, |real| real.bytes.clone());
        let outcome = attempt(target, &input, real.is_some());
        if number % 16 == 0 {
            assert_eq!(attempt(target, &input, real.is_some()), outcome, "{}: {:?}", target.name, shown(&input));
        }
        if outcome.is_accepted {
            tried.accepted += 1;
        } else {
            tried.refused += 1;
        }
    }
    tried
}

fn attempt(target: &Target, input: &[u8], is_real: bool) -> Outcome {
    let body = || if is_real { thoroughly(target.body, input) } else { (target.body)(input) };
    catch_unwind(AssertUnwindSafe(body)).unwrap_or_else(|_| {
        let file = std::env::temp_dir().join(format!("acquis-{}.input", target.name));
        let kept = std::fs::write(&file, input).map_or(String::new(), |()| format!(", kept in {}", file.display()));
        panic!("{} broke a promise on {:?}{kept}", target.name, shown(input))
    })
}

fn shown(input: &[u8]) -> String {
    String::from_utf8_lossy(input).into_owned()
}
