//! Subjects that verbs share: "denied it and said", "saying that", "continued to deny".

use super::Tag;
use super::scene::Scene;
use super::subject::{Subject, climb, find};

/// The subject of the verb before a conjunction or comma.
pub(super) fn handed_on(scene: &Scene<'_, '_>, at: usize, hands: usize) -> Option<Subject> {
    let inside = scene.quote(at);
    let verb = (at + 1..at + 4).find(|&i| scene.verb(i).is_some());
    let own = verb.and_then(|i| tense(scene, i));
    if let Some(main) = joined_to(scene, at, verb) {
        return find(scene, main, hands).map(Subject::shared);
    }
    let (mut prev, mut nearest) = (at, None);
    // "warned that it would close and vowed": the verb of the same tense.
    while let Some(next) = scene.before(prev, inside) {
        prev = next;
        if scene.is_finite(prev) {
            nearest = nearest.or(Some(prev));
            if own.is_none() || tense(scene, prev) == own {
                return find(scene, prev, hands).map(Subject::shared);
            }
        }
    }
    find(scene, nearest?, hands).map(Subject::shared)
}

/// The tense of a verb group: the tag of its first word.
fn tense(scene: &Scene<'_, '_>, at: usize) -> Option<Tag> {
    let first = scene.get(at)?.tokens.start;
    Some(scene.reading.tokens[first].tag)
}

/// The sentence's own verb where a conjunction joins another to it, over those between.
fn joined_to(scene: &Scene<'_, '_>, at: usize, verb: Option<usize>) -> Option<usize> {
    let inside = scene.quote(at);
    let own = verb.and_then(|i| tense(scene, i));
    let main = || (0..at).find(|&i| scene.is_finite(i) && scene.quote(i) == inside);
    // "withdrew a claim that they had lied, and apologised": behind a comma, the sentence's own verb.
    if at > 1 && scene.is_comma(at - 1) && scene.tag(at) == Tag::Cc {
        let main = main().filter(|&i| own.is_some() && tense(scene, i) == own);
        if main.is_some() {
            return main;
        }
    }
    // "granted that it came late but disagreed that it mattered": who grants disagrees.
    let that = |v: usize| (v + 1..v + 3).any(|i| scene.is(i, &["that"]));
    if !scene.is(at, &["but"]) || !verb.is_some_and(that) {
        return None;
    }
    let opens = |i: usize| (i + 1..i + 3).any(|i| scene.is(i, &["that", "whether", "if"]));
    let modal = |i: usize| scene.verb(i).is_some_and(|v| v.modal);
    main().filter(|&i| opens(i) && (tense(scene, i) == own || modal(i)))
}

/// "..., saying that": the subject of the sentence's main verb.
pub(super) fn participial(scene: &Scene<'_, '_>, verb: usize, hands: usize) -> Option<Subject> {
    let inside = scene.quote(verb);
    let mut at = verb;
    while let Some(prev) = scene.before(at, inside) {
        if scene.is_noun(prev) && at == verb && !scene.is_comma(prev) {
            // "a statement saying", "officials blaming": the noun itself.
            return Some(Subject::of(climb(scene, prev)..prev + 1));
        }
        if scene.is_finite(prev) {
            return find(scene, prev, hands).map(Subject::shared);
        }
        at = prev;
    }
    // "The Post, citing officials, said": the noun that it is put behind.
    let comma = scene.before(verb, inside).filter(|&c| scene.is_comma(c));
    if let Some(noun) = comma.and_then(|c| scene.before(c, inside))
        && scene.is_noun(noun)
    {
        return Some(Subject::of(climb(scene, noun)..noun + 1));
    }
    // "Speaking to reporters, X said": the verb that follows.
    let next = (verb + 1..scene.phrases.len().min(verb + 20))
        .find(|&i| scene.is_finite(i) && scene.quote(i) == inside)?;
    let found = find(scene, next, hands)?;
    (found.phrases.start > verb).then(|| found.shared())
}

/// "continued to deny": the subject of the verb that governs an infinitive.
pub(super) fn governed(scene: &Scene<'_, '_>, verb: usize, hands: usize) -> Option<Subject> {
    let inside = scene.quote(verb);
    let mut prev = scene.before(verb, inside)?;
    while scene.is_adverb(prev) || scene.tag(prev) == Tag::Jj {
        prev = scene.before(prev, inside)?;
    }
    if scene.verb(prev).is_some() {
        return find(scene, prev, hands).map(Subject::shared);
    }
    if scene.is_noun(prev) && !scene.is(verb, &["to"]) {
        // "heard him say that"
        return Some(Subject::of(prev..prev + 1));
    }
    scene
        .is(prev, &["and", "or", "but"])
        .then(|| handed_on(scene, prev, hands))
        .flatten()
}

/// A participle that is a past tense in truth: "..., accused X of".
pub(super) fn after_and(scene: &Scene<'_, '_>, verb: usize, hands: usize) -> Option<Subject> {
    let prev = scene.before(verb, scene.quote(verb))?;
    let joins = scene.tag(prev) == Tag::Cc || scene.is_comma(prev);
    joins.then(|| handed_on(scene, prev, hands)).flatten()
}
