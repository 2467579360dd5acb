//! What is not said is not read as if it were.

use dixit::{Article, extract::Extractor};

/// The statements of a text: `not relation(sources > targets)`.
fn statements(text: &str) -> Vec<String> {
    let mut article = Article::from_text("a", text);
    Extractor::new().with_any_language().extract(&mut article);
    let names = |ids: &[String]| {
        let named = article.entities.iter().filter(|e| ids.contains(&e.id));
        named
            .map(|e| e.name.as_str())
            .collect::<Vec<_>>()
            .join(" + ")
    };
    let statements = article.statements.iter().map(|s| {
        let not = if s.negated { "not " } else { "" };
        format!(
            "{not}{}({} > {})",
            s.relation,
            names(&s.source),
            names(&s.target)
        )
    });
    statements.collect()
}

#[track_caller]
fn says(text: &str, expected: &str) {
    assert_eq!(statements(text), [expected], "{text}");
}

#[test]
fn what_nobody_says_is_not_said() {
    says("Nobody denied that the wall had moved.", "not denied( > )");
    says(
        "No one at the board has denied the report.",
        "not denied( > )",
    );
    says(
        "No official has confirmed the report.",
        "not confirmed( > )",
    );
    says("Virtually no one denies the crack.", "not denied( > )");
    says("The report was denied by nobody.", "not denied( > )");
}

#[test]
fn of_those_who_do_not_say_it_their_names_stay() {
    says(
        "Neither Ann Oduya nor the bridge union denied the report.",
        "not denied(Ann Oduya + bridge union > )",
    );
    says(
        "Neither Ann Oduya nor Bo Reyes would comment on the leaked memo.",
        "declinedComment(Ann Oduya + Bo Reyes > )",
    );
    says(
        "None of the engineers denied the crack.",
        "not denied(engineers > )",
    );
    says(
        "Neither company would say how many workers were hurt.",
        "declinedComment( > )",
    );
}

#[test]
fn what_is_said_to_nobody_is_not_said() {
    says(
        "Bo Reyes accused nobody of lying.",
        "not accused(Bo Reyes > )",
    );
    says(
        "Bo Reyes told no one that the dam leaked.",
        "not said(Bo Reyes > )",
    );
    says(
        "Bo Reyes told the council nothing about the crack.",
        "not said(Bo Reyes > )",
    );
}

#[test]
fn a_sentence_turned_round_denies_its_verb() {
    says(
        "Nor did Ann Oduya deny that the wall had moved.",
        "not denied(Ann Oduya > )",
    );
    says(
        "At no point did Ann Oduya deny that the wall had moved.",
        "not denied(Ann Oduya > )",
    );
}

#[test]
fn what_somebody_fails_to_do_is_not_done() {
    for words in [
        "failed to deny",
        "stopped short of denying",
        "has yet to deny",
        "no longer denies",
        "did nothing to deny",
    ] {
        says(
            &format!("Ann Oduya {words} the report."),
            "not denied(Ann Oduya > )",
        );
    }
    says(
        "Ann Oduya has yet to comment on the report.",
        "declinedComment(Ann Oduya > )",
    );
    says(
        "Ann Oduya made no mention of the crack.",
        "not mentioned(Ann Oduya > )",
    );
}

#[test]
fn who_neither_confirms_nor_denies_keeps_silent() {
    for words in [
        "neither confirmed nor denied",
        "would neither confirm nor deny",
        "refused to deny",
    ] {
        says(
            &format!("Ann Oduya {words} the report."),
            "declinedComment(Ann Oduya > )",
        );
    }
}

#[test]
fn what_is_done_and_more_is_done() {
    says(
        "Ann Oduya did not only criticize the report.",
        "criticized(Ann Oduya > )",
    );
    says(
        "Ann Oduya did not fail to deny the report.",
        "denied(Ann Oduya > )",
    );
    says(
        "Ann Oduya made no secret of her anger.",
        "said(Ann Oduya > )",
    );
}

#[test]
fn not_every_no_is_nobody() {
    says("No. 10 said the vote was fair.", "said(No. 10 > )");
    says(
        "No fewer than six officials said the vote was fair.",
        "said(six officials > )",
    );
    says(
        "No one but the mayor has denied the report.",
        "denied(mayor > )",
    );
}
