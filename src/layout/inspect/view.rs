//! The view that `inspect --format json` prints. Rows are numbered and columns
//! lettered as Excel shows them.

use serde::Serialize;

use super::role_names::{registration, role_names};
use crate::config::Templates;
use crate::i18n::{Lang, Text};
use crate::layout::table::{Column, FormLayout, RowKind, RowReading, SheetLayout, Table};
use crate::model::place::column_letters;
use crate::model::role::Role;
use crate::model::submission::Refusal;
use crate::model::workbook::{Format, Visibility};
use crate::text;

#[derive(Clone, Debug, Serialize)]
pub struct FileView {
    pub file: String,
    pub format: Format,
    pub sheets: Vec<SheetView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct SheetView {
    pub name: String,
    pub visibility: Visibility,
    pub tables: Vec<TableView>,
    /// Rows that stand in no table.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub rows: Vec<RowView>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub refused: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct TableView {
    pub template: String,
    pub confidence: f64,
    pub header_rows: Vec<u32>,
    /// First and last person row.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub first_row: Option<u32>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pub last_row: Option<u32>,
    pub columns: Vec<ColumnView>,
    /// Columns that the template requires and the table lacks.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    pub missing: Vec<Role>,
    pub rows: Vec<RowView>,
}

#[derive(Clone, Debug, Serialize)]
pub struct ColumnView {
    pub column: String,
    pub role: Role,
    pub header: String,
    pub confidence: f64,
    pub reason: String,
    /// What the heading adds: the year of a rating, the class of a mark column.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub detail: Option<String>,
}

#[derive(Clone, Debug, Serialize)]
pub struct RowView {
    pub row: u32,
    pub kind: RowKind,
    /// What a section, total or title says.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub text: Option<String>,
    /// By how many columns the cells stand beside their headings.
    #[serde(skip_serializing_if = "is_zero")]
    pub shift: i8,
    pub reason: String,
}

#[allow(clippy::trivially_copy_pass_by_ref, reason = "serde asks for a reference")]
fn is_zero(shift: &i8) -> bool {
    *shift == 0
}

/// The view of a file's layout.
pub fn view(
    file: &str,
    format: Format,
    layout: &FormLayout,
    templates: &Templates,
    lang: Lang,
) -> FileView {
    let sheets = layout.sheets.iter().map(|sheet| sheet_view(sheet, templates, lang)).collect();
    FileView { file: file.to_owned(), format, sheets }
}

fn sheet_view(sheet: &SheetLayout, templates: &Templates, lang: Lang) -> SheetView {
    let tables = sheet.tables.iter().enumerate();
    let outside = sheet.rows.iter().filter(|reading| reading.table.is_none());
    let titles = sheet.tables.iter().flat_map(|table| &table.title);
    let titles: Vec<_> = titles.map(|(at, text)| (at.row, text.clone())).collect();
    SheetView {
        name: sheet.name.to_string(),
        visibility: sheet.visibility,
        tables: tables.map(|(index, table)| table_view(sheet, index as u16, table, lang)).collect(),
        rows: outside.map(|reading| row_view(reading, &titles, lang)).collect(),
        refused: sheet
            .refused
            .as_ref()
            .map(|refusal| refusal_text(refusal, templates).in_lang(lang).to_owned()),
    }
}

fn table_view(sheet: &SheetLayout, index: u16, table: &Table, lang: Lang) -> TableView {
    let sections = table.sections.iter().map(|section| (section.at.row, section.text.clone()));
    let totals = table.totals.iter().map(|total| (total.at.row, total.text.clone()));
    let texts: Vec<_> = sections.chain(totals).collect();
    TableView {
        template: table.template.to_string(),
        confidence: rounded(table.confidence),
        header_rows: table.header_rows.iter().map(|row| row + 1).collect(),
        first_row: table.body.map(|(first, _)| first + 1),
        last_row: table.body.map(|(_, last)| last + 1),
        columns: table.columns.iter().map(|column| column_view(column, lang)).collect(),
        missing: table.missing.clone(),
        rows: sheet.rows_of(index).map(|reading| row_view(reading, &texts, lang)).collect(),
    }
}

fn column_view(column: &Column, lang: Lang) -> ColumnView {
    ColumnView {
        column: column_letters(column.column),
        role: column.role,
        header: column.header.clone(),
        confidence: rounded(column.confidence),
        reason: column.reason.in_lang(lang).to_owned(),
        detail: column.detail.clone(),
    }
}

fn row_view(reading: &RowReading, texts: &[(u32, String)], lang: Lang) -> RowView {
    let texts = texts.iter().filter(|(row, _)| *row == reading.row).map(|(_, text)| text.as_str());
    let text = texts.collect::<Vec<_>>().join(" | ");
    RowView {
        row: reading.row + 1,
        kind: reading.kind,
        text: (!text.is_empty()).then_some(text),
        shift: reading.shift.by,
        reason: reading.reason.in_lang(lang).to_owned(),
    }
}

/// Two digits behind the point.
fn rounded(share: f32) -> f64 {
    (f64::from(share) * 100.0).round() / 100.0
}

/// Why nothing was read from a sheet, as a sentence.
pub(super) fn refusal_text(refusal: &Refusal, templates: &Templates) -> Text {
    match refusal {
        Refusal::Hidden { has_list: true } => text!(
            vi: "trang bị ẩn và có chứa danh sách; trang ẩn không được đọc",
            en: "the sheet is hidden and holds a list; hidden sheets are not read",
        ),
        Refusal::Hidden { has_list: false } => {
            text!(vi: "trang bị ẩn", en: "the sheet is hidden")
        }
        Refusal::NoList { why: Text { vi, en } } => {
            text!(vi: "không phải danh sách người: {vi}", en: "no list of people: {en}")
        }
        Refusal::Unsure { why: Text { vi, en } } => text!(
            vi: "có thể là danh sách người nhưng không đủ chắc chắn để đọc: {vi}",
            en: "perhaps a list of people, but too unsure to be read: {en}",
        ),
        Refusal::MissingColumns(roles) => {
            let Text { vi, en } = role_names(roles, registration(templates));
            text!(
                vi: "là danh sách người nhưng không phải biểu đăng ký: thiếu {vi}",
                en: "a list of people, but no registration: it lacks {en}",
            )
        }
    }
}
