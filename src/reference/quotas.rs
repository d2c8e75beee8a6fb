//! The quota list, in long form or as a table of units × courses.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::rows::{ListRow, whole_number};
use crate::layout::sender::UnitIndex;
use crate::model::record::CourseCode;
use crate::model::reference::Quota;
use crate::model::role::Role;

/// Finds the course that words name.
pub type FindCourse<'a> = dyn Fn(&str) -> Option<CourseCode> + 'a;

/// One quota for each unit and course; a number that comes twice counts once more
/// only when it says more (the larger one stands).
pub fn quotas(
    file: &Arc<str>,
    rows: &[ListRow],
    units: &UnitIndex,
    course: &FindCourse,
) -> Vec<Quota> {
    let mut found: BTreeMap<(Arc<str>, Arc<str>), Quota> = BTreeMap::new();
    for row in rows {
        let words = row.text(Role::Unit).or_else(|| row.text(Role::UnitCode));
        let Some(words) = words.or_else(|| row.text(Role::UnitName)) else { continue };
        let unit = units.exactly(&words).unwrap_or_else(|| Arc::from(words));
        for quota in quotas_of(file, row, unit, course) {
            let key = (quota.unit.clone(), quota.course.clone());
            let known = found.entry(key).or_insert_with(|| quota.clone());
            known.plan = known.plan.max(quota.plan);
            known.quota = known.quota.max(quota.quota);
        }
    }
    found.into_values().collect()
}

pub(super) fn quotas_of(
    file: &Arc<str>,
    row: &ListRow,
    unit: Arc<str>,
    course: &FindCourse,
) -> Vec<Quota> {
    let place = row.place(file);
    if let Some(words) = row.text(Role::Course).or_else(|| row.text(Role::CourseCode)) {
        let course = course(&words).unwrap_or_else(|| Arc::from(words));
        let (plan, quota) = (row.number(Role::Plan), row.number(Role::Quota));
        return vec![Quota { unit, course, plan, quota, place }];
    }
    let mut quotas = Vec::new();
    for role in [Role::Plan, Role::Quota] {
        for column in row.columns(role) {
            let words = column.detail.as_deref().unwrap_or(&column.header);
            let Some(number) = row.cell(column).and_then(whole_number) else { continue };
            let Some(course) = course(words) else { continue };
            let (plan, quota) = match role {
                Role::Plan => (Some(number), None),
                _ => (None, Some(number)),
            };
            let (unit, place) = (unit.clone(), place.clone());
            quotas.push(Quota { unit, course, plan, quota, place });
        }
    }
    quotas
}
