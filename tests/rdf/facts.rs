//! A claim is never a fact: in no model, in no graph, and in none with all
//! graphs taken together.

use super::{
    Outcome, bridge, canonical::is_beyond_xml, laws::cases, matrix, records::article, serialize,
};
use dixit::{
    Article, Relations,
    syntax::Syntax,
    vocab::{self, dcterms, dx, nif, np, owl, prov, schema, skos},
    write::rdf::{Graphs, Model},
};
use oxrdf::{
    NamedNodeRef, Quad, Term,
    vocab::{rdf, rdfs},
};
use proptest::prelude::*;
use std::{
    collections::{BTreeMap, BTreeSet},
    error::Error,
};

/// Who, relation, claim.
type Saying = (String, String, String);

/// The triples of all graphs together: what a store shows whose default graph
/// is the union.
fn union(
    article: &Article,
    model: Model,
    graphs: Graphs,
    syntax: Syntax,
) -> Result<Vec<Quad>, Box<dyn Error>> {
    let bytes = serialize(&[article], syntax, model, graphs)?;
    let parser = oxrdfio::RdfParser::from_format(syntax.rdf_format());
    Ok(parser.for_slice(&bytes).collect::<Result<_, _>>()?)
}

/// The sayings that may stand as a triple: made by the article itself, not negated.
fn allowed(quads: &[Quad]) -> BTreeSet<Saying> {
    let mut by_subject: BTreeMap<String, Vec<(&str, String)>> = BTreeMap::new();
    for quad in quads {
        let values = by_subject
            .entry(name(&quad.subject.to_string()))
            .or_default();
        values.push((quad.predicate.as_str(), plain(&quad.object)));
    }
    let conveyed: BTreeSet<String> = quads
        .iter()
        .filter(|quad| quad.predicate == dx::CONVEYS)
        .map(|quad| plain(&quad.object))
        .collect();
    let mut out = BTreeSet::new();
    for (node, values) in &by_subject {
        let all = |property: NamedNodeRef<'_>| {
            let values = values.iter().filter(move |(p, _)| *p == property.as_str());
            values.map(|(_, value)| value.clone()).collect::<Vec<_>>()
        };
        if all(dx::NEGATED) != ["false"] || conveyed.contains(node) {
            continue;
        }
        for who in all(dx::SOURCE) {
            for relation in all(dx::RELATION) {
                for claim in all(dx::CONTENT) {
                    out.insert((who.clone(), relation.clone(), claim));
                }
            }
        }
    }
    out
}

fn name(term: &str) -> String {
    term.trim_matches(['<', '>']).to_owned()
}

fn plain(term: &Term) -> String {
    match term {
        Term::NamedNode(node) => node.as_str().to_owned(),
        Term::Literal(literal) => literal.value().to_owned(),
        other => other.to_string(),
    }
}

/// Every property that is not a relation; none says what a claim says.
fn structural() -> BTreeSet<&'static str> {
    let mut all: BTreeSet<&str> = [
        rdf::TYPE,
        rdf::SUBJECT,
        rdf::PREDICATE,
        rdf::OBJECT,
        rdfs::LABEL,
    ]
    .iter()
    .map(|term| term.as_str())
    .collect();
    let reifies = "http://www.w3.org/1999/02/22-rdf-syntax-ns#reifies";
    all.insert(reifies);
    for terms in [
        dx::ALL,
        dcterms::ALL,
        nif::ALL,
        np::ALL,
        owl::ALL,
        prov::ALL,
        schema::ALL,
        skos::ALL,
    ] {
        all.extend(terms.iter().map(|term| term.as_str()));
    }
    all
}

/// Fails unless every triple is structure, or a saying that may stand.
fn check(quads: &[Quad], allowed: &BTreeSet<Saying>) -> Result<(), String> {
    let structural = structural();
    let claims: BTreeSet<String> = quads
        .iter()
        .filter(|quad| quad.predicate == rdf::TYPE && plain(&quad.object) == dx::CLAIM.as_str())
        .map(|quad| name(&quad.subject.to_string()))
        .collect();
    for quad in quads {
        let subject = name(&quad.subject.to_string());
        let (predicate, object) = (quad.predicate.as_str(), plain(&quad.object));
        if structural.contains(predicate) {
            // Apart from links, which lead from claim to claim, and what it is
            // made of, a claim is the subject of nothing.
            if claims.contains(&subject) && !of_a_claim(predicate) {
                return Err(format!("of a claim: {quad}"));
            }
            continue;
        }
        if !claims.contains(&object) {
            return Err(format!("neither structure nor a saying: {quad}"));
        }
        if !allowed.contains(&(subject, predicate.to_owned(), object)) {
            return Err(format!("nobody says so in the article's own voice: {quad}"));
        }
    }
    Ok(())
}

fn of_a_claim(property: &str) -> bool {
    let links = vocab::LINKS
        .iter()
        .any(|(_, link)| link.as_str() == property);
    let parts = [
        rdf::TYPE,
        rdfs::LABEL,
        dcterms::IDENTIFIER,
        prov::WAS_DERIVED_FROM,
        dx::EVIDENCE,
        dx::MENTIONS,
        dx::CONVEYS,
        dx::EMBEDS,
    ];
    links || parts.iter().any(|part| part.as_str() == property)
}

proptest! {
    #![proptest_config(cases(200))]

    #[test]
    fn no_claim_is_a_fact(article in article(), way in prop::sample::select(matrix().collect::<Vec<_>>())) {
        let (model, graphs, syntax) = way;
        prop_assume!(syntax != Syntax::RdfXml || !is_beyond_xml(&article));
        let nary = union(&article, Model::Nary, Graphs::None, Syntax::NQuads).expect("written");
        let quads = union(&article, model, graphs, syntax).expect("written");
        if let Err(fault) = check(&quads, &allowed(&nary)) {
            prop_assert!(false, "{} {}: {}", model.name(), syntax.name(), fault);
        }
    }
}

/// "The bridge was empty" and the like, asked of every store-like view.
#[test]
fn what_people_say_cannot_be_asked_for_as_a_fact() -> Outcome {
    let article = bridge();
    let entities: BTreeSet<String> = {
        let nary = union(&article, Model::Nary, Graphs::None, Syntax::NQuads)?;
        let kinds = nary.iter().filter(|quad| quad.predicate == dx::ENTITY);
        kinds.map(|quad| plain(&quad.object)).collect()
    };
    assert_eq!(entities.len(), article.entities.len());
    for (model, graphs, syntax) in matrix() {
        for quad in union(&article, model, graphs, syntax)? {
            let ends = [name(&quad.subject.to_string()), plain(&quad.object)];
            let between = ends.iter().all(|end| entities.contains(end));
            assert!(!between, "{} {}: {quad}", model.name(), syntax.name());
        }
    }
    Ok(())
}

#[test]
fn what_is_denied_not_denied_and_passed_on_reads_as_it_should() -> Outcome {
    for (model, graphs, syntax) in matrix() {
        let quads = union(&bridge(), model, graphs, syntax)?;
        let relations: Vec<String> = Relations::builtin().iter().map(|r| r.iri()).collect();
        let mut found: Vec<(String, &str)> = quads
            .iter()
            .filter(|quad| relations.iter().any(|r| r == quad.predicate.as_str()))
            .map(|quad| {
                let words = |node: &str| {
                    let labels = quads.iter().filter(|q| q.predicate == rdfs::LABEL);
                    let mut own = labels.filter(|q| name(&q.subject.to_string()) == node);
                    own.next().map_or(String::new(), |q| plain(&q.object))
                };
                let who = words(&name(&quad.subject.to_string()));
                let relation = quad.predicate.as_str();
                (who, relation.trim_start_matches(vocab::NAMESPACE))
            })
            .collect();
        found.sort();
        found.dedup();
        // Lind said it to the Courier, and Oduya did not deny it: neither stands.
        let expected = [
            ("Ann Oduya", "denied"),
            ("Sudmark", "blamed"),
            ("Sudmark", "called"),
            ("Sudmark", "threatened"),
            ("The Vell Courier", "reported"),
        ];
        let expected: Vec<(String, &str)> = expected
            .iter()
            .map(|(who, r)| ((*who).to_owned(), *r))
            .collect();
        assert_eq!(found, expected, "{} {}", model.name(), syntax.name());
    }
    Ok(())
}

/// In RDF 1.2 and as `rdf:Statement`, a saying that is passed on is named
/// without being asserted.
#[test]
fn what_is_only_reified_is_not_asserted() -> Outcome {
    let article = bridge();
    let said = format!("{}said", vocab::NAMESPACE);
    let quads = union(&article, Model::Reified, Graphs::None, Syntax::NTriples)?;
    assert!(
        quads
            .iter()
            .any(|q| q.predicate == rdf::PREDICATE && plain(&q.object) == said)
    );
    assert!(!quads.iter().any(|q| q.predicate.as_str() == said));
    let negated = quads
        .iter()
        .find(|q| q.predicate == dx::NEGATED && plain(&q.object) == "true");
    let negated = negated.ok_or("the negated statement")?.subject.clone();
    let its: Vec<&Quad> = quads.iter().filter(|q| q.subject == negated).collect();
    assert!(!its.iter().any(|q| q.predicate == rdf::PREDICATE));
    Ok(())
}

#[cfg(feature = "rdf-12")]
#[test]
fn a_triple_term_is_a_saying_alone() -> Outcome {
    let article = bridge();
    let quads = union(&article, Model::Rdf12, Graphs::None, Syntax::Turtle)?;
    let asserted: BTreeSet<String> = quads
        .iter()
        .map(|q| format!("{} {} {}", q.subject, q.predicate, q.object))
        .collect();
    let mut terms = 0;
    let mut only_named = 0;
    for quad in &quads {
        if let Term::Triple(triple) = &quad.object {
            terms += 1;
            let words = format!("{} {} {}", triple.subject, triple.predicate, triple.object);
            only_named += usize::from(!asserted.contains(&words));
        }
    }
    // Six of seven statements are not negated; one of them is passed on.
    assert_eq!((terms, only_named), (6, 1));
    Ok(())
}
