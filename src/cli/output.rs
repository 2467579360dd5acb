//! Output files, whole or not at all.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use dixit::write::Format;
use flate2::{Compression, GzBuilder, write::GzEncoder};
use std::{
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};
use tempfile::NamedTempFile;

/// Where an output goes.
pub(super) enum Target {
    Stdout(BufWriter<io::Stdout>),
    /// A file that is written beside its place and renamed at the end.
    File {
        part: BufWriter<NamedTempFile>,
        place: PathBuf,
    },
    /// A pipe or device, which cannot be renamed over.
    Device(BufWriter<File>),
}

impl Target {
    /// Opens standard output.
    pub(super) fn stdout() -> Self {
        Self::Stdout(BufWriter::with_capacity(1 << 16, io::stdout()))
    }

    /// Prepares a file without touching what stands in its place.
    pub(super) fn create(path: &Path) -> io::Result<Self> {
        if path.as_os_str() == "-" {
            return Ok(Self::stdout());
        }
        // A link stays a link: what it points to is replaced.
        let place = follow(path)?;
        if place.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        if place.exists() && !place.is_file() {
            let device = fs::OpenOptions::new().write(true).open(&place)?;
            return Ok(Self::Device(BufWriter::new(device)));
        }
        let folder = place.parent().filter(|p| !p.as_os_str().is_empty());
        let folder = folder.unwrap_or(Path::new("."));
        // Asked here, since the name of the part file would only confuse.
        fs::metadata(folder)?;
        let name = place.file_name().unwrap_or_default().to_string_lossy();
        let mut builder = tempfile::Builder::new();
        let prefix = format!(".{name}.");
        builder.prefix(&prefix).suffix(".part");
        #[cfg(unix)]
        builder.permissions(permissions(&place));
        let make = || builder.tempfile_in(folder);
        #[cfg(unix)]
        let part = super::interrupt::removed_when_interrupted(make)?;
        #[cfg(not(unix))]
        let part = make()?;
        Ok(Self::File {
            part: BufWriter::with_capacity(1 << 16, part),
            place,
        })
    }

    /// Puts the file in its place.
    pub(super) fn commit(self) -> io::Result<()> {
        match self {
            Self::Stdout(mut out) => out.flush(),
            Self::Device(mut out) => out.flush(),
            Self::File { part, place } => {
                let part = part.into_inner().map_err(io::IntoInnerError::into_error)?;
                part.persist(place).map_err(|e| e.error)?;
                Ok(())
            }
        }
    }
}

/// Returns where a path leads, also by links to a file that is yet to be made.
fn follow(path: &Path) -> io::Result<PathBuf> {
    let mut place = path.to_owned();
    // No system follows more links than this.
    for _ in 0..40 {
        if let Ok(place) = fs::canonicalize(&place) {
            return Ok(place);
        }
        match fs::read_link(&place) {
            Ok(to) => place = place.parent().unwrap_or(Path::new("")).join(to),
            Err(_) => return Ok(place),
        }
    }
    Err(io::Error::other("too many links"))
}

/// A new file gets what the umask leaves, an old one keeps what it has.
#[cfg(unix)]
fn permissions(place: &Path) -> fs::Permissions {
    use std::os::unix::fs::PermissionsExt;
    match fs::metadata(place) {
        Ok(old) => old.permissions(),
        Err(_) => fs::Permissions::from_mode(0o666),
    }
}

impl Write for Target {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Stdout(out) => out.write(bytes),
            Self::File { part, .. } => part.write(bytes),
            Self::Device(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Stdout(out) => out.flush(),
            Self::File { part, .. } => part.flush(),
            Self::Device(out) => out.flush(),
        }
    }
}

/// Says whether a file's name asks for packing.
pub(super) fn is_gzip(path: &Path) -> bool {
    path.extension().is_some_and(|e| e == "gz")
}

/// Level 6 of zlib; no time and no name in the header, so same input, same bytes.
pub(super) fn gzip<W: Write>(out: W) -> GzEncoder<W> {
    GzBuilder::new().write(out, Compression::new(6))
}

/// A file, packed on its way or not.
pub(super) enum Packed {
    Plain(Target),
    Gzip(Box<GzEncoder<Target>>),
}

impl Packed {
    pub(super) fn new(target: Target, gzip: bool) -> Self {
        match gzip {
            true => Self::Gzip(Box::new(self::gzip(target))),
            false => Self::Plain(target),
        }
    }

    /// Writes the rest and puts the file in its place.
    pub(super) fn commit(self) -> io::Result<()> {
        match self {
            Self::Plain(target) => target.commit(),
            Self::Gzip(encoder) => encoder.finish()?.commit(),
        }
    }
}

impl Write for Packed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        match self {
            Self::Plain(out) => out.write(bytes),
            Self::Gzip(out) => out.write(bytes),
        }
    }

    fn flush(&mut self) -> io::Result<()> {
        match self {
            Self::Plain(out) => out.flush(),
            Self::Gzip(out) => out.flush(),
        }
    }
}

/// Reads the name of an output format.
pub(super) fn format() -> impl TypedValueParser<Value = Format> {
    let name = |format: &Format| PossibleValue::new(format.name()).aliases(format.extensions());
    let names = PossibleValuesParser::new(Format::ALL.iter().map(name));
    names.try_map(|name| Format::from_name(&name).ok_or("no format of that name"))
}

/// Lists the files to write with their formats; none stands for standard output.
///
/// `default` is the format of standard output, where `to` names none.
pub(super) fn outputs(
    paths: &[PathBuf],
    to: Option<Format>,
    default: Format,
) -> Result<Vec<(PathBuf, Format)>, String> {
    let paths = match paths {
        [] => vec![PathBuf::from("-")],
        paths => paths.iter().flat_map(|path| tables(path, to)).collect(),
    };
    if let Some(twice) = (1..paths.len()).find(|&at| paths[..at].contains(&paths[at])) {
        return Err(format!("{}: named twice as output", paths[twice].display()));
    }
    let with_format = |path: PathBuf| match (to, Format::from_path(&path)) {
        (Some(format), _) | (None, Some(format)) => Ok((path, format)),
        (None, None) if path.as_os_str() == "-" => Ok((path, default)),
        (None, None) => {
            let names: Vec<_> = Format::ALL.iter().map(|f| f.name()).collect();
            Err(format!(
                "{}: cannot tell the format from the name; use --to with one of {}",
                path.display(),
                names.join(", ")
            ))
        }
    };
    paths.into_iter().map(with_format).collect()
}

/// Names both tables where a plain name of CSV is given.
fn tables(path: &Path, to: Option<Format>) -> Vec<PathBuf> {
    let name = path.to_string_lossy();
    let (stem, packed) = match name.strip_suffix(".gz") {
        Some(stem) => (stem, ".gz"),
        None => (&*name, ""),
    };
    match stem.strip_suffix(".csv") {
        Some(stem) if to.is_none() && Format::from_path(path).is_none() => ["nodes", "edges"]
            .map(|table| PathBuf::from(format!("{stem}.{table}.csv{packed}")))
            .to_vec(),
        _ => vec![path.to_owned()],
    }
}
