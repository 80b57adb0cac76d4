//! Work on all processors, for every floor: with the feature `cli` by `rayon`, whose names these are; without it one item
//! after the other, in the same order and with the same results.

#[cfg(feature = "cli")]
pub(crate) use rayon::prelude::*;

#[cfg(not(feature = "cli"))]
pub(crate) use in_turn::*;

/// Items that are worked on together, by one processor.
const PART: usize = 512;
/// Parts that are worked on before what came of them is taken: no more than that is held beside what was taken.
const PARTS_AT_A_TIME: usize = 64;
/// Below this number of items starting other threads costs more than it gives.
pub(crate) const WORTH_THREADS: usize = 20_000;

/// Works on a long list a bounded part of it at a time, and hands on what came of each part, in the order of the list.
pub(crate) fn in_parts<T: Sync, R: Send>(list: &[T], work: impl Fn(&[T]) -> R + Sync, mut take: impl FnMut(R)) {
    if list.len() < WORTH_THREADS {
        return list.chunks(PART).for_each(|part| take(work(part)));
    }
    for at_a_time in list.chunks(PART * PARTS_AT_A_TIME) {
        let parts: Vec<&[T]> = at_a_time.chunks(PART).collect();
        let done: Vec<R> = parts.par_iter().map(|part| work(part)).collect();
        done.into_iter().for_each(&mut take);
    }
}

/// Can so many threads be there at once? To be asked before a library starts them that ends the run where it cannot.
#[cfg(feature = "cli")]
pub(crate) fn can_start(threads: usize) -> bool {
    use std::sync::mpsc::channel;
    let start = || {
        let (hold, held) = channel::<()>();
        let wait = move || while held.recv().is_ok() {};
        std::thread::Builder::new().spawn(wait).ok().map(|thread| (hold, thread))
    };
    let started: Vec<_> = (0..threads).map_while(|_| start()).collect();
    let are_all = started.len() == threads;
    for (hold, thread) in started {
        drop(hold);
        let _ = thread.join();
    }
    are_all
}

#[cfg(not(feature = "cli"))]
mod in_turn {
    pub(crate) trait IntoParallelIterator: IntoIterator + Sized {
        fn into_par_iter(self) -> Self::IntoIter {
            self.into_iter()
        }
    }

    impl<I: IntoIterator> IntoParallelIterator for I {}

    pub(crate) trait ParallelSlice<T> {
        fn par_iter(&self) -> std::slice::Iter<'_, T>;
        fn par_chunks(&self, size: usize) -> std::slice::Chunks<'_, T>;
        fn par_iter_mut(&mut self) -> std::slice::IterMut<'_, T>;
    }

    impl<T> ParallelSlice<T> for [T] {
        fn par_iter(&self) -> std::slice::Iter<'_, T> {
            self.iter()
        }

        fn par_chunks(&self, size: usize) -> std::slice::Chunks<'_, T> {
            self.chunks(size)
        }

        fn par_iter_mut(&mut self) -> std::slice::IterMut<'_, T> {
            self.iter_mut()
        }
    }

    pub(crate) trait ParallelIterator: Iterator + Sized {
        fn with_min_len(self, _: usize) -> Self {
            self
        }

        fn flat_map_iter<U: IntoIterator, F: FnMut(Self::Item) -> U>(self, each: F) -> std::iter::FlatMap<Self, U, F> {
            self.flat_map(each)
        }
    }

    impl<I: Iterator> ParallelIterator for I {}
}
