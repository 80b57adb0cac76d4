//! Files that a test keeps current: `ACQUIS_BLESS=1` writes them anew.

use std::path::Path;

/// Are they written anew?
pub fn is_blessed() -> bool {
    std::env::var_os("ACQUIS_BLESS").is_some()
}

/// Fails where a file is not what it should be now; with `ACQUIS_BLESS` set writes it first.
#[track_caller]
pub fn assert_current(file: &str, current: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(file);
    if is_blessed() {
        std::fs::write(&path, current).unwrap();
    }
    let written = std::fs::read_to_string(&path).unwrap_or_default();
    assert!(written == current, "{file} is old: run this test with ACQUIS_BLESS=1");
}
