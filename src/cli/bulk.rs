//! `dixit export --for`: the files that a bulk loader wants.

use super::{Exit, chain, export::Args, feed, push, say};
use dixit::{
    Relations,
    extract::Extractor,
    graph::iri::Base,
    store::{Loader, Sorted, Spool},
};
use oxrdf::NamedNode;
use std::path::Path;

/// Reads the name of a loader.
pub(super) fn loader(name: &str) -> Result<Loader, String> {
    Loader::from_name(name).ok_or_else(|| {
        let names: Vec<_> = Loader::ALL.iter().map(|l| l.name()).collect();
        format!("expected one of {}", names.join(", "))
    })
}

pub(super) fn run(
    args: &Args,
    loader: Loader,
    relations: &Relations,
    extractor: Extractor,
) -> Result<Exit, String> {
    let [folder] = args.output.as_slice() else {
        return Err("--for writes one folder: name it with -o".to_owned());
    };
    loader.check(args.model).map_err(|e| chain(&e))?;
    let mut options = push::options(args.base.clone(), relations);
    options.model = args.model;
    options.graphs = args.graph;
    options.text = !args.no_text;
    let mut sink = push::Disk {
        spool: Spool::new(),
        options,
    };
    let read = feed::feed(&args.inputs, relations, &extractor, &mut sink);
    if read.taken == 0 {
        return Err("nothing to write".to_owned());
    }
    if args.strict && read.unread > 0 {
        return Ok(Exit::Nothing);
    }
    let sorted = sink.spool.finish().map_err(|e| chain(&e))?;
    write(&sorted, loader, &graph(&args.base)?, folder)?;
    Ok(match read.unread {
        0 => Exit::Done,
        _ => Exit::Some,
    })
}

/// Writes the files into a folder, and says how many.
fn write(sorted: &Sorted, loader: Loader, graph: &NamedNode, folder: &Path) -> Result<(), String> {
    let files = sorted.write_bulk(loader, graph, folder);
    let files = files.map_err(|e| chain(&e))?;
    let number = match files {
        1 => "1 file".to_owned(),
        n => format!("{n} files"),
    };
    let quads = sorted.quads();
    let folder = folder.display();
    say(&format!(
        "{folder}: {quads} triples in {number}; README.md there says how to load them"
    ));
    Ok(())
}

/// The graph of triples that name none, for a store without a default graph.
fn graph(base: &Base) -> Result<NamedNode, String> {
    NamedNode::new(format!("{}graph", base.as_str())).map_err(|e| chain(&e))
}
