//! Standard output and standard error, which nothing else opens, and the one filter before them: whatever a text is made of, it
//! moves no terminal.

mod filter;
pub mod progress;
pub mod stderr;
pub mod stdout;
pub mod terminal;
