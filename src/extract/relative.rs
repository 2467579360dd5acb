//! Nouns that something stands between them and their verb: a clause, a name, brackets.

use super::Tag;
use super::phrase::Form;
use super::scene::Scene;
use super::subject::{Subject, climb, is_subordinator, opens_clause};
use std::ops::Range;

/// The noun phrase that "who" or "which" stands for.
pub(super) fn antecedent(scene: &Scene<'_, '_>, pronoun: usize) -> Option<Subject> {
    let inside = scene.quote(pronoun);
    let mut prev = scene.before(pronoun, inside)?;
    if scene.is_comma(prev) {
        prev = scene.before(prev, inside)?;
    }
    if scene.tag(prev) == Tag::Close {
        return bracketed(scene, prev);
    }
    if !scene.is_noun(prev) {
        return None;
    }
    // "a man in London, who": the nearest person would be better, the phrase's head is right more often.
    let first = climb(scene, prev);
    Some(Subject::of(first..prev + 1))
}

/// The noun phrase before brackets.
pub(super) fn bracketed(scene: &Scene<'_, '_>, close: usize) -> Option<Subject> {
    let open = (0..close)
        .rev()
        .take(12)
        .find(|&i| scene.tag(i) == Tag::Open)?;
    let noun = open.checked_sub(1)?;
    scene
        .is_noun(noun)
        .then(|| Subject::of(climb(scene, noun)..noun + 1))
}

/// "Peskov, the spokesman, said": the noun phrase before the inserted one.
pub(super) fn apposed(scene: &Scene<'_, '_>, comma: usize) -> Option<Subject> {
    let inside = scene.quote(comma);
    let dash = scene.tag(comma) == Tag::Colon;
    let mark = if dash { Tag::Colon } else { Tag::Comma };
    let mut relative = false;
    let mut at = scene.before(comma, inside)?;
    for _ in 0..24 {
        relative |= relates(scene, at);
        let opens = scene.tag(at) == mark;
        if opens && at > 0 && scene.is_noun(at - 1) && scene.quote(at - 1) == inside {
            let first = climb(scene, at - 1);
            let clause = (at..comma).any(|i| scene.is_finite(i));
            let starts_relative = relates(scene, at + 1) || scene.tag(at + 1) == Tag::In;
            if clause && !starts_relative {
                return None;
            }
            // The subject of a clause, not the object of an earlier verb.
            let object = first > 0 && governs(scene, first - 1);
            let free = first == 0 || !scene.is_finite(first - 1) && !object;
            // "Smith, 45," and "Doe, R-Ohio," hold no clause of their own.
            if free {
                // "Her counterpart, Joren Haste, said": the name belongs to the source.
                let name = !dash && !clause && names(scene, at + 1) && !names(scene, at - 1);
                return Some(Subject::of(if name {
                    first..comma
                } else {
                    with_head(scene, first..at, inside)
                }));
            }
            if object {
                return None;
            }
        }
        if scene.is_finite(at) && !relative && !behind_pronoun(scene, at) {
            return None;
        }
        at = scene.before(at, inside)?;
    }
    None
}

/// "Her counterpart, Joren Haste, now in Rome,": a name between commas belongs to the noun before.
pub(super) fn with_head(
    scene: &Scene<'_, '_>,
    name: Range<usize>,
    inside: Option<usize>,
) -> Range<usize> {
    let reading = scene.reading;
    let named = |at: usize| {
        let tokens = &scene.phrases[at].tokens;
        reading.tokens[tokens.end - 1].tag.is_name()
    };
    let Some(noun) = name.start.checked_sub(2) else {
        return name;
    };
    let heads = scene.is_comma(name.start - 1)
        && scene.is_noun(noun)
        && scene.quote(noun) == inside
        && name.len() == 1
        && named(name.start)
        && !named(noun);
    let first = if heads {
        climb(scene, noun)
    } else {
        name.start
    };
    // Only where nothing but the clause's beginning stands before it.
    let begins = first == 0 || opens_clause(scene, first - 1);
    if heads && begins {
        first..name.end
    } else {
        name
    }
}

/// "people who asked not to be named said".
pub(super) fn within_relative(scene: &Scene<'_, '_>, verb: usize) -> Option<Subject> {
    let inside = scene.quote(verb);
    let mut at = verb;
    for _ in 0..16 {
        if matches!(scene.tag(at), Tag::Wp | Tag::Wdt) {
            return antecedent(scene, at);
        }
        at = scene.before(at, inside)?;
    }
    None
}

/// "A man accused of burning down his shop told the court": the noun that the participle hangs on.
pub(super) fn reduced(scene: &Scene<'_, '_>, last: usize) -> Option<Subject> {
    let inside = scene.quote(last);
    let mut at = last;
    for _ in 0..12 {
        let form = scene.verb(at).map(|v| v.form);
        if form == Some(Form::Participle) {
            let noun = scene.before(at, inside)?;
            return scene
                .is_noun(noun)
                .then(|| Subject::of(climb(scene, noun)..noun + 1));
        }
        let stays = scene.is_noun(at)
            || scene.is_adverb(at)
            || scene.tag(at) == Tag::Rp
            || scene.tag(at) == Tag::In && !is_subordinator(scene, at)
            || matches!(form, Some(Form::Gerund | Form::Infinitive));
        if !stays {
            return None;
        }
        at = scene.before(at, inside)?;
    }
    None
}

/// "Her claim not to have known is contradicted": the noun that an infinitive hangs on.
pub(super) fn infinitive_of(scene: &Scene<'_, '_>, verb: usize) -> Option<Subject> {
    let inside = scene.quote(verb);
    if scene.verb(verb)?.form != Form::Infinitive {
        return None;
    }
    let mut at = scene.before(verb, inside)?;
    while scene.is_adverb(at) {
        at = scene.before(at, inside)?;
    }
    scene
        .is_noun(at)
        .then(|| Subject::of(climb(scene, at)..at + 1))
}

/// "a charge which Belmar flatly denied": a past tense behind "which" and its subject.
pub(super) fn relative(scene: &Scene<'_, '_>, verb: usize) -> Option<Subject> {
    let inside = scene.quote(verb);
    let mut prev = verb.checked_sub(1)?;
    while scene.is_adverb(prev) || scene.is_time(prev) {
        prev = prev.checked_sub(1)?;
    }
    let found = if scene.is_comma(prev) {
        apposed(scene, prev)?
    } else if scene.is_noun(prev) && scene.quote(prev) == inside {
        Subject::of(climb(scene, prev)..prev + 1)
    } else {
        return None;
    };
    let pronoun = found.phrases.start.checked_sub(1)?;
    let refers = scene.is(pronoun, &["which", "whom", "that"])
        && matches!(scene.tag(pronoun), Tag::Wdt | Tag::Wp | Tag::WpS);
    refers.then_some(found)
}

/// Whether a word stands at a phrase that begins relative clauses.
fn relates(scene: &Scene<'_, '_>, at: usize) -> bool {
    matches!(scene.tag(at), Tag::Wp | Tag::Wdt | Tag::WpS | Tag::Wrb)
}

/// Whether a relative pronoun stands close before a phrase.
fn behind_pronoun(scene: &Scene<'_, '_>, at: usize) -> bool {
    let mut near = (0..at).rev().take(12);
    near.any(|i| matches!(scene.tag(i), Tag::Wp | Tag::Wdt))
}

/// Whether a preposition governs what follows it.
fn governs(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.tag(at) == Tag::In && !is_subordinator(scene, at)
}

/// Whether a noun phrase ends in a name.
fn names(scene: &Scene<'_, '_>, at: usize) -> bool {
    scene.is_noun(at)
        && scene.reading.tokens[scene.phrases[at].tokens.end - 1]
            .tag
            .is_name()
}
