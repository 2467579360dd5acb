//! What RDF keeps of a record, and what XML cannot.

use dixit::{Article, Link};
use std::collections::BTreeSet;

/// A record as RDF gives it back: lists sorted and without repetition.
pub(crate) fn canonical(mut article: Article) -> Article {
    for entity in &mut article.entities {
        for list in [
            &mut entity.aliases,
            &mut entity.same_as,
            &mut entity.part_of,
            &mut entity.speaks_for,
        ] {
            set(list);
        }
        set(&mut entity.mentions);
    }
    for claim in &mut article.claims {
        set(&mut claim.spans);
        for list in [&mut claim.mentions, &mut claim.conveys, &mut claim.embeds] {
            set(list);
        }
    }
    for statement in &mut article.statements {
        set(&mut statement.source_spans);
        set(&mut statement.cue);
        for list in [
            &mut statement.source,
            &mut statement.target,
            &mut statement.addressee,
        ] {
            set(list);
        }
    }
    article.entities.sort_by(|a, b| a.id.cmp(&b.id));
    article.claims.sort_by(|a, b| a.id.cmp(&b.id));
    article.statements.sort_by(|a, b| a.id.cmp(&b.id));
    let key = |l: &Link| (l.from.clone(), l.kind, l.to.clone());
    // Of links that are the same but for confidence, the surest stays.
    article.links.sort_by(|a, b| {
        let sure = |l: &Link| l.confidence.unwrap_or(-1.0);
        key(a).cmp(&key(b)).then(sure(b).total_cmp(&sure(a)))
    });
    article.links.dedup_by_key(|l| key(l));
    article
}

fn set<T: Ord + Clone>(list: &mut Vec<T>) {
    let sorted: BTreeSet<T> = list.drain(..).collect();
    list.extend(sorted);
}

/// Returns whether XML 1.0 has no way to write some character of the record.
pub(crate) fn is_beyond_xml(article: &Article) -> bool {
    let json = serde_json::to_value(article).expect("a record");
    fn beyond(value: &serde_json::Value) -> bool {
        match value {
            serde_json::Value::String(text) => text.chars().any(|c| {
                (c.is_ascii_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{7f}'))
                    || matches!(c, '\u{fffe}' | '\u{ffff}')
            }),
            serde_json::Value::Array(list) => list.iter().any(beyond),
            serde_json::Value::Object(map) => map.values().any(beyond),
            _ => false,
        }
    }
    beyond(&json)
}
