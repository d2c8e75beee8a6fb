//! The log: each file received, how it stands, and where every row of it went.

use rust_xlsxwriter::Workbook;

use super::desk::Desk;
use super::pages::Page;
use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::role::snake_name;
use crate::model::submission::{RowFate, Standing, Submission};
use crate::report::book::list::{Cell, Column, List, write};
use crate::report::book::style::{Kind, Tone};
use crate::report::error::Result;
use crate::text;

/// In the order of a form from top to bottom.
const FATES: [RowFate; 10] = [
    RowFate::Title,
    RowFate::Header,
    RowFate::ColumnNumbers,
    RowFate::Section,
    RowFate::Person,
    RowFate::BlankLine,
    RowFate::Subtotal,
    RowFate::Footer,
    RowFate::OtherSheet,
    RowFate::Unread,
];

pub fn add(book: &mut Workbook, desk: &Desk) -> Result<()> {
    let forms = &desk.index.outcome.batch.submissions;
    let lists = &desk.index.outcome.batch.lists.digests;
    let references = lists.iter().enumerate().map(|(number, (path, digest))| {
        let number = forms.len() + number + 1;
        let mut cells = vec![
            Cell::count(number),
            Cell::text(&**path),
            Cell::empty(),
            Cell::text(label!(vi: "Danh mục", en: "Reference list").pick(desk.lang)),
        ];
        // It has no kind, size or rows of its own.
        cells.extend((0..FATES.len() + 3).map(|_| Cell::empty()));
        cells.push(Cell::text(&**digest));
        cells
    });
    let remarks = &desk.index.outcome.remarks;
    let said = remarks.iter().enumerate().map(|(number, remark)| {
        let number = forms.len() + lists.len() + number + 1;
        let kind = label!(vi: "Ghi chú của lần chạy", en: "Remark on the run");
        vec![
            Cell::count(number),
            Cell::text(remark.in_lang(desk.lang)),
            Cell::empty(),
            Cell::text(kind.pick(desk.lang)).toned(Tone::Doubt),
        ]
    });
    let rows = forms.iter().enumerate().map(|(number, form)| row(desk, number, form));
    let count = forms.len() + lists.len() + remarks.len();
    write(book, &desk.styles, &list(desk), count, rows.chain(references).chain(said))
}

fn list(desk: &Desk) -> List {
    let lang = desk.lang;
    let own = |label: Label, width, kind| Column::new(label.pick(lang), width, kind);
    let mut columns = vec![
        own(label!(vi: "STT", en: "No."), 6.0, Kind::Count),
        own(label!(vi: "Tệp", en: "File"), 46.0, Kind::Long),
        own(label!(vi: "Tổ chức đảng", en: "Party organisation"), 26.0, Kind::Long),
        own(label!(vi: "Xử lý", en: "Use"), 22.0, Kind::Long),
        own(label!(vi: "Loại", en: "Kind"), 7.0, Kind::Centre),
        own(label!(vi: "Cỡ (byte)", en: "Bytes"), 10.0, Kind::Count),
    ];
    columns.extend(FATES.map(|fate| own(fate_words(fate), 8.0, Kind::Count)));
    columns.push(own(label!(vi: "Tổng số dòng", en: "All rows"), 9.0, Kind::Count));
    let printed = columns.len() as u16;
    columns.push(own(label!(vi: "SHA-256", en: "SHA-256"), 68.0, Kind::Text));
    let list = Page::Log.list(desk, columns);
    List { frozen: 2, printed, lead: lead(desk), ..list }
}

/// The program and the settings that the run obeyed, and what could not be checked.
fn lead(desk: &Desk) -> String {
    let outcome = desk.index.outcome;
    let digest: String = outcome.settings_digest.chars().take(12).collect();
    let version = outcome.version;
    let mut lead = text!(
        vi: "tonghop {version} · cấu hình {digest}",
        en: "tonghop {version} · settings {digest}"
    )
    .in_lang(desk.lang)
    .to_owned();
    for silent in &outcome.unchecked {
        let (codes, why) = (silent.codes.join(", "), &silent.why);
        let (vi, en) = (&why.vi, &why.en);
        let text = text!(vi: " · không kiểm tra {codes}: {vi}", en: " · not checked {codes}: {en}");
        lead.push_str(text.in_lang(desk.lang));
    }
    lead
}

fn row<'a>(desk: &Desk<'a>, number: usize, form: &'a Submission) -> Vec<Cell<'a>> {
    let lists = &desk.index.outcome.batch.lists;
    let mut cells = vec![
        Cell::count(number + 1),
        Cell::text(&*form.source.path),
        Cell::maybe(form.sender.unit.as_deref().map(|code| lists.unit_name(code))),
        used(form, desk.lang),
        Cell::maybe(form.source.format.map(snake_name)),
        Cell::count(form.source.size),
    ];
    cells.extend(FATES.map(|fate| Cell::maybe_count(form.rows.get(&fate).copied())));
    cells.push(Cell::count(form.rows.values().copied().map(u64::from).sum::<u64>()));
    cells.push(Cell::text(&*form.source.sha256));
    cells
}

fn used(form: &Submission, lang: Lang) -> Cell<'static> {
    if let Some(unread) = &form.unread {
        let (vi, en) = (&unread.why.vi, &unread.why.en);
        let text = text!(vi: "Không đọc được: {vi}", en: "Not read: {en}");
        return Cell::text(text.in_lang(lang).to_owned()).toned(Tone::Bad);
    }
    match &form.standing {
        Standing::Counts if form.records.is_empty() => {
            let none = label!(vi: "Không có dòng đăng ký nào", en: "No registrations in it");
            Cell::text(none.pick(lang)).toned(Tone::Doubt)
        }
        Standing::Counts => {
            Cell::text(label!(vi: "Đã tổng hợp", en: "Counted").pick(lang)).toned(Tone::Good)
        }
        Standing::DuplicateOf(other) => {
            let text = text!(vi: "Trùng với {other}", en: "The same as {other}");
            Cell::text(text.in_lang(lang).to_owned()).toned(Tone::Quiet)
        }
        Standing::SupersededBy(other) => {
            let text = text!(vi: "Đã thay bằng {other}", en: "Replaced by {other}");
            Cell::text(text.in_lang(lang).to_owned()).toned(Tone::Quiet)
        }
    }
}

pub fn fate_words(fate: RowFate) -> Label {
    match fate {
        RowFate::Title => label!(vi: "Tiêu đề", en: "Title"),
        RowFate::Header => label!(vi: "Đầu cột", en: "Header"),
        RowFate::ColumnNumbers => label!(vi: "Số cột", en: "Column numbers"),
        RowFate::Section => label!(vi: "Đề mục", en: "Sections"),
        RowFate::Person => label!(vi: "Người", en: "People"),
        RowFate::Subtotal => label!(vi: "Cộng", en: "Subtotals"),
        RowFate::Footer => label!(vi: "Cuối bảng", en: "Footer"),
        RowFate::OtherSheet => label!(vi: "Trang khác", en: "Other sheets"),
        RowFate::Unread => label!(vi: "Không rõ", en: "Unread"),
        RowFate::BlankLine => label!(vi: "Dòng trống", en: "Blank lines"),
    }
}
