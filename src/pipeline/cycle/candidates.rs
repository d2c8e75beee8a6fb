//! `tonghop candidates`: who could go next.

use std::collections::{BTreeMap, BTreeSet};
use std::path::PathBuf;

use super::plan::{judge, load, read};
use super::year::registrations;
use super::{YearOptions, made, next_year, no_roster, put};
use crate::cycle::candidates::{Candidate, candidates as find};
use crate::cycle::members::Members;
use crate::model::cycle::{PlanBook, YearFolder, YearPart};
use crate::model::period::Period;
use crate::model::record::{Record, UnitCode};
use crate::model::value::{CourseLevel, NationalId};
use crate::pipeline::progress::Progress;
use crate::report::cycle::{CandidateReport, write_candidates};
use crate::text::fold::fold;
use crate::workspace::{Lock, RunError, Workspace};

/// What `tonghop candidates` came to.
pub struct CandidatesRun {
    pub year: i32,
    pub candidates: Vec<Candidate>,
    pub written: PathBuf,
}

/// Finds who could go in a year and writes the workbook.
///
/// # Errors
/// When there is no roster, another run is at work, or the workbook cannot be written.
pub fn candidates(
    workspace: &Workspace,
    options: &YearOptions,
    progress: &dyn Progress,
) -> Result<CandidatesRun, RunError> {
    let _lock = Lock::take(workspace.root())?;
    let year = next_year(workspace, options.year)?;
    let folder = YearFolder { year, part: YearPart::Plan };
    let known = load(workspace, folder)?;
    let last = Period { year, month: 12 };
    let registered = registrations(workspace, last, &known, progress)?.unwrap_or_default();
    let judge = judge(&known, year);
    let members = Members::new(known.lists(), registered, &judge);
    let members = members.ok_or_else(no_roster)?;
    let (book, _) = read(workspace, folder, &known, progress)?;
    let named = named(&book);
    let wanted = |member: &Record| keys(member).iter().any(|key| named.contains(key));
    let candidates = find(&members, &judge, &wanted);
    let report = CandidateReport {
        year,
        members: &members,
        candidates: &candidates,
        order: &known.settings.candidates.order,
        needs: &needs(&book),
    };
    let lang = options.lang.unwrap_or(known.settings.language);
    let bytes = made(|out| write_candidates(&report, lang, out))?;
    let written = put(workspace, folder, &format!("UngVien_{year}.xlsx"), &bytes)?;
    Ok(CandidatesRun { year, candidates, written })
}

/// Who is named in the year's plan, by what tells people apart.
fn named(book: &PlanBook) -> BTreeSet<String> {
    book.batch.counting_rows().flat_map(|(_, record)| keys(record)).collect()
}

fn keys(record: &Record) -> Vec<String> {
    let id = record.national_id.value.as_ref().map(NationalId::digits).map(str::to_owned);
    let name = record.full_name.value.as_ref().map(|name| fold(&name.full).into_owned());
    let birth = record.birth_date.value.and_then(|date| date.full());
    let both = name.zip(birth).map(|(name, birth)| format!("{name} {birth}"));
    id.into_iter().chain(both).collect()
}

/// Need of intermediate classes, by unit.
fn needs(book: &PlanBook) -> BTreeMap<UnitCode, u32> {
    let mut needs: BTreeMap<UnitCode, u32> = BTreeMap::new();
    let intermediate = |kind: &str| {
        book.kinds.get(kind).is_some_and(|kind| kind.level == Some(CourseLevel::Intermediate))
    };
    for line in book.lines.iter().filter(|line| intermediate(&line.kind)) {
        let need = needs.entry(line.unit.clone()).or_default();
        *need = need.saturating_add(line.need);
    }
    needs
}
