//! Who does it: the subject of a verb group.

use super::Tag;
use super::phrase::Form;
use super::relative::{
    antecedent, apposed, bracketed, infinitive_of, reduced, relative, within_relative,
};
use super::scene::Scene;
use super::shared::{after_and, governed, handed_on, participial};
use std::ops::Range;

/// A subject: its phrases, end exclusive, and how it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Subject {
    /// First phrase and one past the last.
    pub phrases: Range<usize>,
    /// Whether it follows the verb: "said the minister".
    pub inverted: bool,
    /// Whether it is another verb's, too: "denied it and said".
    pub shared: bool,
    /// The "what" before it, as in "what Russia called".
    pub what: bool,
}

impl Subject {
    pub(super) fn of(phrases: Range<usize>) -> Self {
        Self {
            phrases,
            inverted: false,
            shared: false,
            what: false,
        }
    }

    pub(super) fn shared(self) -> Self {
        Self {
            shared: true,
            ..self
        }
    }
}

/// How far a shared subject may be handed on: chains longer than this are no sentence's.
const HANDS: usize = 8;

/// Finds the subject of the verb group at a phrase.
pub fn subject(scene: &Scene<'_, '_>, verb: usize) -> Option<Subject> {
    find(scene, verb, HANDS)
}

pub(super) fn find(scene: &Scene<'_, '_>, verb: usize, hands: usize) -> Option<Subject> {
    let hands = hands.checked_sub(1)?;
    let group = scene.verb(verb)?;
    match group.form {
        Form::Finite => finite(scene, verb, hands),
        Form::Gerund => participial(scene, verb, hands),
        Form::Infinitive => governed(scene, verb, hands),
        Form::Participle => named(scene, verb)
            .or_else(|| relative(scene, verb))
            .or_else(|| after_and(scene, verb, hands)),
    }
}

pub(super) fn finite(scene: &Scene<'_, '_>, verb: usize, hands: usize) -> Option<Subject> {
    if let Some(found) = inverted(scene, verb) {
        return Some(found);
    }
    let inside = scene.quote(verb);
    let mut at = verb;
    loop {
        let Some(prev) = scene.before(at, inside) else {
            // "reserves the right", alone in its marks: the words before them go on.
            return match (inside, at) {
                (Some(_), at) if at > 0 => beyond_mark(scene, at),
                _ => None,
            };
        };
        if scene.is_adverb(prev) || scene.is_time(prev) {
            at = prev;
            continue;
        }
        if scene.is_noun(prev) {
            return Some(right_before(scene, prev));
        }
        return match scene.tag(prev) {
            Tag::Wp | Tag::Wdt => antecedent(scene, prev),
            Tag::Cc => handed_on(scene, prev, hands),
            Tag::Comma | Tag::Colon => {
                apposed(scene, prev).or_else(|| handed_on(scene, prev, hands))
            }
            Tag::Close => bracketed(scene, prev),
            Tag::OpenQuote => beyond_mark(scene, prev + 1),
            _ if scene.verb(prev).is_some() => {
                within_relative(scene, prev).or_else(|| infinitive_of(scene, prev))
            }
            Tag::In if scene.is(prev, &["that"]) => antecedent(scene, prev),
            _ => None,
        };
    }
}

/// The noun phrase right before a verb, or the noun that the verb before it hangs on.
fn right_before(scene: &Scene<'_, '_>, noun: usize) -> Subject {
    let first = climb(scene, noun);
    // "an officer who comments on the war said": not the relative clause's object.
    let object = first > 0
        && (scene.verb(first - 1).is_some()
            || scene.tag(first - 1) == Tag::Rp
            || scene.tag(first - 1) == Tag::In && first > 1 && scene.verb(first - 2).is_some());
    if object
        && let Some(found) = within_relative(scene, first - 1).or_else(|| reduced(scene, first - 1))
    {
        return found;
    }
    let what = first > 0 && scene.is(first - 1, &["what"]);
    if scene.is(noun, &["that", "which"]) && first == noun && noun > 0 && scene.is_noun(noun - 1) {
        return Subject::of(climb(scene, noun - 1)..noun);
    }
    Subject {
        what,
        ..Subject::of(first..noun + 1)
    }
}

/// The noun phrase before a mark that opens a quotation.
fn beyond_mark(scene: &Scene<'_, '_>, first: usize) -> Option<Subject> {
    let mark = first.checked_sub(1)?;
    let noun = if scene.is_noun(mark) {
        mark
    } else {
        mark.checked_sub(1)?
    };
    let opens = scene.opened(mark).is_some() || scene.opened(first).is_some();
    (opens && scene.is_noun(noun)).then(|| Subject::of(climb(scene, noun)..noun + 1))
}

/// "said the minister" after what is said.
fn inverted(scene: &Scene<'_, '_>, verb: usize) -> Option<Subject> {
    let group = scene.verb(verb)?;
    let prev = scene.tag(verb.checked_sub(1)?);
    let after = prev == Tag::Comma
        || prev == Tag::CloseQuote
        || prev == Tag::Stop
        || prev == Tag::Colon
        || (scene.is_adverb(verb - 1)
            && verb > 1
            && matches!(scene.tag(verb - 2), Tag::Comma | Tag::CloseQuote));
    let bare = scene.phrases[verb].tokens.len() == 1;
    if !after
        || !bare
        || group.passive
        || !scene.is_noun(verb + 1)
        || scene.is(verb + 1, &["him", "her", "them", "me", "us"])
    {
        return None;
    }
    if matches!(prev, Tag::Comma | Tag::Colon) && apposed(scene, verb - 1).is_some() {
        return None;
    }
    let mut end = scene.extended_name(verb + 1);
    // "said X and Y"
    if scene.is(end, &["and"]) && scene.is_noun(end + 1) && !scene.is_finite(end + 2) {
        end = scene.extended_name(end + 1);
    }
    ends_inverted(scene, end).then(|| Subject {
        inverted: true,
        ..Subject::of(verb + 1..end)
    })
}

/// Whether a subject behind its verb can end before a phrase: no clause of its own follows.
fn ends_inverted(scene: &Scene<'_, '_>, end: usize) -> bool {
    let next = scene.tag(end);
    let closes = scene.get(end).is_none()
        || matches!(
            next,
            Tag::Comma
                | Tag::Stop
                | Tag::Colon
                | Tag::In
                | Tag::Cc
                | Tag::OpenQuote
                | Tag::Wp
                | Tag::CloseQuote
                | Tag::Open
        )
        || scene.is_time(end)
        || scene.is_adverb(end)
        || scene
            .verb(end)
            .is_some_and(|v| matches!(v.form, Form::Gerund | Form::Participle));
    let clause = next == Tag::In && scene.is(end, &["that"]);
    closes && !clause
}

impl Scene<'_, '_> {
    /// A name in inverted order with "of ..." that belongs to it.
    fn extended_name(&self, at: usize) -> usize {
        let mut end = self.with_of(at);
        while self.is(end, &["for", "at", "from"]) && self.is_noun(end + 1) {
            end = self.with_of(end + 1);
        }
        end
    }
}

/// The first phrase of a noun phrase that ends at `last`: "a spokesman for the ministry".
pub fn climb(scene: &Scene<'_, '_>, last: usize) -> usize {
    let inside = scene.quote(last);
    let mut first = last;
    loop {
        let Some(prev) = first.checked_sub(1).filter(|&p| scene.quote(p) == inside) else {
            return first;
        };
        let joins = |at: usize| (scene.is_noun(at) && scene.quote(at) == inside).then_some(at);
        let earlier = |n: usize| prev.checked_sub(n);
        let found = if scene.tag(prev) == Tag::In && !is_subordinator(scene, prev)
            || scene.is(prev, &["to"]) && scene.verb(prev).is_none()
        {
            let noun = earlier(1).and_then(joins);
            let through = earlier(1).is_some_and(|at| {
                scene
                    .verb(at)
                    .is_some_and(|v| v.form == Form::Participle || v.form == Form::Gerund)
                    || matches!(scene.tag(at), Tag::Jj | Tag::Vbn)
            });
            noun.or_else(|| earlier(2).filter(|_| through).and_then(joins))
        } else if scene.verb(prev).is_some_and(|v| v.form == Form::Gerund) {
            earlier(1).and_then(joins)
        } else if scene.is(prev, &["and", "or"])
            || scene.is_comma(prev) && scene.is(last, &["others"])
        {
            let joined = earlier(1).and_then(joins).map(|at| climb(scene, at));
            joined.filter(|&at| at == 0 || opens_clause(scene, at - 1))
        } else {
            None
        };
        match found {
            Some(at) => first = at,
            None => return first,
        }
    }
}

/// Whether a clause can begin after a phrase.
pub(super) fn opens_clause(scene: &Scene<'_, '_>, at: usize) -> bool {
    matches!(
        scene.tag(at),
        Tag::Comma | Tag::Cc | Tag::Colon | Tag::OpenQuote | Tag::CloseQuote | Tag::Stop
    ) || scene.is(
        at,
        &["that", "what", "as", "if", "when", "while", "because"],
    )
}

/// Whether a word begins a clause rather than hang on a noun.
pub(super) fn is_subordinator(scene: &Scene<'_, '_>, at: usize) -> bool {
    const WORDS: &[&str] = &[
        "that", "as", "because", "if", "while", "although", "since", "than", "so", "though",
        "whether", "after", "before", "until", "unless", "where",
    ];
    scene.is(at, WORDS)
}

/// "what some described as": a past tense behind "what" and its subject.
pub(super) fn named(scene: &Scene<'_, '_>, verb: usize) -> Option<Subject> {
    let prev = verb.checked_sub(1).filter(|&p| scene.is_noun(p))?;
    let first = climb(scene, prev);
    let what = first > 0 && scene.is(first - 1, &["what"]);
    what.then(|| Subject {
        what,
        ..Subject::of(first..prev + 1)
    })
}
