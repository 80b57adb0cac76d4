//! States side by side, one verdict per duty: `cargo run --example matrix -- 2013-10-17`.

#![allow(clippy::print_stdout)]

use acquis::{AsOf, Choice, Dataset, Error, Selection};

const DUTIES: [&str; 3] = ["prum/dna", "budapest/ratification", "anti-trafficking/transposition"];

fn main() -> Result<(), Error> {
    let day = std::env::args().nth(1).unwrap_or("2013-10-17".to_owned()).parse()?;
    let dataset = Dataset::embedded()?;
    let selection = Selection { obligations: Choice::Only(DUTIES.map(str::to_owned).to_vec()), ..Selection::default() };
    let findings = dataset.findings(&selection, AsOf::both(day))?;
    println!("state  {}", DUTIES.map(|duty| format!("{duty:30}")).concat().trim_end());
    for of_state in findings.chunk_by(|one, next| one.state().code == next.state().code) {
        let Some(state) = of_state.first().map(|one| one.state()) else { continue };
        let verdict =
            |duty: &str| of_state.iter().find(|one| one.duty() == duty).map_or("-", |one| one.verdict().as_str());
        let cells = DUTIES.map(|duty| format!("{:30}", verdict(duty))).concat();
        println!("{:5}  {}", state.code, cells.trim_end());
    }
    Ok(())
}
