//! Splits the people accepted for a class into several, under a size limit:
//! units spread, no office emptied at once, sexes and ages balanced. The same
//! people always come to the same split, and everybody's place is explained.

use std::cmp::Reverse;
use std::collections::BTreeMap;

use crate::config::ClassSettings;
use crate::model::record::UnitCode;
use crate::model::value::Sex;

/// A person who was accepted, as far as a split needs to know.
#[derive(Clone, Debug, PartialEq)]
pub struct Applicant {
    pub unit: Option<UnitCode>,
    pub sex: Option<Sex>,
    /// Age band, counted from the youngest.
    pub band: Option<usize>,
    /// Place in the order in which seats are given, from 0.
    pub turn: usize,
    pub withdrawn: bool,
}

/// Where somebody comes to sit.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Seat {
    /// A class, counted from 0, with what spoke for it.
    Class {
        number: usize,
        why: Why,
    },
    /// Moved up into the seat of somebody (index into the people) who withdrew.
    Replaces {
        number: usize,
        whom: usize,
        same_unit: bool,
    },
    Waiting(Wait),
    Withdrawn,
}

/// What spoke for a class: how many were in it already.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Why {
    pub of_unit: u32,
    pub of_sex: u32,
    pub of_band: u32,
    pub size: u32,
}

/// Why somebody has to wait.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Wait {
    /// All seats are taken by people whose turn is earlier.
    Full,
    /// The office would send too many at once.
    Office { most: u32 },
}

/// A split.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Split {
    pub classes: usize,
    /// One for each person.
    pub seats: Vec<Seat>,
}

/// What limits a split.
pub struct Limits<'a> {
    pub classes: usize,
    pub settings: &'a ClassSettings,
    /// Seats over all classes, where the list of classes says so.
    pub capacity: Option<u32>,
    /// Members of each unit by the roster; units that it does not know have no limit.
    pub members: &'a BTreeMap<UnitCode, u32>,
}

impl Limits<'_> {
    fn seats(&self) -> usize {
        let all = self.classes.saturating_mul(self.settings.size as usize);
        self.capacity.map_or(all, |capacity| all.min(capacity as usize))
    }

    /// How many of a unit may sit in one class; at least one.
    fn most_of(&self, unit: &UnitCode) -> Option<u32> {
        let members = self.members.get(unit)?;
        let most = u64::from(*members) * u64::from(self.settings.office_percent) / 100;
        Some(u32::try_from(most).unwrap_or(u32::MAX).max(1))
    }
}

/// A class while it fills.
#[derive(Clone, Default)]
struct Room {
    size: u32,
    units: BTreeMap<UnitCode, u32>,
    sexes: BTreeMap<Sex, u32>,
    bands: BTreeMap<usize, u32>,
}

impl Room {
    fn why(&self, person: &Applicant) -> Why {
        let of_unit = person.unit.as_ref().and_then(|unit| self.units.get(unit));
        let of_sex = person.sex.and_then(|sex| self.sexes.get(&sex));
        let of_band = person.band.and_then(|band| self.bands.get(&band));
        let number = |found: Option<&u32>| found.copied().unwrap_or(0);
        Why {
            of_unit: number(of_unit),
            of_sex: number(of_sex),
            of_band: number(of_band),
            size: self.size,
        }
    }

    fn take(&mut self, person: &Applicant) {
        self.size += 1;
        if let Some(unit) = &person.unit {
            *self.units.entry(unit.clone()).or_default() += 1;
        }
        if let Some(sex) = person.sex {
            *self.sexes.entry(sex).or_default() += 1;
        }
        if let Some(band) = person.band {
            *self.bands.entry(band).or_default() += 1;
        }
    }
}

/// Splits people into classes. Seats go by turn; who sits where goes by unit,
/// then sex and age. Whoever withdrew keeps a place in the split, which then
/// goes to the first who waits of the same unit, else to the first who waits.
pub fn split(people: &[Applicant], limits: &Limits) -> Split {
    let mut seats: Vec<Seat> = vec![Seat::Waiting(Wait::Full); people.len()];
    let mut turns: Vec<usize> = (0..people.len()).collect();
    turns.sort_by_key(|index| people.get(*index).map(|person| person.turn));
    let seated = within_offices(people, &turns, limits, &mut seats);
    let mut rooms = vec![Room::default(); limits.classes.max(1)];
    for index in in_order(people, &seated) {
        let Some(person) = people.get(index) else { continue };
        let place = best(&rooms, person, limits);
        let (Some(number), Some(seat)) = (place, seats.get_mut(index)) else { continue };
        if let Some(room) = rooms.get_mut(number) {
            *seat = Seat::Class { number, why: room.why(person) };
            room.take(person);
        }
    }
    replace(people, &turns, &mut seats);
    Split { classes: limits.classes.max(1), seats }
}

/// Whose turn gives them a seat, with no office over its limit in all classes together.
fn within_offices(
    people: &[Applicant],
    turns: &[usize],
    limits: &Limits,
    seats: &mut [Seat],
) -> Vec<usize> {
    let mut of_unit: BTreeMap<&UnitCode, u32> = BTreeMap::new();
    let mut seated = Vec::new();
    for index in turns {
        let Some(person) = people.get(*index) else { continue };
        if seated.len() >= limits.seats() {
            break;
        }
        if let Some(unit) = &person.unit {
            let sent = of_unit.entry(unit).or_default();
            let classes = u32::try_from(limits.classes.max(1)).unwrap_or(u32::MAX);
            let most = limits.most_of(unit).map(|most| most.saturating_mul(classes));
            if let Some(most) = most.filter(|most| *sent >= *most) {
                if let Some(seat) = seats.get_mut(*index) {
                    *seat = Seat::Waiting(Wait::Office { most });
                }
                continue;
            }
            *sent += 1;
        }
        seated.push(*index);
    }
    seated
}

/// The units with most people first, so that they can be spread; within a unit by sex and age.
fn in_order(people: &[Applicant], seated: &[usize]) -> Vec<usize> {
    let mut of_unit: BTreeMap<Option<&UnitCode>, usize> = BTreeMap::new();
    for person in seated.iter().filter_map(|index| people.get(*index)) {
        *of_unit.entry(person.unit.as_ref()).or_default() += 1;
    }
    let mut order = seated.to_vec();
    order.sort_by_key(|index| {
        let person = people.get(*index);
        let unit = person.and_then(|person| person.unit.as_ref());
        let count = of_unit.get(&unit).copied().unwrap_or(0);
        let traits = person.map(|person| (person.sex, person.band, person.turn));
        (Reverse(count), unit.cloned(), traits)
    });
    order
}

/// The class with the fewest of the unit; then one that is not fuller than
/// others, with the fewest of the sex and of the age.
fn best(rooms: &[Room], person: &Applicant, limits: &Limits) -> Option<usize> {
    let most = person.unit.as_ref().and_then(|unit| limits.most_of(unit));
    let open = |room: &Room| {
        let why = room.why(person);
        room.size < limits.settings.size && most.is_none_or(|most| why.of_unit < most)
    };
    let least = rooms.iter().filter(|room| open(room)).map(|room| room.size).min()?;
    let rooms = rooms.iter().enumerate().filter(|(_, room)| open(room));
    let key = |(number, room): &(usize, &Room)| {
        let why = room.why(person);
        (why.of_unit, room.size > least + 1, why.of_sex, why.of_band, why.size, *number)
    };
    rooms.min_by_key(key).map(|(number, _)| number)
}

/// Gives the seats of those who withdrew to those who wait.
fn replace(people: &[Applicant], turns: &[usize], seats: &mut [Seat]) {
    let withdrawn = |index: &&usize| people.get(**index).is_some_and(|person| person.withdrawn);
    for whom in turns.iter().filter(withdrawn) {
        let free = match seats.get(*whom) {
            Some(Seat::Class { number, .. } | Seat::Replaces { number, .. }) => Some(*number),
            _ => None,
        };
        if let Some(seat) = seats.get_mut(*whom) {
            *seat = Seat::Withdrawn;
        }
        let Some(number) = free else { continue };
        let unit = people.get(*whom).and_then(|person| person.unit.as_ref());
        let waits = |index: &&usize| {
            let person = people.get(**index).is_some_and(|person| !person.withdrawn);
            person && matches!(seats.get(**index), Some(Seat::Waiting(_)))
        };
        let of_unit = |index: &&usize| people.get(**index).and_then(|p| p.unit.as_ref()) == unit;
        let same = turns.iter().filter(waits).find(of_unit).filter(|_| unit.is_some());
        // An office over its limit gains nobody by another's withdrawal.
        let full = |index: &&usize| matches!(seats.get(**index), Some(Seat::Waiting(Wait::Full)));
        let next = same.or_else(|| turns.iter().filter(waits).find(full)).copied();
        if let Some(seat) = next.and_then(|next| seats.get_mut(next)) {
            *seat = Seat::Replaces { number, whom: *whom, same_unit: same.is_some() };
        }
    }
}

impl Seat {
    /// The class that the person sits in.
    pub fn class(&self) -> Option<usize> {
        match self {
            Seat::Class { number, .. } | Seat::Replaces { number, .. } => Some(*number),
            Seat::Waiting(_) | Seat::Withdrawn => None,
        }
    }
}

/// What a class of a split looks like.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Shape {
    pub size: u32,
    pub women: u32,
    pub units: u32,
    /// The most that one unit has in it.
    pub most_of_unit: u32,
    /// People of each age band, the youngest first.
    pub bands: Vec<u32>,
}

/// The classes of a split.
pub fn shapes(people: &[Applicant], split: &Split, bands: usize) -> Vec<Shape> {
    (0..split.classes)
        .map(|number| {
            let mut room = Room::default();
            let own =
                people.iter().zip(&split.seats).filter(|(_, seat)| seat.class() == Some(number));
            own.for_each(|(person, _)| room.take(person));
            Shape {
                size: room.size,
                women: room.sexes.get(&Sex::Female).copied().unwrap_or(0),
                units: room.units.len() as u32,
                most_of_unit: room.units.values().copied().max().unwrap_or(0),
                bands: (0..=bands).map(|b| room.bands.get(&b).copied().unwrap_or(0)).collect(),
            }
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;

    use super::{Applicant, Limits, Seat, Split, Wait, shapes, split};
    use crate::config::ClassSettings;
    use crate::model::value::Sex;

    fn people(units: &[(&str, usize)]) -> Vec<Applicant> {
        let mut all = Vec::new();
        for (unit, count) in units {
            for index in 0..*count {
                all.push(Applicant {
                    unit: Some((*unit).into()),
                    sex: Some(if index % 2 == 0 { Sex::Female } else { Sex::Male }),
                    band: Some(index % 3),
                    turn: all.len(),
                    withdrawn: false,
                });
            }
        }
        all
    }

    fn into(people: &[Applicant], classes: usize, size: u32, members: &[(&str, u32)]) -> Split {
        let settings = ClassSettings { size, ..ClassSettings::default() };
        let members: BTreeMap<_, _> =
            members.iter().map(|(unit, count)| ((*unit).into(), *count)).collect();
        split(people, &Limits { classes, settings: &settings, capacity: None, members: &members })
    }

    #[test]
    fn units_and_sexes_are_spread() {
        let people = people(&[("a", 4), ("b", 4), ("c", 2)]);
        let shapes = shapes(&people, &into(&people, 2, 10, &[]), 2);
        assert_eq!(shapes.iter().map(|shape| shape.size).collect::<Vec<_>>(), [5, 5]);
        assert!(shapes.iter().all(|shape| shape.units == 3 && shape.most_of_unit == 2));
        assert!(shapes.iter().all(|shape| (2..=3).contains(&shape.women)), "{shapes:?}");
    }

    #[test]
    fn who_has_no_seat_waits_in_turn() {
        let people = people(&[("a", 5)]);
        let split = into(&people, 1, 3, &[]);
        assert_eq!(split.seats[3..], [Seat::Waiting(Wait::Full), Seat::Waiting(Wait::Full)]);
    }

    #[test]
    fn no_office_is_emptied_at_once() {
        let people = people(&[("a", 5), ("b", 2)]);
        // Of six members a third may go to one class: two.
        let split = into(&people, 1, 10, &[("a", 6), ("b", 20)]);
        let waiting =
            split.seats.iter().filter(|seat| **seat == Seat::Waiting(Wait::Office { most: 2 }));
        assert_eq!(waiting.count(), 3);
    }

    #[test]
    fn a_seat_given_back_goes_to_the_same_unit_first() {
        let mut people = people(&[("a", 2), ("b", 2), ("a", 1)]);
        people[0].withdrawn = true;
        let split = into(&people, 1, 3, &[]);
        assert_eq!(split.seats[0], Seat::Withdrawn);
        assert_eq!(split.seats[4], Seat::Replaces { number: 0, whom: 0, same_unit: true });
        assert_eq!(split.seats[3], Seat::Waiting(Wait::Full));
    }

    proptest! {
        #[test]
        fn everybody_sits_once_and_no_class_is_too_large(
            units in prop::collection::vec(0_usize..6, 1..40),
            classes in 1_usize..5,
            size in 1_u32..15,
        ) {
            let names = ["a", "b", "c", "d", "e", "f"];
            let all: Vec<(&str, usize)> = units.iter().map(|unit| (names[*unit], 1)).collect();
            let people = people(&all);
            let split = into(&people, classes, size, &[]);
            let shapes = shapes(&people, &split, 2);
            let seated: u32 = shapes.iter().map(|shape| shape.size).sum();
            prop_assert_eq!(seated as usize, people.len().min(classes * size as usize));
            prop_assert!(shapes.iter().all(|shape| shape.size <= size));
        }
    }
}
