//! `ChiTieu_2027.xlsx`: quotas proposed, line by line, for the officer to change.

use rust_xlsxwriter::{ChartType, DataValidation, DataValidationRule};

use super::charts::{self, Plot};
use super::notes::why;
use super::pages::{Page, Pages};
use crate::config::QuotaSettings;
use crate::cycle::kinds;
use crate::cycle::quota::{ClassQuota, Edits, Proposal, Share};
use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::cycle::PlanBook;
use crate::model::period::Period;
use crate::model::reference::{Quota, ReferenceLists};
use crate::report::book::list::{Cell, FIRST_ROW};
use crate::report::book::style::{ACCENT, DOUBT, Kind, LINE, Tone};
use crate::report::book::{Sink, finish};
use crate::report::error::Result;
use crate::text;
use crate::text::collate::text_key;

/// What the workbook is made from.
pub struct QuotaReport<'a> {
    pub book: &'a PlanBook,
    pub proposal: &'a Proposal,
    pub edits: &'a Edits,
}

/// The sheet that the officer changes.
pub const SHEET: Label = label!(vi: "Chỉ tiêu", en: "Quotas");

const COLUMNS: &[(Label, f64, Kind)] = &[
    (label!(vi: "Mã tổ chức đảng", en: "Unit"), 13.0, Kind::Text),
    (label!(vi: "Tên gọi", en: "Called"), 36.0, Kind::Long),
    (label!(vi: "Mã lớp", en: "Class"), 12.0, Kind::Text),
    (label!(vi: "Kế hoạch", en: "Plan"), 10.0, Kind::Count),
    (label!(vi: "Chỉ tiêu", en: "Quota"), 10.0, Kind::Count),
    (label!(vi: "Đề xuất", en: "Proposed"), 10.0, Kind::Count),
    (label!(vi: "Vì sao", en: "Why"), 84.0, Kind::Long),
];
const QUOTA_COLUMN: u16 = 4;

/// Writes the workbook.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write(
    report: &QuotaReport,
    settings: &QuotaSettings,
    lang: Lang,
    out: &mut dyn Sink,
) -> Result<()> {
    let year = report.book.year;
    let title = text!(vi: "Đề xuất chỉ tiêu năm {year}", en: "Quotas proposed for {year}");
    let mut pages = Pages::new(&title, Period { year, month: 12 }, lang)?;
    let lists = &report.book.batch.lists;
    let mut rows = Vec::new();
    for class in &report.proposal.classes {
        let mut shares: Vec<&Share> = class.shares.iter().collect();
        shares.sort_by_cached_key(|share| text_key(lists.unit_name(&share.claim.unit)));
        rows.extend(shares.into_iter().map(|share| line(report, class, share, settings, lang)));
    }
    let count = rows.len() as u32;
    let page = Page {
        sheet: SHEET,
        table: "ChiTieu",
        title,
        lead: label!(
            vi: "Sửa số ở cột Chỉ tiêu rồi lưu; chạy lại vẫn giữ số đã sửa. Xong thì chạy tonghop quota --accept để thành danh sách chỉ tiêu.",
            en: "Change the column Quota and save; another run keeps what you changed. Then tonghop quota --accept makes it the list of quotas.",
        ),
        columns: COLUMNS,
        tab: ACCENT,
        frozen: 3,
    };
    pages.add(&page, rows)?;
    whole_numbers(&mut pages, count)?;
    classes(&mut pages, report)?;
    unserved(&mut pages, report)?;
    method(&mut pages, settings)?;
    finish(pages.book, out)
}

fn line<'a>(
    report: &QuotaReport,
    class: &ClassQuota,
    share: &Share,
    settings: &QuotaSettings,
    lang: Lang,
) -> Vec<Cell<'a>> {
    let unit = &share.claim.unit;
    let edited = report.edits.get(&(unit.clone(), class.course.code.clone()));
    let words = why(share, settings).in_lang(lang).to_owned();
    let words = match edited {
        Some(_) => {
            let changed =
                label!(vi: "Cán bộ đã sửa. Đề xuất: ", en: "Changed by the officer. Proposed: ");
            format!("{}{words}", changed.pick(lang))
        }
        None => words,
    };
    let name = report.book.batch.lists.unit_name(unit).to_owned();
    vec![
        Cell::text(unit.to_string()),
        Cell::text(name),
        Cell::text(class.course.code.to_string()),
        Cell::count(share.plan),
        Cell::count(edited.copied().unwrap_or(share.quota)).toned(Tone::Input),
        Cell::count(share.quota).toned(Tone::Quiet),
        Cell::text(words).toned(if edited.is_some() { Tone::Doubt } else { Tone::Plain }),
    ]
}

/// Quotas are whole numbers, none below zero.
fn whole_numbers(pages: &mut Pages, count: u32) -> Result<()> {
    let error = label!(
        vi: "Chỉ tiêu là số nguyên, từ 0 trở lên.",
        en: "A quota is a whole number, zero or more.",
    );
    let rule = DataValidation::new()
        .allow_whole_number(DataValidationRule::GreaterThanOrEqualTo(0))
        .set_error_message(error.pick(pages.lang))?;
    let sheet = pages.book.worksheet_from_name(SHEET.pick(pages.lang))?;
    let last = FIRST_ROW + count.max(1) - 1;
    sheet.add_data_validation(FIRST_ROW, QUOTA_COLUMN, last, QUOTA_COLUMN, &rule)?;
    Ok(())
}

const CLASSES: &[(Label, f64, Kind)] = &[
    (label!(vi: "Mã", en: "Code"), 12.0, Kind::Text),
    (label!(vi: "Tên lớp", en: "Name"), 46.0, Kind::Long),
    (label!(vi: "Khai giảng", en: "Opens"), 12.0, Kind::Date),
    (label!(vi: "Số chỗ", en: "Seats"), 9.0, Kind::Count),
    (label!(vi: "Dự phòng", en: "Reserve"), 9.0, Kind::Count),
    (label!(vi: "Nhu cầu", en: "Need"), 9.0, Kind::Count),
    (label!(vi: "Đề xuất giao", en: "Given"), 9.0, Kind::Count),
    (label!(vi: "Còn trống", en: "Free"), 9.0, Kind::Count),
    (label!(vi: "Số đơn vị", en: "Units"), 9.0, Kind::Count),
    (label!(vi: "Lưu ý", en: "Note"), 46.0, Kind::Long),
];
const CLASSES_SHEET: Label = label!(vi: "Các lớp", en: "Classes");

fn classes(pages: &mut Pages, report: &QuotaReport) -> Result<()> {
    let lang = pages.lang;
    let rows = report.proposal.classes.iter().map(|class| {
        let note = match (class.seats_known, class.shares.is_empty()) {
            (_, true) => {
                label!(vi: "chưa đơn vị nào có nhu cầu", en: "no unit needs it").pick(lang)
            }
            (false, _) => label!(
                vi: "danh mục chưa ghi sĩ số: lấy theo [quota] class_size",
                en: "the list says no number of seats: [quota] class_size is taken",
            )
            .pick(lang),
            _ => "",
        };
        vec![
            Cell::text(class.course.code.to_string()),
            Cell::text(class.course.name.clone()),
            Cell::date(class.course.opens),
            Cell::count(class.seats),
            Cell::count(class.reserve),
            Cell::count(class.asked()),
            Cell::count(class.given()),
            Cell::count(class.free()),
            Cell::count(class.shares.len()),
            Cell::text(note),
        ]
    });
    let rows: Vec<_> = rows.collect();
    let count = rows.len() as u32;
    let page = Page {
        sheet: CLASSES_SHEET,
        table: "CacLop",
        title: label!(vi: "Các lớp mở trong năm", en: "The classes of the year").to_text(),
        lead: label!(
            vi: "Lớp khai giảng trước được chia trước; phần chưa được giao chuyển sang lớp sau cùng loại.",
            en: "Classes are served in the order in which they open; what is left over goes on to the next of the kind.",
        ),
        columns: CLASSES,
        tab: LINE,
        frozen: 2,
    };
    pages.add(&page, rows)?;
    let words = |label: Label| label.pick(lang);
    let series = [
        (words(label!(vi: "Nhu cầu", en: "Need")), 5),
        (words(label!(vi: "Đề xuất giao", en: "Given")), 6),
        (words(label!(vi: "Số chỗ", en: "Seats")), 3),
    ];
    let plot = Plot {
        sheet: words(CLASSES_SHEET),
        title: words(label!(vi: "Nhu cầu, chỉ tiêu, số chỗ", en: "Need, quota, seats")),
        names: 0,
        series: &series,
        first: 0,
        count,
        at: (FIRST_ROW + count + 1, 0),
        size: (760, 300),
        kind: ChartType::Column,
        percent: false,
        printed: CLASSES.len(),
    };
    charts::add(&mut pages.book, &plot)
}

const UNSERVED: &[(Label, f64, Kind)] = &[
    (label!(vi: "Mã", en: "Code"), 12.0, Kind::Text),
    (label!(vi: "Tổ chức đảng", en: "Unit"), 40.0, Kind::Long),
    (label!(vi: "Loại lớp", en: "Kind of class"), 40.0, Kind::Long),
    (label!(vi: "Nhu cầu chưa có chỗ", en: "Need without a seat"), 14.0, Kind::Count),
];

fn unserved(pages: &mut Pages, report: &QuotaReport) -> Result<()> {
    let lists = &report.book.batch.lists;
    let mut left: Vec<_> = report.proposal.unserved.iter().collect();
    left.sort_by_cached_key(|((unit, kind), _)| {
        (kinds().rank(kind), text_key(lists.unit_name(unit)), unit.clone())
    });
    let rows = left.into_iter().map(|((unit, kind), number)| {
        vec![
            Cell::text(unit.to_string()),
            Cell::text(lists.unit_name(unit).to_owned()),
            Cell::text(report.book.kind_name(kind).to_owned()),
            Cell::count(*number),
        ]
    });
    let rows = rows.collect();
    let page = Page {
        sheet: label!(vi: "Chưa có chỗ", en: "Unserved"),
        table: "ChuaCoCho",
        title:
            label!(vi: "Nhu cầu chưa có chỗ trong năm", en: "Need that no class of the year serves")
                .to_text(),
        lead: label!(
            vi: "Cơ sở để đề nghị mở thêm lớp hoặc chuyển sang năm sau.",
            en: "The ground for asking for another class, or for next year's plan.",
        ),
        columns: UNSERVED,
        tab: DOUBT,
        frozen: 0,
    };
    pages.add(&page, rows)
}

fn method(pages: &mut Pages, settings: &QuotaSettings) -> Result<()> {
    let QuotaSettings { reserve_percent, least_per_unit, most_per_unit, .. } = settings;
    let (need, gap, size) = (settings.weights.need, settings.weights.gap, settings.class_size);
    let lines = [
        text!(
            vi: "1. Mỗi lớp giữ lại {reserve_percent}% số chỗ làm dự phòng (reserve_percent), làm tròn xuống.",
            en: "1. Of each class {reserve_percent}% of the seats are kept back (reserve_percent), rounded down.",
        ),
        text!(
            vi: "2. Mỗi đơn vị có nhu cầu được {least_per_unit} chỗ trước (least_per_unit), nếu đủ chỗ cho mọi đơn vị.",
            en: "2. Every unit with a need gets {least_per_unit} first (least_per_unit), if there are seats for all.",
        ),
        text!(
            vi: "3. Phần còn lại chia theo trọng số: nhu cầu × {need} + số người thiếu chuẩn chức danh × {gap} ([quota.weights]); phần nguyên trước, chỗ lẻ theo phần dư lớn nhất.",
            en: "3. The rest by weight: need × {need} + people lacking for their title × {gap} ([quota.weights]); whole parts first, then the largest remainders.",
        ),
        text!(
            vi: "4. Không quá nhu cầu, không quá số người có thể cử (within_able), không quá {most_per_unit} chỗ mỗi đơn vị (most_per_unit; 0: không giới hạn).",
            en: "4. Never more than the need, than the members who could go (within_able), or than {most_per_unit} for a unit (most_per_unit; 0: no limit).",
        ),
        text!(
            vi: "5. Phần dư bằng nhau: đơn vị có nhu cầu lớn hơn, rồi đến mã đơn vị. Cùng số liệu luôn cho cùng kết quả.",
            en: "5. Equal remainders: the larger need, then the unit's code. The same figures always give the same result.",
        ),
        text!(
            vi: "6. Lớp chưa ghi sĩ số trong danh mục được tính {size} chỗ (class_size).",
            en: "6. A class without a number of seats in the list counts as one of {size} (class_size).",
        ),
    ];
    let lang = pages.lang;
    let rows = lines.iter().map(|line| vec![Cell::text(line.in_lang(lang).to_owned())]).collect();
    let columns = [(label!(vi: "Cách tính", en: "Method"), 130.0, Kind::Long)];
    let page = Page {
        sheet: label!(vi: "Cách tính", en: "Method"),
        table: "CachTinh",
        title: label!(vi: "Chỉ tiêu được tính thế nào", en: "How quotas are proposed").to_text(),
        lead: label!(vi: "Các mức đặt ở tonghop.toml, mục [quota].", en: "Set in tonghop.toml under [quota]."),
        columns: &columns,
        tab: LINE,
        frozen: 0,
    };
    pages.add(&page, rows)
}

const LIST: &[(Label, f64, Kind)] = &[
    (label!(vi: "Mã tổ chức đảng", en: "Unit"), 16.0, Kind::Text),
    (label!(vi: "Tên gọi", en: "Called"), 40.0, Kind::Long),
    (label!(vi: "Mã lớp", en: "Class"), 14.0, Kind::Text),
    (label!(vi: "Kế hoạch", en: "Plan"), 10.0, Kind::Count),
    (label!(vi: "Chỉ tiêu", en: "Quota"), 10.0, Kind::Count),
];

/// Writes a list of quotas for the folder of lists.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write_list(
    quotas: &[Quota],
    lists: &ReferenceLists,
    year: i32,
    lang: Lang,
    out: &mut dyn Sink,
) -> Result<()> {
    let title = text!(vi: "Chỉ tiêu năm {year}", en: "Quotas of {year}");
    let mut pages = Pages::new(&title, Period { year, month: 1 }, lang)?;
    let rows = quotas.iter().map(|quota| {
        vec![
            Cell::text(quota.unit.to_string()),
            Cell::text(lists.unit_name(&quota.unit).to_owned()),
            Cell::text(quota.course.to_string()),
            Cell::maybe_count(quota.plan),
            Cell::maybe_count(quota.quota),
        ]
    });
    let page = Page {
        sheet: SHEET,
        table: "ChiTieu",
        title,
        lead: label!(
            vi: "Sửa được như mọi danh sách khác trong thư mục reference.",
            en: "May be changed like every list in the folder reference.",
        ),
        columns: LIST,
        tab: ACCENT,
        frozen: 0,
    };
    pages.add(&page, rows.collect())?;
    finish(pages.book, out)
}
