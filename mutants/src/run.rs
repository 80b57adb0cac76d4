//! Which tests reach a change, and whether one of them fails when it counts.

use std::collections::{BTreeMap, BTreeSet};
use std::fs::{self, File};
use std::io::Write as _;
use std::ops::Range;
use std::os::unix::process::CommandExt as _;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Mutex;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::{Duration, Instant};

/// Tests of one program that take less than this together are run at once.
const TOGETHER: f64 = 2.0;

/// A test: of which program, its name, how long it takes, and the changes that it reaches.
#[derive(Clone, Debug)]
pub struct Test {
    pub program: PathBuf,
    pub name: String,
    pub seconds: f64,
    pub reached: BTreeSet<usize>,
}

#[derive(Debug, PartialEq)]
enum End {
    Passed,
    /// The first test that failed.
    Failed(String),
    TooLong,
}

/// The programs of tests in the copy, as `cargo test --no-run` tells them.
pub fn build(copy: &Path) -> Vec<PathBuf> {
    let output = cargo(copy, &["test", "--no-run", "--locked", "--message-format", "json"]);
    let of_line = |line: &str| {
        let told: serde_json::Value = serde_json::from_str(line).ok()?;
        let is_test = told["profile"]["test"].as_bool() == Some(true);
        Some(PathBuf::from(told["executable"].as_str().filter(|_| is_test)?))
    };
    let programs: Vec<PathBuf> = output.lines().filter_map(of_line).collect();
    assert!(!programs.is_empty(), "the copy cannot be built");
    programs
}

/// The errors of a check of the library: file, bytes, and what is said.
pub fn errors(copy: &Path) -> Vec<(String, Range<usize>, String)> {
    let output = cargo(copy, &["check", "--lib", "--locked", "--message-format", "json"]);
    let mut found = Vec::new();
    for line in output.lines() {
        let Ok(told) = serde_json::from_str::<serde_json::Value>(line) else { continue };
        let message = &told["message"];
        if message["level"] == "error" {
            for span in message["spans"].as_array().into_iter().flatten() {
                let byte = |key: &str| span[key].as_u64().unwrap_or(0) as usize;
                let file = span["file_name"].as_str().unwrap_or("").to_owned();
                let said = message["message"].as_str().unwrap_or("").to_owned();
                found.push((file, byte("byte_start")..byte("byte_end"), said));
            }
        }
    }
    found
}

fn cargo(copy: &Path, words: &[&str]) -> String {
    let output =
        Command::new("cargo").args(words).current_dir(copy).stderr(Stdio::inherit()).output().expect("cargo runs");
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// Runs each test alone without a change: those that pass, with what they reach. The names of the others are told.
pub fn reach(copy: &Path, programs: &[PathBuf], jobs: usize) -> Vec<Test> {
    let mut names = Vec::new();
    for program in programs {
        let listed = |more: &[&str]| -> BTreeSet<String> {
            let words = [&["--list", "--format", "terse"], more].concat();
            let output = Command::new(program).args(words).current_dir(copy).output().expect("tests can be listed");
            let text = String::from_utf8_lossy(&output.stdout).into_owned();
            text.lines().filter_map(|line| line.strip_suffix(": test")).map(str::to_owned).collect()
        };
        let ignored = listed(&["--ignored"]);
        names.extend(listed(&[]).difference(&ignored).map(|name| (program.clone(), name.clone())));
    }
    let (next, tests) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    on_threads(jobs, || {
        while let Some((program, name)) = names.get(next.fetch_add(1, Ordering::Relaxed)) {
            let record = copy.join(format!("reached-{:?}", std::thread::current().id()));
            let _ = fs::remove_file(&record);
            let started = Instant::now();
            let end = run(copy, program, &[name], &[("MUTANTS_REACHED", record.as_os_str())], 600.0);
            let reached = fs::read_to_string(&record).unwrap_or_default();
            let reached = reached.lines().filter_map(|number| number.parse().ok()).collect();
            let seconds = started.elapsed().as_secs_f64();
            match end {
                End::Passed => {
                    tests.lock().unwrap().push(Test { program: program.clone(), name: name.clone(), seconds, reached });
                }
                _ => println!("not counted, fails without a change: {name}"),
            }
        }
    });
    let mut tests = tests.into_inner().unwrap();
    tests.sort_by(|one: &Test, two| one.seconds.total_cmp(&two.seconds));
    tests
}

/// What is known of each mutant so far.
#[derive(Default)]
pub struct Known {
    /// How many mutants each test has caught.
    pub catches: BTreeMap<String, usize>,
    /// The tests that a mutant has passed.
    pub passed: BTreeSet<(usize, String)>,
}

/// How mutants are tried: so many at once, each with at most so many seconds of tests.
pub struct Trial<'a> {
    pub copy: &'a Path,
    pub tests: &'a [Test],
    pub jobs: usize,
    pub most: f64,
}

impl Trial<'_> {
    /// By which test each of `numbers` is caught, or that none does; `told` hears of it at once, and of each test passed.
    pub fn kill(&self, numbers: &[usize], known: &Mutex<Known>, told: impl Fn(usize, Fate) + Sync) {
        let next = AtomicUsize::new(0);
        on_threads(self.jobs, || {
            while let Some(number) = numbers.get(next.fetch_add(1, Ordering::Relaxed)) {
                self.fate(*number, known, &told);
            }
        });
    }

    fn fate(&self, number: usize, known: &Mutex<Known>, told: &impl Fn(usize, Fate)) {
        let reaching = self.tests.iter().filter(|test| test.reached.contains(&number)).count();
        let mut spent = 0.0;
        let groups = self.groups(number, &known.lock().unwrap());
        for group in groups {
            let seconds: f64 = group.iter().map(|test| test.seconds).sum();
            if spent > self.most {
                return told(number, Fate::Ended(format!("open: passes {spent:.0} s of tests")));
            }
            spent += seconds;
            let names: Vec<&String> = group.iter().map(|test| &test.name).collect();
            let chosen = number.to_string();
            let variables = [("MUTANT", std::ffi::OsStr::new(&chosen))];
            let tried = |names: &[&String]| run(self.copy, &group[0].program, names, &variables, seconds * 10.0 + 20.0);
            match tried(&names) {
                End::Passed => {}
                End::TooLong => return told(number, Fate::Ended("caught: does not end".to_owned())),
                // what fails once may have failed by chance
                End::Failed(name) => match tried(&[&name]) {
                    End::Passed => println!("by chance: {name}"),
                    _ => {
                        *known.lock().unwrap().catches.entry(name.clone()).or_default() += 1;
                        return told(number, Fate::Ended(format!("caught: {name}")));
                    }
                },
            }
            names.iter().for_each(|name| told(number, Fate::Passed((*name).clone())));
        }
        let fate = if reaching == 0 {
            "survives: no test reaches it".to_owned()
        } else {
            format!("survives: {reaching} tests")
        };
        told(number, Fate::Ended(fate));
    }

    /// The tests that reach a mutant and were not passed: first those that caught others, and the fast ones; those of one
    /// program together.
    fn groups(&self, number: usize, known: &Known) -> Vec<Vec<&Test>> {
        let is_open =
            |test: &&Test| test.reached.contains(&number) && !known.passed.contains(&(number, test.name.clone()));
        let mut tests: Vec<&Test> = self.tests.iter().filter(is_open).collect();
        let worth = |test: &Test| {
            let caught = known.catches.get(&test.name).copied().unwrap_or(0) as f64;
            (caught + 0.05) / (test.seconds + 0.1)
        };
        tests.sort_by(|one, two| worth(two).total_cmp(&worth(one)));
        let mut open: BTreeMap<&Path, Vec<&Test>> = BTreeMap::new();
        let mut groups = Vec::new();
        for test in tests {
            let group = open.entry(&test.program).or_default();
            group.push(test);
            if group.iter().map(|test| test.seconds).sum::<f64>() >= TOGETHER {
                groups.push(std::mem::take(group));
            }
        }
        // what is left of each program is little, so it comes first
        let little = open.into_values().filter(|group| !group.is_empty());
        little.chain(groups).collect()
    }
}

/// What became of a mutant.
pub enum Fate {
    /// It passes a test.
    Passed(String),
    /// Caught, survived, or left open.
    Ended(String),
}

fn run(copy: &Path, program: &Path, names: &[&String], variables: &[(&str, &std::ffi::OsStr)], most: f64) -> End {
    let log = copy.join(format!("log-{:?}", std::thread::current().id()));
    let out = File::create(&log).expect("a log can be written");
    // what grows without end is stopped by a limit
    let mut command = Command::new("sh");
    command.args(["-c", "ulimit -v 8000000; exec \"$@\"", "sh"]).arg(program);
    command.args(names).args(["--exact", "--test-threads", "1"]).current_dir(copy).envs(variables.iter().copied());
    command.env("CARGO_MANIFEST_DIR", copy).stdin(Stdio::null()).stdout(out).stderr(Stdio::null()).process_group(0);
    let mut child = command.spawn().expect("a test can be run");
    let started = Instant::now();
    let status = loop {
        if let Some(status) = child.try_wait().expect("a child can be waited for") {
            break Some(status);
        }
        if started.elapsed().as_secs_f64() > most {
            let _ = Command::new("kill").args(["-9", "--", &format!("-{}", child.id())]).status();
            let _ = child.wait();
            break None;
        }
        std::thread::sleep(Duration::from_millis(10));
    };
    match status {
        None => End::TooLong,
        Some(status) if status.success() => End::Passed,
        Some(_) => {
            forget(&copy.join("tests"));
            let text = fs::read_to_string(&log).unwrap_or_default();
            let failed = text.lines().find_map(|line| line.strip_prefix("test ")?.strip_suffix(" ... FAILED"));
            End::Failed(failed.unwrap_or(names[0]).to_owned())
        }
    }
}

/// What a test of random inputs writes down when it fails, it would try first from then on, whatever the mutant.
fn forget(directory: &Path) {
    for entry in fs::read_dir(directory).into_iter().flatten().flatten() {
        let path = entry.path();
        if path.is_dir() {
            forget(&path);
        } else if path.extension().is_some_and(|ending| ending == "proptest-regressions") {
            let _ = fs::remove_file(path);
        }
    }
}

fn on_threads(jobs: usize, work: impl Fn() + Sync) {
    std::thread::scope(|threads| {
        for _ in 0..jobs {
            threads.spawn(&work);
        }
    });
}

/// What `reach` found, kept between runs.
pub fn save(path: &Path, tests: &[Test]) {
    let mut file = File::create(path).expect("a file can be written");
    for test in tests {
        let reached: Vec<String> = test.reached.iter().map(usize::to_string).collect();
        let program = test.program.display();
        writeln!(file, "{program}\t{}\t{}\t{}", test.name, test.seconds, reached.join(" ")).expect("it can be written");
    }
}

pub fn saved(path: &Path) -> Vec<Test> {
    let of_line = |line: &str| {
        let columns: Vec<&str> = line.split('\t').collect();
        let reached = columns[3].split(' ').filter_map(|number| number.parse().ok()).collect();
        let seconds = columns[2].parse().expect("seconds are a number");
        Test { program: columns[0].into(), name: columns[1].to_owned(), seconds, reached }
    };
    fs::read_to_string(path).unwrap_or_default().lines().map(of_line).collect()
}
