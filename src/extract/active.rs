//! The frame around an active verb: what stands behind it, before it, and in a relative clause.

use super::Tag;
use super::draft::How;
use super::finder::Finder;
use super::frame::Filled;
use super::lexicon::{self as l, Frames};
use super::phrase::Form;
use super::subject::{Subject, climb};
use std::ops::Range;

impl Finder<'_, '_, '_> {
    /// "put the blame on the firm for the leak": whom it is against, and what for.
    pub(super) fn against(&self, lemma: &str, after: usize, at: usize, filled: Filled) -> Filled {
        const PHRASES: &[&str] = &[
            "lay blame",
            "put blame",
            "pin blame",
            "point finger",
            "take aim",
            "lash out",
            "hit out",
            "level charge",
            "make accusation",
            "hit back",
        ];
        let scene = self.scene;
        let on = scene.is(after, &["on", "at", "against"]) && scene.is_noun(after + 1);
        if !on || !PHRASES.contains(&lemma) || filled.quoted {
            return filled;
        }
        let end = scene.with_of(after + 1);
        let reason = scene
            .is(end, &["for", "over"])
            .then(|| scene.trimmed(scene.tokens_of(end + 1, self.extent.clause(end + 1, at))));
        Filled {
            target: Some(scene.tokens_of(after + 1, end)),
            content: reason.into_iter().filter(|r| !r.is_empty()).collect(),
            ..filled
        }
    }

    /// "a claim which he disputed", "what Russia called an attack"; "he disagreed".
    pub(super) fn gap(
        &self,
        at: usize,
        lemma: &str,
        wanted: Frames,
        subject: Option<&Subject>,
    ) -> Option<(Filled, How)> {
        const ALONE: &[&str] = &["disagree", "apologize", "concur", "demur", "protest"];
        let (scene, subject) = (self.scene, subject?);
        let mut filled = Filled {
            frames: l::NP,
            ..Filled::default()
        };
        if let Some(before) = subject.phrases.start.checked_sub(1).filter(|&b| b > 0) {
            if scene.is(before, &["whom", "who"]) {
                return self.whom(at, before, wanted);
            }
            if scene.is(before, &["which", "that"]) && wanted & l::NP != 0 {
                let noun = before - 1 - usize::from(scene.is_comma(before - 1) && before > 1);
                if scene.is_noun(noun) {
                    filled.content = vec![scene.tokens_of(noun, noun + 1)];
                    return Some((filled, How::Verb));
                }
            }
        }
        filled.frames = wanted & wanted.wrapping_neg();
        ALONE.contains(&lemma).then_some((filled, How::Verb))
    }

    /// "the referee, whom he accused of bias", "whom she described as a liar".
    pub(super) fn whom(&self, at: usize, pronoun: usize, wanted: Frames) -> Option<(Filled, How)> {
        let scene = self.scene;
        let noun = pronoun - 1 - usize::from(scene.is_comma(pronoun - 1) && pronoun > 1);
        let (_, frames) = [
            ("of", l::OF),
            ("for", l::FOR),
            ("as", l::T_AS),
            ("with", l::WITH_T),
        ]
        .into_iter()
        .find(|(word, frame)| scene.is(at + 1, &[word]) && wanted & frame != 0)?;
        if !scene.is_noun(noun) {
            return None;
        }
        let content = scene.trimmed(scene.tokens_of(at + 2, self.extent.clause(at + 2, at)));
        let filled = Filled {
            frames,
            content: vec![content],
            target: Some(scene.tokens_of(climb(scene, noun), noun + 1)),
            ..Filled::default()
        };
        Some((filled, How::Verb))
    }

    /// The frame around an active verb.
    pub(super) fn filled(
        &self,
        at: usize,
        after: usize,
        wanted: Frames,
        subject: Option<&Subject>,
    ) -> Option<(Filled, How)> {
        let block = match subject {
            Some(s) if !s.inverted && !s.shared => s.phrases.start.min(at),
            _ => at,
        };
        let behind = self.behind(block, wanted, subject.is_some_and(|s| s.inverted));
        if let Some(content) = subject.and_then(|s| self.parted_by(s, at, after, wanted)) {
            let filled = Filled {
                frames: l::Q | l::THAT,
                content,
                ..Filled::default()
            };
            return Some((filled, How::Verb));
        }
        let complements = self.extent.complements(after, at, wanted);
        if subject.is_some_and(|s| s.what)
            && let Some(filled) = self.as_what(at, after, wanted, &complements)
        {
            return Some((filled, How::Naming));
        }
        if wanted & (l::TC | l::T_AS) != 0
            && let Some(filled) = subject.and_then(|s| self.called(s, after, at, &complements))
        {
            return Some((filled, How::Verb));
        }
        let ahead = fitting(complements, wanted);
        let addressee = || self.addressee(after, wanted);
        let filled = match behind {
            Some((content, true)) => quoted_before(content, ahead, addressee),
            Some((content, false)) => told_before(content, ahead, wanted, addressee),
            None => ahead?,
        };
        Some((filled, How::Verb))
    }

    /// "All three bones, she maintains, lay within a hand's breadth": what is said on both sides.
    pub(super) fn parted_by(
        &self,
        subject: &Subject,
        at: usize,
        after: usize,
        wanted: Frames,
    ) -> Option<Vec<Range<usize>>> {
        let scene = self.scene;
        let block = match subject.inverted {
            true => at,
            false => subject.phrases.start,
        };
        let comma = block.checked_sub(1).filter(|&c| scene.is_comma(c))?;
        let mut next = after;
        while scene.is_time(next) || scene.is_adverb(next) {
            next += 1;
        }
        let speaks = wanted & l::THAT != 0 && wanted & l::Q != 0;
        if !speaks || subject.shared || !scene.is_comma(next) {
            return None;
        }
        let from = self.extent.opening(comma);
        let inside = scene.quote(at);
        let own = |i: usize| scene.quote(i) == inside;
        let heads = scene.is_noun(from) && (from..comma).all(|i| own(i) && !scene.is_finite(i));
        // The verb that the words before the comma wait for.
        let end = self.extent.clause(next + 1, at);
        let mut verb = next + 1;
        while scene.is_adverb(verb) {
            verb += 1;
        }
        let bare = scene.verb(verb).is_some_and(|v| v.form != Form::Gerund);
        (heads && bare && end > verb).then(|| {
            vec![
                scene.trimmed(scene.tokens_of(from, comma)),
                scene.trimmed(scene.tokens_of(next + 1, end)),
            ]
        })
    }

    pub(super) fn addressee(&self, after: usize, wanted: Frames) -> Option<Range<usize>> {
        let scene = self.scene;
        let to = scene.is(after, &["to"]) && scene.is_noun(after + 1);
        let at = match () {
            () if to => after + 1,
            () if wanted & (l::A | l::A_THAT) != 0 && scene.is_noun(after) => after,
            () => return None,
        };
        Some(scene.tokens_of(at, scene.with_of(at)))
    }

    /// What is said before a cue whose clause begins at `block`.
    pub(super) fn behind(
        &self,
        block: usize,
        wanted: Frames,
        inverted: bool,
    ) -> Option<(Range<usize>, bool)> {
        let scene = self.scene;
        if wanted & (l::Q | l::THAT) == 0 {
            return None;
        }
        let mut last = block.checked_sub(1)?;
        while last > 0 && (scene.is_adverb(last) || scene.is(last, &["as", "so"])) {
            last -= 1;
        }
        let closed = scene.closed(last).is_some();
        let comma = matches!(scene.tag(last), Tag::Comma)
            || scene.tag(last) == Tag::Colon && !scene.is(last, &[":", ";"]);
        let mark = last + usize::from(closed);
        let end = if comma { last } else { mark };
        if !closed && !comma || end == 0 {
            return None;
        }
        let (tokens, quoted) = self.extent.preceding(end)?;
        if quoted {
            return Some((tokens, true));
        }
        let from = scene.phrase_of(tokens.start);
        let headline = scene.tag(scene.phrases.len() - 1) != Tag::Stop && block > 2;
        // "Not so, says Brandvold"
        let clause = (from..end).any(|i| scene.is_finite(i)) || closed || headline || inverted;
        // "After the talks ended, he said": a clause that only tells when.
        const WHEN: &[&str] = &[
            "after", "when", "while", "as", "before", "although", "though", "since", "because",
            "if", "asked", "on", "in", "at", "despite", "speaking", "until", "once",
        ];
        (clause && (closed || !scene.is(from, WHEN))).then_some((tokens, false))
    }
}

/// The likeliest of the shapes behind a cue that the cue allows.
fn fitting(complements: Vec<Filled>, wanted: Frames) -> Option<Filled> {
    complements.into_iter().find(|f| {
        // "when it considers necessary" names nothing that it could call so.
        let nameless = f.frames == l::TC && f.target.is_none();
        f.frames & wanted != 0 && !nameless && !(f.content.is_empty() && f.target.is_none())
    })
}

/// The frame where a quotation stands before the cue.
fn quoted_before(
    content: Range<usize>,
    ahead: Option<Filled>,
    addressee: impl Fn() -> Option<Range<usize>>,
) -> Filled {
    let mut contents = vec![content.clone()];
    match ahead {
        // “A,” he said, “B.”
        Some(f) if f.quoted && f.content.first().is_some_and(|c| c.start > content.end) => {
            contents.extend(f.content);
        }
        _ => {}
    }
    // “A,” he told reporters.
    Filled {
        frames: l::Q,
        content: contents,
        quoted: true,
        addressee: addressee(),
        ..Filled::default()
    }
}

/// The frame where a clause stands before the cue, "A, he said", and what follows may be said instead.
fn told_before(
    content: Range<usize>,
    ahead: Option<Filled>,
    wanted: Frames,
    addressee: impl Fn() -> Option<Range<usize>>,
) -> Filled {
    let ahead =
        ahead.filter(|f| f.frames & (l::T | l::NP) == 0 || wanted & (l::A | l::A_THAT) == 0);
    ahead.unwrap_or_else(|| Filled {
        frames: l::Q | l::THAT,
        content: vec![content],
        addressee: addressee(),
        ..Filled::default()
    })
}
