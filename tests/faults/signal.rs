//! Signals at any moment, and readers that leave.

use super::{OLD, dixit, folder, leftovers};
use std::{
    fs,
    os::unix::process::ExitStatusExt,
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

fn begin(folder: &Path) -> Child {
    let mut command = dixit(folder);
    command.args([
        "export",
        "in.jsonl",
        "-o",
        "out.ttl",
        "--report",
        "report.jsonl",
    ]);
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
    let input = folder.path().join("in.jsonl");
    let broken = fs::read_to_string(&input).expect("the input") + &"{\n".repeat(600);
    fs::write(&input, broken).expect("a file");
    let files = ["out.ttl", "report.jsonl"].map(|name| folder.path().join(name));
    let read = || files.each_ref().map(|file| fs::read(file).expect("a file"));
    let began = Instant::now();
    let status = begin(folder.path()).wait().expect("an end");
    assert_eq!(status.code(), Some(1), "some lines are broken");
    let whole = began.elapsed();
    let new = read();
    assert_eq!(new[1].iter().filter(|byte| **byte == b'\n').count(), 600);
    let mut ended = 0;
    for moment in 0..16 {
        for file in &files {
            fs::write(file, OLD).expect("a file");
        }
        let mut child = begin(folder.path());
        thread::sleep(whole.mul_f64(f64::from(moment) / 14.0));
        signal(&child, name);
        let status = child.wait().expect("an end");
        ended += usize::from(status.signal() == Some(number));
        let done = status.code() == Some(1);
        for (got, new) in read().iter().zip(&new) {
            assert!(
                got == new || (!done && got == OLD.as_bytes()),
                "{name} at {moment}"
            );
        }
        let left = leftovers(folder.path());
        assert!(
            name == "KILL" || left.is_empty(),
            "{name} at {moment}: {left:?}"
        );
    }
    assert!(ended > 0, "no run was ended in time");
    begin(folder.path()).wait().expect("an end");
    assert!(read() == new, "the same command does it again");
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
