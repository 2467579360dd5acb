//! How the article describes people: titles and inserted phrases.

use super::cast::Cast;
use super::gazetteer::Gender;
use super::name::Name;
use super::phrase::PhraseKind;
use super::scene::Scene;
use super::{Reading, Tag};
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
        for (tokens, head) in found(scene, name).into_iter().filter(|_| nameable) {
            note(reading, scene, cast, being, tokens, head);
        }
    }
}

/// The phrases that describe a name, each with its head token.
fn found(scene: &Scene<'_, '_>, name: &Name) -> Vec<(Range<usize>, usize)> {
    let reading = scene.reading;
    let at = scene.phrase_of(name.tokens.start);
    let mut out = Vec::new();
    let Some(phrase) = scene.get(at) else {
        return out;
    };
    // A word at a name's end that looks like none stands in a phrase of its own.
    let end_at = scene.phrase_of(name.tokens.end - 1);
    let ends = scene
        .get(end_at)
        .is_some_and(|p| p.tokens.end == name.tokens.end);
    let tag = |i: usize| reading.tokens[i].tag;
    // "Ukrainian presidential spokesman Serhiy Nykyforov"
    if phrase.tokens.start < name.tokens.start {
        let head = name.tokens.start - 1;
        let plain = reading.word(head).trim_end_matches('.').to_lowercase();
        let address = ["mr", "mrs", "ms", "miss", "sir", "lord", "dr"].contains(&plain.as_str());
        if (tag(head).is_noun() && tag(head) != Tag::Nns || super::noun::is_person(&plain))
            && !address
            && reading.quotes.around(head) == reading.quotes.around(name.tokens.start)
        {
            let start = phrase.tokens.start + usize::from(tag(phrase.tokens.start) == Tag::Dt);
            out.push((start..name.tokens.start, head));
        }
    }
    // "Kremlin spokesperson Irina Belova", where the tagger knows the noun for something else.
    else if let Some(head) = name
        .tokens
        .start
        .checked_sub(1)
        .filter(|h| scene.tokens.contains(h))
        && super::noun::is_person(&reading.word(head).to_lowercase())
        && !tag(head).is_mark()
    {
        let part = |t: &usize| {
            let tag = tag(*t);
            tag.is_noun() || matches!(tag, Tag::Jj | Tag::Pos | Tag::PrpS)
        };
        let first = head.saturating_sub(4).max(scene.tokens.start);
        let start = (first..head).rev().take_while(part).last().unwrap_or(head);
        out.push((start..name.tokens.start, head));
    }
    // "Dmitry Peskov, the Kremlin spokesman,"
    let common = |i: usize| match scene.get(i).map(|p| &p.kind) {
        Some(PhraseKind::Noun(head)) if matches!(tag(*head), Tag::Nn) => Some(*head),
        _ => None,
    };
    if ends
        && scene.is_comma(end_at + 1)
        && let Some(head) = common(end_at + 2)
    {
        let at = end_at;
        let end = scene.extended(at + 2);
        let closes = scene.is_comma(end) || scene.tag(end) == Tag::Stop || scene.get(end).is_none();
        let listed = scene.is(at + 3, &["and"]) || scene.is(end + 1, &["and"]);
        if closes && !listed {
            let start = scene.phrases[at + 2].tokens.start;
            out.push((start..scene.tokens_of(at + 2, end).end, head));
        }
    }
    // "His press secretary, Serhiy Nykyforov,"
    if phrase.tokens.start >= name.title.start
        && at >= 2
        && scene.is_comma(at - 1)
        && name.tokens.start == phrase.tokens.start + name.title.len()
    {
        let after = end_at + 1;
        let closes = scene.is_comma(after)
            || scene.is_finite(after)
            || scene.tag(after) == Tag::Stop
            || scene.get(after).is_none();
        let from = super::subject::climb(scene, at - 2);
        if closes
            && let Some(head) = common(from).filter(|_| from == 0 || !scene.is_comma(from - 1))
        {
            out.push((scene.tokens_of(from, at - 1), head));
        }
    }
    out
}

fn note(
    reading: &Reading<'_>,
    scene: &Scene<'_, '_>,
    cast: &mut Cast,
    being: usize,
    tokens: Range<usize>,
    head: usize,
) {
    let lower = reading.word(head).to_lowercase();
    cast.described.insert(head, being);
    let described = tokens.clone();
    let words = reading
        .text
        .get(reading.bytes(tokens.clone()))
        .unwrap_or_default()
        .to_owned();
    let words = strip_article(&words).to_owned();
    let one = &mut cast.beings[being];
    // Two capitals make a person as a rule, but not beside "newspaper".
    let weak = one.kind == EntityKind::Person && one.gender.is_none();
    let kind = super::noun::named_kind(&lower);
    let fits = |kind: &EntityKind| {
        one.guessed || one.kind == EntityKind::Thing || weak && !matches!(kind, EntityKind::Place)
    };
    if let Some(kind) = kind.filter(fits) {
        one.kind = kind;
    }
    if !one.descriptions.contains(&words) && !words.is_empty() {
        one.descriptions.push(words);
    }
    one.heads.insert(lower.clone());
    one.heads.extend(whole_title(&lower).map(str::to_owned));
    if lower.ends_with("woman") {
        one.gender = Some(Gender::Female);
    } else if MEN.contains(&lower.as_str()) {
        one.gender.get_or_insert(Gender::Male);
    } else if WOMEN.contains(&lower.as_str()) {
        one.gender.get_or_insert(Gender::Female);
    }
    if one.kind == EntityKind::Person {
        let bodies = tokens.clone().filter_map(|t| cast.owner.get(&t).copied());
        let body = |o: &usize| {
            let kind = cast.beings[*o].kind;
            *o != being && matches!(kind, EntityKind::Organisation | EntityKind::Outlet)
        };
        let bodies: Vec<usize> = bodies.filter(body).collect();
        cast.beings[being].sides.extend(bodies);
    }
    if SPEAKS.contains(&lower.as_str()) {
        let owner = tokens
            .filter_map(|t| cast.owner.get(&t).copied())
            .find(|&o| o != being);
        let outlet = owner.is_some_and(|o| cast.beings[o].kind == EntityKind::Outlet);
        cast.beings[being]
            .speaks_for
            .extend(owner.filter(|_| !outlet));
    }
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
    if LEADS.contains(&lower.as_str()) {
        let owner = described
            .filter_map(|t| cast.owner.get(&t).copied())
            .find(|&o| cast.beings[o].kind == EntityKind::Country);
        cast.beings[being].speaks_for.extend(owner);
    }
    let _ = scene;
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
