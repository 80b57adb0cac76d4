//! Every gap of one state on a day, and why: `cargo run --example one_country -- BE 2013-10-17`.

#![allow(clippy::print_stdout)]

use acquis::{AsOf, Dataset, Error, Selection};

fn main() -> Result<(), Error> {
    let mut arguments = std::env::args().skip(1);
    let state = arguments.next().unwrap_or("BE".to_owned());
    let day = arguments.next().unwrap_or("2013-10-17".to_owned()).parse()?;
    let dataset = Dataset::embedded()?;
    for finding in dataset.findings(&Selection::default().about(&state), AsOf::both(day))? {
        let Some(days) = finding.days_overdue() else { continue };
        println!("{}: {}, day {days} ({})", finding.id(), finding.verdict(), finding.severity());
        for reason in finding.because() {
            println!("  {reason}");
        }
    }
    Ok(())
}
