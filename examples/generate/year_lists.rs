//! The officer's lists of the sample year.

use std::error::Error;
use std::path::Path;

use chrono::NaiveDate;

use crate::grid::Value;
use crate::people::{Person, Theory};
use crate::province::{ROSTER_HEADS, SAMPLE_UNITS, Unit, education, sex, theory};
use crate::rng::Rng;
use crate::year::{save, table, text};

/// Code, name, level, mode, opens, closes, seats, deadline.
pub const COURSES: &[[&str; 8]] = &[
    [
        "TC-K51",
        "Trung cấp lý luận chính trị khóa 51",
        "Trung cấp",
        "Không tập trung",
        "15/03/2025",
        "20/12/2025",
        "30",
        "28/02/2025",
    ],
    [
        "TC-K52",
        "Trung cấp lý luận chính trị khóa 52",
        "Trung cấp",
        "Không tập trung",
        "15/04/2026",
        "30/11/2026",
        "24",
        "31/03/2026",
    ],
    [
        "TC-K53",
        "Trung cấp lý luận chính trị khóa 53",
        "Trung cấp",
        "Tập trung",
        "05/09/2026",
        "28/02/2027",
        "12",
        "20/08/2026",
    ],
    [
        "SC-2026",
        "Sơ cấp lý luận chính trị năm 2026",
        "Sơ cấp",
        "Không tập trung",
        "11/05/2026",
        "20/06/2026",
        "20",
        "25/04/2026",
    ],
];

pub fn write(folder: &Path, units: &[Unit], rng: &mut Rng) -> Result<(), Box<dyn Error>> {
    let rows = units.iter().map(|unit| {
        let short = SAMPLE_UNITS.iter().find(|(code, _)| *code == unit.code).map_or("", |it| it.1);
        [unit.code.as_str(), &unit.name, short].map(text).to_vec()
    });
    let heads = ["Mã", "Tên tổ chức đảng", "Tên gọi khác"];
    save(&folder.join("units.xlsx"), table("Đơn vị", &[], &heads, rows.collect()))?;
    let heads = [
        "Mã lớp",
        "Tên lớp",
        "Trình độ",
        "Hình thức",
        "Khai giảng",
        "Bế giảng",
        "Sĩ số tối đa",
        "Hạn đăng ký",
    ];
    let rows = COURSES.iter().map(|course| course.map(text).to_vec());
    save(&folder.join("courses.xlsx"), table("Lớp", &[], &heads, rows.collect()))?;
    let members = || units.iter().flat_map(|unit| unit.people.iter().map(move |one| (unit, one)));
    let rows = members().enumerate().map(|(index, (unit, person))| member(index, unit, person));
    save(&folder.join("roster.xlsx"), table("Đảng viên", &[], ROSTER_HEADS, rows.collect()))?;
    let graduates = members().filter(|(_, person)| person.theory == Theory::Intermediate);
    let rows = graduates.map(|(_, person)| graduate(person, 2020 + rng.below(6) as i32));
    let heads =
        ["Họ và tên", "Ngày sinh", "Số CCCD", "Trình độ", "Lớp", "Năm tốt nghiệp", "Xếp loại"];
    save(&folder.join("completed.xlsx"), table("Đã tốt nghiệp", &[], &heads, rows.collect()))?;
    let planned = members().filter(|(_, person)| !person.planned.is_empty());
    let rows = planned.map(|(unit, person)| {
        vec![
            text(person.full_name()),
            Value::Date(person.birth),
            text(unit.code.as_str()),
            text(person.planned),
            text("2025-2030"),
        ]
    });
    let heads = ["Họ và tên", "Ngày sinh", "Mã tổ chức đảng", "Chức danh quy hoạch", "Nhiệm kỳ"];
    save(&folder.join("planned.xlsx"), table("Quy hoạch", &[], &heads, rows.collect()))
}

fn member(index: usize, unit: &Unit, person: &Person) -> Vec<Value> {
    vec![
        Value::Number((index + 1) as f64),
        text(person.full_name()),
        Value::Date(person.birth),
        text(sex(person)),
        text(person.ethnicity),
        text(person.id.as_str()),
        text(person.card.as_str()),
        Value::Date(person.joined),
        Value::Date(person.official),
        text(unit.code.as_str()),
        text(person.position),
        text(education(person.education)),
        text(theory(person.theory)),
    ]
}

fn graduate(person: &Person, year: i32) -> Vec<Value> {
    vec![
        text(person.full_name()),
        Value::Date(person.birth),
        text(person.id.as_str()),
        text("Trung cấp"),
        text(format!("TC-K{}", 26 + year - 2000)),
        text(year.to_string()),
        text(if person.female { "Giỏi" } else { "Khá" }),
    ]
}

/// A day as the lists write it.
pub fn day(date: NaiveDate) -> String {
    date.format("%d/%m/%Y").to_string()
}
