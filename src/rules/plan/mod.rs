//! What plans, quotas, seats and deadlines say: the figures for the reports,
//! and the rules about them.

pub mod admitted_though_not_accepted;
pub mod board;
pub mod certificate_missing;
pub mod class_over_capacity;
pub mod late_submission;
pub mod learner_did_not_come;
pub mod learner_did_not_finish;
pub mod learner_dropped_out;
pub mod learner_not_registered;
pub mod need_exceeds_members;
pub mod need_jump;
pub mod need_names_mismatch;
pub mod need_stated_twice;
pub mod need_sum_mismatch;
pub mod need_unit_unknown;
pub mod over_quota;
pub mod plan_not_submitted;
pub mod result_without_class;
pub mod results_conflict;
pub mod seats;
pub mod senders;
pub mod under_plan;
pub mod unit_not_submitted;
pub mod unknown_class_kind;
pub mod unplanned_course;

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::finding::{Finding, Findings};
use crate::i18n::{Label, Text};
use crate::model::batch::Batch;
use crate::model::cycle::{Learner, ResultsBook};
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

/// Reports the same thing about each learner that it is true of, and how to mend it.
fn for_learners(
    findings: &mut Findings,
    book: &ResultsBook,
    mend: Label,
    which: impl Fn(&Learner) -> bool,
    message: impl Fn(&Learner) -> Text,
) {
    for learner in book.learners.iter().filter(|learner| which(learner)) {
        on_learner(findings, book, learner, message(learner)).suggest(mend.to_text());
    }
}

/// Reports something about a learner, at the school's last row of them, else at the registration.
fn on_learner<'f>(
    findings: &'f mut Findings,
    book: &ResultsBook,
    learner: &Learner,
    message: Text,
) -> &'f mut Finding {
    let row = learner.rows.last().and_then(|at| book.batch.record(*at));
    let record = row.or_else(|| book.record(learner));
    let place = record.map_or_else(Place::default, |record| record.place.clone());
    let finding = findings.report(place, message);
    finding.unit = learner.unit.clone();
    finding.record = record.map(|record| record.id.clone());
    finding.about(&learner.course);
    finding
}
