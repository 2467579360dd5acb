//! A store that fails for a while, fails for good, or answers nonsense.

use super::{chain, connection, count, first_write, graph, open, push, triples};
use crate::server::{Fate, Request, Server};
use dixit::store::remote::{Connection, Event, Mode, Patience, RemoteError, StoreKind};
use std::{
    cell::RefCell,
    time::{Duration, Instant},
};

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
