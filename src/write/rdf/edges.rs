//! The `edges` model: one triple a saying, and the names at its ends.
//!
//! A view for drawing and quick queries. It holds only what an article says in
//! its own voice and does not negate; everything else is lost.

use super::{nary, relation_iri};
use crate::{
    article::Article,
    graph::iri::{ArticleIris, Ids},
    vocab::dx,
    write::Options,
};
use oxrdf::{
    LiteralRef, NamedNodeRef, TripleRef,
    vocab::{rdf, rdfs},
};

/// Hands every triple of the view to `emit`.
pub(super) fn triples<E>(
    article: &Article,
    iris: &ArticleIris,
    ids: &Ids<'_>,
    options: &Options<'_>,
    mut emit: impl FnMut(TripleRef<'_>) -> Result<(), E>,
) -> Result<(), E> {
    let conveyed = nary::conveyed(article);
    let own = article.statements.iter();
    for statement in own.filter(|s| !s.negated && !conveyed.contains(s.id.as_str())) {
        let content = statement.content.as_deref();
        let Some(&claim) = content.and_then(|id| ids.claims.get(id)) else {
            continue;
        };
        let (relation, _) = relation_iri(&statement.relation, options);
        let relation = NamedNodeRef::new_unchecked(&relation);
        let object = NamedNodeRef::new_unchecked(&iris.claims[claim]);
        let sources = statement.source.iter();
        let sources = sources.filter_map(|id| ids.entities.get(id.as_str()));
        for &who in sources {
            let entity = &article.entities[who];
            let subject = NamedNodeRef::new_unchecked(&iris.entities[who]);
            emit(TripleRef::new(subject, relation, object))?;
            emit(TripleRef::new(subject, rdf::TYPE, nary::class(entity.kind)))?;
            emit(TripleRef::new(object, rdf::TYPE, dx::CLAIM))?;
            for (node, words) in [
                (subject, &entity.name),
                (object, &article.claims[claim].text),
            ] {
                if !words.is_empty() {
                    let words = LiteralRef::new_simple_literal(words);
                    emit(TripleRef::new(node, rdfs::LABEL, words))?;
                }
            }
        }
    }
    Ok(())
}
