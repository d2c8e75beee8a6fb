//! `tonghop watch`: runs whenever something changes, for officers who keep it
//! open. Looks again and again instead of asking the system to be told, so that it
//! works on network shares.

use std::collections::BTreeMap;
use std::fs;
use std::path::PathBuf;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use super::args::{RunArgs, WatchArgs};
use super::run::run_in;
use super::terminal::Terminal;
use crate::i18n::Lang;
use crate::text;
use crate::workspace::{RunError, Workspace, stop};

/// How soon a request to stop is noticed.
const STEP: Duration = Duration::from_millis(100);

pub fn watch(args: &WatchArgs, lang: Option<Lang>, terminal: &Terminal) -> Result<u8, RunError> {
    let workspace = Workspace::open(&args.dir)?;
    let folder = workspace.root().join("inbox");
    let folder = folder.display();
    terminal.say(&text!(
        vi: "Đang theo dõi {folder}; dừng bằng Ctrl-C",
        en: "Watching {folder}; stop with Ctrl-C",
    ));
    let run = RunArgs {
        dir: args.dir.clone(),
        period: None,
        standard: None,
        force: false,
        export: None,
        settle: args.settle,
        fail_on: super::args::FailOn::Never,
    };
    let mut seen = None;
    while !stop::requested() {
        let now = look(&workspace);
        if !now.is_empty() && seen.as_ref() != Some(&now) {
            match run_in(&workspace, &run, lang, terminal) {
                Ok(_) => {}
                Err(RunError::Stopped) => break,
                Err(error) => terminal.complain(&error.sentence()),
            }
            // The run itself changes what is looked at.
            seen = Some(if look_is_stale(&workspace, &now) { now } else { look(&workspace) });
        }
        rest(Duration::from_secs(args.every));
    }
    terminal.say(&text!(vi: "Đã dừng theo dõi", en: "Stopped watching"));
    Ok(0)
}

/// Size and time of everything that results follow from; empty when there is no form yet.
type Look = BTreeMap<PathBuf, (u64, Option<SystemTime>)>;

fn look(workspace: &Workspace) -> Look {
    let Ok(period) = workspace.period(None) else { return Look::new() };
    let forms = workspace.inbox_files(period).unwrap_or_default();
    if forms.is_empty() {
        return Look::new();
    }
    let lists = workspace.reference_files().unwrap_or_default();
    let book = workspace.outbox(period).join(format!("TongHop_{period}.xlsx"));
    let paths = forms.into_iter().chain(lists).map(|file| file.path);
    let paths = paths.chain([workspace.settings_file(), book]);
    paths
        .filter_map(|path| {
            let about = fs::symlink_metadata(&path).ok()?;
            Some((path, (about.len(), about.modified().ok())))
        })
        .collect()
}

/// Did a form or list change while the run was at work? Then it runs again.
fn look_is_stale(workspace: &Workspace, before: &Look) -> bool {
    let outbox = workspace.root().join("outbox");
    let inputs = |look: &Look| -> Look {
        let kept = look.iter().filter(|(path, _)| !path.starts_with(&outbox));
        kept.map(|(path, about)| (path.clone(), *about)).collect()
    };
    inputs(before) != inputs(&look(workspace))
}

fn rest(time: Duration) {
    let started = Instant::now();
    while started.elapsed() < time && !stop::requested() {
        sleep(STEP.min(time));
    }
}
