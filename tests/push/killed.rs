//! The command is ended while it pushes: the graph is the old one or the new one.
#![cfg(all(unix, feature = "cli"))]

use super::interruptible::interruptible;
use super::{connection, count, graph, open, push, triples};
use crate::server::{Fate, Server};
use dixit::store::remote::Mode;
use std::{
    fmt::Write as _,
    fs,
    os::unix::process::ExitStatusExt,
    path::Path,
    process::{Child, Command, ExitStatus, Stdio},
    thread,
    time::{Duration, Instant},
};

/// Pushes `in.nt` in place of what the graph holds.
fn begin(folder: &Path, server: &Server) -> Child {
    let scratch = folder.join("scratch");
    fs::create_dir_all(&scratch).expect("a folder");
    interruptible(env!("CARGO_BIN_EXE_dixit"))
        .args([
            "push",
            "in.nt",
            "--replace",
            "--store",
            "oxigraph",
            "--to",
            &server.url,
        ])
        .args(["--graph", graph().as_str()])
        .current_dir(folder)
        .env("TMPDIR", scratch)
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("a process")
}

const OLD: u64 = 70;
const NEW: u64 = 20_000;

#[test]
fn a_push_that_is_killed_leaves_a_whole_graph() {
    let folder = tempfile::tempdir().expect("a folder");
    let mut lines = String::new();
    for n in 0..NEW {
        writeln!(lines, "<urn:n:{n}> <urn:p> \"{n}\" .").expect("memory");
    }
    fs::write(folder.path().join("in.nt"), lines).expect("a file");
    for (signal, name) in [(2, "INT"), (15, "TERM"), (9, "KILL")] {
        let server = Server::start(|_, _| Fate::Served);
        let remote = open(connection(&server));
        let began = Instant::now();
        let whole = begin(folder.path(), &server).wait().expect("an end");
        assert!(whole.success());
        let whole = began.elapsed();
        let mut ended = 0;
        for moment in 0..8 {
            push(&remote, &triples(0..70), Mode::Replace).expect("the old graph");
            let after = whole.mul_f64(f64::from(moment) / 7.0);
            let status = end(folder.path(), &server, name, after);
            ended += usize::from(status.signal() == Some(signal));
            let found = count(&remote);
            let may = if status.success() { NEW } else { OLD };
            assert!(found == may || found == NEW, "{name} at {moment}: {found}");
            let left = fs::read_dir(folder.path().join("scratch")).expect("a folder");
            assert_eq!(
                left.count(),
                0,
                "{name} at {moment}: scratch files are left"
            );
        }
        assert!(ended > 0, "{name}: no run was ended in time");
        let again = begin(folder.path(), &server).wait().expect("an end");
        assert!(again.success());
        assert_eq!(count(&remote), NEW);
    }
}

/// Begins a push and sends it a signal after a while.
fn end(folder: &Path, server: &Server, name: &str, after: Duration) -> ExitStatus {
    let mut child = begin(folder, server);
    thread::sleep(after);
    let kill = format!("kill -{name} {}", child.id());
    let mut shell = Command::new("sh");
    let _ = shell.args(["-c", &kill]).stderr(Stdio::null()).status();
    let status = child.wait().expect("an end");
    // What was sent whole may still be on its way into the store.
    thread::sleep(Duration::from_millis(50));
    status
}
