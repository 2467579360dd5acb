//! Whom a phrase without a name means: "the president", "a person familiar with the audit".

use super::Tag;
use super::cast::Being;
use super::describe::{SPEAKS, strip_article};
use super::gazetteer::gazetteer;
use super::lemma::lemma;
use super::noun::{MANY, class, determined, is_owned_by, kind, named_kind};
use super::resolve::Resolver;
use crate::article::{EntityKind, MentionForm};
use std::ops::Range;

impl Resolver<'_, '_, '_> {
    /// "the president", "a person familiar with the audit".
    pub(super) fn nominal(
        &mut self,
        tokens: Range<usize>,
        base: Range<usize>,
        head: usize,
    ) -> Option<usize> {
        let (lower, mut buffer) = (self.reading.word(head).to_lowercase(), String::new());
        let noun = lemma(&lower, self.reading.tokens[head].tag, &mut buffer).to_owned();
        let first = self.reading.tokens[base.start].tag;
        let definite = self.is_definite(&base);
        let plural = self.reading.tokens[head].tag == Tag::Nns || MANY.contains(&lower.as_str());
        if let Some(&being) = self.cast.described.get(&head) {
            self.mention(being, base.clone(), MentionForm::Nominal);
            return Some(being);
        }
        if let Some(being) = self
            .called(&tokens, head)
            .or_else(|| self.labelled(&base, head, &noun))
        {
            self.mention(being, base.clone(), MentionForm::Nominal);
            return Some(being);
        }
        if definite && let Some(being) = self.known(&base, head, &noun, plural) {
            self.mention(being, base.clone(), MentionForm::Nominal);
            return Some(being);
        }
        let words = self
            .reading
            .text
            .get(self.reading.bytes(tokens.clone()))
            .unwrap_or_default();
        let again = |b: &Being| {
            !b.named
                && b.name.eq_ignore_ascii_case(strip_article(words))
                && (definite || plural && first.is_noun())
        };
        let same = self
            .recent(tokens.start)
            .into_iter()
            .find(|&b| again(&self.cast.beings[b]));
        if let Some(being) = same {
            self.mention(being, tokens, MentionForm::Nominal);
            return Some(being);
        }
        let mut being = Being {
            name: strip_article(words).to_owned(),
            kind: kind(
                self.counted(&tokens, head).as_deref().unwrap_or(&noun),
                plural,
            ),
            plural,
            mentions: vec![(tokens.clone(), MentionForm::Nominal)],
            ..Being::default()
        };
        being.heads.insert(noun.clone());
        let owners: Vec<usize> = tokens
            .clone()
            .filter(|&t| t != head)
            .filter_map(|t| self.cast.owner.get(&t).copied())
            .collect();
        let pronoun = base
            .clone()
            .find(|&t| self.reading.tokens[t].tag == Tag::PrpS);
        let owner = owners
            .first()
            .copied()
            .or_else(|| pronoun.and_then(|p| self.meant(p, &[])));
        let owner = owner.or_else(|| self.client(&tokens, head, &noun));
        if let Some(owner) = owner {
            if SPEAKS.contains(&noun.as_str()) {
                being.speaks_for.insert(owner);
            } else if being.kind == EntityKind::Organisation
                || plural && base.contains(&self.first_owner(&tokens))
            {
                being.part_of.insert(owner);
            }
        }
        Some(self.add(being, tokens.start))
    }

    /// Whether a phrase means something that the reader is taken to know.
    fn is_definite(&self, base: &Range<usize>) -> bool {
        determined(self.reading.word(base.start)) || self.is_owned(base)
    }

    /// "her sister", "Tessel’s chairwoman".
    fn is_owned(&self, base: &Range<usize>) -> bool {
        let mut tags = base.clone().map(|t| self.reading.tokens[t].tag);
        tags.any(|tag| matches!(tag, Tag::PrpS | Tag::Pos))
    }

    /// "a volunteer named Dario Conti": the one with the name.
    fn called(&self, tokens: &Range<usize>, head: usize) -> Option<usize> {
        let word = self.reading.word(head + 1);
        let named = head + 2 < tokens.end && matches!(word, "named" | "called" | "nicknamed");
        self.cast.owner.get(&(head + 2)).filter(|_| named).copied()
    }

    /// "the Interfax news agency": the one whose name stands before what it is.
    fn labelled(&self, base: &Range<usize>, head: usize, noun: &str) -> Option<usize> {
        let kind = named_kind(noun).filter(|k| *k != EntityKind::Person)?;
        let names = base.start..head;
        let owned = names
            .clone()
            .any(|t| self.reading.tokens[t].tag == Tag::Pos);
        let mut owners = names.filter_map(|t| self.cast.owner.get(&t).copied());
        let owner = owners
            .next()
            .filter(|first| owners.all(|o| o == *first) && !owned)?;
        let being = &self.cast.beings[owner];
        (being.kind == kind || being.guessed && being.kind == EntityKind::Thing).then_some(owner)
    }

    /// The noun that is counted in "one of the bankers", as one.
    fn counted(&self, tokens: &Range<usize>, head: usize) -> Option<String> {
        let word = self.reading.word(head).to_lowercase();
        let counts = matches!(
            word.as_str(),
            "one" | "another" | "neither" | "either" | "none"
        );
        if !counts || self.reading.word(head + 1) != "of" || head + 2 >= tokens.end {
            return None;
        }
        let scene = self.scene(head)?;
        let phrase = scene.get(scene.phrase_of(head + 2))?;
        let super::phrase::PhraseKind::Noun(counted) = phrase.kind else {
            return None;
        };
        let (lower, mut buffer) = (self.reading.word(counted).to_lowercase(), String::new());
        Some(lemma(&lower, Tag::Nns, &mut buffer).to_owned())
    }

    /// "a spokesperson for the hospital trust": those who have no name themselves.
    fn client(&mut self, tokens: &Range<usize>, head: usize, noun: &str) -> Option<usize> {
        let speaks = SPEAKS.contains(&noun) && matches!(self.reading.word(head + 1), "for" | "of");
        if !speaks || head + 2 >= tokens.end {
            return None;
        }
        self.resolve(&(head + 2..tokens.end), &[]).first().copied()
    }

    fn first_owner(&self, tokens: &Range<usize>) -> usize {
        tokens
            .clone()
            .find(|t| self.cast.owner.contains_key(t))
            .unwrap_or(usize::MAX)
    }

    /// The being that a definite phrase takes up again.
    fn known(&self, base: &Range<usize>, head: usize, noun: &str, plural: bool) -> Option<usize> {
        let beings = &self.cast.beings;
        let country = base
            .clone()
            .filter(|&t| t != head)
            .find_map(|t| self.cast.owner.get(&t).copied());
        let pool = self.recent(base.start);
        let latest =
            |fits: &dyn Fn(&Being) -> bool| pool.iter().copied().find(|&b| fits(&beings[b]));
        let possessive = self.reading.tokens[base.start].tag == Tag::PrpS;
        let fields = self.fields(base, head);
        let described = |b: &Being| {
            b.heads.contains(noun)
                && self.agrees(&fields, b, noun)
                && (!possessive || b.descriptions.iter().any(|d| is_owned_by(d)))
                && b.plural == plural
                && country.is_none_or(|c| {
                    b.speaks_for.contains(&c)
                        || b.part_of.contains(&c)
                        || b.descriptions.iter().any(|d| self.mentions_country(d, c))
                })
        };
        if let Some(found) = latest(&described) {
            return Some(found);
        }
        if plural {
            return None;
        }
        let owned = self.is_owned(base);
        let contains = |b: &Being| {
            b.named
                && b.name.to_lowercase().split(' ').any(|w| w == noun)
                && b.kind != EntityKind::Person
        };
        if let Some(found) = latest(&contains).filter(|_| !owned) {
            return Some(found);
        }
        if let Some(kind) =
            class(noun).filter(|_| !owned && determined(self.reading.word(base.start)))
            && let Some(found) = latest(&|b: &Being| b.kind == kind && b.named).or_else(|| {
                latest(&|b: &Being| b.guessed && b.kind == EntityKind::Thing && b.named)
            })
        {
            return Some(found);
        }
        self.later(base, noun, country)
    }

    /// The nouns before a head that say of what it is: "defence" of "the defence ministry".
    fn fields(&self, base: &Range<usize>, head: usize) -> Vec<String> {
        let field = |t: &usize| {
            let word = self.reading.word(*t);
            let noun = self.reading.tokens[*t].tag.is_noun() && !self.cast.owner.contains_key(t);
            noun || matches!(
                word,
                "foreign" | "federal" | "supreme" | "high" | "prime" | "vice"
            )
        };
        let fields = (base.start..head).filter(field);
        fields
            .map(|t| self.reading.word(t).to_lowercase())
            .collect()
    }

    /// Whether a being is not described as one of something else.
    fn agrees(&self, fields: &[String], being: &Being, noun: &str) -> bool {
        if fields.is_empty() {
            return true;
        }
        let mut told = being
            .descriptions
            .iter()
            .chain((!being.named).then_some(&being.name));
        told.any(|words| {
            let words = words.to_lowercase();
            let bare = words.split(' ').next() == Some(noun);
            bare || fields.iter().all(|f| words.split(' ').any(|w| w == f))
        })
    }

    /// The only one in the article that a noun describes, though further on.
    fn later(&self, base: &Range<usize>, noun: &str, country: Option<usize>) -> Option<usize> {
        let beings = &self.cast.beings;
        let first = self.reading.tokens[base.start].tag;
        let [only] = self.heads.get(noun)?.as_slice() else {
            return None;
        };
        let being = &beings[*only];
        let owned = |c: usize| {
            being.speaks_for.contains(&c)
                || being.part_of.contains(&c)
                || being
                    .descriptions
                    .iter()
                    .any(|d| self.mentions_country(d, c))
        };
        (first != Tag::PrpS && country.is_none_or(owned)).then_some(*only)
    }

    fn mentions_country(&self, description: &str, country: usize) -> bool {
        let name = &self.cast.beings[country].name;
        description
            .split(' ')
            .any(|w| gazetteer().demonym(w).is_some_and(|c| c == name) || w == name)
    }
}
