//! Every reader on any bytes. The input's first line names the format.
#![no_main]

mod common;

use dixit::read::Format;
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|data: &[u8]| -> Corpus {
    let Some(line) = data.iter().position(|&b| b == b'\n') else {
        return Corpus::Reject;
    };
    let name = str::from_utf8(&data[..line]).unwrap_or_default();
    let Some(format) = Format::from_name(name) else {
        return Corpus::Reject;
    };
    common::read(format, &data[line + 1..]);
    Corpus::Keep
});
