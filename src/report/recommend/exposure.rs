//! To which proceedings a failure is open, in words.

use crate::report::contract::Recommendation;
use crate::time::Day;

/// The last day of Art. 226 EC, which is Art. 258 TFEU since the Treaty of Lisbon.
const LAST_OF_NICE: (i32, u32, u32) = (2009, 11, 30);

/// None by the Commission: a state could bring another before the Court over the former third pillar (Art. 35(7) TEU before
/// Lisbon), and can over Union law (Art. 259 TFEU).
pub fn exposure(one: &Recommendation, as_of: Day) -> String {
    proceedings(one.exposure, as_of)
}

/// The proceedings that this exposure stands for on a day.
pub fn proceedings(exposure: Option<&str>, as_of: Day) -> String {
    let is_nice = Day::from_ymd(LAST_OF_NICE.0, LAST_OF_NICE.1, LAST_OF_NICE.2).is_some_and(|last| as_of <= last);
    match exposure {
        None => "none by the Commission".to_owned(),
        Some("258") if is_nice => "Art. 226 EC".to_owned(),
        Some("260(2)") if is_nice => "Art. 226 and 228(2) EC".to_owned(),
        Some("258") => "Art. 258 TFEU".to_owned(),
        Some(sharpest) => format!("Art. 258 and {sharpest} TFEU"),
    }
}
