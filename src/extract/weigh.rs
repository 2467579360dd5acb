//! How probable a frame is by more than its counts: by what stands in it.

use super::draft::{Draft, How};
use super::finder::head_word;
use super::lexicon::{self as l, Lexicon};
use super::line::HEADING;
use super::rate::Rates;
use super::relation::{PUTS, is_evidence};
use super::scene::Scene;
use super::{Reading, Tag, lemma::lemma};
use std::ops::Range;

/// Verbs that take words in and give none: "he has not read the report".
const TAKES: &[&str] = &[
    "feel", "find", "hear", "learn", "measure", "read", "remember", "review", "see", "study",
    "test",
];

/// Verbs that are deeds more often than words: "they filed it", "we attack nobody".
const DEEDS: &[&str] = &[
    "accept",
    "air",
    "attack",
    "back",
    "carry",
    "challenge",
    "consider",
    "cover",
    "defend",
    "discuss",
    "enact",
    "expose",
    "file",
    "follow",
    "hit",
    "introduce",
    "issue",
    "launch",
    "oppose",
    "pen",
    "publish",
    "release",
    "run",
    "share",
    "sign",
    "sue",
    "target",
    "weigh",
];

/// What the annotators of the counts leave out, and readers do not: the least it is given.
const FLOORS: &[(How, f32)] = &[(How::Example, 0.9), (How::Naming, 0.5)];

/// Returns how probable it is that a draft attributes.
pub fn weigh(scene: &Scene<'_, '_>, lexicon: &Lexicon, rates: &Rates, draft: &Draft) -> f32 {
    let counted = rates.of(draft);
    let floor = FLOORS.iter().find(|(how, _)| *how == draft.how);
    let owned = draft.how == How::Noun && draft.frame == l::N && is_stated(lexicon, draft);
    let asked = draft.how == How::Lent && draft.frame == l::Q;
    let claimed =
        asked || draft.how == How::Noun && draft.frame == l::THAT || draft.lemma == HEADING;
    match floor {
        Some(&(_, least)) => counted.max(least),
        None if draft.lemma == "not reachable" => counted.max(0.6),
        None if is_cited(scene.reading, draft) => counted.max(0.95),
        None if claimed => counted.max(0.9),
        None if draft.frame == l::ADJ => counted.max(0.9),
        None if is_sure(draft) || is_shown(scene, draft) => counted.max(0.9),
        None if owned => counted.max(0.5),
        None if is_deed(scene.reading, lexicon, draft) => counted * 0.5,
        None => counted,
    }
}

/// "Was quoted as saying", which the counts know as any quoting.
fn is_cited(reading: &Reading<'_>, draft: &Draft) -> bool {
    let first = draft.content.first().map_or("", |c| reading.word(c.start));
    draft.lemma == "quote" && matches!(first, "saying" | "telling" | "warning")
}

/// Phrases that say one thing alone; the counts have met few of them.
fn is_sure(draft: &Draft) -> bool {
    const SURE: &[&str] = &[
        "beg to differ",
        "cry foul",
        "hit back",
        "let slip",
        "stand by",
        "take exception",
        "take issue",
    ];
    SURE.contains(&draft.lemma.as_str())
}

/// Whether a paper puts or lists something: "the survey puts support at 71%".
fn is_shown(scene: &Scene<'_, '_>, draft: &Draft) -> bool {
    let reading = scene.reading;
    let number = || {
        let all = draft.content.iter().cloned().flatten();
        all.into_iter().any(|t| reading.tokens[t].tag == Tag::Cd)
    };
    let source = || draft.source.first().map(|s| head_word(scene, s.clone()));
    PUTS.contains(&draft.lemma.as_str())
        && (draft.lemma == "list" || number())
        && source().is_some_and(|head| is_evidence(&head))
}

fn is_stated(lexicon: &Lexicon, draft: &Draft) -> bool {
    lexicon.relations[draft.relation].group == "stated"
}

/// Whether a verb does something to a thing that is no statement itself.
fn is_deed(reading: &Reading<'_>, lexicon: &Lexicon, draft: &Draft) -> bool {
    const FRAMES: l::Frames = l::NP | l::T | l::ABOUT;
    let verb = matches!(draft.how, How::Verb | How::Participle | How::Passive);
    let object = draft.content.first().or(draft.target.first());
    let takes = TAKES.contains(&draft.lemma.as_str());
    verb && draft.frame & FRAMES != 0 && takes
        || verb
            && draft.frame & FRAMES != 0
            && DEEDS.contains(&draft.lemma.as_str())
            && object.is_none_or(|o| !tells(reading, lexicon, o))
}

/// Whether a phrase has a noun that is a statement: "the apology", "his offer".
fn tells(reading: &Reading<'_>, lexicon: &Lexicon, phrase: &Range<usize>) -> bool {
    let mut buffer = String::new();
    phrase.clone().take(6).any(|t| {
        let tag = reading.tokens[t].tag;
        tag.is_noun()
            && lexicon
                .noun_relation(lemma(&reading.word(t).to_lowercase(), tag, &mut buffer))
                .is_some()
    })
}
