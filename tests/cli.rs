//! The program as a process: what it prints, what it writes, how it ends.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};

use sha2::{Digest, Sha256};

fn tonghop(arguments: &[&str]) -> Output {
    Command::new(env!("CARGO_BIN_EXE_tonghop")).args(arguments).output().unwrap()
}

fn text(bytes: &[u8]) -> String {
    String::from_utf8_lossy(bytes).into_owned()
}

fn code(output: &Output) -> i32 {
    output.status.code().unwrap_or(-1)
}

/// A copy of the sample workspace, so that runs leave the checkout alone.
fn sample() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let to = dir.path().join("tinh mẫu");
    copy(Path::new("samples/tinh-mau"), &to);
    (dir, to)
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).unwrap();
    for entry in fs::read_dir(from).unwrap().map(Result::unwrap) {
        let (path, name) = (entry.path(), entry.file_name());
        if name == "outbox" {
            continue;
        }
        if path.is_dir() {
            copy(&path, &to.join(name));
        } else {
            fs::copy(&path, to.join(name)).unwrap();
        }
    }
}

/// Every file below a folder with its digest.
fn digests(folder: &Path) -> BTreeMap<String, String> {
    let mut found = BTreeMap::new();
    let mut folders = vec![folder.to_owned()];
    while let Some(next) = folders.pop() {
        for path in fs::read_dir(next).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
            } else {
                let name = path.strip_prefix(folder).unwrap().display().to_string();
                let digest = Sha256::digest(fs::read(&path).unwrap());
                found.insert(name, format!("{digest:x}"));
            }
        }
    }
    found
}

fn run(workspace: &Path, more: &[&str]) -> Output {
    let workspace = workspace.to_str().unwrap();
    tonghop(&[&["run", workspace], more].concat())
}

#[test]
fn the_sample_run_writes_everything_and_says_so() {
    let (_dir, workspace) = sample();
    let inbox = digests(&workspace.join("inbox"));
    let output = run(&workspace, &[]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert!(text(&output.stdout).contains("TongHop_2026-11.xlsx"), "{}", text(&output.stdout));
    let outbox = digests(&workspace.join("outbox/2026-11"));
    for name in
        ["TongHop_2026-11.xlsx", "data/records.jsonl", "data/findings.jsonl", "data/run.json"]
    {
        assert!(outbox.contains_key(name), "{name} is missing");
    }
    assert!(outbox.keys().any(|name| name.starts_with("PhanHoi/")));
    assert_eq!(inbox, digests(&workspace.join("inbox")), "the inbox was touched");
}

#[test]
fn the_same_input_gives_the_same_bytes_on_any_number_of_threads() {
    let (_dir, workspace) = sample();
    let result = |jobs: &str| {
        assert_eq!(code(&run(&workspace, &["--jobs", jobs, "--force", "--quiet"])), 0);
        results(&workspace, "2026-11")
    };
    assert_eq!(result("1"), result("8"));
}

#[cfg(not(feature = "parquet"))]
#[test]
fn what_was_not_built_in_cannot_be_exported() {
    let (_dir, workspace) = sample();
    let output = run(&workspace, &["--export", "parquet"]);
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("--features parquet"), "{}", text(&output.stderr));
    assert!(!workspace.join("outbox").exists());
}

#[test]
fn a_second_run_with_nothing_changed_rewrites_nothing() {
    let (_dir, workspace) = sample();
    assert_eq!(code(&run(&workspace, &[])), 0);
    let written = |workspace: &Path| {
        fs::metadata(workspace.join("outbox/2026-11/data/run.json")).unwrap().modified().unwrap()
    };
    let first = written(&workspace);
    let again = run(&workspace, &["--lang", "vi"]);
    assert!(text(&again.stdout).contains("không có gì thay đổi"), "{}", text(&again.stdout));
    assert_eq!(first, written(&workspace));
}

/// What a run is to be compared by: all but times, and what is made of them.
fn results(workspace: &Path, period: &str) -> BTreeMap<String, String> {
    let mut files = digests(&workspace.join("outbox").join(period));
    files.retain(|name, _| !name.ends_with("run.json") && !name.ends_with(".fingerprint.json"));
    files
}

#[test]
fn a_month_before_is_read_back_or_judged_anew_with_the_same_result() {
    let (_dir, alone) = sample();
    let (_other_dir, after) = sample();
    run(&alone, &["--period", "2026-11"]);
    run(&after, &["--period", "2026-10"]);
    run(&after, &["--period", "2026-11"]);
    assert_eq!(results(&alone, "2026-11"), results(&after, "2026-11"));
}

#[test]
fn an_old_form_that_changed_is_noticed() {
    let (_dir, workspace) = sample();
    run(&workspace, &["--period", "2026-10"]);
    run(&workspace, &["--period", "2026-11"]);
    let before = results(&workspace, "2026-11");
    let inbox = workspace.join("inbox/2026-10");
    for entry in fs::read_dir(inbox).unwrap().map(Result::unwrap) {
        fs::remove_file(entry.path()).unwrap();
    }
    run(&workspace, &["--period", "2026-11"]);
    assert_ne!(before, results(&workspace, "2026-11"));
}

#[test]
fn every_row_of_every_file_is_accounted_for() {
    let (_dir, workspace) = sample();
    assert_eq!(code(&run(&workspace, &["--quiet"])), 0);
    let run = fs::read(workspace.join("outbox/2026-11/data/run.json")).unwrap();
    let run: serde_json::Value = serde_json::from_slice(&run).unwrap();
    let files = run["files"].as_array().unwrap();
    assert!(files.len() > 10);
    for file in files {
        let Some(rows) = file["rows"].as_object() else { continue };
        let sum: u64 = rows.values().filter_map(serde_json::Value::as_u64).sum();
        let path = workspace.join(file["path"].as_str().unwrap());
        if path.extension().is_some_and(|ending| ending == "csv") {
            let content = fs::read_to_string(&path).unwrap();
            let content = content.trim_start_matches('\u{feff}');
            let filled = |line: &&str| !line.trim_matches([';', ' ', '"']).is_empty();
            assert_eq!(sum, content.lines().filter(filled).count() as u64, "{}", path.display());
        }
        if rows.contains_key("person") {
            assert!(sum > rows["person"].as_u64().unwrap(), "{}", path.display());
        }
    }
}

#[test]
fn broken_settings_stop_the_run_before_it_writes() {
    let (_dir, workspace) = sample();
    for (settings, line, allowed) in [
        ("langage = \"vi\"\n", "1", "language"),
        ("\nlanguage = \"fr\"\n", "2", "vi"),
        ("[limits]\ncells = \"many\"\n", "2", "cells"),
        ("[rules]\nD999 = \"off\"\n", "2", "D999"),
    ] {
        fs::write(workspace.join("tonghop.toml"), settings).unwrap();
        let output = run(&workspace, &["--lang", "en"]);
        let complaint = text(&output.stderr);
        assert_eq!(code(&output), 2, "{settings}: {complaint}");
        assert!(complaint.contains(&format!("tonghop.toml, line {line}")), "{complaint}");
        assert!(complaint.contains(allowed), "{complaint}");
        assert!(!workspace.join("outbox/2026-11").exists());
    }
}

#[test]
fn wrong_places_are_answered_with_what_to_do() {
    let dir = tempfile::tempdir().unwrap();
    let nowhere = run(dir.path(), &[]);
    assert_eq!(code(&nowhere), 2);
    assert!(text(&nowhere.stderr).contains("tonghop init"), "{}", text(&nowhere.stderr));
    fs::create_dir_all(dir.path().join("inbox")).unwrap();
    let empty = run(dir.path(), &[]);
    assert_eq!(code(&empty), 2);
    assert!(text(&empty.stderr).contains("chưa có kỳ nào"), "{}", text(&empty.stderr));
    fs::create_dir_all(dir.path().join("inbox/2026-11")).unwrap();
    let no_file = run(dir.path(), &[]);
    assert_eq!(code(&no_file), 2);
    assert!(text(&no_file.stderr).contains("chưa có tệp nào"), "{}", text(&no_file.stderr));
    let other = run(dir.path(), &["--period", "2026-12"]);
    assert_eq!(code(&other), 2);
    assert!(text(&other.stderr).contains("2026-12"), "{}", text(&other.stderr));
}

#[test]
fn findings_make_a_run_fail_when_asked_to() {
    let (_dir, workspace) = sample();
    assert_eq!(code(&run(&workspace, &["--quiet", "--fail-on", "error"])), 1);
}

#[test]
fn check_prints_places_codes_and_messages() {
    let (_dir, workspace) = sample();
    let inbox = workspace.join("inbox/2026-11");
    let broken = inbox.join("bieu_hong.xlsx");
    let output = tonghop(&["check", broken.to_str().unwrap()]);
    assert_eq!(code(&output), 1);
    assert!(text(&output.stdout).contains("F101"), "{}", text(&output.stdout));
    let json = tonghop(&["check", "--format", "json", broken.to_str().unwrap()]);
    let line: serde_json::Value = serde_json::from_slice(&json.stdout).unwrap();
    assert_eq!(line["rule"], "file-unreadable");
    let lenient = tonghop(&["check", "--fail-on", "never", broken.to_str().unwrap()]);
    assert_eq!(code(&lenient), 0);
}

#[test]
fn inspect_shows_the_table_as_json() {
    let (_dir, workspace) = sample();
    let inbox = fs::read_dir(workspace.join("inbox/2026-11")).unwrap();
    let form = inbox
        .map(|entry| entry.unwrap().path())
        .find(|path| path.file_name().unwrap().to_string_lossy().contains("Công Thương"));
    let output = tonghop(&["inspect", "--format", "json", form.unwrap().to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    let view: serde_json::Value = serde_json::from_slice(&output.stdout).unwrap();
    let table = &view["sheets"][0]["tables"][0];
    assert!(
        table["columns"].as_array().unwrap().iter().any(|column| column["role"] == "full_name")
    );
    assert!(table["rows"].as_array().unwrap().iter().any(|row| row["kind"] == "person"));
}

#[test]
fn init_makes_a_workspace_that_runs() {
    let dir = tempfile::tempdir().unwrap();
    let made = dir.path().join("Đăng ký học");
    let output = tonghop(&["init", made.to_str().unwrap()]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
    assert!(made.join("reference").is_dir());
    let again = tonghop(&["init", made.to_str().unwrap()]);
    assert_eq!(code(&again), 2);
    let sample = fs::read_dir("samples/tinh-mau/inbox/2026-11").unwrap();
    let form = sample
        .map(|entry| entry.unwrap().path())
        .find(|path| path.extension().is_some_and(|e| e == "xlsx"));
    fs::create_dir_all(made.join("inbox/2026-11")).unwrap();
    fs::copy(form.unwrap(), made.join("inbox/2026-11/bieu.xlsx")).unwrap();
    let output = run(&made, &["--quiet"]);
    assert_eq!(code(&output), 0, "{}", text(&output.stderr));
}

#[test]
fn rules_and_explanations_come_in_both_languages() {
    let vi = tonghop(&["explain", "E303"]);
    let en = tonghop(&["explain", "under-age", "--lang", "en"]);
    assert_eq!((code(&vi), code(&en)), (0, 0));
    assert!(text(&vi.stdout).contains("350-QĐ/TW"), "{}", text(&vi.stdout));
    assert_ne!(vi.stdout, en.stdout);
    assert!(text(&tonghop(&["rules"]).stdout).contains("Q503"));
    assert_eq!(code(&tonghop(&["explain", "X999"])), 2);
    assert!(!tonghop(&["completions", "bash"]).stdout.is_empty());
}

#[test]
fn an_unknown_standard_is_refused_with_the_known_ones() {
    let (_dir, workspace) = sample();
    let output = run(&workspace, &["--standard", "99-QD-TW"]);
    assert_eq!(code(&output), 2);
    assert!(text(&output.stderr).contains("57-QD-TW"), "{}", text(&output.stderr));
}

#[test]
fn nothing_printed_on_a_run_names_a_person() {
    let (_dir, workspace) = sample();
    let output = run(&workspace, &["--verbose", "--log-format", "json"]);
    let printed = text(&output.stdout) + &text(&output.stderr);
    let records = fs::read_to_string(workspace.join("outbox/2026-11/data/records.jsonl")).unwrap();
    let mut checked = 0;
    for line in records.lines() {
        let record: serde_json::Value = serde_json::from_str(line).unwrap();
        for field in ["full_name", "national_id", "phone", "birth_date", "party_card"] {
            if let Some(value) = record["fields"][field].as_str() {
                assert!(!printed.contains(value), "{field} was printed");
                checked += 1;
            }
        }
    }
    assert!(checked > 100);
}
