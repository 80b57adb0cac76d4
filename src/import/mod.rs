//! Floor 6: official data to records. Files as registers, treaty offices and EUR-Lex hand them out become rows ([`table`]), rows
//! become proposals (one module per kind of file), and proposals are compared with what is on record and checked as all data are
//! ([`plan`]). Nothing here knows how JSON files are checked, judges a state, prints or reads the clock.

pub mod acts;
pub mod days;
pub mod infringements;
pub mod names;
pub mod national_measures;
pub mod plan;
pub mod query;
pub mod records;
pub mod row;
pub mod stub;
pub mod table;
pub mod treaty_chart;
pub mod world;

pub use row::{
    ActOf, ImportRow, NewAct, NewState, Proposal, ProposedRecord, RowCells, RowProblem, RowsRead, StepOrigin,
};

/// SHA-256 of the bytes of a file, hexadecimal, as `sha256sum` prints it.
pub fn sha256(bytes: &[u8]) -> String {
    use sha2::{Digest, Sha256};
    Sha256::digest(bytes).iter().map(|byte| format!("{byte:02x}")).collect()
}
