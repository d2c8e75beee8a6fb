//! `tonghop schedule`: a nightly run by systemd, cron or the Task Scheduler of Windows.

use std::path::Path;

use super::args::ScheduleKind;

/// A file that makes the system run the program every night, and where it belongs.
#[derive(Debug, PartialEq, Eq)]
pub struct ScheduleFile {
    pub name: String,
    pub content: String,
}

/// The files for one kind of schedule. `at` is a time of day, `02:30`; both paths are absolute.
pub fn files(kind: ScheduleKind, program: &Path, workspace: &Path, at: &str) -> Vec<ScheduleFile> {
    let program = program.display().to_string();
    let workspace = workspace.display().to_string();
    match kind {
        ScheduleKind::Systemd => systemd(&program, &workspace, at),
        ScheduleKind::Cron => vec![cron(&program, &workspace, at)],
        ScheduleKind::Windows => vec![windows(&program, &workspace, at)],
    }
}

fn systemd(program: &str, workspace: &str, at: &str) -> Vec<ScheduleFile> {
    let (program, quoted) = (systemd_quote(program), systemd_quote(workspace));
    // A path in ReadWritePaths is split at spaces unless it is quoted.
    let service = format!(
        "[Unit]\n\
         Description=Tong hop bieu dang ky (tonghop)\n\
         \n\
         [Service]\n\
         Type=oneshot\n\
         ExecStart={program} run {quoted} --quiet\n\
         UMask=0077\n\
         Nice=10\n\
         MemoryMax=8G\n\
         TimeoutStartSec=2h\n\
         NoNewPrivileges=yes\n\
         PrivateTmp=yes\n\
         PrivateDevices=yes\n\
         PrivateNetwork=yes\n\
         ProtectSystem=strict\n\
         ProtectHome=read-only\n\
         ProtectKernelTunables=yes\n\
         ProtectKernelModules=yes\n\
         ProtectControlGroups=yes\n\
         RestrictSUIDSGID=yes\n\
         RestrictRealtime=yes\n\
         LockPersonality=yes\n\
         ReadWritePaths={quoted}\n"
    );
    let timer = format!(
        "[Unit]\n\
         Description=Tong hop bieu dang ky moi dem (tonghop)\n\
         \n\
         [Timer]\n\
         OnCalendar=*-*-* {at}:00\n\
         Persistent=true\n\
         \n\
         [Install]\n\
         WantedBy=timers.target\n"
    );
    vec![
        ScheduleFile { name: "tonghop.service".to_owned(), content: service },
        ScheduleFile { name: "tonghop.timer".to_owned(), content: timer },
    ]
}

/// A word of a unit file: quoted, with the characters that systemd would expand kept literal.
fn systemd_quote(word: &str) -> String {
    let escaped =
        word.replace('\\', "\\\\").replace('"', "\\\"").replace('%', "%%").replace('$', "$$");
    format!("\"{escaped}\"")
}

fn cron(program: &str, workspace: &str, at: &str) -> ScheduleFile {
    let (hours, minutes) = at.split_once(':').unwrap_or(("2", "30"));
    let number = |digits: &str| digits.parse::<u8>().unwrap_or_default();
    let (hours, minutes) = (number(hours), number(minutes));
    let quote = |word: &str| format!("'{}'", word.replace('\'', "'\\''").replace('%', "\\%"));
    let content =
        format!("{minutes} {hours} * * * {} run {} --quiet\n", quote(program), quote(workspace));
    ScheduleFile { name: "crontab".to_owned(), content }
}

/// A task as Task Scheduler 1.2 defines it (Microsoft, Task Scheduler Schema: element order matters).
fn windows(program: &str, workspace: &str, at: &str) -> ScheduleFile {
    let argument = xml(&format!("run \"{workspace}\" --quiet"));
    let (program, workspace) = (xml(program), xml(workspace));
    let content = format!(
        r#"<?xml version="1.0" encoding="UTF-8"?>
<Task version="1.2" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Tổng hợp biểu đăng ký mỗi đêm (tonghop)</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <StartBoundary>2026-01-01T{at}:00</StartBoundary>
      <Enabled>true</Enabled>
      <ScheduleByDay>
        <DaysInterval>1</DaysInterval>
      </ScheduleByDay>
    </CalendarTrigger>
  </Triggers>
  <Principals>
    <Principal id="Author">
      <LogonType>InteractiveToken</LogonType>
      <RunLevel>LeastPrivilege</RunLevel>
    </Principal>
  </Principals>
  <Settings>
    <MultipleInstancesPolicy>IgnoreNew</MultipleInstancesPolicy>
    <DisallowStartIfOnBatteries>false</DisallowStartIfOnBatteries>
    <StopIfGoingOnBatteries>false</StopIfGoingOnBatteries>
    <StartWhenAvailable>true</StartWhenAvailable>
    <ExecutionTimeLimit>PT2H</ExecutionTimeLimit>
  </Settings>
  <Actions Context="Author">
    <Exec>
      <Command>{program}</Command>
      <Arguments>{argument}</Arguments>
      <WorkingDirectory>{workspace}</WorkingDirectory>
    </Exec>
  </Actions>
</Task>
"#
    );
    ScheduleFile { name: "tonghop-task.xml".to_owned(), content }
}

fn xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn content(kind: ScheduleKind, workspace: &str) -> String {
        let files = files(kind, Path::new("/opt/tonghop"), Path::new(workspace), "02:30");
        files.into_iter().map(|file| file.content).collect()
    }

    #[test]
    fn every_schedule_names_time_program_and_workspace() {
        let cron = content(ScheduleKind::Cron, "/srv/đăng ký");
        assert_eq!(cron, "30 2 * * * '/opt/tonghop' run '/srv/đăng ký' --quiet\n");
        let systemd = content(ScheduleKind::Systemd, "/srv/đăng ký");
        assert!(systemd.contains("OnCalendar=*-*-* 02:30:00"));
        assert!(systemd.contains(r#"ExecStart="/opt/tonghop" run "/srv/đăng ký" --quiet"#));
        let windows = content(ScheduleKind::Windows, "/srv/đăng ký");
        assert!(windows.contains("<StartBoundary>2026-01-01T02:30:00</StartBoundary>"));
    }

    #[test]
    fn signs_with_a_meaning_are_kept_literal() {
        assert!(content(ScheduleKind::Systemd, "/a%b$c").contains("/a%%b$$c"));
        assert!(content(ScheduleKind::Cron, "/a'b%").contains(r"'/a'\''b\%'"));
        assert!(content(ScheduleKind::Windows, "/a&b").contains("/a&amp;b"));
    }
}
