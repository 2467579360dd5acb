//! Nothing that an input names is fetched: no address, no entity, no context, no file.

use super::{dixit, refused, with};
use std::{
    fmt::Write as _,
    fs,
    net::TcpListener,
    path::Path,
    process::{Command, Stdio},
    sync::{
        Arc,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

#[test]
fn entities_and_remote_contexts_are_not_read() {
    let mut laughs = "<!DOCTYPE r [\n<!ENTITY a0 \"lol\">\n".to_owned();
    for n in 1..12 {
        let inner = format!("&a{};", n - 1).repeat(10);
        writeln!(laughs, "<!ENTITY a{n} \"{inner}\">").expect("memory");
    }
    laughs.push_str("]>\n<r>&a11;</r>");
    refused(
        "a.rdf",
        &laughs,
        "line 1, column 3: a document type is not read",
    );
    let file = "<!DOCTYPE r [<!ENTITY x SYSTEM \"file:///etc/passwd\">]><r>&x;</r>";
    refused("a.rdf", file, "a document type is not read");
    let remote = r#"{"@context": "https://schema.org/", "@id": "urn:x", "name": "a"}"#;
    refused("a.jsonld", remote, "remote context");
}

/// A server that counts who calls.
fn listener() -> (String, Arc<AtomicUsize>) {
    let listener = TcpListener::bind("127.0.0.1:0").expect("a port");
    let address = listener.local_addr().expect("an address");
    let calls = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&calls);
    thread::spawn(move || {
        for _ in listener.incoming() {
            count.fetch_add(1, Ordering::SeqCst);
        }
    });
    (format!("http://{address}"), calls)
}

/// Every place of every format in which an address could be taken for an order.
fn tempting(url: &str) -> [(&'static str, String); 9] {
    let rdf = r#"xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#""#;
    let words = "<p>Ann Oduya denied on Monday that the dam leaks.</p>";
    [
        (
            "a.jsonld",
            format!(r#"{{"@context": "{url}/c", "@id": "urn:x", "name": "a"}}"#),
        ),
        (
            "b.jsonld",
            format!(r#"{{"@context": [{{"@import": "{url}/c"}}], "@id": "urn:x"}}"#),
        ),
        (
            "c.jsonld",
            format!(
                r#"{{"@context": {{"t": {{"@id": "urn:t", "@context": "{url}/c"}}}}, "@id": "urn:x", "t": {{"n": 1}}}}"#
            ),
        ),
        (
            "a.rdf",
            format!(r#"<!DOCTYPE r SYSTEM "{url}/d"><rdf:RDF {rdf}/>"#),
        ),
        (
            "b.rdf",
            format!(r#"<?xml-stylesheet href="{url}/s"?><rdf:RDF {rdf} xml:base="{url}/"/>"#),
        ),
        (
            "a.ttl",
            format!("@base <{url}/> . @prefix : <{url}/p#> . <a> :b <c> ."),
        ),
        (
            "a.html",
            format!(
                r#"<base href="{url}/"><link rel="canonical" href="{url}/l"><link rel="stylesheet" href="s"><img src="i"><script src="{url}/j"></script><iframe src="f"></iframe><meta http-equiv="refresh" content="0;url={url}/m">{words}"#
            ),
        ),
        ("a.json", format!(r#"{{"$schema": "{url}/s", "id": "a"}}"#)),
        (
            "b.json",
            format!(
                r#"{{"id": "b", "url": "{url}/a", "entities": [{{"id": "e1", "iri": "{url}/e", "same_as": ["{url}/f"]}}]}}"#
            ),
        ),
    ]
}

#[test]
fn no_address_of_an_input_is_asked() {
    let (url, calls) = listener();
    let folder = with("a.txt", "Ann Oduya said so.");
    let mut read = 0;
    for (name, text) in tempting(&url) {
        fs::write(folder.path().join(name), text).expect("a file");
        for command in [
            "export --to ttl",
            "export --to html",
            "validate",
            "query --ask sources",
        ] {
            read += usize::from(dixit(folder.path(), &format!("{command} {name}")).code == Some(0));
        }
    }
    assert!(read > 5, "some are read: {read}");
    for query in [
        format!("SELECT * {{ SERVICE <{url}/sparql> {{ ?s ?p ?o }} }}"),
        format!("SELECT * {{ SERVICE SILENT <{url}/sparql> {{ ?s ?p ?o }} }}"),
        format!("SELECT * FROM <{url}/g> {{ ?s ?p ?o }}"),
    ] {
        dixit(folder.path(), &format!("query a.txt --sparql '{query}'"));
    }
    assert_eq!(calls.load(Ordering::SeqCst), 0, "somebody was asked");
    // The server would have been heard: it is told of the one who is meant to call.
    dixit(
        folder.path(),
        &format!("push a.txt --to {url} --store oxigraph --tries 1 --timeout 2"),
    );
    assert!(calls.load(Ordering::SeqCst) > 0, "push calls");
}

/// In a space without any network, all but push and pull do the same.
#[test]
fn all_but_push_and_pull_work_without_a_network() {
    let folder = with(
        "a.txt",
        "Ann Oduya denied that the dam leaks. Bo Reyes said it does.",
    );
    let alone = |program: &Path, arguments: &[&str]| {
        let mut command = Command::new("unshare");
        command
            .args(["--user", "--map-root-user", "--net", "--"])
            .arg(program);
        command
            .args(arguments)
            .current_dir(folder.path())
            .stdin(Stdio::null());
        command.output()
    };
    let true_ = alone(Path::new("true"), &[]);
    if !true_.is_ok_and(|output| output.status.success()) {
        return eprintln!("no space without a network can be made here: skipped");
    }
    let program = Path::new(env!("CARGO_BIN_EXE_dixit"));
    for arguments in [
        "export a.txt --to ttl",
        "export a.txt --to html",
        "query a.txt --ask denials",
        "schema ontology",
    ] {
        let list: Vec<&str> = arguments.split(' ').collect();
        let output = alone(program, &list).expect("a process");
        assert!(output.status.success(), "{arguments}: {output:?}");
        let usual = dixit(folder.path(), arguments);
        assert_eq!(
            String::from_utf8_lossy(&output.stdout),
            usual.out,
            "{arguments}"
        );
    }
}
