//! `acquis --version`: the program's version and the digests of the data and rules inside it.

use crate::load;
use crate::report::short;

/// Version and digests, shortened to twelve digits. The digests were computed when the program was built.
pub fn text() -> String {
    let (data, rules) = load::embedded_digests();
    format!("acquis {} (data {}, rules {})\n", env!("CARGO_PKG_VERSION"), short(data), short(rules))
}
