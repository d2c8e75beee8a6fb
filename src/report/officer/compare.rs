//! Two rows side by side: who they are, and in bold what differs.

use super::desk::Desk;
use crate::i18n::Lang;
use crate::label;
use crate::model::batch::RecordAt;
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

/// Shown also where both rows say the same.
const ALWAYS: [FieldKey; 4] =
    [FieldKey::FullName, FieldKey::BirthDate, FieldKey::NationalId, FieldKey::Course];

/// The row and the one that its findings name; both empty when they name none.
pub fn side_by_side(desk: &Desk, at: RecordAt) -> (Pieces, Pieces) {
    let doubts = desk.doubts(at);
    let mut related: Vec<&str> =
        doubts.iter().flat_map(|finding| finding.related.iter().map(|id| &**id)).collect();
    related.sort_unstable();
    related.dedup();
    let others: Vec<_> = related.iter().filter_map(|id| other(desk, id)).collect();
    let (Some((record, period)), Some(this)) =
        (others.first(), desk.index.outcome.batch.record(at))
    else {
        return (Pieces::new(), Pieces::new());
    };
    let (mut left, mut right) = pair(desk, this, record);
    right.extend(period.iter().map(|period| (false, format!("\n({period})"))));
    if others.len() > 1 {
        let more = others.len() - 1;
        let text = text!(vi: "\n(và {more} dòng khác)", en: "\n(and {more} more)");
        right.push((false, text.in_lang(desk.lang).to_owned()));
    }
    left.retain(|(_, text)| !text.is_empty());
    right.retain(|(_, text)| !text.is_empty());
    (left, right)
}

/// A row of this period or, with its period, of an earlier one.
fn other<'a>(desk: &Desk<'a>, id: &str) -> Option<(&'a Record, Option<String>)> {
    let index = desk.index;
    if let Some(at) = index.row_of(id) {
        return Some((index.outcome.batch.record(at)?, None));
    }
    let row = index.earlier(id)?;
    let (year, month) = (row.period.year, row.period.month);
    let period = text!(vi: "kỳ {month:02}/{year}", en: "period {month:02}/{year}");
    Some((&row.record, Some(period.in_lang(desk.lang).to_owned())))
}

fn pair(desk: &Desk, this: &Record, other: &Record) -> (Pieces, Pieces) {
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
        let (a, b) = (shown(this, field, desk.lang), shown(other, field, desk.lang));
        if a != b || ALWAYS.contains(&field) {
            line(field.label().pick(desk.lang), a, b);
        }
    }
    let unit = label!(vi: "Tổ chức đảng", en: "Party organisation");
    let (a, b) = (unit_name(desk, this), unit_name(desk, other));
    if a != b {
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
