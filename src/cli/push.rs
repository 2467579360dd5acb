//! `dixit push`: into a triple store, and counted there.

use super::{
    Exit, chain, export,
    feed::{self, Sink},
    input::{Inputs, size},
    print,
    remote::{self, Meter, Store},
    say,
};
use clap::ValueHint;
use dixit::{
    Article, Relations,
    graph::iri::Base,
    store::{
        Sorted, Spool, quads_for_reader,
        remote::{Mode, Plan, Remote},
    },
    syntax::Syntax,
    write::{
        Options,
        rdf::{self, Graphs, Model},
    },
};
use oxrdf::NamedNode;
use std::{error::Error, io::BufRead, path::PathBuf};

/// Put articles, records or RDF files into a triple store.
///
/// By the SPARQL 1.1 Graph Store Protocol and Update. After it, the store is asked how
/// many triples it holds; a difference is an error. A push that was stopped can
/// be done again and ends in the same state.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// The store: http://host:7878, http://host:3030/dataset, http://host:8890.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    to: String,
    /// Graph for triples that name none, or `document`: for each article one,
    /// named by it. Without it the default graph.
    #[arg(long, value_name = "IRI|document", value_parser = place)]
    graph: Option<Place>,
    /// Replace what the graphs hold. The old stays until the new is there.
    #[arg(long)]
    replace: bool,
    /// Ask and show what would be done; change nothing.
    #[arg(long)]
    dry_run: bool,
    /// The longest request, such as 900k; else triples go in pieces of 4M, and a
    /// graph that is replaced by one PUT goes whole.
    #[arg(long, value_name = "SIZE", value_parser = size)]
    chunk: Option<u64>,
    #[command(flatten)]
    store: Store,
    /// How statements become triples: nary, reified, rdf12, nanopub or edges, as
    /// `export` has them. What the store cannot take is refused.
    #[arg(long, default_value = "nary", value_parser = export::model(), hide_possible_values = true)]
    model: Model,
    /// Base of the IRIs of statements, claims and entities.
    #[arg(long, value_name = "IRI", default_value = dixit::vocab::BASE, value_parser = export::base)]
    base: Base,
    /// Your own relations, added to the shipped ones.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    relations: Option<PathBuf>,
    /// Leave the articles' whole texts out; the quotes stay.
    #[arg(long)]
    no_text: bool,
    /// Leave out statements read from a text that are less probable than this.
    #[arg(long, value_name = "P", default_value = "0", value_parser = export::share)]
    min_confidence: f64,
    /// Read every text as being in this language (en), whatever it seems to be.
    /// Without it, texts in other languages are named and left unread.
    #[arg(long, value_name = "TAG", value_parser = ["en"])]
    language: Option<String>,
    /// Your own names, kinds, aliases and IRIs, in CSV or JSON: found in texts,
    /// and given to the entities of records. RDF goes in as it stands.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    entities: Option<PathBuf>,
}

/// Where triples go that name no graph.
#[derive(Clone, Debug)]
enum Place {
    Graph(NamedNode),
    Document,
}

fn place(words: &str) -> Result<Place, String> {
    match words {
        "document" => Ok(Place::Document),
        iri => remote::graph(iri).map(Place::Graph),
    }
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
    let extractor = export::extractor(
        &relations,
        args.entities.as_deref(),
        args.min_confidence,
        args.language.as_deref(),
        args.inputs.max_size,
    )?;
    let meter = Meter::new();
    // Wrong names and passwords come out before hours of reading.
    let remote = args.store.open(&args.to, args.chunk, &meter)?;
    remote.check(args.model).map_err(|e| chain(&e))?;
    let mut sink = disk(args, &relations)?;
    let read = feed::feed(&args.inputs, &relations, &extractor, &mut sink);
    if read.taken == 0 {
        return Err("nothing to push".to_owned());
    }
    let sorted = sink.spool.finish().map_err(|e| chain(&e))?;
    let mode = match args.replace {
        true => Mode::Replace,
        false => Mode::Add,
    };
    let plan = remote.plan(&sorted, mode, &|event| meter.tell(event));
    let plan = plan.map_err(|e| chain(&e))?;
    if args.dry_run {
        return Ok(print(
            format!("{}\n{plan}", remote.kind().name()).as_bytes(),
        ));
    }
    send(args, &remote, &sorted, &plan, &meter)?;
    Ok(match read.unread {
        0 => Exit::Done,
        _ => Exit::Some,
    })
}

/// Makes the place on disk where the quads are gathered, in the graphs that are wanted.
fn disk<'a>(args: &Args, relations: &'a Relations) -> Result<Disk<'a>, String> {
    let mut options = options(args.base.clone(), relations);
    options.model = args.model;
    options.text = !args.no_text;
    if args.model == Model::Nanopub && args.graph.is_some() {
        return Err("nanopublications have graphs of their own; leave --graph out".to_owned());
    }
    let mut spool = Spool::new();
    match &args.graph {
        Some(Place::Graph(graph)) => spool = spool.with_graph(Some(graph.clone())),
        Some(Place::Document) => options.graphs = Graphs::Document,
        None => {}
    }
    Ok(Disk { spool, options })
}

/// Sends what is planned, shows how far it is, and says what is there now.
fn send(
    args: &Args,
    remote: &Remote,
    sorted: &Sorted,
    plan: &Plan,
    meter: &Meter,
) -> Result<(), String> {
    meter.expect(plan.bytes());
    let pushed = remote.push(sorted, plan, &|event| meter.tell(event));
    meter.finish();
    let pushed = pushed.map_err(|e| chain(&e))?;
    let graphs = match pushed.graphs {
        1 => "1 graph".to_owned(),
        n => format!("{n} graphs"),
    };
    say(&format!(
        "{}: {} triples in {graphs}, counted there",
        args.to, pushed.triples
    ));
    Ok(())
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
