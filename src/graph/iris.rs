//! The IRIs of a graph's nodes, found both ways.

use super::pool::{Pool, Words, make_room};
use hashbrown::HashTable;
use std::hash::{BuildHasher, RandomState};

/// The IRI of each node, in the order of the nodes; each once.
#[derive(Clone, Debug, Default)]
pub(super) struct Iris {
    words: Vec<Words>,
    /// Which node has an IRI; its order is never seen.
    nodes: HashTable<u32>,
    state: RandomState,
}

impl Iris {
    /// Returns the node of an IRI, and whether it is new.
    pub(super) fn insert(&mut self, iri: &str, pool: &mut Pool) -> (usize, bool) {
        if let Some(known) = self.find(iri, pool) {
            return (known, false);
        }
        let at = self.words.len();
        let kept = pool.keep(iri);
        make_room(&mut self.words, 1);
        self.words.push(kept);
        let node = u32::try_from(at).expect("petgraph refuses more than 2^32 nodes first");
        let Self {
            words,
            nodes,
            state,
        } = self;
        let hash = |node: &u32| state.hash_one(pool.words(words[*node as usize]));
        nodes.insert_unique(state.hash_one(iri), node, hash);
        (at, true)
    }

    pub(super) fn find(&self, iri: &str, pool: &Pool) -> Option<usize> {
        let same = |node: &u32| pool.words(self.words[*node as usize]) == iri;
        let found = self.nodes.find(self.state.hash_one(iri), same)?;
        Some(*found as usize)
    }

    pub(super) fn words(&self, node: usize) -> Option<Words> {
        self.words.get(node).copied()
    }

    /// Gives back what was reserved for more.
    pub(super) fn shrink_to_fit(&mut self) {
        self.words.shrink_to_fit();
    }
}
