//! IRIs derived from content: the same record gives the same IRIs anywhere.
//!
//! A key is hashed field by field, each with its length before it and under a
//! version tag, so no two different keys run together. Order, clock and
//! confidence never enter a key; a record's own id does only where nothing
//! else tells two of its items apart.

mod item;
mod key;
mod name;

pub use item::{nanopub_iri, reification_iri, unknown_relation_iri};
pub(super) use name::article_iri;
pub use name::iri_from_url;

use crate::{
    article::{Article, Span},
    vocab,
};
use foldhash::{HashMap, HashMapExt as _};
use item::Keys;
use name::entity_iris;
use oxrdf::NamedNode;
use std::{error::Error, fmt};

/// The base under which data IRIs are made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base(String);

impl Default for Base {
    fn default() -> Self {
        Self(vocab::BASE.to_owned())
    }
}

impl Base {
    /// Takes an absolute IRI that names can be appended to.
    ///
    /// # Errors
    ///
    /// When it is no IRI, or does not end in `/`, `:` or `#`.
    pub fn new(iri: impl Into<String>) -> Result<Self, BaseError> {
        let iri = iri.into();
        if !iri.ends_with(['/', ':', '#']) {
            return Err(BaseError { iri, source: None });
        }
        match NamedNode::new(format!("{iri}a/b")) {
            Ok(_) => Ok(Self(iri)),
            Err(e) => Err(BaseError {
                iri,
                source: Some(e),
            }),
        }
    }

    /// Returns the IRI as it was given.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A base IRI that cannot be used.
#[derive(Debug)]
pub struct BaseError {
    iri: String,
    source: Option<oxrdf::IriParseError>,
}

impl fmt::Display for BaseError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self.source {
            Some(_) => write!(f, "`{}` is not an absolute IRI", self.iri),
            None => write!(f, "base IRI `{}` must end in `/`, `:` or `#`", self.iri),
        }
    }
}

impl Error for BaseError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        self.source.as_ref().map(|e| e as _)
    }
}

/// The IRIs of one article and of everything in it, in the record's order.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct ArticleIris {
    /// The article's own.
    pub article: String,
    /// Of its entities.
    pub entities: Vec<String>,
    /// Of what the article says of each entity, apart from the entity itself.
    pub appearances: Vec<String>,
    /// Of its claims.
    pub claims: Vec<String>,
    /// Of its statements.
    pub statements: Vec<String>,
    /// Of its links.
    pub links: Vec<String>,
}

impl ArticleIris {
    /// Derives them from the record.
    ///
    /// The order of the record's lists changes nothing.
    pub fn new(article: &Article, base: &Base) -> Self {
        Self::with_ids(article, &Ids::new(article), base)
    }

    /// Derives them from the record and the places of its ids.
    pub(crate) fn with_ids(article: &Article, ids: &Ids<'_>, base: &Base) -> Self {
        let doc = article_iri(article, base);
        let entities = entity_iris(&article.entities, &doc, base);
        let keys = Keys { doc: &doc, base };
        let claims = keys.claims(article);
        let statements = keys.statements(article, ids, &claims);
        let appearances = keys.appearances(&entities);
        let mut iris = Self {
            article: String::new(),
            entities,
            appearances,
            claims,
            statements,
            links: Vec::new(),
        };
        iris.links = keys.links(article, ids, &iris);
        iris.article = doc;
        iris
    }

    /// Returns the IRI of a mention: a span of this article.
    pub fn mention(&self, span: Span) -> String {
        let mut iris = self.mentions();
        iris.set(span);
        iris.iri
    }

    /// Returns the IRIs of mentions, made one after another in one place.
    pub(crate) fn mentions(&self) -> MentionIris {
        // An IRI has one fragment only, and a base may end in its `#`.
        let sign = match self.article.contains('#') {
            true => "/char=",
            false => "#char=",
        };
        let iri = format!("{}{sign}", self.article);
        MentionIris {
            start: iri.len(),
            comma: iri.len(),
            iri,
        }
    }

    /// Returns the IRI of a statement or claim that a link names.
    pub fn linked<'i>(&'i self, ids: &Ids<'_>, id: &str) -> Option<&'i str> {
        let statement = ids.statements.get(id).map(|&at| &self.statements[at]);
        let claim = || ids.claims.get(id).map(|&at| &self.claims[at]);
        statement.or_else(claim).map(String::as_str)
    }
}

/// The IRI of one mention at a time; what all of an article share is kept.
#[derive(Clone, Debug, Default)]
pub(crate) struct MentionIris {
    iri: String,
    /// Where the span's start stands in it.
    start: usize,
    /// What stands between start and end.
    comma: usize,
}

impl MentionIris {
    /// Goes on to another mention.
    pub(crate) fn set(&mut self, span: Span) {
        self.iri.truncate(self.start);
        push_number(span.start, &mut self.iri);
        self.comma = self.iri.len();
        self.iri.push(',');
        push_number(span.end, &mut self.iri);
    }

    /// Returns the mention's IRI.
    pub(crate) fn iri(&self) -> &str {
        &self.iri
    }

    /// Returns the digits of the span's start and end.
    pub(crate) fn digits(&self) -> [&str; 2] {
        [
            &self.iri[self.start..self.comma],
            &self.iri[self.comma + 1..],
        ]
    }
}

/// Where each id of a record stands in its list.
#[derive(Clone, Debug)]
pub struct Ids<'a> {
    /// Of entities.
    pub(crate) entities: HashMap<&'a str, usize>,
    /// Of claims.
    pub(crate) claims: HashMap<&'a str, usize>,
    /// Of statements.
    pub(crate) statements: HashMap<&'a str, usize>,
}

impl<'a> Ids<'a> {
    /// Collects the ids of a record; of equal ids the first counts.
    pub fn new(article: &'a Article) -> Self {
        Self {
            entities: places(article.entities.iter().map(|x| &x.id)),
            claims: places(article.claims.iter().map(|x| &x.id)),
            statements: places(article.statements.iter().map(|x| &x.id)),
        }
    }
}

fn places<'a>(ids: impl ExactSizeIterator<Item = &'a String>) -> HashMap<&'a str, usize> {
    let mut out = HashMap::with_capacity(ids.len());
    for (at, id) in ids.enumerate() {
        out.entry(id.as_str()).or_insert(at);
    }
    out
}

/// Returns 128 bits that stand for a text.
pub(crate) fn digest(text: &str) -> u128 {
    key::Key::new("text").field(text).bits()
}

/// Appends a number; the machinery of `write!` costs several times as much.
pub(crate) fn push_number(number: u32, out: &mut String) {
    let digit = |number: u32| char::from(b'0' + (number % 10) as u8);
    if number >= 100 {
        push_number(number / 100, out);
    }
    if number >= 10 {
        out.push(digit(number / 10));
    }
    out.push(digit(number));
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::{Claim, Entity, EntityKind, Mention, MentionForm};

    #[test]
    fn any_address_becomes_a_valid_iri_or_none() {
        let url = "https://news.example/a b<c>\u{202e}#frag";
        let iri = iri_from_url(url).expect("an address");
        assert_eq!(iri, "https://news.example/a%20b%3Cc%3E%E2%80%AE");
        assert_eq!(iri_from_url("no address"), None);
        assert_eq!(iri_from_url("http://"), None);
    }

    #[test]
    fn numbers_are_spelled_as_display_does() {
        for number in (0..1200).chain([9_999, 10_000, 1_000_203, u32::MAX]) {
            let mut out = String::new();
            push_number(number, &mut out);
            assert_eq!(out, number.to_string());
        }
    }

    #[test]
    fn equal_items_of_one_article_keep_apart() {
        let claim = |id: &str| Claim {
            id: id.into(),
            text: "the same".into(),
            ..Claim::default()
        };
        let article = Article {
            id: "a".into(),
            claims: vec![claim("c1"), claim("c2")],
            ..Article::default()
        };
        let iris = ArticleIris::new(&article, &Base::default());
        assert_ne!(iris.claims[0], iris.claims[1]);
        assert_eq!(iris, ArticleIris::new(&article, &Base::default()));
    }

    fn iri_in(article: &str, name: &str, form: MentionForm, same_as: &[&str]) -> String {
        let mention = Mention {
            start: 0,
            end: 1,
            form,
        };
        let entity = Entity {
            id: "e1".into(),
            name: name.into(),
            kind: EntityKind::Person,
            same_as: same_as.iter().map(|iri| (*iri).to_owned()).collect(),
            mentions: vec![mention],
            ..Entity::default()
        };
        let article = Article {
            entities: vec![entity],
            ..Article::from_text(article, "x")
        };
        ArticleIris::new(&article, &Base::default()).entities[0].clone()
    }

    #[test]
    fn only_what_a_name_tells_is_one_across_articles() {
        use MentionForm::{Name, Nominal};
        let joined = |name, form| iri_in("a", name, form, &[]) == iri_in("b", name, form, &[]);
        assert!(joined("Ann Oduya", Name));
        assert!(!joined("Mason", Name));
        assert!(!joined("person familiar with the matter", Nominal));
        let one = iri_in("a", "Ann Oduya", Name, &["urn:x:1"]);
        assert_ne!(one, iri_in("b", "Ann Oduya", Name, &["urn:x:2"]));
        assert_eq!(one, iri_in("b", "Ann Oduya", Name, &["urn:x:1"]));
    }
}
