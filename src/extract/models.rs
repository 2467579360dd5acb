//! The models compiled in.

use super::calibration::Calibration;
use super::chain::{Chain, Pair};
use super::model::{ModelError, Sections, Sparse};
use super::table::Table;
use super::tag::Tagger;
use super::tree::Trees;
use std::sync::OnceLock;

/// What training wrote; `MODEL.md` tells of it.
const BYTES: &[u8] = include_bytes!("model.bin");

/// Every learned stage.
pub struct Models {
    /// Parts of speech.
    pub tagger: Tagger,
    /// The first guess at sources and contents.
    pub content: Chain,
    /// Lemmas that can stand in a cue.
    pub keep: Table,
    /// Cues.
    pub cue: Chain,
    /// Sources and contents of one cue.
    pub span: Chain,
    /// Which proposals are right.
    pub rank: Trees,
    /// What a rank's score is worth.
    pub calibration: Calibration,
}

/// Reads the models once a process.
pub(super) fn models() -> &'static Models {
    static MODELS: OnceLock<Models> = OnceLock::new();
    MODELS.get_or_init(|| {
        Models::read(BYTES).expect("the model compiled in is the one that training wrote")
    })
}

/// Joins the two chains that look at every token, once a process.
pub(super) fn content_and_span() -> &'static Pair {
    static PAIR: OnceLock<Pair> = OnceLock::new();
    PAIR.get_or_init(|| Pair::new(&models().content, &models().span))
}

impl Models {
    /// Reads a model file.
    pub fn read(bytes: &[u8]) -> Result<Self, ModelError> {
        let sections = Sections::from_bytes(bytes)?;
        let section = |name: &[u8; 4]| sections.section(*name);
        Ok(Self {
            tagger: Tagger {
                words: Table::read(section(b"dict")?)?,
                weights: Sparse::read(section(b"tags")?)?,
            },
            keep: Table::read(section(b"keep")?)?,
            content: Chain::read(section(b"cont")?)?,
            cue: Chain::read(section(b"cues")?)?,
            span: Chain::read(section(b"span")?)?,
            rank: Trees::read(section(b"rank")?)?,
            calibration: Calibration::read(section(b"cali")?)?,
        })
    }

    /// Writes a model file.
    pub fn write(&self) -> Vec<u8> {
        let mut sections = Sections::default();
        sections.insert(*b"dict", self.tagger.words.write());
        sections.insert(*b"tags", self.tagger.weights.write());
        sections.insert(*b"keep", self.keep.write());
        sections.insert(*b"cont", self.content.write());
        sections.insert(*b"cues", self.cue.write());
        sections.insert(*b"span", self.span.write());
        sections.insert(*b"rank", self.rank.write());
        sections.insert(*b"cali", self.calibration.write());
        sections.to_bytes()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_models_are_written_as_they_were_read() {
        assert!(models().write() == BYTES);
    }
}
