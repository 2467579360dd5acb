//! N-Quads and N-Triples, the same bytes as oxttl's, several times as fast.

use super::escape::push_escaped;
use oxrdf::{GraphNameRef, LiteralRef, NamedOrBlankNodeRef, QuadRef, TermRef, vocab::xsd};
use std::io::{self, Write};

/// When so much is gathered it is handed on.
const BUFFER: usize = 1 << 16;

/// Writes quads line by line: N-Quads, and N-Triples where none names a graph.
///
/// ```
/// use dixit::write::rdf::LineWriter;
/// use oxrdf::{GraphNameRef, LiteralRef, NamedNodeRef, QuadRef};
///
/// let node = NamedNodeRef::new("urn:a")?;
/// let words = LiteralRef::new_simple_literal("two\nlines");
/// let mut writer = LineWriter::new(Vec::new());
/// writer.write(QuadRef::new(node, node, words, GraphNameRef::DefaultGraph))?;
/// assert_eq!(writer.finish()?, b"<urn:a> <urn:a> \"two\\nlines\" .\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Debug)]
#[must_use = "an output is whole only after `finish`"]
pub struct LineWriter<W: Write> {
    out: W,
    buffer: Vec<u8>,
}

impl<W: Write> LineWriter<W> {
    /// Writes to anything; it is buffered here.
    pub fn new(out: W) -> Self {
        Self {
            out,
            buffer: Vec::with_capacity(BUFFER + (BUFFER >> 2)),
        }
    }

    /// Writes a quad.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn write(&mut self, quad: QuadRef<'_>) -> io::Result<()> {
        line(quad, &mut self.buffer);
        match self.buffer.len() < BUFFER {
            true => Ok(()),
            false => self.flush(),
        }
    }

    /// Hands on what is gathered.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn flush(&mut self) -> io::Result<()> {
        self.out.write_all(&self.buffer)?;
        self.buffer.clear();
        Ok(())
    }

    /// Writes the rest and returns the output.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn finish(mut self) -> io::Result<W> {
        self.flush()?;
        Ok(self.out)
    }
}

fn line(quad: QuadRef<'_>, out: &mut Vec<u8>) {
    match quad.subject {
        NamedOrBlankNodeRef::NamedNode(node) => between(b"<", node.as_str(), b"> <", out),
        NamedOrBlankNodeRef::BlankNode(node) => between(b"_:", node.as_str(), b" <", out),
    }
    out.extend_from_slice(quad.predicate.as_str().as_bytes());
    term(quad.object, out);
    match quad.graph_name {
        GraphNameRef::NamedNode(node) => between(b" <", node.as_str(), b">", out),
        GraphNameRef::BlankNode(node) => between(b" _:", node.as_str(), b"", out),
        GraphNameRef::DefaultGraph => {}
    }
    out.extend_from_slice(b" .\n");
}

/// Writes a name with what stands before and behind it.
///
/// The signs are gathered into few copies, which are what a short line costs. An
/// IRI that is valid holds nothing to escape.
#[inline]
fn between<const N: usize, const M: usize>(
    before: &[u8; N],
    name: &str,
    behind: &[u8; M],
    out: &mut Vec<u8>,
) {
    out.extend_from_slice(before);
    out.extend_from_slice(name.as_bytes());
    out.extend_from_slice(behind);
}

/// Writes an object, and before it what ends the predicate.
#[inline]
fn term(term: TermRef<'_>, out: &mut Vec<u8>) {
    match term {
        TermRef::NamedNode(node) => between(b"> <", node.as_str(), b">", out),
        TermRef::BlankNode(node) => between(b"> _:", node.as_str(), b"", out),
        TermRef::Literal(value) => literal(value, out),
        #[cfg(feature = "rdf-12")]
        TermRef::Triple(_) => {
            write!(out, "> {term}").expect("memory takes everything");
        }
    }
}

fn literal(literal: LiteralRef<'_>, out: &mut Vec<u8>) {
    out.extend_from_slice(b"> \"");
    push_escaped(literal.value().as_bytes(), out);
    if let Some(language) = literal.language() {
        between(b"\"@", language, b"", out);
        #[cfg(feature = "rdf-12")]
        if let Some(direction) = literal.direction() {
            write!(out, "--{direction}").expect("memory takes everything");
        }
    } else if literal.datatype() != xsd::STRING {
        between(b"\"^^<", literal.datatype().as_str(), b">", out);
    } else {
        out.push(b'"');
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use oxrdf::{BlankNode, GraphName, Literal, NamedNode, Quad, Term};
    use oxrdfio::{RdfFormat, RdfSerializer};
    use proptest::prelude::*;

    fn characters() -> impl Strategy<Value = char> {
        prop_oneof![
            4 => any::<char>(),
            4 => prop::char::range('a', 'z'),
            2 => prop::char::range('\0', '\u{7f}'),
            1 => prop::sample::select(vec!['\u{fffd}', '\u{fffe}', '\u{ffff}', '\u{f000}', '"', '\\', '\u{feff}']),
        ]
    }

    fn text() -> impl Strategy<Value = String> {
        let parts = prop::collection::vec(characters(), 0..120);
        parts.prop_map(String::from_iter)
    }

    fn node() -> impl Strategy<Value = NamedNode> {
        let name = "[a-zA-Z0-9é/#=,-]{0,60}";
        name.prop_map(|name| NamedNode::new_unchecked(format!("urn:x:{name}")))
    }

    fn object() -> impl Strategy<Value = Term> {
        prop_oneof![
            node().prop_map(Term::from),
            "[a-z][a-z0-9]{0,5}".prop_map(|id| BlankNode::new_unchecked(id).into()),
            text().prop_map(|t| Literal::new_simple_literal(t).into()),
            (text(), "[a-z]{2}(-[a-z]{2})?")
                .prop_map(|(t, l)| Literal::new_language_tagged_literal_unchecked(t, l).into()),
            (text(), node()).prop_map(|(t, d)| Literal::new_typed_literal(t, d).into()),
            text().prop_map(|t| Literal::new_typed_literal(t, xsd::STRING).into()),
        ]
    }

    fn graph() -> impl Strategy<Value = GraphName> {
        prop_oneof![
            Just(GraphName::DefaultGraph),
            node().prop_map(GraphName::from),
            "[a-z]{1,5}".prop_map(|id| BlankNode::new_unchecked(id).into()),
        ]
    }

    fn both(quads: &[Quad], format: RdfFormat) -> (Vec<u8>, Vec<u8>) {
        let mut own = LineWriter::new(Vec::new());
        let mut oracle = RdfSerializer::from_format(format).for_writer(Vec::new());
        for quad in quads {
            own.write(quad.as_ref()).expect("memory");
            oracle.serialize_quad(quad).expect("memory");
        }
        let own = own.finish().expect("memory");
        (own, oracle.finish().expect("memory"))
    }

    proptest! {
        #[test]
        fn the_bytes_are_those_of_oxttl(
            quads in prop::collection::vec((node(), node(), object(), graph()), 0..8)
        ) {
            let quads: Vec<Quad> = quads.into_iter().map(|(s, p, o, g)| Quad::new(s, p, o, g)).collect();
            let (own, oracle) = both(&quads, RdfFormat::NQuads);
            prop_assert_eq!(own, oracle);
            let triples: Vec<Quad> = quads
                .into_iter()
                .map(|q| Quad { graph_name: GraphName::DefaultGraph, ..q })
                .collect();
            let (own, oracle) = both(&triples, RdfFormat::NTriples);
            prop_assert_eq!(own, oracle);
        }
    }

    #[test]
    fn every_character_is_written_as_oxttl_does() {
        let node = NamedNode::new_unchecked("urn:x");
        let all = ('\0'..=char::MAX).collect::<Vec<_>>();
        let quads: Vec<Quad> = all
            .chunks(500)
            .map(|chunk| {
                let text = Literal::new_simple_literal(String::from_iter(chunk));
                Quad::new(node.clone(), node.clone(), text, GraphName::DefaultGraph)
            })
            .collect();
        let (own, oracle) = both(&quads, RdfFormat::NQuads);
        assert!(own == oracle);
    }

    #[cfg(feature = "rdf-12")]
    #[test]
    fn triple_terms_and_directions_are_written_as_oxttl_does() {
        use oxrdf::{BaseDirection, Triple};
        let node = NamedNode::new_unchecked("urn:x");
        let words = Literal::new_directional_language_tagged_literal_unchecked(
            "a\u{7}\u{ffff}",
            "he",
            BaseDirection::Rtl,
        );
        let triple = Triple::new(node.clone(), node.clone(), words.clone());
        let quads = [
            Quad::new(node.clone(), node.clone(), words, GraphName::DefaultGraph),
            Quad::new(node.clone(), node, triple, GraphName::DefaultGraph),
        ];
        let (own, oracle) = both(&quads, RdfFormat::NQuads);
        assert_eq!(own, oracle);
    }
}
