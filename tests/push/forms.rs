//! What Fuseki gets: little as it is, much as updates that it must have whole.

use super::{GRAPH, connection, count, graph, open, push, triples};
use crate::server::{Fate, Request, Server};
use dixit::store::{
    Spool,
    remote::{Event, Mode, Remote, StoreKind},
};
use oxrdf::{GraphName, Literal, NamedNode, Quad};

fn fuseki(server: &Server, chunk: Option<u64>) -> Remote {
    let connection = connection(server).with_kind(Some(StoreKind::Fuseki));
    open(connection.with_chunk(chunk))
}

fn inserts(request: &Request) -> bool {
    request.path == "/update" && request.body.starts_with(b"update=INSERT%20DATA")
}

fn stores(request: &Request) -> bool {
    request.path.starts_with("/data") && request.method != "GET"
}

#[test]
fn fuseki_gets_little_as_it_is_and_much_as_updates() {
    let server = Server::start(|_, _| Fate::Served);
    let remote = fuseki(&server, None);
    push(&remote, &triples(0..100), Mode::Replace).expect("pushed");
    assert_eq!(count(&remote), 100);
    let little = server.requests(stores);
    assert_eq!(little.len(), 1, "{little:?}");
    for (mode, numbers, found) in [
        (Mode::Add, 0..3000, 3000),
        (Mode::Replace, 2000..5000, 3000),
        (Mode::Add, 0..1000, 4000),
    ] {
        push(&remote, &triples(numbers), mode).expect("pushed");
        assert_eq!(count(&remote), found);
    }
    assert!(server.requests(inserts).len() >= 2, "much came as updates");
    let stored = server.requests(stores);
    let longest = stored.iter().map(|r| r.body.len()).max();
    // 64 KiB of triples, and the name of a graph behind each.
    assert!(longest.is_some_and(|n| n <= 2 * (64 << 10)), "{longest:?}");
}

#[test]
fn an_update_is_no_longer_than_one_wishes() {
    let server = Server::start(|_, _| Fate::Served);
    let remote = fuseki(&server, Some(20_000));
    push(&remote, &triples(0..3000), Mode::Add).expect("pushed");
    assert_eq!(count(&remote), 3000);
    let updates = server.requests(inserts);
    let longest = updates.iter().map(|r| r.body.len()).max();
    assert!(
        longest.is_some_and(|n| (19_000..=20_000).contains(&n)),
        "{longest:?}"
    );
}

#[test]
fn one_update_fills_several_graphs() {
    let server = Server::start(|_, _| Fate::Served);
    let remote = fuseki(&server, None);
    let graphs = [None, Some("urn:h"), Some(GRAPH)];
    let mut spool = Spool::new();
    for n in 0..3000 {
        let graph = graphs[n % 3].map(NamedNode::new_unchecked);
        let quad = Quad::new(
            NamedNode::new_unchecked(format!("urn:s:{n}")),
            NamedNode::new_unchecked("urn:p"),
            Literal::new_simple_literal(format!("{n} + \\u0022 & \"{{\" %25 = }}\n\u{e9}\u{1}")),
            graph.map_or(GraphName::DefaultGraph, GraphName::from),
        );
        spool.insert(quad.as_ref()).expect("disk");
    }
    let sorted = spool.finish().expect("disk");
    push(&remote, &sorted, Mode::Add).expect("pushed");
    assert_eq!(server.requests(inserts).len(), 1);
    let counted = |graph: Option<&NamedNode>| remote.count(graph, &|_| ()).expect("a count");
    let other = NamedNode::new_unchecked("urn:h");
    assert_eq!([None, Some(&other), Some(&graph())].map(counted), [1000; 3]);
    let pulled = remote.pull(Some(&other), &|_| ()).expect("pulled");
    let mut words = Vec::new();
    let each = pulled.quads_for_each(&mut |quad| {
        words.push(quad.object.to_string());
        Ok(())
    });
    each.expect("disk");
    assert!(words.contains(
        &Literal::new_simple_literal("1 + \\u0022 & \"{\" %25 = }\n\u{e9}\u{1}").to_string()
    ));
}

#[test]
fn updates_that_are_lost_are_told_and_what_was_sent_is_counted_once() {
    let server = Server::start(|_, request| match inserts_head(request) {
        true => Fate::Cut,
        false => Fate::Served,
    });
    let remote = fuseki(&server, None);
    let error = push(&remote, &triples(0..3000), Mode::Add).expect_err("cut");
    assert!(error.to_string().contains("no answer"), "{error}");
    assert_eq!(count(&remote), 0);
    let sent = std::cell::Cell::new(0);
    let server = Server::start(|_, _| Fate::Served);
    let (remote, sorted) = (fuseki(&server, None), triples(0..3000));
    let plan = remote.plan(&sorted, Mode::Add, &|_| ()).expect("a plan");
    let bytes = plan.bytes();
    let watch = |event: Event<'_>| {
        if let Event::Sent(n) = event {
            sent.set(sent.get() + n);
        }
    };
    remote.push(&sorted, &plan, &watch).expect("pushed");
    // Questions are sent besides.
    assert!(
        (bytes..bytes + 4000).contains(&sent.get()),
        "{bytes} {sent:?}"
    );
}

/// Whether a request of which the head alone is read brings triples: questions are short.
fn inserts_head(request: &Request) -> bool {
    let length = request
        .header("content-length")
        .and_then(|n| n.parse().ok());
    request.path == "/update" && length.is_some_and(|n: usize| n > 10_000)
}
