//! Builds the deadline of an obligation, or a state's own one.

use super::builder::Builder;
use crate::law::{Deadline, Start};
use crate::load::defect::Defect;
use crate::load::json_path::PathRef;
use crate::load::raw::RawDeadline;
use crate::time::Period;

/// When something falls due, in one of the ways to say it.
pub(super) fn deadline(raw: &RawDeadline, starts: &[Start], path: &PathRef, builder: &mut Builder) -> Option<Deadline> {
    match (&raw.by, &raw.before, &raw.within, &raw.at) {
        // an upper bound has its own message where it is combined with another way
        _ if raw.passed_by.is_some() => passed_by(raw, path, builder),
        (Some(by), None, None, None) => builder.day(&path.key("by"), by).map(Deadline::By),
        (None, Some(before), None, None) => builder.day(&path.key("before"), before).map(Deadline::Before),
        (None, None, Some(within), None) => {
            let period = period(within, &path.key("within"), builder);
            let Some(from) = &raw.from else {
                builder.defects.error(
                    "missing-key",
                    &path.to_path(),
                    "\"from\" is missing: a period runs from something",
                );
                return None;
            };
            let start = builder.word(&path.key("from"), starts, from);
            Some(Deadline::Within(period?, start?))
        }
        (None, None, None, Some(at)) if at == "in-force-for-state" => Some(Deadline::AtEntryIntoForceForState),
        _ => {
            let help = "write one of by, before, passed_by, within (with from), at";
            let message = "a deadline is said in exactly one way";
            builder.defects.add(Defect::error("unclear-deadline", &path.to_path(), message).help(help));
            None
        }
    }
}

fn passed_by(raw: &RawDeadline, path: &PathRef, builder: &mut Builder) -> Option<Deadline> {
    let others = [&raw.by, &raw.before, &raw.within, &raw.at];
    if others.iter().any(|other| other.is_some()) {
        let message = "\"passed_by\" is an upper bound where the day is not known: it stands alone";
        builder.defects.add(Defect::error("unclear-deadline", &path.to_path(), message));
        return None;
    }
    builder.maybe_day(&path.key("passed_by"), raw.passed_by.as_deref()).map(Deadline::PassedBy)
}

fn period(text: &str, path: &PathRef, builder: &mut Builder) -> Option<Period> {
    let found = Period::parse(text);
    found.map_err(|error| builder.defects.add(Defect::of_date(&path.to_path(), &error))).ok()
}
