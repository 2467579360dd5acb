//! How the article describes people: titles and inserted phrases.

use super::Reading;
use super::apposition::appositions;
use super::cast::{Being, Cast};
use super::gazetteer::Gender;
use super::name::Name;
use super::scene::Scene;
use crate::article::EntityKind;
use std::ops::Range;

/// Nouns whose bearer speaks for somebody.
pub const SPEAKS: &[&str] = &[
    "spokesman",
    "spokeswoman",
    "spokesperson",
    "spokespeople",
    "lawyer",
    "attorney",
    "solicitor",
    "barrister",
    "representative",
    "secretary",
    "agent",
    "counsel",
    "envoy",
    "ambassador",
    "negotiator",
];

/// Nouns whose bearer speaks for a country.
const LEADS: &[&str] = &[
    "president",
    "premier",
    "minister",
    "chancellor",
    "king",
    "queen",
    "leader",
    "government",
    "general",
];

/// Nouns that only he or she bears.
const MEN: &[&str] = &[
    "actor",
    "brother",
    "businessman",
    "chairman",
    "councilman",
    "cameraman",
    "father",
    "fisherman",
    "gentleman",
    "husband",
    "king",
    "man",
    "nephew",
    "prince",
    "priest",
    "salesman",
    "son",
    "spokesman",
    "uncle",
    "widower",
    "grandfather",
    "congressman",
    "assemblyman",
    "boy",
    "frontman",
    "policeman",
    "schoolboy",
    "stepfather",
];
const WOMEN: &[&str] = &[
    "actress",
    "aunt",
    "bride",
    "daughter",
    "duchess",
    "girl",
    "grandmother",
    "heroine",
    "housewife",
    "lady",
    "mother",
    "niece",
    "nun",
    "princess",
    "queen",
    "schoolgirl",
    "sister",
    "stepmother",
    "widow",
    "wife",
];

/// Notes the titles and inserted phrases beside every name.
pub fn describe(reading: &Reading<'_>, scenes: &[Scene<'_, '_>], names: &[Name], cast: &mut Cast) {
    for name in names.iter().filter(|n| !n.adjective) {
        let (Some(&being), Some(scene)) = (
            cast.owner.get(&name.tokens.start),
            scenes.get(name.sentence),
        ) else {
            continue;
        };
        let nameable = matches!(
            cast.beings[being].kind,
            EntityKind::Person | EntityKind::Thing | EntityKind::Organisation | EntityKind::Account
        );
        let found = appositions(scene, name);
        for (tokens, head) in found.into_iter().filter(|_| nameable) {
            note(reading, cast, being, tokens, head);
        }
    }
}

/// Notes one phrase that describes a being.
fn note(reading: &Reading<'_>, cast: &mut Cast, being: usize, tokens: Range<usize>, head: usize) {
    let noun = reading.word(head).to_lowercase();
    cast.described.insert(head, being);
    let words = reading.text.get(reading.bytes(tokens.clone()));
    let words = strip_article(words.unwrap_or_default()).to_owned();
    let one = &mut cast.beings[being];
    note_kind(one, &noun);
    if !one.descriptions.contains(&words) && !words.is_empty() {
        one.descriptions.push(words);
    }
    one.heads.insert(noun.clone());
    one.heads.extend(whole_title(&noun).map(str::to_owned));
    note_gender(one, &noun);
    note_sides(cast, being, &tokens);
    note_principals(cast, being, &tokens, &noun);
}

/// What a being is by its noun. Two capitals make a person as a rule, but not beside "newspaper".
fn note_kind(one: &mut Being, noun: &str) {
    let weak = one.kind == EntityKind::Person && one.gender.is_none();
    let fits = |kind: &EntityKind| {
        one.guessed || one.kind == EntityKind::Thing || weak && !matches!(kind, EntityKind::Place)
    };
    if let Some(kind) = super::noun::named_kind(noun).filter(fits) {
        one.kind = kind;
    }
}

/// He or she, where the noun tells.
fn note_gender(one: &mut Being, noun: &str) {
    if noun.ends_with("woman") {
        one.gender = Some(Gender::Female);
    } else if MEN.contains(&noun) {
        one.gender.get_or_insert(Gender::Male);
    } else if WOMEN.contains(&noun) {
        one.gender.get_or_insert(Gender::Female);
    }
}

/// The bodies that a person's description names.
fn note_sides(cast: &mut Cast, being: usize, tokens: &Range<usize>) {
    if cast.beings[being].kind != EntityKind::Person {
        return;
    }
    let bodies = tokens.clone().filter_map(|t| cast.owner.get(&t).copied());
    let body = |o: &usize| {
        let kind = cast.beings[*o].kind;
        *o != being && matches!(kind, EntityKind::Organisation | EntityKind::Outlet)
    };
    let bodies: Vec<usize> = bodies.filter(body).collect();
    cast.beings[being].sides.extend(bodies);
}

/// Whom a spokesman or a president speaks for.
fn note_principals(cast: &mut Cast, being: usize, tokens: &Range<usize>, noun: &str) {
    if SPEAKS.contains(&noun) {
        let mut owners = tokens.clone().filter_map(|t| cast.owner.get(&t).copied());
        let owner = owners.find(|&o| o != being);
        let outlet = owner.is_some_and(|o| cast.beings[o].kind == EntityKind::Outlet);
        cast.beings[being]
            .speaks_for
            .extend(owner.filter(|_| !outlet));
    }
    if LEADS.contains(&noun) {
        let mut owners = tokens.clone().filter_map(|t| cast.owner.get(&t).copied());
        let owner = owners.find(|&o| cast.beings[o].kind == EntityKind::Country);
        cast.beings[being].speaks_for.extend(owner);
    }
}

/// What people call somebody with a shortened or learned title.
fn whole_title(title: &str) -> Option<&'static str> {
    Some(match title.trim_end_matches('.') {
        "justice" => "judge",
        "sen" => "senator",
        "rep" | "congressman" | "congresswoman" => "representative",
        "gov" => "governor",
        "gen" => "general",
        "col" => "colonel",
        "capt" => "captain",
        "sgt" => "sergeant",
        "det" => "detective",
        "insp" => "inspector",
        "prof" => "professor",
        "lt" => "lieutenant",
        "cmdr" => "commander",
        "adm" => "admiral",
        "supt" => "superintendent",
        "ceo" => "executive",
        "pm" | "premier" => "minister",
        "dr" => "doctor",
        _ => return None,
    })
}

/// A phrase without its article, and without the marks that may be left at its ends: "the ( President".
pub fn strip_article(words: &str) -> &str {
    let (first, rest) = words.split_once(' ').unwrap_or((words, ""));
    let is_mark = |c: char| !c.is_alphanumeric() && !"@#$£€.".contains(c);
    let rest = rest.trim_start_matches(is_mark);
    let is_left_over = |c: char| " “”\"‘«»,;:!?(—–".contains(c);
    let (words, rest) = (
        words.trim_end_matches(is_left_over),
        rest.trim_end_matches(is_left_over),
    );
    match first {
        "the" | "The" | "a" | "A" | "an" | "An" if !rest.is_empty() => rest,
        _ => words,
    }
}
