//! SPARQL: any text is parsed or refused with a place, and what is parsed gets an answer.
//!
//! The ready questions stay SPARQL whatever name they are narrowed to.
#![no_main]

use dixit::{
    Article,
    store::{Answer, Dataset, Query, Question},
    write::Options,
};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

/// Rows looked at: a product of patterns may have millions.
const ROWS: usize = 50;

fuzz_target!(|text: &str| {
    for question in Question::ALL {
        let sparql = question.sparql(Some(text));
        assert!(Query::parse(&sparql).is_ok(), "{sparql}");
    }
    match Query::parse(text) {
        Err(e) => {
            assert!(!e.to_string().is_empty());
            let Some(at) = e.position() else { return };
            let line = text.split('\n').nth(at.line - 1).expect("the line is there");
            assert!(at.column <= line.chars().count() + 1, "{e}");
        }
        // Groups and orders look at all rows before the first.
        Ok(query) if text.len() < 400 => answer(&query),
        Ok(_) => {}
    }
});

fn answer(query: &Query) {
    let Ok(answer) = dataset().answer(query) else {
        return;
    };
    if let Answer::Rows(rows) = answer {
        rows.take(ROWS).for_each(drop);
    }
}

fn dataset() -> &'static Dataset {
    static DATASET: OnceLock<Dataset> = OnceLock::new();
    DATASET.get_or_init(|| {
        let article: Article = serde_json::from_str(
            r#"{"id": "a", "entities": [{"id": "e1", "name": "Ann Oduya", "kind": "person"}],
                "claims": [{"id": "c1", "text": "the bridge is safe"}],
                "statements": [{"id": "s1", "relation": "denied", "source": ["e1"], "content": "c1"}]}"#,
        )
        .expect("a record");
        let mut dataset = Dataset::new().expect("memory");
        dataset
            .add_article(&article, &Options::default())
            .expect("memory");
        dataset
    })
}
