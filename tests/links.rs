//! The linker alone: given the statements of a reading, it finds the reading's links.

mod score;

use dixit::{
    Article, Offsets, Relations,
    extract::{
        Reading,
        draft::{Draft, How, tokens},
        lemma::lemma,
        lexicon::Lexicon,
        link::{self, Role},
    },
};
use serde_json::Value;
use std::{fs, path::Path};

/// A reading's statements as the extractor's stages have them, in the order of the text.
struct Given {
    drafts: Vec<Draft>,
    roles: Vec<Role>,
    ids: Vec<String>,
}

fn items<'v>(value: &'v Value, key: &str) -> &'v [Value] {
    value[key].as_array().map_or(&[], Vec::as_slice)
}

fn ids<'v>(value: &'v Value, key: &str) -> Vec<&'v str> {
    match &value[key] {
        Value::String(one) => vec![one],
        Value::Array(many) => many.iter().filter_map(Value::as_str).collect(),
        _ => Vec::new(),
    }
}

fn given(gold: &Value, reading: &Reading<'_>, lexicon: &Lexicon) -> Given {
    let offsets = Offsets::new(reading.text);
    let range = |s: &Value| {
        let byte = |key: &str| {
            offsets
                .byte(s[key].as_u64().unwrap_or(0) as usize)
                .unwrap_or(0)
        };
        tokens(reading, &(byte("start")..byte("end")))
    };
    let ranges = |a: &Value, key: &str| items(a, key).iter().map(range).collect::<Vec<_>>();
    let entities = items(gold, "entities");
    let number = |id: &str| entities.iter().position(|e| e["id"] == id);
    let mut all: Vec<(Draft, Role, String)> = Vec::new();
    for a in items(gold, "attributions") {
        let mut draft = Draft {
            source: ranges(a, "source_spans"),
            cue: ranges(a, "cue"),
            content: ranges(a, "content"),
            target: ranges(a, "target_spans"),
            relation: lexicon
                .by_name(a["relation"].as_str().unwrap_or_default())
                .expect("a relation"),
            negated: a["negated"] == Value::Bool(true),
            quoted: a["mode"] == "direct",
            confidence: 1.0,
            ..Draft::default()
        };
        (draft.lemma, draft.how) = built(a, &draft, reading);
        let of = |key: &str| {
            ids(a, key)
                .into_iter()
                .filter_map(number)
                .collect::<Vec<_>>()
        };
        let mut role = Role {
            source: of("source"),
            target: of("target"),
            ..Role::default()
        };
        for &source in &role.source {
            let more = ids(&entities[source], "speaks_for").into_iter();
            let more = more
                .chain(ids(&entities[source], "part_of"))
                .filter_map(number);
            role.side.extend(std::iter::once(source).chain(more));
        }
        let inside = |m: &Value| draft.content.iter().any(|c| c.contains(&range(m).start));
        let named = entities.iter().enumerate();
        role.about = named
            .filter(|(_, e)| items(e, "mentions").iter().any(inside))
            .map(|(i, _)| i)
            .collect();
        let id = a["id"].as_str().unwrap_or_default().to_owned();
        all.push((draft, role, id));
    }
    all.sort_by_key(|(draft, ..)| draft.at());
    let (mut drafts, mut roles, mut ids) = (Vec::new(), Vec::new(), Vec::new());
    for (draft, role, id) in all {
        drafts.push(draft);
        roles.push(role);
        ids.push(id);
    }
    Given { drafts, roles, ids }
}

/// The lemma of a cue, and how it is built.
fn built(a: &Value, draft: &Draft, reading: &Reading<'_>) -> (String, How) {
    let at = draft.at();
    let (word, tag) = (reading.word(at).to_lowercase(), reading.tokens[at].tag);
    let how = match word.as_str() {
        ":" | "–" | "-" => How::Mark,
        "such" => How::Example,
        "according" => How::According,
        _ if tag.is_noun() => How::Noun,
        _ if a["inside"].is_string() => How::Naming,
        _ if tag == dixit::extract::Tag::Vbg => How::Participle,
        _ => How::Verb,
    };
    (lemma(&word, tag, &mut String::new()).to_owned(), how)
}

/// The reading as a record, with the links that the linker finds.
fn linked(gold: &Value, text: &str) -> Article {
    let lexicon = Lexicon::new(Relations::builtin());
    let reading = Reading::new(text);
    let given = given(gold, &reading, &lexicon);
    let mut record = score::as_record(gold, text);
    let links = link::links(&reading, &lexicon, &given.drafts, &given.roles);
    record.links = links
        .iter()
        .map(|l| dixit::Link {
            from: given.ids[l.from].clone(),
            kind: l.kind,
            to: given.ids[l.to].clone(),
            confidence: Some(l.confidence),
        })
        .collect();
    record
}

/// The least mean of F1 over the readings, for links that deny, dispute or question.
const FLOOR: f64 = 0.55;

#[test]
fn the_linker_keeps_its_floor_on_the_readings() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quality");
    let readings = fs::read_dir(folder).expect("the readings");
    let paths = readings.map(|entry| entry.expect("a file").path());
    let mut scores = Vec::new();
    for path in paths.filter(|p| p.extension().is_some_and(|e| e == "json")) {
        let gold = fs::read_to_string(&path).expect("a reading");
        let gold: Value = serde_json::from_str(&gold).expect("a reading in JSON");
        let text = fs::read_to_string(path.with_extension("txt")).expect("its article");
        let score = score::score(&gold, &linked(&gold, &text))["links against"];
        if score.gold > 0 {
            scores.push(score.f1());
        }
    }
    let mean = scores.iter().sum::<f64>() / scores.len() as f64;
    assert!(mean >= FLOOR, "{mean:.3}, floor {FLOOR}");
}
