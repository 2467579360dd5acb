//! Passwords and tokens: told as asked, to nobody else, and never shown.

use super::{connection, count, open, push, triples};
use crate::server::{Fate, Request, Server};
use dixit::store::remote::{Credentials, Mode, RemoteError, Secret};

fn password(password: &str) -> Credentials {
    Credentials::Password {
        user: "ann".into(),
        password: Secret::new(password),
    }
}

fn asks(challenge: &'static str, accepts: fn(&str) -> bool) -> impl Fn(usize, &Request) -> Fate {
    move |_, request| match request.header("authorization") {
        Some(told) if accepts(told) => Fate::Served,
        Some(_) | None => Fate::Answer(
            401,
            vec![("WWW-Authenticate", challenge.to_owned())],
            "the password s3cret is wrong",
        ),
    }
}

#[test]
fn basic_digest_and_bearer_are_told_as_asked() {
    let digest = "Digest realm=\"x\", nonce=\"n\", qop=\"auth\", algorithm=MD5";
    for (challenge, accepts, credentials) in [
        (
            "Basic realm=\"x\"",
            (|told| told == "Basic YW5uOnMzY3JldA==") as fn(&str) -> bool,
            password("s3cret\n"),
        ),
        (
            digest,
            |told| told.starts_with("Digest username=\"ann\""),
            password("s3cret"),
        ),
        (
            "Bearer",
            |told| told == "Bearer s3cret",
            Credentials::Token(Secret::new("s3cret")),
        ),
    ] {
        let server = Server::start(asks(challenge, accepts));
        let remote = open(connection(&server).with_credentials(credentials));
        push(&remote, &triples(0..7), Mode::Replace).expect("accepted");
        assert_eq!(count(&remote), 7);
        // Asked once; after that every request tells at once.
        let untold = server.requests(|r| r.header("authorization").is_none());
        assert!(untold.len() <= 1, "{untold:?}");
        let uses = server.requests(|r| {
            r.header("authorization")
                .is_some_and(|h| h.contains("nc=00000003"))
        });
        assert_eq!(
            uses.len(),
            usize::from(challenge == digest),
            "a nonce is counted"
        );
    }
}

#[test]
fn a_password_that_is_not_accepted_is_never_shown() {
    for challenge in [
        "Basic realm=\"x\"",
        "Digest realm=\"x\", nonce=\"n\"",
        "Negotiate",
    ] {
        let server = Server::start(asks(challenge, |_| false));
        for (credentials, told) in [
            (Credentials::None, false),
            (password("s3cret"), true),
            (Credentials::Token(Secret::new("s3cret")), true),
        ] {
            let remote = open(connection(&server).with_credentials(credentials));
            let error = push(&remote, &triples(0..7), Mode::Add).expect_err("refused");
            assert!(
                matches!(error, RemoteError::Unauthorized { told: t, .. } if t == told),
                "{error:?}"
            );
            assert!(!format!("{error} {error:?} {remote:?}").contains("s3cret"));
        }
    }
    let server = Server::start(|_, _| Fate::Answer(403, vec![], "ann may not, with s3cret"));
    let remote =
        open(connection(&server).with_credentials(Credentials::Token(Secret::new("s3cret"))));
    let error = push(&remote, &triples(0..7), Mode::Add).expect_err("refused");
    assert!(
        error.to_string().ends_with("ann may not, with ***"),
        "{error}"
    );
}

#[test]
fn nobody_is_sent_elsewhere() {
    let elsewhere = Server::start(|_, _| Fate::Served);
    let to = format!("{}/store", elsewhere.url);
    let server = Server::start(move |_, _| Fate::Answer(307, vec![("Location", to.clone())], ""));
    let remote =
        open(connection(&server).with_credentials(Credentials::Token(Secret::new("s3cret"))));
    let error = push(&remote, &triples(0..7), Mode::Add).expect_err("moved");
    assert!(matches!(error, RemoteError::Moved { .. }), "{error}");
    assert!(elsewhere.requests(|_| true).is_empty());
}
