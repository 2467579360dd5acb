//! The relations between a source and a content, and what each implies.
//!
//! `schema/relations.toml` is their one source; a user's own file can add
//! relations or replace one by name.

mod error;

pub use error::RelationError;

use crate::vocab;
use serde::Deserialize;
use std::{collections::BTreeMap, sync::OnceLock};

/// The file that defines the relations, as `dixit schema relations` prints it.
pub const RELATIONS_TOML: &str = include_str!("../../schema/relations.toml");

/// One relation, such as *denied*, and what its use implies.
#[derive(Clone, Debug, PartialEq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Relation {
    /// The name in records and, behind the namespace, in IRIs.
    pub name: String,
    /// The words shown to people.
    pub label: String,
    /// What it means, in one sentence.
    pub definition: String,
    /// The group it belongs to, such as `denied` or `stated`.
    pub group: String,
    /// The relation that this one is a kind of.
    #[serde(default)]
    pub broader: Option<String>,
    /// The roles it takes; `?` marks an optional one.
    #[serde(default)]
    pub roles: Vec<String>,
    /// What the source does to the content: asserts, denies, questions, ...
    pub stance: String,
    /// What the wording implies about the narrator's view.
    #[serde(default)]
    pub factuality: String,
    /// Codes in CAMEO, PLOVER, FrameNet and VerbNet.
    #[serde(default)]
    pub codes: BTreeMap<String, String>,
    /// Nouns that can mark it.
    #[serde(default)]
    pub nouns: Vec<String>,
    /// What else marks it, in words.
    #[serde(default)]
    pub note: Option<String>,
    /// Verbs and phrases that can mark it, with their frames.
    #[serde(default)]
    pub cues: Vec<Cue>,
    /// The IRI, where it is not the namespace and the name.
    #[serde(default)]
    iri: Option<String>,
}

impl Relation {
    /// Returns the relation's IRI.
    pub fn iri(&self) -> String {
        match &self.iri {
            Some(iri) => iri.clone(),
            None => [vocab::NAMESPACE, &self.name].concat(),
        }
    }
}

/// A verb or phrase that can mark a relation, with its frames.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Cue {
    /// The base form ("say", "point finger").
    pub lemma: String,
    /// Whether it is a phrase rather than a verb.
    #[serde(default)]
    pub phrase: bool,
    /// The frames it stands in, by code.
    pub frames: Vec<String>,
}

/// What a frame looks like in the active and the passive.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Frame {
    /// With S source, V cue, C content, T target, A addressee.
    pub active: String,
    /// The same in the passive, where there is one.
    #[serde(default)]
    pub passive: Option<String>,
}

/// A set of relations, looked up by name.
#[derive(Clone, Debug, PartialEq)]
pub struct Relations {
    list: Vec<Relation>,
    by_name: BTreeMap<String, usize>,
    frames: BTreeMap<String, Frame>,
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    #[serde(default)]
    relation: Vec<Relation>,
    #[serde(default)]
    frames: BTreeMap<String, Frame>,
    #[serde(default)]
    #[expect(
        dead_code,
        reason = "read so that the key is allowed; only people use it"
    )]
    factuality: BTreeMap<String, String>,
}

impl Relations {
    /// Returns the relations that dixit ships.
    pub fn builtin() -> &'static Self {
        static BUILTIN: OnceLock<Relations> = OnceLock::new();
        BUILTIN.get_or_init(|| {
            let empty = Self {
                list: Vec::new(),
                by_name: BTreeMap::new(),
                frames: BTreeMap::new(),
            };
            empty
                .with_toml(RELATIONS_TOML)
                .expect("the shipped relations are well-formed: a test reads them")
        })
    }

    /// Adds the relations of a TOML file; one of the same name is replaced.
    ///
    /// # Errors
    ///
    /// When the text is no TOML of this form, or a relation's broader one,
    /// stance or frame is unknown.
    pub fn with_toml(mut self, text: &str) -> Result<Self, RelationError> {
        let file: File = toml::from_str(text).map_err(|e| RelationError::syntax(text, &e))?;
        self.frames.extend(file.frames);
        for relation in file.relation {
            match self.by_name.get(&relation.name) {
                Some(&at) => self.list[at] = relation,
                None => {
                    self.by_name.insert(relation.name.clone(), self.list.len());
                    self.list.push(relation);
                }
            }
        }
        self.check()?;
        Ok(self)
    }

    /// Finds a relation by name.
    pub fn by_name(&self, name: &str) -> Option<&Relation> {
        self.by_name.get(name).map(|&at| &self.list[at])
    }

    /// Returns every relation, in the file's order.
    pub fn iter(&self) -> std::slice::Iter<'_, Relation> {
        self.list.iter()
    }

    /// Returns the frames by code.
    pub fn frames(&self) -> &BTreeMap<String, Frame> {
        &self.frames
    }

    fn check(&self) -> Result<(), RelationError> {
        for relation in &self.list {
            let wrong = |what, value: &str| RelationError::Unknown {
                relation: relation.name.clone(),
                what,
                value: value.to_owned(),
            };
            let name = &relation.name;
            if name.is_empty() || !name.chars().all(|c| c.is_ascii_alphanumeric() || c == '_') {
                return Err(wrong("name (letters, digits and _ only)", name));
            }
            if oxrdf::NamedNode::new(relation.iri()).is_err() {
                return Err(wrong("iri", &relation.iri()));
            }
            if let Some(broader) = &relation.broader
                && self.by_name(broader).is_none()
            {
                return Err(wrong("broader relation", broader));
            }
            if !STANCES.contains(&relation.stance.as_str()) {
                return Err(wrong("stance", &relation.stance));
            }
            let mut frames = relation.cues.iter().flat_map(|cue| &cue.frames);
            if let Some(frame) = frames.find(|frame| !self.frames.contains_key(*frame)) {
                return Err(wrong("frame", frame));
            }
        }
        Ok(())
    }
}

impl<'a> IntoIterator for &'a Relations {
    type Item = &'a Relation;
    type IntoIter = std::slice::Iter<'a, Relation>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

/// What a source can do to a content.
pub const STANCES: [&str; 10] = [
    "asserts",
    "commits",
    "denies",
    "fears",
    "hopes",
    "neutral-report",
    "questions",
    "requests",
    "threatens",
    "withholds",
];

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shipped_relations_are_whole() {
        let relations = Relations::builtin();
        assert_eq!(relations.iter().count(), 42);
        let blamed = relations.by_name("blamed").expect("blamed");
        assert_eq!(blamed.broader.as_deref(), Some("accused"));
        assert_eq!(blamed.iri(), "https://w3id.org/dixit/ns#blamed");
    }

    #[test]
    fn a_users_relation_is_added_and_a_fault_is_placed() {
        let own = "[[relation]]\nname = \"mocked\"\nlabel = \"mocked\"\ndefinition = \"d\"\n\
                   group = \"evaluated\"\nbroader = \"criticized\"\nstance = \"asserts\"\n";
        let relations = Relations::builtin().clone().with_toml(own).expect("valid");
        assert_eq!(relations.iter().count(), 43);
        let fault = Relations::builtin()
            .clone()
            .with_toml("[[relation]]\nnaem = 1\n");
        let text = fault.expect_err("an unknown key").to_string();
        assert!(text.starts_with("line 2, column 1:"), "{text}");
        let fault = Relations::builtin()
            .clone()
            .with_toml(&own.replace("criticized", "x"));
        let text = fault.expect_err("an unknown relation").to_string();
        assert_eq!(text, "relation `mocked`: unknown broader relation `x`");
    }
}
