//! How alike two claims are, and what keeps them apart.

use super::wording::{Sort, Word, Wording};

/// Returns how much of their words two claims share, from 0 to 1; nothing of it where they
/// contradict, or may be about different things.
pub(super) fn likeness(a: &Wording, b: &Wording) -> f64 {
    if a.negated != b.negated || a.possible != b.possible || a.future != b.future || crossed(a, b) {
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

/// Whether the words they share tell what they are about: "two people were hurt" is of any crash.
fn is_anchored(words: &[Word], only: &[Word]) -> bool {
    let shared = words.iter().filter(|w| !only.contains(w));
    let (mut count, mut anchored) = (0, false);
    for word in shared {
        count += if word.sort == Sort::Number { 2 } else { 1 };
        anchored |= word.sort == Sort::Name;
    }
    anchored || count >= ANCHOR
}

/// So many telling words are an anchor of their own.
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
