//! Whether an indicator makes sense: what it reckons, and whether its lights give each value one answer.

use super::fault::Fault;
use super::range::Range;
use super::{Better, Formula, Indicator, Light, Measure, Target};

/// What each measure may be reckoned of. `outstanding` of `due` is missing on purpose: it would count what is not known
/// as done.
const PARTS: [(Measure, &[Measure]); 9] = [
    (Measure::Known, &[Measure::Due]),
    (Measure::Transposed, &[Measure::Due, Measure::Known]),
    (Measure::Outstanding, &[Measure::Known]),
    (Measure::Partial, &[Measure::Known, Measure::Outstanding]),
    (Measure::Unknown, &[Measure::Due]),
    (Measure::Contested, &[Measure::Due]),
    (Measure::LongOverdue, &[Measure::Known, Measure::Outstanding]),
    (Measure::KnownActs, &[Measure::Acts]),
    (Measure::IncompleteActs, &[Measure::KnownActs]),
];

/// The months overdue, of which alone an average is formed, and over what.
const SUM: (Measure, &[Measure]) = (Measure::MonthsOverdue, &[Measure::Outstanding]);

/// Everything that is wrong with an indicator whose words are right.
pub(super) fn faults(indicator: &Indicator) -> Vec<Fault> {
    let mut faults: Vec<Fault> = formula(indicator.formula).into_iter().collect();
    faults.extend(lights(&indicator.lights, indicator.formula));
    faults.extend(beyond(indicator));
    if faults.is_empty() {
        faults.extend(targets(indicator));
    }
    faults
}

fn formula(formula: Formula) -> Option<Fault> {
    let (part, of, wholes) = match formula {
        Formula::Percentage(part, of) => {
            (part, of, PARTS.iter().find(|(known, _)| *known == part).map_or(&[][..], |(_, wholes)| wholes))
        }
        Formula::Average(sum, of) if sum == SUM.0 => (sum, of, SUM.1),
        Formula::Average(part, of) => (part, of, &[][..]),
        Formula::Change(Measure::Outstanding) => return None,
        Formula::Change(measure) => return Some(Fault::NoChange(measure.as_str())),
        Formula::Count(measure) => {
            let is_sum = measure == Measure::MonthsOverdue;
            let hint = "months are no number of acts: form their average of `outstanding`".to_owned();
            return is_sum.then(|| Fault::NoPart { part: measure.as_str(), of: "acts", hint });
        }
    };
    let named: Vec<String> = wholes.iter().map(|whole| format!("`{whole}`")).collect();
    let hint = match named.is_empty() {
        true => "it is no part of any measure".to_owned(),
        false => format!("it is a part of {}", named.join(" or ")),
    };
    (!wholes.contains(&of)).then(|| Fault::NoPart { part: part.as_str(), of: of.as_str(), hint })
}

/// From the lowest values to the highest: no value with two lights, none without, never a better light for a worse value.
fn lights(lights: &[(Light, Range)], formula: Formula) -> Vec<Fault> {
    let better = formula.better();
    if better == Better::Neither && !lights.is_empty() {
        return vec![Fault::Undirected(formula.to_string())];
    }
    let mut faults = Vec::new();
    let mut sorted = lights.to_vec();
    sorted.sort_by_key(|(_, range)| range.from);
    for ((light, range), (next, higher)) in sorted.iter().zip(sorted.iter().skip(1)) {
        let (one, other) = (told(*light, range), told(*next, higher));
        if light == next {
            faults.push(Fault::Twice(light.as_str()));
        } else if better == Better::Less && light > next {
            faults.push(Fault::Improves(other.clone(), one.clone()));
        } else if better == Better::More && light < next {
            faults.push(Fault::Worsens(other.clone(), one.clone()));
        }
        match (range.to, higher.from) {
            (Some(end), Some(start)) if end < start => faults.push(Fault::Hole(one, other)),
            (Some(end), Some(start)) if end == start => {}
            _ => faults.push(Fault::Overlap(one, other)),
        }
    }
    let first = sorted.first().filter(|(_, range)| range.from.is_some());
    faults.extend(first.map(|(light, range)| Fault::OpenEnd("below", told(*light, range))));
    let last = sorted.last().filter(|(_, range)| range.to.is_some());
    faults.extend(last.map(|(light, range)| Fault::OpenEnd("above", told(*light, range))));
    faults
}

/// Lights and targets that no value of the formula can have.
fn beyond(indicator: &Indicator) -> Vec<Fault> {
    let bounds = indicator.formula.bounds();
    let reach = match bounds {
        (Some(least), Some(greatest)) => format!("it lies between {} and {}", least.printed(0), greatest.printed(0)),
        _ => "it is never below 0".to_owned(),
    };
    let lights = indicator.lights.iter().map(|(light, range)| (range, told(*light, range)));
    let targets = indicator.targets.iter().map(|target| (&target.range, format!("the target {}", target.range)));
    let dead = lights.chain(targets).filter(|(range, _)| !range.meets(bounds));
    dead.map(|(_, what)| Fault::Beyond { what, reach: reach.clone() }).collect()
}

/// What meets a target has the best light.
fn targets(indicator: &Indicator) -> Vec<Fault> {
    let Some((best, good)) = indicator.lights.iter().min_by_key(|(light, _)| *light) else { return Vec::new() };
    let missed = indicator.targets.iter().filter(|target| !target.range.lies_in(good));
    let fault = |target: &Target| Fault::Target { target: target.range.to_string(), best: told(*best, good) };
    missed.map(fault).collect()
}

fn told(light: Light, range: &Range) -> String {
    format!("{light} ({range})")
}
