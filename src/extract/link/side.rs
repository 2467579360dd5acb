//! On whose side somebody speaks, and whom a content names.

use super::Role;
use super::turn::CAMP;
use crate::article::MentionForm;
use crate::extract::Reading;
use crate::extract::cast::Cast;
use crate::extract::draft::Draft;
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Notes on whose side the sources are, and whom the contents name.
pub fn sides(reading: &Reading<'_>, cast: &Cast, drafts: &[Draft], roles: &mut [Role]) {
    let mut mentions: Vec<(usize, usize, MentionForm)> = cast
        .beings
        .iter()
        .enumerate()
        .flat_map(|(i, b)| b.mentions.iter().map(move |(r, form)| (r.start, i, *form)))
        .collect();
    mentions.sort_unstable();
    let beings = |range: &Range<usize>| {
        let first = mentions.partition_point(|m| m.0 < range.start);
        let end = mentions.partition_point(|m| m.0 < range.end);
        mentions[first..end.max(first)].iter()
    };
    let mut offices: BTreeMap<usize, BTreeSet<usize>> = BTreeMap::new();
    for (draft, role) in drafts.iter().zip(roles.iter_mut()) {
        role.about = draft.content.iter().flat_map(beings).map(|m| m.1).collect();
        if draft.source.iter().any(|s| is_against(reading, s)) {
            continue;
        }
        // "Lamb's barrister, Noor Hadi" speaks for Lamb wherever she speaks; "his captain" is
        // whoever he is.
        let named = |m: &&(usize, usize, MentionForm)| m.2 != MentionForm::Pronoun;
        let inside = draft.source.iter().flat_map(beings).filter(named);
        let inside: BTreeSet<usize> = inside.map(|m| m.1).collect();
        for &source in &role.source {
            offices.entry(source).or_default().extend(&inside);
        }
    }
    for role in roles {
        for source in &role.source {
            let being = &cast.beings[*source];
            role.side.insert(*source);
            role.side
                .extend(being.speaks_for.iter().chain(&being.part_of));
            role.side.extend(offices.get(source).into_iter().flatten());
        }
    }
}

/// "Critics of the mayor" are not on the mayor's side.
fn is_against(reading: &Reading<'_>, source: &Range<usize>) -> bool {
    source
        .clone()
        .any(|t| CAMP.contains(&reading.word(t).to_lowercase().as_str()))
}
