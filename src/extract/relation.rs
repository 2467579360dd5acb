//! Which relation a cue marks in its frame.

use super::lexicon::{self, Frames, Lexicon, Sense};

/// What decides between the senses of a cue.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cue<'a> {
    /// The cue's lemma.
    pub lemma: &'a str,
    /// The frames that its words can be.
    pub frames: Frames,
    /// Whether it is negated.
    pub negated: bool,
    /// Whether it is passive.
    pub passive: bool,
    /// The head of the source, in lower case.
    pub source: &'a str,
    /// The first word of the content, in lower case.
    pub content: &'a str,
}

/// Verbs whose negation withholds: "did not respond".
const WITHHOLDS: &[&str] = &[
    "confirm",
    "verify",
    "corroborate",
    "respond",
    "return",
    "comment",
    "say",
    "elaborate",
    "discuss",
    "disclose",
    "reveal",
    "identify",
    "specify",
    "answer",
    "provide",
    "give",
    "reply",
    "react",
    "name",
];

/// What one declines to do when one declines to comment.
const COMMENTS: &[&str] = &[
    "comment",
    "deny",
    "say",
    "discuss",
    "elaborate",
    "disclose",
    "answer",
    "identify",
    "name",
    "confirm",
    "reveal",
    "specify",
    "speak",
    "provide",
    "give",
    "respond",
    "speculate",
    "be",
    "explain",
    "talk",
    "divulge",
    "detail",
    "address",
];

/// Sources that show rather than say.
const EVIDENCE: &[&str] = &[
    "poll",
    "polls",
    "survey",
    "surveys",
    "study",
    "studies",
    "data",
    "figures",
    "records",
    "video",
    "videos",
    "footage",
    "images",
    "documents",
    "research",
    "analysis",
    "results",
    "evidence",
    "statistics",
    "numbers",
    "review",
    "findings",
    "photos",
    "photographs",
    "census",
    "tests",
    "investigation",
    "inquiry",
    "audit",
    "model",
    "models",
    "experiments",
    "trial",
    "findings",
    "projections",
    "estimates",
    "filings",
    "emails",
    "paper",
    "report",
    "reports",
    "appraisal",
    "assessment",
    "bill",
    "bills",
    "calendar",
    "chart",
    "document",
    "dossier",
    "email",
    "file",
    "files",
    "filing",
    "letter",
    "log",
    "logs",
    "map",
    "memo",
    "minutes",
    "note",
    "notes",
    "record",
    "register",
    "transcript",
    "transcripts",
];

/// Verbs that show where a paper is their subject, and that are deeds else.
pub const PUTS: &[&str] = &["list", "place", "put", "value"];

/// Whether a noun, in lower case, is one for what shows rather than says.
pub fn is_evidence(noun: &str) -> bool {
    EVIDENCE.contains(&noun)
}

/// Chooses the relation of a cue among its senses, and whether it is negated.
pub fn choose(lexicon: &Lexicon, senses: &[Sense], cue: &Cue<'_>) -> Option<(usize, bool)> {
    let fits = |s: &&Sense| s.frames & cue.frames != 0;
    let named = |name: &str| lexicon.by_name(name);
    if cue.negated
        && let Some(relation) = undone(lexicon, cue.lemma, cue.passive)
    {
        return Some((relation, false));
    }
    if matches!(cue.lemma, "decline" | "refuse") && cue.frames & lexicon::INF != 0 {
        let name = if COMMENTS.contains(&cue.content) {
            "declinedComment"
        } else {
            "rejected"
        };
        return named(name).map(|r| (r, cue.negated));
    }
    let showed = named("showed");
    let evidence = EVIDENCE.contains(&cue.source);
    // Papers put and list what they show; people do something else with it.
    let deed = PUTS.contains(&cue.lemma) && !evidence;
    let fitting: Vec<usize> = senses
        .iter()
        .filter(fits)
        .map(|s| s.relation)
        .filter(|&r| !(deed && Some(r) == showed))
        .collect();
    if evidence && let Some(shown) = fitting.iter().find(|&&r| Some(r) == showed) {
        return Some((*shown, cue.negated));
    }
    let first = fitting
        .iter()
        .find(|&&r| Some(r) != showed)
        .or(fitting.first())?;
    Some((*first, cue.negated))
}

/// Returns the relation that it is not to do what a cue says: "did not respond", "was not confirmed".
pub fn undone(lexicon: &Lexicon, lemma: &str, passive: bool) -> Option<usize> {
    lexicon.by_name(match lemma {
        "verify" | "confirm" if passive => "doubted",
        _ if passive => return None,
        // To accept is to admit, not to accept is to reject.
        "accept" => "rejected",
        _ if WITHHOLDS.contains(&lemma) => "declinedComment",
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::relation::Relations;

    fn name(cue: &Cue<'_>) -> String {
        let lexicon = Lexicon::new(Relations::builtin());
        let (relation, negated) =
            choose(&lexicon, lexicon.verb(cue.lemma), cue).expect("a relation");
        format!(
            "{}{}",
            if negated { "not " } else { "" },
            lexicon.relations[relation].name
        )
    }

    #[test]
    fn the_frame_decides() {
        let cue = |lemma, frames| Cue {
            lemma,
            frames,
            ..Cue::default()
        };
        for (lemma, frames, expected) in [
            ("call", lexicon::TC, "called"),
            ("call", lexicon::P_FOR, "urged"),
            ("ask", lexicon::WH, "asked"),
            ("ask", lexicon::A_INF, "urged"),
            ("charge", lexicon::WITH_T, "charged"),
            ("charge", lexicon::THAT, "alleged"),
            ("warn", lexicon::THAT, "warned"),
            ("confirm", lexicon::THAT, "confirmed"),
            ("blame", lexicon::T, "blamed"),
        ] {
            assert_eq!(name(&cue(lemma, frames)), expected, "{lemma}");
        }
    }

    #[test]
    fn negation_withholds_or_negates() {
        let cue = |lemma, frames| Cue {
            lemma,
            frames,
            negated: true,
            ..Cue::default()
        };
        assert_eq!(name(&cue("confirm", lexicon::NP)), "declinedComment");
        assert_eq!(name(&cue("deny", lexicon::NP)), "not denied");
    }
}
