//! `dixit pull`: a graph back from a triple store, in any format.

use super::{
    Exit, chain,
    diagram::Diagram,
    export,
    output::{self, Packed, Target, is_gzip},
    remote::{self, Meter, Store},
    say,
};
use clap::ValueHint;
use dixit::{
    Relations,
    graph::iri::Base,
    store::Sorted,
    syntax::Syntax,
    vocab,
    write::{ArticleSerializer, ArticleWriter, Format},
};
use oxrdf::{GraphNameRef, NamedNode};
use oxrdfio::RdfSerializer;
use std::{
    io,
    path::{Path, PathBuf},
};

/// Fetch a graph from a triple store, in any format that `export` writes.
///
/// What comes is sorted, and compared with what the store counts. RDF is written
/// as it stands there; for every other format the records are read from it.
#[derive(clap::Args)]
pub(super) struct Args {
    /// The store: http://host:7878, http://host:3030/dataset, http://host:8890.
    #[arg(long, value_name = "URL", value_hint = ValueHint::Url)]
    from: String,
    /// The graph; without it all graphs, where the store gives quads.
    #[arg(long, value_name = "IRI", value_parser = remote::graph)]
    graph: Option<NamedNode>,
    /// Write to this file, in the format of its extension; may be given several
    /// times. Without it, to standard output.
    ///
    /// `k.csv` stands for two tables, `k.nodes.csv` and `k.edges.csv`.
    /// A name that ends in .gz is packed.
    #[arg(short, long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    output: Vec<PathBuf>,
    /// Format of the outputs: by extension, else Turtle, or TriG for all graphs.
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, ignore_case = true, value_parser = output::format())]
    to: Option<Format>,
    /// Base of the IRIs of entities, for graphml and csv: the one that was pushed with.
    #[arg(long, value_name = "IRI", default_value = vocab::BASE, value_parser = export::base)]
    base: Base,
    /// Your own relations, added to the shipped ones.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    relations: Option<PathBuf>,
    #[command(flatten)]
    store: Store,
    #[command(flatten)]
    diagram: Diagram,
}

pub(super) fn run(args: &Args) -> Exit {
    match pull(args) {
        Ok(exit) => exit,
        Err(words) => {
            say(&words);
            Exit::Nothing
        }
    }
}

fn pull(args: &Args) -> Result<Exit, String> {
    let relations = export::relations(args.relations.as_deref())?;
    let (rdf, records) = open(args, &relations)?;
    let meter = Meter::new();
    let remote = args.store.open(&args.from, None, &meter)?;
    let pulled = remote.pull(args.graph.as_ref(), &|event| meter.tell(event));
    meter.finish();
    let sorted = pulled.map_err(|e| chain(&e))?;
    say(&format!(
        "{} triples, as many as {} counts",
        sorted.quads(),
        args.from
    ));
    for Quads {
        path,
        syntax,
        target,
    } in rdf
    {
        let written = write_quads(&sorted, syntax, target).and_then(Packed::commit);
        written.or_else(|e| unwritten(&path, &e))?;
    }
    match records.is_empty() {
        true => Ok(Exit::Done),
        false => write_records(&sorted, &relations, records),
    }
}

/// An output that the quads are written to as they are.
struct Quads {
    path: PathBuf,
    syntax: Syntax,
    target: Packed,
}

/// An output that records are written to.
type Records<'a> = (PathBuf, ArticleWriter<'a, Packed>);

/// Opens all outputs: what cannot be written is said before anything is fetched.
fn open<'a>(
    args: &Args,
    relations: &'a Relations,
) -> Result<(Vec<Quads>, Vec<Records<'a>>), String> {
    let default = match args.graph {
        Some(_) => Format::Rdf(Syntax::Turtle),
        None => Format::Rdf(Syntax::TriG),
    };
    let (mut rdf, mut records) = (Vec::new(), Vec::new());
    for (path, format) in output::outputs(&args.output, args.to, default)? {
        let named = |words: &str| format!("{}: {words}", path.display());
        let flat = |syntax: Syntax| args.graph.is_none() && !syntax.has_graphs();
        if matches!(format, Format::Rdf(syntax) if flat(syntax)) {
            let words = "all graphs fit only trig, nq and jsonld; or name one with --graph";
            return Err(words.to_owned());
        }
        let target = Target::create(&path).map_err(|e| named(&format!("cannot write: {e}")))?;
        let target = Packed::new(target, is_gzip(&path));
        if let Format::Rdf(syntax) = format {
            rdf.push(Quads {
                path,
                syntax,
                target,
            });
            continue;
        }
        let writer = ArticleSerializer::from_format(format)
            .with_base(args.base.clone())
            .with_relations(relations)
            .with_diagram(args.diagram.options(relations)?)
            .for_writer(target);
        let writer = writer.map_err(|e| named(&chain(&e)))?;
        records.push((path, writer));
    }
    Ok((rdf, records))
}

/// Says what was not written, unless its reader merely went away.
fn unwritten(path: &Path, error: &io::Error) -> Result<(), String> {
    match error.kind() {
        io::ErrorKind::BrokenPipe => Ok(()),
        _ => Err(format!("{}: cannot write: {error}", path.display())),
    }
}

fn write_quads(sorted: &Sorted, syntax: Syntax, target: Packed) -> io::Result<Packed> {
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

/// Reads the records once for all outputs; what is none is said and counted.
fn write_records(
    sorted: &Sorted,
    relations: &Relations,
    mut records: Vec<Records<'_>>,
) -> Result<Exit, String> {
    let (mut taken, mut unread, mut gone) = (0_usize, 0_usize, Ok(()));
    let read = sorted.articles_for_each(relations, &mut |article| {
        match article {
            Err(e) => {
                unread += 1;
                say(&chain(&e));
            }
            Ok(article) => {
                taken += 1;
                for (path, writer) in &mut records {
                    if let Err(e) = writer.write_article(&article) {
                        gone = unwritten(path, &e);
                        return Err(e);
                    }
                }
            }
        }
        Ok(())
    });
    gone?;
    match read {
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => return Ok(Exit::Done),
        Err(e) => return Err(chain(&e)),
        Ok(()) if taken == 0 && unread > 0 => return Ok(Exit::Nothing),
        Ok(()) => {}
    }
    end(records, taken, unread)
}

/// Ends all outputs, and says how many articles they hold.
fn end(records: Vec<Records<'_>>, taken: usize, unread: usize) -> Result<Exit, String> {
    for (path, writer) in records {
        let written = writer.finish().and_then(Packed::commit);
        written.or_else(|e| unwritten(&path, &e))?;
    }
    let articles = match taken {
        1 => "1 article".to_owned(),
        n => format!("{n} articles"),
    };
    say(&format!("{articles} read from them"));
    Ok(match unread {
        0 => Exit::Done,
        _ => Exit::Some,
    })
}
