//! Puts a period's results in place whole: they are built aside and exchanged
//! for the old ones in one step, so that a kill or a full disk at any moment
//! leaves the last good result.

use std::fs::{self, File};
use std::io::Write;
use std::path::{Path, PathBuf};

use super::error::RunError;
use super::folder::Workspace;
use super::replace::{Beside, Rename, one_by_one};
use super::stop;
use crate::model::period::Period;
use crate::text;

/// A finished file: its path below the period's outbox, with `/` between its parts.
#[derive(Clone, Debug)]
pub struct OutputFile {
    pub path: String,
    pub bytes: Vec<u8>,
}

/// Where a period's results are built before they are put in place.
#[derive(Debug)]
pub struct Staging {
    building: PathBuf,
    place: PathBuf,
    moves: Moves,
}

/// How folders change places; tests let it fail.
#[derive(Clone, Copy, Debug)]
struct Moves {
    /// Swaps two folders in one step, where the system can.
    exchange: fn(&Path, &Path) -> bool,
    rename: Rename,
}

impl Moves {
    const REAL: Moves = Moves { exchange, rename: |from: &Path, to: &Path| fs::rename(from, to) };
}

impl Staging {
    /// Starts an empty folder aside; what a killed run left there is put right first.
    pub fn start(workspace: &Workspace, period: Period) -> Result<Self, RunError> {
        let place = workspace.outbox(period);
        put_right(&place)?;
        let building = aside(&place, "new");
        make_folder(&building)?;
        *stop::building() = Some(building.clone());
        Ok(Staging { building, place, moves: Moves::REAL })
    }

    /// Writes a file into the folder aside.
    pub fn write(&self, file: &OutputFile) -> Result<(), RunError> {
        stop::check()?;
        let path = self.building.join(&file.path);
        if let Some(folder) = path.parent() {
            make_folder(folder)?;
        }
        let doing = || text!(vi: "ghi", en: "write");
        let mut out = create_private(&path).map_err(RunError::io(doing(), &path))?;
        out.write_all(&file.bytes).map_err(RunError::io(doing(), &path))?;
        settle_file(&out).map_err(RunError::io(doing(), &path))
    }

    /// Exchanges the old results for the new ones, when all of these are on the
    /// disk and not only in its cache. Says which of them are beside the old
    /// ones, because another program has those open.
    pub fn put_in_place(self) -> Result<Vec<Beside>, RunError> {
        let doing = text!(vi: "ghi", en: "write");
        settle_all(&self.building).map_err(RunError::io(doing, &self.building))?;
        let old = aside(&self.place, "old");
        let mut building = stop::building();
        stop::check()?;
        *building = None;
        let Moves { exchange, rename } = self.moves;
        let mut beside = Vec::new();
        if !self.place.exists() {
            rename(&self.building, &self.place)
                .map_err(RunError::io(doing_replace(), &self.place))?;
        } else if exchange(&self.building, &self.place) {
            rename(&self.building, &old).map_err(RunError::io(doing_replace(), &old))?;
        } else if rename(&self.place, &old).is_ok() {
            rename(&self.building, &self.place)
                .map_err(RunError::io(doing_replace(), &self.place))?;
        } else {
            let stamp = chrono::Local::now().format("%Y-%m-%d %H.%M").to_string();
            beside = one_by_one(&self.building, &self.place, &stamp, rename)
                .map_err(RunError::io(doing_replace(), &self.place))?;
        }
        drop(building);
        settle_folder(self.place.parent());
        // A leftover is removed by the next run; it is no reason to fail this one.
        let _ = fs::remove_dir_all(&old);
        Ok(beside)
    }
}

/// Puts right what a killed run left in the workspace, of whatever period. Only
/// for who holds the lock.
pub fn recover(workspace: &Workspace) -> Result<(), RunError> {
    let outbox = workspace.root().join("outbox");
    for name in hidden_names(&outbox) {
        let place = name.strip_suffix(".new").or_else(|| name.strip_suffix(".old"));
        if let Some(period) = place.and_then(|place| place.parse().ok()) {
            put_right(&workspace.outbox(period))?;
        }
    }
    for folder in [outbox, workspace.decisions()] {
        for name in hidden_names(&folder).filter(|name| name.ends_with(".new")) {
            let leftover = folder.join(format!(".{name}"));
            let doing = text!(vi: "xóa", en: "remove");
            fs::remove_file(&leftover).map_err(RunError::io(doing, &leftover))?;
        }
    }
    Ok(())
}

/// The names in a folder that begin with a dot, without it.
fn hidden_names(folder: &Path) -> impl Iterator<Item = String> + use<> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    entries.filter_map(|entry| Some(entry.file_name().to_str()?.strip_prefix('.')?.to_owned()))
}

/// Removes what lies beside a place; results that were about to be exchanged are put back.
fn put_right(place: &Path) -> Result<(), RunError> {
    let old = aside(place, "old");
    if !place.exists() && old.exists() {
        fs::rename(&old, place).map_err(RunError::io(doing_replace(), place))?;
    }
    for leftover in [aside(place, "new"), old] {
        if leftover.exists() {
            let doing = text!(vi: "xóa", en: "remove");
            fs::remove_dir_all(&leftover).map_err(RunError::io(doing, &leftover))?;
        }
    }
    Ok(())
}

/// Where the system can settle everything at once, files need not wait for the disk one by one.
#[cfg(target_os = "linux")]
fn settle_file(_: &File) -> std::io::Result<()> {
    Ok(())
}

#[cfg(not(target_os = "linux"))]
fn settle_file(file: &File) -> std::io::Result<()> {
    file.sync_data()
}

#[cfg(target_os = "linux")]
fn settle_all(folder: &Path) -> std::io::Result<()> {
    Ok(rustix::fs::syncfs(File::open(folder)?)?)
}

#[cfg(not(target_os = "linux"))]
fn settle_all(_: &Path) -> std::io::Result<()> {
    Ok(())
}

/// Writes to the disk which names a folder holds. Where that cannot be asked
/// for, the system does it in its own time.
fn settle_folder(folder: Option<&Path>) {
    #[cfg(unix)]
    if let Some(folder) = folder {
        let _ = File::open(folder).and_then(|folder| folder.sync_all());
    }
    #[cfg(not(unix))]
    let _ = folder;
}

/// Writes a small file whole: beside its place first, then over it.
pub fn write_whole(path: &Path, bytes: &[u8]) -> Result<(), RunError> {
    let doing = || text!(vi: "ghi", en: "write");
    if let Some(folder) = path.parent() {
        make_folder(folder)?;
    }
    let beside = aside(path, "new");
    let mut out = create_private(&beside).map_err(RunError::io(doing(), &beside))?;
    out.write_all(bytes).map_err(RunError::io(doing(), &beside))?;
    out.sync_data().map_err(RunError::io(doing(), &beside))?;
    fs::rename(&beside, path).map_err(RunError::io(doing(), path))
}

/// An unfinished run leaves nothing behind.
impl Drop for Staging {
    fn drop(&mut self) {
        stop::building().take();
        let _ = fs::remove_dir_all(&self.building);
    }
}

fn doing_replace() -> crate::i18n::Text {
    text!(vi: "thay kết quả cũ ở", en: "replace the old results in")
}

/// `outbox/2026-11` → `outbox/.2026-11.new`.
pub(super) fn aside(place: &Path, ending: &str) -> PathBuf {
    let name = place.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    place.with_file_name(format!(".{name}.{ending}"))
}

/// Swaps two folders in one step, where the system can.
#[cfg(target_os = "linux")]
fn exchange(a: &Path, b: &Path) -> bool {
    use rustix::fs::{CWD, RenameFlags, renameat_with};
    renameat_with(CWD, a, CWD, b, RenameFlags::EXCHANGE).is_ok()
}

#[cfg(not(target_os = "linux"))]
fn exchange(_: &Path, _: &Path) -> bool {
    false
}

/// Results hold personal data: only their owner may read them.
fn make_folder(path: &Path) -> Result<(), RunError> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path).map_err(RunError::io(text!(vi: "tạo", en: "make"), path))
}

fn create_private(path: &Path) -> std::io::Result<File> {
    let mut options = File::options();
    options.write(true).create(true).truncate(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn november() -> Period {
        Period { year: 2026, month: 11 }
    }

    fn workspace() -> (tempfile::TempDir, Workspace) {
        let dir = tempfile::tempdir().unwrap();
        fs::create_dir_all(dir.path().join("inbox/2026-11")).unwrap();
        let workspace = Workspace::open(dir.path()).unwrap();
        (dir, workspace)
    }

    fn file(path: &str, content: &str) -> OutputFile {
        OutputFile { path: path.to_owned(), bytes: content.as_bytes().to_vec() }
    }

    fn run(workspace: &Workspace, files: &[OutputFile]) {
        let staging = Staging::start(workspace, november()).unwrap();
        files.iter().for_each(|file| staging.write(file).unwrap());
        staging.put_in_place().unwrap();
    }

    fn names(workspace: &Workspace) -> Vec<String> {
        let outbox = workspace.root().join("outbox");
        let mut names: Vec<String> = fs::read_dir(outbox)
            .unwrap()
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    #[test]
    fn new_results_replace_old_ones_whole() {
        let (_dir, workspace) = workspace();
        run(&workspace, &[file("PhanHoi/a.xlsx", "1"), file("b", "1")]);
        run(&workspace, &[file("b", "2")]);
        let place = workspace.outbox(november());
        assert_eq!(fs::read_to_string(place.join("b")).unwrap(), "2");
        assert!(!place.join("PhanHoi").exists());
        assert_eq!(names(&workspace), ["2026-11"]);
    }

    #[test]
    fn while_excel_has_a_workbook_open_the_new_one_is_put_beside_it() {
        let (_dir, workspace) = workspace();
        run(&workspace, &[file("TongHop.xlsx", "1"), file("b", "1")]);
        let mut staging = Staging::start(&workspace, november()).unwrap();
        // Windows renames neither the open file nor its folder.
        let rename: Rename = |from, to| match to.ends_with("TongHop.xlsx") || from.is_dir() {
            true => Err(std::io::ErrorKind::PermissionDenied.into()),
            false => fs::rename(from, to),
        };
        staging.moves = Moves { exchange: |_, _| false, rename };
        for new in [file("TongHop.xlsx", "2"), file("b", "2")] {
            staging.write(&new).unwrap();
        }
        let beside = staging.put_in_place().unwrap();
        let read =
            |path: &str| fs::read_to_string(workspace.outbox(november()).join(path)).unwrap();
        assert_eq!(beside.len(), 1);
        assert_eq!((read("TongHop.xlsx"), read(&beside[0].beside)), ("1".into(), "2".into()));
        assert_eq!(read("b"), "2");
        // Once it is closed, the next run leaves nothing beside.
        run(&workspace, &[file("TongHop.xlsx", "3")]);
        assert_eq!(read("TongHop.xlsx"), "3");
        assert!(!workspace.outbox(november()).join(&beside[0].beside).exists());
        assert_eq!(names(&workspace), ["2026-11"]);
    }

    #[test]
    fn a_run_that_stops_half_way_leaves_the_last_result() {
        let (_dir, workspace) = workspace();
        run(&workspace, &[file("b", "1")]);
        let staging = Staging::start(&workspace, november()).unwrap();
        staging.write(&file("b", "half")).unwrap();
        drop(staging);
        assert_eq!(fs::read_to_string(workspace.outbox(november()).join("b")).unwrap(), "1");
        assert_eq!(names(&workspace), ["2026-11"]);
    }

    #[test]
    fn what_a_killed_run_left_is_put_right() {
        let (_dir, workspace) = workspace();
        let outbox = workspace.root().join("outbox");
        fs::create_dir_all(outbox.join(".2026-11.old")).unwrap();
        fs::write(outbox.join(".2026-11.old/b"), "good").unwrap();
        fs::create_dir_all(outbox.join(".2026-11.new")).unwrap();
        fs::create_dir_all(outbox.join(".2026-10.new/data")).unwrap();
        fs::write(outbox.join(".last-run.json.new"), "half").unwrap();
        recover(&workspace).unwrap();
        assert_eq!(fs::read_to_string(workspace.outbox(november()).join("b")).unwrap(), "good");
        assert_eq!(names(&workspace), ["2026-11"]);
    }
}
