//! The closed lists of the record: sorts of entities, mentions and links.

use serde::{Deserialize, Serialize};

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
