//! The quota board: registered against plan and quota, for every unit and class.

use std::collections::{BTreeMap, BTreeSet};

use crate::config::settings::Submissions;
use crate::model::batch::{Batch, RecordAt};
use crate::model::record::{CourseCode, RecordId, UnitCode};
use crate::rules::Context;

/// One unit and class.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Line {
    pub unit: UnitCode,
    pub course: CourseCode,
    /// Does the list of quotas speak of this unit and class?
    pub is_planned: bool,
    pub plan: Option<u32>,
    pub quota: Option<u32>,
    /// People registered in this period, each once.
    pub registered: u32,
    /// Their rows.
    pub rows: Vec<RecordId>,
    /// People accepted for the class in earlier periods and not registered again.
    pub earlier: u32,
}

impl Line {
    /// Seats of the quota that nobody has taken, below zero when it is passed.
    pub fn left(&self) -> Option<i64> {
        Some(i64::from(self.quota?) - i64::from(self.registered))
    }

    /// Registered in this period or accepted before.
    pub fn in_all(&self) -> u32 {
        self.registered.saturating_add(self.earlier)
    }
}

/// Every unit and class that somebody registers for or the list of quotas
/// names, by unit and class. Rows struck out by the sender do not count.
pub fn board(context: &Context) -> Vec<Line> {
    let batch = context.batch;
    let mut lines: BTreeMap<(UnitCode, CourseCode), Line> = BTreeMap::new();
    for quota in batch.lists.quotas.iter().flatten() {
        let line = line(&mut lines, &quota.unit, &quota.course);
        line.is_planned = true;
        line.plan = add(line.plan, quota.plan);
        line.quota = add(line.quota, quota.quota);
    }
    let mut people: BTreeMap<(UnitCode, CourseCode), BTreeSet<Who>> = BTreeMap::new();
    for (at, record) in batch.counting_rows().filter(|(_, record)| !record.crossed_out) {
        if let (Some(unit), Some(course)) = (&record.unit, &record.course.value) {
            let line = line(&mut lines, unit, course);
            line.rows.push(record.id.clone());
            let key = (unit.clone(), course.clone());
            people.entry(key).or_default().insert(who(at, &record.id, context));
        }
    }
    for (key, people) in &people {
        if let Some(line) = lines.get_mut(key) {
            line.registered = people.len() as u32;
        }
    }
    count_earlier(batch, context, &people, &mut lines);
    lines.into_values().collect()
}

/// A person, or a row that belongs to nobody known.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who {
    Person(std::sync::Arc<str>),
    Row(RecordAt),
}

fn who(at: RecordAt, id: &RecordId, context: &Context) -> Who {
    context.person_of(id).map_or(Who::Row(at), |person| Who::Person(person.key.clone()))
}

fn line<'l>(
    lines: &'l mut BTreeMap<(UnitCode, CourseCode), Line>,
    unit: &UnitCode,
    course: &CourseCode,
) -> &'l mut Line {
    lines.entry((unit.clone(), course.clone())).or_insert_with(|| Line {
        unit: unit.clone(),
        course: course.clone(),
        ..Line::default()
    })
}

/// Several lines of the list about one unit and class add up.
fn add(one: Option<u32>, other: Option<u32>) -> Option<u32> {
    match (one, other) {
        (Some(one), Some(other)) => Some(one.saturating_add(other)),
        (one, other) => one.or(other),
    }
}

/// Where each month brings new registrations, those accepted before still hold.
fn count_earlier(
    batch: &Batch,
    context: &Context,
    people: &BTreeMap<(UnitCode, CourseCode), BTreeSet<Who>>,
    lines: &mut BTreeMap<(UnitCode, CourseCode), Line>,
) {
    if context.settings.submissions != Submissions::Incremental {
        return;
    }
    let mut before: BTreeMap<(UnitCode, CourseCode), BTreeSet<Who>> = BTreeMap::new();
    for row in batch.earlier.iter().filter(|row| row.accepted) {
        if let (Some(unit), Some(course)) = (&row.record.unit, &row.record.course.value) {
            let person = Who::Person(row.person.clone());
            before.entry((unit.clone(), course.clone())).or_default().insert(person);
        }
    }
    for (key, before) in before {
        let Some(line) = lines.get_mut(&key) else { continue };
        let now = people.get(&key);
        let only_before = before.iter().filter(|who| now.is_none_or(|now| !now.contains(who)));
        line.earlier = only_before.count() as u32;
    }
}

#[cfg(test)]
mod tests {
    use super::{Line, board};
    use crate::config::Settings;
    use crate::config::standards::Standards;
    use crate::model::batch::Batch;
    use crate::rules::Context;
    use crate::rules::test_support::{
        at, batch, earlier, form, other_row, quota, row, same_person,
    };

    fn lines(batch: &Batch) -> Vec<Line> {
        let settings = Settings::default();
        board(&Context::new(&settings, Standards::built_in(), batch))
    }

    #[test]
    fn people_are_counted_once_whatever_their_rows() {
        let rows = vec![row(), other_row(2, "Bùi Thị Hòa"), other_row(3, "Nguyễn Văn Ánh")];
        let mut batch = batch(vec![form(rows)]);
        same_person(&mut batch, &[at(0, 0), at(0, 2)]);
        batch.lists_mut().quotas = Some(vec![quota("CB-STC", "TC-K45", Some(5), Some(1))]);
        let line = &lines(&batch)[0];
        assert_eq!((line.registered, line.rows.len(), line.left()), (2, 3, Some(-1)));
        batch.submissions[0].records[1].crossed_out = true;
        assert_eq!(lines(&batch)[0].registered, 1);
    }

    #[test]
    fn planned_classes_stand_there_also_when_nobody_registers() {
        let mut batch = batch(vec![form(vec![row()])]);
        batch.lists_mut().quotas = Some(vec![quota("CB-SNV", "TC-K46", Some(2), Some(3))]);
        let lines = lines(&batch);
        let named: Vec<_> =
            lines.iter().map(|line| (&*line.unit, line.is_planned, line.registered)).collect();
        assert_eq!(named, [("CB-SNV", true, 0), ("CB-STC", false, 1)]);
    }

    #[test]
    fn earlier_registrations_hold_unless_repeated() {
        let mut batch = batch(vec![form(vec![row()])]);
        let mut other = earlier(&batch, 0, row(), true);
        other.person = "somebody else".into();
        let mut rejected = other.clone();
        (rejected.person, rejected.accepted) = ("a third".into(), false);
        batch.earlier = vec![earlier(&batch, 0, row(), true), other, rejected];
        let line = &lines(&batch)[0];
        assert_eq!((line.registered, line.earlier, line.in_all()), (1, 1, 2));
    }
}
