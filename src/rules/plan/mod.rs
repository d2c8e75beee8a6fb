//! What plans, quotas, seats and deadlines say: the figures for the reports,
//! and the rules about them.

pub mod board;
pub mod class_over_capacity;
pub mod late_submission;
pub mod over_quota;
pub mod seats;
pub mod senders;
pub mod under_plan;
pub mod unit_not_submitted;
pub mod unplanned_course;

use crate::finding::{Finding, Findings};
use crate::i18n::Text;
use crate::model::batch::Batch;
use crate::model::place::Place;
use crate::model::record::UnitCode;

/// Reports something about a unit, on its form where it handed one in.
fn on_unit<'f>(
    findings: &'f mut Findings,
    batch: &Batch,
    unit: &UnitCode,
    message: Text,
) -> &'f mut Finding {
    let form = batch.submissions.iter().find(|form| {
        form.counts()
            && (form.sender.unit.as_ref() == Some(unit)
                || form.records.iter().any(|record| record.unit.as_ref() == Some(unit)))
    });
    let place = form.map_or_else(Place::default, |form| Place::file(&form.source.path));
    let finding = findings.report(place, message);
    finding.unit = Some(unit.clone());
    finding
}
