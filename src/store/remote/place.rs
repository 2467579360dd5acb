//! Bringing what was staged to its place.

use super::{
    Event, Remote, RemoteError, StoreKind, Watch,
    count::pattern,
    plan::{Step, Way},
};
use oxrdf::NamedNode;

/// How many triples one update moves in Virtuoso, which takes 1 000 000 at most
/// and, as it is shipped, runs no query for longer than a minute.
const PIECE: u64 = 100_000;

/// What is to be done with a graph, and the graph beside it that holds the triples.
pub(super) type Staged<'s> = (&'s Step, &'s NamedNode);

impl Remote {
    /// Adds staged graphs to their places, and takes out there what is not to stay.
    ///
    /// COPY and MOVE would do it in a word. But Virtuoso's is one transaction
    /// that fails for a million triples (SR325), and begins by emptying the
    /// place; and Fuseki's (5.6.0 with TDB2) loses triples where the place held
    /// some. This way nothing old goes before all of the new is there, and a run
    /// that is cut off can be done again.
    pub(super) fn place(&self, staged: &[Staged<'_>], watch: Watch<'_>) -> Result<(), RemoteError> {
        watch(Event::Doing("putting it in place"));
        if self.kind() == StoreKind::Virtuoso {
            let mut all = staged.iter();
            return all.try_for_each(|one| self.place_by_pieces(*one, watch));
        }
        let mut moves = Vec::with_capacity(staged.len());
        for (step, staging) in staged {
            let graph = step.part.graph.as_ref();
            let to = graph.map_or_else(|| "DEFAULT".to_owned(), |g| format!("GRAPH {g}"));
            moves.push(format!("ADD GRAPH {staging} TO {to}"));
            if step.way == Way::StageReplace {
                let all = pattern(graph);
                moves.push(format!("DELETE {all} WHERE {}", not_in(&all, staging)));
            }
        }
        self.updates(&moves, watch)
    }

    fn place_by_pieces(
        &self,
        (step, staging): Staged<'_>,
        watch: Watch<'_>,
    ) -> Result<(), RemoteError> {
        // Virtuoso has no default graph; the plan refused what would go there.
        let Some(graph) = &step.part.graph else {
            return Ok(());
        };
        self.add_by_pieces(step.part.triples, graph, staging, watch)?;
        let (new, all) = (pattern(Some(staging)), pattern(Some(graph)));
        // The order that pieces are cut from can change between two of them.
        let insert = format!(
            "INSERT {all} WHERE {{ SELECT ?s ?p ?o WHERE {} LIMIT {PIECE} }}",
            not_in(&new, graph)
        );
        self.until_none(staging, graph, &insert, watch)?;
        if step.way != Way::StageReplace {
            return Ok(());
        }
        let delete = format!(
            "DELETE {all} WHERE {{ SELECT ?s ?p ?o WHERE {} LIMIT {PIECE} }}",
            not_in(&all, staging)
        );
        self.until_none(graph, staging, &delete, watch)
    }

    fn add_by_pieces(
        &self,
        triples: u64,
        graph: &NamedNode,
        staging: &NamedNode,
        watch: Watch<'_>,
    ) -> Result<(), RemoteError> {
        let all = pattern(Some(graph));
        (0..triples).step_by(PIECE as usize).try_for_each(|offset| {
            self.update(
                &format!(
                    "INSERT {all} WHERE {{ SELECT ?s ?p ?o WHERE \
                     {{ GRAPH {staging} {{ ?s ?p ?o }} }} OFFSET {offset} LIMIT {PIECE} }}"
                ),
                watch,
            )
        })
    }

    /// Repeats an update until one graph has nothing that another has not.
    fn until_none(
        &self,
        from: &NamedNode,
        to: &NamedNode,
        update: &str,
        watch: Watch<'_>,
    ) -> Result<(), RemoteError> {
        let mut last = u64::MAX;
        loop {
            let left = self.missing(from, Some(to), watch)?;
            // Where it comes no further, the count that follows tells how far it came.
            if left == 0 || left >= last {
                return Ok(());
            }
            last = left;
            self.update(update, watch)?;
        }
    }
}

/// The triples of a pattern that a graph has not.
fn not_in(all: &str, graph: &NamedNode) -> String {
    format!("{{ {all} FILTER NOT EXISTS {{ GRAPH {graph} {{ ?s ?p ?o }} }} }}")
}
