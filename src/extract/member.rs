//! Whom a phrase lists: the members of "X and Y", and who of "X, the minister" has the name.

use super::Tag;
use super::resolve::Resolver;
use super::scene::Scene;
use std::ops::Range;

impl Resolver<'_, '_, '_> {
    /// The members of "X and Y"; of "X, the minister" the one that names.
    pub(super) fn parts(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let Some(scene) = self.scene(tokens.start) else {
            return vec![tokens];
        };
        let (from, to) = (
            scene.phrase_of(tokens.start),
            scene.phrase_of(tokens.end - 1) + 1,
        );
        let nouns: Vec<usize> = (from..to).filter(|&i| scene.is_noun(i)).collect();
        if nouns.len() < 2 {
            return vec![tokens];
        }
        if let Some(members) = self.members(scene, from..to, &tokens) {
            return members;
        }
        if scene.is_comma(from + 1) || (from..to).any(|i| scene.is_comma(i)) {
            let named = self.named_part(scene, from..to, &nouns);
            return vec![clip(scene, named, &tokens)];
        }
        vec![tokens]
    }

    /// The members of "X, Y and Z", where one beside the "and" has a name or is a plural.
    fn members(
        &self,
        scene: &Scene<'_, '_>,
        phrases: Range<usize>,
        tokens: &Range<usize>,
    ) -> Option<Vec<Range<usize>>> {
        let (from, to) = (phrases.start, phrases.end);
        let and = (from..to).find(|&i| {
            scene.is(i, &["and"]) && scene.is_noun(i + 1) && i > from && scene.is_noun(i - 1)
        })?;
        let listed = (from..to)
            .all(|i| scene.is_noun(i) || scene.is_comma(i) || scene.is(i, &["and", "of", "both"]));
        if !listed || !self.names_both(scene, and) {
            return None;
        }
        let mut out = Vec::new();
        let mut start = from;
        for i in from..to {
            if scene.is_comma(i) || scene.is(i, &["and"]) {
                out.push(clip(scene, start..i, tokens));
                start = i + 1;
            }
        }
        out.push(clip(scene, start..to, tokens));
        Some(out.into_iter().filter(|r| !r.is_empty()).collect())
    }

    /// "His press secretary, Serhiy Nykyforov": the phrases that name, else those before the comma.
    fn named_part(
        &self,
        scene: &Scene<'_, '_>,
        phrases: Range<usize>,
        nouns: &[usize],
    ) -> Range<usize> {
        let (from, to) = (phrases.start, phrases.end);
        let named = |i: usize| {
            scene.phrases[i]
                .tokens
                .clone()
                .any(|t| self.cast.owner.contains_key(&t) && self.reading.tokens[t].tag.is_name())
        };
        let comma = (from..to).find(|&i| scene.is_comma(i)).unwrap_or(to);
        let first_named = named(nouns[0]) && self.head_owner(scene, nouns[0]).is_some();
        if !first_named
            && let Some(&second) = nouns.iter().find(|&&i| i > comma)
            && self.head_owner(scene, second).is_some()
            && second == comma + 1
        {
            return second..second + 1;
        }
        from..comma
    }

    /// Whether a name or a plural stands on either side of an "and".
    fn names_both(&self, scene: &Scene<'_, '_>, and: usize) -> bool {
        let person = |i: usize| {
            self.head_owner(scene, i).is_some()
                || self.reading.tokens[scene.phrases[i].tokens.end - 1].tag == Tag::Nns
        };
        person(and + 1) || person(and - 1)
    }
}

/// The tokens of some phrases, as far as a span holds them.
fn clip(scene: &Scene<'_, '_>, phrases: Range<usize>, tokens: &Range<usize>) -> Range<usize> {
    let all = scene.tokens_of(phrases.start, phrases.end);
    all.start.max(tokens.start)..all.end.min(tokens.end)
}
