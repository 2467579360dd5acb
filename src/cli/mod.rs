//! The command line: one file a subcommand.

mod diagram;
mod exit;
mod export;
#[cfg(feature = "store")]
mod feed;
mod input;
mod output;
mod pages;
#[cfg(feature = "store")]
mod pull;
#[cfg(feature = "store")]
mod push;
#[cfg(feature = "store")]
mod query;
#[cfg(feature = "store")]
mod remote;
mod schema;
#[cfg(feature = "store")]
mod table;
mod validate;

use clap::{Parser, Subcommand};
use exit::Exit;
use std::io::{self, Write};

/// Who said what: news as a knowledge graph of claims, for triple stores and for people.
#[derive(Parser)]
#[command(name = "dixit", version, after_help = exit::HELP)]
pub(crate) struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    Export(export::Args),
    #[cfg(feature = "store")]
    Query(query::Args),
    #[cfg(feature = "store")]
    Push(push::Args),
    #[cfg(feature = "store")]
    Pull(pull::Args),
    Validate(validate::Args),
    Schema(schema::Args),
    Completions(pages::CompletionsArgs),
    Man(pages::ManArgs),
}

/// Runs a command; what went wrong is already said on stderr.
pub(crate) fn run(cli: Cli) -> Exit {
    match cli.command {
        Command::Export(args) => export::run(&args),
        #[cfg(feature = "store")]
        Command::Query(args) => query::run(&args),
        #[cfg(feature = "store")]
        Command::Push(args) => push::run(&args),
        #[cfg(feature = "store")]
        Command::Pull(args) => pull::run(&args),
        Command::Validate(args) => validate::run(&args),
        Command::Schema(args) => schema::run(&args),
        Command::Completions(args) => pages::completions(&args),
        Command::Man(args) => pages::man(&args),
    }
}

/// Says something to the person at the terminal; data never goes this way.
fn say(words: &str) {
    // Nobody listening on stderr is no reason to fail.
    let _ = writeln!(io::stderr().lock(), "dixit: {words}");
}

/// Joins an error and its causes into one line.
fn chain(error: &dyn std::error::Error) -> String {
    let mut text = error.to_string();
    let mut cause = error.source();
    while let Some(error) = cause {
        let words = error.to_string();
        if !text.contains(&words) {
            text.push_str(": ");
            text.push_str(&words);
        }
        cause = error.source();
    }
    text
}

/// Prints to stdout; a reader that went away is no error.
fn print(text: &[u8]) -> Exit {
    let mut out = io::stdout().lock();
    match out.write_all(text).and_then(|()| out.flush()) {
        Ok(()) => Exit::Done,
        Err(e) if e.kind() == io::ErrorKind::BrokenPipe => Exit::Done,
        Err(e) => {
            say(&format!("cannot write to stdout: {e}"));
            Exit::Nothing
        }
    }
}
