//! Sentences, inside paragraphs.

use super::token::{Kind, Token};
use std::ops::Range;

/// A sentence: its tokens, and the paragraph it stands in.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Indices into the reading's tokens.
    pub tokens: Range<usize>,
    /// Number of the paragraph, from 0.
    pub paragraph: usize,
}

/// No sentence is longer, so that the time a text takes grows with its length alone.
const LONGEST: usize = 160;

/// Titles that a name follows: their full stop ends no sentence.
const TITLES: &[&str] = &[
    "mr", "mrs", "ms", "dr", "prof", "sen", "sens", "rep", "reps", "gov", "govs", "gen", "lt",
    "col", "maj", "capt", "cmdr", "sgt", "adm", "brig", "rev", "hon", "pres", "st", "vs", "v",
    "messrs", "mt", "ft", "supt", "atty", "asst", "no", "nos",
];

/// Words that begin a sentence much more often than they follow an abbreviation with a capital.
const STARTERS: &[&str] = &[
    "the", "a", "an", "he", "she", "it", "they", "we", "i", "you", "this", "that", "these",
    "those", "but", "and", "in", "on", "at", "for", "as", "when", "while", "if", "his", "her",
    "their", "our", "my", "there", "what", "who", "how", "why", "not", "no", "some", "many",
    "most", "after", "before", "since", "with", "so",
];

/// Cuts tokens into sentences.
pub(super) fn sentences(text: &str, tokens: &[Token]) -> Vec<Sentence> {
    let mut out = Vec::with_capacity(tokens.len() / 20 + 1);
    let (mut first, mut paragraph) = (0, 0);
    let mut at = 0;
    while at < tokens.len() {
        let end = sentence_end(text, tokens, at);
        let last = tokens.len() == end;
        let breaks = !last && breaks_paragraph(text, &tokens[first..end], &tokens[end]);
        let ends = last
            || breaks
            || (end > at + 1 || is_stop(text, &tokens[at])) && starts(text, tokens, at, end);
        at = end;
        if ends || end - first >= LONGEST {
            out.push(Sentence {
                tokens: first..end,
                paragraph,
            });
            first = end;
            paragraph += usize::from(breaks);
        }
    }
    out
}

fn word<'t>(text: &'t str, token: &Token) -> &'t str {
    text.get(token.range()).unwrap_or("")
}

fn is_stop(text: &str, token: &Token) -> bool {
    let w = word(text, token);
    matches!(w, "." | "?" | "!" | "…") || w.ends_with('.') || w.ends_with('…')
}

/// The token after a stop and the marks that close with it, or simply the next one.
fn sentence_end(text: &str, tokens: &[Token], at: usize) -> usize {
    if !is_stop(text, &tokens[at]) {
        return at + 1;
    }
    let mut end = at + 1;
    while let Some(t) = tokens.get(end) {
        let touches = t.start == tokens[end - 1].end;
        let closes = matches!(word(text, t), ")" | "]" | "?" | "!" | ".") || t.kind == Kind::Quote;
        if !(closes && touches) {
            break;
        }
        end += 1;
    }
    end
}

/// Whether a new sentence begins at `end`, after the stop at `stop`.
fn starts(text: &str, tokens: &[Token], stop: usize, end: usize) -> bool {
    let Some(next) = tokens.get(end) else {
        return true;
    };
    let stopped = word(text, &tokens[stop]);
    let opens = word(text, next);
    let first = opens.chars().next().unwrap_or(' ');
    let gap = next.start > tokens[end - 1].end;
    let begins = first.is_uppercase()
        || first.is_numeric()
        || !first.is_alphanumeric()
        || !first.is_lowercase();
    match stopped {
        "." | "?" | "!" if end == stop + 1 => {
            begins
                && (gap || first.is_uppercase())
                && !matches!(opens, "," | ";" | ")" | "-" | "—" | "–")
        }
        "." | "?" | "!" => begins && !matches!(opens, "," | ";" | ")" | "-" | "—" | "–"),
        s if s.starts_with("..") || s == "…" => first.is_uppercase() && gap,
        _ => abbreviation_ends(text, tokens, stop, end, first),
    }
}

/// Whether an abbreviation's full stop ends the sentence too.
fn abbreviation_ends(text: &str, tokens: &[Token], stop: usize, end: usize, first: char) -> bool {
    let stem = word(text, &tokens[stop]).trim_end_matches('.');
    let title = TITLES.iter().any(|t| stem.eq_ignore_ascii_case(t));
    if title
        || stem.chars().count() == 1
        || !first.is_uppercase() && tokens[end].kind != Kind::Quote
    {
        return false;
    }
    let next = tokens
        .get(end..)
        .unwrap_or(&[])
        .iter()
        .find(|t| t.kind != Kind::Quote);
    let opens = next.map_or("", |t| word(text, t));
    end > stop + 1
        || STARTERS.iter().any(|s| opens.eq_ignore_ascii_case(s))
        || tokens[end].kind == Kind::Quote
}

/// Whether a paragraph ends between the last of some tokens and the next one.
fn breaks_paragraph(text: &str, before: &[Token], next: &Token) -> bool {
    let Some(last) = before.last() else {
        return false;
    };
    let gap = text
        .get(last.end as usize..next.start as usize)
        .unwrap_or("");
    let lines = gap.bytes().filter(|&b| b == b'\n').count();
    if lines != 1 {
        return lines > 1;
    }
    // One line break is a paragraph's end unless the text is wrapped at some column.
    let line = text
        .get(..last.end as usize)
        .unwrap_or("")
        .bytes()
        .rev()
        .take(120)
        .take_while(|&b| b != b'\n')
        .count();
    let open = !matches!(
        text.as_bytes().get(last.end as usize - 1),
        Some(b'.' | b'?' | b'!' | b':' | b'"' | b'\'')
    );
    let goes_on = word(text, next).starts_with(|c: char| c.is_lowercase());
    !(goes_on || (50..100).contains(&line) && open)
}
