//! Extraction: attributions out of running text.
//!
//! A stage is a file, and plain data goes from one to the next:
//! [`token`] → [`sentence`] → [`quote`] → [`tag`] → [`context`] → [`content`] → [`cue`] → [`span`] → [`rank`].
//! `MODEL.md` beside this file tells what the learned stages learned from and how good they are.
//! Places are bytes of the text; the records' code points are made at the edge.

mod active;
#[doc(hidden)]
pub mod attribution;
#[doc(hidden)]
pub mod calibration;
mod candidate;
mod capital;
pub mod cast;
#[doc(hidden)]
pub mod chain;
pub mod cite;
#[doc(hidden)]
pub mod content;
#[doc(hidden)]
pub mod context;
pub mod continued;
#[doc(hidden)]
pub mod cue;
pub mod describe;
pub mod draft;
pub mod duplicate;
pub mod extent;
mod extractor;
pub mod feature;
pub mod finder;
pub mod frame;
#[doc(hidden)]
pub mod framed;
pub mod gazetteer;
mod headline;
#[doc(hidden)]
pub mod hint;
mod kind;
pub mod known;
pub mod language;
#[doc(hidden)]
pub mod lattice;
pub mod lemma;
pub mod lexicon;
pub mod line;
pub mod link;
mod listed;
pub mod merge;
pub mod model;
#[doc(hidden)]
pub mod models;
pub mod name;
pub mod nest;
pub mod nominal;
mod noun;
mod object;
mod part;
mod passive;
pub mod phrase;
mod pronoun;
mod quick;
pub mod quote;
#[doc(hidden)]
pub mod rank;
pub mod rate;
pub mod record;
pub mod relation;
mod relative;
pub mod resolve;
mod role;
pub mod scene;
pub mod sentence;
mod shared;
mod sign;
#[doc(hidden)]
pub mod span;
pub mod statements;
pub mod subject;
#[doc(hidden)]
pub mod table;
pub mod tag;
mod takeover;
mod title;
pub mod token;
#[doc(hidden)]
pub mod tree;
pub mod turn;
mod verb;
pub mod weigh;
#[doc(hidden)]
pub mod window;

pub use attribution::{Attribution, attributions, attributions_above};
pub use extractor::{Extractor, Outcome};
pub use language::{NotEnglish, check_english};
pub use quote::{Quote, Quotes};
pub use sentence::Sentence;
pub use tag::{Tag, Tagger};
pub use token::{Kind, Token};

use feature::Lexeme;

/// A text, read: tokens with their tags, quotations, sentences.
pub struct Reading<'t> {
    /// The text.
    pub text: &'t str,
    /// Every token, in order.
    pub tokens: Vec<Token>,
    /// Every sentence, in order; each token is in one.
    pub sentences: Vec<Sentence>,
    /// Every quotation, in order.
    pub quotes: Quotes,
    /// What the models see of each token.
    #[doc(hidden)]
    pub lexemes: Vec<Lexeme>,
}

impl<'t> Reading<'t> {
    /// Reads a text.
    pub fn new(text: &'t str) -> Self {
        Self::with_tagger(text, &models::models().tagger)
    }

    /// Reads a text with another tagger than the one compiled in: training needs it.
    #[doc(hidden)]
    pub fn with_tagger(text: &'t str, tagger: &Tagger) -> Self {
        let mut reading = Self::untagged(text);
        let Self {
            tokens,
            sentences,
            lexemes,
            ..
        } = &mut reading;
        for sentence in sentences.iter() {
            tag::tag(tagger, lexemes, sentence, |i, t| tokens[i].tag = t);
        }
        reading
    }

    /// Reads a text all but its tags.
    #[doc(hidden)]
    pub fn untagged(text: &'t str) -> Self {
        let tokens = token::tokens(text);
        let sentences = sentence::sentences(text, &tokens);
        let quotes = quote::quotes(text, &tokens, &sentences);
        let lexemes = feature::lexemes(text, &tokens, &quotes);
        Self {
            text,
            tokens,
            sentences,
            quotes,
            lexemes,
        }
    }

    /// A token's letters.
    pub fn word(&self, token: usize) -> &'t str {
        self.tokens
            .get(token)
            .and_then(|t| self.text.get(t.range()))
            .unwrap_or("")
    }

    /// The letters of a run of tokens, one space where the text has any.
    pub fn words(&self, tokens: std::ops::Range<usize>) -> String {
        let mut out = String::new();
        for at in tokens {
            let apart = |t: &Token| self.tokens[at - 1].end < t.start;
            if !out.is_empty() && self.tokens.get(at).is_some_and(apart) {
                out.push(' ');
            }
            out.push_str(self.word(at));
        }
        out
    }

    /// The bytes that a run of tokens covers.
    pub fn bytes(&self, tokens: std::ops::Range<usize>) -> std::ops::Range<usize> {
        let of = |i: usize| self.tokens.get(i).map(Token::range);
        match (of(tokens.start), of(tokens.end.wrapping_sub(1))) {
            (Some(first), Some(last)) if first.start <= last.end => first.start..last.end,
            _ => 0..0,
        }
    }
}
