//! Who we are to a server: Basic, Digest and Bearer, and secrets never shown.

use super::digest::Challenge;
use base64::{Engine as _, engine::general_purpose::STANDARD};
use std::{collections::BTreeMap, fmt};

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

#[cfg(test)]
mod tests {
    use super::*;

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
