//! Quads held for sorting: each term once, a quad four numbers.

use indexmap::IndexSet;
use oxrdf::{
    GraphNameRef, LiteralRef, NamedNodeRef, NamedOrBlankNodeRef, QuadRef, TermRef,
    vocab::{rdf, xsd},
};

/// A set of quads; holds no blank nodes.
#[derive(Debug, Default)]
pub(super) struct Sorted {
    /// Terms as text: a letter for what it is, then its parts.
    terms: IndexSet<Box<str>>,
    quads: Vec<[u32; 4]>,
    scratch: String,
}

impl Sorted {
    /// Adds a quad.
    pub(super) fn insert(&mut self, quad: QuadRef<'_>) {
        let graph = match quad.graph_name {
            GraphNameRef::NamedNode(node) => self.iri(node),
            _ => self.term(""),
        };
        let subject = match quad.subject {
            NamedOrBlankNodeRef::NamedNode(node) => self.iri(node),
            NamedOrBlankNodeRef::BlankNode(_) => return,
        };
        let predicate = self.iri(quad.predicate);
        let object = match quad.object {
            TermRef::NamedNode(node) => self.iri(node),
            TermRef::Literal(literal) => self.literal(literal),
            #[cfg(feature = "rdf-12")]
            TermRef::Triple(triple) => match self.triple(triple.as_ref()) {
                Some(at) => at,
                None => return,
            },
            TermRef::BlankNode(_) => return,
        };
        self.quads.push([graph, subject, predicate, object]);
    }

    /// Hands out every quad once, by graph, subject, predicate and object.
    pub(super) fn for_each<E>(
        mut self,
        mut emit: impl FnMut(QuadRef<'_>) -> Result<(), E>,
    ) -> Result<(), E> {
        let mut order: Vec<u32> = (0..).take(self.terms.len()).collect();
        order.sort_unstable_by_key(|&at| {
            let term = &*self.terms[at as usize];
            // What a thing is comes first.
            (&term[term.len().min(1)..] != rdf::TYPE.as_str(), term)
        });
        let mut rank = vec![0_u32; order.len()];
        for (place, &at) in (0..).zip(&order) {
            rank[at as usize] = place;
        }
        for quad in &mut self.quads {
            *quad = quad.map(|at| rank[at as usize]);
        }
        self.quads.sort_unstable();
        self.quads.dedup();
        for quad in &self.quads {
            let [graph, subject, predicate, object] =
                quad.map(|place| &*self.terms[order[place as usize] as usize]);
            let graph_name = match graph {
                "" => GraphNameRef::DefaultGraph,
                graph => iri(graph).into(),
            };
            let (subject, predicate) = (iri(subject), iri(predicate));
            #[cfg(feature = "rdf-12")]
            if let Some(triple) = triple(object) {
                let object = TermRef::Triple(&triple);
                emit(QuadRef::new(subject, predicate, object, graph_name))?;
                continue;
            }
            emit(QuadRef::new(subject, predicate, term(object), graph_name))?;
        }
        Ok(())
    }

    fn iri(&mut self, node: NamedNodeRef<'_>) -> u32 {
        self.join(&["i", node.as_str()])
    }

    fn literal(&mut self, literal: LiteralRef<'_>) -> u32 {
        // Neither a language nor an IRI can hold the character behind it.
        let value = literal.value();
        match literal.language() {
            Some(language) => self.join(&["l", language, "\0", value]),
            None if literal.datatype() == xsd::STRING => self.join(&["s", value]),
            None => self.join(&["t", literal.datatype().as_str(), "\0", value]),
        }
    }

    /// Takes a triple of IRIs alone: nothing else is ever quoted.
    #[cfg(feature = "rdf-12")]
    fn triple(&mut self, triple: oxrdf::TripleRef<'_>) -> Option<u32> {
        let NamedOrBlankNodeRef::NamedNode(subject) = triple.subject else {
            return None;
        };
        let TermRef::NamedNode(object) = triple.object else {
            return None;
        };
        let (subject, predicate) = (subject.as_str(), triple.predicate.as_str());
        Some(self.join(&["q", subject, "\0", predicate, "\0", object.as_str()]))
    }

    fn join(&mut self, parts: &[&str]) -> u32 {
        let mut key = std::mem::take(&mut self.scratch);
        key.clear();
        parts.iter().for_each(|part| key.push_str(part));
        let at = self.term(&key);
        self.scratch = key;
        at
    }

    fn term(&mut self, key: &str) -> u32 {
        let at = match self.terms.get_index_of(key) {
            Some(at) => at,
            None => self.terms.insert_full(key.into()).0,
        };
        u32::try_from(at).expect("four thousand million terms fit no memory")
    }
}

fn iri(term: &str) -> NamedNodeRef<'_> {
    NamedNodeRef::new_unchecked(&term[1..])
}

#[cfg(feature = "rdf-12")]
fn triple(key: &str) -> Option<oxrdf::Triple> {
    let mut parts = key.strip_prefix('q')?.split('\0');
    let mut next = || parts.next().map(NamedNodeRef::new_unchecked);
    let (subject, predicate, object) = (next()?, next()?, next()?);
    Some(oxrdf::TripleRef::new(subject, predicate, object).into_owned())
}

fn term(key: &str) -> TermRef<'_> {
    let (letter, rest) = key.split_at(1);
    match letter {
        "i" => NamedNodeRef::new_unchecked(rest).into(),
        "s" => LiteralRef::new_simple_literal(rest).into(),
        _ => {
            let (tag, value) = rest.split_once('\0').unwrap_or(("", rest));
            match letter {
                "l" => LiteralRef::new_language_tagged_literal_unchecked(value, tag),
                _ => LiteralRef::new_typed_literal(value, NamedNodeRef::new_unchecked(tag)),
            }
            .into()
        }
    }
}
