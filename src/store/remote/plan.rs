//! What a push will do, step by step.

use super::{Remote, RemoteError, Watch};
use crate::{
    store::{Part, Sorted},
    write::rdf::Model,
};
use oxrdf::NamedNode;
use std::fmt;

/// What becomes of triples that a graph holds already.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// They stay.
    #[default]
    Add,
    /// They go; what is pushed takes their place.
    Replace,
}

/// What a push will do, graph by graph.
#[derive(Clone, Debug)]
pub struct Plan {
    pub(super) steps: Vec<Step>,
}

#[derive(Clone, Debug)]
pub(super) struct Step {
    pub(super) part: Part,
    /// How many triples the graph held.
    pub(super) before: u64,
    pub(super) way: Way,
}

/// How the triples of a graph get into it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Way {
    /// By pieces, straight into an empty graph.
    Fill,
    /// By one PUT, which replaces the graph.
    Put,
    /// Into a graph beside it first; counted, and then added.
    StageAdd,
    /// Into a graph beside it first; counted, and then put in its place.
    StageReplace,
}

impl Remote {
    /// Checks that the store can take a model.
    ///
    /// # Errors
    ///
    /// When it is known that it cannot.
    pub fn check(&self, model: Model) -> Result<(), RemoteError> {
        self.check_terms(model.name() == "rdf12")
    }

    fn check_terms(&self, triple_terms: bool) -> Result<(), RemoteError> {
        let kind = self.endpoint.kind;
        match triple_terms && !kind.takes_triple_terms() {
            false => Ok(()),
            true => Err(RemoteError::Unable {
                kind,
                reason: "it knows no triple terms of RDF 1.2, as the model rdf12 writes them; \
                         take nary or reified",
            }),
        }
    }

    /// Plans a push; the store is asked what it holds, and changed in nothing.
    ///
    /// # Errors
    ///
    /// When the store cannot be asked, or cannot take what there is.
    pub fn plan(&self, sorted: &Sorted, mode: Mode, watch: Watch<'_>) -> Result<Plan, RemoteError> {
        self.query_url()?;
        self.check_terms(sorted.has_triple_terms())?;
        let parts = sorted.parts();
        let kind = self.endpoint.kind;
        if !kind.has_default_graph() && parts.iter().any(|part| part.graph.is_none()) {
            return Err(RemoteError::Unable {
                kind,
                reason: "it keeps every triple in a named graph; name one with --graph",
            });
        }
        let graphs: Vec<_> = parts.iter().map(|part| part.graph.as_ref()).collect();
        let counts = self.counts(&graphs, watch)?;
        let steps = parts.iter().zip(counts).map(|(part, before)| {
            Ok(Step {
                part: part.clone(),
                before,
                way: self.way(mode, part, before)?,
            })
        });
        Ok(Plan {
            steps: steps.collect::<Result<_, RemoteError>>()?,
        })
    }

    fn way(&self, mode: Mode, part: &Part, before: u64) -> Result<Way, RemoteError> {
        let kind = self.endpoint.kind;
        let updates = self.endpoint.update.is_some();
        let fits = self.chunk.is_none_or(|chunk| part.length() <= chunk);
        match mode {
            Mode::Replace if kind.puts_atomically(part.length()) && fits => Ok(Way::Put),
            _ if before == 0 => Ok(Way::Fill),
            Mode::Replace if updates => Ok(Way::StageReplace),
            Mode::Replace if fits => Ok(Way::Put),
            Mode::Replace => Err(RemoteError::Unable {
                kind,
                reason: "the graph is longer than one request may be, and can be replaced by \
                         pieces only with --update-url",
            }),
            Mode::Add if updates => Ok(Way::StageAdd),
            Mode::Add => Err(RemoteError::Unable {
                kind,
                reason: "the graph is not empty, and what is added to it can be checked only \
                         beside it; give --update-url, or replace it with --replace",
            }),
        }
    }
}

impl Plan {
    /// Returns how many bytes of triples will be sent.
    pub fn bytes(&self) -> u64 {
        self.steps.iter().map(|step| step.part.length()).sum()
    }

    /// Returns the graphs in the order of the plan.
    pub fn graphs(&self) -> impl Iterator<Item = Option<&NamedNode>> {
        self.steps.iter().map(|step| step.part.graph.as_ref())
    }
}

impl fmt::Display for Plan {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        for step in &self.steps {
            let Part { graph, triples, .. } = &step.part;
            match graph {
                Some(graph) => write!(f, "graph {graph}: ")?,
                None => write!(f, "default graph: ")?,
            }
            writeln!(
                f,
                "{triples} triples, {} bytes; it holds {}; {}",
                step.part.length(),
                step.before,
                match step.way {
                    Way::Fill => "send them into it and count",
                    Way::Put => "replace it by one PUT and count",
                    Way::StageAdd => "send them into a graph beside it, count, add, compare",
                    Way::StageReplace =>
                        "send them into a graph beside it, count, add, take out the old, compare",
                }
            )?;
        }
        Ok(())
    }
}
