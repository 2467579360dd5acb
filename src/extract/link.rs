//! How statements answer one another.

use super::draft::{Draft, How};
use super::lexicon::Lexicon;
use super::{Reading, Tag, lemma::lemma};
use crate::article::LinkKind;
use std::collections::BTreeSet;

/// A link between two drafts.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Found {
    /// The draft that answers.
    pub from: usize,
    /// How.
    pub kind: LinkKind,
    /// The draft that is answered.
    pub to: usize,
    /// How probable it is.
    pub confidence: f64,
}

/// What linking needs of a draft beside its words.
#[derive(Clone, Debug, Default)]
pub struct Role {
    /// Who says it.
    pub source: Vec<usize>,
    /// Whom it is about.
    pub target: Vec<usize>,
    /// Those on whose side the source is, itself included.
    pub side: BTreeSet<usize>,
    /// Whom the content names.
    pub about: BTreeSet<usize>,
}

/// How many statements back an answer looks.
const BACK: usize = 24;

/// Finds the links of an article's drafts, which are in the order of the text.
pub fn links(
    reading: &Reading<'_>,
    lexicon: &Lexicon,
    drafts: &[Draft],
    roles: &[Role],
) -> Vec<Found> {
    let linker = Linker {
        lexicon,
        drafts,
        roles,
        words: drafts.iter().map(|d| words(reading, d)).collect(),
        reading,
    };
    let mut out = Vec::new();
    for at in 0..drafts.len() {
        linker.against(at, &mut out);
        linker.denies_again(at, &mut out);
        linker.along(at, &mut out);
    }
    linker.echoes(&mut out);
    out
}

struct Linker<'a, 't> {
    reading: &'a Reading<'t>,
    lexicon: &'a Lexicon,
    drafts: &'a [Draft],
    roles: &'a [Role],
    words: Vec<BTreeSet<String>>,
}

/// The lemmas of a content's nouns, verbs and adjectives.
fn words(reading: &Reading<'_>, draft: &Draft) -> BTreeSet<String> {
    let mut buffer = String::new();
    let tokens = draft.content.iter().cloned().flatten();
    let telling = tokens.filter(|&t| {
        let tag = reading.tokens[t].tag;
        tag.is_noun() || tag.is_verb() || matches!(tag, Tag::Jj | Tag::Cd)
    });
    let lemmas = telling.map(|t| {
        lemma(
            &reading.word(t).to_lowercase(),
            reading.tokens[t].tag,
            &mut buffer,
        )
        .to_owned()
    });
    lemmas
        .filter(|w| w.len() > 2 && !["have", "say", "make", "that", "would"].contains(&w.as_str()))
        .collect()
}

/// Nouns that point at what somebody said.
const POINTERS: &[&str] = &[
    "allegation",
    "accusation",
    "charge",
    "claim",
    "suggestion",
    "report",
    "criticism",
    "assertion",
    "complaint",
    "responsibility",
    "wrongdoing",
    "involvement",
    "idea",
    "rumour",
    "rumor",
    "story",
    "account",
    "verdict",
    "blame",
    "guilt",
    "role",
    "part",
    "knowledge",
];

/// Words that call something untrue.
const UNTRUE: &[&str] = &[
    "false",
    "lie",
    "lies",
    "hoax",
    "fabrication",
    "nonsense",
    "fake",
    "baseless",
    "untrue",
    "unfounded",
    "absurd",
    "fiction",
    "smear",
    "propaganda",
    "misleading",
    "ridiculous",
    "rubbish",
    "invention",
    "slander",
    "fantasy",
    "groundless",
    "invented",
    "wrong",
];

impl Linker<'_, '_> {
    fn group(&self, at: usize) -> &str {
        &self.lexicon.relations[self.drafts[at].relation].group
    }

    fn name(&self, at: usize) -> &str {
        &self.lexicon.relations[self.drafts[at].relation].name
    }

    fn same_source(&self, a: usize, b: usize) -> bool {
        self.roles[a]
            .source
            .iter()
            .any(|s| self.roles[b].source.contains(s))
    }

    fn shared(&self, a: usize, b: usize) -> usize {
        self.words[a].intersection(&self.words[b]).count()
    }

    /// Denials and disputes, and what they are about.
    fn against(&self, at: usize, out: &mut Vec<Found>) {
        let denies = self.group(at) == "denied";
        let doubts =
            self.name(at) == "doubted" || self.name(at) == "disputed" || self.name(at) == "opposed";
        let untrue =
            matches!(self.name(at), "called" | "said" | "insisted") && self.calls_untrue(at);
        if self.drafts[at].negated || !(denies || doubts || untrue) {
            return;
        }
        let kind = if denies && !matches!(self.name(at), "disputed") {
            LinkKind::Denies
        } else {
            LinkKind::Disputes
        };
        let pointer = self.points(at);
        let mut scored: Vec<(usize, usize)> = self
            .candidates(at)
            .filter_map(|to| Some((self.weight(at, to, pointer)?, to)))
            .collect();
        scored.sort_by_key(|&(weight, to)| (std::cmp::Reverse(weight), to.abs_diff(at)));
        let mut answered: Vec<(usize, usize)> = scored.into_iter().take(1).collect();
        if answered.is_empty() && untrue {
            // A label such as "hoax" is for the story that the article leads with.
            let first = (0..at).find(|&to| {
                self.group(to) == "stated"
                    && !self.same_source(at, to)
                    && self.drafts[to].how != How::Mark
            });
            answered.extend(first.map(|to| (1, to)));
        }
        if let Some(&(weight, to)) = answered.first().filter(|_| pointer && denies) {
            // "the allegations": what the accuser said beside the accusation, too.
            let beside = to.checked_sub(1).filter(|&b| {
                b != at && self.same_source(b, to) && self.group(to) == "accused" && self.plural(at)
            });
            answered.extend(beside.map(|b| (weight.saturating_sub(1), b)));
        }
        for (weight, to) in answered {
            out.push(Found {
                from: at,
                kind,
                to,
                confidence: (0.3 + 0.1 * weight as f64).min(0.9),
            });
        }
    }

    /// Whether a content points at more than one thing: "the allegations".
    fn plural(&self, at: usize) -> bool {
        let mut tokens = self.drafts[at].content.iter().cloned().flatten();
        tokens.any(|t| self.reading.tokens[t].tag == Tag::Nns)
    }

    /// "We don't attack anyone", said behind a denial: it denies the same.
    fn denies_again(&self, at: usize, out: &mut Vec<Found>) {
        let Some(first) = self.drafts[at]
            .content
            .first()
            .filter(|_| self.drafts[at].quoted)
        else {
            return;
        };
        let word = |n: usize| self.reading.word(first.start + n).to_lowercase();
        let negated =
            (1..5).any(|n| matches!(word(n).as_str(), "not" | "n't" | "n’t" | "never" | "no"));
        if !matches!(word(0).as_str(), "we" | "i") || !negated {
            return;
        }
        let before = (0..at)
            .rev()
            .take(3)
            .find(|&b| self.same_source(at, b) && self.group(b) == "denied");
        let again = before.and_then(|b| {
            out.iter()
                .find(|l| l.from == b && l.kind == LinkKind::Denies)
                .copied()
        });
        out.extend(again.map(|l| Found {
            from: at,
            confidence: l.confidence * 0.8,
            ..l
        }));
    }

    fn candidates(&self, at: usize) -> impl Iterator<Item = usize> {
        at.saturating_sub(BACK)..(at + 4).min(self.drafts.len())
    }

    /// How well one statement fits as what another denies.
    fn weight(&self, at: usize, to: usize, pointer: bool) -> Option<usize> {
        if to == at
            || self.same_source(at, to)
            || self.group(to) == "denied"
            || self.group(to) == "withheld"
            || self.drafts[to].how == How::Naming
            || self.drafts[at].says(self.drafts[to].at())
        {
            return None;
        }
        let accused = self.group(to) == "accused";
        let me = self.roles[to]
            .target
            .iter()
            .any(|t| self.roles[at].side.contains(t));
        let shared = self.shared(at, to);
        let names = self.roles[at]
            .side
            .iter()
            .any(|s| self.roles[to].about.contains(s));
        let weight = 3 * usize::from(accused && me)
            + 2 * usize::from(accused && pointer)
            + usize::from(names && pointer)
            + shared.min(4)
            + usize::from(pointer && to < at && self.name(to) == "alleged");
        let enough = shared >= 2 || pointer && (accused || names || shared > 0) || accused && me;
        (enough && weight > 0).then_some(weight)
    }

    /// Whether a content only points: "the allegations", "it", "responsibility".
    fn points(&self, at: usize) -> bool {
        let mut buffer = String::new();
        let Some(first) = self.drafts[at].content.first() else {
            return true;
        };
        let short = self.drafts[at]
            .content
            .iter()
            .map(|r| r.len())
            .sum::<usize>()
            <= 2;
        short
            || first.clone().take(6).any(|t| {
                let word = self.reading.word(t).to_lowercase();
                POINTERS.contains(&lemma(&word, self.reading.tokens[t].tag, &mut buffer))
            })
    }

    fn calls_untrue(&self, at: usize) -> bool {
        let mut tokens = self.drafts[at].content.iter().cloned().flatten().take(12);
        tokens.any(|t| UNTRUE.contains(&self.reading.word(t).to_lowercase().as_str()))
    }

    /// Additions, examples, support.
    fn along(&self, at: usize, out: &mut Vec<Found>) {
        let mut push = |kind, to, confidence| {
            out.push(Found {
                from: at,
                kind,
                to,
                confidence,
            });
        };
        let example = |i: usize| self.drafts[i].how == How::Example;
        let fits = |b: &usize| self.same_source(at, *b) && !(example(at) && example(*b));
        let Some(before) = (0..at).rev().take(4).find(fits) else {
            return;
        };
        match self.drafts[at].how {
            How::Example => push(LinkKind::Exemplifies, before, 0.8),
            _ if self.drafts[at].lemma == "add" => push(LinkKind::Elaborates, before, 0.8),
            How::Participle
                if self.group(at) == "stated"
                    && before + 1 == at
                    && self.drafts[at].lemma != "cite" =>
            {
                push(LinkKind::Elaborates, before, 0.6)
            }
            _ => {}
        }
    }

    /// The same thing said twice.
    fn echoes(&self, out: &mut Vec<Found>) {
        for at in 0..self.drafts.len() {
            for to in at.saturating_sub(BACK)..at {
                let (a, b) = (&self.words[at], &self.words[to]);
                let union = a.union(b).count();
                let shared = self.shared(at, to);
                let same = union > 0 && shared >= 3 && shared * 10 >= union * 6;
                let nested = self.drafts[at].says(self.drafts[to].at())
                    || self.drafts[to].says(self.drafts[at].at());
                if same
                    && !nested
                    && self.drafts[at].content != self.drafts[to].content
                    && self.lexicon.relations[self.drafts[at].relation].stance != "denies"
                {
                    out.push(Found {
                        from: at,
                        kind: LinkKind::Restates,
                        to,
                        confidence: 0.5 + 0.4 * (shared as f64 / union as f64 - 0.6),
                    });
                    break;
                }
            }
        }
    }
}
