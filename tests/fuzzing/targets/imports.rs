//! Official files: tables of any format, and what each kind makes of their rows. What an import writes is data without an
//! error, and a second import of the same file changes nothing.

use std::collections::BTreeMap;
use std::io::Write;
use std::sync::LazyLock;

use acquis::import::infringements::{self, CaseOptions};
use acquis::import::names::Names;
use acquis::import::plan::{self, ImportOptions, ImportPlan, InputFile, RowVerdict};
use acquis::import::table::{self, RawTable};
use acquis::import::treaty_chart::{self, ChartOptions};
use acquis::import::{self, RowCells, RowProblem, RowsRead};
use acquis::law::Corpus;
use acquis::load::{self, CorpusDraft};
use acquis::time::Day;
use tempfile::TempDir;

use super::{Outcome, base, is_sampled, listed};

pub fn table_of_any_kind(input: &[u8]) -> Outcome {
    match table::read(input, "file") {
        Ok(tables) => {
            for row in tables.iter().flat_map(|table| &table.rows) {
                // the cells of a row that is refused are written out again
                let cells = RowCells::from(row.cells.as_slice());
                assert!(cells.iter().eq(row.cells.iter().map(String::as_str)), "{row:?}");
            }
            Outcome::accepted(format!("{tables:?}"))
        }
        Err(problem) => refused(&problem),
    }
}

/// The input is the first sheet of a workbook, which is otherwise in order.
pub fn workbook(input: &[u8]) -> Outcome {
    table_of_any_kind(&around(input))
}

fn refused(problem: &RowProblem) -> Outcome {
    assert!(!problem.message.is_empty() && !problem.code.is_empty());
    Outcome::refused(format!("{problem:?}"))
}

/// The least workbook around one sheet.
pub fn around(sheet: &[u8]) -> Vec<u8> {
    let office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
    let package = "http://schemas.openxmlformats.org/package/2006/relationships";
    let related = format!("<Relationships xmlns=\"{package}\"><Relationship Id=\"r1\" Type=\"{office}/");
    let book = format!(
        "<workbook xmlns:r=\"{office}\"><sheets><sheet name=\"a\" sheetId=\"1\" r:id=\"r1\"/></sheets></workbook>"
    );
    let files: [(&str, &[u8]); 5] = [
        ("[Content_Types].xml", b"<Types/>"),
        (
            "_rels/.rels",
            &format!("{related}officeDocument\" Target=\"xl/workbook.xml\"/></Relationships>").into_bytes(),
        ),
        (
            "xl/_rels/workbook.xml.rels",
            &format!("{related}worksheet\" Target=\"worksheets/sheet1.xml\"/></Relationships>").into_bytes(),
        ),
        ("xl/workbook.xml", book.as_bytes()),
        ("xl/worksheets/sheet1.xml", sheet),
    ];
    let mut writer = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default().compression_method(zip::CompressionMethod::Stored);
    for (name, bytes) in files {
        writer.start_file(name, options).unwrap();
        writer.write_all(bytes).unwrap();
    }
    writer.finish().unwrap().into_inner()
}

pub fn treaty_chart(input: &[u8]) -> Outcome {
    imported(input, "chart", |tables, corpus| treaty_chart::read(tables, &Names::of(corpus), &chart()))
}

pub fn chart() -> ChartOptions {
    ChartOptions { instrument: Some("treaty".to_owned()), create_states: true }
}

pub fn national_measures(input: &[u8]) -> Outcome {
    imported(input, "measures", |tables, corpus| import::national_measures::read(tables, &Names::of(corpus), true))
}

pub fn acts(input: &[u8]) -> Outcome {
    imported(input, "journal", |tables, corpus| import::acts::read(tables, &Names::of(corpus)))
}

pub fn infringements(input: &[u8]) -> Outcome {
    imported(input, "register", |tables, corpus| infringements::read(tables, corpus, CASES))
}

pub const CASES: CaseOptions<'static> = CaseOptions { source: "register", create_instruments: true };

pub fn records(input: &[u8]) -> Outcome {
    imported(input, "", |tables, corpus| import::records::read(tables, &Names::of(corpus), corpus))
}

/// What reads the tables of a file.
pub type Reading<'r> = dyn Fn(&[RawTable], &Corpus) -> Result<RowsRead, RowProblem> + 'r;

/// Reads an input as a file of a kind; where rows of it are believed, they are brought into the small corpus.
fn imported(
    input: &[u8],
    source: &str,
    read: impl Fn(&[RawTable], &Corpus) -> Result<RowsRead, RowProblem>,
) -> Outcome {
    let tables = match table::read(input, "file") {
        Ok(tables) => tables,
        Err(problem) => return refused(&problem),
    };
    let rows = match read(&tables, base::corpus()) {
        Ok(rows) => rows,
        Err(problem) => return refused(&problem),
    };
    let mut is_accepted = false;
    for row in &rows.rows {
        is_accepted |= row.says.is_ok();
        let wrong = row.says.as_ref().err().into_iter().chain(&row.warnings);
        wrong.for_each(|problem| drop(refused(problem)));
    }
    let said = format!("{:?} {:?} {:?}", rows.rows, rows.states, rows.acts);
    if is_accepted && is_sampled(input, 20) {
        bring_in(input, source, &tables, rows, &read);
    }
    Outcome { is_accepted, said }
}

/// The small corpus in a directory, open to be changed; it never is.
pub fn office() -> &'static CorpusDraft {
    static OFFICE: LazyLock<(TempDir, CorpusDraft)> = LazyLock::new(|| {
        let directory = tempfile::tempdir().unwrap();
        let files: BTreeMap<String, String> = base::office().into_iter().collect();
        base::write(directory.path(), &files);
        let draft = CorpusDraft::open(directory.path(), || {}).unwrap();
        assert!(!draft.has_errors(), "{:#?}", draft.problems);
        (directory, draft)
    });
    &OFFICE.1
}

/// What these rows change in a corpus.
pub fn planned(draft: &CorpusDraft, input: &[u8], source: &str, read: RowsRead) -> Option<ImportPlan> {
    let file = InputFile { name: "file".to_owned(), sha256: import::sha256(input), read, is_part: false };
    let options = ImportOptions {
        source: Some(source.to_owned()).filter(|source| !source.is_empty()),
        is_read: !source.is_empty(),
        day: Day::parse("2016-01-01").unwrap(),
        create_states: true,
        on_lines: input.len() % 2 == 1,
        by_hand: false,
        replaces: None,
    };
    plan::plan(draft, vec![file], &options, |_| {}).ok()
}

/// What an import writes can be read, and what it wrote is known the second time.
fn bring_in(input: &[u8], source: &str, tables: &[RawTable], rows: RowsRead, read: &Reading<'_>) {
    let count = rows.rows.len();
    let Some(plan) = planned(office(), input, source, rows) else { return };
    assert_eq!(plan.rows.len(), count, "a row is neither accepted nor refused");
    let mut files: BTreeMap<String, String> = base::office().into_iter().collect();
    files.extend(plan.files.clone());
    let bytes = files.iter().map(|(path, text)| (path.clone(), text.clone().into_bytes())).collect();
    let loaded = load::texts(bytes);
    assert!(!loaded.has_errors(), "what is written cannot be read: {}", listed(&loaded.problems));
    if plan.files.is_empty() || !is_sampled(input, 60) {
        return;
    }
    let directory = base::directory();
    base::write(directory.path(), &files);
    let draft = CorpusDraft::open(directory.path(), || {}).unwrap();
    assert!(!draft.has_errors(), "{}", listed(&draft.problems));
    let again = read(tables, &draft.corpus).expect("a file that was imported is one of its kind");
    let again = planned(&draft, input, source, again).expect("a file that was imported can be imported again");
    let refused = |plan: &ImportPlan| -> Vec<usize> {
        let refused = plan.rows.iter().enumerate().filter(|(_, row)| row.verdict == RowVerdict::Refused);
        refused.map(|(place, _)| place).collect()
    };
    assert_eq!(
        refused(&again),
        refused(&plan),
        "other rows are refused the second time\n{:#?}\n{:#?}",
        plan.rows,
        again.rows
    );
    let differing = draft.differing(&again.files);
    assert!(differing.is_empty(), "a second import changes {differing:#?}\nafter {:#?}", plan.files);
}
