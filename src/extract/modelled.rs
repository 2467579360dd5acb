//! Drafts of what the models found, where no frame was seen.

use super::draft::{Draft, How, tokens};
use super::lexicon::{self, Frames, Lexicon};
use super::relation::{Cue, choose};
use super::{Attribution, Reading, Tag, lemma::lemma};
use std::ops::Range;

/// A draft of what the models found where no frame was seen.
pub(super) fn draft(reading: &Reading<'_>, lexicon: &Lexicon, found: &Attribution) -> Draft {
    let ranges = |r: &[Range<usize>]| -> Vec<Range<usize>> {
        r.iter()
            .map(|b| tokens(reading, b))
            .filter(|r| !r.is_empty())
            .collect()
    };
    let cue = ranges(&found.cue);
    let content = ranges(&found.content);
    let (relation, lemma, negated) = relation(reading, lexicon, &cue, &content);
    let quoted = content
        .first()
        .is_some_and(|c| reading.quotes.around(c.start).is_some());
    Draft {
        source: bare(reading, ranges(&found.source)),
        content: opened(reading, unquoted(reading, content)),
        cue,
        relation,
        negated,
        quoted,
        lemma,
        confidence: found.confidence,
        how: How::Model,
        modelled: true,
        ..Draft::default()
    }
}

/// Sources without the marks of what they say: `” Zelensky` is Zelensky.
fn bare(reading: &Reading<'_>, sources: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let edge = |t: usize| is_mark(reading, t);
    // "which Anna Quist denied": the pronoun stands for what she denies.
    let relative = |t: usize| matches!(reading.tokens[t].tag, Tag::Wdt | Tag::Wp);
    let trim = |mut r: Range<usize>| {
        while r.start < r.end && (edge(r.start) || r.len() > 1 && relative(r.start)) {
            r.start += 1;
        }
        let owns = |t: usize| reading.tokens[t].tag == Tag::Pos;
        while r.start < r.end && (edge(r.end - 1) || owns(r.end - 1)) {
            r.end -= 1;
        }
        r
    };
    sources
        .into_iter()
        .map(trim)
        .filter(|r| !r.is_empty())
        .map(|r| phrase(reading, r))
        .collect()
}

/// Words that tell when somebody speaks.
const LATER: [&str; 9] = [
    "earlier",
    "however",
    "later",
    "meanwhile",
    "now",
    "still",
    "then",
    "today",
    "yet",
];

/// The phrase alone of what the models took for a source: "But within hours the ministry".
fn phrase(reading: &Reading<'_>, mut source: Range<usize>) -> Range<usize> {
    let tag = |t: usize| reading.tokens[t].tag;
    let names = |t: usize| tag(t).is_noun() || tag(t) == Tag::Prp;
    let whole = source.clone();
    while source.len() > 1 && leads(reading, source.start) {
        source.start += 1;
    }
    let clause = |r: &Range<usize>| {
        r.clone()
            .any(|t| matches!(tag(t), Tag::Wp | Tag::Wdt | Tag::Wrb))
    };
    if clause(&source) {
        return source;
    }
    let acts = source
        .clone()
        .take(source.len() - 1)
        .any(|t| tag(t).is_finite());
    if !acts && let Some(second) = second_phrase(reading, &source) {
        source.start = second;
    }
    while source.len() > 1
        && !acts
        && (tag(source.end - 1).is_finite() || tag(source.end - 1) == Tag::Rb)
        && source.clone().take(source.len() - 1).any(names)
    {
        source.end -= 1;
    }
    if source.clone().any(names) {
        source
    } else {
        whole
    }
}

/// Whether a token leads on to a phrase and is none of it.
fn leads(reading: &Reading<'_>, token: usize) -> bool {
    match reading.tokens[token].tag {
        Tag::Cc | Tag::Wrb => true,
        Tag::In => !reading.word(token).eq_ignore_ascii_case("of"),
        Tag::Rb => LATER.contains(&reading.word(token).to_lowercase().as_str()),
        _ => false,
    }
}

/// "That night the Echo": where a second phrase begins, if no verb makes a clause of it.
fn second_phrase(reading: &Reading<'_>, source: &Range<usize>) -> Option<usize> {
    let tag = |t: usize| reading.tokens[t].tag;
    (source.start + 1..source.end - 1)
        .rev()
        .find(|&t| matches!(tag(t), Tag::Dt | Tag::PrpS) && tag(t - 1).is_noun())
}

/// Whether a token is a sentence's first.
fn begins(reading: &Reading<'_>, token: usize) -> bool {
    let starts = |at: usize| reading.sentences.get(at).map(|s| s.tokens.start);
    starts(
        reading
            .sentences
            .partition_point(|s| s.tokens.start < token),
    ) == Some(token)
}

/// "If this comes out, we will be blamed": a sentence's content has its first word, too.
fn opened(reading: &Reading<'_>, mut content: Vec<Range<usize>>) -> Vec<Range<usize>> {
    if let Some(first) = content.first_mut()
        && let Some(before) = first.start.checked_sub(1)
        && matches!(reading.tokens[before].tag, Tag::In | Tag::Wrb)
        && begins(reading, before)
    {
        first.start = before;
    }
    content
}

/// Contents without the marks around a whole quotation.
fn unquoted(reading: &Reading<'_>, content: Vec<Range<usize>>) -> Vec<Range<usize>> {
    let edge = |t: usize| is_mark(reading, t);
    let trim = |mut r: Range<usize>| {
        while r.start < r.end && edge(r.start) && reading.quotes.side(r.start) <= 0 {
            r.start += 1;
        }
        while r.start < r.end
            && edge(r.end - 1)
            && reading.quotes.side(r.end - 1) >= 0
            && !matches!(reading.word(r.end - 1), "?" | "!")
        {
            r.end -= 1;
        }
        // "a claim that Kai Borg disputed": the pronoun is the clause's.
        if r.len() > 1 && matches!(reading.tokens[r.end - 1].tag, Tag::Wdt | Tag::Wp) {
            r.end -= 1;
        }
        let whole = r.len() > 2 && reading.quotes.side(r.start) > 0;
        if whole
            && reading
                .quotes
                .around(r.start)
                .is_some_and(|q| reading.quotes.pairs[q].close + 1 >= r.end)
        {
            r.start += 1;
            while r.end > r.start
                && edge(r.end - 1)
                && !matches!(reading.word(r.end - 1), "?" | "!")
            {
                r.end -= 1;
            }
        }
        r
    };
    content
        .into_iter()
        .map(trim)
        .filter(|r| !r.is_empty())
        .collect()
}

/// Whether a token is a mark that can stand around a phrase.
fn is_mark(reading: &Reading<'_>, token: usize) -> bool {
    matches!(
        reading.tokens[token].tag,
        Tag::Comma | Tag::Stop | Tag::OpenQuote | Tag::CloseQuote | Tag::Colon
    )
}

/// "said nothing about it", "would say no more": what is said is that nothing is.
fn is_silence(reading: &Reading<'_>, cue: &[Range<usize>], content: &[Range<usize>]) -> bool {
    let word = |t: usize| reading.word(t).to_lowercase();
    if cue.iter().cloned().flatten().any(|t| word(t) == "nothing") {
        return true;
    }
    let Some(first) = content.first().map(|c| c.start) else {
        return false;
    };
    let none = match word(first).as_str() {
        "nothing" => true,
        "no" | "little" => reading.tokens.len() > first + 1 && word(first + 1) == "more",
        _ => false,
    };
    let mut tokens = content.iter().cloned().flatten();
    none && !tokens.any(|t| reading.tokens[t].tag.is_finite())
}

/// The relation of a cue that no frame explains: by its verb, its noun, or *said*.
fn relation(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    cue: &[Range<usize>],
    content: &[Range<usize>],
) -> (usize, String, bool) {
    let Lemmas {
        verb,
        noun,
        negated,
    } = lemmas(reading, lexicon, cue);
    if let Some(lemma) = verb {
        if lemma == "say"
            && is_silence(reading, cue, content)
            && let Some(silent) = lexicon.by_name("declinedComment")
        {
            return (silent, lemma, false);
        }
        let cue = Cue {
            lemma: &lemma,
            frames: frames(reading, content),
            negated,
            ..Cue::default()
        };
        if let Some((relation, negated)) = choose(lexicon, lexicon.verb(&lemma), &cue) {
            return (relation, lemma, negated);
        }
    }
    if let Some(lemma) = noun {
        return (lexicon.noun_relation(&lemma).unwrap_or(0), lemma, negated);
    }
    (lexicon.by_name("said").unwrap_or(0), String::new(), false)
}

/// What the lexicon knows of a cue's words: its last verb and noun, and whether it is negated.
#[derive(Default)]
struct Lemmas {
    verb: Option<String>,
    noun: Option<String>,
    negated: bool,
}

/// Looks up the words of a cue.
fn lemmas(reading: &Reading<'_>, lexicon: &Lexicon, cue: &[Range<usize>]) -> Lemmas {
    let (mut found, mut buffer) = (Lemmas::default(), String::new());
    for at in cue.iter().cloned().flatten() {
        let tag = reading.tokens[at].tag;
        let lower = reading.word(at).to_lowercase();
        found.negated |= matches!(lower.as_str(), "not" | "n't" | "n’t" | "never");
        let word = lemma(&lower, tag, &mut buffer).to_owned();
        if tag.is_verb() {
            let word = lexicon.canonical(&word);
            if !lexicon.verb(&word).is_empty() {
                found.verb = Some(word);
            }
        } else if tag.is_noun() && lexicon.noun_relation(&word).is_some() {
            found.noun = Some(word);
        }
    }
    found
}

/// The frames that a content allows: an infinitive its own, any other words all of them.
fn frames(reading: &Reading<'_>, content: &[Range<usize>]) -> Frames {
    let first = content
        .first()
        .map_or(String::new(), |c| reading.word(c.start).to_lowercase());
    if first == "to" {
        lexicon::INF
    } else {
        Frames::MAX
    }
}
