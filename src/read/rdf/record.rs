//! Triples become records again.
//!
//! Lists come back sorted: items by their ids, spans by their place.

mod item;

use super::{ReadError, rules, triples::Triples};
use crate::{
    article::Article,
    check,
    relation::Relations,
    vocab::{dcterms, dx, prov},
};
use item::Reader;
use oxrdf::NamedNodeRef;
use std::collections::{BTreeMap, HashMap, HashSet};

/// Makes a record of every article, or says what is wrong with it.
pub(super) fn records(triples: &Triples, relations: &Relations) -> Vec<Result<Article, ReadError>> {
    let documents: Vec<&str> = of_class(triples, dx::ARTICLE).collect();
    if documents.is_empty() {
        let claims = of_class(triples, dx::CLAIM).next().is_some();
        return vec![Err(rules::nothing_found(claims))];
    }
    let names = relations.iter().map(|r| (r.iri(), r.name.clone()));
    let mut source = Source {
        triples,
        names: names.collect(),
        items: BTreeMap::new(),
        confidences: confidences(triples),
    };
    let mut out = Vec::new();
    for (at, class) in CLASSES.into_iter().enumerate() {
        for item in of_class(triples, class) {
            match triples.iris(item, prov::WAS_DERIVED_FROM).next() {
                Some(doc) => source.items.entry(doc).or_default()[at].push(item),
                None => out.push(Err(rules::without_article(item))),
            }
        }
    }
    for (doc, items) in &source.items {
        if documents.binary_search(doc).is_err() {
            let lost = items.iter().flatten();
            out.extend(lost.map(|item| Err(rules::of_no_article(item, doc))));
        }
    }
    let index = rules::Index::new(triples);
    for doc in documents {
        out.push(source.record(doc, relations, &index));
    }
    out
}

/// What an article holds, in the order of [`Source::items`].
pub(crate) const CLASSES: [NamedNodeRef<'_>; 4] =
    [dx::APPEARANCE, dx::CLAIM, dx::STATEMENT, dx::LINK];

fn of_class<'t>(triples: &'t Triples, class: NamedNodeRef<'t>) -> impl Iterator<Item = &'t str> {
    triples.subjects().filter(move |s| triples.is(s, class))
}

/// A link: from, property, to.
type Ends<'t> = (&'t str, &'t str, &'t str);

fn confidences(triples: &Triples) -> HashMap<Ends<'_>, f64> {
    let mut out = HashMap::new();
    for link in of_class(triples, dx::LINK) {
        let end = |property| triples.iris(link, property).next();
        let from = end(dx::LINK_FROM);
        let ends = from.zip(end(dx::LINK_KIND)).zip(end(dx::LINK_TO));
        let confidence = triples.text(link, dx::CONFIDENCE);
        if let Some((((from, kind), to), confidence)) = ends.zip(confidence)
            && let Ok(confidence) = confidence.parse()
        {
            out.insert((from, kind, to), confidence);
        }
    }
    out
}

struct Source<'t> {
    triples: &'t Triples,
    /// Names of relations by IRI.
    names: HashMap<String, String>,
    /// Of each article: appearances, claims, statements, links.
    items: BTreeMap<&'t str, [Vec<&'t str>; 4]>,
    confidences: HashMap<Ends<'t>, f64>,
}

impl<'t> Source<'t> {
    fn record(
        &self,
        doc: &'t str,
        relations: &Relations,
        index: &rules::Index<'t>,
    ) -> Result<Article, ReadError> {
        let empty = [const { Vec::new() }; 4];
        let [appearances, claims, statements, _] = self.items.get(doc).unwrap_or(&empty);
        let reader = Reader {
            source: self,
            triples: self.triples,
            entities: self.ids(appearances, Some(dx::ENTITY)),
            claims: self.ids(claims, None),
            statements: self.ids(statements, None),
            faults: Vec::new(),
        };
        let (article, mut faults) = reader.article(doc);
        faults.extend(rules::faults(self.triples, doc, claims, statements, index));
        let model = match article.text {
            Some(_) => check::model_faults(&article, relations),
            None => check::model_faults_without_text(&article, relations),
        };
        faults.extend(model);
        if faults.is_empty() {
            return Ok(article);
        }
        Err(ReadError::Record {
            id: article.id,
            faults,
        })
    }

    /// Gives every item its id in the record, in the order of the ids.
    fn ids(&self, items: &[&'t str], of: Option<NamedNodeRef<'_>>) -> Vec<Item<'t>> {
        let mut out: Vec<Item<'t>> = Vec::with_capacity(items.len());
        for &node in items {
            let id = self.triples.text(node, dcterms::IDENTIFIER);
            let id = id.unwrap_or_else(|| node.rsplit(['/', '#', ':']).next().unwrap_or(node));
            let named = of.map(|property| self.triples.iris(node, property).next());
            out.push(Item {
                node,
                named: named.unwrap_or(Some(node)),
                id: id.to_owned(),
            });
        }
        out.sort_by(|a, b| natural(&a.id).cmp(&natural(&b.id)).then(a.node.cmp(b.node)));
        // Two records of one article can bring the same id for two things.
        let mut taken = HashSet::new();
        for item in &mut out {
            let mut id = item.id.clone();
            for count in 2.. {
                if taken.insert(id.clone()) {
                    break;
                }
                id = format!("{}-{count}", item.id);
            }
            item.id = id;
        }
        out
    }
}

/// Sorts `e2` before `e10`.
fn natural(id: &str) -> (&str, usize, &str) {
    let name = id.trim_end_matches(|c: char| c.is_ascii_digit());
    let number = &id[name.len()..];
    (name, number.len(), number)
}

/// An entity, claim or statement of a record.
struct Item<'t> {
    node: &'t str,
    /// What others refer to it by: itself, or the entity that an appearance is of.
    named: Option<&'t str>,
    id: String,
}
