//! A line on the terminal that says how far things are.

use std::{
    io::{self, IsTerminal, Write},
    time::{Duration, Instant},
};

const STEP: Duration = Duration::from_millis(200);

/// The line; nothing where stderr is no terminal.
pub(super) struct Progress {
    shown: bool,
    begun: Instant,
    last: Option<Instant>,
    /// The bytes of all inputs; none where an input has no length.
    total: Option<u64>,
    /// Of these, those whose articles are written.
    done: u64,
}

impl Progress {
    /// Prepares the line; `total` is asked only where somebody looks.
    pub(super) fn new(total: impl FnOnce() -> Option<u64>) -> Self {
        let shown = io::stderr().is_terminal();
        Self {
            shown,
            begun: Instant::now(),
            last: None,
            total: shown.then(total).flatten(),
            done: 0,
        }
    }

    /// Takes note of how much of the inputs is done: what is merely read ahead is not.
    pub(super) fn done(&mut self, bytes: u64) {
        self.done = bytes;
    }

    /// Draws the line anew, a few times a second at most.
    pub(super) fn tick(&mut self, articles: usize) {
        let late = self.last.unwrap_or(self.begun).elapsed() >= STEP;
        if self.shown && late {
            self.last = Some(Instant::now());
            let line = words(self.done, self.total, articles, self.begun.elapsed());
            // Nobody looking is no reason to fail.
            let _ = write!(io::stderr().lock(), "\r\x1b[K{line}");
        }
    }

    /// Takes the line away, before other words and at the end.
    pub(super) fn clear(&mut self) {
        if self.last.take().is_some() {
            let _ = write!(io::stderr().lock(), "\r\x1b[K");
        }
    }
}

fn words(done: u64, total: Option<u64>, articles: usize, time: Duration) -> String {
    let seconds = time.as_secs_f64().max(0.001);
    let rate = done as f64 / seconds;
    let mut line = match total {
        Some(total) if total > 0 => {
            let share = done.min(total) as f64 / total as f64 * 100.0;
            format!("{share:3.0} % of {}, ", size(total as f64))
        }
        _ => format!("{}, ", size(done as f64)),
    };
    line.push_str(&format!("{articles} articles, {}/s", size(rate)));
    if let Some(total) = total
        && rate > 0.0
        && time > Duration::from_secs(2)
    {
        let left = total.saturating_sub(done) as f64 / rate;
        line.push_str(&format!(", {} left", clock(left as u64)));
    }
    line
}

fn size(bytes: f64) -> String {
    match bytes {
        b if b >= 1e9 => format!("{:.1} GB", b / 1e9),
        b if b >= 1e6 => format!("{:.1} MB", b / 1e6),
        b => format!("{:.0} kB", b / 1e3),
    }
}

fn clock(seconds: u64) -> String {
    match seconds {
        s if s >= 3600 => format!("{}:{:02}:{:02}", s / 3600, s / 60 % 60, s % 60),
        s => format!("{}:{:02}", s / 60, s % 60),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_line_says_share_rate_and_time_left() {
        let line = words(
            250_000_000,
            Some(1_000_000_000),
            1200,
            Duration::from_secs(10),
        );
        assert_eq!(line, " 25 % of 1.0 GB, 1200 articles, 25.0 MB/s, 0:30 left");
        let line = words(5_000_000, None, 3, Duration::from_secs(1));
        assert_eq!(line, "5.0 MB, 3 articles, 5.0 MB/s");
    }
}
