//! A table, written some rows at a time.

use std::io;
use std::sync::Arc;

use parquet::basic::Compression;
use parquet::errors::{ParquetError, Result};
use parquet::file::properties::{WriterProperties, WriterVersion};
use parquet::file::writer::SerializedFileWriter;
use parquet::schema::parser::parse_message_type;

use super::column::Column;
use crate::report::book::Sink;
use crate::report::error;

/// So many rows are in memory, one column of them at a time; and as many are what one
/// thread of a reader takes.
const ROWS_PER_GROUP: usize = 100_000;

/// Writes the rows as a table of that name. The same rows give the same bytes.
///
/// # Errors
/// Those of `out`.
pub fn write<'a, R: Copy>(
    name: &str,
    columns: &[Column<'a, R>],
    rows: &[R],
    out: &mut dyn Sink,
) -> error::Result<()> {
    write_groups(name, columns, rows, out).map_err(|error| cause(error).into())
}

fn write_groups<'a, R: Copy>(
    name: &str,
    columns: &[Column<'a, R>],
    rows: &[R],
    out: &mut dyn Sink,
) -> Result<()> {
    let declared: String = columns.iter().map(Column::declared).collect();
    let schema = Arc::new(parse_message_type(&format!("message {name} {{ {declared} }}"))?);
    let mut file = SerializedFileWriter::new(out, schema, Arc::new(properties()))?;
    for rows in rows.chunks(ROWS_PER_GROUP) {
        let mut group = file.next_row_group()?;
        columns.iter().try_for_each(|column| column.write(rows, &mut group))?;
        group.close()?;
    }
    file.close()?;
    Ok(())
}

/// What every reader of the last ten years takes.
fn properties() -> WriterProperties {
    WriterProperties::builder()
        .set_created_by(concat!("tonghop version ", env!("CARGO_PKG_VERSION")).to_owned())
        .set_writer_version(WriterVersion::PARQUET_1_0)
        .set_compression(Compression::SNAPPY)
        .build()
}

/// The error of the disk where it was one.
fn cause(error: ParquetError) -> io::Error {
    match error {
        ParquetError::External(error) => match error.downcast::<io::Error>() {
            Ok(error) => *error,
            Err(error) => io::Error::other(error),
        },
        error => io::Error::other(error),
    }
}
