//! `tonghop schedule`: prints the files of a schedule, or installs them.

use std::fs;
use std::path::PathBuf;
use std::process::Command;

use super::args::{ScheduleArgs, ScheduleKind};
use super::schedule::{ScheduleFile, files};
use super::terminal::Terminal;
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
    let files = files(kind, &program, &root, &args.at);
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
        ScheduleKind::Cron => Err(RunError::Usage(text!(
            vi: "dòng cron không tự cài được; chạy lại không có --install rồi thêm dòng in ra bằng crontab -e",
            en: "a cron line is not installed by itself; run again without --install and add the line with crontab -e",
        ))),
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

fn install_windows(files: &[ScheduleFile], terminal: &Terminal) -> Result<u8, RunError> {
    for file in files {
        let path = std::env::temp_dir().join(&file.name);
        fs::write(&path, &file.content)
            .map_err(RunError::io(text!(vi: "ghi", en: "write"), &path))?;
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
    Err(RunError::Build(text!(
        vi: "{program} không nhận lịch; chạy lại không có --install để xem các tệp và cài bằng tay",
        en: "{program} did not take the schedule; run again without --install to see the files and install them by hand",
    )))
}
