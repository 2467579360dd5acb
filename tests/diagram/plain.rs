//! DOT of more than can be read: in one pass, every line with its evidence.

use crate::{draw_dot, graph, hostile, hostile::everything, many};
use dixit::{
    Article,
    graph::{ClaimRef, KnowledgeGraph},
    write::picture::Options,
};
use std::{collections::BTreeSet, env, fs};

/// Enough statements for a plain drawing, and one article to look at.
fn large() -> KnowledgeGraph {
    let record = include_str!("../data/drone.json");
    let drone: Article = serde_json::from_str(record).expect("a record");
    let mut articles = vec![drone];
    articles.extend(many::articles(40, 30));
    graph(&articles)
}

#[test]
fn every_saying_is_a_line_with_its_evidence() {
    let graph = large();
    let dot = draw_dot(&graph, &everything());
    let lines: Vec<&str> = dot.lines().filter(|line| line.contains(" -> ")).collect();
    assert!(lines.len() > 1000, "{}", lines.len());
    for line in &lines {
        assert!(
            line.contains(", tooltip=\"") && line.contains(", article=\""),
            "{line}"
        );
    }
    for said in graph.statements() {
        let passes_on = |claim: ClaimRef<'_>| claim.conveys().next().is_some();
        let Some(span) = said.cue().first() else {
            continue;
        };
        let article = said.article().expect("its article");
        let place = format!(", {}–{}", span.start, span.end);
        let cue = format!("[{}] — ", article.words(*span));
        let iri = format!("article=\"{}\"", article.iri());
        let shown =
            |line: &&&str| line.contains(&place) && line.contains(&cue) && line.contains(&iri);
        let found = lines.iter().find(shown);
        assert!(
            found.is_some() || said.content().is_some_and(passes_on),
            "{} {cue}{place}",
            said.id()
        );
    }
}

#[test]
fn whoever_and_whatever_a_line_joins_is_written_once_before_it() {
    let dot = draw_dot(&large(), &everything());
    let mut known = BTreeSet::new();
    for line in dot
        .lines()
        .map(str::trim_start)
        .filter(|line| line.starts_with('n'))
    {
        let (ends, _) = line.split_once(" [").expect("attributes");
        match ends.split_once(" -> ") {
            Some((from, to)) => assert!(known.contains(from) && known.contains(to), "{line}"),
            None if ends == "node" => {}
            None => assert!(known.insert(ends), "{line}"),
        }
    }
}

#[test]
fn a_line_says_who_passed_the_words_on() {
    let dot = draw_dot(&large(), &everything());
    // How claims answer one another comes last.
    let article = "article=\"https://example.org/news/drone\"";
    let drone: Vec<&str> = dot.lines().filter(|line| line.contains(article)).collect();
    let drone = drone.join("\n") + "\n";
    let path = concat!(env!("CARGO_MANIFEST_DIR"), "/tests/data/drone.plain.dot");
    if env::var_os("SNAPSHOTS").is_some_and(|value| value == "overwrite") {
        fs::write(path, &drone).expect("the snapshot");
    }
    assert_eq!(drone, fs::read_to_string(path).expect("the snapshot"));
}

#[test]
fn it_is_chosen_by_what_is_asked_for() {
    let graph = large();
    let is_plain = |options: &Options| draw_dot(&graph, options).contains(", article=\"");
    assert!(!is_plain(&Options::default()));
    let top = |top| Options {
        top: Some(top),
        ..Options::default()
    };
    assert!(!is_plain(&top(1000)));
    assert!(is_plain(&top(1001)));
    let cut = draw_dot(&graph, &top(1001));
    assert!(cut.contains("1001 of "), "{}", &cut[..3000]);
    let denied = Options {
        relations: vec!["denied".to_owned()],
        ..everything()
    };
    assert!(!is_plain(&denied));
    // What is asked for by day is said to be left out.
    let since = Options {
        since: Some("2024-01-02".to_owned()),
        ..everything()
    };
    let dot = draw_dot(&graph, &since);
    assert!(dot.contains(", article=\""));
    assert!(dot.contains("since 2024-01-02"));
}

#[test]
fn the_same_graph_gives_the_same_plain_bytes() {
    assert_eq!(
        draw_dot(&large(), &everything()),
        draw_dot(&large(), &everything())
    );
}

#[test]
fn graphviz_reads_every_word_as_it_is() {
    let words = hostile::corpus();
    let all = words.iter().cycle().take(600).enumerate();
    let articles: Vec<_> = all.map(|(at, words)| hostile::record(at, words)).collect();
    let dot = draw_dot(&graph(&articles), &everything());
    assert!(dot.contains(", article=\""));
    let Some((svg, warnings)) = hostile::graphviz(&dot) else {
        eprintln!("graphviz is not installed: not checked");
        return;
    };
    assert_eq!(warnings, "");
    let texts: BTreeSet<String> = hostile::texts(&svg).into_iter().collect();
    for words in ["a \\N b \\G", "&lt;b&gt; &amp;", "\"]; x [label=\"y", "a\\"] {
        if hostile::corpus().iter().any(|known| known == words) {
            assert!(texts.contains(words), "{words}");
        }
    }
    assert!(!svg.contains(">y<"));
}
