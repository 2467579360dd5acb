//! A user's own names: any bytes are taken or refused with a place, and what is taken
//! leaves every record within the model's rules.
#![no_main]

use dixit::{Article, Relations, check, extract::Extractor, read};
use libfuzzer_sys::fuzz_target;

const TEXT: &str = "Ann Oduya of the KWB denied it. “We found nothing in May,” May said. Kestrel agreed.";

fuzz_target!(|data: &[u8]| {
    match read::authority(data) {
        Err(e) => assert!(!e.to_string().is_empty()),
        Ok(own) => {
            let mut article = Article::from_text("a", TEXT);
            Extractor::new().with_entities(&own).extract(&mut article);
            let faults = check::model_faults(&article, Relations::builtin());
            assert!(faults.is_empty(), "{faults:?}");
        }
    }
});
