//! The user's own names: who or what each is, and the IRI that stands for it.
//!
//! [`read::authority`](crate::read::authority) reads them from CSV or JSON;
//! [`Extractor::with_entities`](crate::extract::Extractor::with_entities) finds them in texts.

use crate::article::{Article, Entity, EntityKind};
use oxrdf::NamedNode;
use std::{
    collections::{BTreeMap, HashMap},
    error::Error,
    fmt,
};

/// A name of the user's own, with what is known of its bearer.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Known {
    /// The name that records and graphs show.
    pub name: String,
    /// What it is; nothing leaves that to the article.
    pub kind: Option<EntityKind>,
    /// Other names that texts use.
    pub aliases: Vec<String>,
    /// The IRI that the entity gets.
    pub iri: Option<String>,
    /// IRIs of the same entity elsewhere.
    pub same_as: Vec<String>,
}

/// A list of the user's own names, looked up by name, alias or IRI.
///
/// ```
/// use dixit::{Article, Authority, Known, extract::Extractor};
///
/// let mut own = Authority::new();
/// own.add(Known {
///     name: "Larkin Marine Institute".into(),
///     aliases: vec!["Larkin".into()],
///     iri: Some("https://data.example/larkin".into()),
///     ..Known::default()
/// })?;
/// let mut article = Article::from_text("reef", "The reef is dying, Larkin said on Monday.");
/// Extractor::new().with_entities(&own).extract(&mut article);
/// let larkin = &article.entities[0];
/// assert_eq!(larkin.name, "Larkin Marine Institute");
/// assert_eq!(larkin.iri.as_deref(), Some("https://data.example/larkin"));
/// # Ok::<(), dixit::AuthorityError>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Authority {
    list: Vec<Known>,
    by_name: HashMap<String, Vec<usize>>,
    by_iri: HashMap<String, usize>,
}

/// No name is longer: a longer one is a cell that lost its end.
const LONGEST: usize = 1000;

impl Authority {
    /// Makes an empty list.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds a name.
    ///
    /// # Errors
    ///
    /// When the name is empty, an IRI is none, or a name of the same kind or
    /// an IRI is taken already.
    pub fn add(&mut self, known: Known) -> Result<(), AuthorityError> {
        self.check(&known)?;
        let at = self.list.len();
        for name in std::iter::once(&known.name).chain(&known.aliases) {
            let owners = self.by_name.entry(normal(name)).or_default();
            if owners.last() != Some(&at) {
                owners.push(at);
            }
        }
        for iri in known.iri.iter().chain(&known.same_as) {
            self.by_iri.entry(iri.clone()).or_insert(at);
        }
        self.list.push(known);
        Ok(())
    }

    /// Returns the names in the order they were added.
    pub fn iter(&self) -> std::slice::Iter<'_, Known> {
        self.list.iter()
    }

    /// Returns how many there are.
    pub fn len(&self) -> usize {
        self.list.len()
    }

    /// Returns whether there are none.
    pub fn is_empty(&self) -> bool {
        self.list.is_empty()
    }

    /// Returns a name by its number in the order they were added.
    pub fn get(&self, at: usize) -> Option<&Known> {
        self.list.get(at)
    }

    fn check(&self, known: &Known) -> Result<(), AuthorityError> {
        let field = |at| match at {
            0 => Field::Name,
            at => Field::Alias(at - 1),
        };
        let names = std::iter::once(&known.name).chain(&known.aliases);
        for (at, name) in names.enumerate() {
            let fault = |fault| AuthorityError {
                field: field(at),
                fault,
            };
            if name.trim().is_empty() {
                return Err(fault(Fault::Empty));
            }
            if name.chars().count() > LONGEST {
                return Err(fault(Fault::Long));
            }
            let owners = self.by_name.get(&normal(name)).into_iter().flatten();
            let mut same = owners.filter(|&&o| self.list[o].kind == known.kind);
            if let Some(&first) = same.next() {
                let (name, owner) = (name.clone(), self.list[first].name.clone());
                return Err(fault(Fault::Taken { name, owner, first }));
            }
        }
        let iris = known.iri.iter().map(|iri| (Field::Iri, iri));
        let same = known.same_as.iter().enumerate();
        for (field, iri) in iris.chain(same.map(|(at, iri)| (Field::SameAs(at), iri))) {
            if let Err(source) = NamedNode::new(iri) {
                let fault = Fault::Iri(iri.clone(), source);
                return Err(AuthorityError { field, fault });
            }
        }
        match known.iri.as_ref().and_then(|iri| self.by_iri.get(iri)) {
            Some(&first) => Err(AuthorityError {
                field: Field::Iri,
                fault: Fault::Taken {
                    name: known.iri.clone().unwrap_or_default(),
                    owner: self.list[first].name.clone(),
                    first,
                },
            }),
            None => Ok(()),
        }
    }

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

impl<'a> IntoIterator for &'a Authority {
    type Item = &'a Known;
    type IntoIter = std::slice::Iter<'a, Known>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// A name as it is compared: blanks and apostrophes of any sort are the same.
fn normal(name: &str) -> String {
    let words: Vec<&str> = name.split_whitespace().collect();
    words.join(" ").replace('’', "'")
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
    sort(&mut into.aliases);
    sort(&mut into.same_as);
    sort(&mut into.mentions);
    into.description = match (into.description.take(), other.description) {
        (Some(one), Some(two)) if one != two => Some(format!("{one}; {two}")),
        (one, two) => one.or(two),
    };
}

/// Makes everything in a record that named an entity name the one it became.
fn rename(article: &mut Article, same: &BTreeMap<String, String>) {
    let mend = |ids: &mut Vec<String>| {
        let mut seen = Vec::with_capacity(ids.len());
        for id in ids.drain(..) {
            let id = same.get(&id).cloned().unwrap_or(id);
            if !seen.contains(&id) {
                seen.push(id);
            }
        }
        *ids = seen;
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

/// A name that a list cannot take, and why.
#[derive(Debug)]
pub struct AuthorityError {
    field: Field,
    fault: Fault,
}

/// Where in a name's row a fault lies.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Field {
    /// The name.
    Name,
    /// The alias of this number, from 0.
    Alias(usize),
    /// The IRI.
    Iri,
    /// The IRI elsewhere of this number, from 0.
    SameAs(usize),
}

#[derive(Debug)]
enum Fault {
    Empty,
    Long,
    Taken {
        name: String,
        owner: String,
        first: usize,
    },
    Iri(String, oxrdf::IriParseError),
}

impl AuthorityError {
    /// Returns which part of the row is at fault.
    pub fn field(&self) -> Field {
        self.field
    }

    /// Returns the number of the row that has the name or IRI already.
    pub fn first(&self) -> Option<usize> {
        match self.fault {
            Fault::Taken { first, .. } => Some(first),
            _ => None,
        }
    }
}

impl fmt::Display for AuthorityError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match &self.fault {
            Fault::Empty => f.write_str("a name is empty"),
            Fault::Long => write!(f, "a name has more than {LONGEST} characters"),
            Fault::Taken { name, owner, .. } if name == owner => {
                write!(f, "`{name}` stands twice")
            }
            Fault::Taken { name, owner, .. } => write!(f, "`{name}` is taken by `{owner}`"),
            Fault::Iri(iri, _) => write!(f, "`{iri}` is not an absolute IRI"),
        }
    }
}

impl Error for AuthorityError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match &self.fault {
            Fault::Iri(_, source) => Some(source),
            _ => None,
        }
    }
}
