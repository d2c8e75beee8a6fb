//! `tonghop quota`: quotas proposed from the plans; what the officer changed in
//! the proposal stays; accepted, it becomes a list of quotas.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::plan::{load, read};
use super::{YearOptions, folder, made, put};
use crate::cycle::quota::{Edits, Proposal, propose};

use crate::intake;
use crate::layout::{Hints, understand};
use crate::model::cycle::{PlanBook, YearFolder, YearPart};
use crate::model::record::CourseCode;
use crate::model::reference::Quota;
use crate::pipeline::knowledge::Knowledge;
use crate::pipeline::progress::Progress;
use crate::reference::proposals::{self, Names};
use crate::report::cycle::{QUOTA_SHEET, QuotaReport, write_quota_list, write_quotas};
use crate::text;
use crate::workspace::{Lock, RunError, Workspace, write_whole};

/// What `tonghop quota` came to.
pub struct QuotaRun {
    pub book: PlanBook,
    pub proposal: Proposal,
    /// Quotas that the officer had changed and that were kept.
    pub kept: usize,
    pub written: PathBuf,
}

/// Proposes quotas for the classes of a year.
///
/// # Errors
/// As [`super::plan()`].
pub fn quota(
    workspace: &Workspace,
    options: &YearOptions,
    progress: &dyn Progress,
) -> Result<QuotaRun, RunError> {
    let folder = folder(workspace, YearPart::Plan, options.year)?;
    let _lock = Lock::take(workspace.root())?;
    let known = load(workspace, folder)?;
    let (book, _) = read(workspace, folder, &known, progress)?;
    let proposal = propose(&book, &known.settings.quota);
    let edits = match file(workspace, folder) {
        path if path.exists() => edits(&lines_of(&path, &known)?),
        _ => Edits::new(),
    };
    let kept = edits.keys().filter(|key| proposal.has(key)).count();
    let lang = options.lang.unwrap_or(known.settings.language);
    let report = QuotaReport { book: &book, proposal: &proposal, edits: &edits };
    let bytes = made(|out| write_quotas(&report, &known.settings.quota, lang, out))?;
    let written = put(workspace, folder, &name(folder), &bytes)?;
    Ok(QuotaRun { book, proposal, kept, written })
}

/// What was made of an accepted proposal.
pub struct Accepted {
    pub lines: usize,
    pub seats: u32,
    pub written: PathBuf,
}

/// Turns the proposal, as the officer left it, into a list of quotas. Nothing
/// that is there is overwritten.
///
/// # Errors
/// When there is no proposal yet, or the list is there already.
pub fn accept_quotas(workspace: &Workspace, options: &YearOptions) -> Result<Accepted, RunError> {
    let folder = folder(workspace, YearPart::Plan, options.year)?;
    let _lock = Lock::take(workspace.root())?;
    let known = load(workspace, folder)?;
    let path = file(workspace, folder);
    let shown = path.display();
    if !path.exists() {
        return Err(RunError::Usage(text!(
            vi: "chưa có {shown}; chạy tonghop quota trước",
            en: "there is no {shown} yet; run tonghop quota first",
        )));
    }
    let quotas: Vec<Quota> = lines_of(&path, &known)?.into_iter().map(|line| line.quota).collect();
    let list = workspace.root().join("reference").join(format!("Chi tieu {}.xlsx", folder.year));
    let lang = options.lang.unwrap_or(known.settings.language);
    let bytes = made(|out| write_quota_list(&quotas, known.lists(), folder.year, lang, out))?;
    let seats = quotas.iter().filter_map(|quota| quota.quota).fold(0, u32::saturating_add);
    put_new(&list, &bytes)?;
    Ok(Accepted { lines: quotas.len(), seats, written: list })
}

/// Writes a list that must not be there yet.
pub fn put_new(path: &Path, bytes: &[u8]) -> Result<(), RunError> {
    if path.exists() {
        let shown = path.display();
        return Err(RunError::Usage(text!(
            vi: "đã có {shown}; đổi tên hoặc xóa tệp đó nếu muốn thay",
            en: "{shown} is there already; rename or remove it to replace it",
        )));
    }
    write_whole(path, bytes)
}

fn name(folder: YearFolder) -> String {
    format!("ChiTieu_{}.xlsx", folder.year)
}

fn file(workspace: &Workspace, folder: YearFolder) -> PathBuf {
    workspace.year_outbox(folder).join(name(folder))
}

/// The quotas that differ from what was proposed next to them.
fn edits(lines: &[proposals::Line]) -> Edits {
    let changed = lines.iter().filter(|line| line.quota.quota != line.proposed);
    changed
        .filter_map(|line| {
            let key = (line.quota.unit.clone(), line.quota.course.clone());
            Some((key, line.quota.quota?))
        })
        .collect()
}

/// The lines of a proposal as the officer saved it.
fn lines_of(path: &Path, known: &Knowledge) -> Result<Vec<proposals::Line>, RunError> {
    let bytes = fs::read(path).map_err(RunError::io(text!(vi: "đọc", en: "read"), path))?;
    let shown = path.file_name().unwrap_or_default().to_string_lossy();
    let name: Arc<str> = Arc::from(shown.as_ref());
    let reading = intake::read(&bytes, &name, &known.settings.limits);
    let reading = reading.map_err(|unread| RunError::Usage(unread.text()))?;
    let hints = Hints { templates: &["quotas"], file_name: &name, ..Hints::default() };
    let layout = understand(&reading.workbook, &known.templates, &hints);
    let course = |words: &str| -> Option<CourseCode> {
        let exact = known.reference().courses.course(words).map(|course| course.code.clone());
        exact.or_else(|| known.reference().courses.read(words, None).value)
    };
    let names = Names { file: &name, units: &known.reference().units, course: &course };
    let sheets = [QUOTA_SHEET.vi, QUOTA_SHEET.en];
    Ok(proposals::quotas(&reading.workbook, &layout, &sheets, &names))
}
