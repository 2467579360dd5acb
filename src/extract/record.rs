//! From drafts and beings to the article's record.

use super::Reading;
use super::cast::{Being, Cast};
use super::draft::{Draft, How};
use super::lexicon::Lexicon;
use super::link::{Found, Role};
use super::nest::Parents;
use crate::article::{Article, Claim, Entity, EntityKind, Link, Mention, Offsets, Span, Statement};
use std::collections::BTreeSet;
use std::ops::Range;

/// Everything that was read of an article.
pub struct Whole<'a, 't> {
    /// The reading.
    pub reading: &'a Reading<'t>,
    /// The relations.
    pub lexicon: &'a Lexicon,
    /// The statements.
    pub drafts: &'a [Draft],
    /// Whose words they are.
    pub roles: &'a [Role],
    /// Whom they are said to.
    pub addressees: &'a [Vec<usize>],
    /// For each draft the one around it.
    pub around: &'a Parents,
    /// For each draft the one that conveys it.
    pub parents: &'a Parents,
    /// Their links.
    pub links: &'a [Found],
    /// The beings.
    pub cast: &'a Cast,
}

/// Writes it into the record.
pub fn fill(article: &mut Article, whole: &Whole<'_, '_>) {
    let offsets = Offsets::new(whole.reading.text);
    let filler = Filler {
        whole,
        offsets: &offsets,
        free: free_number(article),
        conveyed: children(whole.parents),
        inside: children(whole.around),
    };
    let used = filler.used();
    // Exactly so many: a text made for it has a statement every seven bytes.
    article.entities.reserve_exact(used.len());
    article.claims.reserve_exact(whole.drafts.len());
    article.statements.reserve_exact(whole.drafts.len());
    for &at in &used {
        let being = &whole.cast.beings[at];
        article.entities.push(filler.entity(at, being, &used));
    }
    for at in 0..whole.drafts.len() {
        article.claims.extend(filler.claim(at));
        article.statements.push(filler.statement(at));
    }
    article.links.extend(whole.links.iter().map(|l| Link {
        from: filler.id('s', l.from),
        kind: l.kind,
        to: filler.id('s', l.to),
        confidence: Some(round(l.confidence)),
    }));
}

struct Filler<'a, 'o, 't> {
    whole: &'a Whole<'a, 't>,
    offsets: &'o Offsets<'t>,
    free: usize,
    /// For each draft those that it conveys.
    conveyed: Vec<Vec<usize>>,
    /// For each draft those that stand in it.
    inside: Vec<Vec<usize>>,
}

/// Turns "whose parent" round into "which children".
fn children(parents: &Parents) -> Vec<Vec<usize>> {
    let mut children = vec![Vec::new(); parents.len()];
    for (child, parent) in parents.iter().enumerate() {
        if let Some(parent) = *parent {
            children[parent].push(child);
        }
    }
    children
}

/// The first number that no id of the record ends in: ids stay unique beside a user's own.
fn free_number(article: &Article) -> usize {
    let ids = article
        .entities
        .iter()
        .map(|e| &e.id)
        .chain(article.claims.iter().map(|c| &c.id));
    let number = |id: &String| {
        id.get(1..)
            .and_then(|n| n.parse::<u32>().ok())
            .map_or(0, |n| n as usize)
    };
    ids.map(number).max().map_or(1, |n| n + 1)
}

fn round(share: f64) -> f64 {
    (share.clamp(0.0, 1.0) * 1000.0).round() / 1000.0
}

impl Filler<'_, '_, '_> {
    fn id(&self, letter: char, number: usize) -> String {
        format!("{letter}{}", number + self.free)
    }

    fn ids(&self, beings: &[usize]) -> Vec<String> {
        let mut seen = BTreeSet::new();
        let once = beings.iter().filter(|b| seen.insert(**b));
        let mut ids = Vec::with_capacity(beings.len());
        ids.extend(once.map(|&b| self.id('e', b)));
        ids
    }

    fn spans(&self, ranges: &[Range<usize>]) -> Vec<Span> {
        let bytes = ranges.iter().map(|r| self.whole.reading.bytes(r.clone()));
        let mut spans: Vec<Span> = bytes
            .filter(|b| !b.is_empty())
            .map(|b| self.offsets.span(b))
            .collect();
        spans.sort_by_key(|s| (s.start, s.end));
        spans.dedup();
        spans
    }

    /// The beings worth writing: those with names, and those that play a part.
    fn used(&self) -> BTreeSet<usize> {
        let mut out: BTreeSet<usize> = (0..self.whole.cast.beings.len())
            .filter(|&i| {
                self.whole.cast.beings[i].named || !self.whole.cast.beings[i].mentions.is_empty()
            })
            .collect();
        out.extend(
            self.whole
                .roles
                .iter()
                .flat_map(|r| r.source.iter().chain(&r.target)),
        );
        out
    }

    fn entity(&self, at: usize, being: &Being, used: &BTreeSet<usize>) -> Entity {
        let mut mentions: Vec<Mention> = being
            .mentions
            .iter()
            .filter_map(|(tokens, form)| {
                let Span { start, end } = *self.spans(std::slice::from_ref(tokens)).first()?;
                Some(Mention {
                    start,
                    end,
                    form: *form,
                })
            })
            .collect();
        mentions.sort();
        mentions.dedup_by_key(|m| (m.start, m.end));
        let refs = |set: &BTreeSet<usize>| {
            set.iter()
                .filter(|&&b| b != at && used.contains(&b))
                .map(|&b| self.id('e', b))
                .collect()
        };
        Entity {
            id: self.id('e', at),
            name: being.name.clone(),
            kind: being.kind,
            description: (!being.descriptions.is_empty()).then(|| being.descriptions.join("; ")),
            aliases: being
                .aliases
                .iter()
                .filter(|a| **a != being.name)
                .cloned()
                .collect(),
            part_of: refs(&being.part_of),
            speaks_for: refs(&being.speaks_for),
            mentions,
            ..Entity::default()
        }
    }

    fn claim(&self, at: usize) -> Option<Claim> {
        let draft = &self.whole.drafts[at];
        let spans = self.spans(&draft.content);
        let inner = |held: &[Vec<usize>], naming: bool| {
            let held = held[at].iter().copied();
            let held = held.filter(|&i| (self.whole.drafts[i].how == How::Naming) == naming);
            held.map(|i| self.id('s', i)).collect::<Vec<_>>()
        };
        let (conveys, embeds) = (inner(&self.conveyed, false), inner(&self.inside, true));
        if spans.is_empty() && conveys.is_empty() && embeds.is_empty() {
            return None;
        }
        let worded = self.spans(draft.worded());
        let words: Vec<&str> = worded.iter().map(|s| self.offsets.words(*s)).collect();
        let about: Vec<usize> = self.whole.roles[at].about.iter().copied().collect();
        Some(Claim {
            id: self.id('c', at),
            text: wording(&words),
            mentions: self.ids(&about),
            spans,
            conveys,
            embeds,
        })
    }

    fn statement(&self, at: usize) -> Statement {
        let (draft, role) = (&self.whole.drafts[at], &self.whole.roles[at]);
        Statement {
            id: self.id('s', at),
            relation: self.whole.lexicon.relations[draft.relation].name.clone(),
            negated: draft.negated,
            source: self.ids(&role.source),
            source_spans: self.spans(&draft.source),
            cue: self.spans(&draft.cue),
            content: (!self.spans(&draft.content).is_empty()).then(|| self.id('c', at)),
            target: self.ids(&role.target),
            addressee: self.ids(&self.whole.addressees[at]),
            quoted: draft.quoted,
            confidence: Some(round(f64::from(draft.confidence))),
        }
    }
}

/// The kinds whose beings can say something.
pub fn can_speak(kind: EntityKind) -> bool {
    !matches!(kind, EntityKind::Event)
}

/// Joins a content's pieces; the "that" which only leads into it is no part of what is said.
fn wording(pieces: &[&str]) -> String {
    let whole = pieces.join(" … ");
    match whole.strip_prefix("that ") {
        Some(rest) if !rest.is_empty() => rest.to_owned(),
        _ => whole,
    }
}
