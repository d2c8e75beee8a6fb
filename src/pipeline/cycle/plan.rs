//! `tonghop plan`: the plans of need of a year, consolidated.

use std::path::PathBuf;

use super::forms::plans;
use super::year::{registrations, sent};
use super::{YearOptions, folder, made, put};
use crate::cycle::members::{Judge, Members};
use crate::cycle::plan::{ByUnitKind, PlanInput, consolidate, needs_of};
use crate::finding::Finding;
use crate::label;
use crate::model::cycle::{PlanBook, YearFolder};
use crate::model::period::Period;
use crate::pipeline::knowledge::Knowledge;
use crate::pipeline::progress::Progress;
use crate::reconcile::Earlier;
use crate::report::cycle::write_plan;
use crate::rules::{Context, RULES, check_plan};
use crate::workspace::{Lock, RunError, Workspace};

/// What `tonghop plan` came to.
pub struct PlanRun {
    pub book: PlanBook,
    pub findings: Vec<Finding>,
    pub written: PathBuf,
}

/// Consolidates the plans of a year and writes the workbook.
///
/// # Errors
/// When there is no plan folder, another run is at work, or the workbook cannot be written.
pub fn plan(
    workspace: &Workspace,
    options: &YearOptions,
    progress: &dyn Progress,
) -> Result<PlanRun, RunError> {
    let folder = folder(workspace, crate::model::cycle::YearPart::Plan, options.year)?;
    let _lock = Lock::take(workspace.root())?;
    let known = load(workspace, folder)?;
    let (book, findings) = read(workspace, folder, &known, progress)?;
    let lang = options.lang.unwrap_or(known.settings.language);
    let bytes = made(|out| write_plan(&book, &findings, &known.settings, lang, out))?;
    let written = put(workspace, folder, &format!("KeHoach_{}.xlsx", folder.year), &bytes)?;
    Ok(PlanRun { book, findings, written })
}

/// What is known at the beginning of the year.
pub fn load(workspace: &Workspace, folder: YearFolder) -> Result<Knowledge, RunError> {
    Knowledge::load(Some(workspace), Period { year: folder.year, month: 1 }, None)
}

/// Reads the plans of a year, with what the roster and the year before say of them.
pub fn read(
    workspace: &Workspace,
    folder: YearFolder,
    known: &Knowledge,
    progress: &dyn Progress,
) -> Result<(PlanBook, Vec<Finding>), RunError> {
    let count = workspace.year_files(folder)?.len();
    progress.stage(label!(vi: "Đọc biểu nhu cầu", en: "Reading plans"), count);
    let before = YearFolder { year: folder.year - 1, ..folder };
    let had_plan = !workspace.year_files(before)?.is_empty();
    let before = match had_plan {
        true => Some(needs_of(&alone(workspace, before, known, progress)?)),
        false => None,
    };
    let last = Period { year: folder.year - 1, month: 12 };
    let registered = registrations(workspace, last, known, progress)?;
    let sent = registered.and_then(|all| sent(&all, folder.year - 1, known));
    let judge = judge(known, folder.year);
    let members = Members::new(known.lists(), Earlier::default(), &judge);
    let figures = members.as_ref().map(|members| members.figures(&judge));
    let forms = plans(workspace, folder, known, progress)?;
    let book = consolidate(PlanInput { figures, before, sent, ..input(folder, forms, known) });
    let context = Context::new(&known.settings, &known.standards, &book.batch);
    let findings = check_plan(RULES, &book, &context);
    Ok((book, findings))
}

/// What the members are judged with for a year.
pub fn judge(known: &Knowledge, year: i32) -> Judge<'_> {
    Judge {
        settings: &known.settings,
        standards: &known.standards,
        matching: &known.matching,
        period: Period { year, month: 12 },
    }
}

/// The plans of a year without anything to compare them with.
fn alone(
    workspace: &Workspace,
    folder: YearFolder,
    known: &Knowledge,
    progress: &dyn Progress,
) -> Result<PlanBook, RunError> {
    let forms = plans(workspace, folder, known, progress)?;
    Ok(consolidate(input(folder, forms, known)))
}

fn input<'a>(
    folder: YearFolder,
    forms: Vec<(crate::model::submission::Submission, crate::model::cycle::Numbers)>,
    known: &'a Knowledge,
) -> PlanInput<'a> {
    let nothing: Option<ByUnitKind> = None;
    PlanInput {
        year: folder.year,
        forms,
        lists: known.lists(),
        courses: &known.reference().courses,
        matching: &known.matching,
        figures: None,
        before: nothing.clone(),
        sent: nothing,
    }
}
