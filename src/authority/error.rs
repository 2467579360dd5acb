//! Why a list cannot take a name.

use std::{error::Error, fmt};

/// No name is longer: a longer one is a cell that lost its end.
pub(super) const LONGEST: usize = 1000;

/// A name that a list cannot take, and why.
#[derive(Debug)]
pub struct AuthorityError {
    pub(super) field: Field,
    pub(super) fault: Fault,
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
pub(super) enum Fault {
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
