//! `dixit export`: articles in, graphs and diagrams out.

mod pipeline;
mod progress;
mod report;
mod run;
mod shards;
mod sinks;
mod source;
mod work;

use super::{ALLOWS_MORE, Exit, chain, input::Inputs, output, say};
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
    fs::File,
    io::BufReader,
    num::NonZeroUsize,
    path::{Path, PathBuf},
    thread,
};
use work::Trouble;

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
    /// Your own names, kinds, aliases and IRIs, in CSV or JSON: found in texts,
    /// and given to the entities of records. Their IRIs win.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    entities: Option<PathBuf>,
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
    #[arg(long = "for", value_name = "STORE", value_parser = super::bulk::loader, conflicts_with_all = ["to", "report", "same_claims"])]
    bulk: Option<dixit::store::Loader>,
    /// Leave the articles' whole texts out of RDF; the quotes stay.
    #[arg(long)]
    pub(super) no_text: bool,
    /// Leave out statements read from a text that are less probable than this.
    #[arg(long, value_name = "P", default_value = "0", value_parser = share)]
    pub(super) min_confidence: f64,
    /// Say which claims of different articles are the same, as `dx:sameClaimAs`:
    /// those at least so much alike, from 0 to 1. Without it none are compared.
    ///
    /// Alike are claims that share most of their words, names and numbers, and
    /// differ in no name, number, negation or tense. 0.9 joins few wrongly, 1
    /// hardly more than equal wordings. It looks at all inputs together: shards joined with
    /// `sort -u` lack the pairs between them, so compare the joined file. Only
    /// ttl, trig, jsonld and rdf can, since the others are written article by
    /// article or hold no RDF.
    #[arg(long, value_name = "P", value_parser = share)]
    same_claims: Option<f64>,
    /// Read every text as being in this language (en), whatever it seems to be.
    /// Without it, texts in other languages are named and left unread.
    #[arg(long, value_name = "TAG", value_parser = ["en"])]
    pub(super) language: Option<String>,
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

pub(super) fn share(words: &str) -> Result<f64, String> {
    let share = words.parse().ok().filter(|p| (0.0..=1.0).contains(p));
    share.ok_or_else(|| "expected a number from 0 to 1".to_owned())
}

pub(super) fn base(iri: &str) -> Result<Base, String> {
    Base::new(iri).map_err(|e| chain(&e))
}

pub(super) fn model() -> impl TypedValueParser<Value = Model> {
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
    let extractor = extractor(
        &relations,
        args.entities.as_deref(),
        args.min_confidence,
        args.language.as_deref(),
        args.inputs.max_size,
    )?;
    #[cfg(feature = "store")]
    if let Some(loader) = args.bulk {
        return super::bulk::run(args, loader, &relations, extractor);
    }
    let outputs = output::outputs(&args.output, args.to, Format::default())?;
    let plan = |(number, (path, format)): (usize, &(PathBuf, Format))| {
        plan(number, path, *format, args, &relations)
    };
    let plans = outputs.iter().enumerate().map(plan);
    let plans = plans.collect::<Result<Vec<_>, _>>()?;
    let paths: Vec<PathBuf> = outputs.into_iter().map(|(path, _)| path).collect();
    let paths = paths.as_slice();
    let prepare = |article| {
        let (article, foreign) = prepare(article, &extractor).map_err(Trouble::Long)?;
        Ok((article, foreign.map(Trouble::Foreign)))
    };
    let run = Run::new(args, &relations, &prepare)?;
    let sharded = shards::are_wanted(paths)?;
    if sharded && args.same_claims.is_some() {
        return Err("--same-claims compares all inputs, and {} writes each by itself; export them to one file".to_owned());
    }
    match sharded {
        true => shards::run(run, &plans, paths, args),
        false => {
            let outputs = plans.iter().zip(paths).map(|(plan, path)| plan.open(path));
            let outputs = outputs.collect::<Result<Vec<_>, _>>()?;
            Ok(run.all(&plans, outputs))
        }
    }
}

/// Returns an article as it is written: read, if nobody has read it yet; or why it is not.
///
/// An error is why it cannot be written either.
pub(super) fn prepare(
    mut article: Article,
    extractor: &Extractor,
) -> Result<(Article, Option<String>), String> {
    let foreign = match extractor.extract(&mut article) {
        Outcome::TooLong(limit) => {
            let id = article.id.escape_debug();
            return Err(format!(
                "article `{id}`: the text has more than {limit} bytes{ALLOWS_MORE}"
            ));
        }
        Outcome::NotEnglish(why) => Some(format!(
            "article `{}`: {why}: no statements read; --language en reads it all the same",
            article.id.escape_debug()
        )),
        _ => None,
    };
    Ok((article, foreign))
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
    let named = |e: &(dyn std::error::Error + 'static)| format!("{}: {}", path.display(), chain(e));
    let text = std::fs::read_to_string(path).map_err(|e| named(&e))?;
    builtin.with_toml(&text).map_err(|e| named(&e))
}

/// Makes what reads texts: with a user's own names, where there are any.
pub(super) fn extractor(
    relations: &Relations,
    names: Option<&Path>,
    least: f64,
    language: Option<&str>,
    longest: Option<u64>,
) -> Result<Extractor, String> {
    let mut extractor = Extractor::new()
        .with_relations(relations)
        .with_min_confidence(least);
    if language.is_some() {
        extractor = extractor.with_any_language();
    }
    if let Some(bytes) = longest {
        extractor = extractor.with_limit(bytes);
    }
    let Some(path) = names else {
        return Ok(extractor);
    };
    let named = |e: &(dyn std::error::Error + 'static)| format!("{}: {}", path.display(), chain(e));
    let file = File::open(path).map_err(|e| named(&e))?;
    let own = dixit::read::authority(BufReader::new(file)).map_err(|e| named(&e))?;
    Ok(extractor.with_entities(&own))
}

fn plan<'a>(
    number: usize,
    path: &Path,
    format: Format,
    args: &Args,
    relations: &'a Relations,
) -> Result<Plan<'a>, String> {
    let mut serializer = ArticleSerializer::from_format(format)
        .with_base(args.base.clone())
        .with_relations(relations)
        .with_diagram(args.diagram.options(relations)?)
        .with_model(args.model)
        .with_graphs(args.graph);
    if args.no_text {
        serializer = serializer.without_text();
    }
    if let Some(least) = args.same_claims {
        serializer = serializer.with_same_claims(least);
    }
    Ok(Plan::new(number, path, format, serializer))
}
