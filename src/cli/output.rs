//! Output files, whole or not at all.

use clap::builder::{PossibleValue, PossibleValuesParser, TypedValueParser};
use dixit::write::Format;
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

/// Reads the name of an output format.
pub(super) fn format() -> impl TypedValueParser<Value = Format> {
    let name = |format: &Format| PossibleValue::new(format.name()).aliases(format.extensions());
    let names = PossibleValuesParser::new(Format::ALL.iter().map(name));
    names.try_map(|name| Format::from_name(&name).ok_or("no format of that name"))
}
