//! Every fault of an input, for those who want to mend it.

use super::ReadError;
use crate::{
    article::Article,
    check::{Fault, Position, json_faults},
    relation::Relations,
};
use std::io;

/// Finds the faults of records in JSON, each with its place in the input.
pub(super) fn of_pieces<'a>(
    pieces: impl Iterator<Item = Result<(String, Position), ReadError>> + 'a,
    relations: &'a Relations,
) -> impl Iterator<Item = io::Result<Vec<Fault>>> + 'a {
    pieces.map(move |piece| match piece {
        Ok((json, start)) => {
            let mut faults = json_faults(&json, relations);
            for fault in &mut faults {
                fault.position = fault.position.map(|at| start.within(at));
            }
            Ok(faults)
        }
        Err(e) => from_error(e),
    })
}

/// Takes the reader's own errors as faults.
pub(super) fn of_articles(
    articles: impl Iterator<Item = Result<Article, ReadError>>,
) -> impl Iterator<Item = io::Result<Vec<Fault>>> {
    articles.map(|article| match article {
        Ok(_) => Ok(Vec::new()),
        Err(e) => from_error(e),
    })
}

fn from_error(error: ReadError) -> io::Result<Vec<Fault>> {
    let position = error.position();
    let message = match error {
        ReadError::Io(e) => return Err(e),
        ReadError::Record { faults, .. } => return Ok(faults),
        ReadError::Syntax { message, .. } => message,
        ReadError::TooLong { limit, .. } => format!("the article has more than {limit} bytes"),
        ReadError::NoArticle { .. } => return Ok(Vec::new()),
        ReadError::InArchive { ref cause, .. } => format!("{error}: {cause}"),
    };
    Ok(vec![Fault {
        path: Vec::new(),
        position,
        message,
    }])
}
