//! Consolidates the Excel forms that party cells hand in to register cadres
//! for political-theory classes.
//!
//! ```text
//!           per file, in parallel                                     the whole period
//! Source ─intake→ Workbook ─layout→ FormLayout ─normalise→ Submission ┐
//!                                                                     ├─ reconcile → Batch ─ rules → Outcome ─ report → files
//!                                                                     ┘     ▲
//!                                   reference lists, earlier periods, decisions
//! ```

pub mod cli;
pub mod config;
pub mod cycle;
pub mod decisions;
pub mod finding;
pub mod i18n;
pub mod intake;
pub mod layout;
pub mod mail;
pub mod model;
pub mod normalise;
pub mod pipeline;
pub mod reconcile;
pub mod redact;
pub mod reference;
pub mod report;
pub mod rules;
pub mod text;
pub mod workspace;
