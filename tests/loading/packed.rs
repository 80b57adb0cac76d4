//! The packed form of the embedded data is what the JSON files say now. `ACQUIS_BLESS=1 cargo test packed::` writes it anew.

use acquis::load;

use crate::support::assert_current;

#[test]
fn the_packed_form_is_current() {
    assert_current("embedded.bin", &load::packed_file().unwrap());
}
