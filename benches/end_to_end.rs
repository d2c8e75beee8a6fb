//! A whole run over generated forms, as throughput and as a ratio to the bare
//! cost: reading the same files with calamine and writing the cells of the same
//! results with rust_xlsxwriter, nothing in between.
//!
//! `cargo bench --bench end_to_end`; FORMS=5000 for more than the usual 300.

#[path = "../examples/performance/bare.rs"]
mod bare;
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

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tonghop::pipeline::{RunOptions, Silent, run};
use tonghop::workspace::Workspace;

const PERIOD: &str = "2026-11";

fn workspace(forms: usize) -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().expect("a temporary folder");
    let options = make::Options::new(forms, 45, vec![PERIOD.to_owned()], 7);
    make::make(dir.path(), &options).expect("forms");
    let root = dir.path().join("tinh-mau");
    (dir, root)
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
    let files = bare::workbooks(&root.join("inbox").join(PERIOD));
    whole_run(&root);
    let results = bare::read(&bare::workbooks(&root.join("outbox").join(PERIOD)));
    let aside = tempfile::tempdir().expect("a temporary folder");
    let bare = || {
        std::hint::black_box(bare::read(&files));
        bare::write(&results, aside.path()).expect("workbooks");
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
