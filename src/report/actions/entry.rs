//! One encouragement or commitment with everything that is known about it on the day asked.

use super::inputs::ProgrammeInputs;
use super::play::Play;
use super::states::{self, DatedStatement, States};
use super::{delivery, owed};
use crate::law::{Delivery, Source, Tally, Urging};

/// One entry of the programme.
pub(super) struct ProgrammeEntry<'a> {
    pub(super) source: &'a Source,
    pub(super) urging: &'a Urging,
    pub(super) play: Play,
    /// What it is judged by: obligations, statements, figures, deliveries, or nothing.
    pub(super) judged_by: &'static str,
    pub(super) states: Option<States>,
    /// The states as known on the day asked, where hindsight changes them.
    pub(super) of_the_day: Option<States>,
    /// What was delivered by the day asked.
    pub(super) delivered: Vec<&'a Delivery>,
    /// What was given up by then.
    pub(super) dropped: Vec<&'a Delivery>,
    /// The latest figure of a source, where no states are named.
    pub(super) figure: Option<Tally>,
    pub(super) statements: Vec<DatedStatement<'a>>,
    pub(super) because: String,
}

impl<'a> ProgrammeEntry<'a> {
    /// Judges by the first of these that there is: deliveries and due days for what is delivered; obligations, lists of
    /// states, or bare figures for what states do. An institution is judged by deliveries or by its own duties alone.
    pub(super) fn new(inputs: &ProgrammeInputs<'a>, source: &'a Source, urging: &'a Urging) -> ProgrammeEntry<'a> {
        let all_statements = states::find_statements(inputs, urging);
        let (states, of_the_day, by) = by_states(inputs, urging, &all_statements);
        let known = delivery::known(inputs, urging);
        let missed = delivery::missed(&all_statements);
        let statements: Vec<DatedStatement> =
            all_statements.into_iter().filter(|one| one.on.possibly_by(inputs.run.as_of)).collect();
        let is_bare = states.is_none() && urging.is_to_states();
        let figure = statements.iter().rev().find_map(|one| one.statement.tells.count).filter(|_| is_bare);
        let (play, judged_by, because) = if urging.due.is_some() || !urging.outcomes.is_empty() {
            let (play, because) = delivery::standing(&known, urging.due, inputs.run.as_of, missed);
            (play, "deliveries", because)
        } else if let Some((play, because)) = own_duties(inputs, urging) {
            (play, "obligations", because)
        } else if let Some(states) = &states {
            (play_of(states), by, said_of(states))
        } else if let Some(count) = figure {
            (play_of_figure(count), "figures", format!("{} of {} by the source's own count", count.done, count.of))
        } else {
            (Play::NotEvaluable, "nothing", urging.not_evaluable.as_deref().unwrap_or("nothing is linked").to_owned())
        };
        let by_then = known.into_iter().filter(|one| one.on.certainly_by(inputs.run.as_of));
        let (dropped, delivered) = by_then.partition(|one| one.dropped);
        ProgrammeEntry {
            source,
            urging,
            play,
            judged_by,
            states,
            of_the_day,
            delivered,
            dropped,
            figure,
            statements,
            because,
        }
    }

    /// The order of the programme: objective, Member States before institutions, source, place in the source.
    pub(super) fn rank(&self, asked: Option<u8>) -> impl Ord + use<> {
        let objective = asked.or(self.urging.objective).unwrap_or(u8::MAX);
        let addressee = (&*self.urging.addressee != "member-states", self.urging.addressee.to_string());
        (objective, addressee, self.source.published.last(), self.source.id.to_string())
    }

    /// Where it stands in its source, all places.
    pub(super) fn places(&self) -> Vec<&'a str> {
        let also = self.urging.also.iter().map(|place| &*place.locator);
        std::iter::once(&*self.urging.locator).chain(also).collect()
    }
}

/// An institution's own duties among those linked.
fn own_duties(inputs: &ProgrammeInputs, urging: &Urging) -> Option<(Play, String)> {
    if urging.is_to_states() { None } else { owed::standing(&inputs.findings, urging) }
}

fn by_states<'a>(
    inputs: &ProgrammeInputs<'a>,
    urging: &Urging,
    statements: &[DatedStatement<'a>],
) -> (Option<States>, Option<States>, &'static str) {
    if !urging.is_to_states() {
        return (None, None, "nothing");
    }
    if !urging.obligations.is_empty() {
        let (states, of_the_day) = states::by_obligations(inputs, urging);
        return (Some(states), of_the_day, "obligations");
    }
    // A list that is not known yet on the knowledge date leaves every state unknown, but the entry can be judged.
    let can_be = inputs.lists_states(urging);
    (can_be.then(|| states::by_statements(inputs, statements)), None, "statements")
}

fn play_of(states: &States) -> Play {
    match () {
        () if states.bound == 0 => Play::NobodyBound,
        () if states.done.len() == states.bound => Play::Done,
        () if !states.done.is_empty() || !states.partly.is_empty() => Play::Partly,
        () if !states.not_done.is_empty() => Play::Open,
        () => Play::Unknown,
    }
}

fn play_of_figure(count: Tally) -> Play {
    match count.done {
        0 => Play::Open,
        done if done == count.of => Play::Done,
        _ => Play::Partly,
    }
}

fn said_of(states: &States) -> String {
    let parts = [("partly", &states.partly), ("not done", &states.not_done), ("unknown", &states.unknown)];
    let rest = parts.iter().filter(|(_, list)| !list.is_empty());
    let rest: Vec<String> = rest.map(|(word, list)| format!("{} {word}", list.len())).collect();
    match states.bound {
        0 => format!("none of {} states was bound on this day", states.outside.len()),
        _ if rest.is_empty() => format!("{} done", states.tally()),
        _ => format!("{} done, {}", states.tally(), rest.join(", ")),
    }
}
