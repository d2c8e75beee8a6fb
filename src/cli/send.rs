//! `tonghop send`: the letters of a period, through the office's mail relay.

use super::COULD_NOT_FINISH;
use super::args::SendArgs;
use super::terminal::Terminal;
use crate::i18n::Text;
use crate::model::period::Period;
use crate::pipeline;
use crate::text;
use crate::workspace::{RunError, Workspace};

pub fn send(args: &SendArgs, terminal: &Terminal) -> Result<u8, RunError> {
    let workspace = Workspace::open(&args.dir)?;
    let period = workspace.period(args.period)?;
    let all = send_period(&workspace, period, terminal)?;
    Ok(if all { 0 } else { COULD_NOT_FINISH })
}

/// Sends and tells what came of it. True when every letter went out.
pub fn send_period(
    workspace: &Workspace,
    period: Period,
    terminal: &Terminal,
) -> Result<bool, RunError> {
    let settings = pipeline::settings(workspace)?;
    let outcome = pipeline::send_letters(workspace, period, &settings.mail)?;
    let (sent, before) = (outcome.sent, outcome.before);
    terminal.say(&text!(
        vi: "Đã gửi {sent} thư; {before} thư đã gửi từ trước",
        en: "Sent {sent} letters; {before} had been sent before",
    ));
    for (name, Text { vi, en }) in &outcome.failed {
        terminal
            .complain(&text!(vi: "chưa gửi được {name}: {vi}", en: "did not send {name}: {en}"));
    }
    Ok(outcome.failed.is_empty())
}
