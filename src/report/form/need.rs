//! The blank form of a year's needs: a line for each kind of class, a number to fill in.

use super::checks::Checks;
use super::columns::{FormColumn, columns};
use super::lists::Lists;
use super::{BlankForm, above, slip, unit_fill};
use crate::label;
use crate::model::role::Role;
use crate::model::slip::{Slip, SlipKind};
use crate::report::book::style::PAPER_FONT;
use crate::report::book::{About, Sink, finish, new_book};
use crate::report::error::Result;
use crate::report::paper::columns::widths;
use crate::report::paper::sheet::Paper;
use crate::report::paper::table::{PaperValue, TableLook};
use crate::report::paper::{Document, PaperSheet};

/// The template by which needs are read and written.
const TEMPLATE: &str = "need";
/// What is written in by hand.
const BY_HAND: &str = "      ";

/// Writes the blank form of the needs of the year of `form.period`; `kinds` are the names of
/// the kinds of classes, in order.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write_blank_need(form: &BlankForm, kinds: &[&str], out: &mut dyn Sink) -> Result<()> {
    let BlankForm { design, settings, lists, unit, period, lang } = *form;
    let Some(template) = design.templates.form(TEMPLATE) else { return Ok(()) };
    let need = &design.outputs.need;
    let layout = need.over(&design.outputs.form);
    let title = label!(vi: "Nhu cầu", en: "Needs").pick(lang);
    let about = About {
        title: title.to_owned(),
        subject: period.year.to_string(),
        company: unit.map_or("", |code| lists.unit_name(code)).to_owned(),
        custom: vec![("tonghop.kind", "need".to_owned())],
    };
    let mut book = new_book(PAPER_FONT, 12.0, &about, period)?;
    let columns = columns(&layout.columns, &layout, template, period, lang);
    let paper_columns: Vec<_> = columns.iter().map(|column| column.paper.clone()).collect();
    let paper = Paper { landscape: layout.landscape, margins: layout.margins };
    let sheet = book.add_worksheet();
    sheet.set_name(title)?;
    let mut sheet = PaperSheet::new(sheet, paper, widths(&paper_columns, paper.room().0))?;
    let fill = unit_fill(&layout, &settings.outputs, lists, unit, period)
        .set("plan_year", period.year.to_string())
        .set("month", BY_HAND)
        .set("year", BY_HAND);
    above(&mut sheet, &layout, &fill, Some(&layout.help), lang)?;

    let look = TableLook::new(&paper_columns, layout.size, layout.heading_size);
    let repeat = look.headings(&mut sheet, &paper_columns)?;
    let first = sheet.row();
    for number in 0..kinds.len() + need.spare {
        look.row(&mut sheet, &line(&columns, kinds.get(number).copied(), number + 1))?;
    }
    let last = sheet.row().saturating_sub(1);
    let checks = Checks { lists: &Lists::new(lists, lang), layout: &layout, period, lang };
    for (number, column) in (0_u16..).zip(&columns).filter(|(_, it)| it.role == Role::Need) {
        checks.add(sheet.sheet, column, number, (first, last))?;
    }
    sheet.gap(8.0)?;
    Document { fill: &fill, lang }.signature(&mut sheet, &layout.signature)?;
    sheet.finish(repeat, last.saturating_sub(1).max(first), "&R&9&P/&N")?;
    let slip = Slip {
        kind: SlipKind::Form,
        unit: unit.map(Into::into),
        period: None,
        answers: Vec::new(),
        sheet: Some(title.into()),
    };
    slip::write(&mut book, &slip)?;
    finish(book, out)
}

fn line(columns: &[FormColumn], kind: Option<&str>, number: usize) -> Vec<PaperValue> {
    let cell = |column: &FormColumn| match (column.role, kind) {
        (Role::Ordinal, _) => PaperValue::Count(number as u64),
        (Role::Course, Some(kind)) => PaperValue::Text(kind.to_owned()),
        _ => PaperValue::Empty,
    };
    columns.iter().map(cell).collect()
}
