//! Reads every file below a folder, each in a process of its own, and prints
//! what became of it:
//!
//! ```text
//! cargo run --release --example intake_score -- FOLDER [--all] [--compare] [--check]
//! ```
//!
//! `--all` prints every file, not only the remarkable ones; `--compare` also
//! compares the cells of workbooks with calamine's; `--check` does with each file
//! all that `tonghop check` does, and tells the findings about the file itself.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};
use std::time::{Duration, Instant};

#[path = "intake_score/compare.rs"]
mod compare;

use tonghop::intake::{self, Limits, Unread};
use tonghop::model::workbook::Workbook;

/// A file that takes longer counts as a hang.
const PATIENCE: Duration = Duration::from_secs(60);
const SLOW_MS: u64 = 10_000;
const BIG_MB: u64 = 1024;

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let has = |flag: &str| arguments.iter().any(|argument| argument == flag);
    let Some(path) = arguments.iter().find(|argument| !argument.starts_with("--")) else {
        eprintln!("usage: intake_score FOLDER [--all] [--compare] [--check]");
        return ExitCode::from(2);
    };
    if has("--read-one") {
        read_one(Path::new(path));
    } else if has("--check-one") {
        check_one(Path::new(path));
    } else if has("--compare-one") {
        std::panic::set_hook(Box::new(|_| {}));
        println!("{}", compare::differences_in(&std::fs::read(path).unwrap_or_default()));
    } else {
        let reading = if has("--check") { "--check-one" } else { "--read-one" };
        return score(Path::new(path), reading, has("--all"), has("--compare"));
    }
    ExitCode::SUCCESS
}

/// Reads one file and prints one line: format, outcome, milliseconds, peak megabytes.
fn read_one(path: &Path) {
    std::panic::set_hook(Box::new(|_| println!("panicked")));
    let Ok(bytes) = std::fs::read(path) else {
        println!("?\tcannot be opened\t0\t0");
        return;
    };
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let start = Instant::now();
    let reading = intake::read(&bytes, &name, &Limits::default());
    let ms = start.elapsed().as_millis();
    let (format, outcome) = match &reading {
        Ok(reading) => {
            let mismatch = if reading.mismatch.is_some() { " (mislabelled)" } else { "" };
            (format!("{:?}", reading.workbook.format), format!("read{mismatch}"))
        }
        Err(unread) => (String::from("-"), describe(unread)),
    };
    let contents = reading.as_ref().map_or(String::new(), |reading| counts(&reading.workbook));
    println!("{format}\t{outcome}\t{ms}\t{}\t{contents}", peak_megabytes());
}

/// Checks one file and prints such a line; its outcome are the codes of the
/// findings about the file as a whole.
fn check_one(path: &Path) {
    std::panic::set_hook(Box::new(|_| println!("panicked")));
    let start = Instant::now();
    let findings = tonghop::pipeline::check(&[path.to_owned()], None, &tonghop::pipeline::Silent);
    let ms = start.elapsed().as_millis();
    let outcome = match &findings {
        Ok(findings) => {
            let codes: std::collections::BTreeSet<&str> = findings
                .iter()
                .map(|finding| finding.code)
                .filter(|code| ["F101", "F102", "F103", "F104", "F105"].contains(code))
                .collect();
            codes.into_iter().collect::<Vec<_>>().join(" ")
        }
        Err(error) => format!("error: {error}"),
    };
    let count = findings.map_or(0, |findings| findings.len());
    println!("checked\tread {outcome}\t{ms}\t{}\t{count} findings", peak_megabytes());
}

fn describe(unread: &Unread) -> String {
    match unread {
        Unread::Encrypted => "encrypted".to_owned(),
        Unread::Damaged { why } => format!("damaged: {}", why.en),
        Unread::TooLarge { what, .. } => format!("too large: {what:?}"),
        Unread::UnknownKind { what } => format!("unknown: {}", what.en),
    }
}

fn counts(workbook: &Workbook) -> String {
    let cells: usize = workbook.sheets.iter().map(|sheet| sheet.cells.len()).sum();
    let unreadable: u32 = workbook.sheets.iter().map(|sheet| sheet.unreadable_cells).sum();
    format!("{} sheets, {cells} cells, {unreadable} unreadable", workbook.sheets.len())
}

fn peak_megabytes() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:")).unwrap_or_default();
    line.split_whitespace().next().and_then(|kb| kb.parse::<u64>().ok()).unwrap_or(0) / 1024
}

fn score(folder: &Path, reading: &str, all: bool, compare: bool) -> ExitCode {
    let mut tally: BTreeMap<String, usize> = BTreeMap::new();
    let (mut faults, mut slowest, mut biggest) = (0, 0, 0);
    for file in files_below(folder) {
        let line = child(&file, reading);
        let fields: Vec<&str> = line.split('\t').collect();
        let outcome = fields.get(1).copied().unwrap_or(line.as_str());
        let number = |index: usize| fields.get(index).and_then(|n| n.parse().ok()).unwrap_or(0u64);
        slowest = slowest.max(number(2));
        biggest = biggest.max(number(3));
        let fault = fields.len() < 4 || number(2) > SLOW_MS || number(3) > BIG_MB;
        let mut difference = String::new();
        if compare && matches!(fields[0], "Xlsx" | "Xlsm" | "Xls" | "Xlsb" | "Ods") {
            difference = child(&file, "--compare-one");
        }
        let kind = outcome.split(':').next().unwrap_or(outcome);
        *tally.entry(format!("{} {kind}", fields[0])).or_default() += 1;
        if !difference.is_empty() && difference != "same" {
            *tally
                .entry(format!("compared: {}", difference.split(':').next().unwrap_or("")))
                .or_default() += 1;
        }
        faults += usize::from(fault);
        if all
            || fault
            || !outcome.starts_with("read")
            || (!difference.is_empty() && difference != "same")
        {
            println!("{}\t{line}\t{difference}", file.display());
        }
    }
    for (what, count) in &tally {
        println!("{count:6}  {what}");
    }
    println!("slowest {slowest} ms, biggest {biggest} MB");
    println!("{faults} panicked, aborted, hung, took more than {SLOW_MS} ms or {BIG_MB} MB");
    if faults == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}

fn files_below(folder: &Path) -> Vec<PathBuf> {
    if folder.is_file() {
        return vec![folder.to_owned()];
    }
    let mut found = Vec::new();
    for entry in std::fs::read_dir(folder).into_iter().flatten().flatten() {
        found.extend(files_below(&entry.path()));
    }
    found.sort();
    found
}

/// Runs this program on one file and gives its last line, or how it ended instead.
fn child(file: &Path, flag: &str) -> String {
    let Ok(program) = std::env::current_exe() else {
        return "no program".to_owned();
    };
    let spawned = Command::new(program)
        .args([flag.as_ref(), file.as_os_str()])
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn();
    let Ok(mut process) = spawned else {
        return "cannot start".to_owned();
    };
    let start = Instant::now();
    let status = loop {
        match process.try_wait() {
            Ok(Some(status)) => break status,
            _ if start.elapsed() > PATIENCE => {
                // Killing can only fail when the process is gone already.
                let _ = process.kill();
                let _ = process.wait();
                return "hung".to_owned();
            }
            _ => std::thread::sleep(Duration::from_millis(1)),
        }
    };
    let mut output = String::new();
    if let Some(mut stdout) = process.stdout.take()
        && stdout.read_to_string(&mut output).is_err()
    {
        return "unreadable output".to_owned();
    }
    if !status.success() {
        return format!("aborted: {status}");
    }
    output.trim_end().replace('\n', "; ")
}
