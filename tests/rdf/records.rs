//! Records for property tests: wild in every word, right in every reference.

use dixit::{
    Article, Claim, Entity, EntityKind, Link, LinkKind, Mention, MentionForm, Relations, Span,
    Statement,
};
use proptest::{
    collection::vec,
    option,
    prelude::*,
    sample::{Index, select},
    strategy::Union,
};

/// Words with everything that a syntax could stumble over.
pub(crate) fn wild() -> impl Strategy<Value = String> {
    let hard = select(vec![
        "\"", "'", "\\", "<", ">", "&", "{", "}", "|", "^", "`", "%", "%zz", "#", " ", "\t", "\n",
        "\r", "\r\n", "\0", "\u{1}", "\u{7f}", "\u{85}", "\u{a0}", "\u{200f}", "\u{202e}",
        "\u{feff}", "\u{fffe}", "\u{ffff}", "\u{e000}", "\u{d7ff}", "é", "e\u{301}", "Ω", "😀",
        "𐏿", "]]>", "\"\"\"", "_:b0", "@en", "^^", ".", "://", "Ann", "Sudmark", "?x=1&y=2",
    ]);
    Union::new_weighted(vec![
        (6, vec(hard, 0..6).prop_map(|parts| parts.concat()).boxed()),
        (2, any::<String>().boxed()),
        (2, "[a-z]{1,3}".boxed()),
        (1, Just("Ann Oduya".to_owned()).boxed()),
    ])
}

fn address() -> impl Strategy<Value = String> {
    prop_oneof![
        wild(),
        wild().prop_map(|s| format!("https://example.org/{s}")),
        Just("https://example.org/same".to_owned()),
        Just("urn:x:y".to_owned()),
        Just("schema:Person".to_owned()),
        Just("https://w3id.org/dixit/ns#denied".to_owned()),
        Just("http://a/../b/./c#d".to_owned()),
    ]
}

fn date() -> impl Strategy<Value = String> {
    prop_oneof![
        wild(),
        "20[0-3][0-9]-[01][0-9]-[0-3][0-9]",
        "2023-05-03T[0-2][0-9]:[0-6][0-9]:00(\\.5)?(Z|\\+02:00|-15:00)?",
        "[0-9]{4}(-[0-9]{2})?",
    ]
}

fn language() -> impl Strategy<Value = String> {
    let tags = [
        "en",
        "en-GB",
        "de-CH-1996",
        "x-own",
        "zh-Hant-TW",
        "",
        "englisch!",
        "a-b-c",
        "en_GB",
    ];
    prop_oneof![select(tags.to_vec()).prop_map(str::to_owned), wild()]
}

/// Two places in the text, in any order.
type Places = (Index, Index);
type RawEntity = (Entity, Vec<Index>, Vec<(Index, Index, MentionForm)>);
type RawClaim = (String, Vec<Places>, [Vec<Index>; 3], String);
type RawStatement = (Statement, [Vec<Index>; 3], Option<Index>, [Vec<Places>; 2]);

/// A record whose references are places in lists that are not known yet.
#[derive(Clone, Debug)]
struct Raw {
    head: [Option<String>; 5],
    id: String,
    published: Option<String>,
    text: String,
    entities: Vec<RawEntity>,
    claims: Vec<RawClaim>,
    statements: Vec<RawStatement>,
    links: Vec<(Index, LinkKind, Index, Option<f64>)>,
}

fn share() -> impl Strategy<Value = f64> {
    prop_oneof![0.0..=1.0, Just(0.0), Just(1.0), Just(0.94), Just(1e-12)]
}

fn entity() -> impl Strategy<Value = RawEntity> {
    let words = (wild(), wild(), option::of(address()), option::of(wild()));
    let lists = (
        vec(wild(), 0..3),
        vec(address(), 0..3),
        select(EntityKind::ALL.to_vec()),
    );
    let forms = select(MentionForm::ALL.to_vec());
    let spans = vec((any::<Index>(), any::<Index>(), forms), 0..3);
    (words, lists, vec(any::<Index>(), 0..3), spans).prop_map(|(words, lists, refs, spans)| {
        let (id, name, iri, description) = words;
        let (aliases, same_as, kind) = lists;
        let entity = Entity {
            id,
            name,
            kind,
            iri,
            description,
            aliases,
            same_as,
            ..Entity::default()
        };
        (entity, refs, spans)
    })
}

fn statement() -> impl Strategy<Value = RawStatement> {
    let names: Vec<String> = Relations::builtin()
        .iter()
        .map(|r| r.name.clone())
        .collect();
    let refs = || vec(any::<Index>(), 0..3);
    let spans = || vec((any::<Index>(), any::<Index>()), 0..3);
    (
        (
            wild(),
            select(names),
            any::<bool>(),
            any::<bool>(),
            option::of(share()),
        ),
        [refs(), refs(), refs()],
        option::of(any::<Index>()),
        [spans(), spans()],
    )
        .prop_map(|(head, refs, content, spans)| {
            let (id, relation, negated, quoted, confidence) = head;
            let statement = Statement {
                id,
                relation,
                negated,
                quoted,
                confidence,
                ..Statement::default()
            };
            (statement, refs, content, spans)
        })
}

fn raw() -> impl Strategy<Value = Raw> {
    let head = (
        option::of(address()),
        option::of(wild()),
        option::of(wild()),
        option::of(wild()),
        option::of(language()),
    );
    let spans = vec((any::<Index>(), any::<Index>()), 0..3);
    let refs = || vec(any::<Index>(), 0..3);
    let claim = (wild(), spans, [refs(), refs(), refs()], wild());
    let link = (
        any::<Index>(),
        select(LinkKind::ALL.to_vec()),
        any::<Index>(),
        option::of(share()),
    );
    (
        head,
        (wild(), option::of(date()), vec(wild(), 1..8)),
        vec(entity(), 0..5),
        vec(claim, 0..5),
        vec(statement(), 0..5),
        vec(link, 0..4),
    )
        .prop_map(
            |(head, (id, published, text), entities, claims, statements, links)| {
                let (url, title, author, publisher, language) = head;
                Raw {
                    head: [url, title, author, publisher, language],
                    id,
                    published,
                    text: text.concat(),
                    entities,
                    claims,
                    statements,
                    links,
                }
            },
        )
}

/// A record that breaks no rule of the model; `at` sets it apart from others.
pub(crate) fn article_at(at: usize) -> impl Strategy<Value = Article> {
    raw().prop_map(move |raw| build(raw, at))
}

/// A record that breaks no rule of the model.
pub(crate) fn article() -> impl Strategy<Value = Article> {
    article_at(0)
}

fn build(raw: Raw, at: usize) -> Article {
    let length = raw.text.chars().count();
    let entity_ids = unique(raw.entities.iter().map(|e| &e.0.id), "e");
    let claim_ids = unique(raw.claims.iter().map(|c| &c.3), "c");
    let statement_ids = unique(raw.statements.iter().map(|s| &s.0.id), "s");
    let [url, title, author, publisher, language] = raw.head;
    let mut article = Article {
        id: format!("{}{at}", raw.id),
        url: url.map(|url| format!("{url}{at}")),
        title,
        author,
        publisher,
        published: raw.published,
        language,
        ..Article::default()
    };
    article.entities = entities(&raw.entities, &entity_ids, length);
    let ids = [&statement_ids[..], &entity_ids, &claim_ids];
    article.statements = statements(&raw.statements, ids, length);
    article.claims = claims(&raw.claims, &claim_ids, &article, &entity_ids, length);
    let ends = [statement_ids, claim_ids].concat();
    for (from, kind, to, confidence) in &raw.links {
        if !ends.is_empty() {
            article.links.push(Link {
                from: from.get(&ends).clone(),
                kind: *kind,
                to: to.get(&ends).clone(),
                confidence: *confidence,
            });
        }
    }
    article.text = Some(raw.text);
    article
}

fn entities(raw: &[RawEntity], ids: &[String], length: usize) -> Vec<Entity> {
    let mut all = Vec::new();
    for ((entity, refs, mentions), id) in raw.iter().zip(ids) {
        let mentions = mentions.iter().filter(|_| length > 0);
        all.push(Entity {
            id: id.clone(),
            part_of: pick(refs, ids),
            speaks_for: pick(&refs[..refs.len().min(1)], ids),
            mentions: mentions
                .map(|(a, b, form)| {
                    let Span { start, end } = span(a, b, length);
                    Mention {
                        start,
                        end,
                        form: *form,
                    }
                })
                .collect(),
            ..entity.clone()
        });
    }
    all
}

/// Statements of these ids, with entities and claims that there are.
fn statements(raw: &[RawStatement], ids: [&[String]; 3], length: usize) -> Vec<Statement> {
    let [ids, entities, claims] = ids;
    let mut all = Vec::new();
    for ((statement, [source, target, addressee], content, [one, two]), id) in raw.iter().zip(ids) {
        all.push(Statement {
            id: id.clone(),
            source: pick(source, entities),
            target: pick(target, entities),
            addressee: pick(addressee, entities),
            content: content.and_then(|at| pick(&[at], claims).pop()),
            source_spans: spans(one, length),
            cue: spans(two, length),
            ..statement.clone()
        });
    }
    all
}

fn claims(
    raw: &[RawClaim],
    ids: &[String],
    article: &Article,
    entities: &[String],
    length: usize,
) -> Vec<Claim> {
    let statements: Vec<String> = article.statements.iter().map(|s| s.id.clone()).collect();
    let mut all = Vec::new();
    for ((text, places, [mentions, conveys, embeds], _), id) in raw.iter().zip(ids) {
        // A claim passes on only statements after those that make it: no rings.
        let mut makers = article.statements.iter();
        let after = makers
            .rposition(|s| s.content.as_ref() == Some(id))
            .map_or(0, |last| last + 1);
        all.push(Claim {
            id: id.clone(),
            text: text.clone(),
            spans: spans(places, length),
            mentions: pick(mentions, entities),
            conveys: pick(conveys, &statements[after..]),
            embeds: pick(embeds, &statements),
        });
    }
    all
}

fn spans(pairs: &[Places], length: usize) -> Vec<Span> {
    let pairs = pairs.iter().filter(|_| length > 0);
    pairs.map(|(a, b)| span(a, b, length)).collect()
}

fn span(a: &Index, b: &Index, length: usize) -> Span {
    let (a, b) = (a.index(length), b.index(length));
    let point = |n: usize| u32::try_from(n).expect("a short text");
    Span {
        start: point(a.min(b)),
        end: point(a.max(b) + 1),
    }
}

fn unique<'a>(wild: impl Iterator<Item = &'a String>, letter: &str) -> Vec<String> {
    let all = wild.enumerate();
    all.map(|(at, id)| format!("{id}{letter}{at}")).collect()
}

fn pick(refs: &[Index], ids: &[String]) -> Vec<String> {
    let refs = refs.iter().filter(|_| !ids.is_empty());
    refs.map(|at| at.get(ids).clone()).collect()
}
