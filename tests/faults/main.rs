//! What goes wrong outside: full disks, folders that refuse, signals, readers that leave.
//!
//! Each is really done. An output is then the old file or the new one, whole.
#![cfg(unix)]

mod disk;
#[path = "../common/interruptible.rs"]
mod interruptible;
mod signal;

use interruptible::interruptible;
use std::{
    fs,
    io::Write as _,
    os::unix::{fs::PermissionsExt, fs::symlink},
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};
use tempfile::TempDir;

const OLD: &str = "the old file\n";

fn dixit(folder: &Path) -> Command {
    let mut command = interruptible(env!("CARGO_BIN_EXE_dixit"));
    command.current_dir(folder).stdin(Stdio::null());
    command
}

fn run(command: &mut Command) -> (Option<i32>, String) {
    let Output { status, stderr, .. } = command.output().expect("a process");
    (status.code(), String::from_utf8_lossy(&stderr).into_owned())
}

/// A folder with so many records in `in.jsonl`, and an old output.
fn folder(records: usize) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    let mut lines = Vec::new();
    for n in 0..records {
        writeln!(
            lines,
            r#"{{"id":"a{n}","entities":[{{"id":"e1","name":"Ann Oduya"}}],"claims":[{{"id":"c1","text":"the dam leaks {n}"}}],"statements":[{{"id":"s1","relation":"denied","source":["e1"],"content":"c1"}}]}}"#
        )
        .expect("memory");
    }
    fs::write(folder.path().join("in.jsonl"), lines).expect("a file");
    fs::write(folder.path().join("out.ttl"), OLD).expect("a file");
    folder
}

/// Returns what an unfinished run left behind.
fn leftovers(folder: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(folder).expect("a folder");
    let paths = entries.map(|entry| entry.expect("an entry").path());
    paths
        .filter(|path| path.extension().is_some_and(|e| e == "part"))
        .collect()
}

#[test]
fn a_link_stays_a_link_and_modes_are_kept() {
    let folder = folder(2);
    let at = |name: &str| folder.path().join(name);
    fs::create_dir(at("real")).expect("a folder");
    fs::write(at("real/out.ttl"), OLD).expect("a file");
    fs::set_permissions(at("real/out.ttl"), fs::Permissions::from_mode(0o640)).expect("a mode");
    symlink("real/out.ttl", at("link.ttl")).expect("a link");
    symlink("link.ttl", at("again.ttl")).expect("a link");
    symlink("real/new.ttl", at("dangling.ttl")).expect("a link");
    symlink("loop.ttl", at("loop.ttl")).expect("a link");
    for (name, real) in [
        ("again.ttl", "real/out.ttl"),
        ("dangling.ttl", "real/new.ttl"),
    ] {
        let (code, said) = run(dixit(folder.path()).args(["export", "in.jsonl", "-o", name]));
        assert_eq!(code, Some(0), "{said}");
        assert!(
            at(name).is_symlink() && at("link.ttl").is_symlink(),
            "{name}"
        );
        assert_ne!(fs::read_to_string(at(real)).expect("the output"), OLD);
    }
    let mode = |name: &str| fs::metadata(at(name)).expect("a file").permissions().mode() & 0o777;
    assert_eq!(mode("real/out.ttl"), 0o640);
    let (code, said) = run(dixit(folder.path()).args(["export", "in.jsonl", "-o", "loop.ttl"]));
    assert_eq!(code, Some(2), "{said}");
}

#[test]
fn an_output_may_stand_where_its_input_stands() {
    let folder = folder(100);
    let input = folder.path().join("in.jsonl");
    let old = fs::read(&input).expect("the input");
    let (code, said) = run(dixit(folder.path()).args(["export", "in.jsonl", "-o", "in.jsonl"]));
    assert_eq!(code, Some(0), "{said}");
    let new = fs::read(&input).expect("the output");
    assert_eq!(new.iter().filter(|b| **b == b'\n').count(), 100);
    assert_ne!(new, old);
}

#[test]
fn what_an_input_brings_cannot_command_the_terminal() {
    let folder = folder(0);
    let record = "{\"id\": \"a\", \"\\u001b[2J\\u202e\": 1}";
    fs::write(folder.path().join("bad.json"), record).expect("a file");
    for command in ["validate", "export"] {
        let (code, said) = run(dixit(folder.path()).args([command, "bad.json"]));
        assert_ne!(code, Some(0));
        assert!(said.contains("[2J"), "{said}");
        assert!(!said.contains(['\u{1b}', '\u{202e}']), "{said:?}");
    }
    let long = format!("{{\"id\": \"a\", \"{}\": 1}}", "k".repeat(100_000));
    fs::write(folder.path().join("long.json"), long).expect("a file");
    let (_, said) = run(dixit(folder.path()).args(["export", "long.json"]));
    assert!(said.len() < 3000, "{}", said.len());
}
