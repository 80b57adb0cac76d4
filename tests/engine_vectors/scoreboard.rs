//! The vectors about rules of the scoreboard: which light a value has, and which dates count for an edition.

use acquis::rules::{Amount, Light};

use super::Vector;
use super::corpus::day;
use crate::support::model::{Model, indicators};

/// Checks one vector.
pub fn check(vector: &Vector, all: &[Vector]) {
    match vector.rule.as_str() {
        "scoreboard.light" => {
            let value = vector.get("value").unwrap();
            let indicator = match vector.get("indicator").unwrap() {
                "deficit" => "transposition-deficit",
                other => other,
            };
            assert_eq!(light(indicator, value).as_str(), vector.expected, "{indicator} {value}");
        }
        "scoreboard.snapshot" => {
            edition(vector.get("deadline_cutoff").unwrap(), vector.get("notification_cutoff").unwrap());
        }
        "scoreboard.snapshot.logic" => logic(vector),
        _ if vector.get("indicator") == Some("deficit") => published(vector, all),
        _ => assert!(above(all, vector.get("edition")).len() > 1),
    }
}

fn light(indicator: &str, value: &str) -> Light {
    let value = Amount::decimal(value.parse().unwrap()).unwrap();
    indicators().get(indicator).unwrap().light(value).unwrap()
}

/// The states that an edition names as above the target of 1 %.
fn above(all: &[Vector], edition: Option<&str>) -> Vec<String> {
    let lists =
        |vector: &&Vector| vector.get("indicator") == Some("states-above-1.0") && vector.get("edition") == edition;
    let list = all.iter().find(lists).map_or("", |vector| vector.expected.as_str());
    list.split_whitespace().map(str::to_owned).collect()
}

/// A published deficit: red for those that the edition names as above the target, else green.
fn published(vector: &Vector, all: &[Vector]) {
    let value = vector.expected.split(';').next().unwrap();
    let (state, red) = (vector.get("subject").unwrap().to_owned(), above(all, vector.get("edition")));
    let light_of_state = light("transposition-deficit", value);
    match red.is_empty() {
        true => assert_eq!(light_of_state == Light::Red, value.parse::<f64>().unwrap() > 1.0, "{state} {value}"),
        false => assert_eq!(light_of_state == Light::Red, red.contains(&state), "{state} {value}"),
    }
}

/// An act due on the deadline cut-off, notified on a day: its standing, or `not-counted`.
fn standing(cut_offs: [&str; 2], due: &str, notified: &str) -> String {
    let model = Model::default().act("act", due).state("AT").notified("act", notified);
    let board = model.board(cut_offs[0], cut_offs[1], None);
    board["states"][0]["acts"][0]["standing"].as_str().unwrap_or("not-counted").to_owned()
}

/// Both cut-offs of an edition with the day after each.
fn edition(deadline: &str, notification: &str) {
    let (cut_offs, after) = ([deadline, notification], |text: &str| day(text).next().to_string());
    assert_eq!(standing(cut_offs, deadline, notification), "transposed", "{cut_offs:?}");
    assert_eq!(standing(cut_offs, deadline, &after(notification)), "outstanding", "{cut_offs:?}");
    assert_eq!(standing(cut_offs, &after(deadline), notification), "not-counted", "{cut_offs:?}");
}

/// The edition of December 2022: deadlines to the end of November, notifications to 10 December.
fn logic(vector: &Vector) {
    assert_eq!(vector.get("edition"), Some("2022-12"));
    let notified = match vector.get("notified").unwrap() {
        "never" => "2099-01-01",
        day => day,
    };
    let computed = standing(["2022-11-30", "2022-12-10"], vector.get("deadline").unwrap(), notified);
    assert_eq!(computed, vector.expected);
}
