//! Laws of what is sorted on disk: the same records as from RDF held in memory.

use crate::{config, given::good_record, read_all};
use dixit::{
    Article, Relations, read,
    store::{Sorted, Spool, quads_for_reader},
    syntax::Syntax,
    write::{
        self, ArticleSerializer,
        rdf::{Graphs, Model},
    },
};
use proptest::{collection::vec, prelude::*, sample::select};

/// What is read: the records, and what is said of the rest, sorted.
type Read = (Vec<Article>, Vec<String>);

fn apart(all: Vec<Result<Article, read::ReadError>>) -> Read {
    let (mut records, mut faults) = (Vec::new(), Vec::new());
    for one in all {
        match one {
            Ok(article) => records.push(article),
            Err(e) => faults.push(e.to_string()),
        }
    }
    faults.sort_unstable();
    (records, faults)
}

fn sorted(nquads: &[u8]) -> Sorted {
    let mut spool = Spool::new();
    quads_for_reader(nquads, Syntax::NQuads, 0, &mut |quad| spool.insert(quad)).expect("quads");
    spool.finish().expect("disk")
}

fn from_disk(nquads: &[u8]) -> Read {
    let mut all = Vec::new();
    let each = sorted(nquads).articles_for_each(Relations::builtin(), &mut |article| {
        all.push(article);
        Ok(())
    });
    each.expect("disk");
    apart(all)
}

fn from_memory(nquads: &[u8]) -> Read {
    apart(read_all(read::Format::Rdf(Syntax::NQuads), nquads))
}

fn nquads(articles: &[Article], model: Model, graphs: Graphs) -> Vec<u8> {
    let mut writer = ArticleSerializer::from_format(write::Format::Rdf(Syntax::NQuads))
        .with_model(model)
        .with_graphs(graphs)
        .for_writer(Vec::new())
        .expect("nq holds it");
    for article in articles {
        writer.write_article(article).expect("memory");
    }
    writer.finish().expect("memory")
}

proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn records_from_disk_are_those_from_memory(
        articles in vec(good_record(), 1..4),
        model in select(vec![Model::Nary, Model::Reified, Model::Nanopub]),
        graphs in select(vec![Graphs::None, Graphs::Document]),
        lost in any::<proptest::sample::Index>(),
    ) {
        let graphs = if model == Model::Nanopub { Graphs::None } else { graphs };
        let whole = nquads(&articles, model, graphs);
        prop_assert_eq!(from_disk(&whole), from_memory(&whole));
        let mut lines: Vec<&[u8]> = whole.split_inclusive(|&b| b == b'\n').collect();
        lines.remove(lost.index(lines.len()));
        let broken = lines.concat();
        let (disk, memory) = (from_disk(&broken), from_memory(&broken));
        prop_assert_eq!(&disk.1, &memory.1);
        // What has lost its article is found by other ways in memory.
        if memory.1.is_empty() {
            prop_assert_eq!(disk, memory);
        }
    }
}

/// Somebody whom many quote has more triples than are held at a time.
#[test]
fn what_many_articles_quote_comes_back_too() {
    let record = |n: usize| -> Article {
        serde_json::from_str(&format!(
            r#"{{"id": "a{n:05}", "entities": [{{"id": "e1", "name": "Ann Oduya", "kind": "person"}}],
                "claims": [{{"id": "c1", "text": "the bridge number {n} is safe"}}],
                "statements": [{{"id": "s1", "relation": "denied", "source": ["e1"], "content": "c1"}}]}}"#
        ))
        .expect("a record")
    };
    let articles: Vec<Article> = (0..2_000).map(record).collect();
    let mut quads = nquads(&articles, Model::Nary, Graphs::None);
    let (records, faults) = from_disk(&quads);
    assert_eq!((records.len(), faults), (articles.len(), vec![]));
    assert_eq!(
        records.iter().map(|a| a.statements.len()).sum::<usize>(),
        articles.len()
    );

    // One shortcut that no statement bears out is a fault of its article alone.
    let text = String::from_utf8(quads.clone()).expect("text");
    let denied = " <https://w3id.org/dixit/ns#denied> ";
    let shortcut = text
        .lines()
        .rfind(|line| line.contains(denied))
        .expect("one");
    quads.extend_from_slice(shortcut.replace("#denied>", "#confirmed>").as_bytes());
    quads.push(b'\n');
    let (records, faults) = from_disk(&quads);
    assert_eq!((records.len(), faults.len()), (articles.len() - 1, 1));
    assert!(
        faults[0].contains("no statement that the article itself makes"),
        "{faults:?}"
    );
}

#[test]
fn items_of_no_article_are_named() {
    let article: Article =
        serde_json::from_str(r#"{"id": "a", "claims": [{"id": "c1", "text": "the dam leaks"}]}"#)
            .expect("a record");
    let mut quads = nquads(std::slice::from_ref(&article), Model::Nary, Graphs::None);
    let claim = String::from_utf8(quads.clone()).expect("text");
    let moved: String = claim
        .lines()
        .filter(|line| line.starts_with("<urn:dixit:claim/"))
        .map(|line| {
            line.replace(":article/", ":nowhere/")
                .replace(":claim/", ":claim/x")
                + "\n"
        })
        .collect();
    quads.extend_from_slice(moved.as_bytes());
    for (records, faults) in [from_disk(&quads), from_memory(&quads)] {
        assert_eq!(records.len(), 1);
        assert_eq!(faults.len(), 1);
        assert!(
            faults[0].contains("which is no dx:Article here"),
            "{faults:?}"
        );
    }
}
