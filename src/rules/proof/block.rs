//! Combinations of facts as blocks: for each fact the values it may take, all of them together.
//!
//! Lives here: how a problem that one combination shows is widened to the whole block that shares it, and put in words.
//! Not here: finding the combination (`verify`).

use super::grid::{Axis, Band, FactGrid, RowSet};
use crate::rules::condition::{Span, WantedFact, either};
use crate::rules::error::Combination;

/// For each axis of the grid, the bands that belong to the block.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct FactBlock(Vec<Vec<usize>>);

impl FactBlock {
    /// The widest block around a path of bands that still fits no row; axes beyond the path are open from the start.
    pub(super) fn hole(grid: &FactGrid, path: &[usize]) -> Self {
        let start = grid.axes.iter().enumerate().map(|(at, axis)| match path.get(at) {
            Some(band) => vec![*band],
            None => (0..axis.bands.len()).collect(),
        });
        let mut block = Self(start.collect());
        // the last facts are widened first, so that the first ones (force, bond, duty) stay as narrow as they can
        for (at, axis) in grid.axes.iter().enumerate().rev() {
            for band in 0..axis.bands.len() {
                let wider = block.with(at, band);
                if !wider.fits_some_row(grid) {
                    block = wider;
                }
            }
        }
        block
    }

    /// All combinations that two rows both fit; `None` if there are none.
    pub(super) fn shared(grid: &FactGrid, one: usize, other: usize) -> Option<Self> {
        let both = |band: &Band| band.rows.holds(one) && band.rows.holds(other);
        let shared = |axis: &Axis| -> Option<Vec<usize>> {
            let bands = axis.bands.iter().enumerate().filter(|(_, band)| both(band));
            Some(bands.map(|(at, _)| at).collect::<Vec<usize>>()).filter(|bands| !bands.is_empty())
        };
        grid.axes.iter().map(shared).collect::<Option<_>>().map(Self)
    }

    /// Is everything that a path of bands leads to in the block? Axes beyond the path are open.
    pub(super) fn holds(&self, grid: &FactGrid, path: &[usize]) -> bool {
        let mut axes = grid.axes.iter().zip(&self.0).enumerate();
        axes.all(|(at, (axis, bands))| match path.get(at) {
            Some(band) => bands.contains(band),
            None => bands.len() == axis.bands.len(),
        })
    }

    /// The block in words; facts that may take any value are left out.
    pub(super) fn combination(&self, grid: &FactGrid) -> Combination {
        let narrow = grid.axes.iter().zip(&self.0).filter(|(axis, bands)| bands.len() < axis.bands.len());
        Combination(narrow.map(|(axis, bands)| (axis.fact, values_in_words(axis, bands))).collect())
    }

    fn with(&self, axis: usize, band: usize) -> Self {
        let mut wider = self.clone();
        if let Some(bands) = wider.0.get_mut(axis).filter(|bands| !bands.contains(&band)) {
            bands.push(band);
            bands.sort_unstable();
        }
        wider
    }

    fn fits_some_row(&self, grid: &FactGrid) -> bool {
        let mut remaining = RowSet::of(grid.rows, |_| true);
        for (axis, bands) in grid.axes.iter().zip(&self.0) {
            let mut of_axis = RowSet::of(grid.rows, |_| false);
            for band in bands.iter().filter_map(|band| axis.bands.get(*band)) {
                of_axis = of_axis.or(&band.rows);
            }
            remaining = remaining.and(&of_axis);
        }
        remaining.first().is_some()
    }
}

/// The values of some bands in words; spans of days that touch are joined.
fn values_in_words(axis: &Axis, bands: &[usize]) -> String {
    let mut words: Vec<&str> = Vec::new();
    let mut spans: Vec<Span> = Vec::new();
    for band in bands.iter().filter_map(|band| axis.bands.get(*band)) {
        match (&band.values, spans.last_mut()) {
            (WantedFact::OneOf(more), _) => words.extend(more),
            (WantedFact::Days(span), Some(last)) if last.max.checked_add(1) == Some(span.min) => last.max = span.max,
            (WantedFact::Days(span), _) => spans.push(*span),
        }
    }
    let spans: Vec<String> = spans.iter().map(ToString::to_string).collect();
    words.extend(spans.iter().map(String::as_str));
    either(&words)
}
