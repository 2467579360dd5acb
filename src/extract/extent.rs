//! How far a content reaches.

use super::Tag;
use super::lexicon::{self, Lexicon};
use super::scene::Scene;
use std::ops::Range;

/// Finds where contents begin and end.
pub struct Extent<'s, 'r, 't> {
    /// The sentence.
    pub scene: &'s Scene<'r, 't>,
    /// The cues.
    pub lexicon: &'s Lexicon,
}

/// Frames of verbs of saying.
pub(super) const SPEECH: u64 = lexicon::THAT | lexicon::Q | lexicon::A_THAT;

impl Extent<'_, '_, '_> {
    /// Whether a phrase is a verb of saying.
    pub fn speaks(&self, at: usize) -> bool {
        self.scene
            .verb(at)
            .is_some_and(|v| self.has(&v.lemma, SPEECH))
    }

    pub(super) fn has(&self, lemma: &str, frames: u64) -> bool {
        self.lexicon
            .verb(lemma)
            .iter()
            .any(|s| s.frames & frames != 0)
    }

    /// The phrase one past a clause that begins at `first` and hangs on the verb `cue`.
    pub fn clause(&self, first: usize, cue: usize) -> usize {
        let scene = self.scene;
        let inside = scene.quote(cue);
        let mut at = first;
        while at < scene.phrases.len() {
            if scene.quote(at) != inside {
                // A quotation in the clause is passed over whole; the cue's own ends with its mark.
                let Some(quote) = scene.opened(at) else {
                    return at;
                };
                at = scene.phrase_of(quote.close + 1).max(at + 1);
                continue;
            }
            if scene.closed(at).is_some() && inside.is_some() || self.ends(at, first, cue) {
                return at;
            }
            at += 1;
        }
        at
    }

    fn ends(&self, at: usize, first: usize, cue: usize) -> bool {
        let scene = self.scene;
        match scene.tag(at) {
            Tag::Stop => at + 1 >= scene.phrases.len() || scene.quote(at).is_some(),
            Tag::Colon => {
                scene.is(at, &[";"]) || scene.is(at, &[":"]) && scene.opened(at + 1).is_some()
            }
            Tag::Close => !(first..at).any(|i| scene.tag(i) == Tag::Open),
            Tag::Comma => {
                at > first && (self.turns(at + 1, cue) || self.leaves(at + 1, first, cue))
            }
            Tag::Cc => at > first && (self.joins(at + 1, cue) || self.leaves(at, first, cue)),
            Tag::Vbg | Tag::In if at > first => {
                scene.is(at, &["according"]) && scene.is(at + 1, &["to"])
            }
            _ => at > first && self.according(at),
        }
    }

    fn according(&self, at: usize) -> bool {
        self.scene.is(at, &["according"])
    }

    /// Where what is said before a cue begins: the sentence, or what follows an earlier mark.
    pub fn opening(&self, before: usize) -> usize {
        let scene = self.scene;
        let mut at = 0;
        while at < before
            && (matches!(scene.tag(at), Tag::Cc) || scene.is_comma(at) || self.connects(at))
        {
            at += 1;
        }
        at
    }

    fn connects(&self, at: usize) -> bool {
        const WORDS: &[&str] = &[
            "however",
            "meanwhile",
            "moreover",
            "but",
            "and",
            "still",
            "also",
            "earlier",
            "later",
            "furthermore",
            "additionally",
            "yet",
        ];
        self.scene.is(at, WORDS)
            && (self.scene.is_comma(at + 1) || matches!(self.scene.tag(at), Tag::Cc))
    }

    /// The content that ends before a phrase: `“...,” said the minister`.
    ///
    /// Its tokens, and whether it is one quotation.
    pub fn preceding(&self, before: usize) -> Option<(Range<usize>, bool)> {
        let scene = self.scene;
        let last = before.checked_sub(1)?;
        if let Some(quote) = scene.closed(last) {
            let first = scene.tokens.start + self.lead();
            let whole =
                quote.open <= first || scene.tokens_of(0, scene.phrase_of(quote.open)).is_empty();
            if whole {
                return Some((scene.quoted(quote), true));
            }
            // “A,” he said, “and B,” she said: only the last one is hers.
            let earlier = scene.phrase_of(quote.open).checked_sub(1)?;
            if scene.is_comma(earlier)
                && (0..earlier).any(|i| self.speaks(i) && scene.quote(i).is_none())
                && !self.plain(0, earlier)
            {
                return Some((scene.quoted(quote), true));
            }
        }
        let from = self.opening(before);
        let tokens = scene.trimmed(scene.tokens_of(from, before));
        (!tokens.is_empty()).then_some((tokens, false))
    }

    fn lead(&self) -> usize {
        let at = self.opening(self.scene.phrases.len());
        self.scene.tokens_of(0, at).len()
    }

    /// Whether no verb of saying with its own content stands between two phrases.
    fn plain(&self, from: usize, to: usize) -> bool {
        !(from..to).any(|i| self.speaks(i) && self.scene.is_finite(i) && self.scene.is_comma(i + 1))
    }
}
