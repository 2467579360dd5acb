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
    fn new(frames: Frames, content: Range<usize>) -> Self {
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

    fn target(self, target: Range<usize>) -> Self {
        Self {
            target: Some(target),
            ..self
        }
    }

    fn addressee(self, addressee: Range<usize>) -> Self {
        Self {
            addressee: Some(addressee),
            ..self
        }
    }
}

const WH: &[&str] = &[
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
    fn past_adjuncts(&self, from: usize) -> usize {
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
                    "on", "in", "at", "during", "via", "after", "before", "last", "to", "through",
                    "from", "with",
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
    fn quotation(&self, at: usize, cue: usize) -> Option<Filled> {
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

    fn has_clause(&self, from: usize, cue: usize) -> bool {
        (from..self.clause(from, cue)).any(|i| self.scene.is_finite(i))
    }

    fn after_noun(&self, at: usize, cue: usize, wanted: Frames) -> Vec<Filled> {
        let scene = self.scene;
        let mut out = Vec::new();
        let tokens = |from: usize, to: usize| scene.trimmed(scene.tokens_of(from, to));
        let clause = |from: usize| tokens(from, self.clause(from, cue));
        let thing = scene.tokens_of(at, at + 1);
        let next = at + 1;
        let whole = scene.with_of(at);
        let object = scene.is(at, &["him", "them", "me", "us"]);
        let bare = wanted & l::THAT != 0
            && !object
            && self.has_clause(at, cue)
            && !scene.is(next, &["that", "who", "which"]);
        let late = wanted & (l::A_THAT | l::OF | l::FOR | l::TC | l::T_AS | l::A_INF) != 0;
        if bare && !late {
            out.push(Filled::new(l::THAT, clause(at)));
        }
        // "told his deputy, Ann Lee, that"
        let apposed = scene.is_comma(whole)
            && scene.is_noun(whole + 1)
            && scene.is_comma(whole + 2)
            && !scene.is_finite(whole + 3);
        let past = if apposed { whole + 3 } else { whole };
        for from in [next, whole, past] {
            let object = scene.trimmed(scene.tokens_of(at, from));
            // "told its workers on Friday that"
            let late = self.past_adjuncts(from);
            if late > from && wanted & l::A_THAT != 0 && self.has_clause(late, cue) {
                let that = usize::from(scene.is(late, &["that"]));
                if that > 0 || scene.is_noun(late) {
                    let content = clause(late + that);
                    out.push(Filled::new(l::A_THAT, content).addressee(object.clone()));
                }
            }
            if scene.is(from, &["that"])
                && wanted & l::A_THAT != 0
                && self.has_clause(from + 1, cue)
            {
                out.push(Filled::new(l::A_THAT, clause(from + 1)).addressee(object.clone()));
            } else if wanted & l::A_THAT != 0
                && (scene.is_noun(from) || scene.tag(from) == Tag::Ex)
                && self.has_clause(from, cue)
            {
                out.push(Filled::new(l::A_THAT, clause(from)).addressee(object.clone()));
            } else if scene.is(from, WH) && wanted & l::A_WH != 0 {
                out.push(Filled::new(l::A_WH, clause(from)).addressee(object.clone()));
            } else if scene.verb(from).is_some_and(|v| v.form == Form::Infinitive)
                && scene.is(from, &["to"])
            {
                let rest = clause(from);
                let rest = rest.start + 1..rest.end;
                if scene.verb(from).is_some_and(|v| v.lemma == "be") {
                    out.push(Filled::new(l::T_INF_BE, rest.clone()).target(object.clone()));
                }
                out.push(Filled::new(l::A_INF, rest).addressee(object.clone()));
            }
            if scene.is(from, &["to"])
                && let Some(quote) = scene.opened(from + 1)
            {
                out.push(
                    Filled {
                        quoted: true,
                        ..Filled::new(l::A_INF, scene.quoted(quote))
                    }
                    .addressee(object.clone()),
                );
            }
            if let Some(quoted) = self
                .quotation(from, cue)
                .filter(|_| scene.tag(from) != Tag::Comma)
            {
                if scene.opened(from).is_some() {
                    out.push(
                        Filled {
                            frames: l::TC,
                            ..quoted.clone()
                        }
                        .target(object.clone()),
                    );
                } else {
                    out.push(
                        Filled {
                            frames: l::A | l::TC,
                            ..quoted
                        }
                        .addressee(object.clone()),
                    );
                }
            }
            for (words, frames) in [
                (&["of"][..], l::OF | l::A_OF),
                (&["for"], l::FOR),
                (&["as"], l::T_AS | l::NP_AS),
                (&["with"], l::WITH_T),
                (&["over"], l::OVER_T),
                (&["about"], l::A_OF),
                (&["to"], l::TO),
            ] {
                // "accused her then of"
                let mut at = from;
                while scene.is_adverb(at) {
                    at += 1;
                }
                if scene.is(at, words) && scene.verb(at).is_none() {
                    let content = self.phrase(at + 1, cue);
                    out.push(Filled::new(frames, content).target(object.clone()));
                }
            }
            if scene.is(from, &["on"]) && scene.is_noun(from + 1) && wanted & l::ON != 0 {
                let target = scene.tokens_of(from + 1, scene.with_of(from + 1));
                out.push(Filled::new(l::ON, object.clone()).target(target));
            }
            if wanted & l::TC != 0
                && (scene.is_noun(from) || matches!(scene.tag(from), Tag::Jj | Tag::Rb | Tag::Dt))
            {
                out.push(Filled::new(l::TC, self.label(from, cue)).target(object));
            }
            if past == from {
                break;
            }
        }
        if bare && late {
            out.push(Filled::new(l::THAT, clause(at)));
        }
        let full = tokens(at, self.noun_end(at, cue));
        out.push(Filled::new(l::NP | l::MV, full));
        out.push(Filled::new(l::T, 0..0).target(if whole > next {
            scene.tokens_of(at, whole)
        } else {
            thing
        }));
        out
    }

    /// A label with the quotation at its end: "a government “that never listens”".
    pub fn label_with_quote(&self, from: usize, cue: usize) -> Range<usize> {
        let scene = self.scene;
        let end = self.noun_end(from, cue);
        let end = scene
            .opened(end)
            .map_or(end, |quote| scene.phrase_of(quote.close + 1));
        scene.trimmed(scene.tokens_of(from, end))
    }

    /// A label: up to a dash or colon.
    fn label(&self, from: usize, cue: usize) -> Range<usize> {
        let scene = self.scene;
        let end = self.clause(from, cue);
        let dash = (from..end)
            .find(|&i| scene.tag(i) == Tag::Colon && scene.quote(i) == scene.quote(from));
        scene.trimmed(scene.tokens_of(from, dash.unwrap_or(end)))
    }

    /// One past a noun phrase with all that hangs on it, clauses included.
    pub fn noun_end(&self, at: usize, cue: usize) -> usize {
        let scene = self.scene;
        let mut end = scene.extended(at);
        let limit = self.clause(at, cue);
        loop {
            let next = end;
            if scene.is(next, &["that", "what", "which", "who"]) && !scene.is_comma(next - 1)
                || scene.verb(next).is_some_and(|v| {
                    matches!(v.form, Form::Participle | Form::Infinitive | Form::Gerund)
                })
            {
                return limit;
            }
            if scene.tag(next) == Tag::Jj
                && scene.tag(next + 1) == Tag::In
                && scene.is_noun(next + 2)
            {
                // "a person familiar with the plan"
                end = scene.extended(next + 2);
            } else if scene.is(next, &["and", "or"])
                && scene.is_noun(next + 1)
                && !scene.is_finite(scene.extended(next + 1))
            {
                end = scene.extended(next + 1);
            } else if scene.tag(next) == Tag::In
                && !scene.is(
                    next,
                    &[
                        "after", "before", "as", "because", "while", "although", "since", "during",
                        "amid", "if", "when", "despite",
                    ],
                )
            {
                if scene.is(next + 1, &["what", "whatever"]) {
                    return limit;
                }
                if !scene.is_noun(next + 1) {
                    return end.min(limit);
                }
                end = scene.extended(next + 1);
            } else {
                return end.min(limit).max(at + 1);
            }
        }
    }

    fn after_preposition(&self, at: usize, cue: usize) -> Vec<Filled> {
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
