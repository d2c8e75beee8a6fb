//! One person's row → a record.

use std::sync::Arc;

use super::cells::{Found, Row};
use super::inherited::Inherited;
use super::memo::{Cache, Memo, Seen};
use super::table::TableHints;
use super::{Known, choices, dates, levels, names, sexes};
use crate::model::place::{Place, column_letters};
use crate::model::record::{Field, Origin, Record, Repair, Repaired};
use crate::model::role::Role;
use crate::model::value::NationalId;
use crate::normalise::date::{DateHints, DateRole};
use crate::normalise::position::split;
use crate::normalise::reading::Reading;
use crate::normalise::written::{Kind, Written, is_filler, says_nothing};
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
    record.sex = sexes::of_form(row, scene.hints, scene.memo, named.sex).into();
    record.national_id = read_national_id(row, scene, &record).into();
    sexes::derive(&mut record);
    read_words(row, scene.memo, &mut record);
    read_positions(row, scene.memo, &mut record);
    let birth = DateHints::new(DateRole::Birth, scene.known.period.year);
    names::use_note(named.note, row, birth, &mut record);
    levels::read(row, scene, &mut record);
    choices::read(row, scene, &mut record);
    read_unit(row, scene, &mut record);
    read_extra(row, &mut record);
    record.crossed_out = is_crossed_out(row);
    record.hidden = row.lookup.sheet.hidden_rows.contains(&row.number);
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
    record.ordinal = read_ordinal(row).into();
    read_ethnicity_and_religion(row, memo, record);
    read_hometown(row, memo, record);
    record.address = row.find(Role::Address).remembered(&memo.words, words).into();
    record.party_card = row.find(Role::PartyCard).field(party_card::read).into();
    record.phone = row.find(Role::Phone).field(phone::read).into();
    record.email = row.find(Role::Email).field(email::read).into();
    record.code = row.find(Role::Code).field(words).into();
    record.note = joined(row, Role::Note, &memo.notes, |written| {
        if is_filler(&written.text) {
            Reading::none()
        } else {
            Reading::plain((*written.line()).into())
        }
    })
    .into();
}

/// Ethnic group and religion; one cell may hold both (`Kinh/Không`).
fn read_ethnicity_and_religion(row: &Row, memo: &Memo, record: &mut Record) {
    let religion = |written: &Written| religion::read(&written.line());
    record.religion = row.find(Role::Religion).remembered(&memo.religion, religion).into();
    let both = |written: &Written| ethnicity::read_both(&written.text);
    let (group, told) = with_more(row.find(Role::Ethnicity), &memo.ethnicity, both);
    record.ethnicity = group.into();
    if let Some(religion) = told.flatten().filter(|_| !record.religion.is_filled()) {
        let told = Field { value: Some(religion), ..record.ethnicity.clone().into_field() };
        record.religion = Field { origin: Origin::Derived, ..told }.into();
    }
}

/// The home town as written, and the province of today.
fn read_hometown(row: &Row, memo: &Memo, record: &mut Record) {
    let (town, province) = with_more(row.find(Role::Hometown), &memo.hometowns, |written| {
        let town = words(written);
        let province = town.value.as_deref().and_then(province::since_2025);
        (town, province)
    });
    record.hometown = town.into();
    record.home_province = province.flatten();
}

/// The field of a cell, and what else the cell tells.
fn with_more<T: Clone, M: Clone>(
    found: Found,
    cache: &Cache<(Reading<T>, M)>,
    read: impl FnOnce(&Written) -> (Reading<T>, M),
) -> (Field<T>, Option<M>) {
    match found {
        Found::Filled(slot) => {
            let Seen { raw, repairs, value: (reading, more) } = slot.seen(cache, read);
            (slot.take(Seen { raw, repairs, value: reading }), Some(more))
        }
        other => (other.place().map_or_else(Field::default, Field::blank), None),
    }
}

/// The row's number; a number needs no look at its digits.
fn read_ordinal(row: &Row) -> Field<u32> {
    let found = row.find(Role::Ordinal);
    found.field(|written| match written.kind {
        #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "in range")]
        Kind::Number(number) if number.fract() == 0.0 && (0.0..9_999_999.0).contains(&number) => {
            Reading::plain(number as u32)
        }
        _ => ordinal(written),
    })
}

fn ordinal(written: &Written) -> Reading<u32> {
    mark::ordinal(&written.text).map_or_else(Reading::none, Reading::plain)
}

/// A text with its tones in their modern place; nothing for a filler.
pub fn words(written: &Written) -> Reading<Arc<str>> {
    let line = written.line();
    if says_nothing(&line) { Reading::none() } else { modern(&line) }
}

/// As written, but for old tone placement (hoà → hòa).
pub fn modern(text: &str) -> Reading<Arc<str>> {
    let modern = modern_tones(text);
    let moved = *modern != *text;
    Reading::plain(Arc::from(&*modern)).with_if(moved, Repair::TonePlacement)
}

/// All columns of a role that are filled, with `; ` between them.
fn joined(
    row: &Row,
    role: Role,
    cache: &Cache<Reading<Arc<str>>>,
    read: impl Fn(&Written) -> Reading<Arc<str>>,
) -> Field<Arc<str>> {
    let mut fields = row.all(role).map(|(_, found)| found.remembered(cache, &read));
    let mut first = fields.next().unwrap_or_default();
    for field in fields {
        if field.value.is_none() {
            continue;
        }
        if first.value.is_none() {
            first = field;
            continue;
        }
        let join = |a: &Option<Arc<str>>, b: &Option<Arc<str>>| match (a, b) {
            (Some(a), Some(b)) if a != b => Some(format!("{a}; {b}").into()),
            (a, b) => a.clone().or_else(|| b.clone()),
        };
        (first.value, first.raw) = (join(&first.value, &field.value), join(&first.raw, &field.raw));
        first.repairs.extend(field.repairs);
    }
    first
}

/// Position and workplace, in columns of their own or in one cell.
fn read_positions(row: &Row, memo: &Memo, record: &mut Record) {
    record.position = joined(row, Role::Position, &memo.positions, position).into();
    record.workplace = row.find(Role::Workplace).remembered(&memo.words, words).into();
    record.planned_position = joined(row, Role::PlannedPosition, &memo.positions, position).into();
    for (column, heading) in row.lookup.headed(Role::PositionWorkplace) {
        let (position, workplace) = apart(row.at(column), heading.workplace_first, memo);
        if record.position.value.is_none() {
            record.position = position.into();
        }
        if record.workplace.value.is_none() {
            record.workplace = workplace.into();
        }
    }
}

/// A position may stand over several lines: wrapped, or one post a line.
fn position(written: &Written) -> Reading<Arc<str>> {
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

/// Position and workplace out of one cell.
fn apart(found: Found, workplace_first: bool, memo: &Memo) -> (Field<Arc<str>>, Field<Arc<str>>) {
    let Found::Filled(slot) = found else {
        let blank = || found.place().map_or_else(Field::default, Field::blank);
        return (blank(), blank());
    };
    let [position_first, reversed] = &memo.apart;
    let cache = if workplace_first { reversed } else { position_first };
    let Seen { raw, repairs, value } = slot.seen(cache, |w| cut(&w.text, workplace_first));
    let (position, workplace) = value;
    let field = slot.take(Seen { raw, repairs, value: Reading::<Arc<str>>::none() });
    let with = |reading: Reading<Arc<str>>| Field {
        value: reading.value.filter(|_| field.problem.is_none()),
        repairs: field.repairs.and(reading.repairs),
        ..field.clone()
    };
    (with(position), with(workplace))
}

fn cut(text: &str, workplace_first: bool) -> (Reading<Arc<str>>, Reading<Arc<str>>) {
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
    record.unit_named = row.find(Role::Unit).remembered(&scene.memo.words, words).into();
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
fn read_extra(row: &Row, record: &mut Record) {
    for column in &row.lookup.table.columns {
        if !is_extra(column.role) {
            continue;
        }
        let Found::Filled(slot) = row.at(column) else { continue };
        let Some(text) = slot.text().map(|text| text.replace('\n', " ")) else { continue };
        let mut name = match column.header.trim() {
            "" => column_letters(column.column),
            header => header.to_owned(),
        };
        if record.extra.contains_key(&name) {
            name = format!("{name} ({})", column_letters(column.column));
        }
        let repairs = slot.written().repairs;
        if !repairs.is_empty() {
            let repaired = Repaired { raw: slot.raw_text(None), at: slot.at, repairs };
            record.extra_repaired.insert(name.clone(), repaired);
        }
        record.extra.insert(name, text);
    }
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

/// Struck out over the name or over most cells.
fn is_crossed_out(row: &Row) -> bool {
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
