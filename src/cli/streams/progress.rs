//! What happens at the moment: a bar on standard error, on a terminal alone.

use crate::text::harmless;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::thread;
use std::time::Duration;

/// A bar of so many steps.
#[derive(Debug)]
pub struct Progress {
    bar: ProgressBar,
    steps: u64,
}

impl Progress {
    /// A bar; none where it is quiet.
    pub fn new(steps: u64, quiet: bool) -> Progress {
        let target = if quiet { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
        let bar = ProgressBar::with_draw_target(Some(steps), target);
        if let Ok(style) = ProgressStyle::with_template("{bar:20} {msg} [{elapsed}]") {
            bar.set_style(style);
        }
        // where no thread can be started, the time moves with the steps alone
        if !bar.is_hidden() && thread::Builder::new().spawn(|| ()).is_ok() {
            bar.enable_steady_tick(Duration::from_millis(100));
        }
        Progress { bar, steps }
    }

    /// Says what is done. It may name files, whatever they are called.
    pub fn say(&self, what: &str) {
        self.bar.set_message(harmless(what).into_owned());
    }

    /// The next step.
    pub fn step(&self, what: &str) {
        self.bar.inc(1);
        self.say(what);
    }

    /// The last step.
    pub fn last_step(&self, what: &str) {
        self.bar.set_position(self.steps);
        self.say(what);
    }

    /// Takes the bar off the terminal.
    pub fn clear(&self) {
        self.bar.finish_and_clear();
    }
}
