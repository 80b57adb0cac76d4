//! Law, time and evidence: cases on paper, vectors, and a second, plainer implementation to compare with.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod case_runner;
mod naive;
mod random;
mod support;

mod agreement;
mod cases;
mod causes;
mod date_vectors;
mod engine_vectors;
mod known_then;
mod naive_sentences;
mod random_corpora;
mod same_bytes;
mod severity;
