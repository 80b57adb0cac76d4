//! The targets of `tests/fuzzing/` on stable, optimised, on all processors: `by_hand RUNS [SEED [TARGET...]]` tries each target
//! so many times and prints a table; `by_hand corpus DIR` writes the real inputs, from which cargo-fuzz starts; `by_hand slopes
//! [WORD...]` measures how the time of each reader grows.

#[path = "../tests/fuzzing/campaign.rs"]
mod campaign;
#[path = "../tests/fuzzing/mutate.rs"]
mod mutate;
mod slopes;
#[path = "../tests/fuzzing/targets/mod.rs"]
mod targets;

use std::path::Path;
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

use campaign::Tried;
use targets::Target;

/// Inputs that one thread tries from one seed.
const PART: usize = 20_000;

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = words.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["corpus", directory] => write_corpus(Path::new(directory)),
        ["slopes", readers @ ..] => std::process::exit(i32::from(slopes::measure(readers))),
        [runs, more @ ..] => {
            let runs = runs.parse().expect("RUNS is a number");
            let seed = more.first().map_or(20_111_125, |seed| seed.parse().expect("SEED is a number"));
            let named = |target: &&Target| more.len() < 2 || more[1..].contains(&target.name);
            let chosen: Vec<&Target> = targets::ALL.iter().filter(named).collect();
            std::process::exit(i32::from(try_all(&chosen, runs, seed)));
        }
        [] => eprintln!("by_hand RUNS [SEED [TARGET...]] | by_hand corpus DIR | by_hand slopes [WORD...]"),
    }
}

fn write_corpus(directory: &Path) {
    for target in &targets::ALL {
        let own = directory.join(target.name);
        std::fs::create_dir_all(&own).unwrap();
        for (number, input) in (target.inputs)().iter().enumerate() {
            std::fs::write(own.join(format!("{number:03}")), input).unwrap();
        }
    }
}

/// Tries each target; was a promise broken?
fn try_all(chosen: &[&Target], runs: usize, seed: u64) -> bool {
    let parts = runs.div_ceil(PART);
    let (next, broken) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let results: Vec<Mutex<(Tried, Duration, usize)>> = chosen.iter().map(|_| Mutex::default()).collect();
    println!("{:<20} {:>12} {:>12} {:>12} {:>10}", "target", "executions", "accepted", "refused", "seconds");
    let work = || {
        loop {
            let number = next.fetch_add(1, Ordering::Relaxed);
            let Some(target) = chosen.get(number / parts) else { return };
            let (part, started) = (number % parts, Instant::now());
            let count = PART.min(runs - part * PART);
            let tried = std::panic::catch_unwind(|| campaign::run(target, count, seed.wrapping_add(part as u64)));
            let mut result = results[number / parts].lock().unwrap();
            result.1 += started.elapsed();
            match tried {
                Ok(Tried { accepted, refused }) => {
                    result.0.accepted += accepted;
                    result.0.refused += refused;
                }
                Err(_) => broken.lock().unwrap().push(format!("{} from seed {seed}, part {part}", target.name)),
            }
            result.2 += 1;
            if result.2 == parts {
                let (Tried { accepted, refused }, time, _) = *result;
                let count = accepted + refused;
                println!("{:<20} {count:>12} {accepted:>12} {refused:>12} {:>10.1}", target.name, time.as_secs_f64());
            }
        }
    };
    std::thread::scope(|threads| {
        for _ in 0..std::thread::available_parallelism().map_or(1, usize::from) {
            threads.spawn(work);
        }
    });
    let count = |result: &Mutex<(Tried, Duration, usize)>| {
        let Tried { accepted, refused } = result.lock().unwrap().0;
        accepted + refused
    };
    let total: usize = results.iter().map(count).sum();
    println!("{:<20} {total:>12}", "all");
    let broken = broken.into_inner().unwrap();
    broken.iter().for_each(|one| println!("broken: {one}"));
    !broken.is_empty()
}
