//! Feeding articles, records and RDF files to something that takes quads.

use super::{
    chain,
    input::{Input, Inputs},
    say,
};
use dixit::{
    Article, Relations,
    extract::Extractor,
    read::{ArticleParser, Format, unpacked},
    syntax::Syntax,
};
use std::{error::Error, io::BufRead, path::Path};

/// What takes inputs in.
pub(super) trait Sink {
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

/// How much was read.
#[derive(Debug, Default)]
pub(super) struct Read {
    /// Articles and RDF documents that were taken in.
    pub(super) taken: usize,
    /// Inputs and articles that could not be read.
    pub(super) unread: usize,
}

/// Reads all inputs into a sink; what cannot be read is said and counted.
pub(super) fn feed(inputs: &Inputs, relations: &Relations, sink: &mut dyn Sink) -> Read {
    let mut read = Read::default();
    for (number, (path, input)) in inputs.list().into_iter().enumerate() {
        let taken = match input {
            Ok(input) => take(&path, &input, number, inputs, relations, sink, &mut read),
            Err(e) => Err(e.into()),
        };
        if let Err(e) = taken {
            unread(&path, &*e, &mut read);
        }
    }
    read
}

fn unread(path: &Path, error: &dyn Error, read: &mut Read) {
    read.unread += 1;
    say(&format!("{}: {}", path.display(), chain(error)));
}

fn take(
    path: &Path,
    input: &Input,
    number: usize,
    inputs: &Inputs,
    relations: &Relations,
    sink: &mut dyn Sink,
    read: &mut Read,
) -> Result<(), Box<dyn Error>> {
    let format = inputs.from.unwrap_or_else(|| input.format());
    if let Format::Rdf(syntax) = format {
        sink.rdf(unpacked(input.open()?)?, syntax, number)?;
        read.taken += 1;
        return Ok(());
    }
    let fields = inputs.fields();
    let parser = ArticleParser::from_format(format)
        .with_id(input.id())
        .with_fields(&fields)
        .with_limit(inputs.max_size)
        .with_relations(relations);
    let extractor = Extractor::new().with_relations(relations);
    for article in parser.for_reader(input.open()?) {
        match article {
            Ok(mut article) => {
                extractor.extract(&mut article);
                sink.article(&article)?;
                read.taken += 1;
            }
            Err(e) => unread(path, &e, read),
        }
    }
    Ok(())
}
