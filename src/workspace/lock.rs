//! One run at a time in a workspace.

use std::fs::{File, OpenOptions, TryLockError};
use std::io::{Read, Seek, Write};
use std::path::Path;

use super::error::RunError;
use crate::text;

/// The lock of a workspace, given back when dropped. The operating system takes
/// it back from a killed run by itself, so no lock is ever stale.
#[derive(Debug)]
pub struct Lock {
    file: File,
}

impl Lock {
    /// Takes the lock of the workspace at `root`.
    ///
    /// # Errors
    /// [`RunError::Locked`] with what the other run wrote of itself; [`RunError::Io`]
    /// when the lock file cannot be made.
    pub fn take(root: &Path) -> Result<Self, RunError> {
        let folder = root.join("outbox");
        let doing = || text!(vi: "tạo", en: "make");
        std::fs::create_dir_all(&folder).map_err(RunError::io(doing(), &folder))?;
        let path = folder.join(".lock");
        let mut options = OpenOptions::new();
        let mut file = options
            .read(true)
            .write(true)
            .create(true)
            .truncate(false)
            .open(&path)
            .map_err(RunError::io(doing(), &path))?;
        match file.try_lock() {
            Ok(()) => {}
            Err(TryLockError::WouldBlock) => {
                let mut holder = String::new();
                let _ = file.read_to_string(&mut holder);
                return Err(RunError::Locked { holder: holder.trim().to_owned() });
            }
            // A share that knows no locks: better to run than to refuse for ever.
            Err(TryLockError::Error(_)) => {}
        }
        let about = format!("pid {}, {}, {}", std::process::id(), host(), started());
        let _ =
            file.set_len(0).and_then(|()| file.rewind()).and_then(|()| writeln!(file, "{about}"));
        Ok(Lock { file })
    }
}

/// Who held the lock is of no interest any more.
impl Drop for Lock {
    fn drop(&mut self) {
        let _ = self.file.set_len(0);
    }
}

fn host() -> String {
    std::fs::read_to_string("/etc/hostname")
        .ok()
        .or_else(|| std::env::var("COMPUTERNAME").ok())
        .map_or_else(|| "?".to_owned(), |name| name.trim().to_owned())
}

/// Shown to a person who waits for the other run; no result depends on it.
fn started() -> String {
    chrono::Local::now().format("%Y-%m-%d %H:%M:%S").to_string()
}

#[cfg(test)]
mod tests {
    use super::Lock;

    #[test]
    fn a_second_run_is_told_who_holds_the_lock() {
        let dir = tempfile::tempdir().unwrap();
        let lock = Lock::take(dir.path()).unwrap();
        let refused = Lock::take(dir.path()).unwrap_err();
        assert!(refused.to_string().contains(&format!("pid {}", std::process::id())), "{refused}");
        drop(lock);
        assert!(Lock::take(dir.path()).is_ok());
    }
}
