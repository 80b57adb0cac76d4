//! What if Ireland ratified the Budapest Convention? `cargo run --example what_if`. On the day of the deposit it has done what it
//! is encouraged to do, the day before not yet; the duties under the Convention bind it three months later.

#![allow(clippy::print_stdout)]

use acquis::{Dataset, Day, Error, Selection};

fn main() -> Result<(), Error> {
    let dataset = Dataset::embedded()?;
    let assumed = dataset.assume(&["IE budapest ratification 2027-01-15"])?;
    let deposit = Day::parse("2027-01-15")?;
    for day in [deposit.previous(), deposit] {
        let finding = assumed.finding("IE/budapest/ratification", day)?;
        println!("{day}: {}, because {}", finding.verdict(), finding.because().join("; "));
    }
    for change in assumed.compare(&Selection::default().about("IE"), deposit, Day::parse("2027-05-01")?)? {
        println!("{}: {}", change.id, change.causes.iter().map(|cause| &*cause.text).collect::<Vec<_>>().join("; "));
    }
    Ok(())
}
