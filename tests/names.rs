//! A user's own names, and the names that the extractor writes.

use dixit::{
    Article, Authority, EntityKind, Known, Offsets, Relations, check, extract::Extractor,
    graph::KnowledgeGraph, read,
};
use proptest::prelude::*;
use std::{fmt::Write as _, time::Instant};

fn known(name: &str, kind: EntityKind, aliases: &[&str], iri: Option<&str>) -> Known {
    Known {
        name: name.to_owned(),
        kind: Some(kind),
        aliases: aliases.iter().map(|a| (*a).to_owned()).collect(),
        iri: iri.map(str::to_owned),
        ..Known::default()
    }
}

fn own(list: &[Known]) -> Authority {
    let mut own = Authority::new();
    for one in list {
        own.add(one.clone()).expect("a list without faults");
    }
    own
}

fn read(own: &Authority, id: &str, text: &str) -> Article {
    let mut article = Article::from_text(id, text);
    Extractor::new()
        .with_any_language()
        .with_entities(own)
        .extract(&mut article);
    let faults = check::model_faults(&article, Relations::builtin());
    assert!(faults.is_empty(), "{faults:?} in {text:?}");
    article
}

/// The words under which a text names an entity of this name.
fn named<'t>(article: &Article, text: &'t str, name: &str) -> Vec<&'t str> {
    let offsets = Offsets::new(text);
    let all = article.entities.iter().filter(|e| e.name == name);
    all.flat_map(|e| &e.mentions)
        .map(|m| offsets.words(m.span()))
        .collect()
}

#[test]
fn two_articles_that_use_two_aliases_join_in_one_node() {
    for iri in [Some("https://data.example/board"), None] {
        let board = known(
            "Kestrel Water Board",
            EntityKind::Organisation,
            &["KWB", "the Board of Kestrel"],
            iri,
        );
        let own = own(&[board]);
        let mut graph = KnowledgeGraph::new();
        graph.add_article(&read(&own, "a", "The dam is safe, KWB said on Monday."));
        let text = "The Board of Kestrel denied that the dam leaks.";
        graph.add_article(&read(&own, "b", text));
        let boards = graph.entities().filter(|e| e.name().contains("Kestrel"));
        let boards: Vec<_> = boards.map(|e| e.iri().to_owned()).collect();
        assert_eq!(boards.len(), 1, "{boards:?}");
        assert!(iri.is_none_or(|iri| boards == [iri]));
    }
}

#[test]
fn a_name_is_found_as_whole_words_the_longest_first() {
    let own = own(&[
        known("Acme", EntityKind::Organisation, &[], None),
        known("Acme Foods", EntityKind::Organisation, &["tofoo"], None),
        known("Bo Reyes", EntityKind::Person, &["Reyes"], None),
    ]);
    let text = "Acme Foods said tofoo was safe. Tofoo is new. Acme Chief Executive Dana Pell agreed.\n\n\
                Acmes are trees. Mia Reyes and Mr Reyes denied it, Acme Shipping said.";
    let article = read(&own, "a", text);
    let foods = named(&article, text, "Acme Foods");
    assert_eq!(foods, ["Acme Foods", "tofoo", "Tofoo"]);
    assert_eq!(named(&article, text, "Acme"), ["Acme"]);
    assert_eq!(named(&article, text, "Bo Reyes"), ["Reyes"]);
    assert_eq!(named(&article, text, "Dana Pell"), ["Dana Pell"]);
}

#[test]
fn the_kind_of_the_list_wins_and_parts_what_shares_a_name() {
    let own = own(&[
        known("Georgia", EntityKind::Person, &[], Some("urn:x:person")),
        known("Georgia", EntityKind::Country, &[], Some("urn:x:country")),
        known("Lund", EntityKind::Outlet, &[], Some("urn:x:lund")),
    ]);
    let article = read(&own, "a", "Georgia rejected the plan, Lund reported.");
    let iris: Vec<_> = article.entities.iter().map(|e| e.iri.as_deref()).collect();
    assert_eq!(iris, [Some("urn:x:country"), Some("urn:x:lund")]);
    assert_eq!(article.entities[1].kind, EntityKind::Outlet);
}

/// Lists, and what is wrong with them.
const FAULTS: [(&str, &str); 11] = [
    (
        "name,kind\nA,persn\n",
        "line 2, column 3: unknown kind `persn`; did you mean `person`?",
    ),
    (
        "name,iri\n\"A, B\",x\n",
        "line 2, column 8: `x` is not an absolute IRI: No scheme found in an absolute IRI",
    ),
    (
        "name\nA\nB\n\nA\n",
        "line 5, column 1: `A` stands twice (line 2)",
    ),
    (
        "name,aliases\nA,B\nC,É;B\n",
        "line 3, column 3: `B` is taken by `A` (line 2)",
    ),
    (
        "name,iri\nA,urn:x:1\nB,urn:x:1\n",
        "line 3, column 3: `urn:x:1` is taken by `A` (line 2)",
    ),
    ("", "line 1, column 1: column `name` is missing"),
    (
        "name,name\n",
        "line 1, column 6: column `name` stands twice",
    ),
    (
        "{\"name\": \"A\"}\n{\"name\": \"é\", \"kin\": 1}",
        "line 2, column 15: unknown key `kin`; did you mean `kind`?",
    ),
    (
        "[{\"name\": 3}]",
        "line 1, column 11: `name`: expected a string",
    ),
    ("[3]", "line 1, column 2: expected an object with a `name`"),
    (
        "[{\"kind\": \"person\"}]",
        "line 1, column 2: key `name` is missing",
    ),
];

#[test]
fn faults_of_a_list_are_named_with_their_place() {
    for (list, words) in FAULTS {
        let fault = read::authority(list.as_bytes()).expect_err(words);
        assert_eq!(fault.to_string(), words);
    }
    let deep = format!("[{{\"name\": {}", "[".repeat(100_000));
    let long = format!("name\n{}\n", "x".repeat(5000));
    for list in [
        deep.as_bytes(),
        long.as_bytes(),
        b"name\n\xff\n",
        b"\xff\xfe[\0",
    ] {
        assert!(read::authority(list).is_err());
    }
}

/// A list of any length is read, and looked up in, in time that grows with it alone.
#[test]
fn a_hundred_thousand_names_are_no_trouble() {
    let list = |rows: usize| {
        let mut list = "name,kind,aliases,iri\n".to_owned();
        for row in 0..rows {
            let _ = writeln!(
                list,
                "John Quill{row},person,J. Quill{row};Quill{row},https://data.example/{row}"
            );
        }
        list
    };
    let text = "John Quill7 said on Monday that John Quill was right. ".repeat(200);
    let time = |rows: usize| {
        let (list, start) = (list(rows), Instant::now());
        let own = read::authority(list.as_bytes()).expect("a list");
        assert_eq!(own.len(), rows);
        let article = read(&own, "a", &text);
        assert!(article.entities.iter().any(|e| e.name == "John Quill7"));
        start.elapsed().as_secs_f64()
    };
    let (few, many) = (time(12_500), time(100_000));
    assert!(many < few * 8.0 * 4.0 + 1.0, "{few} s, {many} s");
}

#[test]
fn a_record_that_names_one_a_thousandfold_is_no_trouble() {
    let own = own(&[known("Bo Reyes", EntityKind::Person, &["Reyes"], None)]);
    let time = |count: usize| {
        let entity = |at: usize| dixit::Entity {
            id: format!("e{at}"),
            name: ["Bo Reyes", "Reyes"][at % 2].to_owned(),
            description: Some(format!("no. {at}")),
            ..dixit::Entity::default()
        };
        let mut article = Article {
            entities: (0..count).map(entity).collect(),
            ..Article::default()
        };
        article.statements.push(dixit::Statement {
            source: (0..count).map(|at| format!("e{at}")).collect(),
            ..dixit::Statement::default()
        });
        let start = Instant::now();
        own.apply(&mut article);
        assert_eq!(article.entities.len(), 1);
        assert_eq!(article.entities[0].aliases, ["Reyes"]);
        assert_eq!(article.statements[0].source, ["e0"]);
        start.elapsed().as_secs_f64()
    };
    let (few, many) = (time(2_000), time(32_000));
    assert!(many < few * 16.0 * 4.0 + 0.5, "{few} s, {many} s");
}

/// Marks that no name begins or ends with.
const MARKS: [char; 14] = [
    '“', '”', '"', '‘', '«', '»', ',', ';', ':', '!', '?', '(', '—', '–',
];

fn names_are_bare(article: &Article) {
    for entity in &article.entities {
        let bare = entity.name.trim_matches(|c| MARKS.contains(&c));
        assert_eq!(entity.name, bare, "{article:?}");
    }
}

#[test]
fn names_keep_no_marks() {
    let text = "“We will not sell,” Pell said. “We have no need to,” she added.\n\n\
                “Never!” @dana_pell wrote (in a post). ‘Sell,’ urged “Mad” Max Orr, — her rival: “Now!”";
    let article = read(&Authority::new(), "a", text);
    names_are_bare(&article);
    let mut names = article.entities.iter().map(|e| e.name.as_str());
    assert!(names.any(|name| name == "Pell"), "{article:?}");
}

fn piece() -> impl Strategy<Value = &'static str> {
    prop::sample::select(vec![
        "Acme",
        "acme",
        "Bo",
        "Reyes",
        "President",
        "the",
        "The",
        "said",
        "denied",
        "that",
        "of",
        "Bank",
        "“",
        "”",
        "'",
        "’s",
        ".",
        ",",
        "\n\n",
        "É",
        "👩‍👧",
        "May",
        "in",
        "Mr",
        "(",
        ")",
        "we",
        "he",
        "who",
        "told",
        "her",
        "minister",
        "Russian",
        "@acme",
        "-",
        "&",
        "Children",
        "1",
    ])
}

#[test]
fn no_mark_is_left_behind_an_article() {
    let text = "the ( President @acme told Reyes Acme denied the Acme";
    names_are_bare(&read(&Authority::new(), "a", text));
}

#[test]
fn a_name_may_begin_with_of() {
    let mut own = Authority::new();
    own.add(Known {
        name: "of 1".to_owned(),
        ..Known::default()
    })
    .expect("a name");
    let article = read(&own, "a", "of 1");
    assert_eq!(article.entities.len(), 1);
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(200))]

    #[test]
    fn any_list_and_any_text_make_a_record_without_faults(
        names in prop::collection::vec((prop::collection::vec(piece(), 1..4), any::<bool>(), 0..9usize), 0..8),
        words in prop::collection::vec(piece(), 0..60),
    ) {
        let mut own = Authority::new();
        for (at, (name, with_iri, kind)) in names.iter().enumerate() {
            // Some names are empty or taken: those are refused, and the rest stands.
            let _ = own.add(Known {
                name: name.join(" "),
                kind: EntityKind::ALL.get(*kind).copied(),
                iri: with_iri.then(|| format!("https://data.example/{at}")),
                ..Known::default()
            });
        }
        let text = words.join(" ");
        let mut article = read(&own, "a", &text);
        if own.is_empty() {
            names_are_bare(&article);
        }
        let again = article.clone();
        own.apply(&mut article);
        prop_assert_eq!(article, again);
    }
}
