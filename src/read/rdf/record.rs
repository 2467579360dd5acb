//! Triples become records again.
//!
//! Lists come back sorted: items by their ids, spans by their place.

use super::{ReadError, rules, triples::Triples};
use crate::{
    article::{
        Article, Claim, Entity, EntityKind, Link, LinkKind, Mention, MentionForm, Span, Statement,
    },
    check::{self, Fault},
    relation::Relations,
    vocab::{self, dcterms, dx, nif, prov, schema, skos},
};
use oxrdf::{NamedNodeRef, vocab::rdfs};
use std::collections::{BTreeMap, BTreeSet, HashMap, HashSet};

/// Makes a record of every article, or says what is wrong with it.
pub(super) fn records(triples: &Triples, relations: &Relations) -> Vec<Result<Article, ReadError>> {
    let documents: Vec<&str> = of_class(triples, dx::ARTICLE).collect();
    if documents.is_empty() {
        return vec![Err(rules::nothing_found(triples))];
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
    let shortcuts = rules::Shortcuts::new(triples);
    for doc in documents {
        out.push(source.record(doc, relations, &shortcuts));
    }
    out
}

/// What an article holds, in the order of [`Source::items`].
const CLASSES: [NamedNodeRef<'_>; 3] = [dx::APPEARANCE, dx::CLAIM, dx::STATEMENT];

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
    /// Of each article: appearances, claims, statements.
    items: BTreeMap<&'t str, [Vec<&'t str>; 3]>,
    confidences: HashMap<Ends<'t>, f64>,
}

impl<'t> Source<'t> {
    fn record(
        &self,
        doc: &'t str,
        relations: &Relations,
        shortcuts: &rules::Shortcuts<'t>,
    ) -> Result<Article, ReadError> {
        let empty = [const { Vec::new() }; 3];
        let [appearances, claims, statements] = self.items.get(doc).unwrap_or(&empty);
        let reader = Reader {
            source: self,
            triples: self.triples,
            entities: self.ids(appearances, Some(dx::ENTITY)),
            claims: self.ids(claims, None),
            statements: self.ids(statements, None),
            faults: Vec::new(),
        };
        let (article, mut faults) = reader.article(doc);
        faults.extend(rules::faults(
            self.triples,
            doc,
            claims,
            statements,
            shortcuts,
        ));
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

struct Reader<'s, 't> {
    source: &'s Source<'t>,
    triples: &'t Triples,
    entities: Vec<Item<'t>>,
    claims: Vec<Item<'t>>,
    statements: Vec<Item<'t>>,
    faults: Vec<Fault>,
}

impl<'t> Reader<'_, 't> {
    fn article(mut self, doc: &'t str) -> (Article, Vec<Fault>) {
        let text = |property| self.triples.text(doc, property).map(str::to_owned);
        let mut article = Article {
            id: text(dcterms::IDENTIFIER).unwrap_or_else(|| doc.to_owned()),
            url: text(schema::URL),
            title: text(schema::HEADLINE),
            author: text(schema::AUTHOR),
            publisher: text(schema::PUBLISHER),
            published: text(schema::DATE_PUBLISHED),
            language: text(schema::IN_LANGUAGE),
            text: text(nif::IS_STRING),
            ..Article::default()
        };
        if self.triples.values(doc, nif::IS_STRING).count() > 1 {
            self.fault(doc, "has two texts: two records share its IRI");
        }
        let entities = std::mem::take(&mut self.entities);
        let claims = std::mem::take(&mut self.claims);
        let statements = std::mem::take(&mut self.statements);
        let ids = Ids {
            entities: by_name(&entities),
            claims: by_name(&claims),
            statements: by_name(&statements),
        };
        article.entities = entities
            .iter()
            .map(|item| self.entity(item, &ids))
            .collect();
        article.claims = claims.iter().map(|item| self.claim(item, &ids)).collect();
        let all = statements.iter();
        article.statements = all.map(|item| self.statement(item, &ids)).collect();
        for item in statements.iter().chain(&claims) {
            self.links(item, &ids, &mut article.links);
        }
        (article, self.faults)
    }

    fn entity(&mut self, item: &Item<'t>, ids: &Ids<'_>) -> Entity {
        let node = item.node;
        let text = |property| self.triples.text(node, property).map(str::to_owned);
        let mut entity = Entity {
            id: item.id.clone(),
            name: text(rdfs::LABEL).unwrap_or_default(),
            iri: text(dx::GIVEN_IRI),
            description: text(dx::DESCRIBED_AS),
            aliases: self.texts(node, skos::ALT_LABEL),
            same_as: self.texts(node, dx::GIVEN_SAME_AS),
            ..Entity::default()
        };
        if item.named.is_none() {
            self.fault(node, "has no dx:entity: expected the entity that appears");
        }
        match self.triples.iris(node, dx::KIND).next() {
            None => self.fault(node, "has no dx:kind: expected the entity's class"),
            Some(class) => match kind(class) {
                Some(kind) => entity.kind = kind,
                None => self.fault(node, &format!("has an unknown dx:kind <{class}>")),
            },
        }
        entity.part_of = self.refs(node, dx::PART_OF, &ids.entities);
        entity.speaks_for = self.refs(node, dx::SPEAKS_FOR, &ids.entities);
        for (property, form) in FORMS {
            let spans = self.spans(node, property);
            let mentions =
                spans
                    .into_iter()
                    .map(|Span { start, end }| Mention { start, end, form });
            entity.mentions.extend(mentions);
        }
        entity.mentions.sort_unstable();
        entity
    }

    fn claim(&mut self, item: &Item<'t>, ids: &Ids<'_>) -> Claim {
        let node = item.node;
        let text = self.triples.text(node, rdfs::LABEL);
        Claim {
            id: item.id.clone(),
            text: text.unwrap_or_default().to_owned(),
            spans: self.spans(node, dx::EVIDENCE),
            mentions: self.refs(node, dx::MENTIONS, &ids.entities),
            conveys: self.refs(node, dx::CONVEYS, &ids.statements),
            embeds: self.refs(node, dx::EMBEDS, &ids.statements),
        }
    }

    fn statement(&mut self, item: &Item<'t>, ids: &Ids<'_>) -> Statement {
        let node = item.node;
        let confidence = self.triples.text(node, dx::CONFIDENCE);
        let confidence = confidence.and_then(|text| {
            let number = text.parse().ok();
            if number.is_none() {
                self.fault(
                    node,
                    &format!("has a dx:confidence `{text}` that is no number"),
                );
            }
            number
        });
        Statement {
            id: item.id.clone(),
            relation: self.relation(node),
            negated: self.flag(node, dx::NEGATED),
            source: self.refs(node, dx::SOURCE, &ids.entities),
            source_spans: self.spans(node, dx::SOURCE_SPAN),
            cue: self.spans(node, dx::CUE),
            content: self.refs(node, dx::CONTENT, &ids.claims).into_iter().next(),
            target: self.refs(node, dx::TARGET, &ids.entities),
            addressee: self.refs(node, dx::ADDRESSEE, &ids.entities),
            quoted: self.flag(node, dx::QUOTED),
            confidence,
        }
    }

    fn relation(&mut self, node: &str) -> String {
        if let Some(name) = self.triples.text(node, dx::RELATION_NAME) {
            return name.to_owned();
        }
        let Some(iri) = self.triples.iris(node, dx::RELATION).next() else {
            self.fault(node, "has no dx:relation: expected one, such as dx:said");
            return String::new();
        };
        match self.source.names.get(iri) {
            Some(name) => name.clone(),
            None => iri.strip_prefix(vocab::NAMESPACE).unwrap_or(iri).to_owned(),
        }
    }

    fn links(&self, item: &Item<'t>, ids: &Ids<'_>, links: &mut Vec<Link>) {
        for kind in LinkKind::ALL {
            let property = vocab::by_word(&vocab::LINKS, kind.name());
            let mut to: Vec<(&str, &str)> = self
                .triples
                .iris(item.node, property)
                .filter_map(|to| Some((to, *ids.statements.get(to).or(ids.claims.get(to))?)))
                .collect();
            to.sort_unstable_by_key(|&(_, id)| natural(id));
            links.extend(to.into_iter().map(|(to, id)| {
                let ends = (item.node, property.as_str(), to);
                Link {
                    from: item.id.clone(),
                    kind,
                    to: id.to_owned(),
                    confidence: self.source.confidences.get(&ends).copied(),
                }
            }));
        }
    }

    fn texts(&self, node: &str, property: NamedNodeRef<'_>) -> Vec<String> {
        let values = self.triples.values(node, property);
        let texts: BTreeSet<&str> = values.map(|value| value.text()).collect();
        texts.into_iter().map(str::to_owned).collect()
    }

    fn refs(
        &mut self,
        node: &str,
        property: NamedNodeRef<'_>,
        ids: &HashMap<&str, &str>,
    ) -> Vec<String> {
        let mut out = Vec::new();
        for iri in self.triples.iris(node, property) {
            match ids.get(iri) {
                Some(id) => out.push((*id).to_owned()),
                None => {
                    let short = vocab::shortened(property.as_str());
                    let message = format!("{short} leads to <{iri}>, which is not in its article");
                    self.fault(node, &message);
                }
            }
        }
        out.sort_unstable_by(|a, b| natural(a).cmp(&natural(b)));
        out
    }

    fn flag(&mut self, node: &str, property: NamedNodeRef<'_>) -> bool {
        match self.triples.text(node, property) {
            Some("true" | "1") => true,
            None | Some("false" | "0") => false,
            Some(other) => {
                let short = vocab::shortened(property.as_str());
                let message = format!("has {short} `{other}`: expected true or false");
                self.fault(node, &message);
                false
            }
        }
    }

    fn spans(&mut self, node: &str, property: NamedNodeRef<'_>) -> Vec<Span> {
        let mut out = Vec::new();
        for mention in self.triples.iris(node, property) {
            let number = |property| self.triples.text(mention, property)?.parse().ok();
            match (number(nif::BEGIN_INDEX), number(nif::END_INDEX)) {
                (Some(start), Some(end)) => out.push(Span { start, end }),
                _ => self.fault(
                    mention,
                    "needs a nif:beginIndex and a nif:endIndex, each a number",
                ),
            }
        }
        out.sort_unstable();
        out
    }

    fn fault(&mut self, node: &str, message: &str) {
        self.faults.push(rules::fault(node, message));
    }
}

/// The ids of a record's items, by IRI.
struct Ids<'i> {
    entities: HashMap<&'i str, &'i str>,
    claims: HashMap<&'i str, &'i str>,
    statements: HashMap<&'i str, &'i str>,
}

fn by_name<'i>(items: &'i [Item<'_>]) -> HashMap<&'i str, &'i str> {
    let named = items.iter().filter_map(|item| Some((item.named?, item)));
    named.map(|(iri, item)| (iri, item.id.as_str())).collect()
}

const FORMS: [(NamedNodeRef<'_>, MentionForm); 4] = [
    (dx::NAMED_AT, MentionForm::Name),
    (dx::NOMINAL_AT, MentionForm::Nominal),
    (dx::PRONOUN_AT, MentionForm::Pronoun),
    (dx::ADJECTIVE_AT, MentionForm::Adjective),
];

fn kind(class: &str) -> Option<EntityKind> {
    let mut all = EntityKind::ALL.into_iter();
    all.find(|kind| vocab::by_word(&vocab::CLASSES, kind.name()).as_str() == class)
}
