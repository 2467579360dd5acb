//! The `reified` model: the `nary` one, and each saying as an `rdf:Statement`.
//!
//! The triple that is reified is the saying (who, relation, claim), never what
//! the claim says; to reify it does not assert it.

use super::{Emit, Part};
use crate::{
    graph::iri::{self, Base},
    vocab::dx,
};
use oxrdf::{NamedNodeRef, TripleRef, vocab::rdf};

/// Reifies a saying on the statement's node, or on an own one where several
/// sources say it: an `rdf:Statement` has one subject.
pub(super) fn said<E: Emit>(
    said: TripleRef<'_>,
    statement: &str,
    alone: bool,
    base: &Base,
    part: Part,
    emit: &mut E,
) -> Result<(), E::Error> {
    let own = (!alone).then(|| iri::reification_iri(statement, &said.subject.to_string(), base));
    let statement = NamedNodeRef::new_unchecked(statement);
    let node = own
        .as_deref()
        .map_or(statement, NamedNodeRef::new_unchecked);
    let mut write = |property, object| emit.triple(part, TripleRef::new(node, property, object));
    write(rdf::TYPE, rdf::STATEMENT.into())?;
    if !alone {
        write(dx::REIFIES, statement.into())?;
    }
    write(rdf::SUBJECT, said.subject.into())?;
    write(rdf::PREDICATE, said.predicate.into())?;
    write(rdf::OBJECT, said.object)
}
