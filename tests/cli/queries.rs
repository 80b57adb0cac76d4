//! `acquis query`: the question, the line that asks it, and nothing that an argument could change in either.

use crate::support::{printed, refused, run};

#[test]
fn the_question_and_the_line_that_asks_it_are_printed() {
    let printed_for = |arguments: &[&str]| printed(&[&["query"], arguments].concat());
    let text = printed_for(&["national-measures", "32011l0036", "2006/24/EC", "32011L0036"]);
    assert!(text.contains("VALUES ?celex { \"32011L0036\"^^xsd:string \"32006L0024\"^^xsd:string }"), "{text}");
    let line = text.lines().last().unwrap();
    assert!(line.starts_with("curl ") && line.contains("https://publications.europa.eu/webapi/rdf/sparql"), "{line}");
    assert!(line.ends_with("| acquis import national-measures - --source ID --into DIR"), "{line}");
    let prum = printed_for(&["acts", "prum"]);
    assert!(prum.contains("\"32008D0615\"^^xsd:string \"32008D0616\"^^xsd:string"), "{prum}");
    assert!(printed_for(&["treaty-chart"]).contains("https://treaties.un.org/"));
    assert!(printed_for(&["infringements"]).contains("https://ec.europa.eu/implementing-eu-law/"));
}

#[test]
fn what_is_no_act_reaches_neither_question_nor_shell() {
    for act in ["32011L0036'; rm -rf x; '", "32004L0038\" } #", "62012CJ0293", ""] {
        let message = refused(2, &["query", "acts", act]);
        assert!(!message.contains("curl"), "{message}");
    }
    // what leads to an act of the data stands there as the data write it
    let text = printed(&["query", "acts", "32011L0036\" } #"]);
    assert!(text.contains("{ \"32011L0036\"^^xsd:string }"), "{text}");
    assert!(refused(2, &["query", "acts", "budapest"]).contains("acquis query treaty-chart"));
    assert!(refused(2, &["query", "acts"]).contains("ACT"));
}

#[test]
fn numbers_alone_need_no_data() {
    let ran = run(&["query", "acts", "32004L0038", "--data", "no/such/directory"]);
    assert!(ran.code == 0 && ran.stdout.contains("32004L0038"), "{}", ran.stderr);
}
