//! What sort of thing an obligation asks, and with what force.

use crate::vocabulary::vocabulary;

vocabulary! {
    /// Whether the law demands the act, or a document merely urges it.
    Duty, "weight of the duty" {
        /// Owed under an instrument that binds.
        Binding = "binding",
        /// Urged only: it can be open, but never late.
        Encouraged = "encouraged",
    }
}

vocabulary! {
    /// What the duty asks for; the severity of a gap depends on it.
    Kind, "kind of duty" {
        /// Bring the requirements into national law.
        Transpose = "transpose",
        /// Notify the national measures, or communicate a text or a list.
        Notify = "notify",
        /// Carry out what the act requires, otherwise than by a law.
        Implement = "implement",
        /// Have a system or an exchange running.
        Operate = "operate",
        /// Name an authority or a contact point.
        Designate = "designate",
        /// Express consent to be bound by a treaty.
        Ratify = "ratify",
        /// Deliver a report or statistics.
        Report = "report",
    }
}
