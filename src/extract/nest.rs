//! Statements inside statements.

use super::draft::{Draft, How};
use super::lexicon::Lexicon;

/// For every draft, the one whose content it stands in and that passes it on.
pub type Parents = Vec<Option<usize>>;

/// Finds which draft conveys which: the narrowest content around a cue.
///
/// The narrator's own naming ("what Russia called") is conveyed by nobody.
pub fn parents(drafts: &[Draft]) -> Parents {
    let around = around(drafts);
    let mut out: Parents = around
        .iter()
        .enumerate()
        .map(|(at, &outer)| outer.filter(|_| drafts[at].how != How::Naming))
        .collect();
    for (at, draft) in drafts.iter().enumerate() {
        // "OUTLET reported C, citing X": both state C.
        let carried =
            |d: &Draft| matches!(d.lemma.as_str(), "cite" | "quote as") && d.how == How::Participle;
        let same = |outer: &usize| {
            let outer = &drafts[*outer];
            outer.content.first() == draft.content.first()
                && outer.at() != draft.at()
                && !carried(outer)
        };
        if carried(draft) && !draft.content.is_empty() {
            let before = (0..at).rev().take(4).find(same);
            let after = || (at + 1..drafts.len()).take(4).find(same);
            out[at] = before.or_else(after).or(out[at]);
        }
    }
    unring(&mut out);
    out
}

/// For every draft, the draft whose content holds its cue most narrowly.
pub fn around(drafts: &[Draft]) -> Parents {
    let size = |d: &Draft| d.content.iter().map(|r| r.len()).sum::<usize>();
    let mut out = vec![None; drafts.len()];
    // Drafts are in the order of their cues; contents reach a few sentences at most.
    for (outer, draft) in drafts.iter().enumerate() {
        for range in &draft.content {
            let first = drafts.partition_point(|d| d.at() < range.start);
            for inner in first..drafts.len() {
                if drafts[inner].at() >= range.end {
                    break;
                }
                if inner == outer || draft.says(draft.at()) {
                    continue;
                }
                let narrower = out[inner].is_none_or(|old: usize| size(draft) < size(&drafts[old]));
                // Of two that hold each other the earlier cue is the outer one.
                if narrower && !(drafts[inner].says(draft.at()) && inner < outer) {
                    out[inner] = Some(outer);
                }
            }
        }
    }
    unring(&mut out);
    out
}

/// So many statements may stand around one. News goes a few deep; "I said I said
/// I said" would go as deep as a sentence is long, each with all the rest in it.
const DEEPEST: usize = 8;

/// Leaves out the drafts that stand too deep in others.
pub fn shallow(mut drafts: Vec<Draft>) -> Vec<Draft> {
    let around = around(&drafts);
    let outer = |at: usize| std::iter::successors(around[at], |&up| around[up]);
    let mut at = 0..drafts.len();
    drafts.retain(|_| at.next().is_none_or(|at| outer(at).nth(DEEPEST).is_none()));
    drafts
}

/// Cuts rings of statements that hold each other.
fn unring(parents: &mut Parents) {
    for at in 0..parents.len() {
        let mut seen = 0;
        let mut up = parents[at];
        while let Some(next) = up {
            seen += 1;
            if next == at || seen > 64 {
                parents[at] = None;
                break;
            }
            up = parents[next];
        }
    }
}

/// Makes "OUTLET reported" of an attribution that passes a whole statement on.
pub fn carry(
    lexicon: &Lexicon,
    drafts: &mut [Draft],
    parents: &Parents,
    is_outlet: impl Fn(usize) -> bool,
) {
    let Some(reported) = lexicon.by_name("reported") else {
        return;
    };
    for (inner, outer) in parents.iter().enumerate() {
        let Some(outer) = *outer else { continue };
        let says = matches!(
            drafts[outer].lemma.as_str(),
            "according to" | "say" | "write"
        );
        let whole = drafts[inner].how != How::Noun
            && drafts[inner]
                .source
                .first()
                .is_some_and(|s| drafts[outer].says(s.start));
        if says
            && whole
            && (drafts[outer].how == How::According && is_outlet(outer)
                || is_outlet(outer) && drafts[outer].lemma == "say")
        {
            drafts[outer].relation = reported;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_statement_conveys_itself_by_way_of_the_one_who_is_cited() {
        // "Citing an aide, ... a charge that the council rejected": found by fuzzing.
        let draft = |cue: usize, content: std::ops::Range<usize>| Draft {
            cue: std::iter::once(cue..cue + 1).collect(),
            content: std::iter::once(content).collect(),
            ..Draft::default()
        };
        let citing = Draft {
            lemma: "cite".to_owned(),
            how: How::Participle,
            ..draft(0, 10..12)
        };
        let drafts = [citing, draft(11, 13..30), draft(15, 10..12)];
        let parents = parents(&drafts);
        for at in 0..drafts.len() {
            let mut outer = std::iter::successors(parents[at], |&up| parents[up]).take(9);
            assert!(outer.all(|up| up != at), "{at}: {parents:?}");
        }
    }
}
