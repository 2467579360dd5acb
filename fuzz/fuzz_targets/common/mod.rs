//! What every reader keeps, whatever the bytes are.

use dixit::{
    Relations, check,
    read::{ArticleParser, Format},
};

/// How packed inputs begin: gzip and zstd.
const PACKED: [&[u8]; 2] = [b"\x1f\x8b", b"\x28\xb5\x2f\xfd"];

/// Reads all of an input: it ends, and what comes keeps the model's rules.
pub fn read(format: Format, input: &[u8]) {
    let name = format.name();
    // What is packed can hold more faults than it has bytes.
    let packed = PACKED.iter().any(|magic| input.starts_with(magic));
    let mut count = 0;
    for article in ArticleParser::from_format(format).for_reader(input) {
        count += 1;
        assert!(packed || count <= input.len() + 2, "{name} does not end");
        match article {
            Ok(article) => {
                let faults = check::model_faults(&article, Relations::builtin());
                assert!(faults.is_empty(), "{name}: {faults:?}");
            }
            Err(e) => assert!(!e.to_string().is_empty()),
        }
    }
    let faults = ArticleParser::from_format(format).faults_for_reader(input);
    let most = input.len() + 3;
    let count = faults.take(most).count();
    assert!(packed || count < most, "{name}: its faults do not end");
}
