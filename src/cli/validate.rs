//! `dixit validate`: every fault of every record, with its place.

use super::{
    Exit, chain, export,
    input::{Input, Inputs},
    say,
};
use clap::ValueHint;
use dixit::Relations;
use std::{
    io,
    path::{Path, PathBuf},
};

/// Check records against the schema and the model's rules.
///
/// Names every fault with file, line and column. Ends with 1 if there is one.
#[derive(clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    inputs: Inputs,
    /// Your own relations, added to the shipped ones.
    #[arg(long, value_name = "FILE", value_hint = ValueHint::FilePath)]
    relations: Option<PathBuf>,
}

pub(super) fn run(args: &Args) -> Exit {
    let relations = match export::relations(args.relations.as_deref()) {
        Ok(relations) => relations,
        Err(words) => {
            say(&words);
            return Exit::Nothing;
        }
    };
    let mut count = Count::default();
    for (path, input) in args.inputs.list() {
        let checked = input.and_then(|input| check(&path, &input, args, &relations, &mut count));
        if let Err(e) = checked {
            say(&format!("{}: {}", path.display(), chain(&e)));
            count.unread += 1;
        }
    }
    say(&count.words());
    match (count.faults + count.unread, count.records) {
        (0, _) => Exit::Done,
        (_, 0) if count.unread > 0 => Exit::Nothing,
        _ => Exit::Some,
    }
}

#[derive(Default)]
struct Count {
    records: usize,
    faults: usize,
    unread: usize,
}

impl Count {
    fn words(&self) -> String {
        let number = |n: usize, what: &str| match n {
            1 => format!("1 {what}"),
            n => format!("{n} {what}s"),
        };
        let mut words = format!(
            "{} checked, {}",
            number(self.records, "record"),
            number(self.faults, "fault")
        );
        if self.unread > 0 {
            words.push_str(&format!(", {} not read", number(self.unread, "input")));
        }
        words
    }
}

fn check(
    path: &Path,
    input: &Input,
    args: &Args,
    relations: &Relations,
    count: &mut Count,
) -> io::Result<()> {
    let fields = args.inputs.fields();
    let parser = args.inputs.parser(input);
    let parser = parser.with_fields(&fields).with_relations(relations);
    for faults in parser.faults_for_reader(input.open()?) {
        count.records += 1;
        for fault in faults? {
            count.faults += 1;
            say(&format!("{}: {fault}", path.display()));
        }
    }
    Ok(())
}
