//! The space of all cases of a table, reduced to what its rows distinguish.
//!
//! Lives here: one axis for each fact that some row asks about, cut into bands of values that every row treats alike.
//! Trying each combination of bands is trying each combination of values. Not here: what is concluded (`verify`).

use crate::rules::columns::{FactColumn, TableInput};
use crate::rules::condition::{Span, WantedFact};
use crate::rules::facts::DayCount;
use crate::rules::table::{Table, TableOutcome};

/// A set of rows, by position.
#[derive(Debug, Clone, PartialEq, Eq, Hash)]
pub(crate) struct RowSet(Vec<u64>);

impl RowSet {
    /// The positions, among `len`, for which `keep` holds.
    pub(crate) fn of(len: usize, keep: impl Fn(usize) -> bool) -> Self {
        let mut words = vec![0_u64; len.div_ceil(64)];
        for position in (0..len).filter(|position| keep(*position)) {
            if let Some(word) = words.get_mut(position / 64) {
                *word |= 1 << (position % 64);
            }
        }
        Self(words)
    }

    /// The rows in both sets.
    pub(crate) fn and(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(mine, theirs)| mine & theirs).collect())
    }

    /// Is a row in the set?
    pub(crate) fn holds(&self, position: usize) -> bool {
        self.0.get(position / 64).is_some_and(|word| word >> (position % 64) & 1 == 1)
    }

    /// Is some row in both sets?
    pub(crate) fn meets(&self, other: &Self) -> bool {
        self.0.iter().zip(&other.0).any(|(mine, theirs)| mine & theirs != 0)
    }

    /// The rows of this set up to and with the first that is in the other set too.
    pub(crate) fn up_to_first_in(&self, other: &Self) -> Self {
        let Some(last) = self.and(other).first() else { return self.clone() };
        let kept = (0_usize..).zip(&self.0).map(|(at, word)| match at.cmp(&(last / 64)) {
            std::cmp::Ordering::Less => *word,
            std::cmp::Ordering::Equal => word & (u64::MAX >> (63 - last % 64)),
            std::cmp::Ordering::Greater => 0,
        });
        Self(kept.collect())
    }

    /// The rows in either set.
    pub(crate) fn or(&self, other: &Self) -> Self {
        Self(self.0.iter().zip(&other.0).map(|(mine, theirs)| mine | theirs).collect())
    }

    /// The first row of the set.
    pub(crate) fn first(&self) -> Option<usize> {
        let (at, word) = (0_usize..).zip(&self.0).find(|(_, word)| **word != 0)?;
        Some(at * 64 + word.trailing_zeros() as usize)
    }
}

/// Values of one fact that every row treats alike.
pub(crate) struct Band {
    /// The values.
    pub(crate) values: WantedFact,
    /// The rows that they do not rule out.
    pub(crate) rows: RowSet,
}

/// One fact that some row asks about.
pub(crate) struct Axis {
    /// The name of the fact.
    pub(crate) fact: &'static str,
    /// The column of the fact; `None` for a count of days.
    column: Option<FactColumn>,
    /// All its values, in bands.
    pub(crate) bands: Vec<Band>,
}

impl Axis {
    /// The bits of all its words; none for a count of days.
    pub(crate) fn all_bits(&self) -> u64 {
        self.column.map_or(0, |column| column.all_bits())
    }

    /// The bits of the words in one of its bands.
    pub(crate) fn bits(&self, band: &Band) -> impl Iterator<Item = u64> {
        let words = match &band.values {
            WantedFact::OneOf(words) => words.as_slice(),
            WantedFact::Days(_) => &[],
        };
        let column = self.column.into_iter();
        column.flat_map(move |column| {
            let places = (0_u32..).zip(column.words).filter(|(_, word)| words.contains(word));
            places.map(move |(place, _)| column.bit(place))
        })
    }
}

/// All cases of a table.
pub(crate) struct FactGrid {
    /// The facts that the rows distinguish.
    pub(crate) axes: Vec<Axis>,
    /// For each depth, the rows that ask about no axis from there on.
    settled: Vec<RowSet>,
    all: RowSet,
    /// The rows of the table.
    pub(crate) rows: usize,
    /// How many combinations of values (and bands of days) there are in all, before values that every row treats alike
    /// are joined.
    pub(crate) combinations: u64,
}

impl FactGrid {
    /// The grid of a table.
    pub(crate) fn of<O: TableOutcome>(table: &Table<O>) -> Self {
        let columns = O::TableInput::COLUMNS;
        let axes = columns.iter().map(|column| axis_of_words(table, column));
        let mut axes: Vec<Axis> = axes.chain(DayCount::ALL.map(|count| axis_of_days(table, count))).collect();
        let of_words: u64 = columns.iter().map(|column| column.words.len() as u64).product();
        let of_days: u64 = DayCount::ALL.iter().map(|count| table.thresholds(*count).len() as u64 + 1).product();
        axes.retain(|axis| axis.bands.len() > 1);
        let rows = table.rows().len();
        let all = RowSet::of(rows, |_| true);
        let settled = (0..axes.len()).map(|depth| settled_from(&axes, depth, rows)).collect();
        Self { axes, settled, all, rows, combinations: of_words * of_days }
    }

    /// All rows of the table.
    pub(crate) const fn all_rows(&self) -> &RowSet {
        &self.all
    }

    /// The bands of the axis at `depth`; none beyond the last.
    pub(crate) fn bands(&self, depth: usize) -> &[Band] {
        self.axes.get(depth).map_or(&[], |axis| &axis.bands)
    }

    /// The rows that ask about no axis from `depth` on; beyond the last axis, all of them.
    pub(crate) fn settled(&self, depth: usize) -> &RowSet {
        self.settled.get(depth).unwrap_or(&self.all)
    }

    /// How many combinations of bands there are, after values that every row treats alike are joined.
    pub(crate) fn folded(&self) -> u64 {
        self.axes.iter().map(|axis| axis.bands.len() as u64).product()
    }
}

/// The rows that every band from `depth` on does not rule out.
fn settled_from(axes: &[Axis], depth: usize, rows: usize) -> RowSet {
    let bands = axes.iter().skip(depth).flat_map(|axis| &axis.bands);
    bands.fold(RowSet::of(rows, |_| true), |settled, band| settled.and(&band.rows))
}

fn axis_of_words<O: TableOutcome>(table: &Table<O>, column: &FactColumn) -> Axis {
    let mut bands: Vec<(Vec<&'static str>, RowSet)> = Vec::new();
    for (position, word) in (0_u32..).zip(column.words) {
        let bit = column.bit(position);
        let tests = table.tests();
        let rows = RowSet::of(tests.len(), |row| tests.get(row).is_some_and(|test| test.fits_bits(bit)));
        match bands.iter_mut().find(|(_, known)| *known == rows) {
            Some((words, _)) => words.push(word),
            None => bands.push((vec![word], rows)),
        }
    }
    let bands = bands.into_iter().map(|(words, rows)| Band { values: WantedFact::OneOf(words), rows }).collect();
    Axis { fact: column.name, column: Some(*column), bands }
}

fn axis_of_days<O: TableOutcome>(table: &Table<O>, count: DayCount) -> Axis {
    let flips = table.thresholds(count);
    let starts = std::iter::once(i32::MIN).chain(flips.iter().copied());
    let ends = flips.iter().map(|flip| flip - 1).chain(std::iter::once(i32::MAX));
    let tests = table.tests();
    let bands = starts.zip(ends).map(|(min, max)| {
        let rows = RowSet::of(tests.len(), |row| tests.get(row).is_some_and(|test| test.span(count).holds(min)));
        Band { values: WantedFact::Days(Span { min, max }), rows }
    });
    Axis { fact: count.as_str(), column: None, bands: bands.collect() }
}
