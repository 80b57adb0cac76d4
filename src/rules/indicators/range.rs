//! The values that a light or a target covers: from one limit to another, each in or out.

use crate::rules::amount::Amount;
use crate::rules::condition::ComparisonOperator;

/// A place between two values: just before a value, or just after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Cut {
    value: Amount,
    after: bool,
}

impl Cut {
    /// Just after a whole number is just before the next one.
    fn before_whole_number(self) -> Self {
        if !self.after {
            return self;
        }
        Self { value: Amount::whole(self.value.as_f64() as i64 + 1), after: false }
    }
}

/// Values between two limits; an open end has none.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub struct Range {
    pub(super) from: Option<Cut>,
    pub(super) to: Option<Cut>,
    /// Are there only whole numbers?
    whole: bool,
}

impl Range {
    /// The range, narrowed by one comparison.
    pub(super) fn narrowed(self, comparison: ComparisonOperator, limit: Amount) -> Self {
        let cut = |after| Some(Cut { value: limit, after });
        match comparison {
            ComparisonOperator::AtLeast => Self { from: self.from.max(cut(false)), ..self },
            ComparisonOperator::Over => Self { from: self.from.max(cut(true)), ..self },
            ComparisonOperator::Under => Self { to: least(self.to, cut(false)), ..self },
            ComparisonOperator::AtMost => Self { to: least(self.to, cut(true)), ..self },
        }
    }

    /// The range among whole numbers: over 0 is at least 1.
    pub(super) fn of_whole_numbers(self) -> Self {
        Self { from: self.from.map(Cut::before_whole_number), to: self.to.map(Cut::before_whole_number), whole: true }
    }

    /// Is the value within the range?
    #[must_use]
    pub fn holds(&self, value: Amount) -> bool {
        let at = Cut { value, after: false };
        self.from.is_none_or(|from| from <= at) && self.to.is_none_or(|to| at < to)
    }

    /// Is some value between these two, both of them included, within the range?
    pub(super) fn meets(&self, (least, greatest): (Option<Amount>, Option<Amount>)) -> bool {
        let at = |value| Cut { value, after: false };
        let starts = greatest.is_none_or(|value| self.from.is_none_or(|from| from <= at(value)));
        let ends = least.is_none_or(|value| self.to.is_none_or(|to| at(value) < to));
        starts && ends
    }

    /// Is there no value in it?
    pub(super) fn is_empty(&self) -> bool {
        matches!((self.from, self.to), (Some(from), Some(to)) if from >= to)
    }

    /// Is every value of this range within the other?
    pub(super) fn lies_in(&self, other: &Self) -> bool {
        let starts = other.from.is_none() || self.from >= other.from;
        let ends = other.to.is_none_or(|end| self.to.is_some_and(|own| own <= end));
        starts && ends
    }
}

impl Range {
    /// Among whole numbers both ends are in: under 1 is at most 0.
    fn whole_numbers(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let first = self.from.map(|cut| cut.value.as_f64() as i64);
        let last = self.to.map(|cut| cut.value.as_f64() as i64 - 1);
        match (first, last) {
            (Some(first), Some(last)) if first == last => write!(f, "{first}"),
            (Some(first), Some(last)) => write!(f, "{first} to {last}"),
            (Some(first), None) => write!(f, "at least {first}"),
            (None, Some(last)) => write!(f, "at most {last}"),
            (None, None) => f.write_str("any"),
        }
    }
}

/// The nearer end; an open end is the farthest.
fn least(one: Option<Cut>, other: Option<Cut>) -> Option<Cut> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.min(other)),
        (one, other) => one.or(other),
    }
}

impl std::fmt::Display for Range {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if self.whole {
            return self.whole_numbers(f);
        }
        let lower = |cut: Cut| format!("{} {}", if cut.after { "over" } else { "at least" }, short(cut.value));
        let upper = |cut: Cut| format!("{} {}", if cut.after { "at most" } else { "under" }, short(cut.value));
        match (self.from, self.to) {
            (Some(from), Some(to)) if from.value == to.value => write!(f, "{}", short(from.value)),
            (Some(from), Some(to)) => write!(f, "{} and {}", lower(from), upper(to)),
            (Some(from), None) => f.write_str(&lower(from)),
            (None, Some(to)) => f.write_str(&upper(to)),
            (None, None) => f.write_str("any"),
        }
    }
}

/// The value without needless zeros.
fn short(value: Amount) -> String {
    let places = (0..4).find(|places| value.printed(*places).parse() == Ok(value.as_f64()));
    value.printed(places.unwrap_or(4))
}
