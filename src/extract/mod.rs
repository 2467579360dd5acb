//! Extraction: attributions out of running text.
//!
//! [`Extractor`] is the whole of it: give it an article with a text, and the record is filled.
//! [`attributions`] stops before names are joined: sources, cues and contents as ranges of bytes.
//! [`Reading`] stops at tokens, sentences and quotations.
//!
//! ```
//! use dixit::{Article, extract::{Extractor, Outcome}};
//!
//! let mut article = Article::from_text("dam", "Bo Reyes said the dam leaks. Ann Oduya denied it.");
//! let outcome = Extractor::new().extract(&mut article);
//! assert!(!matches!(outcome, Outcome::NotEnglish(_)));
//! let relations: Vec<_> = article.statements.iter().map(|s| s.relation.as_str()).collect();
//! assert_eq!(relations, ["said", "denied"]);
//! ```
//!
//! Inside, a stage is a file, and plain data goes from one to the next:
//! `token` → `sentence` → `quote` → `tag` → `context` → `content` → `cue` → `span` → `rank`.
//! `MODEL.md` beside this file tells what the learned stages learned from and how good they are.
//! Places are bytes of the text; the records' code points are made at the edge.

mod abbreviation;
mod according;
mod active;
mod adjunct;
mod apposition;
mod candidate;
mod capital;
mod extractor;
mod headline;
mod kind;
mod listed;
mod member;
mod mend;
mod modelled;
mod naming;
mod nobody;
mod noun;
mod object;
mod part;
mod passive;
mod polarity;
mod pronoun;
mod quick;
mod relative;
mod role;
mod shared;
mod sign;
mod takeover;
mod time;
mod title;
mod unsure;
mod variant;
mod verb;
mod verbal;

// The stages, for training and measuring. No part of the API: they change as the reading does.
#[doc(hidden)]
pub mod attribution;
#[doc(hidden)]
pub mod calibration;
#[doc(hidden)]
pub mod cast;
#[doc(hidden)]
pub mod chain;
#[doc(hidden)]
pub mod cite;
#[doc(hidden)]
pub mod content;
#[doc(hidden)]
pub mod context;
#[doc(hidden)]
pub mod continued;
#[doc(hidden)]
pub mod cue;
#[doc(hidden)]
pub mod describe;
#[doc(hidden)]
pub mod draft;
#[doc(hidden)]
pub mod duplicate;
#[doc(hidden)]
pub mod extent;
#[doc(hidden)]
pub mod feature;
#[doc(hidden)]
pub mod finder;
#[doc(hidden)]
pub mod frame;
#[doc(hidden)]
pub mod framed;
#[doc(hidden)]
pub mod gazetteer;
#[doc(hidden)]
pub mod hint;
#[doc(hidden)]
pub mod known;
#[doc(hidden)]
pub mod language;
#[doc(hidden)]
pub mod lattice;
#[doc(hidden)]
pub mod lemma;
#[doc(hidden)]
pub mod lexicon;
#[doc(hidden)]
pub mod line;
#[doc(hidden)]
pub mod link;
#[doc(hidden)]
pub mod merge;
#[doc(hidden)]
pub mod model;
#[doc(hidden)]
pub mod models;
#[doc(hidden)]
pub mod name;
#[doc(hidden)]
pub mod nest;
#[doc(hidden)]
pub mod nominal;
#[doc(hidden)]
pub mod phrase;
#[doc(hidden)]
pub mod quote;
#[doc(hidden)]
pub mod rank;
#[doc(hidden)]
pub mod rate;
#[doc(hidden)]
pub mod record;
#[doc(hidden)]
pub mod relation;
#[doc(hidden)]
pub mod resolve;
#[doc(hidden)]
pub mod scene;
#[doc(hidden)]
pub mod sentence;
#[doc(hidden)]
pub mod span;
pub mod statements;
#[doc(hidden)]
pub mod subject;
#[doc(hidden)]
pub mod table;
#[doc(hidden)]
pub mod tag;
#[doc(hidden)]
pub mod token;
#[doc(hidden)]
pub mod tree;
#[doc(hidden)]
pub mod turn;
#[doc(hidden)]
pub mod weigh;
#[doc(hidden)]
pub mod window;

pub use attribution::{Attribution, attributions, attributions_above};
pub use extractor::{Extractor, LIMIT, Outcome};
pub use language::{NotEnglish, check_english};
pub use quote::{Quote, Quotes};
pub use sentence::Sentence;
pub use tag::Tag;
#[doc(hidden)]
pub use tag::Tagger;
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
        mend::mend(&mut reading);
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
