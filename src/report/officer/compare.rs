//! Two rows side by side: who they are, and in bold what differs.

use super::desk::Desk;
use crate::i18n::Lang;
use crate::label;
use crate::model::batch::{EarlierRow, RecordAt};
use crate::model::record::Record;
use crate::model::role::FieldKey;
use crate::report::field::{self, FieldValue};
use crate::text;

/// Pieces of text, each with whether it is bold.
pub type Pieces = Vec<(bool, String)>;

const SHOWN: [FieldKey; 9] = [
    FieldKey::FullName,
    FieldKey::BirthDate,
    FieldKey::Sex,
    FieldKey::NationalId,
    FieldKey::PartyCard,
    FieldKey::Position,
    FieldKey::Workplace,
    FieldKey::Course,
    FieldKey::Phone,
];

/// Shown of a row that is compared with nothing.
const ALONE: [FieldKey; 7] = [
    FieldKey::BirthDate,
    FieldKey::Sex,
    FieldKey::NationalId,
    FieldKey::Position,
    FieldKey::PartyJoined,
    FieldKey::Education,
    FieldKey::PoliticalTheory,
];

/// The rule about registrations of earlier periods; it names no row, only the period.
const REGISTERED_BEFORE: &str = "R409";

/// Shown also where both rows say the same.
const ALWAYS: [FieldKey; 4] =
    [FieldKey::FullName, FieldKey::BirthDate, FieldKey::NationalId, FieldKey::Course];

/// The row, and what it is compared with: the row that its findings name, else its
/// registration in an earlier period, else its line in the roster.
pub fn side_by_side(desk: &Desk, at: RecordAt) -> (Pieces, Pieces) {
    let Some(this) = desk.index.outcome.batch.record(at) else { return Default::default() };
    let named = named(desk, at);
    let more = named.len().saturating_sub(1);
    let other = named.into_iter().next();
    let Some(other) = other.or_else(|| before(desk, at)).or_else(|| member(desk, at)) else {
        return (alone(this, desk.lang), Pieces::new());
    };
    let (left, mut right) = pair(desk, this, &other);
    right.extend(other.whence.iter().map(|whence| (false, format!("\n({whence})"))));
    if more > 0 {
        let text = text!(vi: "\n(và {more} dòng khác)", en: "\n(and {more} more)");
        right.push((false, text.in_lang(desk.lang).to_owned()));
    }
    (left, right)
}

/// What a row is compared with.
struct Other<'a> {
    record: &'a Record,
    /// Where it stands, when that is not this period's forms.
    whence: Option<String>,
    /// A list of the officer's knows nothing of the registration itself.
    is_list: bool,
}

/// The rows that the findings of a row name.
fn named<'a>(desk: &Desk<'a>, at: RecordAt) -> Vec<Other<'a>> {
    let doubts = desk.doubts(at);
    let mut related: Vec<&str> =
        doubts.iter().flat_map(|finding| finding.related.iter().map(|id| &**id)).collect();
    related.sort_unstable();
    related.dedup();
    related.iter().filter_map(|id| by_id(desk, id)).collect()
}

/// A row of this period or, with its period, of an earlier one.
fn by_id<'a>(desk: &Desk<'a>, id: &str) -> Option<Other<'a>> {
    let index = desk.index;
    if let Some(at) = index.row_of(id) {
        let record = index.outcome.batch.record(at)?;
        return Some(Other { record, whence: None, is_list: false });
    }
    Some(earlier(index.earlier(id)?, desk.lang))
}

/// The newest registration in an earlier period, where a finding is about that.
fn before<'a>(desk: &Desk<'a>, at: RecordAt) -> Option<Other<'a>> {
    if !desk.doubts(at).iter().any(|finding| finding.code == REGISTERED_BEFORE) {
        return None;
    }
    let person = desk.index.person(at)?;
    let mut rows = desk.index.outcome.batch.earlier.iter().rev();
    let row = rows.find(|row| row.accepted && row.person == person.key)?;
    Some(earlier(row, desk.lang))
}

fn earlier(row: &EarlierRow, lang: Lang) -> Other<'_> {
    let (year, month) = (row.period.year, row.period.month);
    let period = text!(vi: "kỳ {month:02}/{year}", en: "period {month:02}/{year}");
    let whence = Some(period.in_lang(lang).to_owned());
    Other { record: &row.record, whence, is_list: false }
}

/// The person's line in the roster.
fn member<'a>(desk: &Desk<'a>, at: RecordAt) -> Option<Other<'a>> {
    let line = desk.index.person(at)?.roster.as_ref()?.line;
    let record = desk.index.outcome.batch.lists.roster.as_ref()?.get(line)?;
    let whence = label!(vi: "danh sách đảng viên", en: "roster").pick(desk.lang);
    Some(Other { record, whence: Some(whence.to_owned()), is_list: true })
}

/// What a row says of its person, for a case about nobody else.
fn alone(record: &Record, lang: Lang) -> Pieces {
    let mut pieces = Pieces::new();
    for field in ALONE {
        let value = shown(record, field, lang);
        if !value.is_empty() {
            let start = if pieces.is_empty() { "" } else { "\n" };
            let name = field.label().pick(lang);
            pieces.push((false, format!("{start}{name}: {value}")));
        }
    }
    pieces
}

fn pair(desk: &Desk, this: &Record, other: &Other) -> (Pieces, Pieces) {
    let (mut left, mut right) = (Pieces::new(), Pieces::new());
    let mut line = |name: &str, a: String, b: String| {
        let differs = a != b;
        for (side, value) in [(&mut left, a), (&mut right, b)] {
            let start = if side.is_empty() { "" } else { "\n" };
            side.push((false, format!("{start}{name}: ")));
            side.push((differs, if value.is_empty() { "–".to_owned() } else { value }));
        }
    };
    for field in SHOWN {
        let (a, b) = (shown(this, field, desk.lang), shown(other.record, field, desk.lang));
        // A list and a form ask for different things: what one of them lacks is no contradiction.
        let silent = b.is_empty() || (a.is_empty() && !ALWAYS.contains(&field));
        let silent = other.is_list && silent;
        if !silent && (a != b || ALWAYS.contains(&field)) {
            line(field.label().pick(desk.lang), a, b);
        }
    }
    let unit = label!(vi: "Tổ chức đảng", en: "Party organisation");
    let (a, b) = (unit_name(desk, this), unit_name(desk, other.record));
    if a != b && !(other.is_list && b.is_empty()) {
        line(unit.pick(desk.lang), a, b);
    }
    (left, right)
}

fn unit_name(desk: &Desk, record: &Record) -> String {
    let lists = &desk.index.outcome.batch.lists;
    record.unit.as_deref().map_or_else(String::new, |code| lists.unit_name(code).to_owned())
}

/// A field as people write it: its reading, else what the form says.
pub fn shown(record: &Record, field: FieldKey, lang: Lang) -> String {
    let value = field::value(record, field).map(|value: FieldValue| value.words(lang));
    value.or_else(|| field::raw(record, field)).unwrap_or_default()
}

/// The name, as read or as written.
pub fn name(record: &Record, lang: Lang) -> Option<String> {
    Some(shown(record, FieldKey::FullName, lang)).filter(|name| !name.is_empty())
}
