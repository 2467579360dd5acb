//! IRIs of what an article holds: claims, statements, links.

use super::{
    ArticleIris, Base, Ids,
    key::{Key, write_name},
};
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
        let begun = self.begun("claim");
        self.unique("claim", &article.claims, |claim| {
            let key = begun.again().spans(&claim.spans);
            (key.field(&claim.text), &claim.id)
        })
    }

    pub(super) fn statements(
        &self,
        article: &Article,
        ids: &Ids<'_>,
        claims: &[String],
    ) -> Vec<String> {
        let begun = self.begun("statement");
        self.unique("statement", &article.statements, |statement| {
            let key = self.statement(begun.again(), statement, article, ids, claims);
            (key, &statement.id)
        })
    }

    fn statement(
        &self,
        begun: Key,
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
        begun
            .field(&statement.relation)
            .field(if statement.negated { "not" } else { "" })
            .spans(&statement.cue)
            .spans(&statement.source_spans)
            .field(&sources.len().to_string())
            .fields(sources)
            .field(content.unwrap_or_default())
    }

    /// Names what the article says of each entity.
    pub(super) fn appearances(&self, entities: &[String]) -> Vec<String> {
        let begun = self.begun("appearance");
        let key = |entity| begun.again().field(entity).bits();
        let all = entities.iter().map(|entity| key(entity));
        all.map(|bits| self.iri("appearance", bits)).collect()
    }

    /// What the keys of a kind begin with: the article, whose address may be long.
    fn begun(&self, kind: &str) -> Key {
        Key::new(kind).field(self.doc).settled()
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
            self.iri("link", key.field(to).bits())
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
        let all: Vec<u128> = items.iter().map(|item| key(item).0.bits()).collect();
        let mut sorted = all.clone();
        sorted.sort_unstable();
        let twice = sorted.windows(2).filter(|pair| pair[0] == pair[1]);
        let shared: Vec<u128> = twice.map(|pair| pair[0]).collect();
        let own = items.iter().zip(all).map(|(item, bits)| {
            if shared.binary_search(&bits).is_err() {
                return bits;
            }
            let (key, id) = key(item);
            key.field(id).bits()
        });
        own.map(|bits| self.iri(kind, bits)).collect()
    }

    fn iri(&self, kind: &str, bits: u128) -> String {
        let base = self.base.as_str();
        let mut out = String::with_capacity(base.len() + kind.len() + 27);
        out.push_str(base);
        out.push_str(kind);
        out.push('/');
        write_name(bits, &mut out);
        out
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
