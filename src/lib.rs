//! Who said what: news as a knowledge graph of entities, claims and relations.
#![forbid(unsafe_code)]

pub mod extract;
