//! An interrupted run takes its unfinished files away.

use signal_hook::{consts::TERM_SIGNALS, iterator::Signals, low_level::emulate_default_handler};
use std::{
    fs,
    path::{Path, PathBuf},
    sync::{Mutex, Once, PoisonError},
    thread,
};

static PARTS: Mutex<Vec<PathBuf>> = Mutex::new(Vec::new());

/// Has a file removed when the run is ended by SIGINT, SIGTERM or SIGQUIT.
///
/// Then the signal does what it always does, so that the caller sees it.
pub(super) fn remove_when_interrupted(part: &Path) {
    static WATCH: Once = Once::new();
    WATCH.call_once(watch);
    parts(|parts| parts.push(part.to_owned()));
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

fn parts(work: impl FnOnce(&mut Vec<PathBuf>)) {
    work(&mut PARTS.lock().unwrap_or_else(PoisonError::into_inner));
}
