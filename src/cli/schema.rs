//! `dixit schema`: prints what fixes the formats.

use super::{Exit, print};
use clap::ValueEnum;
use dixit::{check::ARTICLE_SCHEMA, relation::RELATIONS_TOML};

/// Print a schema: of records, of relations.
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
}

pub(super) fn run(args: &Args) -> Exit {
    let text = match args.name {
        Schema::Article => ARTICLE_SCHEMA,
        Schema::Relations => RELATIONS_TOML,
    };
    print(text.as_bytes())
}
