//! Writing quads in a syntax: line by line, or sorted at the end.

use super::{LineWriter, Model, jsonld::JsonLd, sorted::Sorted};
use crate::{
    article::Article,
    syntax::Syntax,
    vocab,
    write::{Format, Options, UnsupportedError},
};
use oxrdfio::RdfSerializer;
use std::{
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
            State::Sorted(sorted, ..) => super::quads(article, &self.options, |quad| {
                sorted.insert(quad);
                Ok(())
            }),
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
            State::Sorted(sorted, syntax, mut out) => {
                announce(syntax, self.options.model, &mut out)?;
                let mut out = with_prefixes(syntax).for_writer(out);
                sorted.for_each(|quad| out.serialize_quad(quad))?;
                out.finish()
            }
        }
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
