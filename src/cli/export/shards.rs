//! A file an input: what is there already is passed over.
//!
//! A shard gets its name only when it is whole, so after a kill the same
//! command does what is left and nothing twice.

use super::{
    super::{
        Exit,
        input::{self, Listed},
        say,
    },
    Args,
    run::Run,
    sinks::Plan,
};
use std::{
    collections::BTreeMap,
    fs,
    path::{Path, PathBuf},
};

/// What stands for the input's name in an output's.
const MARK: &str = "{}";

/// Returns whether each input is written to a file of its own.
pub(super) fn are_wanted(paths: &[PathBuf]) -> Result<bool, String> {
    let marked = |path: &&PathBuf| path.to_string_lossy().contains(MARK);
    match paths.iter().filter(marked).count() {
        0 => Ok(false),
        count if count == paths.len() => Ok(true),
        _ => Err(format!(
            "either all outputs have {MARK} in their names, or none"
        )),
    }
}

/// Writes the shards that are not there yet.
pub(super) fn run(
    mut run: Run<'_>,
    plans: &[Plan<'_>],
    paths: &[PathBuf],
    args: &Args,
) -> Result<Exit, String> {
    let inputs: Vec<Listed> = args.inputs.list().collect();
    let shards = names(&inputs, paths, args)?;
    let (mut written, mut there) = (0, 0);
    for (listed, shard) in inputs.into_iter().zip(shards) {
        if shard.iter().all(|path| path.exists()) {
            there += 1;
            continue;
        }
        let mut outputs = Vec::with_capacity(plans.len());
        for (plan, path) in plans.iter().zip(&shard) {
            if let Some(folder) = path.parent() {
                let named = |e| format!("{}: cannot make: {e}", folder.display());
                fs::create_dir_all(folder).map_err(named)?;
            }
            outputs.push(plan.open(path)?);
        }
        written += run.once(std::iter::once(listed), plans, outputs);
        if run.is_stopped() {
            break;
        }
    }
    if there > 0 {
        say(&format!(
            "{there} of the inputs passed over: written before"
        ));
    }
    Ok(run.end(written + there))
}

/// Names every input's files; two inputs must not share one.
fn names(inputs: &[Listed], paths: &[PathBuf], args: &Args) -> Result<Vec<Vec<PathBuf>>, String> {
    let folders = args.inputs.folders();
    let mut taken: BTreeMap<PathBuf, &Path> = BTreeMap::new();
    let mut all = Vec::with_capacity(inputs.len());
    for (path, _) in inputs {
        let stem = input::stem(path, &folders);
        let stem = stem.to_string_lossy();
        let named = |pattern: &PathBuf| pattern.to_string_lossy().replace(MARK, &stem).into();
        let shard: Vec<PathBuf> = paths.iter().map(named).collect();
        for file in &shard {
            if let Some(other) = taken.insert(file.clone(), path) {
                let (file, other, path) = (file.display(), other.display(), path.display());
                return Err(format!(
                    "{file}: both {other} and {path} would be written to it"
                ));
            }
        }
        all.push(shard);
    }
    Ok(all)
}
