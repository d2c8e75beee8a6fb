//! One person's row → a record.

use super::cells::{Found, Row};
use super::inherited::Inherited;
use super::memo::Memo;
use super::table::TableHints;
use super::{Known, choices, dates, levels, names, sexes};
use crate::model::place::Place;
use crate::model::record::{Field, Origin, Record, Repair};
use crate::model::role::Role;
use crate::model::value::NationalId;
use crate::normalise::date::{DateHints, DateRole};
use crate::normalise::position::split;
use crate::normalise::reading::Reading;
use crate::normalise::written::{Written, is_filler, says_nothing};
use crate::normalise::{
    email, ethnicity, mark, national_id, party_card, phone, province, religion,
};
use crate::text::syllable::modern_tones;

/// What is known when a row is read.
pub struct Scene<'a> {
    pub known: &'a Known<'a>,
    /// The sheet.
    pub place: &'a Place,
    pub hints: &'a TableHints,
    pub inherited: &'a Inherited,
    pub memo: &'a Memo,
}

/// The record of a row.
pub fn record(row: &Row, scene: &Scene) -> Record {
    let mut record = Record { place: scene.place.clone().at_row(row.number), ..Record::default() };
    let named = names::read(row, scene.memo, &mut record);
    dates::read(row, scene, &mut record);
    record.sex = sexes::of_form(row, scene.hints, named.sex).into();
    record.national_id = read_national_id(row, scene, &record).into();
    sexes::derive(&mut record);
    read_words(row, scene.memo, &mut record);
    read_positions(row, scene.memo, &mut record);
    let birth = DateHints::new(DateRole::Birth, scene.known.period.year);
    names::use_note(named.note, row, birth, &mut record);
    levels::read(row, scene, &mut record);
    choices::read(row, scene, &mut record);
    read_unit(row, scene, &mut record);
    record.extra = extra(row);
    record.crossed_out = is_crossed_out(row);
    if row.is_part {
        mark_as_part(&mut record);
    }
    record
}

fn read_national_id(row: &Row, scene: &Scene, record: &Record) -> Field<NationalId> {
    let known = national_id::Known {
        sex: record.sex.value,
        birth_year: record.birth_date.value.map(|date| date.year()),
        column_lost_zeros: scene.hints.lost_zeros,
    };
    row.find(Role::NationalId).field(|written| national_id::read(written, known))
}

/// Fields that stand alone.
fn read_words(row: &Row, memo: &Memo, record: &mut Record) {
    record.ordinal = row.find(Role::Ordinal).field(ordinal).into();
    let words = |written: &Written| memo.words.of(written, words);
    record.ethnicity = row
        .find(Role::Ethnicity)
        .field(|written| memo.ethnicity.of(written, |w| ethnicity::read(&w.line())))
        .into();
    record.religion = row
        .find(Role::Religion)
        .field(|written| memo.religion.of(written, |w| religion::read(&w.line())))
        .into();
    record.hometown = row.find(Role::Hometown).field(words).into();
    record.home_province = record.hometown.value.as_deref().and_then(|town| {
        memo.provinces.get(town, || province::of_place(town).map(|found| &*found.since_2025))
    });
    record.address = row.find(Role::Address).field(words).into();
    record.party_card = row.find(Role::PartyCard).field(party_card::read).into();
    record.phone = row.find(Role::Phone).field(phone::read).into();
    record.email = row.find(Role::Email).field(email::read).into();
    record.code = row.find(Role::Code).field(words).into();
    record.note = joined(row, Role::Note, |written| {
        if is_filler(&written.text) {
            Reading::none()
        } else {
            Reading::plain(written.line().into())
        }
    })
    .into();
}

fn ordinal(written: &Written) -> Reading<u32> {
    mark::ordinal(&written.text).map_or_else(Reading::none, Reading::plain)
}

/// A text with its tones in their modern place; nothing for a filler.
pub fn words(written: &Written) -> Reading<Box<str>> {
    let line = written.line();
    if says_nothing(&line) { Reading::none() } else { modern(&line) }
}

/// As written, but for old tone placement (hoà → hòa).
pub fn modern(text: &str) -> Reading<Box<str>> {
    let modern = modern_tones(text);
    let moved = *modern != *text;
    Reading::plain(Box::from(&*modern)).with_if(moved, Repair::TonePlacement)
}

/// All columns of a role that are filled, with `; ` between them.
fn joined(row: &Row, role: Role, read: impl Fn(&Written) -> Reading<Box<str>>) -> Field<Box<str>> {
    let mut fields =
        row.all(role).map(|(_, found)| found.field(&read)).collect::<Vec<_>>().into_iter();
    let mut first = fields.next().unwrap_or_default();
    for field in fields {
        if field.value.is_none() {
            continue;
        }
        if first.value.is_none() {
            first = field;
            continue;
        }
        let join = |a: &Option<Box<str>>, b: &Option<Box<str>>| match (a, b) {
            (Some(a), Some(b)) if a != b => Some(format!("{a}; {b}").into_boxed_str()),
            (a, b) => a.clone().or_else(|| b.clone()),
        };
        (first.value, first.raw) = (join(&first.value, &field.value), join(&first.raw, &field.raw));
        first.repairs.extend(field.repairs);
    }
    first
}

/// Position and workplace, in columns of their own or in one cell.
fn read_positions(row: &Row, memo: &Memo, record: &mut Record) {
    let position = |written: &Written| memo.positions.of(written, position);
    record.position = joined(row, Role::Position, position).into();
    record.workplace =
        row.find(Role::Workplace).field(|written| memo.words.of(written, words)).into();
    record.planned_position = joined(row, Role::PlannedPosition, position).into();
    for (column, found) in row.all(Role::PositionWorkplace) {
        let reversed = workplace_first(&column.header);
        let (position, workplace) = apart(found, reversed, memo);
        if record.position.value.is_none() {
            record.position = position.into();
        }
        if record.workplace.value.is_none() {
            record.workplace = workplace.into();
        }
    }
}

/// A position may stand over several lines: wrapped, or one post a line.
fn position(written: &Written) -> Reading<Box<str>> {
    if !written.text.contains('\n') {
        return words(written);
    }
    let mut text = String::new();
    for line in written.text.lines() {
        let line = line.trim_start_matches(['-', '+', '•', '*', ' ']);
        let is_post = crate::normalise::position::posts(line).any();
        if !text.is_empty() {
            let closed = text.ends_with([',', ';']);
            text.push_str(if is_post && !closed { ", " } else { " " });
        }
        text.push_str(line);
    }
    if says_nothing(&text) { Reading::none() } else { modern(&text) }
}

/// Does the heading name the workplace before the position?
fn workplace_first(header: &str) -> bool {
    let folded = crate::text::fold::fold(header).into_owned();
    let find = |words: &[&str]| words.iter().filter_map(|word| folded.find(word)).min();
    let position = find(&["chuc vu", "chuc danh", "vi tri"]);
    let workplace = find(&["don vi", "co quan", "noi cong tac", "phong ban"]);
    matches!((position, workplace), (Some(position), Some(workplace)) if workplace < position)
}

fn apart(found: Found, workplace_first: bool, memo: &Memo) -> (Field<Box<str>>, Field<Box<str>>) {
    let Found::Filled(slot) = found else {
        let blank = || found.place().map_or_else(Field::default, Field::blank);
        return (blank(), blank());
    };
    let (position, workplace) = memo.apart.of(&slot.written, |w| cut(&w.text, workplace_first));
    let field = slot.field(Reading::<Box<str>>::none());
    let with = |reading: Reading<Box<str>>| Field {
        value: reading.value.filter(|_| field.problem.is_none()),
        repairs: field.repairs.and(reading.repairs),
        ..field.clone()
    };
    (with(position), with(workplace))
}

fn cut(text: &str, workplace_first: bool) -> (Reading<Box<str>>, Reading<Box<str>>) {
    if says_nothing(text) {
        return (Reading::none(), Reading::none());
    }
    let parts = split(text, workplace_first);
    let both = parts.position.is_some() && parts.workplace.is_some();
    let read = |part: Option<&str>| match part {
        Some(part) => modern(&part.replace('\n', " ")).with_if(both, Repair::Split),
        None => Reading::none(),
    };
    (read(parts.position), read(parts.workplace))
}

/// The unit that the row's own column names, else the section above it.
fn read_unit(row: &Row, scene: &Scene, record: &mut Record) {
    record.unit_named =
        row.find(Role::Unit).field(|written| scene.memo.words.of(written, words)).into();
    if record.unit_named.value.is_none()
        && let Some((at, name)) = &scene.inherited.unit
    {
        record.unit_named = Field {
            origin: Origin::Section,
            ..Field::read(name.as_str().into(), name.as_str(), *at)
        }
        .into();
    }
}

/// What no field of a registration claims: heading → text.
fn extra(row: &Row) -> std::collections::BTreeMap<String, String> {
    let mut extra = std::collections::BTreeMap::new();
    for column in &row.lookup.table.columns {
        if !is_extra(column.role) {
            continue;
        }
        let Some(text) = row.at(column).text().map(|text| text.replace('\n', " ")) else {
            continue;
        };
        let mut name = match column.header.trim() {
            "" => crate::model::place::column_letters(column.column),
            header => header.to_owned(),
        };
        if extra.contains_key(&name) {
            name = format!("{name} ({})", crate::model::place::column_letters(column.column));
        }
        extra.insert(name, text);
    }
    extra
}

/// Roles of columns that no field of a record takes.
fn is_extra(role: Role) -> bool {
    matches!(
        role,
        Role::Extra
            | Role::OtherNames
            | Role::Parent
            | Role::ValidFrom
            | Role::ValidTo
            | Role::Opens
            | Role::Closes
            | Role::Capacity
            | Role::Deadline
            | Role::Plan
            | Role::Quota
            | Role::Year
            | Role::Result
            | Role::Term
            | Role::Level
            | Role::Need
            | Role::Total
            | Role::Staff
            | Role::Members
            | Role::Sessions
            | Role::Absent
            | Role::Mark
            | Role::Certificate
            | Role::Standing
    )
}

/// Struck out over the name or over most cells, or hidden.
fn is_crossed_out(row: &Row) -> bool {
    if row.lookup.sheet.hidden_rows.contains(&row.number) {
        return true;
    }
    let name = [Role::FullName, Role::GivenName].into_iter().find_map(|role| {
        let column = row.lookup.columns(role).next()?;
        row.cell(row.place(column))
    });
    let struck = row.cells().iter().filter(|cell| cell.look.strikeout).count();
    name.is_some_and(|cell| cell.look.strikeout) || struck * 2 > row.cells().len()
}

/// Of several people in one row's cells, each names that it was cut out.
fn mark_as_part(record: &mut Record) {
    if record.full_name.value.is_some() && !record.full_name.repairs.contains(&Repair::Split) {
        record.full_name.repairs.push(Repair::Split);
    }
}
