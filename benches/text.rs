//! The cost per cell of normalising text, on made-up cells of the usual kinds:
//! `cargo bench --bench text`.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use tonghop::text::fold::{fold, fold_tones};
use tonghop::text::legacy::{Sample, judge};
use tonghop::text::unicode::clean;
use tonghop::text::{collate, name, syllable};

const CELLS: [&str; 12] = [
    "Nguyễn Thị Thu Hường",
    "BÙI VĂN HOÀ",
    "Đinh Công Trường",
    "Phó Trưởng phòng Tổ chức – Hành chính",
    "Sở Nông nghiệp và Môi trường",
    "xã Cao Dương, tỉnh Phú Thọ",
    "Đại học",
    "Trung cấp",
    "TC-K45",
    "12/05/1985",
    "017085001234",
    "Hoàn thành tốt nhiệm vụ",
];

/// The same cells as TCVN3 text holds them.
const LEGACY: [&str; 6] = [
    "NguyÔn ThÞ Thu H\u{AD}êng",
    "§inh C«ng Tr\u{AD}êng",
    "Phã Tr\u{AD}ëng phßng Tæ chøc",
    "Së N«ng nghiÖp vµ M«i tr\u{AD}êng",
    "§¹i häc",
    "Hoµn thµnh tèt nhiÖm vô",
];

fn per_cell(c: &mut Criterion) {
    let mut group = c.benchmark_group("per cell");
    group.throughput(Throughput::Elements(CELLS.len() as u64));
    let mut each = |name: &str, work: fn(&str)| {
        group.bench_function(name, |bench| {
            bench.iter(|| CELLS.iter().for_each(|cell| work(black_box(cell))))
        });
    };
    each("clean", |cell| drop(black_box(clean(cell))));
    each("fold", |cell| drop(black_box(fold(cell))));
    each("fold_tones", |cell| drop(black_box(fold_tones(cell))));
    each("share of syllables", |cell| {
        black_box(syllable::Share::of(cell));
    });
    each("name", |cell| drop(black_box(name::read(cell))));
    each("sort key", |cell| drop(black_box(collate::name_key(cell))));
    group.finish();
}

/// A sheet of a thousand rows: what every Unicode file pays, and what a legacy file costs.
fn whole_sheet(c: &mut Criterion) {
    let mut group = c.benchmark_group("judging a sheet");
    for (name, cells) in [("Unicode", &CELLS[..]), ("TCVN3", &LEGACY[..])] {
        let rows: Vec<String> = (0..1000)
            .flat_map(|row| cells.iter().map(move |cell| format!("{cell} {row}")))
            .collect();
        let sample = |(index, text)| {
            let (row, column) =
                (index as u32 / cells.len() as u32, index as u32 % cells.len() as u32);
            Sample { sheet: 0, row, column, text, font: None }
        };
        let samples: Vec<Sample> =
            rows.iter().map(String::as_str).enumerate().map(sample).collect();
        group.throughput(Throughput::Elements(samples.len() as u64));
        group.bench_function(name, |bench| bench.iter(|| judge(black_box(&samples))));
    }
    group.finish();
}

criterion_group!(benches, per_cell, whole_sheet);
criterion_main!(benches);
