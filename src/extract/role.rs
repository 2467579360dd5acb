//! Whom a phrase without a name means: "the president", "a person familiar with the audit".

use super::Tag;
use super::cast::Being;
use super::describe::{SPEAKS, strip_article};
use super::gazetteer::gazetteer;
use super::lemma::lemma;
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
        let definite = matches!(
            self.reading.word(base.start).to_lowercase().as_str(),
            "the" | "this" | "that" | "these" | "those" | "both"
        );
        let plural = self.reading.tokens[head].tag == Tag::Nns || MANY.contains(&lower.as_str());
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
            kind: kind(&noun, plural),
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
            .or_else(|| pronoun.and_then(|p| self.pronoun(p, &[])));
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
        let described = |b: &Being| {
            b.heads.contains(noun)
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
        let contains = |b: &Being| {
            b.named
                && b.name.to_lowercase().split(' ').any(|w| w == noun)
                && b.kind != EntityKind::Person
        };
        if let Some(found) = latest(&contains) {
            return Some(found);
        }
        let classes: &[(&[&str], EntityKind)] = &[
            (
                &[
                    "company",
                    "firm",
                    "manufacturer",
                    "maker",
                    "group",
                    "organisation",
                    "organization",
                    "retailer",
                    "operator",
                    "carrier",
                    "charity",
                    "supplier",
                    "builder",
                ],
                EntityKind::Organisation,
            ),
            (
                &[
                    "agency",
                    "newspaper",
                    "paper",
                    "outlet",
                    "broadcaster",
                    "magazine",
                    "site",
                    "website",
                    "channel",
                    "daily",
                ],
                EntityKind::Outlet,
            ),
            (&["country", "nation"], EntityKind::Country),
        ];
        let class = classes
            .iter()
            .find(|(nouns, _)| nouns.contains(&noun))
            .map(|(_, kind)| *kind)?;
        latest(&|b: &Being| b.kind == class && b.named)
    }

    fn mentions_country(&self, description: &str, country: usize) -> bool {
        let name = &self.cast.beings[country].name;
        description
            .split(' ')
            .any(|w| gazetteer().demonym(w).is_some_and(|c| c == name) || w == name)
    }
}

/// Nouns that mean many people without an s.
const MANY: &[&str] = &[
    "people",
    "police",
    "others",
    "some",
    "many",
    "few",
    "several",
    "residents",
    "staff",
    "officials",
    "most",
    "public",
];

/// Whether a noun is a person's.
pub(super) fn is_person(noun: &str) -> bool {
    const NOUNS: &[&str] = &[
        "person",
        "man",
        "woman",
        "source",
        "official",
        "witness",
        "resident",
        "expert",
        "user",
        "banker",
        "boy",
        "girl",
        "mother",
        "father",
        "wife",
        "husband",
        "son",
        "daughter",
        "neighbour",
        "neighbor",
        "colleague",
        "aide",
        "student",
        "teacher",
        "worker",
        "farmer",
        "driver",
        "passenger",
        "critic",
        "supporter",
        "opponent",
        "victim",
        "defendant",
        "plaintiff",
        "scientist",
        "researcher",
        "historian",
        "economist",
        "partner",
        "member",
        "activist",
        "campaigner",
        "pensioner",
        "survivor",
        "mediator",
        "owner",
        "specialist",
        "spokesperson",
        "representative",
        "professor",
        "executive",
        "head",
        "boss",
        "someone",
        "somebody",
    ];
    let title = gazetteer().is("title", noun)
        && ![
            "general", "home", "health", "finance", "foreign", "defence", "defense", "first",
            "lady",
        ]
        .contains(&noun);
    NOUNS.contains(&noun)
        || title
        || noun.ends_with("ist")
        || noun.ends_with("man")
        || noun.ends_with("woman")
}

fn kind(noun: &str, plural: bool) -> EntityKind {
    match noun {
        n if plural
            && (is_person(n)
                || ![
                    "report", "study", "document", "figure", "poll", "survey", "record", "result",
                    "image", "data",
                ]
                .contains(&n)) =>
        {
            EntityKind::Group
        }
        n if is_person(n) => EntityKind::Person,
        n if gazetteer().is("organisation", n)
            || gazetteer().is("organisation", &format!("{n}s")) =>
        {
            EntityKind::Organisation
        }
        n if gazetteer().is("outlet", n) => EntityKind::Outlet,
        _ => EntityKind::Thing,
    }
}
