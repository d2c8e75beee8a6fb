//! The school's lists, matched to the registrations: what became of everybody
//! who was accepted for a class, and of everybody whom the school knows.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::config::matching::Matching;
use crate::config::results::is_failure;
use crate::model::batch::{Batch, EarlierRow, PersonKey, RecordAt, Rulings};
use crate::model::cycle::{Fate, Learner, ResultsBook, SchoolFacts, SchoolList};
use crate::model::period::Period;
use crate::model::record::CourseCode;
use crate::model::reference::ReferenceLists;
use crate::model::submission::Submission;
use crate::reconcile::{self, Earlier};
use crate::text::collate::text_key;

/// What results are made from.
pub struct ResultsInput<'a> {
    pub year: i32,
    /// Each list of the school, with what its rows say besides who they are about.
    pub forms: Vec<(Submission, Vec<SchoolFacts>)>,
    /// Every registration so far.
    pub registrations: Earlier,
    pub lists: Arc<ReferenceLists>,
    pub matching: &'a Matching,
}

/// Matches the lists to the registrations.
pub fn follow(input: ResultsInput) -> ResultsBook {
    let ResultsInput { year, mut forms, registrations, lists, matching } = input;
    forms.sort_by(|(a, _), (b, _)| a.source.path.cmp(&b.source.path));
    let (forms, facts): (Vec<_>, Vec<_>) = forms.into_iter().unzip();
    let period = Period { year, month: 12 };
    let (batch, _) =
        reconcile::batch(period, forms, lists, registrations, matching, &Rulings::default());
    let follower = Follower::new(&batch);
    let (rows, classless) = follower.by_learner();
    let mut learners: Vec<Learner> =
        rows.iter().map(|(key, rows)| follower.learner(key, rows)).collect();
    let seen: BTreeSet<(PersonKey, CourseCode)> = rows.into_keys().collect();
    let scope = scope(&batch, &learners, year);
    learners.extend(follower.without_rows(&scope, &seen));
    let lists_of = lists_of(&learners, &facts);
    for learner in &mut learners {
        settle(learner, &facts, lists_of.get(&learner.course));
    }
    let mut book = ResultsBook { year, batch, facts, learners: Vec::new(), classless };
    learners.sort_by_cached_key(|learner| {
        let name = book.record(learner).and_then(|record| record.full_name.value.clone());
        let name = name.map(|name| text_key(&format!("{} {}", name.given, name.full)));
        (learner.course.clone(), learner.unit.clone(), name, learner.person.clone())
    });
    book.learners = learners;
    book
}

/// The classes of the year: those that open in it, and those that the school speaks of.
pub(super) fn scope(batch: &Batch, learners: &[Learner], year: i32) -> BTreeSet<CourseCode> {
    let courses = batch.lists.courses.iter().flat_map(BTreeMap::values);
    let opening = courses.filter(|c| c.opens.is_some_and(|day| Period::of(day).year == year));
    let named = learners.iter().map(|learner| learner.course.clone());
    opening.map(|course| course.code.clone()).chain(named).collect()
}

struct Follower<'a> {
    batch: &'a Batch,
    /// Person → their registrations, oldest first.
    registered: BTreeMap<&'a PersonKey, Vec<(usize, &'a EarlierRow)>>,
}

type Rows = BTreeMap<(PersonKey, CourseCode), Vec<RecordAt>>;

impl<'a> Follower<'a> {
    fn new(batch: &'a Batch) -> Self {
        let mut registered: BTreeMap<_, Vec<_>> = BTreeMap::new();
        for (index, row) in batch.earlier.iter().enumerate() {
            registered.entry(&row.person).or_default().push((index, row));
        }
        Follower { batch, registered }
    }

    /// The school's rows by person and class, and those that name no class.
    fn by_learner(&self) -> (Rows, Vec<RecordAt>) {
        let (mut rows, mut classless) = (Rows::new(), Vec::new());
        for person in &self.batch.people {
            for at in &person.rows {
                match self.course_of(*at, &person.key) {
                    Some(course) => {
                        rows.entry((person.key.clone(), course)).or_default().push(*at);
                    }
                    None => classless.push(*at),
                }
            }
        }
        classless.sort();
        (rows, classless)
    }

    /// The class that the row names, else the only one that the person was accepted for.
    fn course_of(&self, at: RecordAt, person: &PersonKey) -> Option<CourseCode> {
        let named = self.batch.record(at).and_then(|record| record.course.value.clone());
        if named.is_some() {
            return named;
        }
        let rows = self.registered.get(person).into_iter().flatten();
        let accepted = rows.filter(|(_, row)| row.accepted);
        let courses: BTreeSet<&CourseCode> =
            accepted.filter_map(|(_, row)| row.record.course.value.as_ref()).collect();
        let mut courses = courses.into_iter();
        courses.next().filter(|_| courses.next().is_none()).cloned()
    }

    fn learner(&self, (person, course): &(PersonKey, CourseCode), rows: &[RecordAt]) -> Learner {
        let registration = self.registration(person, course);
        let registered = registration.and_then(|index| self.batch.earlier.get(index));
        let own_unit = || rows.iter().find_map(|at| self.batch.record(*at)?.unit.clone());
        Learner {
            unit: registered.and_then(|row| row.record.unit.clone()).or_else(own_unit),
            accepted: registered.is_some_and(|row| row.accepted),
            person: person.clone(),
            course: course.clone(),
            registration,
            rows: rows.to_vec(),
            fate: Fate::Registered,
            facts: SchoolFacts::default(),
            conflict: Vec::new(),
            completed: self.completed(person, course),
        }
    }

    /// The person's registration for the class: an accepted one before others, the latest first.
    fn registration(&self, person: &PersonKey, course: &CourseCode) -> Option<usize> {
        let rows = self.registered.get(person).into_iter().flatten();
        let own = rows.filter(|(_, row)| row.record.course.value.as_ref() == Some(course));
        own.max_by_key(|(index, row)| (row.accepted, *index)).map(|(index, _)| *index)
    }

    /// Does the completed list know the class's level of the person?
    fn completed(&self, key: &PersonKey, course: &CourseCode) -> bool {
        let level = self.batch.lists.course(course).and_then(|course| course.level?.theory());
        let Some(level) = level else { return false };
        let list = self.batch.lists.completed.as_deref().unwrap_or_default();
        let person = self.batch.people.iter().find(|person| person.key == *key);
        let lines = person.into_iter().flat_map(|person| &person.completed);
        let passed = lines.filter_map(|found| list.get(found.line));
        let mut passed = passed.filter(|line| !line.result.as_deref().is_some_and(is_failure));
        passed.any(|line| line.level.and_then(|l| l.theory()).is_some_and(|held| held >= level))
    }

    /// People accepted for classes of the year whom no list of the school names.
    fn without_rows(
        &self,
        scope: &BTreeSet<CourseCode>,
        seen: &BTreeSet<(PersonKey, CourseCode)>,
    ) -> Vec<Learner> {
        let accepted = self.batch.earlier.iter().filter(|row| row.accepted);
        let keys: BTreeSet<(PersonKey, CourseCode)> = accepted
            .filter_map(|row| Some((row.person.clone(), row.record.course.value.clone()?)))
            .filter(|key| scope.contains(&key.1) && !seen.contains(key))
            .collect();
        keys.iter().map(|key| self.learner(key, &[])).collect()
    }
}

/// The lists that the school has sent of each class.
fn lists_of(
    learners: &[Learner],
    facts: &[Vec<SchoolFacts>],
) -> BTreeMap<CourseCode, BTreeSet<SchoolList>> {
    let mut lists: BTreeMap<CourseCode, BTreeSet<SchoolList>> = BTreeMap::new();
    for learner in learners {
        let own = lists.entry(learner.course.clone()).or_default();
        own.extend(learner.rows.iter().filter_map(|at| fact(facts, *at)?.list));
    }
    lists
}

fn fact(facts: &[Vec<SchoolFacts>], at: RecordAt) -> Option<&SchoolFacts> {
    facts.get(at.submission as usize)?.get(at.record as usize)
}

/// Puts together what the lists say of a learner, and what that comes to.
fn settle(learner: &mut Learner, facts: &[Vec<SchoolFacts>], lists: Option<&BTreeSet<SchoolList>>) {
    let mut own: Vec<&SchoolFacts> =
        learner.rows.iter().filter_map(|at| fact(facts, *at)).collect();
    own.sort_by_key(|facts| facts.list);
    for facts in &own {
        add(&mut learner.facts, facts);
    }
    let nothing = BTreeSet::new();
    learner.fate = fate(&own, lists.unwrap_or(&nothing));
    let ends: BTreeSet<Fate> = own.iter().filter_map(|facts| end(facts)).collect();
    if ends.len() > 1 {
        learner.conflict = ends.into_iter().collect();
    }
}

/// Later lists know better.
fn add(all: &mut SchoolFacts, facts: &SchoolFacts) {
    all.list = facts.list.or(all.list);
    all.fate = facts.fate.or(all.fate);
    all.absent = facts.absent.or(all.absent);
    all.sessions = facts.sessions.or(all.sessions);
    all.mark = facts.mark.or(all.mark);
    all.result = facts.result.clone().or(all.result.take());
    all.certificate = facts.certificate.clone().or(all.certificate.take());
    all.year = facts.year.or(all.year);
}

/// The end that one list tells, where it tells one.
fn end(facts: &SchoolFacts) -> Option<Fate> {
    let ending = |fate: &Fate| {
        use Fate::{Deferred, DroppedOut, Failed, NoShow, Withdrawn};
        matches!(fate, Deferred | DroppedOut | Failed | NoShow | Withdrawn)
    };
    let said = facts.fate.filter(ending);
    said.or((facts.list == Some(SchoolList::Graduation)).then_some(Fate::Graduated))
}

fn fate(own: &[&SchoolFacts], lists: &BTreeSet<SchoolList>) -> Fate {
    if let Some(end) = own.iter().rev().find_map(|facts| end(facts)) {
        return end;
    }
    let on = |list| own.iter().any(|facts| facts.list == Some(list));
    let has = |list| lists.contains(&list);
    let sat = on(SchoolList::Attendance) || on(SchoolList::Marks);
    let is_followed = has(SchoolList::Attendance) || has(SchoolList::Marks);
    match (has(SchoolList::Graduation), own.is_empty()) {
        (_, true) if lists.iter().any(|list| *list != SchoolList::Withdrawal) => Fate::NotAdmitted,
        (_, true) => Fate::Registered,
        (true, _) if sat || !is_followed => Fate::Unfinished,
        (false, _) if sat => Fate::Studying,
        _ if is_followed => Fate::NoShow,
        _ => Fate::Admitted,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use super::fate;
    use crate::model::cycle::{Fate, SchoolFacts, SchoolList};

    fn on(list: SchoolList) -> SchoolFacts {
        SchoolFacts { list: Some(list), ..SchoolFacts::default() }
    }

    fn came_to(own: &[SchoolFacts], lists: &[SchoolList]) -> Fate {
        let own: Vec<&SchoolFacts> = own.iter().collect();
        fate(&own, &lists.iter().copied().collect::<BTreeSet<_>>())
    }

    #[test]
    fn the_lists_that_there_are_tell_what_silence_means() {
        use SchoolList::{Admission, Attendance, Graduation, Marks};
        let admitted = [on(Admission)];
        assert_eq!(came_to(&[], &[]), Fate::Registered);
        assert_eq!(came_to(&[], &[Admission]), Fate::NotAdmitted);
        assert_eq!(came_to(&admitted, &[Admission]), Fate::Admitted);
        assert_eq!(came_to(&admitted, &[Admission, Attendance]), Fate::NoShow);
        let sat = [on(Admission), on(Marks)];
        assert_eq!(came_to(&sat, &[Admission, Marks]), Fate::Studying);
        assert_eq!(came_to(&sat, &[Admission, Marks, Graduation]), Fate::Unfinished);
        let done = [on(Admission), on(Marks), on(Graduation)];
        assert_eq!(came_to(&done, &[Admission, Marks, Graduation]), Fate::Graduated);
    }

    #[test]
    fn what_the_latest_list_says_of_the_end_stands() {
        use SchoolList::{Attendance, Graduation, Withdrawal};
        let dropped = SchoolFacts { fate: Some(Fate::DroppedOut), ..on(Attendance) };
        assert_eq!(came_to(std::slice::from_ref(&dropped), &[Attendance]), Fate::DroppedOut);
        assert_eq!(came_to(&[dropped, on(Graduation)], &[Attendance, Graduation]), Fate::Graduated);
        let withdrawn = SchoolFacts { fate: Some(Fate::Withdrawn), ..on(Withdrawal) };
        assert_eq!(came_to(&[withdrawn], &[Withdrawal]), Fate::Withdrawn);
    }
}
