//! Floor 1: time as the law counts it.
//!
//! Here live days, uncertain days, half-open intervals, the periods of Regulation (EEC, Euratom) 1182/71 and the
//! computation of entry into force. Not here: the clock (only the command line looks at it), holidays (a state or an
//! institution has them, so the caller brings them), deadlines and who is bound by them (floor `law`), and the
//! timelines of findings (floor `engine`).

mod day;
mod entry_into_force;
mod error;
mod interval;
mod period;
mod uncertain;
mod written;

pub use day::Day;
pub use entry_into_force::{
    MonthEnd, TreatyClause, day_following, day_of_publication, nth_day_following, twentieth_day_following,
};
pub use error::DateError;
pub use interval::{Interval, inclusive_end, intersect, subtract, union};
pub use period::{Period, backwards, end_of_period, extended, last_good_day_before, last_good_day_by};
pub use uncertain::UncertainDay;
pub use written::MONTHS;
