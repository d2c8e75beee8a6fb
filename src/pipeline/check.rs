//! Single files: their findings, and how they were understood.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::judge::judge;
use super::knowledge::Knowledge;
use super::period::{Content, content, read_period};
use super::progress::Progress;
use super::read::{Memory, REGISTRATION, Understood, read_form};
use crate::decisions::Decisions;
use crate::finding::Finding;
use crate::i18n::{Lang, Text};
use crate::label;
use crate::layout::inspect;
use crate::model::cycle::YearFolder;
use crate::model::period::Period;
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::model::submission::Unread;
use crate::reconcile::Earlier;
use crate::report::Outcome;
use crate::rules::Family;
use crate::text;
use crate::workspace::{Entry, FoundFile, RunError, Workspace, name_below};

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
    Ok(outcome(paths, workspace, progress)?.1)
}

/// Like [`check`]; findings about a number of a person say it in full.
///
/// # Errors
/// As [`check`].
pub fn check_in_full(
    paths: &[PathBuf],
    workspace: Option<&Workspace>,
    progress: &dyn Progress,
) -> Result<Vec<Finding>, RunError> {
    let (outcome, mut findings) = outcome(paths, workspace, progress)?;
    let rows: BTreeMap<&str, &Record> = outcome
        .batch
        .submissions
        .iter()
        .flat_map(|form| &form.records)
        .map(|record| (&*record.id, record))
        .collect();
    for finding in &mut findings {
        let record = finding.record.as_ref().and_then(|id| rows.get(&**id));
        let number = record.and_then(|record| match finding.field {
            Some(FieldKey::NationalId) => record.national_id.raw.as_deref(),
            Some(FieldKey::PartyCard) => record.party_card.raw.as_deref(),
            Some(FieldKey::Phone) => record.phone.raw.as_deref(),
            _ => None,
        });
        if let Some(number) = number {
            let Text { vi, en } = &finding.message;
            finding.message = text!(vi: "{vi} [{number}]", en: "{en} [{number}]");
        }
    }
    Ok(findings)
}

fn outcome(
    paths: &[PathBuf],
    workspace: Option<&Workspace>,
    progress: &dyn Progress,
) -> Result<(Outcome, Vec<Finding>), RunError> {
    let files = paths.iter().map(|path| found(path)).collect::<Result<Vec<_>, _>>()?;
    let period = files.iter().find_map(|file| period_of(&file.path)).unwrap_or_else(this_month);
    let known = Knowledge::load(workspace, period, None)?;
    progress.stage(label!(vi: "Đọc biểu", en: "Reading forms"), files.len());
    let forms = read_period(&files, period, &known, &Memory::new(), progress);
    let (outcome, _) = judge(period, forms, Earlier::default(), &known, &Decisions::default());
    let about_files = |finding: &Finding| files.iter().any(|file| file.name == finding.at.file);
    let plan = |finding: &Finding| {
        crate::rules::find(finding.code).is_some_and(|rule| rule.family() == Family::Plan)
    };
    let all = outcome.findings.iter();
    let findings = all.filter(|it| about_files(it) && !plan(it)).cloned().collect();
    Ok((outcome, findings))
}

/// A file, and how it was understood or why it was not.
pub struct Inspection {
    name: Arc<str>,
    understood: Result<Understood, Unread>,
    known: Knowledge,
}

impl Inspection {
    /// As an explanation for people.
    pub fn text(&self, lang: Lang) -> String {
        match &self.understood {
            Ok(read) => inspect::explain(&self.name, &read.layout, &self.known.templates, lang),
            Err(unread) => format!("{}: {}", self.name, unread.why.in_lang(lang)),
        }
    }

    /// As data for programs: one JSON value.
    pub fn json(&self, lang: Lang) -> String {
        let json = match &self.understood {
            Ok(read) => {
                let templates = &self.known.templates;
                let format = read.workbook.format;
                let view = inspect::view(&self.name, format, &read.layout, templates, lang);
                serde_json::to_string(&view)
            }
            Err(unread) => serde_json::to_string(&serde_json::json!({
                "file": &*self.name, "format": null, "sheets": [], "refused": unread.why.in_lang(lang),
            })),
        };
        json.unwrap_or_default()
    }
}

/// How a file was understood.
///
/// # Errors
/// [`RunError::Usage`] for a path that is no file; mistakes in the workspace's settings.
pub fn inspect(path: &Path, workspace: Option<&Workspace>) -> Result<Inspection, RunError> {
    let file = found(path)?;
    let period = period_of(path).unwrap_or_else(this_month);
    let known = Knowledge::load(workspace, period, None)?;
    let understood = match content(&file, known.settings.limits.file_megabytes) {
        Content::Bytes(bytes) => {
            read_form(&bytes, &file.name, forms_for(path), &known, &Memory::new())
        }
        Content::Refused(unread) => Err(unread),
    };
    Ok(Inspection { name: file.name, understood, known })
}

pub(super) fn found(path: &Path) -> Result<FoundFile, RunError> {
    let shown = path.display();
    if !path.is_file() {
        return Err(RunError::Usage(text!(
            vi: "{shown} không phải một tệp",
            en: "{shown} is no file",
        )));
    }
    // A path that the user names is opened, be it a link.
    let name = name_below(Path::new(""), path);
    Ok(FoundFile { name, path: path.to_owned(), kind: Entry::File })
}

/// What a file is to be read as: a form of the part of the year whose folder it lies in.
fn forms_for(path: &Path) -> &'static [&'static str] {
    let absolute = std::path::absolute(path).unwrap_or_default();
    let mut folders = absolute.ancestors().skip(1);
    let folder: Option<YearFolder> =
        folders.find_map(|folder| folder.file_name()?.to_str()?.parse().ok());
    folder.map_or(REGISTRATION, |folder| folder.part.templates())
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
