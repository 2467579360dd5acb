//! Features: what a token looks like, as numbers.

use super::quote::Quotes;
use super::tag::Tag;
use super::token::{Kind, Token};

/// What the models see of a token's letters: hashes, never the text.
#[derive(Clone, Copy, Debug, Default)]
pub struct Lexeme {
    /// The word in lower case, quote marks and digits made alike.
    pub word: u32,
    /// Its last two letters.
    pub suffix2: u32,
    /// Its last three letters.
    pub suffix3: u32,
    /// Its last four letters.
    pub suffix4: u32,
    /// Its first three letters.
    pub prefix: u32,
    /// Capitals, digits, hyphens; bits 0 to 2 tell the capitals.
    pub shape: u8,
    /// A tag that needs no model (marks, links), else 0.
    pub fixed: u8,
}

/// Joins a template's number and two values to one hash.
#[inline]
pub fn mix(template: u32, a: u32, b: u32) -> u32 {
    let x = (u64::from(a) << 32 | u64::from(b))
        ^ u64::from(template).wrapping_mul(0x9e37_79b9_7f4a_7c15);
    let m = u128::from(x) * 0xa076_1d64_78bd_642f;
    (m as u64 ^ (m >> 64) as u64) as u32
}

/// The hash of a word as [`Lexeme::word`] has it.
pub fn hash(word: &str) -> u32 {
    let mut h = 0x811c_9dc5u32;
    for b in word.bytes() {
        h = (h ^ u32::from(b)).wrapping_mul(0x0100_0193);
    }
    h ^ (h >> 15)
}

/// The lexemes of a text's tokens.
pub fn lexemes(text: &str, tokens: &[Token], quotes: &Quotes) -> Vec<Lexeme> {
    let mut buffer = String::new();
    tokens
        .iter()
        .enumerate()
        .map(|(i, t)| {
            lexeme(
                text.get(t.range()).unwrap_or(""),
                t.kind,
                quotes.side(i),
                &mut buffer,
            )
        })
        .collect()
}

fn lexeme(word: &str, kind: Kind, side: i8, lower: &mut String) -> Lexeme {
    let fixed = fixed(word, kind, side);
    lower.clear();
    make_alike(word, kind, side, lower);
    let ascii = lower.is_ascii();
    let tail = |n: usize| {
        hash(if ascii {
            &lower[lower.len().saturating_sub(n)..]
        } else {
            lower
                .char_indices()
                .rev()
                .nth(n - 1)
                .map_or(lower.as_str(), |(i, _)| &lower[i..])
        })
    };
    let head = if ascii {
        &lower[..lower.len().min(3)]
    } else {
        lower
            .char_indices()
            .nth(3)
            .map_or(lower.as_str(), |(i, _)| &lower[..i])
    };
    Lexeme {
        word: hash(lower),
        suffix2: tail(2),
        suffix3: tail(3),
        suffix4: tail(4),
        prefix: hash(head),
        shape: shape(word),
        fixed: fixed as u8,
    }
}

/// Writes a word in lower case, and marks and links of one kind all the same.
fn make_alike(word: &str, kind: Kind, side: i8, out: &mut String) {
    match kind {
        Kind::Quote => out.push_str(if side > 0 { "``" } else { "''" }),
        Kind::Dash => out.push_str(if word == "-" { "-" } else { "--" }),
        Kind::Markup => out.push_str("<>"),
        Kind::Link => out.push_str(if word.starts_with('@') {
            "@x"
        } else if word.starts_with('#') {
            "#x"
        } else {
            "www.x"
        }),
        _ => lower_case(word, out),
    }
}

/// Lower case with straight apostrophes, digits all made 0.
pub(super) fn lower_case(word: &str, out: &mut String) {
    if word.bytes().all(|b| b.is_ascii_alphabetic()) {
        let start = out.len();
        out.push_str(word);
        out[start..].make_ascii_lowercase();
        return;
    }
    for c in word.chars() {
        match c {
            'A'..='Z' => out.push(c.to_ascii_lowercase()),
            '0'..='9' => out.push('0'),
            '’' | '‘' => out.push('\''),
            '‑' => out.push('-'),
            '…' => out.push_str("..."),
            '\u{ad}' => {}
            _ if c.is_ascii() => out.push(c),
            _ => out.extend(c.to_lowercase()),
        }
    }
}

fn shape(word: &str) -> u8 {
    let mut chars = word.chars();
    let first = chars.next().unwrap_or(' ');
    let (mut upper, mut lower, mut digit, mut hyphen) = (false, false, false, false);
    for c in word.chars() {
        digit |= c.is_numeric();
        hyphen |= c == '-' || c == '‑';
    }
    for c in chars {
        upper |= c.is_uppercase();
        lower |= c.is_lowercase();
    }
    let capital = match (first.is_uppercase(), upper, lower) {
        (true, false, false) => 1,
        (true, false, true) => 2,
        (true, true, false) => 3,
        (true, true, true) => 4,
        (false, true, _) => 5,
        (false, false, _) => u8::from(!first.is_lowercase()) * 6,
    };
    capital | u8::from(digit) << 3 | u8::from(hyphen) << 4
}

fn fixed(word: &str, kind: Kind, side: i8) -> Tag {
    match kind {
        Kind::Quote if side > 0 => Tag::OpenQuote,
        Kind::Quote if side < 0 => Tag::CloseQuote,
        Kind::Dash => Tag::Colon,
        Kind::Markup => Tag::Nn,
        Kind::Mark => match word {
            "." | "?" | "!" => Tag::Stop,
            "," => Tag::Comma,
            ":" | ";" | "..." | "…" => Tag::Colon,
            "(" | "[" | "{" => Tag::Open,
            ")" | "]" | "}" => Tag::Close,
            "$" | "£" | "€" => Tag::Dollar,
            _ => Tag::Unknown,
        },
        _ => Tag::Unknown,
    }
}
