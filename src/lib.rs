//! Who said what: news as a knowledge graph of entities, claims and relations.
#![forbid(unsafe_code)]
#![cfg_attr(doctest, doc = include_str!("../README.md"))]
#![warn(clippy::print_stdout, clippy::print_stderr)]

pub mod article;
pub mod relation;
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
pub use relation::{Relation, Relations};
