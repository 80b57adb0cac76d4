//! Stubs and instruments: metadata complete a stub and keep where it came from, and never replace what somebody wrote.

use serde_json::json;

use super::{ACTS, Office, REGISTER, list, noticed};
use crate::support::change;

const LETTER: &str = "INFR(2013)0204,AT,HOME,noncommunication,,32011L0036,LFN258,x,2013-05-29,0,0";
const METADATA: &str = "32011L0036,Directive 2011/36/EU of 5 April 2011,2011-04-05,2011-04-15,2013-04-06,";

#[test]
fn metadata_complete_a_stub_and_both_sources_stay() {
    let office = Office::small();
    office.import_text("infringements", REGISTER, &[LETTER], &["--create-instruments"]);
    let stub = office.json_of("instruments/32011l0036.json");
    assert_eq!((&stub["sources"], &stub["adopted"]), (&json!(["register"]), &json!("2011")));
    assert_eq!(stub["obligations"][0]["deadline"], json!({"passed_by": "2013-05-29"}));
    office.import_text("acts", ACTS, &[METADATA], &["--source", "journal"]);
    let act = office.json_of("instruments/32011l0036.json");
    assert_eq!(act["sources"], json!(["register", "journal"]));
    assert_eq!(
        (&act["stub"], &act["adopted"], &act["in_force"]),
        (&json!(true), &json!("2011-04-05"), &json!("2011-04-15"))
    );
    assert_eq!(act["obligations"][0]["deadline"], json!({"by": "2013-04-06"}));
    // the register again leaves what metadata gave
    office.import_text("infringements", REGISTER, &[LETTER], &["--create-instruments"]);
    assert_eq!(office.json_of("instruments/32011l0036.json"), act);
    office.is_valid();
}

#[test]
fn what_somebody_wrote_is_never_replaced() {
    let office = Office::small();
    // written by hand under the id that a stub would have, without its number
    let own = office.json_of("instruments/act.json");
    std::fs::write(office.data.path().join("instruments/32011l0036.json"), own.to_string()).unwrap();
    change(office.data.path(), "instruments/32011l0036.json", |act| {
        act["id"] = json!("32011l0036");
        act["title"] = json!("Written by hand");
        act.as_object_mut().unwrap().shift_remove("celex");
    });
    office.run(&["validate", office.data(), "--fix"]);
    let before = office.law_and_data();
    let report = office.import_text("acts", ACTS, &[METADATA], &["--source", "journal"]);
    assert_eq!(noticed(&report), ["2 refused other-act"]);
    assert!(office.law_and_data() == before);
    let report = office.import_text("infringements", REGISTER, &[LETTER], &["--create-instruments"]);
    assert_eq!(
        (noticed(&report), &report["changes"]["unattributed"]),
        (vec!["2 warned other-act".to_owned()], &json!(1))
    );
    assert_eq!(office.json_of("instruments/32011l0036.json")["title"], "Written by hand");
    assert_eq!(list(&report, "/changes/instruments"), [""; 0]);
    office.is_valid();
}
