//! What is shown is run: the README, the documents, the golden cases.

mod common;

use common::{copy, list, run_markdown};
use std::{fs, path::Path};

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Commands of documents run beside a copy of the examples.
fn run_document(file: &Path) {
    let folder = tempfile::tempdir().expect("a folder");
    copy(
        &root().join("examples/articles"),
        &folder.path().join("examples/articles"),
    );
    run_markdown(file, folder.path());
}

#[test]
fn readme_shows_what_happens() {
    run_document(&root().join("README.md"));
}

#[test]
fn documents_show_what_happens() {
    let docs = root().join("docs");
    for file in list(&docs)
        .iter()
        .filter(|f| f.extension().is_some_and(|e| e == "md"))
    {
        run_document(file);
    }
}

/// A golden case: a folder with `case.md`, its inputs, and in `out/` the files
/// that must come out.
#[test]
fn golden_cases_hold() {
    for case in list(&root().join("tests/golden")) {
        let folder = tempfile::tempdir().expect("a folder");
        copy(&case, folder.path());
        let _ = fs::remove_dir_all(folder.path().join("out"));
        run_markdown(&case.join("case.md"), folder.path());
        let wanted = case.join("out");
        if wanted.is_dir() {
            compare(&wanted, folder.path());
        }
    }
}

fn compare(wanted: &Path, got: &Path) {
    for file in list(wanted) {
        let name = file.file_name().expect("a name");
        let new = fs::read(got.join(name)).expect("the case writes the file");
        if std::env::var_os("SNAPSHOTS").is_some_and(|v| v == "overwrite") {
            fs::write(&file, new).expect("a writable file");
        } else {
            let old = fs::read(&file).expect("a file");
            assert!(
                old == new,
                "{} differs; see SNAPSHOTS=overwrite",
                file.display()
            );
        }
    }
}

/// Every example program runs and prints something.
#[test]
fn examples_run() {
    let examples = root().join("examples");
    let programs = list(&examples)
        .into_iter()
        .filter(|f| f.extension().is_some_and(|e| e == "rs"));
    for program in programs {
        let name = program.file_stem().expect("a name").to_owned();
        let output = std::process::Command::new(env!("CARGO"))
            .args(["run", "--quiet", "--locked", "--example"])
            .arg(&name)
            .current_dir(root())
            .output()
            .expect("cargo");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(output.status.success(), "{}: {said}", name.display());
        assert!(
            !output.stdout.is_empty(),
            "{} prints nothing",
            name.display()
        );
    }
}
