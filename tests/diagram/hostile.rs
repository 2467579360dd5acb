//! Words that try to leave their place, in every field, through every format.

use crate::{draw_dot, draw_html, draw_svg, graph};
use dixit::{Article, graph::KnowledgeGraph, write::picture::Options};
use quick_xml::{Reader, events::Event};
use std::{
    io::Write,
    process::{Command, Stdio},
};

/// A record with the words in every field that takes words.
pub(crate) fn record(number: usize, words: &str) -> Article {
    let text = format!("{words} denied it. ");
    let record = serde_json::json!({
        "id": format!("{number}{words}"), "url": words, "title": words, "author": words,
        "publisher": words, "published": words, "language": words, "text": text,
        "entities": [
            {"id": format!("e{words}"), "name": words, "kind": "person", "description": words,
             "iri": words, "aliases": [words], "same_as": [words], "part_of": ["other"],
             "mentions": [{"start": 0, "end": 1, "form": "name"}]},
            {"id": "other", "name": format!("{words} 2"), "kind": "outlet", "part_of": []}],
        "claims": [{"id": "c", "text": words, "spans": [{"start": 0, "end": 3}]},
                   {"id": "d", "text": words, "spans": [{"start": 2, "end": 9}], "conveys": ["s"]}],
        "statements": [
            {"id": "s", "relation": words, "source": [format!("e{words}")], "content": "c",
             "source_spans": [{"start": 0, "end": 2}], "cue": [{"start": 1, "end": 6}], "target": ["other"]},
            {"id": "t", "relation": "said", "source": ["other"], "content": "d"},
            {"id": "u", "relation": words, "negated": true, "source": ["other"]}],
        "links": [{"from": "u", "kind": "denies", "to": "s"}]
    });
    serde_json::from_value(record).expect("a record")
}

pub(crate) fn corpus() -> Vec<String> {
    serde_json::from_str(include_str!("../data/hostile.json")).expect("a list")
}

fn hostile() -> KnowledgeGraph {
    let all = corpus();
    let articles: Vec<_> = all.iter().enumerate().map(|(n, w)| record(n, w)).collect();
    graph(&articles)
}

pub(crate) fn everything() -> Options {
    Options {
        top: Some(usize::MAX),
        ..Options::default()
    }
}

#[test]
fn svg_stays_well_formed_and_brings_nothing_to_run() {
    let svg = draw_svg(&hostile(), &everything());
    let mut reader = Reader::from_str(&svg);
    let known = ["svg", "title", "desc", "style", "g", "rect", "path", "text"];
    loop {
        match reader.read_event().expect("well-formed XML") {
            Event::Start(element) | Event::Empty(element) => {
                let name = String::from_utf8_lossy(element.name().as_ref()).into_owned();
                assert!(known.contains(&name.as_str()), "{name}");
                for attribute in element.attributes() {
                    let attribute = attribute.expect("an attribute");
                    let key = String::from_utf8_lossy(attribute.key.as_ref()).into_owned();
                    assert!(!key.starts_with("on") && !key.contains("href"), "{key}");
                }
            }
            Event::Text(text) => {
                let text = text.unescape().expect("known entities only");
                let allowed = |c: char| !c.is_control() || c == '\n';
                assert!(text.chars().all(allowed), "{text:?}");
            }
            Event::Eof => break,
            Event::DocType(_) | Event::CData(_) | Event::Comment(_) | Event::PI(_) => {
                panic!("not written by the drawing")
            }
            _ => {}
        }
    }
}

#[test]
fn the_page_has_its_own_script_alone() {
    let page = draw_html(&hostile(), &everything());
    assert_eq!(page.matches("<script").count(), 1);
    assert_eq!(page.matches("</script").count(), 1);
    assert_eq!(page.matches("<style").count(), 1);
    for link in page.split("href=\"").skip(1) {
        assert!(link.starts_with("http"), "{}", &link[..30.min(link.len())]);
    }
    assert!(page.contains("default-src 'none'"));
}

#[test]
fn graphviz_draws_every_word_as_it_is() {
    // The larger graph asks for another layout.
    for (times, most) in [(1, 20), (3, usize::MAX)] {
        let mut all = vec![corpus(); times].concat();
        all.truncate(most);
        let articles: Vec<_> = all.iter().enumerate().map(|(n, w)| record(n, w)).collect();
        let dot = draw_dot(&graph(&articles), &everything());
        assert_eq!(dot.contains("layout=sfdp"), times > 1);
        let Some((svg, warnings)) = graphviz(&dot) else {
            eprintln!("graphviz is not installed: not checked");
            return;
        };
        assert_eq!(warnings, "", "{times}");
        let mut reader = Reader::from_str(&svg);
        while !matches!(reader.read_event().expect("well-formed XML"), Event::Eof) {}
    }
    // Each alone, so that what it draws can be told.
    for words in ["a \\N b \\G", "&lt;b&gt; &amp;", "\"]; x [label=\"y", "a\\"] {
        let dot = draw_dot(&graph([&record(0, words)]), &everything());
        let (svg, warnings) = graphviz(&dot).expect("graphviz was there before");
        assert_eq!(warnings, "", "{words}");
        assert!(
            texts(&svg).iter().any(|text| text == words),
            "{words} {:?}",
            texts(&svg)
        );
        assert!(!svg.contains(">y<"));
    }
}

pub(crate) fn texts(svg: &str) -> Vec<String> {
    let mut reader = Reader::from_str(svg);
    let mut out = Vec::new();
    loop {
        match reader.read_event().expect("well-formed XML") {
            // Graphviz writes spaces as non-breaking ones.
            Event::Text(text) => {
                let text = text.unescape().expect("entities").replace('\u{a0}', " ");
                out.push(text);
            }
            Event::Eof => return out,
            _ => {}
        }
    }
}

pub(crate) fn graphviz(dot: &str) -> Option<(String, String)> {
    let mut run = Command::new("dot")
        .arg("-Tsvg")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .ok()?;
    let mut stdin = run.stdin.take()?;
    let dot = dot.to_owned();
    let feed = std::thread::spawn(move || stdin.write_all(dot.as_bytes()));
    let output = run.wait_with_output().ok()?;
    feed.join().ok()?.ok()?;
    let text = |bytes| String::from_utf8(bytes).expect("UTF-8");
    Some((text(output.stdout), text(output.stderr)))
}
