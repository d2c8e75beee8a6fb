//! A made-up province: units, courses and the officer's lists.

use std::path::Path;

use rust_xlsxwriter::{Format, XlsxError};

use crate::grid::new_book;
use crate::people::{Education, Person, Theory};
use crate::rng::Rng;

pub struct Unit {
    pub code: String,
    pub name: String,
    /// What stands behind `Chi bộ`.
    pub short: String,
    pub people: Vec<Person>,
}

pub struct Course {
    pub code: &'static str,
    pub name: &'static str,
    pub level: &'static str,
    pub full_time: bool,
}

pub const COURSES: &[Course] = &[
    Course {
        code: "TC-K45",
        name: "Trung cấp lý luận chính trị khóa 45",
        level: "Trung cấp",
        full_time: false,
    },
    Course {
        code: "TC-K46",
        name: "Trung cấp lý luận chính trị khóa 46",
        level: "Trung cấp",
        full_time: true,
    },
    Course {
        code: "SC-2026",
        name: "Sơ cấp lý luận chính trị năm 2026",
        level: "Sơ cấp",
        full_time: false,
    },
];

/// The units of the sample, by name.
pub const SAMPLE_UNITS: &[(&str, &str)] = &[
    ("CB-STC", "Sở Tài chính"),
    ("CB-SNV", "Sở Nội vụ"),
    ("CB-SYT", "Sở Y tế"),
    ("CB-STP", "Sở Tư pháp"),
    ("CB-SCT", "Sở Công Thương"),
    ("CB-SXD", "Sở Xây dựng"),
    ("CB-TTR", "Thanh tra tỉnh"),
    ("CB-VPTU", "Văn phòng Tỉnh ủy"),
    ("CB-MTTQ", "Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh"),
    ("CB-BHXH", "Bảo hiểm xã hội tỉnh"),
    ("CB-BVDK", "Bệnh viện Đa khoa tỉnh"),
    ("CB-TCT", "Trường Chính trị tỉnh"),
];

/// Headings of the roster.
pub const ROSTER_HEADS: &[&str] = &[
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Dân tộc",
    "Số CCCD",
    "Số thẻ đảng viên",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Mã tổ chức đảng",
    "Chức vụ",
    "Trình độ chuyên môn",
    "Trình độ LLCT",
];

const KINDS: &[&str] =
    &["Trường Tiểu học", "Trường THCS", "Trạm Y tế", "Hợp tác xã", "Trường Mầm non"];
const COMMUNES: &[&str] = &[
    "An Bình",
    "Bảo Hiệu",
    "Cao Dương",
    "Dũng Phong",
    "Đa Phúc",
    "Gia Mô",
    "Hợp Kim",
    "Kim Lập",
    "Lạc Sỹ",
    "Mai Hạ",
    "Nật Sơn",
    "Phú Cường",
    "Quy Mỹ",
    "Sào Báy",
    "Tân Pheo",
    "Vạn Mai",
    "Xuân Thủy",
    "Yên Phú",
];

pub fn units(count: usize, per_unit: usize, rng: &mut Rng) -> Vec<Unit> {
    (0..count)
        .map(|index| {
            let (code, short) = match SAMPLE_UNITS.get(index) {
                Some((code, short)) => ((*code).to_owned(), (*short).to_owned()),
                None => made_up(index - SAMPLE_UNITS.len()),
            };
            let people =
                (0..per_unit).map(|person| Person::new(format!("{code}#{person}"), rng)).collect();
            Unit { name: format!("Chi bộ {short}"), code, short, people }
        })
        .collect()
}

fn made_up(index: usize) -> (String, String) {
    let kind = KINDS[index % KINDS.len()];
    let commune = COMMUNES[index / KINDS.len() % COMMUNES.len()];
    let number = index / KINDS.len() / COMMUNES.len() + 1;
    (format!("CB-{:05}", index + 1), format!("{kind} {commune} {number}"))
}

/// Writes the officer's lists of the province into `reference/`.
pub fn write_lists(folder: &Path, units: &[Unit]) -> Result<(), XlsxError> {
    let rows =
        units.iter().map(|unit| vec![unit.code.clone(), unit.name.clone(), unit.short.clone()]);
    write(folder, "units.xlsx", &["Mã", "Tên tổ chức đảng", "Tên gọi khác"], rows)?;
    let rows = COURSES.iter().map(|course| {
        let mode = if course.full_time { "Tập trung" } else { "Không tập trung" };
        let words =
            [course.code, course.name, course.level, mode, "15/12/2026", "15/12/2027", "60"];
        words.map(str::to_owned).to_vec()
    });
    let heads =
        ["Mã lớp", "Tên lớp", "Trình độ", "Hình thức", "Khai giảng", "Bế giảng", "Sĩ số tối đa"];
    write(folder, "courses.xlsx", &heads, rows)?;
    write_roster(folder, units)?;
    let rows = units.iter().flat_map(|unit| {
        COURSES
            .iter()
            .map(|course| vec![unit.code.clone(), course.code.to_owned(), "8".into(), "6".into()])
    });
    write(folder, "quotas.xlsx", &["Mã tổ chức đảng", "Mã lớp", "Kế hoạch", "Chỉ tiêu"], rows)
}

/// A sheet of Excel takes no more lines: a country has no roster.
const MOST_MEMBERS: usize = 1_048_000;

fn write_roster(folder: &Path, units: &[Unit]) -> Result<(), XlsxError> {
    let members =
        units.iter().flat_map(|unit| unit.people.iter().map(move |person| (unit, person)));
    if members.clone().count() > MOST_MEMBERS {
        return Ok(());
    }
    let rows = members.enumerate().map(|(index, (unit, person))| member(index, unit, person));
    write(folder, "roster.xlsx", ROSTER_HEADS, rows)
}

fn member(index: usize, unit: &Unit, person: &Person) -> Vec<String> {
    let day = |date: chrono::NaiveDate| date.format("%d/%m/%Y").to_string();
    vec![
        (index + 1).to_string(),
        person.full_name(),
        day(person.birth),
        sex(person).to_owned(),
        person.ethnicity.to_owned(),
        person.id.clone(),
        person.card.clone(),
        day(person.joined),
        day(person.official),
        unit.code.clone(),
        person.position.to_owned(),
        education(person.education).to_owned(),
        theory(person.theory).to_owned(),
    ]
}

pub fn sex(person: &Person) -> &'static str {
    if person.female { "Nữ" } else { "Nam" }
}

pub fn education(education: Education) -> &'static str {
    match education {
        Education::College => "Cao đẳng",
        Education::University => "Đại học",
        Education::Master => "Thạc sĩ",
    }
}

pub fn theory(theory: Theory) -> &'static str {
    match theory {
        Theory::None => "",
        Theory::Elementary => "Sơ cấp",
        Theory::Intermediate => "Trung cấp",
    }
}

fn write(
    folder: &Path,
    name: &str,
    heads: &[&str],
    rows: impl Iterator<Item = Vec<String>>,
) -> Result<(), XlsxError> {
    let mut workbook = new_book();
    let bold = Format::new().set_bold();
    let sheet = workbook.add_worksheet().set_name("Danh mục")?;
    sheet.set_column_width(1, 30)?;
    for (column, head) in heads.iter().enumerate() {
        sheet.write_with_format(0, column as u16, *head, &bold)?;
    }
    for (row, cells) in rows.enumerate() {
        for (column, cell) in cells.iter().enumerate().filter(|(_, cell)| !cell.is_empty()) {
            sheet.write(row as u32 + 1, column as u16, cell)?;
        }
    }
    workbook.save(folder.join(name))
}
