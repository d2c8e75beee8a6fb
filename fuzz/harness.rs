//! The program's entries, as functions of bytes: what a fuzzer runs, and what
//! `cargo test --test fuzz` runs on the inputs that were kept.

use tonghop::config::Templates;
use tonghop::intake::{self, Limits};
use tonghop::layout::{Hints, understand};
use tonghop::model::period::Period;
use tonghop::model::place::Position;
use tonghop::model::submission::SourceFile;
use tonghop::model::workbook::{Cell, CellValue, Format, Sheet, Workbook};
use tonghop::normalise;
use tonghop::text::{legacy, name, unicode};

/// Small, so that what costs too much shows as a refusal and not as a slow run.
const LIMITS: Limits = Limits {
    file_megabytes: 1,
    unpacked_megabytes: 16,
    cells: 200_000,
    text_megabytes: 16,
    memory_megabytes: 256,
    seconds: 5,
};

/// Bytes → cells, and on through all of a form's stages. A panic of a reader
/// becomes a finding in the program; here it must not happen at all.
pub fn intake(bytes: &[u8]) {
    let Ok(reading) = intake::read(bytes, "form.xlsx", &LIMITS) else { return };
    let mut workbook = reading.workbook;
    for sheet in &workbook.sheets {
        assert!(sheet.cells.is_sorted_by(|a, b| a.at < b.at), "cells in order, none twice");
    }
    intake::legacy::decode_workbook(&mut workbook);
    form(&workbook);
}

/// Cells → layout → records: lines are rows, `|` parts cells, `=` begins a
/// number and `@` a date.
pub fn layout(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    let mut cells = Vec::new();
    for (row, line) in (0u32..).zip(text.lines().take(400)) {
        for (column, text) in (0u32..).zip(line.split('|').take(60)) {
            if let Some(value) = value(text) {
                cells.push(Cell::new(Position::new(row, column), value));
            }
        }
    }
    let sheet = Sheet { name: "S".into(), cells, ..Sheet::default() };
    form(&Workbook { format: Format::Xlsx, sheets: vec![sheet] });
}

fn value(text: &str) -> Option<CellValue> {
    let number = |digits: &str| digits.parse().ok().filter(|number: &f64| number.is_finite());
    match text.chars().next()? {
        '=' => number(&text[1..]).map(CellValue::Number),
        '@' => number(&text[1..]).map(CellValue::Date),
        _ => Some(CellValue::Text(text.into())),
    }
}

fn form(workbook: &Workbook) {
    let layout = understand(workbook, Templates::built_in(), &Hints::default());
    for (sheet, read) in workbook.sheets.iter().zip(&layout.sheets) {
        // A row of spaces is an empty row.
        let seen =
            |cells: &[Cell]| cells.iter().any(|cell| !unicode::clean(&cell.display()).is_empty());
        let rows: Vec<u32> =
            sheet.rows().filter(|(_, cells)| seen(cells)).map(|(row, _)| row).collect();
        let mut readings: Vec<u32> = read.rows.iter().map(|row| row.row).collect();
        assert!(readings.is_sorted_by(|a, b| a < b), "no row is read twice");
        readings.retain(|row| rows.contains(row));
        assert_eq!(readings, rows, "every row is read");
    }
    let source = SourceFile { path: "form.xlsx".into(), sha256: "".into(), size: 0, format: None };
    let known = normalise::Known::of_period(Period { year: 2026, month: 11 });
    let form = normalise::submission(source, workbook, &layout, &known);
    for record in &form.records {
        if let Some(name) = &record.full_name.value {
            assert_eq!(unicode::clean(&name.full), *name.full, "a name comes out clean");
        }
    }
}

/// Text → values.
pub fn values(bytes: &[u8]) {
    let text = String::from_utf8_lossy(bytes);
    if let Some(read) = name::read(&text) {
        let again = name::read(&read.full).map(|again| again.full);
        assert_eq!(again.as_deref(), Some(&*read.full), "a clean name stays as it is");
    }
    for encoding in [
        legacy::LegacyEncoding::Tcvn3,
        legacy::LegacyEncoding::Vni,
        legacy::LegacyEncoding::Utf8AsCp1252,
    ] {
        legacy::decode(&text, encoding);
    }
    normalise::course::level(&text);
    normalise::education::of_text(&text);
    normalise::ethnicity::read(&text);
    normalise::religion::read(&text);
    normalise::rating::read(&text);
    normalise::counts::read(&text);
    normalise::mark::read(&text);
    normalise::province::of_place(&text);
}
