//! Feeding articles, records and RDF files to something that takes quads.

use super::{
    chain, export,
    input::{Input, Inputs},
    say,
};
use dixit::{
    Article, Relations,
    extract::Extractor,
    read::{Format, unpacked_within},
    syntax::Syntax,
};
use std::{error::Error, io::BufRead, path::Path};

/// What takes inputs in.
pub(super) trait Sink {
    /// Returns how many bytes of RDF it can take in, unless told otherwise.
    fn limit(&self) -> u64 {
        u64::MAX
    }

    /// Takes an article.
    fn article(&mut self, article: &Article) -> Result<(), Box<dyn Error>>;

    /// Takes an RDF document; `number` tells it from the others.
    fn rdf(
        &mut self,
        reader: Box<dyn BufRead + Send>,
        syntax: Syntax,
        number: usize,
    ) -> Result<(), Box<dyn Error>>;
}

/// How many articles in other languages are named one by one.
const NAMED: usize = 20;

/// How much was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Articles and RDF documents that were taken in.
    pub(super) taken: usize,
    /// Inputs and articles that could not be read.
    pub(super) unread: usize,
}

/// Reads all inputs into a sink; what cannot be read is said and counted.
///
/// Articles go through the extractor; RDF goes in as it stands.
pub(super) fn feed(
    inputs: &Inputs,
    relations: &Relations,
    extractor: &Extractor,
    sink: &mut dyn Sink,
) -> Read {
    let mut feed = Feed {
        inputs,
        relations,
        extractor,
        foreign: 0,
        sink,
        read: Read::default(),
    };
    for (number, (path, input)) in inputs.list().enumerate() {
        let taken = match input {
            Ok(input) => feed.take(&path, &input, number),
            Err(e) => Err(e.into()),
        };
        if let Err(e) = taken {
            feed.unread(&path, &chain(&*e));
        }
    }
    if feed.foreign > NAMED {
        let more = feed.foreign - NAMED;
        say(&format!(
            "{more} more articles seem not to be English and were not read"
        ));
    }
    feed.read
}

struct Feed<'a> {
    inputs: &'a Inputs,
    relations: &'a Relations,
    extractor: &'a Extractor,
    /// Articles in other languages.
    foreign: usize,
    sink: &'a mut dyn Sink,
    read: Read,
}

impl Feed<'_> {
    fn take(&mut self, path: &Path, input: &Input, number: usize) -> Result<(), Box<dyn Error>> {
        let format = self.inputs.from.unwrap_or_else(|| input.format());
        if let Format::Rdf(syntax) = format {
            let limit = self.inputs.max_size.unwrap_or(self.sink.limit());
            let reader = unpacked_within(input.open()?, limit)?;
            self.sink.rdf(reader, syntax, number)?;
            self.read.taken += 1;
            return Ok(());
        }
        let fields = self.inputs.fields();
        let parser = self.inputs.parser(input);
        let parser = parser.with_fields(&fields).with_relations(self.relations);
        for article in parser.for_reader(input.open()?) {
            match article {
                Ok(article) => {
                    self.article(path, article)?;
                }
                Err(e) => self.unread(path, &chain(&e)),
            }
        }
        Ok(())
    }

    fn article(&mut self, path: &Path, article: Article) -> Result<(), Box<dyn Error>> {
        let (article, foreign) = match export::prepare(article, self.extractor) {
            Ok(prepared) => prepared,
            Err(words) => {
                self.unread(path, &words);
                return Ok(());
            }
        };
        if let Some(why) = foreign {
            if self.foreign < NAMED {
                say(&why);
            }
            self.foreign += 1;
        }
        self.sink.article(&article)?;
        self.read.taken += 1;
        Ok(())
    }

    fn unread(&mut self, path: &Path, words: &str) {
        self.read.unread += 1;
        say(&format!("{}: {words}", path.display()));
    }
}
