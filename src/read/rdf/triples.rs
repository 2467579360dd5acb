//! Triples, looked up by subject and property.

use oxrdf::{NamedNodeRef, NamedOrBlankNode, Quad, Term, vocab::rdf};
use std::collections::BTreeMap;

/// What a property leads to.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Value {
    /// An IRI.
    Iri(Box<str>),
    /// A literal's words, whatever its type.
    Literal(Box<str>),
}

impl Value {
    /// Returns the IRI, if it is one.
    pub(super) fn iri(&self) -> Option<&str> {
        match self {
            Self::Iri(iri) => Some(iri),
            Self::Literal(_) => None,
        }
    }

    /// Returns the words of a literal or the IRI.
    pub(super) fn text(&self) -> &str {
        match self {
            Self::Iri(text) | Self::Literal(text) => text,
        }
    }
}

/// Triples whose subjects are IRIs, of all graphs together.
#[derive(Debug, Default)]
pub(super) struct Triples {
    by_subject: BTreeMap<Box<str>, Vec<(Box<str>, Value)>>,
}

impl Triples {
    /// Adds a quad's triple; blank nodes and triple terms are passed over.
    pub(super) fn insert(&mut self, quad: &Quad) {
        let NamedOrBlankNode::NamedNode(subject) = &quad.subject else {
            return;
        };
        let value = match &quad.object {
            Term::NamedNode(node) => Value::Iri(node.as_str().into()),
            Term::Literal(literal) => Value::Literal(literal.value().into()),
            _ => return,
        };
        let pair = (quad.predicate.as_str().into(), value);
        match self.by_subject.get_mut(subject.as_str()) {
            Some(pairs) => pairs.push(pair),
            None => {
                let key = subject.as_str().into();
                self.by_subject.insert(key, vec![pair]);
            }
        }
    }

    /// Sorts what was added; look-ups are right only after it.
    pub(super) fn finish(&mut self) {
        for pairs in self.by_subject.values_mut() {
            pairs.sort_unstable();
            pairs.dedup();
        }
    }

    /// Returns every subject, sorted.
    pub(super) fn subjects(&self) -> impl Iterator<Item = &str> {
        self.by_subject.keys().map(|iri| &**iri)
    }

    /// Returns every property of a subject with its value, sorted.
    pub(super) fn properties(&self, subject: &str) -> impl Iterator<Item = (&str, &Value)> {
        let pairs = self.by_subject.get(subject).into_iter().flatten();
        pairs.map(|(property, value)| (&**property, value))
    }

    /// Returns the values of a property, sorted.
    pub(super) fn values(
        &self,
        subject: &str,
        property: NamedNodeRef<'_>,
    ) -> impl Iterator<Item = &Value> {
        let pairs = self.by_subject.get(subject).map_or(&[][..], Vec::as_slice);
        let start = pairs.partition_point(|(p, _)| &**p < property.as_str());
        let end = pairs.partition_point(|(p, _)| &**p <= property.as_str());
        pairs[start..end].iter().map(|(_, value)| value)
    }

    /// Returns the IRIs that a property leads to, sorted.
    pub(super) fn iris(
        &self,
        subject: &str,
        property: NamedNodeRef<'_>,
    ) -> impl Iterator<Item = &str> {
        self.values(subject, property).filter_map(Value::iri)
    }

    /// Returns the words of a property; of several values the least.
    pub(super) fn text(&self, subject: &str, property: NamedNodeRef<'_>) -> Option<&str> {
        self.values(subject, property).next().map(Value::text)
    }

    /// Returns whether a subject is of a class.
    pub(super) fn is(&self, subject: &str, class: NamedNodeRef<'_>) -> bool {
        self.iris(subject, rdf::TYPE).any(|c| c == class.as_str())
    }
}
