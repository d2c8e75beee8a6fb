//! The blank form: drop-down lists, checks, members prefilled, ready to print.

use super::checks::Checks;
use super::columns::{FormColumn, columns};
use super::lists::Lists;
use super::table::value;
use super::{Design, TEMPLATE, head, slip, unit_fill};
use crate::config::Settings;
use crate::i18n::Lang;
use crate::label;
use crate::model::period::Period;
use crate::model::record::Record;
use crate::model::reference::ReferenceLists;
use crate::model::role::Role;
use crate::model::slip::{Slip, SlipKind};
use crate::report::book::style::PAPER_FONT;
use crate::report::book::{About, Sink, finish, new_book};
use crate::report::error::Result;
use crate::report::paper::PaperSheet;
use crate::report::paper::columns::widths;
use crate::report::paper::sheet::Paper;
use crate::report::paper::table::{PaperValue, TableLook};
use crate::report::school::sort_key;

/// Lines left free below prefilled members.
const SPARE: usize = 5;

/// For whom a form is written.
#[derive(Clone, Copy, Debug)]
pub struct BlankForm<'a> {
    pub design: Design<'a>,
    pub settings: &'a Settings,
    pub lists: &'a ReferenceLists,
    /// `None` for a form that any unit can use.
    pub unit: Option<&'a str>,
    pub period: Period,
    pub lang: Lang,
}

/// Writes a blank form.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write_blank(form: &BlankForm, out: &mut dyn Sink) -> Result<()> {
    let BlankForm { design, settings, lists, unit, period, lang } = *form;
    let layout = &design.outputs.form;
    let Some(template) = design.templates.form(TEMPLATE) else { return Ok(()) };
    let title = label!(vi: "Danh sách đăng ký", en: "Registrations").pick(lang);
    let about = About {
        title: title.to_owned(),
        subject: period.to_string(),
        company: unit.map_or("", |code| lists.unit_name(code)).to_owned(),
        custom: vec![("tonghop.kind", "form".to_owned())],
    };
    let mut book = new_book(PAPER_FONT, 11.0, &about, period)?;
    let columns = columns(&layout.columns, layout, template, period, lang);
    let paper_columns: Vec<_> = columns.iter().map(|column| column.paper.clone()).collect();
    let paper = Paper { landscape: layout.landscape, margins: layout.margins };
    let sheet = book.add_worksheet();
    sheet.set_name(title)?;
    let mut sheet = PaperSheet::new(sheet, paper, widths(&paper_columns, paper.room().0))?;
    let fill = unit_fill(layout, &settings.outputs, lists, unit, period);
    head::above(&mut sheet, layout, &fill, Some(&layout.help), lang)?;

    let look = TableLook::new(&paper_columns, layout.size, layout.heading_size);
    let repeat = look.headings(&mut sheet, &paper_columns)?;
    let members = members(lists, unit);
    let first = sheet.row();
    let lines = (layout.lines as usize).max(members.len() + SPARE);
    for number in 0..lines {
        let values = line(&columns, members.get(number).copied(), number + 1, lang);
        look.roomy_row(&mut sheet, &values)?;
    }
    let last = sheet.row().saturating_sub(1);
    let choices = Lists::new(lists, lang);
    let checks = Checks { lists: &choices, layout, period, lang };
    for (number, column) in (0_u16..).zip(&columns) {
        checks.add(sheet.sheet, column, number, (first, last))?;
    }
    let tail = last.saturating_sub(1).max(first);
    head::below(&mut sheet, layout, &fill, (counted(&columns), (first, last), 0), lang)?;
    sheet.finish(repeat, tail, "&R&9&P/&N")?;
    choices.write(&mut book, lang)?;
    let slip = Slip {
        kind: SlipKind::Form,
        unit: unit.map(Into::into),
        period: Some(period),
        answers: Vec::new(),
        sheet: Some(title.into()),
    };
    slip::write(&mut book, &slip)?;
    finish(book, out)
}

/// The members of a unit, in Vietnamese order.
fn members<'a>(lists: &'a ReferenceLists, unit: Option<&str>) -> Vec<&'a Record> {
    let roster = lists.roster.iter().flatten();
    let mut members: Vec<_> =
        roster.filter(|member| unit.is_some() && member.unit.as_deref() == unit).collect();
    members.sort_by_cached_key(|member| sort_key(member));
    members
}

fn line(
    columns: &[FormColumn],
    member: Option<&Record>,
    number: usize,
    lang: Lang,
) -> Vec<PaperValue> {
    let cell = |column: &FormColumn| match (column.role, member) {
        (Role::Ordinal, _) => PaperValue::Count(number as u64),
        // What the unit is asked for is never prefilled.
        (Role::Course | Role::StudyMode | Role::Note, _) | (_, None) => PaperValue::Empty,
        (_, Some(member)) => value(member, column, number, lang),
    };
    columns.iter().map(cell).collect()
}

/// The column whose entries are counted: who has a class is registered.
fn counted(columns: &[FormColumn]) -> u16 {
    let column = |role| columns.iter().position(|column| column.role == role);
    column(Role::Course).or_else(|| column(Role::FullName)).unwrap_or(0) as u16
}
