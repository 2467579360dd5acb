//! Finding attributions by cue and frame, one sentence at a time.

use super::candidate::Candidate;
use super::draft::{Draft, How};
use super::extent::Extent;
use super::frame::Filled;
use super::lexicon::{self as l, Frames, Lexicon};
use super::nominal;
use super::phrase::{Form, VerbGroup};
use super::relation::{Cue, choose};
use super::scene::Scene;
use super::subject::{Subject, subject};
use std::ops::Range;

/// Finds the attributions of a sentence, in the order of their cues.
pub fn find(scene: &Scene<'_, '_>, lexicon: &Lexicon) -> Vec<Draft> {
    let finder = Finder {
        extent: Extent { scene, lexicon },
        scene,
        lexicon,
    };
    let mut out = Vec::new();
    for at in 0..scene.phrases.len() {
        if let Some(group) = scene.verb(at) {
            out.extend(finder.verb(at, group));
        }
    }
    out.extend(nominal::find(&finder.extent, &out));
    out.sort_by_key(Draft::at);
    out
}

pub(super) struct Finder<'s, 'r, 't> {
    pub(super) extent: Extent<'s, 'r, 't>,
    pub(super) scene: &'s Scene<'r, 't>,
    pub(super) lexicon: &'s Lexicon,
}

/// Verbs under which an infinitive still happens: "continued to deny".
const RAISING: &[&str] = &[
    "continue", "begin", "start", "go", "rush", "move", "proceed", "come", "seek", "try",
    "attempt", "appear", "seem", "use",
];

impl Finder<'_, '_, '_> {
    pub(super) fn verb(&self, at: usize, group: &VerbGroup) -> Option<Draft> {
        if group.lemma == "reach" && group.passive && group.negated {
            return self.unreached(at, group);
        }
        let candidates = self.candidates(at, group);
        candidates.iter().find_map(|c| match group {
            g if g.passive || g.form == Form::Participle => {
                self.passive(at, g, c).or_else(|| self.past(at, g, c))
            }
            g => self.active(at, g, c),
        })
    }

    pub(super) fn active(&self, at: usize, group: &VerbGroup, cue: &Candidate) -> Option<Draft> {
        let undone = group.form == Form::Gerund && group.negated;
        let idle = group.form == Form::Infinitive && !self.happens(at) && !self.witnessed(at);
        if idle || undone || self.hypothetical(at, group) {
            return None;
        }
        // "if this comes out": nobody has said so.
        let opens = |s: &Subject| s.phrases.start.checked_sub(1);
        let subject = match group.form {
            Form::Gerund => self.speaker(at).or_else(|| subject(self.scene, at)),
            _ => subject(self.scene, at),
        };
        if let Some(before) = subject.as_ref().and_then(opens)
            && self.scene.is(before, &["if", "unless"])
        {
            return None;
        }
        let wanted = cue.senses.iter().fold(0, |all, s| all | s.frames);
        let after = match &subject {
            Some(s) if s.inverted => s.phrases.end.max(cue.after),
            _ => cue.after,
        };
        let filled = self.filled(at, after, wanted, subject.as_ref());
        let (filled, how) =
            filled.or_else(|| self.gap(at, &cue.lemma, wanted, subject.as_ref()))?;
        let filled = self.against(&cue.lemma, after, at, filled);
        let how = match (&subject, group.form) {
            (Some(s), _) if s.what => How::Naming,
            (_, Form::Gerund) => How::Participle,
            _ => how,
        };
        let source = subject.map(|s| self.scene.tokens_of(s.phrases.start, s.phrases.end));
        if source.is_none() && !(filled.quoted || wanted & l::Q != 0 && filled.frames & l::Q != 0) {
            return None;
        }
        self.draft(group, cue, filled, source, how)
    }

    /// "He said it had rained, blaming the weather": whoever speaks where the narrator takes over.
    pub(super) fn speaker(&self, at: usize) -> Option<Subject> {
        let scene = self.scene;
        let comma = at.checked_sub(1).filter(|&c| scene.is_comma(c))?;
        let inside = scene.quote(at);
        let saying = (0..comma)
            .rev()
            .find(|&i| scene.is_finite(i) && scene.quote(i) == inside && self.extent.speaks(i))?;
        let ends = self.extent.clause(saying + 1, saying) == comma;
        let found = subject(scene, saying).filter(|_| ends)?;
        Some(Subject {
            shared: true,
            ..found
        })
    }

    /// Whether an infinitive's act takes place.
    fn happens(&self, at: usize) -> bool {
        let before = at.checked_sub(1).and_then(|i| self.scene.verb(i));
        before.is_some_and(|v| RAISING.contains(&v.lemma.as_str()))
    }

    /// "heard him say that": somebody was there.
    fn witnessed(&self, at: usize) -> bool {
        let scene = self.scene;
        let bare = !scene.is(at, &["to"]);
        bare && at > 1
            && scene.is_noun(at - 1)
            && scene
                .verb(at - 2)
                .is_some_and(|v| matches!(v.lemma.as_str(), "hear" | "see" | "watch"))
    }

    pub(super) fn hypothetical(&self, at: usize, group: &VerbGroup) -> bool {
        let first = self.scene.word(at);
        let modal = [
            "may", "might", "should", "must", "can", "could", "would", "to",
        ];
        group.modal && !group.negated && modal[..6].iter().any(|m| first.eq_ignore_ascii_case(m))
            || at > 0 && self.scene.is(at - 1, &["if", "unless"])
    }

    pub(super) fn draft(
        &self,
        group: &VerbGroup,
        cue: &Candidate,
        filled: Filled,
        source: Option<Range<usize>>,
        how: How,
    ) -> Option<Draft> {
        let (relation, negated, frame) = self.sense(group, cue, &filled, source.as_ref(), how)?;
        Some(Draft {
            source: source.into_iter().collect(),
            cue: vec![cue.tokens.clone()],
            content: filled.content,
            target: filled.target.into_iter().collect(),
            addressee: filled.addressee.into_iter().collect(),
            relation,
            negated,
            quoted: filled.quoted,
            confidence: 0.5,
            lemma: cue.lemma.clone(),
            frame,
            how,
            label: Vec::new(),
            modelled: false,
        })
    }

    /// What a cue means in its frame: the relation, whether it is negated, and the frame.
    fn sense(
        &self,
        group: &VerbGroup,
        cue: &Candidate,
        filled: &Filled,
        source: Option<&Range<usize>>,
        how: How,
    ) -> Option<(usize, bool, Frames)> {
        let reading = self.scene.reading;
        let source_head = source
            .map(|s| head_word(self.scene, s.clone()))
            .unwrap_or_default();
        let content_word = filled
            .content
            .first()
            .map(|c| reading.word(c.start).to_lowercase())
            .unwrap_or_default();
        // "without saying which": what is not said.
        let without = group.form == Form::Gerund
            && self.scene.phrase_of(group.head) > 0
            && self
                .scene
                .is(self.scene.phrase_of(group.head) - 1, &["without"]);
        let choice = Cue {
            lemma: &cue.lemma,
            frames: filled.frames,
            negated: group.negated || without,
            passive: how == How::Passive,
            source: &source_head,
            content: &content_word,
        };
        let (relation, negated) = choose(self.lexicon, &cue.senses, &choice)?;
        let sense = cue
            .senses
            .iter()
            .find(|s| s.relation == relation && s.frames & filled.frames != 0);
        let frames = sense.map_or(filled.frames, |s| s.frames & filled.frames);
        // The lowest bit: the frame that the sense has.
        Some((relation, negated, frames & frames.wrapping_neg()))
    }
}

/// The last word of a noun phrase's head, in lower case.
pub fn head_word(scene: &Scene<'_, '_>, tokens: Range<usize>) -> String {
    let phrase = scene.phrase_of(tokens.start);
    let last = match scene.get(phrase).map(|p| &p.kind) {
        Some(super::phrase::PhraseKind::Noun(head)) => *head,
        _ => tokens.start,
    };
    scene.reading.word(last).to_lowercase()
}
