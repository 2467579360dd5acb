//! Folders, walked file by file in the order of their names.

use super::input::{Input, Listed};
use dixit::read::Format;
use std::{
    ffi::OsStr,
    fs, io,
    path::{Path, PathBuf},
    vec,
};

/// A walk through a folder that was named.
///
/// Hidden files, links to folders and files of no known format are passed over.
/// Of the open folders the names are kept, and of the files nothing else: there
/// may be millions.
pub(super) struct Walk {
    /// The folder's real place, out of which no link is followed.
    root: Option<PathBuf>,
    /// The folders on the way to the file at hand.
    open: Vec<Folder>,
    /// Why a folder could not be opened.
    refused: Option<Listed>,
}

struct Folder {
    path: PathBuf,
    names: vec::IntoIter<Box<OsStr>>,
}

impl Walk {
    pub(super) fn new(folder: &Path) -> Self {
        let mut walk = Self {
            root: fs::canonicalize(folder).ok(),
            open: Vec::new(),
            refused: None,
        };
        walk.enter(folder.to_owned());
        walk
    }

    fn enter(&mut self, path: PathBuf) {
        match names(&path) {
            Ok(names) => self.open.push(Folder { path, names }),
            Err(e) => self.refused = Some((path, Err(e))),
        }
    }

    /// Takes up a folder, and returns a file that is to be read.
    fn visit(&mut self, path: PathBuf) -> Option<Listed> {
        let kind = fs::symlink_metadata(&path)
            .ok()
            .map(|data| data.file_type());
        if kind.is_some_and(|kind| kind.is_dir()) {
            self.enter(path);
            return self.refused.take();
        }
        Format::from_path(&path)?;
        if kind.is_some_and(|kind| kind.is_file()) {
            return Some((path.clone(), Ok(Input::File(path))));
        }
        if !path.is_file() {
            return None;
        }
        let input = match self.holds(&path) {
            true => Ok(Input::File(path.clone())),
            false => Err(io::Error::other(
                "leads out of the folder: name it to read it",
            )),
        };
        Some((path, input))
    }

    /// Says whether a link leads to a place in the folder.
    fn holds(&self, link: &Path) -> bool {
        let place = fs::canonicalize(link).ok();
        let pair = place.zip(self.root.as_ref());
        pair.is_some_and(|(place, root)| place.starts_with(root))
    }
}

impl Iterator for Walk {
    type Item = Listed;

    fn next(&mut self) -> Option<Listed> {
        if let Some(refused) = self.refused.take() {
            return Some(refused);
        }
        loop {
            let folder = self.open.last_mut()?;
            match folder.names.next() {
                Some(name) => {
                    let path = folder.path.join(name.as_ref());
                    if let Some(listed) = self.visit(path) {
                        return Some(listed);
                    }
                }
                None => drop(self.open.pop()),
            }
        }
    }
}

/// Returns the names in a folder, in order, without hidden ones.
fn names(folder: &Path) -> io::Result<vec::IntoIter<Box<OsStr>>> {
    let mut names = Vec::new();
    for entry in fs::read_dir(folder)? {
        let name = entry?.file_name();
        if !name.as_encoded_bytes().starts_with(b".") {
            names.push(name.into_boxed_os_str());
        }
    }
    names.sort_unstable();
    Ok(names.into_iter())
}
