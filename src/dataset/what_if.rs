//! What if: a dataset beside another one, in which facts are assumed or records left out. No file is read or changed.

use super::{Dataset, Error, lookup};
use crate::load::{Assumption, Remark};
use crate::open;

impl Dataset {
    /// What if this happened? A dataset in which these facts are assumed; no file is changed. An assumption is written as
    /// on the command line, with ids: `IE budapest ratification 2027-01-15`.
    ///
    /// ```
    /// # use acquis::{Dataset, rules::Verdict, time::Day};
    /// # fn main() -> Result<(), acquis::Error> {
    /// let dataset = Dataset::embedded()?;
    /// let assumed = dataset.assume(&["IE budapest ratification 2027-01-15"])?;
    /// let day = Day::parse("2027-01-15")?;
    /// assert_eq!(dataset.finding("IE/budapest/ratification", day)?.verdict(), Verdict::Encouraged);
    /// assert_eq!(assumed.finding("IE/budapest/ratification", day)?.verdict(), Verdict::Met);
    /// # Ok(())
    /// # }
    /// ```
    ///
    /// # Errors
    /// An id names nothing, or a fact cannot be, by the checks that data go through.
    pub fn assume(&self, facts: &[impl AsRef<str>]) -> Result<Dataset, Error> {
        let read = facts.iter().map(|fact| self.assumption(fact.as_ref()));
        let assumptions: Vec<Assumption> = read.collect::<Result<_, Error>>()?;
        let about = |remark: &Remark| match remark.number.and_then(|number| assumptions.get(number)) {
            Some(assumption) => assumption.to_string(),
            None => "what is assumed".to_owned(),
        };
        let mut dataset = self.clone();
        let odd = open::assume(&mut dataset.opened.corpus, &assumptions).map_err(|refused| {
            let first = refused.into_iter().next();
            refusal(first.as_ref().map_or(String::new(), about), first)
        })?;
        dataset.remarks.extend(odd.iter().map(|remark| format!("\"{}\": {}", about(remark), remark.message)));
        Ok(dataset)
    }

    fn assumption(&self, fact: &str) -> Result<Assumption, Error> {
        let assumption: Assumption = fact.parse().map_err(|remark| refusal(fact.to_owned(), Some(remark)))?;
        let corpus = &self.opened.corpus;
        lookup::duty(corpus, (&assumption.actor, &assumption.instrument), assumption.obligation.as_deref())?;
        Ok(assumption)
    }

    /// What if nothing were recorded of this? A dataset without the records of a state under an instrument,
    /// `IE/budapest`, or about one of its obligations, `IE/budapest/ratification`.
    ///
    /// # Errors
    /// An id names nothing.
    pub fn without_records(&self, of: &str) -> Result<Dataset, Error> {
        let mut parts = of.splitn(3, '/');
        let (Some(state), Some(instrument), obligation) = (parts.next(), parts.next(), parts.next()) else {
            return Err(Error::Id(of.to_owned()));
        };
        let mut dataset = self.clone();
        lookup::duty(&self.opened.corpus, (state, instrument), obligation)?;
        if open::leave_out(&mut dataset.opened.corpus, state, instrument, obligation) == 0 {
            dataset.remarks.push(format!("nothing is on record of {of}"));
        }
        Ok(dataset)
    }
}

fn refusal(assumption: String, remark: Option<Remark>) -> Error {
    let (message, help) = remark.map_or(("it cannot be".to_owned(), None), |remark| (remark.message, remark.help));
    Error::Assumption { assumption, message, help }
}
