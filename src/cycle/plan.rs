//! Plans of need, consolidated: every number and every name of every form, by
//! unit and kind of class, beside what the lists and the year before say.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use super::members::Figures;
use crate::config::matching::Matching;
use crate::model::batch::Rulings;
use crate::model::cycle::{NeedLine, Numbers, PlanBook};
use crate::model::period::Period;
use crate::model::place::Place;
use crate::model::record::{CourseCode, Record, UnitCode};
use crate::model::reference::ReferenceLists;
use crate::model::submission::{Standing, Submission};
use crate::normalise::course::CourseIndex;
use crate::normalise::kind::kinds;
use crate::reconcile::{self, Earlier};

/// A figure for each unit and kind of class.
pub type ByUnitKind<T = u32> = BTreeMap<(UnitCode, CourseCode), T>;

/// What a plan is made from.
pub struct PlanInput<'a> {
    pub year: i32,
    /// Every file with its numbers.
    pub forms: Vec<(Submission, Numbers)>,
    pub lists: &'a Arc<ReferenceLists>,
    pub courses: &'a CourseIndex,
    pub matching: &'a Matching,
    /// What the roster says; `None` without a roster.
    pub figures: Option<ByUnitKind<Figures>>,
    /// Need of the year before.
    pub before: Option<ByUnitKind>,
    /// People accepted in the year before.
    pub sent: Option<ByUnitKind>,
}

/// Consolidates the forms of a year.
pub fn consolidate(input: PlanInput) -> PlanBook {
    let PlanInput { year, mut forms, lists, courses, matching, .. } = input;
    forms.sort_by(|(a, _), (b, _)| a.source.path.cmp(&b.source.path));
    for (form, numbers) in &mut forms {
        form.records.iter_mut().for_each(|record| name_kind(record, courses));
        name_kinds(numbers, courses);
    }
    let period = Period { year, month: 12 };
    let (forms, numbers): (Vec<_>, Vec<_>) = forms.into_iter().unzip();
    let (earlier, rulings) = (Earlier::default(), Rulings::default());
    let (mut batch, _) =
        reconcile::batch(period, forms, lists.clone(), earlier, matching, &rulings);
    supersede(&mut batch.submissions, &numbers);
    let mut lines: ByUnitKind<NeedLine> = BTreeMap::new();
    let counting = batch.submissions.iter().zip(&numbers).filter(|(form, _)| form.counts());
    for (_, numbers) in counting {
        state(&mut lines, numbers);
    }
    for person in &batch.people {
        name(&mut lines, person.rows.iter().filter_map(|at| batch.record(*at)));
    }
    compare(&mut lines, input.before.as_ref(), |line, number| line.before = Some(number));
    compare(&mut lines, input.sent.as_ref(), |line, number| line.sent = Some(number));
    for (key, line) in &mut lines {
        line.need = line.stated.iter().map(|(number, _)| *number).max().or(line.named).unwrap_or(0);
        let figures = input.figures.as_ref().filter(|_| has_standard(&key.1));
        let figures = figures.map(|all| all.get(key).copied().unwrap_or_default());
        (line.able, line.gap) = (figures.map(|f| f.able), figures.map(|f| f.gap));
    }
    let lines = lines.into_values().collect();
    PlanBook { year, kinds: kinds().list.clone(), batch, numbers, lines }
}

/// Only classes that lead to a level are judged by a standard.
fn has_standard(kind: &str) -> bool {
    kinds().list.get(kind).is_some_and(|kind| kind.level.is_some_and(|l| l.theory().is_some()))
}

/// A form may name a class of next year's list: its kind is meant.
fn name_kind(record: &mut Record, courses: &CourseIndex) {
    let mode = record.study_mode.value;
    let raw = record.course.raw.as_deref();
    let by_words = || kinds().read(raw?, mode);
    let of_list = || kind_of(raw?, courses);
    // The row's own mode may say more than the words for its class.
    let known = record.course.value.as_ref();
    let known = known.and_then(|kind| kinds().read(&kinds().list.get(kind)?.name, mode));
    let Some(kind) = known.or_else(by_words).or_else(of_list) else { return };
    record.course.value = Some(kind);
    record.course.problem = None;
}

fn name_kinds(numbers: &mut Numbers, courses: &CourseIndex) {
    for cell in numbers.needs.iter_mut().filter(|cell| cell.kind.is_none()) {
        cell.kind = kind_of(&cell.kind_words, courses);
    }
}

fn kind_of(words: &str, courses: &CourseIndex) -> Option<CourseCode> {
    let code = courses.read(words, None).value?;
    kinds().of_course(courses.course(&code)?)
}

/// A later version of a unit's numbers replaces the earlier one.
fn supersede(forms: &mut [Submission], numbers: &[Numbers]) {
    let mut replaced = Vec::new();
    let with_numbers =
        || forms.iter().zip(numbers).enumerate().filter(|(_, (_, n))| !n.needs.is_empty());
    for (index, (old, _)) in with_numbers().filter(|(_, (old, _))| old.counts()) {
        let later = with_numbers().map(|(_, (new, _))| new).filter(|new| {
            let same = old.sender.unit.is_some() && new.sender.unit == old.sender.unit;
            same && new.counts() && !new.version.supplement && is_later(new, old)
        });
        if let Some(new) = later.max_by_key(|form| (form.version.rank, dated(form))) {
            replaced.push((index, new.source.path.clone()));
        }
    }
    for (index, by) in replaced {
        if let Some(form) = forms.get_mut(index) {
            form.standing = Standing::SupersededBy(by);
        }
    }
}

fn is_later(new: &Submission, old: &Submission) -> bool {
    if new.version.rank != old.version.rank {
        return new.version.rank > old.version.rank;
    }
    matches!((dated(new), dated(old)), (Some(new), Some(old)) if new > old)
}

fn dated(form: &Submission) -> Option<chrono::NaiveDate> {
    form.facts.dated.as_ref().map(|(date, _)| *date)
}

/// Adds what one form states: the sum of its cells, for each unit and kind.
fn state(lines: &mut ByUnitKind<NeedLine>, numbers: &Numbers) {
    let mut sums: ByUnitKind<(u32, Place)> = BTreeMap::new();
    for cell in &numbers.needs {
        let (Some(unit), Some(kind)) = (&cell.unit, &cell.kind) else { continue };
        let key = (unit.clone(), kind.clone());
        let sum = sums.entry(key).or_insert_with(|| (0, cell.place.clone()));
        sum.0 = sum.0.saturating_add(cell.number);
    }
    for (key, (number, place)) in sums.into_iter().filter(|(_, (number, _))| *number > 0) {
        line(lines, &key).stated.push((number, place));
    }
}

/// Adds a person, once for each unit and kind that the rows name.
fn name<'a>(lines: &mut ByUnitKind<NeedLine>, rows: impl Iterator<Item = &'a Record>) {
    let rows = rows.filter(|row| !row.crossed_out);
    let wanted = rows.filter_map(|row| Some((row.unit.clone()?, row.course.value.clone()?)));
    for key in wanted.collect::<BTreeSet<_>>() {
        let line = line(lines, &key);
        line.named = Some(line.named.unwrap_or(0).saturating_add(1));
    }
}

fn line<'l>(lines: &'l mut ByUnitKind<NeedLine>, key: &(UnitCode, CourseCode)) -> &'l mut NeedLine {
    lines.entry(key.clone()).or_insert_with(|| NeedLine {
        unit: key.0.clone(),
        kind: key.1.clone(),
        ..NeedLine::default()
    })
}

/// Lays figures of another year beside the need; units that needed something
/// then and nothing now get a line too.
fn compare(
    lines: &mut ByUnitKind<NeedLine>,
    other: Option<&ByUnitKind>,
    set: impl Fn(&mut NeedLine, u32),
) {
    let Some(other) = other else { return };
    for (key, _) in other.iter().filter(|(_, number)| **number > 0) {
        line(lines, key);
    }
    for (key, line) in lines {
        set(line, other.get(key).copied().unwrap_or(0));
    }
}

/// The need of a plan by unit and kind.
pub fn needs_of(book: &PlanBook) -> ByUnitKind {
    let lines = book.lines.iter().filter(|line| line.need > 0);
    lines.map(|line| ((line.unit.clone(), line.kind.clone()), line.need)).collect()
}
