//! Several findings explained one after the other. Each keeps the contract that it has alone.

use super::{Explanation, ExplanationData};
use crate::engine::Finding;
use crate::report::output::Report;
use crate::report::page::{Block, Page, Sheet};
use serde::Serialize;

/// One finding explained, or several.
pub struct Explanations<'a>(pub Vec<Explanation<'a>>);

/// The JSON form: of one finding its own, of several a list of these.
#[derive(Serialize)]
#[serde(untagged)]
pub enum ExplanationsData<'a> {
    /// Of one.
    One(Box<ExplanationData<'a>>),
    /// Of several.
    Several {
        /// Name and version of this contract.
        schema: &'static str,
        /// In the order in which they were asked for.
        explanations: Vec<ExplanationData<'a>>,
    },
}

impl<'a> Explanations<'a> {
    /// The findings, in the order in which they were asked for.
    pub fn findings(&self) -> Vec<Finding<'a>> {
        self.0.iter().map(|one| one.finding().clone()).collect()
    }
}

impl Report for Explanations<'_> {
    fn page(&self) -> Page {
        if let [one] = self.0.as_slice() {
            return one.page();
        }
        let mut page = Page { title: format!("{} findings explained", self.0.len()), blocks: Vec::new() };
        for (place, one) in self.0.iter().enumerate() {
            let Page { title, mut blocks } = one.page();
            // the dates of the run are the same under each, and stand once at the end
            if place + 1 < self.0.len() {
                blocks.pop();
            }
            page.blocks.push(Block::Heading(title));
            page.blocks.extend(blocks);
        }
        page
    }

    fn sheet(&self) -> Sheet {
        let sheets = self.0.iter().map(Explanation::sheet);
        let joined = sheets.reduce(|mut all, one| {
            all.rows.extend(one.rows);
            all
        });
        joined.unwrap_or_default()
    }

    fn data(&self) -> impl Serialize {
        match self.0.as_slice() {
            [one] => ExplanationsData::One(Box::new(one.contract())),
            all => ExplanationsData::Several {
                schema: "acquis/explanations/1",
                explanations: all.iter().map(Explanation::contract).collect(),
            },
        }
    }
}
