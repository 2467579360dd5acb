//! What stands after a cue with a noun: whom it is about, to whom it is said, and what.

use super::Tag;
use super::extent::Extent;
use super::frame::{Filled, WH};
use super::lexicon::{self as l, Frames};
use super::phrase::Form;
use std::ops::Range;

/// Prepositions and conjunctions with which a noun phrase ends: what they bring hangs on the verb.
const PARTING: &[&str] = &[
    "after", "before", "as", "because", "while", "although", "since", "during", "amid", "if",
    "when", "despite",
];

impl Extent<'_, '_, '_> {
    /// What a noun phrase behind a cue can be: the one told, the thing called, or what is said.
    pub(super) fn after_noun(&self, at: usize, cue: usize, wanted: Frames) -> Vec<Filled> {
        let scene = self.scene;
        let mut out = Vec::new();
        let tokens = |from: usize, to: usize| scene.trimmed(scene.tokens_of(from, to));
        let clause = |from: usize| tokens(from, self.clause(from, cue));
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
        let past = self.past_apposition(whole);
        for from in [next, whole, past] {
            let object = scene.trimmed(scene.tokens_of(at, from));
            self.after_object(from, cue, wanted, &object, &mut out);
            if past == from {
                break;
            }
        }
        if bare && late {
            out.push(Filled::new(l::THAT, clause(at)));
        }
        let full = tokens(at, self.noun_end(at, cue));
        out.push(Filled::new(l::NP | l::MV, full));
        out.push(Filled::new(l::T, 0..0).target(scene.tokens_of(at, whole)));
        out
    }

    /// Past a name put in behind a noun: "told his deputy, Ann Lee, that".
    fn past_apposition(&self, end: usize) -> usize {
        let scene = self.scene;
        let apposed = scene.is_comma(end)
            && scene.is_noun(end + 1)
            && scene.is_comma(end + 2)
            && !scene.is_finite(end + 3);
        if apposed { end + 3 } else { end }
    }

    /// What follows an object: a clause, a quotation, a preposition or a label.
    fn after_object(
        &self,
        from: usize,
        cue: usize,
        wanted: Frames,
        object: &Range<usize>,
        out: &mut Vec<Filled>,
    ) {
        let scene = self.scene;
        self.clauses_after(from, cue, wanted, object, out);
        self.quotations_after(from, cue, object, out);
        self.prepositions_after(from, cue, wanted, object, out);
        if wanted & l::TC != 0
            && (scene.is_noun(from) || matches!(scene.tag(from), Tag::Jj | Tag::Rb | Tag::Dt))
        {
            out.push(Filled::new(l::TC, self.label(from, cue)).target(object.clone()));
        }
    }

    /// What an object is told, asked or urged: "told its workers that", "urged him to".
    fn clauses_after(
        &self,
        from: usize,
        cue: usize,
        wanted: Frames,
        object: &Range<usize>,
        out: &mut Vec<Filled>,
    ) {
        let scene = self.scene;
        let clause = |from: usize| scene.trimmed(scene.tokens_of(from, self.clause(from, cue)));
        let told = |frames, content| Filled::new(frames, content).addressee(object.clone());
        // "told its workers on Friday that"
        let late = self.past_adjuncts(from);
        if late > from && wanted & l::A_THAT != 0 && self.has_clause(late, cue) {
            let that = usize::from(scene.is(late, &["that"]));
            if that > 0 || scene.is_noun(late) {
                out.push(told(l::A_THAT, clause(late + that)));
            }
        }
        let that = wanted & l::A_THAT != 0;
        if that && scene.is(from, &["that"]) && self.has_clause(from + 1, cue) {
            out.push(told(l::A_THAT, clause(from + 1)));
        } else if that
            && (scene.is_noun(from) || scene.tag(from) == Tag::Ex)
            && self.has_clause(from, cue)
        {
            out.push(told(l::A_THAT, clause(from)));
        } else if scene.is(from, WH) && wanted & l::A_WH != 0 {
            out.push(told(l::A_WH, clause(from)));
        } else if let Some(verb) = scene.verb(from)
            && verb.form == Form::Infinitive
            && scene.is(from, &["to"])
        {
            let rest = clause(from);
            let rest = rest.start + 1..rest.end;
            if verb.lemma == "be" {
                out.push(Filled::new(l::T_INF_BE, rest.clone()).target(object.clone()));
            }
            out.push(told(l::A_INF, rest));
        }
    }

    /// What an object is told or called in quotation marks.
    fn quotations_after(
        &self,
        from: usize,
        cue: usize,
        object: &Range<usize>,
        out: &mut Vec<Filled>,
    ) {
        let scene = self.scene;
        if scene.is(from, &["to"])
            && let Some(quote) = scene.opened(from + 1)
        {
            let urged = Filled {
                quoted: true,
                ..Filled::new(l::A_INF, scene.quoted(quote))
            };
            out.push(urged.addressee(object.clone()));
        }
        let quoted = self.quotation(from, cue);
        let Some(mut quoted) = quoted.filter(|_| scene.tag(from) != Tag::Comma) else {
            return;
        };
        out.push(if scene.opened(from).is_some() {
            quoted.frames = l::TC;
            quoted.target(object.clone())
        } else {
            quoted.frames = l::A | l::TC;
            quoted.addressee(object.clone())
        });
    }

    /// What a preposition adds to an object: "accused her of", "described it as".
    fn prepositions_after(
        &self,
        from: usize,
        cue: usize,
        wanted: Frames,
        object: &Range<usize>,
        out: &mut Vec<Filled>,
    ) {
        let scene = self.scene;
        // "accused her then of"
        let mut at = from;
        while scene.is_adverb(at) {
            at += 1;
        }
        for (word, frames) in [
            ("of", l::OF | l::A_OF),
            ("for", l::FOR),
            ("as", l::T_AS | l::NP_AS),
            ("with", l::WITH_T),
            ("over", l::OVER_T),
            ("about", l::A_OF),
            ("to", l::TO),
        ] {
            if scene.is(at, &[word]) && scene.verb(at).is_none() {
                let content = self.phrase(at + 1, cue);
                out.push(Filled::new(frames, content).target(object.clone()));
            }
        }
        if scene.is(from, &["on"]) && scene.is_noun(from + 1) && wanted & l::ON != 0 {
            let target = scene.tokens_of(from + 1, scene.with_of(from + 1));
            out.push(Filled::new(l::ON, object.clone()).target(target));
        }
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
    pub(super) fn label(&self, from: usize, cue: usize) -> Range<usize> {
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
            if self.hangs(next) {
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
            } else if scene.tag(next) == Tag::In && !scene.is(next, PARTING) {
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

    /// Whether a clause that hangs on the noun before begins: "the plan that", "a plan to sell".
    fn hangs(&self, at: usize) -> bool {
        let scene = self.scene;
        scene.is(at, &["that", "what", "which", "who"]) && !scene.is_comma(at - 1)
            || scene.verb(at).is_some_and(|v| {
                matches!(v.form, Form::Participle | Form::Infinitive | Form::Gerund)
            })
    }
}
