//! How time grows with the input, stage by stage: nothing may be quadratic.
//!
//! `cargo bench --bench slope [NAME]` doubles each input and prints the slope,
//! the power of its length with which the time grows: 1 is linear, 2 quadratic.
//! Ends with 1 where a slope is above [`LIMIT`].

use dixit::{
    Article, Claim, Entity, Link, LinkKind, Relations, Statement, check,
    extract::Extractor,
    graph::KnowledgeGraph,
    read::{self, ArticleParser},
    syntax::Syntax,
    write::{self, ArticleSerializer},
};
use std::{
    env,
    hint::black_box,
    process::ExitCode,
    time::{Duration, Instant},
};

/// Sorting and caches that overflow cost a little more than linear.
const LIMIT: f64 = 1.5;

/// An input is doubled until its run takes so long; then once more.
const LONG_ENOUGH: Duration = Duration::from_millis(150);

/// Makes an input of a length, and returns the work to measure.
type Make = fn(usize) -> Box<dyn Fn()>;

const CASES: &[(&str, Make)] = &[
    ("read: json, statements", |n| {
        read(read::Format::Json, json(&[story(n)]))
    }),
    ("read: jsonl, records", |n| {
        read(read::Format::JsonLines, json(&stories(n)))
    }),
    ("read: csv, rows of one article", |n| {
        read(read::Format::Csv, csv(n))
    }),
    ("read: nq, statements", |n| {
        read(read::Format::Rdf(Syntax::NQuads), rdf(n, Syntax::NQuads))
    }),
    ("read: ttl, statements", |n| {
        read(read::Format::Rdf(Syntax::Turtle), rdf(n, Syntax::Turtle))
    }),
    ("read: brackets without end", |n| {
        read(read::Format::Json, "[".repeat(n * 100).into())
    }),
    ("check: unknown keys", |n| check(keys(n))),
    ("check: ids that lead nowhere", |n| check(dangling(n))),
    ("check: a chain of conveyed statements", |n| {
        check(text(&chain(n, false)))
    }),
    ("check: a ring of conveyed statements", |n| {
        check(text(&chain(n, true)))
    }),
    ("extract: sentences", |n| {
        extract("Ann Oduya said the dam of Halden leaks. ".repeat(n))
    }),
    ("extract: one sentence", |n| {
        extract("the dam and ".repeat(n))
    }),
    ("extract: names", |n| {
        extract(
            (0..n)
                .map(|i| format!("Ann O{i}x met Bo R{i}x. "))
                .collect(),
        )
    }),
    ("extract: cues", |n| {
        extract("said denied claimed ".repeat(n))
    }),
    ("extract: open quotes", |n| extract("“He ".repeat(n))),
    ("extract: straight quotes", |n| {
        extract("\"a\" 'b' ".repeat(n))
    }),
    ("extract: quotations that go on", |n| {
        extract("Ann Oduya said “it leaks.” “It leaks.” ".repeat(n))
    }),
    ("extract: pronouns", |n| {
        extract("She said that he told them. ".repeat(n))
    }),
    ("extract: denials", |n| {
        extract("Ann said Bo said Cy denied Di. ".repeat(n))
    }),
    ("extract: turns of a transcript", |n| {
        let turn = |i| format!("Q: Does dam {i} leak?\n\nA: Ann denied it, I said {i}.\n\n");
        extract((0..n).map(turn).collect())
    }),
    ("extract: headings", |n| {
        let head = |i| format!("Velmora: Dam {i} Leaks, Branded A Lie By Ann\n\n");
        extract((0..n).map(head).collect())
    }),
    ("extract: line breaks", |n| extract("\n a".repeat(n))),
    ("extract: punctuation", |n| {
        extract(".,;:!?()-'’\"".repeat(n))
    }),
    ("extract: letters of one word", |n| {
        extract("a".repeat(n * 20))
    }),
    ("extract: brackets", |n| extract("((".repeat(n))),
    ("graph: statements of one article", |n| {
        graph(vec![story(n)])
    }),
    ("graph: articles that name the same", |n| graph(stories(n))),
    ("graph: a chain of conveyed statements", |n| {
        graph(vec![chain(n, false)])
    }),
    ("graph: a ring of conveyed statements", |n| {
        graph(vec![chain(n, true)])
    }),
    ("graph: one entity part of many", |n| graph(vec![parts(n)])),
    ("write: jsonl", |n| {
        write(write::Format::JsonLines, vec![story(n)])
    }),
    ("write: nq", |n| {
        write(write::Format::Rdf(Syntax::NQuads), vec![story(n)])
    }),
    ("write: nq, links", |n| {
        write(write::Format::Rdf(Syntax::NQuads), vec![links(n)])
    }),
    ("write: nq, conveyed", |n| {
        write(write::Format::Rdf(Syntax::NQuads), vec![chain(n, false)])
    }),
    ("write: ttl", |n| {
        write(write::Format::Rdf(Syntax::Turtle), vec![story(n)])
    }),
    ("write: ttl, records", |n| {
        write(write::Format::Rdf(Syntax::Turtle), stories(n))
    }),
    ("write: rdf", |n| {
        write(write::Format::Rdf(Syntax::RdfXml), vec![story(n)])
    }),
    ("write: jsonld", |n| {
        write(write::Format::Rdf(Syntax::JsonLd), vec![story(n)])
    }),
    ("write: dot", |n| write(write::Format::Dot, vec![story(n)])),
    ("write: dot, records", |n| {
        write(write::Format::Dot, stories(n))
    }),
    ("write: dot, chain", |n| {
        write(write::Format::Dot, vec![chain(n, false)])
    }),
    ("write: svg", |n| write(write::Format::Svg, vec![story(n)])),
    ("write: svg, links", |n| {
        write(write::Format::Svg, vec![links(n)])
    }),
    ("write: html", |n| {
        write(write::Format::Html, vec![story(n)])
    }),
    ("write: html, records", |n| {
        write(write::Format::Html, stories(n))
    }),
];

fn main() -> ExitCode {
    let wanted: Vec<String> = env::args()
        .skip(1)
        .filter(|a| !a.starts_with('-'))
        .collect();
    let mut steep = 0;
    println!("| stage | length | time | slope |\n|---|---:|---:|---:|");
    for (name, make) in CASES {
        if !wanted.is_empty() && !wanted.iter().any(|word| name.contains(word.as_str())) {
            continue;
        }
        let (length, time, slope) = measure(*make);
        let mark = if slope > LIMIT { " **" } else { "" };
        steep += usize::from(slope > LIMIT);
        println!(
            "| {name} | {length} | {} ms | {slope:.2}{mark} |",
            time.as_millis()
        );
    }
    match steep {
        0 => ExitCode::SUCCESS,
        _ => ExitCode::FAILURE,
    }
}

fn measure(make: Make) -> (usize, Duration, f64) {
    let mut length = 500;
    while time(&*make(length)) < LONG_ENOUGH && length < 1 << 22 {
        length *= 2;
    }
    // The least of three: caches are shared.
    let best = |length| {
        let work = make(length);
        (0..3).map(|_| time(&*work)).min().unwrap_or_default()
    };
    let (short, long) = (best(length / 2), best(length));
    let slope = (long.as_secs_f64() / short.as_secs_f64()).log2();
    (length, long, slope)
}

/// Returns the processor's time where the system tells it, as others use this machine too.
fn time(work: &dyn Fn()) -> Duration {
    let (began, began_on_cpu) = (Instant::now(), on_cpu());
    work();
    match (began_on_cpu, on_cpu()) {
        (Some(began), Some(now)) => now.saturating_sub(began),
        _ => began.elapsed(),
    }
}

fn on_cpu() -> Option<Duration> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    let nanoseconds = text.split_whitespace().next()?.parse().ok()?;
    Some(Duration::from_nanos(nanoseconds))
}

// ---- the work

fn read(format: read::Format, input: Vec<u8>) -> Box<dyn Fn()> {
    Box::new(move || {
        let articles = ArticleParser::from_format(format).for_reader(&*input);
        black_box(articles.count());
    })
}

fn check(json: String) -> Box<dyn Fn()> {
    Box::new(move || {
        black_box(check::json_faults(&json, Relations::builtin()).len());
    })
}

fn extract(text: String) -> Box<dyn Fn()> {
    let extractor = Extractor::new().with_any_language();
    Box::new(move || {
        let mut article = Article::from_text("a", text.as_str());
        extractor.extract(&mut article);
        black_box(article.statements.len());
    })
}

fn graph(articles: Vec<Article>) -> Box<dyn Fn()> {
    Box::new(move || {
        let mut graph = KnowledgeGraph::new();
        for article in &articles {
            graph.add_article(article);
        }
        for statement in graph.statements() {
            black_box((statement.sources().count(), statement.conveyed_by().count()));
        }
        black_box(graph.relations().edge_count());
    })
}

fn write(format: write::Format, articles: Vec<Article>) -> Box<dyn Fn()> {
    Box::new(move || {
        let serializer = ArticleSerializer::from_format(format);
        let mut writer = serializer.for_writer(std::io::sink()).expect("supported");
        for article in &articles {
            writer.write_article(article).expect("a sink takes all");
        }
        writer.finish().expect("a sink takes all");
    })
}

// ---- the inputs

fn entity(n: usize) -> Entity {
    Entity {
        id: format!("e{n}"),
        name: format!("Ann Oduya {n}"),
        ..Entity::default()
    }
}

fn claim(n: usize) -> Claim {
    Claim {
        id: format!("c{n}"),
        text: format!("the dam leaks {n}"),
        ..Claim::default()
    }
}

fn statement(n: usize, source: usize) -> Statement {
    Statement {
        id: format!("s{n}"),
        relation: "denied".to_owned(),
        source: vec![format!("e{source}")],
        content: Some(format!("c{n}")),
        confidence: Some(0.5),
        ..Statement::default()
    }
}

/// One article with so many statements, by a tenth as many people.
fn story(n: usize) -> Article {
    Article {
        id: "story".to_owned(),
        entities: (0..n / 10 + 1).map(entity).collect(),
        claims: (0..n).map(claim).collect(),
        statements: (0..n).map(|at| statement(at, at / 10)).collect(),
        ..Article::default()
    }
}

/// So many articles in which the same spokesman speaks for the same office.
fn stories(n: usize) -> Vec<Article> {
    let one = |at| {
        let mut article = story(2);
        article.id = format!("a{at}");
        article.entities.push(entity(1));
        article.entities[0].speaks_for = vec!["e1".to_owned()];
        article
    };
    (0..n).map(one).collect()
}

/// Statements each inside the content of the one before, perhaps in a ring.
fn chain(n: usize, ring: bool) -> Article {
    let mut article = story(n);
    for at in 0..n {
        if ring || at + 1 < n {
            article.claims[at].conveys = vec![format!("s{}", (at + 1) % n)];
        }
    }
    article
}

fn links(n: usize) -> Article {
    let mut article = story(n);
    for at in 1..n {
        article.links.push(Link {
            from: format!("c{at}"),
            kind: LinkKind::Denies,
            to: format!("c{}", at / 2),
            confidence: Some(0.5),
        });
    }
    article
}

fn parts(n: usize) -> Article {
    let mut article = story(1);
    article.entities = (0..n).map(entity).collect();
    article.entities[0].part_of = (1..n).map(|at| format!("e{at}")).collect();
    article
}

fn text(article: &Article) -> String {
    serde_json::to_string(article).expect("a record")
}

fn json(articles: &[Article]) -> Vec<u8> {
    let lines = articles.iter().map(|article| text(article) + "\n");
    lines.collect::<String>().into_bytes()
}

fn keys(n: usize) -> String {
    let keys: Vec<_> = (0..n).map(|at| format!("\"é{at}\": 1")).collect();
    format!("{{\"id\": \"a\", {}}}", keys.join(", "))
}

fn dangling(n: usize) -> String {
    let ids: Vec<_> = (0..n).map(|at| format!("\"é{at}\"")).collect();
    let ids = ids.join(", ");
    format!("{{\"id\": \"a\", \"claims\": [{{\"id\": \"c\", \"mentions\": [{ids}]}}]}}")
}

fn csv(n: usize) -> Vec<u8> {
    let mut table = "source,relation,content,quote\n".to_owned();
    for at in 0..n {
        table.push_str(&format!(
            "Ann Oduya,denied,the dam leaks {at},“it {at} leaks”\n"
        ));
    }
    table.into_bytes()
}

fn rdf(n: usize, syntax: Syntax) -> Vec<u8> {
    let serializer = ArticleSerializer::from_format(write::Format::Rdf(syntax));
    let mut writer = serializer.for_writer(Vec::new()).expect("supported");
    writer.write_article(&story(n)).expect("memory takes all");
    writer.finish().expect("memory takes all")
}
