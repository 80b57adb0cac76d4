//! How far ahead is looked: from the as-of day to the last day of a period, both included.

use crate::time::{Day, Period, end_of_period};

/// A length of time as it is typed: `180d`, `26w`, `6m`, `1y`.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Within {
    count: u32,
    unit: char,
}

/// The units with the most that can be asked for of each: a hundred years.
const UNITS: [(char, u32); 4] = [('d', 36_525), ('w', 5_218), ('m', 1_200), ('y', 100)];

impl Within {
    /// Reads a whole number of days (`d`), weeks (`w`), months (`m`) or years (`y`).
    ///
    /// ```
    /// use acquis::{report::Within, time::Day};
    /// let spring = Day::parse("2011-03-01")?;
    /// // Counted as a period of Regulation 1182/71: the 180th day after the as-of day is the last.
    /// assert_eq!(Within::parse("180d").unwrap().last_day(spring).to_string(), "2011-08-28");
    /// assert_eq!(Within::parse("6m").unwrap().last_day(spring).to_string(), "2011-09-01");
    /// assert!(Within::parse("-1d").is_err() && Within::parse("6").is_err() && Within::parse("101y").is_err());
    /// # Ok::<(), acquis::time::DateError>(())
    /// ```
    ///
    /// # Errors
    /// Anything else, and more than a hundred years.
    pub fn parse(text: &str) -> Result<Within, String> {
        let known = UNITS.iter().find_map(|(unit, most)| Some((*unit, *most, text.strip_suffix(*unit)?)));
        let Some((unit, most, number)) = known else { return Err(form(text)) };
        let is_number = !number.is_empty() && number.bytes().all(|byte| byte.is_ascii_digit());
        match number.parse() {
            Ok(count) if is_number && count <= most => Ok(Within { count, unit }),
            _ if is_number => Err(format!("\"{text}\" is more than a hundred years")),
            _ => Err(form(text)),
        }
    }

    /// The last day of the window, itself included: the same date or weekday, or the month's last where it is missing
    /// (Regulation 1182/71, Art. 3(2)).
    pub fn last_day(self, as_of: Day) -> Day {
        let mut period = Period { years: 0, months: 0, weeks: 0, days: 0 };
        match self.unit {
            'd' => period.days = self.count,
            'w' => period.weeks = self.count,
            'm' => period.months = self.count,
            _ => period.years = self.count,
        }
        end_of_period(as_of, &period)
    }
}

impl std::fmt::Display for Within {
    fn fmt(&self, to: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(to, "{}{}", self.count, self.unit)
    }
}

fn form(text: &str) -> String {
    format!("\"{text}\" is no length of time: 180d, 26w, 6m, 1y")
}
