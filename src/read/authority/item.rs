//! An object of a list in JSON, with the places of its values.

use super::KEYS;
use crate::{authority::Field, spelling::nearest};
use jsonc_parser::{ast, common::Ranged};

/// Words and the byte they stand at.
type Placed = (String, usize);

/// An object of JSON, with the places of its values.
#[derive(Default)]
pub(super) struct Item {
    pub(super) name: Placed,
    pub(super) kind: Option<Placed>,
    pub(super) aliases: Vec<Placed>,
    pub(super) iri: Option<Placed>,
    pub(super) same_as: Vec<Placed>,
}

impl Item {
    pub(super) fn new(tree: &ast::Value<'_>) -> Result<Self, (usize, String)> {
        let ast::Value::Object(object) = tree else {
            return Err((tree.start(), "expected an object with a `name`".to_owned()));
        };
        let mut item = Self::default();
        let mut seen: Vec<&str> = Vec::new();
        for property in &object.properties {
            let (key, value) = (property.name.as_str(), &property.value);
            if seen.contains(&key) {
                return Err((property.start(), format!("key `{key}` stands twice")));
            }
            seen.push(key);
            match key {
                "name" => item.name = word(value, key)?,
                "kind" => item.kind = Some(word(value, key)?),
                "iri" => item.iri = Some(word(value, key)?),
                "aliases" => item.aliases = words(value, key)?,
                "same_as" => item.same_as = words(value, key)?,
                _ => {
                    let near = nearest(key, KEYS.into_iter());
                    return Err((property.start(), format!("unknown key `{key}`{near}")));
                }
            }
        }
        match seen.contains(&"name") {
            true => Ok(item),
            false => Err((object.start(), "key `name` is missing".to_owned())),
        }
    }

    pub(super) fn byte(&self, field: Field) -> usize {
        let list = |list: &[Placed], at: usize| list.get(at).map_or(0, |placed| placed.1);
        match field {
            Field::Name => self.name.1,
            Field::Alias(at) => list(&self.aliases, at),
            Field::Iri => self.iri.as_ref().map_or(0, |placed| placed.1),
            Field::SameAs(at) => list(&self.same_as, at),
        }
    }
}

fn word(value: &ast::Value<'_>, key: &str) -> Result<Placed, (usize, String)> {
    match value {
        ast::Value::StringLit(text) => Ok((text.value.trim().to_owned(), text.start())),
        other => Err((other.start(), format!("`{key}`: expected a string"))),
    }
}

fn words(value: &ast::Value<'_>, key: &str) -> Result<Vec<Placed>, (usize, String)> {
    match value {
        ast::Value::Array(list) => list.elements.iter().map(|item| word(item, key)).collect(),
        other => Err((
            other.start(),
            format!("`{key}`: expected a list of strings"),
        )),
    }
}
