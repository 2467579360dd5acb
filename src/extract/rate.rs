//! How probable it is that a cue in its frame attributes.

use super::draft::Draft;
use super::lexicon;
use std::collections::BTreeMap;
use std::sync::OnceLock;

/// Counts over annotated articles: training writes them.
const COUNTS: &str = include_str!("data/rates.txt");

/// Stands for every lemma, or every shape.
const ANY: &str = "*";

/// Attributions, and all.
pub type Count = (u32, u32);

/// How often cues in their frames attributed: by lemma and shape.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Rates {
    by_lemma: BTreeMap<String, BTreeMap<String, Count>>,
}

impl Rates {
    /// The rates compiled in.
    pub fn builtin() -> &'static Self {
        static RATES: OnceLock<Rates> = OnceLock::new();
        RATES.get_or_init(|| Self::read(COUNTS))
    }

    /// Reads a table; a line that is none is left out.
    pub fn read(text: &str) -> Self {
        let mut out = Self::default();
        for line in text.lines().filter(|line| !line.starts_with('#')) {
            let fields: Vec<&str> = line.split('\t').collect();
            if let [lemma, shape, hits, all] = fields[..]
                && let (Ok(hits), Ok(all)) = (hits.parse(), all.parse())
            {
                let shapes = out.by_lemma.entry(lemma.to_owned()).or_default();
                shapes.insert(shape.to_owned(), (hits, all));
            }
        }
        out
    }

    /// Writes the table, sorted.
    #[doc(hidden)]
    pub fn write(&self) -> String {
        let mut out = String::from(
            "# how often a cue in a frame was an attribution over the training articles: lemma, shape, attributions, all\n",
        );
        for (lemma, shapes) in &self.by_lemma {
            for (shape, (hits, all)) in shapes {
                out += &format!("{lemma}\t{shape}\t{hits}\t{all}\n");
            }
        }
        out
    }

    /// Leaves out lemmas' shapes that were seen less often than this.
    #[doc(hidden)]
    pub fn without_rare(mut self, least: u32) -> Self {
        for shapes in self.by_lemma.values_mut() {
            shapes.retain(|_, (_, all)| *all >= least);
        }
        self.by_lemma.retain(|_, shapes| !shapes.is_empty());
        self
    }

    /// Counts one draft in.
    #[doc(hidden)]
    pub fn count(&mut self, draft: &Draft, attributes: bool) {
        let shape = shape(draft);
        for (lemma, shape) in [
            (draft.lemma.as_str(), shape.as_str()),
            (ANY, &shape),
            (&draft.lemma, ANY),
        ] {
            let shapes = self.by_lemma.entry(lemma.to_owned()).or_default();
            let count = shapes.entry(shape.to_owned()).or_default();
            count.0 += u32::from(attributes);
            count.1 += 1;
        }
    }

    /// Returns the share of such cues that attribute, from 0 to 1.
    ///
    /// Rare ones lean on their lemma, and that on its shape: each step counts as
    /// much as `WEIGHT` examples.
    pub fn of(&self, draft: &Draft) -> f32 {
        const WEIGHT: f32 = 4.0;
        let shape = shape(draft);
        let count = |lemma: &str, shape: &str| {
            let count = self.by_lemma.get(lemma).and_then(|s| s.get(shape));
            count.copied().unwrap_or_default()
        };
        let lean =
            |(hits, all): Count, on: f32| (hits as f32 + WEIGHT * on) / (all as f32 + WEIGHT);
        let by_shape = lean(count(ANY, &shape), 0.5);
        let by_lemma = lean(count(&draft.lemma, ANY), by_shape);
        lean(count(&draft.lemma, &shape), by_lemma)
    }
}

fn shape(draft: &Draft) -> String {
    format!("{:?} {}", draft.how, lexicon::code(draft.frame))
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
        assert!(Rates::builtin().of(&draft("say", lexicon::THAT)) > 0.9);
        assert!(Rates::builtin().of(&draft("have", lexicon::NP)) < 0.2);
        let unknown = Rates::builtin().of(&draft("unheard-of", lexicon::THAT));
        assert!((0.4..0.9).contains(&unknown));
    }

    #[test]
    fn a_table_is_read_as_it_was_written_without_rare_shapes() {
        let draft = Draft {
            lemma: "say".to_owned(),
            frame: lexicon::THAT,
            ..Draft::default()
        };
        let odd = Draft {
            frame: lexicon::NP,
            ..draft.clone()
        };
        let mut rates = Rates::default();
        for attributes in [true, true, false] {
            rates.count(&draft, attributes);
        }
        rates.count(&odd, false);
        let common = rates.clone().without_rare(3);
        assert_ne!(common, rates);
        assert_eq!(Rates::read(&common.write()), common);
        assert!(common.write().contains("say\tVerb that\t2\t3\n"));
        assert!(!common.write().contains("Verb np"));
        assert!(common.of(&draft) > common.of(&odd));
    }
}
