//! Disputes that only the words tell: "called it a hoax", "we never did", "it was a joke".

use super::Found;
use super::against::{found, score};
use super::ground::Ground;
use super::point;
use crate::article::LinkKind;
use crate::extract::Tag;
use crate::extract::draft::How;
use crate::stem::stem;

/// Words that call something untrue.
const UNTRUE: &[&str] = &[
    "false",
    "falsehood",
    "falsehoods",
    "lie",
    "lies",
    "hoax",
    "fabrication",
    "fabricated",
    "nonsense",
    "fake",
    "baseless",
    "untrue",
    "unfounded",
    "absurd",
    "fiction",
    "fictitious",
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
    "mistaken",
    "incorrect",
    "inaccurate",
    "incomplete",
    "exaggerated",
    "unsubstantiated",
    "unproven",
    "distorted",
    "defamatory",
    "laughable",
    "ludicrous",
    "preposterous",
    "garbage",
    "bogus",
    "myth",
    "fairy",
    "concocted",
    "implausible",
    "outrageous",
    "unfair",
    "farce",
];

/// Labels that say of an event that it was made up.
const STAGED: &[&str] = &[
    "hoax",
    "flag",
    "stunt",
    "propaganda",
    "provocation",
    "staged",
    "fake",
    "farce",
];

/// Those who speak against whoever spoke before.
pub(super) const CAMP: &[&str] = &[
    "opposition",
    "critic",
    "critics",
    "opponent",
    "opponents",
    "sceptics",
    "skeptics",
    "detractors",
];

/// Finds what a statement speaks against by its words alone.
pub(super) fn links(ground: &Ground<'_, '_>, at: usize, out: &mut Vec<Found>) {
    if ground.drafts[at].negated || ground.drafts[at].how == How::Naming {
        return;
    }
    let ways = [
        label, verdict, refuted, refusal, otherwise, quoted_foe, unsure, camp, introduced,
        challenged,
    ];
    let first = ways.iter().find_map(|way| way(ground, at, out));
    out.extend(first);
}

fn speaks(ground: &Ground<'_, '_>, at: usize) -> bool {
    matches!(ground.group(at), "stated" | "answered" | "held")
}

fn untrue(ground: &Ground<'_, '_>, at: usize, first: usize) -> bool {
    ground.tokens(at).take(first).any(|t| {
        // "It was wrong to compare them" judges a deed, not a claim.
        let deed =
            ["to", "for", "with", "about", "of", "not"].contains(&ground.word(t + 1).as_str());
        !deed && UNTRUE.contains(&ground.word(t).as_str())
    })
}

/// The best of the statements, scored as for a denial.
fn best(ground: &Ground<'_, '_>, at: usize, known: &[Found]) -> Option<(f64, usize)> {
    let all = ground.candidates(at).filter(|&to| to < at);
    let scored = all.filter_map(|to| Some((score(ground, at, to, known)?, to)));
    scored.fold(None, |old: Option<(f64, usize)>, new| match old {
        Some(old) if old.0 >= new.0 => Some(old),
        _ => Some(new),
    })
}

/// "called the report a lie", "called that defeatism".
fn label(ground: &Ground<'_, '_>, at: usize, _: &mut Vec<Found>) -> Option<Found> {
    if ground.name(at) != "called" {
        return None;
    }
    let draft = &ground.drafts[at];
    let behind = draft.cue.last()?.end;
    let target = draft.target.first().map_or(behind, |t| t.start);
    let aimed = ground.word(target);
    // "called that a lie", not "called that vision a lie".
    let after = ground.reading.tokens.get(target + 1).map(|t| t.tag);
    let alone = !after.is_some_and(|t| t.is_noun() || t == Tag::Jj);
    let points = alone && matches!(aimed.as_str(), "that" | "this" | "it" | "these" | "them");
    let aim = target..ground.drafts[at].content.first()?.start.max(target);
    let noun = point::noun(ground.reading, aim.start, aim.end);
    let (untrue, staged) = (
        untrue(ground, at, 12),
        ground.begins_with_any(at, 12, STAGED),
    );
    if !untrue && !staged && !(alone && matches!(aimed.as_str(), "that" | "this")) {
        return None;
    }
    let aim = ground.stems(&[aim]);
    let matter = |to: &usize| ground.common(&aim, &ground.views[*to].words);
    let fits = |&to: &usize| to < at && open(ground, at, to) && ground.stance(to) == "asserts";
    let same = ground
        .candidates(at)
        .filter(fits)
        .max_by(|a, b| matter(a).total_cmp(&matter(b)));
    let to = match same.filter(|to| matter(to) >= 0.7) {
        Some(to) => Some(to),
        // A label such as "hoax" is for the story that the article leads with.
        None if staged && noun.is_none() => lead(ground, at),
        None if untrue || points || noun.is_some() => {
            ground.previous(at, 2).map(|to| ground.head_of_run(to))
        }
        None => None,
    }?;
    Some(found(
        at,
        LinkKind::Disputes,
        to,
        if untrue { 1.5 } else { 0.8 },
    ))
}

/// The first statement of the article's own text that somebody else makes.
fn lead(ground: &Ground<'_, '_>, at: usize) -> Option<usize> {
    let fits = |&to: &usize| {
        ground.group(to) == "stated"
            && !ground.same_side(at, to)
            && ground.drafts[to].how != How::Mark
    };
    (0..at).find(fits)
}

/// "said the note was mistaken", "that is a lie", "there is no truth in the reports".
fn verdict(ground: &Ground<'_, '_>, at: usize, known: &mut Vec<Found>) -> Option<Found> {
    if !matches!(ground.group(at), "stated" | "answered") {
        return None;
    }
    let first = ground.drafts[at].content.first()?;
    let words: Vec<String> = ground.tokens(at).take(12).map(|t| ground.word(t)).collect();
    let denied = words.windows(2).any(|w| {
        matches!(w[0].as_str(), "no" | "not" | "n’t" | "n't")
            && matches!(w[1].as_str(), "true" | "truth" | "basis" | "so")
    });
    if !(untrue(ground, at, 10) || denied) {
        return None;
    }
    let point = ground.views[at].point;
    if let Some(to) = named_source(ground, at, first.start) {
        return Some(found(at, LinkKind::Denies, to, 1.5));
    }
    let points = point.is_some() || denied;
    let to = match best(ground, at, known) {
        Some((_, to)) => Some(to),
        None if points => ground.previous(at, 2).map(|to| ground.head_of_run(to)),
        None => None,
    }?;
    let kind = if denied {
        LinkKind::Denies
    } else {
        LinkKind::Disputes
    };
    points.then(|| found(at, kind, to, 1.2))
}

/// "It was predicted in 1987, and the prediction was wrong": what a word before the verdict points at.
fn refuted(ground: &Ground<'_, '_>, at: usize, _: &mut Vec<Found>) -> Option<Found> {
    if !matches!(ground.group(at), "stated" | "answered") {
        return None;
    }
    let tokens: Vec<usize> = ground.tokens(at).take(60).collect();
    let verdict = tokens
        .iter()
        .position(|&t| UNTRUE.contains(&ground.word(t).as_str()))?;
    let start = verdict.checked_sub(4)?;
    let noun = |t: &usize| point::noun(ground.reading, *t, t + 1).and_then(|p| p.token);
    let noun = tokens[start..verdict].iter().find_map(noun)?;
    let wanted = stem(&ground.word(noun));
    let marks = |&to: &usize| {
        let mut cue = ground.drafts[to].cue.iter().cloned().flatten();
        to != at
            && !ground.same_side(to, at)
            && cue.any(|t| t != noun && stem(&ground.word(t)) == wanted)
    };
    let to = ground.candidates(at).find(marks)?;
    Some(found(at, LinkKind::Disputes, to, 1.2))
}

/// "the note was mistaken": what the note says.
fn named_source(ground: &Ground<'_, '_>, at: usize, start: usize) -> Option<usize> {
    let tokens = start..(start + 4).min(ground.reading.tokens.len());
    let tag = |t: usize| ground.reading.tokens.get(t).map(|t| t.tag);
    let noun = tokens.into_iter().find(|&t| tag(t) == Some(Tag::Nn))?;
    if tag(noun + 1) == Some(Tag::Pos) {
        return None;
    }
    let noun = ground.word(noun);
    let fits = |&to: &usize| to < at && !ground.nested(at, to) && ground.tells(to);
    let mut before = ground.candidates(at).filter(fits);
    before.find(|&to| {
        let mut source = ground.drafts[to].source.iter().cloned().flatten().take(6);
        source.any(|t| ground.word(t) == noun) && ground.stance(to) != "denies"
    })
}

/// "We did not do this", said by the accused.
fn refusal(ground: &Ground<'_, '_>, at: usize, known: &mut Vec<Found>) -> Option<Found> {
    if !speaks(ground, at) || !refuses(ground, at) {
        return None;
    }
    let mut before = (0..at).rev().take(3);
    let first = before.find(|&b| ground.same_source(at, b) && ground.group(b) == "denied");
    let again = first.and_then(|b| {
        known
            .iter()
            .find(|l| l.from == b && l.kind == LinkKind::Denies)
    });
    if let Some(link) = again {
        return Some(Found {
            from: at,
            confidence: link.confidence * 0.8,
            ..*link
        });
    }
    let (score, to) = best(ground, at, known)?;
    let close = ground.views[at].sentence - ground.views[to].sentence <= 6;
    (close && ground.aims_at(to, at)).then(|| found(at, LinkKind::Denies, to, score - 1.0))
}

/// Whether the words are a first person's denial: "we never", "I did not".
fn refuses(ground: &Ground<'_, '_>, at: usize) -> bool {
    let words: Vec<String> = ground.tokens(at).take(4).map(|t| ground.word(t)).collect();
    let Some(first) = words.first().filter(|_| ground.drafts[at].quoted) else {
        return false;
    };
    let not = |w: &String| matches!(w.as_str(), "not" | "n't" | "n’t" | "never");
    let would = |w: &String| matches!(w.as_str(), "would" | "will" | "wo" | "ca" | "can" | "could");
    matches!(first.as_str(), "we" | "i")
        && words.iter().any(not)
        && !words.iter().take(3).any(would)
}

/// "It was a joke", behind "the message was a threat".
fn otherwise(ground: &Ground<'_, '_>, at: usize, _: &mut Vec<Found>) -> Option<Found> {
    if !speaks(ground, at) {
        return None;
    }
    let to = ground.previous(at, 1)?;
    let words: Vec<String> = ground.tokens(at).take(6).map(|t| ground.word(t)).collect();
    let word = |n: usize| words.get(n).map_or("", String::as_str);
    let renames =
        word(1) == "would" && word(2) == "call" || word(1).ends_with('d') && word(2) == "call";
    let near = at.saturating_sub(3)..at;
    let called = near
        .rev()
        .find(|&b| ground.name(b) == "called" && !ground.same_side(b, at));
    if let (true, Some(called)) = (renames, called) {
        return Some(found(at, LinkKind::Disputes, called, 1.2));
    }
    let is = |w: &str| matches!(w, "was" | "is" | "were" | "are" | "’s" | "'s");
    let skip = usize::from(matches!(word(2), "just" | "only" | "merely" | "simply"));
    let names = matches!(word(0), "it" | "that" | "this")
        && is(word(1))
        && matches!(word(2 + skip), "a" | "an");
    let copula = |t: usize| is(&ground.word(t));
    let mut theirs = ground.tokens(to).zip(ground.tokens(to).skip(1));
    let named =
        theirs.any(|(t, next)| copula(t) && matches!(ground.word(next).as_str(), "a" | "an"));
    (names && named).then(|| found(at, LinkKind::Disputes, to, 1.0))
}

/// "They say there is no money. They found money for a stadium."
fn quoted_foe(ground: &Ground<'_, '_>, at: usize, _: &mut Vec<Found>) -> Option<Found> {
    let draft = &ground.drafts[at];
    if !draft.quoted || !speaks(ground, at) {
        return None;
    }
    let mut inner = at.saturating_sub(2)..(at + 4).min(ground.drafts.len());
    let to = inner.find(|&i| {
        let other = &ground.drafts[i];
        let begins = draft
            .content
            .first()
            .is_some_and(|c| other.at() < c.start + 5 && draft.says(other.at()));
        i != at
            && begins
            && !ground.same_side(i, at)
            && ground.group(i) == "stated"
            && matches!(ground.reading.tokens[other.at()].tag, Tag::Vbp | Tag::Vbz)
    })?;
    let end = ground.drafts[to].content.last()?.end;
    let rest = ground.tokens(at).filter(|&t| t >= end).count();
    (rest >= 4).then(|| found(at, LinkKind::Disputes, to, 1.0))
}

/// "I am not sure that they did."
fn unsure(ground: &Ground<'_, '_>, at: usize, _: &mut Vec<Found>) -> Option<Found> {
    if !speaks(ground, at) {
        return None;
    }
    let words: Vec<String> = ground.tokens(at).take(5).map(|t| ground.word(t)).collect();
    let not = |w: &str| matches!(w, "not" | "n't" | "n’t");
    let doubts = words.windows(2).any(|w| {
        not(&w[0])
            && matches!(
                w[1].as_str(),
                "sure" | "convinced" | "believe" | "buy" | "persuaded"
            )
            || w[0] == "i" && w[1] == "doubt"
    });
    let to = doubts.then(|| ground.previous(at, 2)).flatten()?;
    Some(found(at, LinkKind::Disputes, to, 0.8))
}

/// "Critics said ...", "The opposition said ...", but not "opponents of the drug war".
fn camp(ground: &Ground<'_, '_>, at: usize, _: &mut Vec<Found>) -> Option<Found> {
    let mut source = ground.drafts[at].source.iter().cloned().flatten().take(5);
    let against = source.any(|t| {
        CAMP.contains(&ground.word(t).as_str())
            && !matches!(ground.word(t + 1).as_str(), "of" | "to")
    });
    let to = (against && speaks(ground, at))
        .then(|| ground.previous(at, 2))
        .flatten()?;
    Some(found(at, LinkKind::Disputes, ground.head_of_run(to), 0.8))
}

/// Words by which the narrator says that the next voice is of another mind.
const TURN: &[&str] = &[
    "sceptical",
    "skeptical",
    "sceptics",
    "skeptics",
    "unconvinced",
    "disagree",
    "disagreed",
    "disagrees",
    "critics",
    "doubtful",
    "unimpressed",
    "unpersuaded",
];

/// "Others were more sceptical. X said ...".
fn introduced(ground: &Ground<'_, '_>, at: usize, _: &mut Vec<Found>) -> Option<Found> {
    let sentence = ground.views[at].sentence.checked_sub(1)?;
    let before = ground.reading.sentences.get(sentence)?;
    let turns = |t: usize| TURN.contains(&ground.word(t).as_str());
    if !speaks(ground, at)
        || before.paragraph != ground.views[at].paragraph
        || !before.tokens.clone().any(turns)
    {
        return None;
    }
    let matter = |to: &usize| ground.shared(at, *to);
    let fits = |&to: &usize| to < at && open(ground, at, to) && ground.stance(to) == "asserts";
    let to = ground
        .candidates(at)
        .filter(fits)
        .max_by(|a, b| matter(a).total_cmp(&matter(b)))?;
    (matter(&to) >= 0.7).then(|| found(at, LinkKind::Disputes, to, 1.0))
}

/// “How could drones get into the capital?”: a question that takes a claim's own words up.
fn challenged(ground: &Ground<'_, '_>, at: usize, _: &mut Vec<Found>) -> Option<Found> {
    let asks = ground.name(at) == "asked" && ground.drafts[at].quoted;
    if !asks || !ground.begins_with_any(at, 1, &["how", "why"]) {
        return None;
    }
    let fits = |&to: &usize| to < at && open(ground, at, to) && ground.group(to) == "stated";
    let matter = |to: &usize| ground.shared(at, *to);
    let to = ground
        .candidates(at)
        .filter(fits)
        .max_by(|a, b| matter(a).total_cmp(&matter(b)))?;
    (matter(&to) >= 1.0).then(|| found(at, LinkKind::Disputes, to, 0.6))
}

/// Whether another voice said it in the text itself, not in the headline.
fn open(ground: &Ground<'_, '_>, at: usize, to: usize) -> bool {
    !ground.same_side(to, at) && !ground.views[to].headline && !ground.nested(at, to)
}
