//! What common nouns mean: a person, a body, a group.

use super::gazetteer::gazetteer;
use crate::article::EntityKind;

/// Nouns for companies with names.
const FIRMS: &[&str] = &[
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
    "airline",
    "startup",
    "business",
    "lender",
    "insurer",
    "brewer",
];

/// Nouns for those that publish.
const OUTLETS: &[&str] = &[
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
    "weekly",
    "tabloid",
    "newswire",
];

/// Nouns for places with names.
const PLACES: &[&str] = &[
    "town", "city", "village", "island", "region", "county", "district", "province",
];

/// What a named thing is that is called by a common noun.
pub(super) fn class(noun: &str) -> Option<EntityKind> {
    let any = |list: &[&str]| list.contains(&noun);
    match noun {
        _ if any(FIRMS) => Some(EntityKind::Organisation),
        _ if any(OUTLETS) => Some(EntityKind::Outlet),
        _ if any(PLACES) => Some(EntityKind::Place),
        "country" | "nation" => Some(EntityKind::Country),
        _ => None,
    }
}

/// What a name is that stands beside a common noun.
pub(super) fn named_kind(noun: &str) -> Option<EntityKind> {
    match class(noun) {
        _ if is_person(noun) => Some(EntityKind::Person),
        None if gazetteer().is("organisation", noun) => Some(EntityKind::Organisation),
        kind => kind,
    }
}

/// Nouns that mean many people without an s.
pub(super) const MANY: &[&str] = &[
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

/// Nouns for people, beside the titles of the gazetteer.
const PEOPLE: &[&str] = &[
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

/// Whether a noun is a person's.
pub(super) fn is_person(noun: &str) -> bool {
    let title = gazetteer().is("title", noun)
        && ![
            "general", "home", "health", "finance", "foreign", "defence", "defense", "first",
            "lady",
        ]
        .contains(&noun);
    PEOPLE.contains(&noun)
        || title
        || noun.ends_with("ist")
        || noun.ends_with("man")
        || noun.ends_with("woman")
}

/// Nouns for many people together.
const BODIES: &[&str] = &[
    "opposition",
    "defence",
    "defense",
    "prosecution",
    "jury",
    "crew",
    "family",
    "couple",
    "crowd",
    "audience",
    "staff",
    "team",
    "public",
    "police",
];

/// Nouns for offices that are called like a person.
const OFFICES: &[&str] = &["regulator", "watchdog", "inspectorate", "ombudsman"];

/// Nouns for what people read: two of them are no group.
const PAPERS: &[&str] = &[
    "report", "study", "document", "figure", "poll", "survey", "record", "result", "image", "data",
];

/// What somebody or something without a name is, by its noun.
pub(super) fn kind(noun: &str, plural: bool) -> EntityKind {
    match noun {
        n if BODIES.contains(&n) => EntityKind::Group,
        n if OFFICES.contains(&n) => EntityKind::Organisation,
        n if plural && (is_person(n) || !PAPERS.contains(&n)) => EntityKind::Group,
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

/// Whether a word before a noun says that the reader knows what is meant.
pub(super) fn determined(word: &str) -> bool {
    let words = ["the", "this", "that", "these", "those", "both"];
    words.iter().any(|w| word.eq_ignore_ascii_case(w))
}

/// Whether a description says whose somebody is: "Her sister".
pub(super) fn is_owned_by(description: &str) -> bool {
    let first = description
        .split(' ')
        .next()
        .unwrap_or_default()
        .to_lowercase();
    matches!(first.as_str(), "his" | "her" | "its" | "their")
        || description.contains("’s ")
        || description.contains("'s ")
}
