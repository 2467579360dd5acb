//! SPARQL in process: a dataset in memory, over Oxigraph.

use super::{answer::Answer, misread::QueryError};
use crate::{
    article::Article,
    vocab,
    write::{Options, rdf},
};
use oxigraph::{
    sparql::{PreparedSparqlQuery, QueryEvaluationError, SparqlEvaluator, SparqlSyntaxError},
    store::{StorageError, Store},
};
use oxrdf::QuadRef;
use std::{error::Error, fmt};

/// Quads in memory that can be asked.
///
/// ```
/// use dixit::{Article, store::{Answer, Dataset, Query}, write::Options};
///
/// let article: Article = serde_json::from_str(r#"{"id": "a",
///     "entities": [{"id": "e1", "name": "Ann Oduya", "kind": "person"}],
///     "claims": [{"id": "c1", "text": "the bridge is safe"}],
///     "statements": [{"id": "s1", "relation": "denied", "source": ["e1"], "content": "c1"}]}"#)?;
/// let mut dataset = Dataset::new()?;
/// dataset.add_article(&article, &Options::default())?;
/// let query = Query::parse("PREFIX dx: <https://w3id.org/dixit/ns#> ASK { ?who dx:denied ?claim }")?;
/// assert!(matches!(dataset.answer(&query)?, Answer::Truth(true)));
/// # Ok::<(), Box<dyn std::error::Error>>(())
/// ```
#[derive(Clone)]
pub struct Dataset {
    store: Store,
}

impl fmt::Debug for Dataset {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Dataset").finish_non_exhaustive()
    }
}

impl Dataset {
    /// Makes an empty dataset.
    ///
    /// # Errors
    ///
    /// When Oxigraph cannot make a store.
    pub fn new() -> Result<Self, DatasetError> {
        let store = Store::new()?;
        Ok(Self { store })
    }

    /// Adds an article's quads.
    ///
    /// # Errors
    ///
    /// When the store fails; the article is then not in it.
    pub fn add_article(
        &mut self,
        article: &Article,
        options: &Options<'_>,
    ) -> Result<(), DatasetError> {
        let mut transaction = self.store.start_transaction()?;
        let Ok(()) = rdf::quads(article, options, |quad| {
            transaction.insert(quad);
            Ok::<(), std::convert::Infallible>(())
        });
        Ok(transaction.commit()?)
    }

    /// Adds quads, all of them or none.
    ///
    /// `each` hands every quad to the function that it is given, and may stop
    /// with an error of its own.
    ///
    /// # Errors
    ///
    /// That of `each`, or of the store.
    pub fn add_quads<E: From<DatasetError>>(
        &mut self,
        each: impl FnOnce(&mut dyn FnMut(QuadRef<'_>)) -> Result<(), E>,
    ) -> Result<(), E> {
        let transaction = self.store.start_transaction();
        let mut transaction = transaction.map_err(DatasetError::from)?;
        each(&mut |quad| transaction.insert(quad))?;
        Ok(transaction.commit().map_err(DatasetError::from)?)
    }

    /// Answers a query.
    ///
    /// Unless the query says `FROM`, its default graph is all graphs together:
    /// what stands in named graphs is found by plain patterns too.
    ///
    /// # Errors
    ///
    /// When the query calls another service, or fails while it runs.
    pub fn answer(&self, query: &Query) -> Result<Answer<'static>, DatasetError> {
        let mut prepared = query.prepared.clone();
        let dataset = prepared.dataset_mut();
        if dataset.is_default_dataset() {
            dataset.set_default_graph_as_union();
        }
        let results = prepared.on_store(&self.store).execute()?;
        Ok(results.into())
    }
}

/// A SPARQL query, parsed.
#[derive(Clone)]
pub struct Query {
    prepared: PreparedSparqlQuery,
}

impl fmt::Debug for Query {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Query").finish_non_exhaustive()
    }
}

impl Query {
    /// Parses SPARQL 1.1: SELECT, ASK, CONSTRUCT or DESCRIBE.
    ///
    /// The prefixes that dixit writes (`dx`, `rdfs`, `prov`, ...) need not be declared.
    ///
    /// # Errors
    ///
    /// With the place and what was expected there.
    pub fn parse(sparql: &str) -> Result<Self, QueryError> {
        let prepared = prepared(sparql).map_err(|_| {
            QueryError::new(sparql, |text| {
                prepared(text).map(drop).map_err(|e| e.to_string())
            })
        })?;
        Ok(Self { prepared })
    }
}

fn prepared(sparql: &str) -> Result<PreparedSparqlQuery, SparqlSyntaxError> {
    let mut evaluator = SparqlEvaluator::new();
    for (prefix, iri) in vocab::PREFIXES {
        evaluator = evaluator
            .with_prefix(*prefix, *iri)
            .expect("the prefixes are valid IRIs: a test writes them");
    }
    evaluator.parse_query(sparql)
}

/// A dataset that cannot be filled or asked.
#[derive(Debug)]
#[non_exhaustive]
pub enum DatasetError {
    /// The store failed.
    Storage(StorageError),
    /// The query failed while it ran.
    Evaluation(QueryEvaluationError),
}

impl From<StorageError> for DatasetError {
    fn from(error: StorageError) -> Self {
        Self::Storage(error)
    }
}

impl From<QueryEvaluationError> for DatasetError {
    fn from(error: QueryEvaluationError) -> Self {
        Self::Evaluation(error)
    }
}

impl fmt::Display for DatasetError {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Storage(_) => "the store in memory failed",
            Self::Evaluation(_) => "the query could not be answered",
        })
    }
}

impl Error for DatasetError {
    fn source(&self) -> Option<&(dyn Error + 'static)> {
        Some(match self {
            Self::Storage(e) => e,
            Self::Evaluation(e) => e,
        })
    }
}
