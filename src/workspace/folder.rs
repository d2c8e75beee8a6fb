//! Finds the workspace, its periods and the files handed in.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use unicode_normalization::UnicodeNormalization;

use super::error::RunError;
use crate::i18n::Text;
use crate::model::cycle::{YearFolder, YearPart};
use crate::model::period::Period;
use crate::text;

/// A folder with an inbox.
#[derive(Clone, Debug)]
pub struct Workspace {
    root: PathBuf,
    /// Names of files that are still being written.
    unsettled: BTreeSet<Arc<str>>,
}

/// A file to read, and how to name it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct FoundFile {
    /// Path below the workspace: NFC, `/` between its parts.
    pub name: Arc<str>,
    pub path: PathBuf,
    pub kind: Entry,
}

/// What an entry of a folder is. Only files are opened; the others are told to
/// the officer, because a unit's form may be behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Entry {
    File,
    /// Points elsewhere: to a file that nobody handed in, or back to itself.
    Link,
    /// A pipe, socket or device: reading it may never end.
    Special,
    /// A folder in more folders than anybody makes.
    TooDeep,
    /// A folder that may not be looked into.
    Closed,
    /// A file that was still being written when the run began.
    Unsettled,
}

impl FoundFile {
    /// Why the entry is not read; nothing for a file.
    pub fn refusal(&self) -> Option<Text> {
        Some(match self.kind {
            Entry::File => return None,
            Entry::Link => text!(
                vi: "Đây là liên kết (shortcut), không phải tệp: chương trình không mở theo liên kết. Chép chính tệp đó vào đây.",
                en: "This is a link, not a file, and links are not followed. Put the file itself here.",
            ),
            Entry::Special => text!(
                vi: "Đây là thiết bị hoặc ống dẫn của hệ thống, không phải tệp; không đọc.",
                en: "This is a device or pipe of the system, not a file; it is not read.",
            ),
            Entry::TooDeep => text!(
                vi: "Thư mục nằm sâu hơn {FOLDERS_DEEP} cấp; các tệp trong đó không được đọc. Chuyển chúng lên cấp trên.",
                en: "The folder lies more than {FOLDERS_DEEP} levels deep; its files are not read. Move them up.",
            ),
            Entry::Closed => text!(
                vi: "Không mở được thư mục này; các tệp trong đó không được đọc.",
                en: "This folder cannot be opened; its files are not read.",
            ),
            Entry::Unsettled => text!(
                vi: "Tệp còn đang được chép vào; để lại cho lần chạy sau.",
                en: "The file is still being copied; it is left for the next run.",
            ),
        })
    }
}

impl Workspace {
    /// Opens the workspace at `dir`.
    ///
    /// # Errors
    /// [`RunError::Usage`] when `dir` is no folder or has neither settings nor inbox.
    pub fn open(dir: &Path) -> Result<Self, RunError> {
        let shown = dir.display();
        if !dir.join("inbox").is_dir() && !dir.join("tonghop.toml").is_file() {
            return Err(RunError::Usage(text!(
                vi: "{shown} không phải thư mục làm việc (không có inbox/ hay tonghop.toml); tạo mới bằng: tonghop init {shown}",
                en: "{shown} is no workspace (it has neither inbox/ nor tonghop.toml); make one with: tonghop init {shown}",
            )));
        }
        Ok(Workspace { root: dir.to_owned(), unsettled: BTreeSet::new() })
    }

    /// The same, with these files left out as still being written.
    pub fn with_unsettled(&self, unsettled: BTreeSet<Arc<str>>) -> Self {
        Workspace { root: self.root.clone(), unsettled }
    }

    pub fn root(&self) -> &Path {
        &self.root
    }

    pub fn settings_file(&self) -> PathBuf {
        self.root.join("tonghop.toml")
    }

    pub fn templates(&self) -> PathBuf {
        self.root.join("templates")
    }

    pub fn decisions(&self) -> PathBuf {
        self.root.join("decisions")
    }

    pub fn outbox(&self, period: Period) -> PathBuf {
        self.root.join("outbox").join(period.to_string())
    }

    /// Where the results of a part of a year go.
    pub fn year_outbox(&self, folder: YearFolder) -> PathBuf {
        self.root.join("outbox").join(folder.to_string())
    }

    /// The years that have a folder of this part in the inbox, oldest first.
    pub fn years(&self, part: YearPart) -> Result<Vec<i32>, RunError> {
        let folders = self.inbox_folders()?;
        let folders = folders.iter().filter_map(|name| name.parse::<YearFolder>().ok());
        let years: BTreeSet<i32> =
            folders.filter(|folder| folder.part == part).map(|folder| folder.year).collect();
        Ok(years.into_iter().collect())
    }

    /// Every file of a part of a year, sorted by name; none when there is no such folder.
    pub fn year_files(&self, folder: YearFolder) -> Result<Vec<FoundFile>, RunError> {
        let mut files = Vec::new();
        for name in self.inbox_folders()? {
            if name.parse() == Ok(folder) {
                files.extend(files_below(&self.root, &self.root.join("inbox").join(name))?);
            }
        }
        files.sort();
        Ok(files)
    }

    /// The names of the inbox's folders.
    fn inbox_folders(&self) -> Result<Vec<String>, RunError> {
        let inbox = self.root.join("inbox");
        let entries = match fs::read_dir(&inbox) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(Vec::new()),
            entries => entries.map_err(RunError::io(text!(vi: "đọc", en: "list"), &inbox))?,
        };
        let folders = entries.flatten().filter(|entry| entry.path().is_dir());
        Ok(folders.filter_map(|entry| entry.file_name().into_string().ok()).collect())
    }

    /// The periods that have a folder in the inbox, oldest first.
    pub fn periods(&self) -> Result<Vec<Period>, RunError> {
        let folders = self.inbox_folders()?;
        let mut periods: Vec<Period> =
            folders.iter().filter_map(|name| name.parse().ok()).collect();
        periods.sort();
        Ok(periods)
    }

    /// The period to run: the one asked for, else the newest in the inbox.
    ///
    /// # Errors
    /// [`RunError::Usage`] when there is none.
    pub fn period(&self, asked: Option<Period>) -> Result<Period, RunError> {
        let periods = self.periods()?;
        let inbox = self.root.join("inbox");
        let inbox = inbox.display();
        match asked {
            Some(period) if periods.contains(&period) => Ok(period),
            Some(period) => Err(RunError::Usage(text!(
                vi: "không có thư mục {inbox}/{period}; tạo thư mục đó và chép biểu của các đơn vị vào",
                en: "there is no folder {inbox}/{period}; make it and put the units' forms there",
            ))),
            None => periods.last().copied().ok_or_else(|| {
                RunError::Usage(text!(
                    vi: "chưa có kỳ nào trong {inbox}; tạo thư mục theo tháng, ví dụ {inbox}/2026-11, và chép biểu của các đơn vị vào",
                    en: "there is no period in {inbox}; make a folder for the month, for example {inbox}/2026-11, and put the units' forms there",
                ))
            }),
        }
    }

    /// Every file handed in for a period, sorted by name; see [`files_below`].
    pub fn inbox_files(&self, period: Period) -> Result<Vec<FoundFile>, RunError> {
        let mut files = files_below(&self.root, &self.root.join("inbox").join(period.to_string()))?;
        for file in files.iter_mut().filter(|file| self.unsettled.contains(&file.name)) {
            file.kind = Entry::Unsettled;
        }
        Ok(files)
    }

    /// Every file of the officer's lists, sorted by name.
    pub fn reference_files(&self) -> Result<Vec<FoundFile>, RunError> {
        files_below(&self.root, &self.root.join("reference"))
    }
}

/// Deeper folders are left alone: no office nests that far, a loop of mounts may.
const FOLDERS_DEEP: usize = 12;

/// What lies below `folder`, sorted by name; links and the like are among it, as
/// such. Lock files of Office and LibreOffice and files of the system are left out.
fn files_below(root: &Path, folder: &Path) -> Result<Vec<FoundFile>, RunError> {
    let mut found = Vec::new();
    let mut folders = vec![(folder.to_owned(), 0)];
    while let Some((folder, depth)) = folders.pop() {
        let found_here =
            |path: PathBuf, kind| FoundFile { name: name_below(root, &path), path, kind };
        let entries = match fs::read_dir(&folder) {
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => continue,
            Err(_) if depth > 0 => {
                found.push(found_here(folder, Entry::Closed));
                continue;
            }
            entries => entries.map_err(RunError::io(text!(vi: "đọc", en: "list"), &folder))?,
        };
        for entry in entries.flatten() {
            let Ok(kind) = entry.file_type() else { continue };
            let path = entry.path();
            match (kind.is_dir(), kind_of(kind)) {
                _ if is_system_name(&path) => {}
                (true, _) if depth < FOLDERS_DEEP => folders.push((path, depth + 1)),
                (true, _) => found.push(found_here(path, Entry::TooDeep)),
                (false, kind) => found.push(found_here(path, kind)),
            }
        }
    }
    found.sort();
    tell_apart(&mut found);
    Ok(found)
}

fn kind_of(kind: fs::FileType) -> Entry {
    match kind {
        kind if kind.is_file() => Entry::File,
        kind if kind.is_symlink() => Entry::Link,
        _ => Entry::Special,
    }
}

/// Names that are one when composed (Mac and Windows write them differently) get a number.
fn tell_apart(found: &mut [FoundFile]) {
    let mut before: Option<(Arc<str>, u32)> = None;
    for file in found {
        let count = match &before {
            Some((name, count)) if *name == file.name => count + 1,
            _ => 1,
        };
        before = Some((file.name.clone(), count));
        if count > 1 {
            file.name = Arc::from(format!("{} ({count})", file.name));
        }
    }
}

fn is_system_name(path: &Path) -> bool {
    const SYSTEM: &[&str] = &["Thumbs.db", "desktop.ini", "__MACOSX"];
    let name = path.file_name().map(|name| name.to_string_lossy()).unwrap_or_default();
    name.starts_with('.') || name.starts_with("~$") || SYSTEM.contains(&&*name)
}

/// The path below `root` as it is shown everywhere: NFC, `/` between its parts.
pub fn name_below(root: &Path, path: &Path) -> Arc<str> {
    let below = path.strip_prefix(root).unwrap_or(path);
    let parts: Vec<String> =
        below.components().map(|part| part.as_os_str().to_string_lossy().nfc().collect()).collect();
    // The root of an absolute path is a part of its own.
    Arc::from(parts.join("/").replacen("//", "/", 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_files_that_people_put_there_are_found() {
        let dir = tempfile::tempdir().unwrap();
        let inbox = dir.path().join("inbox/2026-11/CB STC");
        fs::create_dir_all(&inbox).unwrap();
        for name in ["b.xlsx", "~$b.xlsx", ".~lock.b.xlsx#", "Thumbs.db"] {
            fs::write(inbox.join(name), "x").unwrap();
        }
        let workspace = Workspace::open(dir.path()).unwrap();
        let files = workspace.inbox_files(Period { year: 2026, month: 11 }).unwrap();
        let names: Vec<_> = files.iter().map(|file| &*file.name).collect();
        assert_eq!(names, ["inbox/2026-11/CB STC/b.xlsx"]);
    }

    #[test]
    #[cfg(unix)]
    fn links_and_pipes_are_told_and_not_followed() {
        let dir = tempfile::tempdir().unwrap();
        let inbox = dir.path().join("inbox/2026-11");
        fs::create_dir_all(inbox.join("thật")).unwrap();
        fs::write(inbox.join("thật/a.xlsx"), "x").unwrap();
        std::os::unix::fs::symlink("/etc/passwd", inbox.join("b.xlsx")).unwrap();
        std::os::unix::fs::symlink(&inbox, inbox.join("vòng")).unwrap();
        std::os::unix::net::UnixListener::bind(inbox.join("ổ")).unwrap();
        fs::create_dir_all((0..20).fold(inbox.clone(), |path, _| path.join("s"))).unwrap();
        let workspace = Workspace::open(dir.path()).unwrap();
        let files = workspace.inbox_files(Period { year: 2026, month: 11 }).unwrap();
        let kinds: Vec<_> = files.iter().map(|file| (&file.name[14..], file.kind)).collect();
        let deep = ["s"; 13].join("/");
        let expected = [
            ("b.xlsx", Entry::Link),
            (&deep, Entry::TooDeep),
            ("thật/a.xlsx", Entry::File),
            ("vòng", Entry::Link),
            ("ổ", Entry::Special),
        ];
        assert_eq!(kinds, expected);
        assert_eq!(files.iter().filter(|file| file.refusal().is_none()).count(), 1);
    }

    #[test]
    fn names_that_differ_only_in_how_letters_are_composed_are_two() {
        let dir = tempfile::tempdir().unwrap();
        let inbox = dir.path().join("inbox/2026-11");
        fs::create_dir_all(&inbox).unwrap();
        let name = "Sở Y tế.xlsx";
        fs::write(inbox.join(name.nfc().collect::<String>()), "1").unwrap();
        fs::write(inbox.join(name.nfd().collect::<String>()), "2").unwrap();
        let workspace = Workspace::open(dir.path()).unwrap();
        let files = workspace.inbox_files(Period { year: 2026, month: 11 }).unwrap();
        let names: Vec<_> = files.iter().map(|file| &*file.name).collect();
        assert_eq!(names, ["inbox/2026-11/Sở Y tế.xlsx", "inbox/2026-11/Sở Y tế.xlsx (2)"]);
    }

    #[test]
    fn names_come_out_composed() {
        let decomposed = "Sở".nfd().collect::<String>();
        let name = name_below(Path::new("/w"), &Path::new("/w/inbox").join(decomposed));
        assert_eq!(&*name, "inbox/Sở");
        assert_eq!(&*name_below(Path::new("/w"), Path::new("/tmp/a.xlsx")), "/tmp/a.xlsx");
    }

    #[test]
    fn the_newest_period_is_run_unless_another_is_asked_for() {
        let dir = tempfile::tempdir().unwrap();
        for name in ["2026-10", "2026-11", "2026-KH"] {
            fs::create_dir_all(dir.path().join("inbox").join(name)).unwrap();
        }
        let workspace = Workspace::open(dir.path()).unwrap();
        assert_eq!(workspace.period(None).unwrap().to_string(), "2026-11");
        let missing = workspace.period(Some("2026-12".parse().unwrap())).unwrap_err();
        assert_eq!(missing.exit_code(), 2);
    }

    #[test]
    fn a_folder_that_is_no_workspace_says_how_to_make_one() {
        let dir = tempfile::tempdir().unwrap();
        let error = Workspace::open(dir.path()).unwrap_err();
        assert!(error.sentence().vi.contains("tonghop init"));
    }
}
