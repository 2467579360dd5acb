//! What stands between a cue and its content: "on Tuesday", "in a statement", "flatly".

use super::Tag;
use super::extent::Extent;
use super::phrase::Form;

/// Words with which something is put in behind a cue, between commas.
const INSERTS: &[&str] = &[
    "without", "in", "on", "at", "again", "however", "too", "for", "as", "citing", "quoting",
];

/// Words with which a time, a place or a hearer hangs on a cue.
const ADJOINS: &[&str] = &[
    "on",
    "in",
    "at",
    "during",
    "via",
    "after",
    "before",
    "last",
    "to",
    "through",
    "from",
    "with",
    "since",
    "throughout",
];

impl Extent<'_, '_, '_> {
    /// Past "on Tuesday", "in a statement", "flatly" where the content is still to come.
    pub(super) fn past_adjuncts(&self, from: usize) -> usize {
        let mut at = from;
        while let Some(next) = self.past_adjunct(at) {
            at = next;
        }
        at
    }

    /// Past the adjunct that stands at a phrase, if one does that a content can follow.
    fn past_adjunct(&self, at: usize) -> Option<usize> {
        let scene = self.scene;
        if scene.is_comma(at) && scene.is(at + 1, INSERTS) {
            // "claimed, without evidence, that"
            let close = (at + 2..at + 8).find(|&i| scene.is_comma(i) || scene.get(i).is_none())?;
            return scene.is(close + 1, &["that"]).then_some(close + 1);
        }
        let refuses = scene.is(at, &["not", "never"])
            && scene
                .verb(at + 1)
                .is_some_and(|v| v.form == Form::Infinitive);
        if refuses {
            return None;
        }
        if scene.is_adverb(at) || scene.is_time(at) && !scene.is_finite(at + 1) {
            return Some(at + 1);
        }
        let adjoins = scene.is(at, ADJOINS)
            && scene.tag(at) != Tag::Unknown
            && (scene.is_noun(at + 1) || scene.is_time(at + 1));
        let end = adjoins.then(|| scene.extended(at + 1))?;
        self.goes_on(end).then_some(end)
    }

    /// Whether a content begins behind an adjunct.
    fn goes_on(&self, end: usize) -> bool {
        let scene = self.scene;
        scene.is(end, &["that"])
            || scene.is(end, &["to"]) && scene.verb(end).is_some()
            || scene.opened(end).is_some()
            || matches!(scene.tag(end), Tag::Comma | Tag::Colon) && scene.opened(end + 1).is_some()
    }
}
