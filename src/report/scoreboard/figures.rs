//! From counted acts to figures: sums, the values of the indicators, their lights, the ranking.

use super::acts::{ActScore, Transposition};
use super::months;
use super::register::rests_on_cases;
use crate::rules::{Amount, Formula, Indicator, Indicators, Light, Measure};
use crate::time::Day;
use std::collections::{BTreeMap, BTreeSet};

/// What was counted, for one state or for several.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct ActCounts {
    /// Acts that bind and are due.
    pub due: i64,
    /// Of these, transposed.
    pub transposed: i64,
    /// Outstanding, transposed in part.
    pub partial: i64,
    /// Outstanding, nothing done.
    pub nothing: i64,
    /// Not known.
    pub unknown: i64,
    /// Not known, but perhaps a gap.
    pub possible_gap: i64,
    /// With an open case of non-conformity.
    pub contested: i64,
    /// Long overdue.
    pub long_overdue: i64,
    /// Outstanding on the previous date and not known any more.
    pub lost: i64,
    /// Does a register of cases cover the day? Where none does, no figure over cases is given.
    pub has_register: bool,
    /// The months outstanding, in parts.
    months: i64,
    /// Acts, known acts and incomplete acts: of all states together.
    acts: [i64; 3],
}

impl ActCounts {
    /// Counts the acts of one or more states up to a day; long overdue begins after so many months.
    pub fn of<'s, 'a: 's>(scores: impl Iterator<Item = &'s ActScore<'a>>, to: Day, long_overdue: u32) -> ActCounts {
        let mut tally = ActCounts::default();
        let mut acts: BTreeMap<&str, (bool, bool)> = BTreeMap::new();
        for score in scores {
            tally.add(score, to, long_overdue);
            let (missing, open) = acts.entry(&*score.instrument.id).or_default();
            *missing |= matches!(score.standing, Transposition::Partial | Transposition::Outstanding);
            *open |= score.standing == Transposition::Unknown;
        }
        let count = |wanted: fn(bool, bool) -> bool| {
            acts.values().filter(|(missing, open)| wanted(*missing, *open)).count() as i64
        };
        tally.acts = [count(|_, _| true), count(|missing, open| missing || !open), count(|missing, _| missing)];
        tally
    }

    fn add(&mut self, score: &ActScore, to: Day, long_overdue: u32) {
        self.due += 1;
        match score.standing {
            Transposition::Transposed => self.transposed += 1,
            Transposition::Partial => self.partial += 1,
            Transposition::Outstanding => self.nothing += 1,
            Transposition::Unknown => self.unknown += 1,
        }
        self.possible_gap += i64::from(score.possible_gap);
        self.contested += i64::from(score.contested);
        if let Some(since) = score.since {
            self.months += months::between(since, to);
            self.long_overdue += i64::from(since.plus_months(long_overdue) <= to);
        }
    }

    /// The counts with the acts that were outstanding on the previous date and of which nothing is known any more: what
    /// is no longer known is not done.
    pub fn following<'s, 'a: 's>(self, now: &[&'s ActScore<'a>], before: &[&'s ActScore<'a>]) -> ActCounts {
        let is_missing =
            |score: &ActScore| matches!(score.standing, Transposition::Partial | Transposition::Outstanding);
        let name = |score: &&'s ActScore<'a>| (&*score.actor.code, &*score.instrument.id);
        let missing: BTreeSet<(&str, &str)> = before.iter().filter(|score| is_missing(score)).map(name).collect();
        let unknown = now.iter().filter(|score| score.standing == Transposition::Unknown);
        let lost = unknown.filter(|score| missing.contains(&name(score)));
        ActCounts { lost: lost.count() as i64, ..self }
    }

    /// Acts of which it is known whether they are transposed.
    pub fn known(&self) -> i64 {
        self.due - self.unknown
    }

    /// Acts not, or not fully, transposed.
    pub fn outstanding(&self) -> i64 {
        self.partial + self.nothing
    }

    /// Is enough known for a rank: something due, and not less than half of it known?
    pub fn is_rankable(&self) -> bool {
        self.due > 0 && 2 * self.known() >= self.due
    }

    /// Is something known of what is due, or nothing due? Where nothing is known, none is no good sign.
    fn is_seen(&self) -> bool {
        self.due == 0 || self.known() > 0
    }

    /// The acts outstanding less those of the previous date, as far as both are seen.
    fn change(&self, before: &ActCounts) -> Option<i64> {
        let is_seen = self.is_seen() && before.is_seen() && self.due + before.due > 0;
        is_seen.then(|| self.outstanding() + self.lost - before.outstanding())
    }

    /// A measure; months in parts.
    fn get(&self, measure: Measure) -> i64 {
        let [acts, known_acts, incomplete_acts] = self.acts;
        match measure {
            Measure::Due => self.due,
            Measure::Known => self.known(),
            Measure::Transposed => self.transposed,
            Measure::Outstanding => self.outstanding(),
            Measure::Partial => self.partial,
            Measure::Unknown => self.unknown,
            Measure::Contested => self.contested,
            Measure::LongOverdue => self.long_overdue,
            Measure::MonthsOverdue => self.months,
            Measure::Acts => acts,
            Measure::KnownActs => known_acts,
            Measure::IncompleteActs => incomplete_acts,
        }
    }
}

/// The value of an indicator.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Figure {
    /// The exact value; `None` over nothing, where nothing is known, without a previous date, or over cases that no
    /// register covers.
    pub value: Option<Amount>,
    /// The numerator: a number of acts. Months are shown by the value alone.
    pub part: Option<i64>,
    /// The denominator, where there is one.
    pub of: Option<i64>,
    /// The traffic light of the figure.
    pub light: Option<Light>,
}

impl Figure {
    /// Reckons an indicator.
    pub fn new(indicator: &Indicator, tally: &ActCounts, before: Option<&ActCounts>) -> Figure {
        if rests_on_cases(indicator.formula) && !tally.has_register {
            return Figure::default();
        }
        let (value, part, of) = match indicator.formula {
            Formula::Percentage(part, of) => {
                let (part, of) = (tally.get(part), tally.get(of));
                (Amount::ratio(100 * part, of), Some(part), Some(of))
            }
            Formula::Average(sum, of) => {
                let of = tally.get(of);
                (Amount::ratio(tally.get(sum), months::PARTS * of), None, Some(of))
            }
            Formula::Count(measure) => {
                let count = Some(tally.get(measure)).filter(|_| tally.due > 0 && tally.is_seen());
                (count.map(Amount::whole), count, None)
            }
            Formula::Change(_) => {
                let change = before.and_then(|before| tally.change(before));
                (change.map(Amount::whole), change, None)
            }
        };
        // a light is as bold as a rank: none on less than half of what is due
        let shown = value.filter(|_| tally.due == 0 || tally.is_rankable());
        Figure { value, part, of, light: shown.and_then(|value| indicator.light(value)) }
    }

    /// For a reader: rounded, a change with its sign, `n/a` where there is no value.
    pub fn printed(&self, indicator: &Indicator) -> String {
        match (self.value, indicator.formula) {
            (None, _) => "n/a".to_owned(),
            (Some(value), Formula::Change(_)) if value > Amount::whole(0) => format!("+{}", value.printed(0)),
            (Some(value), Formula::Change(_) | Formula::Count(_)) => value.printed(0),
            (Some(value), _) => value.printed(1),
        }
    }
}

/// The figures of all indicators, in the order of the table.
pub fn figures(indicators: &Indicators, tally: &ActCounts, before: Option<&ActCounts>) -> Vec<Figure> {
    indicators.all.iter().map(|indicator| Figure::new(indicator, tally, before)).collect()
}

/// The figures of one state: what only all states together have stays empty.
pub fn of_state(indicators: &Indicators, tally: &ActCounts, before: Option<&ActCounts>) -> Vec<Figure> {
    let figure = |indicator: &Indicator| {
        if indicator.formula.is_overall_only() { Figure::default() } else { Figure::new(indicator, tally, before) }
    };
    indicators.all.iter().map(figure).collect()
}

/// The place of each value among all, the least first, or the greatest if reversed; equal values share a place, and what
/// has no value has none.
pub fn places(values: &[Option<Amount>], is_reversed: bool) -> Vec<Option<usize>> {
    let is_before = |one: Amount, own: Amount| if is_reversed { one > own } else { one < own };
    let before = |own: Amount| values.iter().flatten().filter(|one| is_before(**one, own)).count();
    values.iter().map(|value| value.map(|own| 1 + before(own))).collect()
}

#[cfg(test)]
#[allow(clippy::unwrap_used)]
mod tests {
    use super::*;

    #[test]
    fn equal_values_share_a_place_and_the_unknown_has_none() {
        let value = |number| Some(Amount::whole(number));
        let values = [value(3), None, value(1), value(3), value(5)];
        assert_eq!(places(&values, false), [Some(2), None, Some(1), Some(2), Some(4)]);
        assert_eq!(places(&values, true), [Some(2), None, Some(4), Some(2), Some(1)]);
    }
}
