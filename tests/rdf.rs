//! Laws and cases of the RDF that is written.

use dixit::{
    Article,
    syntax::Syntax,
    write::{ArticleSerializer, Format},
};
use std::{collections::BTreeSet, error::Error};

type Outcome = Result<(), Box<dyn Error>>;

fn bridge() -> Article {
    serde_json::from_str(include_str!("data/bridge.json")).expect("a record")
}

fn write(articles: &[&Article], syntax: Syntax) -> Result<Vec<u8>, Box<dyn Error>> {
    let mut writer = ArticleSerializer::from_format(Format::Rdf(syntax)).for_writer(Vec::new())?;
    for article in articles {
        writer.write_article(article)?;
    }
    Ok(writer.finish()?)
}

fn quads(bytes: &[u8], syntax: Syntax) -> Result<BTreeSet<String>, Box<dyn Error>> {
    let parser = oxrdfio::RdfParser::from_format(syntax.rdf_format());
    let quads = parser.for_slice(bytes);
    quads.map(|quad| Ok(quad?.to_string())).collect()
}

#[test]
fn every_syntax_holds_the_same_graph() -> Outcome {
    let article = bridge();
    let expected = quads(&write(&[&article], Syntax::NQuads)?, Syntax::NQuads)?;
    for syntax in Syntax::ALL {
        let bytes = write(&[&article, &article], syntax)?;
        assert_eq!(quads(&bytes, syntax)?, expected, "{}", syntax.name());
        let text = String::from_utf8(bytes)?;
        assert!(!text.contains("_:"), "{}", syntax.name());
    }
    Ok(())
}
