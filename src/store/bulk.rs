//! Files for bulk loaders: packed, split, and with the command that loads them.

use super::{Part, Sorted};
use crate::write::rdf::Model;
use flate2::{Compression, GzBuilder, write::GzEncoder};
use oxrdf::NamedNode;
use std::{
    error::Error,
    fmt,
    fs::{self, File},
    io::{self, BufWriter, Write},
    path::{Path, PathBuf},
};

/// How many bytes of lines go into one file, before they are packed: loaders
/// take files side by side, and one that fails is done again alone.
const SPLIT: u64 = 256 << 20;

/// A bulk loader.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Loader {
    /// Virtuoso's `ld_dir`.
    Virtuoso,
    /// QLever's index builder.
    Qlever,
    /// Amazon Neptune's loader, from S3.
    Neptune,
    /// GraphDB's `importrdf`.
    Graphdb,
    /// Jena's `tdb2.tdbloader`.
    Fuseki,
    /// Oxigraph's `load`.
    Oxigraph,
}

impl Loader {
    /// Every loader, in the order of the help.
    pub const ALL: [Self; 6] = [
        Self::Virtuoso,
        Self::Qlever,
        Self::Neptune,
        Self::Graphdb,
        Self::Fuseki,
        Self::Oxigraph,
    ];

    /// Returns the name that `--for` takes.
    pub fn name(self) -> &'static str {
        match self {
            Self::Virtuoso => "virtuoso",
            Self::Qlever => "qlever",
            Self::Neptune => "neptune",
            Self::Graphdb => "graphdb",
            Self::Fuseki => "fuseki",
            Self::Oxigraph => "oxigraph",
        }
    }

    /// Finds a loader by name.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|loader| loader.name() == name)
    }

    /// Checks that the store can take a model.
    ///
    /// # Errors
    ///
    /// When it is known that it cannot, or nobody has seen that it can.
    pub fn check(self, model: Model) -> Result<(), BulkError> {
        let triple_terms = model.name() == "rdf12";
        match self {
            Self::Oxigraph => Ok(()),
            _ if triple_terms => Err(BulkError::Model {
                loader: self,
                model,
            }),
            _ => Ok(()),
        }
    }

    fn instructions(self) -> &'static str {
        match self {
            Self::Virtuoso => include_str!("loaders/virtuoso.md"),
            Self::Qlever => include_str!("loaders/qlever.md"),
            Self::Neptune => include_str!("loaders/neptune.md"),
            Self::Graphdb => include_str!("loaders/graphdb.md"),
            Self::Fuseki => include_str!("loaders/fuseki.md"),
            Self::Oxigraph => include_str!("loaders/oxigraph.md"),
        }
    }
}

impl Sorted {
    /// Writes the files that a loader wants into a new folder.
    ///
    /// The folder is whole or not there. `graph` is for triples that name none,
    /// where the store has no default graph.
    ///
    /// # Errors
    ///
    /// When the folder is there and not empty, or cannot be written.
    pub fn write_bulk(
        &self,
        loader: Loader,
        graph: &NamedNode,
        folder: &Path,
    ) -> Result<u64, BulkError> {
        let fault = |source| BulkError::Folder {
            folder: folder.to_owned(),
            source,
        };
        if fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_some()) {
            return Err(BulkError::NotEmpty(folder.to_owned()));
        }
        let above = folder.parent().filter(|p| !p.as_os_str().is_empty());
        let above = above.unwrap_or(Path::new("."));
        let part = tempfile::Builder::new()
            .prefix(".dixit.")
            .tempdir_in(above)
            .map_err(fault)?;
        let files = self
            .write_files(loader, graph, part.path())
            .map_err(fault)?;
        allow_reading(part.path()).map_err(fault)?;
        if folder.is_dir() {
            fs::remove_dir(folder).map_err(fault)?;
        }
        fs::rename(part.path(), folder).map_err(fault)?;
        Ok(files)
    }

    fn write_files(&self, loader: Loader, graph: &NamedNode, folder: &Path) -> io::Result<u64> {
        let named = self.parts().iter().any(|part| part.graph.is_some());
        let mut files = Files {
            folder,
            ending: if named { "nq" } else { "nt" },
            count: 0,
            open: None,
            left: 0,
            graph: None,
        };
        let own_graph = loader == Loader::Virtuoso;
        if own_graph && !named {
            files.graph = Some(graph);
        }
        for part in self.parts() {
            self.write_part(part, (own_graph && named).then_some(graph), &mut files)?;
        }
        files.close()?;
        let text = loader
            .instructions()
            .replace("{ending}", files.ending)
            .replace("{graph}", graph.as_str())
            .replace("{quads}", &self.quads().to_string())
            .replace("{graphs}", &self.parts().len().to_string());
        fs::write(folder.join("README.md"), text)?;
        if loader == Loader::Qlever {
            let file = include_str!("loaders/Qleverfile").replace("{ending}", files.ending);
            fs::write(folder.join("Qleverfile"), file)?;
        }
        Ok(files.count)
    }

    fn write_part(
        &self,
        part: &Part,
        instead: Option<&NamedNode>,
        files: &mut Files<'_>,
    ) -> io::Result<()> {
        let name = part.graph.as_ref().or(instead);
        let end = name.map_or_else(|| " .\n".to_owned(), |graph| format!(" {graph} .\n"));
        self.lines(part, |line| {
            let triple = line.strip_suffix(b" .\n").unwrap_or(line);
            files.write(triple, end.as_bytes())
        })
    }
}

/// A folder is made for its owner alone; a loader may run as another user.
#[cfg(unix)]
fn allow_reading(folder: &Path) -> io::Result<()> {
    use std::os::unix::fs::PermissionsExt;
    fs::set_permissions(folder, fs::Permissions::from_mode(0o755))
}

#[cfg(not(unix))]
fn allow_reading(_: &Path) -> io::Result<()> {
    Ok(())
}

/// Numbered files of about the same size.
struct Files<'a> {
    folder: &'a Path,
    ending: &'a str,
    count: u64,
    open: Option<GzEncoder<BufWriter<File>>>,
    left: u64,
    /// Of a loader that wants it beside each file.
    graph: Option<&'a NamedNode>,
}

impl Files<'_> {
    fn write(&mut self, line: &[u8], end: &[u8]) -> io::Result<()> {
        let length = (line.len() + end.len()) as u64;
        if self.left < length {
            self.close()?;
        }
        let file = match &mut self.open {
            Some(file) => file,
            None => {
                self.left = SPLIT.max(length);
                let next = self.create()?;
                self.open.insert(next)
            }
        };
        self.left -= length;
        file.write_all(line)?;
        file.write_all(end)
    }

    fn create(&mut self) -> io::Result<GzEncoder<BufWriter<File>>> {
        self.count += 1;
        let name = format!("dixit-{:04}.{}.gz", self.count, self.ending);
        if let Some(graph) = self.graph {
            let beside = self.folder.join(format!("{name}.graph"));
            fs::write(beside, format!("{}\n", graph.as_str()))?;
        }
        let file = BufWriter::with_capacity(1 << 16, File::create(self.folder.join(name))?);
        // No name and no time in it: the same triples give the same bytes.
        Ok(GzBuilder::new().write(file, Compression::default()))
    }

    fn close(&mut self) -> io::Result<()> {
        if let Some(file) = self.open.take() {
            let file = file.finish()?;
            file.into_inner().map_err(io::IntoInnerError::into_error)?;
        }
        self.left = 0;
        Ok(())
    }
}

/// Files that cannot be written for a loader.
#[derive(Debug)]
#[non_exhaustive]
pub enum BulkError {
    /// The store is not known to take the model.
    Model {
        /// The loader.
        loader: Loader,
        /// The model.
        model: Model,
    },
    /// Files of another time would be loaded with the new ones.
    NotEmpty(PathBuf),
    /// The folder cannot be written.
    Folder {
        /// Which one.
        folder: PathBuf,
        /// Why.
        source: io::Error,
    },
}

impl fmt::Display for BulkError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Model { loader, model } => write!(
                f,
                "{} is not known to take the triple terms of the model {}; take --model nary or reified",
                loader.name(),
                model.name()
            ),
            Self::NotEmpty(folder) => {
                write!(f, "{}: not empty; name a new folder", folder.display())
            }
            Self::Folder { folder, .. } => write!(f, "{}: cannot write", folder.display()),
        }
    }
}

impl Error for BulkError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        match self {
            Self::Folder { source, .. } => Some(source),
            _ => None,
        }
    }
}
