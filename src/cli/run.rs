//! `tonghop run`: the main job, and its summary on the terminal.

use std::time::Duration;

use super::args::RunArgs;
use super::code_for;
use super::terminal::Terminal;
use crate::finding::Severity;
use crate::i18n::Lang;
use crate::model::judgement::Status;
use crate::pipeline::{self, RunOptions, RunResult};
use crate::report::Outcome;
use crate::text;
use crate::workspace::{RunError, Workspace};

pub fn run(args: &RunArgs, lang: Option<Lang>, terminal: &Terminal) -> Result<u8, RunError> {
    let workspace = Workspace::open(&args.dir)?;
    let options = RunOptions {
        period: args.period,
        lang,
        standard: args.standard.clone(),
        settle: Duration::from_secs(args.settle),
        force: args.force,
    };
    let result = pipeline::run(&workspace, &options, terminal)?;
    terminal.finish();
    match result {
        RunResult::Unchanged { period } => {
            let outbox = workspace.outbox(period);
            let outbox = outbox.display();
            terminal.say(&text!(
                vi: "Kỳ {period}: không có gì thay đổi, kết quả trong {outbox} vẫn đúng (làm lại: --force)",
                en: "Period {period}: nothing changed, the results in {outbox} still hold (make them again: --force)",
            ));
            Ok(0)
        }
        RunResult::Written { outcome, files, remarks } => {
            for remark in &remarks {
                terminal.say(remark);
            }
            summary(&workspace, &outcome, &files, terminal);
            Ok(code_for(&outcome.findings, args.fail_on))
        }
    }
}

fn summary(workspace: &Workspace, outcome: &Outcome, files: &[String], terminal: &Terminal) {
    let period = outcome.period();
    let forms = &outcome.batch.submissions;
    let (all, read) = (forms.len(), forms.iter().filter(|form| form.counts()).count());
    let mut rows = [0_usize; 3];
    for (at, _) in outcome.batch.counting_rows() {
        match outcome.judgement(at).status {
            Status::Accepted => rows[0] += 1,
            Status::Review => rows[1] += 1,
            Status::Rejected => rows[2] += 1,
        }
    }
    let [accepted, review, rejected] = rows;
    let total = accepted + review + rejected;
    let count = |severity| outcome.findings.iter().filter(|it| it.severity == severity).count();
    let (errors, warnings, infos) =
        (count(Severity::Error), count(Severity::Warning), count(Severity::Info));
    let replies = files.iter().filter(|path| path.starts_with("PhanHoi/")).count();
    let outbox = workspace.outbox(period);
    let outbox = outbox.display();
    terminal.say(&text!(
        vi: "Kỳ {period}: {all} tệp, {read} biểu được tính, {total} dòng\n  \
             {accepted} được nhận · {review} cần xem · {rejected} bị loại\n  \
             {errors} lỗi · {warnings} cảnh báo · {infos} thông tin\n\
             Mở {outbox}/TongHop_{period}.xlsx; {replies} phản hồi trong {outbox}/PhanHoi",
        en: "Period {period}: {all} files, {read} forms count, {total} rows\n  \
             {accepted} accepted · {review} to review · {rejected} rejected\n  \
             {errors} errors · {warnings} warnings · {infos} notes\n\
             Open {outbox}/TongHop_{period}.xlsx; {replies} replies in {outbox}/PhanHoi",
    ));
}
