//! DOT of more than can be read: plainly, in one pass, for `sfdp`, Gephi and NetworkX.
//!
//! Every saying is a line of its own with the words it came from; whoever
//! speaks and whatever is said is written before its first line. Beside the
//! graph, one bit a node is kept, and the text of one article at a time.

mod boxes;
mod cited;

use self::cited::Cited;
use super::{
    label::{keys, legend, push_words, quoted},
    pens,
};
use crate::{
    graph::{ArticleRef, Edge, EntityRef, KnowledgeGraph, LinkRef, StatementRef, iri::push_number},
    relation::Relations,
    write::picture::{
        Many, Options, Tone, UNNAMED, carriers, end_of, link_label, name, own, said_label, title,
    },
};
use foldhash::{HashMap, HashMapExt as _};
use petgraph::{
    graph::{DiGraph, NodeIndex},
    visit::{EdgeRef as _, VisitMap, Visitable},
};
use std::io::{self, Write};

/// When so much is gathered it is handed on.
const BUFFER: usize = 1 << 16;

/// Writes statements that are too many to be read in a drawing.
pub(super) fn write(
    graph: &KnowledgeGraph,
    many: Many<'_>,
    options: &Options,
    out: &mut impl Write,
) -> io::Result<()> {
    let mut plain = Plain {
        graph,
        relations: &options.vocabulary,
        written: graph.as_petgraph().visit_map(),
        looks: HashMap::new(),
        cited: None,
        ends: Ends::default(),
        attributes: String::new(),
        text: String::with_capacity(2 * BUFFER),
    };
    plain.head(&title(graph, options), &many);
    for statement in many.statements {
        plain.saying(statement);
        plain.hand_on(BUFFER, out)?;
    }
    for link in graph.links() {
        plain.link(link);
        plain.hand_on(BUFFER, out)?;
    }
    plain.text.push_str("}\n");
    plain.hand_on(0, out)
}

struct Plain<'g> {
    graph: &'g KnowledgeGraph,
    relations: &'g Relations,
    /// The nodes that are written.
    written: <DiGraph<(), ()> as Visitable>::Map,
    /// How sayings look, by the relation's name, whether it is negated and whether nobody has it.
    looks: HashMap<(&'g str, bool, bool), Look>,
    cited: Option<Cited<'g>>,
    ends: Ends,
    attributes: String,
    text: String,
}

/// What the lines of a relation share.
struct Look {
    /// The relation's words, escaped.
    words: String,
    tone: Tone,
    pens: String,
}

/// Between which nodes a statement's lines run.
#[derive(Default)]
struct Ends {
    sources: Vec<NodeIndex>,
    targets: Vec<NodeIndex>,
    content: Option<NodeIndex>,
}

impl<'g> Plain<'g> {
    fn hand_on(&mut self, from: usize, out: &mut impl Write) -> io::Result<()> {
        if self.text.len() >= from {
            out.write_all(self.text.as_bytes())?;
            self.text.clear();
        }
        Ok(())
    }

    /// The claims' look is the default, as they are the most.
    fn head(&mut self, title: &str, many: &Many<'_>) {
        self.text.extend([
            "digraph claims {\n  graph [layout=sfdp, overlap=prism, splines=line, K=1.2, outputorder=edgesfirst, \
             labelloc=t, labeljust=l,\n    tooltip=",
            &quoted(title),
            ",\n    label=<",
            &legend(title, keys(&Tone::ALL, false), many.left_out.as_ref()),
            ">];\n  node [shape=note, style=filled, color=\"#334155\", fillcolor=\"#ffffff\"];\n",
        ]);
    }

    /// Writes a statement's lines, from each source to what is said.
    fn saying(&mut self, said: StatementRef<'g>) {
        let mut ends = std::mem::take(&mut self.ends);
        ends.find(self.graph, said.node());
        self.cite(said);
        if ends.sources.is_empty() {
            ends.sources.extend(said.article().map(ArticleRef::node));
        }
        self.attributes(said, &ends);
        let at_targets = match (ends.content, ends.targets.is_empty()) {
            (None, false) => &ends.targets[..],
            (content, _) => &[content.unwrap_or(said.node())],
        };
        for &to in at_targets {
            for &from in &ends.sources {
                self.line(from, to);
            }
        }
        self.ends = ends;
    }

    /// Gathers what a statement's lines say: the relation and the evidence.
    fn attributes(&mut self, said: StatementRef<'g>, ends: &Ends) {
        let mut out = std::mem::take(&mut self.attributes);
        out.clear();
        let ways = match said.conveyed_by().next() {
            Some(_) => carriers(said),
            None => Vec::new(),
        };
        let relations = self.relations;
        let look = self.looks.entry((
            said.relation(),
            said.negated(),
            said.sources().next().is_none(),
        ));
        let look = look.or_insert_with(|| Look::new(said, relations));
        out.extend(["label=\"", &look.words]);
        if let (Some(_), Some(&target)) = (ends.content, ends.targets.first()) {
            let who = self.graph.entity(target).map(name).unwrap_or_default();
            out.push(' ');
            push_words(&who, &mut out);
        }
        let mut tone = look.tone;
        for carrier in ways.first().into_iter().flatten() {
            out.push_str(", through ");
            push_words(&names(&carrier.who), &mut out);
            if let Some(carrying) = carrier.statement {
                tone = tone.through(Tone::of(carrying.relation(), carrying.negated(), relations));
            }
        }
        out.push_str("\", ");
        match tone == look.tone {
            true => out.push_str(&look.pens),
            false => out.push_str(&pens(tone)),
        }
        let passing = ways.first().into_iter().flatten();
        self.evidence(said, passing.filter_map(|c| c.statement), &mut out);
        self.attributes = out;
    }

    /// Appends the words of a statement, of those that pass it on and of what it holds.
    fn evidence(
        &self,
        said: StatementRef<'g>,
        passing: impl Iterator<Item = StatementRef<'g>>,
        out: &mut String,
    ) {
        let Some(cited) = &self.cited else {
            return;
        };
        out.push_str(", tooltip=\"");
        cited.evidence(said, out);
        let within = own(said, self.relations)
            .into_iter()
            .filter_map(|at| self.graph.statement(at));
        for more in passing.chain(within) {
            out.push_str("\\n");
            cited.evidence(more, out);
        }
        // An address is no text, in which signs would be decoded.
        out.extend(["\", article=\"", cited.iri, "\""]);
    }

    fn line(&mut self, from: NodeIndex, to: NodeIndex) {
        self.node(from);
        self.node(to);
        self.arrow(from, to);
        self.text.extend([" [", &self.attributes, "];\n"]);
    }

    fn arrow(&mut self, from: NodeIndex, to: NodeIndex) {
        self.text.push_str("  ");
        push_node(from, &mut self.text);
        self.text.push_str(" -> ");
        push_node(to, &mut self.text);
    }

    /// Writes how one claim answers another, if both are written.
    fn link(&mut self, link: LinkRef) {
        let graph = self.graph;
        let end = |node| end_of(graph, node, |at| self.written.is_visited(&at));
        let (Some(from), Some(to)) = (end(link.from), end(link.to)) else {
            return;
        };
        let drawn = [from, to].iter().all(|at| self.written.is_visited(at));
        if !drawn || from == to {
            return;
        }
        self.arrow(from, to);
        let pens = pens(Tone::of_link(link.kind));
        self.text
            .extend([" [label=\"", &link_label(&link), "\", ", &pens]);
        let claim = graph.claim(link.from);
        let said = graph
            .statement(link.from)
            .or_else(|| claim?.statements().next());
        if let Some(said) = said {
            self.cite(said);
            if let Some(cited) = &self.cited {
                self.text.push_str(", tooltip=\"");
                cited.evidence(said, &mut self.text);
                self.text.extend(["\", article=\"", cited.iri, "\""]);
            }
        }
        self.text.push_str("];\n");
    }

    /// Turns to the article of a statement.
    fn cite(&mut self, said: StatementRef<'g>) {
        let known = self.cited.as_ref().map(|cited| cited.node);
        if let Some(article) = said.article()
            && known != Some(article.node())
        {
            self.cited = Some(Cited::new(article));
        }
    }
}

impl Look {
    fn new(said: StatementRef<'_>, relations: &Relations) -> Self {
        let tone = Tone::of(said.relation(), said.negated(), relations);
        let mut words = String::new();
        push_words(&said_label(said, relations), &mut words);
        Self {
            words,
            tone,
            pens: pens(tone),
        }
    }
}

impl Ends {
    /// Follows a statement's edges, in the order they were added.
    fn find(&mut self, graph: &KnowledgeGraph, statement: NodeIndex) {
        self.sources.clear();
        self.targets.clear();
        self.content = None;
        // petgraph walks the newest edge first.
        for edge in graph.as_petgraph().edges(statement) {
            match edge.weight() {
                Edge::Source => self.sources.push(edge.target()),
                Edge::Target => self.targets.push(edge.target()),
                Edge::Content => self.content = Some(edge.target()),
                _ => {}
            }
        }
        self.sources.reverse();
        self.targets.reverse();
    }
}

/// Returns the names of those who speak.
fn names(all: &[EntityRef<'_>]) -> String {
    let names: Vec<String> = all.iter().map(|who| name(*who)).collect();
    if names.is_empty() {
        UNNAMED.to_owned()
    } else {
        names.join(", ")
    }
}

/// Writes the name that a node has in the file.
fn push_node(node: NodeIndex, out: &mut String) {
    out.push('n');
    push_number(u32::try_from(node.index()).unwrap_or(u32::MAX), out);
}
