//! A record's entities, held against the user's own names.

use super::{Authority, Known, normal};
use crate::article::{Article, Entity, EntityKind};
use std::collections::{BTreeMap, BTreeSet};

impl Authority {
    /// Gives the entities of a record the names, kinds and IRIs of the list.
    ///
    /// An entity is found by IRI, by name, then by alias, where the kinds agree.
    /// Those that turn out to be the same become one.
    pub fn apply(&self, article: &mut Article) {
        let mut first: BTreeMap<usize, usize> = BTreeMap::new();
        let mut same: BTreeMap<String, String> = BTreeMap::new();
        let mut kept: Vec<Entity> = Vec::with_capacity(article.entities.len());
        for mut entity in std::mem::take(&mut article.entities) {
            let Some(at) = self.find(&entity) else {
                kept.push(entity);
                continue;
            };
            take_over(&mut entity, &self.list[at]);
            match first.get(&at) {
                Some(&owner) => {
                    same.insert(entity.id.clone(), kept[owner].id.clone());
                    join(&mut kept[owner], entity);
                }
                None => {
                    first.insert(at, kept.len());
                    kept.push(entity);
                }
            }
        }
        // Once at the end: a list that is sorted with every entity takes long.
        for &owner in first.values().filter(|_| !same.is_empty()) {
            tidy(&mut kept[owner]);
        }
        article.entities = kept;
        if !same.is_empty() {
            rename(article, &same);
        }
    }

    fn find(&self, entity: &Entity) -> Option<usize> {
        let iris = entity.iri.iter().chain(&entity.same_as);
        let by_iri = iris.filter_map(|iri| self.by_iri.get(iri)).next().copied();
        by_iri.or_else(|| {
            let mut names = std::iter::once(&entity.name).chain(&entity.aliases);
            names.find_map(|name| self.named(name, entity.kind))
        })
    }

    fn named(&self, name: &str, kind: EntityKind) -> Option<usize> {
        let owners = self.by_name.get(&normal(name))?;
        let exact = |at: &&usize| self.list[**at].kind == Some(kind);
        let fits = |at: &&usize| self.list[**at].kind.is_none_or(|k| agree(k, kind));
        let exact = owners.iter().find(exact);
        exact.or_else(|| owners.iter().find(fits)).copied()
    }
}

/// Whether what a reader takes for one kind can be the other.
fn agree(own: EntityKind, read: EntityKind) -> bool {
    use EntityKind::{Account, Country, Group, Organisation, Outlet, Person, Place, Thing};
    let body = |kind| matches!(kind, Organisation | Outlet | Group | Account);
    let land = |kind| matches!(kind, Country | Place | Organisation);
    own == read
        || read == Thing
        || own == Thing
        || body(own) && body(read)
        || land(own) && land(read)
        || matches!((own, read), (Person, Account) | (Account, Person))
}

/// The list's name, kind and IRI win; what the entity had besides is kept.
fn take_over(entity: &mut Entity, known: &Known) {
    if entity.name != known.name && !entity.name.is_empty() {
        let name = std::mem::take(&mut entity.name);
        entity.aliases.push(name);
    }
    entity.name.clone_from(&known.name);
    entity.aliases.retain(|alias| *alias != known.name);
    sort(&mut entity.aliases);
    entity.kind = known.kind.unwrap_or(entity.kind);
    let other = match &known.iri {
        Some(iri) => entity.iri.replace(iri.clone()),
        None => None,
    };
    entity.same_as.extend(other);
    entity.same_as.extend(known.same_as.iter().cloned());
    entity
        .same_as
        .retain(|iri| entity.iri.as_ref() != Some(iri));
    sort(&mut entity.same_as);
}

fn sort<T: Ord>(list: &mut Vec<T>) {
    list.sort();
    list.dedup();
}

fn join(into: &mut Entity, other: Entity) {
    into.aliases.extend(other.aliases);
    into.same_as.extend(other.same_as);
    into.mentions.extend(other.mentions);
    into.part_of.extend(other.part_of);
    into.speaks_for.extend(other.speaks_for);
    match (&mut into.description, other.description) {
        (Some(one), Some(two)) if *one != two => {
            one.push_str("; ");
            one.push_str(&two);
        }
        (one, two) => *one = one.take().or(two),
    }
}

fn tidy(entity: &mut Entity) {
    sort(&mut entity.aliases);
    sort(&mut entity.same_as);
    sort(&mut entity.mentions);
}

/// Makes everything in a record that named an entity name the one it became.
fn rename(article: &mut Article, same: &BTreeMap<String, String>) {
    let mend = |ids: &mut Vec<String>| {
        let mut seen = BTreeSet::new();
        for id in ids.iter_mut() {
            if let Some(new) = same.get(id) {
                id.clone_from(new);
            }
        }
        ids.retain(|id| seen.insert(id.clone()));
    };
    for entity in &mut article.entities {
        mend(&mut entity.part_of);
        mend(&mut entity.speaks_for);
        let id = &entity.id;
        entity.part_of.retain(|other| other != id);
        entity.speaks_for.retain(|other| other != id);
    }
    article
        .claims
        .iter_mut()
        .for_each(|c| mend(&mut c.mentions));
    for statement in &mut article.statements {
        mend(&mut statement.source);
        mend(&mut statement.target);
        mend(&mut statement.addressee);
    }
}
