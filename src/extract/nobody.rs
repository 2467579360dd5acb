//! What is not said: "nobody denied it", "neither Oduya nor the board", "nor did he say", "told no one".

use super::draft::Draft;
use super::gazetteer::gazetteer;
use super::lexicon::Lexicon;
use super::relation::undone;
use super::scene::{self, Scene};
use super::{Reading, Tag, draft::How, turn};
use std::ops::Range;

/// Whom a phrase means of whom it says that they did not.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Nobody {
    /// No being at all: "nobody", "no official".
    Nobody,
    /// One of two or more that are known, yet not named here: "neither company".
    Neither,
    /// Those in these tokens: "Oduya" and "the board", "the engineers".
    NoneOf(Vec<Range<usize>>),
}

/// Words that are nobody by themselves.
const NOBODY: [&str; 4] = ["nobody", "no-one", "none", "nothing"];

/// What a phrase begins with that means nobody.
const BEGINS: [&str; 7] = [
    "nobody", "no-one", "none", "nothing", "no", "not", "neither",
];

/// What is more than nobody behind "no" or "none": "no fewer than six officials", "No 10".
const SOME: [&str; 8] = [
    "fewer", "less", "more", "other", "longer", "doubt", "matter", "wonder",
];

/// Who did it after all: "no one but the mayor".
const BUT: [&str; 6] = ["but", "except", "besides", "save", "apart", "aside"];

/// What turns a sentence round, and what it says: "nor did she say".
const TURNS: [&str; 4] = ["nor", "neither", "never", "nowhere"];

/// Verbs that can stand before their subject.
const HELPING: [&str; 14] = [
    "did", "do", "does", "has", "have", "had", "would", "could", "will", "can", "should", "was",
    "were", "is",
];

/// How many tokens "neither" may stand before its "nor".
const REACH: usize = 24;

/// Times and places of none: "at no point did she say".
const NO_TIME: [&str; 6] = [
    "point",
    "time",
    "stage",
    "moment",
    "occasion",
    "circumstances",
];

/// Turns round what nobody says, what is said to nobody, and what somebody does not say.
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
        if let Some(first) = draft.source.first_mut() {
            whole(scene, first);
            antecedent(scene, first);
        }
        let parties = draft.source.first().and_then(|s| nobody(reading, s));
        let turned = draft.how == How::Verb || draft.how == How::Model;
        let turned = parties.is_none() && turned && is_turned(scene, draft);
        let to = draft.target.iter().chain(&draft.addressee);
        let to = to.filter(|r| nobody(reading, r).is_some()).count();
        let by = parties.is_some() || turned;
        if by && parties != Some(Nobody::Nobody) {
            not(lexicon, draft);
        } else {
            draft.negated ^= by;
        }
        draft.negated ^= to % 2 == 1;
    }
}

/// Negates a statement whose source is known: who would not comment declines to.
fn not(lexicon: &Lexicon, draft: &mut Draft) {
    let passive = draft.how == How::Passive;
    match undone(lexicon, &draft.lemma, passive).filter(|_| !draft.negated) {
        Some(relation) if relation != draft.relation => draft.relation = relation,
        _ => draft.negated = !draft.negated,
    }
}

/// "There is nothing that suggests it": what suggests it is nothing.
fn antecedent(scene: &Scene<'_, '_>, source: &mut Range<usize>) {
    let relative = source.len() == 1
        && scene.tokens.contains(&source.start)
        && is(scene.reading, source.start, &["that", "which", "who"]);
    let before = scene.phrase_of(source.start).checked_sub(1);
    if let Some(noun) = before.filter(|&p| relative && scene.is_noun(p)) {
        let noun = scene.tokens_of(noun, noun + 1);
        if nobody(scene.reading, &noun) == Some(Nobody::Nobody) {
            *source = noun;
        }
    }
}

/// Gives a source the "neither" that stands before it, also before a "nor".
fn whole(scene: &Scene<'_, '_>, source: &mut Range<usize>) {
    let reading = scene.reading;
    if !scene.tokens.contains(&source.start) {
        return;
    }
    let from = source.start.saturating_sub(1).max(scene.tokens.start);
    // "Oduya nor the board" has lost its "neither", and so has "the board".
    let nor = (from..source.end).any(|t| is(reading, t, &["nor"]));
    let reach = if nor { REACH } else { 1 };
    let before = (scene.tokens.start..source.start).rev().take(reach);
    let neither = before
        .take_while(|&t| !reading.tokens[t].tag.is_verb())
        .find(|&t| is(reading, t, &["neither"]));
    if let Some(neither) = neither {
        source.start = neither;
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

/// Returns whom a phrase means that says of its own words that they did not; none for any other phrase.
pub(super) fn nobody(reading: &Reading<'_>, tokens: &Range<usize>) -> Option<Nobody> {
    let is = |at: usize, words: &[&str]| at < tokens.end && is(reading, at, words);
    let mut at = tokens.start;
    // "virtually no one"
    let before = |tag: Tag| tag == Tag::Rb || tag.is_mark();
    while at + 1 < tokens.end && before(reading.tokens[at].tag) && !is(at, &BEGINS) {
        at += 1;
    }
    if !is(at, &BEGINS) || is(at + 1, &SOME) || excepts(reading, at + 1..tokens.end + 1) {
        return None;
    }
    let one = usize::from(is(at + 1, &["one"]));
    let of = at + one + 1;
    if is(of, &["of"]) && of + 1 < tokens.end {
        return Some(Nobody::NoneOf(vec![of + 1..tokens.end]));
    }
    let neither = is(at, &["neither"]);
    if neither && (at + 1..tokens.end).any(|t| is(t, &["nor"])) {
        return Some(Nobody::NoneOf(between_nor(reading, at + 1..tokens.end)));
    }
    let noun = is(at, &["no"]) && at + 1 < tokens.end && denies_noun(reading, at);
    match neither {
        true => Some(Nobody::Neither),
        false => (one == 1 || noun || is(at, &NOBODY)).then_some(Nobody::Nobody),
    }
}

/// The phrases that "nor" stands between.
fn between_nor(reading: &Reading<'_>, tokens: Range<usize>) -> Vec<Range<usize>> {
    let (mut out, mut start) = (Vec::new(), tokens.start);
    let nors = tokens.clone().filter(|&t| is(reading, t, &["nor"]));
    for end in nors.chain([tokens.end]) {
        out.push(start..end);
        start = end + 1;
    }
    out.retain(|r| !r.is_empty());
    out
}

/// Whether somebody is left out of it, who then did it: "no one but the mayor".
fn excepts(reading: &Reading<'_>, tokens: Range<usize>) -> bool {
    let end = tokens.end.min(reading.tokens.len());
    (tokens.start..end).any(|t| is(reading, t, &BUT))
}

/// Whether "no" denies the noun behind it and is not a part of a name: "No 10", "No Labels".
fn denies_noun(reading: &Reading<'_>, no: usize) -> bool {
    let (next, tag) = (reading.word(no + 1), reading.tokens[no + 1].tag);
    let named = next.starts_with(char::is_uppercase) && gazetteer().demonym(next).is_none();
    // The capital of "No" can be the sentence's, too: then it is left as it is.
    let name = named && reading.word(no).starts_with(char::is_uppercase);
    !tag.is_mark() && tag != Tag::Cd && !name
}

/// Returns the phrases of those who do not do it: "Oduya" and "the board" of "neither Oduya nor the board".
pub(super) fn named(reading: &Reading<'_>, source: &Range<usize>) -> Vec<Range<usize>> {
    match nobody(reading, source) {
        Some(Nobody::NoneOf(those)) => those,
        _ => vec![source.clone()],
    }
}

/// Whether a token is one of these words, whatever its capitals.
fn is(reading: &Reading<'_>, at: usize, words: &[&str]) -> bool {
    let word = reading.word(at);
    words.iter().any(|w| word.eq_ignore_ascii_case(w))
}

#[cfg(test)]
mod tests {
    use crate::{Article, extract::Extractor};

    /// The statements of a text: `not relation(sources > targets)`.
    fn statements(text: &str) -> Vec<String> {
        let mut article = Article::from_text("a", text);
        Extractor::new().with_any_language().extract(&mut article);
        let names = |ids: &[String]| {
            let named = article.entities.iter().filter(|e| ids.contains(&e.id));
            named
                .map(|e| e.name.as_str())
                .collect::<Vec<_>>()
                .join(" + ")
        };
        let statements = article.statements.iter().map(|s| {
            let not = if s.negated { "not " } else { "" };
            format!(
                "{not}{}({} > {})",
                s.relation,
                names(&s.source),
                names(&s.target)
            )
        });
        statements.collect()
    }

    #[track_caller]
    fn says(text: &str, expected: &str) {
        assert_eq!(statements(text), [expected], "{text}");
    }

    #[test]
    fn what_nobody_says_is_not_said() {
        says("Nobody denied that the wall had moved.", "not denied( > )");
        says(
            "No one at the board has denied the report.",
            "not denied( > )",
        );
        says(
            "No official has confirmed the report.",
            "not confirmed( > )",
        );
        says("Virtually no one denies the crack.", "not denied( > )");
        says("The report was denied by nobody.", "not denied( > )");
    }

    #[test]
    fn of_those_who_do_not_say_it_their_names_stay() {
        says(
            "Neither Ann Oduya nor the bridge union denied the report.",
            "not denied(Ann Oduya + bridge union > )",
        );
        says(
            "Neither Ann Oduya nor Bo Reyes would comment on the leaked memo.",
            "declinedComment(Ann Oduya + Bo Reyes > )",
        );
        says(
            "None of the engineers denied the crack.",
            "not denied(engineers > )",
        );
        says(
            "Neither company would say how many workers were hurt.",
            "declinedComment( > )",
        );
    }

    #[test]
    fn what_is_said_to_nobody_is_not_said() {
        says(
            "Bo Reyes accused nobody of lying.",
            "not accused(Bo Reyes > )",
        );
        says(
            "Bo Reyes told no one that the dam leaked.",
            "not said(Bo Reyes > )",
        );
    }

    #[test]
    fn a_sentence_turned_round_denies_its_verb() {
        says(
            "Nor did Ann Oduya deny that the wall had moved.",
            "not denied(Ann Oduya > )",
        );
        says(
            "At no point did Ann Oduya deny that the wall had moved.",
            "not denied(Ann Oduya > )",
        );
    }

    #[test]
    fn not_every_no_is_nobody() {
        says("No. 10 said the vote was fair.", "said(No. 10 > )");
        says(
            "No fewer than six officials said the vote was fair.",
            "said(six officials > )",
        );
        says(
            "No one but the mayor has denied the report.",
            "denied(mayor > )",
        );
    }
}
