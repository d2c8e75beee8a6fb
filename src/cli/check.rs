//! `tonghop check`: reads single files and prints findings as a linter does.

use super::args::CheckArgs;
use super::code_for;
use super::print_findings::print;
use super::terminal::Terminal;
use crate::pipeline;
use crate::workspace::{RunError, Workspace};

pub fn check(args: &CheckArgs, terminal: &Terminal) -> Result<u8, RunError> {
    let workspace = args.workspace.as_deref().map(Workspace::open).transpose()?;
    let check = if args.show_ids { pipeline::check_in_full } else { pipeline::check };
    let findings = check(&args.files, workspace.as_ref(), terminal)?;
    terminal.finish();
    print(&findings, args.format, terminal);
    Ok(code_for(&findings, args.fail_on))
}
