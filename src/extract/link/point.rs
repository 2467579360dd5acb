//! Words that point at what somebody said: "the allegations", "that estimate", "it".

use crate::extract::draft::Draft;
use crate::extract::{Reading, Tag};
use crate::stem::stem;

/// What a content points at.
#[derive(Clone, Copy, Debug, PartialEq)]
pub(super) struct Point {
    /// What sort of statement it can be.
    pub(super) at: Aim,
    /// Whether it can be several.
    pub(super) plural: bool,
    /// Whether it says whose: "the owner's account".
    pub(super) owned: bool,
    /// The token that points.
    pub(super) token: Option<usize>,
}

/// The sort of statement that a word points at.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Aim {
    /// Anything: "it", "this", nothing at all.
    Any,
    /// An accusation: "the charge".
    Charge,
    /// What an accusation is about: "responsibility".
    Deed,
    /// What is held to be so: "the report".
    Claim,
    /// A number: "that estimate".
    Figure,
    /// What others should do: "calls to resign".
    Demand,
    /// What is going to be done: "the plan".
    Plan,
    /// What may come: "the warning".
    Threat,
}

/// Nouns by what they point at, as stems of the words given.
const NOUNS: &[(Aim, &str)] = &[
    (
        Aim::Charge,
        "accusation allegation charge criticism complaint insinuation slur attack rebuke count blame",
    ),
    (
        Aim::Deed,
        "responsibility wrongdoing involvement guilt role part knowledge complicity fault liability misconduct link tie connection",
    ),
    (
        Aim::Claim,
        "claim report suggestion assertion rumour rumor story account version statement remark comment argument objection \
         view idea notion theory speculation finding conclusion interpretation reading description characterisation explanation \
         verdict testimony evidence denial point concern fear opinion",
    ),
    (
        Aim::Figure,
        "estimate figure forecast prediction number toll projection tally",
    ),
    (
        Aim::Demand,
        "demand call request appeal plea ultimatum order invitation",
    ),
    (
        Aim::Plan,
        "plan proposal offer bid move measure decision deal motion bill scheme promise pledge",
    ),
    (Aim::Threat, "threat warning"),
];

/// Finds what a draft's content points at: a pronoun, a noun for something said, or nothing at all.
pub(super) fn point(reading: &Reading<'_>, draft: &Draft) -> Option<Point> {
    let Some(first) = draft.content.first() else {
        return Some(any(false, None));
    };
    let whole: usize = draft.content.iter().map(ExactSizeIterator::len).sum();
    let word = reading.word(first.start).to_lowercase();
    let plural = matches!(word.as_str(), "these" | "those" | "them");
    let bare = plural || matches!(word.as_str(), "it" | "this" | "that" | "so" | "him" | "her");
    let next = reading.tokens.get(first.start + 1);
    let him = matches!(word.as_str(), "him" | "her") && !next.is_some_and(|t| t.tag.is_noun());
    if him || bare && (whole == 1 || whole > 2 && next.is_some_and(|t| t.tag.is_finite())) {
        return Some(any(plural, Some(first.start)));
    }
    noun(reading, first.start, first.end)
}

fn any(plural: bool, token: Option<usize>) -> Point {
    Point {
        at: Aim::Any,
        plural,
        owned: false,
        token,
    }
}

/// The noun that heads the phrase at a token, if it points.
pub(super) fn noun(reading: &Reading<'_>, from: usize, to: usize) -> Option<Point> {
    let (mut head, mut owned) = (None, false);
    let nounlike = |token: usize| token > from || to == from + 1;
    for token in from..to.min(from + 9) {
        match reading.tokens[token].tag {
            tag if tag.is_noun() => head = Some(token),
            // "that estimate", taken for a verb.
            Tag::Vb | Tag::Vbp if nounlike(token) && aim_of(reading, token).is_some() => {
                head = Some(token);
                break;
            }
            Tag::Pos | Tag::PrpS => owned = true,
            Tag::Dt | Tag::Pdt | Tag::Jj | Tag::Jjr | Tag::Jjs | Tag::Cd => {}
            Tag::Vbn | Tag::Vbg | Tag::Rb | Tag::OpenQuote | Tag::CloseQuote if head.is_none() => {}
            _ => break,
        }
    }
    let token = head?;
    Some(Point {
        at: aim_of(reading, token)?,
        plural: matches!(reading.tokens[token].tag, Tag::Nns),
        owned,
        token: Some(token),
    })
}

fn aim_of(reading: &Reading<'_>, token: usize) -> Option<Aim> {
    aim(&reading.word(token).to_lowercase())
}

/// What a noun points at.
fn aim(word: &str) -> Option<Aim> {
    use std::collections::BTreeMap;
    use std::sync::OnceLock;
    static AIMS: OnceLock<BTreeMap<String, Aim>> = OnceLock::new();
    let aims = AIMS.get_or_init(|| {
        let words = |list: &'static str| list.split_whitespace().map(stem);
        let all = NOUNS.iter();
        all.flat_map(|&(aim, list)| words(list).map(move |w| (w, aim)))
            .collect()
    });
    aims.get(&stem(word)).copied()
}

impl Aim {
    /// How well a statement fits: by its relation, its group, and whether it is about the one who answers.
    pub(super) fn fit(self, relation: &str, group: &str, about: bool) -> f64 {
        let accuses = group == "accused" || relation == "criticized";
        match self {
            Self::Any if accuses => 1.8,
            Self::Any => 1.5,
            Self::Charge if accuses => 1.5,
            Self::Charge if about => 0.7,
            Self::Charge => 0.0,
            Self::Deed if accuses => 1.5,
            Self::Deed if about => 0.5,
            Self::Deed => -0.5,
            Self::Claim if matches!(group, "stated" | "held" | "answered") => 1.0,
            Self::Claim if accuses || group == "evaluated" => 0.7,
            Self::Figure if relation == "predicted" => 1.5,
            Self::Figure if group == "stated" => 0.5,
            Self::Demand if group == "requested" => 1.5,
            Self::Plan if matches!(relation, "proposed" | "announced" | "planned" | "promised") => {
                1.5
            }
            Self::Plan if matches!(group, "stated" | "requested" | "committed") => 0.5,
            Self::Threat if matches!(relation, "threatened" | "warned") => 1.5,
            _ => -0.5,
        }
    }
}
