//! A long list that is worded while it is written: a bounded part of it at a time, on all processors.

use crate::parallel::*;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};

/// Items worded at a time; with fewer, other threads cost more than they give.
const PART: usize = 2_048;

/// A list, and what is written of each item.
pub struct Streamed<'l, T, F> {
    list: &'l [T],
    word: F,
}

impl<'l, T: Sync, F> Streamed<'l, T, F> {
    /// A list whose items are written as `word` words them.
    pub fn new<R: Send>(list: &'l [T], word: F) -> Streamed<'l, T, F>
    where
        F: Fn(&'l T) -> R + Sync,
    {
        Streamed { list, word }
    }

    /// Hands the worded items on, in the order of the list.
    ///
    /// # Errors
    /// Those of whoever takes them.
    pub fn each<R: Send, E>(&self, mut take: impl FnMut(R) -> Result<(), E>) -> Result<(), E>
    where
        F: Fn(&'l T) -> R + Sync,
    {
        if self.list.len() < PART {
            return self.list.iter().try_for_each(|item| take((self.word)(item)));
        }
        for part in self.list.chunks(PART) {
            let worded: Vec<R> = part.par_iter().map(&self.word).collect();
            worded.into_iter().try_for_each(&mut take)?;
        }
        Ok(())
    }
}

impl<'l, T: Sync, R: Serialize + Send, F: Fn(&'l T) -> R + Sync> Serialize for Streamed<'l, T, F> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut list = to.serialize_seq(Some(self.list.len()))?;
        self.each(|worded: R| list.serialize_element(&worded))?;
        list.end()
    }
}
