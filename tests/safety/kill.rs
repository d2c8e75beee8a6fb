//! Kills runs at random moments and looks at what they leave.

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::thread::sleep;
use std::time::{Duration, Instant};

use crate::whole::{leftovers, result_in};

/// What many killed runs came to.
#[derive(Debug, Default)]
pub struct Toll {
    pub kills: u32,
    /// Runs that were done before they were killed.
    pub finished: u32,
    /// After the kill the outbox held the result from before.
    pub old: u32,
    /// After the kill it held the new one.
    pub new: u32,
    /// Kills that left something for the next run to tidy up.
    pub littered: u32,
}

/// Waits until there is such a folder; false when the run is over before.
fn wait_for(folder: &Path, child: &mut Child) -> bool {
    loop {
        if folder.exists() {
            return true;
        }
        if !matches!(child.try_wait(), Ok(None)) {
            return false;
        }
        sleep(Duration::from_millis(1));
    }
}

/// Kills runs of the workspace at random moments. The language changes from run
/// to run, so that there always is an old and a new result that differ.
///
/// # Errors
/// The first kill after which the outbox held no whole result, or after whose
/// next run something was left over.
pub fn kill_runs(
    program: &Path,
    workspace: &Path,
    period: &str,
    kills: u32,
) -> Result<Toll, String> {
    let outbox = workspace.join("outbox").join(period);
    let run = |lang: &str, more: &[&str]| {
        let mut command = Command::new(program);
        command.arg("run").arg(workspace).args(["--quiet", "--period", period, "--lang", lang]);
        command.args(more).stdout(Stdio::null()).stderr(Stdio::null());
        command
    };
    let finish = |mut command: Command| match command.status() {
        Ok(status) if status.success() => Ok(()),
        other => Err(format!("a run that nobody killed failed: {other:?}")),
    };
    let building = workspace.join("outbox").join(format!(".{period}.new"));
    finish(run("en", &["--force"]))?;
    let other = result_in(&outbox)?;
    let started = Instant::now();
    let mut child = run("vi", &["--force"]).spawn().map_err(|error| error.to_string())?;
    wait_for(&building, &mut child);
    let written_from = started.elapsed();
    let _ = child.wait();
    let takes = started.elapsed();
    let writing = takes.saturating_sub(written_from);
    let mut current = result_in(&outbox)?;
    let (mut now, mut next) = (("vi", current.clone()), ("en", other));
    let mut random = 0x9E37_79B9_7F4A_7C15_u64;
    let mut toll = Toll::default();
    while toll.kills < kills {
        random = random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        let share = (random >> 40) as f64 / (1u64 << 24) as f64;
        let mut child = run(next.0, &["--force"]).spawn().map_err(|error| error.to_string())?;
        if toll.kills % 2 == 0 {
            sleep(takes.mul_f64(share * 1.05).min(Duration::from_secs(600)));
        } else if wait_for(&building, &mut child) {
            // Every other kill falls while results are written and put in place.
            sleep(writing.mul_f64(share * 1.1));
        }
        toll.finished += u32::from(matches!(child.try_wait(), Ok(Some(_))));
        // Fails only when the run is over.
        let _ = child.kill();
        let _ = child.wait();
        toll.kills += 1;
        toll.littered += u32::from(!leftovers(workspace).is_empty());
        // Only on systems that cannot exchange two folders in one step may the old
        // result lie aside for a moment; the next run puts it back.
        if outbox.exists() || cfg!(target_os = "linux") {
            current = result_in(&outbox).map_err(|why| format!("kill {}: {why}", toll.kills))?;
        }
        match &current {
            found if *found == now.1 => toll.old += 1,
            found if *found == next.1 => {
                toll.new += 1;
                std::mem::swap(&mut now, &mut next);
            }
            _ => return Err(format!("kill {}: the result is neither old nor new", toll.kills)),
        }
        // Nothing has changed for this run, and it tidies up all the same.
        finish(run(now.0, &[]))?;
        let left = leftovers(workspace);
        if !left.is_empty() || result_in(&outbox)? != now.1 {
            return Err(format!("kill {}: after the next run there is {left:?}", toll.kills));
        }
    }
    Ok(toll)
}
