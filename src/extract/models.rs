//! The models compiled in.

use super::model::{ModelError, Sections, Sparse};
use std::sync::OnceLock;

/// What training wrote; `MODEL.md` tells of it.
const BYTES: &[u8] = include_bytes!("model.bin");

/// Every learned stage.
pub(super) struct Models {
    pub(super) tagger: Sparse,
}

/// Reads the models once a process.
pub(super) fn models() -> &'static Models {
    static MODELS: OnceLock<Models> = OnceLock::new();
    MODELS
        .get_or_init(|| read(BYTES).expect("the model compiled in is the one that training wrote"))
}

fn read(bytes: &[u8]) -> Result<Models, ModelError> {
    let sections = Sections::from_bytes(bytes)?;
    Ok(Models {
        tagger: Sparse::read(sections.section(*b"tags")?)?,
    })
}
