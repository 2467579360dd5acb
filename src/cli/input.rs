//! Finding and opening what is to be read.

use clap::ValueHint;
use dixit::read::Format;
use std::{
    fs::{self, File},
    io::{self, BufRead, BufReader},
    path::{Path, PathBuf},
};

/// What to read.
#[derive(clap::Args)]
pub(super) struct Inputs {
    /// Files and folders to read; `-` or none is standard input.
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<PathBuf>,
    /// Format of the inputs: by extension, else text.
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(super) from: Option<Format>,
}

fn format(name: &str) -> Result<Format, String> {
    Format::from_name(name).ok_or_else(|| {
        let names: Vec<_> = Format::ALL.iter().map(|f| f.name()).collect();
        format!("expected one of {}", names.join(", "))
    })
}

/// What standard input is called in messages.
const STDIN: &str = "standard input";

/// One input, not yet opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    Stdin,
    File(PathBuf),
}

impl Inputs {
    /// Lists the inputs, folders opened up, in a fixed order.
    ///
    /// What cannot be listed is an error beside the others.
    pub(super) fn list(&self) -> Vec<(PathBuf, io::Result<Input>)> {
        if self.inputs.is_empty() {
            return vec![(PathBuf::from(STDIN), Ok(Input::Stdin))];
        }
        let mut found = Vec::new();
        for path in &self.inputs {
            if path.as_os_str() == "-" {
                found.push((PathBuf::from(STDIN), Ok(Input::Stdin)));
            } else if path.is_dir() {
                self.walk(path, &mut found);
            } else {
                found.push((path.clone(), Ok(Input::File(path.clone()))));
            }
        }
        found
    }

    /// Walks a folder by name; hidden files, links to folders and files of no
    /// known format are passed over.
    fn walk(&self, folder: &Path, found: &mut Vec<(PathBuf, io::Result<Input>)>) {
        let mut entries =
            match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
                Ok(entries) => entries,
                Err(e) => return found.push((folder.to_owned(), Err(e))),
            };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            let is_folder = entry.file_type().is_ok_and(|kind| kind.is_dir());
            if hidden {
            } else if is_folder {
                self.walk(&path, found);
            } else if Format::from_path(&path).is_some() && path.is_file() {
                found.push((path.clone(), Ok(Input::File(path))));
            }
        }
    }
}

impl Input {
    /// Opens it.
    pub(super) fn open(&self) -> io::Result<Box<dyn BufRead + Send>> {
        Ok(match self {
            Self::Stdin => Box::new(BufReader::new(io::stdin())),
            Self::File(path) => Box::new(BufReader::with_capacity(1 << 16, File::open(path)?)),
        })
    }

    /// Returns its format, where the user names none.
    pub(super) fn format(&self) -> Format {
        match self {
            Self::Stdin => Format::Text,
            Self::File(path) => Format::from_path(path).unwrap_or(Format::Text),
        }
    }

    /// Returns the id of an article that brings none.
    pub(super) fn id(&self) -> String {
        match self {
            Self::Stdin => "article".to_owned(),
            Self::File(path) => match path.file_stem() {
                Some(stem) => stem.to_string_lossy().into_owned(),
                None => "article".to_owned(),
            },
        }
    }
}
