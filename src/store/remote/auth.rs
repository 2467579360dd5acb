//! Who we are to a server: Basic, Digest and Bearer, and secrets never shown.

use base64::{Engine as _, engine::general_purpose::STANDARD};
use sha2::Digest as _;
use std::{
    collections::BTreeMap,
    fmt,
    hash::{BuildHasher, Hasher, RandomState},
};

/// A password or token; printing it shows nothing.
#[derive(Clone, PartialEq, Eq)]
pub struct Secret(String);

impl Secret {
    /// Takes a secret as it stands in a file: the line end at its end is not part of it.
    pub fn new(text: impl Into<String>) -> Self {
        let mut text = text.into();
        text.truncate(text.trim_end_matches(['\r', '\n']).len());
        Self(text)
    }
}

impl fmt::Debug for Secret {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("Secret")
    }
}

/// What a server may ask for.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Credentials {
    /// Nothing.
    #[default]
    None,
    /// A name and password, for Basic or Digest as the server asks.
    Password {
        /// The name.
        user: String,
        /// The password.
        password: Secret,
    },
    /// A token, for Bearer.
    Token(Secret),
}

/// How the server wants to be told who asks.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Scheme {
    Basic,
    Digest(Challenge),
}

impl Scheme {
    /// Picks the best scheme of a server's `WWW-Authenticate` headers.
    pub(super) fn best<'h>(headers: impl IntoIterator<Item = &'h str>) -> Option<Self> {
        let mut best = None;
        for (scheme, fields) in headers.into_iter().flat_map(challenges) {
            match scheme.as_str() {
                "digest" => {
                    if let Some(challenge) = Challenge::new(&fields) {
                        return Some(Self::Digest(challenge));
                    }
                }
                "basic" => best = Some(Self::Basic),
                _ => {}
            }
        }
        best
    }
}

/// A request for Digest (RFC 7616).
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Challenge {
    realm: String,
    nonce: String,
    opaque: Option<String>,
    algorithm: Algorithm,
    /// As it was written: it is sent back so.
    algorithm_name: Option<String>,
    qop: bool,
    /// How often the nonce was used.
    count: u32,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Algorithm {
    hash: Hash,
    session: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Hash {
    Md5,
    Sha256,
}

impl Hash {
    fn of(self, text: &str) -> String {
        match self {
            Self::Md5 => hex(&md5::Md5::digest(text)),
            Self::Sha256 => hex(&sha2::Sha256::digest(text)),
        }
    }
}

impl Challenge {
    fn new(fields: &BTreeMap<String, String>) -> Option<Self> {
        let qop = match fields.get("qop") {
            // Integrity of the body would need its hash before it is sent.
            Some(list) => list
                .split(',')
                .any(|q| q.trim().eq_ignore_ascii_case("auth"))
                .then_some(true)?,
            None => false,
        };
        let algorithm_name = fields.get("algorithm").cloned();
        let name = algorithm_name.as_deref().unwrap_or("MD5");
        let (hash, session) = match name.to_ascii_lowercase().as_str() {
            "md5" => (Hash::Md5, false),
            "md5-sess" => (Hash::Md5, true),
            "sha-256" => (Hash::Sha256, false),
            "sha-256-sess" => (Hash::Sha256, true),
            _ => return None,
        };
        Some(Self {
            realm: fields.get("realm")?.clone(),
            nonce: fields.get("nonce")?.clone(),
            opaque: fields.get("opaque").cloned(),
            algorithm: Algorithm { hash, session },
            algorithm_name,
            qop,
            count: 0,
        })
    }

    fn answer(&mut self, user: &str, password: &str, method: &str, uri: &str) -> String {
        self.count += 1;
        let cnonce = nonce();
        self.answer_with(user, password, method, uri, &cnonce)
    }

    fn answer_with(
        &self,
        user: &str,
        password: &str,
        method: &str,
        uri: &str,
        cnonce: &str,
    ) -> String {
        let Self { realm, nonce, .. } = self;
        let hash = |text: String| self.algorithm.hash.of(&text);
        let count = format!("{:08x}", self.count);
        let mut a1 = hash(format!("{user}:{realm}:{password}"));
        if self.algorithm.session {
            a1 = hash(format!("{a1}:{nonce}:{cnonce}"));
        }
        let a2 = hash(format!("{method}:{uri}"));
        let response = match self.qop {
            true => hash(format!("{a1}:{nonce}:{count}:{cnonce}:auth:{a2}")),
            false => hash(format!("{a1}:{nonce}:{a2}")),
        };
        let mut header = format!(
            "Digest username={}, realm={}, nonce={}, uri={}, response=\"{response}\"",
            quoted(user),
            quoted(realm),
            quoted(nonce),
            quoted(uri)
        );
        if let Some(name) = &self.algorithm_name {
            header += &format!(", algorithm={name}");
        }
        if let Some(opaque) = &self.opaque {
            header += &format!(", opaque={}", quoted(opaque));
        }
        if self.qop {
            header += &format!(", qop=auth, nc={count}, cnonce=\"{cnonce}\"");
        }
        header
    }
}

/// Returns the `Authorization` header for a request, if there is anything to tell.
pub(super) fn header(
    credentials: &Credentials,
    scheme: Option<&mut Scheme>,
    method: &str,
    uri: &str,
) -> Option<String> {
    match (credentials, scheme) {
        (Credentials::Token(Secret(token)), _) => Some(format!("Bearer {token}")),
        (Credentials::Password { user, password }, Some(Scheme::Basic)) => {
            let pair = STANDARD.encode(format!("{user}:{}", password.0));
            Some(format!("Basic {pair}"))
        }
        (Credentials::Password { user, password }, Some(Scheme::Digest(challenge))) => {
            Some(challenge.answer(user, &password.0, method, uri))
        }
        _ => None,
    }
}

/// Blots secrets out of a text.
pub(super) fn without_secrets(credentials: &Credentials, text: &str) -> String {
    match credentials {
        Credentials::Password { password: s, .. } | Credentials::Token(s) if !s.0.is_empty() => {
            text.replace(&s.0, "***")
        }
        _ => text.to_owned(),
    }
}

/// Splits a header into its challenges: the scheme and its fields, names in lower case.
fn challenges(header: &str) -> Vec<(String, BTreeMap<String, String>)> {
    let mut found: Vec<(String, BTreeMap<String, String>)> = Vec::new();
    let mut rest = header;
    loop {
        rest = rest.trim_start_matches([' ', '\t', ',']);
        let end = rest.find([' ', '\t', ',', '=']).unwrap_or(rest.len());
        let (word, after) = rest.split_at(end);
        if word.is_empty() {
            return found;
        }
        let word = word.to_ascii_lowercase();
        let value = after.trim_start_matches([' ', '\t']).strip_prefix('=');
        match (value, found.last_mut()) {
            (Some(value), Some((_, fields))) => {
                let (value, after) = field(value.trim_start_matches([' ', '\t']));
                fields.insert(word, value);
                rest = after;
            }
            (Some(_), None) => return found,
            (None, _) => {
                found.push((word, BTreeMap::new()));
                rest = after;
            }
        }
    }
}

/// Takes a value, quoted or not, off the front of a header.
fn field(text: &str) -> (String, &str) {
    let Some(inside) = text.strip_prefix('"') else {
        let end = text.find([',', ' ', '\t']).unwrap_or(text.len());
        return (text[..end].to_owned(), &text[end..]);
    };
    let mut value = String::new();
    let mut chars = inside.char_indices();
    while let Some((at, c)) = chars.next() {
        match c {
            '"' => return (value, &inside[at + 1..]),
            '\\' => value.extend(chars.next().map(|(_, c)| c)),
            c => value.push(c),
        }
    }
    (value, "")
}

fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The standard library seeds its hashers from the system's randomness.
fn nonce() -> String {
    let random = || RandomState::new().build_hasher().finish();
    format!("{:016x}{:016x}", random(), random())
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn challenge(header: &str) -> Challenge {
        match Scheme::best([header]) {
            Some(Scheme::Digest(mut challenge)) => {
                challenge.count = 1;
                challenge
            }
            other => panic!("no digest: {other:?}"),
        }
    }

    #[test]
    fn digest_is_that_of_rfc_7616() {
        // Section 3.9.1.
        for (algorithm, response) in [
            ("MD5", "8ca523f5e9506fed4657c9700eebdbec"),
            (
                "SHA-256",
                "753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
            ),
        ] {
            let header = format!(
                "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", \
                 algorithm={algorithm}, nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", \
                 opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\""
            );
            let answer = challenge(&header).answer_with(
                "Mufasa",
                "Circle of Life",
                "GET",
                "/dir/index.html",
                "f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ",
            );
            assert!(
                answer.contains(&format!("response=\"{response}\"")),
                "{answer}"
            );
        }
    }

    #[test]
    fn digest_is_taken_before_basic_and_odd_headers_are_none() {
        let both = "Basic realm=\"a, b\", Digest realm=\"r\", nonce=\"n\", qop=\"auth\"";
        assert!(matches!(Scheme::best([both]), Some(Scheme::Digest(_))));
        assert_eq!(
            Scheme::best(["Negotiate", "Basic realm=\"x\""]),
            Some(Scheme::Basic)
        );
        assert_eq!(
            Scheme::best(["", "=", "realm=\"x\"", "Digest qop=\"auth-int\"", ",,"]),
            None
        );
    }

    #[test]
    fn secrets_are_not_shown() {
        let credentials = Credentials::Password {
            user: "u".into(),
            password: Secret::new("hidden\r\n"),
        };
        assert!(!format!("{credentials:?}").contains("hidden"));
        let header = header(&credentials, Some(&mut Scheme::Basic), "GET", "/");
        assert_eq!(header.as_deref(), Some("Basic dTpoaWRkZW4="));
    }
}
