//! Writing quads in a syntax: line by line, or sorted at the end.

use super::{LineWriter, Model, jsonld::JsonLd, sorted::Sorted};
use crate::{
    article::Article,
    graph::{iri::ArticleIris, same::Claims},
    syntax::Syntax,
    vocab::{self, dx},
    write::{Format, Options, UnsupportedError},
};
use oxrdf::{GraphNameRef, NamedNodeRef, QuadRef, TermRef};
use oxrdfio::RdfSerializer;
use std::{
    error::Error,
    fmt,
    io::{self, Write},
};

/// Writes articles as RDF.
pub(in crate::write) struct Writer<'a, W: Write> {
    options: Options<'a>,
    /// The claims so far, where those of different articles are to be compared.
    claims: Claims,
    state: State<W>,
}

enum State<W: Write> {
    /// Each quad as it comes.
    Lines(LineWriter<W>),
    /// All quads at the end.
    Sorted(Sorted, Syntax, W),
}

impl<W: Write> fmt::Debug for Writer<'_, W> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let mut name = f.debug_struct("Writer");
        name.field("options", &self.options).finish_non_exhaustive()
    }
}

impl<'a, W: Write> Writer<'a, W> {
    pub(in crate::write) fn new(
        syntax: Syntax,
        options: Options<'a>,
        out: W,
    ) -> Result<Self, UnsupportedError> {
        if let Some(reason) = options.model.refusal(options.graphs, syntax) {
            return Err(UnsupportedError {
                format: Format::Rdf(syntax),
                reason: reason.to_owned(),
            });
        }
        let state = match syntax.streams() {
            true => State::Lines(LineWriter::new(out)),
            false => State::Sorted(Sorted::default(), syntax, out),
        };
        Ok(Self {
            options,
            claims: Claims::default(),
            state,
        })
    }

    pub(in crate::write) fn write(&mut self, article: &Article) -> io::Result<()> {
        if self.options.same_claims.is_some() {
            let iris = ArticleIris::new(article, &self.options.base);
            self.claims.add_article(article, &iris);
        }
        match &mut self.state {
            State::Lines(out) => {
                super::quads(article, &self.options, |quad| out.write(quad))?;
                // Each article is handed on whole: threads put theirs together.
                out.flush()
            }
            State::Sorted(sorted, syntax, _) => {
                let strict = *syntax == Syntax::RdfXml;
                super::quads(article, &self.options, |quad| {
                    if strict {
                        check_xml(quad)?;
                    }
                    sorted.insert(quad);
                    Ok(())
                })
            }
        }
    }

    pub(in crate::write) fn finish(mut self) -> io::Result<W> {
        if let (Some(least), State::Sorted(sorted, ..)) =
            (self.options.same_claims, &mut self.state)
        {
            same_claims(&mut self.claims, least, sorted);
        }
        match self.state {
            State::Lines(out) => out.finish(),
            State::Sorted(sorted, Syntax::JsonLd, out) => {
                let mut out = JsonLd::new(out)?;
                sorted.for_each(|quad| out.quad(quad))?;
                out.finish()
            }
            State::Sorted(sorted, Syntax::RdfXml, out) => {
                let mut out = with_prefixes(Syntax::RdfXml).for_writer(EscapeReturns(out));
                sorted.for_each(|quad| out.serialize_quad(quad))?;
                Ok(out.finish()?.0)
            }
            State::Sorted(sorted, syntax, mut out) => {
                announce(syntax, self.options.model, &mut out)?;
                let mut out = with_prefixes(syntax).for_writer(out);
                sorted.for_each(|quad| out.serialize_quad(quad))?;
                out.finish()
            }
        }
    }
}

/// Says which claims are the same; it belongs to no article, so it stands in the default graph.
fn same_claims(claims: &mut Claims, least: f64, sorted: &mut Sorted) {
    for (one, other, _) in claims.same(least) {
        for (from, to) in [(one, other), (other, one)] {
            let (from, to) = (
                NamedNodeRef::new_unchecked(from),
                NamedNodeRef::new_unchecked(to),
            );
            let same = QuadRef::new(from, dx::SAME_CLAIM_AS, to, GraphNameRef::DefaultGraph);
            sorted.insert(same);
        }
    }
}

/// What XML has no way to write, not even escaped.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum XmlError {
    /// A character of a literal.
    Character(char),
    /// A relation's IRI, because it does not end in a name of XML.
    Property(String),
}

impl fmt::Display for XmlError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Character(c) => {
                let code = u32::from(*c);
                write!(f, "rdf cannot hold the character U+{code:04X}")?;
            }
            Self::Property(iri) => {
                write!(
                    f,
                    "rdf cannot hold the relation <{iri}>, which ends in no name"
                )?;
            }
        }
        f.write_str("; take any other syntax")
    }
}

impl Error for XmlError {}

fn check_xml(quad: QuadRef<'_>) -> io::Result<()> {
    let invalid = |error| Err(io::Error::new(io::ErrorKind::InvalidData, error));
    if let TermRef::Literal(literal) = quad.object
        && let Some(c) = literal.value().chars().find(|&c| is_beyond_xml(c))
    {
        return invalid(XmlError::Character(c));
    }
    let property = quad.predicate.as_str();
    let is_name = |c: char| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.');
    let name = property.rsplit(|c| !is_name(c)).next().unwrap_or_default();
    match name.contains(|c: char| c.is_ascii_alphabetic() || c == '_') {
        true => Ok(()),
        false => invalid(XmlError::Property(property.to_owned())),
    }
}

fn is_beyond_xml(c: char) -> bool {
    matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}')
}

/// Writes carriage returns as XML readers keep them: bare ones they read as line feeds.
struct EscapeReturns<W>(W);

impl<W: Write> Write for EscapeReturns<W> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.write_all(bytes)?;
        Ok(bytes.len())
    }

    fn write_all(&mut self, bytes: &[u8]) -> io::Result<()> {
        for (at, piece) in bytes.split(|&byte| byte == b'\r').enumerate() {
            if at > 0 {
                self.0.write_all(b"&#13;")?;
            }
            self.0.write_all(piece)?;
        }
        Ok(())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.flush()
    }
}

/// Says that triple terms follow, where the syntax has a word for it.
///
/// N-Triples and N-Quads could say it too, but their readers stop at it yet.
fn announce(syntax: Syntax, model: Model, out: &mut impl Write) -> io::Result<()> {
    let with_terms = model.name() == "rdf12";
    match syntax {
        Syntax::Turtle | Syntax::TriG if with_terms => out.write_all(b"VERSION \"1.2\"\n"),
        _ => Ok(()),
    }
}

fn with_prefixes(syntax: Syntax) -> RdfSerializer {
    let serializer = RdfSerializer::from_format(syntax.rdf_format());
    vocab::PREFIXES
        .iter()
        .fold(serializer, |serializer, (prefix, iri)| {
            serializer
                .with_prefix(*prefix, *iri)
                .expect("the prefixes are valid IRIs: a test writes them")
        })
}
