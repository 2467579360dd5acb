//! The data of the benchmarks: the example articles, read, as often as wanted.

use dixit::{Article, extract::Extractor};
use std::{fs, path::Path};

/// Returns the texts of `examples/articles`, in order.
pub(crate) fn texts() -> Vec<String> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let files = fs::read_dir(folder).expect("the examples");
    let mut paths: Vec<_> = files.map(|file| file.expect("a file").path()).collect();
    paths.sort();
    let texts = paths
        .iter()
        .filter(|path| path.extension().is_some_and(|e| e == "txt"));
    texts
        .map(|path| fs::read_to_string(path).expect("a text"))
        .collect()
}

/// Returns so many records, extracted from the texts, each with an id of its own.
pub(crate) fn records(count: usize) -> impl Iterator<Item = Article> {
    let extractor = Extractor::new();
    let read = |text: String| {
        let mut article = Article::from_text("a", text);
        extractor.extract(&mut article);
        article
    };
    let few: Vec<Article> = texts().into_iter().map(read).collect();
    (0..count).map(move |at| Article {
        id: format!("a{at}"),
        url: Some(format!("https://news.example/2024/{at}")),
        ..few[at % few.len()].clone()
    })
}
