//! One request at a time, with patience: only what is safe to repeat is sent here.
//!
//! All of it is: merging triples without blank nodes, replacing, copying and
//! dropping a graph, and asking, end in the same state however often they are done.

use super::{
    Event, Patience, RemoteError, Watch,
    auth::{self, Credentials, Scheme},
};
use crate::store::{Part, Sorted};
use std::{
    cell::RefCell,
    io::{self, Read},
    thread,
    time::{Duration, SystemTime},
};
use ureq::{
    Agent, SendBody,
    http::{HeaderMap, Response, Uri, header},
};

/// The longest part of a server's words that is passed on.
const WORDS: usize = 300;

pub(super) struct Http {
    agent: Agent,
    credentials: Credentials,
    scheme: RefCell<Option<Scheme>>,
    patience: Patience,
}

pub(super) struct Request<'a> {
    pub(super) method: &'static str,
    pub(super) url: &'a str,
    pub(super) accept: &'a str,
    pub(super) content_type: &'a str,
    pub(super) body: Body<'a>,
}

/// What is sent; its length is always known before.
#[derive(Clone, Copy)]
pub(super) enum Body<'a> {
    None,
    Bytes(&'a [u8]),
    Part(&'a Sorted, &'a Part),
}

type Reply = Response<ureq::Body>;

impl Http {
    pub(super) fn new(agent: Agent, credentials: Credentials, patience: Patience) -> Self {
        Self {
            agent,
            credentials,
            scheme: RefCell::new(None),
            patience,
        }
    }

    /// Sends a request until it is answered, and gives up in good time.
    pub(super) fn send(
        &self,
        request: &Request<'_>,
        watch: Watch<'_>,
    ) -> Result<Reply, RemoteError> {
        let mut attempts = 0;
        let mut asked = 0;
        loop {
            attempts += 1;
            let failed = match self.once(request, watch) {
                Ok(reply) => match reply.status().as_u16() {
                    200..=299 => return Ok(reply),
                    // A nonce may have grown old: being asked once more is no refusal.
                    401 if asked < 2 && self.learn(&reply, asked) => {
                        (asked, attempts) = (asked + 1, attempts - 1);
                        watch(Event::Again);
                        continue;
                    }
                    status => {
                        let wait = retry_after(reply.headers());
                        (self.refused(request, reply, attempts), worth(status, wait))
                    }
                },
                Err(Failure::Local(e)) => return Err(e.into()),
                Err(Failure::Remote(e)) => {
                    let wait = passing(&e).then_some(Duration::ZERO);
                    let error = RemoteError::Connection {
                        url: plain(request.url),
                        attempts,
                        source: Box::new(e),
                    };
                    (error, wait)
                }
            };
            self.wait(request.url, attempts, failed, watch)?;
        }
    }

    /// Waits before the next attempt; where none is worth it, what failed is the answer.
    fn wait(
        &self,
        url: &str,
        attempts: u32,
        (error, wait): (RemoteError, Option<Duration>),
        watch: Watch<'_>,
    ) -> Result<(), RemoteError> {
        let Some(wait) = wait.filter(|_| attempts < self.patience.attempts) else {
            return Err(error);
        };
        let wait = wait.max(self.patience.pause * 2_u32.pow(attempts - 1));
        if wait > self.patience.longest {
            let url = plain(url);
            return Err(RemoteError::Busy { url, wait });
        }
        watch(Event::Waiting(&error, wait));
        thread::sleep(wait);
        Ok(())
    }

    /// Returns the headers of an answer, whatever its status.
    ///
    /// Refused connections are errors, so is a name that is not accepted.
    pub(super) fn headers(
        &self,
        request: &Request<'_>,
        watch: Watch<'_>,
    ) -> Result<HeaderMap, RemoteError> {
        let connection = |source: Failure| match source {
            Failure::Local(e) => RemoteError::Local(e),
            Failure::Remote(e) => RemoteError::Connection {
                url: plain(request.url),
                attempts: 1,
                source: Box::new(e),
            },
        };
        let mut reply = self.once(request, watch).map_err(connection)?;
        if reply.status() == 401 && self.learn(&reply, 0) {
            reply = self.once(request, watch).map_err(connection)?;
        }
        Ok(reply.headers().clone())
    }

    fn once(&self, request: &Request<'_>, watch: Watch<'_>) -> Result<Reply, Failure> {
        let uri: Uri = request.url.parse().map_err(ureq::http::Error::from)?;
        let path = uri.path_and_query().map_or("/", |p| p.as_str());
        let mut builder = ureq::http::Request::builder()
            .method(request.method)
            .uri(&uri)
            .header(header::ACCEPT, request.accept);
        let mut scheme = self.scheme.borrow_mut();
        let scheme = scheme.as_mut();
        if let Some(value) = auth::header(&self.credentials, scheme, request.method, path) {
            let mut value = header::HeaderValue::from_bytes(value.as_bytes())
                .map_err(ureq::http::Error::from)?;
            value.set_sensitive(true);
            builder = builder.header(header::AUTHORIZATION, value);
        }
        let mut bytes;
        let mut part;
        let (reader, length): (&mut dyn Read, u64) = match request.body {
            Body::None => return Ok(self.agent.run(builder.body(())?)?),
            Body::Bytes(body) => {
                bytes = body;
                (&mut bytes, body.len() as u64)
            }
            Body::Part(sorted, of) => {
                part = sorted.ntriples(of).map_err(Failure::Local)?;
                (&mut part, of.length())
            }
        };
        let mut reader = Counted {
            reader,
            watch: &|n| watch(Event::Sent(n)),
        };
        let builder = builder
            .header(header::CONTENT_TYPE, request.content_type)
            .header(header::CONTENT_LENGTH, length);
        Ok(self
            .agent
            .run(builder.body(SendBody::from_reader(&mut reader))?)?)
    }

    /// Takes up the scheme that a server asks for; false if that leads nowhere.
    fn learn(&self, reply: &Reply, asked: u32) -> bool {
        if !matches!(self.credentials, Credentials::Password { .. }) {
            return false;
        }
        let headers = reply.headers().get_all(header::WWW_AUTHENTICATE);
        let scheme = Scheme::best(headers.iter().filter_map(|h| h.to_str().ok()));
        let mut known = self.scheme.borrow_mut();
        // The same Basic again would be refused again; a Digest brings a new nonce.
        let again = match &scheme {
            None => false,
            Some(Scheme::Basic) => known.is_none(),
            Some(Scheme::Digest(_)) => asked == 0 || is_stale(reply.headers()),
        };
        if again {
            *known = scheme;
        }
        again
    }

    fn refused(&self, request: &Request<'_>, reply: Reply, attempts: u32) -> RemoteError {
        let url = plain(request.url);
        let status = reply.status().as_u16();
        match status {
            401 => RemoteError::Unauthorized {
                url,
                told: self.credentials != Credentials::None,
            },
            300..=399 => {
                let to = reply.headers().get(header::LOCATION);
                let to = to.and_then(|to| to.to_str().ok()).unwrap_or("elsewhere");
                let to = to.to_owned();
                RemoteError::Moved { url, to }
            }
            _ => RemoteError::Refused {
                url,
                status,
                words: self.words(reply),
                attempts,
            },
        }
    }

    /// Returns the beginning of what a server says, in one line and without secrets.
    fn words(&self, reply: Reply) -> String {
        let mut bytes = Vec::new();
        // Half an explanation is better than none.
        let reader = reply.into_body().into_reader();
        let _ = reader.take(4096).read_to_end(&mut bytes);
        let text = String::from_utf8_lossy(&bytes);
        let mut text = auth::without_secrets(&self.credentials, &text);
        while let Some(start) = text.find('<').filter(|_| text.contains("</"))
            && let Some(length) = text[start..].find('>')
        {
            text.replace_range(start..=start + length, " ");
        }
        let text = text.replace(|c: char| c.is_control(), " ");
        let words: Vec<_> = text.split_whitespace().collect();
        let words = words.join(" ");
        match words.char_indices().nth(WORDS) {
            Some((at, _)) => format!("{}…", &words[..at]),
            None => words,
        }
    }
}

enum Failure {
    Local(io::Error),
    Remote(ureq::Error),
}

impl From<ureq::Error> for Failure {
    fn from(error: ureq::Error) -> Self {
        Self::Remote(error)
    }
}

impl From<ureq::http::Error> for Failure {
    fn from(error: ureq::http::Error) -> Self {
        Self::Remote(error.into())
    }
}

/// Returns how long to wait at least before a refused request may be worth another try.
fn worth(status: u16, retry_after: Option<Duration>) -> Option<Duration> {
    // A 500 can be a proxy's or a passing one of the store; a wrong body stays wrong.
    let passing = matches!(status, 408 | 425 | 429 | 500 | 502 | 503 | 504);
    passing.then_some(retry_after.unwrap_or_default())
}

/// Returns whether a connection could come to be, or hold, the next time.
fn passing(error: &ureq::Error) -> bool {
    match error {
        // TLS says that a certificate is wrong by this kind.
        ureq::Error::Io(e) => !matches!(
            e.kind(),
            io::ErrorKind::InvalidData | io::ErrorKind::InvalidInput
        ),
        ureq::Error::Timeout(_) | ureq::Error::ConnectionFailed | ureq::Error::Protocol(_) => true,
        _ => false,
    }
}

fn retry_after(headers: &HeaderMap) -> Option<Duration> {
    let value = headers.get(header::RETRY_AFTER)?.to_str().ok()?.trim();
    if let Ok(seconds) = value.parse() {
        return Some(Duration::from_secs(seconds));
    }
    let at = httpdate::parse_http_date(value).ok()?;
    Some(at.duration_since(SystemTime::now()).unwrap_or_default())
}

fn is_stale(headers: &HeaderMap) -> bool {
    let values = headers.get_all(header::WWW_AUTHENTICATE);
    values.iter().any(|value| {
        let text = String::from_utf8_lossy(value.as_bytes()).to_ascii_lowercase();
        text.replace([' ', '"'], "").contains("stale=true")
    })
}

/// Cuts the query off an address: it is long, and the path says who was asked.
pub(super) fn plain(url: &str) -> String {
    url.split('?').next().unwrap_or_default().to_owned()
}

/// Tells how much was read.
struct Counted<'r> {
    reader: &'r mut dyn Read,
    watch: &'r dyn Fn(u64),
}

impl Read for Counted<'_> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        let n = self.reader.read(buffer)?;
        (self.watch)(n as u64);
        Ok(n)
    }
}
