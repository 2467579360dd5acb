//! What stands after a cue: its frame, and the phrases that fill it.

use super::Tag;
use super::extent::Extent;
use super::lexicon::{self as l, Frames};
use super::phrase::Form;
use std::ops::Range;

/// A frame as it stands in the sentence.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Filled {
    /// The frames that this shape can be, one or a few bits.
    pub frames: Frames,
    /// What is said.
    pub content: Vec<Range<usize>>,
    /// Whom it is about.
    pub target: Option<Range<usize>>,
    /// Whom it is said to.
    pub addressee: Option<Range<usize>>,
    /// Whether the content is a quotation.
    pub quoted: bool,
}

impl Filled {
    pub(super) fn new(frames: Frames, content: Range<usize>) -> Self {
        let content = if content.is_empty() {
            vec![]
        } else {
            vec![content]
        };
        Self {
            frames,
            content,
            ..Self::default()
        }
    }

    pub(super) fn target(self, target: Range<usize>) -> Self {
        Self {
            target: Some(target),
            ..self
        }
    }

    pub(super) fn addressee(self, addressee: Range<usize>) -> Self {
        Self {
            addressee: Some(addressee),
            ..self
        }
    }
}

pub(super) const WH: &[&str] = &[
    "what", "how", "why", "whether", "if", "who", "when", "where", "which", "whom", "whose",
];

impl Extent<'_, '_, '_> {
    /// Reads the shapes that the words after a cue can be, the likeliest first.
    ///
    /// `after` is the first phrase behind the cue, `wanted` the frames that the cue allows.
    pub fn complements(&self, after: usize, cue: usize, wanted: Frames) -> Vec<Filled> {
        let at = self.past_adjuncts(after);
        let scene = self.scene;
        let clause = |from: usize| scene.trimmed(scene.tokens_of(from, self.clause(from, cue)));
        let mut out = Vec::new();
        if let Some(filled) = self.quotation(at, cue) {
            out.push(filled);
        }
        if let Some(that) = self.after_that(at, cue, wanted) {
            out.push(that);
        } else if scene.is(at, WH) && wanted & l::WH != 0 {
            out.push(Filled::new(l::WH, clause(at)));
        } else if scene.is(at, &["what", "whatever"]) && wanted & l::NP != 0 {
            out.push(Filled::new(l::NP, clause(at)));
        } else if scene.verb(at).is_some_and(|v| v.form == Form::Infinitive)
            && scene.is(at, &["to"])
        {
            let tokens = clause(at);
            out.push(Filled::new(l::INF, tokens.start + 1..tokens.end));
        } else if scene.is(at, &["not", "never"]) && wanted & l::INF != 0 {
            // "decided not to tell": what is decided keeps its negation.
            out.push(Filled::new(l::INF, clause(at)));
        } else if scene.verb(at).is_some_and(|v| v.form == Form::Gerund) {
            out.push(Filled::new(l::ING, clause(at)));
        } else if scene.is_noun(at) || scene.is_time(at) && scene.is_finite(at + 1) {
            out.extend(self.after_noun(at, cue, wanted));
        } else {
            out.extend(self.after_preposition(at, cue));
            out.extend(self.after_word(at, cue, wanted));
        }
        out
    }

    /// What "that" brings: "disputed that, saying" alone, "said that it was so" with its clause.
    fn after_that(&self, at: usize, cue: usize, wanted: Frames) -> Option<Filled> {
        let scene = self.scene;
        if !scene.is(at, &["that"]) {
            return None;
        }
        let alone = scene.get(at + 1).is_none()
            || matches!(scene.tag(at + 1), Tag::Stop | Tag::CloseQuote)
            || scene.is_comma(at + 1) && scene.opened(at + 2).is_none();
        let bare = matches!(scene.get(at), Some(p) if p.tokens.len() == 1);
        if alone && bare {
            return Some(Filled::new(l::NP, scene.tokens_of(at, at + 1)));
        }
        if wanted & (l::THAT | l::MV) == 0 {
            return None;
        }
        // "that" before a noun can be its determiner; then it is part of the content.
        let from = if matches!(scene.get(at), Some(p) if p.tokens.len() > 1) {
            at
        } else {
            at + 1
        };
        let clause = scene.trimmed(scene.tokens_of(from, self.clause(from, cue)));
        Some(Filled::new(l::THAT, clause))
    }

    /// What an adjective or a clause without "that" brings: "called absurd", "said there was".
    fn after_word(&self, at: usize, cue: usize, wanted: Frames) -> Vec<Filled> {
        let scene = self.scene;
        let clause = |from: usize| scene.trimmed(scene.tokens_of(from, self.clause(from, cue)));
        let mut out = Vec::new();
        if wanted & (l::TC | l::THAT) != 0 && scene.tag(at) == Tag::Jj {
            out.push(Filled::new(l::TC, clause(at)));
        }
        let starts = scene.tag(at) == Tag::In
            || scene.tag(at) == Tag::Ex
            || scene.is(at, &["there", "no", "nothing"]);
        if wanted & l::THAT != 0
            && starts
            && self.has_clause(at, cue)
            && !scene.is(at, &["as", "like", "than"])
        {
            out.push(Filled::new(l::THAT, clause(at)));
        }
        out
    }

    /// What a preposition of the cue's governs: "accused of burning his shop".
    ///
    /// Behind a participle it ends where its noun's own verb stands: "a man accused of theft told".
    pub fn phrase(&self, from: usize, cue: usize) -> Range<usize> {
        let scene = self.scene;
        let mut end = self.clause(from, cue);
        // "accused of “treating us like seals” over the plan": the quotation is all of it.
        if let Some(quote) = scene
            .opened(from)
            .filter(|q| q.closed && q.close > q.open + 3)
        {
            let next = scene.phrase_of(quote.close + 1);
            if scene.is(
                next,
                &["over", "after", "during", "in", "on", "at", "when", "amid"],
            ) {
                end = end.min(next);
            }
        }
        let participle = scene.verb(cue).is_some_and(|v| v.form == Form::Participle);
        let inside = scene.quote(cue);
        if participle {
            let opens = |i: usize| {
                matches!(scene.tag(i), Tag::Wp | Tag::Wdt | Tag::WpS | Tag::Wrb)
                    || scene.is(
                        i,
                        &[
                            "that", "if", "whether", "because", "when", "while", "after", "before",
                        ],
                    )
            };
            end = (from..end)
                .take_while(|&i| !opens(i))
                .find(|&i| scene.is_finite(i) && scene.quote(i) == inside)
                .unwrap_or(end);
        }
        scene.trimmed(scene.tokens_of(from, end))
    }

    /// A quotation right behind a cue, perhaps after a comma or colon.
    pub(super) fn quotation(&self, at: usize, cue: usize) -> Option<Filled> {
        let scene = self.scene;
        if scene.is(at, &[":"])
            && scene.quote(at + 1).is_none()
            && scene.get(at + 1).is_some()
            && !scene.tokens_of(at + 1, scene.phrases.len()).is_empty()
        {
            // "SOURCE warned: the bridge is unsafe."
            let tokens = scene.trimmed(scene.tokens_of(at + 1, scene.phrases.len()));
            return (!tokens.is_empty()).then(|| Filled::new(l::Q, tokens));
        }
        let mark = at + usize::from(matches!(scene.tag(at), Tag::Comma | Tag::Colon));
        let quote = scene.opened(mark)?;
        let next = scene.phrase_of(quote.close + 1);
        let bare = mark == at
            && quote.close < scene.tokens.end
            && !(scene.get(next).is_none()
                || matches!(
                    scene.tag(next),
                    Tag::Comma | Tag::Stop | Tag::Colon | Tag::CloseQuote | Tag::Cc
                )
                || scene.reading.tokens[quote.close.saturating_sub(1)].tag == Tag::Comma);
        if bare
            && (next..scene.phrases.len()).any(|i| scene.is_finite(i))
            && self.clause(mark, cue) > next + 1
        {
            // 'said the “incident” was over': the marks stand inside the content.
            return None;
        }
        Some(Filled {
            quoted: true,
            ..Filled::new(l::Q | l::NP, scene.quoted(quote))
        })
    }

    pub(super) fn has_clause(&self, from: usize, cue: usize) -> bool {
        (from..self.clause(from, cue)).any(|i| self.scene.is_finite(i))
    }

    /// What a preposition brings: "complained to the press that", "warned of floods".
    fn after_preposition(&self, at: usize, cue: usize) -> Vec<Filled> {
        let scene = self.scene;
        let mut out = Vec::new();
        out.extend(self.addressed(at, cue));
        for (words, frames) in [
            (&["about", "on", "of"][..], l::ABOUT | l::ON),
            (&["for"], l::P_FOR | l::FOR),
            (&["against"], l::AGAINST),
            (&["at"], l::AT),
            (&["with"], l::WITH),
            (&["to"], l::TO),
        ] {
            if scene.is(at, words) && scene.verb(at).is_none() && scene.get(at + 1).is_some() {
                let from = at + 1;
                let clause = scene.trimmed(scene.tokens_of(from, self.clause(from, cue)));
                out.push(Filled::new(frames, clause));
            }
        }
        out
    }

    /// Whom a preposition makes the hearer: "said to the press that", "called on the army to".
    fn addressed(&self, at: usize, cue: usize) -> Option<Filled> {
        let scene = self.scene;
        if !scene.is(at, &["to", "on"]) || !scene.is_noun(at + 1) {
            return None;
        }
        let clause = |from: usize| scene.trimmed(scene.tokens_of(from, self.clause(from, cue)));
        let end = scene.with_of(at + 1);
        let addressee = scene.tokens_of(at + 1, end);
        if scene.is(at, &["on"]) {
            let urges = scene.verb(end).is_some_and(|v| v.form == Form::Infinitive)
                && scene.is(end, &["to"]);
            return urges.then(|| {
                let rest = clause(end);
                Filled::new(l::P_ON, rest.start + 1..rest.end).addressee(addressee)
            });
        }
        if scene.is(end, &["that"]) {
            return Some(Filled::new(l::TO_THAT, clause(end + 1)).addressee(addressee));
        }
        if let Some(quoted) = self.quotation(end, cue) {
            return Some(quoted.addressee(addressee));
        }
        let whole = scene.tokens_of(at + 1, self.noun_end(at + 1, cue));
        Some(Filled::new(l::TO, scene.trimmed(whole)))
    }
}
