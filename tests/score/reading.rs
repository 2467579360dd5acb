//! The reading itself as a record.

use super::{items, list};
use dixit::{Article, Claim, Entity, Link, LinkKind, Mention, MentionForm, Span, Statement};
use serde_json::Value;

/// The reading itself in the record's form.
pub(crate) fn as_record(gold: &Value, text: &str) -> Article {
    let all = items(gold, "attributions");
    Article {
        entities: items(gold, "entities").iter().map(entity).collect(),
        claims: all.iter().map(|one| claim(one, all)).collect(),
        statements: all.iter().map(statement).collect(),
        links: items(gold, "links").iter().filter_map(link).collect(),
        ..Article::from_text("reading", text)
    }
}

fn entity(given: &Value) -> Entity {
    let mention = |s: Span| Mention {
        start: s.start,
        end: s.end,
        form: MentionForm::Name,
    };
    Entity {
        id: word(given, "id"),
        name: word(given, "name"),
        mentions: spans(given, "mentions").into_iter().map(mention).collect(),
        ..Entity::default()
    }
}

fn claim(given: &Value, all: &[Value]) -> Claim {
    let inner = all.iter().filter(|other| other["parent"] == given["id"]);
    Claim {
        id: format!("c{}", word(given, "id")),
        spans: spans(given, "content"),
        conveys: inner.map(|inner| word(inner, "id")).collect(),
        ..Claim::default()
    }
}

fn statement(given: &Value) -> Statement {
    let owned = |key: &str| list(given, key).into_iter().map(str::to_owned).collect();
    Statement {
        id: word(given, "id"),
        content: Some(format!("c{}", word(given, "id"))),
        relation: word(given, "relation"),
        source: owned("source"),
        target: owned("target"),
        cue: spans(given, "cue"),
        ..Statement::default()
    }
}

fn link(given: &Value) -> Option<Link> {
    let kind = match given["type"].as_str().unwrap_or_default() {
        "questions" | "undermines" => LinkKind::Disputes,
        other => LinkKind::from_name(other)?,
    };
    Some(Link {
        from: word(given, "from"),
        kind,
        to: word(given, "to"),
        confidence: None,
    })
}

fn word(given: &Value, key: &str) -> String {
    given[key].as_str().unwrap_or_default().to_owned()
}

fn spans(given: &Value, key: &str) -> Vec<Span> {
    let span = |s: &Value| Span {
        start: s["start"].as_u64().unwrap_or(0) as u32,
        end: s["end"].as_u64().unwrap_or(0) as u32,
    };
    items(given, key).iter().map(span).collect()
}
