//! The totals of all classes: sexes, minorities, members, ages.

use chrono::NaiveDate;
use rust_xlsxwriter::{Format, FormatAlign, FormatBorder, Formula, Workbook};

use super::Class;
use crate::config::Outputs;
use crate::config::outputs::{Align, Cover};
use crate::i18n::{Label, Lang};
use crate::label;
use crate::model::date::age_on;
use crate::model::place::column_letters;
use crate::model::record::Record;
use crate::model::value::Sex;
use crate::report::book::style::{PAPER_FONT, paper};
use crate::report::book::{About, Sink, finish, new_book};
use crate::report::error::Result;
use crate::report::index::{Index, Row};
use crate::report::paper::columns::{PaperColumn, widths};
use crate::report::paper::sheet::{Paper, PaperSheet};
use crate::report::paper::table::{PaperValue, TableLook};
use crate::report::paper::{Document, Fill};
use crate::text;

/// The majority; everybody else belongs to a minority.
const MAJORITY: &str = "Kinh";
/// STT, code, name come before the counts.
const FIRST_COUNT: u16 = 3;

/// A column of counts: heading, group, who is counted.
struct Count<'a> {
    heading: String,
    group: Option<Label>,
    counts: Box<dyn Fn(&Record) -> bool + 'a>,
}

/// Writes the cover.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write_cover(
    index: &Index,
    outputs: &Outputs,
    classes: &[Class],
    lang: Lang,
    out: &mut dyn Sink,
) -> Result<()> {
    finish(book(index, outputs, classes, lang)?, out)
}

fn book(index: &Index, outputs: &Outputs, classes: &[Class], lang: Lang) -> Result<Workbook> {
    let settings = &index.outcome.settings.outputs;
    let period = index.outcome.period();
    let title = label!(vi: "Tổng hợp các lớp", en: "Totals of the classes").pick(lang);
    let about = About {
        title: title.to_owned(),
        subject: period.to_string(),
        company: settings.issuer.clone(),
        ..About::default()
    };
    let mut book = new_book(PAPER_FONT, 11.0, &about, period)?;
    let layout = &outputs.cover;
    let counts = counts(index, layout, lang);
    let columns = columns(&counts, lang);
    let paper = Paper { landscape: layout.landscape, margins: layout.margins };
    let sheet = book.add_worksheet();
    sheet.set_name(title)?;
    let mut sheet = PaperSheet::new(sheet, paper, widths(&columns, paper.room().0))?;

    let frame = outputs.frame(&settings.frame);
    let people = classes.iter().map(|class| class.rows.len()).sum();
    let fill = Fill::new(settings, period)
        .set("stop", &frame.stop)
        .count("classes", "classes_words", classes.len())
        .count("count", "count_words", people);
    let document = Document { fill: &fill, lang };
    document.heads(&mut sheet, &frame.left, &frame.right)?;
    sheet.gap(10.0)?;
    document.title(&mut sheet, &layout.title)?;
    sheet.gap(8.0)?;
    let look = TableLook::new(&columns, layout.size, layout.heading_size);
    let repeat = look.headings(&mut sheet, &columns)?;
    let first = sheet.row();
    for (number, class) in (1..).zip(classes) {
        look.row(&mut sheet, &class_row(number, class, &counts))?;
    }
    totals(&mut sheet, first, classes, &counts, layout.size, lang)?;
    let tail = sheet.row().saturating_sub(2).max(repeat.1 + 1);
    sheet.gap(6.0)?;
    document.line(&mut sheet, &layout.closing, FormatAlign::Left)?;
    sheet.gap(6.0)?;
    document.signature(&mut sheet, &frame.signature)?;
    let footer = text!(vi: "&R&9Trang &P/&N", en: "&R&9Page &P/&N");
    sheet.finish(repeat, tail, footer.in_lang(lang))?;
    Ok(book)
}

fn counts<'a>(index: &Index<'a>, layout: &Cover, lang: Lang) -> Vec<Count<'a>> {
    let outcome = index.outcome;
    let until = outcome.period().last_day();
    let one = |heading: Label, counts: fn(&Record) -> bool| Count {
        heading: heading.pick(lang).to_owned(),
        group: None,
        counts: Box::new(counts),
    };
    let mut all = vec![
        one(label!(vi: "Tổng số", en: "People"), |_| true),
        one(label!(vi: "Nữ", en: "Women"), |record| record.sex.value == Some(Sex::Female)),
    ];
    if layout.minorities {
        all.push(one(label!(vi: "Dân tộc thiểu số", en: "Ethnic minorities"), |record| {
            record.ethnicity.value.as_deref().is_some_and(|group| group != MAJORITY)
        }));
    }
    let group = label!(vi: "Đảng viên", en: "Party members");
    let party = |heading: Label, full: bool| Count {
        heading: heading.pick(lang).to_owned(),
        group: Some(group),
        counts: Box::new(move |record: &Record| membership(record, until) == Some(full)),
    };
    all.push(party(label!(vi: "Chính thức", en: "Full"), true));
    all.push(party(label!(vi: "Dự bị", en: "Probationary"), false));
    all.extend(age_bands(index, layout, lang));
    all
}

/// Full member, or on probation; `None` when the row does not say.
fn membership(record: &Record, until: NaiveDate) -> Option<bool> {
    let official = record.party_official.value.is_some_and(|date| date.earliest() <= until);
    (official || record.party_joined.value.is_some()).then_some(official)
}

fn age_bands<'a>(index: &Index<'a>, layout: &Cover, lang: Lang) -> Vec<Count<'a>> {
    let outcome = index.outcome;
    let day_of = move |record: &Record| {
        let course = record.course.value.as_deref();
        let opens = course.and_then(|code| outcome.batch.lists.course(code)?.opens);
        outcome.settings.age_on.day(outcome.period(), opens)
    };
    let age = move |record: &Record| {
        let birth = record.birth_date.value?.earliest();
        Some(i64::from(age_on(birth, day_of(record))))
    };
    let group = label!(vi: "Độ tuổi", en: "Age");
    let mut low = 0_u32;
    let mut bands = Vec::new();
    let ends = layout.ages.iter().copied().map(Some).chain([None]);
    for end in ends {
        let (from, to) = (i64::from(low), end.map(i64::from));
        let heading = match (low, end) {
            (0, Some(end)) => text!(vi: "Đến {end}", en: "To {end}"),
            (low, Some(end)) => text!(vi: "{low} - {end}", en: "{low} - {end}"),
            (low, None) => {
                let below = low.saturating_sub(1);
                text!(vi: "Trên {below}", en: "Over {below}")
            }
        };
        bands.push(Count {
            heading: heading.in_lang(lang).to_owned(),
            group: Some(group),
            counts: Box::new(move |record| {
                age(record).is_some_and(|age| age >= from && to.is_none_or(|to| age <= to))
            }),
        });
        low = end.map_or(low, |end| end.saturating_add(1));
    }
    bands
}

fn columns(counts: &[Count], lang: Lang) -> Vec<PaperColumn> {
    let column = |heading: String, group: Option<String>, width: f64, grow: bool, align: Align| {
        PaperColumn { heading, group, joined: false, width, grow, align, dates: false }
    };
    let own = |label: Label, width, grow, align| {
        column(label.pick(lang).to_owned(), None, width, grow, align)
    };
    let mut columns = vec![
        own(label!(vi: "STT", en: "No."), 10.0, false, Align::Centre),
        own(label!(vi: "Mã lớp", en: "Class"), 24.0, false, Align::Left),
        own(label!(vi: "Tên lớp", en: "Name"), 60.0, true, Align::Left),
    ];
    columns.extend(counts.iter().map(|count| {
        let group = count.group.as_ref().map(|group| group.pick(lang).to_owned());
        column(count.heading.clone(), group, 17.0, false, Align::Centre)
    }));
    columns
}

fn class_row(number: usize, class: &Class, counts: &[Count]) -> Vec<PaperValue> {
    let mut row = vec![
        PaperValue::Count(number as u64),
        PaperValue::Text(class.code.to_owned()),
        PaperValue::Text(class.name().to_owned()),
    ];
    row.extend(counts.iter().map(|count| PaperValue::Count(counted(&class.rows, count))));
    row
}

fn counted(rows: &[Row], count: &Count) -> u64 {
    rows.iter().filter(|row| (count.counts)(row.record)).count() as u64
}

/// The sums as formulas that carry their results.
fn totals(
    sheet: &mut PaperSheet,
    first: u32,
    classes: &[Class],
    counts: &[Count],
    size: f64,
    lang: Lang,
) -> Result<()> {
    let row = sheet.row();
    let format = total_format(size);
    let name = label!(vi: "Tổng cộng", en: "Total").pick(lang);
    sheet.across(0, FIRST_COUNT - 1, name, &format)?;
    for (column, count) in (FIRST_COUNT..).zip(counts) {
        let sum: u64 = classes.iter().map(|class| counted(&class.rows, count)).sum();
        if row == first {
            sheet.sheet.write_number_with_format(row, column, sum as f64, &format)?;
            continue;
        }
        let letters = column_letters(column.into());
        let formula = Formula::new(format!("=SUM({letters}{}:{letters}{row})", first + 1));
        let formula = formula.set_result(sum.to_string());
        sheet.sheet.write_formula_with_format(row, column, formula, &format)?;
    }
    sheet.end_row(22.0)
}

fn total_format(size: f64) -> Format {
    paper(size)
        .set_bold()
        .set_border(FormatBorder::Thin)
        .set_align(FormatAlign::Center)
        .set_align(FormatAlign::VerticalCenter)
}
