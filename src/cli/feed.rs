//! Feeding articles, records and RDF files to something that takes quads.

use super::{
    chain,
    input::{Input, Inputs},
    say,
};
use dixit::{Article, Relations, read::ArticleParser, syntax::Syntax};
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
    let named = match input {
        Input::File(path) => path.extension().and_then(|e| e.to_str()),
        Input::Stdin => None,
    };
    let syntax = named.and_then(syntax_of);
    if let (None, Some(syntax)) = (inputs.from, syntax) {
        sink.rdf(input.open()?, syntax, number)?;
        read.taken += 1;
        return Ok(());
    }
    let parser = ArticleParser::from_format(inputs.from.unwrap_or_else(|| input.format()))
        .with_id(input.id())
        .with_relations(relations);
    for article in parser.for_reader(input.open()?) {
        match article {
            Ok(article) => {
                sink.article(&article)?;
                read.taken += 1;
            }
            Err(e) => unread(path, &e, read),
        }
    }
    Ok(())
}

fn syntax_of(extension: &str) -> Option<Syntax> {
    let extension = extension.to_ascii_lowercase();
    let mut all = Syntax::ALL.into_iter();
    all.find(|syntax| syntax.extensions().contains(&extension.as_str()))
}
