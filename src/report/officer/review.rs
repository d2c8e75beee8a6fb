//! The review sheet: one line for each doubtful case, with a drop-down list for the
//! officer's decision. The next run reads the decisions back by the headings.

use std::collections::BTreeSet;

use rust_xlsxwriter::{
    ConditionalFormatFormula, DataValidation, DataValidationErrorStyle, Format, Workbook,
};

use super::compare;
use super::desk::Desk;
use super::pages::Page;
use super::people::place_columns;
use crate::i18n::Label;
use crate::label;
use crate::model::batch::{LinkVerdict, RecordAt};
use crate::model::judgement::{Choice, Decision, review_headings as headings};
use crate::model::place::column_letters;
use crate::report::book::list::{Cell, Column, FIRST_ROW, List, Value, write};
use crate::report::book::names::sheet_part;
use crate::report::book::style::{GOOD_FILL, Kind, Tone};
use crate::report::error::Result;

/// Where the decision stands; the note is next to it.
const DECISION: u16 = 11;

pub fn add(book: &mut Workbook, desk: &Desk) -> Result<()> {
    let rows = desk.review.iter().enumerate().filter_map(|(number, at)| row(desk, number, *at));
    write(book, &desk.styles, &list(desk), desk.review.len(), rows)?;
    let doubtful = perhaps_repeated(desk);
    let most = desk.rows_per_sheet.max(1);
    for part in 0..desk.review.len().div_ceil(most) {
        let count = (desk.review.len() - part * most).min(most);
        let sheet = book.worksheet_from_name(&sheet_part(Page::Review.sheet(desk.lang), part))?;
        let last = FIRST_ROW + count as u32 - 1;
        let shown = desk.review.iter().skip(part * most).take(count);
        let paired: Vec<bool> = shown.map(|at| doubtful.contains(at)).collect();
        let mut first = FIRST_ROW;
        for run in paired.chunk_by(|a, b| a == b) {
            let last = first + run.len() as u32 - 1;
            let offered = if run[0] { &Choice::ALL[..] } else { &Choice::OF_ROWS };
            sheet.add_data_validation(first, DECISION, last, DECISION, &choices(desk, offered)?)?;
            first = last + 1;
        }
        let decided = ConditionalFormatFormula::new()
            .set_rule(
                format!("=${}{}<>\"\"", column_letters(DECISION.into()), FIRST_ROW + 1).as_str(),
            )
            .set_format(Format::new().set_background_color(GOOD_FILL).set_bold());
        sheet.add_conditional_format(FIRST_ROW, DECISION, last, DECISION, &decided)?;
    }
    Ok(())
}

/// Rows that may repeat another: the officer can say whether they do.
fn perhaps_repeated(desk: &Desk) -> BTreeSet<RecordAt> {
    let links = desk.index.outcome.batch.links.iter();
    let links = links.filter(|link| link.verdict == LinkVerdict::Undecided);
    links.flat_map(|link| [link.a, link.b]).collect()
}

/// A drop-down list of what can be said of a row.
pub(super) fn choices(desk: &Desk, offered: &[Choice]) -> Result<DataValidation> {
    let words: Vec<_> = offered.iter().map(|choice| choice.words().pick(desk.lang)).collect();
    let title = headings::DECISION.pick(desk.lang);
    let hint = label!(
        vi: "Chọn trong danh sách; để trống nếu chưa quyết định.",
        en: "Choose from the list; leave empty while undecided."
    );
    Ok(DataValidation::new()
        .allow_list_strings(&words)?
        .set_input_title(title)?
        .set_input_message(hint.pick(desk.lang))?
        .set_error_title(title)?
        .set_error_message(hint.pick(desk.lang))?
        .set_error_style(DataValidationErrorStyle::Stop))
}

fn list(desk: &Desk) -> List {
    let lang = desk.lang;
    let own = |label: Label, width, kind| Column::new(label.pick(lang), width, kind);
    let mut columns = vec![
        Column::hidden(headings::KEY.pick(lang)),
        Column::hidden(headings::FINGERPRINT.pick(lang)),
        Column::hidden(headings::RECORDED.pick(lang)),
        own(label!(vi: "STT", en: "No."), 5.0, Kind::Count),
        own(label!(vi: "Tình trạng", en: "Status"), 10.0, Kind::Centre),
        own(label!(vi: "Họ và tên", en: "Full name"), 18.0, Kind::Long),
        own(label!(vi: "Tổ chức đảng", en: "Party organisation"), 18.0, Kind::Long),
        own(label!(vi: "Lớp", en: "Class"), 9.0, Kind::Centre),
        own(label!(vi: "Vì sao cần xem", en: "Why"), 40.0, Kind::Long),
        own(label!(vi: "Dòng này", en: "This row"), 27.0, Kind::Long),
        own(label!(vi: "Đối chiếu với", en: "Compared with"), 27.0, Kind::Long),
        own(headings::DECISION, 13.0, Kind::Centre),
        own(headings::NOTE, 20.0, Kind::Long),
        own(label!(vi: "Tới", en: "Go to"), 7.0, Kind::Link),
    ];
    debug_assert_eq!(columns[usize::from(DECISION)].heading, headings::DECISION.pick(lang));
    let printed = columns.len() as u16 - 1;
    columns.extend(place_columns(lang));
    List { frozen: 6, printed, ..Page::Review.list(desk, columns) }
}

fn row<'a>(desk: &Desk<'a>, number: usize, at: RecordAt) -> Option<Vec<Cell<'a>>> {
    let row = desk.index.row(at)?;
    let case = row.judgement.doubt()?;
    let record = row.record;
    let decision = case.decision.as_ref();
    let (this, other) = compare::side_by_side(desk, at);
    let mut cells = vec![
        Cell::text(&*case.key),
        Cell::text(&*case.fingerprint),
        recorded(desk, decision),
        Cell::count(number + 1),
        desk.status(row.judgement.status),
        Cell::maybe(compare::name(record, desk.lang)),
        Cell::text(desk.unit(record)),
        Cell::maybe(record.course.value.as_deref().or(record.course.raw.as_deref())),
        why(desk, at, decision),
        Value::Rich(this).into(),
        Value::Rich(other).into(),
        chosen(desk, decision),
        Cell::maybe(decision.map(|decision| decision.note.as_str())).toned(Tone::Input),
        desk.to_people(at),
    ];
    cells.extend(desk.place(record));
    Some(cells)
}

fn chosen(desk: &Desk, decision: Option<&Decision>) -> Cell<'static> {
    recorded(desk, decision).toned(Tone::Input)
}

/// The decision that stands, as the drop-down list says it.
fn recorded(desk: &Desk, decision: Option<&Decision>) -> Cell<'static> {
    let standing = decision.filter(|decision| decision.stands);
    Cell::maybe(standing.map(|decision| decision.choice.words().pick(desk.lang)))
}

/// The reasons, gravest first, each with what to do; before them a decision whose facts have changed.
fn why<'a>(desk: &Desk, at: RecordAt, decision: Option<&Decision>) -> Cell<'a> {
    let mut pieces = Vec::new();
    if let Some(old) = decision.filter(|decision| !decision.stands) {
        let choice = old.choice.words().pick(desk.lang);
        let text = crate::text!(
            vi: "Trước đây đã quyết định “{choice}”, nhưng dữ kiện nay đã thay đổi.\n",
            en: "Decided “{choice}” earlier, but the facts have changed since.\n"
        );
        pieces.push((true, text.in_lang(desk.lang).to_owned()));
    }
    for (number, finding) in desk.doubts(at).into_iter().enumerate() {
        let line = if number > 0 { "\n" } else { "" };
        pieces.push((true, format!("{line}{} ", finding.code)));
        pieces.push((false, finding.message.in_lang(desk.lang).to_owned()));
        if let Some(suggestion) = &finding.suggestion {
            pieces.push((false, format!(" → {}", suggestion.in_lang(desk.lang))));
        }
    }
    Value::Rich(pieces).into()
}
