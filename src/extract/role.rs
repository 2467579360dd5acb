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

/// A phrase whose head is a common noun, as far as its own words tell.
struct Nominal {
    /// Its tokens, with what hangs on its end.
    tokens: Range<usize>,
    /// Those of its noun phrase alone.
    base: Range<usize>,
    /// The token of its noun.
    head: usize,
    /// The noun, as one.
    noun: String,
    /// Whether the reader is taken to know what it means.
    definite: bool,
    /// Whether it is more than one.
    plural: bool,
}

impl Resolver<'_, '_, '_> {
    /// "the president", "a person familiar with the audit".
    pub(super) fn nominal(
        &mut self,
        tokens: Range<usize>,
        base: Range<usize>,
        head: usize,
    ) -> Option<usize> {
        let (lower, mut buffer) = (self.reading.word(head).to_lowercase(), String::new());
        let tag = self.reading.tokens[head].tag;
        let phrase = Nominal {
            noun: lemma(&lower, tag, &mut buffer).to_owned(),
            definite: self.is_definite(&base),
            plural: tag == Tag::Nns || MANY.contains(&lower.as_str()),
            tokens,
            base,
            head,
        };
        if let Some(being) = self.taken_up(&phrase) {
            self.mention(being, phrase.base, MentionForm::Nominal);
            return Some(being);
        }
        if let Some(being) = self.repeated(&phrase) {
            self.mention(being, phrase.tokens, MentionForm::Nominal);
            return Some(being);
        }
        let being = self.newcomer(&phrase);
        Some(self.add(being, phrase.tokens.start))
    }

    /// The being that a phrase takes up by its noun, or by the name in it.
    fn taken_up(&self, phrase: &Nominal) -> Option<usize> {
        let described = self.cast.described.get(&phrase.head).copied();
        described
            .or_else(|| self.called(&phrase.tokens, phrase.head))
            .or_else(|| self.labelled(&phrase.base, phrase.head, &phrase.noun))
            .or_else(|| self.known(phrase))
    }

    /// The latest one without a name that was called by the same words.
    fn repeated(&self, phrase: &Nominal) -> Option<usize> {
        let words = self.bare(&phrase.tokens);
        let first = self.reading.tokens[phrase.base.start].tag;
        let again = |b: &Being| {
            !b.named
                && b.name.eq_ignore_ascii_case(words)
                && (phrase.definite || phrase.plural && first.is_noun())
        };
        self.recent(phrase.tokens.start)
            .into_iter()
            .find(|&b| again(&self.cast.beings[b]))
    }

    /// The words of a phrase without its article.
    fn bare(&self, tokens: &Range<usize>) -> &str {
        let bytes = self.reading.bytes(tokens.clone());
        strip_article(self.reading.text.get(bytes).unwrap_or_default())
    }

    /// A being that is mentioned for the first time, and by this phrase.
    fn newcomer(&mut self, phrase: &Nominal) -> Being {
        let counted = self.counted(&phrase.tokens, phrase.head);
        let noun = phrase.noun.as_str();
        let mut being = Being {
            name: self.bare(&phrase.tokens).to_owned(),
            kind: kind(counted.as_deref().unwrap_or(noun), phrase.plural),
            plural: phrase.plural,
            mentions: vec![(phrase.tokens.clone(), MentionForm::Nominal)],
            ..Being::default()
        };
        being.heads.insert(noun.to_owned());
        if let Some(owner) = self.possessor(phrase) {
            if SPEAKS.contains(&noun) {
                being.speaks_for.insert(owner);
            } else if being.kind == EntityKind::Organisation
                || phrase.plural && phrase.base.contains(&self.first_owner(&phrase.tokens))
            {
                being.part_of.insert(owner);
            }
        }
        being
    }

    /// Whose somebody is: "her sister", "Tessel’s lawyers", "a spokesperson for the trust".
    fn possessor(&mut self, phrase: &Nominal) -> Option<usize> {
        let mut rest = phrase.tokens.clone().filter(|&t| t != phrase.head);
        let named = rest.find_map(|t| self.cast.owner.get(&t).copied());
        let pronoun = phrase
            .base
            .clone()
            .find(|&t| self.reading.tokens[t].tag == Tag::PrpS);
        named
            .or_else(|| pronoun.and_then(|p| self.meant(p, &[])))
            .or_else(|| self.client(&phrase.tokens, phrase.head, &phrase.noun))
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
    fn known(&self, phrase: &Nominal) -> Option<usize> {
        if !phrase.definite {
            return None;
        }
        let (base, noun) = (&phrase.base, phrase.noun.as_str());
        let country = base
            .clone()
            .filter(|&t| t != phrase.head)
            .find_map(|t| self.cast.owner.get(&t).copied());
        let pool = self.recent(base.start);
        let fields = self.fields(base, phrase.head);
        let fits = |&b: &usize| self.fits(&self.cast.beings[b], phrase, &fields, country);
        let found = pool.iter().copied().find(fits);
        if found.is_some() || phrase.plural {
            return found;
        }
        self.classed(base, noun, &pool)
            .or_else(|| self.later(base, noun, country))
    }

    /// Whether the article describes a being by a phrase's noun, and nothing stands against it.
    fn fits(
        &self,
        being: &Being,
        phrase: &Nominal,
        fields: &[String],
        country: Option<usize>,
    ) -> bool {
        let possessive = self.reading.tokens[phrase.base.start].tag == Tag::PrpS;
        being.heads.contains(&phrase.noun)
            && self.agrees(fields, being, &phrase.noun)
            && (!possessive || being.descriptions.iter().any(|d| is_owned_by(d)))
            && being.plural == phrase.plural
            && country.is_none_or(|c| self.is_of(being, c))
    }

    /// The latest one whose name has the noun in it, or that is what the noun says: "the company".
    fn classed(&self, base: &Range<usize>, noun: &str, pool: &[usize]) -> Option<usize> {
        if self.is_owned(base) {
            return None;
        }
        let beings = &self.cast.beings;
        let latest = |fits: &dyn Fn(&Being) -> bool| {
            let mut pool = pool.iter().copied();
            pool.find(|&b| beings[b].named && fits(&beings[b]))
        };
        let contains = |b: &Being| {
            b.name.to_lowercase().split(' ').any(|w| w == noun) && b.kind != EntityKind::Person
        };
        latest(&contains).or_else(|| {
            let kind = class(noun).filter(|_| determined(self.reading.word(base.start)))?;
            latest(&|b: &Being| b.kind == kind)
                .or_else(|| latest(&|b: &Being| b.guessed && b.kind == EntityKind::Thing))
        })
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
        let owned = |c: usize| self.is_of(&beings[*only], c);
        (first != Tag::PrpS && country.is_none_or(owned)).then_some(*only)
    }

    /// Whether a being speaks for a country, is part of it or is described by it.
    fn is_of(&self, being: &Being, country: usize) -> bool {
        let mut told = being.descriptions.iter();
        being.speaks_for.contains(&country)
            || being.part_of.contains(&country)
            || told.any(|d| self.mentions_country(d, country))
    }

    fn mentions_country(&self, description: &str, country: usize) -> bool {
        let name = &self.cast.beings[country].name;
        description
            .split(' ')
            .any(|w| gazetteer().demonym(w).is_some_and(|c| c == name) || w == name)
    }
}
