//! The four formats: widths, colours, escaping, the same bytes every time.

use crate::support::{self, acquis, edit, own_corpus, printed, ran, refused};

const COMMANDS: [&[&str]; 24] = [
    &["gaps", "EL", "--all"],
    &["gaps", "DE"],
    &["compare"],
    &["scoreboard", "--previous", "2011-05-01"],
    &["scoreboard", "--layout", "table2"],
    &["compare", "--by", "obligation", "--all-states"],
    &["explain", "RO/data-retention/telephony"],
    &["history", "SE"],
    &["timelines", "SE"],
    &["show", "prum"],
    &["show", "AT"],
    &["list", "sources"],
    &["list", "rules"],
    &["list", "records", "AT"],
    &["infringements"],
    &["rules", "show"],
    &["rules", "show", "indicators"],
    &["rules", "test"],
    &["recommend"],
    &["recommend", "RO"],
    &["compare", "--by", "objective"],
    &["list", "obligations"],
    &["actions"],
    &["deadlines", "--within", "2y"],
];

fn at_width(width: usize, arguments: &[&str]) -> String {
    let mut command = acquis(arguments);
    let ran = ran(command.args(["--as-of", "2011-11-25"]).env("COLUMNS", width.to_string()).output().unwrap());
    assert_eq!(ran.code, 0, "{}", ran.stderr);
    ran.stdout
}

#[test]
fn no_line_is_wider_than_the_terminal_or_ends_in_a_space() {
    for arguments in COMMANDS {
        for width in [40, 80, 160] {
            let page = at_width(width, arguments);
            assert!(page.lines().count() > 3, "{arguments:?}: title, body, versions");
            for line in page.lines() {
                assert!(line.chars().count() <= width, "{arguments:?} at {width}: {line}");
                assert_eq!(line, line.trim_end(), "{arguments:?} at {width}");
            }
        }
    }
}

#[test]
fn compact_json_is_the_same_value_on_one_line() {
    let read = |text: &str| serde_json::from_str::<serde_json::Value>(text).unwrap();
    let commands: [&[&str]; 5] = [
        &["gaps", "AT"],
        &["compare", "--all-states", "--instrument", "prum"],
        &["check", "--instrument", "data-retention", "--fail-on", "never"],
        &["show", "prum"],
        &["rules", "show"],
    ];
    for arguments in commands {
        let ask = [arguments, &["--as-of", "2011-11-25", "--format", "json"]].concat();
        let (indented, compact) = (printed(&ask), printed(&[&ask[..], &["--compact"]].concat()));
        assert_eq!(compact.find('\n'), Some(compact.len() - 1), "{arguments:?}");
        assert!(compact.len() < indented.len() && read(&compact) == read(&indented), "{arguments:?}");
        assert_eq!(indented, serde_json::to_string_pretty(&read(&indented)).unwrap() + "\n", "{arguments:?}");
    }
    let message = support::refused(2, &["compare", "--compact"]);
    assert!(message.contains("--compact is for json alone"), "{message}");
    let pages = ran(acquis(&["man", "--compact"]).output().unwrap());
    assert!(pages.code == 0 && pages.stderr.contains("ignored: --compact"), "{}", pages.stderr);
}

#[test]
fn a_width_that_is_no_number_is_passed_over() {
    let odd = ran(acquis(&["list", "states"]).env("COLUMNS", "wide").output().unwrap());
    assert_eq!(odd.stdout, printed(&["list", "states"]));
    assert_eq!(ran(acquis(&["gaps", "AT"]).env("COLUMNS", "1").output().unwrap()).code, 0);
}

#[test]
fn colour_is_for_terminals_or_on_demand() {
    let gaps = ["gaps", "EL", "--as-of", "2011-11-25"];
    assert!(!printed(&gaps).contains('\u{1b}'));
    let always = printed(&[&gaps[..], &["--color", "always"]].concat());
    assert!(always.contains("\u{1b}[1m\u{1b}[31moverdue\u{1b}[0m"));
    assert_eq!(without_colour(&always), printed(&gaps), "colour moves nothing");
    let mut asked = acquis(&[&gaps[..], &["--color", "always"]].concat());
    assert!(
        ran(asked.env("NO_COLOR", "1").output().unwrap()).stdout.contains('\u{1b}'),
        "what is typed beats NO_COLOR"
    );
    let mut forced = acquis(&gaps);
    let no = forced.env("CLICOLOR_FORCE", "1").env("NO_COLOR", "1");
    assert!(!ran(no.output().unwrap()).stdout.contains('\u{1b}'), "NO_COLOR beats CLICOLOR_FORCE");
}

fn without_colour(text: &str) -> String {
    let mut plain = String::new();
    for part in text.split_inclusive('m') {
        plain.push_str(part.split_once("\u{1b}[").map_or(part, |(before, _)| before));
    }
    plain
}

#[test]
fn the_same_bytes_in_any_time_zone_and_language() {
    for (turn, arguments) in COMMANDS.into_iter().enumerate() {
        for format in ["table", ["json", "csv", "md"][turn % 3]] {
            let arguments = [arguments, &["--as-of", "2011-11-25", "--format", format]].concat();
            let here = printed(&arguments);
            let mut elsewhere = acquis(&arguments);
            elsewhere.env("TZ", "Pacific/Kiritimati").env("LANG", "tr_TR.UTF-8").env("LC_ALL", "tr_TR.UTF-8");
            assert_eq!(here, ran(elsewhere.output().unwrap()).stdout, "{arguments:?}");
            assert!(here.ends_with('\n') && !here.ends_with("\n\n"), "{arguments:?}");
        }
    }
}

#[test]
fn every_output_says_when_and_from_what() {
    for arguments in [COMMANDS[0], COMMANDS[2], COMMANDS[4], COMMANDS[5], COMMANDS[6], COMMANDS[8]] {
        let arguments = [arguments, &["--as-of", "2011-11-25", "--known-as-of", "2013-01-01"]].concat();
        let text = printed(&arguments).replace('\n', " ");
        assert!(text.contains("as of 2011-11-25, known as of: 2013-01-01; acquis "), "{arguments:?}");
        let json: serde_json::Value = support::json(&arguments[..]);
        assert_eq!((json["as_of"].as_str(), json["known_as_of"].as_str()), (Some("2011-11-25"), Some("2013-01-01")));
    }
}

#[test]
fn spreadsheets_are_given_no_formula_and_pages_no_markup() {
    let corpus = own_corpus();
    let title = "\"short_title\": \"Prüm Decisions\"";
    edit(&corpus, "instruments/prum.json", title, "\"short_title\": \"=1+1|<b>x</b>\"");
    let list = ["list", "instruments", "--data", corpus.path().to_str().unwrap(), "--format"];
    let csv = printed(&[&list[..], &["csv"]].concat());
    assert!(csv.contains(",'=1+1|<b>x</b>\n"), "{csv}");
    let page = printed(&[&list[..], &["md"]].concat());
    assert!(page.contains("=1+1\\|&lt;b&gt;x&lt;/b&gt;"), "{page}");
    assert!(!page.contains("<b>"));
}

#[test]
fn no_text_in_the_data_moves_a_terminal() {
    let corpus = own_corpus();
    let title = "\"short_title\": \"Prüm Decisions\"";
    edit(
        &corpus,
        "instruments/prum.json",
        title,
        "\"short_title\": \"a\\u001b[2J\\u202eb\\u009bc\\ufffe\\uffff\\ufdd0\"",
    );
    for format in ["table", "json", "csv", "md"] {
        let list = ["list", "instruments", "--data", corpus.path().to_str().unwrap(), "--format", format];
        let ran = support::run(&list);
        let all = ran.stdout + &ran.stderr;
        let harmful = ['\u{1b}', '\u{202e}', '\u{9b}', '\u{fffe}', '\u{ffff}', '\u{fdd0}'];
        assert!(all.contains("[2J") && !all.contains(harmful), "{format}: {all}");
    }
}

#[test]
fn a_format_that_is_not_made_yet_is_unknown() {
    for format in ["html", "ods", "parquet", "pdf"] {
        assert!(refused(2, &["gaps", "AT", "--format", format]).contains("table, json, csv, md"));
    }
}
