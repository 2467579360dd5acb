//! Who does it: the subject of a verb group.

use super::Tag;
use super::phrase::Form;
use super::scene::Scene;
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
    fn of(phrases: Range<usize>) -> Self {
        Self {
            phrases,
            inverted: false,
            shared: false,
            what: false,
        }
    }

    fn shared(self) -> Self {
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

fn find(scene: &Scene<'_, '_>, verb: usize, hands: usize) -> Option<Subject> {
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

fn finite(scene: &Scene<'_, '_>, verb: usize, hands: usize) -> Option<Subject> {
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
            let first = climb(scene, prev);
            // "an officer who comments on the war said": not the relative clause's object.
            let object = first > 0
                && (scene.verb(first - 1).is_some()
                    || scene.tag(first - 1) == Tag::Rp
                    || scene.tag(first - 1) == Tag::In
                        && first > 1
                        && scene.verb(first - 2).is_some());
            if object
                && let Some(found) =
                    within_relative(scene, first - 1).or_else(|| reduced(scene, first - 1))
            {
                return Some(found);
            }
            let what = first > 0 && scene.is(first - 1, &["what"]);
            if scene.is(prev, &["that", "which"])
                && first == prev
                && prev > 0
                && scene.is_noun(prev - 1)
            {
                return Some(Subject::of(climb(scene, prev - 1)..prev));
            }
            return Some(Subject {
                what,
                ..Subject::of(first..prev + 1)
            });
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
    (closes && !clause).then(|| Subject {
        inverted: true,
        ..Subject::of(verb + 1..end)
    })
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
fn opens_clause(scene: &Scene<'_, '_>, at: usize) -> bool {
    matches!(
        scene.tag(at),
        Tag::Comma | Tag::Cc | Tag::Colon | Tag::OpenQuote | Tag::CloseQuote | Tag::Stop
    ) || scene.is(
        at,
        &["that", "what", "as", "if", "when", "while", "because"],
    )
}

/// The noun phrase that "who" or "which" stands for.
fn antecedent(scene: &Scene<'_, '_>, pronoun: usize) -> Option<Subject> {
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
fn bracketed(scene: &Scene<'_, '_>, close: usize) -> Option<Subject> {
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
fn apposed(scene: &Scene<'_, '_>, comma: usize) -> Option<Subject> {
    let inside = scene.quote(comma);
    let dash = scene.tag(comma) == Tag::Colon;
    let mut relative = false;
    let mut at = scene.before(comma, inside)?;
    for _ in 0..24 {
        relative |= matches!(scene.tag(at), Tag::Wp | Tag::Wdt | Tag::WpS | Tag::Wrb);
        let opens = if dash {
            scene.tag(at) == Tag::Colon
        } else {
            scene.is_comma(at)
        };
        if opens && at > 0 && scene.is_noun(at - 1) && scene.quote(at - 1) == inside {
            let first = climb(scene, at - 1);
            let verbs = (at..comma).filter(|&i| scene.is_finite(i)).count();
            let starts_relative = matches!(
                scene.tag(at + 1),
                Tag::Wp | Tag::Wdt | Tag::WpS | Tag::Wrb | Tag::In
            );
            if verbs > 0 && !starts_relative {
                return None;
            }
            // The subject of a clause, not the object of an earlier verb.
            let object = |at: usize| scene.tag(at) == Tag::In && !is_subordinator(scene, at);
            let free = first == 0 || !scene.is_finite(first - 1) && !object(first - 1);
            // "Smith, 45," and "Doe, R-Ohio," hold no clause of their own.
            if free {
                let named = |i: usize| {
                    scene.is_noun(i)
                        && scene.reading.tokens[scene.phrases[i].tokens.end - 1]
                            .tag
                            .is_name()
                };
                if !dash && verbs == 0 && named(at + 1) && !named(at - 1) {
                    // "Her counterpart, Joren Haste, said": the name belongs to the source.
                    return Some(Subject::of(first..comma));
                }
                return Some(Subject::of(with_head(scene, first..at, inside)));
            }
            if object(first - 1) {
                return None;
            }
        }
        if scene.is_finite(at)
            && !relative
            && !(0..at)
                .rev()
                .take(12)
                .any(|i| matches!(scene.tag(i), Tag::Wp | Tag::Wdt))
        {
            return None;
        }
        at = scene.before(at, inside)?;
    }
    None
}

/// "Her counterpart, Joren Haste, now in Rome,": a name between commas belongs to the noun before.
fn with_head(scene: &Scene<'_, '_>, name: Range<usize>, inside: Option<usize>) -> Range<usize> {
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
fn within_relative(scene: &Scene<'_, '_>, verb: usize) -> Option<Subject> {
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
fn reduced(scene: &Scene<'_, '_>, last: usize) -> Option<Subject> {
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
fn infinitive_of(scene: &Scene<'_, '_>, verb: usize) -> Option<Subject> {
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

/// The subject of the verb before a conjunction or comma.
fn handed_on(scene: &Scene<'_, '_>, at: usize, hands: usize) -> Option<Subject> {
    let inside = scene.quote(at);
    let tense = |i: usize| {
        scene
            .phrases
            .get(i)
            .map(|p| scene.reading.tokens[p.tokens.start].tag)
    };
    let own = (at + 1..at + 4)
        .find(|&i| scene.verb(i).is_some())
        .and_then(tense);
    // "withdrew a claim that they had lied, and apologised": behind a comma, the sentence's own verb.
    if at > 1 && scene.is_comma(at - 1) && scene.tag(at) == Tag::Cc {
        let main = (0..at).find(|&i| scene.is_finite(i) && scene.quote(i) == inside);
        if let Some(main) = main.filter(|&i| own.is_some() && tense(i) == own) {
            return find(scene, main, hands).map(Subject::shared);
        }
    }
    let (mut prev, mut nearest) = (at, None);
    // "warned that it would close and vowed": the verb of the same tense.
    while let Some(next) = scene.before(prev, inside) {
        prev = next;
        if scene.is_finite(prev) {
            nearest = nearest.or(Some(prev));
            if own.is_none() || tense(prev) == own {
                return find(scene, prev, hands).map(Subject::shared);
            }
        }
    }
    find(scene, nearest?, hands).map(Subject::shared)
}

/// Whether a word begins a clause rather than hang on a noun.
fn is_subordinator(scene: &Scene<'_, '_>, at: usize) -> bool {
    const WORDS: &[&str] = &[
        "that", "as", "because", "if", "while", "although", "since", "than", "so", "though",
        "whether", "after", "before", "until", "unless", "where",
    ];
    scene.is(at, WORDS)
}

/// "..., saying that": the subject of the sentence's main verb.
fn participial(scene: &Scene<'_, '_>, verb: usize, hands: usize) -> Option<Subject> {
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
fn governed(scene: &Scene<'_, '_>, verb: usize, hands: usize) -> Option<Subject> {
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

/// "a charge which Belmar flatly denied": a past tense behind "which" and its subject.
pub fn relative(scene: &Scene<'_, '_>, verb: usize) -> Option<Subject> {
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

/// "what some described as": a past tense behind "what" and its subject.
fn named(scene: &Scene<'_, '_>, verb: usize) -> Option<Subject> {
    let prev = verb.checked_sub(1).filter(|&p| scene.is_noun(p))?;
    let first = climb(scene, prev);
    let what = first > 0 && scene.is(first - 1, &["what"]);
    what.then(|| Subject {
        what,
        ..Subject::of(first..prev + 1)
    })
}

/// A participle that is a past tense in truth: "..., accused X of".
fn after_and(scene: &Scene<'_, '_>, verb: usize, hands: usize) -> Option<Subject> {
    let prev = scene.before(verb, scene.quote(verb))?;
    let joins = scene.tag(prev) == Tag::Cc || scene.is_comma(prev);
    joins.then(|| handed_on(scene, prev, hands)).flatten()
}
