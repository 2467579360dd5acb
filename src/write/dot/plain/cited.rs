//! Evidence for many statements of one article after another.

use super::super::label::push_words;
use crate::{
    article::Offsets,
    graph::{ArticleRef, StatementRef, iri::push_number},
    write::picture::{heading, place},
};
use petgraph::graph::NodeIndex;

/// The article of the statements that are being written.
pub(super) struct Cited<'g> {
    pub(super) node: NodeIndex,
    pub(super) iri: &'g str,
    /// Its title, escaped.
    title: String,
    offsets: Offsets<'g>,
}

impl<'g> Cited<'g> {
    pub(super) fn new(article: ArticleRef<'g>) -> Self {
        let mut title = String::new();
        push_words(heading(article.head()), &mut title);
        Self {
            node: article.node(),
            iri: article.iri(),
            title,
            offsets: article.offsets(),
        }
    }

    /// Appends the words that mark a statement, the article and the place.
    pub(super) fn evidence(&self, said: StatementRef<'_>, out: &mut String) {
        let place = place(said);
        let words = place.map_or("", |span| self.offsets.words(span));
        if !words.is_empty() {
            out.push('[');
            push_words(words, out);
            out.push_str("] — ");
        }
        out.push_str(&self.title);
        if let Some(span) = place {
            out.push_str(", ");
            push_number(span.start, out);
            out.push('–');
            push_number(span.end, out);
        }
    }
}
