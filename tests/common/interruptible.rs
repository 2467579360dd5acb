//! Commands that heed an interrupt, however the tests were started.
//!
//! A shell makes what it starts in the background ignore `INT`, and so would their children.

use std::{fs, process::Command};

/// The bit of `INT` among the ignored signals (proc(5), `SigIgn`).
const INT: u64 = 1 << 1;

/// Returns a command for a program that ends at an interrupt.
pub(crate) fn interruptible(program: &str) -> Command {
    if !ignored() {
        return Command::new(program);
    }
    let mut command = Command::new("env");
    command.args(["--default-signal=INT", program]);
    command
}

/// Whether `INT` is ignored here; false where the system does not tell.
fn ignored() -> bool {
    let status = fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|l| l.strip_prefix("SigIgn:"));
    line.and_then(|mask| u64::from_str_radix(mask.trim(), 16).ok())
        .is_some_and(|mask| mask & INT != 0)
}
