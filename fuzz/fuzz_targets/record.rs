//! Any record, right or wrong, through graph and writers, and back by the readers of RDF.
#![no_main]

use dixit::{
    Article,
    graph::KnowledgeGraph,
    syntax::Syntax,
    write::{ArticleSerializer, Format, rdf::Model},
};
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|data: &[u8]| -> Corpus {
    let articles: Vec<Article> = serde_json::Deserializer::from_slice(data)
        .into_iter()
        .map_while(Result::ok)
        .take(4)
        .collect();
    if articles.is_empty() {
        return Corpus::Reject;
    }
    let mut graph = KnowledgeGraph::new();
    for article in &articles {
        let node = graph.add_article(article);
        assert!(graph.article(node).is_some());
    }
    assert!(graph.statements().all(|s| graph.statement(s.node()).is_some()));
    assert!(graph.claims().all(|c| graph.claim(c.node()).is_some()));
    for &format in Format::ALL {
        for &model in Model::ALL {
            write(&articles, format, model);
        }
    }
    Corpus::Keep
});

fn write(articles: &[Article], format: Format, model: Model) {
    if !matches!(format, Format::Rdf(_)) && model != Model::default() {
        return;
    }
    let serializer = ArticleSerializer::from_format(format).with_model(model);
    let Ok(mut writer) = serializer.for_writer(Vec::new()) else {
        return;
    };
    for article in articles {
        // RDF/XML refuses characters that XML has no form for.
        let Ok(()) = writer.write_article(article) else {
            return;
        };
    }
    let bytes = writer.finish().expect("memory takes all");
    match format {
        Format::Rdf(syntax) => parse(&bytes, syntax),
        Format::Json => {
            let again: Vec<Article> = match articles {
                [_] => vec![serde_json::from_slice(&bytes).expect("a record")],
                _ => serde_json::from_slice(&bytes).expect("a list"),
            };
            assert_eq!(again, articles);
        }
        _ => assert!(String::from_utf8(bytes).is_ok()),
    }
}

fn parse(bytes: &[u8], syntax: Syntax) {
    let parser = oxrdfio::RdfParser::from_format(syntax.rdf_format());
    for quad in parser.for_slice(bytes) {
        let quad = quad.unwrap_or_else(|e| panic!("{}: {e}", syntax.name()));
        assert!(!quad.subject.is_blank_node() && !quad.object.is_blank_node());
    }
}
