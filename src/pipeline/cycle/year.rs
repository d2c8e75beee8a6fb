//! Who registered, over all months up to one.

use std::collections::{BTreeMap, BTreeSet};

use crate::cycle::plan::ByUnitKind;
use crate::model::batch::{EarlierRow, PersonKey};
use crate::model::judgement::Status;
use crate::model::period::Period;
use crate::model::record::{CourseCode, UnitCode};
use crate::normalise::kind::kinds;
use crate::pipeline::knowledge::Knowledge;
use crate::pipeline::progress::Progress;
use crate::pipeline::ruling;
use crate::pipeline::run::outcome;
use crate::reconcile::Earlier;
use crate::workspace::{RunError, Workspace};

/// Every registration of the months up to (and in) `last`, judged as the monthly
/// runs judge them; `None` when no month has a form.
pub fn registrations(
    workspace: &Workspace,
    last: Period,
    known: &Knowledge,
    progress: &dyn Progress,
) -> Result<Option<Earlier>, RunError> {
    let mut newest = None;
    for period in workspace.periods()?.into_iter().filter(|period| *period <= last) {
        if !workspace.inbox_files(period)?.is_empty() {
            newest = Some(period);
        }
    }
    let Some(period) = newest else { return Ok(None) };
    let (decisions, _) = ruling::stored(workspace, period)?;
    let (mut outcome, _) = outcome(workspace, period, known, &decisions, progress)?;
    let batch = &mut outcome.batch;
    let mut all = Earlier {
        rows: std::mem::take(&mut batch.earlier),
        periods: std::mem::take(&mut batch.earlier_periods),
        senders: std::mem::take(&mut batch.earlier_senders),
    };
    let accepted = |at| {
        let judgement = outcome.judgement(at);
        judgement.primary && judgement.status == Status::Accepted
    };
    all.add(&outcome.batch, accepted);
    Ok(Some(all))
}

/// People accepted in a year, each once for a unit and kind of class; `None`
/// when no month of the year has forms.
pub fn sent(all: &Earlier, year: i32, known: &Knowledge) -> Option<ByUnitKind> {
    all.periods.iter().find(|period| period.year == year)?;
    let mut people: BTreeMap<(UnitCode, CourseCode), BTreeSet<&PersonKey>> = BTreeMap::new();
    for row in all.rows.iter().filter(|row| row.accepted && row.period.year == year) {
        if let Some(key) = unit_and_kind(row, known) {
            people.entry(key).or_default().insert(&row.person);
        }
    }
    Some(people.into_iter().map(|(key, people)| (key, people.len() as u32)).collect())
}

fn unit_and_kind(row: &EarlierRow, known: &Knowledge) -> Option<(UnitCode, CourseCode)> {
    let course = known.lists().course(row.record.course.value.as_deref()?)?;
    Some((row.record.unit.clone()?, kinds().of_course(course)?))
}
