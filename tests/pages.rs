//! Completions and man pages: loaded by the shells and readers that they are for.
#![cfg(all(unix, feature = "cli"))]

use std::process::{Command, Stdio};

const COMMANDS: [&str; 5] = ["export", "validate", "schema", "completions", "man"];

fn dixit(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_dixit"))
        .args(arguments)
        .output();
    let output = output.expect("a process");
    assert!(output.status.success(), "{arguments:?}: {output:?}");
    String::from_utf8(output.stdout).expect("UTF-8")
}

/// Runs a program over a file; nothing where the program is not installed.
fn with_file(program: &str, arguments: &[&str], name: &str, text: &str) -> Option<String> {
    let found = Command::new(program)
        .arg("--version")
        .stdin(Stdio::null())
        .output();
    if !found.is_ok_and(|found| found.status.success()) {
        eprintln!("no {program} here: not tried");
        return None;
    }
    let folder = tempfile::tempdir().expect("a folder");
    std::fs::write(folder.path().join(name), text).expect("a file");
    let output = Command::new(program)
        .args(arguments)
        .current_dir(folder.path())
        .env("MANWIDTH", "100")
        .stdin(Stdio::null())
        .output()
        .expect("a process");
    let said = String::from_utf8_lossy(&output.stderr);
    assert!(
        output.status.success() && said.is_empty(),
        "{program}: {said}"
    );
    Some(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// Asks bash what may follow the words of a command line.
fn completed(words: &[&str]) -> Option<Vec<String>> {
    let (last, before) = (words[words.len() - 1], words[words.len() - 2]);
    let line = words
        .iter()
        .map(|word| format!("'{word}'"))
        .collect::<Vec<_>>()
        .join(" ");
    let script = format!(
        ". ./dixit.bash; COMP_WORDS=({line}); COMP_CWORD={}; _dixit dixit '{last}' '{before}'; \
         printf '%s\\n' \"${{COMPREPLY[@]}}\"",
        words.len() - 1
    );
    let page = dixit(&["completions", "bash"]);
    let out = with_file("bash", &["--norc", "-c", &script], "dixit.bash", &page)?;
    Some(out.lines().map(str::to_owned).collect())
}

#[test]
fn bash_completes_commands_options_and_values() {
    let Some(commands) = completed(&["dixit", ""]) else {
        return;
    };
    for command in COMMANDS {
        assert!(
            commands.iter().any(|word| word == command),
            "{command}: {commands:?}"
        );
    }
    assert_eq!(
        completed(&["dixit", "export", "--mo"]),
        Some(vec!["--model".to_owned()])
    );
    assert_eq!(
        completed(&["dixit", "export", "--to", "json"]),
        Some(["json", "jsonl", "jsonld"].map(str::to_owned).to_vec())
    );
    assert_eq!(
        completed(&["dixit", "export", "--model", "na"]),
        Some(["nary", "nanopub"].map(str::to_owned).to_vec())
    );
}

#[test]
fn the_other_shells_take_their_completions() {
    let zsh = dixit(&["completions", "zsh"]);
    with_file(
        "zsh",
        &[
            "-fc",
            "autoload -Uz compinit; compinit -u -D; source ./_dixit; whence -w _dixit >/dev/null",
        ],
        "_dixit",
        &zsh,
    );
    let fish = dixit(&["completions", "fish"]);
    let ask = "source dixit.fish; complete -C 'dixit export --model '";
    if let Some(out) = with_file("fish", &["--no-config", "-c", ask], "dixit.fish", &fish) {
        assert!(out.lines().any(|line| line.starts_with("nanopub")), "{out}");
    }
    let power = dixit(&["completions", "powershell"]);
    with_file(
        "pwsh",
        &["-NoProfile", "-File", "dixit.ps1"],
        "dixit.ps1",
        &power,
    );
    for page in [zsh, fish, power] {
        for command in COMMANDS {
            assert!(page.contains(command), "{command}");
        }
    }
}

#[test]
fn man_pages_are_set_without_a_warning() {
    let mut pages = vec![("dixit".to_owned(), dixit(&["man"]))];
    for command in COMMANDS {
        pages.push((format!("dixit-{command}"), dixit(&["man", command])));
    }
    for (name, page) in pages {
        assert!(
            page.contains(concat!("\"dixit ", env!("CARGO_PKG_VERSION"), "\"")),
            "{name}"
        );
        if let Some(out) = with_file("man", &["--warnings", "-l", "./page.1"], "page.1", &page) {
            assert!(out.starts_with(&format!("{name}(1)")), "{out}");
            assert!(out.contains("SYNOPSIS"), "{name}");
        }
    }
}
