//! What a page says of itself in JSON-LD.

use super::dom::Page;
use serde_json::{Map, Value};
use std::collections::HashMap;

/// An article's description in JSON-LD.
#[derive(Debug, Default)]
pub(super) struct Linked {
    pub(super) headline: Option<String>,
    pub(super) author: Option<String>,
    pub(super) published: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) url: Option<String>,
    pub(super) language: Option<String>,
    pub(super) body: Option<String>,
}

/// What the page's JSON-LD tells.
pub(super) struct Told {
    /// The article it describes.
    pub(super) article: Option<Linked>,
    /// Whether it says that it lists other pages.
    pub(super) is_list: bool,
}

/// Reads every block of JSON-LD; broken ones are passed over.
pub(super) fn read(page: &Page) -> Told {
    let mut told = Told {
        article: None,
        is_list: false,
    };
    for at in page.named("script") {
        let kind = page.elements[at].attribute("type").unwrap_or_default();
        if !kind.trim().eq_ignore_ascii_case("application/ld+json") {
            continue;
        }
        let text = page.text(at);
        let text = text
            .trim_start_matches("<!--")
            .trim_end_matches("-->")
            .trim();
        let text = text
            .trim_start_matches("//<![CDATA[")
            .trim_end_matches("//]]>");
        if let Ok(value) = serde_json::from_str::<Value>(text.trim_end_matches(';')) {
            visit(&value, &Names::new(&value), &mut told);
        }
    }
    told
}

/// Looks for the article where a page's own description stands, never in lists of others.
fn visit(value: &Value, names: &Names<'_>, told: &mut Told) {
    match value {
        Value::Array(items) => items.iter().for_each(|item| visit(item, names, told)),
        Value::Object(object) => {
            if is_article(object) {
                let more = linked(object, names);
                let known = told.article.as_ref();
                if known.is_none_or(|known| known.headline.is_none()) {
                    told.article = Some(more);
                }
            } else if has_type(object, |t| matches!(t, "ItemList" | "CollectionPage")) {
                told.is_list = true;
            }
            for key in ["@graph", "mainEntity"] {
                if let Some(inner) = object.get(key) {
                    visit(inner, names, told);
                }
            }
        }
        _ => {}
    }
}

fn is_article(object: &Map<String, Value>) -> bool {
    has_type(object, |t| {
        t.ends_with("Article") || matches!(t, "BlogPosting" | "LiveBlogPosting" | "Report")
    })
}

fn has_type(object: &Map<String, Value>, is: impl Fn(&str) -> bool) -> bool {
    let bare = |name: &str| is(name.rsplit('/').next().unwrap_or(name));
    match object.get("@type") {
        Some(Value::String(name)) => bare(name),
        Some(Value::Array(names)) => names.iter().filter_map(Value::as_str).any(bare),
        _ => false,
    }
}

/// The names of what a block describes beside the article, by their `@id`.
struct Names<'v>(HashMap<&'v str, &'v Value>);

impl<'v> Names<'v> {
    fn new(block: &'v Value) -> Self {
        let graph = block.get("@graph").unwrap_or(block);
        let items = graph.as_array().map_or(&[][..], Vec::as_slice);
        let named = items.iter().filter_map(|item| {
            let id = item.get("@id")?.as_str()?;
            Some((id, item.get("name")?))
        });
        Self(named.collect())
    }

    /// Returns the name that stands where an object says no more than its `@id`.
    fn referred(&self, value: &Value) -> Option<String> {
        let id = value.get("@id")?.as_str()?;
        name(self.0.get(id)?)
    }
}

fn linked(object: &Map<String, Value>, names: &Names<'_>) -> Linked {
    let field = |key| {
        let value = object.get(key)?;
        name(value).or_else(|| names.referred(value))
    };
    Linked {
        headline: field("headline").or_else(|| field("name")),
        author: field("author"),
        published: field("datePublished"),
        publisher: field("publisher"),
        url: field("url").or_else(|| object.get("mainEntityOfPage").and_then(address)),
        language: field("inLanguage"),
        body: field("articleBody"),
    }
}

/// Returns words: a string, an object's name, or those of a list.
fn name(value: &Value) -> Option<String> {
    let words = match value {
        Value::String(words) => words.trim().to_owned(),
        Value::Object(object) => return object.get("name").and_then(name),
        Value::Array(items) => {
            let mut names: Vec<String> = items.iter().filter_map(name).collect();
            names.dedup();
            names.join(", ")
        }
        _ => return None,
    };
    (!words.is_empty()).then_some(words)
}

fn address(value: &Value) -> Option<String> {
    match value {
        Value::String(address) => Some(address.clone()),
        Value::Object(object) => object.get("@id").and_then(Value::as_str).map(str::to_owned),
        _ => None,
    }
}
