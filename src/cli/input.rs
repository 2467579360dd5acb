//! Finding and opening what is to be read.

use super::walk::Walk;
use clap::{
    ValueHint,
    builder::{PossibleValue, PossibleValuesParser, TypedValueParser},
};
use dixit::read::{ArticleParser, Fields, Format, id_from_path};
use std::{
    collections::HashSet,
    fs::{self, File},
    io::{self, BufRead, BufReader, Read},
    path::{Path, PathBuf},
    sync::{
        Arc,
        atomic::{AtomicU64, Ordering},
    },
};

/// What to read.
#[derive(clap::Args)]
pub(super) struct Inputs {
    /// Files and folders to read; `-` or none is standard input.
    #[arg(value_name = "INPUT", value_hint = ValueHint::AnyPath)]
    pub(super) inputs: Vec<PathBuf>,
    /// Format of the inputs: by extension, else text.
    #[arg(long, value_name = "FORMAT", hide_possible_values = true, ignore_case = true, value_parser = format())]
    pub(super) from: Option<Format>,
    /// Key of a JSON dump that holds a field, as in text=body; a dot leads into
    /// an object. Keys that are no field are then passed over.
    #[arg(long = "field", value_name = "FIELD=KEY", value_parser = field)]
    fields: Vec<(String, String)>,
    /// How long an article may be, unpacked, such as 500k or 2G: without it 64M,
    /// of which a text that is to be read has at most 4M; RDF, which is held as
    /// a whole, has 1G.
    #[arg(long, value_name = "SIZE", value_parser = size)]
    pub(super) max_size: Option<u64>,
}

fn field(words: &str) -> Result<(String, String), String> {
    let (field, key) = words.split_once('=').ok_or("expected FIELD=KEY")?;
    match Fields::new().with(field, key) {
        Ok(_) => Ok((field.to_owned(), key.to_owned())),
        Err(e) => Err(e.to_string()),
    }
}

pub(super) fn size(words: &str) -> Result<u64, String> {
    let digits = words.trim_end_matches(|c: char| !c.is_ascii_digit());
    let unit = match words[digits.len()..].to_ascii_lowercase().as_str() {
        "" => 1,
        "k" => 1 << 10,
        "m" => 1 << 20,
        "g" => 1 << 30,
        _ => 0,
    };
    let number = digits.parse().ok().and_then(|n: u64| n.checked_mul(unit));
    let number = number.filter(|&n| n > 0);
    number.ok_or_else(|| "expected a number of bytes, with k, M or G behind it".to_owned())
}

/// The formats by name, so that shells complete them; extensions are names too.
fn format() -> impl TypedValueParser<Value = Format> {
    let name = |format: &Format| PossibleValue::new(format.name()).aliases(format.extensions());
    let names = PossibleValuesParser::new(Format::ALL.iter().map(name));
    names.try_map(|name| Format::from_name(&name).ok_or("no format of that name"))
}

/// What standard input is called in messages.
const STDIN: &str = "standard input";

/// So many inputs are measured before they are read; more would take too long.
const MEASURED: usize = 10_000;

/// An input with the name it has in messages, or why there is none.
pub(super) type Listed = (PathBuf, io::Result<Input>);

/// One input, not yet opened.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Input {
    Stdin,
    File(PathBuf),
}

impl Inputs {
    /// Finds the inputs one by one, folders opened up, in a fixed order.
    ///
    /// What cannot be listed is an error beside the others.
    pub(super) fn list(&self) -> impl Iterator<Item = Listed> + Send + '_ {
        let stdin = || (PathBuf::from(STDIN), Ok(Input::Stdin));
        let none = self.inputs.is_empty().then(stdin);
        let named = self.inputs.iter().flat_map(move |path| {
            let walked = (path.as_os_str() != "-" && path.is_dir()).then(|| Walk::new(path));
            let alone = walked.is_none().then(|| match path.as_os_str() == "-" {
                true => stdin(),
                false => (path.clone(), Ok(Input::File(path.clone()))),
            });
            walked.into_iter().flatten().chain(alone)
        });
        none.into_iter().chain(named)
    }

    /// Returns how many bytes all inputs have, where that can soon be known.
    pub(super) fn length(&self) -> Option<u64> {
        let mut total = 0;
        for (number, (_, input)) in self.list().enumerate() {
            total += match input {
                _ if number == MEASURED => return None,
                Ok(input) => input.length()?,
                Err(_) => 0,
            };
        }
        Some(total)
    }

    /// Begins to read an input in the format that was named, else in its own.
    pub(super) fn parser<'a>(&self, input: &Input) -> ArticleParser<'a> {
        let format = self.from.unwrap_or_else(|| input.format());
        let parser = ArticleParser::from_format(format).with_id(input.id());
        match self.max_size {
            Some(bytes) => parser.with_limit(bytes),
            None => parser,
        }
    }

    /// Returns which keys of a dump hold what.
    pub(super) fn fields(&self) -> Fields {
        let known = |fields: Fields, (field, key): &(String, String)| {
            fields.with(field, key).expect("the parser tried it")
        };
        self.fields.iter().fold(Fields::new(), known)
    }

    /// Returns the folders that were named.
    pub(super) fn folders(&self) -> HashSet<&Path> {
        let all = self.inputs.iter().map(PathBuf::as_path);
        all.filter(|path| path.is_dir()).collect()
    }
}

/// Returns an input's path below the folder that was named, without extensions.
pub(super) fn stem(path: &Path, folders: &HashSet<&Path>) -> PathBuf {
    if path.as_os_str() == "-" {
        return PathBuf::from("stdin");
    }
    let folder = path.ancestors().find(|part| folders.contains(part));
    let short = folder.and_then(|folder| path.strip_prefix(folder).ok());
    let name = short.or(path.file_name().map(Path::new)).unwrap_or(path);
    name.with_file_name(id_from_path(name))
}

impl Input {
    /// Opens it.
    pub(super) fn open(&self) -> io::Result<Box<dyn BufRead + Send>> {
        self.open_counted(&Arc::default())
    }

    /// Opens it; the bytes that are read are counted.
    pub(super) fn open_counted(
        &self,
        count: &Arc<AtomicU64>,
    ) -> io::Result<Box<dyn BufRead + Send>> {
        let reader: Box<dyn Read + Send> = match self {
            Self::Stdin => Box::new(io::stdin()),
            Self::File(path) => Box::new(File::open(path)?),
        };
        let counted = Counted {
            reader,
            count: Arc::clone(count),
        };
        Ok(Box::new(BufReader::with_capacity(1 << 16, counted)))
    }

    /// Returns how many bytes it has, where that is known.
    fn length(&self) -> Option<u64> {
        match self {
            Self::Stdin => None,
            Self::File(path) => {
                let data = fs::metadata(path).ok()?;
                data.is_file().then_some(data.len())
            }
        }
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
            Self::File(path) => id_from_path(path),
        }
    }
}

/// A reader whose bytes are counted, for the progress bar.
struct Counted {
    reader: Box<dyn Read + Send>,
    count: Arc<AtomicU64>,
}

impl Read for Counted {
    fn read(&mut self, bytes: &mut [u8]) -> io::Result<usize> {
        let read = self.reader.read(bytes)?;
        self.count.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}
