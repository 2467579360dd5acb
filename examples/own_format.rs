//! Writes the graph in a format of one's own: a Markdown list of who denied what.

use dixit::{
    graph::KnowledgeGraph,
    read::{ArticleParser, Format},
};
use std::{env, error::Error, fs::File, io::BufReader};

fn main() -> Result<(), Box<dyn Error>> {
    let path = env::args().nth(1);
    let path = path.unwrap_or_else(|| "tests/data/bridge.json".to_owned());
    let format = Format::from_path(path.as_ref()).unwrap_or(Format::JsonLines);
    let mut graph = KnowledgeGraph::new();
    for article in ArticleParser::from_format(format).for_reader(BufReader::new(File::open(path)?))
    {
        graph.add_article(&article?);
    }
    for statement in graph
        .statements()
        .filter(|s| s.relation() == "denied" && !s.negated())
    {
        let who: Vec<_> = statement.sources().map(|source| source.name()).collect();
        let what = statement
            .content()
            .map_or("(no wording)", |claim| claim.text());
        println!("- **{}** denied: {what}", who.join(" and "));
        // Every relation leads back to its words.
        let article = statement.article();
        for cue in statement.cue() {
            let words = article.map_or("", |article| article.words(*cue));
            println!("  - “{words}”, code points {} to {}", cue.start, cue.end);
        }
    }
    Ok(())
}
