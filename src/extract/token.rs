//! Tokens: words as the Penn treebank cuts them, marks, handles, links.

use super::{abbreviation::keeps_stop, tag::Tag};

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Kind {
    /// Letters, perhaps with digits, hyphens or an apostrophe inside.
    Word,
    /// Begins with a digit.
    Number,
    /// A mark that opens or closes a quotation.
    Quote,
    /// A dash of any length.
    Dash,
    /// Any other mark.
    Mark,
    /// A handle, hashtag, address or link.
    Link,
    /// A leftover tag of HTML or XML.
    Markup,
}

/// A token: its place in the text, in bytes, and what it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// First byte.
    pub start: u32,
    /// Byte after the last.
    pub end: u32,
    /// Part of speech.
    pub tag: Tag,
    /// What it is made of.
    pub kind: Kind,
}

impl Token {
    /// The token's place in the text, in bytes.
    pub fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// Cuts a text into tokens; every tag is still [`Tag::Unknown`].
pub(super) fn tokens(text: &str) -> Vec<Token> {
    let mut scan = Scan {
        text,
        bytes: text.as_bytes(),
        out: Vec::with_capacity(text.len() / 5 + 1),
    };
    let mut at = 0;
    while at < text.len() {
        at = scan.next(at);
    }
    scan.out
}

struct Scan<'t> {
    text: &'t str,
    bytes: &'t [u8],
    out: Vec<Token>,
}

impl Scan<'_> {
    fn byte(&self, at: usize) -> u8 {
        self.bytes.get(at).copied().unwrap_or(0)
    }

    fn char(&self, at: usize) -> char {
        self.text
            .get(at..)
            .and_then(|t| t.chars().next())
            .unwrap_or('\0')
    }

    fn push(&mut self, start: usize, end: usize, kind: Kind) -> usize {
        // A text past 4 GiB is refused by the readers.
        self.out.push(Token {
            start: start as u32,
            end: end as u32,
            tag: Tag::Unknown,
            kind,
        });
        end
    }

    /// Reads what begins at a byte and says where it ends.
    fn next(&mut self, at: usize) -> usize {
        let c = self.char(at);
        let after = at + c.len_utf8();
        if is_space(c) {
            return after;
        }
        if c.is_alphanumeric() || c == '_' {
            return self.word(at);
        }
        match c {
            '@' | '#'
                if self.char(after).is_alphabetic() || (c == '@' && is_part(self.char(after))) =>
            {
                let end = self.run(after, is_part);
                self.push(at, end, Kind::Link)
            }
            '<' => self.markup(at),
            '.' if self.byte(after) == b'.' => {
                let end = self.run(at, |c| c == '.');
                self.push(at, end, Kind::Mark)
            }
            '-' | '—' | '–' | '―' | '‒' => {
                let end = self.run(at, |c| matches!(c, '-' | '—' | '–' | '―' | '‒'));
                self.push(at, end, Kind::Dash)
            }
            '\'' | '’' | '‘' | '`' if self.char(after) == c => {
                self.push(at, after + c.len_utf8(), Kind::Quote)
            }
            '\'' | '’' if self.clitic(at) > at => {
                let end = self.clitic(at);
                self.push(at, end, Kind::Word)
            }
            '\'' | '’' | '‘' if self.decade(after) => self.word(at),
            '"' | '“' | '”' | '„' | '‟' | '«' | '»' | '‹' | '›' | '＂' | '〝' | '〞' | '\''
            | '’' | '‘' | '‚' | '`' => self.push(at, after, Kind::Quote),
            _ => {
                let end = self.run(after, is_joined);
                self.push(at, end, Kind::Mark)
            }
        }
    }

    fn run(&self, at: usize, keep: impl Fn(char) -> bool) -> usize {
        let rest = self.text.get(at..).unwrap_or("");
        at + rest.find(|c| !keep(c)).unwrap_or(rest.len())
    }

    /// The end of a clitic ('s, 're, …) that begins at an apostrophe, else `at`.
    fn clitic(&self, at: usize) -> usize {
        let start = at + self.char(at).len_utf8();
        // Only after a word that it touches: elsewhere the mark opens a quotation.
        let touches = self.out.last().is_some_and(|t| {
            t.end as usize == at && matches!(t.kind, Kind::Word | Kind::Number | Kind::Link)
        });
        let two = (
            self.byte(start).to_ascii_lowercase(),
            self.byte(start + 1).to_ascii_lowercase(),
        );
        let length = match two {
            (b'r', b'e') | (b'v', b'e') | (b'l', b'l') => 2,
            (b's' | b'd' | b'm', _) => 1,
            _ => return at,
        };
        let ends = !is_part(self.char(start + length));
        if touches && ends { start + length } else { at }
    }

    /// Whether a shortened year or decade ('90s, '16) begins here.
    fn decade(&self, at: usize) -> bool {
        let digits = self.byte(at).is_ascii_digit() && self.byte(at + 1).is_ascii_digit();
        let end = at + 2 + usize::from(self.byte(at + 2) == b's');
        digits && !is_part(self.char(end))
    }

    fn markup(&mut self, at: usize) -> usize {
        let opens =
            self.byte(at + 1).is_ascii_alphabetic() || matches!(self.byte(at + 1), b'/' | b'!');
        // A longer stretch is a "less than" in running text.
        let close = self.bytes[at..]
            .iter()
            .take(400)
            .position(|&b| b == b'>' || b == b'\n');
        match close {
            Some(n) if opens && self.byte(at + n) == b'>' => {
                self.push(at, at + n + 1, Kind::Markup)
            }
            _ => self.push(at, at + 1, Kind::Mark),
        }
    }

    fn word(&mut self, start: usize) -> usize {
        if let Some(end) = self.link(start) {
            return self.push(start, end, Kind::Link);
        }
        let first = self.char(start);
        let mut at = start + first.len_utf8();
        loop {
            // The common case, letters and digits of ASCII, without decoding.
            while self.byte(at).is_ascii_alphanumeric() {
                at += 1;
            }
            let c = self.char(at);
            let after = at + c.len_utf8();
            if c.is_alphanumeric() || is_joined(c) || c == '_' {
                at = after;
                continue;
            }
            match c {
                '\0' => break,
                '\'' | '’' if self.char(after).is_alphabetic() && self.ends_word(after) => break,
                _ if self.joins(at, c, after) => at = after,
                _ => break,
            }
        }
        let kind = if first.is_numeric() {
            Kind::Number
        } else {
            Kind::Word
        };
        if let Some(not) = self.before_not(start, at) {
            self.push(start, not.start, Kind::Word);
            return self.push(not.start, not.end, Kind::Word);
        }
        if self.byte(at) == b'.' && keeps_stop(&self.text[start..at]) {
            at += 1;
        }
        self.push(start, at, kind)
    }

    /// Whether what follows an apostrophe is a clitic and no more of the word.
    fn ends_word(&self, after: usize) -> bool {
        let end = self.run(after, is_part);
        let tail = &self.bytes[after..end];
        [&b"s"[..], b"d", b"m", b"re", b"ve", b"ll", b"t"]
            .iter()
            .any(|c| tail.eq_ignore_ascii_case(c))
    }

    /// Whether a mark inside a word belongs to it.
    fn joins(&self, at: usize, c: char, after: usize) -> bool {
        let (before, next) = (self.byte(at.wrapping_sub(1)), self.char(after));
        let digits = before.is_ascii_digit() && next.is_ascii_digit();
        match c {
            '-' | '‑' | '\u{ad}' | '&' | '/' | '@' | '=' => next.is_alphanumeric(),
            '\'' | '’' => next.is_alphabetic(),
            ',' | ':' => digits,
            '.' => {
                digits
                    || (next.is_alphabetic()
                        && self.single(at)
                        && !self.byte(after + 1).is_ascii_alphabetic())
                    || self.domain(after)
            }
            _ => false,
        }
    }

    /// Whether one letter alone stands before this place.
    fn single(&self, at: usize) -> bool {
        let before = self
            .text
            .get(..at)
            .unwrap_or("")
            .chars()
            .rev()
            .take(2)
            .collect::<Vec<_>>();
        before.first().is_some_and(|c| c.is_alphabetic())
            && before.get(1).is_none_or(|c| !is_part(*c))
    }

    fn domain(&self, after: usize) -> bool {
        let end = self.run(after, |c| c.is_ascii_alphabetic());
        ["com", "org", "net", "gov", "edu", "co", "tv", "uk", "ly"]
            .contains(&&self.text[after..end])
            && !is_part(self.char(end))
    }

    /// Where the "n't" of "don't" stands, or the "not" of "cannot".
    fn before_not(&self, start: usize, at: usize) -> Option<std::ops::Range<usize>> {
        if self.bytes[start..at].eq_ignore_ascii_case(b"cannot") {
            return Some(at - 3..at);
        }
        let quote = self.char(at);
        let t = at + quote.len_utf8();
        let is_not = matches!(quote, '\'' | '’')
            && self.byte(t).eq_ignore_ascii_case(&b't')
            && !is_part(self.char(t + 1))
            && self.byte(at.wrapping_sub(1)).eq_ignore_ascii_case(&b'n')
            && at > start + 1;
        is_not.then_some(at - 1..t + 1)
    }

    fn link(&self, start: usize) -> Option<usize> {
        let rest = &self.bytes[start..];
        let is = |p: &[u8]| rest.len() >= p.len() && rest[..p.len()].eq_ignore_ascii_case(p);
        if !(is(b"http://") || is(b"https://") || is(b"www.")) {
            return None;
        }
        let end = self.run(start, |c| {
            !is_space(c) && !matches!(c, '<' | '>' | '"' | '“' | '”')
        });
        let kept =
            self.text[start..end].trim_end_matches(['.', ',', ')', '\'', '’', ';', ':', '!', '?']);
        Some(start + kept.len().max(1))
    }
}

fn is_space(c: char) -> bool {
    c.is_whitespace()
        || c.is_control()
        || matches!(
            c,
            '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{202a}'
                ..='\u{202e}' | '\u{2060}'
        )
}

fn is_part(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// Combining marks and what glues an emoji together.
fn is_joined(c: char) -> bool {
    matches!(c, '\u{300}'..='\u{36f}' | '\u{1ab0}'..='\u{1aff}' | '\u{20d0}'..='\u{20ff}' | '\u{fe00}'..='\u{fe0f}' | '\u{200d}' | '\u{1f3fb}'..='\u{1f3ff}')
}
