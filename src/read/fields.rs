//! Dumps whose records have other keys than ours.

use super::{ReadError, date};
use crate::{
    article::Article,
    check::{self, Position},
    relation::Relations,
};
use serde_json::{Map, Value};
use std::{collections::BTreeMap, error::Error, fmt};

/// The keys that can be named: what stands at the head of a record.
const HEAD: [&str; 8] = [
    "id",
    "url",
    "title",
    "author",
    "publisher",
    "published",
    "language",
    "text",
];
const LISTS: [&str; 4] = ["entities", "claims", "statements", "links"];

/// Which key of a dump holds which field of a record.
///
/// Where any field is named, keys that are no field are passed over instead of
/// refused, a number is taken as its digits and a list as its items.
///
/// ```
/// use dixit::read::{ArticleParser, Fields, Format};
///
/// let fields = Fields::new().with("text", "body")?.with("published", "meta.date")?;
/// let dump = r#"{"id": 7, "body": "Ann said so.", "meta": {"date": "3 May 2023"}, "n": 1}"#;
/// let parser = ArticleParser::from_format(Format::JsonLines).with_fields(&fields);
/// let article = parser.for_reader(dump.as_bytes()).next().expect("one line")?;
/// assert_eq!(article.id, "7");
/// assert_eq!(article.published.as_deref(), Some("2023-05-03"));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields(BTreeMap<&'static str, String>);

impl Fields {
    /// Names no field yet.
    pub fn new() -> Self {
        Self::default()
    }

    /// Says which key holds a field; a dot leads into an object.
    ///
    /// # Errors
    ///
    /// When a record has no such field.
    pub fn with(mut self, field: &str, key: impl Into<String>) -> Result<Self, FieldError> {
        let known = HEAD.into_iter().find(|head| *head == field);
        let known = known.ok_or_else(|| FieldError(field.to_owned()))?;
        self.0.insert(known, key.into());
        Ok(self)
    }

    /// Returns whether no field was named.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// A field that records do not have.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct FieldError(String);

impl fmt::Display for FieldError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let list = HEAD.join(", ");
        write!(f, "no field `{}`: expected one of {list}", self.0)
    }
}

impl Error for FieldError {}

/// Parses one record of a dump.
pub(super) fn record(
    json: &str,
    start: Position,
    fields: &Fields,
    relations: &Relations,
) -> Result<Article, ReadError> {
    let placed = |e: &serde_json::Error| {
        let fault = check::syntax_fault(e, json);
        let position = fault.position.map(|at| start.within(at));
        ReadError::Syntax {
            position,
            message: fault.message,
        }
    };
    let dump: Map<String, Value> = serde_json::from_str(json).map_err(|e| placed(&e))?;
    let record = ours(&dump, start, fields)?;
    let mut article: Article = serde_json::from_value(Value::Object(record))
        .map_err(|e| ReadError::syntax(start, e.to_string()))?;
    article.published = article.published.map(|d| date::normal(&d).unwrap_or(d));
    match check::model_faults(&article, relations) {
        faults if faults.is_empty() => Ok(article),
        faults => Err(ReadError::Record {
            id: article.id,
            faults,
        }),
    }
}

/// Makes a record with our keys of one with those of the dump.
fn ours(
    dump: &Map<String, Value>,
    start: Position,
    fields: &Fields,
) -> Result<Map<String, Value>, ReadError> {
    let mut record = Map::new();
    for head in HEAD {
        let key = fields.0.get(head);
        let value = find(dump, key.map_or(head, String::as_str));
        match (value.and_then(words), key) {
            (Some(words), _) => {
                record.insert(head.to_owned(), Value::String(words));
            }
            (None, Some(key)) if head == "text" || head == "id" => {
                return Err(ReadError::syntax(start, format!("no words under `{key}`")));
            }
            (None, _) => {}
        }
    }
    let id = || Value::String(format!("line-{}", start.line));
    record.entry("id").or_insert_with(id);
    for list in LISTS {
        if let Some(value) = dump.get(list) {
            record.insert(list.to_owned(), value.clone());
        }
    }
    Ok(record)
}

/// Finds a value by its key, else by following the dots.
fn find<'v>(dump: &'v Map<String, Value>, key: &str) -> Option<&'v Value> {
    dump.get(key).or_else(|| {
        let (first, rest) = key.split_once('.')?;
        find(dump.get(first)?.as_object()?, rest)
    })
}

fn words(value: &Value) -> Option<String> {
    match value {
        Value::String(words) if words.trim().is_empty() => None,
        Value::String(words) => Some(words.clone()),
        Value::Number(number) => Some(number.to_string()),
        Value::Array(items) => {
            let items: Vec<String> = items.iter().filter_map(words).collect();
            (!items.is_empty()).then(|| items.join(", "))
        }
        Value::Null | Value::Bool(_) | Value::Object(_) => None,
    }
}
