//! Counting what a store holds, by asking it.

use super::{
    Remote, RemoteError, Watch,
    endpoint::{StoreKind, encoded},
    http::{Body, Request, plain},
};
use oxrdf::NamedNode;
use serde::Deserialize;
use std::{collections::BTreeMap, io::Read};

/// How many graphs one query counts: well below the rows that a store may cut at.
const GRAPHS: usize = 200;

/// The longest answer that is taken.
const ANSWER: u64 = 16 << 20;

#[derive(Deserialize)]
struct Results {
    results: Bindings,
}

#[derive(Deserialize)]
struct Bindings {
    bindings: Vec<BTreeMap<String, Value>>,
}

#[derive(Deserialize)]
struct Value {
    value: String,
}

impl Remote {
    /// Counts the triples of a graph; none is the default graph.
    ///
    /// # Errors
    ///
    /// When the store cannot be asked.
    pub fn count(&self, graph: Option<&NamedNode>, watch: Watch<'_>) -> Result<u64, RemoteError> {
        let pattern = pattern(graph);
        self.number(&format!("SELECT (COUNT(*) AS ?n) WHERE {pattern}"), watch)
    }

    /// Counts the quads of all graphs together.
    pub(super) fn count_all(&self, watch: Watch<'_>) -> Result<u64, RemoteError> {
        let all = "{ { ?s ?p ?o } UNION { GRAPH ?g { ?s ?p ?o } } }";
        self.number(&format!("SELECT (COUNT(*) AS ?n) WHERE {all}"), watch)
    }

    /// Counts the triples of many graphs, in their order.
    pub(super) fn counts(
        &self,
        graphs: &[Option<&NamedNode>],
        watch: Watch<'_>,
    ) -> Result<Vec<u64>, RemoteError> {
        if let [graph] = graphs {
            return Ok(vec![self.count(*graph, watch)?]);
        }
        let mut counts = vec![0; graphs.len()];
        for (places, graphs) in counts.chunks_mut(GRAPHS).zip(graphs.chunks(GRAPHS)) {
            let found = self.named_counts(graphs, watch)?;
            for (place, graph) in places.iter_mut().zip(graphs) {
                *place = match graph {
                    Some(graph) => found.get(graph.as_str()).copied().unwrap_or(0),
                    None => self.count(None, watch)?,
                };
            }
        }
        Ok(counts)
    }

    fn named_counts(
        &self,
        graphs: &[Option<&NamedNode>],
        watch: Watch<'_>,
    ) -> Result<BTreeMap<String, u64>, RemoteError> {
        let named: Vec<_> = graphs.iter().flatten().map(|g| g.to_string()).collect();
        if named.is_empty() {
            return Ok(BTreeMap::new());
        }
        let rows = self.ask(
            &format!(
                "SELECT ?g (COUNT(*) AS ?n) WHERE {{ VALUES ?g {{ {} }} GRAPH ?g {{ ?s ?p ?o }} }} GROUP BY ?g",
                named.join(" ")
            ),
            watch,
        )?;
        let mut found = BTreeMap::new();
        for row in rows {
            if let (Some(graph), Some(n)) = (row.get("g"), row.get("n")) {
                found.insert(graph.value.clone(), self.parsed(&n.value)?);
            }
        }
        Ok(found)
    }

    /// Counts the triples of one graph that another has not.
    pub(super) fn missing(
        &self,
        from: &NamedNode,
        to: Option<&NamedNode>,
        watch: Watch<'_>,
    ) -> Result<u64, RemoteError> {
        let sparql = format!(
            "SELECT (COUNT(*) AS ?n) WHERE {{ GRAPH {from} {{ ?s ?p ?o }} FILTER NOT EXISTS {} }}",
            pattern(to)
        );
        self.number(&sparql, watch)
    }

    fn number(&self, sparql: &str, watch: Watch<'_>) -> Result<u64, RemoteError> {
        let rows = self.ask(sparql, watch)?;
        match rows.first().and_then(|row| row.get("n")) {
            Some(n) => self.parsed(&n.value),
            None => Err(self.odd("a count without a number")),
        }
    }

    fn parsed(&self, number: &str) -> Result<u64, RemoteError> {
        let parsed = number.parse();
        parsed.map_err(|_| self.odd("a count that is no number"))
    }

    fn odd(&self, reason: &str) -> RemoteError {
        RemoteError::Answer {
            url: plain(self.endpoint.query.as_deref().unwrap_or_default()),
            reason: reason.to_owned(),
        }
    }

    fn ask(
        &self,
        sparql: &str,
        watch: Watch<'_>,
    ) -> Result<Vec<BTreeMap<String, Value>>, RemoteError> {
        let url = self.query_url()?;
        let form = format!("query={}", encoded(sparql));
        let request = Request {
            method: "POST",
            url,
            accept: "application/sparql-results+json",
            content_type: "application/x-www-form-urlencoded",
            body: Body::Bytes(form.as_bytes()),
        };
        let reply = self.http.send(&request, watch)?;
        let mut text = Vec::new();
        let mut read = reply.into_body().into_reader().take(ANSWER);
        let answer = |e: &dyn std::fmt::Display| RemoteError::Answer {
            url: plain(url),
            reason: e.to_string(),
        };
        read.read_to_end(&mut text).map_err(|e| answer(&e))?;
        let results: Results = serde_json::from_slice(&text).map_err(|e| answer(&e))?;
        Ok(results.results.bindings)
    }

    /// Changes graphs by SPARQL Update, in one request where the store takes several.
    pub(super) fn updates(&self, all: &[String], watch: Watch<'_>) -> Result<(), RemoteError> {
        if self.endpoint.kind == StoreKind::Virtuoso {
            return all.iter().try_for_each(|one| self.update(one, watch));
        }
        self.update(&all.join(" ;\n"), watch)
    }

    pub(super) fn update(&self, sparql: &str, watch: Watch<'_>) -> Result<(), RemoteError> {
        self.update_encoded(&encoded(sparql), watch)
    }

    /// Sends an update that is encoded for a form already.
    pub(super) fn update_encoded(
        &self,
        encoded: &str,
        watch: Watch<'_>,
    ) -> Result<(), RemoteError> {
        let Some(url) = self.endpoint.update.as_deref() else {
            return Err(RemoteError::Unable {
                kind: self.endpoint.kind,
                reason: "the address for updates is not known; give --update-url",
            });
        };
        let key = match self.endpoint.kind {
            // Virtuoso has one address for both.
            StoreKind::Virtuoso => "query",
            _ => "update",
        };
        let form = format!("{key}={encoded}");
        let request = Request {
            method: "POST",
            url,
            accept: "*/*",
            content_type: "application/x-www-form-urlencoded",
            body: Body::Bytes(form.as_bytes()),
        };
        self.http.send(&request, watch).map(drop)
    }

    pub(super) fn query_url(&self) -> Result<&str, RemoteError> {
        self.endpoint.query.as_deref().ok_or(RemoteError::Unable {
            kind: self.endpoint.kind,
            reason: "what arrived must be counted by a query; give --query-url",
        })
    }
}

/// Matches the triples of a graph; none is the default graph.
pub(super) fn pattern(graph: Option<&NamedNode>) -> String {
    match graph {
        Some(graph) => format!("{{ GRAPH {graph} {{ ?s ?p ?o }} }}"),
        None => "{ ?s ?p ?o }".to_owned(),
    }
}
