//! One line for every person row of every form, in file, sheet, row order.

use std::collections::BTreeMap;
use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use super::Ordered;
use crate::model::batch::RecordAt;
use crate::model::judgement::Status;
use crate::model::place::Position;
use crate::model::record::{Record, Repair, Repaired};
use crate::model::role::FieldKey;
use crate::report::field::{FieldValue, raw, value};
use crate::report::index::Index;
use crate::report::repairs::repairs;

/// How many rows are turned into text at a time by one thread.
const CHUNK: usize = 2048;

/// Writes `data/records.jsonl`.
///
/// # Errors
/// Those of `out`.
pub fn write_records(index: &Index, out: &mut (impl Write + ?Sized)) -> io::Result<()> {
    let rows: Vec<_> = index.outcome.batch.rows().collect();
    // A batch of chunks at a time, so that memory stays flat however many rows there are.
    for batch in rows.chunks(CHUNK * rayon::current_num_threads() * 4) {
        let texts: Vec<_> = batch.par_chunks(CHUNK).map(|rows| lines(index, rows)).collect();
        for text in texts {
            out.write_all(&text?)?;
        }
    }
    Ok(())
}

fn lines(index: &Index, rows: &[(RecordAt, &Record)]) -> io::Result<Vec<u8>> {
    let mut text = Vec::with_capacity(rows.len() * 1024);
    for (at, record) in rows {
        serde_json::to_writer(&mut text, &line(index, *at, record))?;
        text.push(b'\n');
    }
    Ok(text)
}

/// What a form says of a row's place in it: kept as written, no fact about the person.
pub const AS_WRITTEN: [FieldKey; 2] = [FieldKey::Unit, FieldKey::Ordinal];

#[derive(Serialize)]
struct Line<'a> {
    id: &'a str,
    source: Source<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    unit: Option<&'a str>,
    status: Status,
    #[serde(skip_serializing_if = "Option::is_none")]
    person: Option<&'a str>,
    primary: bool,
    fields: Ordered<FieldKey, FieldValue<'a>>,
    raw: Ordered<FieldKey, String>,
    cells: Ordered<FieldKey, Position>,
    /// The province of today that the home town belongs to.
    #[serde(skip_serializing_if = "Option::is_none")]
    home_province: Option<&'static str>,
    /// What was changed between `raw` and `fields`, by field, in order.
    #[serde(skip_serializing_if = "Ordered::is_empty")]
    repairs: Ordered<FieldKey, Vec<Repair>>,
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extra: &'a BTreeMap<String, String>,
    /// Of these the cells whose text was not taken as it stood.
    #[serde(skip_serializing_if = "BTreeMap::is_empty")]
    extra_repaired: BTreeMap<&'a str, ExtraRepaired<'a>>,
    findings: Vec<&'static str>,
}

#[derive(Serialize)]
struct ExtraRepaired<'a> {
    raw: &'a str,
    cell: Position,
    repairs: &'a [Repair],
}

#[derive(Serialize)]
struct Source<'a> {
    file: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    sheet: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    row: Option<u32>,
}

fn line<'a>(index: &Index<'a>, at: RecordAt, record: &'a Record) -> Line<'a> {
    let judgement = index.outcome.judgement(at);
    let sheet = record.place.sheet.as_deref().filter(|name| !name.is_empty());
    Line {
        id: &record.id,
        source: Source {
            file: &record.place.file,
            sheet,
            row: record.place.row.map(|row| row + 1),
        },
        unit: record.unit.as_deref(),
        status: judgement.status,
        person: index.person(at).map(|person| &*person.key),
        primary: judgement.primary,
        fields: each_field(|field| {
            (!AS_WRITTEN.contains(&field)).then(|| value(record, field)).flatten()
        }),
        raw: each_field(|field| raw(record, field)),
        cells: each_field(|field| record.cell_of(field)),
        home_province: record.home_province,
        repairs: each_field(|field| {
            Some(repairs(record, field).collect::<Vec<_>>()).filter(|repairs| !repairs.is_empty())
        }),
        extra: &record.extra,
        extra_repaired: record.extra_repaired.iter().map(extra_repaired).collect(),
        findings: index.codes(at),
    }
}

fn extra_repaired<'a>(
    (heading, repaired): (&'a String, &'a Repaired),
) -> (&'a str, ExtraRepaired<'a>) {
    let Repaired { raw, at, repairs } = repaired;
    (heading, ExtraRepaired { raw, cell: *at, repairs })
}

fn each_field<T>(read: impl Fn(FieldKey) -> Option<T>) -> Ordered<FieldKey, T> {
    Ordered(FieldKey::ALL.into_iter().filter_map(|field| Some((field, read(field)?))).collect())
}
