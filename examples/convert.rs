//! Turns one article into Turtle and DOT: `cargo run --example convert -- ARTICLE.txt`.

use dixit::{
    read::{self, ArticleParser},
    syntax::Syntax,
    write::{self, ArticleSerializer},
};
use std::{env, error::Error, fs::File, io::BufReader};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1);
    let path = path.unwrap_or_else(|| "examples/articles/dispute.txt".to_owned());
    let input = BufReader::new(File::open(path)?);
    let articles = ArticleParser::from_format(read::Format::Text).for_reader(input);

    let mut turtle =
        ArticleSerializer::from_format(write::Format::Rdf(Syntax::Turtle)).for_writer(Vec::new())?;
    let mut dot = ArticleSerializer::from_format(write::Format::Dot).for_writer(Vec::new())?;
    let extractor = dixit::extract::Extractor::new();
    for article in articles {
        let mut article = article?;
        extractor.extract(&mut article);
        turtle.write_article(&article)?;
        dot.write_article(&article)?;
    }
    println!("{} bytes of Turtle", turtle.finish()?.len());
    println!("{} bytes of DOT", dot.finish()?.len());
    Ok(())
}
