//! Pulling: a graph back, counted.

use super::{
    Event, Remote, RemoteError, Watch,
    endpoint::{self, StoreKind},
    http::{Body, Http, Request, plain},
};
use crate::{
    store::{
        quads::{QuadsError, quads_for_reader},
        spool::{Sorted, Spool},
    },
    syntax::Syntax,
};
use oxrdf::{GraphNameRef, NamedNode, QuadRef};
use std::io::{self, Read};
use ureq::http::header;

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
        let sorted = self.fetch(&request, watch)?;
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

    fn fetch(&self, request: &Request<'_>, watch: Watch<'_>) -> Result<Sorted, RemoteError> {
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
        let mut spool = Spool::new().with_blank_nodes();
        quads_for_reader(reader, syntax, 0, &mut |quad| spool.insert(quad)).map_err(
            |e| match e {
                QuadsError::Emit(e) => RemoteError::Local(e),
                QuadsError::Parse(e) => RemoteError::Answer {
                    url: plain(request.url),
                    reason: format!("it broke off or is not RDF: {e}"),
                },
            },
        )?;
        Ok(spool.finish()?)
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
