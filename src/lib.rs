//! Who said what: news as a knowledge graph of entities, claims and relations.
//!
//! dixit reads articles and writes down *who said what*: statements with a
//! source, a relation such as *denied* or *accused*, and a claim. What a claim
//! says is never written as a fact, every statement leads back to its words,
//! and the same input gives the same bytes.
//!
//! # The way of the data
//!
//! ```text
//! text html json csv warc rdf             petgraph                     ttl nq rdf jsonld json
//!    └────> read ──> Article ──> extract ──> Article ──> graph ──> write ──> dot svg html
//!                    (a text)               (statements)   └─────> store ──> SPARQL, push, pull
//! ```
//!
//! - [`read`] turns files of any format into [`Article`]s: plain records, see [`article`].
//! - [`extract`] reads the text of an article that brings no statements.
//! - [`check`] names every fault of a record, with its place.
//! - [`graph`] joins the records of many articles in petgraph.
//! - [`write`](mod@write) makes RDF, diagrams and records of them.
#![cfg_attr(
    feature = "store",
    doc = "- [`store`] asks them in SPARQL, in process or in a triple store."
)]
//! - [`authority`] is a list of your own names and their IRIs.
//! - [`relation`] has the 42 relations and what each implies; [`vocab`] the IRIs that are written.
//!
//! Every stage can be used alone: bring records of your own and begin at
//! [`graph`], or stop at the records and never build a graph.
//!
//! # From a text to a graph
//!
//! ```
//! use dixit::{Article, extract::Extractor, graph::KnowledgeGraph};
//!
//! let text = "Bo Reyes said the dam leaks. Ann Oduya denied that the dam leaks.";
//! let mut article = Article::from_text("dam", text);
//! Extractor::new().extract(&mut article);
//!
//! let mut graph = KnowledgeGraph::new();
//! graph.add_article(&article);
//! let denied = graph.statements().find(|s| s.relation() == "denied").expect("a denial");
//! let who: Vec<_> = denied.sources().map(|source| source.name()).collect();
//! assert_eq!(who, ["Ann Oduya"]);
//! assert!(denied.content().expect("a claim").text().contains("the dam leaks"));
//! ```
//!
//! # From records to RDF
//!
//! ```
//! use dixit::{read::{self, ArticleParser}, syntax::Syntax, write::{self, ArticleSerializer}};
//!
//! let rows = "source,relation,content\nAnn Oduya,denied,the dam leaks\n";
//! let format = write::Format::Rdf(Syntax::Turtle);
//! let mut turtle = ArticleSerializer::from_format(format).for_writer(Vec::new())?;
//! for article in ArticleParser::from_format(read::Format::Csv).for_reader(rows.as_bytes()) {
//!     turtle.write_article(&article?)?;
//! }
//! assert!(String::from_utf8(turtle.finish()?)?.contains("dx:relation dx:denied"));
//! # Ok::<(), Box<dyn std::error::Error>>(())
//! ```
//!
//! # Two graphs
//!
//! [`KnowledgeGraph::as_petgraph`](graph::KnowledgeGraph::as_petgraph) has a node for everything: article, entity,
//! statement, claim. [`KnowledgeGraph::relations`](graph::KnowledgeGraph::relations) is the plain one, *who –denied→
//! what*, for petgraph's algorithms:
//!
//! ```
//! use dixit::{Article, graph::KnowledgeGraph};
//!
//! let record = r#"{"id": "a", "entities": [{"id": "e1", "name": "Ann Oduya"}],
//!     "claims": [{"id": "c1", "text": "the dam leaks"}],
//!     "statements": [{"id": "s1", "relation": "denied", "source": ["e1"], "content": "c1"}]}"#;
//! let mut graph = KnowledgeGraph::new();
//! graph.add_article(&serde_json::from_str::<Article>(record)?);
//! let plain = graph.relations();
//! let (from, to) = plain.edge_endpoints(plain.edge_indices().next().expect("an edge")).expect("two ends");
//! assert_eq!((plain[from].label.as_str(), plain[to].label.as_str()), ("Ann Oduya", "the dam leaks"));
//! # Ok::<(), serde_json::Error>(())
//! ```
//!
//! # Faults and limits
//!
//! Inputs are not trusted. Whatever they hold, nothing panics; what cannot be read is a [`read::ReadError`] with line
//! and column, and the next article follows. An article has at most [`read::LIMIT`] bytes unless
//! [`ArticleParser::with_limit`](read::ArticleParser::with_limit) says otherwise, and a text that statements are read
//! from [`extract::LIMIT`] unless [`Extractor::with_limit`](extract::Extractor::with_limit) does. Nothing of the library reads a file
//! or asks a server by itself: it reads what it is handed, and [`store`](#features) alone speaks to a store.
//!
//! # Features
//!
//! `cli` builds the command; `store` brings SPARQL in process, `push` and
//! `pull`, and with them the only network code; `rdf-12` the model of triple
//! terms. All are on by default, and the library needs none of them.
//!
//! # What stays
//!
//! What these pages show is the API. Of other crates it shows petgraph 0.8, oxrdf 0.3 and serde: a new incompatible
//! version of those is one of dixit. What the writers write is the same for the same version, and IRIs are the same
//! across versions as long as their version tag is.
#![forbid(unsafe_code)]
#![cfg_attr(doctest, doc = include_str!("../README.md"))]
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod article;
pub mod authority;
pub mod relation;
mod spelling;
mod stem;
pub mod syntax;
pub mod vocab;

pub mod check;
pub mod extract;
pub mod graph;
pub mod read;
#[cfg(feature = "store")]
pub mod store;
pub mod write;

pub use article::{
    Article, Claim, Entity, EntityKind, Link, LinkKind, Mention, MentionForm, Offsets, Span,
    Statement,
};
pub use authority::{Authority, AuthorityError, Known};
pub use relation::{Relation, Relations};
