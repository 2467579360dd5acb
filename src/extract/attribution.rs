//! Attributions: who is said to have said what.

use super::lemma::lemma;
use super::{Reading, Tag};
use std::ops::Range;

/// One attribution: the bytes of its source, cue and content.
#[derive(Clone, Debug, PartialEq)]
pub struct Attribution {
    /// Who says it; empty when the text does not tell.
    pub source: Vec<Range<usize>>,
    /// The words that attribute.
    pub cue: Vec<Range<usize>>,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// How probable it is that the three are right, 0 to 1.
    pub confidence: f32,
}

const CUES: &[&str] = &[
    "say",
    "tell",
    "claim",
    "argue",
    "believe",
    "think",
    "deny",
    "announce",
    "report",
    "suggest",
    "warn",
    "insist",
    "add",
    "note",
    "write",
    "ask",
    "urge",
    "call",
    "accuse",
    "promise",
    "predict",
    "explain",
    "acknowledge",
    "admit",
    "declare",
    "assert",
    "contend",
    "want",
    "hope",
];

/// Finds a reading's attributions, in the order of their cues.
pub fn attributions(reading: &Reading<'_>) -> Vec<Attribution> {
    let (mut lower, mut buffer) = (String::new(), String::new());
    let mut out = Vec::new();
    for sentence in &reading.sentences {
        for at in sentence.tokens.clone() {
            if !reading.tokens[at].tag.is_verb() || reading.quotes.around(at).is_some() {
                continue;
            }
            lower.clear();
            lower.extend(reading.word(at).chars().flat_map(char::to_lowercase));
            if CUES.contains(&lemma(&lower, reading.tokens[at].tag, &mut buffer)) {
                out.extend(attribution(reading, sentence.tokens.clone(), at));
            }
        }
    }
    out
}

/// The nearest noun phrase before the cue, and a quotation or the rest of the sentence.
fn attribution(reading: &Reading<'_>, sentence: Range<usize>, cue: usize) -> Option<Attribution> {
    let tag = |i: usize| reading.tokens[i].tag;
    let nominal = |i: usize| {
        tag(i).is_noun() || matches!(tag(i), Tag::Prp | Tag::Dt | Tag::Jj | Tag::PrpS | Tag::Pos)
    };
    let last = (sentence.start..cue)
        .rev()
        .find(|&i| tag(i).is_noun() || tag(i) == Tag::Prp)?;
    let first = (sentence.start..=last)
        .rev()
        .take_while(|&i| nominal(i))
        .last()?;
    let stop = sentence.end - usize::from(tag(sentence.end - 1) == Tag::Stop);
    let content = match reading
        .quotes
        .pairs
        .iter()
        .find(|q| q.close >= sentence.start && q.open < sentence.end)
    {
        Some(q) => q.open..q.close + 1,
        None => cue + 1..stop,
    };
    let bytes = |r: Range<usize>| vec![reading.bytes(r)];
    (!content.is_empty()).then(|| Attribution {
        source: bytes(first..last + 1),
        cue: bytes(cue..cue + 1),
        content: bytes(content),
        confidence: 0.5,
    })
}
