//! Who could go next: every member below the level that comes next, by the
//! standard in force, in the order that the settings state.

use std::cmp::Reverse;
use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use super::members::{Chance, Judge, Members, Standing};
use crate::config::CandidateOrder;
use crate::model::batch::{Person, RecordAt};
use crate::model::record::{Record, UnitCode};
use crate::model::value::{CourseLevel, StudyMode, TheoryLevel};
use crate::normalise::kind::kinds;
use crate::text::collate::{SortKey, text_key};

/// A member, and how they stand before the next level.
#[derive(Clone, Debug)]
pub struct Candidate {
    pub at: RecordAt,
    pub unit: Option<UnitCode>,
    pub held: TheoryLevel,
    pub level: CourseLevel,
    /// Before a part-time and a full-time class; `None` where no standard speaks of it.
    pub part_time: Option<Standing>,
    pub full_time: Option<Standing>,
    /// Planned posts.
    pub planned: Vec<String>,
    /// The member's own title asks for the level.
    pub in_post: bool,
    /// Classes registered for so far, the latest last.
    pub registered: Vec<String>,
    /// Was any of the registrations accepted?
    pub accepted: bool,
    /// Named in the plan of the year.
    pub wanted: bool,
    /// Place among those of the unit who could go, from 1.
    pub place: Option<u32>,
}

impl Candidate {
    /// The better of the two modes.
    pub fn best(&self) -> Chance {
        let chances = [&self.part_time, &self.full_time].into_iter().flatten();
        chances.map(|standing| standing.chance).min().unwrap_or(Chance::Unclear)
    }

    pub fn could_go(&self) -> bool {
        self.best().could_go()
    }

    /// The day from which the member is old enough for a part-time class, when that is near.
    pub fn old_enough(&self) -> Option<NaiveDate> {
        match self.part_time.as_ref()?.chance {
            Chance::Soon(day) => Some(day),
            _ => None,
        }
    }

    /// In no list: neither planned for a post, nor registered, nor in the plan.
    pub fn is_overlooked(&self) -> bool {
        self.planned.is_empty() && self.registered.is_empty() && !self.wanted
    }
}

/// Every member who lacks a level that comes next, by unit; within a unit in
/// the order of the settings. `wanted` tells who is named in the year's plan.
pub fn candidates(
    members: &Members,
    judge: &Judge,
    wanted: &dyn Fn(&Record) -> bool,
) -> Vec<Candidate> {
    let context = members.context(judge);
    let people = people(members);
    let registered = registered(members);
    let mut found = Vec::new();
    for (at, member) in members.iter() {
        let held = members.held(at);
        let person = people.get(&at).copied();
        let Some(level) = next(held) else { continue };
        let standing = |mode| {
            let kinds = kinds().list.iter();
            let mut kinds =
                kinds.filter(|(_, kind)| kind.level == Some(level) && kind.mode == mode);
            let (code, _) = kinds.next()?;
            members.standing((at, member), code, &context)
        };
        let own = person.and_then(|person| registered.get(&*person.key));
        found.push(Candidate {
            at,
            unit: member.unit.clone(),
            held,
            level,
            part_time: standing(Some(StudyMode::PartTime)),
            full_time: standing(Some(StudyMode::FullTime)),
            planned: planned(members, member, person),
            in_post: members.is_in_post(member, level, judge),
            registered: own.map(|(classes, _)| classes.clone()).unwrap_or_default(),
            accepted: own.is_some_and(|(_, accepted)| *accepted),
            wanted: wanted(member),
            place: None,
        });
    }
    found.sort_by_cached_key(|candidate| key(candidate, members, judge));
    number(&mut found);
    found
}

/// The level that comes next; nothing comes after the advanced one. The
/// elementary level is no step on the way to the intermediate one.
fn next(held: TheoryLevel) -> Option<CourseLevel> {
    match held {
        TheoryLevel::None | TheoryLevel::Elementary => Some(CourseLevel::Intermediate),
        TheoryLevel::Intermediate => Some(CourseLevel::Advanced),
        TheoryLevel::Advanced | TheoryLevel::Bachelor => None,
    }
}

fn people(members: &Members) -> BTreeMap<RecordAt, &Person> {
    let people = members.batch().people.iter();
    people.flat_map(|person| person.rows.iter().map(move |at| (*at, person))).collect()
}

/// Person → classes registered for, and whether one was accepted.
fn registered(members: &Members) -> BTreeMap<&str, (Vec<String>, bool)> {
    let mut all: BTreeMap<&str, (Vec<String>, bool)> = BTreeMap::new();
    for row in &members.batch().earlier {
        let entry = all.entry(&*row.person).or_default();
        entry.1 |= row.accepted;
        if let Some(course) = row.record.course.value.as_deref()
            && !entry.0.iter().any(|known| known == course)
        {
            entry.0.push(course.to_owned());
        }
    }
    all
}

/// Planned posts by the planned list, else by the roster.
fn planned(members: &Members, member: &Record, person: Option<&Person>) -> Vec<String> {
    let list = members.batch().lists.planned.as_deref().unwrap_or_default();
    let lines = person.into_iter().flat_map(|person| &person.planned);
    let by_list = lines.filter_map(|found| list.get(found.line)?.planned_position.value.as_deref());
    let own = member.planned_position.value.as_deref();
    let posts: BTreeSet<&str> = by_list.chain(own).collect();
    posts.into_iter().map(str::to_owned).collect()
}

type Key = (bool, SortKey, Option<UnitCode>, CourseLevel, u8, Vec<i64>, SortKey, RecordAt);

fn key(candidate: &Candidate, members: &Members, judge: &Judge) -> Key {
    let lists = &members.batch().lists;
    let member = members.batch().record(candidate.at);
    let name = candidate.unit.as_deref().map_or("", |unit| lists.unit_name(unit));
    let full = member.and_then(|member| member.full_name.value.as_ref());
    let full = full.map_or_else(String::new, |name| format!("{} {}", name.given, name.full));
    let group = if candidate.could_go() {
        0
    } else if candidate.old_enough().is_some() {
        1
    } else {
        2
    };
    let order = judge.settings.candidates.order.iter();
    let reasons = order.map(|reason| reason_key(*reason, candidate, member)).collect();
    let unknown = candidate.unit.is_none();
    let unit = (unknown, text_key(name), candidate.unit.clone());
    (unit.0, unit.1, unit.2, candidate.level, group, reasons, text_key(&full), candidate.at)
}

/// Smaller goes first; what is not known goes last.
fn reason_key(reason: CandidateOrder, candidate: &Candidate, member: Option<&Record>) -> i64 {
    let days = |date: Option<NaiveDate>| {
        date.map_or(i64::MAX, |day| day.signed_duration_since(NaiveDate::MIN).num_days())
    };
    match reason {
        CandidateOrder::PlannedPosition => i64::from(candidate.planned.is_empty()),
        CandidateOrder::InPost => i64::from(!candidate.in_post),
        CandidateOrder::PartyAge => {
            days(member.and_then(|m| m.party_joined.value).map(|date| date.earliest()))
        }
        CandidateOrder::Age => {
            days(member.and_then(|m| m.birth_date.value).map(|date| date.earliest()))
        }
    }
}

/// Numbers those who could go, for each unit and level.
fn number(candidates: &mut [Candidate]) {
    let mut places: BTreeMap<(Option<UnitCode>, CourseLevel), u32> = BTreeMap::new();
    for candidate in candidates.iter_mut().filter(|candidate| candidate.could_go()) {
        let place = places.entry((candidate.unit.clone(), candidate.level)).or_default();
        *place += 1;
        candidate.place = Some(*place);
    }
}

/// What a unit has.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct UnitFigures {
    pub members: u32,
    /// Members who hold the intermediate level or more.
    pub hold: u32,
    /// Members who could go to an intermediate class.
    pub could_go: u32,
    /// In a post that asks for the level that they lack.
    pub in_post: u32,
    pub planned: u32,
    pub soon: u32,
    pub overlooked: u32,
}

/// The figures of every unit about the intermediate level, the units that lack most people first.
pub fn by_unit(members: &Members, candidates: &[Candidate]) -> Vec<(UnitCode, UnitFigures)> {
    let mut units: BTreeMap<UnitCode, UnitFigures> = BTreeMap::new();
    for (at, member) in members.iter() {
        let Some(unit) = &member.unit else { continue };
        let figures = units.entry(unit.clone()).or_default();
        figures.members += 1;
        figures.hold += u32::from(members.held(at) >= TheoryLevel::Intermediate);
    }
    let intermediate = candidates.iter().filter(|one| one.level == CourseLevel::Intermediate);
    for candidate in intermediate {
        let Some(figures) = candidate.unit.as_ref().and_then(|unit| units.get_mut(unit)) else {
            continue;
        };
        figures.could_go += u32::from(candidate.could_go());
        figures.in_post += u32::from(candidate.in_post);
        figures.planned += u32::from(!candidate.planned.is_empty());
        figures.soon += u32::from(candidate.old_enough().is_some());
        figures.overlooked += u32::from(candidate.could_go() && candidate.is_overlooked());
    }
    let mut units: Vec<_> = units.into_iter().collect();
    units.sort_by_key(|(code, figures)| (Reverse(figures.in_post), code.clone()));
    units
}
