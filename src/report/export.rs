//! Tables for other programs, written on demand beside the JSON lines.

use super::book::Sink;
use super::error::Result;
use super::index::Index;
use crate::i18n::Lang;

/// A format that records and findings can be written in besides.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Export {
    Parquet,
}

/// What is exported.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Table {
    Records,
    Findings,
}

impl Export {
    /// Can this program write it? It is an optional part of the build.
    pub const fn is_built(self) -> bool {
        cfg!(feature = "parquet")
    }

    /// The files, by their paths below the outbox.
    pub const fn files(self) -> [(&'static str, Table); 2] {
        match self {
            Export::Parquet => [
                ("data/records.parquet", Table::Records),
                ("data/findings.parquet", Table::Findings),
            ],
        }
    }
}

/// Writes a table.
///
/// # Errors
/// Those of `out`; that the format is no part of this program.
#[cfg(feature = "parquet")]
pub fn write(index: &Index, table: Table, lang: Lang, out: &mut dyn Sink) -> Result<()> {
    match table {
        Table::Records => super::parquet::write_records(index, out),
        Table::Findings => super::parquet::write_findings(index, lang, out),
    }
}

/// Writes nothing: [`Export::is_built`] is asked before.
///
/// # Errors
/// That the format is no part of this program.
#[cfg(not(feature = "parquet"))]
pub fn write(_: &Index, _: Table, _: Lang, _: &mut dyn Sink) -> Result<()> {
    Err(std::io::Error::from(std::io::ErrorKind::Unsupported).into())
}
