//! The lexicon: what the list of relations tells of a cue's lemma.

use super::feature::hash;
use super::quick::Map;
use crate::relation::Relations;
use std::sync::OnceLock;

/// What is known of a lemma; all zero when it is in no list.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Entry {
    /// The number of the group of its first relation, from 1.
    pub group: u8,
    /// Which frames it takes: bit 0 that, 1 quotation, 2 infinitive, 3 noun phrase, 4 addressee, 5 preposition.
    pub frames: u8,
}

const CONJUNCTIONS: &[&str] = &[
    "that", "because", "if", "whether", "while", "as", "after", "before", "since", "although",
    "though", "unless", "until", "than", "like", "so", "once", "except", "lest", "whereas",
];

/// Looks a lemma's hash up.
pub fn entry(lemma: u32, verb: bool) -> Entry {
    static ENTRIES: OnceLock<Map<(bool, u32), Entry>> = OnceLock::new();
    let entries = ENTRIES.get_or_init(entries);
    entries.get(&(verb, lemma)).copied().unwrap_or_default()
}

/// Whether a preposition's word can begin a clause.
pub fn joins_clauses(word: u32) -> bool {
    static WORDS: OnceLock<Vec<u32>> = OnceLock::new();
    WORDS
        .get_or_init(|| CONJUNCTIONS.iter().map(|w| hash(w)).collect())
        .contains(&word)
}

fn entries() -> Map<(bool, u32), Entry> {
    let relations = Relations::builtin();
    let mut groups: Vec<&str> = relations.iter().map(|r| r.group.as_str()).collect();
    groups.sort_unstable();
    groups.dedup();
    let mut out = Map::default();
    for relation in relations.iter() {
        let group = groups
            .iter()
            .position(|g| *g == relation.group)
            .map_or(0, |n| n as u8 + 1);
        for cue in relation.cues.iter().filter(|c| !c.lemma.contains(' ')) {
            let frames = cue.frames.iter().fold(0, |bits, f| bits | frame(f));
            let entry: &mut Entry = out
                .entry((true, hash(&cue.lemma)))
                .or_insert(Entry { group, frames: 0 });
            entry.frames |= frames;
        }
        for noun in relation.nouns.iter().filter(|n| !n.contains(' ')) {
            out.entry((false, hash(noun)))
                .or_insert(Entry { group, frames: 0 });
        }
    }
    out
}

fn frame(code: &str) -> u8 {
    match code {
        "that" | "tothat" => 1,
        "q" => 2,
        "inf" | "ing" => 4,
        "np" | "npas" | "TC" | "T" => 8,
        "Athat" | "A" | "Ainf" | "Awh" | "Aof" => 16,
        _ => 32,
    }
}
