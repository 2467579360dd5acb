//! Web pages as they are found: the article alone, and what the page says of itself.
//!
//! Each page of `tests/html` has its record beside it, or the reason why it
//! holds none; `SNAPSHOTS=overwrite` writes them anew.

use dixit::read::{ArticleParser, Format};
use std::{env, fs, path::Path};

#[test]
fn each_page_gives_its_article_and_nothing_else() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/html");
    let mut pages: Vec<_> = fs::read_dir(&folder)
        .expect("the folder")
        .map(|entry| entry.expect("an entry").path())
        .filter(|path| path.extension().is_some_and(|e| e == "html"))
        .collect();
    pages.sort();
    assert!(pages.len() >= 23);
    let mut faults = Vec::new();
    for path in pages {
        let page = fs::read(&path).expect("a page");
        let mut articles = ArticleParser::from_format(Format::Html)
            .with_id("page")
            .for_reader(&page[..]);
        let got = match articles.next().expect("one answer a page") {
            Ok(article) => serde_json::to_string_pretty(&article).expect("a record"),
            Err(e) => serde_json::to_string_pretty(&e.to_string()).expect("words"),
        } + "\n";
        let record = path.with_extension("json");
        if env::var_os("SNAPSHOTS").is_some_and(|v| v == "overwrite") {
            fs::write(&record, &got).expect("a writable file");
        } else if fs::read_to_string(&record).unwrap_or_default() != got {
            faults.push(format!("{}: got\n{got}", path.display()));
        }
    }
    assert!(faults.is_empty(), "{}", faults.join("\n"));
}
