//! `KeHoach_2027.xlsx`: the plans of a year, consolidated.

use std::collections::{BTreeMap, BTreeSet};

use rust_xlsxwriter::ChartType;

use super::charts::{self, Plot};
use super::pages::{Page, Pages};
use super::plan_lines::{files, lines, people};
use crate::config::Settings;
use crate::cycle::kinds;
use crate::cycle::quota::{Proposal, propose};
use crate::finding::Finding;
use crate::i18n::{Label, Lang, Text};
use crate::label;
use crate::model::cycle::{NeedLine, PlanBook};
use crate::model::period::Period;
use crate::model::record::CourseCode;
use crate::report::book::list::{Cell, FIRST_ROW};
use crate::report::book::style::{ACCENT, Kind, LINE, Tone};
use crate::report::book::{Sink, finish};
use crate::report::error::Result;
use crate::text;
use crate::text::collate::text_key;

/// Writes the workbook.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write(
    book: &PlanBook,
    findings: &[Finding],
    settings: &Settings,
    lang: Lang,
    out: &mut dyn Sink,
) -> Result<()> {
    let year = book.year;
    let title = text!(
        vi: "Tổng hợp nhu cầu đào tạo, bồi dưỡng năm {year}",
        en: "Need of training in {year}",
    );
    let mut pages = Pages::new(&title, Period { year, month: 12 }, lang)?;
    let proposal = propose(book, &settings.quota);
    by_kind(&mut pages, book, &proposal, settings, title)?;
    by_unit(&mut pages, book)?;
    lines(&mut pages, book)?;
    people(&mut pages, book)?;
    pages.findings(findings, &book.batch.lists)?;
    files(&mut pages, book)?;
    finish(pages.book, out)
}

/// The kinds that somebody needs or needed, the highest first.
fn kinds_of(book: &PlanBook) -> Vec<CourseCode> {
    let used: BTreeSet<&CourseCode> = book.lines.iter().map(|line| &line.kind).collect();
    let mut used: Vec<CourseCode> = used.into_iter().cloned().collect();
    used.sort_by_key(|kind| kinds().rank(kind));
    used
}

/// Figures of a kind of class over all units.
#[derive(Default)]
struct Sums {
    need: u32,
    units: u32,
    before: Option<u32>,
    sent: Option<u32>,
    able: Option<u32>,
    gap: Option<u32>,
}

fn add(sum: &mut Option<u32>, number: Option<u32>) {
    if let Some(number) = number {
        *sum = Some(sum.unwrap_or(0).saturating_add(number));
    }
}

impl Sums {
    fn of<'a>(lines: impl Iterator<Item = &'a NeedLine>) -> Sums {
        let mut sums = Sums::default();
        for line in lines {
            sums.need = sums.need.saturating_add(line.need);
            sums.units += u32::from(line.need > 0);
            add(&mut sums.before, line.before);
            add(&mut sums.sent, line.sent);
            add(&mut sums.able, line.able);
            add(&mut sums.gap, line.gap);
        }
        sums
    }
}

const BY_KIND: &[(Label, f64, Kind)] = &[
    (label!(vi: "Loại lớp", en: "Kind of class"), 46.0, Kind::Long),
    (label!(vi: "Gọi tắt", en: "In short"), 20.0, Kind::Text),
    (label!(vi: "Nhu cầu", en: "Need"), 10.0, Kind::Count),
    (label!(vi: "Số đơn vị có nhu cầu", en: "Units in need"), 11.0, Kind::Count),
    (label!(vi: "Nhu cầu năm trước", en: "Need last year"), 11.0, Kind::Count),
    (label!(vi: "Thực cử năm trước", en: "Sent last year"), 11.0, Kind::Count),
    (
        label!(vi: "Có thể cử (ở các đơn vị này)", en: "Could go (in these units)"),
        12.0,
        Kind::Count,
    ),
    (label!(vi: "Thiếu chuẩn chức danh", en: "Lacking for the title"), 12.0, Kind::Count),
    (label!(vi: "Số lớp mở trong năm", en: "Classes of the year"), 10.0, Kind::Count),
    (label!(vi: "Số chỗ", en: "Seats"), 9.0, Kind::Count),
    (label!(vi: "Nhu cầu chưa có chỗ", en: "Need without a seat"), 12.0, Kind::Count),
    (label!(vi: "Cần mở thêm (lớp)", en: "Classes to open"), 11.0, Kind::Count),
];

fn by_kind(
    pages: &mut Pages,
    book: &PlanBook,
    proposal: &Proposal,
    settings: &Settings,
    title: Text,
) -> Result<()> {
    let used = kinds_of(book);
    let size = settings.quota.class_size.max(1);
    let row = |kind: &CourseCode| {
        let sums = Sums::of(book.lines.iter().filter(|line| line.kind == *kind));
        let own = proposal.classes.iter().filter(|class| class.kind == *kind);
        let (classes, seats) =
            own.fold((0_u32, 0_u32), |(n, seats), class| (n + 1, seats + class.seats));
        let unserved = proposal.unserved.iter().filter(|((_, need), _)| need == kind);
        let unserved = unserved.map(|(_, left)| *left).fold(0, u32::saturating_add);
        // A handful without a seat makes no class of its own.
        let open = (unserved + size / 2) / size;
        vec![
            Cell::text(book.kind_name(kind).to_owned()),
            Cell::text(kinds().short(kind).to_owned()),
            Cell::count(sums.need),
            Cell::count(sums.units),
            Cell::maybe_count(sums.before),
            Cell::maybe_count(sums.sent),
            Cell::maybe_count(sums.able),
            Cell::maybe_count(sums.gap),
            Cell::count(classes),
            Cell::count(seats),
            Cell::count(unserved).toned(if unserved > 0 { Tone::Doubt } else { Tone::Plain }),
            Cell::count(open).toned(if open > 0 { Tone::Doubt } else { Tone::Plain }),
        ]
    };
    let rows: Vec<_> = used.iter().map(row).collect();
    let page = Page {
        sheet: BY_KIND_SHEET,
        table: "TheoLoaiLop",
        title,
        lead: label!(
            vi: "Nhu cầu của các đơn vị so với năm trước, số người có thể cử và số chỗ của các lớp trong danh mục. Số chỗ còn lại: lệnh tonghop quota.",
            en: "What the units need, beside last year, the members who could go and the seats of the classes in the list. Who gets them: tonghop quota.",
        ),
        columns: BY_KIND,
        tab: ACCENT,
        frozen: 1,
    };
    let count = rows.len() as u32;
    pages.add(&page, rows)?;
    let words = |label: Label| label.pick(pages.lang);
    let series = [
        (words(label!(vi: "Nhu cầu", en: "Need")), 2),
        (words(label!(vi: "Nhu cầu năm trước", en: "Need last year")), 4),
        (words(label!(vi: "Thực cử năm trước", en: "Sent last year")), 5),
        (words(label!(vi: "Số chỗ", en: "Seats")), 9),
    ];
    let plot = Plot {
        sheet: words(BY_KIND_SHEET),
        title: words(label!(vi: "Nhu cầu theo loại lớp", en: "Need by kind of class")),
        names: 1,
        series: &series,
        first: 0,
        count,
        at: (FIRST_ROW + count + 1, 0),
        size: (980, 320),
        kind: ChartType::Column,
        percent: false,
        printed: BY_KIND.len(),
    };
    charts::add(&mut pages.book, &plot)
}

const BY_KIND_SHEET: Label = label!(vi: "Theo loại lớp", en: "By kind");

/// Units down, kinds across.
fn by_unit(pages: &mut Pages, book: &PlanBook) -> Result<()> {
    let used = kinds_of(book);
    let mut needs: BTreeMap<&str, BTreeMap<&str, u32>> = BTreeMap::new();
    for line in book.lines.iter().filter(|line| line.need > 0) {
        needs.entry(&line.unit).or_default().insert(&line.kind, line.need);
    }
    let mut units: Vec<_> = needs.into_iter().collect();
    units.sort_by_cached_key(|(code, _)| (text_key(book.batch.lists.unit_name(code)), *code));
    let mut columns = vec![
        (label!(vi: "Mã", en: "Code"), 12.0, Kind::Text),
        (label!(vi: "Tổ chức đảng", en: "Unit"), 40.0, Kind::Long),
    ];
    columns.extend(used.iter().map(|_| (label!(vi: "", en: ""), 11.0, Kind::Count)));
    columns.push((label!(vi: "Cộng", en: "Total"), 9.0, Kind::Count));
    let headings: Vec<String> = used.iter().map(|kind| kinds().short(kind).to_owned()).collect();
    let mut rows: Vec<Vec<Cell>> = Vec::new();
    let mut totals = vec![0_u64; used.len()];
    for (unit, needs) in &units {
        let name = book.batch.lists.unit_name(unit).to_owned();
        let mut row = vec![Cell::text((*unit).to_owned()), Cell::text(name)];
        for (kind, total) in used.iter().zip(&mut totals) {
            let need = needs.get(&**kind).copied();
            *total += u64::from(need.unwrap_or(0));
            row.push(Cell::maybe_count(need));
        }
        row.push(Cell::count(needs.values().map(|need| u64::from(*need)).sum::<u64>()));
        rows.push(row);
    }
    let mut last = vec![
        Cell::empty().toned(Tone::Shaded),
        Cell::text(label!(vi: "Tổng cộng", en: "Total").pick(pages.lang)).toned(Tone::Shaded),
    ];
    last.extend(totals.iter().map(|total| Cell::count(*total).toned(Tone::Shaded)));
    last.push(Cell::count(totals.iter().sum::<u64>()).toned(Tone::Shaded));
    rows.push(last);
    let year = book.year;
    let page = Page {
        sheet: label!(vi: "Theo đơn vị", en: "By unit"),
        table: "TheoDonVi",
        title: text!(vi: "Nhu cầu năm {year} theo đơn vị", en: "Need in {year} by unit"),
        lead: label!(
            vi: "Số người đơn vị muốn cử, theo loại lớp.",
            en: "How many people each unit wants to send, by kind of class.",
        ),
        columns: &columns,
        tab: LINE,
        frozen: 2,
    };
    pages.add_with_headings(&page, &headings, 2, rows)
}
