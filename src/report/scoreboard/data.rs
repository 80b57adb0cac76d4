//! The JSON contract `acquis/scoreboard/1`, and the flat table for spreadsheets.

use super::acts::ActScore;
use super::figures::{ActCounts, Figure};
use super::{CutOffs, Scoreboard, StateScore, months};
use crate::engine::Finding;
use crate::report::contract::{Digests, Tool};
use crate::report::page::{Cell, Sheet};
use crate::rules::Formula;
use serde::ser::SerializeMap;
use serde::{Serialize, Serializer};
use serde_json::{Value, json};

/// The name of the contract.
pub(super) const SCHEMA: &str = "acquis/scoreboard/1";

/// Cut-offs, dates, version and digests: what both layouts carry.
pub(super) fn stamp(
    run: &crate::report::Run,
    layout: &str,
    now: CutOffs,
    previous: Option<CutOffs>,
    findings: &[Finding],
) -> Vec<(&'static str, Value)> {
    let day = |day: crate::time::Day| day.to_string();
    let mut stamp = vec![
        ("schema", json!(SCHEMA)),
        ("layout", json!(layout)),
        ("as_of", json!(day(now.deadline))),
        ("notified_by", json!(day(now.notification))),
        (
            "previous",
            json!(previous.map(|cut| json!({"as_of": day(cut.deadline), "notified_by": day(cut.notification)}))),
        ),
        ("known_as_of", json!(run.engine.known_as_of.map(day))),
        ("tool", json!(Tool::this())),
        ("corpus", json!(Digests::of(run))),
    ];
    if let Some(totals) = run.totals(findings) {
        stamp.extend([("assumed", json!(run.assumed())), ("totals", totals)]);
    }
    stamp
}

impl Serialize for Scoreboard<'_> {
    fn serialize<S: Serializer>(&self, to: S) -> Result<S::Ok, S::Error> {
        let mut map = to.serialize_map(None)?;
        for (key, value) in stamp(&self.run, "indicators", self.editions.now, self.editions.previous, &self.findings) {
            map.serialize_entry(key, &value)?;
        }
        map.serialize_entry("counted", &self.counted())?;
        map.serialize_entry("denominator", &self.denominator)?;
        map.serialize_entry(
            "left_out",
            &self
                .left_out
                .iter()
                .map(|one| json!({"instrument": &*one.instrument.id, "reason": one.reason}))
                .collect::<Vec<_>>(),
        )?;
        map.serialize_entry("cases", &self.register())?;
        map.serialize_entry("indicators", &self.formulas())?;
        let figures = self.figures(&self.overall_figures);
        let members = self.states.iter().filter(|state| state.is_member).count();
        let overall = json!({"states": members, "counts": counts(&self.overall),
            "counts_before": self.overall_before.as_ref().map(counts), "figures": figures});
        map.serialize_entry("overall", &overall)?;
        map.serialize_entry("states", &self.states.iter().map(|state| self.state(state)).collect::<Vec<_>>())?;
        map.end()
    }
}

impl Scoreboard<'_> {
    /// Which obligations count, and why these.
    fn counted(&self) -> Value {
        let counted = Some(&self.indicators.counted).filter(|_| self.counts_by_table);
        let kinds = counted.map(|counted| counted.kinds.as_slice()).unwrap_or_default();
        let events = counted.map(|counted| counted.fulfilled_by.as_slice()).unwrap_or_default();
        let events: Vec<&str> = events.iter().map(|event| event.as_str()).collect();
        json!({"kind": kinds, "fulfilled_by": events, "named": self.named, "because": self.why_these(),
            "long_overdue_months": self.indicators.long_overdue_months, "obligations": self.obligations()})
    }

    /// The register of cases that conformity rests on; null where there is none.
    fn register(&self) -> Value {
        json!(self.cases.map(|cases| {
            json!({"register": &*cases.source.id, "through": cases.through.to_string(), "reaches": cases.reaches})
        }))
    }

    /// Why these obligations count: named ones in the place of what the table says.
    pub(super) fn why_these(&self) -> String {
        let named = self.named.join(", ");
        match (self.named.is_empty(), self.counts_by_table) {
            (true, _) => self.indicators.counted.because.clone(),
            (false, false) => format!("what is named counts, in the place of whole acts: {named}"),
            (false, true) => {
                format!(
                    "of some acts what is named counts: {named}; of the others: {}",
                    self.indicators.counted.because
                )
            }
        }
    }

    /// The ids of the obligations that count for at least one state.
    pub(super) fn obligations(&self) -> Vec<String> {
        let duties = self.scores.iter().flat_map(|score| score.duties.iter().map(move |(duty, _)| (score, duty)));
        let mut ids: Vec<String> = duties.map(|(score, duty)| format!("{}/{}", score.instrument.id, duty.id)).collect();
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    fn formulas(&self) -> Vec<Value> {
        let one = |one: &crate::rules::Indicator| {
            let lights: Vec<Value> =
                one.lights.iter().map(|(light, range)| json!({"light": light, "when": range.to_string()})).collect();
            let targets: Vec<Value> = one
                .targets
                .iter()
                .map(|target| json!({"when": target.range.to_string(), "source": target.source}))
                .collect();
            json!({"id": one.id, "title": one.title, "formula": one.formula.to_string(), "lights": lights,
                "targets": targets, "source": one.source, "because": one.because})
        };
        self.indicators.all.iter().map(one).collect()
    }

    fn figures(&self, figures: &[Figure]) -> Value {
        let shown = self.indicators.all.iter().zip(figures).map(|(indicator, figure)| {
            let value = figure
                .value
                .map(|value| if indicator.formula.is_whole() { json!(figure.part) } else { json!(value.as_f64()) });
            let value = json!({"value": value, "part": figure.part, "of": figure.of, "light": figure.light});
            (indicator.id.clone(), value)
        });
        Value::Object(shown.collect())
    }

    fn state(&self, state: &StateScore) -> Value {
        let own = self.scores.iter().filter(|score| score.actor.code == state.actor.code);
        json!({"state": &*state.actor.code, "member": state.is_member, "rank": state.place,
            "counts": counts(&state.tally), "counts_before": state.before.as_ref().map(counts),
            "figures": self.figures(&state.figures), "acts": own.map(|score| self.act(score)).collect::<Vec<_>>()})
    }

    fn act(&self, score: &ActScore) -> Value {
        let months = score.since.and_then(|since| months::amount(months::between(since, self.editions.now.deadline)));
        let duties: Vec<Value> = score
            .duties
            .iter()
            .map(|(duty, judgement)| {
                json!({"id": format!("{}/{}/{}", score.actor.code, score.instrument.id, duty.id),
                    "verdict": judgement.verdict, "due": judgement.limit.map(|limit| limit.0.to_string())})
            })
            .collect();
        json!({"instrument": &*score.instrument.id, "standing": score.standing.as_str(),
            "overdue_since": score.since.map(|day| day.to_string()), "months_overdue": months.map(|one| one.as_f64()),
            "possible_gap": score.possible_gap, "contested": score.contested, "obligations": duties})
    }

    /// One line for each state, the last for all Member States shown.
    pub(super) fn flat_table(&self) -> Sheet {
        let mut sheet = Sheet::with(&["state", "member", "rank"]);
        let counted = |tally: &ActCounts| counts(tally).as_object().cloned().unwrap_or_default();
        sheet.columns.extend(counted(&ActCounts::default()).keys().cloned());
        sheet.columns.push("outstanding_before".to_owned());
        for indicator in &self.indicators.all {
            sheet.columns.push(indicator.id.clone());
            sheet.columns.push(format!("{}-light", indicator.id));
        }
        sheet.columns.extend(["as_of", "notified_by", "previous", "known_as_of"].map(str::to_owned));
        for state in &self.states {
            let head = [state.actor.code.to_string(), yes(state.is_member), text(state.place)];
            sheet.rows.push(self.row(head, &state.tally, state.before.as_ref(), &state.figures));
        }
        let head = ["all".to_owned(), String::new(), String::new()];
        sheet.rows.push(self.row(head, &self.overall, self.overall_before.as_ref(), &self.overall_figures));
        sheet.assuming(self.run.assumed())
    }

    fn row(&self, head: [String; 3], tally: &ActCounts, before: Option<&ActCounts>, figures: &[Figure]) -> Vec<Cell> {
        let mut texts: Vec<String> = head.into();
        texts.extend(counts(tally).as_object().into_iter().flatten().map(|(_, count)| count.to_string()));
        texts.push(text(before.map(ActCounts::outstanding)));
        for (indicator, figure) in self.indicators.all.iter().zip(figures) {
            let places = if matches!(indicator.formula, Formula::Change(_)) { 0 } else { 4 };
            texts.push(text(figure.value.map(|value| value.printed(places))));
            texts.push(text(figure.light));
        }
        texts.push(self.editions.now.deadline.to_string());
        texts.push(self.editions.now.notification.to_string());
        texts.push(text(self.editions.previous.map(|cut| cut.deadline)));
        texts.push(text(self.run.engine.known_as_of));
        texts.into_iter().map(Cell::plain).collect()
    }
}

fn counts(tally: &ActCounts) -> Value {
    json!({"due": tally.due, "known": tally.known(), "transposed": tally.transposed,
        "outstanding": tally.outstanding(), "partial": tally.partial, "unknown": tally.unknown,
        "possible_gap": tally.possible_gap, "contested": tally.contested, "long_overdue": tally.long_overdue,
        "lost_from_sight": tally.lost})
}

fn text(value: Option<impl ToString>) -> String {
    value.map_or(String::new(), |value| value.to_string())
}

fn yes(yes: bool) -> String {
    if yes { "yes" } else { "no" }.to_owned()
}
