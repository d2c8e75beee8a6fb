//! Bytes → cells: forms of a usual size and one long list, beside calamine,
//! which gives the values alone.

use std::hint::black_box;
use std::io::Cursor;

use calamine::{Reader, Xlsx};
use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rust_xlsxwriter::{Format, Workbook};
use tonghop::intake::{self, Limits};

/// A list with a title, a header and so many rows of fifteen columns.
fn list(rows: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let (title, date) = (Format::new().set_bold(), Format::new().set_num_format("dd/mm/yyyy"));
    let border = Format::new().set_font_name("Times New Roman");
    sheet.merge_range(0, 0, 0, 14, "DANH SÁCH ĐĂNG KÝ HỌC", &title).unwrap();
    for column in 0..15 {
        sheet.write_with_format(2, column, format!("Cột {column}"), &title).unwrap();
    }
    for row in 3..rows + 3 {
        sheet.write_with_format(row, 0, row - 2, &border).unwrap();
        sheet.write_with_format(row, 1, format!("Nguyễn Văn {row}"), &border).unwrap();
        sheet.write_with_format(row, 2, 30_000.0 + f64::from(row % 9000), &date).unwrap();
        for column in 3..15 {
            sheet.write_with_format(row, column, format!("Giá trị {}", row % 7), &border).unwrap();
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn read(bytes: &[u8]) -> usize {
    let reading = intake::read(bytes, "form", &Limits::default()).unwrap();
    reading.workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum()
}

fn read_with_calamine(bytes: &[u8]) -> usize {
    let mut workbook: Xlsx<_> = Xlsx::new(Cursor::new(bytes)).unwrap();
    workbook.worksheet_range_at(0).unwrap().unwrap().used_cells().count()
}

fn csv(rows: u32) -> Vec<u8> {
    let header = "STT;Họ và tên;Ngày sinh;Chức vụ\n".to_owned();
    let line = |row| format!("{row};Nguyễn Văn {row};12/05/1985;\"Phó, trưởng phòng\"\n");
    (1..=rows).map(line).fold(header, |text, line| text + &line).into_bytes()
}

fn html(rows: u32) -> Vec<u8> {
    let line =
        |row| format!("<tr><td>{row}</td><td>Nguyễn Văn&nbsp;{row}</td><td>12/05/1985</td></tr>");
    let lines: String = (1..=rows).map(line).collect();
    format!("<html><body><table border=1>{lines}</table></body></html>").into_bytes()
}

fn bench(c: &mut Criterion) {
    for (name, rows) in [("form", 30), ("long list", 20_000)] {
        // Made when first used: a run of one benchmark shall measure nothing else.
        let bytes = std::cell::LazyCell::new(|| list(rows));
        let mut group = c.benchmark_group(format!("intake/xlsx {name}"));
        group.throughput(Throughput::Elements(u64::from(rows)));
        group.sample_size(if rows > 1000 { 10 } else { 100 });
        group.bench_function("intake", |b| b.iter(|| read(black_box(&bytes))));
        group.bench_function("calamine", |b| b.iter(|| read_with_calamine(black_box(&bytes))));
        group.finish();
    }
    for name in ["csv", "html"] {
        let bytes = if name == "csv" { csv(1000) } else { html(1000) };

        let mut group = c.benchmark_group("intake/text of 1000 rows");
        group.throughput(Throughput::Bytes(bytes.len() as u64));
        group.bench_function(name, |b| b.iter(|| read(black_box(&bytes))));
        group.finish();
    }
}

criterion_group!(benches, bench);
criterion_main!(benches);
