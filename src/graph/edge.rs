//! What the graph's edges say.

use crate::article::LinkKind;

/// How one node stands to another; every edge points from the first to the second.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Edge {
    /// Entity, statement or claim → the article that holds it.
    In,
    /// Statement → who says it.
    Source,
    /// Statement → the claim that is said.
    Content,
    /// Statement → whom it accuses, threatens, calls something.
    Target,
    /// Statement → whom it is said to.
    Addressee,
    /// Claim → a statement that it passes on.
    Conveys,
    /// Claim → a statement of the narrator that its wording holds.
    Embeds,
    /// Claim → an entity that its wording names.
    Mentions,
    /// Entity → the entity it is part of.
    PartOf,
    /// Entity → the entity it speaks for.
    SpeaksFor,
    /// Statement or claim → the one that it answers, and how.
    Link(LinkKind),
}

impl Edge {
    /// Returns the edge's name, as exports use it.
    pub fn name(self) -> &'static str {
        match self {
            Self::In => "in",
            Self::Source => "source",
            Self::Content => "content",
            Self::Target => "target",
            Self::Addressee => "addressee",
            Self::Conveys => "conveys",
            Self::Embeds => "embeds",
            Self::Mentions => "mentions",
            Self::PartOf => "partOf",
            Self::SpeaksFor => "speaksFor",
            Self::Link(kind) => kind.name(),
        }
    }
}
