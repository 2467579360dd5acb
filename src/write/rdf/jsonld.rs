//! JSON-LD with its context embedded: short keys, a node an object.
//!
//! The context has terms but no prefixes, so that no IRI of a record can be
//! taken for a shortened one. Decimals are strings: a JSON number would lose
//! their digits.

use oxrdf::{
    GraphNameRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, QuadRef, TermRef,
    vocab::{rdf, xsd},
};
use serde_json::{Map, Value, json};
use std::{
    collections::HashMap,
    io::{self, Write},
    sync::OnceLock,
};

/// The context, as `dixit schema context` prints it.
pub const CONTEXT: &str = include_str!("../../../schema/context.jsonld");

/// Writes quads that come sorted by graph and subject.
#[derive(Debug)]
pub(super) struct JsonLd<W> {
    out: W,
    /// The node that is being filled, with its graph.
    open: Option<(Option<String>, String, Map<String, Value>)>,
    /// The named graph whose list is open.
    graph: Option<String>,
    /// Whether a value stands before the next one, in the outer list and in a graph's.
    after: (bool, bool),
}

impl<W: Write> JsonLd<W> {
    pub(super) fn new(mut out: W) -> io::Result<Self> {
        let context = CONTEXT.trim_end();
        out.write_all(context.strip_suffix('}').unwrap_or(context).as_bytes())?;
        out.write_all(b",\n\"@graph\": [")?;
        Ok(Self {
            out,
            open: None,
            graph: None,
            after: (false, false),
        })
    }

    pub(super) fn quad(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        let NamedOrBlankNodeRef::NamedNode(subject) = quad.subject else {
            return Ok(());
        };
        let graph = match quad.graph_name {
            GraphNameRef::NamedNode(node) => Some(node.as_str()),
            _ => None,
        };
        let same = self.open.as_ref().is_some_and(|(open_graph, open, _)| {
            open_graph.as_deref() == graph && open == subject.as_str()
        });
        if !same {
            self.close_node()?;
            let mut node = Map::new();
            node.insert("@id".to_owned(), subject.as_str().into());
            self.open = Some((graph.map(str::to_owned), subject.as_str().to_owned(), node));
        }
        if let Some((_, _, node)) = &mut self.open {
            add(node, quad.predicate, quad.object);
        }
        Ok(())
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.close_node()?;
        self.open_graph(None)?;
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out)
    }

    fn close_node(&mut self) -> io::Result<()> {
        let Some((graph, _, node)) = self.open.take() else {
            return Ok(());
        };
        self.open_graph(graph.as_deref())?;
        let after = match graph {
            None => &mut self.after.0,
            Some(_) => &mut self.after.1,
        };
        self.out.write_all(if *after { b",\n" } else { b"\n" })?;
        *after = true;
        serde_json::to_writer(&mut self.out, &node)?;
        Ok(())
    }

    /// Makes a graph's list the one that is written to, none for the outer.
    fn open_graph(&mut self, graph: Option<&str>) -> io::Result<()> {
        if self.graph.as_deref() == graph {
            return Ok(());
        }
        if self.graph.take().is_some() {
            self.out.write_all(b"\n]}")?;
        }
        if let Some(graph) = graph {
            self.out
                .write_all(if self.after.0 { b",\n" } else { b"\n" })?;
            self.out.write_all(b"{\"@id\":")?;
            serde_json::to_writer(&mut self.out, graph)?;
            self.out.write_all(b",\"@graph\":[")?;
            self.after = (true, false);
            self.graph = Some(graph.to_owned());
        }
        Ok(())
    }
}

/// A term of the context: its key, and the type its values have unless they say otherwise.
struct ContextTerm {
    key: String,
    coerced: Option<String>,
}

/// Returns the terms of the context by IRI.
fn terms() -> &'static HashMap<String, ContextTerm> {
    static TERMS: OnceLock<HashMap<String, ContextTerm>> = OnceLock::new();
    TERMS.get_or_init(|| {
        let context: Value = serde_json::from_str(CONTEXT).unwrap_or_default();
        let entries = context["@context"].as_object().into_iter().flatten();
        let terms = entries.filter(|(key, _)| !key.starts_with('@'));
        terms
            .map(|(key, value)| {
                let iri = value.as_str().or(value["@id"].as_str());
                let term = ContextTerm {
                    key: key.clone(),
                    coerced: value["@type"].as_str().map(str::to_owned),
                };
                (iri.unwrap_or_default().to_owned(), term)
            })
            .collect()
    })
}

/// Returns the short form of a property or class.
fn short(iri: &str) -> &str {
    match terms().get(iri) {
        Some(term) => &term.key,
        // Only a name that nothing else has may stand without its namespace.
        None => match iri.strip_prefix(crate::vocab::NAMESPACE) {
            Some(name) if is_plain(name) => name,
            _ => iri,
        },
    }
}

fn is_plain(name: &str) -> bool {
    let plain = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'_');
    plain && !terms().values().any(|term| term.key == name)
}

fn add(node: &mut Map<String, Value>, predicate: NamedNodeRef<'_>, object: TermRef<'_>) {
    let (key, value) = match object {
        TermRef::NamedNode(class) if predicate == rdf::TYPE => {
            ("@type", short(class.as_str()).into())
        }
        _ => (short(predicate.as_str()), value(predicate, object)),
    };
    match node.get_mut(key) {
        None => {
            node.insert(key.to_owned(), value);
        }
        Some(Value::Array(values)) => values.push(value),
        Some(first) => {
            let first_value = first.take();
            *first = Value::Array(vec![first_value, value]);
        }
    }
}

fn value(predicate: NamedNodeRef<'_>, object: TermRef<'_>) -> Value {
    let term = terms().get(predicate.as_str());
    let coerced = term.and_then(|term| term.coerced.as_deref());
    match (object, coerced) {
        (TermRef::NamedNode(node), Some("@id")) => node.as_str().into(),
        (TermRef::NamedNode(node), Some("@vocab")) => short(node.as_str()).into(),
        (TermRef::NamedNode(node), _) => json!({ "@id": node.as_str() }),
        (TermRef::Literal(literal), coerced) => literal_value(literal, coerced),
        _ => Value::Null,
    }
}

fn literal_value(literal: LiteralRef<'_>, coerced: Option<&str>) -> Value {
    let (value, datatype) = (literal.value(), literal.datatype());
    if let Some(language) = literal.language() {
        return json!({ "@value": value, "@language": language });
    }
    match (datatype, coerced) {
        (xsd::STRING, None) => value.into(),
        (xsd::STRING, Some(_)) => json!({ "@value": value }),
        (xsd::BOOLEAN, None) if value == "true" => true.into(),
        (xsd::BOOLEAN, None) if value == "false" => false.into(),
        (_, Some(coerced)) if coerced == datatype.as_str() => value.into(),
        _ => json!({ "@value": value, "@type": datatype.as_str() }),
    }
}
