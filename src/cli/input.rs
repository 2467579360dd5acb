//! Finding and opening what is to be read.

use clap::ValueHint;
use dixit::read::{Fields, Format, LIMIT};
use std::{
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
    #[arg(long, value_name = "FORMAT", value_parser = format)]
    pub(super) from: Option<Format>,
    /// Key of a JSON dump that holds a field, as in text=body; a dot leads into
    /// an object. Keys that are no field are then passed over.
    #[arg(long = "field", value_name = "FIELD=KEY", value_parser = field)]
    fields: Vec<(String, String)>,
    /// How long an article may be, unpacked, such as 500k or 2G.
    #[arg(long, value_name = "SIZE", default_value_t = LIMIT, value_parser = size)]
    pub(super) max_size: u64,
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
                Walk::new(path).folder(path, &mut found);
            } else {
                found.push((path.clone(), Ok(Input::File(path.clone()))));
            }
        }
        found
    }

    /// Returns which keys of a dump hold what.
    pub(super) fn fields(&self) -> Fields {
        let known = |fields: Fields, (field, key): &(String, String)| {
            fields.with(field, key).expect("the parser tried it")
        };
        self.fields.iter().fold(Fields::new(), known)
    }

    /// Returns an input's path below the folder that was named, without extensions.
    pub(super) fn stem(&self, path: &Path) -> PathBuf {
        if path.as_os_str() == "-" {
            return PathBuf::from("stdin");
        }
        let folders = self.inputs.iter().filter(|folder| folder.is_dir());
        let below = folders.filter_map(|folder| path.strip_prefix(folder).ok());
        let short = below.min_by_key(|below| below.as_os_str().len());
        let name = short.or(path.file_name().map(Path::new)).unwrap_or(path);
        name.with_file_name(file_stem(name))
    }
}

/// A walk through a folder that was named.
struct Walk {
    /// The folder's real place, out of which no link is followed.
    root: Option<PathBuf>,
}

impl Walk {
    fn new(folder: &Path) -> Self {
        Self {
            root: fs::canonicalize(folder).ok(),
        }
    }

    /// Walks a folder by name; hidden files, links to folders and files of no
    /// known format are passed over.
    fn folder(&self, folder: &Path, found: &mut Vec<(PathBuf, io::Result<Input>)>) {
        let mut entries =
            match fs::read_dir(folder).and_then(Iterator::collect::<io::Result<Vec<_>>>) {
                Ok(entries) => entries,
                Err(e) => return found.push((folder.to_owned(), Err(e))),
            };
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            let hidden = entry.file_name().as_encoded_bytes().starts_with(b".");
            let kind = entry.file_type().ok();
            if hidden {
            } else if kind.is_some_and(|kind| kind.is_dir()) {
                self.folder(&path, found);
            } else if Format::from_path(&path).is_some() && path.is_file() {
                let is_link = kind.is_none_or(|kind| kind.is_symlink());
                let input = match is_link && !self.holds(&path) {
                    true => Err(io::Error::other(
                        "leads out of the folder: name it to read it",
                    )),
                    false => Ok(Input::File(path.clone())),
                };
                found.push((path, input));
            }
        }
    }

    /// Says whether a link leads to a place in the folder.
    fn holds(&self, link: &Path) -> bool {
        let place = fs::canonicalize(link).ok();
        let pair = place.zip(self.root.as_ref());
        pair.is_some_and(|(place, root)| place.starts_with(root))
    }
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
    pub(super) fn length(&self) -> Option<u64> {
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
            Self::File(path) => file_stem(path),
        }
    }
}

/// The file's name without its extension, and without that of a packing.
fn file_stem(path: &Path) -> String {
    let packed = path.extension().is_some_and(|e| e == "gz" || e == "zst");
    let stem = path.file_stem().map(Path::new);
    let stem = match packed {
        true => stem.and_then(Path::file_stem),
        false => stem.map(Path::as_os_str),
    };
    stem.map_or("article".into(), |stem| stem.to_string_lossy().into_owned())
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
