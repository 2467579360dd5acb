//! An interrupted run takes its unfinished files away.

use signal_hook::{consts::TERM_SIGNALS, iterator::Signals, low_level::emulate_default_handler};
use std::{
    fs, io,
    path::PathBuf,
    sync::{Mutex, Once, PoisonError},
    thread,
};
use tempfile::NamedTempFile;

static PARTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Makes a file that is removed when the run is ended by SIGINT, SIGTERM or SIGQUIT.
///
/// Then the signal does what it always does, so that the caller sees it. A signal
/// between making the file and noting its name waits until the name is noted.
pub(super) fn removed_when_interrupted(
    make: impl FnOnce() -> io::Result<NamedTempFile>,
) -> io::Result<NamedTempFile> {
    static WATCH: Once = Once::new();
    WATCH.call_once(watch);
    parts(|parts| {
        let part = make()?;
        parts.push(part.path().to_owned());
        Ok(part)
    })
}

fn watch() {
    // Where signals cannot be had, a hidden file stays behind: no reason to fail.
    let Ok(mut signals) = Signals::new(TERM_SIGNALS) else {
        return;
    };
    thread::spawn(move || {
        for signal in signals.forever() {
            parts(|parts| {
                for part in parts {
                    // One that is in its place already is not there any more.
                    let _ = fs::remove_file(part);
                }
            });
            let _ = emulate_default_handler(signal);
        }
    });
}

fn parts<T>(work: impl FnOnce(&mut Vec<PathBuf>) -> T) -> T {
    work(&mut PARTS.lock().unwrap_or_else(PoisonError::into_inner))
}
