//! Whom a phrase means: names, pronouns, "the president".

use super::cast::{Being, Cast};
use super::describe::{SPEAKS, strip_article};
use super::gazetteer::{Gender, gazetteer};
use super::lemma::lemma;
use super::phrase::PhraseKind;
use super::scene::Scene;
use super::{Reading, Tag};
use crate::article::{EntityKind, MentionForm};
use std::collections::BTreeMap;
use std::ops::Range;

/// Finds the beings behind phrases, in the order of the text.
pub struct Resolver<'a, 'r, 't> {
    reading: &'a Reading<'t>,
    scenes: &'a [Scene<'r, 't>],
    /// The beings known so far.
    pub cast: Cast,
    /// Where sources stand, and who they are: the likeliest antecedents.
    sources: BTreeMap<usize, usize>,
    /// Where any being is mentioned outside what has been looked at.
    mentions: BTreeMap<usize, usize>,
    done: BTreeMap<(usize, usize), Vec<usize>>,
}

/// How many sentences back a pronoun looks.
const BACK: usize = 4;

impl<'a, 'r, 't> Resolver<'a, 'r, 't> {
    /// Begins with the beings that have names.
    pub fn new(reading: &'a Reading<'t>, scenes: &'a [Scene<'r, 't>], cast: Cast) -> Self {
        let mentions = cast
            .beings
            .iter()
            .enumerate()
            .flat_map(|(i, b)| b.mentions.iter().map(move |(r, _)| (r.start, i)))
            .collect();
        Self {
            reading,
            scenes,
            cast,
            sources: BTreeMap::new(),
            mentions,
            done: BTreeMap::new(),
        }
    }

    /// The text that it reads.
    pub fn reading(&self) -> &'a Reading<'t> {
        self.reading
    }

    /// Returns whom a phrase means; `speakers` are those whose quotation it stands in.
    pub fn resolve(&mut self, tokens: &Range<usize>, speakers: &[usize]) -> Vec<usize> {
        if tokens.is_empty() || tokens.end > self.reading.tokens.len() {
            return Vec::new();
        }
        if let Some(done) = self.done.get(&(tokens.start, tokens.end)) {
            return done.clone();
        }
        let found = self
            .parts(tokens.clone())
            .into_iter()
            .filter_map(|part| self.one(part, speakers))
            .collect::<Vec<_>>();
        self.done.insert((tokens.start, tokens.end), found.clone());
        found
    }

    /// Notes that somebody speaks at a token.
    pub fn speaks(&mut self, token: usize, being: usize) {
        self.sources.insert(token, being);
    }

    fn scene(&self, token: usize) -> Option<&'a Scene<'r, 't>> {
        let at = self.scenes.partition_point(|s| s.tokens.end <= token);
        self.scenes.get(at)
    }

    /// The members of "X and Y"; of "X, the minister" the one that names.
    fn parts(&self, tokens: Range<usize>) -> Vec<Range<usize>> {
        let Some(scene) = self.scene(tokens.start) else {
            return vec![tokens];
        };
        let (from, to) = (
            scene.phrase_of(tokens.start),
            scene.phrase_of(tokens.end - 1) + 1,
        );
        let nouns: Vec<usize> = (from..to).filter(|&i| scene.is_noun(i)).collect();
        let clip = |from: usize, to: usize| {
            let all = scene.tokens_of(from, to);
            all.start.max(tokens.start)..all.end.min(tokens.end)
        };
        if nouns.len() < 2 {
            return vec![tokens];
        }
        let joined = (from..to).find(|&i| {
            scene.is(i, &["and"]) && scene.is_noun(i + 1) && i > from && scene.is_noun(i - 1)
        });
        if let Some(and) = joined
            && (from..to).all(|i| {
                scene.is_noun(i) || scene.is_comma(i) || scene.is(i, &["and", "of", "both"])
            })
            && self.names_both(scene, and)
        {
            let mut out = Vec::new();
            let mut start = from;
            for i in from..to {
                if scene.is_comma(i) || scene.is(i, &["and"]) {
                    out.push(clip(start, i));
                    start = i + 1;
                }
            }
            out.push(clip(start, to));
            return out.into_iter().filter(|r| !r.is_empty()).collect();
        }
        // "His press secretary, Serhiy Nykyforov"
        if scene.is_comma(from + 1) || (from..to).any(|i| scene.is_comma(i)) {
            let named = |i: usize| {
                scene.phrases[i].tokens.clone().any(|t| {
                    self.cast.owner.contains_key(&t) && self.reading.tokens[t].tag.is_name()
                })
            };
            let comma = (from..to).find(|&i| scene.is_comma(i)).unwrap_or(to);
            let first_named = named(nouns[0]) && self.head_owner(scene, nouns[0]).is_some();
            if !first_named
                && let Some(&second) = nouns.iter().find(|&&i| i > comma)
                && self.head_owner(scene, second).is_some()
                && second == comma + 1
            {
                return vec![clip(second, second + 1)];
            }
            return vec![clip(from, comma)];
        }
        vec![tokens]
    }

    fn names_both(&self, scene: &Scene<'_, '_>, and: usize) -> bool {
        let person = |i: usize| {
            self.head_owner(scene, i).is_some()
                || self.reading.tokens[scene.phrases[i].tokens.end - 1].tag == Tag::Nns
        };
        person(and + 1) || person(and - 1)
    }

    /// The owner of the name that heads a noun phrase.
    fn head_owner(&self, scene: &Scene<'_, '_>, phrase: usize) -> Option<usize> {
        match scene.get(phrase)?.kind {
            PhraseKind::Noun(head) => self.cast.owner.get(&head).copied(),
            _ => None,
        }
    }

    fn one(&mut self, tokens: Range<usize>, speakers: &[usize]) -> Option<usize> {
        let scene = self.scene(tokens.start)?;
        let phrase = scene.phrase_of(tokens.start);
        let base = scene.get(phrase)?.tokens.clone();
        let base = base.start.max(tokens.start)..base.end.min(tokens.end);
        let head = match scene.get(phrase)?.kind {
            PhraseKind::Noun(head) if base.contains(&head) => head,
            _ => base.end - 1,
        };
        let tag = self.reading.tokens[head].tag;
        if matches!(tag, Tag::Prp | Tag::PrpS)
            || base.len() == 1 && matches!(tag, Tag::Wp | Tag::WpS)
        {
            return self.pronoun(head, speakers);
        }
        if let Some(&owner) = self.cast.owner.get(&head) {
            let adjective = tag == Tag::Jj && base.len() > 1;
            if !adjective {
                return Some(owner);
            }
        }
        // A name inside, as in "Kit Sorrell of Banner Capital" cut otherwise.
        if let Some(owner) = base
            .clone()
            .rev()
            .find_map(|t| self.cast.owner.get(&t).filter(|_| t + 1 == base.end))
        {
            return Some(*owner);
        }
        self.nominal(tokens, base, head)
    }

    /// "He", "they", "we".
    fn pronoun(&mut self, at: usize, speakers: &[usize]) -> Option<usize> {
        let word = self.reading.word(at).to_lowercase();
        let found = match word.as_str() {
            "i" | "me" | "my" | "myself" => speakers.first().copied(),
            "we" | "us" | "our" | "ourselves" => self.side(speakers),
            "he" | "him" | "his" | "himself" => self.person(at, Gender::Male, speakers),
            "she" | "her" | "hers" | "herself" => self.person(at, Gender::Female, speakers),
            "it" | "its" | "itself" => self.thing(at, speakers),
            "they" | "them" | "their" | "themselves" => self.many(at, speakers),
            _ => None,
        };
        if let Some(being) = found {
            self.cast.beings[being]
                .mentions
                .push((at..at + 1, MentionForm::Pronoun));
            self.mentions.insert(at, being);
            return found;
        }
        if matches!(word.as_str(), "you" | "your" | "it" | "its") {
            return None;
        }
        // Nobody before: somebody without a name.
        let being = Being {
            name: self.reading.word(at).to_owned(),
            kind: if word == "they" {
                EntityKind::Group
            } else {
                EntityKind::Person
            },
            mentions: vec![(at..at + 1, MentionForm::Pronoun)],
            ..Being::default()
        };
        Some(self.add(being, at))
    }

    fn add(&mut self, being: Being, at: usize) -> usize {
        self.cast.beings.push(being);
        self.mentions.insert(at, self.cast.beings.len() - 1);
        self.cast.beings.len() - 1
    }

    /// Those for whom a speaker says "we".
    fn side(&self, speakers: &[usize]) -> Option<usize> {
        let speaker = *speakers.first()?;
        self.cast.beings[speaker]
            .speaks_for
            .iter()
            .next()
            .copied()
            .or(Some(speaker))
    }

    /// The beings before a token: sentence by sentence back, in each the sources first.
    fn before(&self, at: usize, fits: impl Fn(usize) -> bool) -> Option<usize> {
        let here = self.scenes.partition_point(|s| s.tokens.end <= at);
        let outside = self.reading.quotes.around(at);
        for back in 0..=BACK {
            let Some(number) = here.checked_sub(back) else {
                break;
            };
            let scene = self.scenes.get(number)?;
            let range = scene.tokens.start..scene.tokens.end.min(at);
            let seen = |t: &usize| {
                self.reading.quotes.around(*t).is_none()
                    || self.reading.quotes.around(*t) == outside
            };
            let source = self
                .sources
                .range(range.clone())
                .filter(|(t, b)| seen(t) && fits(**b))
                .map(|(_, b)| *b);
            let source = if back == 0 {
                source.last()
            } else {
                source.take(1).last()
            };
            let mut plain = self
                .mentions
                .range(range)
                .filter(|(t, b)| seen(t) && fits(**b))
                .map(|(_, b)| *b);
            if let Some(found) = source.or_else(|| plain.next()) {
                return Some(found);
            }
        }
        None
    }

    fn person(&mut self, at: usize, gender: Gender, speakers: &[usize]) -> Option<usize> {
        let beings = &self.cast.beings;
        let fits = |b: usize| {
            matches!(beings[b].kind, EntityKind::Person | EntityKind::Account)
                && !beings[b].plural
                && beings[b].gender.is_none_or(|g| g == gender)
                && !speakers.contains(&b)
        };
        let sure = |b: usize| fits(b) && beings[b].gender == Some(gender);
        let found = self
            .before(at, |b| fits(b) && (beings[b].named || sure(b)))
            .or_else(|| self.before(at, fits))?;
        self.cast.beings[found].gender.get_or_insert(gender);
        Some(found)
    }

    fn thing(&self, at: usize, speakers: &[usize]) -> Option<usize> {
        use EntityKind::{Country, Organisation, Outlet};
        let beings = &self.cast.beings;
        self.before(at, |b| {
            matches!(beings[b].kind, Organisation | Country | Outlet)
                && !speakers.contains(&b)
                && !beings[b].plural
        })
        .or_else(|| {
            self.before(at, |b| {
                beings[b].kind == EntityKind::Thing && !beings[b].plural && !speakers.contains(&b)
            })
        })
    }

    fn many(&self, at: usize, speakers: &[usize]) -> Option<usize> {
        let beings = &self.cast.beings;
        self.before(at, |b| {
            (beings[b].plural || beings[b].kind == EntityKind::Group) && !speakers.contains(&b)
        })
        .or_else(|| {
            self.before(at, |b| {
                matches!(
                    beings[b].kind,
                    EntityKind::Organisation | EntityKind::Country
                ) && !speakers.contains(&b)
            })
        })
    }

    /// "the president", "a person familiar with the audit".
    fn nominal(&mut self, tokens: Range<usize>, base: Range<usize>, head: usize) -> Option<usize> {
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

    fn mention(&mut self, being: usize, tokens: Range<usize>, form: MentionForm) {
        self.mentions.insert(tokens.start, being);
        self.cast.beings[being].mentions.push((tokens, form));
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

    /// The beings mentioned before a token, the latest first, as far back as a reader remembers.
    fn recent(&self, at: usize) -> Vec<usize> {
        let mut out = Vec::new();
        for (_, &being) in self.mentions.range(..at).rev().take(400) {
            if !out.contains(&being) {
                out.push(being);
            }
        }
        out
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
pub fn is_person(noun: &str) -> bool {
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
