//! Reading: any bytes end in articles or errors, each with its place.

use crate::{any_input, config, good_record, read_all, word, write_all};
use dixit::{
    Article, Relations, check,
    extract::Extractor,
    read::{self, ArticleParser},
    write,
};
use proptest::{collection::vec, prelude::*, sample::select};

/// Says whether a place is one of the text, or just behind it.
fn is_inside(at: check::Position, text: &str) -> bool {
    let line = text.split('\n').nth(at.line - 1);
    line.is_some_and(|line| at.column <= line.chars().count() + 1)
}

proptest! {
    #![proptest_config(config(1))]

    #[test]
    fn readers_take_any_bytes(bytes in any_input()) {
        for &format in read::Format::ALL {
            for error in read_all(format, &bytes).into_iter().filter_map(Result::err) {
                prop_assert!(!error.to_string().is_empty());
            }
            let mut faults = ArticleParser::from_format(format).faults_for_reader(&*bytes);
            prop_assert!(faults.by_ref().take(bytes.len() + 3).count() < bytes.len() + 3);
        }
    }

    #[test]
    fn faults_stand_inside_the_text(bytes in any_input()) {
        let text = String::from_utf8_lossy(&bytes);
        for fault in check::json_faults(&text, Relations::builtin()) {
            if let Some(at) = fault.position {
                prop_assert!(is_inside(at, &text), "{fault} in {text:?}");
            }
        }
        for format in [read::Format::Json, read::Format::JsonLines] {
            let faults = ArticleParser::from_format(format).faults_for_reader(text.as_bytes());
            for fault in faults.flat_map(|faults| faults.expect("memory can be read")) {
                let Some(at) = fault.position else { continue };
                // A byte-order mark is taken off and is no column.
                let text = text.trim_start_matches('\u{feff}');
                prop_assert!(is_inside(at, text), "{}: {fault} in {text:?}", format.name());
            }
        }
    }

    #[test]
    fn records_come_back_the_same(articles in vec(good_record(), 0..4)) {
        for (to, from) in [
            (write::Format::Json, read::Format::Json),
            (write::Format::JsonLines, read::Format::JsonLines),
        ] {
            let bytes = write_all(to, &articles).expect("JSON holds all");
            let mut again = Vec::new();
            for article in read_all(from, &bytes) {
                again.push(article.map_err(|e| TestCaseError::fail(e.to_string()))?);
            }
            prop_assert_eq!(&again, &articles);
            prop_assert_eq!(write_all(to, &again).expect("JSON holds all"), bytes);
        }
    }

    #[test]
    fn a_good_record_has_no_fault(article in good_record()) {
        let json = serde_json::to_string_pretty(&article).expect("JSON");
        prop_assert_eq!(check::json_faults(&json, Relations::builtin()), vec![]);
    }

    #[test]
    fn spreadsheets_keep_every_row(rows in vec((word(), word(), word(), word()), 0..8)) {
        let mut table = csv::Writer::from_writer(Vec::new());
        table.write_record(["source", "relation", "content", "quote"]).expect("memory");
        for (source, content, quote, _) in &rows {
            table.write_record([source, "denied", content, quote]).expect("memory");
        }
        let bytes = table.into_inner().expect("memory");
        let mut statements = 0;
        for article in read_all(read::Format::Csv, &bytes) {
            let article = article.map_err(|e| TestCaseError::fail(e.to_string()))?;
            prop_assert_eq!(check::model_faults(&article, Relations::builtin()), vec![]);
            statements += article.statements.len();
        }
        prop_assert_eq!(statements, rows.len());
    }

    #[test]
    fn relation_files_never_panic(text in prop_oneof![
        any::<String>(),
        vec(select(&["[[relation]]\n", "[frames.x]\n", "name = \"x\"\n", "label = \"\"\n",
            "definition = \"d\"\n", "group = \"g\"\n", "stance = \"asserts\"\n", "iri = \"x y\"\n",
            "broader = \"x\"\n", "active = \"S V C\"\n", "= ", "\"", "é"][..]), 0..12)
            .prop_map(|lines| lines.concat()),
    ]) {
        if let Err(e) = Relations::builtin().clone().with_toml(&text) {
            prop_assert!(!e.to_string().is_empty());
        }
    }
}

proptest! {
    #![proptest_config(config(4))]

    #[test]
    fn any_text_is_extracted_into_a_right_record(text in text()) {
        let mut article = Article::from_text("a", text);
        let extractor = Extractor::new();
        extractor.extract(&mut article);
        prop_assert_eq!(check::model_faults(&article, Relations::builtin()), vec![]);
        let mut again = Article::from_text("a", article.text.clone().unwrap_or_default());
        Extractor::new().extract(&mut again);
        prop_assert_eq!(again, article);
    }
}

/// Pieces of reporting in any order, and anything else.
fn text() -> impl Strategy<Value = String> {
    const PIECES: &[&str] = &[
        "Ann Oduya",
        "the ministry",
        "said",
        "denied",
        " that ",
        "“",
        "”",
        "\"",
        "'",
        "‘",
        "’",
        ", ",
        ". ",
        "\n\n",
        "according to",
        "She",
        "did not",
        "the bridge is safe",
        "Dr. Bo Reyes (42)",
        "told Cy Lund",
        "!",
        "?",
        ":",
        "— ",
        "😀",
        "e\u{301}",
        "U.S.",
        "@user",
        "#tag",
        "https://x.example/a?b",
        "<b>",
        "\u{0}",
    ];
    prop_oneof![
        3 => vec(select(PIECES), 0..40).prop_map(|pieces| pieces.join(" ")),
        1 => vec(select(PIECES), 0..40).prop_map(|pieces| pieces.concat()),
        1 => any::<String>(),
    ]
}
