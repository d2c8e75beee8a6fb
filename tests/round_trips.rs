//! What the program wrote comes back: a blank form filled in, a reply mended. Filled in here as
//! a spreadsheet program would; two tests take the way through LibreOffice itself where it is installed.

use std::collections::BTreeMap;
use std::fs;
use std::io::{Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::Command;

use serde_json::Value;
use tonghop::pipeline::cycle::{YearOptions, plan};

fn tonghop(arguments: &[&str]) -> String {
    let output = Command::new(env!("CARGO_BIN_EXE_tonghop")).args(arguments).output().unwrap();
    assert!(output.status.success(), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8_lossy(&output.stdout).into_owned()
}

/// A workspace with the sample's lists and nothing in its inbox.
fn workspace() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let root = dir.path().join("tinh");
    fs::create_dir_all(root.join("inbox/2026-11")).unwrap();
    fs::create_dir_all(root.join("reference")).unwrap();
    fs::write(root.join("tonghop.toml"), "").unwrap();
    for entry in fs::read_dir("samples/tinh-mau/reference").unwrap().map(Result::unwrap) {
        fs::copy(entry.path(), root.join("reference").join(entry.file_name())).unwrap();
    }
    (dir, root)
}

fn run(root: &Path) -> (Vec<Value>, Vec<Value>, Value) {
    tonghop(&["run", root.to_str().unwrap(), "--quiet"]);
    let data = root.join("outbox/2026-11/data");
    let lines = |name: &str| -> Vec<Value> {
        let text = fs::read_to_string(data.join(name)).unwrap();
        text.lines().map(|line| serde_json::from_str(line).unwrap()).collect()
    };
    let run = serde_json::from_str(&fs::read_to_string(data.join("run.json")).unwrap()).unwrap();
    (lines("records.jsonl"), lines("findings.jsonl"), run)
}

/// The parts of a workbook.
fn unpack(bytes: &[u8]) -> Vec<(String, Vec<u8>)> {
    let mut zip = zip::ZipArchive::new(Cursor::new(bytes)).unwrap();
    (0..zip.len())
        .map(|number| {
            let mut part = zip.by_index(number).unwrap();
            let name = part.name().unwrap().into_owned();
            let mut content = Vec::new();
            part.read_to_end(&mut content).unwrap();
            (name, content)
        })
        .collect()
}

fn pack(parts: &[(String, Vec<u8>)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(name.as_str(), zip::write::SimpleFileOptions::default()).unwrap();
        zip.write_all(content).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

/// A workbook with these cells of its sheet filled in; each keeps its format.
fn fill(bytes: &[u8], sheet: usize, cells: &[(String, &str)]) -> Vec<u8> {
    let mut parts = unpack(bytes);
    let name = format!("xl/worksheets/sheet{sheet}.xml");
    let (_, part) = parts.iter_mut().find(|(part, _)| *part == name).unwrap();
    let mut xml = String::from_utf8(part.clone()).unwrap();
    for (cell, text) in cells {
        let start = xml.find(&format!("<c r=\"{cell}\"")).unwrap_or_else(|| panic!("no {cell}"));
        let tag = start + xml[start..].find('>').unwrap() + 1;
        let end = match xml[start..tag].ends_with("/>") {
            true => tag,
            false => start + xml[start..].find("</c>").unwrap() + 4,
        };
        let style = &xml[start..tag];
        let style = style.find("s=\"").map_or("", |at| style[at + 3..].split('"').next().unwrap());
        let new =
            format!("<c r=\"{cell}\" s=\"{style}\" t=\"inlineStr\"><is><t>{text}</t></is></c>");
        xml.replace_range(start..end, &new);
    }
    *part = xml.into_bytes();
    pack(&parts)
}

/// Is LibreOffice installed? Says so if not: the test that asks tests nothing then.
fn has_libreoffice() -> bool {
    let found = Command::new("soffice").arg("--version").output().is_ok();
    if !found {
        eprintln!("skipped: there is no soffice on this machine");
    }
    found
}

/// The workbook as LibreOffice saves it.
fn through_libreoffice(bytes: &[u8]) -> Vec<u8> {
    let dir = tempfile::tempdir().unwrap();
    let (from, to) = (dir.path().join("book.xlsx"), dir.path().join("saved"));
    fs::write(&from, bytes).unwrap();
    let home = format!("-env:UserInstallation=file://{}", dir.path().join("home").display());
    let done = Command::new("soffice")
        .args([home.as_str(), "--headless", "--convert-to", "xlsx", "--outdir"])
        .args([&to, &from])
        .output()
        .unwrap();
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    fs::read(to.join("book.xlsx")).unwrap()
}

/// Heading → letters of its column, and the row of the headings, on the sheet of this name.
fn headings(bytes: &[u8], sheet: &str) -> (BTreeMap<String, String>, u32) {
    use calamine::Reader;
    let mut book = calamine::open_workbook_auto_from_rs(Cursor::new(bytes)).unwrap();
    let range = book.worksheet_range(sheet).unwrap();
    let (top, left) = range.start().unwrap();
    let is_heading = |row: &&[calamine::Data]| {
        row.iter().any(|cell| matches!(cell, calamine::Data::String(text) if text == "STT"))
    };
    let number = range.rows().position(|row| is_heading(&row)).unwrap();
    let row = range.rows().nth(number).unwrap();
    let letter = |column: u32| char::from(b'A' + column as u8).to_string();
    let cells = (left..).zip(row).map(|(column, cell)| (cell.to_string(), letter(column)));
    (cells.collect(), top + number as u32 + 1)
}

type Way = fn(&[u8]) -> Vec<u8>;

fn as_it_is(bytes: &[u8]) -> Vec<u8> {
    bytes.to_vec()
}

/// The one form of a unit that keeps its numbers and days.
fn blank(root: &Path, unit: &str) -> Vec<u8> {
    let out = root.join("bieu");
    tonghop(&[
        "template",
        root.to_str().unwrap(),
        "--unit",
        unit,
        "--period",
        "2026-11",
        "--out",
        out.to_str().unwrap(),
    ]);
    let file = fs::read_dir(out).unwrap().next().unwrap().unwrap().path();
    fs::read(file).unwrap()
}

/// Two members of the sample's roster are registered in the form that the program wrote.
fn a_filled_form_is_read_without_a_finding(way: Way) {
    let (_dir, root) = workspace();
    let form = blank(&root, "CB-STC");
    let (columns, header) = headings(&form, "Danh sách đăng ký");
    let first = header + 2;
    let mut cells = Vec::new();
    for row in [first, first + 1] {
        for (start, text) in [
            ("Đơn vị công tác", "Sở Tài chính"),
            ("Chức danh quy hoạch", "Phó Trưởng phòng"),
            ("Xếp loại năm 2024", "Hoàn thành tốt nhiệm vụ"),
            ("Xếp loại năm 2025", "Hoàn thành xuất sắc nhiệm vụ"),
            ("Lớp đăng ký", "TC-K45"),
            ("Số điện thoại", "0912000111"),
        ] {
            let (_, letter) = columns.iter().find(|(name, _)| name.starts_with(start)).unwrap();
            cells.push((format!("{letter}{row}"), text));
        }
    }
    let filled = way(&fill(&form, 1, &cells));
    fs::write(root.join("inbox/2026-11/nop.xlsx"), filled).unwrap();
    let (records, findings, _) = run(&root);
    let about_it: Vec<_> = findings
        .iter()
        .filter(|finding| finding["file"] == "inbox/2026-11/nop.xlsx" && finding["code"] != "Q502")
        .collect();
    assert!(about_it.is_empty(), "{about_it:#?}");
    assert_eq!(records.len(), 2);
    assert!(records.iter().all(|record| record["unit"] == "CB-STC"
        && record["status"] == "accepted"
        && record["fields"]["course"] == "TC-K45"));
}

#[test]
fn a_blank_form_that_is_filled_in_is_read_without_a_finding() {
    a_filled_form_is_read_without_a_finding(as_it_is);
}

#[test]
fn so_is_one_that_libreoffice_saved() {
    if has_libreoffice() {
        a_filled_form_is_read_without_a_finding(through_libreoffice);
    }
}

/// Each kind of class of the form of needs gets another number.
#[test]
fn a_form_of_needs_that_is_filled_in_is_read_without_a_finding() {
    let (_dir, root) = workspace();
    let (out, unit) = (root.join("nhu cầu"), "CB-STC");
    let to = out.to_str().unwrap();
    tonghop(&["template", root.to_str().unwrap(), "--unit", unit, "--year", "2027", "--out", to]);
    let file = fs::read_dir(out).unwrap().next().unwrap().unwrap().path();
    assert!(file.file_name().unwrap().to_str().unwrap().starts_with("2027-KH "));
    let form = fs::read(file).unwrap();
    let (columns, header) = headings(&form, "Nhu cầu");
    let need = &columns["Nhu cầu"];
    let kinds = tonghop::normalise::kind::kinds();
    let numbers: Vec<String> = (1..=kinds.list.len()).map(|number| number.to_string()).collect();
    let cells = numbers.iter().zip(header + 2..);
    let cells: Vec<_> = cells.map(|(number, row)| (format!("{need}{row}"), &**number)).collect();
    let inbox = root.join("inbox/2027-KH");
    fs::create_dir_all(&inbox).unwrap();
    fs::write(inbox.join("nop.xlsx"), fill(&form, 1, &cells)).unwrap();

    let workspace = tonghop::workspace::Workspace::open(&root).unwrap();
    let options = YearOptions { year: Some(2027), lang: None };
    let run = plan(&workspace, &options, &tonghop::pipeline::Silent).unwrap();
    let lines = run.book.lines.iter().filter(|line| line.need > 0);
    let mut read: Vec<_> =
        lines.map(|line| (line.need as usize, &*line.unit, kinds.rank(&line.kind))).collect();
    read.sort();
    let written: Vec<_> = (0..kinds.list.len()).map(|rank| (rank + 1, unit, rank)).collect();
    assert_eq!(read, written);
    let about_it = run.findings.iter().filter(|finding| finding.at.file.ends_with("nop.xlsx"));
    let about_it: Vec<_> = about_it.filter(|finding| finding.code != "Q511").collect();
    assert!(about_it.is_empty(), "{about_it:#?}");
}

/// A form with a broken number, a name that is none and a class that is none.
const SENT: &str = "STT,Họ và tên,Ngày sinh,Giới tính,Số CCCD,Chức vụ,Đơn vị,Ngày vào Đảng,\
    Ngày chính thức,Trình độ chuyên môn,Lớp đăng ký\n\
    1,Bùi Ngọc Anh,01/08/1978,Nữ,0261786,Bí thư chi bộ,Chi bộ Sở Tài chính,13/07/2008,13/07/2009,Thạc sĩ,TC-K45\n\
    2,Nguyễn V4n Hùng,06/11/1977,Nam,036077109315,Chuyên viên,Chi bộ Sở Tài chính,09/05/2007,09/05/2008,Đại học,TC-K45\n\
    3,Đỗ Đức Sơn,29/08/1985,Nam,001085566208,Chuyên viên,Chi bộ Sở Tài chính,15/05/2011,15/05/2012,Thạc sĩ,TC-K99\n";

fn a_mended_reply_meets_the_old_rows(way: Way) {
    let (_dir, root) = workspace();
    fs::write(root.join("inbox/2026-11/Chi bo So Tai chinh.csv"), SENT).unwrap();
    let (before, _, _) = run(&root);
    assert_eq!(before.len(), 3);
    let replies = root.join("outbox/2026-11/PhanHoi");
    let reply = fs::read_dir(&replies).unwrap().map(|entry| entry.unwrap().path());
    let reply = reply.into_iter().find(|path| path.to_str().unwrap().contains("CB-STC")).unwrap();
    let bytes = fs::read(reply).unwrap();
    let (columns, header) = headings(&bytes, "Danh sách");
    let cell = |start: &str, row: u32| {
        let (_, letter) = columns.iter().find(|(name, _)| name.starts_with(start)).unwrap();
        format!("{letter}{}", header + 1 + row)
    };
    let mended = [
        (cell("Số CCCD", 1), "026178605924"),
        (cell("Họ và tên", 2), "Nguyễn Ngọc Hùng"),
        (cell("Lớp đăng ký", 3), "TC-K46"),
    ];

    let mended = way(&fill(&bytes, 2, &mended));
    fs::write(root.join("inbox/2026-11/gui lai.xlsx"), mended).unwrap();

    let (after, findings, run) = run(&root);
    let file = |path: &str| {
        let files = run["files"].as_array().unwrap();
        files.iter().find(|file| file["path"] == path).unwrap().clone()
    };
    assert_eq!(
        file("inbox/2026-11/Chi bo So Tai chinh.csv")["superseded_by"],
        "inbox/2026-11/gui lai.xlsx"
    );
    let new: Vec<_> =
        after.iter().filter(|row| row["source"]["file"] == "inbox/2026-11/gui lai.xlsx").collect();
    assert_eq!(new.len(), 3);
    assert_eq!(new[0]["fields"]["national_id"], "026178605924");
    assert_eq!(new[1]["fields"]["full_name"], "Nguyễn Ngọc Hùng");
    assert_eq!(new[2]["fields"]["course"], "TC-K46");
    // What the program added to its own form is no column of the sender's.
    assert!(new.iter().all(|row| row.get("extra").is_none()), "{new:#?}");
    // Nobody stands twice.
    let doubles = findings.iter().filter(|finding| finding["code"].as_str().unwrap() < "R405");
    let doubles = doubles.filter(|finding| finding["code"].as_str().unwrap() > "R400");
    assert_eq!(doubles.count(), 0, "{findings:#?}");
    let mending: Vec<_> = findings
        .iter()
        .filter(|finding| matches!(finding["code"].as_str(), Some("D202" | "D232" | "D254")))
        .collect();
    assert!(mending.is_empty(), "{mending:#?}");
}

#[test]
fn a_mended_reply_replaces_what_it_answers() {
    a_mended_reply_meets_the_old_rows(as_it_is);
}

#[test]
fn so_does_one_that_libreoffice_saved() {
    if has_libreoffice() {
        a_mended_reply_meets_the_old_rows(through_libreoffice);
    }
}
