//! The command line: one file a subcommand.

#[cfg(feature = "store")]
mod bulk;
mod diagram;
mod exit;
mod export;
#[cfg(feature = "store")]
mod feed;
mod input;
#[cfg(unix)]
mod interrupt;
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
mod walk;

use clap::{Parser, Subcommand};
use dixit::read::{Exceeded, ReadError};
use exit::Exit;
use std::{
    error::Error,
    io::{self, Write},
};

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
    let _ = writeln!(io::stderr().lock(), "dixit: {}", harmless(words));
}

/// A message is cut after so many characters: an input can hold a key of any length.
const LONGEST: usize = 2000;

/// Takes the teeth out of words that an input brought.
///
/// Control characters could command the terminal, and direction marks turn
/// around what is read.
fn harmless(words: &str) -> String {
    let mut out = String::with_capacity(words.len().min(LONGEST));
    for c in words.chars().take(LONGEST) {
        match c {
            '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}' => {
                out.extend(c.escape_unicode());
            }
            c if c.is_control() => out.extend(c.escape_default()),
            c => out.push(c),
        }
    }
    if words.chars().nth(LONGEST).is_some() {
        out.push('…');
    }
    out
}

/// Joins an error and its causes into one line.
fn chain(error: &(dyn Error + 'static)) -> String {
    let mut text = error.to_string();
    let mut too_long = is_too_long(error);
    let mut cause = error.source();
    while let Some(error) = cause {
        let words = error.to_string();
        if !text.contains(&words) {
            text.push_str(": ");
            text.push_str(&words);
        }
        too_long |= is_too_long(error);
        cause = error.source();
    }
    if too_long {
        text.push_str(ALLOWS_MORE);
    }
    text
}

/// What is said behind a limit that was too low.
const ALLOWS_MORE: &str = "; --max-size allows more";

/// Whether an error is about an input that is longer than its limit.
fn is_too_long(error: &(dyn Error + 'static)) -> bool {
    let inner = error
        .downcast_ref::<io::Error>()
        .and_then(io::Error::get_ref);
    inner.is_some_and(|inner| inner.is::<Exceeded>())
        || error.downcast_ref().is_some_and(ReadError::is_too_long)
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
