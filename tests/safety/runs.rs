//! The program as a process, treated badly.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Child, Command, Output, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::kill::kill_runs;
use crate::whole::{leftovers, result_in};

pub const PROGRAM: &str = env!("CARGO_BIN_EXE_tonghop");

/// A workspace with two forms of the sample and no lists: quick to run.
pub fn small() -> (tempfile::TempDir, PathBuf) {
    let dir = tempfile::tempdir().unwrap();
    let workspace = dir.path().join("làm việc");
    let inbox = workspace.join("inbox/2026-11");
    fs::create_dir_all(&inbox).unwrap();
    let mut forms: Vec<PathBuf> = fs::read_dir("samples/tinh-mau/inbox/2026-11")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.extension().is_some_and(|ending| ending == "xlsx"))
        .collect();
    forms.sort();
    for form in forms.iter().take(2) {
        fs::copy(form, inbox.join(form.file_name().unwrap())).unwrap();
    }
    (dir, workspace)
}

pub fn outbox(workspace: &Path) -> PathBuf {
    workspace.join("outbox/2026-11")
}

fn start(workspace: &Path, more: &[&str]) -> Child {
    let mut command = Command::new(PROGRAM);
    command.arg("run").arg(workspace).args(more);
    command.stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap()
}

pub fn run(workspace: &Path, more: &[&str]) -> Output {
    start(workspace, more).wait_with_output().unwrap()
}

pub fn complaint(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Waits until the run has taken the lock.
fn until_locked(workspace: &Path) {
    let started = Instant::now();
    let lock = workspace.join("outbox/.lock");
    while fs::read_to_string(&lock).unwrap_or_default().is_empty() {
        assert!(started.elapsed() < Duration::from_secs(60), "the run never began");
        sleep(Duration::from_millis(5));
    }
}

#[cfg(unix)]
fn signal(child: &Child, name: &str) {
    let pid = child.id().to_string();
    assert!(Command::new("kill").args(["-s", name, &pid]).status().unwrap().success());
}

#[test]
fn a_killed_run_leaves_one_whole_result() {
    let (_dir, workspace) = small();
    let toll = kill_runs(Path::new(PROGRAM), &workspace, "2026-11", 8).unwrap();
    assert_eq!(toll.old + toll.new, 8);
}

#[test]
#[cfg(unix)]
fn a_run_that_is_told_to_stop_tidies_up_and_says_so() {
    let (_dir, workspace) = small();
    assert!(run(&workspace, &["--quiet"]).status.success());
    let before = result_in(&outbox(&workspace)).unwrap();
    for name in ["INT", "TERM", "HUP"] {
        for form in fs::read_dir(workspace.join("inbox/2026-11")).unwrap() {
            // Changed just now: the next run waits.
            let path = form.unwrap().path();
            fs::write(&path, fs::read(&path).unwrap()).unwrap();
        }
        let child = start(&workspace, &["--force", "--settle", "60", "--lang", "en"]);
        until_locked(&workspace);
        signal(&child, name);
        let output = child.wait_with_output().unwrap();
        assert_eq!(output.status.code(), Some(3), "{name}: {}", complaint(&output));
        assert!(complaint(&output).contains("stopped as asked"), "{}", complaint(&output));
        assert!(leftovers(&workspace).is_empty());
        assert_eq!(result_in(&outbox(&workspace)).unwrap(), before);
    }
    assert!(run(&workspace, &["--quiet", "--force"]).status.success(), "the lock was kept");
}

#[test]
#[cfg(unix)]
fn a_run_that_is_told_to_stop_at_any_moment_leaves_nothing_behind() {
    let (_dir, workspace) = small();
    let started = Instant::now();
    assert!(run(&workspace, &["--quiet"]).status.success());
    let takes = started.elapsed();
    for tenth in [2, 5, 7, 8, 9] {
        let child = start(&workspace, &["--force", "--quiet"]);
        until_locked(&workspace);
        sleep(takes * tenth / 10);
        // It may be done by now.
        let pid = child.id().to_string();
        let _ = Command::new("kill").args(["-s", "TERM", &pid]).stderr(Stdio::null()).status();
        let output = child.wait_with_output().unwrap();
        assert!(matches!(output.status.code(), Some(0 | 3)), "{:?}", output.status);
        assert!(leftovers(&workspace).is_empty());
        result_in(&outbox(&workspace)).unwrap();
    }
}

#[test]
#[cfg(unix)]
fn a_second_run_is_turned_away() {
    let (_dir, workspace) = small();
    let first = start(&workspace, &["--settle", "60"]);
    until_locked(&workspace);
    let second = run(&workspace, &["--lang", "en"]);
    assert_eq!(second.status.code(), Some(3));
    let pid = format!("pid {}", first.id());
    assert!(complaint(&second).contains(&pid), "{}", complaint(&second));
    signal(&first, "TERM");
    assert_eq!(first.wait_with_output().unwrap().status.code(), Some(3));
}

#[test]
#[cfg(unix)]
fn a_full_disk_leaves_the_last_result() {
    let (_dir, workspace) = small();
    assert!(run(&workspace, &["--quiet"]).status.success());
    let before = result_in(&outbox(&workspace)).unwrap();
    // No file may grow beyond 8 blocks; with the signal ignored, writing fails as on a full disk.
    let script = "trap '' XFSZ; ulimit -f 8; exec \"$0\" run \"$1\" --force --lang en";
    let output = Command::new("sh").args(["-c", script, PROGRAM]).arg(&workspace).output().unwrap();
    assert_eq!(output.status.code(), Some(3), "{}", complaint(&output));
    assert!(complaint(&output).contains("cannot write"), "{}", complaint(&output));
    assert!(leftovers(&workspace).is_empty());
    assert_eq!(result_in(&outbox(&workspace)).unwrap(), before);
}

#[test]
#[cfg(unix)]
fn links_and_pipes_in_the_inbox_are_findings() {
    let (_dir, workspace) = small();
    let inbox = workspace.join("inbox/2026-11");
    std::os::unix::fs::symlink("/etc/passwd", inbox.join("lien ket.xlsx")).unwrap();
    assert!(Command::new("mkfifo").arg(inbox.join("ong dan.xlsx")).status().unwrap().success());
    let output = run(&workspace, &["--quiet"]);
    assert!(output.status.success(), "{}", complaint(&output));
    let findings = fs::read_to_string(outbox(&workspace).join("data/findings.jsonl")).unwrap();
    for name in ["lien ket.xlsx", "ong dan.xlsx"] {
        let told = |line: &str| line.contains(name) && line.contains("\"F101\"");
        assert!(findings.lines().any(told), "{name}: {findings}");
    }
    assert!(!findings.contains("F113"), "two that were not read are no duplicates");
}

#[test]
#[cfg(unix)]
fn what_is_written_only_its_owner_may_read() {
    use std::os::unix::fs::PermissionsExt;
    let (_dir, workspace) = small();
    assert!(run(&workspace, &["--quiet"]).status.success());
    let mut folders = vec![outbox(&workspace)];
    let mut files = 0;
    while let Some(folder) = folders.pop() {
        assert_eq!(fs::metadata(&folder).unwrap().permissions().mode() & 0o077, 0);
        for path in fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().path()) {
            if path.is_dir() {
                folders.push(path);
                continue;
            }
            let mode = fs::metadata(&path).unwrap().permissions().mode();
            assert_eq!(mode & 0o077, 0, "{}", path.display());
            files += 1;
        }
    }
    assert!(files > 3);
}
