//! Loads a graph into a SPARQL store in this very process, and asks it:
//! `cargo run --example ask_a_store -- RECORDS.jsonl`.

use dixit::{
    read::{ArticleParser, Format},
    store::{Answer, Dataset, Query},
    write::Options,
};
use std::{env, error::Error, fs::File, io::BufReader};

/// Who denied what, and in which words.
const DENIALS: &str = "
    SELECT ?who ?claim ?cue {
        ?statement dx:relation dx:denied ; dx:source/rdfs:label ?who ; dx:content/rdfs:label ?claim .
        OPTIONAL { ?statement dx:cue/nif:anchorOf ?cue }
    } ORDER BY ?who ?claim";

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1);
    let path = path.unwrap_or_else(|| "tests/data/bridge.json".to_owned());
    let format = Format::from_path(path.as_ref()).unwrap_or(Format::JsonLines);
    let mut store = Dataset::new()?;
    for article in ArticleParser::from_format(format).for_reader(BufReader::new(File::open(path)?))
    {
        store.add_article(&article?, &Options::default())?;
    }

    let Answer::Rows(rows) = store.answer(&Query::parse(DENIALS)?)? else {
        return Err("a SELECT gives rows".into());
    };
    for row in rows {
        let words = row?.into_iter().map(|term| match term {
            Some(term) => term.to_string(),
            None => "?".to_owned(),
        });
        println!("{}", words.collect::<Vec<_>>().join("\t"));
    }
    Ok(())
}
