//! Every repair shows: the records file and the officer's workbook keep what the form
//! said, where, and what was done to it, down to a cell that was decoded.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::process::Command;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};
use serde_json::Value;

const HEADINGS: [&str; 12] = [
    "STT",
    "Họ và tên",
    "Ngày sinh",
    "Giới tính",
    "Dân tộc",
    "Số CCCD",
    "Chức vụ, đơn vị công tác",
    "Ngày vào Đảng",
    "Ngày chính thức",
    "Trình độ chuyên môn",
    "Số điện thoại",
    "Lớp đăng ký",
];

/// Field, what its cell holds, the kind of repair that it takes; row by row.
const CELLS: [&[(&str, &str, &str)]; 3] = [
    &[
        ("full_name", "ĐINH THỊ HOÀ", "letter_case"),
        ("birth_date", "O5/1O/1980", "look_alike_digits"),
        ("ethnicity", "Mán", "usual_name"),
        ("national_id", "017 180 001 234", "separators"),
        ("position", "Phó Trưởng phòng, Sở Tài chính", "split"),
        ("party_joined", "03/02/10", "short_year"),
        ("party_official", "03/02/2011 theo QĐ 12", "taken_from_text"),
        ("phone", "01681234567", "phone_prefix"),
    ],
    &[
        ("full_name", "Bà Trần Thị Thuỷ", "title_dropped"),
        ("full_name", "Bà Trần Thị Thuỷ", "tone_placement"),
        ("birth_date", "31118", "serial_number"),
        ("phone", "912345678", "lost_zeros"),
        ("position", "Phó Trươ\u{309}ng phòng, Sở Tài chính", "unicode"),
    ],
    &[
        ("full_name", "NguyÔn V¨n Hïng", "legacy_encoding"),
        ("ethnicity", "M\u{AD}êng", "legacy_encoding"),
        ("position", "Phã Tr\u{AD}ëng phßng, Së Tµi chÝnh", "legacy_encoding"),
    ],
];

/// Which column a field stands in.
fn column(field: &str) -> u16 {
    let fields = [
        "ordinal",
        "full_name",
        "birth_date",
        "sex",
        "ethnicity",
        "national_id",
        "position",
        "party_joined",
        "party_official",
        "education",
        "phone",
        "course",
    ];
    fields.iter().position(|name| *name == field).unwrap() as u16
}

const FIRST_ROW: u32 = 6;

fn write_form(path: &Path) {
    let mut book = Workbook::new();
    let sheet = book.add_worksheet();
    sheet.write(0, 0, "CHI BỘ SỞ TÀI CHÍNH").unwrap();
    sheet.write(2, 0, "DANH SÁCH ĐĂNG KÝ HỌC LỚP LÝ LUẬN CHÍNH TRỊ THÁNG 11/2026").unwrap();
    for (number, heading) in (0..).zip(HEADINGS) {
        sheet.write(4, number, heading).unwrap();
    }
    let abc = Format::new().set_font_name(".VnTime");
    let date = Format::new().set_num_format("dd/mm/yyyy");
    for (number, cells) in (0..).zip(CELLS) {
        let row = FIRST_ROW - 1 + number;
        sheet.write(row, 0, number + 1).unwrap();
        sheet.write(row, column("birth_date"), "12/03/1985").unwrap();
        sheet.write(row, column("sex"), ["Nữ", "Nữ", "Nam"][number as usize]).unwrap();
        sheet.write(row, column("ethnicity"), "Kinh").unwrap();
        sheet.write(row, column("course"), "TC-K45").unwrap();
        for (field, text, repair) in cells {
            match *repair {
                "legacy_encoding" => sheet.write_with_format(row, column(field), *text, &abc),
                _ => sheet.write(row, column(field), *text),
            }
            .unwrap();
        }
        // 12/12 of schooling that a spreadsheet took for a day.
        let day = ExcelDateTime::from_ymd(2026, 12, 12).unwrap();
        sheet.write_with_format(row, column("education"), &day, &date).unwrap();
    }
    book.save(path).unwrap();
}

fn tonghop(arguments: &[&str]) {
    let output = Command::new(env!("CARGO_BIN_EXE_tonghop")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// Cell → what was written in it, out of the officer's list of repaired values.
fn shown_to_the_officer(outbox: &Path) -> BTreeMap<String, BTreeSet<String>> {
    let mut book: Xlsx<_> = open_workbook(outbox.join("TongHop_2026-11.xlsx")).unwrap();
    let mut shown: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    for name in book.sheet_names() {
        let range = book.worksheet_range(&name).unwrap();
        let rows: Vec<&[Data]> = range.rows().collect();
        let is_heading = |row: &&&[Data]| row.iter().any(|cell| cell == "Chữ ghi trong đơn");
        let Some(headings) = rows.iter().find(is_heading) else { continue };
        let at = |heading| headings.iter().position(|cell| cell == heading).unwrap();
        let (cell, raw) = (at("Ô"), at("Chữ ghi trong đơn"));
        for row in &rows {
            shown.entry(row[cell].to_string()).or_default().insert(row[raw].to_string());
        }
    }
    shown
}

#[test]
fn every_repaired_cell_keeps_its_text_its_place_and_what_was_done() {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("tinh");
    fs::create_dir_all(root.join("inbox/2026-11")).unwrap();
    fs::create_dir_all(root.join("reference")).unwrap();
    fs::write(root.join("tonghop.toml"), "").unwrap();
    for entry in fs::read_dir("samples/tinh-mau/reference").unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), root.join("reference").join(entry.file_name())).unwrap();
    }
    write_form(&root.join("inbox/2026-11/So Tai chinh.xlsx"));
    tonghop(&["run", root.to_str().unwrap(), "--quiet"]);

    let outbox = root.join("outbox/2026-11");
    let records = fs::read_to_string(outbox.join("data/records.jsonl")).unwrap();
    let records: Vec<Value> =
        records.lines().map(|line| serde_json::from_str(line).unwrap()).collect();
    assert_eq!(records.len(), CELLS.len());
    let shown = shown_to_the_officer(&outbox);
    let dates = [("education", "12/12/2026", "not_a_date")];
    for ((number, cells), record) in (0u32..).zip(CELLS).zip(&records) {
        for (field, text, repair) in cells.iter().chain(&dates) {
            let letter = char::from(b'A' + column(field) as u8);
            let cell = format!("{letter}{}", FIRST_ROW + number);
            assert_eq!(record["raw"][field], *text, "{field}: {record}");
            assert_eq!(record["cells"][field], *cell, "{field}");
            let repairs = record["repairs"][field].as_array().cloned().unwrap_or_default();
            assert!(repairs.iter().any(|one| one == repair), "{field}: {repairs:?}");
            let texts = shown.get(&cell).cloned().unwrap_or_default();
            assert!(texts.contains(*text), "{cell} {field}: {texts:?}");
        }
    }
    assert_eq!(records[2]["fields"]["full_name"], "Nguyễn Văn Hùng");
    assert_eq!(records[2]["fields"]["ethnicity"], "Mường");
    assert_eq!(records[2]["fields"]["workplace"], "Sở Tài chính");
}
