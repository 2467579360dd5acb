//! The statements of a reading, as the extractor's stages have them.

use dixit::{
    Offsets, Relations,
    extract::{
        Reading,
        draft::{Draft, How, tokens},
        lemma::lemma,
        lexicon::Lexicon,
        link::Role,
    },
};
use serde_json::Value;
use std::{fs, ops::Range, path::Path};

/// The statements, in the order of the text.
pub(crate) struct Given {
    pub(crate) drafts: Vec<Draft>,
    pub(crate) roles: Vec<Role>,
    pub(crate) ids: Vec<String>,
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

/// A reading in a folder: its name, the reading, its article.
pub(crate) type Read = (String, Value, String);

/// The readings of some folders of `tests/quality`, in order.
pub(crate) fn readings(folders: &[&str]) -> Vec<Read> {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quality");
    let mut paths: Vec<_> = folders
        .iter()
        .flat_map(|f| fs::read_dir(root.join(f)).expect("the readings"))
        .map(|entry| entry.expect("a file").path())
        .filter(|p| p.extension().is_some_and(|e| e == "json"))
        .collect();
    paths.sort();
    let read = |p: &std::path::PathBuf| {
        let gold = fs::read_to_string(p).expect("a reading");
        let gold = serde_json::from_str(&gold).expect("a reading in JSON");
        let text = fs::read_to_string(p.with_extension("txt")).expect("its article");
        let name = p.strip_prefix(&root).unwrap_or(p).with_extension("");
        (name.display().to_string(), gold, text)
    };
    paths.iter().map(read).collect()
}

/// The statements of a reading.
pub(crate) fn given(gold: &Value, reading: &Reading<'_>) -> Given {
    let marked = Marked {
        reading,
        lexicon: Lexicon::new(Relations::builtin()),
        offsets: Offsets::new(reading.text),
        entities: items(gold, "entities"),
    };
    let mut all: Vec<(Draft, Role, String)> = Vec::new();
    for a in items(gold, "attributions") {
        let draft = marked.draft(a);
        let role = marked.role(a, &draft);
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

/// What the marks of a reading refer to.
struct Marked<'r> {
    reading: &'r Reading<'r>,
    lexicon: Lexicon,
    offsets: Offsets<'r>,
    entities: &'r [Value],
}

impl Marked<'_> {
    /// The spans and the relation of a statement.
    fn draft(&self, a: &Value) -> Draft {
        let mut draft = Draft {
            source: self.ranges(a, "source_spans"),
            cue: self.ranges(a, "cue"),
            content: self.ranges(a, "content"),
            target: self.ranges(a, "target_spans"),
            relation: self
                .lexicon
                .by_name(a["relation"].as_str().unwrap_or_default())
                .expect("a relation"),
            negated: a["negated"] == Value::Bool(true),
            quoted: a["mode"] == "direct",
            confidence: 1.0,
            ..Draft::default()
        };
        (draft.lemma, draft.how) = built(a, &draft, self.reading);
        draft
    }

    /// Who says it, on whose side, and whom it is about.
    fn role(&self, a: &Value, draft: &Draft) -> Role {
        let mut role = Role {
            source: self.numbers(a, "source"),
            target: self.numbers(a, "target"),
            ..Role::default()
        };
        for &source in &role.source {
            let entity = &self.entities[source];
            role.side.insert(source);
            role.side.extend(self.numbers(entity, "speaks_for"));
            role.side.extend(self.numbers(entity, "part_of"));
        }
        let inside = |m: &Value| {
            let mut contents = draft.content.iter();
            contents.any(|c| c.contains(&self.range(m).start))
        };
        let named = self.entities.iter().enumerate();
        role.about = named
            .filter(|(_, e)| items(e, "mentions").iter().any(inside))
            .map(|(i, _)| i)
            .collect();
        role
    }

    fn ranges(&self, a: &Value, key: &str) -> Vec<Range<usize>> {
        items(a, key).iter().map(|s| self.range(s)).collect()
    }

    /// The tokens of a span.
    fn range(&self, s: &Value) -> Range<usize> {
        let byte = |key: &str| {
            self.offsets
                .byte(s[key].as_u64().unwrap_or(0) as usize)
                .unwrap_or(0)
        };
        tokens(self.reading, &(byte("start")..byte("end")))
    }

    /// The entities that are named, as numbers.
    fn numbers(&self, value: &Value, key: &str) -> Vec<usize> {
        let number = |id: &str| self.entities.iter().position(|e| e["id"] == id);
        ids(value, key).into_iter().filter_map(number).collect()
    }
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
