//! What is in a drawing: who, how, what, and what was left out.

use crate::{draw_dot, draw_html, draw_svg, drone, graph, many};
use std::{fs, path::Path, process::Command};

use dixit::{
    Article,
    write::picture::{LineKind, Options, Picture, ShapeKind, Tone, View},
};

fn picture(options: Options) -> Picture {
    Picture::new(&drone(), &options)
}

/// Returns the lines in words, each with its tone.
fn sentences(picture: &Picture) -> Vec<String> {
    let all = picture.lines.iter();
    all.map(|line| format!("{}: {}", line.tone.name(), picture.sentence(line)))
        .collect()
}

#[test]
fn words_passed_on_run_through_who_passes_them_on() {
    let picture = picture(Options::default());
    let all = sentences(&picture);
    for wanted in [
        "asserts: Dmitry Peskov said through: RIA Novosti",
        "asserts: RIA Novosti reported: Putin was not in the building at the time",
        // What Nykyforov did not deny is not his claim, nor Bloomberg's.
        "withholds: Serhiy Nykyforov did not deny through: Bloomberg",
        "withholds: Bloomberg reported: local partisans had been at work",
        "withholds: White House declined to comment: (no comment)",
        "asserts: (unnamed) claimed: the flag had been lowered",
        "denies: Dmitry Peskov dismissed: Russia had staged the episode itself",
        "denies: claim 7 disputes: claim 1",
    ] {
        assert!(all.iter().any(|line| line == wanted), "{wanted}\n{all:#?}");
    }
    let direct = |line: &&String| line.contains("Peskov said: Putin was not");
    assert!(!all.iter().any(|line| direct(&line)));
}

#[test]
fn nobody_passes_on_himself() {
    let record = r#"{"id": "a", "entities": [{"id": "e", "name": "Ann"}, {"id": "f", "name": "Bob"}],
        "claims": [{"id": "c", "text": "she feared floods and accused Bob of lying", "spans": [{"start": 0, "end": 42}],
                    "conveys": ["t", "u"]},
                   {"id": "d", "text": "floods"}, {"id": "b", "text": "lying"}],
        "statements": [{"id": "s", "relation": "said", "source": ["e"], "content": "c"},
                       {"id": "t", "relation": "feared", "source": ["e"], "content": "d"},
                       {"id": "u", "relation": "accused", "source": ["e"], "target": ["f"], "content": "b"}]}"#;
    let article: Article = serde_json::from_str(record).expect("a record");
    let picture = Picture::new(&graph([&article]), &Options::default());
    assert_eq!(
        sentences(&picture),
        [
            "asserts: Ann said: she feared floods and accused Bob of lying",
            "accuses: Ann accused Bob: lying",
        ]
    );
}

/// `docs/NAME.svg` is what the command draws of `examples/articles/NAME.txt`.
#[test]
fn what_nobody_denied_was_not_denied_by_somebody_unnamed() {
    let record = r#"{"id": "a", "claims": [{"id": "c", "text": "the wall had moved"}],
        "entities": [{"id": "e", "name": "Ann"}],
        "statements": [{"id": "s", "relation": "denied", "negated": true, "content": "c"},
                       {"id": "t", "relation": "denied", "negated": true, "source": ["e"], "content": "c"}]}"#;
    let article: Article = serde_json::from_str(record).expect("a record");
    let graph = graph([&article]);
    let picture = Picture::new(&graph, &Options::default());
    assert_eq!(
        sentences(&picture),
        [
            "withholds: (unnamed) not denied: the wall had moved",
            "withholds: Ann did not deny: the wall had moved",
        ]
    );
    for drawn in [draw_dot, draw_svg, draw_html].map(|draw| draw(&graph, &Options::default())) {
        assert!(
            drawn.contains("not denied") && drawn.contains("did not deny"),
            "{drawn}"
        );
    }
}

#[test]
fn the_pictures_of_the_documents_are_drawn_by_the_command() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let docs = fs::read_dir(root.join("docs")).expect("a folder");
    let mut pictures = 0;
    for picture in docs.map(|entry| entry.expect("an entry").path()) {
        if picture
            .extension()
            .is_none_or(|extension| extension != "svg")
        {
            continue;
        }
        pictures += 1;
        let name = picture.file_stem().expect("a name");
        let article = root
            .join("examples/articles")
            .join(name)
            .with_extension("txt");
        let run = Command::new(env!("CARGO_BIN_EXE_dixit"))
            .arg("export")
            .arg(article)
            .args(["--to", "svg"])
            .output()
            .expect("the command runs");
        assert!(run.status.success());
        if std::env::var_os("SNAPSHOTS").is_some_and(|v| v == "overwrite") {
            fs::write(&picture, &run.stdout).expect("a writable file");
        }
        let old = fs::read(&picture).expect("a picture");
        let picture = picture.display();
        assert!(
            old == run.stdout,
            "{picture} differs; see SNAPSHOTS=overwrite"
        );
    }
    assert!(pictures > 0);
}

#[test]
fn a_carrier_has_one_source_only() {
    let graph = graph(&many::articles(6, 40));
    let options = Options {
        top: Some(usize::MAX),
        ..Options::default()
    };
    let picture = Picture::new(&graph, &options);
    for (at, shape) in picture.boxes.iter().enumerate() {
        if shape.kind == ShapeKind::Carrier {
            let incoming = picture.lines.iter().filter(|line| line.to == at);
            let mut from: Vec<usize> = incoming.map(|line| line.from).collect();
            from.dedup();
            assert_eq!(from.len(), 1, "{shape:?}");
        }
    }
}

#[test]
fn a_users_relation_is_drawn_by_what_it_implies() {
    let own = "[[relation]]\nname = \"refuted\"\nlabel = \"refuted\"\ndefinition = \"d\"\n\
               group = \"denied\"\nstance = \"denies\"\n";
    let mut options = Options::default();
    options.vocabulary = options.vocabulary.with_toml(own).expect("valid");
    let record = r#"{"id": "a", "entities": [{"id": "e", "name": "Ann"}],
        "claims": [{"id": "c", "text": "it"}],
        "statements": [{"id": "s", "relation": "refuted", "source": ["e"], "content": "c"},
                       {"id": "t", "relation": "refuted", "negated": true, "source": ["e"], "content": "c"}]}"#;
    let article: Article = serde_json::from_str(record).expect("a record");
    let picture = Picture::new(&graph([&article]), &options);
    let tones: Vec<Tone> = picture.lines.iter().map(|line| line.tone).collect();
    assert_eq!(tones, [Tone::Denies, Tone::Withholds]);
    assert_eq!(picture.lines[1].label, "not: refuted");
}

#[test]
fn same_sayings_share_a_line() {
    let record = r#"{"id": "a", "entities": [{"id": "e", "name": "Ann"}],
        "claims": [{"id": "c", "text": "it"}],
        "statements": [{"id": "s", "relation": "denied", "source": ["e"], "content": "c", "cue": [{"start": 1, "end": 2}]},
                       {"id": "t", "relation": "denied", "source": ["e"], "content": "c"}]}"#;
    let article: Article = serde_json::from_str(record).expect("a record");
    let dot = draw_dot(&graph([&article]), &Options::default());
    assert!(dot.contains("denied ×2"), "{dot}");
}

#[test]
fn a_large_drawing_is_cut_and_says_so() {
    let graph = graph(&many::articles(10, 100));
    let picture = Picture::new(&graph, &Options::default());
    let left_out = picture.left_out.expect("a cut");
    assert_eq!(left_out.drawn, dixit::write::picture::LIMIT);
    assert!(
        left_out
            .sentence()
            .contains(&format!("--top {}", left_out.all))
    );
    let svg = draw_svg(&graph, &Options::default());
    assert!(svg.contains("statements are drawn"));
    let all = Options {
        top: Some(left_out.all),
        ..Options::default()
    };
    assert_eq!(Picture::new(&graph, &all).left_out, None);
}

#[test]
fn cuts_keep_what_they_name() {
    let around = Options {
        around: Some("blinken".into()),
        ..Options::default()
    };
    assert_eq!(
        sentences(&picture(around.clone())),
        [
            "asserts: Antony Blinken said: he would take anything from the Kremlin “with a very large shaker of salt”"
        ]
    );
    let relation = picture(Options {
        relations: vec!["rejected".into()],
        ..Options::default()
    });
    // Dismissing is a kind of rejecting.
    assert_eq!(
        sentences(&relation),
        ["denies: Dmitry Peskov dismissed: Russia had staged the episode itself"]
    );
    for (since, drawn) in [
        ("2023-05-03", true),
        ("2023-05", true),
        ("2023-05-04", false),
    ] {
        let picture = picture(Options {
            since: Some(since.into()),
            until: Some("2023".into()),
            ..Options::default()
        });
        assert_eq!(picture.lines.is_empty(), !drawn, "{since}");
    }
    let nobody = picture(Options {
        around: Some("nobody of this name".into()),
        ..Options::default()
    });
    assert!(nobody.boxes.is_empty() && nobody.left_out.is_some());
}

#[test]
fn actors_stand_to_one_another() {
    let options = Options {
        view: View::Actors,
        ..Options::default()
    };
    let all = sentences(&picture(options));
    for wanted in [
        "accuses: Russia accused: Ukraine",
        "denies: Volodymyr Zelensky denies: Russia",
        "denies: Dmitry Peskov dismissed: Mykhailo Podolyak",
        "supports: Analysts in London supported: European Union",
    ] {
        assert!(all.iter().any(|line| line == wanted), "{wanted}\n{all:#?}");
    }
}

#[test]
fn a_timeline_goes_by_days() {
    let options = Options {
        view: View::Timeline,
        top: Some(usize::MAX),
        ..Options::default()
    };
    let picture = Picture::new(&graph(&many::articles(5, 6)), &options);
    let last = picture.last_rank();
    let days = picture.column(last).filter_map(|at| picture.boxes[at].band);
    let days: Vec<&str> = days.map(|band| picture.bands[band].name.as_str()).collect();
    assert!(days.len() > 5 && days.is_sorted(), "{days:?}");
}

#[test]
fn nothing_to_draw_is_still_a_drawing() {
    let empty = graph([]);
    for view in View::ALL {
        let options = Options {
            view,
            ..Options::default()
        };
        assert!(draw_svg(&empty, &options).ends_with("</svg>\n"));
        assert!(draw_dot(&empty, &options).ends_with("}\n"));
        assert!(draw_html(&empty, &options).ends_with("</html>\n"));
    }
}

#[test]
fn the_same_graph_gives_the_same_bytes() {
    let options = Options::default();
    let graph = || graph(&many::articles(8, 30));
    assert_eq!(draw_dot(&graph(), &options), draw_dot(&graph(), &options));
    assert_eq!(draw_svg(&graph(), &options), draw_svg(&graph(), &options));
    assert_eq!(draw_html(&graph(), &options), draw_html(&graph(), &options));
}

#[test]
fn every_statement_is_in_a_line() {
    let graph = graph(&many::articles(3, 30));
    let options = Options {
        top: Some(usize::MAX),
        ..Options::default()
    };
    let picture = Picture::new(&graph, &options);
    for statement in graph.statements() {
        let said = |line: &dixit::write::picture::Line| {
            line.kind == LineKind::Saying
                && (line.statements.contains(&statement.node())
                    || line.via.contains(&statement.node()))
        };
        let passed = statement
            .content()
            .is_some_and(|c| c.conveys().next().is_some());
        assert!(
            passed || picture.lines.iter().any(said),
            "{}",
            statement.id()
        );
    }
}
