//! Told to stop (Ctrl-C, a system that shuts down): a run ends at its next step,
//! tidies up and leaves the last results as they were.

use std::fs;
use std::path::PathBuf;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::error::RunError;

static REQUESTED: AtomicBool = AtomicBool::new(false);
/// The folder in which results are being built.
static BUILDING: Mutex<Option<PathBuf>> = Mutex::new(None);

/// Asks the run to stop. False when it had been asked before.
pub fn request() -> bool {
    !REQUESTED.swap(true, Ordering::SeqCst)
}

pub fn requested() -> bool {
    REQUESTED.load(Ordering::SeqCst)
}

/// Between two steps of a run.
///
/// # Errors
/// [`RunError::Stopped`] when the run has been asked to stop.
pub fn check() -> Result<(), RunError> {
    if requested() { Err(RunError::Stopped) } else { Ok(()) }
}

/// Removes what is half built, for a process that cannot wait for its run to
/// come to the next step. Results that are being put in place are waited for.
pub fn tidy() {
    if let Some(folder) = building().take() {
        // What is left, the next run removes.
        let _ = fs::remove_dir_all(folder);
    }
}

pub(super) fn building() -> MutexGuard<'static, Option<PathBuf>> {
    BUILDING.lock().unwrap_or_else(PoisonError::into_inner)
}
