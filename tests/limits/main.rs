//! Inputs made to take all time or memory: refused, or read in bounds.
//!
//! Both are really bounded: the shell's `ulimit` ends what takes more.
#![cfg(unix)]

use std::{
    fmt::Write as _,
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

fn with(name: &str, text: &str) -> TempDir {
    let folder = tempfile::tempdir().expect("a folder");
    fs::write(folder.path().join(name), text).expect("a file");
    folder
}

/// An input that must be refused, with these words.
fn refused(name: &str, text: &str, words: &str) {
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
        &format!("{{\"id\": {}", "[".repeat(deep)),
        "recursion limit",
    );
    let closed = format!("{{\"id\": {}{}}}", "[".repeat(deep), "]".repeat(deep));
    refused("a.json", &closed, "recursion limit");
    refused("a.jsonl", &(closed + "\n"), "recursion limit");
    refused("a.jsonld", &"{\"@graph\":".repeat(deep), "Max stack size");
    refused(
        "a.ttl",
        &format!("<urn:a> <urn:b> {}", "(".repeat(deep)),
        "Unexpected end",
    );
    let rdf =
        r#"<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:s="urn:s/">"#;
    refused(
        "a.rdf",
        &format!("{rdf}{}", "<s:a><s:b>".repeat(deep)),
        "inside one another",
    );
}

#[test]
fn entities_and_remote_contexts_are_not_read() {
    let mut laughs = "<!DOCTYPE r [\n<!ENTITY a0 \"lol\">\n".to_owned();
    for n in 1..12 {
        let inner = format!("&a{};", n - 1).repeat(10);
        writeln!(laughs, "<!ENTITY a{n} \"{inner}\">").expect("memory");
    }
    laughs.push_str("]>\n<r>&a11;</r>");
    refused(
        "a.rdf",
        &laughs,
        "line 1, column 3: a document type is not read",
    );
    let file = "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>";
    refused("a.rdf", file, "a document type is not read");
    let remote = r#"{"@context": "https://schema.org/", "@id": "urn:x", "name": "a"}"#;
    refused("a.jsonld", remote, "remote context");
}

#[test]
fn an_article_beyond_the_limit_is_refused_and_the_next_is_read() {
    let long = format!(
        "{{\"id\": \"a\", \"text\": \"{}\"}}\n",
        "Word. ".repeat(50_000)
    );
    let folder = with("a.jsonl", &(long + "{\"id\": \"b\"}\n"));
    let ran = dixit(folder.path(), "export a.jsonl --to jsonl --max-size 100k");
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(1), "{\"id\":\"b\"}\n"),
        "{}",
        ran.said
    );
    // Without end and without a line break: the limit ends it, not the memory.
    let ran = dixit(folder.path(), "export /dev/zero --from text --to jsonl");
    assert_eq!(ran.code, Some(2), "{}", ran.said);
    assert!(ran.said.contains("67108864 bytes"), "{}", ran.said);
}

/// A gigabyte in one line, of which nothing is kept.
#[test]
fn a_line_of_a_gigabyte_is_passed_over() {
    let folder = with("a.txt", "");
    let line = "head -c 1000000000 /dev/zero | tr '\\0' 'a'";
    let ran = dixit(
        folder.path(),
        &format!(
            "validate a.txt; ({line}; echo; echo '{{\"id\": \"b\"}}') | '{}' export --from jsonl --to jsonl",
            env!("CARGO_BIN_EXE_dixit")
        ),
    );
    assert_eq!(
        (ran.code, ran.out.as_str()),
        (Some(1), "{\"id\":\"b\"}\n"),
        "{}",
        ran.said
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
        let folder = with("a.json", &chain(length, false));
        let ran = dixit(folder.path(), &format!("export a.json --to {to}"));
        assert_eq!(ran.code, Some(0), "{to}: {}", ran.said);
    }
    refused("a.json", &chain(20_000, true), "ring of statements");
}

/// Ten million would take a disk of inodes: ten thousand show the way.
#[test]
fn a_folder_of_ten_thousand_files_is_read_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let news = folder.path().join("news");
    for part in 0..100 {
        let part = news.join(format!("{part:02}"));
        fs::create_dir_all(&part).expect("a folder");
        for n in 0..100 {
            fs::write(part.join(format!("{n:02}.json")), "{\"id\": \"x\"}").expect("a file");
        }
    }
    let ran = dixit(folder.path(), "export news --to jsonl");
    assert_eq!(ran.code, Some(0), "{}", ran.said);
    assert_eq!(ran.out, "{\"id\":\"x\"}\n".repeat(10_000));
}

/// A folder from a stranger may hold links to what was not asked for.
#[test]
fn links_out_of_a_folder_are_not_followed() {
    let folder = with("secret.txt", "Ann Oduya said so.");
    let at = |name: &str| folder.path().join(name);
    fs::create_dir_all(at("news/deep")).expect("a folder");
    fs::write(at("news/a.json"), "{\"id\": \"a\"}").expect("a file");
    std::os::unix::fs::symlink("../secret.txt", at("news/b.txt")).expect("a link");
    std::os::unix::fs::symlink("../a.json", at("news/deep/c.json")).expect("a link");
    std::os::unix::fs::symlink("..", at("news/deep/up")).expect("a link");
    let ran = dixit(folder.path(), "export news --to jsonl");
    assert_eq!(ran.out, "{\"id\":\"a\"}\n{\"id\":\"a\"}\n", "{}", ran.said);
    assert!(
        ran.said.contains("news/b.txt: leads out of the folder"),
        "{}",
        ran.said
    );
    assert_eq!(ran.code, Some(1));
    let ran = dixit(folder.path(), "export news/b.txt --to jsonl");
    assert_eq!(
        ran.code,
        Some(0),
        "what is named is asked for: {}",
        ran.said
    );
}
