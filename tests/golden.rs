//! What the reports write, part by part, for one small made-up outcome.
//!
//! `UPDATE=1 cargo test --test golden` writes the expected files anew; look at the change before you keep it.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read};
use std::path::{Path, PathBuf};

use tonghop::i18n::Lang;
use tonghop::report::{Design, ReportFile, files};

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
