//! `UngVien_2027.xlsx`: who could go next, unit by unit.

use std::collections::BTreeMap;

use super::pages::{Page, Pages};
use crate::config::CandidateOrder;
use crate::cycle::candidates::{Candidate, UnitFigures, by_unit};
use crate::cycle::members::{Chance, Members, Standing};
use crate::i18n::{Label, Lang, Text};
use crate::label;
use crate::model::date::age_on;
use crate::model::period::Period;
use crate::model::record::UnitCode;
use crate::model::value::CourseLevel;
use crate::report::book::list::Cell;
use crate::report::book::style::{ACCENT, DOUBT, Kind, LINE, Tone};
use crate::report::book::{Sink, finish};
use crate::report::error::Result;
use crate::text;

/// What the workbook is made from.
pub struct CandidateReport<'a> {
    pub year: i32,
    pub members: &'a Members,
    pub candidates: &'a [Candidate],
    pub order: &'a [CandidateOrder],
    /// Need of intermediate classes in the year's plan, by unit.
    pub needs: &'a BTreeMap<UnitCode, u32>,
}

/// Writes the workbook.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write(report: &CandidateReport, lang: Lang, out: &mut dyn Sink) -> Result<()> {
    let year = report.year;
    let title = text!(vi: "Nguồn cử đi học năm {year}", en: "Who could go in {year}");
    let mut pages = Pages::new(&title, Period { year, month: 12 }, lang)?;
    units(&mut pages, report, title)?;
    let all = report.candidates.iter();
    let next = if report.members.are_rated() { NEXT } else { Sheet { lead: UNRATED, ..NEXT } };
    people(&mut pages, report, &next, all.clone().filter(|one| one.could_go()))?;
    people(&mut pages, report, &SOON, all.clone().filter(|one| one.old_enough().is_some()))?;
    let overlooked = |one: &&Candidate| {
        one.level == CourseLevel::Intermediate && one.could_go() && one.is_overlooked()
    };
    people(&mut pages, report, &OVERLOOKED, all.clone().filter(overlooked))?;
    let others = |one: &&Candidate| !one.could_go() && one.old_enough().is_none();
    people(&mut pages, report, &OTHERS, all.filter(others))?;
    finish(pages.book, out)
}

const UNITS: &[(Label, f64, Kind)] = &[
    (label!(vi: "Mã", en: "Code"), 11.0, Kind::Text),
    (label!(vi: "Tổ chức đảng", en: "Unit"), 38.0, Kind::Long),
    (label!(vi: "Đảng viên", en: "Members"), 9.0, Kind::Count),
    (label!(vi: "Có trung cấp trở lên", en: "Hold intermediate or more"), 11.0, Kind::Count),
    (label!(vi: "Tỷ lệ (%)", en: "Share (%)"), 9.0, Kind::Count),
    (label!(vi: "Thiếu chuẩn chức danh", en: "Lack what their title asks"), 12.0, Kind::Count),
    (label!(vi: "Quy hoạch, chưa có TC", en: "Planned, lack it"), 11.0, Kind::Count),
    (label!(vi: "Có thể cử học TC", en: "Could go"), 10.0, Kind::Count),
    (label!(vi: "Sắp đủ tuổi", en: "Old enough soon"), 9.0, Kind::Count),
    (label!(vi: "Chưa có trong danh sách nào", en: "In no list"), 12.0, Kind::Count),
    (label!(vi: "Nhu cầu TC trong kế hoạch", en: "Need in the plan"), 12.0, Kind::Count),
    (label!(vi: "Gợi ý", en: "Hint"), 40.0, Kind::Long),
];

fn units(pages: &mut Pages, report: &CandidateReport, title: Text) -> Result<()> {
    let lists = &report.members.batch().lists;
    let rows = by_unit(report.members, report.candidates).into_iter().map(|(code, figures)| {
        let need = report.needs.get(&code).copied();
        let share = (figures.hold * 100).checked_div(figures.members);
        let hint = hint(&figures, need).map(|words| words.in_lang(pages.lang).to_owned());
        vec![
            Cell::text(code.to_string()),
            Cell::text(lists.unit_name(&code).to_owned()),
            Cell::count(figures.members),
            Cell::count(figures.hold),
            Cell::maybe_count(share),
            Cell::count(figures.in_post),
            Cell::count(figures.planned),
            Cell::count(figures.could_go).toned(Tone::Good),
            Cell::count(figures.soon),
            Cell::count(figures.overlooked),
            Cell::maybe_count(need),
            Cell::maybe(hint),
        ]
    });
    let rows = rows.collect();
    let page = Page {
        sheet: label!(vi: "Theo đơn vị", en: "By unit"),
        table: "TheoDonVi",
        title,
        lead: label!(
            vi: "Xét theo tiêu chuẩn đang có hiệu lực; đơn vị còn thiếu nhiều người theo chuẩn chức danh đứng trước.",
            en: "By the standard in force; the units that lack most people for their titles come first.",
        ),
        columns: UNITS,
        tab: ACCENT,
        frozen: 2,
    };
    pages.add(&page, rows)
}

/// What the officer may tell the unit.
fn hint(figures: &UnitFigures, need: Option<u32>) -> Option<Text> {
    let could_go = figures.could_go;
    match need {
        Some(need) if need > could_go => Some(text!(
            vi: "nhu cầu {need} lớn hơn số người có thể cử ({could_go})",
            en: "{need} planned, {could_go} could go",
        )),
        None | Some(0) if figures.in_post > 0 => {
            let lacking = figures.in_post;
            Some(text!(
                vi: "chưa đăng ký nhu cầu dù {lacking} người thiếu chuẩn chức danh",
                en: "plans nobody, though {lacking} people lack what their title asks",
            ))
        }
        _ => None,
    }
}

/// A sheet of people.
struct Sheet {
    sheet: Label,
    table: &'static str,
    title: Label,
    lead: Label,
}

const NEXT: Sheet = Sheet {
    sheet: label!(vi: "Có thể cử", en: "Could go"),
    table: "CoTheCu",
    title: label!(vi: "Người có thể cử, theo thứ tự ưu tiên", en: "Who could go, in order"),
    lead: label!(
        vi: "Thứ tự trong từng đơn vị đặt ở [candidates] order. “Thiếu căn cứ”: chưa thấy điều gì vướng nhưng danh sách đảng viên chưa đủ thông tin.",
        en: "The order within a unit is set by [candidates] order. “Not all is known”: nothing speaks against it, but the roster does not say enough.",
    ),
};
const UNRATED: Label = label!(
    vi: "Thứ tự trong từng đơn vị đặt ở [candidates] order. Danh sách đảng viên không ghi xếp loại nên chưa xét xếp loại. “Thiếu căn cứ”: chưa thấy điều gì vướng nhưng còn thiếu thông tin khác.",
    en: "The order within a unit is set by [candidates] order. The roster gives no ratings, so nobody is judged by them. “Not all is known”: nothing speaks against it, but something else is not said.",
);
const SOON: Sheet = Sheet {
    sheet: label!(vi: "Sắp đủ tuổi", en: "Soon"),
    table: "SapDuTuoi",
    title: label!(vi: "Người sắp đủ tuổi học hệ không tập trung", en: "Who is soon old enough for part time"),
    lead: label!(
        vi: "Chỉ vướng tuổi; cột cuối là ngày đủ tuổi. Số tháng đặt ở [candidates] soon_months.",
        en: "Only the age is missing; the last column has the day. The months are set by [candidates] soon_months.",
    ),
};
const OVERLOOKED: Sheet = Sheet {
    sheet: label!(vi: "Chưa có trong danh sách nào", en: "In no list"),
    table: "ChuaCoDanhSach",
    title: label!(
        vi: "Có thể cử học trung cấp mà chưa có trong danh sách nào",
        en: "Could go to the intermediate level, and are in no list"
    ),
    lead: label!(
        vi: "Không trong quy hoạch, chưa từng đăng ký, không có tên trong kế hoạch năm.",
        en: "Not planned for a post, never registered, not named in the year's plan.",
    ),
};
const OTHERS: Sheet = Sheet {
    sheet: label!(vi: "Chưa đủ tiêu chuẩn", en: "Not yet"),
    table: "ChuaDu",
    title: label!(vi: "Chưa đủ tiêu chuẩn học lên", en: "Who cannot go yet"),
    lead: label!(vi: "Vì sao, từng người.", en: "Why, one by one."),
};

const PEOPLE: &[(Label, f64, Kind)] = &[
    (label!(vi: "Tổ chức đảng", en: "Unit"), 32.0, Kind::Long),
    (label!(vi: "Thứ tự", en: "Order"), 7.0, Kind::Count),
    (label!(vi: "Họ và tên", en: "Full name"), 24.0, Kind::Text),
    (label!(vi: "Ngày sinh", en: "Birth date"), 11.5, Kind::Date),
    (label!(vi: "Tuổi cuối năm", en: "Age at year's end"), 8.0, Kind::Count),
    (label!(vi: "Giới tính", en: "Sex"), 7.0, Kind::Centre),
    (label!(vi: "Chức vụ", en: "Position"), 26.0, Kind::Long),
    (label!(vi: "Quy hoạch", en: "Planned"), 24.0, Kind::Long),
    (label!(vi: "LLCT đã có", en: "Holds"), 11.0, Kind::Centre),
    (label!(vi: "Học lên", en: "Next"), 11.0, Kind::Centre),
    (label!(vi: "Không tập trung", en: "Part time"), 18.0, Kind::Centre),
    (label!(vi: "Tập trung", en: "Full time"), 18.0, Kind::Centre),
    (label!(vi: "Thiếu chuẩn chức danh", en: "Title asks for it"), 10.0, Kind::Centre),
    (label!(vi: "Đã đăng ký", en: "Registered"), 14.0, Kind::Long),
    (label!(vi: "Có trong kế hoạch", en: "In the plan"), 10.0, Kind::Centre),
    (label!(vi: "Vì sao", en: "Why"), 48.0, Kind::Long),
    (label!(vi: "Đủ tuổi từ", en: "Old enough on"), 11.5, Kind::Date),
];

fn people<'a>(
    pages: &mut Pages,
    report: &CandidateReport,
    sheet: &Sheet,
    candidates: impl Iterator<Item = &'a Candidate>,
) -> Result<()> {
    let lang = pages.lang;
    let rows = candidates.map(|candidate| row(report, candidate, lang)).collect();
    let page = Page {
        sheet: sheet.sheet,
        table: sheet.table,
        title: sheet.title.to_text(),
        lead: sheet.lead,
        columns: PEOPLE,
        tab: if sheet.table == NEXT.table { LINE } else { DOUBT },
        frozen: 3,
    };
    pages.add(&page, rows)
}

fn row<'a>(report: &CandidateReport, candidate: &Candidate, lang: Lang) -> Vec<Cell<'a>> {
    let batch = report.members.batch();
    let member = batch.record(candidate.at);
    let unit = candidate.unit.as_deref().map(|unit| batch.lists.unit_name(unit).to_owned());
    let end = Period { year: report.year, month: 12 }.last_day();
    let birth = member.and_then(|member| member.birth_date.value);
    let age = birth.and_then(|birth| u32::try_from(age_on(birth.earliest(), end)).ok());
    let sex = member.and_then(|member| member.sex.value).map(|sex| sex.label().pick(lang));
    let mark = |yes: bool| Cell::text(if yes { "x" } else { "" });
    vec![
        Cell::maybe(unit),
        Cell::maybe_count(candidate.place),
        Cell::maybe(member.and_then(|m| m.full_name.value.as_ref()).map(|n| n.full.to_string())),
        Cell::date(birth),
        Cell::maybe_count(age),
        Cell::maybe(sex),
        Cell::maybe(member.and_then(|m| m.position.value.as_deref()).map(str::to_owned)),
        Cell::text(candidate.planned.join("; ")),
        Cell::text(candidate.held.label().pick(lang)),
        Cell::text(candidate.level.label().pick(lang)),
        chance(candidate.part_time.as_ref(), lang),
        chance(candidate.full_time.as_ref(), lang),
        mark(candidate.in_post),
        Cell::text(candidate.registered.join(", ")),
        mark(candidate.wanted),
        Cell::text(why(candidate, lang)),
        Cell::date(candidate.old_enough()),
    ]
}

fn chance<'a>(standing: Option<&Standing>, lang: Lang) -> Cell<'a> {
    let Some(standing) = standing else { return Cell::empty() };
    let tone = match standing.chance {
        Chance::Can => Tone::Good,
        Chance::Unclear | Chance::Soon(_) | Chance::Special => Tone::Doubt,
        Chance::No | Chance::Holds => Tone::Quiet,
    };
    Cell::text(standing.chance.label().pick(lang)).toned(tone)
}

/// What stands in the way, each reason once.
fn why(candidate: &Candidate, lang: Lang) -> String {
    let mut reasons: Vec<&str> = Vec::new();
    for standing in [&candidate.part_time, &candidate.full_time].into_iter().flatten() {
        for reason in &standing.why {
            let words = reason.in_lang(lang);
            if !reasons.contains(&words) {
                reasons.push(words);
            }
        }
    }
    reasons.join(" ")
}
