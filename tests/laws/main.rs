//! Laws that hold for any input, however broken or hostile.

mod given;
mod graph;
mod reading;
#[cfg(feature = "store")]
mod stored;
mod writing;

use dixit::{
    Article,
    read::{self, ArticleParser},
    syntax::Syntax,
    write::{self, ArticleSerializer},
};
use given::{any_input, good_record, record, word};
use proptest::prelude::ProptestConfig;

/// As many cases as usual (`PROPTEST_CASES` sets them), fewer for what is slow.
fn config(divisor: u32) -> ProptestConfig {
    let usual = ProptestConfig::default();
    ProptestConfig {
        cases: (usual.cases / divisor).max(1),
        failure_persistence: None,
        ..usual
    }
}

/// Reads to the end; a reader that never ends fails.
fn read_all(format: read::Format, bytes: &[u8]) -> Vec<Result<Article, read::ReadError>> {
    let mut articles = ArticleParser::from_format(format).for_reader(bytes);
    let mut all = Vec::new();
    for article in articles.by_ref() {
        all.push(article);
        assert!(
            all.len() <= bytes.len() + 2,
            "{} does not end",
            format.name()
        );
    }
    assert!(articles.next().is_none(), "{} begins again", format.name());
    all
}

/// Writes articles; an error where RDF/XML says that XML cannot hold a character.
fn write_all(format: write::Format, articles: &[Article]) -> std::io::Result<Vec<u8>> {
    let mut writer = ArticleSerializer::from_format(format)
        .for_writer(Vec::new())
        .expect("supported");
    for article in articles {
        writer.write_article(article).inspect_err(|e| {
            assert_eq!(e.kind(), std::io::ErrorKind::InvalidData, "{e}");
            assert_eq!(format, write::Format::Rdf(Syntax::RdfXml), "{e}");
        })?;
    }
    writer.finish()
}
