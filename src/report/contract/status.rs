//! What a check adds to a finding: how it stands to the earlier report, and the waiver that names it.

use crate::load::Waiver;
use crate::vocabulary::vocabulary;
use serde::Serialize;

vocabulary! {
    /// How a finding stands to the earlier report. Only what is at or above the level, and not waived, counts on either side.
    Status, "status" {
        /// The finding counts now and did not before.
        New = "new",
        /// The finding counts on both sides and is graver now.
        Worse = "worse",
        /// The finding counts on both sides and is less grave now.
        Better = "better",
        /// The finding counts on both sides and is as grave.
        Unchanged = "unchanged",
        /// The finding counted and no longer does.
        Resolved = "resolved",
    }
}

/// A waiver, as it stands with the finding that it takes out of the count.
#[derive(Debug, Clone, Serialize)]
pub struct WaiverData {
    finding: String,
    reason: String,
    owner: String,
    until: Option<String>,
}

impl From<&Waiver> for WaiverData {
    fn from(waiver: &Waiver) -> WaiverData {
        WaiverData {
            finding: waiver.finding.clone(),
            reason: waiver.reason.clone(),
            owner: waiver.owner.clone(),
            until: waiver.until.map(|day| day.to_string()),
        }
    }
}
