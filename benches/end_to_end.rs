//! A whole run over generated forms, as throughput and as a ratio to the bare
//! cost: reading the same files with calamine and writing the same rows with
//! rust_xlsxwriter, nothing in between.
//!
//! `cargo bench --bench end_to_end`; FORMS=5000 for more than the usual 300.

#[path = "../examples/generate/form.rs"]
mod form;
#[path = "../examples/generate/grid.rs"]
mod grid;
#[path = "../examples/generate/make.rs"]
mod make;
#[path = "../examples/generate/people.rs"]
mod people;
#[path = "../examples/generate/plan.rs"]
mod plan;
#[path = "../examples/generate/province.rs"]
mod province;
#[path = "../examples/generate/rng.rs"]
mod rng;
#[path = "../examples/generate/truth.rs"]
mod truth;

use std::fs;
use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use calamine::{Reader, open_workbook_auto};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rayon::prelude::*;
use rust_xlsxwriter::Workbook;
use tonghop::pipeline::{RunOptions, Silent, run};
use tonghop::workspace::Workspace;

type Rows = Vec<Vec<String>>;

fn workspace(forms: usize) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let options = make::Options {
        units: forms,
        people: 45,
        periods: vec!["2026-11".to_owned()],
        seed: 7,
        sample: false,
    };
    make::make(dir.path(), &options).expect("forms");
    let root = dir.path().join("tinh-mau");
    (dir, root)
}

fn files(root: &Path) -> Vec<PathBuf> {
    let entries = fs::read_dir(root.join("inbox/2026-11")).expect("an inbox");
    entries.flatten().map(|entry| entry.path()).collect()
}

/// Reads every cell of every file that calamine can read.
fn bare_reading(files: &[PathBuf]) -> Vec<Rows> {
    files.par_iter().filter_map(|file| bare_rows(file)).collect()
}

fn bare_rows(file: &Path) -> Option<Rows> {
    let mut workbook = open_workbook_auto(file).ok()?;
    let (_, range) = workbook.worksheets().into_iter().next()?;
    Some(range.rows().map(|row| row.iter().map(ToString::to_string).collect()).collect())
}

/// Writes the rows once in one workbook, and once more in one workbook for each form.
fn bare_writing(forms: &[Rows]) -> usize {
    let all: Rows = forms.iter().flatten().cloned().collect();
    let replies: usize = forms.par_iter().map(book).sum();
    replies + book(&all)
}

fn book(rows: &Rows) -> usize {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    for (row, cells) in rows.iter().enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            let _ = sheet.write(row as u32, column as u16, cell);
        }
    }
    workbook.save_to_buffer().map_or(0, |bytes| bytes.len())
}

fn whole_run(root: &Path) {
    let workspace = Workspace::open(root).expect("a workspace");
    let options = RunOptions { force: true, ..RunOptions::default() };
    run(&workspace, &options, &Silent).expect("a run");
}

fn time(work: impl Fn()) -> Duration {
    let times = (0..3).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed()
    });
    times.min().unwrap_or_default()
}

fn end_to_end(criterion: &mut Criterion) {
    let forms = std::env::var("FORMS").ok().and_then(|forms| forms.parse().ok()).unwrap_or(300);
    let (_dir, root) = workspace(forms);
    let files = files(&root);
    let bare = || {
        std::hint::black_box(bare_writing(&bare_reading(&files)));
    };
    let mut group = criterion.benchmark_group("end_to_end");
    group.sample_size(10).throughput(Throughput::Elements(files.len() as u64));
    group.bench_function("tonghop", |bench| bench.iter(|| whole_run(&root)));
    group.bench_function("bare", |bench| bench.iter(bare));
    group.finish();
    let (whole, bare) = (time(|| whole_run(&root)), time(bare));
    let ratio = whole.as_secs_f64() / bare.as_secs_f64();
    println!("{} forms: {whole:.2?}, bare {bare:.2?}, ratio {ratio:.2}", files.len());
}

criterion_group!(benches, end_to_end);
criterion_main!(benches);
