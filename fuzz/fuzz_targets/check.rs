//! The check of records: each fault stands inside the text.
#![no_main]

use dixit::{Relations, check};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|text: &str| {
    for fault in check::json_faults(text, Relations::builtin()) {
        assert!(!fault.message.is_empty());
        let Some(at) = fault.position else { continue };
        let line = text.split('\n').nth(at.line - 1).expect("the line is there");
        assert!(at.column <= line.chars().count() + 1, "{fault}");
    }
});
