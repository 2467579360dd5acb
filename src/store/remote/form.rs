//! Triples as updates in forms, for a store that must have a request whole before it acts on it.

use super::{Event, Remote, RemoteError, Watch, endpoint::encoded_bytes, push::CHUNK};
use crate::store::{Part, Sorted};
use oxrdf::NamedNode;

impl Remote {
    /// Sends triples into graphs by updates, each in a form.
    ///
    /// A form that is cut off has no end that a server could do without, so none of
    /// it is done; triples sent as such are stored while they come.
    pub(super) fn fill_by_forms(
        &self,
        sorted: &Sorted,
        parts: &[(&Part, Option<&NamedNode>)],
        watch: Watch<'_>,
    ) -> Result<(), RemoteError> {
        let mut form = Form {
            remote: self,
            watch,
            text: String::new(),
            end: "",
            triples: 0,
        };
        for (part, graph) in parts {
            form.close();
            sorted.lines(part, |line| form.push(*graph, line))?;
        }
        form.send()
    }
}

/// An update that grows.
struct Form<'a> {
    remote: &'a Remote,
    watch: Watch<'a>,
    /// What is in it, encoded.
    text: String,
    /// What the graph in it that is open still needs; nothing where none is.
    end: &'static str,
    /// How many bytes of triples are in it, as they were.
    triples: u64,
}

impl Form<'_> {
    fn push(&mut self, graph: Option<&NamedNode>, line: &[u8]) -> Result<(), RemoteError> {
        let text = encoded_bytes(line);
        let longest = self.remote.chunk.unwrap_or(CHUNK);
        let spare = 128 + 3 * graph.map_or(0, |g| g.as_str().len());
        if (self.text.len() + text.len() + spare) as u64 > longest {
            self.send()?;
        }
        if self.end.is_empty() {
            self.open(graph);
        }
        self.text.push_str(&text);
        self.triples += line.len() as u64;
        Ok(())
    }

    fn open(&mut self, graph: Option<&NamedNode>) {
        let begin = match graph {
            Some(graph) => format!("INSERT DATA {{ GRAPH {graph} {{\n"),
            None => "INSERT DATA {\n".to_owned(),
        };
        self.text.push_str(&encoded_bytes(begin.as_bytes()));
        self.end = if graph.is_some() { "} }" } else { "}" };
    }

    /// Ends the graph that is open, so that another may follow.
    fn close(&mut self) {
        if !self.end.is_empty() {
            self.text.push_str(&encoded_bytes(self.end.as_bytes()));
            self.text.push_str(&encoded_bytes(b" ;\n"));
            self.end = "";
        }
    }

    fn send(&mut self) -> Result<(), RemoteError> {
        if self.text.is_empty() {
            return Ok(());
        }
        self.close();
        // Progress counts triples, and encoded they are longer.
        let quiet = |event: Event<'_>| match event {
            Event::Sent(_) => {}
            other => (self.watch)(other),
        };
        self.remote.update_encoded(&self.text, &quiet)?;
        (self.watch)(Event::Sent(self.triples));
        self.text.clear();
        self.triples = 0;
        Ok(())
    }
}
