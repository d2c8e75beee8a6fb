//! What happens when a run is over: a note for schedulers, letters, and the
//! program that the settings name.

use std::path::Path;
use std::process::{Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use serde::Serialize;

use super::terminal::Terminal;
use crate::config::AfterRun;
use crate::text;
use crate::workspace::write_whole;

/// `outbox/last-run.json`: how the last run ended, for whoever looks after the
/// machine. Names no person.
#[derive(Debug, Serialize)]
pub struct LastRun {
    /// As in the log.
    pub run: String,
    pub started: String,
    pub ended: String,
    /// `written`, `unchanged`, `stopped` or `failed`.
    pub result: &'static str,
    pub exit_code: u8,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub period: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub message: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub totals: Option<Totals>,
}

/// The figures of the summary on the terminal.
#[derive(Clone, Copy, Debug, Serialize)]
pub struct Totals {
    pub files: usize,
    pub rows: usize,
    pub accepted: usize,
    pub review: usize,
    pub rejected: usize,
    pub errors: usize,
    pub warnings: usize,
    pub infos: usize,
    pub replies: usize,
}

/// Where it lies. A disk that is full is no reason to fail a second time.
pub fn keep(workspace: &Path, last: &LastRun) {
    let mut bytes = serde_json::to_vec_pretty(last).unwrap_or_default();
    bytes.push(b'\n');
    let _ = write_whole(&workspace.join("outbox/last-run.json"), &bytes);
}

/// Starts the program of the settings, without a shell, and waits for it a while.
/// Its failure is told and changes nothing.
pub fn tell(settings: &AfterRun, workspace: &Path, last: &LastRun, terminal: &Terminal) {
    let Some((program, arguments)) = settings.command.split_first() else { return };
    let outbox = last.period.as_ref().map(|period| workspace.join("outbox").join(period));
    let mut command = Command::new(program);
    command
        .args(arguments)
        .current_dir(workspace)
        .env("TONGHOP_RUN", &last.run)
        .env("TONGHOP_RESULT", last.result)
        .env("TONGHOP_EXIT_CODE", last.exit_code.to_string())
        .env("TONGHOP_PERIOD", last.period.as_deref().unwrap_or_default())
        .env("TONGHOP_OUTBOX", outbox.unwrap_or_default())
        .stdin(Stdio::null())
        .stdout(Stdio::null())
        .stderr(Stdio::null());
    if !succeeds(command, Duration::from_secs(settings.seconds)) {
        terminal.complain(&text!(
            vi: "chương trình ở [after_run] ({program}) không chạy được hoặc báo lỗi",
            en: "the program of [after_run] ({program}) could not be started or failed",
        ));
    }
}

fn succeeds(mut command: Command, patience: Duration) -> bool {
    let Ok(mut child) = command.spawn() else { return false };
    let started = Instant::now();
    loop {
        match child.try_wait() {
            Ok(Some(status)) => return status.success(),
            Ok(None) if started.elapsed() < patience => sleep(Duration::from_millis(20)),
            _ => {
                // Fails only when it is over already.
                let _ = child.kill();
                let _ = child.wait();
                return false;
            }
        }
    }
}
