//! CSV: a statement a row, for people who work in spreadsheets.
//!
//! Columns `source`, `relation` and `content`; as wanted `target`,
//! `addressee`, `article`, `url`, `published` and `quote` (the words as they
//! were printed). Several names in one cell are parted by `;`. Rows of one
//! article need not stand together, so the whole table is read first.

use super::ReadError;
use crate::{
    article::{Article, Claim, Entity, Link, LinkKind, Statement},
    check::Position,
    relation::Relations,
};
use std::{
    collections::{HashMap, HashSet},
    io::Read,
};

const REQUIRED: [&str; 3] = ["source", "relation", "content"];
const OPTIONAL: [&str; 6] = [
    "target",
    "addressee",
    "article",
    "url",
    "published",
    "quote",
];

/// Reads the table and returns its articles in the order they first appear.
pub(super) fn articles<'a>(
    reader: impl Read + 'a,
    id: String,
    relations: &'a Relations,
) -> impl Iterator<Item = Result<Article, ReadError>> + 'a {
    let mut input = Some((reader, id));
    let mut ready = Vec::new().into_iter();
    std::iter::from_fn(move || {
        if let Some((reader, id)) = input.take() {
            ready = table(reader, id, relations).into_iter();
        }
        ready.next()
    })
}

/// Reads every row; one that is wrong becomes an error beside the articles.
fn table(reader: impl Read, id: String, relations: &Relations) -> Vec<Result<Article, ReadError>> {
    let mut rows = csv::ReaderBuilder::new()
        .trim(csv::Trim::All)
        .from_reader(reader);
    let columns = match rows.headers().map_err(from_csv).and_then(columns) {
        Ok(columns) => columns,
        Err(e) => return vec![Err(e)],
    };
    let mut table = Table {
        columns,
        default_id: id,
        articles: Vec::new(),
        by_key: HashMap::new(),
    };
    let mut errors = Vec::new();
    for row in rows.into_records() {
        let read = row
            .map_err(from_csv)
            .and_then(|row| table.add(&row, relations));
        if let Err(e) = read {
            errors.push(Err(e));
        }
    }
    let articles = table.articles.into_iter().map(|draft| Ok(draft.article));
    articles.chain(errors).collect()
}

/// Finds the columns by their headings.
fn columns(headings: &csv::StringRecord) -> Result<HashMap<&'static str, usize>, ReadError> {
    let mut columns = HashMap::new();
    for (at, heading) in headings.iter().enumerate() {
        let heading = heading
            .trim_start_matches('\u{feff}')
            .trim()
            .to_ascii_lowercase();
        let mut known = REQUIRED.iter().chain(&OPTIONAL);
        match known.find(|name| **name == heading) {
            Some(name) => {
                columns.insert(*name, at);
            }
            None => {
                let message = format!(
                    "unknown column `{heading}`: allowed are {}, {}",
                    REQUIRED.join(", "),
                    OPTIONAL.join(", ")
                );
                return Err(ReadError::syntax(Position { line: 1, column: 1 }, message));
            }
        }
    }
    match REQUIRED.iter().find(|name| !columns.contains_key(*name)) {
        Some(name) => {
            let message = format!("column `{name}` is missing");
            Err(ReadError::syntax(Position { line: 1, column: 1 }, message))
        }
        None => Ok(columns),
    }
}

struct Table {
    columns: HashMap<&'static str, usize>,
    default_id: String,
    articles: Vec<Draft>,
    by_key: HashMap<(String, String), usize>,
}

struct Draft {
    article: Article,
    entities: HashMap<String, String>,
    claims: HashMap<String, String>,
    /// The ends of the links that are there already.
    links: HashSet<(String, String)>,
}

impl Table {
    fn add(&mut self, row: &csv::StringRecord, relations: &Relations) -> Result<(), ReadError> {
        let cell = |name| {
            let at = self.columns.get(name).copied();
            at.and_then(|at| row.get(at)).unwrap_or_default()
        };
        let position = Position {
            line: row.position().map_or(1, |at| at.line() as usize),
            column: 1,
        };
        let relation = cell("relation");
        if relations.by_name(relation).is_none() {
            let message = format!("unknown relation `{relation}`: see `dixit schema relations`");
            return Err(ReadError::syntax(position, message));
        }
        let (quote, content) = (cell("quote"), cell("content"));
        let cells = Cells {
            source: names(cell("source")),
            target: names(cell("target")),
            addressee: names(cell("addressee")),
            relation,
            content: if content.is_empty() { quote } else { content },
            quote,
        };
        let (id, url, published) = (cell("article"), cell("url"), cell("published"));
        let at = self.draft(id.to_owned(), url.to_owned(), published);
        self.articles[at].add(&cells);
        Ok(())
    }

    /// Finds the article of a row, by its name and address.
    fn draft(&mut self, id: String, url: String, published: &str) -> usize {
        let key = (id, url);
        let at = match self.by_key.get(&key) {
            Some(&at) => at,
            None => {
                let at = self.articles.len();
                self.articles.push(self.new_draft(&key));
                self.by_key.insert(key, at);
                at
            }
        };
        let article = &mut self.articles[at].article;
        if article.published.is_none() && !published.is_empty() {
            article.published = Some(published.to_owned());
        }
        at
    }

    fn new_draft(&self, (id, url): &(String, String)) -> Draft {
        let id = match (id.as_str(), url.as_str()) {
            ("", "") => self.default_id.as_str(),
            ("", url) => url,
            (id, _) => id,
        };
        Draft {
            article: Article {
                id: id.to_owned(),
                url: (!url.is_empty()).then(|| url.clone()),
                ..Article::default()
            },
            entities: HashMap::new(),
            claims: HashMap::new(),
            links: HashSet::new(),
        }
    }
}

struct Cells<'r> {
    source: Vec<&'r str>,
    target: Vec<&'r str>,
    addressee: Vec<&'r str>,
    relation: &'r str,
    content: &'r str,
    quote: &'r str,
}

fn names(cell: &str) -> Vec<&str> {
    let names = cell.split(';').map(str::trim);
    names.filter(|name| !name.is_empty()).collect()
}

impl Draft {
    fn add(&mut self, cells: &Cells<'_>) {
        let content = (!cells.content.is_empty()).then(|| self.claim(cells.content));
        let statement = Statement {
            id: format!("s{}", self.article.statements.len() + 1),
            relation: cells.relation.to_owned(),
            source: self.entity_ids(&cells.source),
            target: self.entity_ids(&cells.target),
            addressee: self.entity_ids(&cells.addressee),
            quoted: !cells.quote.is_empty(),
            content: content.clone(),
            ..Statement::default()
        };
        self.article.statements.push(statement);
        // The printed words are kept beside the reading of them.
        if let Some(content) = content
            && !cells.quote.is_empty()
            && cells.quote != cells.content
        {
            let link = Link {
                from: content,
                kind: LinkKind::Restates,
                to: self.claim(cells.quote),
                confidence: None,
            };
            if self.links.insert((link.from.clone(), link.to.clone())) {
                self.article.links.push(link);
            }
        }
    }

    fn entity_ids(&mut self, names: &[&str]) -> Vec<String> {
        names.iter().map(|name| self.entity(name)).collect()
    }

    fn entity(&mut self, name: &str) -> String {
        if let Some(id) = self.entities.get(name) {
            return id.clone();
        }
        let id = format!("e{}", self.article.entities.len() + 1);
        self.article.entities.push(Entity {
            id: id.clone(),
            name: name.to_owned(),
            ..Entity::default()
        });
        self.entities.insert(name.to_owned(), id.clone());
        id
    }

    fn claim(&mut self, text: &str) -> String {
        if let Some(id) = self.claims.get(text) {
            return id.clone();
        }
        let id = format!("c{}", self.article.claims.len() + 1);
        self.article.claims.push(Claim {
            id: id.clone(),
            text: text.to_owned(),
            ..Claim::default()
        });
        self.claims.insert(text.to_owned(), id.clone());
        id
    }
}

pub(super) fn from_csv(error: csv::Error) -> ReadError {
    let position = error.position().map(|at| Position {
        line: at.line() as usize,
        column: 1,
    });
    let message = match error.kind() {
        csv::ErrorKind::Utf8 { .. } => "the row is not UTF-8".to_owned(),
        csv::ErrorKind::UnequalLengths {
            expected_len, len, ..
        } => format!("the row has {len} cells: expected {expected_len}, as in the heading"),
        _ => error.to_string(),
    };
    match error.into_kind() {
        csv::ErrorKind::Io(e) => e.into(),
        _ => ReadError::Syntax { position, message },
    }
}
