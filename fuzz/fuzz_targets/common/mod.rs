//! What every reader keeps, whatever the bytes are.

use dixit::{
    Relations, check,
    read::{ArticleParser, Format},
};

/// Reads all of an input: it ends, and what comes keeps the model's rules.
pub fn read(format: Format, input: &[u8]) {
    let name = format.name();
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
}
