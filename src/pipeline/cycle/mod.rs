//! The order of the stages for the year around registration.

mod candidates;
mod classes;
mod coverage;
mod forms;
mod plan;
mod quota;
mod results;
mod year;

use std::path::PathBuf;

use super::made::made;
use crate::i18n::Lang;
use crate::model::cycle::{YearFolder, YearPart};
use crate::text;
use crate::workspace::{RunError, Workspace, write_whole};

pub use candidates::{CandidatesRun, candidates};
pub use classes::{ClassOptions, ClassesRun, classes};
pub use coverage::{CoverageRun, coverage};
pub use plan::{PlanRun, plan};
pub use quota::{Accepted, QuotaRun, accept_quotas, quota};
pub use results::{AcceptedGraduates, ResultsRun, accept_graduates, results};

/// What the user asked for.
#[derive(Clone, Copy, Debug, Default)]
pub struct YearOptions {
    /// The newest that the inbox has when `None`.
    pub year: Option<i32>,
    /// The settings' language when `None`.
    pub lang: Option<Lang>,
}

/// The folder to work on.
///
/// # Errors
/// [`RunError::Usage`] when there is none.
fn folder(
    workspace: &Workspace,
    part: YearPart,
    asked: Option<i32>,
) -> Result<YearFolder, RunError> {
    let years = workspace.years(part)?;
    let year = asked.or_else(|| years.last().copied());
    let inbox = workspace.root().join("inbox");
    let inbox = inbox.display();
    match year.filter(|year| years.contains(year)) {
        Some(year) => Ok(YearFolder { year, part }),
        None => {
            let year = year.unwrap_or(2027);
            let wanted = YearFolder { year, part };
            Err(RunError::Usage(text!(
                vi: "không có thư mục {inbox}/{wanted}; tạo thư mục đó và chép các tệp vào",
                en: "there is no folder {inbox}/{wanted}; make it and put the files there",
            )))
        }
    }
}

/// Puts a finished workbook in its place below the folder's outbox.
fn put(
    workspace: &Workspace,
    folder: YearFolder,
    name: &str,
    bytes: &[u8],
) -> Result<PathBuf, RunError> {
    let path = workspace.year_outbox(folder).join(name);
    write_whole(&path, bytes)?;
    Ok(path)
}

/// The year asked for, else the newest that the inbox speaks of.
///
/// # Errors
/// [`RunError::Usage`] when the inbox speaks of none.
fn newest_year(workspace: &Workspace, asked: Option<i32>) -> Result<i32, RunError> {
    let months = workspace.periods()?.into_iter().map(|period| period.year);
    let results = workspace.years(YearPart::Results)?;
    let newest = asked.or_else(|| months.chain(results).max());
    newest.ok_or_else(|| {
        RunError::Usage(text!(
            vi: "chưa có thư mục nào trong inbox; ghi rõ năm bằng --year",
            en: "the inbox has no folder yet; name the year with --year",
        ))
    })
}

/// The year asked for, else the newest plan, else the year after the newest month.
fn next_year(workspace: &Workspace, asked: Option<i32>) -> Result<i32, RunError> {
    let newest = newest_year(workspace, None).ok().and_then(|year| year.checked_add(1));
    let plans = workspace.years(YearPart::Plan)?;
    let year = asked.or_else(|| plans.into_iter().chain(newest).max());
    year.map_or_else(|| newest_year(workspace, None), Ok)
}

fn no_roster() -> RunError {
    RunError::Usage(text!(
        vi: "chưa có danh sách đảng viên (reference/roster); lệnh này cần danh sách đó",
        en: "there is no roster of members (reference/roster), which this command needs",
    ))
}
