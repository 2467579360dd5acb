//! A small store over HTTP that can be told to misbehave.

use oxigraph::{
    io::{RdfFormat, RdfParser, RdfSerializer},
    model::{GraphName, NamedNode},
    sparql::{
        QueryResults, SparqlEvaluator,
        results::{QueryResultsFormat, QueryResultsSerializer},
    },
    store::Store,
};
use std::{
    io::{BufRead, BufReader, Read, Write},
    net::{Shutdown, TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
};

/// A request as it came in.
#[derive(Clone, Debug, Default)]
pub(crate) struct Request {
    pub(crate) method: String,
    pub(crate) path: String,
    pub(crate) headers: Vec<(String, String)>,
    pub(crate) body: Vec<u8>,
}

impl Request {
    pub(crate) fn header(&self, name: &str) -> Option<&str> {
        let mut headers = self.headers.iter();
        let found = headers.find(|(key, _)| key.eq_ignore_ascii_case(name));
        found.map(|(_, value)| value.as_str())
    }

    pub(crate) fn writes(&self) -> bool {
        self.path.starts_with("/store") && self.method != "GET"
    }
}

/// What happens to a request.
#[derive(Clone)]
pub(crate) enum Fate {
    Served,
    /// The connection ends before the body is read.
    Cut,
    /// The answer says yes, and nothing is done.
    Lost,
    /// An answer with status, headers and body.
    Answer(u16, Vec<(&'static str, String)>, &'static str),
    /// An answer that is shorter than it says.
    Half,
}

type Judge = Box<dyn Fn(usize, &Request) -> Fate + Send + Sync>;

/// The server; it ends with the test.
pub(crate) struct Server {
    pub(crate) url: String,
    pub(crate) seen: Arc<Mutex<Vec<Request>>>,
}

impl Server {
    /// Starts it; `judge` gets how many requests came before, and the request.
    pub(crate) fn start(judge: impl Fn(usize, &Request) -> Fate + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
        let url = format!("http://{}", listener.local_addr().expect("an address"));
        let seen = Arc::new(Mutex::new(Vec::new()));
        let shared = Arc::new((Store::new().expect("a store"), Box::new(judge) as Judge));
        let log = Arc::clone(&seen);
        thread::spawn(move || {
            for stream in listener.incoming().flatten() {
                let (shared, log) = (Arc::clone(&shared), Arc::clone(&log));
                thread::spawn(
                    move || while serve(&stream, &shared.0, &shared.1, &log).is_some() {},
                );
            }
        });
        Self { url, seen }
    }

    pub(crate) fn requests(&self, pick: impl Fn(&Request) -> bool) -> Vec<Request> {
        let seen = self.seen.lock().expect("no panic");
        seen.iter().filter(|r| pick(r)).cloned().collect()
    }
}

fn serve(
    mut stream: &TcpStream,
    store: &Store,
    judge: &Judge,
    log: &Mutex<Vec<Request>>,
) -> Option<()> {
    let mut reader = BufReader::new(stream);
    let mut request = head(&mut reader)?;
    let length = request.header("content-length");
    let length: usize = length.map_or(Some(0), |n| n.parse().ok())?;
    let number = log.lock().ok()?.len();
    let fate = judge(number, &request);
    if let Fate::Cut = fate {
        log.lock().ok()?.push(request);
        stream.shutdown(Shutdown::Both).ok()?;
        return None;
    }
    request.body.resize(length, 0);
    reader.read_exact(&mut request.body).ok()?;
    log.lock().ok()?.push(request.clone());
    let halved = matches!(fate, Fate::Half);
    let (status, headers, body) = match fate {
        Fate::Lost => (201, vec![], vec![]),
        Fate::Answer(status, headers, body) => (status, headers, body.into()),
        Fate::Served | Fate::Half | Fate::Cut => answer(store, &request),
    };
    let mut text = format!(
        "HTTP/1.1 {status} Whatever\r\nContent-Length: {}\r\n",
        body.len()
    );
    for (key, value) in headers {
        text += &format!("{key}: {value}\r\n");
    }
    stream.write_all(text.as_bytes()).ok()?;
    stream.write_all(b"\r\n").ok()?;
    if halved {
        stream.write_all(&body[..body.len() / 2]).ok()?;
        stream.shutdown(Shutdown::Both).ok()?;
        return None;
    }
    stream.write_all(&body).ok()
}

fn head(reader: &mut impl BufRead) -> Option<Request> {
    let mut line = String::new();
    reader.read_line(&mut line).ok()?;
    let mut words = line.split_whitespace();
    let mut request = Request {
        method: words.next()?.to_owned(),
        path: words.next()?.to_owned(),
        ..Request::default()
    };
    loop {
        let mut line = String::new();
        reader.read_line(&mut line).ok()?;
        match line.trim_end().split_once(": ") {
            Some((key, value)) => request.headers.push((key.to_owned(), value.to_owned())),
            None => return Some(request),
        }
    }
}

type Answered = (u16, Vec<(&'static str, String)>, Vec<u8>);

fn answer(store: &Store, request: &Request) -> Answered {
    let (path, query) = request.path.split_once('?').unwrap_or((&request.path, ""));
    let body = String::from_utf8_lossy(&request.body).into_owned();
    match path {
        "/query" | "/sparql" => {
            let sparql = decoded(body.trim_start_matches("query="));
            let query = SparqlEvaluator::new().parse_query(&sparql).expect(&sparql);
            let Ok(QueryResults::Solutions(rows)) = query.on_store(store).execute() else {
                return (400, vec![], b"no rows".to_vec());
            };
            let json = QueryResultsSerializer::from_format(QueryResultsFormat::Json);
            let variables = rows.variables().to_vec();
            let mut out = json
                .serialize_solutions_to_writer(Vec::new(), variables)
                .expect("memory");
            for row in rows {
                out.serialize(&row.expect("a row")).expect("memory");
            }
            (200, vec![], out.finish().expect("memory"))
        }
        "/update" => {
            let sparql = decoded(body.trim_start_matches("update="));
            match store.update(sparql.as_str()) {
                Ok(()) => (204, vec![], vec![]),
                Err(e) => (400, vec![], e.to_string().into()),
            }
        }
        "/store" | "/data" => graph_store(store, request, query),
        _ => (404, vec![], b"nothing here".to_vec()),
    }
}

fn graph_store(store: &Store, request: &Request, query: &str) -> Answered {
    let graph = query
        .strip_prefix("graph=")
        .map(|iri| NamedNode::new_unchecked(decoded(iri)));
    let graph = graph.map_or(GraphName::DefaultGraph, GraphName::from);
    if request.method == "GET" {
        let out = RdfSerializer::from_format(RdfFormat::NTriples);
        let out = store
            .dump_graph_to_writer(graph.as_ref(), out, Vec::new())
            .expect("memory");
        return (
            200,
            vec![("Content-Type", "application/n-triples".into())],
            out,
        );
    }
    let parser = match request.header("content-type") {
        Some("application/n-quads") => RdfParser::from_format(RdfFormat::NQuads),
        _ => RdfParser::from_format(RdfFormat::NTriples).with_default_graph(graph.clone()),
    };
    // As the real one does it: the graph is the old one until it is the new one.
    let mut change = store.start_transaction().expect("memory");
    if request.method == "PUT" {
        change.clear_graph(graph.as_ref()).expect("memory");
    }
    match change.load_from_slice(parser, &request.body) {
        Ok(()) => {
            change.commit().expect("memory");
            (204, vec![], vec![])
        }
        Err(e) => (400, vec![], e.to_string().into()),
    }
}

fn decoded(text: &str) -> String {
    percent_encoding::percent_decode_str(text)
        .decode_utf8_lossy()
        .into_owned()
}
