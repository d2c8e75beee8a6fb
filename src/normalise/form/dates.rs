//! Birth and party dates of a row, however many columns they stand in.

use chrono::Datelike;

use super::cells::{Found, Row};
use super::person::Scene;
use crate::model::date::{PartialDate, date_of_serial};
use crate::model::record::{Field, Problem, Record};
use crate::model::role::Role;
use crate::normalise::date::{self, DateHints, DateRole, PartyDates, party_dates};
use crate::normalise::mark;
use crate::normalise::reading::Reading;
use crate::normalise::written::Kind;

/// Reads the dates into the record.
pub fn read(row: &Row, scene: &Scene, record: &mut Record) {
    record.birth_date = birth(row, scene).into();
    party(row, scene, record);
}

fn hints(scene: &Scene, role: DateRole, column: Role) -> DateHints {
    DateHints { role, list_year: scene.known.period.year, order: scene.hints.order_of(column) }
}

fn birth(row: &Row, scene: &Scene) -> Field<PartialDate> {
    let by = |role: Role| {
        row.find(role).field(|written| date::read(written, hints(scene, DateRole::Birth, role)))
    };
    let whole = by(Role::BirthDate);
    if whole.is_filled() {
        return whole;
    }
    let by_sex = both_sexes(by(Role::BirthDateMale), by(Role::BirthDateFemale));
    if by_sex.is_filled() {
        return by_sex;
    }
    let parts = of_parts(row, scene);
    let says = |field: &Field<PartialDate>| (field.is_filled(), field.is_asked());
    [parts, by_sex, whole].into_iter().max_by_key(says).unwrap_or_default()
}

/// One of the two columns for men and women; both filled is fine only when they agree.
fn both_sexes(male: Field<PartialDate>, female: Field<PartialDate>) -> Field<PartialDate> {
    match (male.is_filled(), female.is_filled()) {
        (true, true)
            if male.value.is_some() && female.value.is_some() && male.value != female.value =>
        {
            let raw = |field: &Field<PartialDate>| field.raw.clone().unwrap_or_default();
            let both = format!("{}; {}", raw(&male), raw(&female)).into();
            Field { raw: Some(both), value: None, problem: Some(Problem::Conflict), ..male }
        }
        (true, true) if male.value.is_none() => female,
        (false, true) => female,
        (true, _) => male,
        (false, false) if male.is_asked() => male,
        _ => female,
    }
}

/// Day, month and year in columns of their own.
fn of_parts(row: &Row, scene: &Scene) -> Field<PartialDate> {
    let roles = [Role::BirthDay, Role::BirthMonth, Role::BirthYear];
    let found = roles.map(|role| row.find(role));
    let texts = [0, 1, 2].map(|at: usize| found.get(at).and_then(Found::text).unwrap_or_default());
    let [day, month, year] = texts;
    let of_year_typed = found.first().and_then(day_and_month);
    let day = of_year_typed.as_deref().unwrap_or(day);
    let Some(place) = found.iter().find_map(Found::place) else { return Field::default() };
    if texts.iter().all(|text| text.is_empty()) {
        return Field::blank(place);
    }
    let alone = day.is_empty() && month.is_empty();
    let reading = match row.find(Role::BirthYear) {
        Found::Filled(slot) if alone => {
            date::read(slot.written(), hints(scene, DateRole::Birth, Role::BirthYear))
        }
        _ => date::of_parts(day, month, year, scene.known.period.year),
    };
    let raw: Vec<&str> = texts.into_iter().filter(|text| !text.is_empty()).collect();
    let raw = raw.join("/");
    let filled = found.into_iter().find_map(|found| match found {
        Found::Filled(slot) => Some(slot),
        _ => None,
    });
    match filled {
        Some(slot) => slot.with_raw(raw).field(reading),
        None => Field::blank(place),
    }
}

/// `12/7` in a column for day and month, which a spreadsheet has made a date of the year of typing.
fn day_and_month(found: &Found) -> Option<String> {
    let Found::Filled(slot) = found else { return None };
    let Kind::Date(serial) = slot.written().kind else { return None };
    let date = date_of_serial(serial).filter(|_| serial > 31.0)?;
    Some(format!("{}/{}", date.day(), date.month()))
}

/// Admission and official date, and whether the row says anything of membership.
fn party(row: &Row, scene: &Scene, record: &mut Record) {
    let read = |role: Role| {
        let found = row.find(role);
        let hints = hints(scene, DateRole::Party, role);
        let dates = match &found {
            Found::Filled(slot) => party_dates(slot.written(), hints, role == Role::PartyOfficial),
            _ => PartyDates::default(),
        };
        (found, dates)
    };
    let (joined_cell, in_joined) = read(Role::PartyJoined);
    let (official_cell, in_official) = read(Role::PartyOfficial);
    let (member_cell, in_member) = read(Role::PartyMember);
    record.party_member = membership(row, &[&in_joined, &in_official]).into();
    let joined = in_joined.joined.or(in_official.joined);
    let official = in_official.official.or(in_joined.official);
    record.party_joined = field(joined_cell, joined, || row.find(Role::PartyOfficial)).into();
    record.party_official = field(official_cell, official, || row.find(Role::PartyJoined)).into();
    // "Đảng viên" with the date of admission in it.
    if !record.party_joined.is_asked()
        && in_member.joined.as_ref().is_some_and(|date| date.value.is_some())
    {
        record.party_joined = field(member_cell, in_member.joined, || Found::NoColumn).into();
    }
}

/// The field of a date that stands in its own cell or in the other one.
fn field<'r>(
    own: Found<'r>,
    reading: Option<Reading<PartialDate>>,
    other: impl FnOnce() -> Found<'r>,
) -> Field<PartialDate> {
    match (own, reading) {
        (Found::Filled(slot), reading) => slot.field(reading.unwrap_or_default()),
        (own, None) => own.place().map_or_else(Field::default, Field::blank),
        (_, Some(reading)) => match other() {
            Found::Filled(slot) => slot.field(reading),
            _ => Field::default(),
        },
    }
}

/// A mark or words in a column of its own, else what the date cells say.
fn membership(row: &Row, dates: &[&PartyDates]) -> Field<bool> {
    let own = row.find(Role::PartyMember);
    let place = own.place();
    let mut field = own.field(|written| {
        let text = &written.text;
        let says = mark::read(text).or_else(|| {
            let hints = DateHints::new(DateRole::Party, 2100);
            party_dates(written, hints, false).member
        });
        says.map_or_else(Reading::none, Reading::plain)
    });
    if field.value.is_none() {
        field.value = dates.iter().find_map(|dates| dates.member);
    }
    // An empty cell of a mark column is a mark too.
    if field.value.is_none() && field.raw.is_none() && place.is_some() {
        field.value = Some(false);
    }
    field
}
