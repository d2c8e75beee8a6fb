//! The command line: clap, terminal, exit codes. Everything else is elsewhere.

mod after_run;
mod args;
mod check;
mod cycle;
mod explain;
mod init;
mod inspect;
mod print_findings;
mod redact;
mod retention;
mod run;
mod schedule;
mod schedule_command;
mod send;
mod signals;
mod template;
mod terminal;
mod watch;

use std::path::Path;
use std::process::ExitCode;

use clap::{CommandFactory, Parser};

use args::{Cli, Command, FailOn};
use terminal::Terminal;

use crate::finding::Finding;
use crate::i18n::Lang;
use crate::text;
use crate::workspace::{RunError, Workspace};

/// Done, and findings at or above the level asked for remain.
const FINDINGS_REMAIN: u8 = 1;
/// Could not finish; also what a bug comes to.
const COULD_NOT_FINISH: u8 = 3;

/// Runs the program; the answer is the exit code.
pub fn main() -> ExitCode {
    let cli = Cli::parse();
    keep_panics_quiet();
    if let Some(jobs) = cli.common.jobs {
        // Fails only when a pool is there already, which then does as well.
        let _ = rayon::ThreadPoolBuilder::new().num_threads(usize::from(jobs)).build_global();
    }
    if matches!(cli.command, Command::Run(_) | Command::Watch(_)) {
        signals::listen();
    }
    let lang = cli.common.lang.map(Lang::from);
    let terminal = Terminal::new(&cli.common, lang.unwrap_or_else(|| language_of(&cli.command)));
    match std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        execute(cli.command, lang, &terminal)
    })) {
        Ok(Ok(code)) => ExitCode::from(code),
        Ok(Err(error)) => {
            terminal.complain(&error.sentence());
            ExitCode::from(error.exit_code())
        }
        Err(_) => {
            terminal.complain(&text!(
                vi: "gặp lỗi của chính chương trình; kết quả cũ còn nguyên. Xin báo lại kèm lệnh đã gõ",
                en: "met a fault of its own; the earlier results are as they were. Please report it with the command",
            ));
            ExitCode::from(COULD_NOT_FINISH)
        }
    }
}

/// A panic's message may quote the data it met, so it is never printed; only
/// where in our code it happened is.
fn keep_panics_quiet() {
    std::panic::set_hook(Box::new(|panic| {
        if std::env::var_os("TONGHOP_PANICS").is_some()
            && let Some(at) = panic.location()
        {
            eprintln!("tonghop: panic at {}:{}", at.file(), at.line());
        }
    }));
}

fn execute(command: Command, lang: Option<Lang>, terminal: &Terminal) -> Result<u8, RunError> {
    match command {
        Command::Init(args) => init::init(&args.dir, terminal),
        Command::Run(args) => run::run(&args, lang, terminal),
        Command::Watch(args) => watch::watch(&args, lang, terminal),
        Command::Send(args) => send::send(&args, terminal),
        Command::Redact(args) => redact::redact(&args, terminal),
        Command::Retention(args) => retention::retention(&args, terminal),
        Command::Check(args) => check::check(&args, terminal),
        Command::Inspect(args) => inspect::inspect(&args, terminal),
        Command::Template(args) => template::template(&args, lang, terminal),
        Command::Explain(args) => explain::explain(&args, terminal),
        Command::Rules(args) => explain::rules(args.format, terminal),
        Command::Plan(args) => cycle::plan(&args, lang, terminal),
        Command::Quota(args) => cycle::quota(&args, lang, terminal),
        Command::Results(args) => cycle::results(&args, lang, terminal),
        Command::Candidates(args) => cycle::candidates(&args, lang, terminal),
        Command::Classes(args) => cycle::classes(&args, lang, terminal),
        Command::Coverage(args) => cycle::coverage(&args, lang, terminal),
        Command::Schedule(args) => schedule_command::schedule(&args, terminal),
        Command::Completions { shell } => {
            let mut out = Vec::new();
            clap_complete::generate(shell, &mut Cli::command(), "tonghop", &mut out);
            terminal.print(String::from_utf8_lossy(&out).trim_end());
            Ok(0)
        }
    }
}

/// The language of a workspace's settings, for messages before they are read in earnest.
fn language_of(command: &Command) -> Lang {
    let settings = |dir: &Path| {
        let file = Workspace::open(dir).ok()?.settings_file();
        let content = std::fs::read_to_string(file).ok()?;
        Some(crate::config::Settings::parse("tonghop.toml", &content).ok()?.language)
    };
    let dir = match command {
        Command::Run(args) => Some(args.dir.as_path()),
        Command::Template(args) => Some(args.dir.as_path()),
        Command::Watch(args) => Some(args.dir.as_path()),
        Command::Send(args) => Some(args.dir.as_path()),
        Command::Retention(args) => Some(args.dir.as_path()),
        Command::Schedule(args) => Some(args.dir.as_path()),
        Command::Plan(args) => Some(args.year.dir.as_path()),
        Command::Quota(args) => Some(args.year.dir.as_path()),
        Command::Results(args) => Some(args.year.dir.as_path()),
        Command::Classes(args) => Some(args.year.dir.as_path()),
        Command::Candidates(args) | Command::Coverage(args) => Some(args.dir.as_path()),
        Command::Check(args) => args.workspace.as_deref(),
        Command::Inspect(args) => args.workspace.as_deref(),
        Command::Explain(args) => Some(args.workspace.as_path()),
        _ => None,
    };
    dir.and_then(settings).unwrap_or_default()
}

/// 1 when findings at or above the level remain, else 0.
fn code_for(findings: &[Finding], fail_on: FailOn) -> u8 {
    let remain = |level| findings.iter().any(|finding| finding.severity >= level);
    if fail_on.severity().is_some_and(remain) { FINDINGS_REMAIN } else { 0 }
}
