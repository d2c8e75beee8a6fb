//! What a cell costs to normalise, kind by kind, and what a whole form costs
//! beside reading it: it should be less than a tenth.

use std::collections::BTreeMap;
use std::hint::black_box;
use std::sync::Arc;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use rust_xlsxwriter::Workbook as Writer;
use tonghop::config::templates::Templates;
use tonghop::intake::{self, Limits};
use tonghop::layout::table::FormLayout;
use tonghop::layout::{Hints, understand};
use tonghop::model::period::Period;
use tonghop::model::reference::Course;
use tonghop::model::submission::SourceFile;
use tonghop::model::value::{CourseLevel, StudyMode};
use tonghop::model::workbook::Workbook;
use tonghop::normalise::course::CourseIndex;
use tonghop::normalise::date::{self, DateHints, DateRole};
use tonghop::normalise::written::Written;
use tonghop::normalise::{self, Known, national_id};

const HEADINGS: [&str; 19] = [
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Dân tộc",
    "Quê quán",
    "Số CCCD",
    "Chức vụ, đơn vị công tác",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Trình độ chuyên môn",
    "Trình độ LLCT",
    "Chức danh quy hoạch",
    "Xếp loại năm 2024",
    "Xếp loại năm 2025",
    "Lớp đăng ký",
    "Hình thức học",
    "Số điện thoại",
    "Ghi chú",
];

fn row(number: u32) -> [String; 19] {
    let (day, month, year) = (1 + number % 28, 1 + number % 12, 1970 + number % 25);
    let sex = if number.is_multiple_of(2) { "Nam" } else { "Nữ" };
    let id = format!("0170{:02}{:06}", year % 100, number);
    [
        number.to_string(),
        format!("Nguyễn Thị {}", ["Hòa", "Thủy", "Ánh", "Quý"][number as usize % 4]),
        format!("{day:02}/{month:02}/{year}"),
        sex.to_owned(),
        ["Mường", "Kinh", "Tày", "Thái"][number as usize % 4].to_owned(),
        "Kim Bôi, Hòa Bình".to_owned(),
        id,
        "Phó Trưởng phòng, Sở Văn hóa, Thể thao và Du lịch".to_owned(),
        format!("{day:02}/{month:02}/{}", year + 25),
        format!("{day:02}/{month:02}/{}", year + 26),
        ["Đại học", "ThS", "Cử nhân Luật", "Cao đẳng"][number as usize % 4].to_owned(),
        ["Sơ cấp", "", "Chưa qua", "SC"][number as usize % 4].to_owned(),
        "Trưởng phòng".to_owned(),
        "Hoàn thành tốt nhiệm vụ".to_owned(),
        "HTXSNV".to_owned(),
        ["TC-K45", "Trung cấp lý luận chính trị khóa 45"][number as usize % 2].to_owned(),
        "Không tập trung".to_owned(),
        format!("09{:08}", number * 7919 % 100_000_000),
        String::new(),
    ]
}

/// A form of so many people, as a file.
fn file(people: u32) -> Vec<u8> {
    let mut workbook = Writer::new();
    let sheet = workbook.add_worksheet();
    sheet.write(0, 0, "DANH SÁCH ĐĂNG KÝ HỌC LỚP LÝ LUẬN CHÍNH TRỊ").unwrap();
    for (column, heading) in (0u16..).zip(HEADINGS) {
        sheet.write(2, column, heading).unwrap();
    }
    for number in 1..=people {
        for (column, text) in (0u16..).zip(row(number)) {
            match column {
                0 => sheet.write(number + 2, column, number).unwrap(),
                _ => sheet.write(number + 2, column, text).unwrap(),
            };
        }
    }
    workbook.save_to_buffer().unwrap()
}

fn courses() -> CourseIndex {
    let course = |code: &str, name: &str, mode| {
        let code: Arc<str> = code.into();
        let course = Course {
            code: code.clone(),
            name: name.to_owned(),
            level: Some(CourseLevel::Intermediate),
            mode: Some(mode),
            opens: None,
            closes: None,
            capacity: None,
            deadline: None,
        };
        (code, course)
    };
    let list = BTreeMap::from([
        course("TC-K45", "Trung cấp lý luận chính trị khóa 45", StudyMode::PartTime),
        course("TC-K46", "Trung cấp lý luận chính trị khóa 46", StudyMode::FullTime),
    ]);
    CourseIndex::new(&list, None)
}

fn understood(bytes: &[u8]) -> (Workbook, FormLayout) {
    let workbook = intake::read(bytes, "a.xlsx", &Limits::default()).unwrap().workbook;
    let layout = understand(&workbook, Templates::built_in(), &Hints::default());
    (workbook, layout)
}

fn form(criterion: &mut Criterion) {
    let courses = courses();
    let period = Period::new(2026, 11).unwrap();
    let known = Known { period, courses: Some(&courses), unit: None };
    let source = SourceFile { path: "a.xlsx".into(), sha256: "00".into(), size: 0, format: None };
    for people in [30, 1000] {
        let bytes = file(people);
        let (workbook, layout) = understood(&bytes);
        let read = normalise::submission(source.clone(), &workbook, &layout, &known);
        assert_eq!(read.records.len() as u32, people);
        let mut group = criterion.benchmark_group(format!("form of {people} people"));
        group.throughput(Throughput::Elements(u64::from(people) * 19));
        group.bench_function("read", |bencher| {
            bencher.iter(|| intake::read(black_box(&bytes), "a.xlsx", &Limits::default()).unwrap());
        });
        group.bench_function("understand", |bencher| {
            bencher.iter(|| {
                understand(black_box(&workbook), Templates::built_in(), &Hints::default())
            });
        });
        group.bench_function("normalise", |bencher| {
            bencher.iter(|| {
                normalise::submission(source.clone(), black_box(&workbook), &layout, &known)
            });
        });
        group.finish();
    }
}

fn cells(criterion: &mut Criterion) {
    let mut group = criterion.benchmark_group("cell");
    let courses = courses();
    let hints = DateHints::new(DateRole::Birth, 2026);
    let written = |text: &'static str| Written::text(text).unwrap();
    let (day, id) = (written("12/03/1985"), written("017085001234"));
    group.bench_function("name", |b| {
        b.iter(|| normalise::name::read(black_box("Nguyễn Thị Thu Hà")))
    });
    group.bench_function("date", |b| b.iter(|| date::read(black_box(&day), hints)));
    group.bench_function("national id", |b| {
        b.iter(|| national_id::read(black_box(&id), national_id::Known::default()));
    });
    let phone = written("0912345678");
    group.bench_function("phone", |b| b.iter(|| normalise::phone::read(black_box(&phone))));
    group.bench_function("ethnic group", |b| {
        b.iter(|| normalise::ethnicity::read(black_box("Mường")))
    });
    group.bench_function("schooling", |b| {
        b.iter(|| normalise::education::of_text(black_box("Cử nhân Luật")));
    });
    group.bench_function("political theory", |b| {
        b.iter(|| normalise::theory::of_text(black_box("Trung cấp LLCT"), 2026));
    });
    group.bench_function("rating", |b| {
        b.iter(|| normalise::rating::read(black_box("Hoàn thành tốt nhiệm vụ")));
    });
    group.bench_function("class", |b| {
        b.iter(|| courses.read(black_box("Lớp Trung cấp LLCT khóa 45"), None));
    });
    group.bench_function("position and workplace", |b| {
        b.iter(|| normalise::position::split(black_box("Phó Trưởng phòng, Sở Nội vụ"), false));
    });
    group.finish();
}

criterion_group!(benches, form, cells);
criterion_main!(benches);
