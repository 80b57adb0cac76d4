//! Words as they are typed: the command line, days and lengths of time, names of states, acts and findings, assumptions.

use std::cell::RefCell;
use std::ffi::OsString;

use acquis::cli::readers;
use acquis::import::days::{DayOrder, read_day};
use acquis::import::query::{CellarQuery, QueriedAct};
use acquis::import::world::world_state;
use acquis::law::CaseNumber;
use acquis::law::names::{ActName, Celex, NameMatch, find_instrument, find_state};
use acquis::load::Assumption;
use acquis::open;
use acquis::report::Within;
use acquis::time::{Day, Period, UncertainDay};
use acquis::{FindingId, Shard};

use super::{Outcome, base, is_sampled};

/// One word per line.
pub fn command_line(input: &[u8]) -> Outcome {
    thread_local!(static COMMAND: RefCell<clap::Command> = RefCell::new(readers::command()));
    let words = input.split(|byte| *byte == b'\n').map(word);
    let words: Vec<OsString> = [OsString::from("acquis")].into_iter().chain(words).collect();
    match COMMAND.with_borrow_mut(|command| readers::arguments(command, &words)) {
        Ok(said) => Outcome::accepted(said),
        Err((message, code)) => {
            // help that is asked for is no mistake
            assert!([0, 2].contains(&code) && !message.is_empty(), "{code}: {message}");
            Outcome::refused(message)
        }
    }
}

/// A word as the system hands it over, which need not be text.
#[cfg(unix)]
fn word(bytes: &[u8]) -> OsString {
    std::os::unix::ffi::OsStringExt::from_vec(bytes.to_vec())
}

#[cfg(not(unix))]
fn word(bytes: &[u8]) -> OsString {
    String::from_utf8_lossy(bytes).into_owned().into()
}

pub fn days(input: &[u8]) -> Outcome {
    let text = String::from_utf8_lossy(input);
    let day = Day::parse(&text);
    let uncertain = UncertainDay::parse(&text);
    if let Ok(day) = day {
        assert!(day.is_in_bounds() && day.to_string() == text, "{text}");
        assert_eq!(uncertain.as_ref().map(|one| (one.first(), one.last())), Ok((day, day)));
        assert_eq!(Day::parse_computed(&text), Ok(day));
    }
    if let Ok(uncertain) = &uncertain {
        assert_eq!(uncertain.to_string(), text);
        assert!(uncertain.first() <= uncertain.last() && uncertain.last().is_in_bounds());
    }
    if let Ok(day) = Day::parse_computed(&text) {
        assert_eq!(day.to_string(), text);
    }
    let period = Period::parse(&text);
    let within = Within::parse(&text);
    if let Ok(within) = within {
        for day in ["1950-01-01", "2100-12-31"].map(|day| Day::parse(day).unwrap()) {
            assert!(within.last_day(day) >= day);
        }
        assert_eq!(Within::parse(&within.to_string()), Ok(within));
    }
    let shard = text.parse::<Shard>();
    if let Ok(shard) = shard {
        assert_eq!(shard.to_string().parse(), Ok(shard));
    }
    for order in [DayOrder::DayFirst, DayOrder::MonthFirst, DayOrder::Named] {
        match read_day(&text, order) {
            Ok(day) => assert!(day.is_in_bounds() && read_day(&day.to_string(), order) == Ok(day), "{text}"),
            Err(problem) => assert!(!problem.message.is_empty()),
        }
    }
    let is_accepted = uncertain.is_ok() || period.is_ok() || within.is_ok() || shard.is_ok();
    Outcome { is_accepted, said: format!("{day:?} {uncertain:?} {period:?} {within:?} {shard:?}") }
}

pub fn names(input: &[u8]) -> Outcome {
    let typed = String::from_utf8_lossy(input);
    let corpus = base::named();
    let state = find_state(corpus, &typed).map(|actor| actor.code.to_string());
    let act = match find_instrument(corpus, &typed) {
        NameMatch::One(act) => Some(act.id.to_string()),
        _ => None,
    };
    // what a name means is meant by the id that is printed
    if let Some(code) = &state {
        assert_eq!(readers::state(corpus, code).as_ref(), Ok(code), "{typed}");
    }
    if let Some(id) = &act {
        assert_eq!(readers::act(corpus, id).as_ref(), Ok(id), "{typed}");
    }
    let is_accepted = state.is_some() || act.is_some();
    // to look for the nearest name takes longer than to read
    let answers = if is_sampled(input, 40) { answers(&typed) } else { String::new() };
    let number = CaseNumber::canonical(&typed);
    assert_eq!(CaseNumber::canonical(&number), number, "a case number has two canonical spellings: {typed}");
    if let Some(found) = world_state(&typed) {
        assert_eq!(world_state(&found.code).map(|state| state.code), Some(found.code), "{typed}");
    }
    if let Some(queried) = QueriedAct::new(&typed) {
        let command = CellarQuery::Acts.command(&[queried]);
        assert_eq!((command.lines().count(), command.matches('\'').count()), (1, 4), "{command}");
    }
    let (name, celex) = (ActName::read(&typed), Celex::read(&typed));
    Outcome { is_accepted, said: format!("{state:?} {act:?} {answers} {name:?} {celex:?}") }
}

/// What the command line answers to a name of any kind.
fn answers(typed: &str) -> String {
    let corpus = base::named();
    let engine = base::engine(corpus);
    let finding = readers::finding(&engine, typed);
    if let Ok(id) = &finding {
        assert_eq!(readers::finding(&engine, id).as_ref(), Ok(id), "{typed}");
        assert_eq!(id.parse::<FindingId>().map(|read| read.to_string()).as_ref().ok(), Some(id));
    }
    let all = [readers::state(corpus, typed), readers::act(corpus, typed), finding, readers::anything(corpus, typed)];
    assert!(all.iter().all(|answer| answer.as_ref().err().is_none_or(|message| !message.is_empty())));
    format!("{all:?} {:?}", readers::family(corpus, typed))
}

pub fn assumption(input: &[u8]) -> Outcome {
    let typed = String::from_utf8_lossy(input);
    let corpus = base::named();
    // as written with codes and ids: read, written, and read again it is the same
    if let Ok(written) = typed.parse::<Assumption>() {
        let again: Result<Assumption, _> = written.to_string().parse();
        let again = again.unwrap_or_else(|remark| panic!("{written} is no assumption: {remark:?}"));
        assert_eq!(format!("{again:?}"), format!("{written:?}"), "{written}");
    }
    if !is_sampled(input, 5) {
        return Outcome {
            is_accepted: typed.parse::<Assumption>().is_ok(),
            said: format!("{:?}", open::words(&typed)),
        };
    }
    let of_named = readers::fact(corpus, &typed);
    if let Ok(fact) = &of_named {
        let again = readers::fact(corpus, &fact.to_string());
        assert_eq!(again.map(|again| format!("{again:?}")), Ok(format!("{fact:?}")), "{fact}");
    }
    match readers::fact(base::corpus(), &typed) {
        Err(message) => {
            assert!(!message.is_empty());
            Outcome { is_accepted: of_named.is_ok(), said: format!("{of_named:?} {message}") }
        }
        Ok(fact) => {
            let assumed = open::assume(&mut base::corpus().clone(), &[fact]);
            if let Err(remarks) = &assumed {
                assert!(!remarks.is_empty() && remarks.iter().all(|remark| !remark.message.is_empty()));
            }
            Outcome { is_accepted: assumed.is_ok(), said: format!("{assumed:?}") }
        }
    }
}
