//! From the plan to the certificate, in figures: how many came how far.

use std::collections::{BTreeMap, BTreeSet};

use super::results::scope;
use crate::model::batch::PersonKey;
use crate::model::cycle::{Fate, Learner, ResultsBook};
use crate::model::record::CourseCode;

/// How many came how far, of one unit, class, or both.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Funnel {
    pub plan: Option<u32>,
    pub quota: Option<u32>,
    /// People registered, accepted or not.
    pub registered: u32,
    pub accepted: u32,
    pub withdrawn: u32,
    pub not_admitted: u32,
    pub admitted: u32,
    pub no_show: u32,
    pub dropped_out: u32,
    pub deferred: u32,
    pub failed: u32,
    pub studying: u32,
    pub graduated: u32,
    /// On the school's lists, registered by nobody.
    pub unregistered: u32,
}

impl Funnel {
    fn add_learner(&mut self, learner: &Learner) {
        let one = |yes: bool| u32::from(yes);
        let fate = learner.fate;
        self.accepted += one(learner.accepted);
        self.unregistered += one(learner.registration.is_none());
        self.withdrawn += one(fate == Fate::Withdrawn);
        self.not_admitted += one(fate == Fate::NotAdmitted);
        self.admitted += one(fate.was_admitted());
        self.no_show += one(fate == Fate::NoShow);
        self.dropped_out += one(fate == Fate::DroppedOut);
        self.deferred += one(fate == Fate::Deferred);
        self.failed += one(matches!(fate, Fate::Failed | Fate::Unfinished));
        self.studying += one(matches!(fate, Fate::Studying | Fate::Admitted));
        self.graduated += one(fate == Fate::Graduated);
    }

    /// The sum of two.
    pub fn plus(self, other: Funnel) -> Funnel {
        let both = |a: Option<u32>, b: Option<u32>| match (a, b) {
            (None, None) => None,
            (a, b) => Some(a.unwrap_or(0).saturating_add(b.unwrap_or(0))),
        };
        Funnel {
            plan: both(self.plan, other.plan),
            quota: both(self.quota, other.quota),
            registered: self.registered + other.registered,
            accepted: self.accepted + other.accepted,
            withdrawn: self.withdrawn + other.withdrawn,
            not_admitted: self.not_admitted + other.not_admitted,
            admitted: self.admitted + other.admitted,
            no_show: self.no_show + other.no_show,
            dropped_out: self.dropped_out + other.dropped_out,
            deferred: self.deferred + other.deferred,
            failed: self.failed + other.failed,
            studying: self.studying + other.studying,
            graduated: self.graduated + other.graduated,
            unregistered: self.unregistered + other.unregistered,
        }
    }
}

/// A funnel for every unit and class of the year; the unit is empty where nobody knows it.
pub fn funnels(book: &ResultsBook) -> BTreeMap<(String, CourseCode), Funnel> {
    let mut funnels: BTreeMap<(String, CourseCode), Funnel> = BTreeMap::new();
    let scope: BTreeSet<CourseCode> = scope(&book.batch, &book.learners, book.year);
    for learner in &book.learners {
        let unit = learner.unit.as_deref().unwrap_or_default().to_owned();
        funnels.entry((unit, learner.course.clone())).or_default().add_learner(learner);
    }
    for quota in book.batch.lists.quotas.iter().flatten().filter(|q| scope.contains(&q.course)) {
        let funnel = funnels.entry((quota.unit.to_string(), quota.course.clone())).or_default();
        let of_quota = Funnel { plan: quota.plan, quota: quota.quota, ..Funnel::default() };
        *funnel = funnel.plus(of_quota);
    }
    let mut registered: BTreeSet<(String, &CourseCode, &PersonKey)> = BTreeSet::new();
    for row in &book.batch.earlier {
        if let Some(course) = row.record.course.value.as_ref().filter(|c| scope.contains(*c)) {
            let unit = row.record.unit.as_deref().unwrap_or_default().to_owned();
            registered.insert((unit, course, &row.person));
        }
    }
    for (unit, course, _) in registered {
        funnels.entry((unit, course.clone())).or_default().registered += 1;
    }
    funnels
}

/// Who finished a class and is not yet in the completed list.
pub fn graduates(book: &ResultsBook) -> Vec<&Learner> {
    let finished = book.learners.iter().filter(|it| it.fate == Fate::Graduated && !it.completed);
    let level = |learner: &&Learner| {
        let course = book.batch.lists.course(&learner.course);
        course.is_none_or(|course| course.level.is_some())
    };
    finished.filter(level).collect()
}
