//! Flags that every command takes and some pass over: whoever typed one is told so, and the result is the same.

use super::arguments::{Command, Common};

/// The flags that were typed and change nothing for this command. Those of output and colour always count.
pub fn unheard(common: &Common, command: &Command) -> Vec<&'static str> {
    let about_rules = matches!(command, Command::Rules(_) | Command::Validate(_) | Command::Test(_) | Command::New(_));
    let about_nothing =
        matches!(command, Command::Init(_) | Command::Schema(_) | Command::Completions(_) | Command::Man(_));
    let of_data = [("--data", common.data.is_some()), ("--rules", common.rules.is_some())];
    let of_questions = [
        ("--as-of", common.as_of.is_some()),
        ("--known-as-of", common.known_as_of.is_some()),
        ("--instrument", !common.instrument.is_empty()),
        ("--state", !common.state.is_empty()),
        ("--all-states", common.all_states),
        ("--strict", common.strict),
        ("--fail-on", common.fail_on.is_some()),
        ("--assume", !common.assume.is_empty()),
        ("--assume-none", !common.assume_none.is_empty()),
    ];
    let passed_over = of_questions.into_iter().filter(|_| about_rules || about_nothing);
    let passed_over = passed_over.chain(of_data.into_iter().filter(|_| about_nothing));
    passed_over.filter(|(_, typed)| *typed).map(|(flag, _)| flag).collect()
}
