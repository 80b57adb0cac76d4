//! Work on all processors, for every floor: with the feature `cli` by `rayon`, whose names these are; without it one item
//! after the other, in the same order and with the same results.

#[cfg(feature = "cli")]
pub(crate) use rayon::prelude::*;

#[cfg(not(feature = "cli"))]
pub(crate) use in_turn::*;

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
        fn par_iter_mut(&mut self) -> std::slice::IterMut<'_, T>;
    }

    impl<T> ParallelSlice<T> for [T] {
        fn par_iter(&self) -> std::slice::Iter<'_, T> {
            self.iter()
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
