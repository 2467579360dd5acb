//! Passives: "was accused by the minister of", "people accused of", "could not be reached".

use super::Tag;
use super::candidate::Candidate;
use super::draft::{Draft, How};
use super::finder::Finder;
use super::frame::Filled;
use super::lexicon::{self as l, Frames};
use super::phrase::{Form, VerbGroup};
use super::relative::relative;
use super::subject::{climb, subject};
use std::ops::Range;

/// A passive verb, and what its frame is read from.
struct Passive {
    /// Its phrase.
    at: usize,
    /// The first phrase behind it and its agent.
    after: usize,
    /// The frames that it allows.
    wanted: Frames,
    /// The tokens of its patient.
    person: Option<Range<usize>>,
}

impl Finder<'_, '_, '_> {
    /// "The minister could not be reached": the one who is not found says nothing.
    pub(super) fn unreached(&self, at: usize, group: &VerbGroup) -> Option<Draft> {
        let scene = self.scene;
        let silent = subject(scene, at).filter(|s| !s.inverted)?;
        let tokens = scene.phrases[at].tokens.start..group.head + 1;
        Some(Draft {
            source: vec![scene.tokens_of(silent.phrases.start, silent.phrases.end)],
            cue: vec![tokens],
            relation: self.lexicon.by_name("declinedComment")?,
            confidence: 0.5,
            lemma: "not reachable".to_owned(),
            frame: l::MV,
            ..Draft::default()
        })
    }

    /// "was accused by the minister of", "people accused of".
    pub(super) fn passive(&self, at: usize, group: &VerbGroup, cue: &Candidate) -> Option<Draft> {
        let scene = self.scene;
        if self.hypothetical(at, group) && group.lemma != "verify" && group.lemma != "confirm" {
            return None;
        }
        let owned = || subject(scene, at).is_some_and(|s| s.what) || relative(scene, at).is_some();
        if group.form == Form::Participle && owned() {
            return None;
        }
        let patient = match group.form {
            Form::Finite => subject(scene, at)
                .filter(|s| !s.inverted)
                .map(|s| s.phrases),
            _ => self.noun_before(at),
        };
        let wanted = cue.senses.iter().fold(0, |all, s| all | s.frames);
        let (by, after) = self.agent(cue.after, wanted);
        let mut filled = self.passive_frame(at, after, wanted, patient.as_ref())?;
        if by.is_none() && group.form == Form::Participle && filled.frames & (l::NP | l::T) != 0 {
            return None;
        }
        if by.is_none()
            && filled.frames & (l::NP | l::T) != 0
            && !(group.negated && matches!(group.lemma.as_str(), "verify" | "confirm"))
        {
            return None;
        }
        let by = by.or_else(|| self.agent_within(&mut filled));
        self.draft(group, cue, filled, by, How::Passive)
    }

    /// "..., accused him of": a past tense that was taken for a participle.
    pub(super) fn past(&self, at: usize, group: &VerbGroup, cue: &Candidate) -> Option<Draft> {
        let naming =
            subject(self.scene, at).is_some_and(|s| s.what) || relative(self.scene, at).is_some();
        if group.passive || !naming && self.noun_before(at).is_some() {
            return None;
        }
        self.active(at, group, cue)
    }

    pub(super) fn noun_before(&self, at: usize) -> Option<Range<usize>> {
        let mut prev = self.scene.before(at, self.scene.quote(at))?;
        if self.scene.is_comma(prev) {
            prev = self.scene.before(prev, self.scene.quote(at))?;
        }
        self.scene
            .is_noun(prev)
            .then(|| climb(self.scene, prev)..prev + 1)
    }

    /// "by the minister" right behind a passive verb, and the phrase behind it.
    pub(super) fn agent(&self, after: usize, wanted: Frames) -> (Option<Range<usize>>, usize) {
        let scene = self.scene;
        let mut at = after;
        while scene.is_adverb(at) || scene.is_time(at) {
            at += 1;
        }
        if scene.is(at, &["by"]) && scene.is_noun(at + 1) {
            // "accused by Quist of fraud": that "of" is the verb's.
            let mut end = match wanted & l::OF {
                0 => scene.with_of(at + 1),
                _ => at + 2,
            };
            while scene.is(end, &["and", "in", "at", "from"])
                && scene.is_noun(end + 1)
                && !scene.is_finite(end + 2)
            {
                end = scene.with_of(end + 1);
            }
            return (Some(scene.tokens_of(at + 1, end)), end);
        }
        (None, after)
    }

    /// "described as a farce by the minister": takes the agent off the content's end.
    pub(super) fn agent_within(&self, filled: &mut Filled) -> Option<Range<usize>> {
        let scene = self.scene;
        let content = filled.content.first_mut()?;
        let (from, to) = (scene.phrase_of(content.start), scene.phrase_of(content.end));
        let by = (from..to)
            .rev()
            .find(|&i| scene.is(i, &["by"]) && scene.is_noun(i + 1))?;
        if (by..to).any(|i| scene.verb(i).is_some())
            || (from..by).any(|i| scene.verb(i).is_some())
            || by == from
        {
            return None;
        }
        let source = scene.tokens_of(by + 1, scene.with_of(by + 1));
        content.end = scene.tokens_of(by, by).start;
        Some(source)
    }

    /// The frame around a passive verb: what stands behind it, and its patient.
    pub(super) fn passive_frame(
        &self,
        at: usize,
        after: usize,
        wanted: Frames,
        patient: Option<&Range<usize>>,
    ) -> Option<Filled> {
        let verb = Passive {
            at,
            after,
            wanted,
            person: patient.map(|p| self.scene.tokens_of(p.start, p.end)),
        };
        let it = wanted & l::THAT != 0 && patient.is_some_and(|p| self.scene.is(p.start, &["it"]));
        let mut out = Vec::new();
        out.extend(self.passive_that(&verb, it));
        out.extend(self.passive_told(&verb));
        out.extend(self.passive_preposition(&verb));
        out.extend(self.passive_infinitive(&verb).into_iter().flatten());
        out.extend(self.passive_complement(&verb));
        if let Some(p) = verb.person {
            out.push(make(l::NP, p.clone()));
            out.push(Filled {
                target: Some(p),
                ..make(l::T, 0..0)
            });
        }
        out.into_iter().find(|f| f.frames & wanted != 0)
    }

    /// "it was said that", "he was told that": the clause behind a passive verb.
    fn passive_that(&self, verb: &Passive, it: bool) -> Option<Filled> {
        if !self.scene.is(verb.after, &["that"]) {
            return None;
        }
        let clause = self.clause_of(verb.at, verb.after + 1);
        Some(match it {
            true => make(l::THAT, clause),
            false => Filled {
                addressee: verb.person.clone(),
                ..make(l::A_THAT, clause)
            },
        })
    }

    /// "was told they were to be expected"
    fn passive_told(&self, verb: &Passive) -> Option<Filled> {
        let (scene, after) = (self.scene, verb.after);
        let told =
            verb.wanted & l::A_THAT != 0 && scene.is_noun(after) && scene.is_finite(after + 1);
        let finite = scene.verb(verb.at).is_some_and(|v| v.form == Form::Finite);
        (told && verb.person.is_some() && finite).then(|| Filled {
            addressee: verb.person.clone(),
            ..make(l::A_THAT, self.clause_of(verb.at, after))
        })
    }

    /// "was accused of", "was described as", "was pressed on the leak".
    fn passive_preposition(&self, verb: &Passive) -> Option<Filled> {
        let (scene, after) = (self.scene, verb.after);
        for (words, frames) in [
            (&["of"][..], l::OF | l::A_OF),
            (&["for"], l::FOR),
            (&["with"], l::WITH_T),
            (&["as"], l::T_AS | l::NP_AS),
            (&["over"], l::OVER_T),
        ] {
            if scene.is(after, words) {
                return Some(Filled {
                    target: verb.person.clone(),
                    ..make(frames, self.extent.phrase(after + 1, verb.at))
                });
            }
        }
        let on = scene.is(after, &["on"]) && scene.is_noun(after + 1);
        let person = verb.person.clone().filter(|_| on)?;
        Some(Filled {
            target: Some(scene.tokens_of(after + 1, scene.with_of(after + 1))),
            ..make(l::ON, person)
        })
    }

    /// "was urged to go", "is said to have": what follows "to" behind a passive verb.
    fn passive_infinitive(&self, verb: &Passive) -> Option<[Filled; 2]> {
        let person = verb.person.as_ref();
        let to = self.scene.verb(verb.after)?;
        if to.form != Form::Infinitive || !self.scene.is(verb.after, &["to"]) {
            return None;
        }
        let rest = self.clause_of(verb.at, verb.after);
        let rest = rest.start + 1..rest.end;
        // "is said to have", "was found to be"
        let content = person.map_or(rest.start, |p| p.start)..rest.end;
        let urged = Filled {
            addressee: person.cloned(),
            ..make(l::A_INF, rest)
        };
        let said = Filled {
            target: person.cloned(),
            ..make(l::T_INF_BE, content)
        };
        Some([urged, said])
    }

    /// "was called a liar", "was branded “unfit”": what the patient is said to be.
    fn passive_complement(&self, verb: &Passive) -> Option<Filled> {
        let (scene, after) = (self.scene, verb.after);
        let quoted = scene.opened(after).is_some();
        let complement = scene.is_noun(after) || quoted || scene.tag(after) == Tag::Jj;
        complement.then(|| Filled {
            target: verb.person.clone(),
            quoted,
            ..make(l::TC, self.clause_of(verb.at, after))
        })
    }

    /// The tokens of the clause that begins at a phrase behind a verb.
    fn clause_of(&self, at: usize, from: usize) -> Range<usize> {
        let end = self.extent.clause(from, at);
        self.scene.trimmed(self.scene.tokens_of(from, end))
    }
}

fn make(frames: Frames, content: Range<usize>) -> Filled {
    Filled {
        frames,
        content: match content.is_empty() {
            true => Vec::new(),
            false => vec![content],
        },
        ..Filled::default()
    }
}
