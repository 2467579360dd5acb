//! Stores over the network, by the SPARQL 1.1 Graph Store Protocol and Update.

mod auth;
mod count;
mod digest;
mod endpoint;
mod error;
mod form;
mod http;
mod place;
mod plan;
mod proxy;
mod pull;
mod push;

pub use auth::{Credentials, Secret};
pub use endpoint::StoreKind;
pub use error::RemoteError;
pub use plan::{Mode, Plan};
pub use push::Pushed;

use endpoint::Endpoint;
use http::Http;
use std::{fmt, time::Duration};
use ureq::tls::{Certificate, PemItem, RootCerts, TlsConfig, parse_pem};

/// What happens while a store is spoken to.
#[derive(Debug)]
#[non_exhaustive]
pub enum Event<'a> {
    /// So many bytes of a body went out.
    Sent(u64),
    /// A request is sent again, now with the user's name.
    Again,
    /// A request failed and is sent again after a pause.
    Waiting(&'a RemoteError, Duration),
    /// Something is done that takes its time.
    Doing(&'a str),
}

/// Is told what happens.
pub type Watch<'w> = &'w dyn Fn(Event<'_>);

/// How long to try.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Patience {
    /// How often a request is sent at most.
    pub attempts: u32,
    /// The pause after the first failure; it doubles with each.
    pub pause: Duration,
    /// The longest pause that a server may ask for.
    pub longest: Duration,
    /// How long to wait for a server that says nothing.
    pub silence: Duration,
}

impl Default for Patience {
    fn default() -> Self {
        Self {
            attempts: 5,
            pause: Duration::from_millis(500),
            longest: Duration::from_secs(120),
            silence: Duration::from_secs(600),
        }
    }
}

/// What to connect to.
///
/// Certificates are always verified. Proxies come from the environment:
/// `HTTPS_PROXY` or `HTTP_PROXY`, as the address begins, else `ALL_PROXY`;
/// `NO_PROXY` lists hosts and domains that are reached directly.
#[derive(Clone, Debug)]
#[must_use]
pub struct Connection {
    url: String,
    kind: Option<StoreKind>,
    query_url: Option<String>,
    update_url: Option<String>,
    credentials: Credentials,
    certificates: Option<Vec<u8>>,
    patience: Patience,
    chunk: Option<u64>,
}

impl Connection {
    /// Takes the address of a store.
    pub fn new(url: impl Into<String>) -> Self {
        Self {
            url: url.into(),
            kind: None,
            query_url: None,
            update_url: None,
            credentials: Credentials::None,
            certificates: None,
            patience: Patience::default(),
            chunk: None,
        }
    }

    /// Sets the kind of store, which is else asked of the server.
    pub fn with_kind(mut self, kind: Option<StoreKind>) -> Self {
        self.kind = kind;
        self
    }

    /// Sets where queries go, for a generic store.
    pub fn with_query_url(mut self, url: Option<String>) -> Self {
        self.query_url = url;
        self
    }

    /// Sets where updates go, for a generic store.
    pub fn with_update_url(mut self, url: Option<String>) -> Self {
        self.update_url = url;
        self
    }

    /// Sets what the server may ask for.
    pub fn with_credentials(mut self, credentials: Credentials) -> Self {
        self.credentials = credentials;
        self
    }

    /// Sets the certificates to trust, in PEM, instead of the usual ones.
    pub fn with_certificates(mut self, pem: Vec<u8>) -> Self {
        self.certificates = Some(pem);
        self
    }

    /// Sets how long to try.
    pub fn with_patience(mut self, patience: Patience) -> Self {
        self.patience = patience;
        self
    }

    /// Sets the longest body of a request, in bytes, for who lets through no longer one.
    ///
    /// Without it triples go in pieces of 4 MiB, and a graph that is replaced by
    /// one PUT goes whole.
    pub fn with_chunk(mut self, bytes: Option<u64>) -> Self {
        self.chunk = bytes;
        self
    }

    /// Returns whether a password or token goes over the net for all to read.
    pub fn shows_secret(&self) -> bool {
        let host = self.url.strip_prefix("http://").unwrap_or("localhost");
        let host = host.split('/').next().unwrap_or_default();
        let local = ["localhost", "127.", "[::1]"];
        self.credentials != Credentials::None && !local.iter().any(|l| host.starts_with(l))
    }

    /// Gets ready to speak to the store; its kind is asked for if need be.
    ///
    /// # Errors
    ///
    /// When an address is wrong, or the kind cannot be told.
    pub fn open(self, watch: Watch<'_>) -> Result<Remote, RemoteError> {
        let url = endpoint::checked(&self.url)?;
        let agent = self.agent(url)?;
        let known = self.credentials != Credentials::None;
        let http = Http::new(agent, self.credentials, self.patience);
        let kind = match self.kind.or_else(|| endpoint::kind_of_address(&self.url)) {
            Some(kind) => kind,
            None => http.kind(&self.url, watch)?,
        };
        let mut endpoint = Endpoint::new(kind, &self.url, known)?;
        for (given, place) in [
            (self.query_url, &mut endpoint.query),
            (self.update_url, &mut endpoint.update),
        ] {
            if let Some(url) = given {
                endpoint::checked(&url)?;
                *place = Some(url);
            }
        }
        Ok(Remote {
            http,
            endpoint,
            chunk: self.chunk,
        })
    }

    fn agent(&self, url: &str) -> Result<ureq::Agent, RemoteError> {
        let silence = Some(self.patience.silence);
        let mut config = ureq::Agent::config_builder()
            .http_status_as_error(false)
            .proxy(proxy::proxy_for(url, |name| std::env::var(name).ok())?)
            // A body cannot be sent on, and a password must not.
            .max_redirects(0)
            .max_redirects_will_error(false)
            .timeout_connect(Some(Duration::from_secs(15)))
            .timeout_per_read(silence)
            .timeout_per_write(silence)
            .user_agent(concat!("dixit/", env!("CARGO_PKG_VERSION")));
        if let Some(pem) = &self.certificates {
            let roots = RootCerts::from(certificates(pem)?);
            config = config.tls_config(TlsConfig::builder().root_certs(roots).build());
        }
        Ok(config.build().into())
    }
}

fn certificates(pem: &[u8]) -> Result<Vec<Certificate<'static>>, RemoteError> {
    let mut found = Vec::new();
    for item in parse_pem(pem) {
        match item {
            Ok(PemItem::Certificate(certificate)) => found.push(certificate),
            Ok(_) => {}
            Err(e) => return Err(RemoteError::Local(std::io::Error::other(e))),
        }
    }
    match found.is_empty() {
        true => Err(RemoteError::Local(std::io::Error::other(
            "the file of certificates holds none; expected PEM",
        ))),
        false => Ok(found),
    }
}

/// A store over the network.
pub struct Remote {
    http: Http,
    endpoint: Endpoint,
    chunk: Option<u64>,
}

impl fmt::Debug for Remote {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Remote")
            .field("endpoint", &self.endpoint)
            .finish_non_exhaustive()
    }
}

impl Remote {
    /// Returns the kind of store.
    pub fn kind(&self) -> StoreKind {
        self.endpoint.kind
    }
}
