//! Files, tables and the tree itself: what is read, refused, checked and documented.
#![allow(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::panic,
    clippy::indexing_slicing,
    reason = "a test stops at the first surprise"
)]

mod support;

mod additions;
mod architecture;
mod blank_texts;
mod english;
mod fuzzing;
mod loading;
mod msrv;
mod problems;
mod promises;
mod rule_tables;
mod rules_as_product;
mod schemas;
