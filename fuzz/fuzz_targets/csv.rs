//! Spreadsheets, whatever the bytes are.
#![no_main]

mod common;

use dixit::read::Format;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|data: &[u8]| common::read(Format::Csv, data));
