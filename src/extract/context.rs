//! Context: what stands around a token, told without a parser.

use super::Reading;
use super::feature::hash;
use super::hint::{self, Entry};
use super::lemma::lemma;
use super::tag::Tag;
use super::token::Kind;

/// What the attribution models see of a token and its surroundings.
#[derive(Clone, Copy, Debug, Default)]
pub struct Context {
    /// The word's hash, in lower case.
    pub word: u32,
    /// The lemma's hash.
    pub lemma: u32,
    /// The hash of its last three letters.
    pub suffix: u32,
    /// The part of speech.
    pub tag: u8,
    /// Capitals, digits, hyphens.
    pub shape: u8,
    /// 0 outside a quotation, 1 its opening mark, 2 inside, 3 its closing mark.
    pub quote: u8,
    /// What the relations' list knows of the lemma.
    pub entry: Entry,
    /// The word that began the clause, hashed.
    pub clause: u32,
    /// Finite verbs since the clause began, up to 3.
    pub finite: u8,
    /// 0 outside noun phrases, 1 begins one, 2 goes on with one.
    pub phrase: u8,
    /// The head of the noun phrase that it stands in, or of the nearest before it.
    pub head: u32,
    /// The kind of that head: 0 none, 1 name, 2 pronoun, 3 plural, 4 other noun.
    pub head_kind: u8,
    /// The place in the sentence: bit 0 first, bit 1 last, bit 2 first of the paragraph.
    pub place: u8,
    /// Number of the sentence.
    pub sentence: u32,
    /// Number of the paragraph.
    pub paragraph: u32,
    /// Number of the quotation plus one, 0 outside.
    pub quotation: u32,
    /// The length of that quotation: 1 to 4, 0 outside.
    pub quote_length: u8,
    /// The nearest verb before it in the sentence that the relations' list has: lemma and distance.
    pub left: (u32, u8),
    /// The nearest such verb after it.
    pub right: (u32, u8),
    /// The sentence's first lemma.
    pub opening: u32,
    /// What the sentence holds: bit 0 a quotation, bit 1 begins inside one, bit 2 a listed verb.
    pub holds: u8,
    /// Counts from the text's beginning up to this token, itself left out.
    pub count: Counts,
}

/// Running counts; the difference between two tokens tells what lies between.
#[derive(Clone, Copy, Debug, Default)]
pub struct Counts {
    /// Finite verbs.
    pub finite: u32,
    /// Commas.
    pub comma: u32,
    /// Noun phrases begun.
    pub phrase: u32,
    /// Clauses begun.
    pub clause: u32,
    /// Quotation marks.
    pub mark: u32,
}

/// Looks at every token of a reading.
pub fn contexts(reading: &Reading<'_>) -> Vec<Context> {
    let mut out = Vec::with_capacity(reading.tokens.len());
    let mut words = Words::default();
    let mut count = Counts::default();
    let mut paragraph = usize::MAX;
    for (number, sentence) in reading.sentences.iter().enumerate() {
        let mut running = Running {
            clause: 1,
            ..Running::default()
        };
        for at in sentence.tokens.clone() {
            let mut c = words.context(reading, at);
            c.sentence = number as u32;
            c.paragraph = sentence.paragraph as u32;
            let first = at == sentence.tokens.start;
            c.place = u8::from(first)
                | u8::from(at + 1 == sentence.tokens.end) << 1
                | u8::from(first && paragraph != sentence.paragraph) << 2;
            running.step(&mut c, &mut count);
            out.push(c);
        }
        paragraph = sentence.paragraph;
        surroundings(&mut out[sentence.tokens.clone()]);
        heads(
            reading,
            &mut out[sentence.tokens.clone()],
            sentence.tokens.start,
        );
    }
    out
}

/// Room for the letters in hand.
#[derive(Default)]
struct Words {
    lower: String,
    buffer: String,
}

impl Words {
    fn context(&mut self, reading: &Reading<'_>, at: usize) -> Context {
        let (lexeme, token) = (&reading.lexemes[at], &reading.tokens[at]);
        let mut c = Context {
            word: lexeme.word,
            lemma: lexeme.word,
            suffix: lexeme.suffix3,
            tag: token.tag as u8,
            shape: lexeme.shape,
            ..Context::default()
        };
        let inflected = token.kind == Kind::Word
            && (token.tag.is_verb() || matches!(token.tag, Tag::Nns | Tag::Md));
        if inflected {
            self.lower.clear();
            super::feature::lower_case(reading.word(at), &mut self.lower);
            c.lemma = hash(lemma(&self.lower, token.tag, &mut self.buffer));
        }
        if token.tag.is_verb() || matches!(token.tag, Tag::Nn | Tag::Nns) {
            c.entry = hint::entry(c.lemma, token.tag.is_verb());
        }
        c.quotation = reading.quotes.around(at).map_or(0, |n| n as u32 + 1);
        c.quote_length = reading
            .quotes
            .around(at)
            .and_then(|n| reading.quotes.pairs.get(n))
            .map_or(0, |q| match q.close - q.open {
                0..=3 => 1,
                4..=7 => 2,
                8..=15 => 3,
                _ => 4,
            });
        c.quote = match (c.quotation, reading.quotes.side(at)) {
            (0, _) => 0,
            (_, 1) => 1,
            (_, -1) => 3,
            _ => 2,
        };
        c
    }
}

/// The clause that runs.
#[derive(Default)]
struct Running {
    clause: u32,
    finite: u8,
    phrase: bool,
}

impl Running {
    fn step(&mut self, c: &mut Context, count: &mut Counts) {
        let tag = tag_of(c.tag);
        let opens = match tag {
            Tag::Wdt
            | Tag::Wp
            | Tag::WpS
            | Tag::Wrb
            | Tag::Cc
            | Tag::Comma
            | Tag::Colon
            | Tag::OpenQuote
            | Tag::CloseQuote
            | Tag::Open
            | Tag::Close => true,
            Tag::In => hint::joins_clauses(c.word),
            _ => false,
        };
        c.count = *count;
        let nominal = nominal(tag);
        let begins = nominal
            && (!self.phrase || matches!(tag, Tag::Dt | Tag::Prp | Tag::PrpS | Tag::Wp | Tag::Ex));
        c.phrase = u8::from(nominal) + u8::from(nominal && !begins);
        self.phrase = nominal && !matches!(tag, Tag::Prp | Tag::Wp | Tag::Ex);
        c.clause = self.clause;
        c.finite = self.finite;
        count.phrase += u32::from(begins);
        count.comma += u32::from(tag == Tag::Comma);
        count.mark += u32::from(matches!(tag, Tag::OpenQuote | Tag::CloseQuote));
        if tag.is_finite() {
            count.finite += 1;
            self.finite = (self.finite + 1).min(3);
        }
        if opens {
            count.clause += 1;
            self.clause = c.word;
            self.finite = 0;
        }
    }
}

/// Tells every token of a sentence what stands about it there.
fn surroundings(sentence: &mut [Context]) {
    let opening = sentence.first().map_or(0, |c| c.lemma);
    let quoted = sentence.iter().any(|c| c.quote > 0);
    let begins_inside = sentence.first().is_some_and(|c| c.quote == 2);
    let listed = |c: &Context| c.entry.group > 0 && tag_of(c.tag).is_verb();
    let holds = u8::from(quoted)
        | u8::from(begins_inside) << 1
        | u8::from(sentence.iter().any(listed)) << 2;
    let mut near = (0, 0);
    for c in sentence.iter_mut() {
        (c.opening, c.holds, c.left) = (opening, holds, near);
        near = if listed(c) {
            (c.lemma, 0)
        } else {
            (near.0, near.1.saturating_add(1))
        };
    }
    near = (0, 0);
    for c in sentence.iter_mut().rev() {
        c.right = near;
        near = if listed(c) {
            (c.lemma, 0)
        } else {
            (near.0, near.1.saturating_add(1))
        };
    }
}

/// Whether a tag can stand in a noun phrase.
fn nominal(tag: Tag) -> bool {
    tag.is_noun()
        || matches!(
            tag,
            Tag::Dt
                | Tag::Pdt
                | Tag::Prp
                | Tag::PrpS
                | Tag::Jj
                | Tag::Jjr
                | Tag::Jjs
                | Tag::Cd
                | Tag::Pos
                | Tag::Dollar
                | Tag::Wp
                | Tag::Ex
        )
}

/// Tells every token the head of its noun phrase, or of the nearest before.
fn heads(reading: &Reading<'_>, sentence: &mut [Context], start: usize) {
    let mut at = 0;
    let (mut head, mut kind) = (0, 0);
    while at < sentence.len() {
        let mut end = at + 1;
        if sentence[at].phrase == 1 {
            while end < sentence.len() && sentence[end].phrase == 2 {
                end += 1;
            }
            let last = (at..end)
                .rev()
                .find(|&i| tag_of(sentence[i].tag) != Tag::Pos)
                .unwrap_or(at);
            head = sentence[last].lemma;
            kind = match reading.tokens[start + last].tag {
                Tag::Nnp | Tag::Nnps => 1,
                Tag::Prp | Tag::Wp | Tag::Ex => 2,
                Tag::Nns => 3,
                _ => 4,
            };
        }
        for c in &mut sentence[at..end] {
            (c.head, c.head_kind) = (head, kind);
        }
        at = end;
    }
}

/// The tag of a number.
pub fn tag_of(number: u8) -> Tag {
    Tag::ALL
        .get(number as usize)
        .copied()
        .unwrap_or(Tag::Unknown)
}
