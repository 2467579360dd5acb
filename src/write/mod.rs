//! Writing: records and their graph become files, for stores and for people.

pub mod csv;
pub mod dot;
mod format;
pub mod graphml;
pub mod html;
mod json;
mod jsonl;
pub mod mermaid;
pub mod picture;
pub mod rdf;
pub mod svg;
mod xml;

pub use format::{Format, UnsupportedError};

use crate::{
    article::Article,
    graph::{KnowledgeGraph, iri::Base},
    relation::Relations,
};
use std::io::{self, Write};

/// What shapes an output, beside its format.
#[derive(Clone, Debug)]
#[non_exhaustive]
pub struct Options<'a> {
    /// The base of data IRIs.
    pub base: Base,
    /// The relations and what each implies.
    pub relations: &'a Relations,
    /// How statements become triples of RDF.
    pub model: rdf::Model,
    /// Which graph an article's triples stand in.
    pub graphs: rdf::Graphs,
    /// Whether the RDF holds the article's whole text; its quotes stay.
    pub text: bool,
    /// How much alike claims of different articles are that count as the same; nothing
    /// where none are compared.
    pub same_claims: Option<f64>,
    /// What diagrams show.
    pub diagram: picture::Options,
}

impl Default for Options<'_> {
    fn default() -> Self {
        Self {
            base: Base::default(),
            relations: Relations::builtin(),
            model: rdf::Model::default(),
            graphs: rdf::Graphs::default(),
            text: true,
            same_claims: None,
            diagram: picture::Options::default(),
        }
    }
}

/// Writes articles in one format.
///
/// Formats that can are written article by article; the others are kept as a
/// graph and written by [`ArticleWriter::finish`].
///
/// ```
/// use dixit::{Article, write::{ArticleSerializer, Format}};
///
/// let mut writer = ArticleSerializer::from_format(Format::JsonLines).for_writer(Vec::new())?;
/// writer.write_article(&Article::from_text("a", "Ann Oduya denied it."))?;
/// assert_eq!(writer.finish()?, b"{\"id\":\"a\",\"text\":\"Ann Oduya denied it.\"}\n");
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug)]
#[must_use]
pub struct ArticleSerializer<'a> {
    format: Format,
    options: Options<'a>,
}

impl<'a> ArticleSerializer<'a> {
    /// Makes a serializer for a format.
    pub fn from_format(format: Format) -> Self {
        Self {
            format,
            options: Options::default(),
        }
    }

    /// Sets the base of data IRIs.
    pub fn with_base(mut self, base: Base) -> Self {
        self.options.base = base;
        self
    }

    /// Sets the relations and what each implies.
    pub fn with_relations(mut self, relations: &'a Relations) -> Self {
        self.options.relations = relations;
        self
    }

    /// Sets how statements become triples of RDF.
    pub fn with_model(mut self, model: rdf::Model) -> Self {
        self.options.model = model;
        self
    }

    /// Sets which graph an article's triples stand in.
    pub fn with_graphs(mut self, graphs: rdf::Graphs) -> Self {
        self.options.graphs = graphs;
        self
    }

    /// Leaves the article's whole text out of RDF; its quotes stay.
    pub fn without_text(mut self) -> Self {
        self.options.text = false;
        self
    }

    /// Says which claims of different articles are the same: those at least so much alike, from 0 to 1.
    pub fn with_same_claims(mut self, least: f64) -> Self {
        self.options.same_claims = Some(least);
        self
    }

    /// Sets what diagrams show.
    pub fn with_diagram(mut self, diagram: picture::Options) -> Self {
        self.options.diagram = diagram;
        self
    }

    /// Begins to write.
    ///
    /// # Errors
    ///
    /// When the options ask for what the format cannot hold.
    pub fn for_writer<W: Write>(self, writer: W) -> Result<ArticleWriter<'a, W>, UnsupportedError> {
        if self.options.same_claims.is_some()
            && let Some(reason) = self.cannot_compare()
        {
            return Err(UnsupportedError {
                format: self.format,
                reason: reason.to_owned(),
            });
        }
        let sink = match self.format {
            Format::Json => Sink::Json(json::Writer::new(writer)),
            Format::JsonLines => Sink::JsonLines(writer),
            Format::Rdf(syntax) => {
                Sink::Rdf(Box::new(rdf::Writer::new(syntax, self.options, writer)?))
            }
            Format::Dot => self.diagram(dot::write, writer),
            Format::Svg => self.diagram(svg::write, writer),
            Format::Html => self.diagram(html::write, writer),
            Format::Mermaid => self.diagram(mermaid::write, writer),
            Format::GraphMl => self.whole().diagram(graphml::write, writer),
            Format::Csv(table) => Sink::Csv(Box::new(csv::Writer::new(
                table,
                self.options.base,
                self.options.relations,
                writer,
            ))),
        };
        Ok(ArticleWriter(sink))
    }

    /// Says why the format cannot tell which claims are the same, if it cannot.
    fn cannot_compare(&self) -> Option<&'static str> {
        match self.format {
            Format::Rdf(_) if self.options.model == rdf::Model::Nanopub => Some(
                "each nanopublication is of one article, and the same claims are of two; take another model",
            ),
            Format::Rdf(syntax) if !syntax.streams() => None,
            format if format.streams() => Some(
                "it is written article by article, and the same claims are known only once all are read; take ttl, trig, jsonld or rdf",
            ),
            _ => Some("only RDF tells which claims are the same; take ttl, trig, jsonld or rdf"),
        }
    }

    /// Asks for the whole graph: nothing is cut out of it.
    fn whole(mut self) -> Self {
        self.options.diagram.around = None;
        self
    }

    fn diagram<W: Write>(self, draw: Draw<W>, writer: W) -> Sink<'a, W> {
        Sink::Diagram(Box::new(Diagram {
            graph: KnowledgeGraph::with_base(self.options.base),
            options: picture::Options {
                vocabulary: self.options.relations.clone(),
                ..self.options.diagram
            },
            draw,
            writer,
        }))
    }
}

/// Takes articles one by one.
#[derive(Debug)]
#[must_use = "an output is whole only after `finish`"]
pub struct ArticleWriter<'a, W: Write>(Sink<'a, W>);

#[derive(Debug)]
enum Sink<'a, W: Write> {
    Json(json::Writer<W>),
    JsonLines(W),
    Rdf(Box<rdf::Writer<'a, W>>),
    Diagram(Box<Diagram<W>>),
    Csv(Box<csv::Writer<'a, W>>),
}

/// A graph that is drawn once it is whole.
#[derive(Debug)]
struct Diagram<W> {
    graph: KnowledgeGraph,
    options: picture::Options,
    draw: Draw<W>,
    writer: W,
}

type Draw<W> = fn(&KnowledgeGraph, &picture::Options, &mut W) -> io::Result<()>;

impl<W: Write> ArticleWriter<'_, W> {
    /// Writes an article, or keeps it for the end.
    ///
    /// # Errors
    ///
    /// When the output cannot be written.
    pub fn write_article(&mut self, article: &Article) -> io::Result<()> {
        match &mut self.0 {
            Sink::Json(writer) => writer.write(article),
            Sink::JsonLines(writer) => jsonl::write(article, writer),
            Sink::Rdf(writer) => writer.write(article),
            Sink::Csv(writer) => writer.write(article),
            Sink::Diagram(diagram) => {
                diagram.graph.add_article(article);
                Ok(())
            }
        }
    }

    /// Writes what was kept, and returns the output.
    ///
    /// # Errors
    ///
    /// When the output cannot be written, or a picture is wanted of what is
    /// [near a name](picture::Options::around) that nobody in it has.
    pub fn finish(self) -> io::Result<W> {
        match self.0 {
            Sink::Json(writer) => writer.finish(),
            Sink::JsonLines(writer) => Ok(writer),
            Sink::Rdf(writer) => writer.finish(),
            Sink::Csv(writer) => writer.finish(),
            Sink::Diagram(mut diagram) => {
                let known = picture::UnknownName::check(&diagram.graph, &diagram.options);
                known.map_err(|e| io::Error::new(io::ErrorKind::InvalidInput, e))?;
                (diagram.draw)(&diagram.graph, &diagram.options, &mut diagram.writer)?;
                Ok(diagram.writer)
            }
        }
    }
}
