//! Proper names: where they stand.

use super::phrase::{Phrase, PhraseKind};
use super::{Kind, Reading, Tag};
use std::ops::Range;

/// Finds the proper names of a sentence: runs of proper nouns, and handles.
pub fn names(reading: &Reading<'_>, phrases: &[Phrase]) -> Vec<Range<usize>> {
    let mut out = Vec::new();
    for phrase in phrases {
        if !matches!(phrase.kind, PhraseKind::Noun(_)) {
            continue;
        }
        let mut at = phrase.tokens.start;
        while at < phrase.tokens.end {
            let tag = reading.tokens[at].tag;
            let handle = reading.tokens[at].kind == Kind::Link && reading.word(at).starts_with('@');
            if !tag.is_name() && !handle {
                at += 1;
                continue;
            }
            let start = at;
            while at < phrase.tokens.end && matches!(reading.tokens[at].tag, Tag::Nnp | Tag::Nnps) {
                at += 1;
            }
            at = at.max(start + 1);
            out.push(start..at);
        }
    }
    out
}
