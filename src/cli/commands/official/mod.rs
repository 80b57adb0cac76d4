//! Commands about official data: how to get them, and what the registers in the data hold.

pub mod infringements;
pub mod query;
