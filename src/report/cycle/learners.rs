//! The learners of a year one by one, and the school's files.

use std::collections::BTreeSet;

use super::pages::{Page, Pages};
use super::results::unit_name;
use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::cycle::{Fate, Learner, ResultsBook};
use crate::model::submission::Standing;
use crate::report::book::list::Cell;
use crate::report::book::style::{DOUBT, Kind, LINE, Tone};
use crate::report::error::Result;
use crate::text;

const LEARNERS: &[(Label, f64, Kind)] = &[
    (label!(vi: "Mã lớp", en: "Class"), 11.0, Kind::Text),
    (label!(vi: "Tổ chức đảng", en: "Unit"), 32.0, Kind::Long),
    (label!(vi: "Họ và tên", en: "Full name"), 24.0, Kind::Text),
    (label!(vi: "Ngày sinh", en: "Birth date"), 12.0, Kind::Date),
    (label!(vi: "Tình trạng", en: "State"), 16.0, Kind::Centre),
    (label!(vi: "Đăng ký kỳ", en: "Registered"), 10.0, Kind::Centre),
    (label!(vi: "Được chấp nhận", en: "Accepted"), 10.0, Kind::Centre),
    (label!(vi: "Vắng (buổi)", en: "Missed"), 9.0, Kind::Count),
    (label!(vi: "Tổng số buổi", en: "Sessions"), 9.0, Kind::Count),
    (label!(vi: "Điểm", en: "Mark"), 8.0, Kind::Centre),
    (label!(vi: "Xếp loại", en: "Rank"), 12.0, Kind::Centre),
    (label!(vi: "Số hiệu bằng", en: "Certificate"), 16.0, Kind::Centre),
    (label!(vi: "Danh sách của trường", en: "The school's lists"), 40.0, Kind::Long),
];

pub fn learners(pages: &mut Pages, book: &ResultsBook) -> Result<()> {
    let lang = pages.lang;
    let rows = book.learners.iter().map(|learner| learner_row(book, learner, lang)).collect();
    let page = Page {
        sheet: label!(vi: "Từng người", en: "People"),
        table: "TungNguoi",
        title: label!(vi: "Từng học viên, từ đăng ký đến kết quả", en: "Every learner, from registration to result").to_text(),
        lead: label!(
            vi: "Đối chiếu danh sách của trường với biểu đăng ký bằng chính cách đối chiếu hằng tháng.",
            en: "The school's lists are matched to the registrations as the months' forms are.",
        ),
        columns: LEARNERS,
        tab: LINE,
        frozen: 3,
    };
    pages.add(&page, rows)
}

fn learner_row<'a>(book: &ResultsBook, learner: &Learner, lang: Lang) -> Vec<Cell<'a>> {
    let record = book.record(learner);
    let facts = &learner.facts;
    let registered = learner.registration.and_then(|row| book.batch.earlier.get(row));
    let mark = facts.mark.map(|mark| format!("{},{:02}", mark / 100, mark % 100));
    let mut lists: Vec<&str> = Vec::new();
    for at in &learner.rows {
        let list =
            book.facts.get(at.submission as usize).and_then(|all| all.get(at.record as usize));
        lists.extend(list.and_then(|facts| facts.list).map(|list| list.label().pick(lang)));
    }
    let yes = match learner.accepted {
        true => label!(vi: "có", en: "yes"),
        false => label!(vi: "không", en: "no"),
    };
    vec![
        Cell::text(learner.course.to_string()),
        Cell::text(unit_name(book, learner.unit.as_deref().unwrap_or_default(), lang)),
        Cell::maybe(record.and_then(|r| r.full_name.value.as_ref()).map(|n| n.full.to_string())),
        Cell::date(record.and_then(|record| record.birth_date.value)),
        Cell::text(learner.fate.label().pick(lang)).toned(tone(learner.fate)),
        Cell::maybe(registered.map(|row| row.period.to_string())),
        Cell::text(yes.pick(lang)),
        Cell::maybe_count(facts.absent),
        Cell::maybe_count(facts.sessions),
        Cell::maybe(mark),
        Cell::maybe(facts.result.clone()),
        Cell::maybe(facts.certificate.clone()),
        Cell::text(lists.join(", ")),
    ]
}

fn tone(fate: Fate) -> Tone {
    match fate {
        Fate::Graduated => Tone::Good,
        Fate::NoShow | Fate::DroppedOut | Fate::Failed => Tone::Bad,
        Fate::Unfinished | Fate::Deferred | Fate::NotAdmitted => Tone::Doubt,
        Fate::Withdrawn | Fate::Registered => Tone::Quiet,
        Fate::Admitted | Fate::Studying => Tone::Plain,
    }
}

const FILES: &[(Label, f64, Kind)] = &[
    (label!(vi: "Tệp", en: "File"), 56.0, Kind::Long),
    (label!(vi: "Hiểu là danh sách", en: "Taken for"), 30.0, Kind::Long),
    (label!(vi: "Lớp", en: "Classes"), 20.0, Kind::Long),
    (label!(vi: "Số dòng", en: "Rows"), 9.0, Kind::Count),
    (label!(vi: "Trạng thái", en: "State"), 40.0, Kind::Long),
];

pub fn files(pages: &mut Pages, book: &ResultsBook) -> Result<()> {
    let lang = pages.lang;
    let rows = book.batch.submissions.iter().zip(&book.facts).map(|(form, facts)| {
        let lists: BTreeSet<_> = facts.iter().filter_map(|f| f.list).collect();
        let lists: Vec<&str> = lists.into_iter().map(|list| list.label().pick(lang)).collect();
        let courses: Vec<String> = form.courses().iter().map(|code| code.to_string()).collect();
        let state = match (&form.unread, &form.standing) {
            (Some(unread), _) => unread.why.clone(),
            (_, Standing::DuplicateOf(of)) => text!(vi: "trùng với {of}", en: "the same as {of}"),
            _ if form.records.is_empty() => {
                label!(vi: "không thấy danh sách nào", en: "no list was found").to_text()
            }
            _ => label!(vi: "được tính", en: "counts").to_text(),
        };
        vec![
            Cell::text(form.source.path.to_string()),
            Cell::text(lists.join(", ")),
            Cell::text(courses.join(", ")),
            Cell::count(form.records.len()),
            Cell::text(state.in_lang(lang).to_owned()),
        ]
    });
    let rows = rows.collect();
    let page = Page {
        sheet: label!(vi: "Tệp đã nhận", en: "Files"),
        table: "TepDaNhan",
        title: label!(vi: "Từng tệp của trường", en: "Every file of the school").to_text(),
        lead: label!(vi: "Không tệp nào bị bỏ qua mà không nói.", en: "No file is passed over in silence."),
        columns: FILES,
        tab: DOUBT,
        frozen: 1,
    };
    pages.add(&page, rows)
}
