//! Statements inside statements.

use super::Tag;
use super::draft::{Draft, How};
use super::lexicon::Lexicon;
use super::scene::Scene;

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
        let same = |outer: &usize| {
            drafts[*outer].content == draft.content && drafts[*outer].at() != draft.at()
        };
        if matches!(draft.lemma.as_str(), "cite" | "quote as") && draft.how == How::Participle {
            out[at] = (0..at).rev().take(4).find(same).or(out[at]);
        }
    }
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

/// Gives "citing X" and "quoted X as saying" their own statements.
pub fn cite(scenes: &[Scene<'_, '_>], lexicon: &Lexicon, drafts: Vec<Draft>) -> Vec<Draft> {
    let said = lexicon.by_name("said").unwrap_or(0);
    let mut out: Vec<Draft> = Vec::with_capacity(drafts.len());
    for mut draft in drafts {
        let scene = &scenes[scenes
            .partition_point(|s| s.tokens.end <= draft.at())
            .min(scenes.len() - 1)];
        if draft.lemma == "cite" && draft.how == How::Participle {
            let earlier = out.iter().rev().take(4).find(|d| {
                scene.tokens.contains(&d.at()) && !d.content.is_empty() && d.source == draft.source
            });
            let person = draft.content.first().is_some_and(|c| {
                c.clone().any(|t| scene.reading.tokens[t].tag.is_name()) || speaks(scene, c.start)
            });
            if let (Some(earlier), true) = (earlier, person) {
                draft.source = std::mem::take(&mut draft.content);
                draft.content = earlier.content.clone();
                draft.relation = said;
            }
        }
        let saying = draft.content.first().map(|c| c.start).filter(|&t| {
            matches!(scene.reading.word(t), "saying" | "telling")
                && scene.reading.tokens[t].tag == Tag::Vbg
        });
        if let Some(token) = saying
            && !draft.target.is_empty()
            && matches!(draft.lemma.as_str(), "quote" | "cite")
        {
            let skip = 1 + usize::from(scene.reading.word(token + 1) == "that");
            let mut content = draft.content.clone();
            content[0].start = (token + skip).min(content[0].end);
            content[0] = scene.trimmed(content[0].clone());
            let inner = Draft {
                source: std::mem::take(&mut draft.target),
                cue: std::iter::once(token..token + 1).collect(),
                content: content.clone(),
                relation: said,
                lemma: "quote as".to_owned(),
                how: How::Participle,
                ..draft.clone()
            };
            draft.content = content;
            draft.relation = lexicon.by_name("reported").unwrap_or(draft.relation);
            out.retain(|d| d.at() != token);
            out.push(draft);
            out.push(inner);
            continue;
        }
        if out
            .last()
            .is_some_and(|d| d.lemma == "quote as" && d.at() == draft.at())
        {
            continue;
        }
        out.push(draft);
    }
    out
}

fn speaks(scene: &Scene<'_, '_>, token: usize) -> bool {
    let phrase = scene.phrase_of(token);
    let head = super::finder::head_word(scene, scene.tokens_of(phrase, phrase + 1));
    let one = head.strip_suffix('s').unwrap_or(&head);
    super::noun::is_person(one)
}
