//! Where the narrator takes over from a content.

use super::Tag;
use super::extent::{Extent, SPEECH};
use super::lexicon;
use super::phrase::Form;
use std::ops::Range;

/// Conjunctions with which the narrator sets one speaker beside another.
const ASIDE: &[&str] = &["although", "but", "though", "whereas", "while"];

/// Nouns that take up what was said, beside those that are cues.
const TOLD: &[&str] = &[
    "characterization",
    "description",
    "figure",
    "phrase",
    "notion",
    "picture",
    "prospect",
    "scenario",
    "theory",
    "term",
    "version",
];

impl Extent<'_, '_, '_> {
    /// Whether the narrator takes over again after a comma.
    pub(super) fn turns(&self, at: usize, cue: usize) -> bool {
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
    pub(super) fn in_relative(&self, cue: usize) -> bool {
        let scene = self.scene;
        let near = cue.saturating_sub(3)..cue;
        near.rev()
            .take_while(|&i| !scene.is_finite(i))
            .any(|i| matches!(scene.tag(i), Tag::Wp | Tag::Wdt))
    }

    pub(super) fn strong(&self, lemma: &str) -> bool {
        const FRAMES: u64 =
            SPEECH | lexicon::OF | lexicon::T_AS | lexicon::TC | lexicon::ON | lexicon::A_INF;
        self.has(lemma, FRAMES)
    }

    /// Whether a conjunction leaves a content, since nothing in it is what it joins.
    ///
    /// "promised to stay and had left", "warned that it would rain and went home",
    /// "confirmed that it was so but refused to go on".
    pub(super) fn leaves(&self, conjunction: usize, first: usize, cue: usize) -> bool {
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
        if !scene.is_finite(next) {
            return false;
        }
        match last {
            None => infinitive || self.tense(cue) == self.tense(next),
            Some(last) => self.turns_back(conjunction, next, last, cue),
        }
    }

    /// Whether a verb behind a conjunction goes with the cue rather than with the content's last.
    fn turns_back(&self, conjunction: usize, next: usize, last: usize, cue: usize) -> bool {
        let scene = self.scene;
        let Some(verb) = scene.verb(next) else {
            return false;
        };
        let past = self.tense(next) == Some(Tag::Vbd);
        let modal = |i: usize| scene.verb(i).is_some_and(|v| v.modal);
        if modal(last) && !verb.modal {
            return past && self.tense(cue) == Some(Tag::Vbd);
        }
        let other = self.strong(&verb.lemma);
        scene.is(conjunction, &["but"])
            && (self.tense(cue) == self.tense(next) || modal(cue) && past && other)
            && !self
                .lexicon
                .verb(&self.lexicon.canonical(&verb.lemma))
                .is_empty()
    }

    /// The tag of a phrase's first word: of a verb group, its tense.
    fn tense(&self, at: usize) -> Option<Tag> {
        let first = self.scene.phrases.get(at)?.tokens.start;
        Some(self.scene.reading.tokens[first].tag)
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
        relative && scene.is(at, &["a", "an"]) && {
            let noun = scene.reading.word(head).to_lowercase();
            TOLD.contains(&noun.as_str()) || !self.lexicon.noun(&noun).is_empty()
        }
    }

    /// Whether "the minister said" and nothing more of a clause follows.
    pub(super) fn postposed(&self, at: usize) -> bool {
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
    pub(super) fn joins(&self, at: usize, cue: usize) -> bool {
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

    /// Whether the clause that begins at a phrase has a verb of saying for its own.
    fn told(&self, from: usize, cue: usize) -> bool {
        let scene = self.scene;
        let inside = scene.quote(cue);
        let main =
            (from..scene.phrases.len()).find(|&i| scene.is_finite(i) && scene.quote(i) == inside);
        main.is_some_and(|i| self.speaks(i) && (i == from || scene.is_noun(i - 1)))
    }

    /// ", which she described as": a relative clause in which somebody else speaks.
    fn remarked(&self, subject: usize) -> bool {
        let scene = self.scene;
        let verb = scene.extended(subject);
        scene.is_noun(subject)
            && scene.is_finite(verb)
            && scene.verb(verb).is_some_and(|v| self.strong(&v.lemma))
    }

    /// "disputed that at a meeting": a pronoun is all that is disputed.
    fn pronoun(&self, content: &Range<usize>) -> Option<usize> {
        let scene = self.scene;
        let from = scene.phrase_of(content.start);
        let alone = scene.phrases.get(from)?.tokens == (content.start..content.start + 1)
            && scene.is(from, &["it", "that", "them", "this"]);
        let adjunct = matches!(scene.tag(from + 1), Tag::In | Tag::To)
            && scene.is(from + 1, &["at", "by", "during", "from", "in", "on", "to"])
            && (scene.is_noun(from + 2) || scene.is_time(from + 2));
        let to = scene.phrase_of(content.end);
        let plain = !(from..to).any(|i| scene.verb(i).is_some());
        (alone && adjunct && plain).then_some(content.start + 1)
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
        if let Some(end) = self.pronoun(content).filter(|_| noun) {
            return content.start..end;
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
                    || scene.is_comma(i) && scene.is(i + 1, ASIDE) && self.told(i + 2, cue)
                    || scene.is_comma(i) && scene.is(i + 1, &["which"]) && self.remarked(i + 2)
                    || scene.is_comma(i) && scene.is_noun(i + 1) && self.names(i + 1))
        });
        match end {
            Some(end) => scene.trimmed(content.start..scene.tokens_of(from, end).end),
            None => content.clone(),
        }
    }
}
