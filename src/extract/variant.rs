//! Names written otherwise: in capitals, as an adjective, with a capital particle.

use super::gazetteer::gazetteer;
use super::name::Name;
use super::{Reading, Tag};
use std::collections::BTreeSet;

/// Gives every name the words that the text has for its bearer elsewhere.
pub(super) fn settled(reading: &Reading<'_>, names: &[Name]) -> Vec<Name> {
    let whole: BTreeSet<&str> = names.iter().map(|n| n.words.as_str()).collect();
    let parts: BTreeSet<&str> = whole.iter().flat_map(|w| w.split(' ')).collect();
    let ends: BTreeSet<&str> = whole
        .iter()
        .filter_map(|w| w.split_once(' ').map(|(_, rest)| rest))
        .collect();
    let other = |name: &Name| {
        if name.known || name.adjective {
            return None;
        }
        if let Some(words) = quiet(&name.words)
            && (whole.contains(words.as_str()) || parts.contains(words.as_str()))
        {
            return Some((words, false));
        }
        if let Some(words) = small(&name.words)
            && ends.contains(words.as_str())
        {
            return Some((words, false));
        }
        let place = country(reading, name)?;
        let base = place.iter().find(|b| whole.contains(b.as_str()))?;
        Some((base.clone(), true))
    };
    let settle = |name: &Name| match other(name) {
        Some((words, adjective)) => Name {
            words,
            adjective,
            ..name.clone()
        },
        None => name.clone(),
    };
    names.iter().map(settle).collect()
}

/// "BRANTHAM" as a sentence would have it.
fn quiet(words: &str) -> Option<String> {
    let loud = words.len() > 2 && words.chars().all(|c| c.is_uppercase() || c == ' ');
    let word = |w: &str| {
        let mut letters = w.chars();
        let first = letters.next().map(String::from).unwrap_or_default();
        first + &letters.as_str().to_lowercase()
    };
    loud.then(|| words.split(' ').map(word).collect::<Vec<_>>().join(" "))
}

/// "Van Dam" as "Noor van Dam" has it.
fn small(words: &str) -> Option<String> {
    let (first, rest) = words.split_once(' ')?;
    let particle = [
        "Al", "De", "Den", "Der", "Di", "Du", "La", "Le", "Ter", "Van", "Von",
    ];
    particle
        .contains(&first)
        .then(|| format!("{} {rest}", first.to_lowercase()))
}

/// The names of which an adjective can be made: "Odravan" of Odrava, "Kelmeti" of Kelmet.
fn country(reading: &Reading<'_>, name: &Name) -> Option<Vec<String>> {
    let word = name.words.as_str();
    let next = reading.tokens.get(name.tokens.end)?;
    let describes = reading.tokens[name.tokens.start].tag == Tag::Jj
        || matches!(next.tag, Tag::Nn | Tag::Nns | Tag::Jj);
    let plain = word.len() > 5 && !word.contains(' ') && word.is_ascii();
    if !describes || !plain || gazetteer().gender(word).is_some() || !name.title.is_empty() {
        return None;
    }
    let mut out = Vec::new();
    for (suffix, vowels) in [
        ("ian", "ia"),
        ("ean", "ea"),
        ("ese", "a"),
        ("an", "a"),
        ("n", ""),
        ("i", ""),
    ] {
        let Some(stem) = word.strip_suffix(suffix).filter(|s| s.len() > 3) else {
            continue;
        };
        out.push(stem.to_owned());
        out.push(format!("{stem}{vowels}"));
    }
    out.retain(|base| base.len() > 4 && gazetteer().gender(base).is_none());
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::extract::known::KnownNames;
    use crate::extract::{name, scene::Scene};

    fn words(text: &str) -> Vec<String> {
        let reading = Reading::new(text);
        let scenes: Vec<_> = reading
            .sentences
            .iter()
            .map(|s| Scene::new(&reading, s))
            .collect();
        let names = name::names(&reading, &scenes, &KnownNames::default());
        settled(&reading, &names)
            .into_iter()
            .map(|n| n.words)
            .collect()
    }

    #[test]
    fn an_adjective_is_its_countrys() {
        let text = "Talks in Odrava failed on Monday. The Odravan minister said so.";
        assert_eq!(words(text), ["Odrava", "Odrava"]);
    }

    #[test]
    fn capitals_and_particles_make_no_other_name() {
        assert_eq!(quiet("BRANTHAM").as_deref(), Some("Brantham"));
        assert_eq!(quiet("Brantham"), None);
        assert_eq!(small("Van Dam").as_deref(), Some("van Dam"));
        assert_eq!(small("Noor van Dam"), None);
    }
}
