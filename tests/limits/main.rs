//! Inputs made to take all time or memory: refused, or read in bounds.
//!
//! Both are really bounded: the shell's `ulimit` ends what takes more.
#![cfg(unix)]

mod folder;
mod network;
mod size;

use std::{
    fs,
    path::Path,
    process::{Command, Output},
};
use tempfile::TempDir;

/// More than any of these needs, far less than they would take.
const KILOBYTES: u64 = 2_000_000;

/// Of the processor; ten times what they take.
const SECONDS: u64 = 30;

struct Ran {
    code: Option<i32>,
    out: String,
    said: String,
}

fn dixit(folder: &Path, arguments: &str) -> Ran {
    let program = env!("CARGO_BIN_EXE_dixit");
    let Output {
        status,
        stdout,
        stderr,
    } = Command::new("sh")
        .args([
            "-c",
            &format!("ulimit -v {KILOBYTES}; ulimit -t {SECONDS}; '{program}' {arguments}"),
        ])
        .current_dir(folder)
        .output()
        .expect("a shell");
    Ran {
        code: status.code(),
        out: String::from_utf8_lossy(&stdout).into_owned(),
        said: String::from_utf8_lossy(&stderr).into_owned(),
    }
}

fn with(name: &str, text: impl AsRef<[u8]>) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), text).expect("a file");
    folder
}

/// An input that must be refused, with these words.
fn refused(name: &str, text: impl AsRef<[u8]>, words: &str) {
    let folder = with(name, text);
    for command in ["export --to jsonl", "validate"] {
        let ran = dixit(folder.path(), &format!("{command} {name}"));
        assert!(
            matches!(ran.code, Some(1 | 2)),
            "{name}: {:?} {}",
            ran.code,
            ran.said
        );
        assert!(ran.said.contains(words), "{name}: {}", ran.said);
        assert_eq!(ran.out, "");
    }
}

#[test]
fn nesting_is_bounded() {
    let deep = 100_000;
    refused(
        "a.json",
        format!("{{\"id\": {}", "[".repeat(deep)),
        "recursion limit",
    );
    let closed = format!("{{\"id\": {}{}}}", "[".repeat(deep), "]".repeat(deep));
    refused("a.json", &closed, "recursion limit");
    refused("a.jsonl", &(closed + "\n"), "recursion limit");
    refused("a.jsonld", "{\"@graph\":".repeat(deep), "Max stack size");
    refused(
        "a.ttl",
        format!("<urn:a> <urn:b> {}", "(".repeat(deep)),
        "Unexpected end",
    );
    let rdf =
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="urn:s/">"#;
    refused(
        "a.rdf",
        format!("{rdf}{}", "<s:a><s:b>".repeat(deep)),
        "inside one another",
    );
}

/// Each statement is the content of the one before.
fn chain(length: usize, ring: bool) -> String {
    let (mut claims, mut statements) = (Vec::new(), Vec::new());
    for n in 0..length {
        let next = match (n + 1 < length, ring) {
            (false, false) => String::new(),
            _ => format!("\"s{}\"", (n + 1) % length),
        };
        claims.push(format!(
            r#"{{"id":"c{n}","text":"it {n}","conveys":[{next}]}}"#
        ));
        statements.push(format!(
            r#"{{"id":"s{n}","relation":"said","content":"c{n}"}}"#
        ));
    }
    let (claims, statements) = (claims.join(","), statements.join(","));
    format!(r#"{{"id":"a","claims":[{claims}],"statements":[{statements}]}}"#)
}

#[test]
fn a_chain_of_a_hundred_thousand_needs_no_stack() {
    for (length, to) in [(100_000, "nq"), (10_000, "svg")] {
        let folder = with("a.json", chain(length, false));
        let ran = dixit(folder.path(), &format!("export a.json --to {to}"));
        assert_eq!(ran.code, Some(0), "{to}: {}", ran.said);
    }
    refused("a.json", chain(20_000, true), "ring of statements");
}

/// A page that opens elements without end: all of it is read, none of it by recursion.
#[test]
fn a_page_of_a_hundred_thousand_elements_in_one_another_is_read() {
    let deep = 100_000;
    let words = "<p>Ann Oduya denied on Monday that the dam leaks, and the town believed her.</p>";
    for (tag, closed) in [
        ("div", true),
        ("b", false),
        ("table", false),
        ("blockquote", true),
    ] {
        let (open, close) = (format!("<{tag}>"), format!("</{tag}>"));
        let close = if closed {
            close.repeat(deep)
        } else {
            String::new()
        };
        let page = format!(
            "<html><body><article>{words}{}{words}{close}",
            open.repeat(deep)
        );
        let folder = with("a.html", page);
        let ran = dixit(folder.path(), "export a.html --to jsonl");
        assert_eq!(ran.code, Some(0), "{tag}: {}", ran.said);
    }
}
