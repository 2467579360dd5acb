//! Stores: SPARQL in process, and triple stores to push to and pull from.

mod answer;
mod bulk;
mod embedded;
mod misread;
mod quads;
mod question;
mod records;
pub mod remote;
mod sorted;
mod spool;

pub use answer::{Answer, AnswerError, AnswerFormat, Rows, Triples};
pub use bulk::{BulkError, Loader};
pub use embedded::{Dataset, DatasetError, Query};
pub use misread::QueryError;
pub use quads::{QuadsError, quads_for_reader};
pub use question::Question;
pub use sorted::{Part, Sorted};
pub use spool::{BlankNodeError, Spool};
