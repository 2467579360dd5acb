//! `dixit pull`: a graph back from a triple store.

use super::{
    Exit, chain,
    output::Target,
    remote::{self, Meter, Store},
    say,
};
use clap::ValueHint;
use dixit::{store::Sorted, syntax::Syntax, vocab};
use oxrdf::{GraphNameRef, NamedNode};
use oxrdfio::RdfSerializer;
use std::{
    io,
    path::{Path, PathBuf},
};

/// Fetch a graph from a triple store.
///
/// What comes is sorted, and compared with what the store counts.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The store: http://host:7878, http://host:3030/dataset, http://host:8890.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    from: String,
    /// The graph; without it all graphs, where the store gives quads.
    #[arg(long, value_name = "IRI", value_parser = remote::graph)]
    graph: Option<NamedNode>,
    /// Write to this file, in the format of its extension; else to standard output.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Option<PathBuf>,
    /// Format of the output: by extension, else Turtle, or TriG for all graphs.
    #[arg(long, value_name = "FORMAT", value_parser = syntax)]
    to: Option<Syntax>,
    #[command(flatten)]
    store: Store,
}

fn syntax(name: &str) -> Result<Syntax, String> {
    find(name).ok_or_else(|| {
        let names: Vec<_> = Syntax::ALL.iter().map(|s| s.name()).collect();
        format!("expected one of {}", names.join(", "))
    })
}

fn find(name: &str) -> Option<Syntax> {
    let mut all = Syntax::ALL.into_iter();
    all.find(|syntax| syntax.extensions().contains(&name))
}

pub(super) fn run(args: &Args) -> Exit {
    match pull(args) {
        Ok(()) => Exit::Done,
        Err(words) => {
            say(&words);
            Exit::Nothing
        }
    }
}

fn pull(args: &Args) -> Result<(), String> {
    let path = args.output.as_deref().unwrap_or(Path::new("-"));
    let named = |words: &dyn std::fmt::Display| format!("{}: {words}", path.display());
    let extension = path.extension().and_then(|e| e.to_str());
    let syntax = match (args.to, extension) {
        (Some(syntax), _) => syntax,
        (None, Some(extension)) => find(extension).ok_or_else(|| {
            named(&"cannot tell the format from the name; use --to with ttl, nt, nq, trig, rdf or jsonld")
        })?,
        (None, None) if args.graph.is_some() => Syntax::Turtle,
        (None, None) => Syntax::TriG,
    };
    if args.graph.is_none() && !syntax.has_graphs() {
        return Err("all graphs fit only trig, nq and jsonld; or name one with --graph".to_owned());
    }
    let meter = Meter::new();
    let remote = args.store.open(&args.from, &meter)?;
    let pulled = remote.pull(args.graph.as_ref(), &|event| meter.tell(event));
    meter.finish();
    let sorted = pulled.map_err(|e| chain(&e))?;
    let target = Target::create(path).map_err(|e| named(&e))?;
    match write(&sorted, syntax, target).and_then(Target::commit) {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => {}
        Err(e) => return Err(named(&e)),
        Ok(()) => {}
    }
    say(&format!(
        "{} triples, as many as {} counts",
        sorted.quads(),
        args.from
    ));
    Ok(())
}

fn write(sorted: &Sorted, syntax: Syntax, target: Target) -> io::Result<Target> {
    let mut serializer = RdfSerializer::from_format(syntax.rdf_format());
    for (prefix, iri) in vocab::PREFIXES {
        serializer = serializer
            .with_prefix(*prefix, *iri)
            .map_err(io::Error::other)?;
    }
    let mut out = serializer.for_writer(target);
    sorted.quads_for_each(&mut |mut quad| {
        if !syntax.has_graphs() {
            quad.graph_name = GraphNameRef::DefaultGraph;
        }
        out.serialize_quad(quad)
    })?;
    out.finish()
}
