//! `tonghop run`: the main job, and its summary on the terminal.

use std::time::Duration;

use super::after_run::{self, LastRun, Totals};
use super::args::RunArgs;
use super::code_for;
use super::send::send_period;
use super::terminal::Terminal;
use crate::finding::Severity;
use crate::i18n::Lang;
use crate::model::judgement::Status;
use crate::pipeline::{self, RunOptions, RunResult};
use crate::report::Outcome;
use crate::text;
use crate::workspace::{RunError, Workspace};

pub fn run(args: &RunArgs, lang: Option<Lang>, terminal: &Terminal) -> Result<u8, RunError> {
    run_in(&Workspace::open(&args.dir)?, args, lang, terminal)
}

/// Runs, and tells everybody who wants to know.
pub fn run_in(
    workspace: &Workspace,
    args: &RunArgs,
    lang: Option<Lang>,
    terminal: &Terminal,
) -> Result<u8, RunError> {
    let started = now();
    let attempt = attempt(workspace, args, lang, terminal);
    let mut last = LastRun {
        run: terminal.run_id().to_owned(),
        started,
        ended: now(),
        result: "failed",
        exit_code: 0,
        period: workspace.period(args.period).ok().map(|period| period.to_string()),
        message: None,
        totals: None,
    };
    match &attempt {
        Ok(done) => {
            (last.result, last.exit_code, last.totals) = (done.result, done.code, done.totals);
        }
        // Wrong usage writes nothing, and the other run has its own note.
        Err(RunError::Usage(_) | RunError::Config(_) | RunError::Locked { .. }) => {
            return attempt.map(|done| done.code);
        }
        Err(error) => {
            last.exit_code = error.exit_code();
            last.message = Some(error.sentence().in_lang(terminal.lang).to_owned());
            if matches!(error, RunError::Stopped) {
                last.result = "stopped";
            }
        }
    }
    after_run::keep(workspace.root(), &last);
    if let Ok(settings) = pipeline::settings(workspace) {
        if last.result == "written" && settings.mail.send {
            send_letters(workspace, args, terminal);
        }
        after_run::tell(&settings.after_run, workspace.root(), &last, terminal);
    }
    attempt.map(|done| done.code)
}

/// Results are there, whatever becomes of the letters.
fn send_letters(workspace: &Workspace, args: &RunArgs, terminal: &Terminal) {
    let period = workspace.period(args.period);
    if let Err(error) = period.and_then(|period| send_period(workspace, period, terminal)) {
        terminal.complain(&error.sentence());
    }
}

fn now() -> String {
    chrono::Local::now().format("%Y-%m-%dT%H:%M:%S%:z").to_string()
}

/// A run that came to its end.
struct Done {
    code: u8,
    result: &'static str,
    totals: Option<Totals>,
}

fn attempt(
    workspace: &Workspace,
    args: &RunArgs,
    lang: Option<Lang>,
    terminal: &Terminal,
) -> Result<Done, RunError> {
    let options = RunOptions {
        period: args.period,
        lang,
        standard: args.standard.clone(),
        settle: Duration::from_secs(args.settle),
        force: args.force,
        export: args.export.map(Into::into),
    };
    let result = pipeline::run(workspace, &options, terminal)?;
    terminal.finish();
    match result {
        RunResult::Unchanged { period } => {
            let outbox = workspace.outbox(period);
            let outbox = outbox.display();
            terminal.say(&text!(
                vi: "Kỳ {period}: không có gì thay đổi, kết quả trong {outbox} vẫn đúng (làm lại: --force)",
                en: "Period {period}: nothing changed, the results in {outbox} still hold (make them again: --force)",
            ));
            Ok(Done { code: 0, result: "unchanged", totals: None })
        }
        RunResult::Written { outcome, files, remarks } => {
            for remark in &remarks {
                terminal.say(remark);
            }
            let totals = totals(&outcome, &files);
            summary(workspace, &outcome, &totals, terminal);
            let code = code_for(&outcome.findings, args.fail_on);
            Ok(Done { code, result: "written", totals: Some(totals) })
        }
    }
}

fn totals(outcome: &Outcome, files: &[String]) -> Totals {
    let count = |severity| outcome.findings.iter().filter(|it| it.severity == severity).count();
    let mut totals = Totals {
        files: outcome.batch.submissions.len(),
        rows: 0,
        accepted: 0,
        review: 0,
        rejected: 0,
        errors: count(Severity::Error),
        warnings: count(Severity::Warning),
        infos: count(Severity::Info),
        replies: files.iter().filter(|path| path.starts_with("PhanHoi/")).count(),
    };
    for (at, _) in outcome.batch.counting_rows() {
        totals.rows += 1;
        match outcome.judgement(at).status {
            Status::Accepted => totals.accepted += 1,
            Status::Review => totals.review += 1,
            Status::Rejected => totals.rejected += 1,
        }
    }
    totals
}

fn summary(workspace: &Workspace, outcome: &Outcome, totals: &Totals, terminal: &Terminal) {
    let period = outcome.period();
    let read = outcome.batch.submissions.iter().filter(|form| form.counts()).count();
    let Totals { files: all, rows: total, accepted, review, rejected, .. } = totals;
    let Totals { errors, warnings, infos, replies, .. } = totals;
    let outbox = workspace.outbox(period);
    let outbox = outbox.display();
    terminal.say(&text!(
        vi: "Kỳ {period}: {all} tệp, {read} biểu được tính, {total} dòng\n  \
             {accepted} chấp nhận · {review} cần xem · {rejected} chưa đạt\n  \
             {errors} lỗi · {warnings} cảnh báo · {infos} thông tin\n\
             Mở {outbox}/TongHop_{period}.xlsx; {replies} phản hồi trong {outbox}/PhanHoi",
        en: "Period {period}: {all} files, {read} forms count, {total} rows\n  \
             {accepted} accepted · {review} to review · {rejected} rejected\n  \
             {errors} errors · {warnings} warnings · {infos} notes\n\
             Open {outbox}/TongHop_{period}.xlsx; {replies} replies in {outbox}/PhanHoi",
    ));
}
