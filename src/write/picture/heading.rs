//! The words above and below a drawing.

use super::{Options, View, clean};
use crate::{article::Article, graph::KnowledgeGraph};

/// Returns the heading of a drawing.
pub(crate) fn title(graph: &KnowledgeGraph, options: &Options) -> String {
    if let Some(title) = &options.title {
        return clean(title);
    }
    let what = match options.view {
        View::Claims => "Who says what",
        View::Actors => "Who stands where to whom",
        View::Timeline => "Who says what, day by day",
    };
    let mut articles = graph.articles();
    match (articles.next(), articles.next()) {
        (Some(only), None) => clean(&format!("{what}: {}", heading(only.head()))),
        (Some(_), Some(_)) => format!("{what}: {} articles", graph.articles().count()),
        (None, _) => what.to_owned(),
    }
}

/// A first line longer than this is no headline.
const HEADLINE: usize = 120;

/// Returns an article's title, else the headline its text begins with, else its id.
pub(crate) fn heading(head: &Article) -> &str {
    let text = head.text.as_deref().unwrap_or_default().trim_start();
    let first = text.split_once("\n\n").map(|(first, _)| first.trim_end());
    let first = first.filter(|line| !line.contains('\n') && line.chars().count() <= HEADLINE);
    let first = first.filter(|line| !line.is_empty() && !line.ends_with('.'));
    head.title.as_deref().or(first).unwrap_or(&head.id)
}

/// Articles that the credits name before they only count.
const CREDITED: usize = 3;

/// Returns where a drawing is from, and how to read it.
pub(super) fn credits(graph: &KnowledgeGraph) -> Vec<String> {
    let credit = |head: &Article| {
        let parts = [
            Some(heading(head)),
            head.publisher.as_deref(),
            head.published.as_deref(),
        ];
        let parts: Vec<_> = parts.into_iter().flatten().map(clean).collect();
        parts.join(", ")
    };
    let named = graph.articles().take(CREDITED);
    let mut articles: Vec<String> = named.map(|article| credit(article.head())).collect();
    if articles.is_empty() {
        return Vec::new();
    }
    let more = graph.articles().skip(CREDITED).count();
    if more > 0 {
        articles.push(format!("and {more} more"));
    }
    vec![
        format!("From: {}.", articles.join("; ")),
        "What is claimed is shown as somebody's words, not as fact.".to_owned(),
    ]
}
