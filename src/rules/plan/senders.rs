//! Completeness: which units were expected to hand in a form, which did, when,
//! and how it was over the last months.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use chrono::NaiveDate;

use crate::model::batch::Batch;
use crate::model::period::Period;
use crate::model::record::UnitCode;
use crate::model::reference::Unit;
use crate::model::submission::{Standing, Submission};
use crate::rules::Context;

/// How many periods a history goes back, this one included.
pub const MONTHS: usize = 12;

/// A unit and its forms of this period.
#[derive(Clone, Debug, PartialEq)]
pub struct Sender<'a> {
    pub unit: &'a Unit,
    /// Should the unit have handed in something?
    pub expected: bool,
    pub received: Received,
    /// Paths of the forms that count.
    pub forms: Vec<Arc<str>>,
    /// Forms that a later version replaced.
    pub replaced: u32,
    /// Files of the unit that could not be read.
    pub unreadable: u32,
    /// The date that the unit's earliest form bears.
    pub dated: Option<NaiveDate>,
    /// Oldest first, this period last: was a form handed in? Periods that the
    /// workspace has no forms of are absent.
    pub history: Vec<(Period, bool)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Received {
    OnTime,
    /// Dated after the deadline of a class that it registers for.
    Late,
    /// Nothing that counts.
    Nothing,
}

/// Every unit of the list that existed in the period, by code. Empty without a list.
pub fn senders(batch: &Batch) -> Vec<Sender<'_>> {
    let parents = parents(batch);
    let forms = forms_by_unit(batch);
    let units = batch.lists.units.iter().flat_map(BTreeMap::values);
    units
        .filter(|unit| unit.is_valid_in(batch.period))
        .map(|unit| {
            let own = forms.get(&*unit.code).map_or(&[][..], Vec::as_slice);
            sender(batch, unit, own, &parents)
        })
        .collect()
}

fn sender<'a>(
    batch: &Batch,
    unit: &'a Unit,
    own: &[&Submission],
    parents: &BTreeSet<&str>,
) -> Sender<'a> {
    let counting: Vec<_> = own.iter().copied().filter(|form| is_sent(form)).collect();
    let before = |(_, units): &(&Period, &BTreeSet<Arc<str>>)| units.contains(&unit.code);
    // Whoever only groups other units has nothing to hand in, unless it did so before.
    let is_parent = parents.contains(&*unit.code) || parents.contains(unit.name.as_str());
    let expected = !is_parent || batch.earlier_senders.iter().any(|entry| before(&entry));
    let received = match counting.as_slice() {
        [] => Received::Nothing,
        forms if forms.iter().any(|form| is_late(form, batch)) => Received::Late,
        _ => Received::OnTime,
    };
    Sender {
        unit,
        expected,
        received,
        forms: counting.iter().map(|form| form.source.path.clone()).collect(),
        replaced: own
            .iter()
            .filter(|form| matches!(form.standing, Standing::SupersededBy(_)))
            .count() as u32,
        unreadable: own.iter().filter(|form| form.unread.is_some()).count() as u32,
        dated: counting.iter().filter_map(|form| form.facts.dated.as_ref()).map(|one| one.0).min(),
        history: history(batch, unit, !counting.is_empty()),
    }
}

fn history(batch: &Batch, unit: &Unit, now: bool) -> Vec<(Period, bool)> {
    let sent = |period: &Period| {
        batch.earlier_senders.get(period).is_some_and(|units| units.contains(&unit.code))
    };
    let existed = batch.earlier_periods.iter().filter(|period| unit.is_valid_in(**period));
    let mut history: Vec<_> = existed.map(|period| (*period, sent(period))).collect();
    history.push((batch.period, now));
    let skipped = history.len().saturating_sub(MONTHS);
    history.split_off(skipped)
}

/// The unit that the roster has most people of a form in.
pub fn by_roster(form: &Submission, context: &Context) -> Option<UnitCode> {
    let mut members: BTreeMap<&UnitCode, usize> = BTreeMap::new();
    for unit in form.records.iter().filter_map(|row| context.member(row)?.unit.as_ref()) {
        *members.entry(unit).or_default() += 1;
    }
    let most = members.into_iter().find(|(_, count)| 2 * count > form.records.len());
    most.map(|(unit, _)| unit.clone())
}

/// A form that holds a list counts, also an empty one: the unit has answered.
fn is_sent(form: &Submission) -> bool {
    form.counts() && !form.tables.is_empty()
}

/// The files that each unit sent, also through another unit's form.
fn forms_by_unit(batch: &Batch) -> BTreeMap<&str, Vec<&Submission>> {
    let mut forms: BTreeMap<&str, Vec<&Submission>> = BTreeMap::new();
    for form in &batch.submissions {
        let of_rows = form.records.iter().filter_map(|record| record.unit.as_deref());
        let units: BTreeSet<&str> = of_rows.chain(form.sender.unit.as_deref()).collect();
        for unit in units {
            forms.entry(unit).or_default().push(form);
        }
    }
    forms
}

/// Codes and names of units that others name as their parent.
fn parents(batch: &Batch) -> BTreeSet<&str> {
    let units = batch.lists.units.iter().flat_map(BTreeMap::values);
    units.filter_map(|unit| unit.parent.as_deref()).collect()
}

/// Dated after the registration deadline of a class that the form registers for?
fn is_late(form: &Submission, batch: &Batch) -> bool {
    let Some((dated, _)) = form.facts.dated else { return false };
    form.courses().iter().any(|code| {
        let course = batch.lists.course(code);
        course.and_then(|course| course.deadline).is_some_and(|deadline| dated > deadline)
    })
}

#[cfg(test)]
mod tests {
    use super::{Received, senders};
    use crate::model::batch::Batch;
    use crate::model::place::Place;
    use crate::model::submission::Standing;
    use crate::rules::test_support::{PERIOD, batch, day, form, row};

    fn received(batch: &Batch, unit: &str) -> Received {
        senders(batch).iter().find(|sender| &*sender.unit.code == unit).unwrap().received
    }

    #[test]
    fn a_unit_is_on_time_late_or_silent() {
        let mut batch = batch(vec![form(vec![row()])]);
        assert_eq!(received(&batch, "CB-STC"), Received::OnTime);
        assert_eq!(received(&batch, "CB-SNV"), Received::Nothing);
        batch.submissions[0].facts.dated = Some((day("2026-11-21"), Place::default()));
        assert_eq!(received(&batch, "CB-STC"), Received::Late);
    }

    #[test]
    fn a_unit_without_existence_in_the_period_is_left_out() {
        let mut batch = batch(vec![form(vec![row()])]);
        let units = batch.lists_mut().units.as_mut().unwrap();
        units.get_mut("CB-SNV").unwrap().valid_to = Some(day("2026-10-31"));
        assert_eq!(senders(&batch).len(), 1);
    }

    #[test]
    fn a_unit_that_only_groups_others_is_not_expected() {
        let mut batch = batch(vec![form(vec![row()])]);
        let units = batch.lists_mut().units.as_mut().unwrap();
        units.get_mut("CB-STC").unwrap().parent = Some("Chi bộ Sở Nội vụ".into());
        let expected: Vec<_> = senders(&batch).iter().map(|sender| sender.expected).collect();
        assert_eq!(expected, [false, true]);
        let before = [(PERIOD.previous(), ["CB-SNV".into()].into())];
        batch.earlier_senders = before.into();
        assert!(senders(&batch)[0].expected);
    }

    #[test]
    fn replaced_forms_and_earlier_months_are_told() {
        let mut old = form(vec![row()]);
        old.standing = Standing::SupersededBy("b.xlsx".into());
        let mut batch = batch(vec![old, form(vec![row()])]);
        batch.earlier_periods = vec![PERIOD.previous()];
        let sender = &senders(&batch)[1];
        assert_eq!((sender.replaced, sender.forms.len()), (1, 1));
        assert_eq!(sender.history, [(PERIOD.previous(), false), (PERIOD, true)]);
    }
}
