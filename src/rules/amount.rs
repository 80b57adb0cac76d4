//! Exact numbers for indicators: whole numbers and fractions, compared without rounding.
//!
//! Lives here: comparing and printing them. Not here: how they come about (`report::scoreboard`).

use std::cmp::Ordering;

/// Ten-thousandths: the finest step of a limit.
const STEP: i64 = 10_000;

/// No limit is farther from zero.
pub(super) const MOST: i64 = 1_000_000;

/// An exact number: a fraction of whole numbers.
///
/// ```
/// use acquis::rules::Amount;
/// let deficit = Amount::ratio(100, 96).unwrap(); // one act of 96
/// assert_eq!(deficit.printed(1), "1.0");
/// assert!(deficit > Amount::whole(1));
/// ```
#[derive(Debug, Clone, Copy)]
pub struct Amount {
    above: i64,
    below: i64,
}

impl Amount {
    /// A whole number.
    #[must_use]
    pub const fn whole(number: i64) -> Self {
        Self { above: number, below: 1 }
    }

    /// A fraction; `None` over nothing, so that nothing is never taken for zero.
    #[must_use]
    pub const fn ratio(above: i64, below: i64) -> Option<Self> {
        if below > 0 { Some(Self { above, below }) } else { None }
    }

    /// A decimal number with at most four places, up to a million on either side of zero; `None` for any other.
    #[must_use]
    pub fn decimal(number: f64) -> Option<Self> {
        let steps = number * STEP as f64;
        let near = (steps - steps.round()).abs() < 1e-6 && number.abs() <= MOST as f64;
        near.then(|| Self { above: steps.round() as i64, below: STEP })
    }

    /// Is the amount a whole number?
    #[must_use]
    pub const fn is_whole(self) -> bool {
        self.above % self.below == 0
    }

    /// The nearest floating-point number, for output.
    #[must_use]
    pub fn as_f64(self) -> f64 {
        self.above as f64 / self.below as f64
    }

    /// With so many decimal places, halves away from zero. For readers only: nothing is ever compared with it.
    #[must_use]
    pub fn printed(self, places: u32) -> String {
        let scale = 10_i128.pow(places);
        let (above, below) = (i128::from(self.above.unsigned_abs()) * scale, i128::from(self.below));
        let rounded = (2 * above + below) / (2 * below);
        let sign = if self.above < 0 && rounded > 0 { "-" } else { "" };
        match places {
            0 => format!("{sign}{rounded}"),
            _ => format!("{sign}{}.{:0width$}", rounded / scale, rounded % scale, width = places as usize),
        }
    }
}

impl Ord for Amount {
    fn cmp(&self, other: &Self) -> Ordering {
        let (mine, theirs) = (i128::from(self.above), i128::from(other.above));
        (mine * i128::from(other.below)).cmp(&(theirs * i128::from(self.below)))
    }
}

impl PartialOrd for Amount {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl PartialEq for Amount {
    fn eq(&self, other: &Self) -> bool {
        self.cmp(other) == Ordering::Equal
    }
}

impl Eq for Amount {}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn printing_rounds_and_comparing_does_not() {
        let ratio = |above, below| Amount::ratio(above, below).unwrap();
        assert_eq!(ratio(1, 3).printed(1), "0.3");
        assert_eq!(ratio(100, 3).printed(2), "33.33");
        assert_eq!(ratio(-1, 2).printed(0), "-1");
        assert_eq!(ratio(-1, 100).printed(1), "0.0");
        assert_eq!(ratio(105, 100).printed(1), "1.1");
        assert_eq!(ratio(2, 4), ratio(1, 2));
        assert!(ratio(104, 100) > Amount::decimal(1.0).unwrap());
        assert_eq!(Amount::ratio(0, 0), None);
    }

    #[test]
    fn limits_have_at_most_four_places() {
        assert_eq!(Amount::decimal(0.5), Amount::ratio(1, 2));
        assert_eq!(Amount::decimal(1.234_56), None);
        assert_eq!(Amount::decimal(f64::NAN), None);
        assert!(Amount::decimal(1.0).is_some_and(Amount::is_whole));
    }
}
