//! `dixit schema`: prints what fixes the formats.

use super::{Exit, print};
use clap::ValueEnum;
use dixit::{check::ARTICLE_SCHEMA, relation::RELATIONS_TOML, write::rdf};

/// Print a schema: of records, of relations, of the RDF.
#[derive(clap::Args)]
pub(super) struct Args {
    /// Which one.
    #[arg(value_name = "NAME")]
    name: Schema,
}

#[derive(Clone, Copy, ValueEnum)]
enum Schema {
    /// JSON Schema of the records.
    Article,
    /// The relations, as `--relations` reads them.
    Relations,
    /// The ontology of the RDF that is written, in Turtle.
    Ontology,
    /// SHACL shapes of that RDF, in Turtle.
    Shapes,
    /// The JSON-LD context, which every JSON-LD output holds.
    Context,
}

pub(super) fn run(args: &Args) -> Exit {
    match args.name {
        Schema::Article => print(ARTICLE_SCHEMA.as_bytes()),
        Schema::Relations => print(RELATIONS_TOML.as_bytes()),
        Schema::Ontology => print(rdf::ONTOLOGY.as_bytes()),
        Schema::Shapes => print(rdf::SHAPES.join("\n").as_bytes()),
        Schema::Context => print(rdf::CONTEXT.as_bytes()),
    }
}
