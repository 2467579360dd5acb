//! IRIs derived from content: the same record gives the same IRIs anywhere.
//!
//! A key is hashed field by field, each with its length before it and under a
//! version tag, so no two different keys run together. Order, clock and
//! confidence never enter a key; a record's own id does only where nothing
//! else tells two of its items apart.

use crate::{
    article::{Article, Entity, EntityKind, Span, Statement},
    vocab,
};
use oxrdf::NamedNode;
use sha2::{Digest, Sha256};
use std::{
    collections::{BTreeSet, HashMap, HashSet},
    error::Error,
    fmt::{self, Write as _},
};

/// Changes whenever the same content would get another IRI.
const VERSION: &str = "dixit 1";

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
        let doc = article_iri(article, base);
        let entities = entity_iris(&article.entities, &doc, base);
        let ids = Ids::new(article);
        let keys = Keys { doc: &doc, base };
        let claims = keys.claims(article);
        let statements = keys.statements(article, &ids, &claims);
        let appearances = entities.iter().map(|iri| keys.appearance(iri)).collect();
        let mut iris = Self {
            article: String::new(),
            entities,
            appearances,
            claims,
            statements,
            links: Vec::new(),
        };
        iris.links = keys.links(article, &ids, &iris);
        iris.article = doc;
        iris
    }

    /// Returns the IRI of a mention: a span of this article.
    pub fn mention(&self, span: Span) -> String {
        let mut iri = String::new();
        self.write_mention(span, &mut iri);
        iri
    }

    /// Appends the IRI of a mention to a buffer.
    pub fn write_mention(&self, span: Span, iri: &mut String) {
        iri.push_str(&self.article);
        // An IRI has one fragment only, and a base may end in its `#`.
        iri.push_str(match self.article.contains('#') {
            true => "/char=",
            false => "#char=",
        });
        let _ = write!(iri, "{},{}", span.start, span.end);
    }

    /// Returns the IRI of a statement or claim that a link names.
    pub fn linked<'i>(&'i self, ids: &Ids<'_>, id: &str) -> Option<&'i str> {
        let statement = ids.statements.get(id).map(|&at| &self.statements[at]);
        let claim = || ids.claims.get(id).map(|&at| &self.claims[at]);
        statement.or_else(claim).map(String::as_str)
    }
}

/// Where each id of a record stands in its list.
#[derive(Clone, Debug)]
pub struct Ids<'a> {
    /// Of entities.
    pub entities: HashMap<&'a str, usize>,
    /// Of claims.
    pub claims: HashMap<&'a str, usize>,
    /// Of statements.
    pub statements: HashMap<&'a str, usize>,
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

fn places<'a>(ids: impl Iterator<Item = &'a String>) -> HashMap<&'a str, usize> {
    let mut out = HashMap::new();
    for (at, id) in ids.enumerate() {
        out.entry(id.as_str()).or_insert(at);
    }
    out
}

/// Returns the article's URL as an IRI, else one from its id and text.
pub(super) fn article_iri(article: &Article, base: &Base) -> String {
    if let Some(url) = &article.url
        && let Some(iri) = iri_from_url(url)
        && !is_derived(&iri, "article", base)
    {
        return iri;
    }
    let text = article.text.as_deref().unwrap_or_default();
    let key = Key::new("article").field(&article.id).field(text).name();
    format!("{}article/{key}", base.0)
}

/// Says whether an IRI is of those that are derived for anything but one kind.
///
/// A record could else name a person by the IRI of another's claim.
fn is_derived(iri: &str, but: &str, base: &Base) -> bool {
    const KINDS: [&str; 7] = [
        "appearance",
        "article",
        "claim",
        "entity",
        "link",
        "relation",
        "statement",
    ];
    let rest = iri.strip_prefix(base.as_str());
    let kind = rest.and_then(|rest| Some(rest.split_once('/')?.0));
    kind.is_some_and(|kind| kind != but && KINDS.contains(&kind))
}

/// Makes a valid IRI without a fragment of a web address, if it is one.
pub fn iri_from_url(url: &str) -> Option<String> {
    let url = url.trim();
    let url = url.split('#').next().unwrap_or_default();
    let (scheme, rest) = url.split_once(':')?;
    if scheme.is_empty() || rest.trim_matches('/').is_empty() {
        return None;
    }
    let escaped = escape_iri(url);
    NamedNode::new(escaped).ok().map(NamedNode::into_string)
}

/// Percent-encodes what an IRI must not hold.
fn escape_iri(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        let kept = match c {
            '<' | '>' | '"' | '{' | '}' | '|' | '\\' | '^' | '`' | ' ' => false,
            // Bidirectional marks are forbidden by RFC 3987, 4.1.
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' => false,
            _ => !c.is_control() && !c.is_whitespace(),
        };
        if kept {
            out.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                out.push_str(&format!("%{byte:02X}"));
            }
        }
    }
    out
}

/// Returns the user's own IRIs, else some from kind and name.
///
/// Two entities of one article that share kind and name are told apart by
/// their ids, and then neither is joined with one of another article.
fn entity_iris(entities: &[Entity], doc: &str, base: &Base) -> Vec<String> {
    let given = given_iris(entities, doc, base);
    let plain = entities
        .iter()
        .zip(&given)
        .map(|(entity, given)| match given {
            Some(iri) => iri.clone(),
            None => name_iri(entity, None, doc, base),
        });
    let plain: Vec<String> = plain.collect();
    let shared = shared(&plain);
    let all = entities.iter().zip(given).zip(&plain);
    all.map(|((entity, given), plain)| match given {
        None if shared.contains(plain.as_str()) => name_iri(entity, Some(&entity.id), doc, base),
        _ => plain.clone(),
    })
    .collect()
}

/// Returns the user's own IRIs that can be used: of equal ones, that of the least id.
fn given_iris(entities: &[Entity], doc: &str, base: &Base) -> Vec<Option<String>> {
    let given = entities.iter().map(|entity| {
        let iri = entity.iri.as_deref().filter(|iri| *iri != doc)?;
        if is_derived(iri, "entity", base) {
            return None;
        }
        NamedNode::new(iri).ok().map(NamedNode::into_string)
    });
    let mut given: Vec<Option<String>> = given.collect();
    let mut least: HashMap<String, &str> = HashMap::new();
    for (entity, iri) in entities.iter().zip(&given) {
        if let Some(iri) = iri {
            let id = least.entry(iri.clone()).or_insert(&entity.id);
            *id = (*id).min(&entity.id);
        }
    }
    for (entity, given) in entities.iter().zip(&mut given) {
        let kept = given.take_if(|iri| least.get(iri.as_str()) == Some(&entity.id.as_str()));
        *given = kept;
    }
    given
}

fn name_iri(entity: &Entity, id: Option<&str>, doc: &str, base: &Base) -> String {
    let kind = entity.kind.name();
    let name = if entity.name.is_empty() {
        &entity.id
    } else {
        &entity.name
    };
    let mut key = Key::new("entity").field(kind).field(name);
    // What has no proper name is the article's own: two papers' "residents" are not the same people.
    if id.is_some() || entity.kind == EntityKind::Group || entity.name.is_empty() {
        key = key.field(doc);
    }
    if let Some(id) = id {
        key = key.field(id);
    }
    format!("{}entity/{kind}/{}{}", base.0, slug(name), key.short())
}

/// Returns what occurs more than once.
fn shared(iris: &[String]) -> HashSet<&str> {
    let mut seen = HashSet::new();
    let all = iris.iter().map(String::as_str);
    all.filter(|iri| !seen.insert(*iri)).collect()
}

/// Returns a readable piece of a name, ending in `-` unless empty.
fn slug(name: &str) -> String {
    let mut out = String::new();
    for c in name.chars() {
        if c.is_ascii_alphanumeric() {
            out.push(c.to_ascii_lowercase());
        } else if !out.is_empty() && !out.ends_with('-') {
            out.push('-');
        }
        if out.len() >= 40 {
            break;
        }
    }
    if !out.is_empty() && !out.ends_with('-') {
        out.push('-');
    }
    out
}

/// Makes the IRIs of one article's items.
struct Keys<'a> {
    doc: &'a str,
    base: &'a Base,
}

impl Keys<'_> {
    fn claims(&self, article: &Article) -> Vec<String> {
        self.unique("claim", &article.claims, |claim| {
            let key = Key::new("claim").field(self.doc).spans(&claim.spans);
            (key.field(&claim.text), &claim.id)
        })
    }

    fn statements(&self, article: &Article, ids: &Ids<'_>, claims: &[String]) -> Vec<String> {
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

    fn appearance(&self, entity: &str) -> String {
        let key = Key::new("appearance").field(self.doc).field(entity);
        self.iri("appearance", key)
    }

    /// A link whose ends are not there gets none.
    fn links(&self, article: &Article, ids: &Ids<'_>, iris: &ArticleIris) -> Vec<String> {
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

/// A hash over length-prefixed fields.
#[derive(Clone)]
struct Key(Sha256);

impl Key {
    fn new(kind: &str) -> Self {
        Self(Sha256::new()).field(VERSION).field(kind)
    }

    fn field(mut self, value: &str) -> Self {
        self.0.update((value.len() as u64).to_be_bytes());
        self.0.update(value.as_bytes());
        self
    }

    fn fields<'v>(self, values: impl IntoIterator<Item = &'v str>) -> Self {
        values.into_iter().fold(self, Self::field)
    }

    /// Adds a set of spans: order and repetition do not count.
    fn spans(mut self, spans: &[Span]) -> Self {
        let spans: BTreeSet<&Span> = spans.iter().collect();
        self.0.update((spans.len() as u64).to_be_bytes());
        for span in spans {
            self.0.update(span.start.to_be_bytes());
            self.0.update(span.end.to_be_bytes());
        }
        self
    }

    /// 128 bits as 26 letters and digits.
    fn name(self) -> String {
        base32(&self.0.finalize()[..16])
    }

    /// 40 bits as 8 letters and digits, beside a readable name.
    fn short(self) -> String {
        base32(&self.0.finalize()[..5])
    }
}

/// RFC 4648 base 32, lower case, without padding.
fn base32(bytes: &[u8]) -> String {
    const ALPHABET: &[u8; 32] = b"abcdefghijklmnopqrstuvwxyz234567";
    let mut out = String::with_capacity(bytes.len() * 8 / 5 + 1);
    let (mut bits, mut count) = (0_u32, 0);
    for &byte in bytes {
        bits = bits << 8 | u32::from(byte);
        count += 8;
        while count >= 5 {
            count -= 5;
            out.push(char::from(ALPHABET[(bits >> count & 31) as usize]));
        }
    }
    if count > 0 {
        out.push(char::from(ALPHABET[(bits << (5 - count) & 31) as usize]));
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::article::Claim;

    #[test]
    fn base32_is_that_of_rfc_4648() {
        assert_eq!(base32(b"foobar"), "mzxw6ytboi");
        assert_eq!(base32(b"fooba"), "mzxw6ytb");
    }

    #[test]
    fn any_address_becomes_a_valid_iri_or_none() {
        let url = "https://news.example/a b<c>\u{202e}#frag";
        let iri = iri_from_url(url).expect("an address");
        assert_eq!(iri, "https://news.example/a%20b%3Cc%3E%E2%80%AE");
        assert_eq!(iri_from_url("no address"), None);
        assert_eq!(iri_from_url("http://"), None);
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
}
