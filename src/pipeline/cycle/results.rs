//! `tonghop results`: the school's lists, matched to the registrations; the
//! graduates become a proposal for the completed list.

use std::fs;
use std::path::PathBuf;

use rayon::prelude::*;

use super::forms::read;
use super::quota::put_new;
use super::year::registrations;
use super::{YearOptions, folder, made, put};
use crate::cycle::funnel::graduates;
use crate::cycle::results::{ResultsInput, follow};
use crate::finding::Finding;
use crate::intake;
use crate::layout::{Hints, understand};
use crate::model::cycle::{ResultsBook, SchoolFacts, YearFolder, YearPart};
use crate::model::period::Period;
use crate::model::submission::{SenderEvidence, Submission};
use crate::normalise;
use crate::pipeline::knowledge::Knowledge;
use crate::pipeline::progress::Progress;
use crate::pipeline::read::form;
use crate::pipeline::source::source_of;
use crate::reference::proposals;
use crate::reference::school;
use crate::report::cycle::{TAKE, YES, write_completed_list, write_graduates, write_results};
use crate::rules::{Context, RULES, check_results};
use crate::workspace::{Lock, RunError, Workspace};
use crate::{label, text};

/// What `tonghop results` came to.
pub struct ResultsRun {
    pub book: ResultsBook,
    pub findings: Vec<Finding>,
    /// How many graduates are proposed for the completed list.
    pub proposed: usize,
    pub written: PathBuf,
    pub proposal: PathBuf,
}

/// Follows a year's learners and writes the workbooks.
///
/// # Errors
/// When there is no folder of results, another run is at work, or a workbook cannot be written.
pub fn results(
    workspace: &Workspace,
    options: &YearOptions,
    progress: &dyn Progress,
) -> Result<ResultsRun, RunError> {
    let folder = folder(workspace, YearPart::Results, options.year)?;
    let _lock = Lock::take(workspace.root())?;
    let known = load(workspace, folder)?;
    let book = read_results(workspace, folder, &known, progress)?;
    let context = Context::new(&known.settings, &known.standards, &book.batch);
    let findings = check_results(RULES, &book, &context);
    let lang = options.lang.unwrap_or(known.settings.language);
    let year = folder.year;
    let bytes = made(|out| write_results(&book, &findings, lang, out))?;
    let written = put(workspace, folder, &format!("KetQua_{year}.xlsx"), &bytes)?;
    let bytes = made(|out| write_graduates(&book, lang, out))?;
    let proposal = put(workspace, folder, &name(folder), &bytes)?;
    let proposed = graduates(&book).len();
    Ok(ResultsRun { findings, proposed, written, proposal, book })
}

fn name(folder: YearFolder) -> String {
    format!("TotNghiep_{}.xlsx", folder.year)
}

fn load(workspace: &Workspace, folder: YearFolder) -> Result<Knowledge, RunError> {
    Knowledge::load(Some(workspace), Period { year: folder.year, month: 1 }, None)
}

/// The school's lists of a year, matched to all registrations up to its end.
pub fn read_results(
    workspace: &Workspace,
    folder: YearFolder,
    known: &Knowledge,
    progress: &dyn Progress,
) -> Result<ResultsBook, RunError> {
    let files = workspace.year_files(folder)?;
    progress.stage(
        label!(vi: "Đọc danh sách của trường", en: "Reading the school's lists"),
        files.len(),
    );
    let forms = files.par_iter().map(|file| {
        let form = match read(file, folder, known) {
            Ok(read) => school_list(read, folder.year, known),
            Err(unread) => (*unread, Vec::new()),
        };
        progress.step();
        form
    });
    let forms = forms.collect();
    let last = Period { year: folder.year, month: 12 };
    let registrations = registrations(workspace, last, known, progress)?.unwrap_or_default();
    Ok(follow(ResultsInput {
        year: folder.year,
        forms,
        registrations,
        lists: known.lists().clone(),
        matching: &known.matching,
    }))
}

fn school_list(
    read: super::forms::Read,
    year: i32,
    known: &Knowledge,
) -> (Submission, Vec<SchoolFacts>) {
    let super::forms::Read { file, bytes, mut understood } = read;
    let mut source = source_of(file.name, &bytes);
    source.format = Some(understood.workbook.format);
    // The school sends for all units: nobody's form, and no later version of another list.
    understood.sender = SenderEvidence::default();
    let facts = normalise::Known {
        period: Period { year, month: 1 },
        courses: Some(&known.reference().courses).filter(|courses| !courses.is_empty()),
        unit: None,
    };
    let form = form(source, &understood, &facts, known);
    let facts = school::facts(&understood.workbook, &understood.layout, &form.records);
    (form, facts)
}

/// What was made of an accepted proposal.
pub struct AcceptedGraduates {
    pub people: usize,
    pub left: usize,
    pub written: PathBuf,
}

/// Adds the graduates whom the officer takes to the completed lists, as a list
/// of their own. Nothing that is there is overwritten.
///
/// # Errors
/// When there is no proposal yet, or the list is there already.
pub fn accept_graduates(
    workspace: &Workspace,
    options: &YearOptions,
) -> Result<AcceptedGraduates, RunError> {
    let folder = folder(workspace, YearPart::Results, options.year)?;
    let _lock = Lock::take(workspace.root())?;
    let known = load(workspace, folder)?;
    let path = workspace.year_outbox(folder).join(name(folder));
    let shown = path.display();
    if !path.exists() {
        return Err(RunError::Usage(text!(
            vi: "chưa có {shown}; chạy tonghop results trước",
            en: "there is no {shown} yet; run tonghop results first",
        )));
    }
    let bytes = fs::read(&path).map_err(RunError::io(text!(vi: "đọc", en: "read"), &path))?;
    let reading = intake::read(&bytes, "TotNghiep.xlsx", &known.settings.limits);
    let reading = reading.map_err(|unread| RunError::Usage(unread.text()))?;
    let hints = Hints { templates: &["completed"], ..Hints::default() };
    let layout = understand(&reading.workbook, &known.templates, &hints);
    let lines = proposals::graduates(&reading.workbook, &layout, &[TAKE.vi, TAKE.en]);
    let (taken, left): (Vec<_>, Vec<_>) =
        lines.into_iter().partition(|line| [YES.vi, YES.en].contains(&line.word.as_str()));
    let taken: Vec<Vec<String>> = taken.into_iter().map(|line| line.texts).collect();
    let list =
        workspace.root().join("reference").join(format!("Da tot nghiep {}.xlsx", folder.year));
    let lang = options.lang.unwrap_or(known.settings.language);
    let bytes = made(|out| write_completed_list(&taken, folder.year, lang, out))?;
    put_new(&list, &bytes)?;
    Ok(AcceptedGraduates { people: taken.len(), left: left.len(), written: list })
}
