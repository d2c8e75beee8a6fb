//! A blank reference list: its headings, as the list's template words them.

use rust_xlsxwriter::{Format, FormatBorder};

use crate::config::templates::{FormTemplate, Kind};
use crate::i18n::Lang;
use crate::model::period::Period;
use crate::model::role::Role;
use crate::report::book::style::{HEAD, SCREEN_FONT};
use crate::report::book::{About, Sink, finish, new_book};
use crate::report::error::Result;

/// Blank lists are dated alike, whenever they are made.
const MADE: Period = Period { year: 2026, month: 1 };

/// Writes the list's headings, numbers kept as text where zeros matter.
///
/// # Errors
/// Those of the workbook and of `out`.
pub fn write_blank_list(template: &FormTemplate, lang: Lang, out: &mut dyn Sink) -> Result<()> {
    let about = About { title: template.title.in_lang(lang).to_owned(), ..About::default() };
    let mut book = new_book(SCREEN_FONT, 10.0, &about, MADE)?;
    let heading =
        Format::new().set_bold().set_background_color(HEAD).set_border(FormatBorder::Thin);
    let sheet = book.add_worksheet();
    sheet.set_name(template.name.as_ref())?.set_freeze_panes(1, 0)?;
    let fields = template.fields.iter().filter(|field| field.role != Role::Extra);
    for (column, field) in (0_u16..).zip(fields) {
        sheet.set_column_width(column, f64::from(field.width.max(8)))?;
        sheet.write_with_format(0, column, field.label.in_lang(lang), &heading)?;
        if matches!(field.kind, Kind::NationalId | Kind::Card | Kind::Phone | Kind::Code) {
            sheet.set_column_format(column, &Format::new().set_num_format("@"))?;
        }
    }
    finish(book, out)
}
