//! Decision tables, the cases beside them, and dated cases.

use acquis::load::{self, CaseTexts, Problem, RuleText, Theme};
use acquis::open::{CaseFiles, prove};
use acquis::report::{answers, difference};
use acquis::rules::{Indicators, Rules};
use serde_json::Value;

use super::{Outcome, assert_placed, base, has_errors, is_sampled, listed};

/// A table in the place of the shipped one whose name it holds; the proof of a whole table is tried by other tests.
pub fn rule_table(input: &[u8]) -> Outcome {
    let value = serde_json::from_slice::<Value>(input).ok();
    let name = value.as_ref().and_then(|value| value.get("name")?.as_str());
    let known = [Rules::TABLES.as_slice(), &[Indicators::TABLE]].concat();
    let name = known.into_iter().find(|known| Some(*known) == name).unwrap_or("verdict");
    let path = format!("rules/{name}.json");
    let loaded = load::texts(vec![(path.clone(), input.to_vec())]);
    let text = String::from_utf8_lossy(input);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    // that there are no data is wrong too, and not asked here
    let problems: Vec<Problem> = loaded.problems.into_iter().filter(|problem| problem.file == path).collect();
    assert_placed(&problems, &path, text);
    if has_errors(&problems) {
        return Outcome::refused(listed(&problems));
    }
    let texts = &loaded.rules_texts;
    assert!(texts.own.contains(name) && !texts.embedded, "the table was not read");
    let is_read = Rules::proved_before(|table| texts.get(table)).is_ok();
    let indicators = Indicators::parse(texts.get(Indicators::TABLE).unwrap_or_default());
    if is_read && indicators.is_ok() {
        // not asked here: is it whole?
        return Outcome::accepted("read");
    }
    if !is_sampled(input, 64) {
        return Outcome::refused(format!("{is_read} {:?}", indicators.err()));
    }
    let problems = prove(texts, &[]).expect_err("a table that cannot be read is proved");
    assert_placed(&problems, &path, text);
    assert!(has_errors(&problems), "a table is refused without a reason");
    Outcome::refused(listed(&problems))
}

pub fn rule_cases(input: &[u8]) -> Outcome {
    let path = "rules/cases/verdict.json";
    let Ok(text) = std::str::from_utf8(input) else { return Outcome::refused("no text") };
    let file = RuleText { path: path.to_owned(), text: text.to_owned() };
    let files = CaseFiles::read(CaseTexts::from([("verdict".to_owned(), file)]));
    let problems = files.all_problems(base::rules());
    assert_placed(&problems, path, text);
    assert_eq!(files.files.len() + usize::from(!files.problems.is_empty()), 1, "read in part");
    if has_errors(&problems) {
        return Outcome::refused(listed(&problems));
    }
    let (_, cases) = &files.files[0];
    let trials = base::rules().trials(cases).expect("cases without a problem can be tried");
    Outcome::accepted(format!("{trials:?}"))
}

pub fn dated_cases(input: &[u8]) -> Outcome {
    let value = serde_json::from_slice::<Value>(input).ok();
    let theme = value.as_ref().and_then(|value| value.get("theme")?.as_str());
    let is_name =
        |theme: &&str| !theme.is_empty() && theme.bytes().all(|byte| byte.is_ascii_alphanumeric() || byte == b'-');
    let path = format!("cases/{}.json", theme.filter(is_name).unwrap_or("theme"));
    let text = String::from_utf8_lossy(input);
    let text = text.strip_prefix('\u{feff}').unwrap_or(&text);
    let theme = match Theme::read(&path, input.to_vec()) {
        Ok(theme) => theme,
        Err(problems) => {
            assert!(has_errors(&problems), "cases are refused without a reason");
            assert_placed(&problems, &path, text);
            return Outcome::refused(listed(&problems));
        }
    };
    let own = theme.own_corpus().transpose();
    let corpus = match &own {
        Ok(own) => own.as_ref().unwrap_or(base::corpus()),
        Err(problem) => {
            assert_placed(std::slice::from_ref(&**problem), &path, text);
            return Outcome::refused(problem.to_string());
        }
    };
    let each = theme.cases.iter().take(3).map(|case| {
        let answers = answers(base::engine(corpus), case);
        format!("{answers:?} {:?}\n", difference(case, &answers))
    });
    Outcome::accepted(each.collect::<String>())
}
