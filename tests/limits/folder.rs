//! Folders with very many files, and links out of them.

use super::{dixit, with};
use std::fs;

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
