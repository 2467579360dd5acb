//! Whether a cue's act was done: "failed to deny it", "nor did he say", "nobody denied it", "told no one".

use super::draft::{Draft, How};
use super::lemma::lemma;
use super::lexicon::Lexicon;
use super::nobody::{Nobody, antecedent, is, nobody, whole};
use super::relation::undone;
use super::scene::{self, Scene};
use super::{Reading, Tag, turn};
use std::ops::Range;

/// Behind these and "to" stands what was not done: "failed to deny", "has yet to deny".
const FAILS: [&str; 11] = [
    "avoid",
    "decline",
    "fail",
    "forget",
    "neglect",
    "nothing",
    "refuse",
    "reluctant",
    "unable",
    "unwilling",
    "yet",
];

/// Behind these stands what was not done: "short of denying", "refrained from denying".
const WITHOUT: [(&str, &str); 6] = [
    ("short", "of"),
    ("instead", "of"),
    ("rather", "than"),
    ("refrain", "from"),
    ("abstain", "from"),
    ("no", "longer"),
];

/// Behind these words after "not" stands what was done, and more: "not only accused".
const ONLY: [&str; 2] = ["only", "merely"];

/// "rather than just promising": it is promised, and more.
const JUST: [&str; 4] = ["just", "merely", "only", "simply"];

/// What denies a verb.
const NOT: [&str; 4] = ["not", "n't", "n’t", "never"];

/// What "no" stands before where it denies nothing: "made no secret of".
const OPEN: [&str; 3] = ["secret", "bones", "mistake"];

/// What turns a sentence round, and what it says: "nor did she say".
const TURNS: [&str; 4] = ["nor", "neither", "never", "nowhere"];

/// Verbs that can stand before their subject.
const HELPING: [&str; 14] = [
    "did", "do", "does", "has", "have", "had", "would", "could", "will", "can", "should", "was",
    "were", "is",
];

/// Times and places of none: "at no point did she say".
const NO_TIME: [&str; 6] = [
    "point",
    "time",
    "stage",
    "moment",
    "occasion",
    "circumstances",
];

/// Settles of every draft whether its act was done.
pub(super) fn negate(
    reading: &Reading<'_>,
    scenes: &[Scene<'_, '_>],
    lexicon: &Lexicon,
    drafts: &mut [Draft],
) {
    for draft in drafts.iter_mut().filter(|d| d.lemma != turn::TURN) {
        let Some(scene) = scene::at(scenes, draft.at()) else {
            continue;
        };
        governed(scene, lexicon, draft);
        if let Some(first) = draft.source.first_mut() {
            whole(scene, first);
            antecedent(scene, first);
        }
        let parties = draft.source.first().and_then(|s| nobody(reading, s));
        let turned = draft.how == How::Verb || draft.how == How::Model;
        let turned = parties.is_none() && turned && is_turned(scene, draft);
        let to = draft.target.iter().chain(&draft.addressee);
        let to = to.filter(|r| nobody(reading, r).is_some()).count();
        let nothing = |r| is_told_nothing(reading, r);
        draft.negated |= draft.addressee.iter_mut().any(nothing);
        let by = parties.is_some() || turned;
        if by && parties != Some(Nobody::Nil) {
            let verb = draft.lemma.clone();
            not(lexicon, draft, &verb);
        } else {
            draft.negated ^= by;
        }
        draft.negated ^= to % 2 == 1;
    }
}

/// Whether somebody is told nothing: "told the council nothing", cut to "the council".
fn is_told_nothing(reading: &Reading<'_>, hears: &mut Range<usize>) -> bool {
    let nothing = hears.len() > 1 && is(reading, hears.end - 1, &["nothing"]);
    hears.end -= usize::from(nothing);
    nothing
}

/// Negates a statement whose source is known: who would not comment declines to.
fn not(lexicon: &Lexicon, draft: &mut Draft, verb: &str) {
    let passive = draft.how == How::Passive;
    match undone(lexicon, verb, passive).filter(|_| !draft.negated) {
        Some(relation) if relation != draft.relation => draft.relation = relation,
        _ => draft.negated = !draft.negated,
    }
}

/// Looks at the words before a cue's verb or noun: "failed to deny", "made no mention of".
fn governed(scene: &Scene<'_, '_>, lexicon: &Lexicon, draft: &mut Draft) {
    let Some(cue) = draft.cue.last().filter(|c| !c.is_empty()) else {
        return;
    };
    let tokens = &scene.reading.tokens;
    let Some(head) = cue
        .clone()
        .rev()
        .find(|&t| tokens[t].tag.is_verb() || tokens[t].tag.is_noun())
    else {
        return;
    };
    let before = Before { scene, at: head };
    if tokens[head].tag.is_noun() {
        draft.negated |= before.denies_noun() && !is_silence(lexicon, draft);
        return;
    }
    // "neither denied it": that is whoever "neither" means.
    let is_source = |t: usize| draft.source.iter().any(|s| s.contains(&t));
    if head.checked_sub(1).is_some_and(is_source) {
        return;
    }
    match before.done() {
        Some(true) => draft.negated = false,
        Some(false) if before.is_neither() => {
            draft.relation = lexicon.by_name(SILENCE).unwrap_or(draft.relation);
            draft.negated = false;
        }
        Some(false) if !draft.negated && !is_silence(lexicon, draft) => {
            let (mut buffer, word) = (String::new(), scene.reading.word(head).to_lowercase());
            not(lexicon, draft, lemma(&word, tokens[head].tag, &mut buffer));
        }
        _ => {}
    }
}

/// The relation of those who say nothing.
const SILENCE: &str = "declinedComment";

fn is_silence(lexicon: &Lexicon, draft: &Draft) -> bool {
    lexicon.relations[draft.relation].name == SILENCE
}

/// The words before a token of a sentence.
#[derive(Clone, Copy)]
struct Before<'s, 'r, 't> {
    scene: &'s Scene<'r, 't>,
    at: usize,
}

impl Before<'_, '_, '_> {
    /// Goes back by so many tokens.
    fn back(self, by: usize) -> Self {
        Self {
            at: self.at.saturating_sub(by).max(self.scene.tokens.start),
            ..self
        }
    }

    /// Whether the word so far back is one of these, or a form of one.
    fn is(self, by: usize, words: &[&str]) -> bool {
        let token = self
            .at
            .checked_sub(by)
            .filter(|t| self.scene.tokens.contains(t));
        token.is_some_and(|t| {
            let (reading, mut buffer) = (self.scene.reading, String::new());
            let word = reading.word(t).to_lowercase();
            words.contains(&word.as_str())
                || words.contains(&lemma(&word, reading.tokens[t].tag, &mut buffer))
        })
    }

    /// Goes back over adverbs that deny nothing: "failed so far to deny".
    fn past_adverbs(self) -> Self {
        let mut before = self;
        let says = |b: Self| {
            b.is(1, &NOT) || b.is(1, &ONLY) || b.is(1, &["longer", "nor", "neither", "yet"])
        };
        let adverb = |b: Self| {
            let token = b.at.checked_sub(1).filter(|t| b.scene.tokens.contains(t));
            token.is_some_and(|t| b.scene.reading.tokens[t].tag == Tag::Rb)
        };
        while adverb(before) && !says(before) {
            before = before.back(1);
        }
        before
    }

    /// Whether the act of the verb was done, where the words before it tell.
    fn done(self) -> Option<bool> {
        let before = self.past_adverbs();
        if before.is(1, &ONLY) && before.is(2, &NOT) {
            return Some(true);
        }
        if self.is(1, &JUST) {
            return None;
        }
        if before.is(1, &["nor", "neither"]) {
            return Some(false);
        }
        let without =
            |(first, second): &(&str, &str)| before.is(2, &[first]) && before.is(1, &[second]);
        if WITHOUT.iter().any(without) || before.is(1, &["avoid"]) {
            return Some(false);
        }
        let verb = before.back(1).past_adverbs();
        let fails = before.is(1, &["to"]) && verb.is(1, &FAILS);
        // "did not fail to deny it"
        fails.then(|| verb.back(1).past_adverbs().is(1, &NOT))
    }

    /// Whether it is the second verb of "neither confirmed nor denied".
    fn is_neither(self) -> bool {
        self.is(0, &["deny"]) && self.is(1, &["nor"]) && (2..5).any(|by| self.is(by, &["confirm"]))
    }

    /// Whether "no" stands before the noun: "made no mention", "no formal complaint".
    fn denies_noun(self) -> bool {
        let mut before = self;
        let adjective = |b: Self| {
            let token = b.at.checked_sub(1).filter(|t| b.scene.tokens.contains(t));
            token.is_some_and(|t| b.scene.reading.tokens[t].tag == Tag::Jj)
        };
        while adjective(before) {
            before = before.back(1);
        }
        before.is(1, &["no"]) && !self.is(0, &OPEN)
    }
}

/// "Nor did Ann Oduya say", "at no point has he said": the helping verb stands before its subject.
fn is_turned(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    let Some(source) = draft.source.first().filter(|s| s.end <= draft.at()) else {
        return false;
    };
    let before = |n: usize, words: &[&str]| {
        let token = source.start.checked_sub(n);
        token.is_some_and(|t| scene.tokens.contains(&t) && is(scene.reading, t, words))
    };
    before(1, &HELPING)
        && (before(2, &TURNS)
            || before(2, &NO_TIME) && before(3, &["no"])
            || before(2, &["once"]) && before(3, &["not"]))
}
