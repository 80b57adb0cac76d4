//! Rows as offices hand them out, in every format, for the imports.

use serde_json::{Value, json};

use super::imports;
use super::inputs::bytes;

/// Rows as several formats hold them.
pub fn in_every_format(header: &[&str], rows: &[&[&str]]) -> Vec<Vec<u8>> {
    let quoted = |cell: &&str| if cell.contains(',') { format!("\"{cell}\"") } else { (*cell).to_owned() };
    let line = |cells: &[&str], between: &str| cells.iter().map(quoted).collect::<Vec<_>>().join(between) + "\n";
    let text = |between: &str| line(header, between) + &rows.iter().map(|row| line(row, between)).collect::<String>();
    let objects: Vec<Value> = rows
        .iter()
        .map(|row| header.iter().zip(*row).map(|(key, cell)| ((*key).to_owned(), json!(cell))).collect())
        .collect();
    let bound = |row: &[&str]| -> Value {
        let cells = header.iter().zip(row).filter(|(_, cell)| !cell.is_empty());
        cells.map(|(key, cell)| ((*key).to_owned(), json!({"type": "literal", "value": cell}))).collect()
    };
    let bindings: Vec<Value> = rows.iter().map(|row| bound(row)).collect();
    let elements = |row: &[&str], name: &str| -> String {
        row.iter().map(|cell| format!("<{name}>{cell}</{name}>")).collect::<String>()
    };
    let page: String = rows.iter().map(|row| format!("<tr>{}</tr>\n", elements(row, "td"))).collect();
    let xml: String = rows.iter().map(|row| format!("<Row>{}</Row>", elements(row, "Entry"))).collect();
    let mut all = bytes([
        text(","),
        text("\t").replace('\n', "\r\n"),
        json!(objects).to_string(),
        json!({"head": {"vars": header}, "results": {"bindings": bindings}}).to_string(),
        format!("<html><h2>Treaty 001</h2><table><tr>{}</tr>\n{page}</table></html>", elements(header, "th")),
        format!("<?xml version=\"1.0\"?><Table><Row>{}</Row>{xml}</Table>", elements(header, "Entry")),
    ]);
    all.push(text(";").encode_utf16().flat_map(u16::to_le_bytes).collect());
    all.push(imports::around(sheet(header, rows).as_bytes()));
    all
}

fn sheet(header: &[&str], rows: &[&[&str]]) -> String {
    let cell = |cell: &&str| format!("<c t=\"inlineStr\"><is><t>{cell}</t></is></c>");
    let row = |cells: &[&str]| format!("<row>{}</row>", cells.iter().map(cell).collect::<String>());
    let rows: String = rows.iter().map(|cells| row(cells)).collect();
    format!("<worksheet><sheetData>{}{rows}</sheetData></worksheet>", row(header))
}

pub fn tables() -> Vec<Vec<u8>> {
    let mut all = in_every_format(&["state", "day of signature"], &[&["AT", "2013-04-06"], &["BE", "a, \u{f4}"]]);
    all.extend(bytes([
        "<html><table><tr><td rowspan=2>a<td colspan=3>b</tr><tr><td>c<sup>1</sup></table>",
        "state;\"day of\nsignature\"\r\nAT;2013-04-06\r\n",
        "[[{\"a\": 1, \"b\": {\"c\": [1, \"x\"]}}], [{\"a\": null}]]",
        "<sparql><head><variable name=\"a\"/></head><results><result><binding name=\"a\"><literal>x</literal></binding></result></results></sparql>",
        "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><Table><Row><Entry>a</Entry><Entry>b&#244;</Entry></Row></Table>",
    ]));
    all
}

pub fn sheets() -> Vec<Vec<u8>> {
    bytes([
        sheet(&["a", "b"], &[&["1", "x"], &["", "2013-04-06"]]),
        "<worksheet><dimension ref=\"A1:B3\"/><sheetData><row r=\"1\"><c r=\"A1\" t=\"inlineStr\"><is><t>x</t></is></c>\
         <c r=\"B2\" s=\"1\"><v>41370</v></c></row></sheetData><mergeCells><mergeCell ref=\"A1:B2\"/></mergeCells></worksheet>"
            .to_owned(),
        "<worksheet><sheetData><row r=\"2\"><c r=\"C2\" t=\"b\"><v>1</v></c><c t=\"e\"><v>#REF!</v></c><c t=\"str\"><f>A1</f><v>q</v></c>\
         <c><v>1.5E3</v></c><c t=\"d\"><v>2013-04-06</v></c></row></sheetData></worksheet>"
            .to_owned(),
    ])
}

pub fn treaty_charts() -> Vec<Vec<u8>> {
    let header =
        ["Party", "Signature", "Ratification", "Entry into force", "Succession effective", "Denunciation effective"];
    let rows: [&[&str]; 3] = [
        &["Austria", "23/11/2001", "13/06/2012", "01/10/2012", "", ""],
        &["Chile", "", "20/04/2017 a", "01/08/2017", "", "2019-01-01"],
        &["Croatia", "23 Nov 2001 s", "", "", "08/10/1991", ""],
    ];
    let mut all = in_every_format(&header, &rows);
    all.extend(bytes([
        "Contracting Party,Status,Entry into Force,Signature,Instrument\nAustria,In Force,\"October 1, 2012\",\"November 23, 2001\",\
         \"Ratification: June 13, 2012\"\n",
        r#"[[{"LibPaysOrga": "Austria", "CodePays": "AUT", "DateSignature": "2001-11-23T00:00:00", "DateConsentement": "2012-06-13T00:00:00", "DateDenonciation": null, "Reserves": true}]]"#,
    ]));
    all
}

pub fn national_measures() -> Vec<Vec<u8>> {
    let header = ["nim", "celex", "country", "title", "notified", "adopted", "in_force"];
    in_every_format(
        &header,
        &[
            &["72010L0001AUT_202304711", "32010L0001", "AUT", "Gesetz 1", "2013-04-06", "2013-03-01", "2013-04-01"],
            &["72010L0001HRV_1", "32010L0001", "", "Zakon, 2", "06/04/2013", "", ""],
            &["72011L0036DNK_7", "32011L0036", "DNK", "", "", "2012-12-12", "1001-01-01"],
        ],
    )
}

pub fn acts() -> Vec<Vec<u8>> {
    let header = ["celex", "title", "adopted", "in_force", "deadline", "end_of_validity"];
    in_every_format(
        &header,
        &[
            &[
                "32011L0036",
                "Directive 2011/36/EU of 5 April 2011",
                "2011-04-05",
                "2011-04-15",
                "2013-04-06",
                "9999-12-31",
            ],
            &["32006L0024", "Directive 2006/24/EC", "2006-03-15", "2006-05-03", "2007-09-15", "2014-04-08"],
            &["32010R0002", "Regulation (EU) 2010/2", "2010-01-05", "2010-02-01", "", "2100-12-31"],
        ],
    )
}

pub fn infringements() -> Vec<Vec<u8>> {
    let header =
        ["infr", "member_state_code", "department_code", "case_type", "celex", "decision_stage_code", "decision_date"];
    let mut all = in_every_format(
        &header,
        &[
            &["INFR(2013)0204", "AT", "HOME", "noncommunication", "32010L0001", "LFN258", "2013-05-29"],
            &["INFR(2013)0204", "AT", "HOME", "noncommunication", "32010L0001", "C", "2014-01-23"],
            &["INFR(2014)2001", "HR", "ENV", "badapplication", "", "RO258", "2014-06-29"],
        ],
    );
    all.extend(bytes([
        "Infringement number,Title,Country,Policy area,Type of decision,Decision date\nINFR(2013)0204,\"Failure to transpose Directive \
         2010/1/EU\",Austria,Home,Formal notice Art. 258 TFEU,29/05/2013\n",
    ]));
    all
}

pub fn records() -> Vec<Vec<u8>> {
    let header = [
        "state",
        "instrument",
        "obligations",
        "event",
        "on",
        "after",
        "extent",
        "case",
        "kind",
        "outcome",
        "source",
        "confidence",
        "note",
    ];
    in_every_format(
        &header,
        &[
            &["AT", "act", "", "notified", "2013-07", "", "partial", "", "", "", "report", "read", "'=1+1"],
            &["HR", "treaty", "", "signature", "", "2001-01-01", "", "", "", "", "chart", "recalled", ""],
            &[
                "DK",
                "treaty",
                "ratification",
                "ratification",
                "2100-12-31",
                "",
                "",
                "",
                "",
                "",
                "chart",
                "read",
                "a, b",
            ],
            &[
                "AT",
                "act",
                "",
                "formal-notice",
                "2013-05-29",
                "",
                "",
                "INFR(2013)0204",
                "non-communication",
                "",
                "register",
                "read",
                "",
            ],
        ],
    )
}
