//! The user's own names in a text.

use super::scene::Scene;
use super::{Reading, token};
use crate::authority::{Authority, Known};
use std::collections::HashMap;
use std::ops::Range;

/// A list of names, ready to be found in texts.
#[derive(Clone, Debug, Default)]
pub struct KnownNames {
    authority: Authority,
    /// By the tokens of a name, those that bear it.
    by_tokens: HashMap<String, Vec<usize>>,
    /// By the first token, how many tokens names have, the longest first.
    lengths: HashMap<String, Vec<usize>>,
}

/// A name of the list in a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Match {
    /// Its tokens.
    pub tokens: Range<usize>,
    /// The numbers in the list of those that bear it, at least one.
    pub bearers: Vec<usize>,
}

/// Names have no more tokens than this in a text.
const LONGEST: usize = 32;

impl KnownNames {
    /// Cuts every name and alias of a list into tokens.
    pub fn new(authority: &Authority) -> Self {
        let mut out = Self {
            authority: authority.clone(),
            ..Self::default()
        };
        for (at, known) in authority.iter().enumerate() {
            for name in std::iter::once(&known.name).chain(&known.aliases) {
                out.add(name, at);
            }
        }
        for lengths in out.lengths.values_mut() {
            lengths.sort_unstable_by(|a, b| b.cmp(a));
        }
        out
    }

    fn add(&mut self, name: &str, at: usize) {
        let tokens = token::tokens(name);
        let words = tokens.iter().filter_map(|t| name.get(t.range()));
        let words: Vec<String> = words.map(plain).collect();
        let named = words.iter().any(|w| w.contains(char::is_alphanumeric));
        if words.is_empty() || words.len() > LONGEST || !named {
            return;
        }
        let bearers = self.by_tokens.entry(words.join(" ")).or_default();
        if bearers.last() != Some(&at) {
            bearers.push(at);
        }
        let lengths = self.lengths.entry(words[0].clone()).or_default();
        if !lengths.contains(&words.len()) {
            lengths.push(words.len());
        }
    }

    /// Returns the list.
    pub fn authority(&self) -> &Authority {
        &self.authority
    }

    /// Returns a name of the list by its number.
    pub fn get(&self, at: usize) -> Option<&Known> {
        self.authority.get(at)
    }

    /// Finds the names of the list in a text: from the left, the longest at each place.
    pub fn find(&self, reading: &Reading<'_>, scenes: &[Scene<'_, '_>]) -> Vec<Match> {
        let mut out = Vec::new();
        if self.authority.is_empty() {
            return out;
        }
        for scene in scenes {
            let mut at = scene.tokens.start;
            while at < scene.tokens.end {
                let initial = at == scene.tokens.start || reading.quotes.side(at - 1) > 0;
                match self.at(reading, at..scene.tokens.end, initial) {
                    Some(found) => {
                        at = found.tokens.end;
                        out.push(found);
                    }
                    None => at += 1,
                }
            }
        }
        out
    }

    /// The longest name that begins with a run's first token.
    fn at(&self, reading: &Reading<'_>, run: Range<usize>, initial: bool) -> Option<Match> {
        let word = plain(reading.word(run.start));
        // A name that is written small has a capital where a sentence begins.
        let small = initial.then(|| small(&word)).flatten();
        let found = [Some(word), small].into_iter().flatten();
        found
            .filter_map(|first| self.beginning(reading, &run, &first))
            .next()
    }

    fn beginning(&self, reading: &Reading<'_>, run: &Range<usize>, first: &str) -> Option<Match> {
        for &length in self.lengths.get(first)? {
            if length > run.len() {
                continue;
            }
            let mut words = first.to_owned();
            for at in run.start + 1..run.start + length {
                words.push(' ');
                words.push_str(&plain(reading.word(at)));
            }
            if let Some(bearers) = self.by_tokens.get(&words) {
                return Some(Match {
                    tokens: run.start..run.start + length,
                    bearers: bearers.clone(),
                });
            }
        }
        None
    }
}

/// A word with straight apostrophes.
fn plain(word: &str) -> String {
    word.replace('’', "'")
}

/// A word without the capital it begins with.
fn small(word: &str) -> Option<String> {
    let mut letters = word.chars();
    let first = letters.next().filter(|c| c.is_uppercase())?;
    Some(first.to_lowercase().chain(letters).collect())
}
