//! How far a content reaches.

use super::Tag;
use super::lexicon::{self, Lexicon};
use super::phrase::Form;
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
const SPEECH: u64 = lexicon::THAT | lexicon::Q | lexicon::A_THAT;

impl Extent<'_, '_, '_> {
    /// Whether a phrase is a verb of saying.
    pub fn speaks(&self, at: usize) -> bool {
        self.scene
            .verb(at)
            .is_some_and(|v| self.has(&v.lemma, SPEECH))
    }

    fn has(&self, lemma: &str, frames: u64) -> bool {
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

    /// Whether the narrator takes over again after a comma.
    fn turns(&self, at: usize, cue: usize) -> bool {
        let scene = self.scene;
        if scene.is(
            at,
            &[
                "according",
                "but",
                "while",
                "although",
                "though",
                "whereas",
                "citing",
                "per",
            ],
        ) {
            return true;
        }
        if let Some(group) = scene.verb(at) {
            // ", adding that", ", blaming", and ", accused him" beside another past tense.
            let gerund = group.form == Form::Gerund && !self.lexicon.verb(&group.lemma).is_empty();
            let inverted = group.form == Form::Finite && self.speaks(at) && scene.is_noun(at + 1);
            // "who is said to favour it, would not be drawn": the relative clause is over.
            let resumes = group.form == Form::Finite && self.in_relative(cue);
            return gerund && self.strong(&group.lemma) || inverted || resumes;
        }
        if matches!(scene.tag(at), Tag::Cc) {
            return self.joins(at + 1, cue);
        }
        if scene.is_noun(at) && self.names(at) {
            return true;
        }
        self.postposed(at)
    }

    /// Whether a cue stands in a relative clause with its pronoun close before it.
    fn in_relative(&self, cue: usize) -> bool {
        let scene = self.scene;
        let near = cue.saturating_sub(3)..cue;
        near.rev()
            .take_while(|&i| !scene.is_finite(i))
            .any(|i| matches!(scene.tag(i), Tag::Wp | Tag::Wdt))
    }

    fn strong(&self, lemma: &str) -> bool {
        const FRAMES: u64 =
            SPEECH | lexicon::OF | lexicon::T_AS | lexicon::TC | lexicon::ON | lexicon::A_INF;
        self.has(lemma, FRAMES)
    }

    /// Whether a conjunction leaves a content, since nothing in it is what it joins.
    ///
    /// "promised to stay and had left", "warned that it would rain and went home",
    /// "confirmed that it was so but refused to go on".
    fn leaves(&self, conjunction: usize, first: usize, cue: usize) -> bool {
        let scene = self.scene;
        if scene.tag(conjunction) != Tag::Cc || !scene.is(conjunction, &["and", "but"]) {
            return false;
        }
        let mut next = conjunction + 1;
        while scene.is_adverb(next) {
            next += 1;
        }
        let inside = scene.quote(cue);
        let own = |i: &usize| scene.quote(*i) == inside;
        let last = (first..conjunction)
            .filter(own)
            .rfind(|&i| scene.is_finite(i));
        let infinitive = scene
            .verb(first)
            .is_some_and(|v| v.form == Form::Infinitive);
        if infinitive && last.is_none() && scene.is_noun(next) {
            // "asked them to wait, and they waited"
            return scene.is_comma(conjunction - 1) && scene.is_finite(scene.extended(next));
        }
        let Some(verb) = scene.verb(next).filter(|v| v.form == Form::Finite) else {
            return false;
        };
        let past = scene.reading.tokens[scene.phrases[next].tokens.start].tag == Tag::Vbd;
        let modal = |i: usize| scene.verb(i).is_some_and(|v| v.modal);
        let tense = |i: usize| {
            scene
                .phrases
                .get(i)
                .map(|p| scene.reading.tokens[p.tokens.start].tag)
        };
        match last {
            None => infinitive || tense(cue) == tense(next),
            Some(last) if modal(last) && !verb.modal => past && tense(cue) == Some(Tag::Vbd),
            Some(_) => {
                scene.is(conjunction, &["but"])
                    && tense(cue) == tense(next)
                    && !self
                        .lexicon
                        .verb(&self.lexicon.canonical(&verb.lemma))
                        .is_empty()
            }
        }
    }

    /// Whether "a charge which", "a claim he" begins: the narrator's word for a content.
    pub fn names(&self, at: usize) -> bool {
        let scene = self.scene;
        let super::phrase::PhraseKind::Noun(head) = scene.phrases[at].kind else {
            return false;
        };
        let done = scene
            .verb(at + 1)
            .is_some_and(|v| v.form == Form::Participle);
        let relative = done
            || scene.is_noun(at + 1)
            || matches!(scene.tag(at + 1), Tag::Wdt | Tag::Wp)
            || scene.is(at + 1, &["that", "he", "she", "they", "it"]);
        relative
            && scene.is(at, &["a", "an"])
            && !self
                .lexicon
                .noun(&scene.reading.word(head).to_lowercase())
                .is_empty()
    }

    /// Whether "the minister said" and nothing more of a clause follows.
    fn postposed(&self, at: usize) -> bool {
        let scene = self.scene;
        if !scene.is_noun(at) {
            return false;
        }
        let mut verb = scene.extended(at);
        while verb < at + 14 && !scene.is_finite(verb) && scene.get(verb).is_some() {
            if scene.tag(verb) == Tag::Stop {
                return false;
            }
            verb += 1;
        }
        if !self.speaks(verb) || !scene.is_finite(verb) {
            return false;
        }
        let mut next = verb + 1;
        while scene.is_time(next) || scene.is_adverb(next) {
            next += 1;
        }
        match scene.tag(next) {
            Tag::Comma | Tag::Stop | Tag::CloseQuote => {
                !scene.is_noun(next + 1) || scene.tag(next) != Tag::Comma
            }
            Tag::In => !scene.is(next, &["that"]),
            _ => scene.get(next).is_none(),
        }
    }

    /// Whether a verb beside the cue follows a conjunction: "said it was so and accused".
    fn joins(&self, at: usize, cue: usize) -> bool {
        let scene = self.scene;
        let mut next = at;
        while scene.is_adverb(next) {
            next += 1;
        }
        let Some(group) = scene.verb(next) else {
            return scene.is_noun(next) && {
                let verb = scene.extended(next);
                self.speaks(verb)
                    && scene.is_finite(verb)
                    && scene.is(verb + 1, &["that", "“", "\"", "it", "he", "she", "they"])
            };
        };
        let same = scene.verb(cue).is_some_and(|c| {
            self.scene.reading.tokens[c.head].tag == self.scene.reading.tokens[group.head].tag
        });
        same && self.strong(&group.lemma) && !group.passive
    }

    /// Leaves out of a content what the narrator adds behind it: after ";", "a claim that he denies".
    ///
    /// A noun phrase ends before a participle, too: "rejected the offer, prolonging the strike".
    pub fn cut(&self, content: &Range<usize>, cue: usize, noun: bool) -> Range<usize> {
        let scene = self.scene;
        let cue = scene.phrase_of(cue);
        let (from, to) = (scene.phrase_of(content.start), scene.phrase_of(content.end));
        if scene.quote(from).is_some() && scene.opened(from).is_none() {
            return content.clone();
        }
        let other =
            |from: usize| (from..scene.phrases.len()).any(|i| scene.is_finite(i) && self.speaks(i));
        let end = (from + 1..to).find(|&i| {
            scene.quote(i).is_none()
                && (scene.is_comma(i)
                    && scene
                        .verb(i + 1)
                        .is_some_and(|v| v.form == Form::Gerund && (noun || self.strong(&v.lemma)))
                    || scene.is(i, &[";"]) && other(i)
                    || self.leaves(i, from, cue)
                    || scene.is_comma(i) && scene.is_noun(i + 1) && self.names(i + 1))
        });
        match end {
            Some(end) => scene.trimmed(content.start..scene.tokens_of(from, end).end),
            None => content.clone(),
        }
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
