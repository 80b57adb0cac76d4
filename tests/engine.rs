//! Law, time and evidence: cases on paper, vectors, and a second, plainer implementation to compare with.

mod naive;
mod random;

mod agreement;
mod cases;
#[path = "causes/main.rs"]
mod causes;
mod date_vectors;
mod engine_vectors;
mod naive_sentences;
mod random_corpora;
mod same_bytes;
mod severity;
