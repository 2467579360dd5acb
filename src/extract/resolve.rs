//! Whom a phrase means: names, pronouns, "the president".

use super::cast::{Being, Cast};
use super::gazetteer::gazetteer;
use super::nobody::nobody;
use super::phrase::PhraseKind;
use super::scene::{self, Scene};
use super::{Reading, Tag};
use crate::article::MentionForm;
use std::collections::BTreeMap;
use std::ops::Range;

/// Finds the beings behind phrases, in the order of the text.
pub struct Resolver<'a, 'r, 't> {
    pub(super) reading: &'a Reading<'t>,
    pub(super) scenes: &'a [Scene<'r, 't>],
    /// The beings known so far.
    pub cast: Cast,
    /// Where sources stand, and who they are: the likeliest antecedents.
    pub(super) sources: BTreeMap<usize, usize>,
    /// Where any being is mentioned outside what has been looked at.
    pub(super) mentions: BTreeMap<usize, usize>,
    pub(super) done: BTreeMap<(usize, usize), Vec<usize>>,
    /// By a noun, those with names whom the article describes by it.
    pub(super) heads: BTreeMap<String, Vec<usize>>,
    /// Who speaks in a quotation, by its number.
    pub(super) voices: BTreeMap<usize, Vec<usize>>,
}

impl<'a, 'r, 't> Resolver<'a, 'r, 't> {
    /// Begins with the beings that have names.
    pub fn new(reading: &'a Reading<'t>, scenes: &'a [Scene<'r, 't>], cast: Cast) -> Self {
        let mentions = cast
            .beings
            .iter()
            .enumerate()
            .flat_map(|(i, b)| b.mentions.iter().map(move |(r, _)| (r.start, i)))
            .collect();
        let mut heads: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (i, being) in cast.beings.iter().enumerate().filter(|(_, b)| b.named) {
            for head in &being.heads {
                heads.entry(head.clone()).or_default().push(i);
            }
        }
        Self {
            reading,
            scenes,
            cast,
            heads,
            voices: BTreeMap::new(),
            sources: BTreeMap::new(),
            mentions,
            done: BTreeMap::new(),
        }
    }

    /// Returns whom a phrase means; `speakers` are those whose quotation it stands in.
    pub fn resolve(&mut self, tokens: &Range<usize>, speakers: &[usize]) -> Vec<usize> {
        let Some(tokens) = self.without_marks(tokens) else {
            return Vec::new();
        };
        if let Some(done) = self.done.get(&(tokens.start, tokens.end)) {
            return done.clone();
        }
        if nobody(self.reading, &tokens).is_some() {
            return Vec::new();
        }
        let found = self
            .parts(tokens.clone())
            .into_iter()
            .filter_map(|part| self.one(part, speakers))
            .collect::<Vec<_>>();
        self.done.insert((tokens.start, tokens.end), found.clone());
        found
    }

    /// A span without the marks at its ends: a name never begins with the end of a quotation.
    fn without_marks(&self, tokens: &Range<usize>) -> Option<Range<usize>> {
        let mut tokens = tokens.start..tokens.end.min(self.reading.tokens.len());
        let mark = |i: usize| {
            self.reading.tokens[i].tag.is_mark()
                || self.reading.quotes.side(i) != 0
                || !self.reading.word(i).contains(char::is_alphanumeric)
        };
        while !tokens.is_empty() && mark(tokens.start) {
            tokens.start += 1;
        }
        while !tokens.is_empty() && mark(tokens.end - 1) {
            tokens.end -= 1;
        }
        (!tokens.is_empty()).then_some(tokens)
    }

    /// Notes that somebody speaks at a token.
    pub fn speaks(&mut self, token: usize, being: usize) {
        self.sources.insert(token, being);
    }

    /// Notes whose words a quotation holds.
    pub fn voices(&mut self, content: &Range<usize>, speakers: &[usize]) {
        if let Some(quote) = self.reading.quotes.around(content.start)
            && !speakers.is_empty()
        {
            self.voices
                .entry(quote)
                .or_insert_with(|| speakers.to_vec());
        }
    }

    /// Those whose words a token belongs to, as far as they are known.
    pub(super) fn speaker(&self, at: usize) -> Option<Vec<usize>> {
        let mut quote = self.reading.quotes.around(at)?;
        loop {
            if let Some(found) = self.voices.get(&quote) {
                return Some(found.clone());
            }
            // A quotation that no mark closed goes on in the next paragraph.
            quote = quote.checked_sub(1)?;
            if self.reading.quotes.pairs[quote].closed {
                return None;
            }
        }
    }

    pub(super) fn scene(&self, token: usize) -> Option<&'a Scene<'r, 't>> {
        scene::at(self.scenes, token)
    }

    /// The owner of the name that heads a noun phrase.
    pub(super) fn head_owner(&self, scene: &Scene<'_, '_>, phrase: usize) -> Option<usize> {
        match scene.get(phrase)?.kind {
            PhraseKind::Noun(head) => self.cast.owner.get(&head).copied(),
            _ => None,
        }
    }

    /// Whom a phrase means that is no list.
    fn one(&mut self, tokens: Range<usize>, speakers: &[usize]) -> Option<usize> {
        let scene = self.scene(tokens.start)?;
        let (phrase, tokens) = self.whole(scene, tokens)?;
        let base = scene.get(phrase)?.tokens.clone();
        // "Mr" of "Mr Reinhart": a span that ends inside a name means its bearer.
        if tokens.end < base.end
            && let Some(owner) = self.head_owner(scene, phrase)
            && tokens.clone().all(|t| {
                gazetteer().is("title", self.reading.word(t))
                    || self.cast.owner.get(&t) == Some(&owner)
            })
        {
            return Some(owner);
        }
        let base = base.start.max(tokens.start)..base.end.min(tokens.end);
        let head = match scene.get(phrase)?.kind {
            PhraseKind::Noun(head) if base.contains(&head) => head,
            _ => base.end - 1,
        };
        let tag = self.reading.tokens[head].tag;
        if base.len() == 1
            && matches!(tag, Tag::Wp | Tag::WpS | Tag::Wdt)
            && let Some(found) = self.antecedent(scene, phrase, speakers)
        {
            return Some(found);
        }
        if matches!(tag, Tag::Prp | Tag::PrpS)
            || base.len() == 1 && matches!(tag, Tag::Wp | Tag::WpS)
        {
            return self.pronoun(head, speakers);
        }
        if let Some(owner) = self.bearer(&base, head) {
            return Some(owner);
        }
        self.nominal(tokens, base, head)
    }

    /// A span's noun phrase, and the span, mended where it begins or ends beside it.
    fn whole(&self, scene: &Scene<'_, '_>, tokens: Range<usize>) -> Option<(usize, Range<usize>)> {
        let mut tokens = tokens;
        let mut phrase = scene.phrase_of(tokens.start);
        // "which the team": the noun phrase after the link is the one that speaks.
        if scene.phrase_of(tokens.end - 1) == phrase + 1
            && scene.is_noun(phrase + 1)
            && matches!(scene.tag(phrase), Tag::Wdt | Tag::Wp | Tag::In | Tag::Cc)
        {
            phrase += 1;
            tokens.start = scene.get(phrase)?.tokens.start;
        }
        let base = scene.get(phrase)?.tokens.clone();
        // "the foreign" of "the foreign ministry": a span that ends before the noun.
        if tokens.end < base.end
            && matches!(scene.get(phrase)?.kind, PhraseKind::Noun(head) if head >= tokens.end)
            && matches!(
                self.reading.tokens[tokens.end - 1].tag,
                Tag::Jj | Tag::Nn | Tag::Dt
            )
        {
            tokens.end = base.end;
        }
        Some((phrase, tokens))
    }

    /// The bearer of the name that heads a noun phrase or stands at its end.
    fn bearer(&self, base: &Range<usize>, head: usize) -> Option<usize> {
        if let Some(&owner) = self.cast.owner.get(&head) {
            let adjective = self.reading.tokens[head].tag == Tag::Jj && base.len() > 1;
            if !adjective {
                return Some(owner);
            }
        }
        // A name inside, as in "Kit Sorrell of Banner Capital" cut otherwise.
        base.clone()
            .rev()
            .find_map(|t| self.cast.owner.get(&t).filter(|_| t + 1 == base.end))
            .copied()
    }

    pub(super) fn mention(&mut self, being: usize, tokens: Range<usize>, form: MentionForm) {
        self.mentions.insert(tokens.start, being);
        self.cast.beings[being].mentions.push((tokens, form));
    }

    pub(super) fn add(&mut self, being: Being, at: usize) -> usize {
        self.cast.beings.push(being);
        self.mentions.insert(at, self.cast.beings.len() - 1);
        self.cast.beings.len() - 1
    }

    /// The beings mentioned before a token, the latest first, as far back as a reader remembers.
    pub(super) fn recent(&self, at: usize) -> Vec<usize> {
        let mut out = Vec::new();
        for (_, &being) in self.mentions.range(..at).rev().take(400) {
            if !out.contains(&being) {
                out.push(being);
            }
        }
        out
    }
}
