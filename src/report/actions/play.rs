//! The words for the state of play of an entry.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// The state of play of an entry.
    Play, "state of play" {
        /// Every state that is bound has done it.
        Done = "done",
        /// The commitment was delivered, and is not known to have been late.
        Delivered = "delivered",
        /// The commitment was delivered after the day it was due.
        DeliveredLate = "delivered-late",
        /// Some states have done it, or a part was delivered.
        Partly = "partly",
        /// The day it was due has passed, and it was delivered or dropped only later.
        Late = "late",
        /// The commitment was given up.
        Dropped = "dropped",
        /// Not done or not delivered, as far as known, and not late.
        Open = "open",
        /// Nothing on record says how it stands.
        Unknown = "unknown",
        /// Nobody addressed was bound on the day asked.
        NobodyBound = "nobody-bound",
        /// Cannot be judged here; the reason is given.
        NotEvaluable = "not-evaluable",
    }
}
