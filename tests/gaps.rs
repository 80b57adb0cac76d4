//! What the page of one country shows, and in which order; that its short form is one page for every state on every day;
//! that a row which rests on what was not read says so.

use acquis::engine::{Choice, Engine, Selection};
use acquis::law::{Actor, Corpus};
use acquis::load;
use acquis::render::{self, Format, Look};
use acquis::report::{Block, Deadlines, Detail, Gaps, History, Page, RecommendationList, Report, Run, Sheet, Within};
use acquis::rules::Verdict;

use crate::support::{corpus, day, five_acts, rules};

const DAYS: [&str; 4] = ["2008-06-01", "2011-11-25", "2013-10-17", "2026-11-28"];

/// A corpus, judged by the shipped tables, and what is asked about.
struct World<'c> {
    corpus: &'c Corpus,
    asked: Selection,
}

fn shipped() -> World<'static> {
    World { corpus: corpus(), asked: Selection::default() }
}

/// The five acts for which these pages were worked out on paper.
fn of_five() -> World<'static> {
    World { corpus: corpus(), asked: Selection { instruments: five_acts(), ..Selection::default() } }
}

/// The headings of a page, in their order; before them stand those of the families of acts.
const ORDER: [&str; 10] = [
    "To do at once",
    "Gaps",
    "Possible gaps",
    "Due next",
    "Encouraged",
    "Recommended",
    "Done",
    "Outside the duty",
    "Fell due lately",
    "Not known",
];

fn is_in_order(heading: &str) -> bool {
    ORDER.iter().any(|known| heading.starts_with(known))
}

impl<'c> World<'c> {
    /// Both clocks on a day.
    fn on(&self, on: &str) -> Run<'c> {
        let engine = Engine { corpus: self.corpus, rules: rules(), known_as_of: Some(day(on)) };
        Run { engine, as_of: day(on), rules_digest: "" }
    }

    fn gaps(&self, code: &str, on: &str, extent: Detail) -> Gaps<'c> {
        Gaps::new(self.on(on), self.corpus.find_actor(code).unwrap(), &self.asked, extent)
    }

    /// With all that is known today of the past.
    fn today(&self, code: &str, extent: Detail) -> Gaps<'c> {
        let engine = Engine { corpus: self.corpus, rules: rules(), known_as_of: None };
        let run = Run { engine, as_of: day("2026-11-28"), rules_digest: "" };
        Gaps::new(run, self.corpus.find_actor(code).unwrap(), &self.asked, extent)
    }

    fn everybody_on_every_day(&self) -> impl Iterator<Item = (&'c Actor, &'static str)> {
        self.corpus.actors.iter().flat_map(|actor| DAYS.iter().map(move |on| (actor, *on)))
    }
}

fn written(report: &impl Report, format: Format) -> String {
    written_at(report, format, 80)
}

fn written_at(report: &impl Report, format: Format, width: usize) -> String {
    let mut out = Vec::new();
    render::write(
        report,
        format,
        Look { width, colour: false, strict: false, compact: false, to_file: false },
        &mut out,
    )
    .unwrap();
    String::from_utf8(out).unwrap()
}

fn headings(page: &Page) -> Vec<&str> {
    page.blocks
        .iter()
        .filter_map(|block| if let Block::Heading(text) = block { Some(text.as_str()) } else { None })
        .collect()
}

/// The table under the heading that begins so.
fn under<'p>(page: &'p Page, heading: &str) -> Option<&'p Sheet> {
    let mut blocks = page.blocks.iter();
    blocks.find(|block| matches!(block, Block::Heading(text) if text.starts_with(heading)))?;
    match blocks.next()? {
        Block::Table(sheet) => Some(sheet),
        _ => None,
    }
}

/// Where each act stands, labels and values, in one list or in one for each family.
fn status(page: &Page) -> Vec<&[(String, acquis::report::Cell)]> {
    let before = page.blocks.iter().take_while(|block| !matches!(block, Block::Heading(text) if is_in_order(text)));
    before.filter_map(|block| if let Block::Facts(facts) = block { Some(facts.as_slice()) } else { None }).collect()
}

#[test]
fn the_short_form_is_one_page_for_everybody_on_every_day() {
    let world = shipped();
    let mut longest = 0;
    for (turn, on) in
        ["2008-06-01", "2009-12-01", "2011-11-25", "2013-10-17", "2021-08-01", "2026-11-28"].iter().enumerate()
    {
        for actor in world.corpus.actors.iter().skip(turn % 2).step_by(2) {
            let gaps = world.gaps(&actor.code, on, Detail::Brief);
            // on a terminal that is wider, too
            let page = written_at(&gaps, Format::Table, 100);
            assert!(page.lines().all(|line| line.chars().count() <= 80), "{} on {on}\n{page}", actor.code);
            assert!(page.lines().count() <= 45, "{} on {on}\n{page}", actor.code);
            let md = written(&gaps, Format::Markdown);
            assert!(folded(&md) <= 45, "{} on {on}\n{md}", actor.code);
            assert_eq!(
                md.matches('(').count(),
                md.matches(')').count(),
                "{} on {on}: no bracket is left open\n{md}",
                actor.code
            );
            longest = longest.max(page.lines().count());
        }
    }
    assert!(longest > 30, "hardly anything is shown");
}

/// How many lines a text has where none is longer than 80 columns and each is broken after a space, as `fold -s` does.
fn folded(text: &str) -> usize {
    let of_line = |line: &str| {
        let (mut lines, mut used) = (1, 0);
        for word in line.split_inclusive(' ').map(|word| word.chars().count()) {
            if used + word > 80 {
                (lines, used) = (lines + 1, 0);
            }
            used += word;
        }
        lines
    };
    text.lines().map(of_line).sum()
}

#[test]
fn the_short_form_is_one_page_however_long_the_titles() {
    let mut corpus = load::embedded(None).unwrap();
    for act in &mut corpus.instruments {
        act.short_title =
            format!("{} {}", act.short_title, "and on the further exchange of information ".repeat(9)).into();
    }
    let world = World { corpus: &corpus, asked: Selection::default() };
    for code in ["BE", "DE", "EL", "SE", "RO"] {
        let page = written(&world.gaps(code, "2013-10-17", Detail::Brief), Format::Table);
        assert!(page.lines().count() <= 45, "{code}\n{page}");
        assert!(page.contains("To do first (3 of"), "{code}\n{page}");
    }
}

#[test]
fn the_short_form_says_what_an_adviser_asks() {
    // Case INFR(2007)1181, second referral of Sweden on 6 April 2011; everything else under the anti-trafficking Directive
    // falls due on 6 April 2013, 498 days after the day asked about.
    let world = of_five();
    let brief = world.gaps("SE", "2011-11-25", Detail::Brief);
    let page: String = written(&brief, Format::Table).split_whitespace().collect::<Vec<_>>().join(" ");
    for wanted in [
        "8 gaps",
        "INFR(2007)1181 referral open (2011-04-06): Data Retention Directive, 8 duties (register, infringement-register-2002-2020)",
        "Falls due next 2013-04-06, in 498 days: Anti-Trafficking Directive: 14 duties",
        "Newest evidence 2011-04-06, 233 days old: Data Retention Directive, referral",
        "To do first (3 of 9) - at-once: transpose the Data Retention Directive (Art. 3, 4, 5, 6, 7, 8, 13(2), 15(1), 15(3))",
        "Urged by: iss-report-2011, II.1, Member States, bullet 4",
    ] {
        assert!(page.contains(wanted), "{wanted}\n{page}");
    }
    let md = written(&brief, Format::Markdown);
    assert!(md.contains("## Open cases (1)") && md.contains("- **INFR(2007)1181:** referral open"), "{md}");
    assert_eq!(written(&brief, Format::Json), written(&world.gaps("SE", "2011-11-25", Detail::Usual), Format::Json));
}

/// Italy on 28 November 2026: case INFR(2016)2095 is about Prüm alone; the next day to come is 595 days ahead. A press page
/// without a day (2014-06-01..2026-11-28) is no newer than the decree in force since 16 July 2026.
#[test]
fn the_short_form_puts_the_open_case_first_and_far_days_last() {
    let world = of_five();
    let page = written(&world.today("IT", Detail::Brief), Format::Markdown);
    let things: Vec<&str> =
        page.split("## To do first (3 of 7)").nth(1).unwrap().lines().filter(|line| line.starts_with("- ")).collect();
    assert_eq!(things.len(), 3);
    assert!(
        things[..2].iter().all(|one| one.contains("Prüm Decisions") && one.contains("Art. 258 TFEU")),
        "{things:?}"
    );
    assert!(!things.iter().any(|one| one.contains("2028-07-15")), "{things:?}");
    assert!(!page.contains("… No source") && page.contains("…. No source"), "{page}");
    assert!(page.contains("2026-07-16, 135 days old: Anti-Trafficking Directive, national measure"), "{page}");
    // Belgium's partial notification has no day but the year 2007.
    let page = written(&world.gaps("BE", "2008-06-01", Detail::Brief), Format::Markdown);
    assert!(page.contains("2007, between 153 and 517 days old: Data Retention Directive, notified in part"), "{page}");
    assert!(page.contains("nothing was known by 2008-06-01 of: Anti-Trafficking Directive\n"), "{page}");
}

/// What was found of the gaps under an act, as the page states it.
fn found(gaps: &Gaps, act: &str) -> String {
    let page = gaps.page();
    let tables = ["Gaps", "Possible gaps"].into_iter().filter_map(|heading| under(&page, heading));
    let rows = tables.flat_map(|sheet| &sheet.rows).filter(|row| row[1].text.starts_with(act));
    rows.map(|row| row.last().unwrap().text.clone()).collect::<Vec<_>>().join("\n")
}

#[test]
fn a_row_states_each_fact_once_and_names_the_duty_where_they_differ() {
    let world = shipped();
    // The Constitutional Court's decision of 8 October 2009, published by 23 November.
    assert_eq!(
        found(&world.gaps("RO", "2011-11-25", Detail::Usual), "data-retention"),
        "internet, notification, retention-period, telephony: the present gap began with: national law annulled 2009-10-08 \
         (court, ro-ccr-1258-2009); national law annulled 2009-10-09..2009-11-23 (national gazette, \
         ro-monitorul-oficial-1258-2009); open case INFR(2011)2089 (Art. 258 TFEU): reasoned opinion 2011-10-27 (register, \
         infringement-register-2002-2020)"
    );
    let italy = found(&world.today("IT", Detail::Usual), "prum");
    for (fact, duty) in
        [("found not done 2021-07-15", "vehicle-registration: "), ("last confirmed 2022-03-24", "dna: ")]
    {
        assert!(italy.contains(&format!("{duty}{fact}")), "{italy}");
    }
    let law = "national measure (Loi du 22 février 2018 (échange de données en matière policière)) in force 2018-03-05; the \
               source does not say whether it is all of it (national gazette, lu-loi-2018-02-22-a154)";
    let luxembourg = world.today("LU", Detail::Usual).page();
    let row =
        under(&luxembourg, "Possible gaps").unwrap().rows.iter().find(|row| row[1].text.starts_with("prum")).unwrap();
    assert_eq!((&*row[1].text, &*row.last().unwrap().text), ("prum: data-protection, first-phase (2)", law));
}

#[test]
fn one_change_is_not_written_in_the_plural() {
    let world = shipped();
    let selection = Selection { obligations: Choice::one("budapest/ratification"), ..Selection::default() };
    let printed = |code: &str| {
        written(
            &History::new(world.on("2026-11-28"), world.corpus.find_actor(code).unwrap(), &selection),
            Format::Table,
        )
    };
    let counts: Vec<String> = world.corpus.actors.iter().map(|actor| printed(&actor.code)).collect();
    assert!(counts.iter().any(|page| page.contains("\n1 change\n")), "{counts:?}");
    assert!(!counts.iter().any(|page| page.contains("\n1 changes")), "{counts:?}");
}

#[test]
fn the_short_form_foresees_no_later_act() {
    // The amendments of 2024 make duties due in 2026; on 17 October 2013 nobody knew of them.
    let page = written(&of_five().gaps("DE", "2013-10-17", Detail::Brief), Format::Table);
    assert!(page.contains("Falls due next   nothing is known to fall due"), "{page}");
}

#[test]
fn one_case_is_one_row_whatever_the_days_of_its_duties() {
    // Internet data were due in Sweden on 15 March 2009, by its declaration; the other seven on 15 September 2007.
    let world = of_five();
    let page = world.gaps("SE", "2011-11-25", Detail::Usual).page();
    assert!(headings(&page).contains(&"Gaps (8)"));
    let table = under(&page, "Gaps").unwrap();
    assert_eq!(table.columns, ["verdict", "obligation", "due", "days", "found, by whom, source"]);
    let row: Vec<&str> = table.rows[0].iter().map(|cell| cell.text.as_str()).collect();
    assert_eq!(table.rows.len(), 1);
    assert_eq!(row[0], "overdue, recalled (1 of 8)");
    assert_eq!(row[2..4], ["2007-09-15 to 2009-03-15", "985 to 1532"]);
    assert_eq!(row[4].matches("INFR(2007)1181").count(), 1);
    assert!(row[4].ends_with("referral 2011-04-06 (register, infringement-register-2002-2020)"), "{}", row[4]);
}

#[test]
fn every_page_is_in_order_counts_all_and_shows_facts() {
    let world = shipped();
    let sources: Vec<String> = world.corpus.sources.iter().map(|source| format!(", {})", source.id)).collect();
    let rules: Vec<&str> = rules().verdict.rows().iter().map(|row| row.because.as_str()).collect();
    let mut rows = 0;
    for (actor, on) in world.everybody_on_every_day() {
        let gaps = world.gaps(&actor.code, on, Detail::All);
        let (page, asked) = (gaps.page(), format!("{} on {on}", actor.code));
        the_answer_comes_first(&page, &asked);
        for row in ["Gaps", "Possible gaps"].iter().filter_map(|one| under(&page, one)).flat_map(|sheet| &sheet.rows) {
            let found = &row.last().unwrap().text;
            assert!(sources.iter().any(|cited| found.contains(cited)), "{asked}: {found}");
            assert!(!rules.iter().any(|rule| found.contains(rule)), "{asked}: {found}");
            // each ends with its source, and begins after whose it is
            let mut facts: Vec<&str> = found.split("); ").map(|one| one.rsplit(": ").next().unwrap()).collect();
            facts.sort_unstable();
            assert!(facts.windows(2).all(|pair| pair[0] != pair[1]), "{asked}, a fact stated twice: {found}");
            rows += 1;
        }
        if !gaps.findings().is_empty() {
            each_is_counted_once(&gaps, &page, &asked);
        }
        let unknown = gaps.findings().iter().filter(|one| one.judgement.verdict == Verdict::Unknown).count();
        let named = under(&page, "Not known")
            .map_or(0, |sheet| sheet.rows.iter().map(|row| row[2].text.split(", ").count()).sum());
        assert_eq!(named, unknown, "{asked}");
        what_is_recalled_is_marked(&gaps, &page);
    }
    assert!(rows > 50, "only {rows} rows");
}

/// The answer before the reasons, the known before the unknown.
fn the_answer_comes_first(page: &Page, asked: &str) {
    let place = |heading: &&str| ORDER.iter().position(|known| heading.starts_with(known)).expect(heading);
    let own = headings(page).into_iter().skip_while(|heading| !is_in_order(heading)).collect::<Vec<_>>();
    let places: Vec<usize> = own.iter().map(place).collect();
    assert!(places.is_sorted(), "{asked}: {:?}", headings(page));
}

/// Each finding in the line of its act; acts with a gap first.
fn each_is_counted_once(gaps: &Gaps, page: &Page, asked: &str) {
    let parts =
        |text: &str| -> Vec<String> { text.split(';').next().unwrap().split(", ").map(str::to_owned).collect() };
    let lists: Vec<Vec<Vec<String>>> =
        status(page).iter().map(|list| list.iter().map(|(_, cell)| parts(&cell.text)).collect()).collect();
    let counted: usize =
        lists.iter().flatten().flatten().map(|part| part.split(' ').next().unwrap().parse::<usize>().unwrap()).sum();
    assert_eq!(counted, gaps.findings().len(), "{asked}");
    let has_gap = |line: &&Vec<String>| line[0].ends_with(" gap") || line[0].ends_with(" gaps");
    let is_certain = |line: &&Vec<String>| has_gap(line) && !line[0].contains("possible");
    for lines in lists {
        assert_eq!(lines.iter().take_while(is_certain).count(), lines.iter().filter(is_certain).count(), "{asked}");
    }
}

/// A finding on a recalled record stands in a row that says so.
fn what_is_recalled_is_marked(gaps: &Gaps, page: &Page) {
    let shown = |verdict| verdict != Verdict::Unknown;
    for finding in gaps.findings().iter().filter(|one| one.grounds.recalled && shown(one.judgement.verdict)) {
        let tables =
            page.blocks.iter().filter_map(|block| if let Block::Table(sheet) = block { Some(sheet) } else { None });
        let mut rows = tables.flat_map(|sheet| &sheet.rows).filter(|row| {
            let (act, names) = row[1].text.split_once(['/', ':']).unwrap_or_default();
            let names = names.trim().split(" (").next().unwrap_or_default();
            *act == *finding.instrument.id && names.split(", ").any(|id| *id == *finding.obligation.id)
        });
        assert!(rows.any(|row| row[0].text.contains(", recalled")), "{} on {}", finding.id(), finding.on);
    }
}

#[test]
fn what_is_not_known_is_counted_by_act_out_of_what_binds() {
    // Of the Data Retention Directive no source speaks, for Sweden, of three duties out of eleven.
    let world = of_five();
    let usual = written(&world.gaps("SE", "2011-11-25", Detail::Usual), Format::Table);
    assert!(usual.contains("Data Retention Directive  3 of 11 duties: no source"), "{usual}");
    assert!(!usual.contains("remedies, statistics"), "{usual}");
    let all = world.gaps("SE", "2011-11-25", Detail::All).page();
    let rows = &under(&all, "Not known").unwrap().rows;
    assert!(rows.iter().any(|row| row[2].text == "remedies, statistics, supervisory-authority"));
}

/// Is the word in a cell of a table, as a mark? The last column holds reasons, in which it may occur otherwise.
fn is_marked(page: &Page, word: &str) -> bool {
    let tables =
        page.blocks.iter().filter_map(|block| if let Block::Table(sheet) = block { Some(sheet) } else { None });
    let mut cells = tables.flat_map(|sheet| sheet.rows.iter().flat_map(|row| &row[..row.len() - 1]));
    cells.any(|cell| cell.text.contains(&format!(", {word}")) || cell.text.contains(&format!(" ({word}")))
}

fn is_explained(page: &Page, word: &str) -> bool {
    page.blocks.iter().any(|block| matches!(block, Block::Text(cell) if cell.text.contains(&format!("{word}: "))))
}

#[test]
fn the_marks_that_occur_are_explained_and_no_others() {
    let world = shipped();
    let mut seen = [[0; 2]; 4];
    for (actor, on) in world.everybody_on_every_day() {
        let run = world.on(on);
        let one = Selection::default().about(&actor.code);
        let pages = [
            world.gaps(&actor.code, on, Detail::All).page(),
            RecommendationList::new(run, &one, false).page(),
            Deadlines::new(run, &one, Within::parse("10y").unwrap(), false).page(),
            History::new(run, actor, &Selection::default()).page(),
        ];
        for (number, page) in pages.iter().enumerate() {
            for (place, word) in ["recalled", "presumed"].into_iter().enumerate() {
                let marked = is_marked(page, word);
                assert_eq!(marked, is_explained(page, word), "{word}, {}, {on}: {}", actor.code, page.title);
                seen[number][place] += usize::from(marked);
            }
        }
    }
    assert!(seen[0][0] > 10 && seen[0][1] > 3 && seen[1][0] > 0 && seen[3][0] > 10 && seen[3][1] > 3, "{seen:?}");
}
