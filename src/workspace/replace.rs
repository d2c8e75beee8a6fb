//! Puts results in place file by file, where their folder cannot be exchanged whole: on
//! Windows, Excel keeps a workbook that it has open, and its folder, from being renamed.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

/// How a file gets from one place to another.
pub type Rename = fn(&Path, &Path) -> io::Result<()>;

/// A file that is kept open by another program, and the name that its new version got.
/// Both are paths below the period's outbox.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Beside {
    pub path: String,
    pub beside: String,
}

/// Moves every file of `from` over its namesake in `to`. One that cannot be replaced
/// stays, and the new one is put beside it with `stamp` in its name. What else is
/// in `to` goes, as far as nobody holds it.
///
/// # Errors
/// When a file can neither be replaced nor put beside.
pub fn one_by_one(from: &Path, to: &Path, stamp: &str, rename: Rename) -> io::Result<Vec<Beside>> {
    let mut kept = BTreeSet::new();
    let mut beside = Vec::new();
    for path in files(from)? {
        let target = to.join(&path);
        if let Some(folder) = target.parent() {
            fs::create_dir_all(folder)?;
        }
        if let Err(error) = rename(&from.join(&path), &target) {
            if !target.exists() {
                return Err(error);
            }
            let dated = dated(&path, stamp);
            rename(&from.join(&path), &to.join(&dated))?;
            beside.push(Beside { path: shown(&path), beside: shown(&dated) });
            kept.insert(dated);
        }
        kept.insert(path);
    }
    for path in files(to)?.difference(&kept) {
        // A leftover that is open goes with the next run.
        let _ = fs::remove_file(to.join(path));
    }
    Ok(beside)
}

/// `TongHop_2026-11.xlsx` → `TongHop_2026-11 (2026-11-22 16.05).xlsx`.
fn dated(path: &Path, stamp: &str) -> PathBuf {
    let part = |part: Option<&std::ffi::OsStr>| {
        part.map(|part| part.to_string_lossy().into_owned()).unwrap_or_default()
    };
    let (stem, ending) = (part(path.file_stem()), part(path.extension()));
    path.with_file_name(format!("{stem} ({stamp}).{ending}"))
}

fn shown(path: &Path) -> String {
    let parts = path.iter().map(|part| part.to_string_lossy());
    parts.collect::<Vec<_>>().join("/")
}

/// Every file below a folder, as a path below it.
fn files(folder: &Path) -> io::Result<BTreeSet<PathBuf>> {
    let mut found = BTreeSet::new();
    let mut folders = vec![PathBuf::new()];
    while let Some(below) = folders.pop() {
        for entry in fs::read_dir(folder.join(&below))? {
            let entry = entry?;
            let path = below.join(entry.file_name());
            if entry.file_type()?.is_dir() {
                folders.push(path);
            } else {
                found.insert(path);
            }
        }
    }
    Ok(found)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn folder(files: &[(&str, &str)]) -> tempfile::TempDir {
        let dir = tempfile::tempdir().unwrap();
        for (path, content) in files {
            let path = dir.path().join(path);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, content).unwrap();
        }
        dir
    }

    /// As Windows answers while Excel has the officer's workbook open.
    fn locked(from: &Path, to: &Path) -> io::Result<()> {
        match to.file_name().is_some_and(|name| name == "TongHop_2026-11.xlsx") {
            true => Err(io::ErrorKind::PermissionDenied.into()),
            false => fs::rename(from, to),
        }
    }

    fn content(folder: &tempfile::TempDir) -> Vec<(String, String)> {
        let read = |path: &PathBuf| fs::read_to_string(folder.path().join(path)).unwrap();
        files(folder.path()).unwrap().iter().map(|path| (shown(path), read(path))).collect()
    }

    #[test]
    fn an_open_workbook_stays_and_the_new_one_gets_a_dated_name_beside_it() {
        let old =
            folder(&[("TongHop_2026-11.xlsx", "old"), ("PhanHoi/a.xlsx", "old"), ("b", "old")]);
        let new = folder(&[("TongHop_2026-11.xlsx", "new"), ("PhanHoi/a.xlsx", "new")]);
        let beside = one_by_one(new.path(), old.path(), "2026-11-22 16.05", locked).unwrap();
        let dated = "TongHop_2026-11 (2026-11-22 16.05).xlsx".to_owned();
        assert_eq!(
            beside,
            [Beside { path: "TongHop_2026-11.xlsx".to_owned(), beside: dated.clone() }]
        );
        let expected =
            [("PhanHoi/a.xlsx", "new"), (&*dated, "new"), ("TongHop_2026-11.xlsx", "old")];
        let expected = expected.map(|(path, content)| (path.to_owned(), content.to_owned()));
        assert_eq!(content(&old), expected);
    }

    #[test]
    fn a_folder_that_takes_no_file_at_all_is_an_error() {
        let (old, new) = (folder(&[]), folder(&[("a.xlsx", "new")]));
        let never: Rename = |_, _| Err(io::ErrorKind::PermissionDenied.into());
        assert!(one_by_one(new.path(), old.path(), "x", never).is_err());
        assert_eq!(content(&new).len(), 1);
    }
}
