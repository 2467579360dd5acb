//! What extraction makes of any text is a record without a fault.

use dixit::{
    Article, Relations,
    check::model_faults,
    extract::{Extractor, Outcome},
};
use proptest::prelude::*;

fn extracted(text: &str) -> Article {
    let mut article = Article::from_text("a", text);
    let extractor = Extractor::new().with_any_language();
    assert_eq!(extractor.extract(&mut article), Outcome::Read);
    article
}

fn holds(text: &str) {
    let article = extracted(text);
    let faults = model_faults(&article, Relations::builtin());
    assert!(faults.is_empty(), "{faults:?} in {text:?}");
    assert_eq!(article, extracted(text));
    assert_eq!(article.text.as_deref(), Some(text));
}

/// Pieces of which texts are put together that come near to news.
const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "’",
    ",",
    ".",
    ":",
    "?",
    "—",
    "(",
    ")",
    "\n\n",
    "said",
    "says",
    "told",
    "denied",
    "accused",
    "Mr Bell",
    "Anna Quist",
    "@anna",
    "the minister",
    "he",
    "she",
    "they",
    "we",
    "I",
    "it",
    "that",
    "what",
    "who",
    "according to",
    "Reuters",
    "reported",
    "citing",
    "adding",
    "of",
    "for",
    "as",
    "by",
    "to",
    "and",
    "was",
    "blamed",
    "on",
    "his",
    "claim",
    "such as",
    "declined to comment",
    "did not",
    "Moscow",
    "Russian",
    "deal",
    "had taken bribes",
    "yesterday",
    "Q",
    "A",
    "in the words of",
    "é😀",
];

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_gives_a_record_without_fault(text in "\\PC{0,200}") {
        holds(&text);
    }

    #[test]
    fn any_words_of_news_give_a_record_without_fault(
        words in proptest::collection::vec(proptest::sample::select(PIECES), 0..80)
    ) {
        holds(&words.join(" "));
        holds(&words.concat());
    }

    #[test]
    fn a_cut_article_gives_a_record_without_fault(from in 0usize..2000, length in 0usize..600) {
        let text = include_str!("quality/chamber.txt");
        let cut: String = text.chars().skip(from).take(length).collect();
        holds(&cut);
    }
}

#[test]
fn statements_that_stand_are_kept() {
    let mut article = extracted("“No,” said Anna Quist.");
    let before = article.clone();
    assert_eq!(Extractor::new().extract(&mut article), Outcome::Kept);
    assert_eq!(article, before);
    assert_eq!(
        Extractor::new().extract(&mut Article::default()),
        Outcome::NoText
    );
}

/// A statement as `source -relation-> content`, targets behind.
fn told(text: &str) -> Vec<String> {
    let article = extracted(text);
    let names = |ids: &[String]| {
        let name = |id: &String| {
            article
                .entities
                .iter()
                .find(|e| e.id == *id)
                .map_or("?", |e| e.name.as_str())
        };
        ids.iter().map(name).collect::<Vec<_>>().join("+")
    };
    let claim = |id: &Option<String>| {
        article
            .claims
            .iter()
            .find(|c| Some(&c.id) == id.as_ref())
            .map_or("", |c| c.text.as_str())
    };
    let line = |s: &dixit::Statement| {
        let not = if s.negated { "not " } else { "" };
        let target = if s.target.is_empty() {
            String::new()
        } else {
            format!(" @ {}", names(&s.target))
        };
        format!(
            "{} {not}{} {}{target}",
            names(&s.source),
            s.relation,
            claim(&s.content)
        )
    };
    article.statements.iter().map(line).collect()
}

#[test]
fn the_frame_gives_the_roles() {
    for (text, expected) in [
        (
            "Anna Quist accused Peter Bell of fraud.",
            "Anna Quist accused fraud @ Peter Bell",
        ),
        (
            "Peter Bell was accused by Anna Quist of fraud.",
            "Anna Quist accused fraud @ Peter Bell",
        ),
        (
            "Anna Quist blamed Peter Bell for the delay.",
            "Anna Quist blamed the delay @ Peter Bell",
        ),
        (
            "Peter Bell called the plan “a disgrace”.",
            "Peter Bell called a disgrace @ plan",
        ),
        (
            "The ministry declined to comment.",
            "ministry declinedComment ",
        ),
        ("“We lost,” said Peter Bell.", "Peter Bell said We lost"),
    ] {
        let got = told(text);
        assert!(
            got.iter().any(|g| g.starts_with(expected)),
            "{text}: {got:?}"
        );
    }
}

#[test]
fn a_carrier_conveys_what_it_carries() {
    let article = extracted("Anna Quist said the bridge was safe, Reuters reported on Monday.");
    let outer = article
        .statements
        .iter()
        .find(|s| s.relation == "reported")
        .expect("what Reuters reported");
    let claim = article
        .claims
        .iter()
        .find(|c| Some(&c.id) == outer.content.as_ref())
        .expect("its claim");
    let inner = article
        .statements
        .iter()
        .find(|s| s.relation == "said")
        .expect("what Quist said");
    assert_eq!(claim.conveys, std::slice::from_ref(&inner.id));
}

#[test]
fn a_surname_that_is_a_demonym_is_its_bearers() {
    let article = extracted(
        "The head of the harbour, Ivo Dane, left.\n\n\"We called within ten minutes,\" Dane said.",
    );
    let said = &article.statements[0];
    let source = article
        .entities
        .iter()
        .find(|e| said.source.contains(&e.id));
    assert_eq!(source.map(|e| e.name.as_str()), Some("Ivo Dane"));
}
