//! Extraction holds its laws on any text.

use dixit::Article;
use dixit::extract::{Extractor, Reading, attributions, attributions_above};
use proptest::prelude::*;
use std::time::Instant;

const HARD: &[&str] = &[
    "",
    "\n\n\n",
    "“",
    "'''''",
    "TRUMP: I NEVER SAID THAT!!!\nCLINTON: You did...",
    "RT @user: he said <b>it's \"great</b> #maga https://t.co/x.",
    "e\u{301}te\u{301} 👩‍👩‍👧‍👦🇩🇪 said “nai\u{308}ve”",
    "don't can't cannot 'tis '90s o'clock Trump's n't 't",
    "- one\n- two: \"three\n* four''",
    "a.b.c U.S.A. e.g. i.e. Mr. ... . . . …",
];

fn check(text: &str) {
    let reading = Reading::new(text);
    let mut end = 0;
    for t in &reading.tokens {
        assert!(
            t.start >= end && t.end > t.start && text.get(t.range()).is_some(),
            "{t:?} in {text:?}"
        );
        end = t.end;
    }
    let mut next = 0;
    for s in &reading.sentences {
        assert_eq!(s.tokens.start, next);
        assert!(s.tokens.end > next);
        next = s.tokens.end;
    }
    assert_eq!(next, reading.tokens.len());
    let found = attributions_above(&reading, 0.0);
    assert!(
        found
            .windows(2)
            .all(|w| w[0].cue[0].start < w[1].cue[0].start)
    );
    for a in found {
        assert!(!a.cue.is_empty() && !a.content.is_empty(), "{a:?}");
        assert!((0.0..=1.0).contains(&a.confidence));
        for spans in [&a.source, &a.cue, &a.content] {
            assert!(
                spans
                    .iter()
                    .all(|s| s.start < s.end && text.get(s.clone()).is_some()),
                "{a:?}"
            );
            assert!(spans.windows(2).all(|w| w[0].end <= w[1].start), "{a:?}");
        }
    }
}

/// Who is told something hears it; only who is accused of it is its target.
#[test]
fn who_is_told_of_something_is_its_addressee() {
    for (words, hears, claim) in [
        ("told reporters about the crack", true, "the crack"),
        ("warned the board of the crack", true, "the crack"),
        ("informed the board of a new inquiry", true, "a new inquiry"),
        ("asked the board about the crack", true, "about the crack"),
        ("accused the board of fraud", false, "fraud"),
    ] {
        let mut article = Article::from_text("a", format!("Bo Reyes {words}."));
        Extractor::new().with_any_language().extract(&mut article);
        let statement = article.statements.first().expect(words);
        let found = (statement.addressee.len(), statement.target.len());
        assert_eq!(found, if hears { (1, 0) } else { (0, 1) }, "{words}");
        assert_eq!(article.claims.first().expect(words).text, claim, "{words}");
    }
}

#[test]
fn hard_texts_keep_the_laws() {
    HARD.iter().for_each(|t| check(t));
    check(&HARD.concat());
}

#[test]
fn words_are_cut_as_the_treebank_cuts_them() {
    let text =
        "“I don’t think so,” Mr. O'Neil's aide told the U.S. Senate on Jan. 5, 2016. He can't.";
    let reading = Reading::new(text);
    let words: Vec<_> = (0..reading.tokens.len()).map(|i| reading.word(i)).collect();
    let expected = "“ I do n’t think so , ” Mr. O'Neil 's aide told the U.S. Senate on Jan. 5 , 2016 . He ca n't .";
    assert_eq!(words.join(" "), expected);
    assert_eq!(reading.sentences.len(), 2);
}

proptest! {
    #[test]
    fn any_text_keeps_the_laws(text in "\\PC{0,200}") {
        check(&text);
    }

    #[test]
    fn pieces_of_news_in_any_order_keep_the_laws(pieces in prop::collection::vec(0..PIECES.len(), 0..60)) {
        check(&pieces.iter().map(|&n| PIECES[n]).collect::<String>());
    }
}

const PIECES: &[&str] = &[
    "“",
    "”",
    "\"",
    "'",
    "‘",
    "’",
    "''",
    "``",
    "«",
    "»",
    " ",
    "  ",
    "\n",
    "\n\n",
    "\u{a0}",
    "\u{301}",
    "👩‍👩‍👧",
    "<p>",
    "<",
    ">",
    " said ",
    " said",
    "Ann Lee",
    "he",
    ", who ",
    " denied ",
    " that ",
    "the plan",
    " will fail",
    ".",
    ",",
    ":",
    "—",
    "...",
    "U.S.",
    "According to ",
    "THE MAYOR",
    "@ann",
    "#vote",
    "https://a.b/c",
    "don't",
    "$5",
    "(",
    ")",
    "[",
    "-",
    " told reporters ",
    " whether ",
];

fn shares(text: &str) -> Vec<(String, String, String)> {
    let words = |spans: &[std::ops::Range<usize>]| {
        spans
            .iter()
            .map(|s| &text[s.clone()])
            .collect::<Vec<_>>()
            .join(" ")
    };
    let reading = Reading::new(text);
    attributions(&reading)
        .iter()
        .map(|a| (words(&a.source), words(&a.cue), words(&a.content)))
        .collect()
}

#[test]
fn plain_attributions_are_found() {
    let text = "The minister denied on Monday that she had met the contractor. “We never spoke,” she said. \
                According to a police report, the car was stolen in May.";
    let found = shares(text);
    let has = |source: &str, cue: &str, content: &str| {
        found
            .iter()
            .any(|(s, c, t)| s.contains(source) && c.contains(cue) && t.contains(content))
    };
    assert!(
        has("The minister", "denied", "she had met the contractor"),
        "{found:?}"
    );
    assert!(has("she", "said", "We never spoke"), "{found:?}");
    assert!(
        has(
            "a police report",
            "According to",
            "the car was stolen in May"
        ),
        "{found:?}"
    );
}

#[test]
fn the_kind_of_quote_mark_makes_no_difference() {
    let text = "“The bridge is safe,” the engineer said. “Nobody should worry,” he added.\n\nThe mayor called the report “a disgrace.”";
    let plain = shares(text);
    assert!(plain.len() >= 3, "{plain:?}");
    for (open, close) in [
        ("\"", "\""),
        ("‘", "’"),
        ("'", "'"),
        ("``", "''"),
        ("«", "»"),
    ] {
        let other = text.replace('“', open).replace('”', close);
        let found = shares(&other);
        let sources = |all: &[(String, String, String)]| {
            all.iter()
                .map(|a| (a.0.clone(), a.1.clone()))
                .collect::<Vec<_>>()
        };
        assert_eq!(sources(&found), sources(&plain), "{other}");
    }
}

#[test]
fn time_grows_with_the_length_alone() {
    let line =
        "The mayor said that \"the bridge, which he called 'safe', is closed and she denied it ";
    let time = |times: usize| {
        let text = line.repeat(times);
        let began = Instant::now();
        attributions(&Reading::new(&text));
        began.elapsed().as_secs_f64()
    };
    time(50);
    let (short, long) = (time(100), time(1600));
    // Sixteen times the text; the rest is room for a busy machine.
    assert!(long < short * 16.0 * 6.0 + 0.2, "{short} s and {long} s");
}
