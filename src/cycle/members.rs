//! The members of the roster before the standards: what level each holds, and
//! who could go to which kind of class.
//!
//! A member is judged as a registration is, by the same points: the roster is
//! taken for a form, and each kind of class for a class of the list.

use std::collections::BTreeMap;
use std::sync::Arc;

use chrono::{Months, NaiveDate};

use crate::config::matching::Matching;
use crate::config::positions::ranks;
use crate::config::results::is_failure;
use crate::config::standards::Standards;
use crate::config::{CandidateSettings, Settings};
use crate::i18n::{Label, Text};
use crate::label;
use crate::model::batch::{Batch, RecordAt, Rulings};
use crate::model::date::age_on;
use crate::model::period::Period;
use crate::model::record::{CourseCode, Record, UnitCode};
use crate::model::reference::{Course, ReferenceLists};
use crate::model::submission::{SourceFile, Submission, Unread, UnreadKind};
use crate::model::value::{CourseLevel, Sex, TheoryLevel};
use crate::normalise::kind::kinds;
use crate::reconcile::{self, Earlier};
use crate::rules::Context;
use crate::rules::verdict::{Answer, Assessment, Demand, assess};

/// What the members are judged with.
#[derive(Clone, Copy)]
pub struct Judge<'a> {
    pub settings: &'a Settings,
    pub standards: &'a Standards,
    pub matching: &'a Matching,
    /// The last month of the year that is planned.
    pub period: Period,
}

/// The roster, with what the other lists say of each member.
pub struct Members {
    batch: Batch,
    /// Record → the highest level that roster and completed list know of.
    held: BTreeMap<RecordAt, TheoryLevel>,
    /// Does the roster know ratings at all? Few do; then nobody is doubted for want of them.
    rated: bool,
    period: Period,
}

/// Whether a member could go.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Chance {
    Can,
    /// Nothing speaks against it, but not everything is known.
    Unclear,
    /// Too young now, old enough within the months that the settings call soon.
    Soon(NaiveDate),
    /// Only if the competent authority decides so.
    Special,
    No,
    /// Holds the level already.
    Holds,
}

impl Chance {
    pub fn could_go(self) -> bool {
        matches!(self, Chance::Can | Chance::Unclear)
    }

    pub fn label(self) -> Label {
        match self {
            Chance::Can => label!(vi: "Đủ tiêu chuẩn", en: "Can go"),
            Chance::Unclear => label!(vi: "Thiếu căn cứ", en: "Not all is known"),
            Chance::Soon(_) => label!(vi: "Sắp đủ tuổi", en: "Old enough soon"),
            Chance::Special => label!(vi: "Cần cấp có thẩm quyền", en: "By special decision"),
            Chance::No => label!(vi: "Chưa đủ tiêu chuẩn", en: "Cannot go"),
            Chance::Holds => label!(vi: "Đã có trình độ", en: "Holds the level"),
        }
    }
}

/// A member before a kind of class.
#[derive(Clone, Debug, PartialEq)]
pub struct Standing {
    pub chance: Chance,
    /// What stands in the way, or is not known.
    pub why: Vec<Text>,
}

impl Members {
    /// The members of the lists, matched to these registrations; `None` without a roster.
    pub fn new(lists: &ReferenceLists, registrations: Earlier, judge: &Judge) -> Option<Members> {
        let roster = lists.roster.clone()?;
        let mut known = lists.clone();
        known.roster = None;
        let days = opening_days(lists.courses.as_ref(), judge.period);
        known.courses = Some(kinds_with_days(&days, judge.period));
        let rated = roster.iter().any(|member| !member.ratings.is_empty());
        let form = as_form(roster);
        let rulings = Rulings::default();
        let forms = vec![form];
        let (batch, _) = reconcile::batch(
            judge.period,
            forms,
            known.into(),
            registrations,
            judge.matching,
            &rulings,
        );
        let held = held_levels(&batch);
        Some(Members { batch, held, rated, period: judge.period })
    }

    pub fn context<'a>(&'a self, judge: &Judge<'a>) -> Context<'a> {
        Context::new(judge.settings, judge.standards, &self.batch)
    }

    /// Every member, in the order of the roster.
    pub fn iter(&self) -> impl Iterator<Item = (RecordAt, &Record)> {
        self.batch.counting_rows().filter(|(_, member)| !member.crossed_out)
    }

    /// The level that a member holds by roster and completed list.
    pub fn held(&self, at: RecordAt) -> TheoryLevel {
        self.held.get(&at).copied().unwrap_or(TheoryLevel::None)
    }

    /// Does the member's own title ask for the level, by the standard in force?
    pub fn is_in_post(&self, member: &Record, level: CourseLevel, judge: &Judge) -> bool {
        asks(member, level, self.period, judge)
    }

    /// Does the roster give ratings? Else no member is judged by them.
    pub fn are_rated(&self) -> bool {
        self.rated
    }

    /// Where members were found in the other lists.
    pub fn batch(&self) -> &Batch {
        &self.batch
    }

    /// How a member stands before a kind of class; `None` when no standard speaks of it.
    pub fn standing(
        &self,
        (at, member): (RecordAt, &Record),
        kind: &CourseCode,
        context: &Context,
    ) -> Option<Standing> {
        let mut member = member.clone();
        member.course.value = Some(kind.clone());
        let level = self.batch.lists.course(kind)?.level?;
        let wanted = level.theory()?;
        let mut assessment = assess(&member, context)?;
        assessment.points.retain(|point| self.rated || point.demand != Demand::Rating);
        let mut standing = standing(&member, &assessment, context);
        if self.held(at) >= wanted {
            standing.chance = Chance::Holds;
        } else if skips(level, self.held(at)) && standing.chance == Chance::Can {
            standing.chance = Chance::Unclear;
            standing.why.push(
                label!(
                    vi: "Chưa thấy có trung cấp lý luận chính trị.",
                    en: "No intermediate level is known.",
                )
                .to_text(),
            );
        }
        Some(standing)
    }

    /// Does the member's own title ask for this level (or the one below it),
    /// and does the member lack it? The next level to study is meant.
    pub fn lacks(&self, at: RecordAt, member: &Record, level: CourseLevel, judge: &Judge) -> bool {
        let held = self.held(at);
        let Some(wanted) = level.theory() else { return false };
        if held >= wanted || skips(level, held) || level < CourseLevel::Intermediate {
            return false;
        }
        let next = |above: CourseLevel| above >= level && asks(member, above, self.period, judge);
        next(CourseLevel::Intermediate) || next(CourseLevel::Advanced)
    }

    /// Per unit and kind: who could go, and whose title asks for the level that they lack.
    pub fn figures(&self, judge: &Judge) -> BTreeMap<(UnitCode, CourseCode), Figures> {
        let context = self.context(judge);
        let mut figures: BTreeMap<(UnitCode, CourseCode), Figures> = BTreeMap::new();
        for (at, member) in self.iter() {
            let Some(unit) = &member.unit else { continue };
            for (code, kind) in &kinds().list {
                let Some(level) = kind.level.filter(|level| level.theory().is_some()) else {
                    continue;
                };
                let Some(standing) = self.standing((at, member), code, &context) else { continue };
                let figure = figures.entry((unit.clone(), code.clone())).or_default();
                figure.able += u32::from(standing.chance.could_go());
                figure.gap += u32::from(self.lacks(at, member, level, judge));
            }
        }
        figures
    }
}

/// What the roster says of a unit and a kind of class.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Figures {
    pub able: u32,
    pub gap: u32,
}

/// Does the title ask for the level, by the standard in force?
fn asks(member: &Record, level: CourseLevel, period: Period, judge: &Judge) -> bool {
    let day = period.last_day();
    let demands = judge.standards.demands(level, None, day, &judge.settings.standard);
    let Some(position) = demands.and_then(|demands| demands.position) else { return false };
    let held = member.position.value.as_deref().map(ranks).unwrap_or_default();
    !held.is_disjoint(&position.ranks)
}

/// Is a level left out on the way up? The intermediate one is needed for the advanced.
fn skips(level: CourseLevel, held: TheoryLevel) -> bool {
    level == CourseLevel::Advanced && held < TheoryLevel::Intermediate
}

fn standing(member: &Record, assessment: &Assessment, context: &Context) -> Standing {
    let of = |answer| assessment.points.iter().filter(move |point| point.answer == answer);
    let why = |answer| of(answer).map(|point| point.found.clone()).collect::<Vec<_>>();
    if of(Answer::Failed).next().is_none() {
        let unclear = why(Answer::Unclear);
        let chance = if unclear.is_empty() { Chance::Can } else { Chance::Unclear };
        return Standing { chance, why: unclear };
    }
    let only_age = of(Answer::Failed).all(|point| point.demand == Demand::Age);
    let soon = only_age.then(|| comes_of_age(member, context)).flatten();
    let special = of(Answer::Failed).all(|point| point.special.is_some());
    let chance = match soon {
        Some(day) => Chance::Soon(day),
        None if special => Chance::Special,
        None => Chance::No,
    };
    Standing { chance, why: why(Answer::Failed) }
}

/// The day on which a member who is too young is old enough, when it is near.
fn comes_of_age(member: &Record, context: &Context) -> Option<NaiveDate> {
    let demand = context.demands(member)?.age?;
    let birth = member.birth_date.value?.full()?;
    let least = demand.least(member.sex.value.unwrap_or(Sex::Male));
    let day = birth.checked_add_months(Months::new(u32::from(least).checked_mul(12)?))?;
    let CandidateSettings { soon_months, .. } = context.settings.candidates;
    let last = context.age_day(member).checked_add_months(Months::new(soon_months))?;
    (day <= last && age_on(birth, context.age_day(member)) < i32::from(least)).then_some(day)
}

/// The roster as a form that was handed in.
fn as_form(roster: Vec<Record>) -> Submission {
    let source = SourceFile {
        path: Arc::from("reference/roster"),
        sha256: Arc::from(""),
        size: 0,
        format: None,
    };
    let why = Unread { kind: UnreadKind::Unreadable, why: Text::default() };
    Submission { records: roster, unread: None, ..Submission::unread(source, why) }
}

/// The first day on which a class of each kind opens in the year.
fn opening_days(
    courses: Option<&BTreeMap<CourseCode, Course>>,
    period: Period,
) -> BTreeMap<CourseCode, NaiveDate> {
    let mut days: BTreeMap<CourseCode, NaiveDate> = BTreeMap::new();
    for course in courses.into_iter().flat_map(BTreeMap::values) {
        let opens = course.opens.filter(|day| Period::of(*day).year == period.year);
        if let (Some(opens), Some(kind)) = (opens, kinds().of_course(course)) {
            let first = days.entry(kind).or_insert(opens);
            *first = opens.min(*first);
        }
    }
    days
}

fn kinds_with_days(
    days: &BTreeMap<CourseCode, NaiveDate>,
    period: Period,
) -> BTreeMap<CourseCode, Course> {
    let mut list = kinds().list.clone();
    for (code, kind) in &mut list {
        kind.opens = Some(days.get(code).copied().unwrap_or_else(|| period.last_day()));
    }
    list
}

/// The highest level of each row: what the roster says, and what was completed.
fn held_levels(batch: &Batch) -> BTreeMap<RecordAt, TheoryLevel> {
    let mut held: BTreeMap<RecordAt, TheoryLevel> = BTreeMap::new();
    for (at, member) in batch.counting_rows() {
        let theory = member.political_theory.value.map(|theory| theory.held);
        held.insert(at, theory.unwrap_or(TheoryLevel::None));
    }
    let list = batch.lists.completed.as_deref().unwrap_or_default();
    for person in &batch.people {
        let lines = person.completed.iter().filter_map(|found| list.get(found.line));
        let passed = lines.filter(|line| !line.result.as_deref().is_some_and(is_failure));
        let Some(level) = passed.filter_map(|line| line.level?.theory()).max() else { continue };
        for at in &person.rows {
            let known = held.entry(*at).or_insert(TheoryLevel::None);
            *known = level.max(*known);
        }
    }
    held
}
