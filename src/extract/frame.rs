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
        let alone = scene.get(at + 1).is_none()
            || matches!(scene.tag(at + 1), Tag::Stop | Tag::CloseQuote)
            || scene.is_comma(at + 1) && scene.opened(at + 2).is_none();
        let bare = matches!(scene.get(at), Some(p) if p.tokens.len() == 1);
        if scene.is(at, &["that"]) && alone && bare {
            // "disputed that, saying"
            out.push(Filled::new(l::NP, scene.tokens_of(at, at + 1)));
        } else if scene.is(at, &["that"]) && wanted & (l::THAT | l::MV) != 0 {
            // "that" before a noun can be its determiner; then it is part of the content.
            let from = if matches!(scene.get(at), Some(p) if p.tokens.len() > 1) {
                at
            } else {
                at + 1
            };
            out.push(Filled::new(l::THAT, clause(from)));
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

    /// Past "on Tuesday", "in a statement", "flatly" where the content is still to come.
    pub(super) fn past_adjuncts(&self, from: usize) -> usize {
        let scene = self.scene;
        let mut at = from;
        loop {
            if scene.is_comma(at)
                && scene.is(
                    at + 1,
                    &[
                        "without", "in", "on", "at", "again", "however", "too", "for", "as",
                        "citing", "quoting",
                    ],
                )
            {
                // "claimed, without evidence, that"
                let close = (at + 2..at + 8).find(|&i| scene.is_comma(i) || scene.get(i).is_none());
                match close {
                    Some(close) if scene.is(close + 1, &["that"]) => at = close + 1,
                    _ => return at,
                }
            } else if scene.is(at, &["not", "never"])
                && scene
                    .verb(at + 1)
                    .is_some_and(|v| v.form == Form::Infinitive)
            {
                return at;
            } else if scene.is_adverb(at) || scene.is_time(at) && !scene.is_finite(at + 1) {
                at += 1;
            } else if scene.is(
                at,
                &[
                    "on",
                    "in",
                    "at",
                    "during",
                    "via",
                    "after",
                    "before",
                    "last",
                    "to",
                    "through",
                    "from",
                    "with",
                    "since",
                    "throughout",
                ],
            ) && scene.tag(at) != Tag::Unknown
                && (scene.is_noun(at + 1) || scene.is_time(at + 1))
            {
                let end = scene.extended(at + 1);
                let goes_on = scene.is(end, &["that"])
                    || scene.is(end, &["to"]) && scene.verb(end).is_some()
                    || scene.opened(end).is_some()
                    || matches!(scene.tag(end), Tag::Comma | Tag::Colon)
                        && scene.opened(end + 1).is_some();
                if !goes_on {
                    return at;
                }
                at = end;
            } else {
                return at;
            }
        }
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

    pub(super) fn after_preposition(&self, at: usize, cue: usize) -> Vec<Filled> {
        let scene = self.scene;
        let clause = |from: usize| scene.trimmed(scene.tokens_of(from, self.clause(from, cue)));
        let mut out = Vec::new();
        if scene.is(at, &["to"]) && scene.is_noun(at + 1) {
            let end = scene.with_of(at + 1);
            let addressee = scene.tokens_of(at + 1, end);
            if scene.is(end, &["that"]) {
                out.push(Filled::new(l::TO_THAT, clause(end + 1)).addressee(addressee));
            } else if let Some(quoted) = self.quotation(end, cue) {
                out.push(quoted.addressee(addressee));
            } else {
                out.push(Filled::new(
                    l::TO,
                    scene.trimmed(scene.tokens_of(at + 1, self.noun_end(at + 1, cue))),
                ));
            }
        } else if scene.is(at, &["on"]) && scene.is_noun(at + 1) {
            let end = scene.with_of(at + 1);
            if scene.verb(end).is_some_and(|v| v.form == Form::Infinitive) && scene.is(end, &["to"])
            {
                let rest = clause(end);
                out.push(
                    Filled::new(l::P_ON, rest.start + 1..rest.end)
                        .addressee(scene.tokens_of(at + 1, end)),
                );
            }
        }
        for (words, frames) in [
            (&["about", "on", "of"][..], l::ABOUT | l::ON),
            (&["for"], l::P_FOR | l::FOR),
            (&["against"], l::AGAINST),
            (&["at"], l::AT),
            (&["with"], l::WITH),
            (&["to"], l::TO),
        ] {
            if scene.is(at, words) && scene.verb(at).is_none() && scene.get(at + 1).is_some() {
                out.push(Filled::new(frames, clause(at + 1)));
            }
        }
        out
    }
}
