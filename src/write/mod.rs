//! TBD
pub mod dot;
pub mod picture;
