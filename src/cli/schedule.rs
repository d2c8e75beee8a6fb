//! `tonghop schedule`: a nightly run by systemd, cron or the Task Scheduler of Windows.

use std::path::Path;

use super::args::ScheduleKind;

/// A file that makes the system run the program every night, and where it belongs.
#[derive(Debug, PartialEq, Eq)]
pub struct ScheduleFile {
    pub name: String,
    pub content: String,
}

/// What is to be run, and when.
#[derive(Clone, Copy, Debug)]
pub struct Plan<'a> {
    /// Absolute, as is the workspace.
    pub program: &'a Path,
    pub workspace: &'a Path,
    /// A time of day, `02:30`.
    pub at: &'a str,
    /// Whether the run may speak to the mail relay.
    pub network: bool,
}

/// A run at night waits for files that are still being copied, and says in a
/// file of its own what it did.
const SETTLE: &str = "60";

impl Plan<'_> {
    fn program(&self) -> String {
        self.program.display().to_string()
    }

    fn workspace(&self) -> String {
        self.workspace.display().to_string()
    }

    fn log(&self) -> String {
        self.workspace.join("outbox").join("tonghop.log").display().to_string()
    }

    /// The arguments, each put in quotes by `quote`.
    fn arguments(&self, quote: impl Fn(&str) -> String) -> String {
        let (workspace, log) = (quote(&self.workspace()), quote(&self.log()));
        format!("run {workspace} --quiet --settle {SETTLE} --log-file {log}")
    }
}

/// The files for one kind of schedule.
pub fn files(kind: ScheduleKind, plan: &Plan) -> Vec<ScheduleFile> {
    match kind {
        ScheduleKind::Systemd => systemd(plan),
        ScheduleKind::Cron => vec![cron(plan)],
        ScheduleKind::Windows => vec![windows(plan)],
    }
}

/// All that a run does not need is kept from it (systemd.exec(5)): it reads the
/// workspace, writes below it, and with mail speaks to the relay.
fn systemd(plan: &Plan) -> Vec<ScheduleFile> {
    let (program, arguments) = (systemd_quote(&plan.program()), plan.arguments(systemd_quote));
    // Such a path is split at spaces unless it is quoted, and `$` has no meaning in it.
    let writable = systemd_quote(&plan.workspace()).replace("$$", "$");
    let (private, families) = match plan.network {
        true => ("no", "AF_UNIX AF_INET AF_INET6"),
        false => ("yes", "AF_UNIX"),
    };
    let at = plan.at;
    let service = format!(
        "[Unit]\n\
         Description=Tong hop bieu dang ky (tonghop)\n\
         \n\
         [Service]\n\
         Type=oneshot\n\
         ExecStart={program} {arguments}\n\
         # 1: done, findings remain\n\
         SuccessExitStatus=1\n\
         UMask=0077\n\
         Nice=10\n\
         MemoryMax=8G\n\
         TasksMax=256\n\
         TimeoutStartSec=2h\n\
         TimeoutStopSec=30s\n\
         NoNewPrivileges=yes\n\
         PrivateTmp=yes\n\
         PrivateDevices=yes\n\
         PrivateNetwork={private}\n\
         ProtectSystem=strict\n\
         ProtectHome=read-only\n\
         ProtectClock=yes\n\
         ProtectHostname=yes\n\
         ProtectKernelLogs=yes\n\
         ProtectKernelTunables=yes\n\
         ProtectKernelModules=yes\n\
         ProtectControlGroups=yes\n\
         RestrictAddressFamilies={families}\n\
         RestrictNamespaces=yes\n\
         RestrictSUIDSGID=yes\n\
         RestrictRealtime=yes\n\
         MemoryDenyWriteExecute=yes\n\
         LockPersonality=yes\n\
         SystemCallArchitectures=native\n\
         SystemCallFilter=@system-service\n\
         ReadWritePaths={writable}\n"
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

fn cron(plan: &Plan) -> ScheduleFile {
    let (hours, minutes) = plan.at.split_once(':').unwrap_or(("2", "30"));
    let number = |digits: &str| digits.parse::<u8>().unwrap_or_default();
    let (hours, minutes) = (number(hours), number(minutes));
    let quote = |word: &str| format!("'{}'", word.replace('\'', "'\\''").replace('%', "\\%"));
    let (program, arguments) = (quote(&plan.program()), plan.arguments(quote));
    let content = format!("{minutes} {hours} * * * {program} {arguments}\n");
    ScheduleFile { name: "crontab".to_owned(), content }
}

/// A task as the Task Scheduler Schema has it (MS-TSCH 2.5). Without a declared
/// encoding it is right in UTF-8 as in UTF-16 with its mark.
fn windows(plan: &Plan) -> ScheduleFile {
    let arguments = xml(&plan.arguments(|word| format!("\"{word}\"")));
    let (program, workspace) = (xml(&plan.program()), xml(&plan.workspace()));
    let at = plan.at;
    let content = format!(
        r#"<?xml version="1.0"?>
<Task version="1.3" xmlns="http://schemas.microsoft.com/windows/2004/02/mit/task">
  <RegistrationInfo>
    <Description>Tổng hợp biểu đăng ký mỗi đêm (tonghop)</Description>
  </RegistrationInfo>
  <Triggers>
    <CalendarTrigger>
      <Enabled>true</Enabled>
      <StartBoundary>2026-01-01T{at}:00</StartBoundary>
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
      <Arguments>{arguments}</Arguments>
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
        let (program, workspace) = (Path::new("/opt/tonghop"), Path::new(workspace));
        let plan = Plan { program, workspace, at: "02:30", network: false };
        files(kind, &plan).into_iter().map(|file| file.content).collect()
    }

    #[test]
    fn every_schedule_names_time_program_and_workspace() {
        let cron = content(ScheduleKind::Cron, "/srv/đăng ký");
        let run =
            "run '/srv/đăng ký' --quiet --settle 60 --log-file '/srv/đăng ký/outbox/tonghop.log'";
        assert_eq!(cron, format!("30 2 * * * '/opt/tonghop' {run}\n"));
        let systemd = content(ScheduleKind::Systemd, "/srv/đăng ký");
        assert!(systemd.contains("OnCalendar=*-*-* 02:30:00"));
        assert!(systemd.contains(r#"ExecStart="/opt/tonghop" run "/srv/đăng ký" --quiet"#));
        let windows = content(ScheduleKind::Windows, "/srv/đăng ký");
        assert!(windows.contains("<StartBoundary>2026-01-01T02:30:00</StartBoundary>"));
    }

    #[test]
    fn signs_with_a_meaning_are_kept_literal() {
        assert!(content(ScheduleKind::Systemd, "/a%b$c").contains("run \"/a%%b$$c\""));
        assert!(content(ScheduleKind::Systemd, "/a%b$c").contains("ReadWritePaths=\"/a%%b$c\""));
        assert!(content(ScheduleKind::Cron, "/a'b%").contains(r"'/a'\''b\%'"));
        assert!(content(ScheduleKind::Windows, "/a&b").contains("/a&amp;b"));
    }

    #[test]
    fn only_a_run_that_sends_letters_gets_the_network() {
        assert!(content(ScheduleKind::Systemd, "/a").contains("PrivateNetwork=yes"));
        let path = Path::new("/a");
        let plan = Plan { program: path, workspace: path, at: "02:30", network: true };
        assert!(systemd(&plan)[0].content.contains("PrivateNetwork=no"));
    }

    /// The parts of the published schema that a task of ours uses: element, its
    /// children, and whether they have an order (xs:sequence) or none (xs:all).
    const SCHEMA: &[(&str, &[&str], bool)] = &[
        (
            "Task",
            &["RegistrationInfo", "Triggers", "Settings", "Data", "Principals", "Actions"],
            false,
        ),
        ("RegistrationInfo", &["URI", "Date", "Author", "Version", "Description"], false),
        ("Triggers", &["CalendarTrigger"], true),
        (
            "CalendarTrigger",
            &[
                "Enabled",
                "StartBoundary",
                "EndBoundary",
                "Repetition",
                "ExecutionTimeLimit",
                "RandomDelay",
                "ScheduleByDay",
            ],
            true,
        ),
        ("ScheduleByDay", &["DaysInterval"], false),
        ("Principals", &["Principal"], true),
        ("Principal", &["UserId", "LogonType", "GroupId", "DisplayName", "RunLevel"], false),
        (
            "Settings",
            &[
                "AllowStartOnDemand",
                "MultipleInstancesPolicy",
                "DisallowStartIfOnBatteries",
                "StopIfGoingOnBatteries",
                "StartWhenAvailable",
                "Enabled",
                "Hidden",
                "ExecutionTimeLimit",
                "Priority",
            ],
            false,
        ),
        ("Actions", &["Exec"], true),
        ("Exec", &["Command", "Arguments", "WorkingDirectory"], false),
    ];

    /// The elements of a document in our plain way of writing: name and parent.
    fn elements(document: &str) -> Vec<(String, String)> {
        let mut open = vec![String::new()];
        let mut found = Vec::new();
        for piece in document.split('<').skip(1).filter(|piece| !piece.starts_with('?')) {
            if let Some(end) = piece.strip_prefix('/') {
                let closed = open.pop().unwrap();
                assert!(end.starts_with(&closed), "{end} closes {closed}");
                continue;
            }
            let name: String = piece.chars().take_while(|c| c.is_alphanumeric()).collect();
            found.push((name.clone(), open.last().unwrap().clone()));
            open.push(name);
        }
        assert_eq!(open, [""], "everything is closed");
        found
    }

    #[test]
    fn a_task_has_the_structure_of_the_published_schema() {
        let elements = elements(&content(ScheduleKind::Windows, "C:\\Đăng ký"));
        assert_eq!(elements[0], ("Task".to_owned(), String::new()));
        for (parent, allowed, ordered) in SCHEMA {
            let children: Vec<&str> = elements
                .iter()
                .filter(|(_, above)| above == parent)
                .map(|(name, _)| name.as_str())
                .collect();
            let places: Vec<usize> = children
                .iter()
                .map(|child| {
                    let place = allowed.iter().position(|name| name == child);
                    place.unwrap_or_else(|| panic!("{child} has no place in {parent}"))
                })
                .collect();
            let mut sorted = places.clone();
            sorted.sort_unstable();
            sorted.dedup();
            assert_eq!(sorted.len(), places.len(), "{parent} holds something twice");
            assert!(!ordered || sorted == places, "{parent}: wrong order: {children:?}");
            assert!(!children.is_empty(), "{parent} is empty");
        }
        let parents = elements.iter().map(|(_, parent)| parent.as_str());
        for parent in parents.filter(|parent| !parent.is_empty()) {
            assert!(SCHEMA.iter().any(|(name, ..)| *name == parent), "{parent} is not checked");
        }
    }
}
