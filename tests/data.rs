//! Files, tables and the tree itself: what is read, refused, checked and documented.

mod architecture;
mod loading;
mod problems;
mod rule_tables;
mod rules_as_product;
mod schemas;
