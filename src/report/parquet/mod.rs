//! `data/records.parquet` and `data/findings.parquet`: what the JSON lines say, in typed
//! columns for those who ask questions of many workspaces together (docs/parquet.md). Names
//! and nesting are those of the JSON lines. The only home of the `parquet` package.

mod column;
mod findings;
mod leaf;
mod records;
mod table;

pub use findings::write_findings;
pub use records::write_records;
