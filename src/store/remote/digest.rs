//! Digest (RFC 7616): showing that one knows a password without sending it.

use sha2::Digest as _;
use std::{
    collections::BTreeMap,
    hash::{BuildHasher, Hasher, RandomState},
};

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
    pub(super) fn new(fields: &BTreeMap<String, String>) -> Option<Self> {
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

    /// Answers it for one request.
    pub(super) fn answer(&mut self, user: &str, password: &str, method: &str, uri: &str) -> String {
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
    use super::{super::auth::Scheme, *};

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
}
