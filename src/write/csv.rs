//! CSV: the graph as two tables, of nodes and of edges.
//!
//! The columns are those that Gephi's importer looks for (`Id`, `Label`;
//! `Source`, `Target`, `Type`), and Neo4j's `LOAD CSV WITH HEADERS` takes them
//! by name. Rows are written article by article; an entity that several name
//! has one.

use crate::{
    article::{Article, Offsets, Span, Statement},
    graph::iri::{self, ArticleIris, Base, Ids},
    relation::Relations,
};
use std::{
    collections::HashSet,
    io::{self, Write},
};

/// Which of the two tables.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Table {
    /// Articles, entities, statements, claims.
    Nodes,
    /// How they stand to one another.
    Edges,
}

const NODES: [&str; 9] = [
    "Id",
    "Label",
    "Kind",
    "Article",
    "Relation",
    "Negated",
    "Quoted",
    "Confidence",
    "Words",
];
const EDGES: [&str; 5] = ["Source", "Target", "Type", "Label", "Confidence"];

/// Writes one of the tables.
#[derive(Debug)]
pub(super) struct Writer<'a, W: Write> {
    out: csv::Writer<W>,
    table: Table,
    base: Base,
    relations: &'a Relations,
    /// Entities, and edges between them, that have their row already: a hash each.
    ///
    /// That is all that is kept: an archive's entities are many, and their IRIs long.
    seen: HashSet<u128>,
    begun: bool,
}

impl<'a, W: Write> Writer<'a, W> {
    pub(super) fn new(table: Table, base: Base, relations: &'a Relations, out: W) -> Self {
        Self {
            out: csv::Writer::from_writer(out),
            table,
            base,
            relations,
            seen: HashSet::new(),
            begun: false,
        }
    }

    pub(super) fn write(&mut self, article: &Article) -> io::Result<()> {
        self.head()?;
        let ids = Ids::new(article);
        let iris = ArticleIris::with_ids(article, &ids, &self.base);
        match self.table {
            Table::Nodes => self.nodes(article, &iris),
            Table::Edges => self.edges(article, &iris, &ids),
        }
    }

    pub(super) fn finish(mut self) -> io::Result<W> {
        self.head()?;
        self.out.into_inner().map_err(|e| e.into_error())
    }

    fn head(&mut self) -> io::Result<()> {
        if std::mem::replace(&mut self.begun, true) {
            return Ok(());
        }
        match self.table {
            Table::Nodes => self.out.write_record(NODES)?,
            Table::Edges => self.out.write_record(EDGES)?,
        }
        Ok(())
    }

    fn nodes(&mut self, article: &Article, iris: &ArticleIris) -> io::Result<()> {
        let doc = iris.article.as_str();
        let title = article.title.as_deref().unwrap_or(&article.id);
        self.row([doc, title, "article", doc, "", "", "", "", ""])?;
        for (entity, iri) in article.entities.iter().zip(&iris.entities) {
            if self.seen.insert(iri::digest(iri)) {
                let name = match entity.name.as_str() {
                    "" => entity.id.as_str(),
                    name => name,
                };
                let kind = entity.kind.name();
                self.row([iri, name, kind, "", "", "", "", "", ""])?;
            }
        }
        for (claim, iri) in article.claims.iter().zip(&iris.claims) {
            self.row([iri, &claim.text, "claim", doc, "", "", "", "", ""])?;
        }
        let offsets = Offsets::new(article.text.as_deref().unwrap_or_default());
        for (statement, iri) in article.statements.iter().zip(&iris.statements) {
            self.statement(statement, iri, doc, &offsets)?;
        }
        Ok(())
    }

    fn statement(
        &mut self,
        statement: &Statement,
        iri: &str,
        doc: &str,
        offsets: &Offsets<'_>,
    ) -> io::Result<()> {
        let relation = statement.relation.as_str();
        let label = self.relations.by_name(relation);
        let label = label.map_or(relation, |relation| &relation.label);
        let label = match statement.negated {
            true => format!("not: {label}"),
            false => label.to_owned(),
        };
        let words = |span: &Span| offsets.words(*span);
        let words: Vec<&str> = statement.cue.iter().map(words).collect();
        self.row([
            iri,
            &label,
            "statement",
            doc,
            relation,
            flag(statement.negated),
            flag(statement.quoted),
            &share(statement.confidence),
            &words.join(" … "),
        ])
    }

    fn edges(&mut self, article: &Article, iris: &ArticleIris, ids: &Ids<'_>) -> io::Result<()> {
        let entity = |id: &String| Some(iris.entities[*ids.entities.get(id.as_str())?].as_str());
        let statement =
            |id: &String| Some(iris.statements[*ids.statements.get(id.as_str())?].as_str());
        let claim = |id: &String| Some(iris.claims[*ids.claims.get(id.as_str())?].as_str());
        for (item, from) in article.entities.iter().zip(&iris.entities) {
            self.edge(from, &iris.article, "in", None)?;
            for (label, list) in [("partOf", &item.part_of), ("speaksFor", &item.speaks_for)] {
                for to in list.iter().filter_map(entity) {
                    if self
                        .seen
                        .insert(iri::digest(&format!("{from} {label} {to}")))
                    {
                        self.edge(from, to, label, None)?;
                    }
                }
            }
        }
        for (item, from) in article.claims.iter().zip(&iris.claims) {
            self.edge(from, &iris.article, "in", None)?;
            self.all(from, item.mentions.iter().filter_map(entity), "mentions")?;
            self.all(from, item.conveys.iter().filter_map(statement), "conveys")?;
            self.all(from, item.embeds.iter().filter_map(statement), "embeds")?;
        }
        for (item, from) in article.statements.iter().zip(&iris.statements) {
            self.edge(from, &iris.article, "in", None)?;
            self.all(from, item.source.iter().filter_map(entity), "source")?;
            self.all(from, item.content.iter().filter_map(claim), "content")?;
            self.all(from, item.target.iter().filter_map(entity), "target")?;
            self.all(from, item.addressee.iter().filter_map(entity), "addressee")?;
        }
        for link in &article.links {
            let ends = iris.linked(ids, &link.from).zip(iris.linked(ids, &link.to));
            if let Some((from, to)) = ends {
                self.edge(from, to, link.kind.name(), link.confidence)?;
            }
        }
        Ok(())
    }

    fn all<'i>(
        &mut self,
        from: &str,
        to: impl Iterator<Item = &'i str>,
        label: &str,
    ) -> io::Result<()> {
        for to in to {
            self.edge(from, to, label, None)?;
        }
        Ok(())
    }

    fn edge(&mut self, from: &str, to: &str, label: &str, sure: Option<f64>) -> io::Result<()> {
        let row = [from, to, "Directed", label, &share(sure)];
        Ok(self.out.write_record(row)?)
    }

    fn row(&mut self, row: [&str; NODES.len()]) -> io::Result<()> {
        Ok(self.out.write_record(row)?)
    }
}

fn flag(flag: bool) -> &'static str {
    if flag { "true" } else { "false" }
}

fn share(value: Option<f64>) -> String {
    value.map_or_else(String::new, |value| value.to_string())
}
