//! The block put together: every course made, on all processors, then numbered one after the other, so that the same data
//! give the same bytes.

use super::code::{Numbered, line, list, merged, number_of, plain};
use super::course::Piece;
use super::data::{
    BulletData, Dossier, DossierVersions, DueData, GroundData, Open, PlayData, RecommendationData, Recommended,
    RecordData, Times,
};
use super::knowledge::ByClock;
use super::programme::{BulletCourse, ProgrammeFrame, addressee, heading};
use super::query::{DossierQuery, Frame};
use super::records::SourceNumbers;
use super::rows::Rows;
use super::state_duties::{DutyOfState, StateDuties};
use super::{columns, marks, rows};
use crate::engine::{Choice, Question, Selection};
use crate::law::{Actor, InstrumentIx, ObligationIx, Source, Stage, Urging};
use crate::parallel::*;
use crate::report::actions::bullets;
use crate::report::run::{Run, short};
use crate::rules::{Severity, Verdict};
use crate::time::Day;
use std::collections::{BTreeMap, BTreeSet};

/// Days on which the time bar ends are at most so many years ahead.
const MOST_YEARS: i32 = 10;

/// The whole block.
pub(super) fn dossier<'a>(run: &Run<'a>, query: &DossierQuery) -> Dossier {
    let actors = columns::actors(run, query);
    let rows = Rows::new(run, query);
    let bullets = bullets(*run, &query.selection);
    let frame = frame(run, query, &rows);
    let groups = questions(&frame, &actors, &rows, &bullets);
    let made: Vec<StateDuties> = groups.par_iter().map(|group| StateDuties::new(&frame, group)).collect();
    let members_only = query.selection.actors.is_all() && !query.all_states;
    let duties = made.iter().flat_map(|one| &one.duties).collect();
    let programme = ProgrammeFrame { frame, columns: &actors, members_only, duties };
    let courses: Vec<BulletCourse> =
        bullets.par_iter().map(|(source, urging)| programme.course(source, urging)).collect();
    NumberedParts::new(frame, query, actors, rows).filled(&made, &courses)
}

/// Days and clocks.
fn frame<'a>(run: &Run<'a>, query: &DossierQuery, rows: &Rows) -> Frame<'a> {
    let then = run.is_known_then();
    let latest =
        rows.duties.iter().filter_map(|(key, _)| key.obligation.deadline.as_ref().and_then(last_good_day)).max();
    let today = query.today;
    let until = latest.unwrap_or(today).year().min(today.year().saturating_add(MOST_YEARS));
    let year = until.max(today.year()).max(run.as_of.year());
    Frame {
        run: *run,
        today,
        known_as_of: run.engine.known_as_of.filter(|_| !then),
        first: super::code::first_day(),
        last: Day::from_ymd(year, 12, 31).unwrap_or(today),
    }
}

fn last_good_day(deadline: &crate::law::Deadline) -> Option<Day> {
    match deadline {
        crate::law::Deadline::By(day) | crate::law::Deadline::PassedBy(day) => Some(*day),
        crate::law::Deadline::Before(day) => Some(day.previous()),
        _ => None,
    }
}

/// The questions of each state under each act: those of the rows, and those of duties that bullets link, for institutions
/// too.
fn questions<'a>(
    frame: &Frame<'a>,
    actors: &[&'a Actor],
    rows: &Rows<'a>,
    bullets: &[(&'a Source, &'a Urging)],
) -> Vec<Vec<(Question<'a>, bool)>> {
    let row_ids: BTreeSet<String> =
        rows.duties.iter().map(|(key, _)| format!("{}/{}", key.instrument.id, key.obligation.id)).collect();
    let mut codes: Vec<String> = actors.iter().map(|actor| actor.code.to_string()).collect();
    let linked = bullets.iter().flat_map(|(_, urging)| &urging.obligations).map(|link| link.to_string());
    let obligations: BTreeSet<String> = row_ids.iter().cloned().chain(linked).collect();
    codes.extend(
        bullets.iter().filter(|(_, urging)| !urging.is_to_states()).map(|(_, urging)| urging.addressee.to_string()),
    );
    let selection = Selection {
        actors: Choice::Only(codes),
        instruments: Choice::All,
        obligations: Choice::Only(obligations.into_iter().collect()),
    };
    let all = frame.run.engine.questions(&selection);
    let with_row = |question: &Question<'a>| {
        let id = format!("{}/{}", question.instrument.id, question.obligation.id);
        (*question, row_ids.contains(&id) && !question.actor.is_institution())
    };
    let of_act =
        all.chunk_by(|one, other| (&one.actor.code, one.instrument_ix) == (&other.actor.code, other.instrument_ix));
    of_act.map(|group| group.iter().map(with_row).collect()).collect()
}

/// The block while its parts get their numbers.
struct NumberedParts<'q, 'a> {
    frame: Frame<'a>,
    query: &'q DossierQuery,
    actors: Vec<&'a Actor>,
    rows: Rows<'a>,
    texts: Numbered<String>,
    grounds: Numbered<GroundData>,
    lines: Numbered<String>,
    records: Numbered<RecordData>,
    record_lists: Numbered<String>,
    sources: SourceNumbers,
    recommendations: Numbered<RecommendationData>,
    recommendation_lists: Numbered<Vec<usize>>,
    plays: Numbered<PlayData>,
}

/// The duties of the rows, by state, act and place.
type DutiesByPlace<'m, 'a> = BTreeMap<(&'a str, InstrumentIx, ObligationIx), &'m DutyOfState<'a>>;

impl<'q, 'a> NumberedParts<'q, 'a> {
    fn new(frame: Frame<'a>, query: &'q DossierQuery, actors: Vec<&'a Actor>, rows: Rows<'a>) -> NumberedParts<'q, 'a> {
        let selection = &query.selection;
        let is_whole = selection.instruments.is_all() && selection.actors.is_all() && selection.obligations.is_all();
        let sources = if is_whole { SourceNumbers::all_of(frame.run.engine.corpus) } else { SourceNumbers::new() };
        NumberedParts {
            frame,
            query,
            actors,
            rows,
            texts: Numbered::new(),
            grounds: Numbered::new(),
            lines: Numbered::new(),
            records: Numbered::new(),
            record_lists: Numbered::new(),
            sources,
            recommendations: Numbered::new(),
            recommendation_lists: Numbered::new(),
            plays: Numbered::new(),
        }
    }

    fn filled(mut self, made: &[StateDuties<'a>], bullets: &[BulletCourse<'a>]) -> Dossier {
        let corpus = self.frame.run.engine.corpus;
        let places: DutiesByPlace =
            made.iter().flat_map(|one| &one.duties).map(|duty| (place(&duty.question), duty)).collect();
        let (lines, records_of) = self.lines(&places);
        let recommended = self.recommended(made);
        let dues = self.dues(made);
        let programme = bullets.iter().map(|bullet| self.bullet(bullet)).collect();
        for (act, _) in &self.rows.acts {
            self.sources.add(act.sources.iter().copied());
        }
        let duties = self.rows.duties.iter().map(|(key, act)| {
            let any =
                self.actors.first().and_then(|actor| places.get(&(&*actor.code, key.instrument_ix, key.obligation_ix)));
            rows::duty(key, *act, any.map(|duty| &duty.question))
        });
        let duties: Vec<_> = duties.collect();
        let run = &self.frame.run;
        Dossier {
            schema: "acquis/dossier/1",
            open: self.open(),
            about: about(run),
            severities: Severity::WORDS.to_vec(),
            stages: stages(),
            states: self.actors.iter().map(|actor| columns::state(actor)).collect(),
            groups: self.rows.groups.clone(),
            acts: self
                .rows
                .acts
                .iter()
                .map(|(act, group)| rows::act(run, act, *group, self.frame.known_as_of))
                .collect(),
            marks: marks::marks(&self.frame, &self.rows, &duties, &self.actors),
            duties,
            texts: self.texts.into_all(),
            grounds: self.grounds.into_all(),
            lines: self.lines.into_all(),
            then: lines.then,
            today: lines.today,
            sources: self.sources.data(corpus, &self.rows),
            records: self.records.into_all(),
            record_lists: self.record_lists.into_all(),
            records_of,
            recommendations: self.recommendations.into_all(),
            recommendation_lists: self.recommendation_lists.into_all(),
            recommended,
            dues,
            programme,
            plays: self.plays.into_all(),
        }
    }

    /// The lines of all pairs by each clock, and their lists of records; -1: none.
    fn lines(&mut self, places: &DutiesByPlace<'_, 'a>) -> (ByClock<Vec<i32>>, Vec<i32>) {
        let mut lines: ByClock<Vec<i32>> = ByClock::default();
        let mut records_of = Vec::new();
        for actor in self.actors.clone() {
            for at in 0..self.rows.duties.len() {
                let duty = self.duty_at(places, actor, at);
                lines.then.push(duty.map_or(-1, |duty| self.line(duty, &duty.courses.then.pieces)));
                lines.today.push(duty.map_or(-1, |duty| self.line(duty, &duty.courses.today.pieces)));
                records_of.push(duty.map_or(-1, |duty| self.record_list(duty)));
            }
        }
        (lines, records_of)
    }

    fn duty_at<'m>(&self, places: &DutiesByPlace<'m, 'a>, actor: &'a Actor, at: usize) -> Option<&'m DutyOfState<'a>> {
        let (key, _) = self.rows.duties.get(at)?;
        places.get(&(&*actor.code, key.instrument_ix, key.obligation_ix)).copied()
    }

    /// The number of a line; before its first day the act is not in force.
    fn line(&mut self, duty: &DutyOfState, pieces: &[Piece]) -> i32 {
        let is_start =
            |piece: &&Piece| piece.from == Day::MIN && piece.finding.judgement.verdict == Verdict::NotInForce;
        let pieces = pieces.iter().skip_while(is_start);
        let pieces: Vec<(Day, usize)> = pieces.map(|piece| (piece.from, self.ground(duty, piece))).collect();
        if pieces.is_empty() {
            return -1;
        }
        number(self.lines.number(line(&merged(pieces))))
    }

    fn ground(&mut self, duty: &DutyOfState, piece: &Piece) -> usize {
        let ground = &piece.ground;
        let texts = ground.texts.iter().map(|text| self.texts.number(text.clone())).collect();
        let mut records = Vec::new();
        for (key, role) in &ground.records {
            records.extend(self.record(duty, *key).map(|record| (record, *role)));
        }
        self.grounds.number(GroundData(
            ground.verdict,
            ground.due,
            ground.gap,
            ground.severity,
            ground.stage,
            ground.contested,
            ground.flags,
            texts,
            records,
        ))
    }

    fn record(&mut self, duty: &DutyOfState, key: super::records::RecordKey) -> Option<usize> {
        let (corpus, sources) = (self.frame.run.engine.corpus, &mut self.sources);
        let data = key.data(corpus, duty.question.actor, &mut |ix| sources.number(ix))?;
        Some(self.records.number(data))
    }

    fn record_list(&mut self, duty: &DutyOfState) -> i32 {
        let mut records: Vec<usize> = Vec::new();
        for key in &duty.records {
            let record = self.record(duty, *key);
            records.extend(record.filter(|record| !records.contains(record)));
        }
        if records.is_empty() { -1 } else { number(self.record_lists.number(list(&records))) }
    }

    /// What is recommended to each state, under all acts together, the most urgent first.
    fn recommended(&mut self, made: &[StateDuties<'a>]) -> Recommended {
        let mut all = Recommended::default();
        for actor in self.actors.clone() {
            let own: Vec<&StateDuties> = made.iter().filter(|one| one.is_of(actor)).collect();
            let then: Vec<_> = own.iter().map(|one| one.recommended.then.as_slice()).collect();
            let today: Vec<_> = own.iter().map(|one| one.recommended.today.as_slice()).collect();
            all.then.push(self.recommended_line(&then));
            all.today.push(self.recommended_line(&today));
        }
        all
    }

    fn recommended_line(&mut self, acts: &[&[super::recommended::RecommendedFrom]]) -> String {
        let days: BTreeSet<Day> = acts.iter().flat_map(|act| act.iter().map(|(day, _)| *day)).collect();
        let pieces = days.into_iter().map(|day| {
            let on_day = |act: &&&[super::recommended::RecommendedFrom]| {
                let after = act.partition_point(|(from, _)| *from <= day);
                after.checked_sub(1).and_then(|place| act.get(place)).map(|(_, list)| list.clone()).unwrap_or_default()
            };
            let mut all: Vec<RecommendationData> = acts.iter().flat_map(|act| on_day(&act)).collect();
            all.sort_by_key(|one| one.urgency);
            let numbers: Vec<usize> = all.into_iter().map(|one| self.recommendations.number(one)).collect();
            (day, self.recommendation_lists.number(numbers))
        });
        let pieces: Vec<(Day, usize)> = pieces.collect();
        line(&merged(pieces))
    }

    fn dues(&self, made: &[StateDuties<'a>]) -> Vec<DueData> {
        let mut dues = Vec::new();
        for (state, actor) in self.actors.iter().enumerate() {
            for one in made.iter().filter(|one| one.is_of(actor)) {
                let Some(act) = one.instrument().and_then(|act| self.rows.act_of(act)) else { continue };
                let mut times: BTreeMap<(Day, &str), ByClock<Times>> = BTreeMap::new();
                for due in &one.dues.then {
                    times.entry((due.on, &due.text)).or_default().then = numbered(&due.times);
                }
                for due in &one.dues.today {
                    times.entry((due.on, &due.text)).or_default().today = numbered(&due.times);
                }
                dues.extend(times.into_iter().map(|((on, text), times)| DueData {
                    on: number_of(on),
                    state,
                    act,
                    text: text.to_owned(),
                    then: times.then,
                    today: times.today,
                }));
            }
        }
        dues
    }

    fn bullet(&mut self, bullet: &BulletCourse<'a>) -> BulletData {
        let (corpus, urging) = (self.frame.run.engine.corpus, bullet.urging);
        let source = corpus.find_source(&bullet.source.id).map_or(0, |ix| self.sources.number(ix));
        BulletData {
            id: super::code::plain(&urging.id),
            group: heading(urging),
            addressee: addressee(urging, &corpus.actors),
            text: super::code::plain(&urging.text),
            locator: super::code::plain(&urging.locator),
            source,
            duties: urging.obligations.iter().filter_map(|link| self.rows.duty_of(link)).collect(),
            then: self.plays_line(&bullet.plays.then),
            today: self.plays_line(&bullet.plays.today),
        }
    }

    fn plays_line(&mut self, plays: &[(Day, Option<PlayData>)]) -> String {
        let known = plays.iter().filter_map(|(day, play)| Some((*day, play.clone()?)));
        let pieces: Vec<(Day, usize)> = known.map(|(day, play)| (day, self.plays.number(play))).collect();
        line(&pieces)
    }

    fn open(&self) -> Open {
        let (run, frame) = (&self.frame.run, &self.frame);
        Open {
            on: number_of(run.as_of),
            clock: if run.is_known_then() { "then" } else { "today" },
            known: frame.known_as_of.map(number_of),
            assumed: run.assumed().iter().map(|one| plain(one)).collect(),
            today: number_of(frame.today),
            from: number_of(frame.first),
            to: number_of(frame.last),
            view: self.query.view,
            state: self.query.state.clone(),
        }
    }
}

fn place<'a>(question: &Question<'a>) -> (&'a str, InstrumentIx, ObligationIx) {
    (&question.actor.code, question.instrument_ix, question.obligation_ix)
}

fn numbered(times: &[(Day, Day)]) -> Times {
    times.iter().map(|(from, to)| (number_of(*from), Some(number_of(*to)))).collect()
}

fn number(number: usize) -> i32 {
    i32::try_from(number).unwrap_or(-1)
}

fn about(run: &Run) -> DossierVersions {
    DossierVersions {
        program: format!("acquis {}", env!("CARGO_PKG_VERSION")),
        data: short(&run.engine.corpus.digest),
        rules: short(run.rules_digest),
    }
}

fn stages() -> Vec<&'static str> {
    let all = Stage::ALL.into_iter().map(|stage| match stage {
        Stage::FormalNotice => "formal notice",
        Stage::ReasonedOpinion => "reasoned opinion",
        Stage::Referral => "referral",
        Stage::Judgment => "judgment",
        Stage::Penalty => "penalty",
    });
    std::iter::once("none").chain(all).collect()
}
