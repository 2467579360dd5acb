//! What is wrong with a record, and where.
//!
//! Two sets of rules: the form of `schema/article.schema.json`, and the
//! model's own (ids lead somewhere, spans lie in the text, a claim does not
//! convey itself). Every fault is found, not just the first.

mod model;
mod place;
mod schema;

pub use model::model_faults;
pub(crate) use model::model_faults_without_text;
pub use place::Position;
pub(crate) use place::{parse, syntax_fault};
pub use schema::ARTICLE_SCHEMA;

use crate::{article::Article, relation::Relations};
use jsonc_parser::ast;
use place::Places;
use std::fmt;

/// A step from a value into one of its parts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Step {
    /// Into an object's key.
    Key(&'static str),
    /// Into a list's item, from 0.
    Item(usize),
}

/// One fault of a record.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Where in the record, as steps from its top.
    pub path: Vec<Step>,
    /// Where in the file, if the record came from one.
    pub position: Option<Position>,
    /// What is wrong, and what would be right.
    pub message: String,
}

impl fmt::Display for Fault {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(position) = self.position {
            write!(f, "line {}, column {}: ", position.line, position.column)?;
        }
        f.write_str(&self.message)
    }
}

/// Finds every fault of a record in JSON, each with its place in the text.
///
/// Looks at the form first; the model's rules are asked only where it is right.
pub fn json_faults(json: &str, relations: &Relations) -> Vec<Fault> {
    let tree = match place::parse(json) {
        Ok(tree) => tree,
        Err(fault) => return vec![fault],
    };
    let faults = schema::faults(&tree, json);
    if !faults.is_empty() {
        return faults;
    }
    match serde_json::from_str::<Article>(json) {
        Ok(article) => placed(model_faults(&article, relations), &tree, json),
        Err(e) => vec![place::syntax_fault(&e, json)],
    }
}

/// Gives faults of the model their places in the record's JSON.
pub fn place_faults(faults: Vec<Fault>, json: &str) -> Vec<Fault> {
    match place::parse(json) {
        Ok(tree) => placed(faults, &tree, json),
        Err(_) => faults,
    }
}

fn placed(mut faults: Vec<Fault>, tree: &ast::Value<'_>, json: &str) -> Vec<Fault> {
    let places = Places::new(json);
    for fault in &mut faults {
        fault.position = place::find(tree, &fault.path).map(|byte| places.of(byte));
    }
    faults.sort_by_key(|fault| fault.position);
    faults
}
