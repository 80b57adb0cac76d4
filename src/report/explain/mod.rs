//! Why one finding holds, down to article and source, and what one fact would change.

mod evidence;
mod several;
mod severity_reason;

pub use several::Explanations;

use super::findings::FindingsReport;
use super::hindsight::verdict_as_known;
use super::output::Report;
use super::page::{Block, Cell, Page, Sheet, Tone};
use super::run::{Counts, Run};
use super::scope::{Scope, Shown};
use super::text::citation::{article_of, titles_behind};
use super::text::labels::rule_id;
use super::text::marks::marked;
use super::text::reasons::{Reason, Topic, because, is_bound, is_bound_in_words, not_bound, provisions, rule, since};
use crate::engine::{Choice, Finding, Question, Selection, Timeline};
use crate::law::{Actor, Confidence, Record, Source, SourceIx};
use crate::rules::{Bound, Verdict};
use crate::time::{Day, UncertainDay};
use evidence::{EvidenceRow, evidence, table};
use serde::Serialize;
use severity_reason::SeverityReason;

/// One finding, explained.
pub struct Explanation<'a> {
    run: Run<'a>,
    question: Question<'a>,
    finding: Finding<'a>,
}

/// The JSON form: the finding of the contract, with what explains it.
#[derive(Serialize)]
pub struct ExplanationData<'a> {
    #[serde(flatten)]
    report: FindingsReport<'a>,
    explanation: Parts,
}

#[derive(Serialize)]
struct Parts {
    title: String,
    bond: Vec<String>,
    deadline: String,
    severity: SeverityReason,
    evidence: Vec<EvidenceRow>,
    would_close_it: Option<String>,
    second_clock: String,
}

impl<'a> Explanation<'a> {
    /// Explains the finding of a question on the as-of day.
    pub fn new(run: Run<'a>, question: Question<'a>) -> Option<Explanation<'a>> {
        let timeline = Timeline::new(&question, run.engine.rules);
        let finding = run.engine.finding(&question, &timeline, run.as_of)?;
        Some(Explanation { run, question, finding })
    }

    /// The finding.
    pub fn finding(&self) -> &Finding<'a> {
        &self.finding
    }

    fn scope(&self) -> Scope {
        let only = Choice::one(format!("{}/{}", self.finding.instrument.id, self.finding.obligation.id));
        let instruments = Choice::one(&*self.finding.instrument.id);
        let selection = Selection { instruments, obligations: only, ..Selection::default() };
        Scope::new(self.run.engine.corpus, &[self.finding.actor], &selection, Shown::Named)
    }

    /// For JSON.
    pub fn contract(&self) -> ExplanationData<'_> {
        ExplanationData {
            report: FindingsReport::new(&self.run, self.scope(), vec![&self.finding], &Counts::of([&self.finding])),
            explanation: Parts {
                title: self.finding.obligation.title.to_string(),
                bond: self.bond(),
                deadline: self.deadline(),
                severity: SeverityReason::new(&self.run, &self.finding),
                evidence: evidence(&self.finding).iter().map(|one| one.piece(&self.run)).collect(),
                would_close_it: self.would_close_it(),
                second_clock: self.second_clock(),
            },
        }
    }

    fn rule(&self) -> String {
        let row = self.finding.judgement.rule.and_then(|row| self.run.engine.rules.verdict.row(row.into()));
        let provisions = row.and_then(|row| provisions(&self.run, &self.finding, row.source.as_deref()?));
        let source = provisions.map_or(String::new(), |source| format!(" [{source}]"));
        format!("{}: {}{source}", rule_id(&self.run, &self.finding), rule(&self.run, &self.finding))
    }

    fn bond(&self) -> Vec<String> {
        let finding = &self.finding;
        let answer = is_bound_in_words(finding);
        let reasons = if finding.judgement.bound == Bound::Yes { is_bound(finding) } else { not_bound(finding) };
        reasons.iter().map(|reason| format!("{answer}: {}", self.cite_titles(reason))).collect()
    }

    fn deadline(&self) -> String {
        if self.finding.obligation.deadline.is_none() {
            return "none: it is encouraged, not owed by a day".to_owned();
        }
        let reasons = because(&self.run, &self.finding).into_iter();
        let due = reasons.filter(|reason| reason.topic == Topic::Deadline).map(|reason| reason.text).next();
        due.unwrap_or_else(|| "does not run".to_owned())
    }

    fn cite_titles(&self, reason: &Reason) -> String {
        format!("{}{}", reason.text, titles_behind(self.run.engine.corpus, &reason.sources))
    }

    /// What a fulfilling record of the as-of day would make of the finding; tried, not guessed.
    fn would_close_it(&self) -> Option<String> {
        let verdict = self.finding.judgement.verdict;
        let is_open = !matches!(
            verdict,
            Verdict::Met | Verdict::MetLate | Verdict::NotBound | Verdict::NotInForce | Verdict::Ended
        );
        let wanted: Vec<&str> = self.question.obligation.fulfilled_by.iter().map(|kind| kind.as_str()).collect();
        if !is_open {
            return None;
        }
        if wanted.is_empty() {
            return Some("a finding that it is done (observed), or the closing of the case".to_owned());
        }
        let names = wanted.join(" or ");
        let tried = [self.run.as_of, self.run.as_of.next()].map(|day| Some((day, self.verdict_with_record_on(day)?)));
        let tried = tried.into_iter().flatten();
        let (day, then) = tried.min_by_key(|(day, then)| (!matches!(then, Verdict::Met | Verdict::MetLate), *day))?;
        Some(format!("one full record ({names}) dated {day} would make it {}", then.as_str()))
    }

    /// The verdict on a day if a full record of that day stood in a source known by then.
    fn verdict_with_record_on(&self, day: Day) -> Option<Verdict> {
        let known_as_of = self.question.known_as_of;
        let known =
            |source: &Source| !source.continuous && known_as_of.is_none_or(|known| source.published.last() <= known);
        let source = SourceIx(self.run.engine.corpus.sources.iter().position(known)? as u32);
        let event = crate::engine::fulfilling_event(*self.question.obligation.fulfilled_by.first()?)?;
        let mut records = self.question.actor.records().to_vec();
        records.push(Record {
            instrument: self.question.instrument_ix,
            obligations: Some(vec![self.question.obligation_ix]),
            of_case: None,
            event,
            on: UncertainDay::day(day),
            amends: false,
            source,
            locator: None,
            confidence: Confidence::Read,
            note: None,
            retracted: None,
            place: None,
        });
        let own = self.question.actor;
        let actor = Actor::new(own.code.clone(), own.name.clone(), own.membership.clone(), records);
        let question = Question { actor: &actor, ..self.question };
        let timeline = Timeline::new(&question, self.run.engine.rules);
        timeline.on(day).map(|segment| segment.judgement.verdict)
    }

    fn second_clock(&self) -> String {
        let now = self.finding.judgement.verdict.as_str();
        let (known, name): (Option<Day>, String) = match self.run.engine.known_as_of {
            None => (Some(self.run.as_of), format!("as known on {}", self.run.as_of)),
            Some(_) => (None, "as known without limit".to_owned()),
        };
        match verdict_as_known(&self.run, &self.finding, known) {
            Some(verdict) if verdict.as_str() == now => format!("{name}: the same, {now}"),
            Some(verdict) => format!("{name}: {}, instead of {now}", verdict.as_str()),
            None => format!("{name}: not evaluated"),
        }
    }
}

impl Explanation<'_> {
    /// The verdict and what it follows from, each with its label.
    fn head(&self) -> Block {
        let finding = &self.finding;
        let judgement = &finding.judgement;
        let least = if judgement.at_least { " at least" } else { "" };
        let verdict = match finding.days_overdue() {
            Some(days) => format!("{}, day {days}{least}", marked(finding)),
            None => marked(finding),
        };
        let asked = [finding.instrument.short_title.to_string(), article_of(&finding.obligation.article)];
        let asked = asked.into_iter().filter(|part| !part.is_empty());
        let from_to = format!(
            "{} to {}",
            since(finding.since),
            finding.until.map_or("open".to_owned(), |day| format!("{} (first day of the next verdict)", day))
        );
        Block::Facts(vec![
            ("verdict".to_owned(), Cell::toned(verdict, Tone::from(judgement.verdict))),
            ("asked".to_owned(), Cell::plain(asked.collect::<Vec<_>>().join(", "))),
            ("".to_owned(), Cell::plain(&*finding.obligation.title)),
            ("duty".to_owned(), Cell::plain(finding.obligation.duty.as_str())),
            ("bound".to_owned(), Cell::plain(self.bond().join("; "))),
            ("deadline".to_owned(), Cell::plain(self.deadline())),
            ("holds".to_owned(), Cell::plain(from_to)),
            ("rule".to_owned(), Cell::plain(self.rule())),
            ("severity".to_owned(), Cell::plain(SeverityReason::new(&self.run, finding).sentence())),
        ])
    }
}

impl Report for Explanation<'_> {
    fn page(&self) -> Page {
        let finding = &self.finding;
        let mut page = Page { title: finding.id(), blocks: vec![self.head()] };
        page.blocks.push(Block::Heading("Because".to_owned()));
        let reasons = because(&self.run, finding);
        let facts = reasons.split_last().map_or(&[][..], |(_, facts)| facts);
        page.blocks.push(Block::List(facts.iter().map(|reason| Cell::plain(self.cite_titles(reason))).collect()));
        let all = evidence(finding);
        if !all.is_empty() {
            page.blocks.push(Block::Heading("All evidence".to_owned()));
            page.blocks.push(Block::Table(table(&self.run, &all)));
        }
        if let Some(fact) = self.would_close_it() {
            page.blocks.push(Block::Heading("What would change it".to_owned()));
            page.blocks.push(Block::Text(Cell::plain(fact)));
        }
        page.blocks.push(Block::Heading("The second clock".to_owned()));
        page.blocks.push(Block::Text(Cell::plain(self.second_clock())));
        page.blocks.push(Block::Text(Cell::toned(self.run.sentence(), Tone::Faint)));
        page
    }

    fn sheet(&self) -> Sheet {
        let columns =
            ["finding", "counts", "event", "on", "confidence", "source", "locator", "address", "note", "duty"];
        let mut sheet = Sheet::with(&columns);
        for one in evidence(&self.finding) {
            let texts = std::iter::once(self.finding.id()).chain(one.texts(&self.run));
            sheet.rows.push(texts.map(Cell::plain).collect());
        }
        sheet.assuming(self.run.assumed())
    }

    fn data(&self) -> impl Serialize {
        self.contract()
    }
}
