//! Made-up articles of any size, always the same.

use dixit::{Article, Claim, Entity, EntityKind, Link, LinkKind, Span, Statement};

const RELATIONS: [&str; 12] = [
    "said",
    "said",
    "denied",
    "accused",
    "warned",
    "claimed",
    "promised",
    "asked",
    "supported",
    "rejected",
    "reported",
    "declinedComment",
];
const WORDS: [&str; 16] = [
    "the bridge",
    "was",
    "closed",
    "after",
    "a flood",
    "and",
    "the ministry",
    "had",
    "known",
    "of it",
    "for months",
    "while",
    "nobody",
    "told",
    "the residents",
    "anything",
];

/// Small numbers that look like chance (Knuth's linear congruence).
struct Dice(u64);

impl Dice {
    fn roll(&mut self, sides: usize) -> usize {
        self.0 = self
            .0
            .wrapping_mul(6_364_136_223_846_793_005)
            .wrapping_add(1_442_695_040_888_963_407);
        (self.0 >> 33) as usize % sides.max(1)
    }
}

/// Makes articles that hold so many statements each.
pub(crate) fn articles(count: usize, statements: usize) -> Vec<Article> {
    let mut dice = Dice(7);
    (0..count)
        .map(|number| article(number, statements, &mut dice))
        .collect()
}

fn article(number: usize, count: usize, dice: &mut Dice) -> Article {
    let mut text = String::new();
    let mut article = Article {
        id: format!("a{number}"),
        title: Some(format!("Article {number}")),
        published: Some(format!(
            "2024-{:02}-{:02}",
            1 + number % 12,
            1 + number % 28
        )),
        ..Article::default()
    };
    let people = 4 + count / 4;
    for person in 0..people {
        // Some people turn up in several articles.
        let name = if person % 3 == 0 {
            format!("Speaker {}", person / 3)
        } else {
            format!("Person {number}.{person}")
        };
        let kinds = [
            EntityKind::Person,
            EntityKind::Organisation,
            EntityKind::Outlet,
        ];
        article.entities.push(Entity {
            id: format!("e{person}"),
            name,
            kind: kinds[person % 3],
            part_of: (person % 7 == 3)
                .then(|| "e0".to_owned())
                .into_iter()
                .collect(),
            ..Entity::default()
        });
    }
    for at in 0..count {
        statement(at, people, &mut text, &mut article, dice);
    }
    article.text = Some(text);
    article
}

fn statement(at: usize, people: usize, text: &mut String, article: &mut Article, dice: &mut Dice) {
    let who = dice.roll(people);
    let relation = RELATIONS[dice.roll(RELATIONS.len())];
    let mut span = |words: &str, after: &str| {
        let start = text.chars().count() as u32;
        text.push_str(words);
        let end = text.chars().count() as u32;
        text.push_str(after);
        Span { start, end }
    };
    let source = span(&article.entities[who].name.clone(), " ");
    let cue = span(relation, " that ");
    let words: Vec<&str> = (0..4 + dice.roll(14))
        .map(|_| WORDS[dice.roll(16)])
        .collect();
    let words = words.join(" ");
    let said = span(&words, ". ");
    let silent = relation == "declinedComment";
    let content = content(at, silent, (words, said), article, dice);
    link(at, article, dice);
    article.statements.push(Statement {
        id: format!("s{at}"),
        relation: relation.to_owned(),
        negated: dice.roll(15) == 0,
        source: if dice.roll(20) == 0 {
            vec![]
        } else {
            vec![format!("e{who}")]
        },
        source_spans: vec![source],
        cue: vec![cue],
        content: (!silent).then_some(content),
        target: (relation == "accused")
            .then(|| format!("e{}", dice.roll(people)))
            .into_iter()
            .collect(),
        confidence: Some(0.5 + dice.roll(50) as f64 / 100.0),
        ..Statement::default()
    });
}

/// Returns the claim of a statement: now and then one that is there, or one that passes on.
fn content(
    at: usize,
    silent: bool,
    (text, said): (String, Span),
    article: &mut Article,
    dice: &mut Dice,
) -> String {
    let shared = (at > 3 && dice.roll(6) == 0).then(|| format!("c{}", dice.roll(at)));
    let shared = shared.filter(|id| article.claims.iter().any(|claim| claim.id == *id));
    let content = shared.clone().unwrap_or(format!("c{at}"));
    if shared.is_none() && !silent {
        let before = at.checked_sub(1).filter(|_| dice.roll(8) == 0);
        article.claims.push(Claim {
            id: content.clone(),
            text,
            spans: vec![said],
            conveys: before
                .map(|before| format!("s{before}"))
                .into_iter()
                .collect(),
            ..Claim::default()
        });
    }
    content
}

/// Lets a statement answer another, now and then.
fn link(at: usize, article: &mut Article, dice: &mut Dice) {
    if at > 2 && dice.roll(12) == 0 {
        article.links.push(Link {
            from: format!("s{at}"),
            kind: LinkKind::ALL[dice.roll(7)],
            to: format!("s{}", dice.roll(at)),
            confidence: None,
        });
    }
}
