//! `docs/coverage.md`: of how many duties the data can say whether they were met, by act and by state, on fixed days; and
//! `docs/wanted.md`: which documents would say it. Both pages are written from the library's own findings;
//! `ACQUIS_BLESS=1 cargo test coverage::` writes them anew.

mod wanted;

use std::collections::{BTreeMap, BTreeSet};
use std::fmt::Write;
use std::sync::LazyLock;

use acquis::engine::{Finding, Selection};
use acquis::rules::Verdict;

use crate::support::{assert_current, run_of};

/// The days of the page: the report on the Internal Security Strategy, a hearing on trafficking, a day after the register
/// of infringements ended, and the day on which the data were last read.
const DAYS: [&str; 4] = ["2011-11-25", "2013-10-17", "2020-06-01", "2026-11-28"];
const COMMAND: &str = "ACQUIS_BLESS=1 cargo test coverage::";

/// What the data can say of a verdict.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Known {
    Outside,
    NotDue,
    Read,
    Presumed,
    Recalled,
    PossibleGap,
    Unknown,
}

impl Known {
    fn of(finding: &Finding) -> Known {
        match finding.judgement.verdict {
            Verdict::NotBound | Verdict::NotInForce | Verdict::Ended => Known::Outside,
            Verdict::Pending => Known::NotDue,
            Verdict::PossibleGap => Known::PossibleGap,
            Verdict::Unknown => Known::Unknown,
            _ if finding.grounds.presumed => Known::Presumed,
            _ if finding.grounds.recalled => Known::Recalled,
            _ => Known::Read,
        }
    }
}

/// How many findings there are of each sort.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
struct Tally([usize; 7]);

impl Tally {
    fn of<'f>(findings: impl IntoIterator<Item = &'f Finding<'f>>) -> Tally {
        let mut tally = Tally::default();
        findings.into_iter().for_each(|finding| tally.0[Known::of(finding) as usize] += 1);
        tally
    }

    fn count(self, known: Known) -> usize {
        self.0[known as usize]
    }

    fn all(self) -> usize {
        self.0.iter().sum()
    }

    /// Owed, and the deadline is not ahead.
    fn due(self) -> usize {
        self.all() - self.count(Known::Outside) - self.count(Known::NotDue)
    }

    /// `| budapest | 27 | ... |`
    fn row(self, name: &str) -> String {
        let share = match self.due() {
            0 => "n/a".to_owned(),
            due => format!("{:.0} %", 100.0 * self.count(Known::Read) as f64 / due as f64),
        };
        let numbers = [self.all(), self.count(Known::Outside), self.count(Known::NotDue), self.due()];
        let sorts = [Known::Read, Known::Presumed, Known::Recalled, Known::PossibleGap, Known::Unknown];
        let cells = numbers.into_iter().chain(sorts.map(|sort| self.count(sort))).map(|number| number.to_string());
        format!("| {name} | {} | {share} |\n", cells.collect::<Vec<_>>().join(" | "))
    }
}

/// Findings by a name that each of them has.
fn table(of: &str, findings: &[Finding], name: impl Fn(&Finding) -> String) -> String {
    let mut groups: BTreeMap<String, Vec<&Finding>> = BTreeMap::new();
    findings.iter().for_each(|finding| groups.entry(name(finding)).or_default().push(finding));
    let columns =
        "asked | outside | not due yet | due | known | presumed | recalled | possible gap | unknown | known of due";
    let mut table = format!("| {of} | {columns} |\n|---|{}\n", "--:|".repeat(10));
    for (name, findings) in &groups {
        table += &Tally::of(findings.iter().copied()).row(name);
    }
    table + &Tally::of(findings).row("all")
}

/// The findings of the states that are shown on a day without being named.
fn findings(on: &str, known_as_of: Option<&str>) -> Vec<Finding<'static>> {
    let mut findings = run_of(on, known_as_of).survey(&Selection::default(), false).1;
    findings.retain(|finding| !finding.actor.is_institution());
    findings
}

/// The page as the data say it now, written once for all tests.
fn page() -> &'static str {
    static PAGE: LazyLock<String> = LazyLock::new(|| {
        let mut page = head();
        page += "\n## By act, with all that is known today\n";
        for on in DAYS {
            page += &by_act(on, None);
        }
        page += "\n## By act, as it could be known on the day\n\nFor 2026-11-28 this is what is known today, above.\n";
        for on in &DAYS[..3] {
            page += &by_act(on, Some(on));
        }
        page += &by_act_and_state(DAYS[3]);
        page += "\n## By state, with all that is known today\n";
        for on in DAYS {
            let findings = findings(on, None);
            let table = table("state", &findings, |finding| finding.actor.code.to_string());
            write!(page, "\n{}\n\n{table}", sentence(on, None, &findings)).unwrap();
        }
        page
    });
    &PAGE
}

fn by_act(on: &str, known_as_of: Option<&str>) -> String {
    let findings = findings(on, known_as_of);
    let table = table("act", &findings, |finding| finding.instrument.id.to_string());
    format!("\n{}\n\n{table}", sentence(on, known_as_of, &findings))
}

/// Of each act and state how many of the duties that are due are known.
fn by_act_and_state(on: &str) -> String {
    let findings = findings(on, None);
    let states: BTreeSet<&str> = findings.iter().map(|finding| &*finding.actor.code).collect();
    let mut cells: BTreeMap<&str, BTreeMap<&str, Vec<&Finding>>> = BTreeMap::new();
    for finding in &findings {
        cells.entry(&finding.instrument.id).or_default().entry(&finding.actor.code).or_default().push(finding);
    }
    let mut table = format!(
        "\n## By act and state, as of {on}\n\nKnown, presumed or recalled, of those that are due; a dot where nothing is due. Acts under which nothing is due of
anybody are left out.\n\n"
    );
    let codes: Vec<&str> = states.iter().copied().collect();
    write!(table, "| act | {} |\n|---|{}\n", codes.join(" | "), "--:|".repeat(codes.len())).unwrap();
    for (act, own) in cells {
        let cell = |code: &&str| {
            let tally = Tally::of(own.get(*code).into_iter().flatten().copied());
            let known =
                [Known::Read, Known::Presumed, Known::Recalled].map(|known| tally.count(known)).iter().sum::<usize>();
            if tally.due() == 0 { "·".to_owned() } else { format!("{known}/{}", tally.due()) }
        };
        let row: Vec<String> = codes.iter().map(cell).collect();
        if row.iter().any(|cell| cell != "·") {
            writeln!(table, "| {act} | {} |", row.join(" | ")).unwrap();
        }
    }
    table
}

/// One line before a table.
fn sentence(on: &str, known_as_of: Option<&str>, findings: &[Finding]) -> String {
    let tally = Tally::of(findings);
    let mut states: Vec<&str> = findings.iter().map(|finding| &*finding.actor.code).collect();
    states.dedup();
    let clock = known_as_of.map_or(String::new(), |day| format!(", known as of {day}"));
    format!(
        "As of {on}{clock}: {} states; of {} duties that were due, {} are known, {} presumed, {} recalled, {} perhaps a gap, {} unknown.",
        states.len(),
        tally.due(),
        tally.count(Known::Read),
        tally.count(Known::Presumed),
        tally.count(Known::Recalled),
        tally.count(Known::PossibleGap),
        tally.count(Known::Unknown),
    )
}

fn head() -> String {
    let days = DAYS.join(", ");
    format!(
        "# Coverage: what the data can say

Written by `{COMMAND}` for {days};
the same test fails while this page is old.

Each row counts verdicts: one for each duty of each state that `compare` shows on the day without `--all-states`. Duties
of institutions and of associates are not counted.

- asked: every verdict; asked = outside + not due yet + due
- outside: nothing is owed (not-bound, not-in-force, ended)
- not due yet: the deadline is ahead (pending)
- due: due = known + presumed + recalled + possible gap + unknown
- known: met, met-late, partial, overdue or encouraged, and every record that counts was read in its source, or a complete
  list was; what nobody has done without being obliged to (encouraged) is known by such a list
- presumed: met or met-late, and another verdict without what is presumed (a case closed without a reason, another act)
- recalled: as known, but a record that counts was not read in its source
- possible gap: the evidence leaves open whether there is a gap
- unknown: no evidence either way; a missing record is never counted as a breach nor as compliance
- known of due: known as a share of due; n/a where nothing is due

The Data Retention Directive is void from the beginning, as is known since 2014-04-08: with all that is known today nothing
was ever owed under it. What the data say of it shows on the second clock.
"
    )
}

#[test]
fn the_page_is_what_the_findings_say() {
    assert_current("docs/coverage.md", page());
}

/// The tables of the page: of each row its name and its counts.
fn tables(page: &str) -> Vec<Vec<(String, Vec<usize>)>> {
    let mut tables = vec![Vec::new()];
    for line in page.lines() {
        let cells: Vec<&str> = line.trim_matches('|').split('|').map(str::trim).collect();
        let counts: Vec<usize> = cells.iter().filter_map(|cell| cell.parse().ok()).collect();
        match (counts.len(), tables.last_mut()) {
            (9, Some(table)) => table.push((cells[0].to_owned(), counts)),
            (_, Some(table)) if !table.is_empty() => tables.push(Vec::new()),
            _ => {}
        }
    }
    tables.retain(|table| !table.is_empty());
    tables
}

#[test]
fn the_sums_add_up() {
    let tables = tables(page());
    assert_eq!(tables.len(), 4 + 3 + 4);
    for table in tables {
        let (all, rows) = table.split_last().unwrap();
        assert_eq!(all.0, "all");
        assert!(rows.len() >= 27, "all acts, or all states");
        for (column, total) in all.1.iter().enumerate() {
            assert_eq!(rows.iter().map(|(_, counts)| counts[column]).sum::<usize>(), *total);
        }
        for (name, counts) in &table {
            let [asked, outside, ahead, due, sorts @ ..] = &counts[..] else { panic!("{name}") };
            assert_eq!(*asked, outside + ahead + due, "{name}");
            assert_eq!(*due, sorts.iter().sum::<usize>(), "{name}");
        }
    }
}

#[test]
fn nothing_is_known_of_silence() {
    for on in DAYS {
        let findings = findings(on, None);
        let silent = findings.iter().filter(|one| one.grounds.silence && one.grounds.registers.is_empty());
        let known = silent.filter(|one| matches!(Known::of(one), Known::Read | Known::Presumed | Known::Recalled));
        let known: Vec<String> = known.map(Finding::id).collect();
        assert!(known.is_empty(), "known of nothing: {known:?}");
    }
}
