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
    fn every_model_gives_valid_rdf(article in record()) {
        let graphs = [write::rdf::Graphs::None, write::rdf::Graphs::Document];
        for (&model, graphs) in write::rdf::Model::ALL.iter().flat_map(|m| graphs.map(|g| (m, g))) {
            for syntax in Syntax::ALL {
                let serializer = ArticleSerializer::from_format(write::Format::Rdf(syntax))
                    .with_model(model)
                    .with_graphs(graphs);
                // What a syntax cannot hold is refused before anything is written.
                let Ok(mut writer) = serializer.for_writer(Vec::new()) else { continue };
                let Ok(()) = writer.write_article(&article) else { continue };
                quads(&writer.finish().expect("memory takes all"), syntax)?;
            }
        }
    }

    #[test]
    fn every_writer_takes_any_record(articles in vec(record(), 0..3)) {
        for &format in write::Format::ALL {
            let Ok(bytes) = write_all(format, &articles) else { continue };
            let again = write_all(format, &articles).expect("as before");
            prop_assert_eq!(&bytes, &again, "{}", format.name());
            let text = String::from_utf8(bytes);
            prop_assert!(text.is_ok(), "{}", format.name());
            if format == write::Format::Dot {
                let dot = text.expect("just seen");
                prop_assert!(is_whole_dot(&dot), "{dot}");
            }
        }
    }
}
