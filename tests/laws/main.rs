//! Laws that hold for any input, however broken or hostile.

mod given;
mod graph;
mod reading;
mod writing;

use dixit::{
    Article,
    read::{self, ArticleParser},
    syntax::Syntax,
    write::{self, ArticleSerializer},
};
use given::{any_input, good_record, record, word};

/// Reads to the end; a reader that never ends fails.
fn read_all(format: read::Format, bytes: &[u8]) -> Vec<Result<Article, read::ReadError>> {
    let mut articles = ArticleParser::from_format(format).for_reader(bytes);
    let mut all = Vec::new();
    while let Some(article) = articles.next() {
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

/// Writes articles; nothing where the format says that it cannot hold a character.
fn write_all(format: write::Format, articles: &[Article]) -> Option<Vec<u8>> {
    let mut writer = ArticleSerializer::from_format(format)
        .for_writer(Vec::new())
        .expect("supported");
    for article in articles {
        match writer.write_article(article) {
            Ok(()) => {}
            Err(e) if e.kind() == std::io::ErrorKind::InvalidData => {
                assert_eq!(format, write::Format::Rdf(Syntax::RdfXml), "{e}");
                return None;
            }
            Err(e) => panic!("memory takes all: {e}"),
        }
    }
    Some(writer.finish().expect("memory takes all"))
}
