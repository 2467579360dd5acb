//! How alike two claims are, and what keeps them apart.

use super::wording::{Sort, Word, Wording};

/// Returns how much of their words two claims share, from 0 to 1; nothing of it where they
/// contradict, or may be about different things.
pub(super) fn likeness(a: &Wording, b: &Wording) -> f64 {
    let turned = a.negated != b.negated || a.possible != b.possible || a.future != b.future;
    if turned || a.partial != b.partial || crossed(a, b) {
        return 0.0;
    }
    let (only_a, only_b) = (without(&a.words, &b.words), without(&b.words, &a.words));
    // One may tell more than the other; where each has its own, something was put in another's place.
    if !only_a.is_empty() && !only_b.is_empty() || !is_anchored(&a.words, &only_a) {
        return 0.0;
    }
    let weigh = |words: &[Word]| words.iter().map(|w| weight(*w)).sum::<f64>();
    let all = weigh(&a.words) + weigh(&b.words);
    1.0 - (weigh(&only_a) + weigh(&only_b)) / all
}

/// Whether the words they share tell what they are about and what is said of it: "two people were
/// hurt" is of any crash, and "the nominee Bo Reyes" says nothing.
fn is_anchored(words: &[Word], only: &[Word]) -> bool {
    let (mut anchors, mut count) = (0, 0);
    for word in words.iter().filter(|w| !only.contains(w)) {
        match word.sort {
            Sort::Name => anchors += 1,
            Sort::Number => count += 2,
            Sort::Plain | Sort::Actor => count += 1,
        }
    }
    count >= if anchors > 0 { SAID } else { ANCHOR }
}

/// So many telling words beside a name say something; so many without one are an anchor of their own.
const SAID: usize = 3;
const ANCHOR: usize = 6;

/// What a word counts: numbers and names tell more than others.
fn weight(word: Word) -> f64 {
    match word.sort {
        Sort::Plain | Sort::Actor => 1.0,
        Sort::Name => 1.5,
        Sort::Number => 2.0,
    }
}

fn without(these: &[Word], those: &[Word]) -> Vec<Word> {
    let known = |w: &Word| those.binary_search_by_key(&w.hash, |o| o.hash).is_ok();
    these.iter().copied().filter(|w| !known(w)).collect()
}

/// Whether another one acts: who did it to whom.
fn crossed(a: &Wording, b: &Wording) -> bool {
    let (Some(one), Some(other)) = (a.agent, b.agent) else {
        return false;
    };
    let known = one.by || other.by || one.person && other.person;
    known && one.word != other.word
}
