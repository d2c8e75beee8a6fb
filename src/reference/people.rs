//! Lists of people: the roster, the planned, those who completed a class.

use super::ListFile;
use super::rows::{ByPlace, ListRow, rows};
use crate::layout::sender::UnitIndex;
use crate::layout::table::FormLayout;
use crate::model::period::Period;
use crate::model::record::Record;
use crate::model::reference::{Completed, Member};
use crate::model::role::Role;
use crate::model::workbook::Workbook;
use crate::normalise::course::level;
use crate::normalise::{self, Known};

/// The people of a list, each with the unit that their line, or the section above it, names.
pub fn members(
    file: &ListFile,
    workbook: &Workbook,
    layout: &FormLayout,
    units: &UnitIndex,
    period: Period,
) -> Vec<Member> {
    let known = Known::of_period(period);
    let list = normalise::submission(file.source.clone(), workbook, layout, &known);
    let mut people = list.records;
    for person in &mut people {
        person.unit = unit_of(person, units);
    }
    people
}

fn unit_of(person: &Record, units: &UnitIndex) -> Option<std::sync::Arc<str>> {
    let named = person.unit_named.value.as_deref().and_then(|name| units.exactly(name));
    named.or_else(|| units.exactly(person.workplace.value.as_deref()?))
}

/// The completed list: these people with what they completed.
pub fn completed(workbook: &Workbook, layout: &FormLayout, people: Vec<Member>) -> Vec<Completed> {
    let lines = rows(workbook, layout, "completed");
    let by_place = ByPlace::of(&lines);
    let people = people.into_iter();
    people
        .filter_map(|person| by_place.at(&person.place).map(|line| complete(person, line)))
        .collect()
}

fn complete(person: Record, line: &ListRow) -> Completed {
    let class = line.text(Role::Course);
    let named = line.text(Role::Level).or_else(|| line.text(Role::PoliticalTheory));
    let year = line.number(Role::Year).and_then(|year| i32::try_from(year).ok());
    Completed {
        level: named.as_deref().and_then(level).or_else(|| level(class.as_deref()?)),
        class,
        year,
        result: line.text(Role::Result),
        person,
    }
}
