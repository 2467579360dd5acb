//! What goes wrong outside: full disks, folders that refuse, signals, readers that leave.
//!
//! Each is really done. An output is then the old file or the new one, whole.
#![cfg(unix)]

use std::{
    fs,
    io::Write as _,
    os::unix::{fs::PermissionsExt, fs::symlink, process::CommandExt, process::ExitStatusExt},
    path::{Path, PathBuf},
    process::{Child, Command, Output, Stdio},
    thread,
    time::{Duration, Instant},
};
use tempfile::TempDir;

const OLD: &str = "the old file\n";

fn dixit(folder: &Path) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_dixit"));
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

// ---- disks and folders

#[test]
fn a_full_device_is_said_and_ends_with_2() {
    if !Path::new("/dev/full").exists() {
        return eprintln!("no /dev/full here: skipped");
    }
    let folder = folder(50);
    for format in ["jsonl", "json", "ttl", "nq", "rdf", "jsonld", "dot", "svg"] {
        let full = fs::OpenOptions::new().write(true).open("/dev/full");
        let mut command = dixit(folder.path());
        command.args(["export", "in.jsonl", "--to", format]);
        let (code, said) = run(command.stdout(full.expect("/dev/full")));
        assert_eq!(code, Some(2), "{format}: {said}");
        assert!(said.contains("cannot write"), "{format}: {said}");
        let mut command = dixit(folder.path());
        command.args(["export", "in.jsonl", "--to", format, "-o", "/dev/full"]);
        let (code, said) = run(&mut command);
        assert_eq!(code, Some(2), "{format}: {said}");
    }
    let full = fs::OpenOptions::new().write(true).open("/dev/full");
    let (code, said) = run(dixit(folder.path())
        .args(["schema", "article"])
        .stdout(full.expect("/dev/full")));
    assert_eq!(code, Some(2), "{said}");
}

#[test]
fn a_full_disk_leaves_the_old_file() {
    let folder = folder(2000);
    let disk = folder.path().join("disk");
    fs::create_dir(&disk).expect("a folder");
    let mounted = Command::new("mount")
        .args(["-t", "tmpfs", "-o", "size=64k", "tmpfs"])
        .arg(&disk)
        .output();
    if !mounted.is_ok_and(|mounted| mounted.status.success()) {
        return eprintln!("no file system can be mounted here: skipped");
    }
    fs::write(disk.join("out.ttl"), OLD).expect("a small file");
    let mut command = dixit(folder.path());
    command.args(["export", "in.jsonl", "-o", "disk/out.ttl", "-o", "good.nq"]);
    let (code, said) = run(&mut command);
    let old = fs::read_to_string(disk.join("out.ttl"));
    let left = leftovers(&disk);
    let unmounted = Command::new("umount").arg(&disk).status();
    assert!(unmounted.is_ok_and(|status| status.success()));
    // The other output is done: some, not all.
    assert_eq!(code, Some(1), "{said}");
    assert!(said.contains("disk/out.ttl: cannot write"), "{said}");
    assert_eq!(old.expect("the old file"), OLD);
    assert!(left.is_empty(), "{left:?}");
    assert!(folder.path().join("good.nq").exists());
}

/// Root may write anywhere, so the command runs as nobody there.
#[test]
fn a_folder_that_may_not_be_written_is_named() {
    let folder = folder(3);
    let locked = folder.path().join("locked");
    fs::create_dir(&locked).expect("a folder");
    fs::write(locked.join("out.ttl"), OLD).expect("a file");
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o555)).expect("a mode");
    fs::set_permissions(folder.path(), fs::Permissions::from_mode(0o755)).expect("a mode");
    let program = folder.path().join("dixit");
    fs::copy(env!("CARGO_BIN_EXE_dixit"), &program).expect("a copy");
    let mut command = Command::new(&program);
    command.current_dir(folder.path());
    command.args(["export", "in.jsonl", "-o", "locked/out.ttl"]);
    if fs::write(locked.join("probe"), "").is_ok() {
        command.uid(65534).gid(65534);
    }
    let (code, said) = run(&mut command);
    assert_eq!(code, Some(2), "{said}");
    assert!(
        said.contains("locked/out.ttl: cannot write: Permission denied"),
        "{said}"
    );
    assert_eq!(
        fs::read_to_string(locked.join("out.ttl")).expect("the old file"),
        OLD
    );
    fs::set_permissions(&locked, fs::Permissions::from_mode(0o755)).expect("a mode");
}

// ---- signals

fn begin(folder: &Path) -> Child {
    let mut command = dixit(folder);
    command.args(["export", "in.jsonl", "-o", "out.ttl"]);
    let child = command.stderr(Stdio::null()).stdout(Stdio::null()).spawn();
    child.expect("a process")
}

fn signal(child: &Child, name: &str) {
    let sent = Command::new("sh")
        .args(["-c", &format!("kill -{name} {}", child.id())])
        .stderr(Stdio::null())
        .status();
    sent.expect("a shell");
}

/// Ends runs at moments spread over their time, and looks at what is left.
fn interrupt(name: &str, number: i32) {
    let folder = folder(600);
    let out = folder.path().join("out.ttl");
    let began = Instant::now();
    assert!(begin(folder.path()).wait().expect("an end").success());
    let whole = began.elapsed();
    let new = fs::read(&out).expect("the new file");
    let mut ended = 0;
    for moment in 0..16 {
        fs::write(&out, OLD).expect("a file");
        let mut child = begin(folder.path());
        thread::sleep(whole.mul_f64(f64::from(moment) / 14.0));
        signal(&child, name);
        let status = child.wait().expect("an end");
        ended += usize::from(status.signal() == Some(number));
        let got = fs::read(&out).expect("an output");
        let done = status.success();
        assert!(
            got == new || (!done && got == OLD.as_bytes()),
            "{name} at {moment}"
        );
        let left = leftovers(folder.path());
        assert!(
            name == "KILL" || left.is_empty(),
            "{name} at {moment}: {left:?}"
        );
    }
    assert!(ended > 0, "no run was ended in time");
    assert!(begin(folder.path()).wait().expect("an end").success());
    assert_eq!(fs::read(&out).expect("the new file"), new);
}

#[test]
fn an_interrupted_run_leaves_a_whole_file_and_nothing_else() {
    interrupt("INT", 2);
}

#[test]
fn a_terminated_run_leaves_a_whole_file_and_nothing_else() {
    interrupt("TERM", 15);
}

#[test]
fn a_killed_run_leaves_a_whole_file() {
    interrupt("KILL", 9);
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let folder = folder(3000);
    for format in ["jsonl", "ttl", "nq", "dot"] {
        let mut command = dixit(folder.path());
        command.args(["export", "in.jsonl", "--to", format]);
        let child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn();
        let mut child = child.expect("a process");
        drop(child.stdout.take());
        thread::sleep(Duration::from_millis(10));
        let output = child.wait_with_output().expect("an end");
        assert_eq!(output.status.code(), Some(0), "{format}");
        assert_eq!(output.stderr, b"", "{format}");
    }
}

// ---- places

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
