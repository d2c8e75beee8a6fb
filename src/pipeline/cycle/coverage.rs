//! `tonghop coverage`: what share of the members holds each level.

use std::path::PathBuf;

use super::plan::judge;
use super::{YearOptions, made, newest_year, no_roster, put};
use crate::cycle::coverage::{Coverage, coverage as count};
use crate::cycle::members::Members;
use crate::model::cycle::{YearFolder, YearPart};
use crate::model::period::Period;
use crate::pipeline::knowledge::Knowledge;
use crate::reconcile::Earlier;
use crate::report::cycle::write_coverage;
use crate::workspace::{Lock, RunError, Workspace};

/// How many years back the report goes, unless the settings say.
const YEARS: u8 = 5;

/// What `tonghop coverage` came to.
pub struct CoverageRun {
    pub coverage: Coverage,
    pub written: PathBuf,
}

/// Counts coverage at the end of a year and writes the workbook.
///
/// # Errors
/// When there is no roster, another run is at work, or the workbook cannot be written.
pub fn coverage(workspace: &Workspace, options: &YearOptions) -> Result<CoverageRun, RunError> {
    let _lock = Lock::take(workspace.root())?;
    let year = newest_year(workspace, options.year)?;
    let known = Knowledge::load(Some(workspace), Period { year, month: 12 }, None)?;
    let judge = judge(&known, year);
    let members = Members::new(known.lists(), Earlier::default(), &judge);
    let members = members.ok_or_else(no_roster)?;
    let settings = &known.settings.coverage;
    let years = settings.years.unwrap_or(YEARS);
    let coverage = count(&members, year, years, &known.settings.classes.age_bands);
    let lang = options.lang.unwrap_or(known.settings.language);
    let lists = known.lists();
    let bytes = made(|out| write_coverage(&coverage, lists, settings, lang, out))?;
    let folder = YearFolder { year, part: YearPart::Results };
    let written = put(workspace, folder, &format!("DoPhu_{year}.xlsx"), &bytes)?;
    Ok(CoverageRun { coverage, written })
}
