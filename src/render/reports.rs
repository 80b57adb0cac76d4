//! Which part of each report is its page, its sheet and its JSON.

use serde::Serialize;

use super::Report;
use crate::report::{
    Actions, Advice, Calendar, Check, Comparison, Deadlines, Diff, Explanation, Explanations, Facts, Gaps, History,
    Issues, Page, Scoreboard, Sheet, Table2,
};

/// A report with a page of its own; how its sheet, its JSON and its issues, if it has any, are got is
/// what differs.
macro_rules! report {
    ($report:ty, |$one:ident| $sheet:expr, $data:expr $(, $issues:expr)?) => {
        impl Report for $report {
            fn page(&self) -> Page {
                self.page()
            }

            fn sheet(&self) -> Sheet {
                let $one = self;
                $sheet
            }

            fn data(&self) -> impl Serialize {
                let $one = self;
                $data
            }

            $(fn issues(&self) -> Option<Issues<'_>> {
                let $one = self;
                Some($issues)
            })?
        }
    };
}

report!(Comparison<'_>, |comparison| comparison.sheet(), comparison.data(), comparison.issues());
report!(Advice<'_>, |advice| advice.sheet(), advice.data());
report!(Explanation<'_>, |explanation| explanation.sheet(), explanation.data());
report!(Explanations<'_>, |all| all.sheet(), all.data());
report!(Actions<'_>, |actions| actions.sheet(), actions.data());
report!(History<'_>, |history| history.sheet(), history);
report!(Facts, |card| card.sheet(), card);
report!(Scoreboard<'_>, |scoreboard| scoreboard.sheet(), scoreboard);
report!(Table2<'_>, |table| table.sheet(), table);
report!(Diff<'_>, |diff| diff.sheet(), diff.data());
report!(Check<'_>, |check| check.sheet(), check.data(), check.issues());

impl Report for Gaps<'_> {
    fn page(&self) -> Page {
        self.page()
    }

    fn columns(&self) -> Option<usize> {
        self.columns()
    }

    fn sheet(&self) -> Sheet {
        self.data().sheet()
    }

    fn data(&self) -> impl Serialize {
        self.data()
    }

    fn issues(&self) -> Option<Issues<'_>> {
        Some(self.issues())
    }
}

impl Report for Deadlines<'_> {
    fn page(&self) -> Page {
        self.page()
    }

    fn sheet(&self) -> Sheet {
        self.sheet()
    }

    fn data(&self) -> impl Serialize {
        self.data()
    }

    fn calendar(&self) -> Option<Calendar> {
        Some(self.calendar())
    }
}
