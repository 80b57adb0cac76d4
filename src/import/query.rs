//! Questions to CELLAR, the repository of the Publications Office, in SPARQL over its ontology (CDM), and the command that asks
//! them and hands the answer to `acquis import`. Nothing here uses a network: the texts are printed.

use crate::law::names::Celex;

/// Where CELLAR answers questions in SPARQL.
pub const ENDPOINT: &str = "https://publications.europa.eu/webapi/rdf/sparql";

/// What can be asked of CELLAR.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum CellarQuery {
    /// The measures that states communicated under acts.
    NationalMeasures,
    /// Titles, dates and deadlines of acts.
    Acts,
}

/// National measures under the acts named. A measure has a number for each act that it implements: the last line keeps the one
/// that belongs to the act asked for. Dates of several kinds give several rows for a measure, of which the first counts.
const NATIONAL_MEASURES: &str = r#"PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?celex ?measure ?country ?title ?notified ?adopted ?published ?published_in ?in_force
WHERE {
  VALUES ?celex { @ACTS@ }
  ?act cdm:resource_legal_id_celex ?celex .
  ?work cdm:measure_national_implementing_implements_resource_legal ?act .
  ?work cdm:resource_legal_id_celex ?measure .
  OPTIONAL { ?work cdm:measure_national_implementing_implemented_by_country ?country . }
  OPTIONAL { ?work cdm:work_title ?title . }
  OPTIONAL { ?work cdm:measure_national_implementing_date_notification ?notified . }
  OPTIONAL { ?work cdm:work_date_document ?adopted . }
  OPTIONAL { ?work cdm:measure_national_implementing_date_official_journal ?published . }
  OPTIONAL { ?work cdm:measure_national_implementing_name_official_journal ?published_in . }
  OPTIONAL { ?work cdm:resource_legal_date_entry-into-force ?in_force . }
  FILTER(STRSTARTS(STR(?measure), "7"))
}
ORDER BY ?celex ?measure ?notified ?in_force
"#;

/// Metadata of the acts named. Dates of application stand beside the entry into force under one property, and ends of parts
/// beside the end of the act: each combination is a row of its own.
const ACTS: &str = r#"PREFIX cdm: <http://publications.europa.eu/ontology/cdm#>
PREFIX xsd: <http://www.w3.org/2001/XMLSchema#>
SELECT DISTINCT ?celex ?title ?adopted ?in_force ?deadline ?end_of_validity
WHERE {
  VALUES ?celex { @ACTS@ }
  ?work cdm:resource_legal_id_celex ?celex .
  OPTIONAL { ?work cdm:work_date_document ?adopted . }
  OPTIONAL { ?work cdm:resource_legal_date_entry-into-force ?in_force . }
  OPTIONAL { ?work cdm:directive_date_transposition ?deadline . }
  OPTIONAL { ?work cdm:resource_legal_date_end-of-validity ?end_of_validity . }
  OPTIONAL {
    ?expression cdm:expression_belongs_to_work ?work .
    ?expression cdm:expression_uses_language <http://publications.europa.eu/resource/authority/language/ENG> .
    ?expression cdm:expression_title ?title .
  }
}
ORDER BY ?celex ?in_force ?deadline ?end_of_validity
"#;

impl CellarQuery {
    /// The question about these acts, on several lines.
    pub fn text(self, acts: &[QueriedAct]) -> String {
        let template = match self {
            CellarQuery::NationalMeasures => NATIONAL_MEASURES,
            CellarQuery::Acts => ACTS,
        };
        // the repository keeps numbers as typed texts: a plain one would find nothing
        let values: Vec<String> = acts.iter().map(|act| format!("\"{}\"^^xsd:string", act.celex)).collect();
        template.replace("@ACTS@", &values.join(" "))
    }

    /// The line for a shell that asks the question and imports the answer.
    pub fn command(self, acts: &[QueriedAct]) -> String {
        let query = self.text(acts);
        // a line without an apostrophe stands between apostrophes as it is
        let line = query.split_whitespace().collect::<Vec<_>>().join(" ");
        let kind = match self {
            CellarQuery::NationalMeasures => "national-measures",
            CellarQuery::Acts => "acts",
        };
        format!(
            "curl --silent --show-error --fail --get {ENDPOINT} --header 'Accept: application/sparql-results+json' \
             --data-urlencode 'query={line}' | acquis import {kind} - --source ID --into DIR"
        )
    }
}

/// An act that can be asked for: its number holds nothing but digits, one letter and a number in brackets, so that it changes
/// no question and no command.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct QueriedAct {
    celex: String,
}

impl QueriedAct {
    /// The act of this CELEX number of sector 3, in any case. `None` for anything else, and for corrigenda.
    ///
    /// ```
    /// use acquis::import::query::QueriedAct;
    /// assert!(QueriedAct::new("32011l0036").is_some());
    /// assert!(QueriedAct::new("32008D0615(01)").is_some());
    /// assert!(QueriedAct::new("32011L0036\" } DROP").is_none());
    /// ```
    pub fn new(written: &str) -> Option<QueriedAct> {
        let celex = written.to_ascii_uppercase();
        let is_plain = celex.bytes().all(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'(' | b')'));
        let number = Celex::read(&celex).filter(|_| is_plain && celex.starts_with('3'))?;
        let own = format!("3{:04}{}{:04}", number.year, number.letter, number.number);
        let is_document = match number.serial {
            Some(0) => celex == own,
            Some(serial) => celex == format!("{own}({serial:02})"),
            None => false,
        };
        is_document.then_some(QueriedAct { celex })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_but_numbers_of_acts_is_asked_for() {
        for written in ["32011L0036", "32006f0960", "32008D0615(01)"] {
            assert!(QueriedAct::new(written).is_some(), "{written}");
        }
        for written in [
            "",
            "2011/36/EU",
            "32011L0036'; rm -rf ~; '",
            "32011L0036 ",
            "32011L0036\n",
            "32011L0036R(01)",
            "72011L0036AUT_1",
            "32011L36",
            "３２０１１Ｌ００３６",
            "32011L0036(1)",
        ] {
            assert_eq!(QueriedAct::new(written), None, "{written}");
        }
    }

    #[test]
    fn the_question_and_its_command_name_the_acts() {
        let acts: Vec<QueriedAct> =
            ["32011L0036", "32006L0024"].iter().filter_map(|one| QueriedAct::new(one)).collect();
        for query in [CellarQuery::NationalMeasures, CellarQuery::Acts] {
            let text = query.text(&acts);
            assert!(text.contains("VALUES ?celex { \"32011L0036\"^^xsd:string \"32006L0024\"^^xsd:string }"), "{text}");
            assert!(!text.contains('\'') && !text.contains('@'), "{text}");
            let command = query.command(&acts);
            assert_eq!((command.lines().count(), command.matches('\'').count()), (1, 4), "{command}");
            assert!(command.starts_with("curl ") && command.ends_with("- --source ID --into DIR"), "{command}");
        }
    }
}
