//! What can go wrong with a store over the network.

use super::endpoint::StoreKind;
use oxrdf::NamedNode;
use std::{error::Error, fmt, io, time::Duration};

/// A remote store that did not do what it was asked.
#[derive(Debug)]
#[non_exhaustive]
pub enum RemoteError {
    /// The address is no use.
    Address {
        /// What was given, without any password in it.
        url: String,
        /// What is wrong with it.
        reason: &'static str,
    },
    /// The store's kind could not be told from its answer.
    UnknownKind {
        /// Who was asked.
        url: String,
    },
    /// The kind of store cannot do what was asked.
    Unable {
        /// The kind.
        kind: StoreKind,
        /// What it cannot do, and what would help.
        reason: &'static str,
    },
    /// No connection, or one that broke.
    Connection {
        /// Who was asked.
        url: String,
        /// How often it was tried.
        attempts: u32,
        /// What happened the last time.
        source: Box<ureq::Error>,
    },
    /// The server wants to know who asks, and is not content.
    Unauthorized {
        /// Who was asked.
        url: String,
        /// Whether it was told anything.
        told: bool,
    },
    /// The server refuses.
    Refused {
        /// Who was asked.
        url: String,
        /// The status it answered.
        status: u16,
        /// The beginning of what it said.
        words: String,
        /// How often it was tried.
        attempts: u32,
    },
    /// The server asks for patience longer than we have.
    Busy {
        /// Who was asked.
        url: String,
        /// How long it wants us to wait.
        wait: Duration,
    },
    /// The server sends us elsewhere; a body and a password are not sent on.
    Moved {
        /// Who was asked.
        url: String,
        /// Where it sends us.
        to: String,
    },
    /// The server's answer is not what was asked for.
    Answer {
        /// Who was asked.
        url: String,
        /// What is wrong with it.
        reason: String,
    },
    /// The server holds another number of triples than it was sent.
    Difference {
        /// The graph; none is the default graph.
        graph: Option<NamedNode>,
        /// How many were sent, or how many it says it holds.
        expected: u64,
        /// How many there are.
        found: u64,
        /// What was counted.
        what: &'static str,
    },
    /// A local file failed.
    Local(io::Error),
}

impl From<io::Error> for RemoteError {
    fn from(error: io::Error) -> Self {
        Self::Local(error)
    }
}

impl fmt::Display for RemoteError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Address { url, reason } => write!(f, "`{url}`: {reason}"),
            Self::UnknownKind { url } => write!(
                f,
                "{url}: cannot tell what kind of store this is; say --store oxigraph, fuseki, \
                 virtuoso or generic"
            ),
            Self::Unable { kind, reason } => write!(f, "{}: {reason}", kind.name()),
            Self::Connection { url, attempts, .. } => {
                write!(f, "{url}: no answer{}", times(*attempts))
            }
            Self::Unauthorized { url, told: false } => {
                write!(f, "{url}: a user name and password, or a token, is needed")
            }
            Self::Unauthorized { url, told: true } => {
                write!(f, "{url}: the user name, password or token is not accepted")
            }
            Self::Refused {
                url,
                status,
                words,
                attempts,
            } => {
                write!(f, "{url}: refused with status {status}{}", times(*attempts))?;
                advice(*status, words, f)
            }
            Self::Busy { url, wait } => write!(
                f,
                "{url}: asks to come back in {} s; nothing more was sent",
                wait.as_secs()
            ),
            Self::Moved { url, to } => {
                write!(f, "{url}: has moved to {to}; give that address")
            }
            Self::Answer { url, reason } => write!(f, "{url}: unexpected answer: {reason}"),
            Self::Difference {
                graph,
                expected,
                found,
                what,
            } => {
                place(graph.as_ref(), f)?;
                write!(f, "{what}: expected {expected} triples, found {found}")
            }
            Self::Local(_) => f.write_str("a local file failed"),
        }
    }
}

/// Writes what may help after a refusal, and what the server says.
fn advice(status: u16, words: &str, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    if status == 413 {
        f.write_str(" (--chunk makes requests shorter)")?;
    }
    match words {
        "" => Ok(()),
        words => write!(f, ": {words}"),
    }
}

/// Writes which graph it is.
fn place(graph: Option<&NamedNode>, f: &mut fmt::Formatter<'_>) -> fmt::Result {
    match graph {
        Some(graph) => write!(f, "graph {graph}: "),
        None => write!(f, "default graph: "),
    }
}

fn times(attempts: u32) -> String {
    match attempts {
        0 | 1 => String::new(),
        n => format!(" (tried {n} times)"),
    }
}

impl Error for RemoteError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Connection { source, .. } => Some(source),
            Self::Local(e) => Some(e),
            _ => None,
        }
    }
}
