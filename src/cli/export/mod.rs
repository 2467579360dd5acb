//! `dixit export`: articles in, graphs and diagrams out.

mod pipeline;
mod progress;
mod report;
mod run;
mod shards;
mod sinks;
mod source;
mod work;

use super::{Exit, chain, input::Inputs, output, say};
use clap::{
    ValueHint,
    builder::{PossibleValuesParser, TypedValueParser},
};
use dixit::{
    Article, Relations,
    extract::{Extractor, Outcome},
    graph::iri::Base,
    write::{
        ArticleSerializer, Format,
        rdf::{Graphs, Model},
    },
};
use run::Run;
use sinks::Plan;
use std::{
    num::NonZeroUsize,
    path::{Path, PathBuf},
    sync::atomic::{AtomicUsize, Ordering},
    thread,
};

/// Turn articles or records into RDF, diagrams or records.
///
/// Articles without statements are read first: who said what, about whom, in
/// which words. Records that bring statements are exported as they stand.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    pub(super) inputs: Inputs,
    /// Write to this file, in the format of its extension; may be given several
    /// times. Without it, to standard output.
    ///
    /// `k.csv` stands for two tables, `k.nodes.csv` and `k.edges.csv`.
    /// A name that ends in .gz is packed. With {} in it, each input is written
    /// to a file of its own, {} being its name; inputs whose files are there
    /// already are passed over, so a run that was cut off can be repeated.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    pub(super) output: Vec<PathBuf>,
    /// Format of the outputs: by extension, else Turtle.
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, ignore_case = true, value_parser = output::format())]
    to: Option<Format>,
    /// Base of the IRIs of statements, claims and entities.
    #[arg(long, value_name = "IRI", default_value = dixit::vocab::BASE, value_parser = base)]
    pub(super) base: Base,
    /// Your own relations, added to the shipped ones.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    relations: Option<PathBuf>,
    /// How statements become triples of RDF.
    ///
    /// `nary`, a node a statement; `reified`, the same and an rdf:Statement
    /// each; `rdf12`, the same and a triple term each (not in jsonld);
    /// `nanopub`, one a statement (trig, nq, jsonld); `edges`, who –denied→ what
    /// alone: it loses everything else, also what is negated or passed on, and
    /// cannot be read back.
    #[arg(long, default_value = "nary", hide_possible_values = true, value_parser = model())]
    pub(super) model: Model,
    /// The graph that an article's triples stand in: the default one, or one
    /// named by the article (trig, nq and jsonld).
    #[arg(long, value_name = "WHICH", default_value = "none", hide_possible_values = true,
        value_parser = graphs())]
    pub(super) graph: Graphs,
    /// Write the files that a store's bulk loader wants, into the folder -o:
    /// virtuoso, qlever, neptune, graphdb, fuseki or oxigraph.
    #[cfg(feature = "store")]
    #[arg(long = "for", value_name = "STORE", value_parser = super::bulk::loader, conflicts_with_all = ["to", "report"])]
    bulk: Option<dixit::store::Loader>,
    /// Leave the articles' whole texts out of RDF; the quotes stay.
    #[arg(long)]
    pub(super) no_text: bool,
    /// Leave out statements read from a text that are less probable than this.
    #[arg(long, value_name = "P", default_value = "0", value_parser = share)]
    pub(super) min_confidence: f64,
    /// Read every text as being in this language (en), whatever it seems to be.
    /// Without it, texts in other languages are named and left unread.
    #[arg(long, value_name = "TAG", value_parser = ["en"])]
    language: Option<String>,
    /// Threads that read articles; the output is the same for any number.
    /// Without it, one a core.
    #[arg(long, value_name = "N")]
    threads: Option<NonZeroUsize>,
    /// Write what could not be read to this file, a JSON object a line.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    report: Option<PathBuf>,
    /// Stop at the first article that cannot be read, and write nothing.
    #[arg(long)]
    pub(super) strict: bool,
    #[command(flatten)]
    diagram: super::diagram::Diagram,
}

fn share(words: &str) -> Result<f64, String> {
    let share = words.parse().ok().filter(|p| (0.0..=1.0).contains(p));
    share.ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

pub(super) fn base(iri: &str) -> Result<Base, String> {
    Base::new(iri).map_err(|e| chain(&e))
}

fn model() -> impl TypedValueParser<Value = Model> {
    let names = PossibleValuesParser::new(Model::ALL.iter().map(|model| model.name()));
    names.try_map(|name| Model::from_name(&name).ok_or("no model of that name"))
}

fn graphs() -> impl TypedValueParser<Value = Graphs> {
    let names = PossibleValuesParser::new(["none", "document"]);
    names.try_map(|name| Graphs::from_name(&name).ok_or("none or document"))
}

pub(super) fn run(args: &Args) -> Exit {
    match begin(args) {
        Ok(exit) => exit,
        Err(words) => {
            say(&words);
            Exit::Nothing
        }
    }
}

fn begin(args: &Args) -> Result<Exit, String> {
    let relations = relations(args.relations.as_deref())?;
    #[cfg(feature = "store")]
    if let Some(loader) = args.bulk {
        return super::bulk::run(args, loader, &relations);
    }
    let paths = match args.output.as_slice() {
        [] => vec![PathBuf::from("-")],
        paths => paths.iter().flat_map(|path| tables(path, args)).collect(),
    };
    let paths = paths.as_slice();
    if let Some(twice) = (1..paths.len()).find(|&at| paths[..at].contains(&paths[at])) {
        return Err(format!("{}: named twice as output", paths[twice].display()));
    }
    let plan = |(number, path): (usize, &PathBuf)| plan(number, path, args, &relations);
    let plans = paths
        .iter()
        .enumerate()
        .map(plan)
        .collect::<Result<Vec<_>, _>>()?;
    let mut extractor = Extractor::new()
        .with_relations(&relations)
        .with_min_confidence(args.min_confidence);
    if args.language.is_some() {
        extractor = extractor.with_any_language();
    }
    let foreign = AtomicUsize::new(0);
    let prepare = |article| prepare(article, &extractor, &foreign);
    let run = Run::new(args, &relations, &prepare)?;
    match shards::are_wanted(paths)? {
        true => shards::run(run, &plans, paths, args),
        false => {
            let outputs = plans.iter().zip(paths).map(|(plan, path)| plan.open(path));
            let outputs = outputs.collect::<Result<Vec<_>, _>>()?;
            Ok(run.all(&plans, outputs))
        }
    }
    .inspect(|_| {
        let more = foreign.load(Ordering::Relaxed).saturating_sub(NAMED);
        if more > 0 {
            say(&format!(
                "{more} more articles seem not to be English and were not read"
            ));
        }
    })
}

/// How many articles in other languages are named one by one.
const NAMED: usize = 20;

/// Names both tables where a plain name of CSV is given.
fn tables(path: &Path, args: &Args) -> Vec<PathBuf> {
    let name = path.to_string_lossy();
    let (stem, packed) = match name.strip_suffix(".gz") {
        Some(stem) => (stem, ".gz"),
        None => (&*name, ""),
    };
    match stem.strip_suffix(".csv") {
        Some(stem) if args.to.is_none() && Format::from_path(path).is_none() => ["nodes", "edges"]
            .map(|table| PathBuf::from(format!("{stem}.{table}.csv{packed}")))
            .to_vec(),
        _ => vec![path.to_owned()],
    }
}

/// Returns an article as it is written: read, if nobody has read it yet.
fn prepare(mut article: Article, extractor: &Extractor, foreign: &AtomicUsize) -> Article {
    if let Outcome::NotEnglish(why) = extractor.extract(&mut article)
        && foreign.fetch_add(1, Ordering::Relaxed) < NAMED
    {
        let id = article.id.escape_debug();
        say(&format!(
            "article `{id}`: {why}: no statements read; --language en reads it all the same"
        ));
    }
    article
}

fn threads(args: &Args) -> usize {
    let cores = || thread::available_parallelism().unwrap_or(NonZeroUsize::MIN);
    args.threads.unwrap_or_else(cores).get()
}

/// Reads the shipped relations and a user's own.
pub(super) fn relations(path: Option<&Path>) -> Result<Relations, String> {
    let builtin = Relations::builtin().clone();
    let Some(path) = path else {
        return Ok(builtin);
    };
    let named = |e: &dyn std::error::Error| format!("{}: {}", path.display(), chain(e));
    let text = std::fs::read_to_string(path).map_err(|e| named(&e))?;
    builtin.with_toml(&text).map_err(|e| named(&e))
}

fn plan<'a>(
    number: usize,
    path: &Path,
    args: &Args,
    relations: &'a Relations,
) -> Result<Plan<'a>, String> {
    let format = match (args.to, Format::from_path(path)) {
        (Some(format), _) | (None, Some(format)) => format,
        (None, None) if path.as_os_str() == "-" => Format::default(),
        (None, None) => {
            let names: Vec<_> = Format::ALL.iter().map(|f| f.name()).collect();
            return Err(format!(
                "{}: cannot tell the format from the name; use --to with one of {}",
                path.display(),
                names.join(", ")
            ));
        }
    };
    let mut serializer = ArticleSerializer::from_format(format)
        .with_base(args.base.clone())
        .with_relations(relations)
        .with_diagram(args.diagram.options(relations)?)
        .with_model(args.model)
        .with_graphs(args.graph);
    if args.no_text {
        serializer = serializer.without_text();
    }
    Ok(Plan::new(number, path, format, serializer))
}
