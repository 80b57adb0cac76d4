//! No change without a cause, and the right one: signed cases over the shipped data and over small corpora, generated
//! pairs, and the counterfactual: without the record that is named as the cause the finding would differ.

mod counterfactual;
mod digests;
mod edits;
mod generated;
mod model;
mod nights;
mod sharpened;
mod world;
