//! Quotations: which marks open, which close, and what stands between.

use super::sentence::Sentence;
use super::token::{Kind, Token};

/// The quotations of a text.
#[derive(Clone, Debug, Default)]
pub struct Quotes {
    /// Every quotation in order, without overlap: indices of the marks' tokens.
    pub pairs: Vec<Quote>,
    /// For every token: 1 opens, -1 closes, 0 neither.
    sides: Vec<i8>,
    /// For every token: the number of its quotation plus one, 0 outside; its marks count as inside.
    inside: Vec<u32>,
}

/// One quotation.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Quote {
    /// The token of the opening mark.
    pub open: usize,
    /// The token of the closing mark, or the paragraph's last when none closes it.
    pub close: usize,
    /// Whether a mark closes it.
    pub closed: bool,
}

impl Quotes {
    /// Whether a token opens (1), closes (-1) or does neither (0).
    pub fn side(&self, token: usize) -> i8 {
        self.sides.get(token).copied().unwrap_or(0)
    }

    /// The quotation that a token stands in, its marks counted in.
    pub fn around(&self, token: usize) -> Option<usize> {
        self.inside
            .get(token)
            .and_then(|n| (*n as usize).checked_sub(1))
    }
}

/// What a mark can be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mark {
    Open,
    Close,
    /// A straight mark: its surroundings tell.
    Either,
}

/// Finds the quotations; a quotation ends with its paragraph at the latest.
pub(super) fn quotes(text: &str, tokens: &[Token], sentences: &[Sentence]) -> Quotes {
    let single = single_marks(text, tokens);
    let mut out = Quotes {
        pairs: Vec::new(),
        sides: vec![0; tokens.len()],
        inside: vec![0; tokens.len()],
    };
    let mut from = 0;
    while from < sentences.len() {
        let to = sentences[from..]
            .iter()
            .position(|s| s.paragraph != sentences[from].paragraph)
            .map_or(sentences.len(), |n| from + n);
        out.paragraph(
            text,
            tokens,
            sentences[from].tokens.start..sentences[to - 1].tokens.end,
            single,
        );
        from = to;
    }
    out
}

/// Whether single marks quote here, as in British print: they outnumber the double ones.
fn single_marks(text: &str, tokens: &[Token]) -> bool {
    let (mut single, mut double) = (0usize, 0usize);
    for (i, t) in tokens.iter().enumerate() {
        match text.get(t.range()) {
            Some("'" | "‘") if spaced(tokens, i).0 && !spaced(tokens, i).1 => single += 1,
            Some("\"" | "“" | "''" | "``" | "«" | "„") => double += 1,
            _ => {}
        }
    }
    single > double
}

/// Whether space (or an opening mark) stands before a token, and space after it.
fn spaced(tokens: &[Token], i: usize) -> (bool, bool) {
    let before = i == 0 || tokens[i - 1].end < tokens[i].start;
    let after = tokens.get(i + 1).is_none_or(|t| t.start > tokens[i].end);
    (before, after)
}

fn mark(word: &str, single: bool) -> Option<Mark> {
    Some(match word {
        "“" | "``" | "„" | "‟" | "«" | "〝" | "‘‘" => Mark::Open,
        "”" | "»" | "〞" | "’’" => Mark::Close,
        "\"" | "''" | "＂" => Mark::Either,
        "‘" | "‹" | "`" | "‚" if single => Mark::Open,
        "’" | "›" if single => Mark::Close,
        "'" if single => Mark::Either,
        _ => return None,
    })
}

impl Quotes {
    fn paragraph(
        &mut self,
        text: &str,
        tokens: &[Token],
        range: std::ops::Range<usize>,
        single: bool,
    ) {
        let mut open: Option<usize> = None;
        for i in range.clone() {
            if tokens[i].kind != Kind::Quote {
                continue;
            }
            let word = text.get(tokens[i].range()).unwrap_or("");
            let Some(mark) = mark(word, single) else {
                continue;
            };
            match (self.opens(tokens, i, mark, open.is_some(), word), open) {
                (true, was) => {
                    if let Some(from) = was {
                        self.close(from, i - 1, false);
                    }
                    self.sides[i] = 1;
                    open = Some(i);
                }
                (false, Some(from))
                    if word != "'" && word != "’" || closes_single(text, tokens, i) =>
                {
                    self.sides[i] = -1;
                    self.close(from, i, true);
                    open = None;
                }
                (false, Some(_)) => {}
                (false, None) => self.sides[i] = -1,
            }
        }
        if let Some(from) = open {
            self.close(from, range.end - 1, false);
        }
    }

    fn opens(&self, tokens: &[Token], i: usize, mark: Mark, open: bool, word: &str) -> bool {
        let (before, after) = spaced(tokens, i);
        match mark {
            Mark::Open => true,
            Mark::Close => false,
            // A single straight mark inside a word's neighbourhood opens only after space.
            Mark::Either if word == "'" => before && !after && !open,
            Mark::Either if before != after => before && !(open && tokens.get(i + 1).is_none()),
            Mark::Either => !open,
        }
    }

    fn close(&mut self, from: usize, to: usize, closed: bool) {
        let to = to.max(from);
        self.pairs.push(Quote {
            open: from,
            close: to,
            closed,
        });
        let number = self.pairs.len() as u32;
        self.inside[from..=to].fill(number);
    }
}

/// Whether a single mark closes a quotation rather than make a possessive.
fn closes_single(text: &str, tokens: &[Token], i: usize) -> bool {
    let (before, after) = spaced(tokens, i);
    let mark_before = i > 0 && tokens[i - 1].kind == Kind::Mark;
    let next = tokens
        .get(i + 1)
        .and_then(|t| text.get(t.range()))
        .unwrap_or(".");
    let plural = i > 0
        && text
            .get(tokens[i - 1].range())
            .is_some_and(|w| w.ends_with('s'));
    const AFTER: &[&str] = &[
        "and", "but", "or", "he", "she", "it", "they", "said", "says", "in", "on", "to", "over",
        "about", "for", "while", "after", "before", "when", "that", "which", "who", "is", "was",
        "are", "were", "has", "had", "have", "with", "from", "as", "by", "at", "because", "added",
        "wrote", "would", "will", "could",
    ];
    let goes_on = plural && AFTER.contains(&next);
    !before
        && (mark_before
            || goes_on
            || !plural && after
            || !next.starts_with(|c: char| c.is_alphanumeric()))
}
