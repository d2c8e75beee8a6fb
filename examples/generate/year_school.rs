//! Registrations of the sample year, and what the school sends back.

use std::error::Error;
use std::path::Path;

use crate::grid::{Grid, Value};
use crate::people::{Person, Theory};
use crate::province::{Unit, education, sex, theory};
use crate::year::{number, save, table, text, without};
use crate::year_lists::{COURSES, day};

/// How many of each unit register for TC-K52, SC-2026, TC-K53.
const SENT: [[usize; 12]; 3] = [
    [3, 2, 2, 1, 5, 1, 0, 2, 1, 2, 3, 1],
    [2, 1, 2, 0, 2, 1, 0, 1, 2, 1, 2, 0],
    [1, 0, 1, 0, 1, 1, 0, 0, 1, 1, 0, 1],
];

/// A person with the unit.
pub type Sent<'a> = (&'a Unit, &'a Person);

pub fn write(workspace: &Path, units: &[Unit]) -> Result<(), Box<dyn Error>> {
    // The year before: six people for the class of that year.
    let before: Vec<Sent> =
        units.iter().step_by(2).filter_map(|unit| Some((unit, without(unit).last()?))).collect();
    forms(workspace, "2025-02", &COURSES[0], &before)?;
    let [intermediate, elementary, full_time] = SENT;
    let mut taken: Vec<&str> = Vec::new();
    let first = take(units, &intermediate, &mut taken, |_| true);
    forms(workspace, "2026-03", &COURSES[1], &first)?;
    let second = take(units, &elementary, &mut taken, |person| person.theory == Theory::None);
    forms(workspace, "2026-04", &COURSES[3], &second)?;
    let third = take(units, &full_time, &mut taken, |_| true);
    forms(workspace, "2026-08", &COURSES[2], &third)?;
    let folder = workspace.join("inbox/2026-KQ");
    intermediate_class(&folder, &first)?;
    elementary_class(&folder, &second)?;
    let admitted = admission("TC-K53", "Trung cấp lý luận chính trị khóa 53", &third, false);
    save(&folder.join("Trung tuyen TC-K53.xlsx"), admitted)
}

/// The first people of each unit who fit and register for nothing else yet.
fn take<'a>(
    units: &'a [Unit],
    counts: &[usize; 12],
    taken: &mut Vec<&'a str>,
    fits: impl Fn(&Person) -> bool,
) -> Vec<Sent<'a>> {
    let mut sent = Vec::new();
    for (unit, count) in units.iter().zip(counts) {
        let free: Vec<&Person> =
            without(unit).filter(|one| !taken.contains(&one.key.as_str()) && fits(one)).collect();
        // Who registered the year before stands last and is left for another year.
        let last = without(unit).last().map(|one| one.key.as_str());
        let free = free.into_iter().filter(|one| Some(one.key.as_str()) != last).take(*count);
        for person in free {
            taken.push(&person.key);
            sent.push((unit, person));
        }
    }
    sent
}

/// A form for each unit.
fn forms(
    workspace: &Path,
    month: &str,
    course: &[&str; 8],
    sent: &[Sent],
) -> Result<(), Box<dyn Error>> {
    let mut from = 0;
    while let Some((unit, _)) = sent.get(from) {
        let own: Vec<&Sent> =
            sent[from..].iter().take_while(|(of, _)| of.code == unit.code).collect();
        let path = workspace.join("inbox").join(month).join(format!("{}.xlsx", unit.name));
        save(&path, form(unit, month, course, &own))?;
        from += own.len();
    }
    Ok(())
}

const HEADS: [&str; 16] = [
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Dân tộc",
    "Số CCCD",
    "Chức vụ",
    "Đơn vị công tác",
    "Chức danh quy hoạch",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Trình độ chuyên môn",
    "Trình độ LLCT",
    "Xếp loại năm trước nữa",
    "Xếp loại năm trước",
    "Lớp đăng ký",
];

fn form(unit: &Unit, month: &str, course: &[&str; 8], sent: &[&Sent]) -> Grid {
    let (year, number_of_month) = month.split_once('-').unwrap_or_default();
    let title = format!(
        "DANH SÁCH ĐĂNG KÝ HỌC {} THÁNG {number_of_month} NĂM {year}",
        course[1].to_uppercase()
    );
    let titles = vec![unit.name.to_uppercase(), title];
    let year: i32 = year.parse().unwrap_or_default();
    let ratings = [format!("Xếp loại năm {}", year - 2), format!("Xếp loại năm {}", year - 1)];
    let mut heads = HEADS;
    (heads[13], heads[14]) = (&ratings[0], &ratings[1]);
    let rows = sent.iter().enumerate().map(|(index, (unit, person))| {
        vec![
            number(index as f64 + 1.0),
            text(person.full_name()),
            Value::Date(person.birth),
            text(sex(person)),
            text(person.ethnicity),
            text(person.id.as_str()),
            text(person.position),
            text(unit.short.as_str()),
            text(person.planned),
            Value::Date(person.joined),
            Value::Date(person.official),
            text(education(person.education)),
            text(theory(person.theory)),
            text("Hoàn thành tốt nhiệm vụ"),
            text("Hoàn thành tốt nhiệm vụ"),
            text(course[0]),
        ]
    });
    table("Đăng ký", &titles, &heads, rows.collect())
}

fn titles(kind: &str, class: &str) -> Vec<String> {
    vec!["TRƯỜNG CHÍNH TRỊ TỈNH".to_owned(), format!("{kind} LỚP {}", class.to_uppercase())]
}

/// Names in capitals, days as text; with a column that says who came.
fn admission(code: &str, class: &str, sent: &[Sent], came: bool) -> Grid {
    let rows = sent.iter().enumerate().map(|(index, (unit, person))| {
        let mut row = vec![
            number(index as f64 + 1.0),
            text(person.full_name().to_uppercase()),
            text(day(person.birth)),
            text(sex(person)),
            text(unit.short.as_str()),
        ];
        row.extend(came.then(|| text(if index == 1 { "Không nhập học" } else { "x" })));
        row
    });
    let mut heads = vec!["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Đơn vị công tác"];
    heads.extend(came.then_some("Nhập học"));
    table(code, &titles("DANH SÁCH HỌC VIÊN TRÚNG TUYỂN", class), &heads, rows.collect())
}

/// One withdraws, one is not admitted, one does not come, one drops out, one
/// fails; one of the graduates has no number yet. And one learner is nobody's.
fn intermediate_class(folder: &Path, sent: &[Sent]) -> Result<(), Box<dyn Error>> {
    let (code, class) = ("TC-K52", "Trung cấp lý luận chính trị khóa 52");
    let (withdrawn, rest) = sent.split_at(1);
    let heads = ["STT", "Họ và tên", "Ngày sinh", "Đơn vị công tác", "Lý do"];
    let rows = withdrawn.iter().map(|(unit, person)| {
        vec![
            number(1),
            text(person.full_name()),
            Value::Date(person.birth),
            text(unit.short.as_str()),
            text("Việc gia đình"),
        ]
    });
    let grid =
        table(code, &titles("DANH SÁCH HỌC VIÊN XIN RÚT KHỎI", class), &heads, rows.collect());
    save(&folder.join("Xin rut TC-K52.xlsx"), grid)?;
    let admitted = &rest[1..];
    let mut grid = admission(code, class, admitted, false);
    let last = grid.last_row() + 1;
    for (column, value) in (0..).zip([
        number(admitted.len() as f64 + 1.0),
        text("ĐẶNG QUỐC KHÁNH VŨ"),
        text("11/11/1984"),
        text("Nam"),
        text("Trường Chính trị"),
    ]) {
        grid.put(last, column, Some(value));
    }
    save(&folder.join("Trung tuyen TC-K52.xlsx"), grid)?;
    let came = &admitted[1..];
    save(&folder.join("Theo doi chuyen can K52.xlsx"), attendance(code, class, came))?;
    let stayed = &came[1..];
    save(&folder.join("Bang diem TC-K52.xlsx"), marks(code, class, stayed))?;
    save(
        &folder.join("Tot nghiep TC-K52.xlsx"),
        graduation(code, class, &stayed[1..], "TC 52", "30/11/2026"),
    )
}

fn attendance(code: &str, class: &str, came: &[Sent]) -> Grid {
    let rows = came.iter().enumerate().map(|(index, (_, person))| {
        vec![
            number(index as f64 + 1.0),
            text(person.full_name()),
            Value::Date(person.birth),
            number(60),
            number((index % 4) as f64),
            number(f64::from(u8::from(index == 0)) * 20.0),
            text(if index == 0 { "Bỏ học từ tháng 6" } else { "" }),
        ]
    });
    let heads = [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        "Tổng số buổi",
        "Vắng có phép",
        "Vắng không phép",
        "Tình trạng",
    ];
    table(code, &titles("THEO DÕI CHUYÊN CẦN", class), &heads, rows.collect())
}

/// The name in two columns.
fn marks(code: &str, class: &str, stayed: &[Sent]) -> Grid {
    let rows = stayed.iter().enumerate().map(|(index, (_, person))| {
        let mark = if index == 0 { 4.2 } else { 6.5 + (index % 7) as f64 * 0.4 };
        vec![
            number(index as f64 + 1.0),
            text(person.front_name()),
            text(person.given.as_str()),
            text(day(person.birth)),
            number(mark - 0.2),
            number(mark + 0.2),
            number(mark),
            text(if index == 0 { "Không đạt" } else { "Đạt" }),
        ]
    });
    let heads = [
        "TT",
        "Họ và đệm",
        "Tên",
        "Ngày sinh",
        "Điểm phần I",
        "Điểm phần II",
        "Điểm trung bình toàn khóa",
        "Kết quả",
    ];
    table(code, &titles("BẢNG ĐIỂM", class), &heads, rows.collect())
}

fn graduation(code: &str, class: &str, people: &[Sent], series: &str, on: &str) -> Grid {
    let rows = people.iter().enumerate().map(|(index, (_, person))| {
        let rank = ["Khá", "Giỏi", "Khá", "Trung bình"][index % 4];
        let certificate =
            if index == 2 { String::new() } else { format!("{series}-{:04}", 101 + index) };
        vec![
            number(index as f64 + 1.0),
            text(person.full_name()),
            text(day(person.birth)),
            text(person.hometown),
            text(rank),
            text(certificate),
            text(on),
        ]
    });
    let heads = [
        "STT",
        "Họ và tên",
        "Ngày sinh",
        "Quê quán",
        "Xếp loại tốt nghiệp",
        "Số hiệu bằng",
        "Ngày cấp bằng",
    ];
    table(code, &titles("DANH SÁCH HỌC VIÊN TỐT NGHIỆP", class), &heads, rows.collect())
}

fn elementary_class(folder: &Path, sent: &[Sent]) -> Result<(), Box<dyn Error>> {
    let (code, class) = ("SC-2026", "Sơ cấp lý luận chính trị năm 2026");
    save(&folder.join("Nhap hoc SC-2026.xlsx"), admission(code, class, sent, true))?;
    let stayed: Vec<Sent> =
        sent.iter().enumerate().filter(|(index, _)| *index != 1).map(|(_, one)| *one).collect();
    save(
        &folder.join("Tot nghiep SC-2026.xlsx"),
        graduation(code, class, &stayed, "SC", "20/06/2026"),
    )
}
