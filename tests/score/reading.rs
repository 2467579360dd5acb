//! The reading itself as a record.

use super::{items, list};
use dixit::{Article, Claim, Entity, Link, LinkKind, Mention, MentionForm, Span, Statement};
use serde_json::Value;

/// The reading itself in the record's form.
pub(crate) fn as_record(gold: &Value, text: &str) -> Article {
    let mut out = Article::from_text("reading", text);
    let span = |s: &Value| Span {
        start: s["start"].as_u64().unwrap_or(0) as u32,
        end: s["end"].as_u64().unwrap_or(0) as u32,
    };
    let owned = |v: &Value, key: &str| {
        list(v, key)
            .into_iter()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    for e in items(gold, "entities") {
        let mentions = items(e, "mentions").iter().map(span);
        out.entities.push(Entity {
            id: e["id"].as_str().unwrap_or_default().to_owned(),
            name: e["name"].as_str().unwrap_or_default().to_owned(),
            mentions: mentions
                .map(|s| Mention {
                    start: s.start,
                    end: s.end,
                    form: MentionForm::Name,
                })
                .collect(),
            ..Entity::default()
        });
    }
    let all = items(gold, "attributions");
    for a in all {
        let id = a["id"].as_str().unwrap_or_default().to_owned();
        let inner = all
            .iter()
            .filter(|b| b["parent"].as_str() == Some(&id))
            .filter_map(|b| b["id"].as_str());
        out.claims.push(Claim {
            id: format!("c{id}"),
            spans: items(a, "content").iter().map(span).collect(),
            conveys: inner.map(str::to_owned).collect(),
            ..Claim::default()
        });
        out.statements.push(Statement {
            content: Some(format!("c{id}")),
            relation: a["relation"].as_str().unwrap_or_default().to_owned(),
            source: owned(a, "source"),
            target: owned(a, "target"),
            cue: items(a, "cue").iter().map(span).collect(),
            id,
            ..Statement::default()
        });
    }
    for l in items(gold, "links") {
        let kind = match l["type"].as_str().unwrap_or_default() {
            "questions" | "undermines" => LinkKind::Disputes,
            other => match LinkKind::from_name(other) {
                Some(kind) => kind,
                None => continue,
            },
        };
        out.links.push(Link {
            from: l["from"].as_str().unwrap_or_default().to_owned(),
            kind,
            to: l["to"].as_str().unwrap_or_default().to_owned(),
            confidence: None,
        });
    }
    out
}
