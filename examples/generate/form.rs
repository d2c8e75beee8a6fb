//! The layouts that units make of one and the same form.

use chrono::Datelike;
use unicode_normalization::UnicodeNormalization;

use crate::grid::{Grid, Value};
use crate::people::{Person, Theory};
use crate::province::{COURSES, Course, Unit, education, sex, theory};
use crate::rng::Rng;

/// A row to be written, and what is wrong with it.
pub struct Registration {
    pub person: Person,
    pub workplace: String,
    pub course: &'static Course,
    pub defects: Vec<&'static str>,
    /// What the sender wrote instead of the birth date, the id, the education, the course.
    pub birth_as: Option<String>,
    pub id_as: Option<String>,
    pub education_as: Option<String>,
    pub course_as: Option<String>,
    pub rating: &'static str,
    pub name_as: NameAs,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NameAs {
    Plain,
    Lower,
    Upper,
    Spaced,
    Decomposed,
    WithTitle,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Family {
    Standard,
    SplitBirth,
    Sections,
    TwoNames,
    TitleCourse,
    Offset,
    Legacy,
    CommaFile,
    WebTable,
    Marks,
}

pub const FAMILIES: &[Family] = &[
    Family::Standard,
    Family::SplitBirth,
    Family::Sections,
    Family::TwoNames,
    Family::TitleCourse,
    Family::Offset,
    Family::Legacy,
    Family::CommaFile,
    Family::WebTable,
    Family::Marks,
];

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Field {
    Ordinal,
    Name,
    Front,
    Given,
    Birth,
    BirthMale,
    BirthFemale,
    Day,
    Month,
    Year,
    Sex,
    FemaleMark,
    Ethnicity,
    Hometown,
    Id,
    Post,
    Position,
    Workplace,
    Joined,
    Official,
    Both,
    Education,
    Theory,
    TheoryMark(Theory),
    Planned,
    Rating,
    Course,
    Mode,
    Phone,
    Note,
}

type Head = (&'static [&'static str], Field);

const TAIL: &[Head] = &[
    (&["Xếp loại năm 2024"], Field::Rating),
    (&["Xếp loại năm 2025"], Field::Rating),
    (&["Lớp đăng ký"], Field::Course),
    (&["Hình thức học"], Field::Mode),
    (&["Số điện thoại"], Field::Phone),
    (&["Ghi chú"], Field::Note),
];

fn heads(family: Family) -> Vec<Head> {
    use Field::*;
    let front: &[Head] = match family {
        Family::Standard | Family::CommaFile | Family::Legacy => &[
            (&["STT"], Ordinal),
            (&["Họ và tên"], Name),
            (&["Ngày, tháng, năm sinh"], Birth),
            (&["Giới tính"], Sex),
            (&["Dân tộc"], Ethnicity),
            (&["Quê quán"], Hometown),
            (&["Số CCCD"], Id),
            (&["Chức vụ, đơn vị công tác"], Post),
            (&["Ngày vào Đảng"], Joined),
            (&["Ngày chính thức"], Official),
            (&["Trình độ chuyên môn"], Education),
            (&["Trình độ LLCT"], Theory),
            (&["Quy hoạch chức danh"], Planned),
        ],
        Family::SplitBirth => &[
            (&["TT"], Ordinal),
            (&["Họ và tên"], Name),
            (&["Năm sinh", "Nam"], BirthMale),
            (&["Năm sinh", "Nữ"], BirthFemale),
            (&["Dân tộc"], Ethnicity),
            (&["Số định danh cá nhân"], Id),
            (&["Chức vụ"], Position),
            (&["Đơn vị công tác"], Workplace),
            (&["Vào Đảng", "Dự bị"], Joined),
            (&["Vào Đảng", "Chính thức"], Official),
            (&["Trình độ", "Chuyên môn"], Education),
            (&["Trình độ", "LLCT"], Theory),
            (&["Quy hoạch"], Planned),
        ],
        Family::Sections | Family::WebTable => &[
            (&["Số TT"], Ordinal),
            (&["Họ tên đảng viên"], Name),
            (&["Sinh ngày"], Birth),
            (&["GT"], Sex),
            (&["Dân tộc"], Ethnicity),
            (&["CCCD"], Id),
            (&["Chức vụ - Đơn vị công tác"], Post),
            (&["Vào Đảng ngày"], Joined),
            (&["Chính thức"], Official),
            (&["Chuyên môn"], Education),
            (&["LLCT"], Theory),
            (&["Chức danh quy hoạch"], Planned),
        ],
        Family::TwoNames => &[
            (&["STT"], Ordinal),
            (&["Họ đệm"], Front),
            (&["Tên"], Given),
            (&["Ngày sinh"], Birth),
            (&["GT"], Sex),
            (&["Dân tộc"], Ethnicity),
            (&["Nguyên quán"], Hometown),
            (&["Số CCCD/CMND"], Id),
            (&["Chức vụ"], Position),
            (&["Nơi công tác"], Workplace),
            (&["Ngày vào Đảng"], Both),
            (&["Trình độ CM"], Education),
            (&["TĐ LLCT"], Theory),
            (&["Quy hoạch chức danh"], Planned),
        ],
        Family::TitleCourse => &[
            (&["TT"], Ordinal),
            (&["Họ và tên"], Name),
            (&["Ngày sinh"], Birth),
            (&["Giới tính"], Sex),
            (&["D.tộc"], Ethnicity),
            (&["Số CCCD"], Id),
            (&["Chức vụ và nơi công tác"], Post),
            (&["Ngày, tháng, năm vào Đảng", "Dự bị"], Joined),
            (&["Ngày, tháng, năm vào Đảng", "Chính thức"], Official),
            (&["Trình độ", "Chuyên môn"], Education),
            (&["Trình độ", "LLCT"], Theory),
            (&["Quy hoạch chức danh"], Planned),
            (&["Xếp loại 2 năm liền kề", "2024"], Rating),
            (&["Xếp loại 2 năm liền kề", "2025"], Rating),
            (&["ĐT liên hệ"], Phone),
            (&["Ghi chú"], Note),
        ],
        Family::Offset => &[
            (&["Stt"], Ordinal),
            (&["Họ và tên"], Name),
            (&["Ngày sinh"], Birth),
            (&["Nữ"], FemaleMark),
            (&["Dân tộc"], Ethnicity),
            (&["Số CCCD"], Id),
            (&["Chức vụ, nơi công tác"], Post),
            (&["Ngày vào Đảng"], Joined),
            (&["Ngày chính thức"], Official),
            (&["Chuyên môn"], Education),
            (&["Lý luận chính trị"], Theory),
            (&["Quy hoạch"], Planned),
        ],
        Family::Marks => &[
            (&["TT"], Ordinal),
            (&["Họ và tên"], Name),
            (&["Ngày sinh", "Ngày"], Day),
            (&["Ngày sinh", "Tháng"], Month),
            (&["Ngày sinh", "Năm"], Year),
            (&["Giới tính"], Sex),
            (&["Dân tộc"], Ethnicity),
            (&["Số CCCD"], Id),
            (&["Chức vụ"], Position),
            (&["Đơn vị công tác"], Workplace),
            (&["Ngày vào Đảng", "Dự bị"], Joined),
            (&["Ngày vào Đảng", "Chính thức"], Official),
            (&["Trình độ", "Chuyên môn"], Education),
            (
                &["Trình độ", "Lý luận chính trị", "Trung cấp"],
                TheoryMark(crate::people::Theory::Intermediate),
            ),
            (
                &["Trình độ", "Lý luận chính trị", "Sơ cấp"],
                TheoryMark(crate::people::Theory::Elementary),
            ),
            (&["Chức danh quy hoạch"], Planned),
        ],
    };
    let tail: &[Head] = match family {
        Family::TitleCourse => &[],
        Family::Sections => &[TAIL[0], TAIL[1], TAIL[4], TAIL[5]],
        _ => TAIL,
    };
    [front, tail].concat()
}

/// Lays the rows out as a family of forms does; gives the sheet and the row of each registration, counted from zero.
pub fn lay_out(
    family: Family,
    unit: &Unit,
    month: (i32, u32),
    rows: &[Registration],
    rng: &mut Rng,
) -> (Grid, Vec<u32>) {
    let heads = heads(family);
    let left = if family == Family::Offset { 1 } else { 0 };
    let mut grid = Grid { name: "Danh sách".to_owned(), ..Grid::default() };
    let mut row = title(&mut grid, family, unit, month, left, rows, rng);
    let first = row;
    row = header(&mut grid, &heads, row, left);
    if matches!(family, Family::SplitBirth | Family::TitleCourse) {
        for column in 0..heads.len() as u16 {
            let number = format!("({})", column + 1);
            grid.text(row, left + column, number);
        }
        row += 1;
    }
    let mut places = vec![0; rows.len()];
    let mut order: Vec<usize> = (0..rows.len()).collect();
    if family == Family::Sections {
        order.sort_by_key(|&index| rows[index].course.code);
    }
    let mut section = "";
    for (ordinal, &index) in order.iter().enumerate() {
        let registration = &rows[index];
        if family == Family::Sections && section != registration.course.code {
            section = registration.course.code;
            let roman = ["I", "II", "III"]
                [COURSES.iter().position(|course| course.code == section).unwrap_or(0)];
            grid.text(row, left, roman);
            grid.text(row, left + 1, format!("Lớp {}", registration.course.name));
            row += 1;
        }
        for (column, (_, field)) in heads.iter().enumerate() {
            let value = value(*field, family, registration, ordinal + 1);
            grid.put(row, left + column as u16, value);
        }
        places[index] = row;
        row += 1;
    }
    if family == Family::Offset {
        for extra in 1..=5 {
            grid.put(row, left, Some(Value::Number((rows.len() + extra) as f64)));
            row += 1;
        }
    }
    grid.boxed = Some((first, row.saturating_sub(1)));
    closing(&mut grid, family, row, left, rows.len());
    (grid, places)
}

fn title(
    grid: &mut Grid,
    family: Family,
    unit: &Unit,
    (year, month): (i32, u32),
    left: u16,
    rows: &[Registration],
    rng: &mut Rng,
) -> u32 {
    grid.text(0, left, "ĐẢNG BỘ CÁC CƠ QUAN TỈNH");
    grid.text(0, left + 7, "ĐẢNG CỘNG SẢN VIỆT NAM");
    grid.text(1, left, if rng.chance(50) { unit.name.to_uppercase() } else { unit.name.clone() });
    grid.text(
        1,
        left + 7,
        format!("Hòa Bình, ngày {:02} tháng {month:02} năm {year}", rng.between(3, 14)),
    );
    let course = rows
        .first()
        .filter(|_| family == Family::TitleCourse)
        .map(|row| row.course.name.to_uppercase());
    grid.text(
        3,
        left,
        match course {
            Some(course) => format!("DANH SÁCH ĐĂNG KÝ HỌC LỚP {course}"),
            None => "DANH SÁCH ĐĂNG KÝ HỌC CÁC LỚP LÝ LUẬN CHÍNH TRỊ".to_owned(),
        },
    );
    grid.merges.push((3, left, 3, left + 9));
    grid.text(4, left, format!("(Tháng {month:02} năm {year})"));
    6
}

/// Headings of one to three rows: a path's last heading reaches down to the last row.
fn header(grid: &mut Grid, heads: &[Head], top: u32, left: u16) -> u32 {
    let depth = heads.iter().map(|(path, _)| path.len()).max().unwrap_or(1);
    for (column, (path, _)) in heads.iter().enumerate() {
        for (level, words) in path.iter().enumerate() {
            let prefix = &path[..=level];
            let same = |other: usize| {
                heads[other].0.get(..=level) == Some(prefix) && path.len() > level + 1
            };
            if column > 0 && same(column - 1) {
                continue;
            }
            let last = (column..heads.len())
                .take_while(|&other| other == column || same(other))
                .last()
                .unwrap_or(column);
            let bottom = if path.len() == level + 1 { depth - 1 } else { level };
            let (row, first) = (top + level as u32, left + column as u16);
            grid.text(row, first, *words);
            if last > column || bottom > level {
                grid.merges.push((row, first, top + bottom as u32, left + last as u16));
            }
        }
    }
    top + depth as u32
}

fn closing(grid: &mut Grid, family: Family, row: u32, left: u16, count: usize) {
    if matches!(family, Family::Standard | Family::TwoNames | Family::WebTable) {
        grid.text(row, left + 1, format!("Danh sách này có {count:02} đồng chí"));
    }
    grid.text(row + 2, left + 1, "Nơi nhận:");
    grid.text(row + 3, left + 1, "- Lưu Chi bộ.");
    grid.text(row + 2, left + 8, "T/M CHI BỘ");
    grid.text(row + 3, left + 8, "BÍ THƯ");
    grid.text(row + 7, left + 8, "Bùi Văn Mẫu");
}

fn value(field: Field, family: Family, row: &Registration, ordinal: usize) -> Option<Value> {
    let person = &row.person;
    let text = |text: &str| Some(Value::Text(text.to_owned()));
    let birth = || birth(family, row);
    match field {
        Field::Ordinal => Some(Value::Number(ordinal as f64)),
        Field::Name => text(&name(row)),
        Field::Front => text(&person.front_name()),
        Field::Given => text(&person.given),
        Field::Birth => birth(),
        Field::BirthMale => birth().filter(|_| !person.female),
        Field::BirthFemale => birth().filter(|_| person.female),
        Field::Day => Some(Value::Number(f64::from(person.birth.day()))),
        Field::Month => Some(Value::Number(f64::from(person.birth.month()))),
        Field::Year => Some(Value::Number(f64::from(person.birth.year()))),
        Field::Sex => text(sex(person)),
        Field::FemaleMark => text(if person.female { "x" } else { "" }),
        Field::Ethnicity => text(person.ethnicity),
        Field::Hometown => text(person.hometown),
        Field::Id => id(family, row),
        Field::Post => text(&format!("{}, {}", person.position, row.workplace)),
        Field::Position => text(person.position),
        Field::Workplace => text(&row.workplace),
        Field::Joined => Some(date(family, person.joined)),
        Field::Official => Some(date(family, person.official)),
        Field::Both => text(&format!(
            "{} (CT: {})",
            person.joined.format("%d/%m/%Y"),
            person.official.format("%d/%m/%Y")
        )),
        Field::Education => {
            text(row.education_as.as_deref().unwrap_or(education(person.education)))
        }
        Field::Theory => text(theory(person.theory)),
        Field::TheoryMark(level) => text(if person.theory == level { "x" } else { "" }),
        Field::Planned => text(person.planned),
        Field::Rating => text(row.rating),
        Field::Course => text(row.course_as.as_deref().unwrap_or(row.course.name)),
        Field::Mode => {
            text(if row.course.full_time { "Tập trung" } else { "Không tập trung" })
        }
        Field::Phone if family == Family::Offset => person.phone.parse().ok().map(Value::Number),
        Field::Phone => text(&person.phone),
        Field::Note => None,
    }
}

fn name(row: &Registration) -> String {
    let full = row.person.full_name();
    match row.name_as {
        NameAs::Plain => full,
        NameAs::Lower => full.to_lowercase(),
        NameAs::Upper => full.to_uppercase(),
        NameAs::Spaced => format!("  {}", full.replacen(' ', "  ", 1)),
        NameAs::Decomposed => full.nfd().collect(),
        NameAs::WithTitle => format!("{} {full}", if row.person.female { "Bà" } else { "Ông" }),
    }
}

fn birth(family: Family, row: &Registration) -> Option<Value> {
    match &row.birth_as {
        Some(written) => Some(Value::Text(written.clone())),
        None => Some(date(family, row.person.birth)),
    }
}

fn date(family: Family, date: chrono::NaiveDate) -> Value {
    match family {
        Family::TwoNames | Family::Offset => Value::Date(date),
        Family::TitleCourse => Value::Text(date.format("%d.%m.%Y").to_string()),
        Family::Sections => Value::Text(date.format("%-d/%-m/%Y").to_string()),
        _ => Value::Text(date.format("%d/%m/%Y").to_string()),
    }
}

/// Numeric cells lose their leading zeros.
fn id(family: Family, row: &Registration) -> Option<Value> {
    let written = row.id_as.as_deref().unwrap_or(&row.person.id);
    match family {
        Family::SplitBirth if !written.is_empty() => written.parse().ok().map(Value::Number),
        _ => Some(Value::Text(written.to_owned())),
    }
}
