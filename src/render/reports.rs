//! Which part of each report is its page, its sheet and its JSON.

use serde::Serialize;

use super::Report;
use crate::report::{Actions, Advice, Card, Comparison, Explanation, Gaps, History, Page, Scoreboard, Sheet, Table2};

impl Report for Gaps<'_> {
    fn page(&self) -> Page {
        self.page()
    }

    fn sheet(&self) -> Sheet {
        self.data().sheet()
    }

    fn data(&self) -> impl Serialize {
        self.data()
    }
}

impl Report for Comparison<'_> {
    fn page(&self) -> Page {
        self.page()
    }

    fn sheet(&self) -> Sheet {
        self.data().sheet()
    }

    fn data(&self) -> impl Serialize {
        self.data()
    }
}

impl Report for Advice<'_> {
    fn page(&self) -> Page {
        self.page()
    }

    fn sheet(&self) -> Sheet {
        self.sheet()
    }

    fn data(&self) -> impl Serialize {
        self.data()
    }
}

impl Report for Explanation<'_> {
    fn page(&self) -> Page {
        self.page()
    }

    fn sheet(&self) -> Sheet {
        self.sheet()
    }

    fn data(&self) -> impl Serialize {
        self.data()
    }
}

impl Report for History<'_> {
    fn page(&self) -> Page {
        self.page()
    }

    fn sheet(&self) -> Sheet {
        self.sheet()
    }

    fn data(&self) -> impl Serialize {
        self
    }
}

impl Report for Card {
    fn page(&self) -> Page {
        self.page()
    }

    fn sheet(&self) -> Sheet {
        self.sheet()
    }

    fn data(&self) -> impl Serialize {
        self
    }
}

impl Report for Actions<'_> {
    fn page(&self) -> Page {
        self.page()
    }

    fn sheet(&self) -> Sheet {
        self.sheet()
    }

    fn data(&self) -> impl Serialize {
        self.data()
    }
}

impl Report for Scoreboard<'_> {
    fn page(&self) -> Page {
        self.page()
    }

    fn sheet(&self) -> Sheet {
        self.sheet()
    }

    fn data(&self) -> impl Serialize {
        self
    }
}

impl Report for Table2<'_> {
    fn page(&self) -> Page {
        self.page()
    }

    fn sheet(&self) -> Sheet {
        self.sheet()
    }

    fn data(&self) -> impl Serialize {
        self
    }
}
