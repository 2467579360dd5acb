//! Every reader on any bytes: it ends, and what it reads keeps the model's rules.
//!
//! The input's first line names the format.
#![no_main]

use dixit::{
    Relations, check,
    read::{ArticleParser, Format},
};
use libfuzzer_sys::{Corpus, fuzz_target};

fuzz_target!(|data: &[u8]| -> Corpus {
    let Some(line) = data.iter().position(|&b| b == b'\n') else {
        return Corpus::Reject;
    };
    let name = str::from_utf8(&data[..line]).unwrap_or_default();
    let Some(format) = Format::from_name(name) else {
        return Corpus::Reject;
    };
    let input = &data[line + 1..];
    let mut count = 0;
    for article in ArticleParser::from_format(format).for_reader(input) {
        count += 1;
        assert!(count <= input.len() + 2, "{name} does not end");
        match article {
            Ok(article) => {
                let faults = check::model_faults(&article, Relations::builtin());
                assert!(faults.is_empty(), "{name}: {faults:?}");
            }
            Err(e) => assert!(!e.to_string().is_empty()),
        }
    }
    let faults = ArticleParser::from_format(format).faults_for_reader(input);
    assert!(faults.take(input.len() + 3).count() < input.len() + 3);
    Corpus::Keep
});
