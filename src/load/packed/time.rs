//! Days, intervals and periods in the packed form.

use super::form::{Damaged, Packed, PackedText, fields, put_number, taken_text, variants, words};
use crate::time::{Day, Interval, MonthEnd, Period, TreatyClause, UncertainDay};

impl Packed for Day {
    /// Days from the first that may be written: most are later, and few.
    fn put(&self, out: &mut String) {
        let days = i64::from(self.minus(Day::FIRST_WRITTEN));
        put_number(((days << 1) ^ (days >> 63)).cast_unsigned(), out);
    }

    fn take(from: &mut PackedText) -> Result<Day, Damaged> {
        let written = from.number()?;
        let days = (written >> 1).cast_signed() ^ -((written & 1).cast_signed());
        // an end of time is at either end of the numbers
        i32::try_from(days).map(|days| Day::FIRST_WRITTEN.plus_days(days)).map_err(|_| Damaged)
    }
}

impl Packed for UncertainDay {
    fn put(&self, out: &mut String) {
        let by_text = || UncertainDay::parse(&self.to_string()).is_ok_and(|read| read == *self);
        if *self == UncertainDay::day(self.first()) {
            put_number(0, out);
            self.first().put(out);
        } else if by_text() {
            put_number(1, out);
            self.to_string().into_boxed_str().put(out);
        } else {
            put_number(2, out);
            (self.first() != Day::MIN).then(|| self.first().previous()).put(out);
            (self.last() != Day::MAX).then(|| self.last()).put(out);
        }
    }

    fn take(from: &mut PackedText) -> Result<UncertainDay, Damaged> {
        match from.number()? {
            0 => Day::take(from).map(UncertainDay::day),
            1 => UncertainDay::parse(taken_text(from)?).map_err(|_| Damaged),
            2 => UncertainDay::between(Packed::take(from)?, Packed::take(from)?).map_err(|_| Damaged),
            _ => Err(Damaged),
        }
    }
}

impl Packed for Interval {
    fn put(&self, out: &mut String) {
        self.from().put(out);
        self.to().put(out);
    }

    fn take(from: &mut PackedText) -> Result<Interval, Damaged> {
        Interval::new(Packed::take(from)?, Packed::take(from)?).map_err(|_| Damaged)
    }
}

words!(MonthEnd);

fields! {
    Period { years, months, weeks, days }
}

variants! {
    TreatyClause {
        0 = MonthsThenFirstOfNextMonth { months, month_end },
        1 = Days { days },
        2 = MonthsPlusDays { months, month_end, days },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn again<T: Packed>(value: &T) -> T {
        let mut out = String::new();
        value.put(&mut out);
        T::take(&mut PackedText::new(&out)).unwrap()
    }

    #[test]
    fn days_are_read_as_they_were_written() {
        let first = Day::from_ymd(1, 1, 1).unwrap();
        let days = [Day::MIN, first, Day::FIRST_WRITTEN, Day::from_ymd(2026, 5, 1).unwrap(), Day::MAX];
        for (at, by) in days.into_iter().enumerate() {
            assert_eq!(again(&by), by);
            for after in days.iter().take(at).copied().map(Some).chain([None]) {
                for by in [Some(by), None] {
                    let between = UncertainDay::between(after, by);
                    assert!(between.iter().all(|between| again(between) == *between), "{between:?}");
                }
            }
        }
        for text in ["2012", "2012-02", "2012-02-29"] {
            let day = UncertainDay::parse(text).unwrap();
            assert_eq!(again(&day), day);
        }
    }
}
