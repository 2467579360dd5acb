//! Joining what the models found with what cues and frames tell.

use super::draft::{Draft, How};
use super::lexicon::{self, Lexicon};
use super::{Attribution, Reading, modelled, nest};
use std::collections::BTreeSet;
use std::ops::Range;

/// The least confidences that a statement needs; chosen on the readings of `tests/quality`,
/// cross-validated, and on the PolNeAR development part.
#[derive(Clone, Copy, Debug)]
pub struct Least {
    /// Of the models alone.
    pub model: f32,
    /// Of a frame that the models find less likely than that.
    pub frame: f32,
    /// Of a frame that the models do not see, in the article's own voice.
    pub alone: f32,
    /// The same, where one accuses, denies, answers, promises or keeps silent.
    pub act: f32,
    /// The same, inside another statement's words.
    pub inner: f32,
}

/// What statements need to be kept.
pub const LEAST: Least = Least {
    model: 0.35,
    frame: 0.65,
    alone: 0.8,
    act: 0.4,
    inner: 0.5,
};

/// Below this the models' proposals are not even compared with the frames.
pub const FLOOR: f32 = 0.15;

/// So many statements around one are asked whether they are kept.
const DEEPEST: usize = 64;

/// Groups of relations that the graph is asked for most and that narrators seldom mean otherwise.
const ACTS: [&str; 5] = ["accused", "denied", "answered", "committed", "withheld"];

/// Joins the two, in the order of the cues.
///
/// Outer statements follow the models, which saw whole articles; the frames add the
/// roles, and the statements inside others, which nobody annotated for the models.
pub fn merge(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    models: &[Attribution],
    frames: Vec<Draft>,
    least: Least,
) -> Vec<Draft> {
    let mut frames = frames;
    frames.sort_by_key(Draft::at);
    let mut out = Vec::with_capacity(frames.len());
    let mut taken = vec![false; frames.len()];
    for found in models {
        let model = modelled::draft(reading, lexicon, found);
        out.extend(with_frame(reading, model, &frames, &mut taken, least));
    }
    let rest: Vec<Draft> = frames
        .into_iter()
        .zip(taken)
        .filter(|(_, taken)| !taken)
        .map(|(draft, _)| draft)
        .collect();
    out.extend(rest);
    out.sort_by_key(Draft::at);
    let carriers = carriers(&out);
    let kept = kept(&out, |draft, inner| {
        let framed = draft.how != How::Model && !draft.modelled;
        let inner = inner || carriers.contains(&draft.at());
        !framed || draft.confidence >= needed(lexicon, least, draft, inner)
    });
    let mut kept = kept.into_iter();
    out.retain(|_| kept.next() == Some(true));
    out
}

/// What the models found, joined with the frame of its cue, which is then taken; none where
/// neither is sure enough.
fn with_frame(
    reading: &Reading<'_>,
    mut model: Draft,
    frames: &[Draft],
    taken: &mut [bool],
    least: Least,
) -> Option<Draft> {
    let here = |i: &usize| overlaps(&frames[*i].cue, &model.cue);
    // "put the blame on": the models may find two cues in the words of one.
    if near(frames, &model).any(|i| taken[i] && here(&i)) {
        return None;
    }
    match near(frames, &model).find(here) {
        Some(i) if model.confidence >= least.model || frames[i].confidence >= least.frame => {
            taken[i] = true;
            if is_relative(reading, &model.content) && !frames[i].content.is_empty() {
                model.content.clear();
            }
            Some(joined(&model, &frames[i]))
        }
        Some(_) => None,
        None => (model.confidence >= least.model).then_some(model),
    }
}

/// The confidence that a frame needs which the models do not see.
fn needed(lexicon: &Lexicon, least: Least, draft: &Draft, inner: bool) -> f32 {
    let group = lexicon.relations[draft.relation].group.as_str();
    match inner {
        true => least.inner,
        false if ACTS.contains(&group) => least.act,
        false => least.alone,
    }
}

/// Where drafts begin that follow a whole statement which they pass on: "A said C, X reported".
///
/// Of the two the annotators mark one, so that the models are no measure of the other.
fn carriers(drafts: &[Draft]) -> BTreeSet<usize> {
    let around = nest::around(drafts);
    let pairs = drafts.iter().zip(around);
    let carried = pairs.filter_map(|(inner, up)| {
        let outer = &drafts[up?];
        let whole = inner.modelled && outer.says(inner.source.first()?.start);
        let follows = outer.content.last()?.end <= outer.at();
        (whole && follows).then(|| outer.at())
    });
    carried.collect()
}

/// Decides on every draft, outer ones first: what stands in one that is not kept is no inner one.
fn kept(drafts: &[Draft], keep: impl Fn(&Draft, bool) -> bool) -> Vec<bool> {
    let around = nest::around(drafts);
    let mut kept: Vec<Option<bool>> = vec![None; drafts.len()];
    let mut path = Vec::new();
    for at in 0..drafts.len() {
        let mut next = Some(at);
        while let Some(up) = next.filter(|&up| kept[up].is_none()) {
            path.push(up);
            next = around[up];
        }
        while let Some(at) = path.pop() {
            let ups = std::iter::successors(around[at], |&up| around[up]);
            let inner = ups.take(DEEPEST).any(|up| kept[up] == Some(true));
            kept[at] = Some(keep(&drafts[at], inner));
        }
    }
    kept.into_iter().map(|k| k == Some(true)).collect()
}

/// The frames whose cue can touch a model's.
fn near<'f>(frames: &'f [Draft], model: &Draft) -> impl Iterator<Item = usize> + use<'f> {
    let (start, end) = (model.at(), model.cue.last().map_or(0, |r| r.end));
    let first = frames.partition_point(|d| d.at() + 8 < start);
    (first..frames.len()).take_while(move |&i| frames[i].at() < end)
}

fn overlaps(a: &[Range<usize>], b: &[Range<usize>]) -> bool {
    a.iter()
        .any(|x| b.iter().any(|y| x.start < y.end && y.start < x.end))
}

/// Whether a content is a relative pronoun alone; frames know what it stands for.
fn is_relative(reading: &Reading<'_>, content: &[Range<usize>]) -> bool {
    let [one] = content else {
        return false;
    };
    one.len() == 1 && matches!(reading.word(one.start), "that" | "which")
}

/// Frames in which somebody is given a label: "call T C", "describe T as C".
const LABELS: lexicon::Frames = lexicon::TC | lexicon::T_AS;

/// The models' spans with the frame's reading of them.
fn joined(model: &Draft, frame: &Draft) -> Draft {
    let content = joined_content(model, frame);
    Draft {
        source: if follows(model, frame) {
            frame.source.clone()
        } else {
            model.source.clone()
        },
        content: if content.is_empty() {
            frame.content.clone()
        } else {
            content
        },
        label: match frame.frame & LABELS {
            0 => Vec::new(),
            _ => frame.content.clone(),
        },
        confidence: model.confidence,
        modelled: true,
        ..frame.clone()
    }
}

/// The better content of the two, without words of the target or the cue.
fn joined_content(model: &Draft, frame: &Draft) -> Vec<Range<usize>> {
    // "blaming its owners": the owners are no claim.
    let of_nothing =
        frame.frame == lexicon::T && matches!(frame.lemma.as_str(), "blame" | "accuse");
    let framed = !frame.content.is_empty() && (apart(model, frame) || cut_short(model, frame));
    let content = match framed || of_nothing {
        true => &frame.content,
        false => &model.content,
    };
    let mut content = content.clone();
    // "called it a stunt, with ...": what is called so is no part of the label.
    if let (Some(first), [target], Some(label)) = (
        content.first_mut(),
        &frame.target[..],
        frame.content.first(),
    ) && frame.frame & LABELS != 0
        && (first.start, target.len()) == (target.start, 1)
        && label.start < first.end
    {
        first.start = label.start.max(first.start);
    }
    // "pleaded not guilty to fraud": the words of the cue are no part of what is said.
    if let (Some(first), Some(cue)) = (content.first_mut(), frame.cue.last())
        && cue.contains(&first.start)
        && cue.end < first.end
    {
        first.start = cue.end;
    }
    content
}

/// Whether the frame knows the source better than the models.
///
/// It does where they found none or a part of it ("club" of "the club"), took the cue along,
/// or took the one who is accused, in a passive that tells nobody who accuses.
fn follows(model: &Draft, frame: &Draft) -> bool {
    let [source] = model.source.as_slice() else {
        return model.source.is_empty();
    };
    let meets = |r: &Range<usize>| r.start < source.end && source.start < r.end;
    let whole = |f: &Range<usize>| f.start <= source.start && source.end <= f.end;
    let part = matches!(frame.source.as_slice(), [f] if whole(f));
    let agentless =
        frame.how == How::Passive && frame.source.is_empty() && frame.frame != lexicon::TC;
    let told = frame.how == How::Passive && !frame.source.is_empty();
    part || told
        || !frame.source.is_empty() && frame.cue.iter().any(meets)
        || agentless && frame.target.iter().chain(&frame.addressee).any(meets)
}

/// "puts support at 71%": whether the models left out what stands behind the cue.
fn cut_short(model: &Draft, frame: &Draft) -> bool {
    let (Some(cue), [long], [short]) = (frame.cue.last(), &frame.content[..], &model.content[..])
    else {
        return false;
    };
    frame.frame == lexicon::NP
        && cue.end == long.start
        && long.start < short.start
        && long.end == short.end
}

/// Whether a label or charge is taken without whom it is about; the models' spans have both.
fn apart(model: &Draft, frame: &Draft) -> bool {
    let charge = lexicon::OF | lexicon::FOR | lexicon::ON | lexicon::WITH_T;
    let size = |d: &Draft| d.content.iter().map(|r| r.len()).sum::<usize>();
    frame.frame & charge != 0
        || frame.frame & (LABELS | lexicon::T) != 0 && size(frame) * 2 < size(model)
        || matches!(frame.how, How::Noun | How::Lent | How::Mark | How::Example)
        // "was urged by S to": who urges is no part of what is urged.
        || frame.how == How::Passive && frame.source.iter().any(|s| model.says(s.start))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn draft(cue: usize, content: Range<usize>) -> Draft {
        Draft {
            cue: std::iter::once(cue..cue + 1).collect(),
            content: std::iter::once(content).collect(),
            ..Draft::default()
        }
    }

    #[test]
    fn what_stands_in_a_statement_that_is_not_kept_is_no_inner_one() {
        let drafts = [draft(0, 1..20), draft(5, 6..20), draft(9, 10..20)];
        let inner_alone = |draft: &Draft, inner: bool| inner || draft.at() == 5;
        assert_eq!(kept(&drafts, inner_alone), [false, true, true]);
        assert_eq!(kept(&drafts, |_, inner| inner), [false; 3]);
        assert_eq!(kept(&drafts, |d, _| d.at() != 5), [true, false, true]);
    }

    #[test]
    fn a_label_stands_apart_only_where_it_is_short() {
        let label = |size: usize| Draft {
            frame: lexicon::TC,
            ..draft(0, 10 - size..10)
        };
        let model = draft(0, 2..10);
        let content = |size| joined(&model, &label(size)).content;
        assert_eq!(content(3), label(3).content);
        assert_eq!(content(4), model.content);
        let target_alone = Draft {
            content: Vec::new(),
            frame: lexicon::T,
            ..label(1)
        };
        assert_eq!(joined(&model, &target_alone).content, model.content);
    }
}
