//! Denials, rejections, doubts: what the relation itself says against another statement.

use super::Found;
use super::ground::Ground;
use super::point::{Aim, Point};
use crate::article::LinkKind;
use crate::extract::draft::How;

/// What a statement must score to be the one that is denied.
const LEAST: f64 = 1.0;
/// How far under the best one another may be that "the allegations" means, too.
const NEAR: f64 = 0.8;
/// How many statements one denial answers at most.
const MOST: usize = 3;

/// Finds what a denial or a doubt is about.
pub(super) fn links(ground: &Ground<'_, '_>, at: usize, out: &mut Vec<Found>) {
    let Some(kind) = kind(ground, at) else {
        return;
    };
    if let Some(to) = own_noun(ground, at) {
        out.push(Found::new(at, kind, to, 2.5));
        return;
    }
    for (score, to) in answered(ground, at, out) {
        out.push(Found::new(at, kind, to, score));
    }
}

/// Whether a relation speaks against a claim, and how.
pub(super) fn kind(ground: &Ground<'_, '_>, at: usize) -> Option<LinkKind> {
    if ground.drafts[at].negated {
        // "did not believe him", "does not agree"
        let refuses = matches!(ground.name(at), "believed" | "agreed");
        return refuses.then_some(LinkKind::Disputes);
    }
    match (ground.group(at), ground.name(at)) {
        // "Others were sceptical": what they say comes after.
        (_, "doubted") if !ground.tells(at) && ground.roles[at].target.is_empty() => None,
        ("denied", "disputed") | (_, "doubted") | (_, "opposed") => Some(LinkKind::Disputes),
        ("denied", _) => Some(LinkKind::Denies),
        _ => None,
    }
}

/// "denied allegations that ...": the noun in the denial's own words marks the statement itself.
fn own_noun(ground: &Ground<'_, '_>, at: usize) -> Option<usize> {
    let token = ground.views[at].point?.token?;
    let marked = |&i: &usize| ground.drafts[i].cue.iter().any(|c| c.contains(&token));
    let inner = ground.inside(at).find(marked)?;
    if ground.same_source(inner, at) || ground.drafts[inner].how == How::Naming {
        return None;
    }
    // "her claim" is what she said before.
    let said = ground
        .candidates(inner)
        .filter(|&b| b < at && ground.same_source(b, inner) && ground.shared(b, inner) >= 0.7);
    said.last().or(ground.tells(inner).then_some(inner))
}

/// The statements that a denial answers, the likeliest first.
fn answered(ground: &Ground<'_, '_>, at: usize, known: &[Found]) -> Vec<(f64, usize)> {
    let mut scored: Vec<(f64, usize)> = ground
        .candidates(at)
        .filter_map(|to| Some((score(ground, at, to, known)?, to)))
        .collect();
    scored.sort_by(|a, b| {
        b.0.total_cmp(&a.0)
            .then_with(|| a.1.abs_diff(at).cmp(&b.1.abs_diff(at)))
    });
    let Some(&(best, first)) = scored.first() else {
        return unanswered(ground, at).into_iter().collect();
    };
    let Some(point) = ground.views[at].point else {
        scored.truncate(1);
        return scored;
    };
    if point.plural {
        scored.retain(|&(score, to)| {
            ground.same_source(to, first) && score > best - NEAR || to == first
        });
        let beside = beside(ground, at, first).filter(|to| scored.iter().all(|s| s.1 != *to));
        let beside: Vec<_> = beside.map(|to| (best - 1.0, to)).collect();
        scored.extend(beside);
        scored.truncate(MOST);
        return scored;
    }
    meant(ground, at, point, (best, first))
}

/// What a pointer to one statement means: the head of its run, and what belongs to it.
fn meant(
    ground: &Ground<'_, '_>,
    at: usize,
    point: Point,
    (best, first): (f64, usize),
) -> Vec<(f64, usize)> {
    // "the objection" is what was said first, not the colour that was added.
    let vague =
        point.at != Aim::Deed && ground.shared(at, first) < 0.5 && !ground.names_cue(at, first);
    let head = if vague {
        ground.head_of_run(first)
    } else {
        first
    };
    let mut found = vec![(best, head)];
    if point.at == Aim::Claim && point.owned && head == first {
        // "her view": all that she said there.
        let first = first_beside(ground, first);
        found.extend(first.map(|to| (best - 0.5, to)));
    }
    if point.at == Aim::Any {
        // "denied this": that it was said so, or what was said.
        let inner = ground
            .inside(head)
            .filter(|&i| ground.drafts[i].how != How::Naming);
        found.extend(inner.take(1).map(|i| (best - 0.5, i)));
    }
    found
}

/// Who denies "it" or "involvement" answers somebody: the last accuser, or whoever spoke before.
fn unanswered(ground: &Ground<'_, '_>, at: usize) -> Option<(f64, usize)> {
    let point = ground.views[at].point?;
    let claims = matches!(point.at, Aim::Any | Aim::Charge | Aim::Deed | Aim::Claim);
    if !claims || ground.group(at) != "denied" || ground.begins_with_any(at, 1, &["to"]) {
        return None;
    }
    let here = &ground.views[at];
    let near = |to: usize| here.sentence - ground.views[to].sentence <= 8;
    let mut back = ground.candidates(at).filter(|&to| to < at && near(to));
    let accuser = back.find(|&to| ground.accuses(to) && can_be(ground, at, to, Some(point)));
    let speaker = || {
        ground
            .previous(at, 2)
            .filter(|_| matches!(point.at, Aim::Any | Aim::Claim))
    };
    let to = accuser.or_else(speaker)?;
    (here.headline || !ground.views[to].headline).then_some((0.6, to))
}

/// "the attack allegations": what the accuser said of the attack in the same breath.
fn beside<'g>(
    ground: &'g Ground<'_, '_>,
    at: usize,
    first: usize,
) -> impl Iterator<Item = usize> + 'g {
    let near = first.saturating_sub(3)..(first + 3).min(at.max(first));
    near.filter(move |&to| {
        to != first
            && ground.same_source(to, first)
            && ground.views[to].sentence == ground.views[first].sentence
            && ground.shared(at, to) >= 0.3
            && !ground.nested(at, to)
    })
}

/// The first statement that the same source makes in the same paragraph.
fn first_beside(ground: &Ground<'_, '_>, at: usize) -> Option<usize> {
    let fits = |&b: &usize| {
        ground.same_source(b, at)
            && ground.views[b].paragraph == ground.views[at].paragraph
            && ground.tells(b)
            && !ground.is_inner(b)
    };
    (at.saturating_sub(6)..at).find(fits)
}

/// How well one statement fits as what another denies; nothing where it cannot.
pub(super) fn score(ground: &Ground<'_, '_>, at: usize, to: usize, known: &[Found]) -> Option<f64> {
    let point = ground.views[at].point;
    if !can_be(ground, at, to, point) {
        return None;
    }
    let shared = ground.shared(at, to).min(3.0);
    let (aimed, spoken) = (ground.aims_at(to, at), ground.speaks_of(to, at));
    let mut score = shared + address(ground, at, to, known);
    score += match point {
        Some(p) => pointed(ground, at, to, p, aimed || spoken),
        // Without a pointer only the same matter, or a charge against the speaker, will do.
        None if shared >= 0.7 || aimed => 0.3,
        None if spoken && ground.group(at) == "denied" => 0.7,
        None => return None,
    };
    if ground.is_inner(to) && !ground.names_cue(at, to) {
        score -= 0.6;
    } else if ground.name(to) == "reported" && ground.inside(to).next().is_some() {
        score -= 0.4;
    }
    if point.is_some() && ground.previous(at, 2) == Some(to) {
        score += 0.8;
    }
    score -= emptiness(ground, at, to);
    score -= distance(ground, at, to, point);
    (score >= least(ground, at)).then_some(score)
}

/// Whoever rejects or doubts without saying "the claim" may mean an offer, a person, a deed.
fn least(ground: &Ground<'_, '_>, at: usize) -> f64 {
    let plain = matches!(ground.name(at), "denied" | "disputed");
    if plain || ground.views[at].point.is_some() {
        LEAST
    } else {
        LEAST + 0.4
    }
}

fn can_be(ground: &Ground<'_, '_>, at: usize, to: usize, point: Option<Point>) -> bool {
    let how = ground.drafts[to].how;
    if ground.same_source(at, to) || ground.nested(at, to) || how == How::Naming {
        return false;
    }
    // "the accusation" alone says nothing to deny.
    let accuses = ground.accuses(to) && !ground.roles[to].target.is_empty();
    if !(ground.tells(to) || accuses && how != How::Noun) {
        return false;
    }
    // What is said later is denied only where the matter, or the accused, is the same.
    if to > at
        && ground.shared(at, to) < 0.5
        && !(ground.group(to) == "accused" && ground.aims_at(to, at))
    {
        return false;
    }
    if ground.views[at].headline && !ground.views[to].headline {
        return false;
    }
    let wished = point.is_some_and(|p| matches!(p.at, Aim::Demand | Aim::Plan | Aim::Threat));
    let rejects = matches!(ground.name(at), "rejected" | "dismissed" | "opposed");
    let claims = !matches!(ground.group(to), "requested" | "committed" | "questioned")
        && !matches!(ground.name(to), "hoped" | "planned" | "feared");
    let refuses = ground.begins_with_any(at, 1, &["to"]);
    if refuses && claims {
        return false;
    }
    if !(claims || wished || rejects || ground.shared(at, to) >= 0.7) {
        return false;
    }
    let held = point.is_some_and(|p| p.owned) || ground.name(at) == "disputed";
    match ground.group(to) {
        // A denial is denied only where its wording comes back.
        "denied" => held && ground.shared(at, to) >= 1.0,
        "withheld" => false,
        _ => true,
    }
}

/// "jeered", "the alleged attack": hardly anything is said that could be denied.
fn emptiness(ground: &Ground<'_, '_>, at: usize, to: usize) -> f64 {
    let length: usize = ground.tokens(to).take(2).count();
    match length {
        0 if ground.views[at].point.is_none() => 1.0,
        0 if ground.aims_at(to, at) => 0.0,
        0 | 1 => 0.7,
        _ => 0.0,
    }
}

/// What speaks for two having to do with each other: who accuses whom, who contradicts whom.
fn address(ground: &Ground<'_, '_>, at: usize, to: usize, known: &[Found]) -> f64 {
    let mut sum = 0.0;
    if ground.aims_at(to, at) {
        sum += 2.0;
    } else if ground.speaks_of(to, at) {
        sum += 0.7;
    } else if ground.accuses(to) && !ground.roles[to].target.is_empty() {
        // Somebody else is accused.
        sum -= 0.5;
    }
    // "did not believe him": what he said.
    let said = |b: &usize| ground.roles[to].source.contains(b);
    let (doubted, short) = (&ground.roles[at].target, ground.tokens(at).count() < 5);
    if doubted.iter().any(said) || short && ground.roles[at].about.iter().any(said) {
        sum += 1.5;
    }
    // Who was contradicted contradicts.
    let against = |l: &&Found| matches!(l.kind, LinkKind::Denies | LinkKind::Disputes);
    // They stand in the order of who answers.
    let late = known.partition_point(|l| l.from + 4 <= to);
    if known[late..]
        .iter()
        .filter(against)
        .any(|l| ground.same_source(l.from, to) && ground.same_side(l.to, at))
    {
        sum += 1.0;
    }
    sum
}

fn pointed(ground: &Ground<'_, '_>, at: usize, to: usize, point: Point, about: bool) -> f64 {
    let mut sum = point.at.fit(ground.name(to), ground.group(to), about);
    if ground.names_cue(at, to) {
        sum += 1.0;
    }
    // "reports that a tiger was loose" are about the tiger.
    if point.at != Aim::Deed && !ground.views[at].words.is_empty() && ground.shared(at, to) == 0.0 {
        sum -= 1.0;
    }
    if point.owned {
        let about = &ground.roles[at].about;
        let named = ground.roles[to].source.iter().any(|s| about.contains(s));
        sum += if named { 1.5 } else { 0.0 };
    }
    sum
}

/// What the way back costs, in sentences: "this" and "the charge" reach less far than a claim's own words.
fn distance(ground: &Ground<'_, '_>, at: usize, to: usize, point: Option<Point>) -> f64 {
    let (a, b) = (&ground.views[at], &ground.views[to]);
    let sentences = a.sentence.abs_diff(b.sentence) as f64;
    let headline = b.headline && !a.headline;
    let step = match point {
        Some(p) if p.at != Aim::Deed => 0.35,
        Some(_) => 0.15,
        None => 0.08,
    };
    (sentences * step).min(2.1) + if headline { 0.8 } else { 0.0 } + if to > at { 0.3 } else { 0.0 }
}
