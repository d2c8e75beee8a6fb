//! Single files: their findings, and how they were understood.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::judge::judge;
use super::knowledge::Knowledge;
use super::period::{Content, content, read_period};
use super::progress::Progress;
use super::read::{Memory, read_form};
use crate::finding::Finding;
use crate::label;
use crate::layout::inspect::FileView;
use crate::model::period::Period;
use crate::reconcile::{Earlier, Rulings};
use crate::rules::Family;
use crate::text;
use crate::workspace::{FoundFile, RunError, Workspace, name_below};

/// The findings of files, as if they were all that was handed in for their
/// period. Nothing is written. Findings about what else should have been handed
/// in are left out.
///
/// # Errors
/// [`RunError::Usage`] for a path that is no file; mistakes in the workspace's settings.
pub fn check(
    paths: &[PathBuf],
    workspace: Option<&Workspace>,
    progress: &dyn Progress,
) -> Result<Vec<Finding>, RunError> {
    let files = paths.iter().map(|path| found(path)).collect::<Result<Vec<_>, _>>()?;
    let period = files.iter().find_map(|file| period_of(&file.path)).unwrap_or_else(this_month);
    let known = Knowledge::load(workspace, period, None)?;
    progress.stage(label!(vi: "Đọc biểu", en: "Reading forms"), files.len());
    let forms = read_period(&files, period, &known, &Memory::new(), progress);
    let outcome = judge(period, forms, Earlier::default(), &known, &Rulings::default());
    let about_files = |finding: &Finding| files.iter().any(|file| file.name == finding.at.file);
    let plan = |finding: &Finding| {
        crate::rules::find(finding.code).is_some_and(|rule| rule.family() == Family::Plan)
    };
    Ok(outcome.findings.into_iter().filter(|it| about_files(it) && !plan(it)).collect())
}

/// How a file was understood.
///
/// # Errors
/// [`RunError::Usage`] for a path that is no file; mistakes in the workspace's settings.
pub fn inspect(path: &Path, workspace: Option<&Workspace>) -> Result<FileView, RunError> {
    let file = found(path)?;
    let period = period_of(path).unwrap_or_else(this_month);
    let known = Knowledge::load(workspace, period, None)?;
    let understood = match content(&file, known.settings.limits.file_megabytes) {
        Content::Bytes(bytes) => read_form(&bytes, &file.name, &known, &Memory::new()),
        Content::Refused(unread) => Err(unread),
    };
    Ok(match understood {
        Ok(read) => FileView::new(&file.name, &read.workbook, &read.layout),
        Err(unread) => FileView::unread(&file.name, &unread.why),
    })
}

fn found(path: &Path) -> Result<FoundFile, RunError> {
    let shown = path.display();
    if !path.is_file() {
        return Err(RunError::Usage(text!(
            vi: "{shown} không phải một tệp",
            en: "{shown} is no file",
        )));
    }
    Ok(FoundFile { name: Arc::clone(&name_below(Path::new(""), path)), path: path.to_owned() })
}

/// The period whose folder the file lies in.
fn period_of(path: &Path) -> Option<Period> {
    let absolute = std::path::absolute(path).ok()?;
    absolute.ancestors().skip(1).find_map(|folder| folder.file_name()?.to_str()?.parse().ok())
}

/// For a file that lies in no period's folder: it is checked as of now.
fn this_month() -> Period {
    Period::of(chrono::Local::now().date_naive())
}
