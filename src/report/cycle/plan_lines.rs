//! The plans of a year line by line: needs, people named, files.

use std::collections::BTreeSet;

use super::pages::{Page, Pages};
use crate::cycle::kinds;
use crate::i18n::Label;
use crate::label;
use crate::model::cycle::{NeedLine, PlanBook};
use crate::model::submission::Standing;
use crate::report::book::list::Cell;
use crate::report::book::style::{DOUBT, Kind, LINE, Tone};
use crate::report::error::Result;
use crate::text;
use crate::text::collate::text_key;

const LINES: &[(Label, f64, Kind)] = &[
    (label!(vi: "Mã", en: "Code"), 11.0, Kind::Text),
    (label!(vi: "Tổ chức đảng", en: "Unit"), 36.0, Kind::Long),
    (label!(vi: "Loại lớp", en: "Kind of class"), 22.0, Kind::Long),
    (label!(vi: "Nhu cầu", en: "Need"), 9.0, Kind::Count),
    (label!(vi: "Ghi trong biểu số lượng", en: "Stated"), 12.0, Kind::Centre),
    (label!(vi: "Số người có tên", en: "Named"), 10.0, Kind::Count),
    (label!(vi: "Có thể cử", en: "Could go"), 9.0, Kind::Count),
    (label!(vi: "Thiếu chuẩn chức danh", en: "Lacking for the title"), 12.0, Kind::Count),
    (label!(vi: "Nhu cầu năm trước", en: "Need last year"), 11.0, Kind::Count),
    (label!(vi: "Thực cử năm trước", en: "Sent last year"), 11.0, Kind::Count),
    (label!(vi: "Tệp", en: "File"), 40.0, Kind::Long),
];

pub fn lines(pages: &mut Pages, book: &PlanBook) -> Result<()> {
    let mut lines: Vec<&NeedLine> = book.lines.iter().collect();
    lines.sort_by_cached_key(|line| {
        (
            text_key(book.batch.lists.unit_name(&line.unit)),
            line.unit.clone(),
            kinds().rank(&line.kind),
        )
    });
    let row = |line: &&NeedLine| {
        let stated: Vec<String> =
            line.stated.iter().map(|(number, _)| number.to_string()).collect();
        let files: BTreeSet<&str> = line
            .stated
            .iter()
            .map(|(_, place)| place.file.rsplit('/').next().unwrap_or_default())
            .collect();
        let files: Vec<&str> = files.into_iter().collect();
        let over = line.able.is_some_and(|able| line.need > able);
        vec![
            Cell::text(line.unit.to_string()),
            Cell::text(book.batch.lists.unit_name(&line.unit).to_owned()),
            Cell::text(kinds().short(&line.kind).to_owned()),
            Cell::count(line.need),
            Cell::text(stated.join(" / ")),
            Cell::maybe_count(line.named),
            Cell::maybe_count(line.able).toned(if over { Tone::Doubt } else { Tone::Plain }),
            Cell::maybe_count(line.gap),
            Cell::maybe_count(line.before),
            Cell::maybe_count(line.sent),
            Cell::text(files.join("; ")),
        ]
    };
    let rows = lines.iter().map(row).collect();
    let page = Page {
        sheet: label!(vi: "Từng dòng", en: "Lines"),
        table: "TungDong",
        title: label!(vi: "Nhu cầu từng đơn vị, từng loại lớp", en: "Need by unit and kind")
            .to_text(),
        lead: label!(
            vi: "Ô tô màu: nhu cầu lớn hơn số người có thể cử theo danh sách đảng viên và tiêu chuẩn.",
            en: "Coloured: more people are planned than the roster and the standard allow.",
        ),
        columns: LINES,
        tab: LINE,
        frozen: 3,
    };
    pages.add(&page, rows)
}

const PEOPLE: &[(Label, f64, Kind)] = &[
    (label!(vi: "Tổ chức đảng", en: "Unit"), 34.0, Kind::Long),
    (label!(vi: "Họ và tên", en: "Full name"), 24.0, Kind::Text),
    (label!(vi: "Ngày sinh", en: "Birth date"), 12.0, Kind::Date),
    (label!(vi: "Chức vụ", en: "Position"), 28.0, Kind::Long),
    (label!(vi: "Loại lớp", en: "Kind of class"), 22.0, Kind::Long),
    (label!(vi: "Ghi trong biểu", en: "As written"), 26.0, Kind::Long),
    (label!(vi: "Tệp", en: "File"), 36.0, Kind::Long),
    (label!(vi: "Dòng", en: "Row"), 7.0, Kind::Count),
];

pub fn people(pages: &mut Pages, book: &PlanBook) -> Result<()> {
    let lists = &book.batch.lists;
    let rows = book.batch.counting_rows().map(|(_, record)| {
        let kind = record.course.value.as_deref();
        let unit = record.unit.as_deref().map(|unit| lists.unit_name(unit).to_owned());
        vec![
            Cell::maybe(unit),
            Cell::maybe(record.full_name.value.as_ref().map(|name| name.full.to_string())),
            Cell::date(record.birth_date.value),
            Cell::maybe(record.position.value.as_deref().map(str::to_owned)),
            Cell::maybe(kind.map(|kind| kinds().short(kind).to_owned())),
            Cell::maybe(record.course.raw.as_deref().map(str::to_owned)),
            Cell::text(record.place.file.rsplit('/').next().unwrap_or_default().to_owned()),
            Cell::maybe_count(record.place.row.map(|row| row + 1)),
        ]
    });
    let rows = rows.collect();
    let page = Page {
        sheet: label!(vi: "Người có tên", en: "People named"),
        table: "NguoiCoTen",
        title: label!(vi: "Người được nêu tên trong biểu nhu cầu", en: "People named in plans")
            .to_text(),
        lead: label!(
            vi: "Chưa phải là đăng ký: lớp mở thì đơn vị đăng ký theo tháng như thường.",
            en: "No registrations yet: those come month by month once a class opens.",
        ),
        columns: PEOPLE,
        tab: LINE,
        frozen: 2,
    };
    pages.add(&page, rows)
}

const FILES: &[(Label, f64, Kind)] = &[
    (label!(vi: "Tệp", en: "File"), 50.0, Kind::Long),
    (label!(vi: "Tổ chức đảng", en: "Unit"), 36.0, Kind::Long),
    (label!(vi: "Trạng thái", en: "State"), 40.0, Kind::Long),
    (label!(vi: "Số ô số lượng", en: "Numbers"), 11.0, Kind::Count),
    (label!(vi: "Cộng", en: "Sum"), 9.0, Kind::Count),
    (label!(vi: "Số người có tên", en: "People named"), 11.0, Kind::Count),
];

pub fn files(pages: &mut Pages, book: &PlanBook) -> Result<()> {
    let lists = &book.batch.lists;
    let rows = book.batch.submissions.iter().zip(&book.numbers).map(|(form, numbers)| {
        let (state, tone) = match (&form.unread, &form.standing) {
            (Some(unread), _) => (unread.why.clone(), Tone::Bad),
            (_, Standing::DuplicateOf(of)) => {
                (text!(vi: "trùng với {of}", en: "the same as {of}"), Tone::Quiet)
            }
            (_, Standing::SupersededBy(by)) => {
                (text!(vi: "đã có bản thay: {by}", en: "replaced by {by}"), Tone::Quiet)
            }
            _ if numbers.needs.is_empty() && form.records.is_empty() => (
                label!(vi: "không thấy nhu cầu nào", en: "no need was found").to_text(),
                Tone::Doubt,
            ),
            _ => (label!(vi: "được tính", en: "counts").to_text(), Tone::Good),
        };
        let unit = form.sender.unit.as_deref().map(|unit| lists.unit_name(unit).to_owned());
        let sum = numbers.needs.iter().map(|cell| u64::from(cell.number)).sum::<u64>();
        vec![
            Cell::text(form.source.path.to_string()),
            Cell::maybe(unit),
            Cell::text(state.in_lang(pages.lang).to_owned()).toned(tone),
            Cell::count(numbers.needs.len()),
            Cell::count(sum),
            Cell::count(form.records.len()),
        ]
    });
    let rows = rows.collect();
    let page = Page {
        sheet: label!(vi: "Tệp đã nhận", en: "Files"),
        table: "TepDaNhan",
        title: label!(vi: "Từng tệp trong thư mục kế hoạch", en: "Every file of the plan folder")
            .to_text(),
        lead: label!(vi: "Không tệp nào bị bỏ qua mà không nói.", en: "No file is passed over in silence."),
        columns: FILES,
        tab: DOUBT,
        frozen: 1,
    };
    pages.add(&page, rows)
}
