//! A long list that is worded while it is written: a bounded part of it at a time, on all processors.

use crate::parallel::*;
use serde::ser::SerializeSeq;
use serde::{Serialize, Serializer};
use std::io;

/// Items worded at a time; with fewer, other threads cost more than they give.
const PART: usize = 2_048;

/// Items that one thread words and writes before it takes the next ones.
const PIECE: usize = 64;

/// A writer of a report's data.
pub trait DataWriter {
    /// Writes data that are an object.
    ///
    /// # Errors
    /// Whatever takes the bytes refuses.
    fn whole(self, data: &impl Serialize) -> io::Result<()>;

    /// Begins data that are an object, and are long because of lists in it.
    ///
    /// # Errors
    /// Whatever takes the bytes refuses.
    fn begin(self) -> io::Result<impl PartWriter>;
}

/// A writer of an object, to which its keys are handed one after the other, and long lists apart from the rest.
pub trait PartWriter {
    /// Writes the keys of an object as they are.
    ///
    /// # Errors
    /// Whatever takes the bytes refuses.
    fn keys(&mut self, object: &impl Serialize) -> io::Result<()>;

    /// Writes a key with a list.
    ///
    /// # Errors
    /// Whatever takes the bytes refuses.
    fn list<'l, T: Sync, R: Serialize + Send>(
        &mut self,
        key: &'static str,
        list: Streamed<'l, T, impl Fn(&'l T) -> R + Sync>,
    ) -> io::Result<()>;

    /// Ends the object.
    ///
    /// # Errors
    /// Whatever takes the bytes refuses.
    fn end(self) -> io::Result<()>;
}

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

    /// Hands on what `write` makes of the worded items, many at a time, in the order of the list: they are written where they
    /// are worded, and no more than a part of them is kept.
    ///
    /// # Errors
    /// Those of whoever writes or takes them.
    pub fn each_written<R: Send, E: Send>(
        &self,
        write: impl Fn(R, &mut Vec<u8>) -> Result<(), E> + Sync,
        mut take: impl FnMut(&[u8]) -> Result<(), E>,
    ) -> Result<(), E>
    where
        F: Fn(&'l T) -> R + Sync,
    {
        let written = |items: &'l [T], to: &mut Vec<u8>| {
            to.clear();
            items.iter().try_for_each(|item| write((self.word)(item), to))
        };
        if self.list.len() < PART {
            let mut bytes = Vec::new();
            return self.list.chunks(PIECE).try_for_each(|items| {
                written(items, &mut bytes)?;
                take(&bytes)
            });
        }
        // the same memory for every part: to ask for it again would cost more than to write
        let mut pieces: Vec<(Vec<u8>, Result<(), E>)> = (0..PART / PIECE).map(|_| (Vec::new(), Ok(()))).collect();
        for part in self.list.chunks(PART) {
            let filled = pieces.par_iter_mut().zip(part.par_chunks(PIECE));
            filled.for_each(|((bytes, outcome), items)| *outcome = written(items, bytes));
            for (bytes, outcome) in pieces.iter_mut().take(part.len().div_ceil(PIECE)) {
                std::mem::replace(outcome, Ok(()))?;
                take(bytes)?;
            }
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
