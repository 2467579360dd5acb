//! What the laws are tried on: records and inputs, right, wrong and hostile.

use dixit::{
    Article, Claim, Entity, EntityKind, Link, LinkKind, Mention, MentionForm, Relations, Span,
    Statement,
};
use proptest::{collection::vec, option, prelude::*, sample::select, string::string_regex};

/// Words as people write them, and as attackers do.
pub(crate) fn word() -> impl Strategy<Value = String> {
    const HOSTILE: &[&str] = &[
        "",
        " ",
        "\"",
        "\\",
        "\\N",
        "<b>&amp;\"'",
        "]]>",
        "a\u{0}b",
        "\u{1}\u{8}\u{b}\u{1f}\u{7f}\u{85}\u{9f}",
        "\u{202e}\u{2066}\u{feff}",
        "\u{fffe}\u{ffff}\u{fffd}",
        "e\u{301}\u{1f468}\u{200d}\u{1f469}",
        "line\nline\r\n\u{2028}\ttab",
        "http://[::1",
        "_:b0",
        "%s%n%00",
        "=cmd|'/c calc'!A1",
        "../../etc/passwd",
    ];
    prop_oneof![
        2 => select(HOSTILE).prop_map(str::to_owned),
        2 => string_regex("[A-Z][a-z]{1,8}( [a-z]{1,6}){0,3}").expect("a pattern"),
        1 => any::<String>(),
    ]
}

/// Few ids, so that they collide, dangle and refer to themselves.
fn id() -> impl Strategy<Value = String> {
    select(&["a", "b", "c", "d", "", "a b", "\u{0}", "nowhere"][..]).prop_map(str::to_owned)
}

fn ids() -> impl Strategy<Value = Vec<String>> {
    vec(id(), 0..3)
}

fn address() -> impl Strategy<Value = String> {
    const KNOWN: &[&str] = &[
        "https://news.example/a",
        "https://news.example/a b",
        "urn:dixit:entity/person/",
        "urn:dixit:claim/aaaa",
        "mailto:x",
        "http://",
        "//no-scheme",
    ];
    prop_oneof![select(KNOWN).prop_map(str::to_owned), word()]
}

fn span() -> impl Strategy<Value = Span> {
    let place = prop_oneof![0..40_u32, Just(u32::MAX)];
    (place.clone(), place).prop_map(|(start, end)| Span { start, end })
}

fn share() -> impl Strategy<Value = Option<f64>> {
    option::of(prop_oneof![
        Just(0.0),
        Just(-0.0),
        Just(1e300),
        Just(1e-300),
        0.0..1.0
    ])
}

fn entity() -> impl Strategy<Value = Entity> {
    let mention = (span(), select(&MentionForm::ALL[..])).prop_map(|(span, form)| Mention {
        start: span.start,
        end: span.end,
        form,
    });
    let kind = select(&EntityKind::ALL[..]);
    let words = (
        id(),
        word(),
        kind,
        option::of(address()),
        option::of(word()),
    );
    let lists = (vec(word(), 0..2), vec(address(), 0..2), ids(), ids());
    (words, lists, vec(mention, 0..3)).prop_map(|(words, lists, mentions)| Entity {
        id: words.0,
        name: words.1,
        kind: words.2,
        iri: words.3,
        description: words.4,
        aliases: lists.0,
        same_as: lists.1,
        part_of: lists.2,
        speaks_for: lists.3,
        mentions,
    })
}

fn claim() -> impl Strategy<Value = Claim> {
    let words = (id(), word(), vec(span(), 0..3));
    (words, ids(), ids(), ids()).prop_map(|((id, text, spans), mentions, conveys, embeds)| Claim {
        id,
        text,
        spans,
        mentions,
        conveys,
        embeds,
    })
}

fn statement() -> impl Strategy<Value = Statement> {
    let relation = prop_oneof![
        3 => select(&["denied", "said", "accused", "blamed"][..]).prop_map(str::to_owned),
        1 => word(),
    ];
    let words = (id(), relation, any::<bool>(), any::<bool>(), share());
    let spans = (vec(span(), 0..2), vec(span(), 0..2));
    let roles = (ids(), option::of(id()), ids(), ids());
    (words, spans, roles).prop_map(|(words, spans, roles)| Statement {
        id: words.0,
        relation: words.1,
        negated: words.2,
        quoted: words.3,
        confidence: words.4,
        source_spans: spans.0,
        cue: spans.1,
        source: roles.0,
        content: roles.1,
        target: roles.2,
        addressee: roles.3,
    })
}

/// Any record at all, right or wrong.
pub(crate) fn record() -> impl Strategy<Value = Article> {
    let link = (id(), select(&LinkKind::ALL[..]), id(), share());
    let link = link.prop_map(|(from, kind, to, confidence)| Link {
        from,
        kind,
        to,
        confidence,
    });
    let head = (
        id(),
        option::of(address()),
        option::of(word()),
        option::of(word()),
    );
    let tail = (option::of(word()), option::of(word()), option::of(word()));
    let lists = (
        vec(entity(), 0..4),
        vec(claim(), 0..4),
        vec(statement(), 0..4),
    );
    (head, tail, lists, vec(link, 0..4)).prop_map(|(head, tail, lists, links)| Article {
        id: head.0,
        url: head.1,
        title: head.2,
        author: head.3.clone(),
        publisher: head.3,
        published: tail.0,
        language: tail.1,
        text: tail.2,
        entities: lists.0,
        claims: lists.1,
        statements: lists.2,
        links,
    })
}

/// A record that keeps every rule of the model.
pub(crate) fn good_record() -> impl Strategy<Value = Article> {
    record().prop_map(mend)
}

/// Gives every item an id of its own, and leaves out what leads nowhere.
fn mend(mut article: Article) -> Article {
    if article.id.is_empty() {
        article.id = "x".to_owned();
    }
    let length = article.text.as_deref().map_or(0, |t| t.chars().count());
    let inside = |span: &Span| span.start < span.end && (span.end as usize) <= length;
    let (entities, claims) = (article.entities.len(), article.claims.len());
    let statements = article.statements.len();
    for (at, entity) in article.entities.iter_mut().enumerate() {
        entity.id = format!("e{at}");
        entity.mentions.retain(|m| inside(&m.span()));
        numbers(&mut entity.part_of, 'e', entities);
        numbers(&mut entity.speaks_for, 'e', entities);
    }
    for (at, claim) in article.claims.iter_mut().enumerate() {
        claim.id = format!("c{at}");
        claim.spans.retain(inside);
        claim.conveys.clear();
        numbers(&mut claim.mentions, 'e', entities);
        numbers(&mut claim.embeds, 's', statements);
    }
    for (at, statement) in article.statements.iter_mut().enumerate() {
        statement.id = format!("s{at}");
        mend_statement(statement, inside, entities);
        statement.content = (at < claims).then(|| format!("c{at}"));
        // Claims pass on later statements alone, so there is no ring.
        if at > 0 && at <= claims {
            article.claims[at - 1].conveys = vec![format!("s{at}")];
        }
    }
    article.links.retain(|_| claims > 0);
    for link in &mut article.links {
        link.from = "c0".to_owned();
        link.to = format!("c{}", claims - 1);
        link.confidence = link.confidence.map(|p| p.clamp(0.0, 1.0));
    }
    article
}

/// Good inputs of every format, to be broken.
const SEEDS: &[&str] = &[
    include_str!("../data/full.json"),
    include_str!("../data/bridge.json"),
    include_str!("../golden/spreadsheet/rows.csv"),
    include_str!("../golden/unknown-key/records.jsonl"),
    include_str!("../../examples/articles/dispute.txt"),
];

/// A good input with a few bytes cut, doubled, swapped or put in.
pub(crate) fn broken_input() -> impl Strategy<Value = Vec<u8>> {
    let piece = prop_oneof![
        vec(any::<u8>(), 0..4),
        select(
            &[
                "\"", "{", "[", "]}", ",", "\\u0000", "1e999", "\n", "\u{feff}", ";"
            ][..]
        )
        .prop_map(|s| s.as_bytes().to_vec()),
    ];
    let change = (
        any::<prop::sample::Index>(),
        0..64_usize,
        any::<bool>(),
        piece,
    );
    (select(SEEDS), vec(change, 0..6)).prop_map(|(seed, changes)| {
        let mut bytes = seed.as_bytes().to_vec();
        for (at, length, double, piece) in changes {
            let start = at.index(bytes.len() + 1);
            let end = (start + length).min(bytes.len());
            let old = bytes[start..end].to_vec();
            let new = if double {
                [piece, old.clone(), old].concat()
            } else {
                piece
            };
            bytes.splice(start..end, new);
        }
        bytes
    })
}

pub(crate) fn any_input() -> impl Strategy<Value = Vec<u8>> {
    prop_oneof![
        vec(any::<u8>(), 0..200),
        vec(
            select(&b"{}[]\",:0123aeidtxsE+-.\\\n \xef\xbb\xbf\xff"[..]),
            0..200
        ),
        broken_input(),
    ]
}

/// Gives a statement a known relation, good spans and one of so many entities.
fn mend_statement(statement: &mut Statement, inside: impl Fn(&Span) -> bool, entities: usize) {
    if Relations::builtin().by_name(&statement.relation).is_none() {
        statement.relation = "said".to_owned();
    }
    statement.source_spans.retain(&inside);
    statement.cue.retain(inside);
    statement.confidence = statement.confidence.map(|p| p.clamp(0.0, 1.0));
    let Statement {
        source,
        target,
        addressee,
        ..
    } = statement;
    for list in [source, target, addressee] {
        numbers(list, 'e', entities);
    }
}

/// Makes ids lead to one of so many items.
fn numbers(ids: &mut Vec<String>, letter: char, count: usize) {
    let all = ids.iter().map(|id| id.len() % count.max(1));
    *ids = all.take(count).map(|at| format!("{letter}{at}")).collect();
}
