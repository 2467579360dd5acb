//! Checks a record that a language model answered with, and writes it as Turtle.
//!
//! Give the model `dixit schema article` as the form of its answer. Whatever
//! it gets wrong is named, so that it can be asked to mend it.

use dixit::{
    Article, Relations, check,
    syntax::Syntax,
    write::{ArticleSerializer, Format},
};
use std::error::Error;

const ANSWER: &str = r#"{
  "id": "council",
  "text": "Councillor Ada Brill denied that the fund was empty.",
  "entities": [{ "id": "e1", "name": "Ada Brill", "kind": "person", "description": "Councillor",
                 "mentions": [{ "start": 11, "end": 20 }] }],
  "claims": [{ "id": "c1", "text": "the fund was empty", "spans": [{ "start": 33, "end": 51 }] }],
  "statements": [{ "id": "s1", "relation": "denied", "source": ["e1"], "cue": [{ "start": 21, "end": 27 }],
                   "source_spans": [{ "start": 0, "end": 20 }], "content": "c1" }]
}"#;

fn main() -> Result<(), Box<dyn Error>> {
    let faults = check::json_faults(ANSWER, Relations::builtin());
    for fault in &faults {
        println!("please mend: {fault}");
    }
    if faults.is_empty() {
        let article: Article = serde_json::from_str(ANSWER)?;
        let mut turtle =
            ArticleSerializer::from_format(Format::Rdf(Syntax::Turtle)).for_writer(Vec::new())?;
        turtle.write_article(&article)?;
        println!("{}", String::from_utf8(turtle.finish()?)?);
    }
    Ok(())
}
