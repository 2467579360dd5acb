//! Extraction of any text: a record that keeps the model's rules, the same each time.
#![no_main]

use dixit::{Article, Relations, check, extract::Extractor};
use libfuzzer_sys::fuzz_target;
use std::sync::OnceLock;

fuzz_target!(|text: &str| {
    static EXTRACTOR: OnceLock<Extractor> = OnceLock::new();
    let extractor = EXTRACTOR.get_or_init(Extractor::new);
    let mut article = Article::from_text("a", text);
    extractor.extract(&mut article);
    assert_eq!(article.text.as_deref(), Some(text));
    let faults = check::model_faults(&article, Relations::builtin());
    assert!(faults.is_empty(), "{faults:?}");
    let mut again = Article::from_text("a", text);
    extractor.extract(&mut again);
    assert_eq!(again, article);
});
