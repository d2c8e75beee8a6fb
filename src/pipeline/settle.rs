//! Files that are still being copied into the inbox: an unattended run waits for
//! them a while and leaves the rest for the next run.

use std::collections::BTreeSet;
use std::fs;
use std::sync::Arc;
use std::thread::sleep;
use std::time::{Duration, Instant, SystemTime};

use crate::model::period::Period;
use crate::workspace::{Entry, FoundFile, RunError, Workspace, stop};

/// So many times the quiet that is wanted is waited for, all in all.
const PATIENCE: u32 = 10;
const LOOK_AGAIN: Duration = Duration::from_millis(200);

/// Waits until no file of the period has changed for as long as `quiet`. Gives
/// the workspace with those marked that still change.
pub fn wait(workspace: &Workspace, period: Period, quiet: Duration) -> Result<Workspace, RunError> {
    wait_until(workspace, period, quiet, Instant::now() + quiet * PATIENCE)
}

fn wait_until(
    workspace: &Workspace,
    period: Period,
    quiet: Duration,
    until: Instant,
) -> Result<Workspace, RunError> {
    loop {
        let fresh: BTreeSet<Arc<str>> = workspace
            .inbox_files(period)?
            .into_iter()
            .filter(|file| file.kind == Entry::File && is_fresh(file, quiet))
            .map(|file| file.name)
            .collect();
        if fresh.is_empty() || Instant::now() >= until {
            return Ok(workspace.with_unsettled(fresh));
        }
        stop::check()?;
        sleep(LOOK_AGAIN);
    }
}

/// Did the file change within this time? Dates in the future tell nothing.
fn is_fresh(file: &FoundFile, quiet: Duration) -> bool {
    let changed = fs::metadata(&file.path).and_then(|about| about.modified());
    let age = changed.ok().and_then(|changed| SystemTime::now().duration_since(changed).ok());
    age.is_some_and(|age| age < quiet)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_that_keeps_changing_is_left_for_the_next_run() {
        const HOUR: Duration = Duration::from_secs(3600);
        let dir = tempfile::tempdir().unwrap();
        let inbox = dir.path().join("inbox/2026-11");
        fs::create_dir_all(&inbox).unwrap();
        let period = Period { year: 2026, month: 11 };
        let workspace = Workspace::open(dir.path()).unwrap();
        fs::write(inbox.join("a.xlsx"), "a").unwrap();
        let old = fs::File::options().write(true).open(inbox.join("a.xlsx")).unwrap();
        old.set_modified(SystemTime::now() - 2 * HOUR).unwrap();
        fs::write(inbox.join("b.xlsx"), "b").unwrap();
        let kinds = |quiet: Duration| -> Vec<Entry> {
            let seen = wait_until(&workspace, period, quiet, Instant::now()).unwrap();
            seen.inbox_files(period).unwrap().iter().map(|file| file.kind).collect()
        };
        assert_eq!(kinds(Duration::ZERO), [Entry::File, Entry::File]);
        assert_eq!(kinds(HOUR), [Entry::File, Entry::Unsettled]);
        assert_eq!(kinds(3 * HOUR), [Entry::Unsettled, Entry::Unsettled]);
    }
}
