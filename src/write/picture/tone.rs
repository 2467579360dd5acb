//! What a saying does to what is said, as colour, dash and width show it.

use crate::{
    article::LinkKind,
    graph::{LinkRef, StatementRef},
    relation::{Relation, Relations},
};

/// What a saying does to its content or target.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Tone {
    /// Puts it forward.
    Asserts,
    /// Holds it against somebody.
    Accuses,
    /// Calls it untrue, or is against it.
    Denies,
    /// Speaks for it.
    Supports,
    /// Asks, or asks for it.
    Asks,
    /// Promises, hopes or fears it.
    Expects,
    /// Keeps back, or does not do what the words say ("did not deny").
    Withholds,
    /// Adds to it or replies, without a side.
    Neutral,
}

impl Tone {
    /// Every tone, in the order of the legend.
    pub const ALL: [Self; 8] = [
        Self::Asserts,
        Self::Accuses,
        Self::Denies,
        Self::Supports,
        Self::Asks,
        Self::Expects,
        Self::Withholds,
        Self::Neutral,
    ];

    /// Returns the tone of a relation by name; an unknown one asserts.
    pub fn of(name: &str, negated: bool, relations: &Relations) -> Self {
        // Not denying is not asserting, nor the other way round.
        if negated {
            return Self::Withholds;
        }
        let Some(relation) = relations.by_name(name) else {
            return Self::Asserts;
        };
        match relation.stance.as_str() {
            "denies" => Self::Denies,
            "threatens" => Self::Accuses,
            "questions" | "requests" => Self::Asks,
            "commits" | "hopes" | "fears" => Self::Expects,
            "withholds" => Self::Withholds,
            _ => Self::of_assertion(relation, relations),
        }
    }

    fn of_assertion(relation: &Relation, relations: &Relations) -> Self {
        for kind in lineage(relation, relations) {
            match kind.name.as_str() {
                "criticized" => return Self::Accuses,
                "supported" | "agreed" | "confirmed" => return Self::Supports,
                _ if kind.group == "accused" => return Self::Accuses,
                _ => {}
            }
        }
        Self::Asserts
    }

    /// Returns the tone of a link.
    pub fn of_link(kind: LinkKind) -> Self {
        match kind {
            LinkKind::Denies | LinkKind::Disputes => Self::Denies,
            LinkKind::Supports | LinkKind::Restates => Self::Supports,
            _ => Self::Neutral,
        }
    }

    /// Returns the tone that reaches a claim through somebody who passes it on.
    pub fn through(self, carrier: Self) -> Self {
        match carrier {
            Self::Asserts | Self::Supports | Self::Neutral => self,
            other => other,
        }
    }

    /// Returns the word that style sheets and records use.
    pub fn name(self) -> &'static str {
        match self {
            Self::Asserts => "asserts",
            Self::Accuses => "accuses",
            Self::Denies => "denies",
            Self::Supports => "supports",
            Self::Asks => "asks",
            Self::Expects => "expects",
            Self::Withholds => "withholds",
            Self::Neutral => "neutral",
        }
    }

    /// Returns the words of the legend.
    pub fn legend(self) -> &'static str {
        match self {
            Self::Asserts => "says",
            Self::Accuses => "accuses, threatens",
            Self::Denies => "denies, opposes",
            Self::Supports => "supports",
            Self::Asks => "asks, urges, doubts",
            Self::Expects => "promises, hopes, fears",
            Self::Withholds => "keeps back, “did not …”",
            Self::Neutral => "answers, adds",
        }
    }

    /// Returns the colour of lines on white: Okabe and Ito's, and two greys.
    pub fn color(self) -> &'static str {
        match self {
            Self::Asserts => "#0072B2",
            Self::Accuses => "#D55E00",
            Self::Denies => "#8E3B8A",
            Self::Supports => "#009E73",
            Self::Asks => "#8A6A00",
            Self::Expects => "#3B82A0",
            Self::Withholds | Self::Neutral => "#64748B",
        }
    }

    /// Returns the colour of words on white, a shade darker than the line's.
    pub fn ink(self) -> &'static str {
        match self {
            Self::Asserts => "#005A8C",
            Self::Accuses => "#A34700",
            Self::Denies => "#7A2F76",
            Self::Supports => "#00704F",
            Self::Asks => "#6B5200",
            Self::Expects => "#286178",
            Self::Withholds | Self::Neutral => "#475569",
        }
    }

    /// Returns the width of lines.
    pub fn width(self) -> f32 {
        match self {
            Self::Accuses => 2.3,
            Self::Withholds | Self::Neutral => 1.3,
            _ => 1.7,
        }
    }
}

/// Returns a relation and the broader ones; a ring of them ends.
pub(super) fn lineage<'r>(relation: &'r Relation, relations: &'r Relations) -> Vec<&'r Relation> {
    let mut out = vec![relation];
    let mut next = relation.broader.as_deref();
    while let Some(broader) = next.and_then(|name| relations.by_name(name)) {
        if out.iter().any(|known| known.name == broader.name) {
            break;
        }
        out.push(broader);
        next = broader.broader.as_deref();
    }
    out
}

/// Returns the words of a relation: "denied".
pub(crate) fn label<'r>(name: &'r str, relations: &'r Relations) -> &'r str {
    let relation = relations.by_name(name);
    relation.map_or(name, |relation| &relation.label)
}

/// Returns the words of a statement's relation: "denied", or "did not deny".
pub(crate) fn said_label(said: StatementRef<'_>, relations: &Relations) -> String {
    let label = label(said.relation(), relations);
    if !said.negated() {
        return label.to_owned();
    }
    // "Nobody denied it": not somebody unnamed "did not deny" it.
    if said.sources().next().is_none() {
        return format!("not {label}");
    }
    // The first cue of a relation is its verb's base form.
    let relation = relations.by_name(said.relation());
    match relation.and_then(|relation| relation.cues.first()) {
        Some(cue) => format!("did not {}", cue.lemma),
        None => format!("not: {label}"),
    }
}

/// Returns the word beside a link; a question mark follows where it is less likely right than wrong.
pub(crate) fn link_label(link: &LinkRef) -> String {
    let doubtful = link.confidence.is_some_and(|sure| sure < 0.5);
    let mark = if doubtful { "?" } else { "" };
    format!("{}{mark}", link.kind.name())
}
