//! Whether an indicator makes sense: what it computes, and whether its lights give each value one answer.

use super::indicator::{Better, Formula, Indicator, Light, Measure, Target};
use super::range::Range;
use crate::rules::error::IndicatorProblem;

/// The measures of which each measure may be a part. `outstanding` of `due` is missing on purpose: it would count what
/// is not known as done.
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

/// Everything that is wrong with an indicator whose words are right, each with the key that holds the problem.
pub(super) fn problems(indicator: &Indicator) -> Vec<(&'static str, IndicatorProblem)> {
    let mut problems: Vec<_> = formula(indicator.formula).into_iter().map(|problem| ("formula", problem)).collect();
    problems.extend(lights(&indicator.lights, indicator.formula).into_iter().map(|problem| ("lights", problem)));
    problems.extend(beyond(indicator));
    if problems.is_empty() {
        problems.extend(targets(indicator).into_iter().map(|problem| ("targets", problem)));
    }
    problems
}

fn formula(formula: Formula) -> Option<IndicatorProblem> {
    let (part, of, wholes) = match formula {
        Formula::Percentage(part, of) => {
            (part, of, PARTS.iter().find(|(known, _)| *known == part).map_or(&[][..], |(_, wholes)| wholes))
        }
        Formula::Average(sum, of) if sum == SUM.0 => (sum, of, SUM.1),
        Formula::Average(part, of) => (part, of, &[][..]),
        Formula::Change(Measure::Outstanding) => return None,
        Formula::Change(measure) => return Some(IndicatorProblem::NoChange(measure.as_str())),
        Formula::Count(measure) => {
            let is_sum = measure == Measure::MonthsOverdue;
            let hint = "months are no number of acts: form their average of `outstanding`".to_owned();
            return is_sum.then(|| IndicatorProblem::NoPart { part: measure.as_str(), of: "acts", hint });
        }
    };
    let named: Vec<String> = wholes.iter().map(|whole| format!("`{whole}`")).collect();
    let hint = if named.is_empty() {
        "it is no part of any measure".to_owned()
    } else {
        format!("it is a part of {}", named.join(" or "))
    };
    (!wholes.contains(&of)).then(|| IndicatorProblem::NoPart { part: part.as_str(), of: of.as_str(), hint })
}

/// From the lowest values to the highest: no value with two lights, none without, never a better light for a worse value.
fn lights(lights: &[(Light, Range)], formula: Formula) -> Vec<IndicatorProblem> {
    let better = formula.better();
    if better == Better::Neither && !lights.is_empty() {
        return vec![IndicatorProblem::Undirected(formula.to_string())];
    }
    let mut problems = Vec::new();
    let mut sorted = lights.to_vec();
    sorted.sort_by_key(|(_, range)| range.from);
    for ((light, range), (next, higher)) in sorted.iter().zip(sorted.iter().skip(1)) {
        let (one, other) = (described(*light, range), described(*next, higher));
        if light == next {
            problems.push(IndicatorProblem::Twice(light.as_str()));
        } else if better == Better::Less && light > next {
            problems.push(IndicatorProblem::Improves(other.clone(), one.clone()));
        } else if better == Better::More && light < next {
            problems.push(IndicatorProblem::Worsens(other.clone(), one.clone()));
        }
        match (range.to, higher.from) {
            (Some(end), Some(start)) if end < start => problems.push(IndicatorProblem::Hole(one, other)),
            (Some(end), Some(start)) if end == start => {}
            _ => problems.push(IndicatorProblem::Overlap(one, other)),
        }
    }
    let first = sorted.first().filter(|(_, range)| range.from.is_some());
    problems.extend(first.map(|(light, range)| IndicatorProblem::OpenEnd("below", described(*light, range))));
    let last = sorted.last().filter(|(_, range)| range.to.is_some());
    problems.extend(last.map(|(light, range)| IndicatorProblem::OpenEnd("above", described(*light, range))));
    problems
}

/// Lights and targets that no value of the formula can have.
fn beyond(indicator: &Indicator) -> Vec<(&'static str, IndicatorProblem)> {
    let bounds = indicator.formula.bounds();
    let reach = match bounds {
        (Some(least), Some(greatest)) => format!("it lies between {} and {}", least.printed(0), greatest.printed(0)),
        _ => "it is never below 0".to_owned(),
    };
    let mut problems = Vec::new();
    for (light, range) in indicator.lights.iter().filter(|(_, range)| !range.meets(bounds)) {
        let what = described(*light, range);
        problems.push(("lights", IndicatorProblem::Beyond { what, reach: reach.clone() }));
    }
    for target in indicator.targets.iter().filter(|target| !target.range.meets(bounds)) {
        let what = format!("the target {}", target.range);
        problems.push(("targets", IndicatorProblem::Beyond { what, reach: reach.clone() }));
    }
    problems
}

/// What meets a target has the best light.
fn targets(indicator: &Indicator) -> Vec<IndicatorProblem> {
    let Some((best, good)) = indicator.lights.iter().min_by_key(|(light, _)| *light) else { return Vec::new() };
    let missed = indicator.targets.iter().filter(|target| !target.range.lies_in(good));
    let problem =
        |target: &Target| IndicatorProblem::Target { target: target.range.to_string(), best: described(*best, good) };
    missed.map(problem).collect()
}

fn described(light: Light, range: &Range) -> String {
    format!("{light} ({range})")
}
