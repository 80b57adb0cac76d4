//! The small corpus around an input: that of `tests/problems`, with what imports need beside it; the shipped tables.

use std::path::Path;
use std::sync::LazyLock;

use acquis::engine::Engine;
use acquis::law::Corpus;
use acquis::load;
use acquis::rules::Rules;
use tempfile::TempDir;

/// Path and text of each file.
pub const FILES: [(&str, &str); 7] = [
    ("instruments/act.json", include_str!("../../problems/_base/instruments/act.json")),
    ("instruments/treaty.json", include_str!("../../problems/_base/instruments/treaty.json")),
    ("member-states/AT.json", include_str!("../../problems/_base/member-states/AT.json")),
    ("member-states/HR.json", include_str!("../../problems/_base/member-states/HR.json")),
    ("seeds/chart.json", include_str!("../../problems/_base/seeds/chart.json")),
    ("seeds/journal.json", include_str!("../../problems/_base/seeds/journal.json")),
    ("seeds/report.json", include_str!("../../problems/_base/seeds/report.json")),
];

/// What imports need besides: a directive with a number, Denmark, a register of cases.
const OFFICE: [(&str, &str); 3] = [
    (
        "member-states/DK.json",
        r#"{"$schema": "../schemas/member-state.schema.json", "code": "DK", "iso": "DK", "iso3": "DNK", "name": "Denmark", "membership": [{"from": "1973-01-01"}], "records": []}"#,
    ),
    (
        "seeds/measures.json",
        r#"{"$schema": "../schemas/seed.schema.json", "id": "measures", "title": "National measures", "kind": "register", "published": "2015-07-01", "continuous": true}"#,
    ),
    (
        "seeds/register.json",
        r#"{"$schema": "../schemas/seed.schema.json", "id": "register", "title": "Register", "kind": "register", "published": "2015-07-01", "continuous": true, "through": "2015-06-30", "states": [{"id": "register/all", "locator": "all", "text": "Lists all decisions.", "cases_from": "2012-01-01"}]}"#,
    ),
];

/// Paths and bytes of the small corpus, as far as an input needs it, with these in the place of its own.
pub fn with(path: &str, bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let kept = FILES.iter().filter(|(known, _)| *known != path && *known != "member-states/HR.json");
    let kept = kept.map(|(known, text)| ((*known).to_owned(), text.as_bytes().to_vec()));
    kept.chain([(path.to_owned(), bytes.to_vec())]).collect()
}

/// Paths and texts of the corpus that imports go into.
pub fn office() -> Vec<(String, String)> {
    let numbered = |path: &str, text: &str| match path {
        "instruments/act.json" => text.replacen("\"title\"", "\"celex\": [\"32010L0001\"], \"title\"", 1),
        _ => text.to_owned(),
    };
    let all = FILES.iter().chain(&OFFICE).map(|(path, text)| ((*path).to_owned(), numbered(path, text)));
    all.map(|(path, text)| (path.clone(), load::canonical(&path, &text).unwrap())).collect()
}

/// A directory for a short time, in memory where there is one: to make files on a disk takes longer than to read them.
pub fn directory() -> TempDir {
    tempfile::tempdir_in("/dev/shm").or_else(|_| tempfile::tempdir()).unwrap()
}

/// Writes files below a directory.
pub fn write<'f>(root: &Path, files: impl IntoIterator<Item = (&'f String, &'f String)>) {
    for (path, text) in files {
        let path = root.join(path);
        std::fs::create_dir_all(path.parent().unwrap()).unwrap();
        std::fs::write(path, text).unwrap();
    }
}

/// The small corpus, read.
pub fn corpus() -> &'static Corpus {
    static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
        let loaded = load::texts(office().into_iter().map(|(path, text)| (path, text.into_bytes())).collect());
        assert!(!loaded.has_errors(), "{:#?}", loaded.problems);
        loaded.corpus
    });
    &CORPUS
}

/// Some of the shipped states and two shipped acts, among whose names words are looked up; no question is asked of them.
pub fn named() -> &'static Corpus {
    static CORPUS: LazyLock<Corpus> = LazyLock::new(|| {
        let mut all = load::embedded(None).unwrap();
        let acts = ["budapest", "prum"];
        all.instruments.retain(|act| acts.contains(&&*act.id));
        all.actors.truncate(8);
        all.sources.truncate(20);
        all
    });
    &CORPUS
}

/// The shipped tables, which other tests prove.
pub fn rules() -> &'static Rules {
    static RULES: LazyLock<Rules> = LazyLock::new(|| {
        let texts = load::embedded_rules();
        Rules::proved_before(|name| texts.get(name)).unwrap()
    });
    &RULES
}

/// The engine over a corpus.
pub fn engine(corpus: &Corpus) -> Engine<'_> {
    Engine { corpus, rules: rules(), known_as_of: None }
}
