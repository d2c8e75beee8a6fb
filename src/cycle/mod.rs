//! The year around registration, as plain functions: plans of need and quotas,
//! candidates, classes, results, coverage.
//!
//! Everything that is read comes from the stages above (forms are read by their
//! templates, people are told apart by `reconcile`, standards are judged by
//! `rules`); everything that is written is `report`'s. Output depends on the
//! input alone.

pub mod candidates;
pub mod classes;
pub mod coverage;
pub mod funnel;
pub mod members;
pub mod plan;
pub mod quota;
pub mod results;

pub use crate::normalise::kind::kinds;
