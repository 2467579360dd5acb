//! Writing: any record, however hostile its words, gives a whole file.

use crate::{config, record, write_all};
use dixit::{
    syntax::Syntax,
    write::{self, ArticleSerializer},
};
use proptest::{collection::vec, prelude::*};
use std::collections::BTreeSet;

/// Parses RDF, and refuses blank nodes.
fn quads(bytes: &[u8], syntax: Syntax) -> Result<BTreeSet<String>, TestCaseError> {
    let parser = oxrdfio::RdfParser::from_format(syntax.rdf_format());
    let quads = parser.for_slice(bytes).map(|quad| match quad {
        Ok(quad) if quad.subject.is_blank_node() || quad.object.is_blank_node() => {
            Err(TestCaseError::fail(format!("{}: {quad}", syntax.name())))
        }
        Ok(quad) => Ok(quad.to_string()),
        Err(e) => Err(TestCaseError::fail(format!("{}: {e}", syntax.name()))),
    });
    quads.collect()
}

/// What stands in N-Quads after what XML has no form for is mended.
fn mended(quad: &str) -> String {
    let mut out = String::new();
    let mut rest = quad;
    while let Some((before, after)) = rest.split_once('\\') {
        out.push_str(before);
        let escape = match after.as_bytes()[0] {
            b'u' => &after[..5],
            _ => &after[..1],
        };
        match escape {
            "b" | "f" => out.push('\u{fffd}'),
            "u007F" => out.push_str("\\u007F"),
            _ if escape.len() == 5 => out.push('\u{fffd}'),
            _ => out.push_str(&format!("\\{escape}")),
        }
        rest = &after[escape.len()..];
    }
    out.push_str(rest);
    out.replace(['\u{fffe}', '\u{ffff}'], "\u{fffd}")
}

/// XML 1.0 knows no other characters; a bare carriage return is read as a line break.
fn is_xml(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\u{20}'..='\u{fffd}' | '\u{10000}'..)
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
    #![proptest_config(config(8))]

    #[test]
    fn every_syntax_holds_any_record(articles in vec(record(), 1..3)) {
        let lines = write_all(write::Format::Rdf(Syntax::NQuads), &articles);
        let expected = quads(&lines, Syntax::NQuads)?;
        for syntax in Syntax::ALL {
            let bytes = write_all(write::Format::Rdf(syntax), &articles);
            let got = quads(&bytes, syntax)?;
            if syntax == Syntax::RdfXml {
                let text = String::from_utf8(bytes).expect("UTF-8");
                prop_assert!(text.chars().all(is_xml), "{text:?}");
                let expected: BTreeSet<_> = expected.iter().map(|quad| mended(quad)).collect();
                prop_assert_eq!(got, expected);
                continue;
            }
            prop_assert!(got == expected, "{}: {:?}", syntax.name(),
                got.symmetric_difference(&expected).take(2).collect::<Vec<_>>());
        }
    }

    #[test]
    fn every_model_gives_valid_rdf(article in record()) {
        let graphs = [write::rdf::Graphs::None, write::rdf::Graphs::Document];
        for (&model, graphs) in write::rdf::Model::ALL.iter().flat_map(|m| graphs.map(|g| (m, g))) {
            for syntax in Syntax::ALL {
                let serializer = ArticleSerializer::from_format(write::Format::Rdf(syntax))
                    .with_model(model)
                    .with_graphs(graphs);
                // What a syntax cannot hold is refused before anything is written.
                let Ok(mut writer) = serializer.for_writer(Vec::new()) else { continue };
                writer.write_article(&article).expect("memory takes all");
                quads(&writer.finish().expect("memory takes all"), syntax)?;
            }
        }
    }

    #[test]
    fn every_writer_takes_any_record(articles in vec(record(), 0..3)) {
        for &format in write::Format::ALL {
            let bytes = write_all(format, &articles);
            prop_assert_eq!(&bytes, &write_all(format, &articles), "{}", format.name());
            let text = String::from_utf8(bytes);
            prop_assert!(text.is_ok(), "{}", format.name());
            if format == write::Format::Dot {
                let dot = text.expect("just seen");
                prop_assert!(is_whole_dot(&dot), "{dot}");
            }
        }
    }
}
