//! One finding as the library gives it: what holds, and why, in words and as data.

use std::sync::{Arc, OnceLock};

use crate::engine::Finding;
use crate::law::{Actor, Source};
use crate::report::survey::Laws;
use crate::report::text::labels::{due, rule_id};
use crate::report::text::reasons::{Topic, because as reasons};
use crate::report::{FindingData, Run};
use crate::rules::{Severity, Verdict};
use crate::time::Day;

/// What holds for one state and one obligation on one day, and why.
pub struct Answer<'a> {
    run: Run<'a>,
    finding: Finding<'a>,
    /// Digests of the law, computed once for all findings that were asked for together, and only if they are wanted.
    laws: Arc<OnceLock<Laws>>,
}

/// One reason of a finding: a sentence, and what it rests on.
#[derive(Debug, Clone)]
pub struct CitedReason<'a> {
    /// The topic of the sentence.
    pub topic: Topic,
    /// The sentence.
    pub text: String,
    /// The row of the decision table that decided, as `verdict/ROW`; only of the last reason, which says what it means.
    pub rule: Option<String>,
    /// The articles of the act that it applies: that of the deadline, or that of the duty.
    pub articles: Vec<&'a str>,
    /// The documents that say so.
    pub sources: Vec<&'a Source>,
}

impl<'a> Answer<'a> {
    pub(super) fn all(run: Run<'a>, findings: impl IntoIterator<Item = Finding<'a>>) -> Vec<Answer<'a>> {
        let laws = Arc::default();
        findings.into_iter().map(|finding| Answer { run, finding, laws: Arc::clone(&laws) }).collect()
    }

    pub(super) fn one(run: Run<'a>, finding: Finding<'a>) -> Answer<'a> {
        Answer { run, finding, laws: Arc::default() }
    }

    /// What is the identifier of the finding? `AT/budapest/ratification`.
    #[must_use]
    pub fn id(&self) -> String {
        self.finding.id()
    }

    /// Which state or institution is the finding about?
    #[must_use]
    pub fn state(&self) -> &'a Actor {
        self.finding.actor
    }

    /// Which duty is the finding about? `budapest/ratification`.
    #[must_use]
    pub fn duty(&self) -> String {
        self.finding.duty()
    }

    /// What is the verdict?
    #[must_use]
    pub fn verdict(&self) -> Verdict {
        self.finding.judgement.verdict
    }

    /// How severe is the gap?
    #[must_use]
    pub fn severity(&self) -> Severity {
        self.finding.judgement.severity
    }

    /// Which is the last good day? `None` where the duty has no deadline, does not bind, or the day is not known.
    #[must_use]
    pub fn due(&self) -> Option<Day> {
        due(&self.finding.judgement)
    }

    /// How long has the gap been open, the day asked about included? `None` where there is no gap.
    #[must_use]
    pub fn days_overdue(&self) -> Option<i32> {
        self.finding.days_overdue()
    }

    /// Which row of the decision table decided? `verdict/ROW`.
    #[must_use]
    pub fn rule(&self) -> String {
        rule_id(&self.run, &self.finding)
    }

    /// Why is this the verdict? In sentences, the rule last; what was done and each case with the ids of its sources.
    #[must_use]
    pub fn because(&self) -> Vec<String> {
        reasons(&self.run, &self.finding).iter().map(|reason| reason.with_ids(&self.run)).collect()
    }

    /// Why is this the verdict? As data: each sentence with its topic, rule, articles and sources.
    #[must_use]
    pub fn reasons(&self) -> Vec<CitedReason<'a>> {
        let corpus = self.run.engine.corpus;
        let mut cited = Vec::new();
        for reason in reasons(&self.run, &self.finding) {
            let is_rule = reason.topic == Topic::Rule;
            cited.push(CitedReason {
                topic: reason.topic,
                rule: is_rule.then(|| self.rule()),
                articles: self.article(reason.topic).into_iter().collect(),
                sources: reason.sources.iter().filter_map(|place| corpus.source(*place)).collect(),
                text: reason.text,
            });
        }
        cited
    }

    fn article(&self, topic: Topic) -> Option<&'a str> {
        let obligation = self.finding.obligation;
        match topic {
            Topic::Deadline => Some(obligation.deadline_article.as_deref().unwrap_or(&obligation.article)),
            Topic::Conduct | Topic::Rule => Some(&obligation.article),
            Topic::Bond | Topic::Ground | Topic::Procedure | Topic::Reach => None,
        }
    }

    /// The finding as the JSON contract `acquis/findings/1` has it, to be serialized.
    #[must_use]
    pub fn data(&self) -> FindingData<'_> {
        FindingData::new(&self.run, &self.finding, self.laws.get_or_init(|| Laws::new(self.run.engine.corpus)))
    }

    /// Everything that was computed: state, instrument, obligation, assessment, and the records that decide.
    #[must_use]
    pub fn evaluated(&self) -> &Finding<'a> {
        &self.finding
    }
}
