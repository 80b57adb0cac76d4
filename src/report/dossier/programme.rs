//! The programme: each bullet with its state of play over time, asked anew on each day on which a duty that it links, a
//! statement about it, a delivery or a membership can change it.

use super::code::{merged, plain};
use super::course::run_on;
use super::data::PlayData;
use super::knowledge::{ByClock, Knowledge};
use super::query::Frame;
use super::state_duties::DutyOfState;
use crate::engine::Finding;
use crate::law::{Actor, Source, Urging};
use crate::report::actions::{BulletOnDay, Play, bullet_on_day};
use crate::report::text::labels;
use crate::time::Day;

/// A bullet and how it stands over time; `None`: its source is not published yet.
pub(super) struct BulletCourse<'a> {
    pub(super) source: &'a Source,
    pub(super) urging: &'a Urging,
    pub(super) plays: ByClock<Vec<(Day, Option<PlayData>)>>,
}

/// The columns, and what is known of the duties that bullets link.
pub(super) struct ProgrammeFrame<'c, 'a> {
    pub(super) frame: Frame<'a>,
    pub(super) columns: &'c [&'a Actor],
    /// Only members of the day, where no states are named.
    pub(super) members_only: bool,
    pub(super) duties: Vec<&'c DutyOfState<'a>>,
}

impl<'a> ProgrammeFrame<'_, 'a> {
    /// A bullet over time.
    pub(super) fn course(&self, source: &'a Source, urging: &'a Urging) -> BulletCourse<'a> {
        let linked: Vec<&DutyOfState> = self.duties.iter().copied().filter(|duty| is_linked(duty, urging)).collect();
        let plays = self.frame.clocks().each(|knowledge| {
            let days = self.frame.days(self.days(source, urging, &linked, knowledge));
            merged(days.into_iter().map(|day| (day, self.on_day(day, knowledge, &linked, (source, urging)))))
        });
        BulletCourse { source, urging, plays }
    }

    fn days(&self, source: &Source, urging: &Urging, linked: &[&DutyOfState], knowledge: Knowledge) -> Vec<Day> {
        let corpus = self.frame.run.engine.corpus;
        let mut days = vec![source.published.last(), self.frame.today.next()];
        for duty in linked {
            days.extend(duty.course(knowledge).pieces.iter().map(|piece| piece.from));
        }
        for other in &corpus.sources {
            for one in other.states.iter().filter(|one| one.tells.about.contains(&urging.id)) {
                let on = one.tells.on.unwrap_or(other.published);
                days.extend([on.first(), on.last(), on.last().next(), other.published.last()]);
            }
        }
        for one in &urging.outcomes {
            let cited = one.source.as_ref().and_then(|id| corpus.find_source(id)).and_then(|ix| corpus.source(ix));
            days.extend([one.on.first(), one.on.last(), one.on.last().next()]);
            days.extend(cited.map(|source| source.published.last()));
        }
        days.extend(urging.due.map(Day::next));
        for one in self.columns.iter().flat_map(|actor| &actor.membership) {
            days.extend([Some(one.during.from()), one.during.to(), one.union_law_to].into_iter().flatten());
        }
        days
    }

    fn on_day(
        &self,
        day: Day,
        knowledge: Knowledge,
        linked: &[&DutyOfState<'a>],
        bullet: (&'a Source, &'a Urging),
    ) -> Option<PlayData> {
        let is_shown = |actor: &&&Actor| !self.members_only || actor.is_under_union_law(day);
        let actors: Vec<&Actor> = self.columns.iter().filter(is_shown).copied().collect();
        let findings = linked.iter().filter_map(|duty| duty.course(knowledge).finding_on(day, knowledge));
        let findings: Vec<Finding> = findings.collect();
        let play = bullet_on_day(run_on(&self.frame.run, knowledge, day), actors, findings, bullet)?;
        Some(self.data(play))
    }

    fn data(&self, play: BulletOnDay) -> PlayData {
        let places = |codes: &[String]| {
            let place = |code: &String| self.columns.iter().position(|actor| *actor.code == **code);
            codes.iter().filter_map(place).collect()
        };
        PlayData {
            play: number(play.play),
            word: word(play.play),
            because: plain(&play.because),
            done: places(&play.done),
            partly: places(&play.partly),
            not_done: places(&play.not_done),
            unknown: places(&play.unknown),
        }
    }
}

fn is_linked(duty: &DutyOfState, urging: &Urging) -> bool {
    let question = &duty.question;
    let link = format!("{}/{}", question.instrument.id, question.obligation.id);
    urging.obligations.iter().any(|one| **one == *link)
}

/// The number of a state of play.
fn number(play: Play) -> u8 {
    match play {
        Play::Done | Play::Delivered | Play::DeliveredLate => 0,
        Play::Partly => 1,
        Play::Open => 2,
        Play::Late => 3,
        Play::Unknown => 4,
        Play::NotEvaluable => 5,
        Play::NobodyBound | Play::Dropped => 6,
    }
}

fn word(play: Play) -> String {
    match play {
        Play::NotEvaluable => "cannot be judged".to_owned(),
        Play::Partly => "in part".to_owned(),
        other => other.as_str().replace('-', " "),
    }
}

/// What stands over bullets: the objective, or that it is none of them.
pub(super) fn heading(urging: &Urging) -> String {
    urging.objective.map_or("Across the objectives".to_owned(), labels::objective)
}

/// Whom the bullet addresses.
pub(super) fn addressee(urging: &Urging, actors: &[Actor]) -> String {
    if urging.is_to_states() {
        return "Member States".to_owned();
    }
    let actor = actors.iter().find(|actor| actor.code == urging.addressee);
    plain(actor.map_or(&*urging.addressee, |actor| &*actor.name))
}
