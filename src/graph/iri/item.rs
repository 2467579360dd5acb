//! IRIs of what an article holds: claims, statements, links.

use super::{ArticleIris, Base, Ids, key::Key, name::shared};
use crate::{
    article::{Article, Statement},
    vocab,
};

/// Makes the IRIs of one article's items.
pub(super) struct Keys<'a> {
    pub(super) doc: &'a str,
    pub(super) base: &'a Base,
}

impl Keys<'_> {
    pub(super) fn claims(&self, article: &Article) -> Vec<String> {
        self.unique("claim", &article.claims, |claim| {
            let key = Key::new("claim").field(self.doc).spans(&claim.spans);
            (key.field(&claim.text), &claim.id)
        })
    }

    pub(super) fn statements(
        &self,
        article: &Article,
        ids: &Ids<'_>,
        claims: &[String],
    ) -> Vec<String> {
        self.unique("statement", &article.statements, |statement| {
            let key = self.statement(statement, article, ids, claims);
            (key, &statement.id)
        })
    }

    fn statement(
        &self,
        statement: &Statement,
        article: &Article,
        ids: &Ids<'_>,
        claims: &[String],
    ) -> Key {
        let content = statement.content.as_ref();
        let content = content.and_then(|id| ids.claims.get(id.as_str()));
        let content = content.map(|&at| claims[at].as_str());
        let mut sources: Vec<&str> = statement
            .source
            .iter()
            .filter_map(|id| ids.entities.get(id.as_str()))
            .map(|&at| article.entities[at].name.as_str())
            .collect();
        sources.sort_unstable();
        sources.dedup();
        Key::new("statement")
            .field(self.doc)
            .field(&statement.relation)
            .field(if statement.negated { "not" } else { "" })
            .spans(&statement.cue)
            .spans(&statement.source_spans)
            .field(&sources.len().to_string())
            .fields(sources)
            .field(content.unwrap_or_default())
    }

    pub(super) fn appearance(&self, entity: &str) -> String {
        let key = Key::new("appearance").field(self.doc).field(entity);
        self.iri("appearance", key)
    }

    /// A link whose ends are not there gets none.
    pub(super) fn links(
        &self,
        article: &Article,
        ids: &Ids<'_>,
        iris: &ArticleIris,
    ) -> Vec<String> {
        let links = article.links.iter().map(|link| {
            let ends = iris.linked(ids, &link.from).zip(iris.linked(ids, &link.to));
            let Some((from, to)) = ends else {
                return String::new();
            };
            let key = Key::new("link").field(from).field(link.kind.name());
            self.iri("link", key.field(to))
        });
        links.collect()
    }

    /// Names items by their keys; those that share one, by their ids too.
    fn unique<'t, T>(
        &self,
        kind: &str,
        items: &'t [T],
        key: impl Fn(&'t T) -> (Key, &'t String),
    ) -> Vec<String> {
        let plain = items.iter().map(|item| self.iri(kind, key(item).0));
        let plain: Vec<String> = plain.collect();
        let shared = shared(&plain);
        if shared.is_empty() {
            return plain;
        }
        let all = items.iter().zip(&plain);
        all.map(|(item, iri)| {
            if !shared.contains(iri.as_str()) {
                return iri.clone();
            }
            let (key, id) = key(item);
            self.iri(kind, key.field(id))
        })
        .collect()
    }

    fn iri(&self, kind: &str, key: Key) -> String {
        format!("{}{kind}/{}", self.base.0, key.name())
    }
}

/// Returns the IRI of a relation that no list of relations knows.
pub fn unknown_relation_iri(name: &str, base: &Base) -> String {
    // The last piece begins with a letter, so that RDF/XML can use it as a name.
    let key = Key::new("relation").field(name).name();
    format!("{}relation/r-{key}", base.0)
}

/// Returns the IRI of a saying that is reified apart from its statement.
pub fn reification_iri(statement: &str, source: &str, base: &Base) -> String {
    let key = Key::new("reification").field(statement).field(source);
    format!("{}reification/{}", base.0, key.name())
}

/// Returns the temporary IRI of the nanopublication of a statement or article.
pub fn nanopub_iri(of: &str) -> String {
    let key = Key::new("nanopub").field(of).name();
    format!("{}{key}", vocab::NANOPUB_BASE)
}
