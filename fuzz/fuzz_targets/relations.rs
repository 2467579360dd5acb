//! A user's own file of relations: any text is taken or refused with a place.
#![no_main]

use dixit::Relations;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    match Relations::builtin().clone().with_toml(text) {
        Ok(relations) => assert!(relations.iter().all(|r| !r.iri().is_empty())),
        Err(e) => assert!(!e.to_string().is_empty()),
    }
});
