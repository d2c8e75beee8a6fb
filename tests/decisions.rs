//! The officer's decisions over runs: taken in workbooks that LibreOffice saved,
//! kept while the facts are, told when they change, undone (made-up people).

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use tonghop::config::Limits;
use tonghop::decisions::{Decisions, Saved, SheetLine, read_sheet, take};
use tonghop::intake;
use tonghop::model::judgement::Choice;

const XLSX: &[u8] = include_bytes!("data/decisions/saved-by-libreoffice.xlsx");
const ODS: &[u8] = include_bytes!("data/decisions/saved-by-libreoffice.ods");
const FILES: [(&str, &[u8]); 2] = [("review.xlsx", XLSX), ("review.ods", ODS)];

/// What stands for the key and the facts of four rows in those workbooks.
const SAME_PERSON: [&str; 2] = ["a1b2c3d4e5f6", "111111111111-222222222222"];
const REJECTED: [&str; 2] = ["b1b2c3d4e5f6", "333333333333-444444444444"];
const EMPTIED: [&str; 2] = ["c1b2c3d4e5f6", "555555555555-666666666666"];

fn already_decided() -> Decisions {
    let line =
        |key: &str| format!(r#"{{"decision":"accept","row":"{key}","key":"{key}","facts":"0-0"}}"#);
    let lines = [line("b1b2c3d4e5f6"), line("c1b2c3d4e5f6")];
    Decisions::parse(&lines.join("\n")).0
}

#[test]
fn what_the_officer_changed_is_taken_over() {
    for (name, bytes) in FILES {
        let limits = Limits::default();
        let workbook = intake::read(bytes, name, &limits).unwrap().workbook;
        let (lines, notices) = read_sheet(&workbook).unwrap();
        assert!(lines.len() == 4 && notices.is_empty(), "{name}: {lines:?}");
        assert_eq!(&*lines[3].key, "001234567890", "{name}: zeros are kept");

        let properties = intake::properties(bytes, &limits);
        let saved = Saved { by: properties.saved_by, at: properties.saved_at };
        assert_eq!(saved.by.as_deref(), Some("Cán bộ Tổ chức"));
        assert!(saved.at.as_deref().is_some_and(|at| at.starts_with("2026-11-22T")));

        let mut decisions = already_decided();
        let taken = take(&mut decisions, &lines, &saved);
        assert_eq!((taken.decided, taken.undone), (2, 1), "{name}");
        let said = |key: &str| decisions.get(key).map(|entry| entry.decision);
        assert_eq!(said("a1b2c3d4e5f6"), Some(Choice::SamePerson), "a new one");
        assert_eq!(said("b1b2c3d4e5f6"), Some(Choice::Reject), "another one");
        assert_eq!(said("c1b2c3d4e5f6"), None, "emptied");
        let new = decisions.get("a1b2c3d4e5f6").unwrap();
        assert_eq!((&*new.note, &*new.facts), ("đã gọi điện hỏi", "111111111111-222222222222"));
        assert_eq!(new.row, "Chi bộ Sở A · Bùi Thị Hoa · TC-K45");

        let again = take(&mut decisions.clone(), &lines[3..], &saved);
        assert_eq!((again.decided, again.undone), (0, 0));
    }
}

/// A workspace with two small forms.
struct Office {
    _dir: tempfile::TempDir,
    root: PathBuf,
}

const HEADER: &str = "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Ngày vào Đảng,Chức vụ,Đơn vị công tác,Quê quán,Lớp đăng ký\n";

impl Office {
    fn new() -> Office {
        let dir = tempfile::tempdir().unwrap();
        let root = dir.path().join("văn phòng");
        let office = Office { _dir: dir, root };
        office.put(
            "reference/units.csv",
            "Mã tổ chức đảng,Tên tổ chức đảng\nCB-A,Chi bộ Sở A\nCB-B,Chi bộ Sở B\n",
        );
        office.put(
            "reference/courses.csv",
            "Mã lớp,Tên lớp,Trình độ,Hình thức\nTC-K45,Trung cấp K45,Trung cấp,Không tập trung\n",
        );
        office.put("tonghop.toml", "");
        office.form_a("15/02/1980");
        office.put(
            "inbox/2026-11/Chi bộ Sở B.csv",
            &format!("{HEADER}1,Bùi Thị Hoa,1985,Nữ,,,Văn thư,Sở B,\"Kim Bôi, Hòa Bình\",TC-K45\n"),
        );
        office
    }

    fn form_a(&self, birth_of_nam: &str) {
        let rows = [
            "1,Bùi Thị Hoa,12/05/1985,Nữ,017185001234,03/02/2012,Kế toán,Sở A,\"Kim Bôi, Hòa Bình\",TC-K45",
            "2,Đinh Công Sơn,1979,Nam,017079000456,19/05/2008,Chuyên viên,Sở A,\"Lạc Sơn, Hòa Bình\",TC-K45",
            &format!(
                "3,Lê Văn Nam,{birth_of_nam},Nam,036080000789,07/11/2006,Chuyên viên,Sở A,\"Ý Yên, Nam Định\",TC-K45"
            ),
        ];
        self.put("inbox/2026-11/Chi bộ Sở A.csv", &format!("{HEADER}{}\n", rows.join("\n")));
    }

    fn put(&self, path: &str, content: &str) {
        let path = self.root.join(path);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, content).unwrap();
    }

    /// Runs, and gives back what was printed.
    fn run(&self) -> String {
        let output = Command::new(env!("CARGO_BIN_EXE_tonghop"))
            .args(["run", self.root.to_str().unwrap()])
            .output()
            .unwrap();
        let printed = [output.stdout, output.stderr].concat();
        let printed = String::from_utf8(printed).unwrap();
        assert_eq!(output.status.code(), Some(0), "{printed}");
        for name in ["Hoa", "Sơn", "Nam"] {
            assert!(!printed.contains(&format!(" {name}")), "a name in {printed}");
        }
        printed
    }

    fn outbox(&self, name: &str) -> PathBuf {
        self.root.join("outbox/2026-11").join(name)
    }

    fn book(&self) -> PathBuf {
        self.outbox("TongHop_2026-11.xlsx")
    }

    /// The lines of all sheets on which a decision can be taken.
    fn lines(&self) -> Vec<SheetLine> {
        let bytes = fs::read(self.book()).unwrap();
        let reading = intake::read(&bytes, "TongHop.xlsx", &Limits::default()).unwrap();
        read_sheet(&reading.workbook).unwrap().0
    }

    /// The line of a row by words that name it.
    fn line(&self, words: &str) -> SheetLine {
        let lines = self.lines();
        let found = lines.iter().find(|line| line.row.contains(words));
        found.unwrap_or_else(|| panic!("{words} is not among {lines:#?}")).clone()
    }

    /// The officer saves the workbook in LibreOffice with decisions on these rows.
    fn decide(&self, name: &str, like: &[u8], on: &[([&str; 2], &SheetLine)]) {
        let words: Vec<(&str, &str)> = on
            .iter()
            .flat_map(|(stand_in, line)| [(stand_in[0], &*line.key), (stand_in[1], &*line.facts)])
            .collect();
        fs::write(self.outbox(name), with_words(like, &words)).unwrap();
    }

    fn decisions(&self) -> String {
        fs::read_to_string(self.root.join("decisions/2026-11.jsonl")).unwrap_or_default()
    }

    /// Name and unit of each row → status and person.
    fn rows(&self) -> BTreeMap<String, (String, String)> {
        let text = fs::read_to_string(self.outbox("data/records.jsonl")).unwrap();
        let row = |line: &str| {
            let row: serde_json::Value = serde_json::from_str(line).unwrap();
            let word = |value: &serde_json::Value| value.as_str().unwrap_or("").to_owned();
            let name = format!("{} {}", word(&row["fields"]["full_name"]), word(&row["unit"]));
            (name, (word(&row["status"]), word(&row["person"])))
        };
        text.lines().map(row).collect()
    }

    fn status(&self, row: &str) -> String {
        self.rows()[row].0.clone()
    }

    fn is_one_person(&self) -> bool {
        let rows = self.rows();
        rows["Bùi Thị Hoa CB-A"].1 == rows["Bùi Thị Hoa CB-B"].1
    }
}

/// A workbook with some words put in the place of others.
fn with_words(workbook: &[u8], words: &[(&str, &str)]) -> Vec<u8> {
    let mut parts = zip::ZipArchive::new(Cursor::new(workbook)).unwrap();
    let mut out = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for at in 0..parts.len() {
        let mut part = parts.by_index(at).unwrap();
        let (name, mut bytes) = (part.name().unwrap().to_string(), Vec::new());
        part.read_to_end(&mut bytes).unwrap();
        if name.ends_with(".xml") {
            let mut text = String::from_utf8(bytes).unwrap();
            for (from, to) in words {
                text = text.replace(from, to);
            }
            bytes = text.into_bytes();
        }
        out.start_file(name, zip::write::SimpleFileOptions::default()).unwrap();
        out.write_all(&bytes).unwrap();
    }
    out.finish().unwrap().into_inner()
}

fn lives(book: &str, like: &[u8]) {
    let office = Office::new();
    office.run();
    assert!(!office.is_one_person(), "name and year are a candidate, no more");
    assert_eq!(office.status("Đinh Công Sơn CB-A"), "review", "a year is no birth date");

    // Taken: one person, and a doubtful row rejected.
    let (hoa, son) = (office.line("Sở A · Bùi Thị Hoa"), office.line("Đinh Công Sơn"));
    office.decide(book, like, &[(SAME_PERSON, &hoa), (REJECTED, &son)]);
    office.run();
    assert!(office.is_one_person());
    assert_eq!(office.status("Đinh Công Sơn CB-A"), "rejected");
    let kept = office.decisions();
    assert!(kept.contains("same_person") && kept.contains("Cán bộ Tổ chức"), "{kept}");
    assert!(kept.contains("2026-11-22T") && kept.contains("đã gọi điện hỏi"), "{kept}");
    assert_eq!(office.line("Đinh Công Sơn").decision, Some(Choice::Reject), "shown as decided");

    // Run again: nothing to do, and made again all the same.
    assert!(office.run().contains("không có gì thay đổi"));
    fs::remove_dir_all(office.outbox("")).unwrap();
    office.run();
    assert!(office.is_one_person() && office.decisions() == kept);

    // Another row of the form corrected: both stand.
    office.form_a("16/02/1980");
    office.run();
    assert!(office.is_one_person());
    assert_eq!(office.status("Đinh Công Sơn CB-A"), "rejected");

    // The row itself corrected: its decision is open again and told, not lost.
    let form = office.root.join("inbox/2026-11/Chi bộ Sở A.csv");
    let corrected = fs::read_to_string(&form).unwrap().replace(",1979,", ",30/10/1979,");
    fs::write(&form, &corrected).unwrap();
    let printed = office.run();
    assert!(printed.contains("dữ kiện đã thay đổi"), "{printed}");
    assert_eq!(office.status("Đinh Công Sơn CB-A"), "accepted");
    assert!(office.decisions().contains("Đinh Công Sơn"));
    assert_eq!(office.line("Đinh Công Sơn").decision, None, "open again");

    // The row gone: told.
    fs::write(&form, corrected.replace("Đinh Công Sơn", "Đinh Thế Sơn")).unwrap();
    assert!(office.run().contains("không còn khớp"));

    // Undone: the line deleted from the file.
    let without: Vec<&str> = kept.lines().filter(|line| !line.contains("same_person")).collect();
    office.put("decisions/2026-11.jsonl", &without.join("\n"));
    office.run();
    assert!(!office.is_one_person());
}

#[test]
fn a_decision_lives_through_runs_and_corrections() {
    lives("TongHop_2026-11.xlsx", XLSX);
}

#[test]
fn a_workbook_saved_as_ods_beside_is_read_too() {
    lives("TongHop_2026-11.ods", ODS);
}

#[test]
fn an_emptied_cell_undoes() {
    let office = Office::new();
    office.run();
    let son = office.line("Đinh Công Sơn");
    office.decide("TongHop_2026-11.xlsx", XLSX, &[(REJECTED, &son)]);
    office.run();
    assert_eq!(office.status("Đinh Công Sơn CB-A"), "rejected");
    office.decide("TongHop_2026-11.xlsx", XLSX, &[(EMPTIED, &son)]);
    office.run();
    assert_eq!(office.status("Đinh Công Sơn CB-A"), "review");
    assert!(!office.decisions().contains(&*son.key));
}

#[test]
fn a_row_that_the_program_accepts_can_be_rejected() {
    let office = Office::new();
    office.run();
    assert_eq!(office.status("Lê Văn Nam CB-A"), "accepted");
    let nam = office.line("Lê Văn Nam");
    assert_eq!(nam.decision, None);
    office.decide("TongHop_2026-11.xlsx", XLSX, &[(REJECTED, &nam)]);
    office.run();
    assert_eq!(office.status("Lê Văn Nam CB-A"), "rejected");
    assert_eq!(office.line("Lê Văn Nam").recorded, Some(Some(Choice::Reject)));
}

#[test]
fn a_damaged_workbook_loses_no_decision() {
    let office = Office::new();
    office.run();
    let son = office.line("Đinh Công Sơn");
    office.decide("TongHop_2026-11.xlsx", XLSX, &[(REJECTED, &son)]);
    office.run();
    let kept = office.decisions();

    let whole = fs::read(office.book()).unwrap();
    let damaged = &whole[..whole.len() / 2];
    fs::write(office.book(), damaged).unwrap();
    office.put("outbox/2026-11/.~lock.TongHop_2026-11.xlsx#", "");
    let printed = office.run();
    assert!(printed.contains("chưa đọc được quyết định mới"), "{printed}");
    assert!(printed.contains("đang mở"), "{printed}");
    assert_eq!(
        (office.decisions(), office.status("Đinh Công Sơn CB-A")),
        (kept, "rejected".into())
    );
    assert_eq!(put_aside(&office.root), [damaged]);
    assert_ne!(fs::read(office.book()).unwrap(), damaged, "made anew");
}

/// Workbooks kept beside the decisions.
fn put_aside(root: &Path) -> Vec<Vec<u8>> {
    let entries = fs::read_dir(root.join("decisions")).unwrap().flatten();
    let books = entries.filter(|it| it.file_name().to_string_lossy().contains("khong-doc-duoc"));
    books.map(|entry| fs::read(entry.path()).unwrap()).collect()
}
