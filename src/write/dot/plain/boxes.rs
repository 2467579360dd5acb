//! Boxes: who speaks, what is said.

use super::{super::label::push_words, Plain, push_node};
use crate::{
    article::EntityKind,
    graph::{EntityRef, StatementRef},
    relation::Relations,
    write::picture::{Tone, UNNAMED, note},
};
use petgraph::{graph::NodeIndex, visit::VisitMap as _};

/// A label shows so many characters of a claim; its tooltip has all.
const LABEL: usize = 60;

impl Plain<'_> {
    /// Writes a node before its first line.
    ///
    /// An article's stands for a source that it does not name, and a
    /// statement's for what it does not tell.
    pub(super) fn node(&mut self, node: NodeIndex) {
        if !self.written.visit(node) {
            return;
        }
        let graph = self.graph;
        self.text.push_str("  ");
        push_node(node, &mut self.text);
        if let Some(claim) = graph.claim(node) {
            self.claim(claim.text());
        } else if let Some(who) = graph.entity(node) {
            self.entity(who);
        } else {
            let words = match graph.statement(node) {
                Some(said) => nothing(said, self.relations),
                None => UNNAMED,
            };
            let style = "\", shape=box, style=\"rounded,dashed\"];\n";
            return self.text.extend([" [label=\"", words, style]);
        }
        self.text.extend([", iri=\"", graph.iri(node), "\"];\n"]);
    }

    fn claim(&mut self, words: &str) {
        self.text.push_str(" [label=\"");
        let words = words.trim();
        match words.char_indices().nth(LABEL) {
            None if words.is_empty() => self.text.push_str("(no wording)"),
            None => push_words(words, &mut self.text),
            Some((end, _)) => {
                push_words(words[..end].trim_end(), &mut self.text);
                self.text.push_str("…\", tooltip=\"");
                push_words(words, &mut self.text);
            }
        }
        self.text.push('"');
    }

    fn entity(&mut self, who: EntityRef<'_>) {
        let style = match who.kind() {
            EntityKind::Person | EntityKind::Account => "rounded,filled",
            EntityKind::Group => "rounded,filled,dashed",
            _ => "filled",
        };
        self.text.push_str(" [label=\"");
        push_words(
            match who.name() {
                "" => UNNAMED,
                name => name,
            },
            &mut self.text,
        );
        let note = note(who);
        if !note.is_empty() {
            self.text.push_str("\", tooltip=\"");
            push_words(&note, &mut self.text);
        }
        self.text.extend([
            "\", shape=box, fillcolor=\"#f1f5f9\", style=\"",
            style,
            "\"",
        ]);
    }
}

/// Returns what stands for a content that is not given.
fn nothing(said: StatementRef<'_>, relations: &Relations) -> &'static str {
    match Tone::of(said.relation(), said.negated(), relations) {
        Tone::Withholds => "(no comment)",
        _ => "(content not given)",
    }
}
