//! The form of a record, held against `schema/article.schema.json` itself.
//!
//! Understands the part of JSON Schema that the file uses: `type`,
//! `properties`, `required`, `additionalProperties: false`, `enum`, `items`
//! and `$ref` into `$defs`.

use super::{Fault, place::Places};
use crate::spelling::nearest;
use jsonc_parser::{ast, common::Ranged};
use serde_json::Value;
use std::{collections::HashSet, sync::OnceLock};

/// The schema, as `dixit schema article` prints it.
pub const ARTICLE_SCHEMA: &str = include_str!("../../schema/article.schema.json");

fn schema() -> &'static Value {
    static SCHEMA: OnceLock<Value> = OnceLock::new();
    SCHEMA.get_or_init(|| serde_json::from_str(ARTICLE_SCHEMA).expect("a test parses the schema"))
}

/// Finds everything in a record that the schema does not allow.
pub(super) fn faults(tree: &ast::Value<'_>, json: &str) -> Vec<Fault> {
    let mut walk = Walk {
        places: Places::new(json),
        faults: Vec::new(),
    };
    walk.value(tree, schema(), "article");
    walk.faults
}

struct Walk<'j> {
    places: Places<'j>,
    faults: Vec<Fault>,
}

impl Walk<'_> {
    fn fault(&mut self, byte: usize, message: String) {
        self.faults.push(Fault {
            path: Vec::new(),
            position: Some(self.places.of(byte)),
            message,
        });
    }

    fn value(&mut self, value: &ast::Value<'_>, rule: &'static Value, name: &str) {
        let rule = resolve(rule);
        let wanted = rule["type"].as_str().unwrap_or("object");
        match (wanted, value) {
            ("object", ast::Value::Object(object)) => self.object(object, rule, name),
            ("array", ast::Value::Array(array)) => {
                for item in &array.elements {
                    self.value(item, &rule["items"], name);
                }
            }
            ("string", ast::Value::StringLit(text)) => self.word(text, rule, name),
            ("integer", ast::Value::NumberLit(number)) => {
                if number.value.parse::<u32>().is_err() {
                    let found = number.value;
                    let message =
                        format!("`{name}`: expected a whole number from 0 on, found {found}");
                    self.fault(number.start(), message);
                }
            }
            ("number", ast::Value::NumberLit(_)) | ("boolean", ast::Value::BooleanLit(_)) => {}
            _ => {
                let found = kind(value);
                let message = format!("`{name}`: expected {}, found {found}", article_of(wanted));
                self.fault(value.start(), message);
            }
        }
    }

    fn object(&mut self, object: &ast::Object<'_>, rule: &'static Value, name: &str) {
        let known = rule["properties"].as_object();
        let mut seen = HashSet::new();
        for property in &object.properties {
            let key = property.name.as_str();
            if !seen.insert(key) {
                self.fault(property.start(), format!("key `{key}` stands twice"));
            }
            match known.and_then(|keys| keys.get(key)) {
                Some(rule) => self.value(&property.value, rule, key),
                None => {
                    let keys = known.into_iter().flatten().map(|(key, _)| key.as_str());
                    let message = format!("unknown key `{key}`{}", nearest(key, keys));
                    self.fault(property.start(), message);
                }
            }
        }
        for key in rule["required"].as_array().into_iter().flatten() {
            let key = key.as_str().unwrap_or_default();
            if !seen.contains(key) {
                self.fault(object.start(), format!("`{name}`: key `{key}` is missing"));
            }
        }
    }

    fn word(&mut self, text: &ast::StringLit<'_>, rule: &'static Value, name: &str) {
        let Some(allowed) = rule["enum"].as_array() else {
            return;
        };
        if !allowed.iter().any(|word| *word == *text.value) {
            let words: Vec<_> = allowed.iter().filter_map(Value::as_str).collect();
            let list = words.join(", ");
            let message = format!("`{name}`: `{}` is none of {list}", text.value);
            self.fault(text.start(), message);
        }
    }
}

fn resolve(rule: &'static Value) -> &'static Value {
    match rule["$ref"].as_str().and_then(|r| r.strip_prefix('#')) {
        Some(pointer) => schema().pointer(pointer).unwrap_or(&Value::Null),
        None => rule,
    }
}

fn kind(value: &ast::Value<'_>) -> &'static str {
    match value {
        ast::Value::StringLit(_) => "a string",
        ast::Value::NumberLit(_) => "a number",
        ast::Value::BooleanLit(_) => "true or false",
        ast::Value::Object(_) => "an object",
        ast::Value::Array(_) => "a list",
        ast::Value::NullKeyword(_) => "null",
    }
}

fn article_of(wanted: &str) -> &'static str {
    match wanted {
        "string" => "a string",
        "integer" => "a whole number",
        "number" => "a number",
        "boolean" => "true or false",
        "array" => "a list",
        _ => "an object",
    }
}
