//! The explanation that `inspect` prints for people.

use std::fmt::Write;

use super::role_names::{role_name, role_names};
use super::view::refusal_text;
use crate::config::Templates;
use crate::config::templates::FormTemplate;
use crate::i18n::{Label, Lang, Text};
use crate::label;
use crate::layout::table::{Column, FormLayout, RowKind, RowReading, SheetLayout, Table};
use crate::model::place::column_letters;
use crate::model::workbook::Visibility;
use crate::text;

/// How a file was understood, in sentences and short lists.
pub fn explain(file: &str, layout: &FormLayout, templates: &Templates, lang: Lang) -> String {
    let mut out = Out { text: String::new(), lang };
    out.plain(file);
    for sheet in &layout.sheets {
        out.sheet(sheet, templates);
    }
    out.text
}

struct Out {
    text: String,
    lang: Lang,
}

impl Out {
    fn plain(&mut self, line: &str) {
        self.text.push_str(line);
        self.text.push('\n');
    }

    fn say(&mut self, indent: usize, text: Text) {
        let line = format!("{:indent$}{}", "", text.in_lang(self.lang));
        self.plain(&line);
    }

    fn sheet(&mut self, sheet: &SheetLayout, templates: &Templates) {
        let name = &sheet.name;
        let rows = sheet.rows.len();
        self.plain("");
        self.say(0, match sheet.visibility {
            Visibility::Visible => text!(vi: "Trang “{name}”, {rows} dòng có nội dung", en: "Sheet “{name}”, {rows} rows with content"),
            _ => text!(vi: "Trang ẩn “{name}”, {rows} dòng có nội dung", en: "Hidden sheet “{name}”, {rows} rows with content"),
        });
        if let Some(refusal) = &sheet.refused {
            let Text { vi, en } = refusal_text(refusal, templates);
            self.say(2, text!(vi: "Không đọc: {vi}.", en: "Not read: {en}."));
        }
        for (index, table) in sheet.tables.iter().enumerate() {
            self.table(sheet, index as u16, table, templates);
        }
        let outside: Vec<&RowReading> = sheet.rows.iter().filter(|r| r.table.is_none()).collect();
        if !outside.is_empty() && !sheet.tables.is_empty() {
            self.say(2, text!(vi: "Các dòng ngoài bảng:", en: "Rows outside the tables:"));
            self.rows(&outside, &[]);
        }
    }

    fn table(&mut self, sheet: &SheetLayout, index: u16, table: &Table, templates: &Templates) {
        let number = index + 1;
        let sure = percent(table.confidence);
        let form = templates.form(&table.template).map(AsRef::as_ref);
        let title = form.map_or_else(|| Text::same(&*table.template), |form| form.title.clone());
        let Text { vi, en } = title;
        self.say(2, text!(vi: "Bảng {number}: đọc theo biểu mẫu “{vi}”, chắc chắn {sure}%", en: "Table {number}: read by the template “{en}”, {sure}% sure"));
        self.header(table);
        let people = sheet.people_of(index).count();
        match table.body {
            Some((first, last)) => {
                let (first, last) = (first + 1, last + 1);
                self.say(4, text!(vi: "{people} người, từ dòng {first} đến dòng {last}", en: "{people} people, from row {first} to row {last}"));
            }
            None => self
                .say(4, text!(vi: "chưa có người nào: biểu trống", en: "nobody yet: a blank form")),
        }
        if !table.missing.is_empty() {
            let Text { vi, en } = role_names(&table.missing, form);
            self.say(4, text!(vi: "Thiếu cột: {vi}", en: "Missing columns: {en}"));
        }
        self.say(4, text!(vi: "Các cột:", en: "Columns:"));
        table.columns.iter().for_each(|column| self.column(column, form));
        self.say(4, text!(vi: "Các dòng:", en: "Rows:"));
        let rows: Vec<&RowReading> = sheet.rows_of(index).collect();
        let sections = table.sections.iter().map(|s| (s.at.row, s.text.as_str()));
        let totals = table.totals.iter().map(|t| (t.at.row, t.text.as_str()));
        let texts: Vec<(u32, &str)> = sections.chain(totals).collect();
        self.rows(&rows, &texts);
    }

    fn header(&mut self, table: &Table) {
        let rows = spans(table.header_rows.iter().map(|row| row + 1));
        self.say(4, match rows.is_empty() {
            true => text!(vi: "không có dòng tiêu đề: cột được nhận ra qua nội dung", en: "no header: the columns were told by their cells"),
            false => text!(vi: "tiêu đề cột ở dòng {rows}", en: "headings in row {rows}"),
        });
    }

    fn column(&mut self, column: &Column, form: Option<&FormTemplate>) {
        let letters = column_letters(column.column);
        let sure = percent(column.confidence);
        let Text { vi: role_vi, en: role_en } = role_name(column.role, form);
        let Text { vi, en } = &column.reason;
        let detail = column.detail.as_ref().map_or(String::new(), |detail| format!(" [{detail}]"));
        self.say(6, text!(vi: "{letters:<3} {role_vi}{detail} ({sure}%): {vi}", en: "{letters:<3} {role_en}{detail} ({sure}%): {en}"));
    }

    /// Rows that follow one another and were taken for the same are told once.
    fn rows(&mut self, rows: &[&RowReading], texts: &[(u32, &str)]) {
        let alike = |a: &&RowReading, b: &&RowReading| {
            a.kind == b.kind
                && a.reason == b.reason
                && a.shift == b.shift
                && has_no_text(b, texts)
                && has_no_text(a, texts)
        };
        for group in rows.chunk_by(alike) {
            let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
            let numbers = if first.row == last.row {
                format!("{}", first.row + 1)
            } else {
                format!("{}–{}", first.row + 1, last.row + 1)
            };
            let Text { vi: vi_kind, en: en_kind } = kind_name(first.kind);
            let Text { vi, en } = &first.reason;
            let said = texts.iter().find(|(row, _)| *row == first.row);
            let said = said.map_or(String::new(), |(_, text)| format!(" “{text}”"));
            let count = group.len();
            let times = if count > 1 { format!(" × {count}") } else { String::new() };
            self.say(6, text!(vi: "{numbers:<9} {vi_kind}{times}{said}: {vi}", en: "{numbers:<9} {en_kind}{times}{said}: {en}"));
        }
    }
}

fn has_no_text(reading: &RowReading, texts: &[(u32, &str)]) -> bool {
    texts.iter().all(|(row, _)| *row != reading.row)
}

fn percent(share: f32) -> u32 {
    (share * 100.0).round() as u32
}

/// `6–7, 9`
fn spans(rows: impl Iterator<Item = u32>) -> String {
    let rows: Vec<u32> = rows.collect();
    let mut out = String::new();
    for span in rows.chunk_by(|a, b| a + 1 == *b) {
        if !out.is_empty() {
            out.push_str(", ");
        }
        match span {
            [row] => drop(write!(out, "{row}")),
            [first, .., last] => drop(write!(out, "{first}–{last}")),
            [] => {}
        }
    }
    out
}

/// What a kind of row is called.
pub(super) fn kind_name(kind: RowKind) -> Label {
    match kind {
        RowKind::Title => label!(vi: "tiêu đề", en: "title"),
        RowKind::Header => label!(vi: "tiêu đề cột", en: "headings"),
        RowKind::ColumnNumbers => label!(vi: "số cột", en: "column numbers"),
        RowKind::RepeatedHeader => label!(vi: "tiêu đề lặp lại", en: "repeated headings"),
        RowKind::Section => label!(vi: "mục", en: "section"),
        RowKind::Person => label!(vi: "người", en: "person"),
        RowKind::Continuation => label!(vi: "dòng nối tiếp", en: "continuation"),
        RowKind::Subtotal => label!(vi: "cộng nhóm", en: "subtotal"),
        RowKind::Total => label!(vi: "tổng", en: "total"),
        RowKind::BlankLine => label!(vi: "dòng trống của mẫu", en: "blank line"),
        RowKind::Remark => label!(vi: "ghi chú", en: "remark"),
        RowKind::Signature => label!(vi: "phần ký", en: "signature"),
        RowKind::Footer => label!(vi: "cuối trang", en: "footer"),
        RowKind::OtherSheet => label!(vi: "ngoài danh sách", en: "no list"),
        RowKind::Unread => label!(vi: "không hiểu", en: "not understood"),
    }
}
