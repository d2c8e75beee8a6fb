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

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, Findings};
use crate::i18n::Text;
use crate::model::batch::Batch;
use crate::model::place::Place;
use crate::model::record::UnitCode;

/// The form to show something about a unit on: the first that counts and is
/// from it, or has somebody of it.
struct FormOfUnit<'a>(BTreeMap<&'a str, &'a Arc<str>>);

impl<'a> FormOfUnit<'a> {
    fn of(batch: &'a Batch) -> Self {
        let mut first = BTreeMap::new();
        for form in batch.submissions.iter().filter(|form| form.counts()) {
            let units = form.records.iter().filter_map(|record| record.unit.as_deref());
            for unit in units.chain(form.sender.unit.as_deref()) {
                first.entry(unit).or_insert(&form.source.path);
            }
        }
        FormOfUnit(first)
    }
}

/// Reports something about a unit, on its form where it handed one in.
fn on_unit<'f>(
    findings: &'f mut Findings,
    forms: &FormOfUnit,
    unit: &UnitCode,
    message: Text,
) -> &'f mut Finding {
    let place = forms.0.get(&**unit).map_or_else(Place::default, |path| Place::file(path));
    let finding = findings.report(place, message);
    finding.unit = Some(unit.clone());
    finding
}
