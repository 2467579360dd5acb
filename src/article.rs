//! The records: one article with what its people say.
//!
//! A record is plain data that serde reads and writes; its form is fixed by
//! `schema/article.schema.json`. Ids are local to the record, and every span
//! counts Unicode code points of the article's `text`, end exclusive.

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

/// What sort of entity it is.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum EntityKind {
    /// A human being.
    Person,
    /// A body of people with a name: a party, firm, ministry, court.
    Organisation,
    /// A state, also as its government.
    Country,
    /// A town, region, building or other location.
    Place,
    /// A medium that publishes: a newspaper, agency, broadcaster.
    Outlet,
    /// An account on a social network.
    Account,
    /// People without a proper name: residents, officials, users.
    Group,
    /// Something that happens: a war, an election, a holiday.
    Event,
    /// Anything else.
    #[default]
    Thing,
}

impl EntityKind {
    /// Every kind, in the order of the schema.
    pub const ALL: [Self; 9] = [
        Self::Person,
        Self::Organisation,
        Self::Country,
        Self::Place,
        Self::Outlet,
        Self::Account,
        Self::Group,
        Self::Event,
        Self::Thing,
    ];

    /// Returns the word that records use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Person => "person",
            Self::Organisation => "organisation",
            Self::Country => "country",
            Self::Place => "place",
            Self::Outlet => "outlet",
            Self::Account => "account",
            Self::Group => "group",
            Self::Event => "event",
            Self::Thing => "thing",
        }
    }

    /// Finds a kind by the word that records use.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
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

/// How a mention names its entity.
#[derive(
    Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize,
)]
#[serde(rename_all = "lowercase")]
pub enum MentionForm {
    /// By name, surname, acronym or handle.
    #[default]
    Name,
    /// By a phrase ("the president").
    Nominal,
    /// By a pronoun.
    Pronoun,
    /// By an adjective ("Russian").
    Adjective,
}

impl MentionForm {
    /// Every form, in the order of the schema.
    pub const ALL: [Self; 4] = [Self::Name, Self::Nominal, Self::Pronoun, Self::Adjective];

    /// Returns the word that records use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Name => "name",
            Self::Nominal => "nominal",
            Self::Pronoun => "pronoun",
            Self::Adjective => "adjective",
        }
    }

    /// Finds a form by the word that records use.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|form| form.name() == name)
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

/// How one statement or claim answers another.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum LinkKind {
    /// It says that the other is false.
    Denies,
    /// It calls the other into question.
    Disputes,
    /// It replies without taking a side.
    Answers,
    /// It speaks for the other.
    Supports,
    /// It says the same again.
    Restates,
    /// It adds to the other.
    Elaborates,
    /// It is an instance of the other.
    Exemplifies,
}

impl LinkKind {
    /// Every kind, in the order of the schema.
    pub const ALL: [Self; 7] = [
        Self::Denies,
        Self::Disputes,
        Self::Answers,
        Self::Supports,
        Self::Restates,
        Self::Elaborates,
        Self::Exemplifies,
    ];

    /// Returns the word that records use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Denies => "denies",
            Self::Disputes => "disputes",
            Self::Answers => "answers",
            Self::Supports => "supports",
            Self::Restates => "restates",
            Self::Elaborates => "elaborates",
            Self::Exemplifies => "exemplifies",
        }
    }

    /// Finds a kind by the word that records use.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|kind| kind.name() == name)
    }
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

/// A text, prepared for look-ups by code point.
///
/// Keeps the byte offset of every 64th code point, so a look-up costs a short
/// walk however long the text is; an ASCII text needs none.
#[derive(Clone, Debug)]
pub struct Offsets<'t> {
    text: &'t str,
    marks: Vec<usize>,
    length: usize,
}

/// Fewer marks make the many look-ups of an export slower: they walk from mark to place.
const STRIDE: usize = 16;

impl<'t> Offsets<'t> {
    /// Walks the text once.
    pub fn new(text: &'t str) -> Self {
        if text.is_ascii() {
            return Self {
                text,
                marks: Vec::new(),
                length: text.len(),
            };
        }
        let mut marks = Vec::with_capacity(text.len() / STRIDE + 1);
        let mut length = 0;
        for (byte, _) in text.char_indices() {
            if length % STRIDE == 0 {
                marks.push(byte);
            }
            length += 1;
        }
        Self {
            text,
            marks,
            length,
        }
    }

    /// Returns how many code points the text has.
    pub fn length(&self) -> usize {
        self.length
    }

    /// Returns the byte at which a code point begins, if the text reaches so far.
    pub fn byte(&self, code_point: usize) -> Option<usize> {
        if code_point >= self.length {
            return (code_point == self.length).then_some(self.text.len());
        }
        let Some(&mark) = self.marks.get(code_point / STRIDE) else {
            return Some(code_point);
        };
        let mut rest = self.text[mark..].char_indices();
        rest.nth(code_point % STRIDE).map(|(byte, _)| mark + byte)
    }

    /// Returns the code point that begins at a byte, or holds it.
    pub fn code_point(&self, byte: usize) -> usize {
        let mut byte = byte.min(self.text.len());
        while !self.text.is_char_boundary(byte) {
            byte -= 1;
        }
        if self.marks.is_empty() {
            return byte;
        }
        let block = self.marks.partition_point(|&mark| mark <= byte) - 1;
        let rest = self.text[self.marks[block]..].char_indices();
        let within = rest.take_while(|(at, _)| self.marks[block] + at < byte);
        block * STRIDE + within.count()
    }

    /// Returns the words of a span, or nothing where it leaves the text.
    pub fn words(&self, span: Span) -> &'t str {
        let start = self.byte(span.start as usize);
        let end = self.byte(span.end as usize);
        match (start, end) {
            (Some(start), Some(end)) if start <= end => &self.text[start..end],
            _ => "",
        }
    }

    /// Returns the span of a range of bytes.
    pub fn span(&self, bytes: std::ops::Range<usize>) -> Span {
        let point = |byte| u32::try_from(self.code_point(byte)).unwrap_or(u32::MAX);
        Span {
            start: point(bytes.start),
            end: point(bytes.end),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_agree_with_a_plain_walk() {
        for text in ["", "plain", "“curly” and 😀 é — ", &"aé😀".repeat(100)] {
            let offsets = Offsets::new(text);
            let mut bytes: Vec<usize> = text.char_indices().map(|(byte, _)| byte).collect();
            bytes.push(text.len());
            assert_eq!(offsets.length() + 1, bytes.len());
            for (point, &byte) in bytes.iter().enumerate() {
                assert_eq!(offsets.byte(point), Some(byte));
                assert_eq!(offsets.code_point(byte), point);
            }
            assert_eq!(offsets.byte(bytes.len()), None);
            for byte in 0..text.len() {
                let holding = bytes.iter().rposition(|&start| start <= byte);
                assert_eq!(Some(offsets.code_point(byte)), holding);
            }
        }
    }
}
