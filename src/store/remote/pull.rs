//! Pulling: a graph back, counted.

use super::{
    Event, Remote, RemoteError, Watch,
    endpoint::{self, StoreKind},
    http::{Body, Http, Request, plain},
};
use crate::{
    store::{
        Sorted, Spool,
        quads::{QuadsError, quads_for_reader},
    },
    syntax::Syntax,
};
use oxrdf::{GraphNameRef, NamedNode, QuadRef};
use std::io::{self, Read};
use ureq::http::header;

/// How many triples are asked for at a time, where a store must be asked so:
/// what Virtuoso lets through unless it is told otherwise.
const PAGE: u64 = 10_000;

impl Remote {
    /// Fetches a graph; without one, all graphs of a store that gives quads.
    ///
    /// What came is compared with what the store counts.
    ///
    /// # Errors
    ///
    /// When the store fails, or sends another number of triples than it counts.
    pub fn pull(&self, graph: Option<&NamedNode>, watch: Watch<'_>) -> Result<Sorted, RemoteError> {
        let kind = self.endpoint.kind;
        if graph.is_none() && !kind.takes_quads() {
            return Err(RemoteError::Unable {
                kind,
                reason: "it gives one graph at a time; name it with --graph",
            });
        }
        let sorted = match (kind, graph) {
            (StoreKind::Virtuoso, Some(graph)) => self.fetch_pages(graph, watch)?,
            _ => self.fetch_whole(graph, watch)?,
        };
        watch(Event::Doing("counting what the store holds"));
        let expected = match graph {
            Some(_) => self.count(graph, watch)?,
            None => self.count_all(watch)?,
        };
        match sorted.quads() {
            found if found == expected => Ok(sorted),
            found => Err(RemoteError::Difference {
                graph: graph.cloned(),
                expected,
                found,
                what: "what came is not what the store counts",
            }),
        }
    }

    /// Fetches a graph, or all of them, by one request.
    fn fetch_whole(
        &self,
        graph: Option<&NamedNode>,
        watch: Watch<'_>,
    ) -> Result<Sorted, RemoteError> {
        let url = match graph {
            Some(graph) => self.endpoint.graph(Some(graph)),
            None => self.endpoint.graphs.clone(),
        };
        let request = Request {
            method: "GET",
            url: &url,
            accept: match graph {
                Some(_) => "application/n-triples, text/turtle;q=0.5",
                None => "application/n-quads",
            },
            content_type: "",
            body: Body::None,
        };
        let mut spool = Spool::new().with_blank_nodes();
        self.fetch(&request, &mut spool, watch)?;
        Ok(spool.finish()?)
    }

    /// Fetches a graph by pieces: Virtuoso cuts a longer answer off and says nothing.
    ///
    /// The next piece begins after what came, however many a server lets through;
    /// that nothing was passed over is seen when all is counted.
    fn fetch_pages(&self, graph: &NamedNode, watch: Watch<'_>) -> Result<Sorted, RemoteError> {
        let mut spool = Spool::new().with_blank_nodes();
        let mut offset = 0;
        loop {
            let form = format!(
                "query={}",
                endpoint::encoded(&format!(
                    "CONSTRUCT {{ ?s ?p ?o }} WHERE {{ SELECT ?s ?p ?o WHERE \
                     {{ GRAPH {graph} {{ ?s ?p ?o }} }} OFFSET {offset} LIMIT {PAGE} }}"
                ))
            );
            let request = Request {
                method: "POST",
                url: self.query_url()?,
                accept: "application/n-triples, text/plain;q=0.5",
                content_type: "application/x-www-form-urlencoded",
                body: Body::Bytes(form.as_bytes()),
            };
            match self.fetch(&request, &mut spool, watch)? {
                0 => return Ok(spool.finish()?),
                found => offset += found,
            }
        }
    }

    /// Fetches triples into a spool, and returns how many came.
    fn fetch(
        &self,
        request: &Request<'_>,
        spool: &mut Spool,
        watch: Watch<'_>,
    ) -> Result<u64, RemoteError> {
        let reply = self.http.send(request, watch)?;
        let kind = reply.headers().get(header::CONTENT_TYPE);
        let kind = kind.and_then(|kind| kind.to_str().ok()).unwrap_or_default();
        let syntax = match kind.split(';').next().unwrap_or_default().trim() {
            "text/turtle" => Syntax::Turtle,
            "application/n-quads" | "text/x-nquads" => Syntax::NQuads,
            "application/n-triples" | "text/plain" => Syntax::NTriples,
            _ => {
                return Err(RemoteError::Answer {
                    url: plain(request.url),
                    reason: format!("asked for triples, got `{kind}`"),
                });
            }
        };
        let reader = Watched {
            reader: reply.into_body().into_reader(),
            watch,
        };
        let mut found = 0;
        let read = quads_for_reader(reader, syntax, 0, &mut |quad| {
            found += 1;
            spool.insert(quad)
        });
        match read {
            Ok(()) => Ok(found),
            Err(QuadsError::Emit(e)) => Err(RemoteError::Local(e)),
            Err(QuadsError::Parse(e)) => Err(RemoteError::Answer {
                url: plain(request.url),
                reason: format!("it broke off or is not RDF: {e}"),
            }),
        }
    }
}

impl Sorted {
    /// Hands out every quad, by graph, subject, predicate and object.
    ///
    /// # Errors
    ///
    /// When the file cannot be read, or `emit` fails.
    pub fn quads_for_each(
        &self,
        emit: &mut dyn FnMut(QuadRef<'_>) -> io::Result<()>,
    ) -> io::Result<()> {
        for part in self.parts() {
            let graph = part.graph.as_ref().map(NamedNode::as_ref);
            let graph = graph.map_or(GraphNameRef::DefaultGraph, Into::into);
            let parser = oxrdfio::RdfParser::from_format(Syntax::NTriples.rdf_format());
            for quad in parser.for_reader(self.ntriples(part)?) {
                let quad = quad.map_err(io::Error::other)?;
                emit(QuadRef::new(
                    &quad.subject,
                    &quad.predicate,
                    &quad.object,
                    graph,
                ))?;
            }
        }
        Ok(())
    }
}

impl Http {
    /// Asks a server what it is.
    pub(super) fn kind(&self, url: &str, watch: Watch<'_>) -> Result<StoreKind, RemoteError> {
        let base = endpoint::checked(url)?;
        for path in ["/query", "", "/sparql"] {
            let url = format!("{base}{path}?query={}", endpoint::encoded("ASK {}"));
            let request = Request {
                method: "HEAD",
                url: &url,
                accept: "*/*",
                content_type: "",
                body: Body::None,
            };
            let headers = self.headers(&request, watch)?;
            let server = headers.get(header::SERVER).and_then(|s| s.to_str().ok());
            let fuseki = headers.contains_key("fuseki-request-id");
            if let Some(kind) = endpoint::kind_of_server(server, fuseki) {
                return Ok(kind);
            }
        }
        Err(RemoteError::UnknownKind { url: plain(base) })
    }
}

/// Tells how much came.
struct Watched<'w, R> {
    reader: R,
    watch: Watch<'w>,
}

impl<R: Read> Read for Watched<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buffer)?;
        (self.watch)(Event::Sent(n as u64));
        Ok(n)
    }
}
