//! How many changes of the program its tests notice: `mutants write|reach|kill|list DIRECTORY [--seed N] [--count N] [--jobs N]
//! [--most SECONDS] [--only N,N]`. README.md tells what each does.

mod points;
mod run;
mod write;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::Write as _;
use std::path::Path;
use std::sync::Mutex;

use write::Mutant;

struct Options {
    seed: u64,
    count: usize,
    jobs: usize,
    most: f64,
    only: BTreeSet<usize>,
}

fn main() {
    let words: Vec<String> = std::env::args().skip(1).collect();
    let [command, directory, more @ ..] = words.as_slice() else {
        eprintln!(
            "mutants write|reach|kill|list DIRECTORY [--seed N] [--count N] [--jobs N] [--most SECONDS] [--only N,N]"
        );
        std::process::exit(2);
    };
    let mut options = Options { seed: 15, count: 250, jobs: 2, most: f64::MAX, only: BTreeSet::new() };
    for pair in more.chunks(2) {
        let [name, value] = pair else { panic!("{} needs a value", pair[0]) };
        match name.as_str() {
            "--seed" => options.seed = value.parse().expect("a number"),
            "--count" => options.count = value.parse().expect("a number"),
            "--jobs" => options.jobs = value.parse().expect("a number"),
            "--most" => options.most = value.parse().expect("seconds"),
            "--only" => options.only = value.split(',').map(|number| number.parse().expect("a number")).collect(),
            _ => panic!("no option is named {name}"),
        }
    }
    let package = Path::new(env!("CARGO_MANIFEST_DIR")).parent().expect("the package").to_owned();
    fs::create_dir_all(directory).expect("a directory can be made");
    let directory = fs::canonicalize(directory).expect("it is there");
    let copy = directory.join("package");
    match command.as_str() {
        "list" => list(&package),
        "write" => write(&package, &directory, &copy, &options),
        "reach" => {
            let programs = run::build(&copy);
            run::save(&directory.join("reach.tsv"), &run::reach(&copy, &programs, options.jobs));
        }
        "kill" => kill(&directory, &copy, &options),
        _ => panic!("no command is named {command}"),
    }
}

fn list(package: &Path) {
    let mut of_place: BTreeMap<String, usize> = BTreeMap::new();
    for mutant in write::all(package) {
        let point = &mutant.point;
        println!("{}:{}\t{}", mutant.file, point.line, point.told);
        *of_place.entry(place(&mutant.file)).or_default() += 1;
    }
    eprintln!("{of_place:?}");
}

fn place(file: &str) -> String {
    file.split('/').skip(1).take(1).collect()
}

/// Draws, and draws anew for what the compiler refuses. Those of `known.tsv` come first and are not counted as drawn.
fn write(package: &Path, directory: &Path, copy: &Path, options: &Options) {
    let list = fs::read_to_string(package.join("mutants/known.tsv")).unwrap_or_default();
    let mut mutants = write::known(package, &list);
    let known = mutants.len();
    let mut all = write::all(package);
    let found = all.len();
    fastrand::Rng::with_seed(options.seed).shuffle(&mut all);
    let mut rest = all.into_iter();
    let mut refused = BTreeSet::new();
    mutants.extend(rest.by_ref().take(options.count));
    loop {
        let places = write::write(package, copy, &mutants, &refused);
        let errors = run::errors(copy);
        if errors.is_empty() {
            break;
        }
        let before = refused.len();
        for (file, bytes, message) in errors {
            let here = places.get(&file).map(Vec::as_slice).unwrap_or_default();
            let around = here.iter().filter(|(range, _)| range.start <= bytes.start && bytes.start < range.end);
            // an error about a whole is due to a change within it
            let within = here.iter().filter(|(range, _)| bytes.start <= range.start && range.end <= bytes.end);
            match around.min_by_key(|(range, _)| range.len()).or(within.min_by_key(|(range, _)| range.len())) {
                Some((_, number)) => {
                    refused.insert(*number);
                }
                None => println!("{file} at {}: {message}", bytes.start),
            }
        }
        let wrong: Vec<usize> = refused.iter().copied().filter(|number| *number <= known).collect();
        assert!(wrong.is_empty(), "the compiler refuses the known changes {wrong:?}");
        assert!(refused.len() > before, "the copy has errors outside of the changes");
        mutants.extend(rest.by_ref().take(refused.len() - before));
    }
    let mut file = fs::File::create(directory.join("mutants.tsv")).expect("a file can be written");
    for (index, Mutant { file: source, point }) in mutants.iter().enumerate() {
        let number = index + 1;
        if !refused.contains(&number) {
            let kind = if number <= known { "known" } else { "drawn" };
            writeln!(file, "{number}\t{kind}\t{source}:{}\t{}", point.line, point.told).expect("it can be written");
        }
    }
    println!("{found} changes, {known} known, {} drawn, {} refused by the compiler", options.count, refused.len());
}

/// Goes on where it was stopped: what `fates.tsv` knows for sure is not tried again, unless it is named by `--only`.
fn kill(directory: &Path, copy: &Path, options: &Options) {
    let read = |name: &str| fs::read_to_string(directory.join(name)).unwrap_or_default();
    let told: BTreeMap<usize, (String, String)> = read("mutants.tsv").lines().map(of_line).collect();
    let tests = run::saved(&directory.join("reach.tsv"));
    assert!(!told.is_empty() && !tests.is_empty(), "`write` and `reach` come first");
    // who names a mutant wants all of its tests
    let passes = if options.only.is_empty() { read("passes.tsv") } else { String::new() };
    let of_number = |line: &str| {
        let (number, rest) = line.split_once('\t')?;
        Some((number.parse::<usize>().ok()?, rest.to_owned()))
    };
    let fates: BTreeMap<usize, String> = read("fates.tsv").lines().filter_map(of_number).collect();
    let mut known = run::Known { passed: passes.lines().filter_map(of_number).collect(), ..Default::default() };
    for name in fates.values().filter_map(|fate| fate.strip_prefix("caught: ")) {
        *known.catches.entry(name.to_owned()).or_default() += 1;
    }
    let is_open = |number: &&usize| match options.only.is_empty() {
        true => fates.get(*number).is_none_or(|fate| fate.starts_with("open")),
        false => options.only.contains(*number),
    };
    let numbers: Vec<usize> = told.keys().filter(is_open).copied().collect();
    let appended = |name: &str| {
        let mut opened = fs::OpenOptions::new();
        Mutex::new(opened.append(true).create(true).open(directory.join(name)).expect("a file can be opened"))
    };
    let (ended, passed, fates) = (appended("fates.tsv"), appended("passes.tsv"), Mutex::new(fates));
    let trial = run::Trial { copy, tests: &tests, jobs: options.jobs, most: options.most };
    trial.kill(&numbers, &Mutex::new(known), |number, fate| match fate {
        run::Fate::Passed(name) => writeln!(passed.lock().unwrap(), "{number}\t{name}").expect("it can be written"),
        run::Fate::Ended(fate) => {
            writeln!(ended.lock().unwrap(), "{number}\t{fate}").expect("it can be written");
            println!("{number}\t{fate}");
            fates.lock().unwrap().insert(number, fate);
        }
    });
    let fates = fates.into_inner().unwrap();
    for kind in ["known", "drawn"] {
        let of_kind: Vec<&usize> = told.iter().filter(|(_, (its, _))| its == kind).map(|(number, _)| number).collect();
        let count = |word: &str| {
            of_kind.iter().filter(|number| fates.get(number).is_some_and(|fate| fate.starts_with(word))).count()
        };
        println!(
            "{kind}: {}; caught {}, survived {}, open {}",
            of_kind.len(),
            count("caught"),
            count("survives"),
            count("open")
        );
        for number in of_kind.iter().filter(|number| fates.get(number).is_none_or(|fate| !fate.starts_with("caught"))) {
            println!("{number}\t{}\t{}", told[number].1, fates.get(number).map_or("not tried", String::as_str));
        }
    }
}

fn of_line(line: &str) -> (usize, (String, String)) {
    let columns: Vec<&str> = line.split('\t').collect();
    (columns[0].parse().expect("a number"), (columns[1].to_owned(), format!("{}: {}", columns[2], columns[3])))
}
