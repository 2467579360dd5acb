//! The ontology says what the code writes, and the other way round.

use dixit::{
    Relation, Relations,
    vocab::{self, dx},
};
use oxrdf::{
    Graph, LiteralRef, NamedNodeRef, Triple,
    vocab::{rdf, rdfs},
};
use std::{collections::BTreeSet, error::Error, fmt::Write as _, fs, path::PathBuf};

type Outcome = Result<(), Box<dyn Error>>;

const HEADING: &str = "# Relations, from schema/relations.toml\n";

/// Terms that the ontology has and no output: they only join others.
const JOINING: [&str; 6] = [
    "Relation",
    "mentionedAt",
    "linkedTo",
    "group",
    "stance",
    "factuality",
];

#[test]
fn the_relations_are_those_of_the_table() -> Outcome {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("schema/dixit.ttl");
    let text = fs::read_to_string(&path)?;
    let (head, _) = text.split_once(HEADING).ok_or("the heading")?;
    let mut expected = format!("{head}{HEADING}");
    for relation in Relations::builtin() {
        describe(relation, &mut expected)?;
    }
    if std::env::var_os("SNAPSHOTS").is_some_and(|how| how == "overwrite") {
        fs::write(&path, &expected)?;
    }
    assert_eq!(
        fs::read_to_string(&path)?,
        expected,
        "SNAPSHOTS=overwrite renews it"
    );
    Ok(())
}

fn describe(relation: &Relation, out: &mut String) -> Outcome {
    let text = |text: &str| LiteralRef::new_simple_literal(text).to_string();
    write!(
        out,
        "\ndx:{} a dx:Relation, owl:ObjectProperty ;\n    rdfs:label {}@en ;\n    skos:definition {}@en ;\n",
        relation.name,
        text(&relation.label),
        text(&relation.definition),
    )?;
    writeln!(
        out,
        "    rdfs:domain prov:Agent ;\n    rdfs:range dx:Claim ;"
    )?;
    if let Some(broader) = &relation.broader {
        writeln!(out, "    rdfs:subPropertyOf dx:{broader} ;")?;
    }
    if let Some(matching) = matching(relation) {
        writeln!(out, "    skos:relatedMatch {matching} ;")?;
    }
    for (scheme, code) in &relation.codes {
        writeln!(out, "    dx:code {} ;", text(&format!("{scheme} {code}")))?;
    }
    if !relation.factuality.is_empty() {
        writeln!(out, "    dx:factuality {} ;", text(&relation.factuality))?;
    }
    let (group, stance) = (text(&relation.group), text(&relation.stance));
    writeln!(out, "    dx:group {group} ;\n    dx:stance {stance} .")?;
    Ok(())
}

/// The nearest of CiTO, which relates documents and not people to claims.
fn matching(relation: &Relation) -> Option<&'static str> {
    match relation.name.as_str() {
        "denied" | "rejected" | "dismissed" | "disputed" => Some("cito:disputes"),
        "confirmed" => Some("cito:confirms"),
        "agreed" => Some("cito:agreesWith"),
        "replied" => Some("cito:repliesTo"),
        "criticized" => Some("cito:critiques"),
        "supported" => Some("cito:supports"),
        "opposed" => Some("cito:disagreesWith"),
        _ => None,
    }
}

fn ontology() -> Result<Graph, Box<dyn Error>> {
    let text = include_str!("../../schema/dixit.ttl");
    let parser = oxrdfio::RdfParser::from_format(oxrdfio::RdfFormat::Turtle);
    let triples = parser.for_slice(text.as_bytes());
    triples.map(|quad| Ok(Triple::from(quad?))).collect()
}

#[test]
fn every_term_is_defined_and_no_other() -> Outcome {
    let graph = ontology()?;
    let written = dx::ALL.iter().map(|term| term.as_str().to_owned());
    let relations = Relations::builtin().iter().map(Relation::iri);
    let joining = JOINING
        .iter()
        .map(|name| format!("{}{name}", vocab::NAMESPACE));
    let code = format!("{}code", vocab::NAMESPACE);
    let expected: BTreeSet<String> = written
        .chain(relations)
        .chain(joining)
        .chain([code])
        .collect();
    let defined = graph.iter().map(|triple| triple.subject.to_string());
    let defined = defined.filter(|s| s.contains(vocab::NAMESPACE));
    let defined: BTreeSet<String> = defined
        .map(|s| s.trim_matches(['<', '>']).to_owned())
        .collect();
    assert_eq!(defined, expected);
    Ok(())
}

#[test]
fn every_term_is_labelled_explained_and_bounded() -> Outcome {
    let graph = ontology()?;
    let definition = NamedNodeRef::new("http://www.w3.org/2004/02/skos/core#definition")?;
    let class = NamedNodeRef::new("http://www.w3.org/2002/07/owl#Class")?;
    let subjects: BTreeSet<String> = graph
        .iter()
        .map(|triple| triple.subject.to_string())
        .filter(|subject| subject.contains(vocab::NAMESPACE))
        .collect();
    for subject in subjects {
        let node = NamedNodeRef::new(subject.trim_matches(['<', '>']))?;
        let has = |property| graph.object_for_subject_predicate(node, property).is_some();
        assert!(has(rdfs::LABEL), "{subject} has no label");
        assert!(
            has(rdfs::COMMENT) || has(definition),
            "{subject} is not explained"
        );
        let types: Vec<_> = graph
            .objects_for_subject_predicate(node, rdf::TYPE)
            .collect();
        if types.contains(&class.into()) {
            assert!(has(rdfs::SUB_CLASS_OF), "{subject} is a kind of nothing");
        } else {
            assert!(has(rdfs::DOMAIN), "{subject} has no domain");
            assert!(has(rdfs::RANGE), "{subject} has no range");
        }
    }
    Ok(())
}

#[test]
fn every_kind_of_the_records_has_a_term() {
    for kind in dixit::EntityKind::ALL {
        assert!(vocab::CLASSES.iter().any(|(word, _)| *word == kind.name()));
    }
    for kind in dixit::LinkKind::ALL {
        let term = vocab::by_word(&vocab::LINKS, kind.name());
        assert_eq!(
            term.as_str(),
            format!("{}{}", vocab::NAMESPACE, kind.name())
        );
    }
}

#[test]
fn the_context_knows_every_property_that_leads_to_an_iri() -> Outcome {
    let context: serde_json::Value = serde_json::from_str(dixit::write::rdf::CONTEXT)?;
    let terms = context["@context"].as_object().ok_or("a context")?;
    let coerced = |iri: &str| {
        terms
            .values()
            .any(|term| term["@id"] == iri && term["@type"] != "")
    };
    for triple in ontology()?.triples_for_predicate(rdf::TYPE) {
        let subject = triple.subject.to_string();
        let iri = subject.trim_matches(['<', '>']);
        let is_object_property = triple.object.to_string().ends_with("#ObjectProperty>");
        let name = iri.trim_start_matches(vocab::NAMESPACE);
        let relation = Relations::builtin().by_name(name).is_some();
        if is_object_property && !relation && !JOINING.contains(&name) {
            assert!(coerced(iri), "{iri}");
        }
    }
    Ok(())
}
