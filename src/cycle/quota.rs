//! Quotas, proposed: the seats of each class shared out over the units that
//! need them. Largest remainder, within limits, with a reserve; each line says
//! how it came about.
//!
//! The classes of a year are served in the order in which they open; what a
//! unit does not get in one is its need for the next.

use std::collections::BTreeMap;

use super::plan::ByUnitKind;
use crate::config::QuotaSettings;
use crate::model::cycle::{NeedLine, PlanBook};
use crate::model::period::Period;
use crate::model::record::{CourseCode, UnitCode};
use crate::model::reference::Course;
use crate::normalise::kind::kinds;

/// What one unit asks of a class.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Claim {
    pub unit: UnitCode,
    pub need: u32,
    pub gap: Option<u32>,
    /// The most that it can get, and why it is less than the need.
    pub limit: u32,
    pub limited_by: Option<Limit>,
    pub weight: u64,
}

/// Why a unit cannot get all that it needs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Limit {
    /// Only so many members could go.
    Able(u32),
    /// The settings allow no more.
    Most(u32),
}

/// What one unit gets, and how that came about.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Share {
    pub claim: Claim,
    pub quota: u32,
    /// The need that this class stands for: what later classes serve is theirs.
    pub plan: u32,
    /// Given to every unit first.
    pub base: u32,
    /// The exact share of what is left after that, in hundredths.
    pub exact_hundredths: u64,
    /// One more seat for the n-th largest remainder.
    pub by_remainder: Option<u32>,
}

/// A class, its seats shared out.
#[derive(Clone, Debug, PartialEq)]
pub struct ClassQuota {
    pub course: Course,
    pub kind: CourseCode,
    pub seats: u32,
    /// Whether the list of classes says how many seats there are.
    pub seats_known: bool,
    /// Kept back.
    pub reserve: u32,
    /// By unit.
    pub shares: Vec<Share>,
}

impl ClassQuota {
    pub fn given(&self) -> u32 {
        self.shares.iter().map(|share| share.quota).fold(0, u32::saturating_add)
    }

    pub fn asked(&self) -> u32 {
        self.shares.iter().map(|share| share.claim.need).fold(0, u32::saturating_add)
    }

    /// Seats neither given out nor kept back.
    pub fn free(&self) -> u32 {
        self.seats.saturating_sub(self.reserve).saturating_sub(self.given())
    }
}

/// Quotas for every class of the year.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Proposal {
    /// In the order in which the classes open.
    pub classes: Vec<ClassQuota>,
    /// Need that no class of the year serves, by unit and kind.
    pub unserved: ByUnitKind,
}

/// Quotas that the officer changed: unit and class → quota.
pub type Edits = BTreeMap<(UnitCode, CourseCode), u32>;

impl Proposal {
    /// Is there a line for this unit and class?
    pub fn has(&self, (unit, course): &(UnitCode, CourseCode)) -> bool {
        let mut own = self.classes.iter().filter(|class| class.course.code == *course);
        own.any(|class| class.shares.iter().any(|share| share.claim.unit == *unit))
    }
}

/// Shares out the seats of the classes that open in the plan's year.
pub fn propose(book: &PlanBook, settings: &QuotaSettings) -> Proposal {
    let lines: BTreeMap<_, _> =
        book.lines.iter().map(|line| ((line.unit.clone(), line.kind.clone()), line)).collect();
    let mut left: ByUnitKind = lines.iter().map(|(key, line)| (key.clone(), line.need)).collect();
    let mut went: ByUnitKind = BTreeMap::new();
    let mut classes = Vec::new();
    let all = classes_of(book);
    for (index, (course, kind)) in all.iter().enumerate() {
        let claims = claims(kind, &lines, &left, &went, settings);
        let seats = course.capacity.unwrap_or(settings.class_size);
        let reserve = share_of(seats, settings.reserve_percent);
        let least = settings.least_per_unit;
        let mut shares = share_out(seats.saturating_sub(reserve), claims, least);
        let later: Vec<&CourseCode> = all.iter().skip(index + 1).map(|(_, kind)| kind).collect();
        for share in &mut shares {
            let unit = &share.claim.unit;
            take(&mut left, unit, kind, share.quota);
            share.plan = share.quota.saturating_add(last_chance(&left, unit, kind, &later));
            *went.entry((unit.clone(), kind.clone())).or_default() += share.quota;
        }
        let seats_known = course.capacity.is_some();
        let (course, kind) = ((*course).clone(), kind.clone());
        classes.push(ClassQuota { course, kind, seats, seats_known, reserve, shares });
    }
    left.retain(|_, left| *left > 0);
    Proposal { classes, unserved: left }
}

/// The classes that open in the year, by opening day, with their kinds.
fn classes_of(book: &PlanBook) -> Vec<(&Course, CourseCode)> {
    let courses = book.batch.lists.courses.iter().flat_map(BTreeMap::values);
    let in_year = courses.filter(|c| c.opens.is_some_and(|day| Period::of(day).year == book.year));
    let mut classes: Vec<_> =
        in_year.filter_map(|course| Some((course, kinds().of_course(course)?))).collect();
    classes.sort_by(|(a, _), (b, _)| (a.opens, &a.code).cmp(&(b.opens, &b.code)));
    classes
}

fn share_of(seats: u32, percent: u8) -> u32 {
    // Rounded down: a small class keeps no seat back.
    let kept = u64::from(seats) * u64::from(percent.min(100)) / 100;
    u32::try_from(kept).unwrap_or(seats)
}

/// What each unit still asks of a class of this kind.
fn claims(
    kind: &CourseCode,
    lines: &BTreeMap<(UnitCode, CourseCode), &NeedLine>,
    left: &ByUnitKind,
    went: &ByUnitKind,
    settings: &QuotaSettings,
) -> Vec<Claim> {
    let mut asked: BTreeMap<&UnitCode, (u32, Option<&NeedLine>)> = BTreeMap::new();
    for ((unit, need), number) in
        left.iter().filter(|((_, need), n)| **n > 0 && kinds().serves(kind, need))
    {
        let entry = asked.entry(unit).or_default();
        entry.0 = entry.0.saturating_add(*number);
        let line = lines.get(&(unit.clone(), need.clone())).copied();
        // The figures of the exact kind say more than those of an open need.
        if entry.1.is_none() || need == kind {
            entry.1 = line;
        }
    }
    let claim = |(unit, (need, line)): (&UnitCode, (u32, Option<&NeedLine>))| {
        let gone = went.get(&(unit.clone(), kind.clone())).copied().unwrap_or(0);
        let able = line.and_then(|line| line.able).filter(|_| settings.within_able);
        let able = able.map(|able| able.saturating_sub(gone));
        let (limit, limited_by) = limit(need, able, settings.most_per_unit);
        let gap = line.and_then(|line| line.gap);
        let weight = u64::from(need) * u64::from(settings.weights.need)
            + u64::from(gap.unwrap_or(0).min(need)) * u64::from(settings.weights.gap);
        Claim { unit: unit.clone(), need, gap, limit, limited_by, weight: weight.max(1) }
    };
    asked.into_iter().map(claim).collect()
}

fn limit(need: u32, able: Option<u32>, most: u32) -> (u32, Option<Limit>) {
    let by_able = able.filter(|able| *able < need).map(|able| (able, Limit::Able(able)));
    let by_most = Some(most).filter(|most| *most > 0 && *most < need);
    let by_most = by_most.map(|most| (most, Limit::Most(most)));
    let lowest = by_able.into_iter().chain(by_most).min_by_key(|(limit, _)| *limit);
    lowest.map_or((need, None), |(limit, why)| (limit, Some(why)))
}

/// Takes seats off what a unit still needs: the exact kind first.
fn take(left: &mut ByUnitKind, unit: &UnitCode, kind: &CourseCode, mut seats: u32) {
    let served = |need: &CourseCode| kinds().serves(kind, need);
    let mut needs: Vec<CourseCode> = left
        .keys()
        .filter(|(of, need)| of == unit && served(need))
        .map(|(_, n)| n.clone())
        .collect();
    needs.sort_by_key(|need| need != kind);
    for need in needs {
        let Some(open) = left.get_mut(&(unit.clone(), need)) else { continue };
        let taken = seats.min(*open);
        *open -= taken;
        seats -= taken;
    }
}

/// What a unit still needs of this kind and no later class serves.
fn last_chance(
    left: &ByUnitKind,
    unit: &UnitCode,
    kind: &CourseCode,
    later: &[&CourseCode],
) -> u32 {
    let own = left.iter().filter(|((of, need), _)| of == unit && kinds().serves(kind, need));
    let last = own.filter(|((_, need), _)| !later.iter().any(|later| kinds().serves(later, need)));
    last.map(|(_, left)| *left).fold(0, u32::saturating_add)
}

/// Shares seats out by weight: to every unit `least` first (while there are
/// enough seats for all), then whole parts, then one each to the largest
/// remainders; never above a unit's limit. Equal remainders go to the larger
/// need, then to the unit whose code comes first.
pub fn share_out(seats: u32, claims: Vec<Claim>, least: u32) -> Vec<Share> {
    let base = |claim: &Claim| claim.limit.min(least);
    let all_bases = claims.iter().map(base).fold(0, u32::saturating_add);
    let bases = all_bases <= seats;
    let mut shares: Vec<Share> = claims
        .into_iter()
        .map(|claim| {
            let base = if bases { base(&claim) } else { 0 };
            Share {
                quota: base,
                plan: claim.need,
                base,
                exact_hundredths: 0,
                by_remainder: None,
                claim,
            }
        })
        .collect();
    let mut rest = seats - if bases { all_bases } else { 0 };
    // Whoever reaches the limit leaves the round; the rest is shared out anew.
    loop {
        let total: u64 = open(&shares).map(|(_, share)| share.claim.weight).sum();
        if total == 0 || rest == 0 {
            return shares;
        }
        let full: Vec<usize> = open(&shares)
            .filter(|(_, s)| u64::from(rest) * s.claim.weight / total >= u64::from(room(s)))
            .map(|(index, _)| index)
            .collect();
        if full.is_empty() {
            by_remainders(&mut shares, rest, total);
            return shares;
        }
        let round = rest;
        for index in full {
            let Some(share) = shares.get_mut(index) else { continue };
            share.exact_hundredths = u64::from(round) * share.claim.weight * 100 / total;
            let given = room(share).min(rest);
            share.quota += given;
            rest -= given;
        }
    }
}

/// Seats that a unit may still get.
fn room(share: &Share) -> u32 {
    share.claim.limit.saturating_sub(share.quota)
}

fn open(shares: &[Share]) -> impl Iterator<Item = (usize, &Share)> {
    shares.iter().enumerate().filter(|(_, share)| room(share) > 0)
}

/// Nobody's whole part reaches the limit: whole parts, then the largest remainders.
fn by_remainders(shares: &mut [Share], rest: u32, total: u64) {
    let indexes: Vec<usize> = open(shares).map(|(index, _)| index).collect();
    let mut left = rest;
    let mut remainders = Vec::new();
    for index in indexes {
        let Some(share) = shares.get_mut(index) else { continue };
        let part = u64::from(rest) * share.claim.weight;
        let whole = u32::try_from(part / total).unwrap_or(0).min(left);
        share.exact_hundredths = part * 100 / total;
        share.quota += whole;
        left -= whole;
        remainders.push((part % total, share.claim.need, index));
    }
    remainders.sort_by(|a, b| (b.0, b.1, a.2).cmp(&(a.0, a.1, b.2)));
    for (place, (_, _, index)) in (1..).zip(remainders).take(left as usize) {
        if let Some(share) = shares.get_mut(index).filter(|share| room(share) > 0) {
            share.quota += 1;
            share.by_remainder = Some(place);
        }
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::{Claim, Share, share_out};

    fn claim(unit: &str, need: u32, limit: u32, weight: u64) -> Claim {
        Claim { unit: unit.into(), need, gap: None, limit, limited_by: None, weight }
    }

    fn quotas(shares: &[Share]) -> Vec<u32> {
        shares.iter().map(|share| share.quota).collect()
    }

    #[test]
    fn seats_enough_for_all_meet_every_need() {
        let claims = vec![claim("a", 5, 5, 5), claim("b", 2, 2, 2)];
        assert_eq!(quotas(&share_out(10, claims, 1)), [5, 2]);
    }

    #[test]
    fn the_largest_remainders_get_the_last_seats() {
        // 10 seats over 7, 5, 3: 4.67, 3.33, 2.00.
        let claims = vec![claim("a", 7, 7, 7), claim("b", 5, 5, 5), claim("c", 3, 3, 3)];
        let shares = share_out(10, claims, 0);
        assert_eq!(quotas(&shares), [5, 3, 2]);
        assert_eq!(shares[0].exact_hundredths, 466);
        assert_eq!(
            shares.iter().map(|s| s.by_remainder).collect::<Vec<_>>(),
            [Some(1), None, None]
        );
    }

    #[test]
    fn everybody_gets_something_first_and_nobody_more_than_the_limit() {
        let claims = vec![claim("a", 20, 3, 20), claim("b", 4, 4, 4), claim("c", 1, 1, 1)];
        assert_eq!(quotas(&share_out(6, claims.clone(), 1)), [3, 2, 1]);
        // Too few seats for one each: by weight alone.
        assert_eq!(quotas(&share_out(2, claims, 1)), [2, 0, 0]);
    }

    proptest! {
        #[test]
        fn seats_add_up_and_limits_hold(
            seats in 0_u32..200,
            least in 0_u32..3,
            units in prop::collection::vec((1_u32..30, 0_u32..30, 1_u64..50), 0..20),
        ) {
            let claims: Vec<Claim> = units
                .iter()
                .enumerate()
                .map(|(i, (need, limit, weight))| {
                    claim(&format!("u{i:02}"), *need, (*limit).min(*need), *weight)
                })
                .collect();
            let possible: u32 = claims.iter().map(|c| c.limit).sum();
            let shares = share_out(seats, claims, least);
            let given: u32 = shares.iter().map(|share| share.quota).sum();
            prop_assert_eq!(given, seats.min(possible));
            for share in &shares {
                prop_assert!(share.quota <= share.claim.limit);
            }
        }
    }
}
