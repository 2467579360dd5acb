//! Writing quads in a syntax: line by line, or sorted at the end.

use super::{LineWriter, Model, jsonld::JsonLd, sorted::Sorted};
use crate::{
    article::Article,
    syntax::Syntax,
    vocab,
    write::{Format, Options, UnsupportedError},
};
use oxrdf::TermRef;
use oxrdfio::RdfSerializer;
use std::{
    error::Error,
    fmt,
    io::{self, Write},
};

/// Writes articles as RDF.
pub(in crate::write) struct Writer<'a, W: Write> {
    options: Options<'a>,
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
        Ok(Self { options, state })
    }

    pub(in crate::write) fn write(&mut self, article: &Article) -> io::Result<()> {
        match &mut self.state {
            State::Lines(out) => {
                super::quads(article, &self.options, |quad| out.write(quad))?;
                // Each article is handed on whole: threads put theirs together.
                out.flush()
            }
            State::Sorted(sorted, syntax, _) => {
                let strict = *syntax == Syntax::RdfXml;
                super::quads(article, &self.options, |quad| {
                    if strict && let TermRef::Literal(literal) = quad.object {
                        check_xml(literal.value())?;
                    }
                    sorted.insert(quad);
                    Ok(())
                })
            }
        }
    }

    pub(in crate::write) fn finish(self) -> io::Result<W> {
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

/// A character that XML has no way to write, not even escaped.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct XmlCharacterError(pub char);

impl fmt::Display for XmlCharacterError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let code = u32::from(self.0);
        write!(
            f,
            "rdf cannot hold the character U+{code:04X}; take any other syntax"
        )
    }
}

impl Error for XmlCharacterError {}

fn check_xml(text: &str) -> io::Result<()> {
    let strange = |c: char| matches!(c, '\0'..='\u{8}' | '\u{b}' | '\u{c}' | '\u{e}'..='\u{1f}' | '\u{fffe}' | '\u{ffff}');
    match text.chars().find(|&c| strange(c)) {
        Some(c) => Err(io::Error::new(
            io::ErrorKind::InvalidData,
            XmlCharacterError(c),
        )),
        None => Ok(()),
    }
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
    match (syntax, model) {
        #[cfg(feature = "rdf-12")]
        (Syntax::Turtle | Syntax::TriG, Model::Rdf12) => out.write_all(b"VERSION \"1.2\"\n"),
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
