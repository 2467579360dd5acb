//! Where a store listens, and what each kind of store can do.

use super::RemoteError;
use oxrdf::NamedNode;
use percent_encoding::{AsciiSet, NON_ALPHANUMERIC, percent_encode};
use ureq::http::Uri;

/// A kind of triple store.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum StoreKind {
    /// Oxigraph's server.
    Oxigraph,
    /// Apache Jena Fuseki.
    Fuseki,
    /// OpenLink Virtuoso.
    Virtuoso,
    /// Any other that speaks the Graph Store Protocol.
    Generic,
}

impl StoreKind {
    /// Every kind, in the order of the help.
    pub const ALL: [Self; 4] = [Self::Oxigraph, Self::Fuseki, Self::Virtuoso, Self::Generic];

    /// Returns the name that `--store` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Oxigraph => "oxigraph",
            Self::Fuseki => "fuseki",
            Self::Virtuoso => "virtuoso",
            Self::Generic => "generic",
        }
    }

    /// Finds a kind by name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }

    /// Returns whether one request can fill several graphs.
    pub(super) fn takes_quads(self) -> bool {
        matches!(self, Self::Oxigraph | Self::Fuseki)
    }

    /// Returns how many bytes of triples may go in a request that is stored while it comes.
    ///
    /// Fuseki's TDB2 keeps what it writes of new terms in a buffer of 128 KiB. Where more
    /// of a request has come when it is cut off, taking that back shortens the file but
    /// not the place where it is written on (`BinaryDataFileRandomAccess.truncate`, seen
    /// in 5.6.0): terms stored later are lost, though their triples are counted.
    pub(super) fn safe_length(self) -> u64 {
        match self {
            Self::Fuseki => 64 << 10,
            _ => u64::MAX,
        }
    }

    /// Returns whether a PUT of so many bytes replaces a graph wholly or not at all.
    pub(super) fn puts_atomically(self, length: u64) -> bool {
        matches!(self, Self::Oxigraph | Self::Fuseki) && length <= self.safe_length()
    }

    /// Returns whether a triple can stand for a term, as RDF 1.2 has it.
    pub(super) fn takes_triple_terms(self) -> bool {
        self != Self::Virtuoso
    }

    /// Returns whether triples can stand in no graph.
    pub(super) fn has_default_graph(self) -> bool {
        self != Self::Virtuoso
    }
}

/// The addresses of a store.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Endpoint {
    pub(super) kind: StoreKind,
    pub(super) graphs: String,
    pub(super) query: Option<String>,
    pub(super) update: Option<String>,
}

impl Endpoint {
    /// Finds the addresses that a kind of store has under one of them.
    pub(super) fn new(kind: StoreKind, to: &str, known: bool) -> Result<Self, RemoteError> {
        let base = checked(to)?;
        let under = |path: &str| format!("{base}{path}");
        let [graphs, query, update] = match kind {
            StoreKind::Oxigraph => {
                let base = without(base, &["/store", "/query", "/update"]);
                ["/store", "/query", "/update"].map(|path| format!("{base}{path}"))
            }
            StoreKind::Fuseki => {
                let base = without(base, &["/data", "/sparql", "/query", "/update", "/get"]);
                ["/data", "/sparql", "/update"].map(|path| format!("{base}{path}"))
            }
            StoreKind::Virtuoso => {
                let paths = [
                    "/sparql-graph-crud-auth",
                    "/sparql-graph-crud",
                    "/sparql-auth",
                    "/sparql",
                ];
                let base = without(base, &paths);
                match known {
                    true => ["/sparql-graph-crud-auth", "/sparql-auth", "/sparql-auth"],
                    false => ["/sparql-graph-crud", "/sparql", "/sparql"],
                }
                .map(|path| format!("{base}{path}"))
            }
            StoreKind::Generic => {
                return Ok(Self {
                    kind,
                    graphs: under(""),
                    query: None,
                    update: None,
                });
            }
        };
        Ok(Self {
            kind,
            graphs,
            query: Some(query),
            update: Some(update),
        })
    }

    /// Returns the address of a graph.
    pub(super) fn graph(&self, graph: Option<&NamedNode>) -> String {
        let join = if self.graphs.contains('?') { '&' } else { '?' };
        let key = match self.kind {
            StoreKind::Virtuoso => "graph-uri",
            _ => "graph",
        };
        match graph {
            Some(graph) => format!("{}{join}{key}={}", self.graphs, encoded(graph.as_str())),
            None => format!("{}{join}default", self.graphs),
        }
    }
}

/// Tells the kind from an address, where its path is that of one store alone.
pub(super) fn kind_of_address(url: &str) -> Option<StoreKind> {
    let path = url.split(['?', '#']).next().unwrap_or_default();
    if path.contains("/sparql-graph-crud") || path.ends_with("/sparql-auth") {
        return Some(StoreKind::Virtuoso);
    }
    None
}

/// Tells the kind from what a server says of itself.
pub(super) fn kind_of_server(server: Option<&str>, is_fuseki: bool) -> Option<StoreKind> {
    let server = server.unwrap_or_default().to_ascii_lowercase();
    if server.contains("oxigraph") {
        return Some(StoreKind::Oxigraph);
    }
    if server.contains("virtuoso") {
        return Some(StoreKind::Virtuoso);
    }
    (is_fuseki || server.contains("fuseki")).then_some(StoreKind::Fuseki)
}

/// Checks an address and returns it without a slash at its end.
pub(super) fn checked(url: &str) -> Result<&str, RemoteError> {
    let fault = |reason| RemoteError::Address {
        url: without_user(url),
        reason,
    };
    let uri: Uri = url.parse().map_err(|_| fault("no valid address"))?;
    match uri.scheme_str() {
        Some("http" | "https") => {}
        _ => {
            return Err(fault(
                "an address beginning with http:// or https:// is needed",
            ));
        }
    }
    let authority = uri.authority().ok_or_else(|| fault("names no server"))?;
    if authority.as_str().contains('@') {
        return Err(fault(
            "no user name or password in the address, please: processes and logs show it; \
             use --user and --password-file",
        ));
    }
    Ok(url.trim_end_matches('/'))
}

/// Cuts what could be a password out of an address.
fn without_user(url: &str) -> String {
    let (scheme, rest) = url.split_once("://").unwrap_or(("", url));
    let end = rest.find(['/', '?', '#']).unwrap_or(rest.len());
    match rest[..end].rfind('@') {
        Some(at) => format!("{scheme}://***@{}", &rest[at + 1..]),
        None => url.to_owned(),
    }
}

fn without<'u>(url: &'u str, paths: &[&str]) -> &'u str {
    let cut = paths.iter().find_map(|path| url.strip_suffix(path));
    cut.unwrap_or(url)
}

/// RFC 3986: what needs no escape in a query.
const PLAIN: &AsciiSet = &NON_ALPHANUMERIC
    .remove(b'-')
    .remove(b'.')
    .remove(b'_')
    .remove(b'~');

/// Escapes a text for the query of an address or the body of a form.
pub(super) fn encoded(text: &str) -> String {
    encoded_bytes(text.as_bytes())
}

/// The same of bytes.
pub(super) fn encoded_bytes(text: &[u8]) -> String {
    percent_encode(text, PLAIN).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_password_in_an_address_is_refused_and_not_shown() {
        for url in ["http://u:hidden@h/x", "http://u:hid@den@h:1"] {
            let error = checked(url).expect_err("a password");
            assert!(!error.to_string().contains("hid"), "{error}");
        }
        assert!(checked("ftp://h/").is_err());
        assert!(checked("localhost:7878").is_err());
    }

    #[test]
    fn any_address_of_a_store_leads_to_the_others() {
        for url in ["http://h:1/", "http://h:1/store", "http://h:1/query"] {
            let at = Endpoint::new(StoreKind::Oxigraph, url, false).expect("good");
            assert_eq!(at.graphs, "http://h:1/store");
            assert_eq!(at.update.as_deref(), Some("http://h:1/update"));
        }
        let at = Endpoint::new(StoreKind::Virtuoso, "http://h/sparql", true).expect("good");
        let graph = NamedNode::new_unchecked("urn:a b&c=ä");
        assert_eq!(
            at.graph(Some(&graph)),
            "http://h/sparql-graph-crud-auth?graph-uri=urn%3Aa%20b%26c%3D%C3%A4"
        );
    }
}
