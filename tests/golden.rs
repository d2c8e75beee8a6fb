//! What the reports write, part by part, for one small made-up outcome.
//!
//! `UPDATE=1 cargo test --test golden` writes the expected files anew; look at the change before you keep it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use tonghop::config::OutputSettings;
use tonghop::i18n::Lang;
use tonghop::report::{Design, Outcome, ReportFile, Reports, files};

#[path = "golden/outcome.rs"]
mod outcome;

/// The library's own parts: the same in every workbook.
const NOT_OURS: [&str; 1] = ["xl/theme/theme1.xml"];

fn expected_folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden/expected")
}

fn made(lang: Lang) -> Vec<ReportFile> {
    files(&outcome::outcome(), Design::built_in(), lang).unwrap()
}

/// The parts of a workbook as text, one element a line; other files as they are.
fn parts(file: &ReportFile) -> BTreeMap<String, String> {
    if !file.path.ends_with(".xlsx") {
        let text = String::from_utf8(file.bytes.clone()).unwrap();
        return BTreeMap::from([(file.path.clone(), text)]);
    }
    let mut zip = zip::ZipArchive::new(Cursor::new(&file.bytes)).unwrap();
    let mut parts = BTreeMap::new();
    for number in 0..zip.len() {
        let mut part = zip.by_index(number).unwrap();
        let name = part.name().unwrap().into_owned();
        if NOT_OURS.contains(&name.as_str()) {
            continue;
        }
        let mut text = String::new();
        part.read_to_string(&mut text).unwrap();
        parts.insert(format!("{}/{name}", file.path), text.replace("><", ">\n<") + "\n");
    }
    parts
}

fn all_parts(lang: Lang) -> BTreeMap<String, String> {
    made(lang).iter().flat_map(parts).collect()
}

fn on_disk(folder: &Path, root: &Path, found: &mut BTreeMap<String, String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.map(Result::unwrap) {
        let path = entry.path();
        if path.is_dir() {
            on_disk(&path, root, found);
        } else {
            let name = path.strip_prefix(root).unwrap().to_str().unwrap().replace('\\', "/");
            found.insert(name, fs::read_to_string(&path).unwrap());
        }
    }
}

#[test]
fn every_part_of_every_file_is_as_expected() {
    let folder = expected_folder();
    let made = all_parts(Lang::Vi);
    if std::env::var_os("UPDATE").is_some() {
        let _ = fs::remove_dir_all(&folder);
        for (name, text) in &made {
            let path = folder.join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, text).unwrap();
        }
    }
    let mut expected = BTreeMap::new();
    on_disk(&folder, &folder, &mut expected);
    let names = |parts: &BTreeMap<String, String>| parts.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(&made), names(&expected), "other parts than expected");
    for (name, text) in &made {
        let first = text.lines().zip(expected[name].lines()).position(|(a, b)| a != b);
        assert!(text == &expected[name], "{name} differs, first at line {first:?}");
    }
}

#[test]
fn the_same_outcome_gives_the_same_bytes_on_any_number_of_threads() {
    let on = |threads| {
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().unwrap();
        pool.install(|| made(Lang::Vi))
    };
    assert!(on(1) == on(4));
}

#[test]
fn no_text_of_an_input_becomes_a_formula() {
    let parts = all_parts(Lang::Vi);
    let mut seen = 0;
    for (name, text) in &parts {
        assert!(!text.contains("<f>1+1"), "{name}");
        seen += usize::from(text.contains("=1+1"));
    }
    assert!(seen > 0, "the text is in the workbooks");
}

#[test]
fn the_other_language_leaves_no_heading_behind() {
    let parts = all_parts(Lang::En);
    let workbook = &parts["TongHop_2026-11.xlsx/xl/workbook.xml"];
    for name in ["Overview", "People", "Review", "Log"] {
        assert!(workbook.contains(&format!("name=\"{name}\"")), "{name}");
    }
    let strings = &parts["TongHop_2026-11.xlsx/xl/sharedStrings.xml"];
    for word in ["Tình trạng", "Chấp nhận", "Tổng cộng", "Họ và tên"] {
        assert!(!strings.contains(word), "{word}");
    }
}

#[test]
fn every_person_row_is_a_line_of_the_records_file() {
    let parts = all_parts(Lang::Vi);
    let lines: Vec<serde_json::Value> = parts["data/records.jsonl"]
        .lines()
        .map(|line| serde_json::from_str(line).unwrap())
        .collect();
    assert_eq!(lines.len(), 6);
    let binh = &lines[0];
    assert_eq!(binh["source"]["row"], 9);
    assert_eq!(binh["fields"]["ratings"], serde_json::json!(["good", "excellent"]));
    assert_eq!(
        (&binh["raw"]["phone"], &binh["fields"]["phone"]),
        (&"912000001".into(), &"0912000001".into())
    );
    assert_eq!(binh["cells"]["phone"], "Q9");
    assert!(lines[1]["fields"].get("national_id").is_none(), "no valid reading, no field");
    assert_eq!(lines[1]["raw"]["national_id"], "01708000");
    assert_eq!(lines[2]["person"], lines[3]["person"]);
    assert_eq!(lines[3]["fields"]["birth_date"], "1990");
}

#[test]
fn the_rows_of_each_file_add_up() {
    let parts = all_parts(Lang::Vi);
    let run: serde_json::Value = serde_json::from_str(&parts["data/run.json"]).unwrap();
    let rows = |file: &serde_json::Value| -> u64 {
        file["rows"].as_object().unwrap().values().map(|count| count.as_u64().unwrap()).sum()
    };
    let files = run["files"].as_array().unwrap();
    assert_eq!(files.iter().map(rows).collect::<Vec<_>>(), [11, 11, 8, 0]);
    let total: u64 = files.iter().map(rows).sum();
    assert_eq!(rows(&run["totals"]), total);
    let status = &run["totals"]["status"];
    assert_eq!(status, &serde_json::json!({"accepted": 4, "review": 1, "rejected": 1}));
}

/// The files of an outcome whose lists go on with a next sheet after so many rows.
fn split_after(rows: usize, outcome: &Outcome) -> BTreeMap<String, String> {
    let reports = Reports::new(outcome, Design::built_in(), Lang::Vi).with_rows_per_sheet(rows);
    let officer = reports.plan().remove(0);
    let mut bytes = Cursor::new(Vec::new());
    reports.write(&officer, &mut bytes).unwrap();
    parts(&ReportFile { path: officer.path, bytes: bytes.into_inner() })
}

#[test]
fn a_list_that_is_too_long_for_a_sheet_goes_on_with_the_next_one() {
    let parts = split_after(4, &outcome::outcome());
    let workbook = &parts["TongHop_2026-11.xlsx/xl/workbook.xml"];
    for name in ["Danh sách", "Danh sách (2)", "Phát hiện (2)"] {
        assert!(workbook.contains(&format!("name=\"{name}\"")), "{name}");
    }
    // Tables keep names of their own, and links find the row on its sheet.
    let tables = |name: &str| {
        let named = format!(" name=\"{name}\"");
        parts
            .iter()
            .filter(|(part, text)| part.contains("/tables/") && text.contains(&named))
            .count()
    };
    assert_eq!((tables("DanhSach"), tables("DanhSach2")), (1, 1));
    let links: Vec<&str> = parts.values().flat_map(|text| text.lines()).collect();
    assert!(links.iter().any(|line| line.contains("location=\"'Danh sách (2)'!A")));
}

/// Everything that a class list says, as one text.
fn class_lists(profile: &str) -> String {
    let mut outcome = outcome::outcome();
    for record in outcome.batch.submissions.iter_mut().flat_map(|form| &mut form.records) {
        let at = record.place.row.map(|row| tonghop::model::place::Position::new(row, 20));
        let text = |words: &str| {
            tonghop::model::record::Field::read(words.into(), words, at.unwrap_or_default())
        };
        record.religion = text("Không tôn giáo").into();
        record.hometown = text("xã Quê Nhà").into();
        record.address = text("số 1 phố Ở").into();
        record.email = text("rieng@example.vn").into();
        record.party_card = text("99000001").into();
        record.planned_position = text("Giám đốc Quy hoạch").into();
        record.note = text("ghi chú nội bộ").into();
        record.code = text("HS-0001").into();
    }
    outcome.settings.outputs = OutputSettings { profile: profile.to_owned(), ..Default::default() };
    let files = files(&outcome, Design::built_in(), Lang::Vi).unwrap();
    let lists = files.iter().filter(|file| file.path.starts_with("Danh sach lop"));
    lists.flat_map(parts).map(|(_, text)| text).collect()
}

#[test]
fn a_class_list_holds_what_its_profile_lets_out_and_nothing_else() {
    let private = [
        ("ethnicity", "Mường"),
        ("hometown", "xã Quê Nhà"),
        ("national_id", "017185000001"),
        ("phone", "0912000001"),
        ("position", "Phó Trưởng phòng"),
        ("email", "rieng@example.vn"),
        ("planned_position", "Giám đốc Quy hoạch"),
        // No profile lets these out.
        ("religion", "Không tôn giáo"),
        ("address", "số 1 phố Ở"),
        ("party_card", "99000001"),
        ("internal note", "ghi chú nội bộ"),
        ("file number", "HS-0001"),
        ("sender's own column", "Số sổ BHXH"),
        ("source file", "So Mau.xlsx"),
    ];
    let allowed = |profile: &str| match profile {
        "school" => &["phone", "position"][..],
        "diploma" => &["ethnicity", "hometown", "national_id", "phone", "position"][..],
        _ => &[],
    };
    for profile in ["school", "diploma", "minimal"] {
        let lists = class_lists(profile);
        assert!(lists.contains("Bình"), "{profile} names people");
        for (what, value) in private {
            let expected = allowed(profile).contains(&what);
            assert_eq!(lists.contains(value), expected, "{profile}: {what}");
        }
    }
}

/// Values that no form should hold, and some do.
#[test]
fn odd_values_never_stop_a_workbook() {
    let outcome = outcome::odd();
    for lang in [Lang::Vi, Lang::En] {
        for file in files(&outcome, Design::built_in(), lang).unwrap() {
            assert!(file.path.split('/').all(|part| !part.starts_with('.')), "{}", file.path);
            assert!(!file.path.contains('\\'), "{}", file.path);
            assert!(file.path.split('/').count() <= 2 && file.path.len() < 300, "{}", file.path);
            if file.path.ends_with(".xlsx") {
                let sheets = calamine::open_workbook_auto_from_rs(Cursor::new(&file.bytes));
                let mut sheets = sheets.unwrap_or_else(|error| panic!("{}: {error}", file.path));
                assert!(!calamine::Reader::worksheets(&mut sheets).is_empty(), "{}", file.path);
            }
        }
    }
}
