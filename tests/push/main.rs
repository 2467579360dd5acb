//! Pushing to a store that misbehaves, and pulling from it.
#![cfg(feature = "store")]

mod faults;
mod forms;
#[cfg(all(unix, feature = "cli"))]
#[path = "../common/interruptible.rs"]
mod interruptible;
mod killed;
mod password;
mod server;

use dixit::store::{
    Sorted, Spool,
    remote::{Connection, Mode, Patience, Pushed, Remote, RemoteError, StoreKind},
};
use oxrdf::{GraphName, Literal, NamedNode, Quad};
use server::{Fate, Request, Server};
use std::{error::Error, time::Duration};

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
