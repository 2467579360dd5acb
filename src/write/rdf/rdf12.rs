//! The `rdf12` model: the `nary` one, and each saying as a triple term.
//!
//! The statement's node reifies who stands in which relation to which claim.
//! A triple term asserts nothing, so what is only passed on has one too.

use super::{Emit, Part};
use oxrdf::{NamedNodeRef, TermRef, TripleRef, vocab::rdf};

/// Says which triple a statement's node reifies.
pub(super) fn said<E: Emit>(
    said: TripleRef<'_>,
    statement: &str,
    part: Part,
    emit: &mut E,
) -> Result<(), E::Error> {
    let term = said.into_owned();
    let node = NamedNodeRef::new_unchecked(statement);
    let triple = TripleRef::new(node, rdf::REIFIES, TermRef::Triple(&term));
    emit.triple(part, triple)
}
