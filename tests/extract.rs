//! Extraction holds its laws on any text.

use dixit::extract::{Reading, attributions};

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
    for a in attributions(&reading) {
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
