//! How probable it is that a cue in its frame attributes.

use super::draft::Draft;
use super::lexicon;
use std::collections::HashMap;
use std::sync::OnceLock;

/// Counts over annotated articles: `examples/cue_rates.rs` writes them.
const COUNTS: &str = include_str!("data/rates.txt");

/// Attributions, and all.
type Count = (f32, f32);

struct Rates(HashMap<(&'static str, &'static str), Count>);

fn rates() -> &'static Rates {
    static RATES: OnceLock<Rates> = OnceLock::new();
    RATES.get_or_init(|| {
        let lines = COUNTS.lines().filter(|line| !line.starts_with('#'));
        let read = |line: &'static str| {
            let mut fields = line.split('\t');
            let key = (fields.next()?, fields.next()?);
            let count = (fields.next()?.parse().ok()?, fields.next()?.parse().ok()?);
            Some((key, count))
        };
        Rates(lines.filter_map(read).collect())
    })
}

/// Returns the share of such cues that attribute, from 0 to 1.
///
/// Rare ones lean on their lemma, and that on its shape: each step counts as
/// much as `WEIGHT` examples.
pub fn rate(draft: &Draft) -> f32 {
    const WEIGHT: f32 = 4.0;
    let shape = format!("{:?} {}", draft.how, lexicon::code(draft.frame));
    let count = |lemma: &str, shape: &str| {
        rates()
            .0
            .get(&(lemma, shape))
            .copied()
            .unwrap_or((0.0, 0.0))
    };
    let lean = |(hits, all): Count, on: f32| (hits + WEIGHT * on) / (all + WEIGHT);
    let by_shape = lean(count("*", &shape), 0.5);
    let by_lemma = lean(count(&draft.lemma, "*"), by_shape);
    lean(count(&draft.lemma, &shape), by_lemma)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn saying_attributes_and_having_does_not() {
        let draft = |lemma: &str, frame| Draft {
            lemma: lemma.to_owned(),
            frame,
            ..Draft::default()
        };
        assert!(rate(&draft("say", lexicon::THAT)) > 0.9);
        assert!(rate(&draft("have", lexicon::NP)) < 0.2);
        let unknown = rate(&draft("unheard-of", lexicon::THAT));
        assert!((0.4..0.9).contains(&unknown));
    }
}
