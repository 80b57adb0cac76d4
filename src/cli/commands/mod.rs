//! One file per command, each a short sequence of steps: open, resolve names, make the report, write it, judge.

pub mod actions;
pub mod chart;
pub mod compare;
pub mod data;
pub mod explain;
pub mod gaps;
pub mod history;
pub mod init;
pub mod list;
pub mod new;
pub mod nightly;
pub mod official;
pub mod program;
pub mod recommend;
pub mod report;
pub mod rules;
pub mod scoreboard;
pub mod show;
pub mod test;
pub mod validate;
