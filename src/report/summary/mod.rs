//! The numbers of a period: who handed in, who is accepted, for which class, what was found,
//! and what changed since the period before.

pub mod changes;

use std::collections::{BTreeMap, BTreeSet};

use super::index::{Index, Row};
use crate::finding::Severity;
use crate::model::batch::RecordAt;
use crate::model::judgement::Status;
use crate::model::record::{CourseCode, UnitCode};
use crate::rules::plan::seats::earlier;

pub use changes::Changes;

/// Everything counted once.
#[derive(Debug)]
pub struct Summary<'a> {
    /// Units that were there in the period, by code.
    pub units: BTreeMap<&'a str, UnitSummary>,
    /// Rows whose unit cannot be told.
    pub nobody: UnitSummary,
    /// Forms whose unit cannot be told.
    pub senders_unknown: usize,
    pub files: usize,
    pub files_unread: usize,
    /// Duplicates and replaced forms.
    pub files_set_aside: usize,
    /// Rows of forms that count.
    pub rows: usize,
    /// People by their best registration.
    pub people: Tally,
    /// By class code; `None` for rows without a class that is known.
    pub courses: BTreeMap<Option<&'a str>, CourseSummary>,
    /// By rule code.
    pub rules: BTreeMap<&'static str, RuleSummary>,
    /// Doubtful rows without a decision that stands. Rejected ones wait for the unit, not for the officer.
    pub open_cases: usize,
    pub decided_cases: usize,
    /// Against the newest period before this one; `None` when there is none.
    pub changes: Option<Changes<'a>>,
}

/// Counts of people by how they stand.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Tally {
    pub accepted: usize,
    pub review: usize,
    pub rejected: usize,
}

impl Tally {
    pub fn all(self) -> usize {
        self.accepted + self.review + self.rejected
    }

    fn add(&mut self, status: Status) {
        match status {
            Status::Accepted => self.accepted += 1,
            Status::Review => self.review += 1,
            Status::Rejected => self.rejected += 1,
        }
    }
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct UnitSummary {
    pub name: String,
    /// In the units list and valid in the period.
    pub expected: bool,
    /// Handed in a form that counts, or one that could not be read.
    pub received: bool,
    pub files: usize,
    pub rows: usize,
    pub people: Tally,
    /// People by class and status.
    pub courses: BTreeMap<Option<CourseCode>, Tally>,
    /// Findings about the unit's forms and rows, by severity.
    pub findings: BTreeMap<Severity, usize>,
}

#[derive(Clone, Debug, Default, PartialEq)]
pub struct CourseSummary {
    pub name: String,
    pub capacity: Option<u32>,
    /// Sum of the units' plans.
    pub plan: Option<u32>,
    pub quota: Option<u32>,
    /// People who have their seats from earlier periods.
    pub before: usize,
    pub people: Tally,
}

impl CourseSummary {
    /// Seats that nobody has yet; below zero when there are too few.
    pub fn seats_left(&self) -> Option<i64> {
        let taken = self.before + self.people.accepted;
        Some(i64::from(self.capacity?) - taken as i64)
    }
}

#[derive(Clone, Debug, PartialEq)]
pub struct RuleSummary {
    pub rule: &'static str,
    /// The most severe finding of the rule.
    pub severity: Severity,
    pub count: usize,
}

/// One human being, or a row that belongs to nobody known.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
enum Who<'a> {
    Person(&'a str),
    Row(RecordAt),
}

impl<'a> Summary<'a> {
    pub fn new(index: &Index<'a>) -> Self {
        let mut summary = Summary {
            units: expected_units(index),
            nobody: UnitSummary::default(),
            senders_unknown: 0,
            files: 0,
            files_unread: 0,
            files_set_aside: 0,
            rows: 0,
            people: Tally::default(),
            courses: listed_courses(index),
            rules: BTreeMap::new(),
            open_cases: 0,
            decided_cases: 0,
            changes: Changes::new(index),
        };
        summary.count_files(index);
        summary.count_people(index);
        summary.count_earlier(index);
        summary.count_findings(index);
        summary
    }

    /// Units of the list that handed in nothing.
    pub fn missing(&self) -> impl Iterator<Item = (&'a str, &UnitSummary)> {
        self.units.iter().filter(|(_, unit)| unit.expected && !unit.received).map(|(c, u)| (*c, u))
    }

    pub fn expected(&self) -> usize {
        self.units.values().filter(|unit| unit.expected).count()
    }

    pub fn received(&self) -> usize {
        self.units.values().filter(|unit| unit.expected && unit.received).count()
    }

    fn unit(&mut self, index: &Index<'a>, code: &'a UnitCode) -> &mut UnitSummary {
        self.units.entry(code).or_insert_with(|| UnitSummary {
            name: index.outcome.batch.lists.unit_name(code).to_owned(),
            ..UnitSummary::default()
        })
    }

    fn sender(&mut self, index: &Index<'a>, unit: Option<&'a UnitCode>) -> &mut UnitSummary {
        match unit {
            Some(code) => self.unit(index, code),
            None => &mut self.nobody,
        }
    }

    fn count_files(&mut self, index: &Index<'a>) {
        for form in &index.outcome.batch.submissions {
            self.files += 1;
            self.files_unread += usize::from(form.unread.is_some());
            let set_aside = !form.counts() && form.unread.is_none();
            self.files_set_aside += usize::from(set_aside);
            match &form.sender.unit {
                Some(code) => {
                    let unit = self.unit(index, code);
                    unit.files += 1;
                    unit.received |= !set_aside;
                }
                None => self.senders_unknown += usize::from(form.counts()),
            }
        }
    }

    fn count_people(&mut self, index: &Index<'a>) {
        let mut people: BTreeMap<Who, Status> = BTreeMap::new();
        let mut in_course: BTreeMap<(Option<&str>, Who), Status> = BTreeMap::new();
        let mut in_unit: BTreeMap<(Option<&UnitCode>, Who), Status> = BTreeMap::new();
        let mut in_both: BTreeMap<(Option<&UnitCode>, Option<&CourseCode>, Who), Status> =
            BTreeMap::new();
        for row in index.counting_rows() {
            self.rows += 1;
            self.count_case(&row);
            let (who, status) = (who(index, &row), standing(&row));
            let course = row.record.course.value.as_ref();
            best(&mut people, who, status);
            best(&mut in_course, (course.map(|code| &**code), who), status);
            let unit = row.record.unit.as_ref();
            self.sender(index, unit).rows += 1;
            best(&mut in_unit, (unit, who), status);
            best(&mut in_both, (unit, course, who), status);
        }
        people.into_values().for_each(|status| self.people.add(status));
        for ((course, _), status) in in_course {
            self.courses.entry(course).or_default().people.add(status);
        }
        for ((unit, _), status) in in_unit {
            self.sender(index, unit).people.add(status);
        }
        for ((unit, course, _), status) in in_both {
            self.sender(index, unit).courses.entry(course.cloned()).or_default().add(status);
        }
    }

    fn count_earlier(&mut self, index: &Index<'a>) {
        let outcome = index.outcome;
        for (course, people) in earlier(&outcome.batch, outcome.settings.submissions) {
            // A class that is in no list any more has nothing to be compared with.
            if let Some(summary) = self.courses.get_mut(&Some(course)) {
                summary.before = people.len();
            }
        }
    }

    fn count_case(&mut self, row: &Row) {
        let Some(case) = &row.judgement.case else { return };
        if case.decision.as_ref().is_some_and(|decision| decision.stands) {
            self.decided_cases += 1;
        } else if row.judgement.status == Status::Review {
            self.open_cases += 1;
        }
    }

    fn count_findings(&mut self, index: &Index<'a>) {
        for finding in &index.outcome.findings {
            let rule = self.rules.entry(finding.code).or_insert(RuleSummary {
                rule: finding.rule,
                severity: finding.severity,
                count: 0,
            });
            rule.count += 1;
            rule.severity = rule.severity.max(finding.severity);
            if let Some(code) = &finding.unit {
                *self.unit(index, code).findings.entry(finding.severity).or_default() += 1;
            }
        }
    }
}

/// A row that does not reach the school's list is not accepted, whatever its own merits.
fn standing(row: &Row) -> Status {
    match row.judgement.status {
        Status::Accepted if !row.judgement.primary => Status::Review,
        status => status,
    }
}

fn who<'a>(index: &Index<'a>, row: &Row) -> Who<'a> {
    index.person(row.at).map_or(Who::Row(row.at), |person| Who::Person(&person.key))
}

fn best<K: Ord>(into: &mut BTreeMap<K, Status>, key: K, status: Status) {
    let known = into.entry(key).or_insert(status);
    *known = status.min(*known);
}

fn expected_units<'a>(index: &Index<'a>) -> BTreeMap<&'a str, UnitSummary> {
    let batch = &index.outcome.batch;
    let listed = batch.lists.units.iter().flatten();
    let valid = listed.filter(|(_, unit)| unit.is_valid_in(batch.period));
    let summary = |name: &str| UnitSummary {
        name: name.to_owned(),
        expected: true,
        ..UnitSummary::default()
    };
    valid.map(|(code, unit)| (&**code, summary(&unit.name))).collect()
}

fn listed_courses<'a>(index: &Index<'a>) -> BTreeMap<Option<&'a str>, CourseSummary> {
    let lists = &index.outcome.batch.lists;
    let mut courses: BTreeMap<_, _> = lists
        .courses
        .iter()
        .flatten()
        .map(|(code, course)| {
            let (name, capacity) = (course.name.clone(), course.capacity);
            (Some(&**code), CourseSummary { name, capacity, ..CourseSummary::default() })
        })
        .collect();
    let mut seen = BTreeSet::new();
    for quota in lists.quotas.iter().flatten() {
        // A line that stands twice counts once, the first.
        if !seen.insert((&quota.unit, &quota.course)) {
            continue;
        }
        let course = courses.entry(Some(&*quota.course)).or_default();
        course.plan = sum(course.plan, quota.plan);
        course.quota = sum(course.quota, quota.quota);
    }
    courses
}

fn sum(a: Option<u32>, b: Option<u32>) -> Option<u32> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.saturating_add(b)),
        (a, b) => a.or(b),
    }
}
