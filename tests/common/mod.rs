//! Runs what is shown: console blocks of Markdown, with their output.
//!
//! A fenced block that begins with ```` ```console ```` holds commands after
//! `$ `, perhaps going on in lines after `> `, each followed by what it prints (stdout and stderr together, in
//! order) and, where it does not end with 0, by `? CODE`. A line `...` stands
//! for any lines. `SNAPSHOTS=overwrite` writes what was printed instead.
//! A block that begins with ```` ```sh ```` shows commands alone: each must end with 0.

use std::{
    env, fs,
    path::{Path, PathBuf},
    process::{Command, Stdio},
};

/// Runs every console block of a file in a folder, one after another.
pub(crate) fn run_markdown(file: &Path, folder: &Path) {
    let text = fs::read_to_string(file).expect("a Markdown file");
    let mut faults = Vec::new();
    let mut renewed = String::new();
    let mut lines = text.lines().peekable();
    let (mut inside, mut bare) = (false, false);
    while let Some(line) = lines.next() {
        renewed.push_str(line);
        renewed.push('\n');
        match line {
            "```console" => inside = true,
            "```sh" => bare = true,
            "```" => (inside, bare) = (false, false),
            line if bare => faults.extend(fails(line, folder)),
            _ => {}
        }
        let Some(command) = line.strip_prefix("$ ").filter(|_| inside) else {
            continue;
        };
        let mut command = command.to_owned();
        while let Some(more) = lines.next_if(|line| line.starts_with("> ")) {
            renewed.push_str(more);
            renewed.push('\n');
            command.push('\n');
            command.push_str(&more[2..]);
        }
        let mut wanted = String::new();
        while let Some(line) = lines.next_if(|line| !line.starts_with("$ ") && *line != "```") {
            wanted.push_str(line);
            wanted.push('\n');
        }
        let (shown, fault) = shows(&command, wanted, folder);
        renewed.push_str(&shown);
        faults.extend(fault);
    }
    end(file, &renewed, &faults);
}

/// Says why a command that stands alone does not end with 0, if it does not.
fn fails(command: &str, folder: &Path) -> Option<String> {
    // These would run this very test, or leave something on the machine.
    if command.starts_with("cargo test") || command.starts_with("cargo install") {
        return None;
    }
    let got = run(command, folder);
    let failed = got.lines().any(|line| line.starts_with("? "));
    failed.then(|| format!("{command}\n{got}"))
}

/// Returns what a command shows, and what is wrong with it where that is not wanted.
fn shows(command: &str, wanted: String, folder: &Path) -> (String, Option<String>) {
    let got = run(command, folder);
    // What holds stays as it is written, with its "..." and line ends.
    if matches(&wanted, &got) {
        return (wanted, None);
    }
    let fault = format!("$ {command}\n--- expected\n{wanted}--- got\n{got}");
    (got, Some(fault))
}

/// Renews the file where that is asked for; else nothing may be wrong.
fn end(file: &Path, renewed: &str, faults: &[String]) {
    if env::var_os("SNAPSHOTS").is_some_and(|v| v == "overwrite") {
        fs::write(file, renewed).expect("a writable file");
    } else {
        assert!(
            faults.is_empty(),
            "{}:\n{}",
            file.display(),
            faults.join("\n")
        );
    }
}

/// Runs one command line and returns what it printed, and its code unless 0.
fn run(command: &str, folder: &Path) -> String {
    let bin = Path::new(env!("CARGO_BIN_EXE_dixit"))
        .parent()
        .expect("a folder");
    let path = env::var_os("PATH").unwrap_or_default();
    let paths = std::iter::once(bin.to_owned()).chain(env::split_paths(&path));
    // What the README shows for a fresh clone is the same program, built.
    let command = command.replace("cargo run --release --", "dixit");
    let output = Command::new("sh")
        .args(["-c", &format!("exec 2>&1; {command}")])
        .current_dir(folder)
        .env("PATH", env::join_paths(paths).expect("a path"))
        .stdin(Stdio::null())
        .output()
        .expect("a shell");
    let mut text = String::from_utf8_lossy(&output.stdout).into_owned();
    if !text.is_empty() && !text.ends_with('\n') {
        text.push('\n');
    }
    match output.status.code() {
        Some(0) => {}
        code => text.push_str(&format!("? {}\n", code.unwrap_or(-1))),
    }
    text
}

fn matches(wanted: &str, got: &str) -> bool {
    let wanted: Vec<&str> = wanted.lines().collect();
    let got: Vec<&str> = got.lines().collect();
    matches_lines(&wanted, &got)
}

fn matches_lines(wanted: &[&str], got: &[&str]) -> bool {
    match wanted.split_first() {
        None => got.is_empty(),
        Some((&"...", rest)) => (0..=got.len()).any(|skip| matches_lines(rest, &got[skip..])),
        Some((first, rest)) => {
            got.first().is_some_and(|line| line == first) && matches_lines(rest, &got[1..])
        }
    }
}

/// Copies a folder's files, so that what runs there leaves the original alone.
pub(crate) fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder");
    for entry in fs::read_dir(from).expect("a folder") {
        let entry = entry.expect("an entry");
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a copy");
        }
    }
}

/// Returns the folders or files of a folder, by name.
pub(crate) fn list(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let mut paths: Vec<_> = entries
        .map(|entry| entry.expect("an entry").path())
        .collect();
    paths.sort();
    paths
}
