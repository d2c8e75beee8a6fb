//! `XepLop_TC-K52.xlsx`: people split into classes, and what other splits would be.

use super::pages::{Page, Pages};
use crate::config::ClassSettings;
use crate::cycle::classes::{Applicant, Seat, Split, Wait, shapes};
use crate::i18n::{Label, Lang, Text};
use crate::label;
use crate::model::period::Period;
use crate::model::record::Record;
use crate::model::reference::{Course, ReferenceLists};
use crate::report::book::list::Cell;
use crate::report::book::style::{ACCENT, DOUBT, Kind, LINE, Tone};
use crate::report::book::{Sink, finish};
use crate::report::error::Result;
use crate::text;
use crate::text::collate::text_key;

/// What the workbook is made from.
pub struct ClassReport<'a> {
    pub course: &'a Course,
    pub year: i32,
    pub lists: &'a ReferenceLists,
    pub records: &'a [&'a Record],
    pub people: &'a [Applicant],
    pub split: &'a Split,
    /// Splits into other numbers of classes.
    pub others: &'a [Split],
    pub settings: &'a ClassSettings,
}

/// Writes the workbook.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write(report: &ClassReport, lang: Lang, out: &mut dyn Sink) -> Result<()> {
    let name = &report.course.name;
    let title = text!(vi: "Xếp lớp: {name}", en: "Classes of {name}");
    let mut pages = Pages::new(&title, Period { year: report.year, month: 12 }, lang)?;
    what_if(&mut pages, report, title)?;
    seated(&mut pages, report)?;
    waiting(&mut pages, report)?;
    finish(pages.book, out)
}

fn what_if(pages: &mut Pages, report: &ClassReport, title: Text) -> Result<()> {
    let lang = pages.lang;
    let bands = report.settings.age_bands.len();
    let mut columns = vec![
        (label!(vi: "Phương án", en: "Split into"), 14.0, Kind::Centre),
        (label!(vi: "Lớp", en: "Class"), 9.0, Kind::Centre),
        (label!(vi: "Số người", en: "People"), 9.0, Kind::Count),
        (label!(vi: "Nữ", en: "Women"), 8.0, Kind::Count),
        (label!(vi: "Số đơn vị", en: "Units"), 9.0, Kind::Count),
        (label!(vi: "Đông nhất một đơn vị", en: "Most of one unit"), 11.0, Kind::Count),
    ];
    columns.extend((0..=bands).map(|_| (label!(vi: "", en: ""), 11.0, Kind::Count)));
    columns.push((label!(vi: "Chờ", en: "Waiting"), 9.0, Kind::Count));
    columns.push((label!(vi: "Rút", en: "Withdrawn"), 9.0, Kind::Count));
    let headings: Vec<String> = (0..=bands).map(|band| band_words(band, report, lang)).collect();
    let mut rows = Vec::new();
    for (split, chosen) in
        std::iter::once((report.split, true)).chain(report.others.iter().map(|s| (s, false)))
    {
        let waits = |seat: &&Seat| matches!(seat, Seat::Waiting(_));
        let waiting = split.seats.iter().filter(waits).count();
        let withdrawn = split.seats.iter().filter(|seat| **seat == Seat::Withdrawn).count();
        for (number, shape) in shapes(report.people, split, bands).iter().enumerate() {
            let count = split.classes;
            let words = match chosen {
                true => text!(vi: "{count} lớp (chọn)", en: "{count} (chosen)"),
                false => text!(vi: "{count} lớp", en: "{count}"),
            };
            let tone = if chosen { Tone::Good } else { Tone::Plain };
            let mut row = vec![
                Cell::text(words.in_lang(lang).to_owned()).toned(tone),
                Cell::count(number + 1),
                Cell::count(shape.size),
                Cell::count(shape.women),
                Cell::count(shape.units),
                Cell::count(shape.most_of_unit),
            ];
            row.extend(shape.bands.iter().map(|count| Cell::count(*count)));
            // What belongs to the whole split stands in its first line.
            row.push(if number == 0 { Cell::count(waiting) } else { Cell::empty() });
            row.push(if number == 0 { Cell::count(withdrawn) } else { Cell::empty() });
            rows.push(row);
        }
    }
    let page = Page {
        sheet: label!(vi: "Các phương án", en: "Splits"),
        table: "PhuongAn",
        title,
        lead: label!(
            vi: "Người được chấp nhận chia đều theo đơn vị, rồi giới tính, độ tuổi. Sĩ số và giới hạn mỗi cơ quan đặt ở [classes].",
            en: "The people accepted, spread by unit, then sex and age. Size and the limit of an office are set under [classes].",
        ),
        columns: &columns,
        tab: ACCENT,
        frozen: 2,
    };
    pages.add_with_headings(&page, &headings, 6, rows)
}

fn band_words(band: usize, report: &ClassReport, lang: Lang) -> String {
    let bands = &report.settings.age_bands;
    let from = band.checked_sub(1).and_then(|below| bands.get(below));
    let words = match (from, bands.get(band)) {
        (None, Some(to)) => text!(vi: "Dưới {to} tuổi", en: "Below {to}"),
        (Some(from), Some(to)) => text!(vi: "Từ {from} đến dưới {to}", en: "{from} to below {to}"),
        (Some(from), None) => text!(vi: "Từ {from} trở lên", en: "{from} and above"),
        (None, None) => text!(vi: "Mọi tuổi", en: "All ages"),
    };
    words.in_lang(lang).to_owned()
}

const PEOPLE: &[(Label, f64, Kind)] = &[
    (label!(vi: "Lớp", en: "Class"), 7.0, Kind::Count),
    (label!(vi: "Họ và tên", en: "Full name"), 24.0, Kind::Text),
    (label!(vi: "Ngày sinh", en: "Birth date"), 11.5, Kind::Date),
    (label!(vi: "Giới tính", en: "Sex"), 8.0, Kind::Centre),
    (label!(vi: "Tổ chức đảng", en: "Unit"), 36.0, Kind::Long),
    (label!(vi: "Chức vụ", en: "Position"), 28.0, Kind::Long),
    (label!(vi: "Vì sao", en: "Why"), 60.0, Kind::Long),
];

/// Indexes of people in the order of a printed list: class, given name, full name.
fn order(report: &ClassReport) -> Vec<usize> {
    let mut all: Vec<usize> = (0..report.people.len()).collect();
    all.sort_by_cached_key(|index| {
        let class = report.split.seats.get(*index).and_then(Seat::class);
        let name = report.records.get(*index).and_then(|record| record.full_name.value.as_ref());
        let name = name.map(|name| text_key(&format!("{} {}", name.given, name.full)));
        (class, name, *index)
    });
    all
}

fn seated(pages: &mut Pages, report: &ClassReport) -> Result<()> {
    let lang = pages.lang;
    let rows = order(report).into_iter().filter_map(|index| {
        let seat = report.split.seats.get(index)?;
        let class = seat.class()?;
        let mut row = vec![Cell::count(class + 1)];
        row.extend(who(report, index, lang));
        row.push(Cell::text(why(report, seat).in_lang(lang).to_owned()));
        Some(row)
    });
    let rows = rows.collect();
    let page = Page {
        sheet: label!(vi: "Xếp lớp", en: "Classes"),
        table: "XepLop",
        title: label!(vi: "Danh sách theo lớp (phương án chọn)", en: "People by class (the split chosen)").to_text(),
        lead: label!(
            vi: "Cột cuối nói vì sao xếp vào lớp đó. Cùng danh sách luôn cho cùng kết quả.",
            en: "The last column says why. The same list always gives the same classes.",
        ),
        columns: PEOPLE,
        tab: LINE,
        frozen: 2,
    };
    pages.add(&page, rows)
}

fn waiting(pages: &mut Pages, report: &ClassReport) -> Result<()> {
    let lang = pages.lang;
    let mut rest: Vec<usize> = (0..report.people.len()).collect();
    rest.retain(|index| report.split.seats.get(*index).is_some_and(|seat| seat.class().is_none()));
    rest.sort_by_key(|index| report.people.get(*index).map(|person| person.turn));
    let mut place = 0_u32;
    let rows = rest.into_iter().filter_map(|index| {
        let seat = report.split.seats.get(index)?;
        let first = match seat {
            Seat::Waiting(_) => {
                place += 1;
                Cell::count(place)
            }
            _ => Cell::empty(),
        };
        let mut row = vec![first];
        row.extend(who(report, index, lang));
        row.push(Cell::text(why(report, seat).in_lang(lang).to_owned()));
        Some(row)
    });
    let rows = rows.collect();
    let mut columns = PEOPLE.to_vec();
    if let Some(first) = columns.first_mut() {
        first.0 = label!(vi: "Thứ tự chờ", en: "Turn");
    }
    let page = Page {
        sheet: label!(vi: "Chờ, rút", en: "Waiting"),
        table: "ChoRut",
        title: label!(vi: "Danh sách chờ và người rút", en: "Who waits and who withdrew").to_text(),
        lead: label!(
            vi: "Có người rút: chỗ đó dành cho người chờ cùng đơn vị trước, rồi đến người chờ đầu tiên. Thứ tự chờ theo [judging] seat_order.",
            en: "A seat given back goes to the first of the same unit who waits, else to the first who waits. The order is set by [judging] seat_order.",
        ),
        columns: &columns,
        tab: DOUBT,
        frozen: 2,
    };
    pages.add(&page, rows)
}

fn who<'a>(report: &ClassReport, index: usize, lang: Lang) -> Vec<Cell<'a>> {
    let record = report.records.get(index);
    let sex =
        report.people.get(index).and_then(|person| person.sex).map(|sex| sex.label().pick(lang));
    let unit = report.people.get(index).and_then(|person| person.unit.as_deref());
    vec![
        Cell::text(name_of(report, index)),
        Cell::date(record.and_then(|record| record.birth_date.value)),
        Cell::maybe(sex),
        Cell::maybe(unit.map(|unit| report.lists.unit_name(unit).to_owned())),
        Cell::maybe(record.and_then(|r| r.position.value.as_deref()).map(str::to_owned)),
    ]
}

fn name_of(report: &ClassReport, index: usize) -> String {
    let record = report.records.get(index);
    let name = record.and_then(|record| record.full_name.value.as_ref());
    name.map_or_else(String::new, |name| name.full.to_string())
}

fn why(report: &ClassReport, seat: &Seat) -> Text {
    match seat {
        Seat::Class { why, .. } => {
            let (unit, sex, band, size) = (why.of_unit, why.of_sex, why.of_band, why.size);
            text!(
                vi: "Khi xếp, lớp có {size} người: cùng đơn vị {unit}, cùng giới {sex}, cùng nhóm tuổi {band}; không lớp nào còn chỗ hợp hơn.",
                en: "The class then had {size} people: {unit} of the unit, {sex} of the sex, {band} of the age; no other with a seat fitted better.",
            )
        }
        Seat::Replaces { whom, same_unit, .. } => {
            let name = name_of(report, *whom);
            match same_unit {
                true => text!(
                    vi: "Thay {name} đã rút, cùng đơn vị.",
                    en: "In place of {name}, who withdrew, of the same unit.",
                ),
                false => text!(
                    vi: "Thay {name} đã rút; đơn vị đó không còn ai chờ.",
                    en: "In place of {name}, who withdrew; nobody else of that unit waits.",
                ),
            }
        }
        Seat::Waiting(Wait::Full) => text!(vi: "Hết chỗ.", en: "All seats are taken."),
        Seat::Waiting(Wait::Office { most }) => {
            let percent = report.settings.office_percent;
            text!(
                vi: "Đơn vị đã có {most} người đi cùng đợt, mức tối đa ({percent}% đảng viên mỗi lớp).",
                en: "The unit sends {most} at once already, its most ({percent}% of the members a class).",
            )
        }
        Seat::Withdrawn => text!(vi: "Đã rút.", en: "Withdrew."),
    }
}
