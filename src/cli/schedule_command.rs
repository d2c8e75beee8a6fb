//! `tonghop schedule`: prints the files of a schedule, or installs them.

use std::fs;
use std::io::Write;
use std::path::PathBuf;
use std::process::{Command, Stdio};

use super::args::{ScheduleArgs, ScheduleKind};
use super::schedule::{Plan, ScheduleFile, files};
use super::terminal::Terminal;
use crate::pipeline;
use crate::text;
use crate::workspace::{RunError, Workspace};

pub fn schedule(args: &ScheduleArgs, terminal: &Terminal) -> Result<u8, RunError> {
    let workspace = Workspace::open(&args.dir)?;
    let finding = || text!(vi: "tìm", en: "find");
    let root = fs::canonicalize(workspace.root()).map_err(RunError::io(finding(), &args.dir))?;
    let program =
        std::env::current_exe().map_err(RunError::io(finding(), &PathBuf::from("tonghop")))?;
    let kind = args.kind.unwrap_or(if cfg!(windows) {
        ScheduleKind::Windows
    } else {
        ScheduleKind::Systemd
    });
    let network = pipeline::settings(&workspace)?.mail.send;
    let plan = Plan { program: &program, workspace: &root, at: &args.at, network };
    let files = files(kind, &plan);
    if args.install {
        return install(kind, &files, terminal);
    }
    for file in &files {
        if files.len() > 1 {
            terminal.print(&format!("# {}", file.name));
        }
        terminal.print(&file.content);
    }
    Ok(0)
}

fn install(
    kind: ScheduleKind,
    files: &[ScheduleFile],
    terminal: &Terminal,
) -> Result<u8, RunError> {
    match kind {
        ScheduleKind::Systemd => install_systemd(files, terminal),
        ScheduleKind::Windows => install_windows(files, terminal),
        ScheduleKind::Cron => install_cron(files, terminal),
    }
}

/// Into the user's own units: no rights of an administrator are needed.
fn install_systemd(files: &[ScheduleFile], terminal: &Terminal) -> Result<u8, RunError> {
    let home = std::env::var_os("HOME").map(PathBuf::from).unwrap_or_default();
    let folder = home.join(".config/systemd/user");
    let writing = || text!(vi: "ghi", en: "write");
    fs::create_dir_all(&folder).map_err(RunError::io(writing(), &folder))?;
    for file in files {
        let path = folder.join(&file.name);
        fs::write(&path, &file.content).map_err(RunError::io(writing(), &path))?;
    }
    start("systemctl", &["--user", "enable", "--now", "tonghop.timer"])?;
    let folder = folder.display();
    terminal.say(&text!(
        vi: "Đã cài tonghop.timer vào {folder}",
        en: "Installed tonghop.timer in {folder}",
    ));
    Ok(0)
}

/// Puts the line into the user's table, in the place of an earlier one for the
/// same workspace.
fn install_cron(files: &[ScheduleFile], terminal: &Terminal) -> Result<u8, RunError> {
    let line: String = files.iter().map(|file| file.content.as_str()).collect();
    let starting = || text!(vi: "chạy", en: "start");
    let crontab = PathBuf::from("crontab");
    let listed = Command::new("crontab").arg("-l").output();
    let listed = listed.map_err(RunError::io(starting(), &crontab))?;
    let table = merged(&String::from_utf8_lossy(&listed.stdout), &line);
    let child = Command::new("crontab").arg("-").stdin(Stdio::piped()).spawn();
    let mut child = child.map_err(RunError::io(starting(), &crontab))?;
    if let Some(mut stdin) = child.stdin.take() {
        stdin.write_all(table.as_bytes()).map_err(RunError::io(starting(), &crontab))?;
    }
    let status = child.wait().map_err(RunError::io(starting(), &crontab))?;
    if !status.success() {
        return Err(refused("crontab"));
    }
    terminal.say(&text!(vi: "Đã thêm vào crontab: {line}", en: "Added to the crontab: {line}"));
    Ok(0)
}

/// A table with the line in it once.
fn merged(table: &str, line: &str) -> String {
    let command = |line: &str| line.split_once(" * * * ").map(|(_, rest)| rest.trim().to_owned());
    let kept = table.lines().filter(|old| command(old).is_none() || command(old) != command(line));
    let mut merged: String = kept.map(|line| format!("{line}\n")).collect();
    merged.push_str(line);
    merged
}

fn install_windows(files: &[ScheduleFile], terminal: &Terminal) -> Result<u8, RunError> {
    for file in files {
        let path = std::env::temp_dir().join(&file.name);
        // As the Task Scheduler itself writes its files: UTF-16 with a mark.
        let units = std::iter::once(0xFEFF).chain(file.content.encode_utf16());
        let bytes: Vec<u8> = units.flat_map(u16::to_le_bytes).collect();
        fs::write(&path, bytes).map_err(RunError::io(text!(vi: "ghi", en: "write"), &path))?;
        let shown = path.display().to_string();
        start("schtasks", &["/Create", "/F", "/TN", "tonghop", "/XML", &shown])?;
    }
    terminal.say(&text!(
        vi: "Đã thêm việc “tonghop” vào Task Scheduler",
        en: "Added the task “tonghop” to the Task Scheduler",
    ));
    Ok(0)
}

fn start(program: &str, arguments: &[&str]) -> Result<(), RunError> {
    let status = Command::new(program).args(arguments).status();
    let done =
        status.map_err(RunError::io(text!(vi: "chạy", en: "start"), &PathBuf::from(program)))?;
    if done.success() {
        return Ok(());
    }
    Err(refused(program))
}

fn refused(program: &str) -> RunError {
    RunError::Build(text!(
        vi: "{program} không nhận lịch; chạy lại không có --install để xem các tệp và cài bằng tay",
        en: "{program} did not take the schedule; run again without --install to see the files and install them by hand",
    ))
}

#[cfg(test)]
mod tests {
    use super::merged;

    #[test]
    fn a_line_stands_in_the_table_once_and_others_stay() {
        let line = "30 2 * * * '/opt/tonghop' run '/a'\n";
        let table = "MAILTO=me\n0 1 * * * backup\n15 3 * * * '/opt/tonghop' run '/a'\n";
        let expected = format!("MAILTO=me\n0 1 * * * backup\n{line}");
        assert_eq!(merged(table, line), expected);
        assert_eq!(merged(&expected, line), expected);
        assert_eq!(merged("", line), line);
    }
}
