//! The statements as linking sees them: their words, their place, what they point at.

use super::Role;
use super::point::{Point, point};
use crate::extract::draft::{Draft, How};
use crate::extract::lexicon::Lexicon;
use crate::extract::{Reading, Tag};
use crate::stem::stem;
use std::collections::BTreeMap;
use std::ops::Range;

/// How many statements back an answer looks.
pub(super) const BACK: usize = 24;

/// Everything that linking knows.
pub(super) struct Ground<'a, 't> {
    pub(super) reading: &'a Reading<'t>,
    pub(super) drafts: &'a [Draft],
    pub(super) roles: &'a [Role],
    pub(super) views: Vec<View>,
    lexicon: &'a Lexicon,
    /// For every word the number of statements that have it.
    spread: Vec<u32>,
    /// The number of every stem.
    numbers: BTreeMap<String, u32>,
}

/// One statement.
pub(super) struct View {
    /// The stems of the content's telling words, by number, sorted.
    pub(super) words: Vec<u32>,
    /// The stem of the word that points.
    points: Vec<u32>,
    /// The stems of the cue.
    cue: Vec<u32>,
    /// The number of its sentence.
    pub(super) sentence: usize,
    /// The number of its paragraph.
    pub(super) paragraph: usize,
    /// Whether it stands in a headline.
    pub(super) headline: bool,
    /// What its content points at, if it only points.
    pub(super) point: Option<Point>,
}

/// Verbs and nouns that tell nothing of what a content is about.
const EMPTY: &[&str] = &[
    "be", "is", "was", "were", "been", "have", "has", "had", "do", "did", "does", "say", "said",
    "make", "made", "would", "get", "got", "thing", "way", "time", "year", "day", "week", "month",
    "new", "other", "many", "much", "own", "last", "first", "next",
];

impl View {
    fn new(reading: &Reading<'_>, draft: &Draft, numbers: &mut BTreeMap<String, u32>) -> Self {
        let point = point(reading, draft);
        let mut number = |ranges: &[Range<usize>]| words(reading, ranges, numbers);
        let mut words = number(&draft.content);
        let cue = number(&draft.cue);
        // "that estimate": the pointing word is nothing that the matter has in common.
        let points = point.and_then(|p| p.token).map(|t| t..t + 1);
        let points = points.map_or(Vec::new(), |t| number(&[t]));
        words.retain(|w| !points.contains(w));
        let at = draft.at();
        let sentence = reading.sentences.partition_point(|s| s.tokens.end <= at);
        Self {
            words,
            points,
            cue,
            headline: is_headline(reading, sentence),
            sentence,
            paragraph: reading.sentences.get(sentence).map_or(0, |s| s.paragraph),
            point,
        }
    }
}

impl<'a, 't> Ground<'a, 't> {
    pub(super) fn new(
        reading: &'a Reading<'t>,
        lexicon: &'a Lexicon,
        drafts: &'a [Draft],
        roles: &'a [Role],
    ) -> Self {
        let (mut numbers, mut spread) = (BTreeMap::new(), Vec::new());
        let mut views = Vec::with_capacity(drafts.len());
        for draft in drafts {
            let view = View::new(reading, draft, &mut numbers);
            spread.resize(numbers.len(), 0);
            view.words.iter().for_each(|&w| spread[w as usize] += 1);
            views.push(view);
        }
        Self {
            reading,
            drafts,
            roles,
            views,
            lexicon,
            spread,
            numbers,
        }
    }

    pub(super) fn group(&self, at: usize) -> &str {
        &self.lexicon.relations[self.drafts[at].relation].group
    }

    pub(super) fn name(&self, at: usize) -> &str {
        &self.lexicon.relations[self.drafts[at].relation].name
    }

    pub(super) fn stance(&self, at: usize) -> &str {
        &self.lexicon.relations[self.drafts[at].relation].stance
    }

    pub(super) fn same_source(&self, a: usize, b: usize) -> bool {
        let of_b = &self.roles[b].source;
        self.roles[a].source.iter().any(|s| of_b.contains(s))
    }

    /// Whether two speak for the same side: a spokesman and his office.
    pub(super) fn same_side(&self, a: usize, b: usize) -> bool {
        self.same_source(a, b) || !self.roles[a].side.is_disjoint(&self.roles[b].side)
    }

    /// Whether one statement stands in the other's words.
    pub(super) fn nested(&self, a: usize, b: usize) -> bool {
        self.drafts[a].says(self.drafts[b].at()) || self.drafts[b].says(self.drafts[a].at())
    }

    /// Whether a statement accuses, charges, blames or criticises somebody.
    pub(super) fn accuses(&self, at: usize) -> bool {
        self.group(at) == "accused" || self.name(at) == "criticized"
    }

    /// Whether a statement accuses one on another's side.
    pub(super) fn aims_at(&self, to: usize, at: usize) -> bool {
        let (side, role) = (&self.roles[at].side, &self.roles[to]);
        let whom = !role.target.is_empty();
        self.accuses(to)
            && (role.target.iter().any(|t| side.contains(t)) || !whom && self.speaks_of(to, at))
    }

    /// Whether a statement's content names one on another's side.
    pub(super) fn speaks_of(&self, to: usize, at: usize) -> bool {
        !self.roles[to].about.is_disjoint(&self.roles[at].side)
    }

    /// What two contents have in common: 1 for a word that no other has, less for the article's common ones.
    pub(super) fn shared(&self, a: usize, b: usize) -> f64 {
        self.common(&self.views[a].words, &self.views[b].words)
    }

    /// What a content has in common with all others together.
    pub(super) fn matter(&self, at: usize) -> f64 {
        let others = |&w: &u32| f64::from(self.spread[w as usize].saturating_sub(1));
        self.views[at].words.iter().map(|w| others(w).sqrt()).sum()
    }

    /// Whether a content points with a cue's word: "that estimate", "estimated".
    pub(super) fn names_cue(&self, at: usize, to: usize) -> bool {
        let cue = &self.views[to].cue;
        self.views[at].points.iter().any(|w| cue.contains(w))
    }

    /// Whether a statement tells a content, and is no mere "the accusation".
    pub(super) fn tells(&self, at: usize) -> bool {
        !self.drafts[at].content.is_empty()
    }

    /// Whether a statement stands in another's own words; what an outlet carries does not.
    pub(super) fn is_inner(&self, at: usize) -> bool {
        let near = at.saturating_sub(4)..(at + 5).min(self.drafts.len());
        let token = self.drafts[at].at();
        let holds = |o: usize| o != at && self.drafts[o].says(token);
        let carries = |o: usize| self.name(o) == "reported" || self.drafts[o].how == How::According;
        near.into_iter().any(|o| holds(o) && !carries(o))
    }

    /// The statements that stand in another's words.
    pub(super) fn inside(&self, at: usize) -> impl Iterator<Item = usize> {
        let near = at.saturating_sub(4)..(at + 5).min(self.drafts.len());
        near.into_iter()
            .filter(move |&i| i != at && self.drafts[at].says(self.drafts[i].at()))
    }

    /// The telling words of some tokens, as far as a statement has them.
    pub(super) fn stems(&self, ranges: &[Range<usize>]) -> Vec<u32> {
        let known = stems(self.reading, ranges).filter_map(|w| self.numbers.get(&w).copied());
        sorted(known.collect())
    }

    pub(super) fn common(&self, a: &[u32], b: &[u32]) -> f64 {
        let both = a.iter().filter(|w| b.binary_search(w).is_ok());
        let weight = |&w: &u32| {
            let others = self.spread[w as usize].saturating_sub(1).max(1);
            1.0 / f64::from(others).sqrt()
        };
        both.map(weight).sum()
    }

    /// The statements that another can answer, from the last one back, and the few behind it.
    pub(super) fn candidates(&self, at: usize) -> impl Iterator<Item = usize> {
        let ahead = at + 1..(at + 4).min(self.drafts.len());
        (at.saturating_sub(BACK)..at).rev().chain(ahead)
    }

    /// The last statement before one that somebody else makes outside its words.
    pub(super) fn previous(&self, at: usize, sentences: usize) -> Option<usize> {
        let here = self.views[at].sentence;
        let last = self.others(at).next();
        last.filter(|&b| here - self.views[b].sentence <= sentences)
    }

    /// The statements before one that somebody else makes outside its words, the last one first.
    pub(super) fn others(&self, at: usize) -> impl Iterator<Item = usize> {
        let back = (at.saturating_sub(BACK)..at).rev();
        back.filter(move |&b| {
            !self.same_side(b, at) && !self.nested(at, b) && self.is_told(b) && !self.is_inner(b)
        })
    }

    /// Whether a statement tells a content and does not only name something.
    pub(super) fn is_told(&self, at: usize) -> bool {
        self.tells(at) && self.drafts[at].how != How::Naming
    }

    /// The first statement of a run that one side makes: what the others only add to.
    pub(super) fn head_of_run(&self, at: usize) -> usize {
        let mut head = at;
        for before in (at.saturating_sub(8)..at).rev() {
            if self.is_inner(before)
                || !self.tells(before)
                || !matches!(self.stance(before), "asserts" | "denies")
            {
                continue;
            }
            let adds = self.drafts[head].quoted || self.drafts[head].how == How::Participle;
            let near = self.views[head].sentence - self.views[before].sentence <= 2
                && self.views[head].paragraph == self.views[before].paragraph;
            if !adds || !near || !self.same_side(before, head) {
                break;
            }
            head = before;
        }
        head
    }

    /// The content's tokens, in order.
    pub(super) fn tokens(&self, at: usize) -> impl Iterator<Item = usize> {
        self.drafts[at].content.iter().cloned().flatten()
    }

    /// A token's letters, in lower case.
    pub(super) fn word(&self, token: usize) -> String {
        self.reading.word(token).to_lowercase()
    }

    /// Whether one of some words stands among the content's first tokens.
    pub(super) fn begins_with_any(&self, at: usize, first: usize, words: &[&str]) -> bool {
        let mut tokens = self.tokens(at).take(first);
        tokens.any(|t| {
            words
                .iter()
                .any(|w| self.reading.word(t).eq_ignore_ascii_case(w))
        })
    }
}

/// Whether a sentence is a paragraph by itself and has no mark at its end.
fn is_headline(reading: &Reading<'_>, sentence: usize) -> bool {
    let all = &reading.sentences;
    let Some(it) = all.get(sentence) else {
        return false;
    };
    let of_it = |n: usize| all.get(n).is_some_and(|s| s.paragraph == it.paragraph);
    let alone = !of_it(sentence + 1) && !sentence.checked_sub(1).is_some_and(of_it);
    let last = reading.tokens.get(it.tokens.end.wrapping_sub(1));
    alone && !last.is_some_and(|t| matches!(t.tag, Tag::Stop | Tag::CloseQuote))
}

fn words(
    reading: &Reading<'_>,
    ranges: &[Range<usize>],
    numbers: &mut BTreeMap<String, u32>,
) -> Vec<u32> {
    let number = |word| {
        let next = numbers.len() as u32;
        *numbers.entry(word).or_insert(next)
    };
    sorted(stems(reading, ranges).map(number).collect())
}

fn sorted(mut words: Vec<u32>) -> Vec<u32> {
    words.sort_unstable();
    words.dedup();
    words
}

/// The stems of the telling words: nouns, verbs, adjectives, numbers.
fn stems<'a>(
    reading: &'a Reading<'_>,
    ranges: &'a [Range<usize>],
) -> impl Iterator<Item = String> + 'a {
    let telling = ranges.iter().cloned().flatten().filter(|&t| {
        let tag = reading.tokens[t].tag;
        tag.is_noun() || tag.is_verb() || matches!(tag, Tag::Jj | Tag::Cd)
    });
    telling
        .map(|t| reading.word(t).to_lowercase())
        .filter(|w| w.len() > 1 && !EMPTY.contains(&w.as_str()))
        .map(|w| stem(&w))
}
