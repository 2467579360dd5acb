//! The IRIs that are written.

/// The namespace of dixit's own terms, prefix `dx`.
pub const NAMESPACE: &str = "https://w3id.org/dixit/ns#";

/// The base of data IRIs, unless the user gives another.
pub const BASE: &str = "urn:dixit:";
