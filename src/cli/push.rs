//! `dixit push`: into a triple store, and counted there.

use super::{
    Exit, chain, export,
    feed::{self, Sink},
    input::Inputs,
    print,
    remote::{self, Meter, Store},
    say,
};
use clap::ValueHint;
use dixit::{
    Article, Relations,
    graph::iri::Base,
    store::{
        Spool, quads_for_reader,
        remote::{Mode, RemoteError},
    },
    syntax::Syntax,
    write::{Options, rdf},
};
use oxrdf::NamedNode;
use std::{error::Error, io::BufRead, path::PathBuf};

/// Put articles, records or RDF files into a triple store.
///
/// By the SPARQL 1.1 Graph Store Protocol. After it, the store is asked how
/// many triples it holds; a difference is an error. A push that was stopped can
/// be done again and ends in the same state.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// The store: http://host:7878, http://host:3030/dataset, http://host:8890.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    to: String,
    /// Graph for triples that name none; without it the default graph.
    #[arg(long, value_name = "IRI", value_parser = remote::graph)]
    graph: Option<NamedNode>,
    /// Replace what the graphs hold. The old stays until the new is there.
    #[arg(long)]
    replace: bool,
    /// Ask and show what would be done; change nothing.
    #[arg(long)]
    dry_run: bool,
    #[command(flatten)]
    store: Store,
    /// Base of the IRIs of statements, claims and entities.
    #[arg(long, value_name = "IRI", default_value = dixit::vocab::BASE, value_parser = export::base)]
    base: Base,
    /// Your own relations, added to the shipped ones.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    relations: Option<PathBuf>,
    /// Your own names, kinds, aliases and IRIs, in CSV or JSON: found in texts,
    /// and given to the entities of records. RDF goes in as it stands.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    entities: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Exit {
    match push(args) {
        Ok(exit) => exit,
        Err(words) => {
            say(&words);
            Exit::Nothing
        }
    }
}

fn push(args: &Args) -> Result<Exit, String> {
    let relations = export::relations(args.relations.as_deref())?;
    let extractor = export::extractor(&relations, args.entities.as_deref())?;
    let meter = Meter::new();
    // Wrong names and passwords come out before hours of reading.
    let remote = args.store.open(&args.to, &meter)?;
    let mut sink = Disk {
        spool: Spool::new().with_graph(args.graph.clone()),
        options: options(args.base.clone(), &relations),
    };
    let read = feed::feed(&args.inputs, &relations, extractor, &mut sink);
    if read.taken == 0 {
        return Err("nothing to push".to_owned());
    }
    let sorted = sink.spool.finish().map_err(|e| chain(&e))?;
    let mode = match args.replace {
        true => Mode::Replace,
        false => Mode::Add,
    };
    let watch = |event: dixit::store::remote::Event<'_>| meter.tell(event);
    let plan = remote.plan(&sorted, mode, &watch).map_err(|e| chain(&e))?;
    if args.dry_run {
        return Ok(print(
            format!("{}\n{plan}", remote.kind().name()).as_bytes(),
        ));
    }
    meter.expect(plan.bytes());
    let pushed = remote.push(&sorted, &plan, &watch);
    meter.finish();
    let pushed = pushed.map_err(|e: RemoteError| chain(&e))?;
    let graphs = match pushed.graphs {
        1 => "1 graph".to_owned(),
        n => format!("{n} graphs"),
    };
    say(&format!(
        "{}: {} triples in {graphs}, counted there",
        args.to, pushed.triples
    ));
    Ok(match read.unread {
        0 => Exit::Done,
        _ => Exit::Some,
    })
}

pub(super) fn options(base: Base, relations: &Relations) -> Options<'_> {
    let mut options = Options::default();
    options.base = base;
    options.relations = relations;
    options
}

/// Quads on disk, to be sent.
pub(super) struct Disk<'a> {
    pub(super) spool: Spool,
    pub(super) options: Options<'a>,
}

impl Sink for Disk<'_> {
    fn article(&mut self, article: &Article) -> Result<(), Box<dyn Error>> {
        let Self { spool, options } = self;
        Ok(rdf::quads(article, options, |quad| spool.insert(quad))?)
    }

    fn rdf(
        &mut self,
        reader: Box<dyn BufRead + Send>,
        syntax: Syntax,
        number: usize,
    ) -> Result<(), Box<dyn Error>> {
        let spool = &mut self.spool;
        Ok(quads_for_reader(reader, syntax, number, &mut |quad| {
            spool.insert(quad)
        })?)
    }
}
