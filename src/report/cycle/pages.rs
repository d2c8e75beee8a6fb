//! What the sheets of these workbooks have in common.

use rust_xlsxwriter::{Color, Workbook};

use crate::finding::{Finding, Severity};
use crate::i18n::{Label, Lang, Text};
use crate::label;
use crate::model::period::Period;
use crate::model::reference::ReferenceLists;
use crate::report::book::list::{self, Cell, Column, List, ROWS_PER_SHEET};
use crate::report::book::style::{ACCENT, Kind, SCREEN_FONT, Styles, Tone};
use crate::report::book::{About, new_book};
use crate::report::error::Result;
use crate::report::rule_names::title;

/// A workbook while its sheets are added.
pub struct Pages {
    pub book: Workbook,
    pub styles: Styles,
    pub lang: Lang,
    first: Option<String>,
}

/// A sheet with one list.
pub struct Page<'a> {
    pub sheet: Label,
    pub table: &'static str,
    pub title: Text,
    pub lead: Label,
    pub columns: &'a [(Label, f64, Kind)],
    pub tab: Color,
    /// How many columns stay when scrolling.
    pub frozen: u16,
}

impl Pages {
    /// A new workbook; `period` dates it.
    pub fn new(title: &Text, period: Period, lang: Lang) -> Result<Pages> {
        let about = About { title: title.in_lang(lang).to_owned(), ..About::default() };
        let book = new_book(SCREEN_FONT, 10.0, &about, period)?;
        Ok(Pages { book, styles: Styles::default(), lang, first: None })
    }

    /// Adds a sheet; every one but the first links back to the first.
    pub fn add(&mut self, page: &Page, rows: Vec<Vec<Cell>>) -> Result<()> {
        self.add_with_headings(page, &[], 0, rows)
    }

    /// Adds a sheet whose columns from `from` on have these headings.
    pub fn add_with_headings(
        &mut self,
        page: &Page,
        headings: &[String],
        from: usize,
        rows: Vec<Vec<Cell>>,
    ) -> Result<()> {
        let lang = self.lang;
        let column = |(words, width, kind): &(Label, f64, Kind)| {
            Column::new(words.pick(lang), *width, *kind)
        };
        let mut columns: Vec<Column> = page.columns.iter().map(column).collect();
        for (column, heading) in columns.iter_mut().skip(from).zip(headings) {
            column.heading.clone_from(heading);
        }
        let back = label!(vi: "‹ Trang đầu", en: "‹ First sheet").pick(lang).to_owned();
        let sheet = page.sheet.pick(lang).to_owned();
        let list = List {
            sheet: sheet.clone(),
            table: page.table,
            title: page.title.in_lang(lang).to_owned(),
            lead: page.lead.pick(lang).to_owned(),
            back: self.first.clone().map(|first| (first, back)),
            nothing: label!(vi: "Không có dòng nào.", en: "There are no lines.")
                .pick(lang)
                .to_owned(),
            columns,
            frozen: page.frozen,
            printed: page.columns.len() as u16,
            landscape: true,
            tab: page.tab,
            rows_per_sheet: ROWS_PER_SHEET,
        };
        self.first.get_or_insert(sheet);
        list::write(&mut self.book, &self.styles, &list, rows.len(), rows.into_iter())
    }

    /// Adds the sheet of findings.
    pub fn findings(&mut self, findings: &[Finding], lists: &ReferenceLists) -> Result<()> {
        let lang = self.lang;
        let rows = findings.iter().map(|finding| {
            let (words, tone) = severity(finding.severity);
            let unit = finding.unit.as_deref().map(|unit| lists.unit_name(unit).to_owned());
            let suggestion = finding.suggestion.as_ref().map(|text| text.in_lang(lang).to_owned());
            let place = match (&finding.at.sheet, finding.at.cell()) {
                (Some(sheet), Some(cell)) => format!("{sheet}!{cell}"),
                (Some(sheet), None) => sheet.to_string(),
                _ => String::new(),
            };
            let file = finding.at.file.rsplit('/').next().unwrap_or_default().to_owned();
            vec![
                Cell::text(words.pick(lang)).toned(tone),
                Cell::text(finding.code),
                Cell::text(title(finding.code, finding.rule, lang)),
                Cell::maybe(unit),
                Cell::text(finding.message.in_lang(lang).to_owned()),
                Cell::maybe(suggestion),
                Cell::text(file),
                Cell::text(place),
            ]
        });
        let page = Page {
            sheet: label!(vi: "Phát hiện", en: "Findings"),
            table: "PhatHien",
            title: label!(vi: "Chỗ chưa thống nhất, cần hỏi lại", en: "What does not agree")
                .to_text(),
            lead: label!(
                vi: "Mỗi dòng một chỗ; xem giải thích bằng lệnh tonghop explain và mã.",
                en: "One line each; tonghop explain with the code says more.",
            ),
            columns: FINDINGS,
            tab: ACCENT,
            frozen: 0,
        };
        self.add(&page, rows.collect())
    }
}

const FINDINGS: &[(Label, f64, Kind)] = &[
    (label!(vi: "Mức", en: "Level"), 11.0, Kind::Centre),
    (label!(vi: "Mã", en: "Code"), 7.0, Kind::Centre),
    (label!(vi: "Quy tắc", en: "Rule"), 26.0, Kind::Long),
    (label!(vi: "Tổ chức đảng", en: "Unit"), 28.0, Kind::Long),
    (label!(vi: "Nội dung", en: "Statement"), 52.0, Kind::Long),
    (label!(vi: "Việc cần làm", en: "What to do"), 36.0, Kind::Long),
    (label!(vi: "Tệp", en: "File"), 30.0, Kind::Long),
    (label!(vi: "Ô", en: "Cell"), 16.0, Kind::Text),
];

fn severity(severity: Severity) -> (Label, Tone) {
    match severity {
        Severity::Error => (label!(vi: "Lỗi", en: "Error"), Tone::Bad),
        Severity::Warning => (label!(vi: "Cần hỏi", en: "Ask"), Tone::Doubt),
        Severity::Info => (label!(vi: "Để biết", en: "Note"), Tone::Quiet),
    }
}
