//! The boxes for entities and claims.

use super::{
    Shape, ShapeKind,
    words::{clean, clip},
};
use crate::{
    article::EntityKind,
    graph::{ClaimRef, EntityRef},
};

/// Stands where a record names no source.
pub(crate) const UNNAMED: &str = "(unnamed)";

/// Claims stand in the last column; their rank is set when all is known.
pub(super) const LAST: usize = usize::MAX;

/// Names longer than this are clipped.
pub(super) const NAME: usize = 40;

pub(super) fn claim(claim: ClaimRef<'_>) -> Shape {
    let quoted = claim.statements().any(|statement| statement.quoted());
    let text = wording(&clean(claim.text()), quoted);
    Shape {
        kind: ShapeKind::Claim { number: 0 },
        rank: LAST,
        name: if text.is_empty() {
            "(no wording)".into()
        } else {
            text
        },
        note: if quoted {
            "direct quote".into()
        } else {
            String::new()
        },
        nodes: vec![claim.node()],
        band: None,
    }
}

/// Returns a claim's words as they are set: without a clause's comma, quotes in quotes.
pub(crate) fn wording(text: &str, quoted: bool) -> String {
    let text = text.trim_end_matches([',', ';', ' ']);
    let marks = ['"', '“', '”', '„', '«', '»'];
    if !quoted || text.is_empty() {
        return text.to_owned();
    }
    let bare = text.trim_matches(marks).trim_end_matches([',', ' ']);
    // Quotation marks inside the words stay as they are.
    if bare.contains(marks) {
        return text.to_owned();
    }
    format!("“{bare}”")
}

pub(super) fn entity(who: EntityRef<'_>, rank: usize) -> Shape {
    Shape {
        kind: ShapeKind::Entity(who.kind()),
        rank,
        name: name(who),
        note: note(who),
        nodes: vec![who.node()],
        band: None,
    }
}

pub(crate) fn name(who: EntityRef<'_>) -> String {
    let name = clean(who.name());
    if name.is_empty() {
        UNNAMED.into()
    } else {
        clip(&name, NAME)
    }
}

/// How many articles are asked what somebody is: one that thousands name is in
/// thousands of a page's drawings.
pub(super) const LOOKED_AT: usize = 64;

pub(crate) fn note(who: EntityRef<'_>) -> String {
    let described = who.descriptions_among(LOOKED_AT).next().map(clean);
    match described.filter(|words| !words.is_empty()) {
        Some(words) => clip(&words, NAME),
        None => match who.kind() {
            EntityKind::Thing => String::new(),
            EntityKind::Group => "unnamed group".into(),
            kind => kind.name().into(),
        },
    }
}
