//! The model's own rules, which a schema cannot say.

use super::{Fault, Step};
use crate::{
    article::{Article, Span},
    relation::Relations,
    spelling::nearest,
};
use foldhash::{HashMap, HashMapExt as _, HashSet, HashSetExt as _};

/// Finds every fault that a record of the right form can still have.
pub fn model_faults(article: &Article, relations: &Relations) -> Vec<Fault> {
    faults(article, relations, true)
}

/// The same of a record whose text is elsewhere, so that its spans stand unchecked.
pub(crate) fn model_faults_without_text(article: &Article, relations: &Relations) -> Vec<Fault> {
    faults(article, relations, false)
}

fn faults(article: &Article, relations: &Relations, needs_text: bool) -> Vec<Fault> {
    let mut check = Check {
        article,
        relations,
        length: article.text.as_deref().map(|text| text.chars().count()),
        needs_text,
        entities: HashSet::with_capacity(article.entities.len()),
        claims: HashMap::with_capacity(article.claims.len()),
        statements: HashMap::with_capacity(article.statements.len()),
        faults: Vec::new(),
    };
    check.ids();
    check.entities();
    check.claims();
    check.statements();
    check.links();
    check.nesting();
    check.faults
}

struct Check<'a> {
    article: &'a Article,
    relations: &'a Relations,
    length: Option<usize>,
    needs_text: bool,
    entities: HashSet<&'a str>,
    claims: HashMap<&'a str, usize>,
    statements: HashMap<&'a str, usize>,
    faults: Vec<Fault>,
}

/// Which list of the record an id must be in.
#[derive(Clone, Copy)]
enum Of {
    Entities,
    Claims,
    Statements,
}

impl<'a> Check<'a> {
    fn fault(&mut self, path: impl Into<Vec<Step>>, message: String) {
        self.faults.push(Fault {
            path: path.into(),
            position: None,
            message,
        });
    }

    fn ids(&mut self) {
        let article = self.article;
        if article.id.is_empty() {
            self.fault([Step::Key("id")], "`id` is empty".to_owned());
        }
        for (at, entity) in article.entities.iter().enumerate() {
            if !self.entities.insert(&entity.id) {
                self.twice("entities", at, &entity.id);
            }
        }
        for (at, claim) in article.claims.iter().enumerate() {
            if self.claims.insert(&claim.id, at).is_some() {
                self.twice("claims", at, &claim.id);
            }
        }
        for (at, statement) in article.statements.iter().enumerate() {
            if self.statements.insert(&statement.id, at).is_some() {
                self.twice("statements", at, &statement.id);
            }
            if self.claims.contains_key(statement.id.as_str()) {
                let message = format!("id `{}` is a claim's too", statement.id);
                self.fault(path("statements", at, "id"), message);
            }
        }
    }

    fn twice(&mut self, list: &'static str, at: usize, id: &str) {
        let message = format!("id `{id}` stands twice in `{list}`");
        self.fault(path(list, at, "id"), message);
    }

    fn entities(&mut self) {
        let article = self.article;
        for (at, entity) in article.entities.iter().enumerate() {
            for (item, mention) in entity.mentions.iter().enumerate() {
                self.span(mention.span(), path("entities", at, "mentions").item(item));
            }
            self.refs(
                &entity.part_of,
                Of::Entities,
                path("entities", at, "part_of"),
            );
            let speaks_for = path("entities", at, "speaks_for");
            self.refs(&entity.speaks_for, Of::Entities, speaks_for);
        }
    }

    fn claims(&mut self) {
        let article = self.article;
        for (at, claim) in article.claims.iter().enumerate() {
            self.spans(&claim.spans, path("claims", at, "spans"));
            self.refs(
                &claim.mentions,
                Of::Entities,
                path("claims", at, "mentions"),
            );
            self.refs(
                &claim.conveys,
                Of::Statements,
                path("claims", at, "conveys"),
            );
            self.refs(&claim.embeds, Of::Statements, path("claims", at, "embeds"));
        }
    }

    fn statements(&mut self) {
        let article = self.article;
        for (at, statement) in article.statements.iter().enumerate() {
            let here = |key| path("statements", at, key);
            if self.relations.by_name(&statement.relation).is_none() {
                let names = self.relations.iter().map(|r| r.name.as_str());
                let hint = nearest(&statement.relation, names);
                let message = format!("unknown relation `{}`{hint}", statement.relation);
                self.fault(here("relation"), message);
            }
            self.spans(&statement.source_spans, here("source_spans"));
            self.spans(&statement.cue, here("cue"));
            self.refs(&statement.source, Of::Entities, here("source"));
            self.refs(&statement.target, Of::Entities, here("target"));
            self.refs(&statement.addressee, Of::Entities, here("addressee"));
            if let Some(content) = &statement.content {
                self.reference(content, Of::Claims, here("content"));
            }
            self.share(statement.confidence, here("confidence"));
        }
    }

    fn links(&mut self) {
        let article = self.article;
        for (at, link) in article.links.iter().enumerate() {
            for (key, id) in [("from", &link.from), ("to", &link.to)] {
                let id = id.as_str();
                if !self.statements.contains_key(id) && !self.claims.contains_key(id) {
                    let message = format!("no statement or claim has the id `{id}`");
                    self.fault(path("links", at, key), message);
                }
            }
            self.share(link.confidence, path("links", at, "confidence"));
        }
    }

    fn spans(&mut self, spans: &[Span], path: Path) {
        for (item, &span) in spans.iter().enumerate() {
            self.span(span, path.item(item));
        }
    }

    fn span(&mut self, span: Span, path: Path) {
        let Span { start, end } = span;
        if start >= end {
            let message = format!("span {start} to {end} is empty: `end` is one past the last");
            self.fault(path, message);
        } else if let Some(length) = self.length
            && end as usize > length
        {
            let message =
                format!("span {start} to {end} leaves the text, which has {length} code points");
            self.fault(path, message);
        } else if self.length.is_none() && self.needs_text {
            let message = format!("span {start} to {end} points into a text that is not there");
            self.fault(path, message);
        }
    }

    fn refs(&mut self, ids: &[String], of: Of, path: Path) {
        for (item, id) in ids.iter().enumerate() {
            self.reference(id, of, path.item(item));
        }
    }

    fn reference(&mut self, id: &str, of: Of, path: Path) {
        let (known, what) = match of {
            Of::Entities => (self.entities.contains(id), "entity"),
            Of::Claims => (self.claims.contains_key(id), "claim"),
            Of::Statements => (self.statements.contains_key(id), "statement"),
        };
        if !known {
            self.fault(path, format!("no {what} has the id `{id}`"));
        }
    }

    fn share(&mut self, value: Option<f64>, path: Path) {
        if let Some(value) = value
            && !(0.0..=1.0).contains(&value)
        {
            self.fault(path, format!("confidence {value} is not from 0 to 1"));
        }
    }

    /// A statement must not be inside its own content, however deep.
    ///
    /// Leaves are peeled off until none is left; what stays is on a ring or
    /// leads into one. No recursion, so that depth costs no stack.
    fn nesting(&mut self) {
        let article = self.article;
        let inner: Vec<Vec<usize>> = article.statements.iter().map(|s| self.inner(s)).collect();
        let mut open: Vec<usize> = inner.iter().map(Vec::len).collect();
        let mut outer = vec![Vec::new(); inner.len()];
        for (from, to) in inner.iter().enumerate() {
            to.iter().for_each(|&to: &usize| outer[to].push(from));
        }
        let mut leaves: Vec<usize> = (0..open.len()).filter(|&at| open[at] == 0).collect();
        while let Some(leaf) = leaves.pop() {
            for &from in &outer[leaf] {
                open[from] -= 1;
                if open[from] == 0 {
                    leaves.push(from);
                }
            }
        }
        for at in (0..open.len()).filter(|&at| open[at] > 0) {
            let id = &article.statements[at].id;
            let message = format!("statement `{id}` conveys itself or a ring of statements");
            self.fault([Step::Key("statements"), Step::Item(at)], message);
        }
    }

    fn inner(&self, statement: &crate::article::Statement) -> Vec<usize> {
        let claim = statement.content.as_deref();
        let claim = claim.and_then(|id| self.claims.get(id));
        let conveys = claim.map_or(&[][..], |&at| &self.article.claims[at].conveys);
        let known = conveys
            .iter()
            .filter_map(|id| self.statements.get(id.as_str()));
        known.copied().collect()
    }
}

/// Where something stands; steps are made of it only when it is at fault.
#[derive(Clone, Copy)]
struct Path {
    list: &'static str,
    at: usize,
    key: &'static str,
    item: Option<usize>,
}

fn path(list: &'static str, at: usize, key: &'static str) -> Path {
    Path {
        list,
        at,
        key,
        item: None,
    }
}

impl Path {
    fn item(self, item: usize) -> Self {
        Self {
            item: Some(item),
            ..self
        }
    }
}

impl From<Path> for Vec<Step> {
    fn from(path: Path) -> Self {
        let mut steps = vec![
            Step::Key(path.list),
            Step::Item(path.at),
            Step::Key(path.key),
        ];
        steps.extend(path.item.map(Step::Item));
        steps
    }
}
