//! Writing: any record, however hostile its words, gives a whole file.

use crate::{record, write_all};
use dixit::{Article, syntax::Syntax, write};
use proptest::{collection::vec, prelude::*};
use std::collections::BTreeSet;

fn quads(bytes: &[u8], syntax: Syntax) -> Result<BTreeSet<String>, TestCaseError> {
    let parser = oxrdfio::RdfParser::from_format(syntax.rdf_format());
    let quads = parser.for_slice(bytes).map(|quad| match quad {
        Ok(quad) => Ok(quad.to_string()),
        Err(e) => Err(TestCaseError::fail(format!("{}: {e}", syntax.name()))),
    });
    quads.collect()
}

/// XML 1.0 knows no other characters.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
}

/// Every string of some records, unescaped.
fn words(articles: &[Article]) -> String {
    fn gather(value: &serde_json::Value, out: &mut String) {
        match value {
            serde_json::Value::String(text) => out.push_str(text),
            serde_json::Value::Array(list) => list.iter().for_each(|v| gather(v, out)),
            serde_json::Value::Object(map) => map.values().for_each(|v| gather(v, out)),
            _ => {}
        }
    }
    let mut out = String::new();
    gather(&serde_json::to_value(articles).expect("JSON"), &mut out);
    out
}

/// Walks DOT as Graphviz's own scanner does, and says whether it is whole.
fn is_whole_dot(dot: &str) -> bool {
    let (mut braces, mut angles, mut quoted, mut escaped) = (0_i64, 0_i64, false, false);
    for c in dot.chars() {
        match c {
            '\0' => return false,
            _ if escaped => escaped = false,
            '\\' if quoted => escaped = true,
            '"' if angles == 0 => quoted = !quoted,
            '<' if !quoted => angles += 1,
            '>' if !quoted && angles > 0 => angles -= 1,
            '{' if !quoted && angles == 0 => braces += 1,
            '}' if !quoted && angles == 0 => braces -= 1,
            _ => {}
        }
    }
    braces == 0 && angles == 0 && !quoted
}

proptest! {
    #![proptest_config(ProptestConfig { failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn every_syntax_holds_any_record(articles in vec(record(), 1..3)) {
        let lines = write_all(write::Format::Rdf(Syntax::NQuads), &articles);
        let expected = quads(&lines.expect("any character"), Syntax::NQuads)?;
        for syntax in Syntax::ALL {
            let Some(bytes) = write_all(write::Format::Rdf(syntax), &articles) else {
                prop_assert!(!words(&articles).chars().all(is_xml), "refused without a reason");
                continue;
            };
            let got = quads(&bytes, syntax)?;
            if syntax == Syntax::RdfXml {
                let text = String::from_utf8(bytes).expect("UTF-8");
                prop_assert!(text.chars().all(is_xml), "{text:?}");
            }
            prop_assert!(got == expected, "{}: {:?}", syntax.name(),
                got.symmetric_difference(&expected).take(2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_writer_takes_any_record(articles in vec(record(), 0..3)) {
        for &format in write::Format::ALL {
            let Some(bytes) = write_all(format, &articles) else {
                continue;
            };
            let again = write_all(format, &articles);
            prop_assert_eq!(Some(&bytes), again.as_ref(), "{}", format.name());
            let text = String::from_utf8(bytes);
            prop_assert!(text.is_ok(), "{}", format.name());
            if format == write::Format::Dot {
                let dot = text.expect("just seen");
                prop_assert!(is_whole_dot(&dot), "{dot}");
            }
        }
    }
}
