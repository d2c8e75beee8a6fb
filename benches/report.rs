//! What the reports cost beyond the bare writing of the same cells with rust_xlsxwriter,
//! one format, nothing decided. `cargo bench --bench report`; UNITS=2000 for more than the usual 500,
//! LONG=1 for the memory that a list of a million rows takes.

#[path = "../tests/golden/outcome.rs"]
#[allow(dead_code, reason = "the golden tests use the rest of it")]
mod outcome;

use std::io::Cursor;
use std::time::{Duration, Instant};

use calamine::{Data, Reader, open_workbook_auto_from_rs};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rayon::prelude::*;
use rust_xlsxwriter::{Color, Format, Workbook};
use tonghop::i18n::Lang;
use tonghop::model::batch::{Person, RecordAt};
use tonghop::report::book::list::{Cell, Column, List, ROWS_PER_SHEET, write};
use tonghop::report::book::style::{Kind, Styles};
use tonghop::report::outcome::Outcome;
use tonghop::report::{Design, ReportFile, files};

/// The cells of a workbook, by sheet: row, column, content.
type Sheets = Vec<Vec<(u32, u16, Data)>>;

/// The made-up outcome once for each unit, so that every unit gets a reply.
fn many(units: usize) -> Outcome {
    let mut all = outcome::outcome();
    let (forms, findings, judgements) =
        (all.batch.submissions.clone(), all.findings.clone(), all.judgements.clone());
    for copy in 1..units.div_ceil(2) {
        let suffix = |name: &str| format!("{name}-{copy}").into();
        let first = all.batch.submissions.len() as u32;
        for (form, judged) in forms.iter().zip(&judgements) {
            let mut form = form.clone();
            form.source.path = suffix(&form.source.path);
            form.sender.unit = form.sender.unit.as_deref().map(suffix);
            for record in &mut form.records {
                record.id = suffix(&record.id);
                record.unit = record.unit.as_deref().map(suffix);
                record.place.file = form.source.path.clone();
            }
            all.batch.submissions.push(form);
            all.judgements.push(judged.clone());
        }
        for finding in &findings {
            let mut finding = finding.clone();
            finding.record = finding.record.as_deref().map(suffix);
            finding.unit = finding.unit.as_deref().map(suffix);
            finding.related = finding.related.iter().map(|id| suffix(id)).collect();
            all.findings.push(finding);
        }
        for (record, key) in ["a", "b", "c"].into_iter().enumerate() {
            let at = |submission| RecordAt { submission, record: record as u32 };
            let rows = vec![at(first), at(first + 1)];
            all.batch.people.push(Person { key: suffix(key), rows, ..Person::default() });
        }
    }
    all
}

fn made(outcome: &Outcome) -> Vec<ReportFile> {
    files(outcome, Design::built_in(), Lang::Vi).expect("files")
}

fn cells(file: &ReportFile) -> Sheets {
    let mut book = open_workbook_auto_from_rs(Cursor::new(&file.bytes)).expect("a workbook");
    let sheets = book.worksheets();
    sheets
        .into_iter()
        .map(|(_, range)| {
            let (top, left) = range.start().unwrap_or_default();
            let used = range.used_cells();
            used.map(|(row, column, data)| {
                (top + row as u32, (left + column as u32) as u16, data.clone())
            })
            .collect()
        })
        .collect()
}

/// The same cells again, as plainly as the library can write them.
fn bare(books: &[Sheets]) {
    books.par_iter().for_each(|sheets| {
        let format = Format::new().set_num_format("@");
        let mut book = Workbook::new();
        book.set_zip_compression_level(3);
        for cells in sheets {
            let sheet = book.add_worksheet();
            for (row, column, data) in cells {
                match data {
                    Data::Float(number) => {
                        sheet.write_number_with_format(*row, *column, *number, &format)
                    }
                    data => {
                        sheet.write_string_with_format(*row, *column, data.to_string(), &format)
                    }
                }
                .expect("a cell");
            }
        }
        book.save_to_buffer().expect("a workbook");
    });
}

fn best_of_three(work: impl Fn()) -> Duration {
    let time = || {
        let start = Instant::now();
        work();
        start.elapsed()
    };
    (0..3).map(|_| time()).min().unwrap_or_default()
}

/// The list that grows without end: rows come from nowhere and are kept nowhere.
fn long_list(rows: usize) {
    let columns = (0..20).map(|number| Column::new(format!("Cột {number}"), 14.0, Kind::Text));
    let list = List {
        sheet: "Danh sách".to_owned(),
        table: "DanhSach",
        title: String::new(),
        lead: String::new(),
        back: None,
        nothing: String::new(),
        columns: columns.collect(),
        frozen: 0,
        printed: 20,
        landscape: true,
        tab: Color::Black,
        rows_per_sheet: ROWS_PER_SHEET,
    };
    let row = |number: usize| -> Vec<Cell> {
        (0..20).map(|column| Cell::text(format!("Nguyễn Văn {}", number * 20 + column))).collect()
    };
    let before = peak_megabytes();
    let start = Instant::now();
    let mut book = Workbook::new();
    book.set_zip_compression_level(3);
    write(&mut book, &Styles::default(), &list, rows, (0..rows).map(row)).expect("a list");
    let out = tempfile::tempfile().expect("a file");
    book.save_to_writer(out).expect("a workbook");
    println!(
        "{rows} rows of 20 cells: {:.1?}, peak memory {before} → {} MB",
        start.elapsed(),
        peak_megabytes()
    );
}

/// The most memory that the process ever had, as Linux counts it.
fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with("VmHWM")).unwrap_or_default();
    let kilobytes: u64 = line.split_whitespace().nth(1).and_then(|n| n.parse().ok()).unwrap_or(0);
    kilobytes / 1024
}

fn reports(c: &mut Criterion) {
    for rows in [100_000, 1_000_000] {
        if std::env::var_os("LONG").is_some() {
            long_list(rows);
        }
    }
    let units = std::env::var("UNITS").ok().and_then(|n| n.parse().ok()).unwrap_or(500);
    let outcome = many(units);
    let files = made(&outcome);
    let books: Vec<_> =
        files.iter().filter(|file| file.path.ends_with(".xlsx")).map(cells).collect();
    let count: usize = books.iter().flatten().map(Vec::len).sum();
    let (ours, plain) = (best_of_three(|| drop(made(&outcome))), best_of_three(|| bare(&books)));
    println!(
        "{} workbooks, {count} cells: {ours:.2?}, bare {plain:.2?}, ratio {:.2}",
        books.len(),
        ours.as_secs_f64() / plain.as_secs_f64()
    );
    let mut group = c.benchmark_group("reports");
    group.sample_size(10).throughput(Throughput::Elements(count as u64));
    group.bench_function("all files", |b| b.iter(|| made(&outcome)));
    group.finish();
}

criterion_group!(benches, reports);
criterion_main!(benches);
