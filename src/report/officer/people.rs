//! The consolidated list: every row of every form that counts.

use super::compare::name;
use super::desk::Desk;
use super::pages::Page;
use super::review::choices;
use crate::i18n::Lang;
use crate::label;
use crate::model::batch::RecordAt;
use crate::model::judgement::{Choice, review_headings as headings};
use crate::model::role::FieldKey;
use crate::report::book::list::{Cell, Column, FIRST_ROW, List, Value, write};
use crate::report::book::names::sheet_part;
use crate::report::book::style::{Kind, Tone};
use crate::report::error::Result;
use crate::report::field::{self, FieldValue};
use rust_xlsxwriter::Workbook;

/// The fields on paper, then those for the screen; with width and kind.
const PRINTED: [(FieldKey, f64, Kind); 8] = [
    (FieldKey::BirthDate, 11.0, Kind::Date),
    (FieldKey::Sex, 8.0, Kind::Centre),
    (FieldKey::Position, 24.0, Kind::Long),
    (FieldKey::Workplace, 28.0, Kind::Long),
    (FieldKey::PartyJoined, 11.0, Kind::Date),
    (FieldKey::PartyOfficial, 11.0, Kind::Date),
    (FieldKey::Education, 11.0, Kind::Centre),
    (FieldKey::PoliticalTheory, 10.0, Kind::Centre),
];
const ON_SCREEN: [(FieldKey, f64, Kind); 10] = [
    (FieldKey::StudyMode, 15.0, Kind::Centre),
    (FieldKey::PlannedPosition, 20.0, Kind::Long),
    (FieldKey::Ratings, 26.0, Kind::Long),
    (FieldKey::Ethnicity, 10.0, Kind::Centre),
    (FieldKey::Hometown, 20.0, Kind::Long),
    (FieldKey::NationalId, 15.0, Kind::Digits),
    (FieldKey::PartyCard, 13.0, Kind::Digits),
    (FieldKey::Phone, 13.0, Kind::Digits),
    (FieldKey::Email, 24.0, Kind::Long),
    (FieldKey::Note, 24.0, Kind::Long),
];

/// Where a row that stands on no review sheet can be decided all the same.
const DECISION: u16 = 16;

pub fn add(book: &mut Workbook, desk: &Desk) -> Result<()> {
    let rows = desk.people.iter().enumerate().filter_map(|(number, at)| row(desk, number, *at));
    write(book, &desk.styles, &list(desk), desk.people.len(), rows)?;
    let most = desk.rows_per_sheet.max(1);
    for part in 0..desk.people.len().div_ceil(most) {
        let count = (desk.people.len() - part * most).min(most);
        let sheet = book.worksheet_from_name(&sheet_part(Page::People.sheet(desk.lang), part))?;
        let last = FIRST_ROW + count as u32 - 1;
        let offered = choices(desk, &Choice::OF_ROWS)?;
        sheet.add_data_validation(FIRST_ROW, DECISION, last, DECISION, &offered)?;
    }
    Ok(())
}

fn list(desk: &Desk) -> List {
    let lang = desk.lang;
    let own = |label: crate::i18n::Label, width, kind| Column::new(label.pick(lang), width, kind);
    let fields = |fields: &[(FieldKey, f64, Kind)]| -> Vec<Column> {
        let column = |(field, width, kind): &(FieldKey, f64, Kind)| {
            Column::new(field.label().pick(lang), *width, *kind)
        };
        fields.iter().map(column).collect()
    };
    let mut columns = vec![
        own(label!(vi: "STT", en: "No."), 6.0, Kind::Count),
        own(label!(vi: "Tình trạng", en: "Status"), 12.0, Kind::Centre),
        own(FieldKey::FullName.label(), 22.0, Kind::Long),
        own(label!(vi: "Tổ chức đảng", en: "Party organisation"), 28.0, Kind::Long),
        own(label!(vi: "Lớp", en: "Class"), 10.0, Kind::Centre),
    ];
    columns.extend(fields(&PRINTED));
    columns.push(own(label!(vi: "Vấn đề", en: "Issues"), 14.0, Kind::Centre));
    let printed = columns.len() as u16;
    columns.push(own(label!(vi: "Vào danh sách lớp", en: "In the class list"), 9.0, Kind::Centre));
    columns.push(own(label!(vi: "Xem", en: "See"), 7.0, Kind::Link));
    columns.push(own(headings::DECISION, 13.0, Kind::Centre));
    columns.push(own(headings::NOTE, 20.0, Kind::Long));
    debug_assert_eq!(columns[usize::from(DECISION)].heading, headings::DECISION.pick(lang));
    columns.extend(fields(&ON_SCREEN));
    let province =
        label!(vi: "Quê thuộc tỉnh (từ 01/7/2025)", en: "Home province (since 1/7/2025)");
    columns.push(own(province, 18.0, Kind::Long));
    columns.extend(place_columns(lang));
    columns.push(Column::hidden(headings::KEY.pick(lang)));
    columns.push(Column::hidden(headings::FINGERPRINT.pick(lang)));
    columns.push(Column::hidden(headings::RECORDED.pick(lang)));
    List { frozen: 3, printed, ..Page::People.list(desk, columns) }
}

/// The columns of [`Desk::place`].
pub fn place_columns(lang: Lang) -> [Column; 3] {
    [
        Column::new(label!(vi: "Tệp", en: "File").pick(lang), 40.0, Kind::Text),
        Column::new(label!(vi: "Trang tính", en: "Sheet").pick(lang), 14.0, Kind::Text),
        Column::new(label!(vi: "Dòng", en: "Row").pick(lang), 7.0, Kind::Count),
    ]
}

fn row<'a>(desk: &Desk<'a>, number: usize, at: RecordAt) -> Option<Vec<Cell<'a>>> {
    let row = desk.index.row(at)?;
    let record = row.record;
    let fields = |fields: &'static [(FieldKey, f64, Kind)]| {
        fields.iter().map(move |(field, ..)| field_cell(desk, field::value(record, *field)))
    };
    let mut cells = vec![
        Cell::count(number + 1),
        desk.status(row.judgement.status),
        Cell::maybe(name(record, desk.lang)),
        Cell::text(desk.unit(record)),
        Cell::maybe(record.course.value.as_deref().or(record.course.raw.as_deref())),
    ];
    cells.extend(fields(&PRINTED));
    cells.push(Cell::text(desk.index.codes(at).join(" ")));
    cells.push(Cell::text(if row.reaches_school() { "x" } else { "" }));
    cells.push(desk.to_review(at));
    // A row on the review sheet is decided there; any other can be decided here.
    let case = row.judgement.calm();
    let decision = if case.is_some() { Tone::Input } else { Tone::Plain };
    cells.extend([Cell::empty().toned(decision), Cell::empty().toned(decision)]);
    cells.extend(fields(&ON_SCREEN));
    cells.push(Cell::maybe(record.home_province));
    cells.extend(desk.place(record));
    cells.push(Cell::maybe(case.map(|case| &*case.key)));
    cells.push(Cell::maybe(case.map(|case| &*case.fingerprint)));
    cells.push(Cell::empty());
    Some(cells)
}

/// A field's value as a cell: real dates, everything else in words.
pub fn field_cell<'a>(desk: &Desk, value: Option<FieldValue<'a>>) -> Cell<'a> {
    match value {
        None => Cell::empty(),
        Some(FieldValue::Date(date)) => Value::Date(date).into(),
        Some(FieldValue::Text(text) | FieldValue::Digits(text)) => Cell::text(text),
        Some(value) => Cell::text(value.words(desk.lang)),
    }
}
