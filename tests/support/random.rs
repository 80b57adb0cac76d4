//! How tests of random inputs are run: so many, and what fails is kept beside the test and tried first from then on.

use proptest::test_runner::{Config, FileFailurePersistence};

/// So many cases; a failure is written into a file beside the test, `NAME.proptest-regressions`, which is committed.
pub fn kept(cases: u32) -> Config {
    let file = FileFailurePersistence::WithSource("proptest-regressions");
    Config { cases, failure_persistence: Some(Box::new(file)), ..Config::default() }
}
