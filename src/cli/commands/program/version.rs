//! `acquis --version`: the program's version and the digests of the data and rules inside it.

use std::io::{self, Write};

use crate::cli::exit::Exit;
use crate::load;
use crate::report::short;

/// Prints version and digests, shortened to twelve digits.
pub fn run() -> Exit {
    let data = load::embedded(Some(&[])).map(|corpus| short(&corpus.digest)).unwrap_or_default();
    let rules = short(&load::embedded_rules().digest);
    // A closed pipe is no failure.
    let _ = writeln!(io::stdout(), "acquis {} (data {data}, rules {rules})", env!("CARGO_PKG_VERSION"));
    Exit::Evaluated
}
