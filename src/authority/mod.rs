//! The user's own names: who or what each is, and the IRI that stands for it.
//!
//! [`read::authority`](crate::read::authority) reads them from CSV or JSON;
//! [`Extractor::with_entities`](crate::extract::Extractor::with_entities) finds them in texts.

mod apply;
mod error;

pub use error::{AuthorityError, Field};

use crate::article::EntityKind;
use error::{Fault, LONGEST};
use oxrdf::NamedNode;
use std::collections::HashMap;

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
        self.check_names(known)?;
        self.check_iris(known)
    }

    /// Finds a name that is empty, too long or taken.
    fn check_names(&self, known: &Known) -> Result<(), AuthorityError> {
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
        Ok(())
    }

    /// Finds an IRI that is none, or is taken.
    fn check_iris(&self, known: &Known) -> Result<(), AuthorityError> {
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
