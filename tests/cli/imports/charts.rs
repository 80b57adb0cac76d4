//! Treaty charts into the shipped data: the page of the Council of Europe, the lists of the United Nations and of WIPO.

use super::{Office, counts, list, names_in, noticed};

const PAGE: &str = "<html><head><title>Chart</title></head><body><h2>Chart of signatures and ratifications of Treaty 185</h2>
<p>Convention on Cybercrime (ETS No. 185)</p><p>Status as of 27/08/2026</p>
<table><thead><tr><th></th><th>Signature</th><th>Ratification</th><th>Entry into Force</th><th>Notes</th><th>R.</th><th>D.</th></tr></thead>
<tbody><tr><td colspan=7>Members of the Council of Europe</td></tr>
<tr><td>Austria</td><td>23/11/2001</td><td>13/06/2012</td><td>01/10/2012</td><td></td><td>R.</td><td></td></tr>
<tr><td>Ireland</td><td>28/02/2002</td><td></td><td></td><td></td><td></td><td></td></tr>
<tr><td>Andorra</td><td>23/04/2013</td><td>16/11/2016</td><td>01/03/2017</td><td></td><td></td><td></td></tr>
<tr><td colspan=7>Non-members of the Council of Europe</td></tr>
<tr><td>Chile</td><td></td><td>20/04/2017 a</td><td>01/08/2017</td><td></td><td></td><td></td></tr>
<tr><td>Atlantis</td><td></td><td>20/04/2017 a</td><td>01/08/2017</td><td></td><td></td><td></td></tr>
</tbody><tfoot><tr><td colspan=2>Total number of signatures not followed by ratifications:</td><td>3</td></tr></tfoot></table>
</body></html>";

const UNITED_NATIONS: &str = "Participant,Signature,\"Ratification, Acceptance(A), Approval(AA), Accession(a), Succession(d)\"\r\n\
Austria,23 Nov 2001,13 Jun 2012\r\nNamibia,13 Dec 2024,\r\nNA,,\r\nJapan,,3 Jul 2012 a\r\nKenya,,1001-01-01\r\n";

const WIPO: &str = "Contracting Party,Status,Entry into Force,Signature,Instrument\nAustria,In Force,\"October 1, 2012\",\
\"November 23, 2001\",\"Ratification: June 13, 2012\"\nBolivia (Plurinational State of),Signatory,,\"November 23, 2001\",\n\
Albania,In Force,\"July 1, 2004\",\"November 23, 2001\",\"Ratification: June 20, 2002\"\n";

#[test]
fn charts_of_three_depositaries() {
    let office = Office::shipped();
    office.put("chart.html", PAGE);
    office.put("un.csv", UNITED_NATIONS);
    office.put("wipo.csv", WIPO);
    // parties that the data do not have need leave to be added
    let kept = office.import("treaty-chart", &["chart.html"], &["--dry-run"]);
    assert_eq!(counts(&kept), [5, 1, 1, 3]);
    assert_eq!(noticed(&kept)[1..], ["7 refused unknown-party", "9 refused unknown-party", "10 refused unknown-state"]);
    let report = office.import("treaty-chart", &["chart.html"], &["--create-states"]);
    assert_eq!(report["source"], "coe-185-chart", "the chart that the treaty has");
    assert_eq!(counts(&report), [5, 3, 1, 1]);
    assert_eq!(noticed(&report), ["5 warned reservation-without-day", "10 refused unknown-state"]);
    assert_eq!(list(&report, "/changes/states"), ["AD", "CL"]);
    assert_eq!(office.records("CL", "budapest"), ["ratification 2017-04-20", "in-force-for-state 2017-08-01"]);
    assert_eq!(office.json_of("member-states/CL.json")["records"][0]["consent"], "accession");
    assert_eq!(office.json_of("member-states/AD.json")["membership"], serde_json::json!([]));
    // a chart without a number of a treaty
    let unnamed = office.try_import("treaty-chart", &["un.csv"], &["--create-states"]);
    assert_eq!((unnamed.code, unnamed.stdout.as_str()), (3, ""));
    assert!(unnamed.stderr.contains("no-treaty") && unnamed.stderr.contains("--instrument"), "{}", unnamed.stderr);
    let more = ["--create-states", "--instrument", "budapest"];
    let report = office.import("treaty-chart", &["un.csv"], &more);
    assert_eq!((counts(&report), noticed(&report)), ([5, 4, 0, 1], vec!["6 refused placeholder-date".into()]));
    assert_eq!(list(&report, "/changes/states"), ["JP", "NA"], "NA is Namibia");
    let report = office.import("treaty-chart", &["wipo.csv"], &more);
    assert_eq!((counts(&report), list(&report, "/changes/states")), ([3, 3, 0, 0], vec!["AL", "BO"]));
    assert_eq!(office.json_of("member-states/BO.json")["names"][0], "Bolivia (Plurinational State of)");
    let again = office.import("treaty-chart", &["wipo.csv"], &more);
    assert_eq!(list(&again, "/written"), [""; 0]);
    office.is_valid();
    // new parties are in no group of Member States
    let found = office.run(&["gaps", "CL", "--all", "--data", office.data(), "--format", "json"]);
    assert!([0, 1].contains(&found.code), "{}", found.stderr);
    assert_eq!(
        names_in(office.work.path()),
        ["chart.html", "chart.html.refused.csv", "un.csv", "un.csv.refused.csv", "wipo.csv"]
    );
}

#[test]
fn the_source_is_found_said_or_asked_for() {
    let office = Office::small();
    let rows = super::csv(super::CHART, &["Austria,2001-11-23,2012-06-13,2012-10-01,,"]);
    office.put("chart.csv", &rows);
    let import = |more: &[&str]| {
        office.try_import("treaty-chart", &["chart.csv"], &[&["--instrument", "treaty"], more].concat())
    };
    assert_eq!(import(&[]).code, 0, "the only chart of the treaty");
    let unknown = import(&["--source", "chrt"]);
    assert_eq!(unknown.code, 2);
    assert!(
        unknown.stderr.contains("there is no source \"chrt\"") && unknown.stderr.contains("source add"),
        "{}",
        unknown.stderr
    );
    // two charts of one treaty
    let add = [
        "source",
        "add",
        "other-chart",
        "--reference",
        "R",
        "--published",
        "2020-01-01",
        "--kind",
        "depositary",
        "--continuous",
        "--into",
        office.data(),
    ];
    let added = office.run(&add);
    assert_eq!(added.code, 0, "{}", added.stderr);
    crate::support::change(office.data.path(), "instruments/treaty.json", |act| {
        act["sources"] = serde_json::json!(["chart", "other-chart"])
    });
    office.run(&["validate", office.data(), "--fix"]);
    let asked = import(&[]);
    assert_eq!(asked.code, 2);
    assert!(asked.stderr.contains("it can be chart, other-chart"), "{}", asked.stderr);
    assert_eq!(import(&["--source", "other-chart"]).code, 0);
    // of measures and acts there is no default
    let measures = office.try_import("national-measures", &["chart.csv"], &[]);
    assert!(measures.code == 2 && measures.stderr.contains("--source ID"), "{}", measures.stderr);
}
