//! `KetQua_2026.xlsx`: from the plan to the certificate, by class, unit and person.

use std::collections::BTreeMap;

use rust_xlsxwriter::ChartType;

use super::charts::{self, Plot};
use super::learners::{files, learners};
use super::pages::{Page, Pages};
use crate::cycle::funnel::{Funnel, funnels};
use crate::finding::Finding;
use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::cycle::ResultsBook;
use crate::model::period::Period;
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
    book: &ResultsBook,
    findings: &[Finding],
    lang: Lang,
    out: &mut dyn Sink,
) -> Result<()> {
    let year = book.year;
    let title = text!(vi: "Kết quả đào tạo, bồi dưỡng năm {year}", en: "Results of {year}");
    let mut pages = Pages::new(&title, Period { year, month: 12 }, lang)?;
    let funnels = funnels(book);
    by_class(&mut pages, book, &funnels, title)?;
    by_unit(&mut pages, book, &funnels)?;
    by_unit_and_class(&mut pages, book, &funnels)?;
    learners(&mut pages, book)?;
    pages.findings(findings, &book.batch.lists)?;
    files(&mut pages, book)?;
    finish(pages.book, out)
}

type Funnels = BTreeMap<(String, crate::model::record::CourseCode), Funnel>;

/// The figures of a funnel, in the order in which they come about.
const STEPS: &[(Label, f64, Kind)] = &[
    (label!(vi: "Kế hoạch", en: "Plan"), 9.0, Kind::Count),
    (label!(vi: "Chỉ tiêu", en: "Quota"), 9.0, Kind::Count),
    (label!(vi: "Đăng ký", en: "Registered"), 9.0, Kind::Count),
    (label!(vi: "Chấp nhận", en: "Accepted"), 9.0, Kind::Count),
    (label!(vi: "Rút", en: "Withdrawn"), 8.0, Kind::Count),
    (label!(vi: "Không trúng tuyển", en: "Not admitted"), 10.0, Kind::Count),
    (label!(vi: "Trúng tuyển", en: "Admitted"), 9.0, Kind::Count),
    (label!(vi: "Không nhập học", en: "Did not come"), 9.0, Kind::Count),
    (label!(vi: "Bỏ học", en: "Dropped out"), 8.0, Kind::Count),
    (label!(vi: "Bảo lưu", en: "Deferred"), 8.0, Kind::Count),
    (label!(vi: "Không đạt, chưa TN", en: "Failed"), 9.0, Kind::Count),
    (label!(vi: "Đang học", en: "Studying"), 8.0, Kind::Count),
    (label!(vi: "Tốt nghiệp", en: "Graduated"), 9.0, Kind::Count),
    (label!(vi: "TN/chỉ tiêu (%)", en: "Graduated of quota (%)"), 10.0, Kind::Count),
];

fn steps<'a>(funnel: &Funnel) -> Vec<Cell<'a>> {
    let bad =
        |number: u32| Cell::count(number).toned(if number > 0 { Tone::Doubt } else { Tone::Plain });
    let share = funnel.quota.filter(|quota| *quota > 0);
    let share = share.map(|quota| funnel.graduated.saturating_mul(100) / quota);
    vec![
        Cell::maybe_count(funnel.plan),
        Cell::maybe_count(funnel.quota),
        Cell::count(funnel.registered),
        Cell::count(funnel.accepted),
        Cell::count(funnel.withdrawn),
        Cell::count(funnel.not_admitted),
        Cell::count(funnel.admitted),
        bad(funnel.no_show),
        bad(funnel.dropped_out),
        Cell::count(funnel.deferred),
        bad(funnel.failed),
        Cell::count(funnel.studying),
        Cell::count(funnel.graduated).toned(Tone::Good),
        Cell::maybe_count(share),
    ]
}

fn with_steps(first: &[(Label, f64, Kind)]) -> Vec<(Label, f64, Kind)> {
    first.iter().chain(STEPS).copied().collect()
}

/// The line of totals below the others.
fn total<'a>(funnels: impl Iterator<Item = Funnel>, empty: usize, lang: Lang) -> Vec<Cell<'a>> {
    let sum = funnels.fold(Funnel::default(), Funnel::plus);
    let mut row: Vec<Cell> = (1..empty).map(|_| Cell::empty().toned(Tone::Shaded)).collect();
    let words = label!(vi: "Tổng cộng", en: "Total").pick(lang);
    row.push(Cell::text(words).toned(Tone::Shaded));
    row.extend(steps(&sum).into_iter().map(|cell| cell.toned(Tone::Shaded)));
    row
}

const CLASS_SHEET: Label = label!(vi: "Theo lớp", en: "By class");

fn by_class(
    pages: &mut Pages,
    book: &ResultsBook,
    funnels: &Funnels,
    title: crate::i18n::Text,
) -> Result<()> {
    let mut classes: BTreeMap<&str, Funnel> = BTreeMap::new();
    for ((_, course), funnel) in funnels {
        let sum = classes.entry(course).or_default();
        *sum = sum.plus(*funnel);
    }
    let count = classes.len() as u32;
    let name = |code: &str| {
        book.batch.lists.course(code).map_or_else(String::new, |course| course.name.clone())
    };
    let mut rows: Vec<Vec<Cell>> = classes
        .iter()
        .map(|(code, funnel)| {
            let mut row = vec![Cell::text((*code).to_owned()), Cell::text(name(code))];
            row.extend(steps(funnel));
            row
        })
        .collect();
    rows.push(total(classes.into_values(), 2, pages.lang));
    let columns = with_steps(&[
        (label!(vi: "Mã lớp", en: "Class"), 12.0, Kind::Text),
        (label!(vi: "Tên lớp", en: "Name"), 34.0, Kind::Long),
    ]);
    let page = Page {
        sheet: CLASS_SHEET,
        table: "TheoLop",
        title,
        lead: label!(
            vi: "Từ kế hoạch đến tốt nghiệp. Trúng tuyển = Không nhập học + Bỏ học + Bảo lưu + Không đạt + Đang học + Tốt nghiệp.",
            en: "From the plan to the certificate. Admitted = did not come + dropped out + deferred + failed + studying + graduated.",
        ),
        columns: &columns,
        tab: ACCENT,
        frozen: 1,
    };
    pages.add(&page, rows)?;
    let words = |label: Label| label.pick(pages.lang);
    let series = [
        (words(label!(vi: "Chỉ tiêu", en: "Quota")), 3),
        (words(label!(vi: "Chấp nhận", en: "Accepted")), 5),
        (words(label!(vi: "Trúng tuyển", en: "Admitted")), 8),
        (words(label!(vi: "Tốt nghiệp", en: "Graduated")), 14),
    ];
    let plot = Plot {
        sheet: words(CLASS_SHEET),
        title: words(label!(vi: "Từ chỉ tiêu đến tốt nghiệp", en: "From quota to certificate")),
        names: 0,
        series: &series,
        first: 0,
        count,
        at: (FIRST_ROW + count + 2, 0),
        size: (860, 320),
        kind: ChartType::Column,
        percent: false,
        printed: columns.len(),
    };
    charts::add(&mut pages.book, &plot)
}

/// The name of a unit; of nobody known, words for that.
pub(super) fn unit_name(book: &ResultsBook, code: &str, lang: Lang) -> String {
    match code {
        "" => label!(vi: "(chưa rõ đơn vị)", en: "(unit not known)").pick(lang).to_owned(),
        code => book.batch.lists.unit_name(code).to_owned(),
    }
}

fn by_unit(pages: &mut Pages, book: &ResultsBook, funnels: &Funnels) -> Result<()> {
    let lang = pages.lang;
    let mut units: BTreeMap<&str, Funnel> = BTreeMap::new();
    for ((unit, _), funnel) in funnels {
        let sum = units.entry(unit).or_default();
        *sum = sum.plus(*funnel);
    }
    let mut units: Vec<_> = units.into_iter().collect();
    units.sort_by_cached_key(|(code, _)| (code.is_empty(), text_key(&unit_name(book, code, lang))));
    let mut rows: Vec<Vec<Cell>> = units
        .iter()
        .map(|(code, funnel)| {
            let mut row =
                vec![Cell::text((*code).to_owned()), Cell::text(unit_name(book, code, lang))];
            row.extend(steps(funnel));
            row.push(Cell::text(remark(funnel).pick(lang)));
            row
        })
        .collect();
    rows.push(total(units.iter().map(|(_, funnel)| *funnel), 2, lang));
    let mut columns = with_steps(&[
        (label!(vi: "Mã", en: "Code"), 11.0, Kind::Text),
        (label!(vi: "Tổ chức đảng", en: "Unit"), 34.0, Kind::Long),
    ]);
    columns.push((label!(vi: "Nhận xét", en: "Remark"), 30.0, Kind::Long));
    let year = book.year;
    let page = Page {
        sheet: label!(vi: "Theo đơn vị", en: "By unit"),
        table: "TheoDonVi",
        title: text!(vi: "Kết quả năm {year} theo đơn vị", en: "Results of {year} by unit"),
        lead: label!(
            vi: "Dùng cho đánh giá, xếp loại tổ chức đảng cuối năm.",
            en: "For the yearly assessment of the units.",
        ),
        columns: &columns,
        tab: LINE,
        frozen: 2,
    };
    pages.add(&page, rows)
}

/// What an assessment would say of a unit.
fn remark(funnel: &Funnel) -> Label {
    let lost = funnel.no_show + funnel.dropped_out + funnel.failed;
    match funnel.quota {
        _ if lost > 0 => {
            label!(vi: "có người bỏ học, không đạt hoặc không đến", en: "people lost on the way")
        }
        Some(quota) if funnel.accepted < quota => {
            label!(vi: "cử thiếu so với chỉ tiêu", en: "sent fewer than the quota")
        }
        Some(_) if funnel.graduated > 0 => label!(vi: "hoàn thành", en: "done"),
        _ => label!(vi: "", en: ""),
    }
}

fn by_unit_and_class(pages: &mut Pages, book: &ResultsBook, funnels: &Funnels) -> Result<()> {
    let lang = pages.lang;
    let mut lines: Vec<_> = funnels.iter().collect();
    lines.sort_by_cached_key(|((unit, course), _)| {
        (unit.is_empty(), text_key(&unit_name(book, unit, lang)), course.clone())
    });
    let rows = lines.into_iter().map(|((unit, course), funnel)| {
        let mut row = vec![Cell::text(unit_name(book, unit, lang)), Cell::text(course.to_string())];
        row.extend(steps(funnel));
        row
    });
    let rows = rows.collect();
    let columns = with_steps(&[
        (label!(vi: "Tổ chức đảng", en: "Unit"), 34.0, Kind::Long),
        (label!(vi: "Mã lớp", en: "Class"), 12.0, Kind::Text),
    ]);
    let page = Page {
        sheet: label!(vi: "Đơn vị và lớp", en: "Unit and class"),
        table: "DonViLop",
        title: label!(vi: "Kết quả từng đơn vị, từng lớp", en: "Results by unit and class")
            .to_text(),
        lead: label!(vi: "Cộng lại đúng bằng hai trang trước.", en: "Adds up to the two sheets before."),
        columns: &columns,
        tab: LINE,
        frozen: 2,
    };
    pages.add(&page, rows)
}
