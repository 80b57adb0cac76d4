//! Every command that writes, each with a directory to write into: what is there before, what an undisturbed run makes of it,
//! and what may be there after a run that was disturbed.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::OnceLock;

use tempfile::TempDir;

use super::shim;
use crate::cli::imports::{Office, REGISTER, csv};
use crate::cli::record::files;
use crate::support::{change, command};

/// The files below a directory, by path.
pub type Tree = BTreeMap<String, Vec<u8>>;

/// A command that writes.
pub struct Writer {
    /// What it is called in messages.
    pub name: &'static str,
    /// The words of the command; paths are relative to the directory in which it runs.
    pub words: Vec<&'static str>,
    /// The words that set the day, which a run by the clock leaves out.
    pub day: &'static [&'static str],
    /// The file that another program may change meanwhile.
    pub target: &'static str,
    /// The folder of which all files are one; every other file is one of its own.
    pub whole: Option<&'static str>,
    /// Must an edit of the target by another program survive?
    pub respects_edits: bool,
    before: Tree,
}

/// What an undisturbed run comes to.
pub struct Undisturbed {
    /// The exit code, and that of the same command once more.
    pub codes: BTreeSet<i32>,
    /// What is there after it, and after the same command once more.
    pub after: [Tree; 2],
    /// How many calls change a file.
    pub calls: u64,
}

/// A directory in which a command runs.
pub struct Room(pub TempDir);

impl Room {
    pub fn files(&self) -> Tree {
        files(self.0.path())
    }

    pub fn at(&self, path: &str) -> PathBuf {
        self.0.path().join(path)
    }
}

const ROWS: [&str; 4] = [
    "INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0",
    "INFR(2013)0204,DK,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0",
    "INFR(2013)0205,AT,HOME,noncommunication,,32011L0037,LFN258,x,2013-05-29,0,0",
    "INFR(2013)0206,XX,HOME,noncommunication,,32011L0037,LFN258,x,2013-05-29,0,0",
];
/// The day of reports.
const ON: [&str; 2] = ["--as-of", "2015-01-01"];
/// The day of what is written into data.
const TODAY: [&str; 2] = ["--as-of", "2026-01-02"];
const SITE: [&str; 5] = ["report", "--data", "data", "--site", "site"];
const IMPORT: [&str; 6] = ["import", "infringements", "rows.csv", "--into", "data", "--create-instruments"];
const CHECK: [&str; 6] = ["check", "--data", "data", "--baseline", "baseline.json", "--update-baseline"];
const RECORD: [&str; 9] =
    ["record", "DK", "treaty", "signature", "2003-04-22", "confidence=read", "--source", "chart", "--into"];
const SOURCE: [&str; 10] = [
    "source",
    "add",
    "chart-2024",
    "--reference",
    "CETS No. 185, chart",
    "--published",
    "2024-02-01",
    "--official",
    "https://www.coe.int/en/web/conventions/full-list",
    "--into",
];

/// A small corpus in `data/`, and a file of rows of which one is refused.
fn small() -> Tree {
    static SMALL: OnceLock<Tree> = OnceLock::new();
    let corpus = SMALL.get_or_init(|| {
        let data = Office::small().files().into_iter().map(|(path, bytes)| (format!("data/{path}"), bytes));
        data.chain([("rows.csv".to_owned(), csv(REGISTER, &ROWS).into_bytes())]).collect()
    });
    corpus.clone()
}

/// The corpus, of which three files are not in canonical form.
fn untidy() -> Tree {
    let room = laid(&small());
    for file in ["instruments/act.json", "member-states/AT.json", "member-states/DK.json"] {
        change(&room.at("data"), file, |value| {
            let map = value.as_object_mut().unwrap();
            let schema = map.shift_remove("$schema").unwrap();
            map.insert("$schema".to_owned(), schema);
        });
    }
    room.files()
}

/// The corpus beside what an undisturbed run writes there.
fn after(words: &[&[&str]], more: &[(&str, &str)]) -> Tree {
    let room = laid(&small());
    more.iter().for_each(|(path, text)| fs::write(room.at(path), text).unwrap());
    let ran = command(&words.concat()).current_dir(room.0.path()).output().unwrap();
    assert!([Some(0), Some(1)].contains(&ran.status.code()), "{}", String::from_utf8_lossy(&ran.stderr));
    room.files()
}

/// A new directory with these files; what ends in `/` is a directory without any.
fn laid(tree: &Tree) -> Room {
    let room = Room(tempfile::tempdir().unwrap());
    lay(room.0.path(), tree);
    room
}

/// Puts these files into an empty directory.
pub fn lay(root: &Path, tree: &Tree) {
    for (path, bytes) in tree {
        let place = root.join(path);
        if path.ends_with('/') {
            fs::create_dir_all(place).unwrap();
        } else {
            fs::create_dir_all(place.parent().unwrap()).unwrap();
            fs::write(place, bytes).unwrap();
        }
    }
}

/// All commands that write, with what they come to undisturbed.
pub fn all() -> &'static [(Writer, Undisturbed)] {
    static ALL: OnceLock<Vec<(Writer, Undisturbed)>> = OnceLock::new();
    ALL.get_or_init(|| {
        let with = |writer: Writer| {
            let undisturbed = writer.undisturbed();
            (writer, undisturbed)
        };
        writers().into_iter().map(with).collect()
    })
}

fn writers() -> Vec<Writer> {
    let writer = |name, words: &[&[&'static str]], before: Tree| Writer {
        name,
        words: words.concat(),
        day: &[],
        target: "",
        whole: Some("data/"),
        respects_edits: true,
        before,
    };
    let file = |name, words: &[&[&'static str]], target: &'static str| {
        let mut before = small();
        before.insert(target.to_owned(), b"an earlier report".to_vec());
        Writer { day: &ON, target, respects_edits: false, ..writer(name, words, before) }
    };
    let fewer = [&SITE[..], &["AT"], &ON].concat();
    vec![
        Writer { whole: Some("mine/"), ..writer("init, new", &[&["init", "mine"]], Tree::new()) },
        Writer {
            whole: Some("mine/"),
            ..writer("init, empty", &[&["init", "mine"]], Tree::from([("mine/".to_owned(), Vec::new())]))
        },
        writer("new", &[&["new", "instrument", "e-evidence", "--into", "data"]], small()),
        Writer {
            whole: None,
            target: "data/member-states/AT.json",
            ..writer("validate --fix", &[&["validate", "data", "--fix"]], untidy())
        },
        Writer {
            day: &TODAY,
            target: "data/member-states/DK.json",
            ..writer("record", &[&RECORD, &["data"]], small())
        },
        Writer { day: &TODAY, ..writer("source add", &[&SOURCE, &["data"]], small()) },
        Writer { day: &TODAY, target: "data/member-states/AT.json", ..writer("import", &[&IMPORT], small()) },
        Writer {
            day: &TODAY,
            target: "data/member-states/AT.jsonl",
            ..writer("import --lines", &[&IMPORT, &["--lines"]], small())
        },
        Writer { day: &ON, ..writer("check, first", &[&CHECK], small()) },
        Writer {
            day: &ON,
            target: "baseline.json",
            ..writer("check", &[&CHECK], after(&[&CHECK, &["--as-of", "2012-01-01"]], &[]))
        },
        file("report -o", &[&["report", "--data", "data", "-o", "page.html"]], "page.html"),
        file("gaps -o", &[&["gaps", "AT", "--data", "data", "-o", "gaps.json"]], "gaps.json"),
        file("compare -o", &[&["compare", "--data", "data", "-o", "all.xlsx"]], "all.xlsx"),
        Writer { day: &ON, ..writer("report --site, new", &[&SITE], small()) },
        Writer { day: &ON, ..writer("report --site, fewer pages", &[&SITE, &["AT"]], after(&[&SITE, &ON], &[])) },
        Writer { day: &ON, ..writer("report --site, more pages", &[&SITE], after(&[&fewer], &[])) },
    ]
}

/// All of them, with one `init`: it writes a thousand files, and here they differ in nothing.
pub fn most() -> impl Iterator<Item = &'static (Writer, Undisturbed)> {
    all().iter().filter(|(writer, _)| writer.name != "init, new")
}

impl Writer {
    /// How often it is disturbed in the same way: as often as is asked for, or so often, if that is cheap.
    pub fn times(&self, often: u64) -> u64 {
        let is_cheap = self.words[0] != "init";
        super::times_asked_for().unwrap_or(if is_cheap { often } else { often.div_ceil(4) })
    }

    /// A directory with what is there before.
    pub fn room(&self) -> Room {
        laid(&self.before)
    }

    /// What is there before.
    pub fn before(&self) -> Tree {
        self.before
            .iter()
            .filter(|(path, _)| !path.ends_with('/'))
            .map(|(path, bytes)| (path.clone(), bytes.clone()))
            .collect()
    }

    /// What is laid down before, empty directories included.
    pub fn laid(&self) -> &Tree {
        &self.before
    }

    /// The command in a directory, on its day.
    pub fn command(&self, room: &Path) -> Command {
        self.by_clock(room, self.day)
    }

    /// The command in a directory, with these words for the day.
    pub fn by_clock(&self, room: &Path, day: &[&str]) -> Command {
        let mut command = command(&[&self.words[..], day].concat());
        command.current_dir(room).stdin(std::process::Stdio::null());
        command
    }

    /// What two undisturbed runs come to, one after the other.
    pub fn undisturbed(&self) -> Undisturbed {
        let (room, beside) = (self.room(), tempfile::tempdir().unwrap());
        let count = beside.path().join("count");
        let mut codes = BTreeSet::new();
        let mut calls = 0;
        let after = [(); 2].map(|()| {
            let mut command = self.command(room.0.path());
            shim::counting(&mut command, &count);
            let ran = command.output().unwrap();
            assert!(!String::from_utf8_lossy(&ran.stderr).contains("panicked"));
            codes.insert(ran.status.code().unwrap());
            let counted: u64 = fs::read_to_string(&count).unwrap().parse().unwrap();
            calls = if calls == 0 { counted } else { calls };
            room.files()
        });
        assert!(after[0] != self.before() && calls > 0 && !codes.contains(&3), "{}: {codes:?}", self.name);
        Undisturbed { codes, after, calls }
    }

    /// Fails unless every file is the old or the new one, and those that are one agree. What a reader takes for nothing is
    /// not looked at.
    pub fn is_old_or_new(&self, found: &Tree, undisturbed: &Undisturbed, what: &str) {
        let (before, after, found) = (self.before(), &undisturbed.after[0], as_read(found));
        let (whole, own) = self.split(&found);
        let is = |tree: &Tree| self.split(tree).0 == whole;
        assert!(
            is(&before) || is(after),
            "{}, {what}: {} is half old and half new",
            self.name,
            self.whole.unwrap_or("")
        );
        for (path, bytes) in &own {
            let either = || [&before, after].into_iter().filter_map(|tree| tree.get(path));
            let is_one = either().any(|known| known == bytes) || (path == LIST && is_list_of_both(bytes, either()));
            assert!(is_one, "{}, {what}: {path} is neither the old nor the new one", self.name);
        }
        for path in self.split(&before).1.keys().filter(|path| after.contains_key(*path)) {
            assert!(own.contains_key(path), "{}, {what}: {path} is gone", self.name);
        }
    }

    /// The files that are one, and the others.
    fn split(&self, tree: &Tree) -> (Tree, Tree) {
        tree.clone().into_iter().partition(|(path, _)| self.whole.is_some_and(|whole| path.starts_with(whole)))
    }

    /// Runs the command once more, undisturbed: everything is as it is to be, and nothing else is left.
    pub fn is_completed_by_the_next(&self, room: &Room, undisturbed: &Undisturbed, what: &str) {
        let ran = self.command(room.0.path()).output().unwrap();
        let said = String::from_utf8_lossy(&ran.stderr);
        let code = ran.status.code().unwrap_or(-1);
        assert!(undisturbed.codes.contains(&code), "{}, {what}: the next run ends with {code}: {said}", self.name);
        let found = room.files();
        let differ = |tree: &Tree| {
            let all: BTreeSet<&String> = found.keys().chain(tree.keys()).collect();
            all.into_iter().filter(|path| found.get(*path) != tree.get(*path)).cloned().collect::<Vec<String>>()
        };
        let differing = undisturbed.after.each_ref().map(differ);
        let is_same = differing.iter().any(Vec::is_empty);
        assert!(is_same, "{}, {what}: after the next run differ {differing:?}: {said}", self.name);
        let left = folders(room.0.path());
        assert!(left.iter().all(|name| !name.contains("/.acquis-")), "{}, {what}: {left:?} are left", self.name);
    }
}

/// The list of the pages of a site: while it is written, it names those of before too.
const LIST: &str = "site/pages.txt";

fn is_list_of_both<'b>(bytes: &[u8], both: impl Iterator<Item = &'b Vec<u8>>) -> bool {
    let lines = |bytes: &[u8]| bytes.split_inclusive(|byte| *byte == b'\n').map(<[u8]>::to_vec).collect();
    let known: BTreeSet<Vec<u8>> = both.flat_map(|list| -> Vec<Vec<u8>> { lines(list) }).collect();
    let named: Vec<Vec<u8>> = lines(bytes);
    named.iter().collect::<BTreeSet<_>>() == known.iter().collect()
}

/// What a reader finds: staged files in the place of those in the folders, no drafts.
fn as_read(found: &Tree) -> Tree {
    const STAGED: &str = ".acquis-change/";
    let is_ours = |path: &str| path.split('/').any(|part| part.starts_with(".acquis-"));
    let own = found.iter().filter(|(path, _)| !is_ours(path));
    let staged = found.iter().filter(|(path, _)| path.contains(STAGED));
    own.map(|(path, bytes)| (path.clone(), bytes.clone()))
        .chain(staged.map(|(path, bytes)| (path.replace(STAGED, ""), bytes.clone())))
        .collect()
}

/// The paths of all folders below a directory.
fn folders(root: &Path) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![root.to_owned()];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).unwrap().map(Result::unwrap).filter(|entry| entry.path().is_dir()) {
            found.push(entry.path().display().to_string());
            open.push(entry.path());
        }
    }
    found
}
