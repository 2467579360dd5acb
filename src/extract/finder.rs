//! Finding attributions by cue and frame, one sentence at a time.

use super::draft::{Draft, How};
use super::extent::Extent;
use super::frame::Filled;
use super::lexicon::{self as l, Frames, Lexicon, Sense};
use super::phrase::{Form, VerbGroup};
use super::relation::{Cue, choose};
use super::scene::Scene;
use super::subject::{Subject, climb, relative, subject};
use super::{Tag, nominal};
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

struct Finder<'s, 'r, 't> {
    extent: Extent<'s, 'r, 't>,
    scene: &'s Scene<'r, 't>,
    lexicon: &'s Lexicon,
}

/// A cue with its senses: the words' tokens and the phrase behind them.
struct Candidate {
    tokens: Range<usize>,
    after: usize,
    senses: Vec<Sense>,
    lemma: String,
}

/// Verbs under which an infinitive still happens: "continued to deny".
const RAISING: &[&str] = &[
    "continue", "begin", "start", "go", "rush", "move", "proceed", "come", "seek", "try",
    "attempt", "appear", "seem", "use",
];

impl Finder<'_, '_, '_> {
    fn verb(&self, at: usize, group: &VerbGroup) -> Option<Draft> {
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

    /// "The minister could not be reached": the one who is not found says nothing.
    fn unreached(&self, at: usize, group: &VerbGroup) -> Option<Draft> {
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

    /// The cues that begin with a verb: phrases first, then the verb alone.
    fn candidates(&self, at: usize, group: &VerbGroup) -> Vec<Candidate> {
        let mut out = Vec::new();
        let lemma = self.lexicon.canonical(&group.lemma);
        for (rest, sense) in self.lexicon.phrases(&lemma) {
            if let Some(last) = self.phrase(group.head, rest) {
                out.push(Candidate {
                    tokens: group.head..last + 1,
                    after: self.scene.phrase_of(last + 1),
                    senses: vec![towards(*sense, rest)],
                    lemma: format!("{lemma} {}", rest.join(" ")),
                });
            }
        }
        out.extend(self.parted(at, group, &lemma));
        let senses = self.lexicon.verb(&lemma);
        if !senses.is_empty() {
            out.push(Candidate {
                tokens: group.head..group.head + 1,
                after: at + 1,
                senses: senses.to_vec(),
                lemma,
            });
        }
        out
    }

    /// "turned it down": a particle behind the pronoun that the verb acts on.
    fn parted(&self, at: usize, group: &VerbGroup, lemma: &str) -> Option<Candidate> {
        let scene = self.scene;
        let pronoun = scene.is(at + 1, &["it", "them", "him", "her", "this", "that"]);
        let (rest, sense) = self.lexicon.phrases(lemma).iter().find(|(rest, sense)| {
            rest.len() == 1 && sense.frames & l::NP != 0 && scene.is(at + 2, &[rest[0].as_str()])
        })?;
        pronoun.then(|| Candidate {
            tokens: group.head..group.head + 1,
            after: at + 1,
            senses: vec![*sense],
            lemma: format!("{lemma} {}", rest[0]),
        })
    }

    /// Where the rest of a phrase ends whose first word is at `head`.
    fn phrase(&self, head: usize, rest: &[String]) -> Option<usize> {
        let reading = self.scene.reading;
        let mut at = head;
        for (number, word) in rest.iter().enumerate() {
            // A noun may stand behind its determiner: "took the blame"; particles follow at once.
            let reach = if number == 0 && word.len() > 3 && rest.len() < 3 {
                3
            } else {
                1
            };
            let found = (at + 1..=at + reach)
                .filter(|&i| i < self.scene.tokens.end)
                .find(|&i| {
                    let w = reading.word(i).to_lowercase();
                    w == *word || w.strip_suffix('s') == Some(word)
                })?;
            let plain = |i: usize| {
                matches!(
                    reading.tokens[i].tag,
                    Tag::Dt | Tag::Jj | Tag::PrpS | Tag::Rb
                )
            };
            // "pleaded not guilty" is no "pleaded guilty".
            let denied = |i: usize| matches!(reading.word(i), "not" | "no" | "n't" | "n’t");
            if !(at + 1..found).all(|i| plain(i) && !denied(i)) {
                return None;
            }
            at = found;
        }
        Some(at)
    }

    fn active(&self, at: usize, group: &VerbGroup, cue: &Candidate) -> Option<Draft> {
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
    fn speaker(&self, at: usize) -> Option<Subject> {
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

    /// "put the blame on the firm for the leak": whom it is against, and what for.
    fn against(&self, lemma: &str, after: usize, at: usize, filled: Filled) -> Filled {
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
    fn gap(
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
    fn whom(&self, at: usize, pronoun: usize, wanted: Frames) -> Option<(Filled, How)> {
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

    fn hypothetical(&self, at: usize, group: &VerbGroup) -> bool {
        let first = self.scene.word(at);
        let modal = [
            "may", "might", "should", "must", "can", "could", "would", "to",
        ];
        group.modal && !group.negated && modal[..6].iter().any(|m| first.eq_ignore_ascii_case(m))
            || at > 0 && self.scene.is(at - 1, &["if", "unless"])
    }

    /// The frame around an active verb.
    fn filled(
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
        let behind = self.behind(block, wanted);
        let complements = self.extent.complements(after, at, wanted);
        if subject.is_some_and(|s| s.what) && wanted & (l::TC | l::T_AS) != 0 {
            // "what Russia called an attack": the name is all that follows.
            let as_what = |from: usize| {
                let end = self.extent.clause(from, at);
                self.scene.trimmed(self.scene.tokens_of(from, end))
            };
            if wanted & l::T_AS != 0 && self.scene.is(after, &["as"]) {
                let filled = Filled {
                    frames: l::T_AS,
                    content: vec![as_what(after + 1)],
                    ..Filled::default()
                };
                return Some((filled, How::Naming));
            }
            let name = |f: &Filled| f.frames & (l::NP | l::Q | l::TC) != 0 && !f.content.is_empty();
            if let Some(filled) = complements.iter().find(|f| name(f)) {
                let frames = if wanted & l::TC != 0 { l::TC } else { l::T_AS };
                let content = match self.scene.is_noun(after) {
                    true => vec![self.extent.label_with_quote(after, at)],
                    false => filled.content.clone(),
                };
                return Some((
                    Filled {
                        frames,
                        content,
                        target: None,
                        addressee: None,
                        ..filled.clone()
                    },
                    How::Naming,
                ));
            }
        }
        if wanted & (l::TC | l::T_AS) != 0
            && let Some(filled) = subject.and_then(|s| self.called(s, after, at, &complements))
        {
            return Some((filled, How::Verb));
        }
        let fitting = complements.into_iter().find(|f| {
            // "when it considers necessary" names nothing that it could call so.
            let nameless = f.frames == l::TC && f.target.is_none();
            f.frames & wanted != 0 && !nameless && !(f.content.is_empty() && f.target.is_none())
        });
        if let Some((content, true)) = &behind {
            // “A,” he said, “B.” and “A,” he told reporters.
            let mut filled = Filled {
                frames: l::Q,
                content: vec![content.clone()],
                quoted: true,
                ..Filled::default()
            };
            match fitting {
                Some(f) if f.quoted && f.content.first().is_some_and(|c| c.start > content.end) => {
                    filled.content.extend(f.content)
                }
                Some(f) if f.frames & (l::THAT | l::A_THAT | l::WH | l::INF) != 0 && block == 0 => {
                    return Some((f, How::Verb));
                }
                _ => {}
            }
            filled.addressee = self.addressee(after, wanted);
            return Some((filled, How::Verb));
        }
        if let Some(filled) = fitting.filter(|f| {
            behind.is_none() || f.frames & (l::T | l::NP) == 0 || wanted & (l::A | l::A_THAT) == 0
        }) {
            return Some((filled, How::Verb));
        }
        let (content, _) = behind?;
        let filled = Filled {
            frames: l::Q | l::THAT,
            content: vec![content],
            addressee: self.addressee(after, wanted),
            ..Filled::default()
        };
        Some((filled, How::Verb))
    }

    /// "a charge which Belmar called a mirage": the antecedent is what has the name.
    fn called(
        &self,
        subject: &Subject,
        after: usize,
        at: usize,
        complements: &[Filled],
    ) -> Option<Filled> {
        let scene = self.scene;
        let pronoun = subject.phrases.start.checked_sub(1)?;
        if scene.is_noun(pronoun) && self.extent.names(pronoun) {
            // "a charge the union called absurd"
            let name =
                |f: &&Filled| f.frames & (l::NP | l::Q | l::TC) != 0 && !f.content.is_empty();
            return complements.iter().find(name).map(|f| Filled {
                frames: l::TC,
                target: Some(scene.tokens_of(pronoun, pronoun + 1)),
                addressee: None,
                ..f.clone()
            });
        }
        let refers = scene.is(pronoun, &["which", "that", "whom"]) && scene.tag(pronoun) != Tag::In;
        let noun = pronoun.checked_sub(1)?;
        let noun = noun - usize::from(scene.is_comma(noun) && noun > 0);
        if !refers || !scene.is_noun(noun) {
            return None;
        }
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

    fn addressee(&self, after: usize, wanted: Frames) -> Option<Range<usize>> {
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
    fn behind(&self, block: usize, wanted: Frames) -> Option<(Range<usize>, bool)> {
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
        let clause = (from..end).any(|i| scene.is_finite(i)) || closed || headline;
        // "After the talks ended, he said": a clause that only tells when.
        const WHEN: &[&str] = &[
            "after", "when", "while", "as", "before", "although", "though", "since", "because",
            "if", "asked", "on", "in", "at", "despite", "speaking", "until", "once",
        ];
        (clause && (closed || !scene.is(from, WHEN))).then_some((tokens, false))
    }

    /// "was accused by the minister of", "people accused of".
    fn passive(&self, at: usize, group: &VerbGroup, cue: &Candidate) -> Option<Draft> {
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
    fn past(&self, at: usize, group: &VerbGroup, cue: &Candidate) -> Option<Draft> {
        let naming =
            subject(self.scene, at).is_some_and(|s| s.what) || relative(self.scene, at).is_some();
        if group.passive || !naming && self.noun_before(at).is_some() {
            return None;
        }
        self.active(at, group, cue)
    }

    fn noun_before(&self, at: usize) -> Option<Range<usize>> {
        let mut prev = self.scene.before(at, self.scene.quote(at))?;
        if self.scene.is_comma(prev) {
            prev = self.scene.before(prev, self.scene.quote(at))?;
        }
        self.scene
            .is_noun(prev)
            .then(|| climb(self.scene, prev)..prev + 1)
    }

    /// "by the minister" right behind a passive verb, and the phrase behind it.
    fn agent(&self, after: usize, wanted: Frames) -> (Option<Range<usize>>, usize) {
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
    fn agent_within(&self, filled: &mut Filled) -> Option<Range<usize>> {
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

    fn passive_frame(
        &self,
        at: usize,
        after: usize,
        wanted: Frames,
        patient: Option<&Range<usize>>,
    ) -> Option<Filled> {
        let scene = self.scene;
        let clause =
            |from: usize| scene.trimmed(scene.tokens_of(from, self.extent.clause(from, at)));
        let person = patient.map(|p| scene.tokens_of(p.start, p.end));
        let it = wanted & l::THAT != 0 && patient.is_some_and(|p| scene.is(p.start, &["it"]));
        let make = |frames, content: Range<usize>| Filled {
            frames,
            content: if content.is_empty() {
                vec![]
            } else {
                vec![content]
            },
            ..Filled::default()
        };
        let mut out = Vec::new();
        if scene.is(after, &["that"]) {
            out.push(if it {
                make(l::THAT, clause(after + 1))
            } else {
                Filled {
                    addressee: person.clone(),
                    ..make(l::A_THAT, clause(after + 1))
                }
            });
        }
        for (words, frames) in [
            (&["of"][..], l::OF | l::A_OF),
            (&["for"], l::FOR),
            (&["with"], l::WITH_T),
            (&["as"], l::T_AS | l::NP_AS),
            (&["over"], l::OVER_T),
        ] {
            if scene.is(after, words) {
                out.push(Filled {
                    target: person.clone(),
                    ..make(frames, self.extent.phrase(after + 1, at))
                });
            }
        }
        if scene.is(after, &["on"])
            && scene.is_noun(after + 1)
            && let Some(p) = &person
        {
            let target = scene.tokens_of(after + 1, scene.with_of(after + 1));
            out.push(Filled {
                target: Some(target),
                ..make(l::ON, p.clone())
            });
        }
        if scene
            .verb(after)
            .is_some_and(|v| v.form == Form::Infinitive)
            && scene.is(after, &["to"])
        {
            let rest = clause(after);
            let rest = rest.start + 1..rest.end;
            out.push(Filled {
                addressee: person.clone(),
                ..make(l::A_INF, rest.clone())
            });
            // "is said to have", "was found to be"
            let content = person.as_ref().map_or(rest.start, |p| p.start)..rest.end;
            out.push(Filled {
                target: person.clone(),
                ..make(l::T_INF_BE, content)
            });
        }
        if scene.is_noun(after) || scene.opened(after).is_some() || scene.tag(after) == Tag::Jj {
            let quoted = scene.opened(after).is_some();
            out.push(Filled {
                target: person.clone(),
                quoted,
                ..make(l::TC, clause(after))
            });
        }
        if let Some(p) = person {
            out.push(make(l::NP, p.clone()));
            out.push(Filled {
                target: Some(p),
                ..make(l::T, 0..0)
            });
        }
        out.into_iter().find(|f| f.frames & wanted != 0)
    }

    fn draft(
        &self,
        group: &VerbGroup,
        cue: &Candidate,
        filled: Filled,
        source: Option<Range<usize>>,
        how: How,
    ) -> Option<Draft> {
        let reading = self.scene.reading;
        let source_head = source
            .clone()
            .map(|s| head_word(self.scene, s))
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
            // The lowest bit: the frame that the sense has.
            frame: frames & frames.wrapping_neg(),
            how,
            modelled: false,
        })
    }
}

/// "call on S to C" has an addressee and an infinitive, whatever the list of frames says.
fn towards(sense: Sense, rest: &[String]) -> Sense {
    let to = rest.last().is_some_and(|w| w == "on" || w == "upon");
    Sense {
        frames: if to && sense.frames & l::MV != 0 {
            sense.frames | l::A_INF
        } else {
            sense.frames
        },
        ..sense
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
