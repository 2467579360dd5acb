//! Pushing to a store that misbehaves, and pulling from it.
#![cfg(feature = "store")]

mod server;

use dixit::store::{
    Sorted, Spool,
    remote::{
        Connection, Credentials, Event, Mode, Patience, Pushed, Remote, RemoteError, Secret,
        StoreKind,
    },
};
use oxrdf::{GraphName, Literal, NamedNode, Quad};
use server::{Fate, Request, Server};
use std::{
    cell::RefCell,
    error::Error,
    time::{Duration, Instant},
};

const GRAPH: &str = "urn:g:ä?&=";

fn graph() -> NamedNode {
    NamedNode::new_unchecked(GRAPH)
}

/// Triples with these numbers.
fn triples(numbers: std::ops::Range<u32>) -> Sorted {
    let mut spool = Spool::new().with_graph(Some(graph()));
    for n in numbers {
        let quad = Quad::new(
            NamedNode::new_unchecked(format!("urn:s:{n}")),
            NamedNode::new_unchecked("urn:p"),
            Literal::new_simple_literal(format!("{n} \"and\"\n\u{e9}")),
            GraphName::DefaultGraph,
        );
        spool.insert(quad.as_ref()).expect("disk");
    }
    spool.finish().expect("disk")
}

fn connection(server: &Server) -> Connection {
    Connection::new(&server.url)
        .with_kind(Some(StoreKind::Oxigraph))
        .with_patience(Patience {
            attempts: 3,
            pause: Duration::from_millis(1),
            longest: Duration::from_secs(2),
            silence: Duration::from_secs(5),
        })
}

/// A store that replaces no graph wholly or not at all.
fn generic(server: &Server) -> Connection {
    Connection::new(format!("{}/store", server.url))
        .with_kind(Some(StoreKind::Generic))
        .with_query_url(Some(format!("{}/query", server.url)))
        .with_update_url(Some(format!("{}/update", server.url)))
        .with_patience(Patience {
            attempts: 2,
            pause: Duration::from_millis(1),
            ..Patience::default()
        })
}

fn open(connection: Connection) -> Remote {
    connection.open(&|_| ()).expect("nothing is asked yet")
}

fn push(remote: &Remote, sorted: &Sorted, mode: Mode) -> Result<Pushed, RemoteError> {
    let plan = remote.plan(sorted, mode, &|_| ())?;
    remote.push(sorted, &plan, &|_| ())
}

fn count(remote: &Remote) -> u64 {
    remote.count(Some(&graph()), &|_| ()).expect("a count")
}

fn chain(error: &dyn Error) -> String {
    match error.source() {
        Some(cause) => format!("{error}: {}", chain(cause)),
        None => error.to_string(),
    }
}

/// Spoils the first write alone.
fn first_write(fate: Fate) -> impl Fn(usize, &Request) -> Fate {
    let spoiled = std::sync::atomic::AtomicBool::new(false);
    move |_, request| {
        let first = request.writes() && !spoiled.swap(true, std::sync::atomic::Ordering::SeqCst);
        if first { fate.clone() } else { Fate::Served }
    }
}

#[test]
fn what_is_pushed_comes_back() {
    let server = Server::start(|_, _| Fate::Served);
    let (remote, sorted) = (open(connection(&server)), triples(0..500));
    for mode in [Mode::Add, Mode::Add, Mode::Replace] {
        let pushed = push(&remote, &sorted, mode).expect("pushed");
        assert_eq!((pushed.graphs, pushed.triples), (1, 500));
    }
    let pulled = remote.pull(Some(&graph()), &|_| ()).expect("pulled");
    let lines = |sorted: &Sorted| {
        let mut lines = Vec::new();
        let each = sorted.quads_for_each(&mut |mut quad| {
            quad.graph_name = oxrdf::GraphNameRef::DefaultGraph;
            lines.push(quad.to_string());
            Ok(())
        });
        each.expect("disk");
        lines
    };
    assert_eq!(lines(&pulled), lines(&sorted));
}

#[test]
fn the_length_of_every_body_is_known() {
    let server = Server::start(|_, _| Fate::Served);
    let remote = open(connection(&server));
    push(&remote, &triples(0..9), Mode::Replace).expect("pushed");
    push(&remote, &triples(0..10), Mode::Add).expect("pushed");
    for request in server.requests(|r| r.method != "GET") {
        assert!(request.header("transfer-encoding").is_none(), "{request:?}");
        assert!(request.header("content-length").is_some(), "{request:?}");
        assert!(request.header("expect").is_none(), "{request:?}");
    }
}

#[test]
fn adding_is_compared_beside_the_graph_and_leaves_nothing_there() {
    let server = Server::start(|_, _| Fate::Served);
    let remote = open(connection(&server));
    push(&remote, &triples(0..100), Mode::Add).expect("pushed");
    push(&remote, &triples(50..150), Mode::Add).expect("pushed");
    assert_eq!(count(&remote), 150);
    let all = remote.pull(None, &|_| ());
    // The small server gives no quads: what it holds elsewhere would be missed.
    assert!(
        matches!(
            all,
            Err(RemoteError::Difference {
                found: 0,
                expected: 150,
                ..
            })
        ),
        "{all:?}"
    );
}

#[test]
fn a_body_that_is_lost_is_told_with_both_figures() {
    for mode in [Mode::Add, Mode::Replace] {
        let server = Server::start(first_write(Fate::Lost));
        let remote = open(connection(&server));
        let error = push(&remote, &triples(0..70), mode).expect_err("lost");
        let words = error.to_string();
        assert!(words.contains("expected 70 triples, found 0"), "{words}");
        push(&remote, &triples(0..70), mode).expect("done again");
        assert_eq!(count(&remote), 70);
    }
}

#[test]
fn what_is_lost_while_adding_or_swapping_leaves_the_old_graph() {
    for mode in [Mode::Add, Mode::Replace] {
        let old = std::sync::atomic::AtomicBool::new(false);
        let server = Server::start(move |_, request| {
            let lose = request.writes() && old.swap(true, std::sync::atomic::Ordering::SeqCst);
            if lose { Fate::Lost } else { Fate::Served }
        });
        let remote = open(generic(&server));
        push(&remote, &triples(0..70), mode).expect("the first write is served");
        let error = push(&remote, &triples(50..130), mode).expect_err("lost");
        let words = error.to_string();
        assert!(words.contains("expected 80 triples, found 0"), "{words}");
        assert_eq!(count(&remote), 70);
    }
}

#[test]
fn swapping_replaces_the_whole_graph() {
    let server = Server::start(|_, _| Fate::Served);
    let remote = open(generic(&server));
    push(&remote, &triples(0..70), Mode::Replace).expect("pushed");
    push(&remote, &triples(100..110), Mode::Replace).expect("pushed");
    assert_eq!(count(&remote), 10);
    assert!(server.requests(|r| r.method == "PUT").is_empty());
}

#[test]
fn passing_faults_are_sat_out() {
    let soon = vec![("Retry-After", "1".to_owned())];
    for (fate, wait) in [
        (Fate::Cut, 0),
        (Fate::Answer(500, vec![], ""), 0),
        (Fate::Answer(503, soon, "busy"), 1),
    ] {
        for mode in [Mode::Add, Mode::Replace] {
            let server = Server::start(first_write(fate.clone()));
            let (remote, sorted) = (open(connection(&server)), triples(0..70));
            let (start, waits) = (Instant::now(), RefCell::new(0));
            let plan = remote.plan(&sorted, mode, &|_| ()).expect("a plan");
            let watch = |event: Event<'_>| {
                if let Event::Waiting(..) = event {
                    *waits.borrow_mut() += 1;
                }
            };
            remote
                .push(&sorted, &plan, &watch)
                .expect("the second time");
            assert!(*waits.borrow() >= 1);
            assert!(start.elapsed() >= Duration::from_secs(wait));
            assert_eq!(count(&remote), 70);
        }
    }
}

#[test]
fn lasting_faults_end_it() {
    let bad = || {
        Fate::Answer(
            400,
            vec![],
            "<html><p>line 3:\u{7} <b>bad</b> term</p></html>",
        )
    };
    let server = Server::start(move |_, r| if r.writes() { bad() } else { Fate::Served });
    let error = push(&open(connection(&server)), &triples(0..7), Mode::Add).expect_err("refused");
    assert_eq!(
        error.to_string(),
        format!(
            "{}/store: refused with status 400: line 3: bad term",
            server.url
        )
    );
    assert_eq!(
        server.requests(Request::writes).len(),
        1,
        "a wrong body stays wrong"
    );

    let server = Server::start(|_, r| if r.writes() { Fate::Cut } else { Fate::Served });
    let error = push(&open(connection(&server)), &triples(0..7), Mode::Add).expect_err("cut");
    assert!(error.to_string().contains("tried 3 times"), "{error}");
    assert_eq!(server.requests(Request::writes).len(), 3);

    let late = || Fate::Answer(503, vec![("Retry-After", "3600".to_owned())], "");
    let server = Server::start(move |_, r| if r.writes() { late() } else { Fate::Served });
    let error = push(&open(connection(&server)), &triples(0..7), Mode::Add).expect_err("busy");
    assert!(matches!(error, RemoteError::Busy { .. }), "{error}");
}

#[test]
fn an_unknown_dataset_is_told() {
    let server = Server::start(|_, _| Fate::Served);
    let nowhere =
        Connection::new(format!("{}/nosuch", server.url)).with_kind(Some(StoreKind::Fuseki));
    let error = push(&open(nowhere), &triples(0..7), Mode::Add).expect_err("404");
    assert!(
        error.to_string().contains("status 404: nothing here"),
        "{error}"
    );
}

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

#[test]
fn answers_that_make_no_sense_are_errors() {
    for answer in [
        "",
        "<html>",
        "{}",
        r#"{"results":{"bindings":[{"n":{"value":"many"}}]}}"#,
    ] {
        let server = Server::start(move |_, _| Fate::Answer(200, vec![], answer));
        let error = push(&open(connection(&server)), &triples(0..7), Mode::Add).expect_err(answer);
        assert!(matches!(error, RemoteError::Answer { .. }), "{error}");
    }
}

#[test]
fn a_pull_that_breaks_off_or_falls_short_is_an_error() {
    let half = |_, r: &Request| {
        if r.method == "GET" {
            Fate::Half
        } else {
            Fate::Served
        }
    };
    let server = Server::start(half);
    let remote = open(connection(&server));
    push(&remote, &triples(0..70), Mode::Add).expect("pushed");
    let error = remote.pull(Some(&graph()), &|_| ()).expect_err("half");
    assert!(matches!(error, RemoteError::Answer { .. }), "{error}");

    let few = "<urn:s:1> <urn:p> \"1\" .\n";
    let server = Server::start(move |_, r| match r.method.as_str() {
        "GET" => Fate::Answer(
            200,
            vec![("Content-Type", "application/n-triples".into())],
            few,
        ),
        _ => Fate::Served,
    });
    let remote = open(connection(&server));
    push(&remote, &triples(0..70), Mode::Add).expect("pushed");
    let error = remote.pull(Some(&graph()), &|_| ()).expect_err("too few");
    assert!(
        error.to_string().contains("expected 70 triples, found 1"),
        "{error}"
    );
}

#[test]
fn a_store_that_cannot_count_gets_nothing() {
    let server = Server::start(|_, _| Fate::Served);
    let blind =
        Connection::new(format!("{}/store", server.url)).with_kind(Some(StoreKind::Generic));
    let error = push(&open(blind), &triples(0..7), Mode::Add).expect_err("no query address");
    assert!(matches!(error, RemoteError::Unable { .. }), "{error}");
    assert!(server.requests(|_| true).is_empty());
}

#[test]
fn nobody_there_is_told() {
    let free = std::net::TcpListener::bind("127.0.0.1:0").expect("a port");
    let url = format!("http://{}", free.local_addr().expect("an address"));
    drop(free);
    let nobody = Connection::new(url)
        .with_kind(Some(StoreKind::Oxigraph))
        .with_patience(Patience {
            attempts: 2,
            pause: Duration::from_millis(1),
            ..Patience::default()
        });
    let error = push(&open(nobody), &triples(0..7), Mode::Add).expect_err("nobody");
    assert!(
        chain(&error).contains("no answer (tried 2 times)"),
        "{}",
        chain(&error)
    );
}
