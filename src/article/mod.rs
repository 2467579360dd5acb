//! The records: one article with what its people say.
//!
//! A record is plain data that serde reads and writes; its form is fixed by
//! `schema/article.schema.json`. Ids are local to the record, and every span
//! counts Unicode code points of the article's `text`, end exclusive.

mod kind;
mod offsets;

pub use kind::{EntityKind, LinkKind, MentionForm};
pub use offsets::Offsets;

use serde::{Deserialize, Serialize};

/// One document with its text and everything read from it.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Article {
    /// The article's name in its collection; the one required key.
    pub id: String,
    /// Where the article stands on the web.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub url: Option<String>,
    /// The headline.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub title: Option<String>,
    /// Who wrote it, as the page says it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub author: Option<String>,
    /// The outlet that published it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub publisher: Option<String>,
    /// When it was published: an ISO 8601 date or date and time.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub published: Option<String>,
    /// The language of the text as a BCP 47 tag.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub language: Option<String>,
    /// The text, unchanged; every span points into it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// Whom and what the text names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub entities: Vec<Entity>,
    /// What is said.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub claims: Vec<Claim>,
    /// Who says it, and how.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub statements: Vec<Statement>,
    /// How statements and claims answer one another.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub links: Vec<Link>,
}

impl Article {
    /// Makes a record of nothing but a text.
    pub fn from_text(id: impl Into<String>, text: impl Into<String>) -> Self {
        Self {
            id: id.into(),
            text: Some(text.into()),
            ..Self::default()
        }
    }
}

/// A person, organisation, place or thing that the text names.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entity {
    /// The id that statements and claims refer to.
    pub id: String,
    /// The fullest name the article uses.
    #[serde(default)]
    pub name: String,
    /// What sort of entity it is.
    #[serde(default)]
    pub kind: EntityKind,
    /// The entity's IRI, where the user's own authority gives one.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub iri: Option<String>,
    /// How the article describes it ("Ukrainian President"): not asserted.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub description: Option<String>,
    /// Other names for it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub aliases: Vec<String>,
    /// IRIs of the same entity elsewhere, where the user supplied them.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub same_as: Vec<String>,
    /// Entities that this one is part of, as the text has it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub part_of: Vec<String>,
    /// Entities that this one speaks for (a spokesman for his office).
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub speaks_for: Vec<String>,
    /// Where the text mentions it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<Mention>,
}

/// A place in the text that names an entity.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Mention {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
    /// How it is named there.
    #[serde(default)]
    pub form: MentionForm,
}

impl Mention {
    /// Returns where it stands.
    pub fn span(self) -> Span {
        Span {
            start: self.start,
            end: self.end,
        }
    }
}

/// What is said, always in the affirmative wording.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Claim {
    /// The id that statements refer to.
    pub id: String,
    /// The wording.
    #[serde(default)]
    pub text: String,
    /// Where the wording stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub spans: Vec<Span>,
    /// Entities that the wording names.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub mentions: Vec<String>,
    /// Statements that this claim passes on ("RIA reported that Peskov said ...").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub conveys: Vec<String>,
    /// Statements of the narrator that the wording holds ("what Russia called ...").
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub embeds: Vec<String>,
}

/// One attribution: a source stands in a relation to a content.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Statement {
    /// The id that claims and links refer to.
    pub id: String,
    /// The relation by name, as in `schema/relations.toml`.
    pub relation: String,
    /// Whether the relation is negated ("did not deny").
    #[serde(default, skip_serializing_if = "is_false")]
    pub negated: bool,
    /// Entities that say it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source: Vec<String>,
    /// Where the source stands.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub source_spans: Vec<Span>,
    /// Where the words stand that mark it.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub cue: Vec<Span>,
    /// The claim that is said, denied, feared, ...
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub content: Option<String>,
    /// Entities that are accused, threatened, called something.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub target: Vec<String>,
    /// Entities that it is said to.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub addressee: Vec<String>,
    /// Whether the content stands in quotation marks.
    #[serde(default, skip_serializing_if = "is_false")]
    pub quoted: bool,
    /// How likely the reading is right, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

fn is_false(flag: &bool) -> bool {
    !flag
}

/// How one statement or claim answers another.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Link {
    /// The statement or claim that answers.
    pub from: String,
    /// How it answers.
    pub kind: LinkKind,
    /// The statement or claim that is answered.
    pub to: String,
    /// How likely the link is right, from 0 to 1.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub confidence: Option<f64>,
}

/// A stretch of the article's text in Unicode code points, end exclusive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Span {
    /// First code point.
    pub start: u32,
    /// One past the last code point.
    pub end: u32,
}
