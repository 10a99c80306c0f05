//! What a person sees while the program works: progress, warnings, errors. All on standard error.

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use std::{io::IsTerminal, time::Duration};
use tidings_collect::Failure;

/// How much is said.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) enum Noise {
    /// Errors.
    Quiet,
    /// And notes, progress.
    Normal,
    /// And every warning.
    Verbose,
}

/// Work shorter than this shows no progress.
const PROGRESS_AFTER: Duration = Duration::from_millis(500);

/// A bar over the bytes of the inputs with an estimate of the time left; it shows where a person watches and the work is long.
pub(crate) struct Progress {
    bar: ProgressBar,
    started: std::time::Instant,
    shown: bool,
    wanted: bool,
}

impl Progress {
    pub(crate) fn new(total_bytes: Option<u64>, noise: Noise) -> Self {
        let bar = match total_bytes {
            Some(bytes) => ProgressBar::with_draw_target(Some(bytes), ProgressDrawTarget::hidden()),
            None => ProgressBar::with_draw_target(None, ProgressDrawTarget::hidden()),
        };
        let wanted = noise >= Noise::Normal && std::io::stderr().is_terminal();
        Self { bar, started: std::time::Instant::now(), shown: false, wanted }
    }

    /// So many more bytes and articles are done.
    pub(crate) fn advance(&mut self, bytes: u64, articles: usize) {
        self.bar.inc(bytes);
        if self.wanted && !self.shown && self.started.elapsed() > PROGRESS_AFTER {
            self.bar.set_draw_target(ProgressDrawTarget::stderr());
            let template = match self.bar.length() {
                Some(_) => "{bar:30} {bytes}/{total_bytes} {bytes_per_sec}, {eta} left, {msg}",
                None => "{spinner} {bytes} {bytes_per_sec}, {msg}",
            };
            if let Ok(style) = ProgressStyle::with_template(template) {
                self.bar.set_style(style);
            }
            self.shown = true;
        }
        if self.shown {
            self.bar.set_message(format!("{articles} articles"));
        }
    }

    /// Says a line without tearing the bar.
    pub(crate) fn say(&self, line: &str) {
        self.bar.suspend(|| eprintln!("{line}"));
    }

    pub(crate) fn finish(&self) {
        self.bar.finish_and_clear();
    }
}

/// A failure in words.
pub(crate) fn failure(failure: &Failure) -> String {
    let mut line = format!("error: `{}`: {}", failure.place, failure.reason);
    if let Some(hint) = &failure.hint {
        line += &format!("\nhint: {hint}");
    }
    line
}

/// An error that ends the run.
pub(crate) fn error(message: &str, hint: Option<&str>) {
    eprintln!("error: {message}");
    if let Some(hint) = hint {
        eprintln!("hint: {hint}");
    }
}
