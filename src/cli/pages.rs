//! `dixit completions` and `dixit man`: what shells and readers want.

use super::{Cli, Exit, print};
use clap::CommandFactory;
use clap_complete::Shell;

/// Print completions for a shell.
#[derive(clap::Args)]
pub(super) struct CompletionsArgs {
    /// The shell.
    shell: Shell,
}

/// Print the man page.
#[derive(clap::Args)]
pub(super) struct ManArgs {
    /// The page of one subcommand, such as export.
    #[arg(value_name = "COMMAND")]
    command: Option<String>,
}

pub(super) fn completions(args: &CompletionsArgs) -> Exit {
    let mut out = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "dixit", &mut out);
    print(&out)
}

pub(super) fn man(args: &ManArgs) -> Exit {
    let mut command = Cli::command();
    command.build();
    if let Some(name) = &args.command {
        let Some(found) = command.find_subcommand(name) else {
            super::say(&format!("no command `{name}`: see `dixit help`"));
            return Exit::Nothing;
        };
        command = found.clone();
    }
    let mut out = Vec::new();
    let source = concat!("dixit ", env!("CARGO_PKG_VERSION"));
    let page = clap_mangen::Man::new(command).source(source);
    match page.render(&mut out) {
        Ok(()) => print(&out),
        Err(e) => {
            super::say(&super::chain(&e));
            Exit::Nothing
        }
    }
}
