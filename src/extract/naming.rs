//! What somebody calls something: "what Russia called an attack", "a charge which Belmar called a mirage".

use super::Tag;
use super::finder::Finder;
use super::frame::Filled;
use super::lexicon::{self as l, Frames};
use super::subject::Subject;

impl Finder<'_, '_, '_> {
    /// "what Russia called an attack": the name is all that follows.
    pub(super) fn as_what(
        &self,
        at: usize,
        after: usize,
        wanted: Frames,
        complements: &[Filled],
    ) -> Option<Filled> {
        if wanted & l::T_AS != 0 && self.scene.is(after, &["as"]) {
            let end = self.extent.clause(after + 1, at);
            let name = self.scene.trimmed(self.scene.tokens_of(after + 1, end));
            return Some(Filled {
                frames: l::T_AS,
                content: vec![name],
                ..Filled::default()
            });
        }
        if wanted & (l::TC | l::T_AS) == 0 {
            return None;
        }
        let name = |f: &&Filled| f.frames & (l::NP | l::Q | l::TC) != 0 && !f.content.is_empty();
        let filled = complements.iter().find(name)?;
        Some(Filled {
            frames: if wanted & l::TC != 0 { l::TC } else { l::T_AS },
            content: match self.scene.is_noun(after) {
                true => vec![self.extent.label_with_quote(after, at)],
                false => filled.content.clone(),
            },
            target: None,
            addressee: None,
            ..filled.clone()
        })
    }

    /// "a charge which Belmar called a mirage": the antecedent is what has the name.
    pub(super) fn called(
        &self,
        subject: &Subject,
        after: usize,
        at: usize,
        complements: &[Filled],
    ) -> Option<Filled> {
        let scene = self.scene;
        let pronoun = subject.phrases.start.checked_sub(1)?;
        if scene.is_noun(pronoun) && self.extent.names(pronoun) {
            // "a charge the union called absurd", "an idea she described as absurd"
            return self.name_of(pronoun, after, at, complements);
        }
        let refers = scene.is(pronoun, &["which", "that", "whom"]) && scene.tag(pronoun) != Tag::In;
        let noun = pronoun.checked_sub(1)?;
        let noun = noun - usize::from(scene.is_comma(noun) && noun > 0);
        if !refers || !scene.is_noun(noun) {
            return None;
        }
        self.name_of(noun, after, at, complements)
    }

    /// The name that a noun phrase is given behind the cue, with the noun as its target.
    fn name_of(
        &self,
        noun: usize,
        after: usize,
        at: usize,
        complements: &[Filled],
    ) -> Option<Filled> {
        let scene = self.scene;
        let target = Some(scene.tokens_of(noun, noun + 1));
        if scene.is(after, &["as"]) {
            let end = self.extent.clause(after + 1, at);
            let content = vec![scene.trimmed(scene.tokens_of(after + 1, end))];
            return Some(Filled {
                frames: l::T_AS,
                content,
                target,
                ..Filled::default()
            });
        }
        let name = |f: &&Filled| f.frames & (l::NP | l::Q | l::TC) != 0 && !f.content.is_empty();
        complements.iter().find(name).map(|f| Filled {
            frames: l::TC,
            target,
            addressee: None,
            ..f.clone()
        })
    }
}
