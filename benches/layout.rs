//! Cells → tables, against the bare cost of getting the cells from calamine:
//! understanding a form must cost less than reading it, on small forms and on
//! a sheet of 50,000 people, and grow with the rows and no faster.

use std::hint::black_box;
use std::io::Cursor;
use std::time::Duration;

use calamine::{Reader, Xlsx};
use criterion::{BenchmarkId, Criterion, Throughput, criterion_group, criterion_main};
use rust_xlsxwriter::Workbook;
use tonghop::config::Templates;
use tonghop::intake::{self, Limits};
use tonghop::layout::{Hints, understand};

const PEOPLE: [u32; 4] = [12, 500, 10_000, 50_000];

fn reading_against_understanding(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("layout");
    group.sample_size(10).measurement_time(Duration::from_secs(8));
    for people in PEOPLE {
        let bytes = form(people);
        let workbook = intake::read(&bytes, "form.xlsx", &Limits::default())
            .unwrap_or_else(|unread| panic!("{unread:?}"))
            .workbook;
        let layout = understand(&workbook, Templates::built_in(), &Hints::default());
        let found = layout.sheets[0].people_of(0).count();
        assert_eq!(found, people as usize, "a fast reader that misses people proves nothing");
        group.throughput(Throughput::Elements(u64::from(people)));
        group.bench_function(BenchmarkId::new("calamine gives the cells", people), |bencher| {
            bencher.iter(|| calamine_cells(black_box(&bytes)));
        });
        group.bench_function(BenchmarkId::new("cells to table", people), |bencher| {
            bencher.iter(|| {
                understand(black_box(&workbook), Templates::built_in(), &Hints::default())
            });
        });
    }
    group.finish();
}

/// All cells of the first sheet, as calamine gives them.
fn calamine_cells(bytes: &[u8]) -> usize {
    let mut book: Xlsx<_> = calamine::open_workbook_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range_at(0).unwrap().unwrap();
    range.used_cells().count()
}

/// A registration form: letterhead, two header rows with merges, a number row, people, signatures.
fn form(people: u32) -> Vec<u8> {
    let mut workbook = Workbook::new();
    let sheet = workbook.add_worksheet();
    let mut put = |row: u32, column: u16, text: &str| {
        sheet.write_string(row, column, text).unwrap();
    };
    put(0, 0, "ĐẢNG BỘ CÁC CƠ QUAN TỈNH");
    put(1, 0, "CHI BỘ SỞ MẪU");
    put(3, 0, "DANH SÁCH ĐĂNG KÝ HỌC LỚP TRUNG CẤP LÝ LUẬN CHÍNH TRỊ");
    for (column, heading) in (0..).zip(TOP) {
        put(5, column, heading);
    }
    for (column, heading) in
        [(2, "Nam"), (3, "Nữ"), (7, "Dự bị"), (8, "Chính thức"), (9, "CM"), (10, "LLCT")]
    {
        put(6, column, heading);
    }
    for column in 0..16 {
        put(7, column, &format!("({})", column + 1));
    }
    for person in 0..people {
        for (column, text) in (0..).zip(person_row(person)) {
            put(8 + person, column, &text);
        }
    }
    put(10 + people, 12, "T/M CHI BỘ");
    put(14 + people, 12, "Nguyễn Văn Bình");
    workbook.save_to_buffer().unwrap()
}

const TOP: [&str; 16] = [
    "TT",
    "Họ và tên",
    "Ngày, tháng, năm sinh",
    "",
    "Dân tộc",
    "Số CCCD",
    "Chức vụ, đơn vị công tác",
    "Ngày vào Đảng",
    "",
    "Trình độ",
    "",
    "Chức danh quy hoạch",
    "Lớp đăng ký",
    "Hình thức học",
    "Số điện thoại",
    "Ghi chú",
];

fn person_row(person: u32) -> [String; 16] {
    let pick = |words: &[&str], step: u32| words[(person / step) as usize % words.len()].to_owned();
    let name = format!(
        "{} {} {}",
        pick(&["Nguyễn", "Bùi", "Đinh", "Quách", "Trần"], 1),
        pick(&["Văn", "Thị", "Quang", "Thu"], 3),
        pick(&["Ánh", "Hòa", "Tú", "Lan", "Dũng", "Hạnh", "Sơn"], 7),
    );
    let birth = format!("{:02}/{:02}/{}", person % 28 + 1, person % 12 + 1, 1965 + person % 30);
    let (male, female) =
        if person.is_multiple_of(2) { (birth, String::new()) } else { (String::new(), birth) };
    [
        (person + 1).to_string(),
        name,
        male,
        female,
        pick(&["Kinh", "Mường", "Tày"], 2),
        format!("017{:09}", u64::from(person) * 7919 % 1_000_000_000),
        format!("{}, Sở Mẫu", pick(&["Phó Trưởng phòng", "Chuyên viên", "Kế toán"], 1)),
        "03/02/2010".to_owned(),
        "03/02/2011".to_owned(),
        pick(&["ĐH", "ThS"], 1),
        pick(&["SC", "TC", "Chưa qua"], 1),
        "Trưởng phòng".to_owned(),
        "TC-K45".to_owned(),
        "Không tập trung".to_owned(),
        format!("09{:08}", u64::from(person) * 104_729 % 100_000_000),
        String::new(),
    ]
}

criterion_group!(benches, reading_against_understanding);
criterion_main!(benches);
