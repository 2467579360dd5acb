//! Bringing what was staged to its place.

use super::{
    Event, Remote, RemoteError, StoreKind, Watch,
    plan::{Step, Way},
};
use oxrdf::NamedNode;

/// How many triples one update moves in Virtuoso, which takes 1 000 000 at most
/// and, as it is shipped, runs no query for longer than a minute.
const PIECE: u64 = 50_000;

/// What is to be done with a graph, and the graph beside it that holds the triples.
pub(super) type Staged<'s> = (&'s Step, &'s NamedNode);

impl Remote {
    /// Adds or copies staged graphs to their places.
    pub(super) fn place(&self, staged: &[Staged<'_>], watch: Watch<'_>) -> Result<(), RemoteError> {
        watch(Event::Doing("putting it in place"));
        if self.kind() == StoreKind::Virtuoso {
            let mut all = staged.iter();
            return all.try_for_each(|one| self.place_by_pieces(*one, watch));
        }
        let moves = staged.iter().map(|(step, name)| {
            let verb = match step.way {
                Way::StageReplace => "COPY",
                _ => "ADD",
            };
            let graph = step.part.graph.as_ref();
            let place = graph.map_or_else(|| "DEFAULT".to_owned(), |g| format!("GRAPH {g}"));
            format!("{verb} GRAPH {name} TO {place}")
        });
        self.updates(&moves.collect::<Vec<_>>(), watch)
    }

    /// Adds a graph to another and then takes out what is not in it.
    ///
    /// Virtuoso's own COPY is one transaction, which fails for some hundred
    /// thousand triples; it begins by emptying the place besides. Here nothing
    /// old goes before all of the new is there, and a run that is cut off can be
    /// done again.
    fn place_by_pieces(
        &self,
        (step, staging): Staged<'_>,
        watch: Watch<'_>,
    ) -> Result<(), RemoteError> {
        // Virtuoso has no default graph; the plan refused what would go there.
        let Some(graph) = &step.part.graph else {
            return Ok(());
        };
        for offset in (0..step.part.triples).step_by(PIECE as usize) {
            self.update(
                &format!(
                    "INSERT {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ SELECT ?s ?p ?o WHERE \
                     {{ GRAPH {staging} {{ ?s ?p ?o }} }} OFFSET {offset} LIMIT {PIECE} }}"
                ),
                watch,
            )?;
        }
        if step.way != Way::StageReplace {
            return Ok(());
        }
        let mut old = self.missing(graph, Some(staging), watch)?;
        while old > 0 {
            self.update(
                &format!(
                    "DELETE {{ GRAPH {graph} {{ ?s ?p ?o }} }} WHERE {{ SELECT ?s ?p ?o WHERE \
                     {{ GRAPH {graph} {{ ?s ?p ?o }} \
                     FILTER NOT EXISTS {{ GRAPH {staging} {{ ?s ?p ?o }} }} }} LIMIT {PIECE} }}"
                ),
                watch,
            )?;
            let left = self.missing(graph, Some(staging), watch)?;
            if left >= old {
                // It does not go; the count that follows tells how much is there.
                break;
            }
            old = left;
        }
        Ok(())
    }
}
