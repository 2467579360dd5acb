//! Single cases: what is refused, and why; what is odd, and still comes back.

use super::{Outcome, bridge, canonical::canonical, matrix, quads, read, serialize};
use dixit::{
    Article, Claim, Entity, Relations, Statement,
    read::{ArticleParser, Format as From},
    syntax::Syntax,
    write::{
        ArticleSerializer, Format,
        rdf::{Graphs, Model, XmlError},
    },
};
use std::{fs, path::Path};

#[test]
fn every_example_comes_back_in_every_model_and_syntax() -> Outcome {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("examples/articles");
    let mut count = 0;
    for entry in fs::read_dir(folder)? {
        let path = entry?.path();
        if path.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path)?;
        let id = path.file_stem().and_then(|s| s.to_str()).ok_or("a name")?;
        let mut article = Article::from_text(id, text);
        dixit::extract::Extractor::new().extract(&mut article);
        assert!(!article.statements.is_empty(), "{id}");
        let expected = [canonical(article.clone())];
        let ways = matrix().filter(|(model, graphs, _)| {
            // Graph names change nothing about an article alone.
            model.is_lossless() && *graphs == Graphs::None
        });
        for (model, graphs, syntax) in ways {
            let bytes = serialize(&[&article], syntax, model, graphs)?;
            let back: Vec<Article> = read(&bytes, syntax)?.into_iter().map(canonical).collect();
            assert_eq!(back, expected, "{id} {} {}", model.name(), syntax.name());
        }
        count += 1;
    }
    assert!(count >= 6);
    Ok(())
}

#[test]
fn what_a_syntax_cannot_hold_is_refused_with_the_reason() {
    let mut refused = 0;
    for model in Model::ALL.iter().copied() {
        for graphs in [Graphs::None, Graphs::Document] {
            for syntax in Syntax::ALL {
                let serializer = ArticleSerializer::from_format(Format::Rdf(syntax))
                    .with_model(model)
                    .with_graphs(graphs);
                let fits = matrix().any(|way| way == (model, graphs, syntax));
                let result = serializer.for_writer(Vec::new());
                assert_eq!(result.is_ok(), fits, "{} {}", model.name(), syntax.name());
                if let Err(error) = result {
                    refused += 1;
                    let words = [
                        "has no named graphs",
                        "has no triple terms",
                        "have graphs of their own",
                    ];
                    assert!(words.iter().any(|w| error.reason.contains(w)), "{error}");
                }
            }
        }
    }
    assert!(refused >= 20, "{refused}");
}

#[test]
fn a_character_that_xml_has_not_is_named() -> Outcome {
    let article = Article::from_text("a", "bell \u{7}");
    let error = serialize(&[&article], Syntax::RdfXml, Model::Nary, Graphs::None);
    let error = error.expect_err("no bell in XML");
    let error = error
        .downcast_ref::<std::io::Error>()
        .ok_or("an I/O error")?;
    let cause = error.get_ref().and_then(|e| e.downcast_ref::<XmlError>());
    assert_eq!(cause, Some(&XmlError::Character('\u{7}')));
    Ok(())
}

#[test]
fn a_relation_that_xml_cannot_name_is_refused() -> Outcome {
    let own = "[[relation]]\nname = \"mocked\"\nlabel = \"mocked\"\ndefinition = \"d\"\n\
               group = \"evaluated\"\nstance = \"asserts\"\niri = \"https://example.org/123\"\n";
    let relations = Relations::builtin().clone().with_toml(own)?;
    let mut article = bridge();
    article.statements[0].relation = "mocked".into();
    for syntax in Syntax::ALL {
        let mut writer = ArticleSerializer::from_format(Format::Rdf(syntax))
            .with_relations(&relations)
            .for_writer(Vec::new())?;
        let written = writer.write_article(&article);
        if syntax == Syntax::RdfXml {
            let error = written.expect_err("no name");
            assert!(
                error.to_string().contains("https://example.org/123"),
                "{error}"
            );
            continue;
        }
        written?;
        let bytes = writer.finish()?;
        let parser = ArticleParser::from_format(From::Rdf(syntax)).with_relations(&relations);
        let back: Vec<Article> = parser
            .for_reader(bytes.as_slice())
            .collect::<Result<_, _>>()?;
        assert_eq!(back, std::slice::from_ref(&article), "{}", syntax.name());
    }
    Ok(())
}

fn refusal(rdf: &str, syntax: Syntax) -> String {
    let mut articles = ArticleParser::from_format(From::Rdf(syntax)).for_reader(rdf.as_bytes());
    let first = articles.next().expect("something to say");
    first.expect_err("no article").to_string()
}

#[test]
fn foreign_rdf_is_told_what_is_missing() -> Outcome {
    for (rdf, words) in [
        (
            "",
            "no article found: expected a node of the class dx:Article",
        ),
        (
            "<http://a> <http://b> \"c\" .",
            "is this RDF that dixit wrote?",
        ),
        ("<http://a> <http://b> .", "line 1, column 23"),
        (
            "<http://a> a <https://schema.org/NewsArticle> .",
            "expected a node of the class dx:Article",
        ),
        (
            "<http://s> a <https://w3id.org/dixit/ns#Statement> .\
             <http://a> a <https://w3id.org/dixit/ns#Article> .",
            "<http://s> has no prov:wasDerivedFrom",
        ),
    ] {
        let said = refusal(rdf, Syntax::Turtle);
        assert!(said.contains(words), "{rdf}\n{said}");
    }
    let edges = serialize(&[&bridge()], Syntax::Turtle, Model::Edges, Graphs::None)?;
    let said = refusal(std::str::from_utf8(&edges)?, Syntax::Turtle);
    assert!(
        said.contains("`edges` model writes them, cannot be read back"),
        "{said}"
    );
    Ok(())
}

#[test]
fn articles_of_one_file_come_back_apart() -> Outcome {
    let first = bridge();
    let mut second = bridge();
    // The same people under other ids, with another description.
    second.url = Some("https://other.example/1".into());
    second.id = "other".into();
    for entity in &mut second.entities {
        entity.description = Some(format!("{} elsewhere", entity.name));
        entity.same_as.clear();
    }
    for (model, graphs, syntax) in matrix().filter(|(model, ..)| model.is_lossless()) {
        let bytes = serialize(&[&first, &second], syntax, model, graphs)?;
        let mut back = read(&bytes, syntax)?;
        back.sort_by(|a, b| a.id.cmp(&b.id));
        assert_eq!(
            back,
            [first.clone(), second.clone()],
            "{} {}",
            model.name(),
            syntax.name()
        );
    }
    Ok(())
}

#[test]
fn a_text_that_was_left_out_is_missing_and_nothing_else() -> Outcome {
    let article = bridge();
    let mut writer = ArticleSerializer::from_format(Format::Rdf(Syntax::Turtle))
        .without_text()
        .for_writer(Vec::new())?;
    writer.write_article(&article)?;
    let bytes = writer.finish()?;
    let expected = Article {
        text: None,
        ..article
    };
    assert_eq!(read(&bytes, Syntax::Turtle)?, [expected]);
    Ok(())
}

/// Oxigraph turns an xsd:nonNegativeInteger into an xsd:integer when it stores it.
#[test]
fn numbers_that_a_store_has_retyped_are_read() -> Outcome {
    let article = bridge();
    let bytes = serialize(&[&article], Syntax::NTriples, Model::Nary, Graphs::None)?;
    let text = String::from_utf8(bytes)?.replace("#nonNegativeInteger", "#integer");
    assert_eq!(read(text.as_bytes(), Syntax::NTriples)?, [article]);
    Ok(())
}

#[test]
fn long_names_and_lone_surrogates_do_no_harm() -> Outcome {
    let long = "Ann \"<Lion>\" \u{202e}".repeat(8_000);
    assert!(long.len() > 100_000);
    let article = Article {
        url: Some(format!("https://example.org/{long}")),
        entities: vec![Entity {
            id: "e1".into(),
            name: long.clone(),
            iri: Some(long.clone()),
            same_as: vec![long.clone()],
            ..Entity::default()
        }],
        claims: vec![Claim {
            id: "c1".into(),
            text: long.clone(),
            ..Claim::default()
        }],
        statements: vec![Statement {
            id: long.clone(),
            relation: "said".into(),
            source: vec!["e1".into()],
            content: Some("c1".into()),
            ..Statement::default()
        }],
        ..Article::from_text(long.clone(), "")
    };
    for (model, graphs, syntax) in matrix().filter(|(model, ..)| model.is_lossless()) {
        let bytes = serialize(&[&article], syntax, model, graphs)?;
        assert_eq!(read(&bytes, syntax)?, std::slice::from_ref(&article));
    }
    // A lone surrogate is no character, so JSON with one is refused, with its place.
    let json = "{\"id\": \"a\", \"text\": \"\\ud800\"}";
    let mut articles = ArticleParser::from_format(From::Json).for_reader(json.as_bytes());
    let error = articles
        .next()
        .ok_or("an answer")?
        .expect_err("no character");
    assert!(error.to_string().starts_with("line 1"), "{error}");
    Ok(())
}

#[test]
fn nanopublications_have_four_graphs_each_and_nothing_outside() -> Outcome {
    let article = bridge();
    let bytes = serialize(&[&article], Syntax::NQuads, Model::Nanopub, Graphs::None)?;
    let mut graphs = std::collections::BTreeMap::new();
    for line in quads(&bytes, Syntax::NQuads)? {
        let graph = line.rsplit_once(" <").ok_or("a graph")?.1;
        let (nanopub, name) = graph.rsplit_once('/').ok_or("a name")?;
        let names: &mut std::collections::BTreeSet<String> =
            graphs.entry(nanopub.to_owned()).or_default();
        names.insert(name.to_owned());
    }
    // One a statement, and one for the article.
    assert_eq!(graphs.len(), article.statements.len() + 1);
    for names in graphs.values() {
        assert_eq!(names.len(), 4, "{names:?}");
    }
    Ok(())
}
